/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARGIN_ENDING_H
#define MARGIN_ENDING_H

#include "margin/inputs.h"
#include "margin/status.h"

#include <stdbool.h>
#include <stddef.h>

/**
 * What the venue does with a position that is due.
 *
 * It closes in steps; after each, the rest may meet the requirement again and go on.
 *
 *     MARGIN_END_WHOLE      all of it at once
 *     MARGIN_END_FRACTION   first end_fraction of the size, if all is worth more than
 *                           end_above at the mark; what is due again right after goes
 *                           as a whole
 *     MARGIN_END_TIERS      down to the floor of the tier it is in, which belongs to the
 *                           next lower one, and again; out of the lowest, all
 *
 * All goes at once where nothing is left to save (equity <= 0 at the mark) and where the
 * rest would be no position. A backstop takes all, at the mark, where
 *
 *     equity < backstop_ratio * MM
 *
 * Money of a step, with W the margin, C the value closed and "rest" what stays open:
 *
 *     pnl  = PnL(fill) of the part closed
 *     fee  = liquidation_fee * C, but never more than is left:
 *            W + pnl + PnL(mark) of the rest, and not below 0
 *     W + pnl = fee + fund + returned + margin_left
 *
 * A part leaves W + pnl - fee with the rest. The whole leaves it to the trader or to the
 * insurance fund as rules.returns says, after a backstop always to the fund (or to the
 * pool that acts as one). Below zero the fund pays: the trader never loses more than W.
 *
 * A posted reserve F pays the closing fee that it was posted for, in proportion to the
 * size closed, and stands on neither side.
 *
 * Sources: Hyperliquid documentation, liquidations (20 % above 100,000 USDC, the whole in
 * the 30 seconds after, backstop below 2/3 of maintenance, which is not returned); OKX
 * help, forced partial liquidation (reduced by tiers until the ratio is met; the venue
 * takes two tiers at a time); Bybit and Binance help, insurance fund and bankruptcy
 * price.
 */

/** A spell has no more steps than this: one for each tier. */
#define MARGIN_MAX_END_STEPS MARGIN_MAX_TIERS

typedef struct {
  double price;       /* quote per base: the fill, after a backstop the mark */
  double closed;      /* size, > 0 */
  double value;       /* V(price) of the part closed */
  double pnl;         /* realised on that part, before the fee */
  double fee;         /* taken by the venue, >= 0 */
  double fund;        /* to the insurance fund; below 0: paid by it */
  double returned;    /* to the trader, >= 0; 0 while something stays open */
  double size_left;   /* 0 once all is closed */
  double margin_left; /* of the rest, as `margin` in its inputs; 0 once all is closed */
  bool is_backstop;
} MarginEndStep;

/** A whole spell of steps, summed up. */
typedef struct {
  size_t n_steps;     /* 1 to MARGIN_MAX_END_STEPS */
  double price;       /* at which the size went on average; inverse: by value */
  double closed;      /* size */
  double value;       /* closed, at the fills */
  double pnl;         /* realised, before fees */
  double fee;         /* all liquidation fees */
  double fund;        /* net; below 0: the fund paid */
  double returned;    /* to the trader */
  double lost;        /* by the trader: W - returned - margin_left */
  double size_left;   /* 0: nothing is left */
  double margin_left; /* 0 where nothing is left */
  bool is_backstop;
} MarginEnding;

/**
 * margin_end_step:
 * @in:       a position that is due; its mark is the price that made it so
 * @fill:     quote per base: what the orders fetch, the mark or worse or better
 * @is_again: whether it is due again right after another step
 * @step:     (out): written only on MARGIN_OK
 *
 * The one step that the venue makes now. Whether the position is due is not asked: a
 * shown line may lie a tick before the exact one. To go on, put size_left and margin_left
 * into the inputs.
 *
 * Errors: those of margin_check(), and MARGIN_BAD_MARK where @fill is no price.
 */
MarginStatus margin_end_step (const MarginInputs *in, double fill, bool is_again,
                              MarginEndStep *step) MARGIN_CHECKED;

/**
 * margin_end:
 * @steps: (out) (optional): room for MARGIN_MAX_END_STEPS
 *
 * Steps until the rest is not due at the mark any more, or nothing is left.
 *
 * Errors: as margin_end_step().
 */
MarginStatus margin_end (const MarginInputs *in, double fill, MarginEnding *ending,
                         MarginEndStep steps[]) MARGIN_CHECKED;

#endif
