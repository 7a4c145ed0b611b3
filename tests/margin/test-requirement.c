/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/requirement.h"

#include "margin/liquidation.h"
#include "margin/value.h"

#include "draw.h"

#define assert_is(got, expected) g_assert_cmpfloat (got, ==, expected)
#define assert_near(got, expected)                                                       \
  g_assert_cmpfloat_with_epsilon (got, expected,                                         \
                                  1e-12 * fabs ((double) (expected)) + 1e-300)

/* A long of one at 100 and 4x: 25 are posted. */
static MarginInputs
position (void)
{
  MarginInputs in;

  margin_inputs_init (&in);
  in.size = 1;
  in.entry = in.mark = 100;
  in.leverage = 4;
  in.margin = 25;
  return in;
}

static MarginInputs
tiered (MarginTierShape shape)
{
  const unsigned char given[MARGIN_MAX_TIERS] = { 0 };
  MarginInputs in = position ();

  in.rules.tier_shape = shape;
  in.rules.n_tiers = 3;
  in.rules.tiers[0] = (MarginTier){ .rate = 0.01 };
  in.rules.tiers[1] = (MarginTier){ .floor = 100, .rate = 0.02 };
  in.rules.tiers[2] = (MarginTier){ .floor = 200, .rate = 0.05 };
  in.rules.tiers[3] = (MarginTier){ .floor = 300, .rate = 0.5 };
  margin_rules_build_deductions (&in.rules, given);
  return in;
}

static void
a_value_on_a_bound_belongs_to_the_lower_tier (void)
{
  MarginInputs in = tiered (MARGIN_TIER_WHOLE);

  g_assert_cmpuint (margin_tier_at (&in, 50), ==, 0);
  g_assert_cmpuint (margin_tier_at (&in, 100), ==, 0);
  g_assert_cmpuint (margin_tier_at (&in, 100 * (1 + 1e-12)), ==, 0);
  g_assert_cmpuint (margin_tier_at (&in, nextafter (100 * (1 + 1e-12), 200)), ==, 1);
  g_assert_cmpuint (margin_tier_at (&in, 150), ==, 1);
  g_assert_cmpuint (margin_tier_at (&in, 201), ==, 2);
  g_assert_cmpuint (margin_tier_at (&in, 1e6), ==, 2);
}

static void
a_tier_goes_by_mark_entry_or_size (void)
{
  MarginInputs in = tiered (MARGIN_TIER_WHOLE);

  g_assert_cmpuint (margin_tier_at (&in, 150), ==, 1);
  in.rules.maintenance_on = MARGIN_ON_ENTRY;
  g_assert_cmpuint (margin_tier_at (&in, 150), ==, 0);
  in.rules.tier_by = MARGIN_TIER_BY_SIZE;
  in.size = 50;
  in.multiplier = 5;
  g_assert_cmpuint (margin_tier_at (&in, 1), ==, 2);
}

/* Like tax: 1 % of the first hundred, 2 % of the second. */
static void
a_marginal_table_takes_each_part_at_its_rate (void)
{
  MarginInputs in = tiered (MARGIN_TIER_MARGINAL);

  assert_near (margin_maintenance_at (&in, 80), 0.8);
  assert_near (margin_maintenance_at (&in, 150), 1 + 0.02 * 50);
  assert_near (margin_maintenance_at (&in, 250), 1 + 2 + 0.05 * 50);
}

static void
a_whole_table_takes_all_at_one_rate (void)
{
  MarginInputs in = tiered (MARGIN_TIER_WHOLE);

  assert_near (margin_maintenance_at (&in, 80), 0.8);
  assert_near (margin_maintenance_at (&in, 150), 0.02 * 150);
  assert_near (margin_maintenance_in (&in, 150, 2), 0.05 * 150);
}

/* The rate grows with what the position is worth, or with its size: Deribit, maintenance
 * margin of 1 % + 0.005 % a coin. */
static void
a_slope_table_grows_steeper (void)
{
  MarginInputs in = position ();

  in.size = 10;
  in.multiplier = 2;
  in.rules.tier_shape = MARGIN_TIER_SLOPE;
  in.rules.tiers[0] = (MarginTier){ .rate = 0.01, .slope = 5e-5 };
  assert_near (margin_maintenance_at (&in, 50), 1000 * (0.01 + 5e-5 * 1000));
  in.rules.tier_by = MARGIN_TIER_BY_SIZE;
  assert_near (margin_maintenance_at (&in, 50), 1000 * (0.01 + 5e-5 * 20));
}

static void
maintenance_never_falls_below_its_floor (void)
{
  MarginInputs in = tiered (MARGIN_TIER_MARGINAL);

  in.rules.maintenance_floor = 1.5;
  assert_is (margin_maintenance_at (&in, 80), 1.5);
  assert_near (margin_maintenance_at (&in, 150), 2);
  in.rules.maintenance_floor = 0;
  in.rules.tiers[0].deduction = 5;
  assert_is (margin_maintenance_at (&in, 80), 0);
}

