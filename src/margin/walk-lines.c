/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What a position meets next. Everything that waits for a price is one of these: the
 * margin call, the line, an order. On a straight way each is met after some part of it,
 * and the least part comes first; a draw goes to the one that was asked first.
 */

#include "margin/walker.h"

#include "margin/liquidation.h"
#include "margin/value.h"

#include <math.h>

/* A price this many times better is far on the good side, and still within reach of the
 * solver. */
#define FAR 1e6

typedef struct {
  MarginSeries series;
  double level;
  bool is_above;  /* met by a price at the level or above it, else at it or below */
  bool is_strict; /* the level itself is not enough */
} Wait;

static bool
is_met (const Wait *wait, double price)
{
  if (wait->is_strict)
    return wait->is_above ? price > wait->level : price < wait->level;
  return wait->is_above ? price >= wait->level : price <= wait->level;
}

/* --- levels --- */

/* What is due already stands where every price has reached it, what never comes where
 * none does. */
static double
level_of (MarginSide side, MarginPoint point)
{
  if (point.kind == MARGIN_PRICE)
    return point.price;
  return (point.kind == MARGIN_NOW) == (side == MARGIN_LONG) ? HUGE_VAL : 0;
}

static bool
is_above_call (const MarginWalker *self)
{
  double price = self->now[self->watched];

  return self->in.side == MARGIN_LONG ? price > self->call : price < self->call;
}

static void
rearm (MarginWalker *self)
{
  if (!self->is_called || !is_above_call (self))
    return;
  self->is_called = false;
  margin_walker_band (self);
}

/* Where the call comes. If it is due already, where it will be over: the price at which
 * it would have come from far on the good side. */
static MarginPoint
call_point (const MarginInputs *in)
{
  MarginInputs far = *in;
  MarginPoint point = margin_call_point (in, in->call_ratio);

  if (point.kind != MARGIN_NOW)
    return point;
  far.mark = in->side == MARGIN_LONG ? fmin (in->mark * FAR, MARGIN_MOST)
                                     : fmax (in->mark / FAR, MARGIN_LEAST);
  point = margin_call_point (&far, in->call_ratio);
  return point.kind == MARGIN_PRICE ? point : (MarginPoint){ MARGIN_NOW, 0 };
}

void
margin_walker_refresh (MarginWalker *self)
{
  MarginInputs *in = &self->in;

  in->mark = self->now[self->watched];
  self->status = margin_check (in);
  self->line = level_of (in->side, margin_liquidation (in));
  self->call = level_of (in->side, call_point (in));
  if (is_above_call (self))
    self->is_called = false;
  margin_walker_band (self);
}

/* --- what waits --- */

static Wait
wait_for_line (const MarginWalker *self)
{
  return (Wait){ .series = self->watched,
                 .level = self->line,
                 .is_above = self->in.side == MARGIN_SHORT,
                 .is_strict = self->in.rules.trigger_when == MARGIN_TRIGGER_BELOW };
}

/* The call, or once it has come the way back from it. */
static Wait
wait_for_call (const MarginWalker *self)
{
  return (Wait){ .series = self->watched,
                 .level = self->call,
                 .is_above = (self->in.side == MARGIN_SHORT) != self->is_called,
                 .is_strict = self->is_called };
}

static Wait
wait_for_order (const MarginWalker *self, size_t i)
{
  const MarginOrder *order = &self->walk->orders[i];
  bool is_placed = (self->placed >> i & 1) != 0;

  return (Wait){ .series = is_placed ? MARGIN_SERIES_LAST : order->trigger,
                 .level = order->price,
                 .is_above = (self->in.side == MARGIN_LONG) ==
                             (order->kind == MARGIN_TAKE_PROFIT) };
}

static bool
has_order (const MarginWalker *self, size_t i)
{
  const MarginOrder *order = &self->walk->orders[i];

  return (self->done >> i & 1) == 0 && order->from <= self->bar &&
         (order->until == 0 || self->bar < order->until);
}

