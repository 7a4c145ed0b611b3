/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARGIN_WALK_H
#define MARGIN_WALK_H

#include "margin/order.h"

/**
 * One isolated position, walked along a price history bar by bar.
 *
 * Everywhere else in this room a position stands still and one price is asked about. Here
 * the price goes its way and the position lives through it: funding is paid out of its
 * margin and moves the line, a margin call comes, orders fill, the owner acts, and at the
 * line the venue closes it.
 *
 * Prices. Trades happen along `bars`. Where `marks` are given, the venue reckons with
 * them: MARGIN_TRIGGER_MARK and _ORACLE watch the marks, MARGIN_TRIGGER_LAST the trades;
 * a MarginFate asks what would have been under the other. Margin ratio, equity and line
 * belong to the watched price, fills to the trades, funding to the marks. Without marks
 * all is one price.
 *
 * Order in a bar:
 *
 *     1. the open arrives, in one jump from the close before
 *     2. funding stamped from the opening of this bar to before that of the next
 *     3. actions at the open
 *     4. the path of the reading: one end, the other end, the close; trades and marks
 *        go their straight lines side by side and arrive together
 *     5. actions at the close
 *
 * Whatever is due at the same moment goes in the order margin call, venue, orders as
 * given: a stop that a gap carries beyond the line finds nothing to close.
 *
 * Line. margin_liquidation() anew whenever margin or size changed. At the line, or at the
 * first price beyond it after a jump, the venue makes the steps of margin/ending.h at the
 * trade price of the moment; what a step leaves open walks on. What makes a position due
 * on its winning side (only a table could that jumps higher than the result) is not
 * looked for.
 *
 * Margin call. An event when the ratio reaches in->call_ratio, and again only after the
 * price was back on the good side at a turn of its path, or money brought it there.
 *
 * Stop. A market order at the trade price when the trigger is met: the trigger itself, or
 * the open that jumped past it, and then the slippage. Never better than the market.
 * Take profit. A limit order: its price, or a better open. One that waits for the mark is
 * placed when the mark gets there and then rests among the trades. Orders that are due
 * when they begin to stand fill at once.
 *
 * Money. A part that is closed realises its PnL into the margin, less fees; the margin
 * stays with the rest until all is closed. Then
 *
 *     put in + realised + unrealised + funding - fees - fund = equity
 *
 * Equity does not count a posted reserve, which comes back or pays what it was posted
 * for. Nobody loses more than was put in: a close beyond zero is made good by the
 * insurance fund (`fund` < 0). The opening fee was paid before the walk, on top of the
 * margin.
 *
 * Source: worked by hand in tests/margin/walk.csv; funding by who holds a position at the
 * stamp, as freqtrade's tests of recorded payments.
 */

/** Under which price the venue closes. */
typedef enum {
  MARGIN_FATE_RULES, /* in->rules.trigger_price */
  MARGIN_FATE_LAST,
  MARGIN_FATE_MARK,
} MarginFate;

typedef struct {
  const MarginInputs *in; /* as it stands before the first bar; its mark plays no part */
  const MarginBar *bars;
  const MarginBar *marks;       /* same times as bars; NULL: none */
  size_t n_bars;                /* of both */
  int64_t until;                /* with funding: when the last bar ends, seconds */
  const MarginFunding *funding; /* what lies before the first bar, or from `until` on, is
                                   not paid */
  size_t n_funding;
  const MarginOrder *orders;
  size_t n_orders;
  const MarginAction *actions; /* in order; those after the end are not taken */
  size_t n_actions;
  MarginReading reading;
  MarginFate fate;
  bool has_costs;  /* taker fee on stops, reductions and closes, maker fee on take profits
                    */
  double slippage; /* by which stops, reductions and closes fill worse, 0 to 0.5 */
} MarginWalk;

