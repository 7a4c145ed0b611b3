/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/value.h"

#include "draw.h"

#define assert_is(got, expected) g_assert_cmpfloat (got, ==, expected)
#define assert_near(got, expected)                                                       \
  g_assert_cmpfloat_with_epsilon (got, expected,                                         \
                                  1e-12 * fabs ((double) (expected)) + 1e-300)

static MarginInputs
position (MarginContract contract, double size, double multiplier, double entry)
{
  MarginInputs in;

  margin_inputs_init (&in);
  in.contract = contract;
  in.size = size;
  in.multiplier = multiplier;
  in.entry = in.mark = entry;
  return in;
}

/* 10 contracts of 100 dollars are 1,000 dollars, at 50,000 a fiftieth of a coin: Binance,
 * COIN-M contract specifications, BTCUSD. 300 contracts of a millionth of a coin a point:
 * BitMEX, ETHUSD, at 2,000 points 0.6 coins. */
static void
each_contract_has_its_worth (void)
{
  MarginInputs linear = position (MARGIN_LINEAR, 3, 2, 50000);
  MarginInputs inverse = position (MARGIN_INVERSE, 10, 100, 50000);
  MarginInputs quanto = position (MARGIN_QUANTO, 300, 1e-6, 2000);

  assert_is (margin_value (&linear, 40000), 240000);
  assert_is (margin_value (&inverse, 50000), 0.02);
  assert_is (margin_value (&inverse, 40000), 0.025);
  assert_near (margin_value (&quanto, 2000), 0.6);
}

static void
what_rises_for_a_long_falls_for_a_short (void)
{
  MarginInputs linear = position (MARGIN_LINEAR, 3, 2, 50000);
  MarginInputs inverse = position (MARGIN_INVERSE, 10, 100, 50000);
  MarginInputs quanto = position (MARGIN_QUANTO, 300, 1e-6, 2000);

  assert_is (margin_pnl (&linear, 51000), 6000);
  assert_near (margin_pnl (&inverse, 40000), -0.005);
  assert_near (margin_pnl (&quanto, 2500), 0.15);
  linear.side = inverse.side = quanto.side = MARGIN_SHORT;
  assert_is (margin_pnl (&linear, 51000), -6000);
  assert_near (margin_pnl (&inverse, 40000), 0.005);
  assert_near (margin_pnl (&quanto, 2500), -0.15);
}

static void
both_sides_mirror (void)
{
  for (int i = draw_rounds (300); i > 0; i--) {
    MarginInputs in, other;
    double price;

    draw_any (&in);
    price = in.entry * draw_between (0.5, 2);
    other = in;
    other.side = in.side == MARGIN_LONG ? MARGIN_SHORT : MARGIN_LONG;
    assert_is (margin_pnl (&in, price), -margin_pnl (&other, price));
  }
}

/* Half a quantum goes up. */
static void
the_entry_value_is_taken_to_the_quantum (void)
{
  MarginInputs in = position (MARGIN_INVERSE, 1, 1, 8);

  assert_is (margin_entry_value (&in), 0.125);
  in.rules.quantum = 0.25;
  assert_is (margin_entry_value (&in), 0.25);
  assert_is (margin_pnl (&in, 4), 0);
  in.entry = 10;
  assert_is (margin_entry_value (&in), 0);
}

static void
the_default_margin_is_rounded_up (void)
{
  MarginInputs in = position (MARGIN_LINEAR, 1, 1, 100);

  in.leverage = 8;
  assert_is (margin_default_margin (&in), 12.5);
  in.rules.quantum = 2;
  assert_is (margin_default_margin (&in), 14);
}

/* A reserve stands in the equity: F = f V(E) (1 - 1/L) = 0.01 * 100 * 3/4. */
static void
equity_is_margin_result_and_reserve (void)
{
  MarginInputs in = position (MARGIN_LINEAR, 1, 1, 100);

  in.margin = 25;
  in.leverage = 4;
  assert_is (margin_equity_at (&in, 90), 15);
  in.rules.close_fee = MARGIN_FEE_RESERVED;
  in.rules.close_fee_rate = 0.01;
  assert_near (margin_equity_at (&in, 90), 15.75);
}