static void
narrow (MarginWalker *self, Wait wait)
{
  double *high = &self->high[wait.series], *low = &self->low[wait.series];

  if (wait.is_above)
    *high = fmin (*high, wait.level);
  else
    *low = fmax (*low, wait.level);
}

void
margin_walker_band (MarginWalker *self)
{
  for (int i = 0; i < MARGIN_N_SERIES; i++) {
    self->low[i] = 0;
    self->high[i] = HUGE_VAL;
  }
  narrow (self, wait_for_call (self));
  narrow (self, wait_for_line (self));
  for (size_t i = 0; i < self->walk->n_orders; i++)
    if (has_order (self, i))
      narrow (self, wait_for_order (self, i));
}

/* --- going --- */

typedef enum {
  NOTHING,
  CALL,
  LINE,
  ORDER, /* and its index on top */
} Next;

typedef struct {
  size_t what;
  Wait wait;
  double part; /* of the way */
} Meeting;

static void
consider (const MarginWalker *self, const double to[], size_t what, Wait wait,
          Meeting *first)
{
  double from = self->now[wait.series], end = to[wait.series], part = 0;

  if (!is_met (&wait, from)) {
    if (!is_met (&wait, end))
      return;
    part = (wait.level - from) / (end - from);
  }
  if (first->what == NOTHING || part < first->part)
    *first = (Meeting){ what, wait, part };
}

static Meeting
first_meeting (const MarginWalker *self, const double to[])
{
  Meeting first = { .what = NOTHING };

  if (!self->is_called)
    consider (self, to, CALL, wait_for_call (self), &first);
  consider (self, to, LINE, wait_for_line (self), &first);
  for (size_t i = 0; i < self->walk->n_orders; i++)
    if (has_order (self, i))
      consider (self, to, ORDER + i, wait_for_order (self, i), &first);
  return first;
}

/* As far as the meeting. The price that is waited for is met exactly. */
static void
go_to (MarginWalker *self, const double to[], const Meeting *meeting)
{
  MarginSeries series = meeting->wait.series;
  bool is_there = is_met (&meeting->wait, self->now[series]);

  if (is_there)
    return;
  for (int i = 0; i < MARGIN_N_SERIES; i++)
    if (self->bars[i] == self->bars[series])
      self->now[i] = meeting->wait.level;
    else
      self->now[i] += meeting->part * (to[i] - self->now[i]);
  self->is_again = false;
  margin_walker_note (self, margin_walker_equity (self, self->now[self->watched]));
}

static void
meet_order (MarginWalker *self, size_t i)
{
  const MarginOrder *order = &self->walk->orders[i];
  uint32_t bit = (uint32_t) 1 << i;

  if (order->kind == MARGIN_TAKE_PROFIT && order->trigger == MARGIN_SERIES_MARK &&
      (self->placed & bit) == 0) {
    self->placed |= bit;
    margin_walker_band (self);
    return;
  }
  self->done |= bit;
  margin_walker_fill (self, order);
}

static void
meet (MarginWalker *self, size_t what)
{
  if (what == CALL)
    margin_walker_call (self);
  else if (what == LINE)
    margin_walker_end_step (self);
  else
    meet_order (self, what - ORDER);
}

void
margin_walker_advance (MarginWalker *self, const double to[MARGIN_N_SERIES])
{
  for (;;) {
    Meeting next;

    if (!margin_walker_is_open (self) || self->status != MARGIN_OK)
      return;
    next = first_meeting (self, to);
    if (next.what == NOTHING)
      break;
    go_to (self, to, &next);
    meet (self, next.what);
  }
  for (int i = 0; i < MARGIN_N_SERIES; i++)
    self->now[i] = to[i];
  self->is_again = false;
  rearm (self);
  margin_walker_note (self, margin_walker_equity (self, self->now[self->watched]));
}