typedef enum {
  MARGIN_EVENT_NONE,
  MARGIN_EVENT_CALL, /* the margin call */
  MARGIN_EVENT_FUNDING,
  MARGIN_EVENT_DEPOSIT,
  MARGIN_EVENT_REDUCE,      /* by the owner */
  MARGIN_EVENT_CLOSE,       /* the same, of all that was left */
  MARGIN_EVENT_STOP,        /* of a part or of all */
  MARGIN_EVENT_TAKE_PROFIT, /* of a part or of all */
  MARGIN_EVENT_CUT,         /* by the venue, of a part */
  MARGIN_EVENT_LIQUIDATION, /* by the venue, of all */
} MarginEventKind;

/** Money in the settlement currency; 0 where a figure plays no part. */
typedef struct {
  MarginEventKind kind;
  size_t bar;
  int64_t time;       /* of the stamp; of the bar for all else */
  double price;       /* quote per base: the fill; the watched price of a margin call;
                         the mark of funding; 0 for a deposit */
  double closed;      /* size */
  double pnl;         /* realised */
  double fee;         /* paid; below 0 where a maker is paid */
  double payment;     /* funding received, or the deposit */
  double fund;        /* to the insurance fund; below 0: paid by it */
  double margin;      /* after it; what was left, once all is closed */
  double size;        /* after it */
  double liquidation; /* the line after it; 0 where there is none */
} MarginEvent;

typedef struct {
  size_t n_events; /* all, whether or not there was room */
  size_t n_calls;
  size_t n_survived;        /* bars before the one in which it ended */
  MarginEventKind ended_by; /* MARGIN_EVENT_NONE: still open */
  int64_t ended_time;       /* of the bar; 0 while open */
  double ended_at;          /* the fill of the end; 0 while open */
  double size;              /* still open */
  double put_in;            /* margin at the start and deposits: what was at stake */
  double margin;            /* now; what was left, once all is closed */
  double realised;          /* PnL */
  double unrealised;        /* PnL at the last close */
  double funding;           /* received */
  double fees;              /* paid, the venue's for closing among them */
  double fund;              /* to the insurance fund; below 0: paid by it */
  double equity;            /* in the end */
  double result;            /* equity - put in */
  double lowest_equity;     /* anywhere on the path */
  double largest_drawdown;  /* the deepest fall of the result from an earlier high */
} MarginWalkSummary;

/** The venue makes no more steps than this in one walk: the last one takes all. */
#define MARGIN_WALK_MAX_STEPS 64

/** More events than this a walk never has. */
size_t margin_walk_events_most (const MarginWalk *walk);

/**
 * margin_walk_check:
 * @where: (out) (optional): index of the bar, stamp, order or action at fault
 *
 * Errors: those of margin_check(); MARGIN_BAD_ENDED_AT for a position that is over;
 * those of margin_bars_check(), also where marks are not of the times of the bars;
 * MARGIN_BAD_BAR where `until` is not after the last bar and there is funding; those of
 * margin/order.h; MARGIN_BAD_ACTION for a slippage outside 0 to 0.5 or an unknown reading
 * or fate.
 */
MarginStatus margin_walk_check (const MarginWalk *walk, size_t *where) MARGIN_CHECKED;

/**
 * margin_walk:
 * @events:  (out) (optional): the first @room events
 * @room:    0 if @events is NULL
 * @equity:  (out) (optional): at the close of each bar; after the end, what was left
 * @summary: (out): written only on MARGIN_OK
 *
 * One pass. A bar in which nothing can happen costs a few comparisons.
 *
 * Errors: those of margin_walk_check(), and then nothing is written; MARGIN_BAD_MARGIN
 * also where the margin leaves +/-1e18 on its way, and then what stands in @events and
 * @equity answers nothing.
 */
MarginStatus margin_walk (const MarginWalk *walk, MarginEvent events[], size_t room,
                          double equity[], MarginWalkSummary *summary) MARGIN_CHECKED;

/**
 * margin_walk_readings_differ:
 * @differ: (out): written only on MARGIN_OK
 *
 * Whether the two readings tell two stories: another end, another time or price of it,
 * another number of events, or other money. (Drawdowns may differ all the same.) Where
 * they do, no honest answer has one figure.
 */
MarginStatus margin_walk_readings_differ (const MarginWalk *walk,
                                          bool *differ) MARGIN_CHECKED;

#endif
