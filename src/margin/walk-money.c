/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/walker.h"

#include "margin/ending.h"
#include "margin/value.h"

#include <math.h>

/* Less than this part of a size is no size. */
#define DUST 1e-12

void
margin_walker_measure (MarginWalker *self)
{
  self->direction = margin_direction (&self->in);
  self->quantity = self->in.size * self->in.multiplier;
  self->entry_value = margin_entry_value (&self->in);
}

/* --- the journal --- */

static bool
is_price_shown (double price)
{
  return price > 0 && price < HUGE_VAL;
}

static void
find_lines (MarginWalker *self, MarginEventKind after)
{
  /* A call changes neither: asked from where it stands, its own price would come out a
   * last bit off, and be crossed again. */
  if (after == MARGIN_EVENT_CALL)
    margin_walker_band (self);
  else
    margin_walker_refresh (self);
}

/* Writes down what happened, once the lines after it are known. */
static void
enter (MarginWalker *self, MarginEvent *event)
{
  bool is_open = margin_walker_is_open (self);

  margin_walker_measure (self);
  if (is_open)
    find_lines (self, event->kind);
  margin_walker_note (self, margin_walker_equity (self, self->now[self->watched]));
  event->bar = self->bar;
  if (event->kind != MARGIN_EVENT_FUNDING)
    event->time = self->walk->bars[self->bar].time;
  event->margin = self->in.margin;
  event->size = self->in.size;
  if (is_open && is_price_shown (self->line))
    event->liquidation = self->line;
  if (self->sum.n_events < self->room)
    self->events[self->sum.n_events] = *event;
  self->sum.n_events++;
  if (!is_open) {
    self->sum.ended_by = event->kind;
    self->sum.ended_time = event->time;
    self->sum.ended_at = event->price;
  }
}

void
margin_walker_call (MarginWalker *self)
{
  MarginEvent event = { .kind = MARGIN_EVENT_CALL, .price = self->now[self->watched] };

  self->is_called = true;
  self->sum.n_calls++;
  enter (self, &event);
}

void
margin_walker_pay_funding (MarginWalker *self, const MarginFunding *funding)
{
  double mark = self->now[MARGIN_SERIES_MARK];
  MarginEvent event = { .kind = MARGIN_EVENT_FUNDING,
                        .time = funding->time,
                        .price = mark,
                        .payment = -(double) self->in.side * funding->rate *
                                   margin_value (&self->in, mark) };

  self->in.margin += event.payment;
  self->sum.funding += event.payment;
  enter (self, &event);
}

/* --- closing --- */

/* What is left after @closed is taken off; 0 for what would be no position. */
static double
size_after (const MarginInputs *in, double closed)
{
  MarginInputs rest = *in;

  rest.size = in->size - closed;
  return rest.size > DUST * in->size && margin_check (&rest) == MARGIN_OK ? rest.size : 0;
}

/* Closes at @price. The PnL of the part is what the rest no longer has, so that it adds
 * up whatever the quantum of the books. */
static void
close_size (MarginWalker *self, MarginEvent *event, double closed, double price,
            double fee_rate)
{
  MarginInputs *in = &self->in;
  double pnl = margin_pnl (in, price), value = margin_value (in, price);
  double left = size_after (in, closed);

  event->closed = in->size - left;
  event->price = price;
  in->size = left;
  event->pnl = pnl - margin_pnl (in, price);
  if (self->walk->has_costs)
    event->fee = fee_rate * (value - margin_value (in, price));
  in->margin += event->pnl - event->fee;
  if (!(left > 0)) {
    event->fund = fmin (in->margin, 0);
    in->margin -= event->fund;
  }
  self->sum.realised += event->pnl;
  self->sum.fees += event->fee;
  self->sum.fund += event->fund;
  enter (self, event);
}

/* Where a market order fills. */
static double
market (const MarginWalker *self)
{
  return self->now[MARGIN_SERIES_LAST] * (1 - self->in.side * self->walk->slippage);
}

static void
deposit (MarginWalker *self, double amount)
{
  MarginEvent event = { .kind = MARGIN_EVENT_DEPOSIT, .payment = amount };

  self->in.margin += amount;
  self->sum.put_in += amount;
  self->peak += amount;
  enter (self, &event);
}

static double
size_to_close (const MarginInputs *in, const MarginAction *action)
{
  if (action->kind == MARGIN_ACTION_REDUCE)
    return action->amount * in->size;
  return action->kind == MARGIN_ACTION_REDUCE_BY_SIZE ? fmin (action->amount, in->size)
                                                      : in->size;
}

void
margin_walker_act (MarginWalker *self, const MarginAction *action)
{
  MarginEvent event = { .kind = MARGIN_EVENT_REDUCE };
  double closed = size_to_close (&self->in, action);

  if (action->kind == MARGIN_ACTION_DEPOSIT) {
    deposit (self, action->amount);
    return;
  }
  if (!(size_after (&self->in, closed) > 0))
    event.kind = MARGIN_EVENT_CLOSE;
  close_size (self, &event, closed, market (self), self->in.rules.taker_fee);
}

void
margin_walker_fill (MarginWalker *self, const MarginOrder *order)
{
  const MarginRules *rules = &self->in.rules;
  double last = self->now[MARGIN_SERIES_LAST];
  double closed = order->part * self->in.size;
  MarginEvent event = { .kind = MARGIN_EVENT_STOP };

  if (order->kind == MARGIN_STOP) {
    close_size (self, &event, closed, market (self), rules->taker_fee);
    return;
  }
  event.kind = MARGIN_EVENT_TAKE_PROFIT;
  close_size (self, &event, closed,
              self->in.side == MARGIN_LONG ? fmax (order->price, last)
                                           : fmin (order->price, last),
              rules->maker_fee);
}

/* --- the venue --- */

void
margin_walker_end_step (MarginWalker *self)
{
  MarginInputs *in = &self->in;
  MarginEvent event = { .kind = MARGIN_EVENT_CUT };
  MarginEndStep step = { 0 };

  in->mark = self->now[self->watched];
  if (++self->n_steps == MARGIN_WALK_MAX_STEPS)
    in->rules.end = MARGIN_END_WHOLE;
  self->status =
      margin_end_step (in, self->now[MARGIN_SERIES_LAST], self->is_again, &step);
  self->is_again = true;
  if (!(step.size_left > 0))
    event.kind = MARGIN_EVENT_LIQUIDATION;
  event.price = step.price;
  event.closed = step.closed;
  event.pnl = step.pnl;
  event.fee = step.fee;
  event.fund = step.fund;
  in->size = step.size_left;
  in->margin = step.margin_left + step.returned;
  self->sum.realised += step.pnl;
  self->sum.fees += step.fee;
  self->sum.fund += step.fund;
  enter (self, &event);
}
