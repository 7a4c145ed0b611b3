/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What venues on chains compute in public; their published answers are rows of
 * ending.csv. */

#include "margin/onchain.h"

#include "margin/liquidation.h"
#include "margin/requirement.h"
#include "margin/value.h"

#include "draw.h"

#include <string.h>

static void
assert_close (double got, double expected, double tolerance)
{
  if (!(fabs (got - expected) <= tolerance))
    g_error ("got %.17g, expected %.17g within %g", got, expected, tolerance);
}

/* --- laws --- */

static void
draw_onchain (MarginInputs *in, MarginSurroundings *around)
{
  do
    draw_any (in);
  while (in->contract != MARGIN_LINEAR);
  in->rules.quantum = 0;
  around->maintenance = margin_maintenance_at (in, in->mark) * draw_log (1, 10);
  around->equity = around->maintenance * draw_between (-1, 2);
}

/* The quote of the whole is what brings the account's share to nothing: alone in its
 * account, the position and the quote add up to no equity. */
static void
closing_alone_at_the_quote_leaves_nothing (void)
{
  int n = draw_rounds (1000);

  for (int i = 0; i < n; i++) {
    MarginInputs in;
    MarginSurroundings around;
    double quote, value;

    draw_onchain (&in, &around);
    around.maintenance = margin_maintenance_at (&in, in.mark);
    value = margin_value (&in, in.mark);
    g_assert_cmpint (margin_dydx_bankruptcy_quote (&in, &around, in.size, &quote), ==,
                     MARGIN_OK);
    assert_close (around.equity - in.side * value + quote, 0, 1e-12 * value);
  }
}

/* The fund never gets more than the fee, and never pays while something is left. */
static void
the_fund_gets_no_more_than_the_fee (void)
{
  int n = draw_rounds (1000);

  for (int i = 0; i < n; i++) {
    MarginInputs in;
    MarginSurroundings around;
    double delta, quote, fill, closed, value;

    draw_onchain (&in, &around);
    closed = in.size * draw_between (0.01, 1);
    fill = in.mark * draw_log (0.5, 2);
    value = margin_value (&in, fill) * closed / in.size;
    g_assert_cmpint (margin_dydx_bankruptcy_quote (&in, &around, closed, &quote), ==,
                     MARGIN_OK);
    g_assert_cmpint (margin_dydx_fund_delta (&in, &around, closed, fill, 0.015, &delta),
                     ==, MARGIN_OK);
    g_assert_cmpfloat (delta, <=, 0.015 * value * (1 + 1e-12));
    if (in.side * value < quote)
      assert_close (delta, in.side * value - quote, 1e-9 * value);
    else
      g_assert_cmpfloat (delta, >=, 0);
  }
}

/* What Drift closes brings the account back to its requirement, and not beyond. */
static void
closing_the_size_covers_the_shortage (void)
{
  int n = draw_rounds (1000);

  for (int i = 0; i < n; i++) {
    MarginInputs in;
    double rate = draw_between (0.02, 0.2), shortage, size, value;

    draw_position (&in);
    in.contract = MARGIN_LINEAR;
    in.margin = margin_default_margin (&in);
    in.rules.n_tiers = 1;
    in.rules.tiers[0].rate = rate;
    shortage = margin_value (&in, in.mark) * draw_log (1e-4, 1e-1);
    g_assert_cmpint (margin_drift_close_size (&in, shortage, 0.004, 0.001, 1, &size), ==,
                     MARGIN_OK);
    g_assert_cmpfloat (size, <=, in.size);
    value = margin_value (&in, in.mark) * size / in.size;
    if (size < in.size)
      assert_close (value * rate - value * 0.005, shortage, 1e-9 * shortage);
  }
}

/* Under the same rules the core's own line is where GMX v2 needs just the collateral. */
static void
the_line_needs_the_collateral (void)
{
  int n = draw_rounds (1000);

  for (int i = 0; i < n; i++) {
    MarginInputs in;
    MarginPoint line;
    double needed;

    draw_position (&in);
    in.contract = MARGIN_LINEAR;
    in.margin = margin_default_margin (&in);
    in.rules.maintenance_on = MARGIN_ON_ENTRY;
    in.rules.close_fee = MARGIN_FEE_ENTRY;
    in.rules.close_fee_rate = 0.0005;
    in.rules.maintenance_floor = margin_entry_value (&in) * draw_log (1e-4, 1e-2);
    line = margin_liquidation (&in);
    if (line.kind != MARGIN_PRICE)
      continue;
    in.mark = line.price;
    g_assert_cmpint (margin_gmx2_collateral (&in, 0, 0, &needed), ==, MARGIN_OK);
    assert_close (needed, in.margin, 1e-9 * margin_entry_value (&in));
  }
}