/* Only what is fixed at the entry is an amount that the venue has booked. */
static void
maintenance_at_entry_is_rounded_up_to_the_quantum (void)
{
  MarginInputs in = position ();

  in.rules.tiers[0].rate = 0.011;
  in.rules.quantum = 0.25;
  assert_near (margin_maintenance_at (&in, 90), 0.99);
  in.rules.maintenance_on = MARGIN_ON_ENTRY;
  assert_is (margin_maintenance_at (&in, 90), 1.25);
}

/* Of the table in requirement.h, at f = 1 %, V(E) = 100, L = 4 and P = 90. The bankruptcy
 * price is where 25 + P - 100 = 0.01 P. */
static void
each_closing_fee_has_its_formula (void)
{
  static const struct {
    MarginCloseFee kind;
    double fee, reserve;
  } longs[] = {
    { MARGIN_FEE_NONE, 0, 0 },
    { MARGIN_FEE_ADDED, 0.9, 0 },
    { MARGIN_FEE_ENTRY, 1, 0 },
    { MARGIN_FEE_RESERVED, 0.75, 0.75 },
    { MARGIN_FEE_RESERVED_COST, 1.25, 1.25 },
    { MARGIN_FEE_BANKRUPTCY, 0.75 / 0.99, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (longs); i++) {
    MarginInputs in = position ();

    in.rules.close_fee = longs[i].kind;
    in.rules.close_fee_rate = 0.01;
    assert_near (margin_close_fee_at (&in, 90), longs[i].fee);
    assert_near (margin_reserve (&in), longs[i].reserve);
    assert_near (margin_requirement_at (&in, 90), 0.45 + longs[i].fee);
  }
}

/* What a reserve is taken on lies beyond the entry: 1 + 1/L for a short, and for a long
 * of an inverse contract. */
static void
a_reserve_is_taken_where_the_margin_is_gone (void)
{
  MarginInputs in = position ();

  in.rules.close_fee = MARGIN_FEE_RESERVED;
  in.rules.close_fee_rate = 0.01;
  in.side = MARGIN_SHORT;
  assert_near (margin_reserve (&in), 1.25);
  in.contract = MARGIN_INVERSE;
  assert_near (margin_reserve (&in), 0.0001 * 0.75);
  in.side = MARGIN_LONG;
  assert_near (margin_reserve (&in), 0.0001 * 1.25);
  in.rules.close_fee = MARGIN_FEE_RESERVED_COST;
  assert_near (margin_reserve (&in), 0.0001 * 1.25);
  in.rules.quantum = 0.001;
  assert_is (margin_reserve (&in), 0.001);
}

/* Posted on top of the margin, it moves no price. */
static void
a_reserve_cancels_in_the_price (void)
{
  for (int i = draw_rounds (300); i > 0; i--) {
    MarginInputs in;
    MarginPoint with, without;

    draw_any (&in);
    in.rules.close_fee = draw_bit () ? MARGIN_FEE_RESERVED : MARGIN_FEE_RESERVED_COST;
    with = margin_liquidation (&in);
    in.rules.close_fee = MARGIN_FEE_NONE;
    without = margin_liquidation (&in);
    g_assert_cmpint (with.kind, ==, without.kind);
    assert_near (with.price, without.price);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/margin/requirement/" claim, function)
  TEST ("a-value-on-a-bound-belongs-to-the-lower-tier",
        a_value_on_a_bound_belongs_to_the_lower_tier);
  TEST ("a-tier-goes-by-mark-entry-or-size", a_tier_goes_by_mark_entry_or_size);
  TEST ("a-marginal-table-takes-each-part-at-its-rate",
        a_marginal_table_takes_each_part_at_its_rate);
  TEST ("a-whole-table-takes-all-at-one-rate", a_whole_table_takes_all_at_one_rate);
  TEST ("a-slope-table-grows-steeper", a_slope_table_grows_steeper);
  TEST ("maintenance-never-falls-below-its-floor",
        maintenance_never_falls_below_its_floor);
  TEST ("maintenance-at-entry-is-rounded-up-to-the-quantum",
        maintenance_at_entry_is_rounded_up_to_the_quantum);
  TEST ("each-closing-fee-has-its-formula", each_closing_fee_has_its_formula);
  TEST ("a-reserve-is-taken-where-the-margin-is-gone",
        a_reserve_is_taken_where_the_margin_is_gone);
  TEST ("a-reserve-cancels-in-the-price", a_reserve_cancels_in_the_price);
#undef TEST
  return g_test_run ();
}
