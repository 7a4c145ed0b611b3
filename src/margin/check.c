/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/pieces.h"
#include "margin/value.h"

static bool
is_between (double value, double least, double most)
{
  return value >= least && value <= most; /* false for NaN */
}

static bool
is_positive (double value)
{
  return is_between (value, MARGIN_LEAST, MARGIN_MOST);
}

static bool
is_tier_ok (const MarginRules *rules, size_t i)
{
  const MarginTier *tier = &rules->tiers[i];
  bool may_deduct = rules->tier_shape == MARGIN_TIER_MARGINAL;
  bool may_slope = rules->tier_shape == MARGIN_TIER_SLOPE;

  if (i == 0 ? !is_between (tier->floor, 0, 0)
             : !(tier->floor > tier[-1].floor && tier->floor <= MARGIN_MOST))
    return false;
  return is_between (tier->rate, 0, 1) &&
         is_between (tier->deduction, may_deduct ? -MARGIN_MOST : 0,
                     may_deduct ? MARGIN_MOST : 0) &&
         is_between (tier->slope, 0, may_slope ? MARGIN_MOST : 0) &&
         (is_between (tier->max_leverage, 0, 0) ||
          is_between (tier->max_leverage, 1, MARGIN_MOST));
}

static bool
are_tiers_ok (const MarginRules *rules)
{
  if (rules->n_tiers < 1 || rules->n_tiers > MARGIN_MAX_TIERS)
    return false;
  for (size_t i = 0; i < rules->n_tiers; i++)
    if (!is_tier_ok (rules, i))
      return false;
  return true;
}

static bool
are_fees_ok (const MarginRules *rules)
{
  return is_between (rules->close_fee_rate, 0, 0.5) &&
         is_between (rules->maker_fee, -0.5, 0.5) &&
         is_between (rules->taker_fee, 0, 0.5) &&
         is_between (rules->liquidation_fee, 0, 0.5);
}

static bool
is_initial_ok (const MarginRules *rules)
{
  bool has_bounds = rules->oi_lower > 0; /* 0 and any upper one fit, both 0 are none */

  return is_between (rules->initial_rate, 0, 1) &&
         is_between (rules->initial_slope, 0, MARGIN_MOST) &&
         is_between (rules->oi_lower, 0, MARGIN_MOST) &&
         is_between (rules->oi_upper, 0, MARGIN_MOST) &&
         (!has_bounds || rules->oi_lower < rules->oi_upper);
}

static bool
are_rules_ok (const MarginRules *rules)
{
  if (rules->tier_shape == MARGIN_TIER_MARGINAL && rules->tier_by != MARGIN_TIER_BY_VALUE)
    return false;
  return is_between (rules->maintenance_floor, 0, MARGIN_MOST) &&
         is_between (rules->tick, 0, MARGIN_MOST) &&
         is_between (rules->quantum, 0, MARGIN_MOST) &&
         is_positive (rules->funding_hours) &&
         (is_between (rules->max_leverage, 0, 0) ||
          is_between (rules->max_leverage, 1, MARGIN_MOST));
}

static bool
is_ending_ok (const MarginRules *rules)
{
  double least = rules->end == MARGIN_END_FRACTION ? MARGIN_LEAST : 0;

  return is_between (rules->end_fraction, least, 1) &&
         is_between (rules->end_above, 0, MARGIN_MOST) &&
         is_between (rules->backstop_ratio, 0, 1);
}

MarginStatus
margin_rules_check (const MarginRules *rules)
{
  if (!are_fees_ok (rules))
    return MARGIN_BAD_FEE;
  if (!is_initial_ok (rules))
    return MARGIN_BAD_INITIAL;
  if (!are_tiers_ok (rules))
    return MARGIN_BAD_TIERS;
  if (!are_rules_ok (rules))
    return MARGIN_BAD_RULES;
  return is_ending_ok (rules) ? MARGIN_OK : MARGIN_BAD_ENDING;
}

static MarginStatus
check_prices (const MarginInputs *in)
{
  if (!is_positive (in->entry))
    return MARGIN_BAD_ENTRY;
  if (!is_positive (in->mark))
    return MARGIN_BAD_MARK;
  if (!is_between (in->ended_at, 0, 0) && !is_positive (in->ended_at))
    return MARGIN_BAD_ENDED_AT;
  return MARGIN_OK;
}

static MarginStatus
check_terms (const MarginInputs *in)
{
  if (!is_positive (in->leverage))
    return MARGIN_BAD_LEVERAGE;
  if (!is_between (in->margin, -MARGIN_MOST, MARGIN_MOST))
    return MARGIN_BAD_MARGIN;
  if (!is_between (in->open_interest, -MARGIN_MOST, MARGIN_MOST))
    return MARGIN_BAD_OPEN_INTEREST;
  if (!is_between (in->funding_rate, -1, 1))
    return MARGIN_BAD_FUNDING_RATE;
  if (!is_between (in->call_ratio, MARGIN_LEAST, 1))
    return MARGIN_BAD_CALL_RATIO;
  return MARGIN_OK;
}

MarginStatus
margin_check (const MarginInputs *in)
{
  MarginStatus status;

  if (!is_positive (in->size))
    return MARGIN_BAD_SIZE;
  if (!is_positive (in->multiplier))
    return MARGIN_BAD_MULTIPLIER;
  if ((status = check_prices (in)) != MARGIN_OK)
    return status;
  if ((status = check_terms (in)) != MARGIN_OK)
    return status;
  if ((status = margin_rules_check (&in->rules)) != MARGIN_OK)
    return status;
  return margin_entry_value (in) > 0 ? MARGIN_OK : MARGIN_BAD_VALUE;
}
