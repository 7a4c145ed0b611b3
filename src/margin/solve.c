/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/solve.h"

#include "margin/kernel.h"
#include "margin/liquidation.h"
#include "margin/solve-kernel.h"

#include <math.h>

/* Whether the deductions make the requirement of a marginal table the greatest of its
 * lines: it has no step, and grows steeper from tier to tier. */
static bool
is_convex (const MarginRules *rules)
{
  for (size_t i = 1; i < rules->n_tiers; i++) {
    const MarginTier *tier = &rules->tiers[i], *before = tier - 1;
    double steps = tier->floor * (tier->rate - before->rate);
    double slack = 1e-13 * tier->floor * tier->rate;

    if (tier->rate < before->rate ||
        fabs (tier->deduction - before->deduction - steps) > slack)
      return false;
  }
  return fabs (rules->tiers[0].deduction) <= 0;
}

bool
margin_solve_is_straight (const MarginRules *rules)
{
  double steepest = rules->tiers[rules->n_tiers - 1].rate;
  bool is_rounded = rules->rounding != MARGIN_ROUND_NONE && rules->tick > 0;

  return rules->tier_shape == MARGIN_TIER_MARGINAL &&
         rules->maintenance_on == MARGIN_ON_MARK && !(rules->maintenance_floor > 0) &&
         !(rules->quantum > 0) && !is_rounded &&
         steepest + rules->close_fee_rate < 0.99 && is_convex (rules);
}

static void
lay_plan (const MarginColumns *columns, MarginSolvePlan *plan)
{
  const MarginRules *rules = columns->rules;
  double f = rules->close_fee_rate;

  plan->is_inverse = columns->contract == MARGIN_INVERSE;
  plan->is_below = rules->trigger_when == MARGIN_TRIGGER_BELOW;
  plan->fee = rules->close_fee == MARGIN_FEE_ADDED ? f : 0;
  plan->entry_fee = rules->close_fee == MARGIN_FEE_ENTRY ? f : 0;
  plan->bankruptcy_fee = rules->close_fee == MARGIN_FEE_BANKRUPTCY ? f : 0;
  plan->n_tiers = rules->n_tiers;
  for (size_t i = 0; i < rules->n_tiers; i++) {
    const MarginTier *tier = &rules->tiers[i];

    plan->rate[i] = tier->rate;
    plan->deduction[i] = tier->deduction;
    plan->gaining[i] = 1 / (1 - tier->rate - plan->fee);
    plan->losing[i] = 1 / (-1 - tier->rate - plan->fee);
  }
}

static void
solve_straight (MarginSolveBlock solve, const MarginColumns *columns, double price[],
                unsigned char kind[])
{
  MarginSolvePlan plan;

  lay_plan (columns, &plan);
  for (size_t from = 0; from < columns->n; from += MARGIN_SOLVE_BLOCK) {
    size_t left = columns->n - from;

    solve (&plan, columns, from, left < MARGIN_SOLVE_BLOCK ? left : MARGIN_SOLVE_BLOCK,
           price, kind);
  }
}

static void
solve_row_by_row (const MarginColumns *columns, double price[], unsigned char kind[])
{
  MarginInputs in;

  margin_inputs_init (&in);
  in.contract = columns->contract;
  in.rules = *columns->rules;
  for (size_t i = 0; i < columns->n; i++) {
    MarginPoint point = { MARGIN_INVALID, 0 };

    in.side = columns->side[i] > 0 ? MARGIN_LONG : MARGIN_SHORT;
    in.size = columns->size[i];
    in.entry = columns->entry[i];
    in.mark = columns->mark[i];
    in.margin = columns->margin[i];
    if (fabs (columns->side[i]) >= 1 && fabs (columns->side[i]) <= 1)
      point = margin_liquidation (&in);
    price[i] = point.kind == MARGIN_PRICE ? point.price : 0;
    if (kind)
      kind[i] = (unsigned char) point.kind;
  }
}

MarginStatus
margin_solve_with (MarginSolveBlock block, const MarginColumns *columns, double price[],
                   unsigned char kind[])
{
  MarginStatus status = margin_rules_check (columns->rules);

  if (status != MARGIN_OK)
    return status;
  if (margin_solve_is_straight (columns->rules))
    solve_straight (block, columns, price, kind);
  else
    solve_row_by_row (columns, price, kind);
  return MARGIN_OK;
}

MarginStatus
margin_solve (const MarginColumns *columns, double price[], unsigned char kind[])
{
  return margin_solve_with (margin_kernels ()->solve_block, columns, price, kind);
}
