/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/value.h"

#include "margin/multiple.h"
#include "margin/pieces.h"
#include "margin/requirement.h"

#include <math.h>

double
margin_value (const MarginInputs *in, double price)
{
  double quantity = in->size * in->multiplier;

  return in->contract == MARGIN_INVERSE ? quantity / price : quantity * price;
}

double
margin_price_of (const MarginInputs *in, double value)
{
  double quantity = in->size * in->multiplier;

  return in->contract == MARGIN_INVERSE ? quantity / value : value / quantity;
}

double
margin_direction (const MarginInputs *in)
{
  return (in->contract == MARGIN_INVERSE) == (in->side == MARGIN_LONG) ? -1.0 : 1.0;
}

double
margin_entry_value (const MarginInputs *in)
{
  return margin_multiple_nearest (margin_value (in, in->entry), in->rules.quantum);
}

double
margin_pnl (const MarginInputs *in, double price)
{
  return margin_direction (in) * (margin_value (in, price) - margin_entry_value (in));
}

double
margin_equity_at (const MarginInputs *in, double price)
{
  return in->margin + margin_pnl (in, price) + margin_reserve (in);
}

double
margin_default_margin (const MarginInputs *in)
{
  return margin_multiple_up (margin_entry_value (in) / in->leverage, in->rules.quantum);
}

double
margin_default_leverage (const MarginInputs *in)
{
  return in->rules.initial_rate > 0 ? 1 / margin_initial_rate (in, MARGIN_ON_ENTRY) : 1;
}

double
margin_size_for (const MarginInputs *in, double margin, double leverage)
{
  double value = margin * leverage;

  return in->contract == MARGIN_INVERSE ? value * in->entry / in->multiplier
                                        : value / (in->multiplier * in->entry);
}

static double
clamp (double value, double least, double most)
{
  return fmin (fmax (value, least), most);
}

double
margin_initial_rate (const MarginInputs *in, MarginBasis basis)
{
  const MarginRules *rules = &in->rules;
  double rate;

  if (!(rules->initial_rate > 0))
    return 1 / in->leverage;
  rate = rules->initial_rate +
         rules->initial_slope * margin_tier_measure (in, basis, in->mark);
  if (rules->oi_upper > rules->oi_lower)
    rate += clamp ((in->open_interest - rules->oi_lower) /
                       (rules->oi_upper - rules->oi_lower),
                   0, 1) *
            (1 - rate);
  return rate;
}

double
margin_break_even (const MarginInputs *in)
{
  double d = margin_direction (in);
  double fee = in->rules.taker_fee;

  return margin_price_of (in, margin_entry_value (in) * (d + fee) / (d - fee));
}

/* The most this margin may take under a table by value: in each tier no more than its own
 * limit, nor than what would reach the next floor. */
static double
limit_by_value (const MarginInputs *in)
{
  const MarginRules *rules = &in->rules;
  double most = 0;

  for (size_t i = 0; i < rules->n_tiers; i++) {
    double limit = rules->tiers[i].max_leverage;

    if (i + 1 < rules->n_tiers && in->margin > 0)
      limit = fmin (limit, rules->tiers[i + 1].floor / in->margin);
    most = fmax (most, limit);
  }
  return most;
}

double
margin_leverage_limit (const MarginInputs *in)
{
  const MarginRules *rules = &in->rules;
  double limit;

  if (rules->tier_by == MARGIN_TIER_BY_VALUE)
    limit = limit_by_value (in);
  else
    limit = rules->tiers[margin_tier_at (in, in->entry)].max_leverage;
  if (limit > 0)
    return limit;
  if (rules->max_leverage > 0)
    return rules->max_leverage;
  return rules->initial_rate > 0 ? 1 / margin_initial_rate (in, MARGIN_ON_ENTRY) : 0;
}
