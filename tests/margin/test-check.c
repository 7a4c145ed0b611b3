/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ends of every range, from both sides, and what goes with what. */

#include "margin/value.h"

#include <glib.h>
#include <math.h>
#include <stddef.h>

#define LEAST 1e-18
#define MOST  1e18

/* What a field of a position, or of its rules, may be: @least to @most, or 0. */
typedef struct {
  const char *name;
  size_t offset;
  double least, most;
  gboolean or_zero;
  MarginStatus status;
} Range;

#define FIELD(field, least, most, status)                                                \
  {                                                                                      \
#field, offsetof(MarginInputs, field), least, most, FALSE, MARGIN_BAD_##status       \
  }
#define FIELD_OR_ZERO(field, least, most, status)                                        \
  {                                                                                      \
#field, offsetof(MarginInputs, field), least, most, TRUE, MARGIN_BAD_##status        \
  }

static const Range of_positions[] = {
  FIELD (size, LEAST, MOST, SIZE),
  FIELD (multiplier, LEAST, MOST, MULTIPLIER),
  FIELD (entry, LEAST, MOST, ENTRY),
  FIELD (mark, LEAST, MOST, MARK),
  FIELD_OR_ZERO (ended_at, LEAST, MOST, ENDED_AT),
  FIELD (leverage, LEAST, MOST, LEVERAGE),
  FIELD (margin, -MOST, MOST, MARGIN),
  FIELD (open_interest, -MOST, MOST, OPEN_INTEREST),
  FIELD (funding_rate, -1, 1, FUNDING_RATE),
  FIELD (call_ratio, LEAST, 1, CALL_RATIO),
};

static const Range of_rules[] = {
  FIELD (rules.close_fee_rate, 0, 0.5, FEE),
  FIELD (rules.maker_fee, -0.5, 0.5, FEE),
  FIELD (rules.taker_fee, 0, 0.5, FEE),
  FIELD (rules.liquidation_fee, 0, 0.5, FEE),
  FIELD (rules.initial_rate, 0, 1, INITIAL),
  FIELD (rules.initial_slope, 0, MOST, INITIAL),
  FIELD (rules.oi_lower, 0, 7, INITIAL), /* beside an upper bound just above 7 */
  FIELD (rules.tiers[0].rate, 0, 1, TIERS),
  FIELD (rules.tiers[0].deduction, -MOST, MOST, TIERS),
  FIELD (rules.tiers[0].floor, 0, 0, TIERS),
  FIELD (rules.tiers[0].slope, 0, 0, TIERS),
  FIELD_OR_ZERO (rules.tiers[0].max_leverage, 1, MOST, TIERS),
  FIELD (rules.maintenance_floor, 0, MOST, RULES),
  FIELD (rules.tick, 0, MOST, RULES),
  FIELD (rules.quantum, 0, MOST, RULES),
  FIELD (rules.funding_hours, LEAST, MOST, RULES),
  FIELD_OR_ZERO (rules.max_leverage, 1, MOST, RULES),
  FIELD (rules.end_fraction, 0, 1, ENDING),
  FIELD (rules.end_above, 0, MOST, ENDING),
  FIELD (rules.backstop_ratio, 0, 1, ENDING),
};

typedef MarginStatus (*Check) (const MarginInputs *in);

static MarginStatus
check_rules (const MarginInputs *in)
{
  return margin_rules_check (&in->rules);
}

static void
assert_status (const Range *range, Check check, double value, MarginStatus status)
{
  MarginInputs in;

  margin_inputs_init (&in);
  in.rules.oi_upper = nextafter (7, 8);
  *(double *) ((char *) &in + range->offset) = value;
  g_test_message ("%s = %.17g", range->name, value);
  g_assert_cmpint (check (&in), ==, status);
}

static void
assert_range (const Range *range, Check check)
{
  const double outside[] = { nextafter (range->least, -HUGE_VAL),
                             nextafter (range->most, HUGE_VAL), -HUGE_VAL, HUGE_VAL,
                             NAN };
  const double near_zero[] = { range->least / 2, -range->least, nextafter (0, -1),
                               nextafter (0, 1) };

  assert_status (range, check, range->least, MARGIN_OK);
  assert_status (range, check, range->most, MARGIN_OK);
  for (gsize i = 0; i < G_N_ELEMENTS (outside); i++)
    assert_status (range, check, outside[i], range->status);
  if (!range->or_zero)
    return;
  assert_status (range, check, 0, MARGIN_OK);
  for (gsize i = 0; i < G_N_ELEMENTS (near_zero); i++)
    assert_status (range, check, near_zero[i], range->status);
}