/* --- odd ends and refusals --- */

static void
fees_that_eat_all_close_all (void)
{
  MarginInputs in;
  double size;

  margin_inputs_init (&in);
  g_assert_cmpint (margin_drift_close_size (&in, 1, 0.004, 0.001, 1, &size), ==,
                   MARGIN_OK);
  assert_close (size, in.size, 0);
  g_assert_cmpint (margin_drift_close_size (&in, 1e6, 0, 0, 1, &size), ==, MARGIN_OK);
  assert_close (size, in.size, 0);
}

/* Worked by hand: 1,000 is worth 1,000 at 1; 2 % and 0.01 % a hundred are 12 %. */
static void
the_slope_counts (void)
{
  MarginInputs in;
  double size;

  margin_inputs_init (&in);
  in.size = 1000;
  in.entry = in.mark = 1;
  in.rules.tier_shape = MARGIN_TIER_SLOPE;
  in.rules.tiers[0] = (MarginTier){ .rate = 0.02, .slope = 1e-4 };
  g_assert_cmpint (margin_drift_close_size (&in, 10, 0.01, 0.01, 1, &size), ==,
                   MARGIN_OK);
  assert_close (size, 100, 1e-9);
}

/* Worked by hand: two contracts of 5 coins at 0.5 require 0.5 at 10 %; equity at half
 * the requirement worsens the price by half of 40 % of it. */
static void
the_order_keeps_to_its_bounds (void)
{
  MarginSurroundings around = { 0.25, 0.5 };
  MarginInputs in;
  double price;

  margin_inputs_init (&in);
  in.size = 2;
  in.multiplier = 5;
  in.entry = in.mark = 0.5;
  in.rules.tiers[0].rate = 0.1;
  g_assert_cmpint (margin_dydx_order_price (&in, &around, 1, 0.4, &price), ==, MARGIN_OK);
  assert_close (price, 0.5 - 0.01, 1e-15);
  g_assert_cmpint (margin_dydx_order_price (&in, &around, 0, 0.4, &price), ==, MARGIN_OK);
  assert_close (price, 0.5, 0);
  g_assert_cmpint (margin_dydx_order_price (&in, &around, 1, 0, &price), ==, MARGIN_OK);
  assert_close (price, 0.5, 0);
}

/* Worked by hand: 0.1 % of 5,000, 5 and 70 of funding are 80, more than 1 % of it; a
 * gain from the price impact is not given. */
static void
gmx_counts_what_is_due (void)
{
  MarginInputs in;
  MarginPoint point;
  double needed;

  margin_inputs_init (&in);
  in.rules.taker_fee = 0.001;
  in.rules.max_leverage = 100;
  g_assert_cmpint (margin_gmx1_liquidation (&in, 70, 5, &point), ==, MARGIN_OK);
  assert_close (point.price, 50000 * (1 - 920 / 5000.0), 1e-9);
  in.mark = point.price + 0.5;
  g_assert_cmpint (margin_gmx1_liquidation (&in, 70, 5, &point), ==, MARGIN_OK);
  g_assert_cmpint (point.kind, ==, MARGIN_PRICE);
  in.mark = point.price;
  g_assert_cmpint (margin_gmx1_liquidation (&in, 70, 5, &point), ==, MARGIN_OK);
  g_assert_cmpint (point.kind, ==, MARGIN_NOW);
  in.side = MARGIN_SHORT;
  in.margin = 1e3;
  in.mark = 50000 * (1 + 920 / 5000.0);
  g_assert_cmpint (margin_gmx1_liquidation (&in, 70, 5, &point), ==, MARGIN_OK);
  g_assert_cmpint (point.kind, ==, MARGIN_NOW);
  in.side = MARGIN_LONG;
  in.mark = 50000;
  g_assert_cmpint (margin_gmx1_liquidation (&in, 0, 0, &point), ==, MARGIN_OK);
  assert_close (point.price, 50000 * (1 - 950 / 5000.0), 1e-9);
  in.rules.max_leverage = 1;
  g_assert_cmpint (margin_gmx1_liquidation (&in, 0, 5, &point), ==, MARGIN_OK);
  g_assert_cmpint (point.kind, ==, MARGIN_NOW);
  assert_close (point.price, 50000 * (1 + 4000 / 5000.0), 1e-9);
  g_assert_cmpint (margin_gmx2_collateral (&in, 9, 0.1, &needed), ==, MARGIN_OK);
  assert_close (needed, 25, 1e-9);
  in.rules.close_fee = MARGIN_FEE_RESERVED; /* posted on top: no part of what is needed */
  in.rules.close_fee_rate = 0.001;
  g_assert_cmpint (margin_gmx2_collateral (&in, 9, 0.1, &needed), ==, MARGIN_OK);
  assert_close (needed, 25, 1e-9);
}

