/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/costs.h"

#include "margin/value.h"

#include "draw.h"

#include <string.h>

static void
assert_close (double got, double expected, double tolerance)
{
  if (!(fabs (got - expected) <= tolerance))
    g_error ("got %.17g, expected %.17g within %g", got, expected, tolerance);
}

static MarginCosts
costs_of (const MarginInputs *in, const MarginHolding *holding)
{
  MarginCosts costs;

  g_assert_cmpint (margin_costs (in, holding, &costs), ==, MARGIN_OK);
  return costs;
}

/* 10,000 at 20x: 200,000 of value, 0.05 % a side, 0.01 % every eight hours. */
static MarginInputs
lesson_example (void)
{
  MarginInputs in;

  margin_inputs_init (&in);
  in.size = 4;
  in.entry = in.mark = 50000;
  in.leverage = 20;
  in.margin = 10000;
  in.funding_rate = 0.0001;
  in.rules.maker_fee = 0.0002;
  in.rules.taker_fee = 0.0005;
  return in;
}

/* --- known values --- */

/* Worked by hand: 100 in, 100 out are 2 % of 10,000; funding 20 a time, 60 a day, 1,800
 * in thirty days: 18 % of the margin. */
static void
costs_are_small_of_the_value_and_large_of_the_margin (void)
{
  MarginInputs in = lesson_example ();
  MarginHolding month = { MARGIN_TAKER, MARGIN_TAKER, 50000, 30 };
  MarginCosts costs = costs_of (&in, &month);

  assert_close (costs.opening_fee, 100, 1e-9);
  assert_close (costs.closing_fee, 100, 1e-9);
  assert_close (costs.round_trip, 200, 1e-9);
  assert_close (costs.round_trip_of_margin, 0.02, 1e-12);
  assert_close (costs.funding_per_stamp, -20, 1e-9);
  assert_close (costs.funding_per_day, -60, 1e-9);
  assert_close (costs.n_stamps, 90, 0);
  assert_close (costs.funding, -1800, 1e-9);
  assert_close (costs.total, 2000, 1e-9);
  assert_close (costs.total_of_margin, 0.2, 1e-12);
  assert_close (costs.pnl, 0, 0);
  assert_close (costs.net, -2000, 1e-9);
  assert_close (costs.roe, -0.2, 1e-12);
}

/* 0.05 % a side at 100x is 10 % of the margin. */
static void
a_round_trip_costs_the_leverage_times_both_fees (void)
{
  MarginInputs in = lesson_example ();
  MarginHolding trip = { MARGIN_TAKER, MARGIN_TAKER, 50000, 0 };
  MarginCosts costs;

  in.leverage = 100;
  costs = costs_of (&in, &trip);
  assert_close (costs.round_trip_of_margin, 0.1, 1e-12);
  assert_close (costs.break_even.price, 50000 * 1.0005 / 0.9995, 1e-9);
  trip.opened_as = MARGIN_MAKER;
  assert_close (costs_of (&in, &trip).opening_fee, 40, 1e-9);
  trip.closed_as = MARGIN_MAKER;
  assert_close (costs_of (&in, &trip).round_trip_of_margin, 0.04, 1e-12);
  assert_close (margin_fee_at (&in, MARGIN_MAKER, 60000), 48, 1e-9);
}

/* Negative rates are paid by shorts; a maker may be paid. */
static void
signs_are_as_the_venue_has_them (void)
{
  MarginInputs in = lesson_example ();
  MarginHolding day = { MARGIN_MAKER, MARGIN_TAKER, 49000, 1 };
  MarginCosts costs;

  in.side = MARGIN_SHORT;
  in.funding_rate = -0.0002;
  in.rules.maker_fee = -0.0001;
  costs = costs_of (&in, &day);
  assert_close (costs.funding_per_stamp, -40, 1e-9);
  assert_close (costs.funding, -120, 1e-9);
  assert_close (costs.opening_fee, -20, 1e-9);
  assert_close (costs.closing_fee, 98, 1e-9);
  assert_close (costs.total, 198, 1e-9);
  assert_close (costs.net, 4000 - 198, 1e-9);
}

