/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_MARGIN_WALK_TWIN_H
#define TESTS_MARGIN_WALK_TWIN_H

#include "margin/ending.h"
#include "margin/requirement.h"
#include "margin/value.h"
#include "margin/walk.h"

#include <math.h>

/* The slow, obvious walk: tick by tick along the stated path. At each tick equity is held
 * against the requirement and the price against every order; a tick in which something
 * came due is halved until its moment is found. It knows no line, no call price, no quiet
 * bars. */

#define TWIN_TICKS  64
#define TWIN_EVENTS 512

typedef struct {
  const MarginWalk *walk;
  MarginInputs in;
  const MarginBar *marks;
  gboolean watches_mark;
  gboolean is_called, is_again, is_over;
  gboolean is_done[MARGIN_MAX_ORDERS], is_placed[MARGIN_MAX_ORDERS];
  int n_steps;
  size_t bar;
  double last, mark;
  double put_in, peak, lowest, drawdown;
  MarginEvent events[TWIN_EVENTS];
  size_t n_events;
} WalkTwin;

/* --- what is due --- */

static inline double
twin_watched (const WalkTwin *twin)
{
  return twin->watches_mark ? twin->mark : twin->last;
}

static inline double
twin_equity (const WalkTwin *twin)
{
  return twin->in.margin + margin_pnl (&twin->in, twin_watched (twin));
}

static inline gboolean
twin_is_warned (const WalkTwin *twin)
{
  double price = twin_watched (twin);

  return twin->in.call_ratio * margin_equity_at (&twin->in, price) <=
         margin_requirement_at (&twin->in, price);
}

static inline gboolean
twin_is_due (const WalkTwin *twin)
{
  double price = twin_watched (twin);
  double equity = margin_equity_at (&twin->in, price);
  double requirement = margin_requirement_at (&twin->in, price);

  return twin->in.rules.trigger_when == MARGIN_TRIGGER_BELOW ? equity < requirement
                                                             : equity <= requirement;
}

static inline gboolean
twin_is_reached (const WalkTwin *twin, size_t i)
{
  const MarginOrder *order = &twin->walk->orders[i];
  gboolean on_last = order->trigger == MARGIN_SERIES_LAST || twin->is_placed[i];
  double price = on_last ? twin->last : twin->mark;

  if (twin->is_done[i] || order->from > twin->bar ||
      (order->until > 0 && order->until <= twin->bar))
    return FALSE;
  return (twin->in.side == MARGIN_LONG) == (order->kind == MARGIN_STOP)
             ? price <= order->price
             : price >= order->price;
}

static inline gboolean
twin_is_anything_due (const WalkTwin *twin)
{
  if ((!twin->is_called && twin_is_warned (twin)) || twin_is_due (twin))
    return TRUE;
  for (size_t i = 0; i < twin->walk->n_orders; i++)
    if (twin_is_reached (twin, i))
      return TRUE;
  return FALSE;
}

/* --- what is done --- */

static inline void
twin_note (WalkTwin *twin)
{
  double result = twin_equity (twin) - twin->put_in;

  twin->lowest = fmin (twin->lowest, twin_equity (twin));
  twin->peak = fmax (twin->peak, result);
  twin->drawdown = fmax (twin->drawdown, twin->peak - result);
}

static inline void
twin_enter (WalkTwin *twin, MarginEventKind kind, double price)
{
  MarginEvent *event = &twin->events[twin->n_events++];

  g_assert_cmpuint (twin->n_events, <, TWIN_EVENTS);
  event->kind = kind;
  event->bar = twin->bar;
  event->price = price;
  event->margin = twin->in.margin;
  event->size = twin->in.size;
  twin->is_over = !(twin->in.size > 0);
  twin_note (twin);
  if (twin->is_called && !twin->is_over && !twin_is_warned (twin))
    twin->is_called = FALSE;
}

static inline void
twin_close (WalkTwin *twin, MarginEventKind kind, double closed, double price, double fee)
{
  double before = margin_pnl (&twin->in, price);
  double value = margin_value (&twin->in, price);

  twin->in.size = closed < twin->in.size ? twin->in.size - closed : 0;
  twin->in.margin += before - margin_pnl (&twin->in, price);
  if (twin->walk->has_costs)
    twin->in.margin -= fee * (value - margin_value (&twin->in, price));
  if (!(twin->in.size > 0))
    twin->in.margin = fmax (twin->in.margin, 0);
  twin_enter (twin, kind, price);
}