static void
size_for_undoes_the_default_margin (void)
{
  for (int i = draw_rounds (300); i > 0; i--) {
    MarginInputs in;

    draw_any (&in);
    in.rules.quantum = 0;
    assert_near (margin_size_for (&in, margin_default_margin (&in), in.leverage),
                 in.size);
  }
}

/* Open-interest scaling of the initial margin: dYdX v4 perpetual margin documentation. */
static void
open_interest_raises_the_initial_rate (void)
{
  MarginInputs in = position (MARGIN_LINEAR, 1, 1, 100);

  in.rules.initial_rate = 0.05;
  in.open_interest = 150;
  assert_is (margin_initial_rate (&in, MARGIN_ON_MARK), 0.05); /* no bounds */
  in.rules.oi_lower = 100;
  in.rules.oi_upper = 200;
  assert_near (margin_initial_rate (&in, MARGIN_ON_MARK), 0.05 + 0.5 * 0.95);
  in.open_interest = 125;
  assert_near (margin_initial_rate (&in, MARGIN_ON_MARK), 0.05 + 0.25 * 0.95);
  in.open_interest = 50;
  assert_is (margin_initial_rate (&in, MARGIN_ON_MARK), 0.05);
  in.open_interest = 999;
  assert_is (margin_initial_rate (&in, MARGIN_ON_MARK), 1);
}

/* Initial margin that grows with the position, on the mark or at the entry, by what it is
 * worth or by its size: Deribit, 2 % + 0.005 % a coin. */
static void
a_slope_raises_the_initial_rate (void)
{
  MarginInputs in = position (MARGIN_LINEAR, 50, 2, 10);

  in.mark = 20;
  in.leverage = 8;
  assert_is (margin_initial_rate (&in, MARGIN_ON_MARK), 0.125);
  in.rules.initial_rate = 0.02;
  in.rules.initial_slope = 5e-5;
  assert_near (margin_initial_rate (&in, MARGIN_ON_MARK), 0.02 + 5e-5 * 2000);
  assert_near (margin_initial_rate (&in, MARGIN_ON_ENTRY), 0.02 + 5e-5 * 1000);
  in.rules.tier_shape = MARGIN_TIER_WHOLE;
  in.rules.tier_by = MARGIN_TIER_BY_SIZE;
  assert_near (margin_initial_rate (&in, MARGIN_ON_MARK), 0.02 + 5e-5 * 100);
}

static void
the_default_leverage_is_what_opening_takes (void)
{
  MarginInputs in = position (MARGIN_LINEAR, 1, 1, 100);

  assert_is (margin_default_leverage (&in), 1);
  in.rules.initial_rate = 0.05;
  assert_is (margin_default_leverage (&in), 20);
  in.rules.initial_rate = 1;
  assert_is (margin_default_leverage (&in), 1);
  in.rules.initial_rate = 0.04;
  in.rules.initial_slope = 1e-4;
  assert_near (margin_default_leverage (&in), 20);
}

/* PnL = taker fee on what is opened and on what is closed. */
static void
breaking_even_pays_both_fees (void)
{
  MarginInputs in = position (MARGIN_LINEAR, 2, 1, 10000);

  in.rules.taker_fee = 0.00055;
  assert_near (margin_break_even (&in), 10000 * 1.00055 / 0.99945);
  for (int i = draw_rounds (300); i > 0; i--) {
    double price, fees;

    draw_any (&in);
    price = margin_break_even (&in);
    fees = in.rules.taker_fee * (margin_entry_value (&in) + margin_value (&in, price));
    g_assert_cmpfloat_with_epsilon (margin_pnl (&in, price), fees,
                                    1e-13 * margin_value (&in, price));
  }
}

/* 125x to 50,000, 100x to 600,000, 50x beyond; what follows belongs to no tier. */
static MarginInputs
limited (double margin)
{
  MarginInputs in = position (MARGIN_LINEAR, 4, 1, 50000);

  in.rules.n_tiers = 3;
  in.rules.tiers[0] = (MarginTier){ .rate = 0.004, .max_leverage = 125 };
  in.rules.tiers[1] = (MarginTier){ .floor = 50000, .rate = 0.005, .max_leverage = 100 };
  in.rules.tiers[2] = (MarginTier){ .floor = 600000, .rate = 0.01, .max_leverage = 50 };
  in.rules.tiers[3] = (MarginTier){ .floor = 1e6, .rate = 0.02, .max_leverage = 999 };
  in.margin = margin;
  return in;
}

