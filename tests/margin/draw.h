/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_MARGIN_DRAW_H
#define TESTS_MARGIN_DRAW_H

#include "margin/inputs.h"

#include "margin/value.h"

#include <glib.h>
#include <math.h>
#include <stdlib.h>

/* A random position under random rules, drawn from the ranges of margin_inputs[]. */

/* How often a law is tried: @few in the everyday suite, or what LEVERAGE_LAB_DRAWS says.
 */
static inline int
draw_rounds (int few)
{
  const char *said = g_getenv ("LEVERAGE_LAB_DRAWS");

  return said ? atoi (said) : few;
}

static inline double
draw_between (double low, double high)
{
  return g_test_rand_double_range (low, high);
}

static inline double
draw_log (double low, double high)
{
  return exp (draw_between (log (low), log (high)));
}

static inline gboolean
draw_bit (void)
{
  return g_test_rand_bit () != 0;
}

/* A continuous table (marginal) or one that jumps (whole), @n tiers around @value. */
static inline void
draw_tiers (MarginRules *rules, double value)
{
  unsigned char given[MARGIN_MAX_TIERS] = { 0 };
  double rate = draw_log (0.001, 0.02);
  double floor = value * draw_between (0.05, 0.9);

  rules->n_tiers = (size_t) g_test_rand_int_range (1, 7);
  for (size_t i = 0; i < rules->n_tiers; i++) {
    rules->tiers[i] = (MarginTier){ .floor = i == 0 ? 0 : floor, .rate = rate };
    rate *= draw_between (1.1, 1.8);
    if (i > 0)
      floor *= draw_between (1.2, 2.5);
  }
  margin_rules_build_deductions (rules, given);
}

static inline void
draw_position (MarginInputs *in)
{
  double value;

  margin_inputs_init (in);
  in->contract = draw_bit () ? MARGIN_LINEAR : MARGIN_INVERSE;
  in->side = draw_bit () ? MARGIN_LONG : MARGIN_SHORT;
  in->entry = in->mark = draw_log (0.01, 1e5);
  in->leverage = floor (draw_log (1, 126));
  in->size = draw_log (0.01, 1e5);
  value = in->contract == MARGIN_INVERSE ? in->size / in->entry : in->size * in->entry;
  in->margin = value / in->leverage;
  in->rules.maintenance_on = draw_bit () ? MARGIN_ON_MARK : MARGIN_ON_ENTRY;
  in->rules.tier_shape = draw_bit () ? MARGIN_TIER_MARGINAL : MARGIN_TIER_WHOLE;
  draw_tiers (&in->rules, value);
  if (draw_bit ()) {
    in->rules.close_fee = (MarginCloseFee) g_test_rand_int_range (0, 6);
    in->rules.close_fee_rate = draw_log (0.0001, 0.002);
  }
}

/* A table of the shape, and by what, that @rules already say. */
static inline void
draw_table (MarginRules *rules, double value, double quantity)
{
  gboolean is_by_size = rules->tier_by == MARGIN_TIER_BY_SIZE;

  draw_tiers (rules, is_by_size ? quantity : value);
  if (rules->tier_shape != MARGIN_TIER_SLOPE)
    return;
  for (size_t i = 0; i < rules->n_tiers; i++)
    rules->tiers[i].slope =
        draw_log (1e-4, 0.02) / (is_by_size ? quantity : value) * draw_bit ();
}

/* Rules of any kind, without rounding, for a position worth @value. */
static inline void
draw_rules (MarginRules *rules, double value, double quantity)
{
  rules->maintenance_on = draw_bit () ? MARGIN_ON_MARK : MARGIN_ON_ENTRY;
  rules->initial_on = draw_bit () ? MARGIN_ON_MARK : MARGIN_ON_ENTRY;
  rules->tier_shape = (MarginTierShape) g_test_rand_int_range (0, 3);
  if (rules->tier_shape != MARGIN_TIER_MARGINAL && draw_bit ())
    rules->tier_by = MARGIN_TIER_BY_SIZE;
  draw_table (rules, value, quantity);
  if (draw_bit ())
    rules->maintenance_floor = value * draw_log (1e-4, 0.05);
  rules->close_fee = (MarginCloseFee) g_test_rand_int_range (0, 6);
  rules->close_fee_rate = draw_log (1e-5, 0.002);
  rules->taker_fee = draw_log (1e-5, 0.002);
  if (draw_bit ())
    rules->trigger_when = MARGIN_TRIGGER_BELOW;
  if (draw_bit ())
    rules->quantum = value * draw_log (1e-9, 1e-6);
  if (draw_bit ())
    rules->initial_rate = draw_log (0.01, 1);
  if (draw_bit ())
    rules->cross_marks = MARGIN_CROSS_JOINT;
}

/* Everything drawn, the mark away from the entry and the margin not what opening takes.
 */
static inline void
draw_any (MarginInputs *in)
{
  double quantity;

  margin_inputs_init (in);
  in->contract = (MarginContract) g_test_rand_int_range (0, 3);
  in->side = draw_bit () ? MARGIN_LONG : MARGIN_SHORT;
  in->entry = draw_log (0.01, 1e5);
  in->mark = in->entry * draw_log (0.7, 1.4);
  in->leverage = floor (draw_log (1, 126));
  in->size = draw_log (0.01, 1e5);
  in->multiplier = draw_bit () ? 1 : draw_log (1e-6, 100);
  quantity = in->size * in->multiplier;
  draw_rules (&in->rules, margin_value (in, in->entry), quantity);
  in->margin = margin_default_margin (in) * draw_log (0.5, 3);
}

#endif