static inline double
twin_market (const WalkTwin *twin)
{
  return twin->last * (1 - twin->in.side * twin->walk->slippage);
}

static inline void
twin_fill (WalkTwin *twin, size_t i)
{
  const MarginOrder *order = &twin->walk->orders[i];
  double closed = order->part * twin->in.size;
  gboolean is_long = twin->in.side == MARGIN_LONG;

  if (order->kind == MARGIN_TAKE_PROFIT && order->trigger == MARGIN_SERIES_MARK &&
      !twin->is_placed[i]) {
    twin->is_placed[i] = TRUE;
    return;
  }
  twin->is_done[i] = TRUE;
  if (order->kind == MARGIN_STOP)
    twin_close (twin, MARGIN_EVENT_STOP, closed, twin_market (twin),
                twin->in.rules.taker_fee);
  else
    twin_close (twin, MARGIN_EVENT_TAKE_PROFIT, closed,
                is_long ? fmax (order->price, twin->last)
                        : fmin (order->price, twin->last),
                twin->in.rules.maker_fee);
}

static inline void
twin_end_step (WalkTwin *twin)
{
  MarginEndStep step;
  MarginStatus status;

  twin->in.mark = twin_watched (twin);
  if (++twin->n_steps == MARGIN_WALK_MAX_STEPS)
    twin->in.rules.end = MARGIN_END_WHOLE;
  status = margin_end_step (&twin->in, twin->last, twin->is_again, &step);
  g_assert_cmpint (status, ==, MARGIN_OK);
  twin->is_again = TRUE;
  twin->in.size = step.size_left;
  twin->in.margin = step.margin_left + step.returned;
  twin_enter (twin, step.size_left > 0 ? MARGIN_EVENT_CUT : MARGIN_EVENT_LIQUIDATION,
              step.price);
}

static inline void
twin_do_first (WalkTwin *twin)
{
  if (!twin->is_called && twin_is_warned (twin)) {
    twin->is_called = TRUE;
    twin_enter (twin, MARGIN_EVENT_CALL, twin_watched (twin));
  } else if (twin_is_due (twin)) {
    twin_end_step (twin);
  } else {
    size_t i = 0;

    while (!twin_is_reached (twin, i))
      i++;
    twin_fill (twin, i);
  }
}

static inline void
twin_settle (WalkTwin *twin)
{
  while (!twin->is_over && twin_is_anything_due (twin))
    twin_do_first (twin);
}

/* --- the way --- */

typedef struct {
  double from[2], to[2];
} TwinLeg;

static inline void
twin_stand (WalkTwin *twin, const TwinLeg *leg, double t)
{
  twin->last = leg->from[0] + t * (leg->to[0] - leg->from[0]);
  twin->mark = leg->from[1] + t * (leg->to[1] - leg->from[1]);
  if (t >= 1) {
    twin->last = leg->to[0];
    twin->mark = leg->to[1];
  }
}

/* From @from, where nothing is due, to the first moment up to @to where something is. */
static inline double
twin_moment (WalkTwin *twin, const TwinLeg *leg, double from, double to)
{
  for (int i = 0; i < 60; i++) {
    double middle = from + (to - from) / 2;

    twin_stand (twin, leg, middle);
    if (twin_is_anything_due (twin))
      to = middle;
    else
      from = middle;
  }
  return to;
}

static inline void
twin_tick (WalkTwin *twin, const TwinLeg *leg, double from, double to)
{
  for (;;) {
    twin_stand (twin, leg, to);
    if (twin->is_over || !twin_is_anything_due (twin))
      break;
    from = twin_moment (twin, leg, from, to);
    twin_stand (twin, leg, from);
    twin_note (twin);
    twin_settle (twin);
    if (twin->is_over)
      return;
    twin->is_again = FALSE;
  }
  twin_note (twin);
}

static inline void
twin_go (WalkTwin *twin, const double to[2])
{
  TwinLeg leg = { { twin->last, twin->mark }, { to[0], to[1] } };

  for (int i = 0; i < TWIN_TICKS && !twin->is_over; i++)
    twin_tick (twin, &leg, (double) i / TWIN_TICKS, (double) (i + 1) / TWIN_TICKS);
  twin->is_again = FALSE;
  if (!twin->is_over && !twin_is_warned (twin))
    twin->is_called = FALSE;
}