static void
whole_stamps_are_counted (void)
{
  MarginRules rules;

  margin_rules_init (&rules);
  assert_close (margin_funding_stamps (&rules, 0.3), 0, 0);
  assert_close (margin_funding_stamps (&rules, 8.0 / 24), 1, 0);
  assert_close (margin_funding_stamps (&rules, 0.99), 2, 0);
  rules.funding_hours = 24;
  assert_close (margin_funding_stamps (&rules, 1 - 0.995e-12), 1, 0);
  assert_close (margin_funding_stamps (&rules, 1 - 1.005e-12), 0, 0);
  rules.funding_hours = 1;
  for (int hours = 0; hours < 2000; hours++)
    assert_close (margin_funding_stamps (&rules, hours / 24.0), hours, 0);
}

/* Bybit API, position: breakEvenPrice = (E q - realised) / (q - |q| max (taker,
 * 0.00055)), q signed. */
static void
breaks_even_after_what_was_realised (void)
{
  MarginInputs in = lesson_example ();
  double fee = 0.00055;

  assert_close (margin_break_even_after (&in, -110, fee).price,
                (50000 * 4 + 110) / (4 - 4 * fee), 1e-8);
  in.side = MARGIN_SHORT;
  assert_close (margin_break_even_after (&in, -110, fee).price,
                (50000 * -4 + 110) / (-4 - 4 * fee), 1e-8);
  in.side = MARGIN_LONG;
  g_assert_cmpint (margin_break_even_after (&in, 200001, fee).kind, ==, MARGIN_NONE);
  g_assert_cmpint (margin_break_even_after (&in, -1e16, fee).kind, ==, MARGIN_NONE);
  g_assert_cmpint (margin_break_even_after (&in, NAN, fee).kind, ==, MARGIN_NONE);
}

/* --- laws --- */

static void
draw_costly (MarginInputs *in, MarginHolding *holding)
{
  draw_any (in);
  in->rules.maker_fee = draw_between (-0.0002, 0.0005);
  in->rules.funding_hours = draw_bit () ? 8 : 1;
  in->funding_rate = draw_between (-0.001, 0.001);
  holding->opened_as = (MarginFill) draw_bit ();
  holding->closed_as = (MarginFill) draw_bit ();
  holding->price = in->entry * draw_log (0.5, 2);
  holding->days = draw_between (0, 20);
}

static void
closing_at_break_even_leaves_nothing (void)
{
  int n = draw_rounds (1000);

  for (int i = 0; i < n; i++) {
    MarginInputs in;
    MarginHolding holding;
    MarginPoint even;
    double scale;

    draw_costly (&in, &holding);
    even = costs_of (&in, &holding).break_even;
    if (even.kind != MARGIN_PRICE)
      continue;
    holding.price = even.price;
    scale = margin_value (&in, even.price) + margin_entry_value (&in);
    assert_close (costs_of (&in, &holding).net, 0, 1e-11 * scale);
  }
}

/* With both fees a taker's and nothing realised it is the outcome's own. */
static void
equals_the_break_even_of_the_outcome (void)
{
  int n = draw_rounds (1000);

  for (int i = 0; i < n; i++) {
    MarginInputs in;
    MarginHolding holding = { MARGIN_TAKER, MARGIN_TAKER, 0, 0 };
    MarginOutcome out;

    draw_any (&in);
    holding.price = in.mark;
    g_assert_cmpint (margin_evaluate (&in, &out), ==, MARGIN_OK);
    assert_close (costs_of (&in, &holding).break_even.price, out.break_even,
                  1e-12 * out.break_even);
    assert_close (costs_of (&in, &holding).funding_per_stamp, out.funding, 0);
  }
}

/* At a price that stands still cost as a part of the margin grows with the leverage. */
static void
costs_grow_with_the_leverage (void)
{
  int n = draw_rounds (1000);

  for (int i = 0; i < n; i++) {
    MarginInputs in;
    MarginHolding holding;
    MarginCosts once, thrice;

    draw_costly (&in, &holding);
    once = costs_of (&in, &holding);
    in.leverage *= 3;
    thrice = costs_of (&in, &holding);
    assert_close (thrice.total, once.total, 0);
    assert_close (thrice.total_of_margin, 3 * once.total_of_margin,
                  1e-12 * fabs (thrice.total_of_margin));
    assert_close (thrice.roe, 3 * once.roe, 1e-12 * fabs (thrice.roe));
  }
}