static void
a_whole_collateral_has_no_line (void)
{
  MarginInputs in;
  MarginPoint point;

  margin_inputs_init (&in);
  in.rules.max_leverage = 100;
  in.margin = 1e6;
  g_assert_cmpint (margin_gmx1_liquidation (&in, 0, 5, &point), ==, MARGIN_OK);
  g_assert_cmpint (point.kind, ==, MARGIN_NONE);
  assert_close (point.price, 0, 0);
  in.side = MARGIN_SHORT;
  in.margin = 1e18;
  g_assert_cmpint (margin_gmx1_liquidation (&in, 0, 5, &point), ==, MARGIN_OK);
  g_assert_cmpint (point.kind, ==, MARGIN_NONE);
}

static void
impossible_fractions_have_no_cap (void)
{
  assert_close (margin_dydx_funding_cap (0.02, 0.012, 6), 0.048, 1e-15);
  assert_close (margin_dydx_funding_cap (0.02, 0.012, 0.5), 0.004, 1e-15);
  assert_close (margin_dydx_funding_cap (1.1, 0.012, 6), 0, 0);
  assert_close (margin_dydx_funding_cap (NAN, 0.012, 6), 0, 0);
  assert_close (margin_dydx_funding_cap (0.01, 0.012, 6), 0, 0);
  assert_close (margin_dydx_funding_cap (0.02, -1, 6), 0, 0);
  assert_close (margin_dydx_funding_cap (0.02, 0.012, HUGE_VAL), 0, 0);
  assert_close (margin_dydx_funding_cap (0.02, 0.012, -1), 0, 0);
}

#define REFUSES(call, expected)                                                          \
  G_STMT_START                                                                           \
  {                                                                                      \
    g_assert_cmpint ((call), ==, (expected));                                            \
    assert_close (got, 7, 0);                                                            \
  }                                                                                      \
  G_STMT_END

static void
refuses_what_is_not_linear (void)
{
  MarginSurroundings around = { 0, 1 };
  MarginPoint point = { MARGIN_NOW, 7 };
  MarginInputs in;
  double got = 7;

  margin_inputs_init (&in);
  in.contract = MARGIN_INVERSE;
  in.size = 5000;
  REFUSES (margin_dydx_bankruptcy_quote (&in, &around, 1, &got), MARGIN_BAD_CONTRACT);
  REFUSES (margin_dydx_order_price (&in, &around, 1, 0.1, &got), MARGIN_BAD_CONTRACT);
  REFUSES (margin_dydx_fund_delta (&in, &around, 1, 1, 0, &got), MARGIN_BAD_CONTRACT);
  REFUSES (margin_drift_close_size (&in, 1, 0, 0, 1, &got), MARGIN_BAD_CONTRACT);
  REFUSES (margin_gmx2_collateral (&in, 0, 0, &got), MARGIN_BAD_CONTRACT);
  REFUSES (margin_gmx1_liquidation (&in, 0, 5, &point), MARGIN_BAD_CONTRACT);
  in.size = -1;
  REFUSES (margin_dydx_order_price (&in, &around, 1, 0.1, &got), MARGIN_BAD_SIZE);
  REFUSES (margin_drift_close_size (&in, 1, 0, 0, 1, &got), MARGIN_BAD_SIZE);
  assert_close (point.price, 7, 0);
}

