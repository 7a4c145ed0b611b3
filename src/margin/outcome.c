/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/outcome.h"

#include "margin/liquidation.h"
#include "margin/multiple.h"
#include "margin/pieces.h"
#include "margin/pool.h"
#include "margin/requirement.h"
#include "margin/value.h"

#include <math.h>

static void
fill_money (const MarginPool *pool, size_t i, MarginOutcome *out)
{
  const MarginInputs *in = &out->in;
  double quantum = in->rules.quantum;
  MarginBasis on = in->rules.initial_on;

  out->value = margin_value (in, in->mark);
  out->entry_value = margin_entry_value (in);
  out->initial_margin = margin_multiple_up (
      margin_basis_value (in, on, in->mark) * margin_initial_rate (in, on), quantum);
  out->maintenance_margin =
      margin_multiple_up (margin_maintenance_at (in, in->mark), quantum);
  out->close_fee = margin_pool_close_fee (pool, i, in->mark);
  out->requirement = margin_maintenance_at (in, in->mark) + out->close_fee;
  out->unrealised_pnl = margin_pnl (in, in->mark);
  out->roe = out->unrealised_pnl / (out->entry_value / in->leverage);
  out->equity = margin_pool_equity (pool);
}

static void
fill_ratios (const MarginInputs *in, MarginOutcome *out)
{
  const MarginTier *tier = &in->rules.tiers[margin_tier_at (in, in->mark)];
  double quantum = in->rules.quantum;

  out->margin_ratio = out->equity > 0 ? out->requirement / out->equity : HUGE_VAL;
  out->effective_leverage = out->equity > 0 ? out->value / out->equity : HUGE_VAL;
  out->rate = tier->rate +
              tier->slope * margin_tier_measure (in, in->rules.maintenance_on, in->mark);
  out->deduction = tier->deduction;
  out->max_leverage = margin_leverage_limit (in);
  out->order_cost =
      margin_multiple_up (out->entry_value * margin_initial_rate (in, MARGIN_ON_ENTRY),
                          quantum) +
      margin_multiple_up (in->rules.taker_fee * out->entry_value, quantum) +
      margin_reserve (in);
  out->break_even = margin_break_even (in);
  out->funding = -(double) in->side * in->funding_rate * out->value;
}

/* Where the price met the end on its straight way from the entry to a mark beyond it. */
static double
passed_liquidation (const MarginInputs *in)
{
  MarginInputs before = *in;
  MarginPoint point;

  before.mark = before.entry;
  point = margin_liquidation (&before);
  return point.kind == MARGIN_PRICE ? point.price : in->mark;
}

/* What the venue pays out when it closes everything at @price: the rest of the margin
 * where it returns one, less its fee for closing. */
static double
returned_at (const MarginInputs *in, double price)
{
  double fee = in->rules.liquidation_fee * margin_value (in, price);

  return in->rules.returns == MARGIN_RETURNS_EQUITY
             ? fmax (in->margin + margin_pnl (in, price) - fee, 0)
             : 0;
}

/* The end of a cross account is not that of one position: what is lost stays in the one
 * wallet, and no part of it is this position's. */
static void
fill_end (const MarginPool *pool, MarginOutcome *out)
{
  const MarginInputs *in = &out->in;

  out->is_over = in->ended_at > 0 || out->liquidation.kind == MARGIN_NOW;
  out->ended_at = out->returned = 0;
  out->result = out->unrealised_pnl;
  if (!out->is_over)
    return;
  out->ended_at = in->ended_at > 0 ? in->ended_at : in->mark;
  if (pool->is_cross)
    return;
  if (!(in->ended_at > 0))
    out->ended_at = passed_liquidation (in);
  out->returned = returned_at (in, out->ended_at);
  out->result = out->returned - in->margin;
}

void
margin_pool_evaluate (const MarginPool *pool, size_t i, MarginOutcome *out)
{
  out->in = pool->positions[i];
  if (pool->is_cross)
    out->in.margin = margin_default_margin (&out->in);
  fill_money (pool, i, out);
  fill_ratios (&out->in, out);
  out->liquidation = margin_pool_liquidation (pool, i);
  out->bankruptcy = margin_pool_bankruptcy (pool, i);
  out->margin_call = margin_pool_point (pool, i, out->in.call_ratio);
  fill_end (pool, out);
}

MarginStatus
margin_evaluate (const MarginInputs *in, MarginOutcome *out)
{
  MarginStatus status = margin_check (in);
  MarginPool pool;

  if (status != MARGIN_OK)
    return status;
  pool = margin_pool_isolated (in);
  margin_pool_evaluate (&pool, 0, out);
  return MARGIN_OK;
}

/* The price of the end, whether it is still ahead or already behind; 0 if there is none.
 */
static double
end_price (const MarginOutcome *out)
{
  return out->is_over ? out->ended_at : out->liquidation.price;
}

double
margin_result_at (const MarginOutcome *out, double price)
{
  const MarginInputs *in = &out->in;
  double end = end_price (out);

  if (!(end > 0) || (in->side == MARGIN_LONG ? price > end : price < end))
    return margin_pnl (in, price);
  return returned_at (in, end) - in->margin;
}

double
margin_room (const MarginOutcome *out)
{
  if (out->is_over)
    return 0;
  if (out->liquidation.kind != MARGIN_PRICE)
    return HUGE_VAL;
  return fabs (out->liquidation.price / out->in.mark - 1);
}

double
margin_distance (const MarginInputs *in, double price)
{
  return price / in->entry - 1;
}