static inline void
twin_jump (WalkTwin *twin)
{
  twin->last = twin->walk->bars[twin->bar].open;
  twin->mark = twin->marks[twin->bar].open;
  twin_note (twin);
  twin_settle (twin);
  twin->is_again = FALSE;
  if (!twin->is_over && !twin_is_warned (twin))
    twin->is_called = FALSE;
}

/* --- what comes from outside --- */

static inline void
twin_fund (WalkTwin *twin)
{
  const MarginWalk *walk = twin->walk;
  size_t next = twin->bar + 1;
  gint64 begin = walk->bars[twin->bar].time;
  gint64 end = next < walk->n_bars ? walk->bars[next].time : walk->until;

  for (size_t i = 0; i < walk->n_funding; i++) {
    const MarginFunding *stamp = &walk->funding[i];

    if (twin->is_over || stamp->time < begin || stamp->time >= end)
      continue;
    twin->in.margin -= twin->in.side * stamp->rate * margin_value (&twin->in, twin->mark);
    twin_enter (twin, MARGIN_EVENT_FUNDING, twin->mark);
    twin_settle (twin);
    twin->is_again = FALSE;
  }
}

static inline void
twin_act (WalkTwin *twin, const MarginAction *action)
{
  double size = twin->in.size;
  double fee = twin->in.rules.taker_fee, price = twin_market (twin);

  if (action->kind == MARGIN_ACTION_DEPOSIT) {
    twin->in.margin += action->amount;
    twin->put_in += action->amount;
    twin_enter (twin, MARGIN_EVENT_DEPOSIT, 0);
  } else if (action->kind == MARGIN_ACTION_REDUCE) {
    twin_close (twin, MARGIN_EVENT_REDUCE, action->amount * size, price, fee);
  } else if (action->kind == MARGIN_ACTION_REDUCE_BY_SIZE && action->amount < size) {
    twin_close (twin, MARGIN_EVENT_REDUCE, action->amount, price, fee);
  } else {
    twin_close (twin, MARGIN_EVENT_CLOSE, size, price, fee);
  }
}

static inline void
twin_act_at (WalkTwin *twin, MarginActionTime at)
{
  for (size_t i = 0; i < twin->walk->n_actions; i++) {
    const MarginAction *action = &twin->walk->actions[i];

    if (twin->is_over || action->bar != twin->bar || action->at != at)
      continue;
    twin_act (twin, action);
    twin_settle (twin);
    twin->is_again = FALSE;
  }
}

/* The path of a bar: an end that is the open is not gone back to. */
static inline void
twin_points (const WalkTwin *twin, const MarginBar *bar, double points[3])
{
  gboolean down = (twin->in.side == MARGIN_LONG) ==
                  (twin->walk->reading == MARGIN_READING_PESSIMISTIC);

  points[0] = down ? bar->low : bar->high;
  points[1] = down ? bar->high : bar->low;
  points[2] = bar->close;
  if (fabs (points[1] - bar->open) <= 0)
    points[1] = points[0];
}

static inline void
twin_live (WalkTwin *twin)
{
  double last[3], mark[3];

  twin_jump (twin);
  twin_fund (twin);
  twin_act_at (twin, MARGIN_AT_OPEN);
  twin_points (twin, &twin->walk->bars[twin->bar], last);
  twin_points (twin, &twin->marks[twin->bar], mark);
  for (int i = 0; i < 3; i++)
    twin_go (twin, (double[]){ last[i], mark[i] });
  twin_act_at (twin, MARGIN_AT_CLOSE);
}

static inline void
twin_walk (const MarginWalk *walk, WalkTwin *twin, double equity[])
{
  MarginFate fate = walk->fate;

  *twin = (WalkTwin){ .walk = walk, .in = *walk->in, .put_in = walk->in->margin };
  twin->marks = walk->marks != NULL ? walk->marks : walk->bars;
  if (fate == MARGIN_FATE_RULES && walk->in->rules.trigger_price == MARGIN_TRIGGER_LAST)
    fate = MARGIN_FATE_LAST;
  twin->watches_mark = fate != MARGIN_FATE_LAST;
  twin->lowest = HUGE_VAL;
  twin->peak = -HUGE_VAL;
  for (; twin->bar < walk->n_bars; twin->bar++) {
    if (!twin->is_over)
      twin_live (twin);
    equity[twin->bar] = twin_equity (twin);
  }
}

#endif
