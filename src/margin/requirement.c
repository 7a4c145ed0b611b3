/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/requirement.h"

#include "margin/multiple.h"
#include "margin/pieces.h"
#include "margin/pool.h"
#include "margin/value.h"

#include <math.h>

double
margin_basis_value (const MarginInputs *in, MarginBasis basis, double price)
{
  return basis == MARGIN_ON_ENTRY ? margin_entry_value (in) : margin_value (in, price);
}

double
margin_tier_measure (const MarginInputs *in, MarginBasis basis, double price)
{
  return in->rules.tier_by == MARGIN_TIER_BY_SIZE ? in->size * in->multiplier
                                                  : margin_basis_value (in, basis, price);
}

size_t
margin_tier_at (const MarginInputs *in, double price)
{
  double x = margin_tier_measure (in, in->rules.maintenance_on, price);
  size_t tier = 0;

  while (tier + 1 < in->rules.n_tiers &&
         in->rules.tiers[tier + 1].floor * MARGIN_BOUND < x)
    tier++;
  return tier;
}

double
margin_maintenance_in (const MarginInputs *in, double price, size_t tier)
{
  const MarginRules *rules = &in->rules;
  const MarginTier *t = &rules->tiers[tier];
  double value = margin_basis_value (in, rules->maintenance_on, price);
  double x = margin_tier_measure (in, rules->maintenance_on, price);
  double needed = value * (t->rate + t->slope * x) - t->deduction;

  needed = fmax (fmax (needed, rules->maintenance_floor), 0);
  return rules->maintenance_on == MARGIN_ON_ENTRY
             ? margin_multiple_up (needed, rules->quantum)
             : needed;
}

double
margin_maintenance_at (const MarginInputs *in, double price)
{
  return margin_maintenance_in (in, price, margin_tier_at (in, price));
}

double
margin_reserve (const MarginInputs *in)
{
  double fee = in->rules.close_fee_rate * margin_entry_value (in);
  double factor;

  if (in->rules.close_fee == MARGIN_FEE_RESERVED)
    factor = 1 - margin_direction (in) / in->leverage;
  else if (in->rules.close_fee == MARGIN_FEE_RESERVED_COST)
    factor = 1 + 1 / in->leverage;
  else
    return 0;
  return margin_multiple_up (fee * factor, in->rules.quantum);
}

double
margin_close_fee_at (const MarginInputs *in, double price)
{
  MarginPool pool = margin_pool_isolated (in);

  return margin_pool_close_fee (&pool, 0, price);
}

double
margin_requirement_at (const MarginInputs *in, double price)
{
  return margin_maintenance_at (in, price) + margin_close_fee_at (in, price);
}