static void
every_number_of_a_position_has_its_range (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (of_positions); i++)
    assert_range (&of_positions[i], margin_check);
}

static void
every_number_of_the_rules_has_its_range (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (of_rules); i++)
    assert_range (&of_rules[i], check_rules);
}

static MarginRules
table (MarginTierShape shape)
{
  MarginRules rules;

  margin_rules_init (&rules);
  rules.tier_shape = shape;
  return rules;
}

static void
open_interest_bounds_rise (void)
{
  static const struct {
    double lower, upper;
    MarginStatus status;
  } rows[] = {
    { 0, 0, MARGIN_OK },
    { 0, 0.5, MARGIN_OK },
    { 0, MOST, MARGIN_OK },
    { 3, 5, MARGIN_OK },
    { 5, 5, MARGIN_BAD_INITIAL },
    { 5, 3, MARGIN_BAD_INITIAL },
    { 0.5, 0.25, MARGIN_BAD_INITIAL },
    { 0.5, 0, MARGIN_BAD_INITIAL },
    { 0, -1, MARGIN_BAD_INITIAL },
    { 0, 2 * MOST, MARGIN_BAD_INITIAL },
    { 0, NAN, MARGIN_BAD_INITIAL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MarginRules rules = table (MARGIN_TIER_MARGINAL);

    rules.oi_lower = rows[i].lower;
    rules.oi_upper = rows[i].upper;
    g_assert_cmpint (margin_rules_check (&rules), ==, rows[i].status);
  }
}

static void
floors_rise (void)
{
  static const struct {
    double second, third;
    MarginStatus status;
  } rows[] = {
    { 1, 2, MARGIN_OK },
    { 1, MOST, MARGIN_OK },
    { 1e-300, 1, MARGIN_OK },
    { 1, 1, MARGIN_BAD_TIERS },
    { 2, 1, MARGIN_BAD_TIERS },
    { 0, 1, MARGIN_BAD_TIERS },
    { NAN, 1, MARGIN_BAD_TIERS },
    { 1, NAN, MARGIN_BAD_TIERS },
    { 1, HUGE_VAL, MARGIN_BAD_TIERS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MarginRules rules = table (MARGIN_TIER_MARGINAL);

    rules.n_tiers = 3;
    rules.tiers[1].floor = rows[i].second;
    rules.tiers[2].floor = rows[i].third;
    g_assert_cmpint (margin_rules_check (&rules), ==, rows[i].status);
  }
}

static void
a_table_has_one_to_64_tiers (void)
{
  MarginRules rules = table (MARGIN_TIER_MARGINAL);

  for (size_t i = 0; i < MARGIN_MAX_TIERS; i++)
    rules.tiers[i].floor = (double) i;
  for (rules.n_tiers = 1; rules.n_tiers <= MARGIN_MAX_TIERS; rules.n_tiers++)
    g_assert_cmpint (margin_rules_check (&rules), ==, MARGIN_OK);
  g_assert_cmpint (margin_rules_check (&rules), ==, MARGIN_BAD_TIERS);
  rules.n_tiers = 0;
  g_assert_cmpint (margin_rules_check (&rules), ==, MARGIN_BAD_TIERS);
  rules.n_tiers = MARGIN_MAX_TIERS;
  rules.tiers[MARGIN_MAX_TIERS - 1].rate = 2;
  g_assert_cmpint (margin_rules_check (&rules), ==, MARGIN_BAD_TIERS);
}

static void
only_a_marginal_table_deducts (void)
{
  static const MarginTierShape others[] = { MARGIN_TIER_WHOLE, MARGIN_TIER_SLOPE };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++) {
    MarginRules rules = table (others[i]);

    g_assert_cmpint (margin_rules_check (&rules), ==, MARGIN_OK);
    rules.tiers[0].deduction = nextafter (0, 1);
    g_assert_cmpint (margin_rules_check (&rules), ==, MARGIN_BAD_TIERS);
    rules.tiers[0].deduction = nextafter (0, -1);
    g_assert_cmpint (margin_rules_check (&rules), ==, MARGIN_BAD_TIERS);
  }
}

static void
only_a_slope_table_slopes (void)
{
  MarginRules rules = table (MARGIN_TIER_SLOPE);

  rules.tiers[0].slope = MOST;
  g_assert_cmpint (margin_rules_check (&rules), ==, MARGIN_OK);
  rules.tiers[0].slope = 2 * MOST;
  g_assert_cmpint (margin_rules_check (&rules), ==, MARGIN_BAD_TIERS);
  rules.tiers[0].slope = nextafter (0, -1);
  g_assert_cmpint (margin_rules_check (&rules), ==, MARGIN_BAD_TIERS);
  rules = table (MARGIN_TIER_WHOLE);
  rules.tiers[0].slope = nextafter (0, 1);
  g_assert_cmpint (margin_rules_check (&rules), ==, MARGIN_BAD_TIERS);
}

static void
only_other_tables_go_by_size (void)
{
  MarginRules rules = table (MARGIN_TIER_WHOLE);

  rules.tier_by = MARGIN_TIER_BY_SIZE;
  g_assert_cmpint (margin_rules_check (&rules), ==, MARGIN_OK);
  rules.tier_shape = MARGIN_TIER_MARGINAL;
  g_assert_cmpint (margin_rules_check (&rules), ==, MARGIN_BAD_RULES);
}

static void
a_fraction_at_a_time_needs_a_fraction (void)
{
  MarginRules rules = table (MARGIN_TIER_MARGINAL);

  rules.end = MARGIN_END_FRACTION;
  g_assert_cmpint (margin_rules_check (&rules), ==, MARGIN_BAD_ENDING);
  rules.end_fraction = LEAST;
  g_assert_cmpint (margin_rules_check (&rules), ==, MARGIN_OK);
}

static void
a_position_is_worth_half_a_quantum (void)
{
  MarginInputs in;

  margin_inputs_init (&in);
  in.size = 1;
  in.entry = in.mark = 100;
  in.rules.quantum = 200;
  g_assert_cmpint (margin_check (&in), ==, MARGIN_OK);
  in.rules.quantum = 201;
  g_assert_cmpint (margin_check (&in), ==, MARGIN_BAD_VALUE);
}

/* The first that applies is reported, in the order of the statuses. */
static void
the_first_fault_is_named (void)
{
  MarginInputs in;

  margin_inputs_init (&in);
  in.rules.end_fraction = NAN;
  g_assert_cmpint (margin_check (&in), ==, MARGIN_BAD_ENDING);
  in.rules.tick = NAN;
  g_assert_cmpint (margin_check (&in), ==, MARGIN_BAD_RULES);
  in.rules.tiers[0].rate = NAN;
  g_assert_cmpint (margin_check (&in), ==, MARGIN_BAD_TIERS);
  in.rules.initial_slope = NAN;
  g_assert_cmpint (margin_check (&in), ==, MARGIN_BAD_INITIAL);
  in.rules.taker_fee = NAN;
  g_assert_cmpint (margin_check (&in), ==, MARGIN_BAD_FEE);
  in.call_ratio = NAN;
  g_assert_cmpint (margin_check (&in), ==, MARGIN_BAD_CALL_RATIO);
  in.mark = NAN;
  g_assert_cmpint (margin_check (&in), ==, MARGIN_BAD_MARK);
  in.multiplier = NAN;
  g_assert_cmpint (margin_check (&in), ==, MARGIN_BAD_MULTIPLIER);
  in.size = NAN;
  g_assert_cmpint (margin_check (&in), ==, MARGIN_BAD_SIZE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/margin/check/" claim, function)
  TEST ("every-number-of-a-position-has-its-range",
        every_number_of_a_position_has_its_range);
  TEST ("every-number-of-the-rules-has-its-range",
        every_number_of_the_rules_has_its_range);
  TEST ("open-interest-bounds-rise", open_interest_bounds_rise);
  TEST ("floors-rise", floors_rise);
  TEST ("a-table-has-one-to-64-tiers", a_table_has_one_to_64_tiers);
  TEST ("only-a-marginal-table-deducts", only_a_marginal_table_deducts);
  TEST ("only-a-slope-table-slopes", only_a_slope_table_slopes);
  TEST ("only-other-tables-go-by-size", only_other_tables_go_by_size);
  TEST ("a-fraction-at-a-time-needs-a-fraction", a_fraction_at_a_time_needs_a_fraction);
  TEST ("a-position-is-worth-half-a-quantum", a_position_is_worth_half_a_quantum);
  TEST ("the-first-fault-is-named", the_first_fault_is_named);
#undef TEST
  return g_test_run ();
}