/* What one side pays in funding the other receives. */
static void
funding_goes_from_side_to_side (void)
{
  int n = draw_rounds (1000);

  for (int i = 0; i < n; i++) {
    MarginInputs in;
    MarginHolding holding;
    double one;

    draw_costly (&in, &holding);
    one = costs_of (&in, &holding).funding;
    in.side = in.side == MARGIN_LONG ? MARGIN_SHORT : MARGIN_LONG;
    assert_close (costs_of (&in, &holding).funding, -one, 0);
  }
}

/* --- bounds and refusals --- */

static void
reaches_as_far_as_any_price (void)
{
  MarginHolding holding = { MARGIN_TAKER, MARGIN_TAKER, 1e-18, 1e18 };
  MarginInputs in = lesson_example ();

  assert_close (costs_of (&in, &holding).pnl, -200000, 1e-9);
  holding.price = 1e18;
  assert_close (costs_of (&in, &holding).pnl, 4e18, 1e6);
  in.entry = in.mark = 1;
  in.size = 1;
  assert_close (margin_break_even_after (&in, 1 - 1e9, 0).price, 1e9, 0);
  in.size = 1e9;
  assert_close (margin_break_even_after (&in, 1e9 - 1, 0).price, 1e-9, 1e-24);
  assert_close (margin_break_even_after (&in, 1e9, 0).price, 0, 0);
}

static void
refuses_and_leaves_the_output_alone (void)
{
  static const struct {
    double price, days;
    MarginStatus status;
  } rows[] = {
    { 0, 1, MARGIN_BAD_MARK },         { NAN, 1, MARGIN_BAD_MARK },
    { 1e19, 1, MARGIN_BAD_MARK },      { 50000, -1, MARGIN_BAD_TARGET },
    { 50000, NAN, MARGIN_BAD_TARGET }, { 50000, HUGE_VAL, MARGIN_BAD_TARGET },
  };
  MarginInputs in = lesson_example ();
  MarginHolding holding = { MARGIN_TAKER, MARGIN_TAKER, 50000, 1 };
  MarginCosts costs, before;

  memset (&costs, 0x5a, sizeof costs);
  before = costs;
  for (size_t i = 0; i < G_N_ELEMENTS (rows); i++) {
    holding.price = rows[i].price;
    holding.days = rows[i].days;
    g_assert_cmpint (margin_costs (&in, &holding, &costs), ==, rows[i].status);
  }
  in.funding_rate = 2;
  g_assert_cmpint (margin_costs (&in, &holding, &costs), ==, MARGIN_BAD_FUNDING_RATE);
  g_assert_cmpmem (&costs, sizeof costs, &before, sizeof before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/margin/costs/" claim, function)
  TEST ("are-small-of-the-value-and-large-of-the-margin",
        costs_are_small_of_the_value_and_large_of_the_margin);
  TEST ("a-round-trip-costs-the-leverage-times-both-fees",
        a_round_trip_costs_the_leverage_times_both_fees);
  TEST ("signs-are-as-the-venue-has-them", signs_are_as_the_venue_has_them);
  TEST ("whole-stamps-are-counted", whole_stamps_are_counted);
  TEST ("breaks-even-after-what-was-realised", breaks_even_after_what_was_realised);
  TEST ("closing-at-break-even-leaves-nothing", closing_at_break_even_leaves_nothing);
  TEST ("equals-the-break-even-of-the-outcome", equals_the_break_even_of_the_outcome);
  TEST ("grow-with-the-leverage", costs_grow_with_the_leverage);
  TEST ("funding-goes-from-side-to-side", funding_goes_from_side_to_side);
  TEST ("reaches-as-far-as-any-price", reaches_as_far_as_any_price);
  TEST ("refuses-and-leaves-the-output-alone", refuses_and_leaves_the_output_alone);
#undef TEST
  return g_test_run ();
}