static void
the_leverage_limit_follows_the_margin (void)
{
  static const struct {
    double margin, limit;
  } rows[] = {
    { -5, 125 },   { 0, 125 },    { 0.5, 125 },
    { 100, 125 },  { 400, 125 },  { 450, 50000 / 450.0 },
    { 500, 100 },  { 6000, 100 }, { 10000, 60 },
    { 12000, 50 }, { 1e6, 50 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MarginInputs in = limited (rows[i].margin);

    assert_near (margin_leverage_limit (&in), rows[i].limit);
  }
}

static void
a_tiny_margin_under_a_tiny_bound_is_limited (void)
{
  MarginInputs in = limited (0.5);

  in.rules.tiers[1].floor = 50;
  assert_near (margin_leverage_limit (&in), 100);
  in.rules.tiers[2].floor = 60;
  assert_near (margin_leverage_limit (&in), 100);
  in.rules.tiers[2].floor = 55;
  in.margin = 1;
  assert_near (margin_leverage_limit (&in), 55);
}

static void
by_size_the_tier_sets_the_limit (void)
{
  MarginInputs in = limited (100);

  in.rules.tier_shape = MARGIN_TIER_WHOLE;
  in.rules.tier_by = MARGIN_TIER_BY_SIZE;
  in.rules.tiers[1].floor = 3;
  in.rules.tiers[2].floor = 5;
  assert_is (margin_leverage_limit (&in), 100);
}

/* Tiers first, then the rule set, then the rate that opening takes. */
static void
the_leverage_limit_has_three_sources (void)
{
  MarginInputs in = position (MARGIN_LINEAR, 1, 1, 100);

  assert_is (margin_leverage_limit (&in), 0);
  in.rules.initial_rate = 1;
  assert_is (margin_leverage_limit (&in), 1);
  in.rules.initial_rate = 0.04;
  assert_is (margin_leverage_limit (&in), 25);
  in.rules.max_leverage = 1;
  assert_is (margin_leverage_limit (&in), 1);
  in.rules.max_leverage = 30;
  assert_is (margin_leverage_limit (&in), 30);
  in.rules.tiers[0].max_leverage = 1;
  assert_is (margin_leverage_limit (&in), 1);
  in.rules.tiers[0].max_leverage = 20;
  assert_is (margin_leverage_limit (&in), 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/margin/value/" claim, function)
  TEST ("each-contract-has-its-worth", each_contract_has_its_worth);
  TEST ("what-rises-for-a-long-falls-for-a-short",
        what_rises_for_a_long_falls_for_a_short);
  TEST ("both-sides-mirror", both_sides_mirror);
  TEST ("the-entry-value-is-taken-to-the-quantum",
        the_entry_value_is_taken_to_the_quantum);
  TEST ("the-default-margin-is-rounded-up", the_default_margin_is_rounded_up);
  TEST ("equity-is-margin-result-and-reserve", equity_is_margin_result_and_reserve);
  TEST ("size-for-undoes-the-default-margin", size_for_undoes_the_default_margin);
  TEST ("open-interest-raises-the-initial-rate", open_interest_raises_the_initial_rate);
  TEST ("a-slope-raises-the-initial-rate", a_slope_raises_the_initial_rate);
  TEST ("the-default-leverage-is-what-opening-takes",
        the_default_leverage_is_what_opening_takes);
  TEST ("breaking-even-pays-both-fees", breaking_even_pays_both_fees);
  TEST ("the-leverage-limit-follows-the-margin", the_leverage_limit_follows_the_margin);
  TEST ("a-tiny-margin-under-a-tiny-bound-is-limited",
        a_tiny_margin_under_a_tiny_bound_is_limited);
  TEST ("by-size-the-tier-sets-the-limit", by_size_the_tier_sets_the_limit);
  TEST ("the-leverage-limit-has-three-sources", the_leverage_limit_has_three_sources);
#undef TEST
  return g_test_run ();
}