static void
refuses_and_leaves_the_output_alone (void)
{
  MarginSurroundings around = { 100, 25 }, endless = { NAN, 25 }, empty = { 100, 0 };
  MarginPoint point = { MARGIN_NOW, 7 };
  MarginInputs in;
  double got = 7;

  margin_inputs_init (&in);
  REFUSES (margin_dydx_bankruptcy_quote (&in, &endless, 0.1, &got), MARGIN_BAD_WALLET);
  REFUSES (margin_dydx_bankruptcy_quote (&in, &empty, 0.1, &got), MARGIN_BAD_WALLET);
  REFUSES (margin_dydx_bankruptcy_quote (&in, &around, 0, &got), MARGIN_BAD_SIZE);
  REFUSES (margin_dydx_bankruptcy_quote (&in, &around, 0.11, &got), MARGIN_BAD_SIZE);
  REFUSES (margin_dydx_order_price (&in, &around, -1, 0.1, &got), MARGIN_BAD_TARGET);
  REFUSES (margin_dydx_order_price (&in, &around, 1, 1.1, &got), MARGIN_BAD_TARGET);
  REFUSES (margin_dydx_fund_delta (&in, &around, 0.1, 0, 0, &got), MARGIN_BAD_MARK);
  REFUSES (margin_dydx_fund_delta (&in, &around, 0.1, 1, 1.1, &got), MARGIN_BAD_FEE);
  REFUSES (margin_drift_close_size (&in, 1, NAN, 0, 1, &got), MARGIN_BAD_FEE);
  REFUSES (margin_drift_close_size (&in, 1, 0, -1, 1, &got), MARGIN_BAD_FEE);
  REFUSES (margin_drift_close_size (&in, 1, 1.5, 0, 1, &got), MARGIN_BAD_FEE);
  REFUSES (margin_drift_close_size (&in, 1, 0, 1.5, 1, &got), MARGIN_BAD_FEE);
  REFUSES (margin_drift_close_size (&in, -1, 0, 0, 1, &got), MARGIN_BAD_TARGET);
  REFUSES (margin_drift_close_size (&in, 1, 0, 0, 0, &got), MARGIN_BAD_MARK);
  REFUSES (margin_gmx2_collateral (&in, NAN, 0, &got), MARGIN_BAD_TARGET);
  REFUSES (margin_gmx2_collateral (&in, 0, 2, &got), MARGIN_BAD_TARGET);
  REFUSES (margin_gmx1_liquidation (&in, 0, 5, &point), MARGIN_BAD_RULES);
  in.rules.max_leverage = 100;
  REFUSES (margin_gmx1_liquidation (&in, -1, 5, &point), MARGIN_BAD_TARGET);
  REFUSES (margin_gmx1_liquidation (&in, 0, NAN, &point), MARGIN_BAD_TARGET);
  in.rules.tiers[0].rate = 1;
  around = (MarginSurroundings){ -1, 1 };
  REFUSES (margin_dydx_order_price (&in, &around, 1, 1, &got), MARGIN_BAD_TARGET);
  assert_close (point.price, 7, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/margin/onchain/" claim, function)
  TEST ("closing-alone-at-the-quote-leaves-nothing",
        closing_alone_at_the_quote_leaves_nothing);
  TEST ("the-fund-gets-no-more-than-the-fee", the_fund_gets_no_more_than_the_fee);
  TEST ("closing-the-size-covers-the-shortage", closing_the_size_covers_the_shortage);
  TEST ("the-line-needs-the-collateral", the_line_needs_the_collateral);
  TEST ("fees-that-eat-all-close-all", fees_that_eat_all_close_all);
  TEST ("the-slope-counts", the_slope_counts);
  TEST ("the-order-keeps-to-its-bounds", the_order_keeps_to_its_bounds);
  TEST ("gmx-counts-what-is-due", gmx_counts_what_is_due);
  TEST ("a-whole-collateral-has-no-line", a_whole_collateral_has_no_line);
  TEST ("impossible-fractions-have-no-cap", impossible_fractions_have_no_cap);
  TEST ("refuses-what-is-not-linear", refuses_what_is_not_linear);
  TEST ("refuses-and-leaves-the-output-alone", refuses_and_leaves_the_output_alone);
#undef TEST
  return g_test_run ();
}
