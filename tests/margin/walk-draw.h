/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_MARGIN_WALK_DRAW_H
#define TESTS_MARGIN_WALK_DRAW_H

#include "margin/pieces.h"

#include "draw.h"
#include "walk-case.h"

/* A random walk of a random position. Its bars move about as far as its line is away, so
 * that something happens. */

/* A table that jumps makes two questions of one: whether the requirement could outgrow
 * the result while the position wins, which the walk does not look for, and on which side
 * of the jump a step of the venue reckons. Neither is drawn. */
static inline void
draw_tame_table (MarginInputs *in)
{
  unsigned char given[MARGIN_MAX_TIERS] = { 0 };
  gboolean goes_at_once =
      in->rules.end == MARGIN_END_WHOLE && !(in->rules.backstop_ratio > 0);

  if (in->rules.maintenance_on == MARGIN_ON_ENTRY ||
      (margin_direction (in) < 0 && goes_at_once))
    return;
  in->rules.tier_shape = MARGIN_TIER_MARGINAL;
  margin_rules_build_deductions (&in->rules, given);
}

static inline void
draw_end (MarginRules *rules, double value)
{
  rules->end = (MarginEnd) g_test_rand_int_range (0, 3);
  rules->end_fraction = draw_between (0.05, 0.9);
  rules->end_above = value * draw_between (0.2, 1);
  rules->returns = draw_bit () ? MARGIN_RETURNS_NOTHING : MARGIN_RETURNS_EQUITY;
  rules->liquidation_fee = draw_bit () ? draw_log (1e-4, 0.02) : 0;
  rules->backstop_ratio = draw_bit () ? draw_between (0, 1) : 0;
}

static inline void
draw_walker_position (MarginInputs *in)
{
  draw_position (in);
  draw_end (&in->rules, margin_entry_value (in));
  draw_tame_table (in);
  in->margin *= draw_between (0.9, 1.5);
  in->call_ratio = draw_between (0.1, 1);
  in->rules.trigger_price = (MarginTriggerPrice) g_test_rand_int_range (0, 3);
  in->rules.trigger_when = draw_bit () ? MARGIN_TRIGGER_AT : MARGIN_TRIGGER_BELOW;
  in->rules.taker_fee = draw_log (1e-4, 1e-2);
  in->rules.maker_fee = draw_between (-1e-3, 1e-3);
}

static inline double
draw_step (double price, double width)
{
  return price * exp (draw_between (-width, width));
}

static inline MarginBar
draw_bar (gint64 time, double open, double close, double width)
{
  double top = fmax (open, close), bottom = fmin (open, close);

  return (MarginBar){ .time = time,
                      .open = open,
                      .close = close,
                      .high = draw_bit () ? top : top * exp (draw_between (0, width)),
                      .low = draw_bit () ? bottom
                                         : bottom * exp (-draw_between (0, width)) };
}

static inline void
draw_bars (MarginBar bars[], size_t n, double price, double width)
{
  for (size_t i = 0; i < n; i++) {
    double open = g_test_rand_int_range (0, 5) > 0 ? price : draw_step (price, width);

    price = draw_step (open, width);
    bars[i] = draw_bar ((gint64) i * 3600, open, price, width);
  }
}

/* Marks that go beside the trades, not with every one of their steps. */
static inline void
draw_marks (WalkCase *c, double width)
{
  for (size_t i = 0; i < c->walk.n_bars; i++) {
    const MarginBar *bar = &c->bars[i];

    c->marks[i] = draw_bar (bar->time, draw_step (bar->open, width / 3),
                            draw_step (bar->close, width / 3), width / 3);
  }
  c->walk.marks = c->marks;
}

static inline void
draw_orders (WalkCase *c, int most, double width)
{
  c->walk.n_orders = (size_t) g_test_rand_int_range (0, most + 1);
  for (size_t i = 0; i < c->walk.n_orders; i++) {
    MarginOrder *order = &c->orders[i];
    double away = draw_between (0.3, 3) * width;

    order->kind = draw_bit () ? MARGIN_STOP : MARGIN_TAKE_PROFIT;
    if ((order->kind == MARGIN_STOP) == (c->in.side == MARGIN_LONG))
      away = -away;
    order->price = c->in.entry * exp (away);
    order->trigger = draw_bit () ? MARGIN_SERIES_LAST : MARGIN_SERIES_MARK;
    order->part = draw_bit () ? 1 : draw_between (0.1, 0.9);
    order->from =
        draw_bit () ? 0 : (size_t) g_test_rand_int_range (0, (gint32) c->walk.n_bars);
    order->until = draw_bit () ? 0 : order->from + (size_t) g_test_rand_int_range (1, 10);
  }
}

static inline double
draw_amount (const MarginInputs *in, MarginActionKind kind)
{
  if (kind == MARGIN_ACTION_DEPOSIT)
    return in->margin * draw_between (0.05, 1);
  return kind == MARGIN_ACTION_REDUCE_BY_SIZE ? in->size * draw_between (0.1, 1)
                                              : draw_between (0.1, 0.9);
}

static inline void
draw_actions (WalkCase *c, int most)
{
  size_t bar = 0;

  c->walk.n_actions = (size_t) g_test_rand_int_range (0, most + 1);
  for (size_t i = 0; i < c->walk.n_actions; i++) {
    MarginAction *action = &c->actions[i];

    bar += (size_t) g_test_rand_int_range (1, 8);
    action->kind = (MarginActionKind) g_test_rand_int_range (0, 4);
    action->at = draw_bit () ? MARGIN_AT_OPEN : MARGIN_AT_CLOSE;
    action->bar = MIN (bar, c->walk.n_bars - 1);
    action->amount = draw_amount (&c->in, action->kind);
    if (action->bar == c->walk.n_bars - 1)
      action->at = MARGIN_AT_CLOSE;
  }
}

static inline void
draw_funding (WalkCase *c)
{
  gint64 time = g_test_rand_int_range (0, 14400); /* from two hours before */

  while (time < c->walk.until + 10800 && draw_bit ()) {
    MarginFunding *stamp = &c->funding[c->walk.n_funding++];

    stamp->time = (draw_bit () ? time : time / 3600 * 3600) - 7200;
    stamp->rate = draw_between (-0.2, 0.2) / c->in.leverage;
    time += g_test_rand_int_range (3600, 36000);
  }
}

static inline void
draw_walk (WalkCase *c)
{
  double width;

  case_begin (c);
  draw_walker_position (&c->in);
  width = draw_between (0.05, 0.7) / c->in.leverage;
  c->walk.n_bars = (size_t) g_test_rand_int_range (1, 40);
  c->walk.until = (gint64) c->walk.n_bars * 3600;
  draw_bars (c->bars, c->walk.n_bars, c->in.entry, width);
  if (draw_bit ())
    draw_marks (c, width);
  draw_orders (c, 4, width);
  draw_actions (c, 4);
  draw_funding (c);
  c->walk.reading = draw_bit () ? MARGIN_READING_PESSIMISTIC : MARGIN_READING_OPTIMISTIC;
  c->walk.fate = (MarginFate) g_test_rand_int_range (0, 3);
  c->walk.has_costs = draw_bit ();
  c->walk.slippage = draw_bit () ? 0 : draw_between (0, 0.1) * width;
}

#endif
