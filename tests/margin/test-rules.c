/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/rules.h"

#include "draw.h"

static void
the_classroom_is_half_a_percent_on_mark (void)
{
  MarginRules rules;

  margin_rules_init (&rules);
  g_assert_cmpint (margin_rules_check (&rules), ==, MARGIN_OK);
  g_assert_cmpuint (rules.n_tiers, ==, 1);
  g_assert_cmpfloat (rules.tiers[0].rate, ==, 0.005);
  g_assert_cmpfloat (rules.tiers[0].deduction, ==, 0);
  g_assert_cmpfloat (rules.funding_hours, ==, 8);
  g_assert_cmpint (rules.tier_shape, ==, MARGIN_TIER_MARGINAL);
  g_assert_cmpint (rules.maintenance_on, ==, MARGIN_ON_MARK);
  g_assert_cmpint (rules.initial_on, ==, MARGIN_ON_ENTRY);
  g_assert_cmpint (rules.close_fee, ==, MARGIN_FEE_NONE);
}

/* The first tiers of BTCUSDT at Binance: 0.4 % to 50,000, 0.5 % to 600,000, 0.65 % to
 * 3,000,000, with maintenance amounts 0, 50 and 950. Source: the venue's leverage
 * brackets of 2024-10-24, columns "maintMarginRatio" and "cum". */
static MarginRules
binance (MarginTierShape shape)
{
  MarginRules rules;

  margin_rules_init (&rules);
  rules.tier_shape = shape;
  rules.n_tiers = 3;
  rules.tiers[0] = (MarginTier){ .rate = 0.004, .deduction = 7 };
  rules.tiers[1] = (MarginTier){ .floor = 50000, .rate = 0.005 };
  rules.tiers[2] = (MarginTier){ .floor = 600000, .rate = 0.0065 };
  rules.tiers[3] = (MarginTier){ .floor = 3e6, .rate = 0.01, .deduction = 7 };
  return rules;
}

static void
deductions_are_those_of_the_venue (void)
{
  const unsigned char given[MARGIN_MAX_TIERS] = { 0 };
  MarginRules rules = binance (MARGIN_TIER_MARGINAL);

  margin_rules_build_deductions (&rules, given);
  g_assert_cmpfloat (rules.tiers[0].deduction, ==, 0);
  g_assert_cmpfloat_with_epsilon (rules.tiers[1].deduction, 50, 1e-9);
  g_assert_cmpfloat_with_epsilon (rules.tiers[2].deduction, 950, 1e-9);
  g_assert_cmpfloat (rules.tiers[3].deduction, ==, 7); /* not of this table */
}

static void
a_stated_deduction_stays_and_carries_the_next (void)
{
  const unsigned char given[MARGIN_MAX_TIERS] = { 1, 1, 0 };
  MarginRules rules = binance (MARGIN_TIER_MARGINAL);

  rules.tiers[1].deduction = 60;
  margin_rules_build_deductions (&rules, given);
  g_assert_cmpfloat (rules.tiers[0].deduction, ==, 7);
  g_assert_cmpfloat (rules.tiers[1].deduction, ==, 60);
  g_assert_cmpfloat_with_epsilon (rules.tiers[2].deduction, 960, 1e-9);
}

static void
other_tables_are_left_alone (void)
{
  const unsigned char given[MARGIN_MAX_TIERS] = { 0 };
  MarginRules rules = binance (MARGIN_TIER_WHOLE);

  margin_rules_build_deductions (&rules, given);
  g_assert_cmpfloat (rules.tiers[0].deduction, ==, 7);
  g_assert_cmpfloat (rules.tiers[1].deduction, ==, 0);
}

/* Tiers first, then the rule set, then the rate that opening takes. */
static void
the_greatest_leverage_is_that_of_the_most_generous (void)
{
  MarginRules rules = binance (MARGIN_TIER_MARGINAL);

  g_assert_cmpfloat (margin_rules_max_leverage (&rules), ==, 0);
  rules.initial_rate = 0.04;
  g_assert_cmpfloat (margin_rules_max_leverage (&rules), ==, 25);
  rules.initial_rate = 1;
  g_assert_cmpfloat (margin_rules_max_leverage (&rules), ==, 1);
  rules.max_leverage = 1;
  rules.initial_rate = 0.04;
  g_assert_cmpfloat (margin_rules_max_leverage (&rules), ==, 1);
  rules.max_leverage = 30;
  g_assert_cmpfloat (margin_rules_max_leverage (&rules), ==, 30);
  rules.tiers[2].max_leverage = 1;
  g_assert_cmpfloat (margin_rules_max_leverage (&rules), ==, 1);
  rules.tiers[1].max_leverage = 20;
  g_assert_cmpfloat (margin_rules_max_leverage (&rules), ==, 20);
  rules.tiers[0].max_leverage = 25;
  g_assert_cmpfloat (margin_rules_max_leverage (&rules), ==, 25);
  rules.tiers[3].max_leverage = 99; /* not of this table */
  g_assert_cmpfloat (margin_rules_max_leverage (&rules), ==, 25);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/margin/rules/" claim, function)
  TEST ("the-classroom-is-half-a-percent-on-mark",
        the_classroom_is_half_a_percent_on_mark);
  TEST ("deductions-are-those-of-the-venue", deductions_are_those_of_the_venue);
  TEST ("a-stated-deduction-stays-and-carries-the-next",
        a_stated_deduction_stays_and_carries_the_next);
  TEST ("other-tables-are-left-alone", other_tables_are_left_alone);
  TEST ("the-greatest-leverage-is-that-of-the-most-generous",
        the_greatest_leverage_is_that_of_the_most_generous);
#undef TEST
  return g_test_run ();
}
