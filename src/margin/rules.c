/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/rules.h"

void
margin_rules_init (MarginRules *rules)
{
  *rules = (MarginRules){
    .initial_on = MARGIN_ON_ENTRY,
    .tier_shape = MARGIN_TIER_MARGINAL,
    .funding_hours = 8,
    .n_tiers = 1,
    .tiers = { { .rate = 0.005 } },
  };
}

void
margin_rules_build_deductions (MarginRules *rules, const unsigned char given[])
{
  MarginTier *tier = rules->tiers;

  if (rules->tier_shape != MARGIN_TIER_MARGINAL)
    return;
  for (size_t i = 0; i < rules->n_tiers; i++) {
    if (given[i])
      continue;
    tier[i].deduction = i == 0 ? 0
                               : tier[i - 1].deduction +
                                     tier[i].floor * (tier[i].rate - tier[i - 1].rate);
  }
}

double
margin_rules_max_leverage (const MarginRules *rules)
{
  double most = 0;

  for (size_t i = 0; i < rules->n_tiers; i++)
    if (rules->tiers[i].max_leverage > most)
      most = rules->tiers[i].max_leverage;
  if (most > 0)
    return most;
  if (rules->max_leverage > 0)
    return rules->max_leverage;
  return rules->initial_rate > 0 ? 1 / rules->initial_rate : 0;
}
