/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/shortfall.h"

#include "margin/ending.h"
#include "margin/value.h"

#include "draw.h"

#include <string.h>

static void
assert_close (double got, double expected, double tolerance)
{
  if (!(fabs (got - expected) <= tolerance))
    g_error ("got %.17g, expected %.17g within %g", got, expected, tolerance);
}

static MarginShortfall
shortfall_of (const MarginInputs *in, double fill, double balance)
{
  MarginShortfall shortfall;

  g_assert_cmpint (margin_shortfall (in, fill, balance, &shortfall), ==, MARGIN_OK);
  return shortfall;
}

/* 4 coins at 20x: the line is at 47,738.69, bankruptcy at 47,500. */
static MarginInputs
seed_example (void)
{
  MarginInputs in;

  margin_inputs_init (&in);
  in.size = 4;
  in.entry = 50000;
  in.mark = 47700;
  in.leverage = 20;
  in.margin = 10000;
  return in;
}

/* Worked by hand. */
static void
the_fund_keeps_the_gap_before_bankruptcy (void)
{
  MarginInputs in = seed_example ();
  MarginShortfall shortfall = shortfall_of (&in, 47600, 500);

  assert_close (shortfall.lost, 10000, 0);
  assert_close (shortfall.fund, 400, 1e-9);
  assert_close (shortfall.uncovered, 0, 0);
  assert_close (shortfall.deleveraged, 0, 0);
  assert_close (shortfall.bankruptcy.price, 47500, 1e-9);
  in.rules.returns = MARGIN_RETURNS_EQUITY;
  in.rules.liquidation_fee = 0.001;
  shortfall = shortfall_of (&in, 47600, 500);
  assert_close (shortfall.fee, 190.4, 1e-9);
  assert_close (shortfall.returned, 209.6, 1e-9);
  assert_close (shortfall.lost, 9790.4, 1e-9);
  assert_close (shortfall.fund, 0, 0);
}

/* 47,300 is 200 a coin beyond bankruptcy, 800 in all; 500 are there, so a coin and a
 * half goes to winners. */
static void
winners_take_what_the_fund_cannot_pay (void)
{
  MarginInputs in = seed_example ();
  MarginShortfall shortfall = shortfall_of (&in, 47300, 500);

  assert_close (shortfall.lost, 10000, 0);
  assert_close (shortfall.fund, -500, 0);
  assert_close (shortfall.uncovered, 300, 1e-9);
  assert_close (shortfall.deleveraged, 1.5, 1e-12);
  shortfall = shortfall_of (&in, 47300, 800);
  assert_close (shortfall.fund, -800, 1e-9);
  assert_close (shortfall.deleveraged, 0, 1e-12);
  shortfall = shortfall_of (&in, 47300, 0);
  assert_close (shortfall.fund, 0, 0);
  g_assert_false (signbit (shortfall.fund));
  assert_close (shortfall.deleveraged, 4, 1e-12);
  assert_close (shortfall_of (&in, 47300, 1e18).fund, -800, 1e-9);
}

/* How a venue goes about it changes nothing here: all is closed at the fill. */
static void
looks_at_the_whole (void)
{
  MarginInputs in = seed_example ();

  in.rules.end = MARGIN_END_FRACTION;
  in.rules.end_fraction = 0.2;
  in.rules.backstop_ratio = 1;
  assert_close (shortfall_of (&in, 47300, 500).deleveraged, 1.5, 1e-12);
}

/* The part that winners take at the bankruptcy price and the rest at the fill cost the
 * fund just what it has. */
static void
nothing_stays_uncovered (void)
{
  int n = draw_rounds (1000), n_short = 0;

  for (int i = 0; i < n; i++) {
    MarginInputs in;
    MarginShortfall shortfall;
    double fill, balance, scale;

    draw_any (&in);
    in.rules.quantum = 0;
    in.margin = margin_default_margin (&in);
    fill = in.entry * draw_log (0.5, 2);
    scale = margin_value (&in, fill) + margin_value (&in, in.entry);
    balance = in.margin * draw_between (0, 0.5);
    shortfall = shortfall_of (&in, fill, balance);
    assert_close (in.margin + margin_pnl (&in, fill),
                  shortfall.fee + shortfall.fund + shortfall.returned -
                      shortfall.uncovered,
                  1e-12 * scale);
    if (!(shortfall.uncovered > 0))
      continue;
    n_short++;
    assert_close ((in.margin + margin_pnl (&in, fill)) *
                      (1 - shortfall.deleveraged / in.size),
                  -balance, 1e-11 * scale);
  }
  g_assert_cmpint (n_short, >, n / 20);
}

static void
refuses_and_leaves_the_output_alone (void)
{
  MarginInputs in = seed_example ();
  MarginShortfall shortfall, before;

  memset (&shortfall, 0x5a, sizeof shortfall);
  before = shortfall;
  g_assert_cmpint (margin_shortfall (&in, 0, 0, &shortfall), ==, MARGIN_BAD_MARK);
  g_assert_cmpint (margin_shortfall (&in, 47300, -1, &shortfall), ==, MARGIN_BAD_WALLET);
  g_assert_cmpint (margin_shortfall (&in, 47300, NAN, &shortfall), ==, MARGIN_BAD_WALLET);
  g_assert_cmpint (margin_shortfall (&in, 47300, 1.001e18, &shortfall), ==,
                   MARGIN_BAD_WALLET);
  in.leverage = 0;
  g_assert_cmpint (margin_shortfall (&in, 47300, 0, &shortfall), ==, MARGIN_BAD_LEVERAGE);
  g_assert_cmpmem (&shortfall, sizeof shortfall, &before, sizeof before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/margin/shortfall/" claim, function)
  TEST ("the-fund-keeps-the-gap-before-bankruptcy",
        the_fund_keeps_the_gap_before_bankruptcy);
  TEST ("winners-take-what-the-fund-cannot-pay", winners_take_what_the_fund_cannot_pay);
  TEST ("looks-at-the-whole", looks_at_the_whole);
  TEST ("nothing-stays-uncovered", nothing_stays_uncovered);
  TEST ("refuses-and-leaves-the-output-alone", refuses_and_leaves_the_output_alone);
#undef TEST
  return g_test_run ();
}
