/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/outcome.h"

#include "margin/account.h"
#include "margin/value.h"

#include "draw.h"

#include <string.h>

#define assert_close(got, expected)                                                      \
  g_assert_cmpfloat_with_epsilon (got, expected, 1e-9 * (1 + fabs ((double) (expected))))

static MarginOutcome
evaluate (const MarginInputs *in)
{
  MarginOutcome out;

  g_assert_cmpint (margin_evaluate (in, &out), ==, MARGIN_OK);
  return out;
}

/* A long of 4 coins from 50,000 on a deposit of 10,000 at 20x under a rule of 0.5 %. */
static MarginInputs
seed_example (double mark)
{
  MarginInputs in;

  margin_inputs_init (&in);
  in.size = 4;
  in.entry = 50000;
  in.mark = mark;
  in.leverage = 20;
  in.margin = 10000;
  in.rules.tiers[0].max_leverage = 125;
  return in;
}

/* The worked answer of the scenario format. */
static void
answers_the_seed_example (void)
{
  MarginInputs in = seed_example (48500);
  MarginOutcome out = evaluate (&in);

  assert_close (out.value, 194000);
  assert_close (out.initial_margin, 10000);
  assert_close (out.maintenance_margin, 970);
  assert_close (out.requirement, 970);
  assert_close (out.unrealised_pnl, -6000);
  assert_close (out.roe, -0.6);
  assert_close (out.equity, 4000);
  assert_close (out.margin_ratio, 0.2425);
  assert_close (out.effective_leverage, 48.5);
  assert_close (out.max_leverage, 125);
  assert_close (out.order_cost, 10000);
  assert_close (out.break_even, 50000);
  assert_close (out.liquidation.price, 47738.693467336685);
  assert_close (out.bankruptcy.price, 47500);
  assert_close (out.margin_call.price, 47979.79797979798);
  assert_close (margin_room (&out), 1 - 47738.693467336685 / 48500);
  g_assert_false (out.is_over);
  assert_close (out.ended_at, 0);
  assert_close (out.returned, 0);
  assert_close (out.result, -6000);
}

static void
the_end_takes_the_deposit (void)
{
  MarginInputs in = seed_example (47000);
  MarginOutcome out = evaluate (&in);

  g_assert_cmpint (out.liquidation.kind, ==, MARGIN_NOW);
  g_assert_true (out.is_over);
  assert_close (out.ended_at, 47738.693467336685);
  assert_close (out.result, -10000);
  assert_close (out.returned, 0);
  assert_close (margin_room (&out), 0);
}

static void
an_earlier_end_stays_the_end (void)
{
  MarginInputs in = seed_example (52000);
  MarginOutcome out;

  in.ended_at = 47738.693467336685;
  out = evaluate (&in);
  g_assert_true (out.is_over);
  assert_close (out.ended_at, in.ended_at);
  assert_close (out.result, -10000);
}

/* EU retail: half of a margin of 50 % is required; a full-size long closes at -25 % and
 * the rest is paid out. Source: ESMA Decision (EU) 2018/796. */
static void
some_rules_return_the_rest (void)
{
  MarginInputs in;
  MarginOutcome out;

  margin_inputs_init (&in);
  in.size = 1;
  in.entry = 1000;
  in.mark = 750;
  in.leverage = 2;
  in.margin = 500;
  in.rules.maintenance_on = MARGIN_ON_ENTRY;
  in.rules.tiers[0].rate = 0.25;
  in.rules.returns = MARGIN_RETURNS_EQUITY;
  out = evaluate (&in);
  g_assert_true (out.is_over);
  assert_close (out.ended_at, 750);
  assert_close (out.returned, 250);
  assert_close (out.result, -250);
  assert_close (margin_result_at (&out, 500), -250);
  in.rules.liquidation_fee = 0.1; /* a tenth of the 750 that are closed */
  out = evaluate (&in);
  assert_close (out.returned, 175);
  assert_close (margin_result_at (&out, 500), -325);
  in.rules.liquidation_fee = 0.5;
  out = evaluate (&in);
  assert_close (out.returned, 0);
  assert_close (out.result, -500);
}

static void
result_follows_the_price_and_stops_at_the_end (void)
{
  MarginInputs in = seed_example (50000);
  MarginOutcome out = evaluate (&in);

  assert_close (margin_result_at (&out, 51000), 4000);
  assert_close (margin_result_at (&out, 48000), -8000);
  assert_close (margin_result_at (&out, 47000), -10000);
  assert_close (margin_result_at (&out, out.liquidation.price), -10000);
}

/* Order cost of 10,000 USDT at 50x with taker 0.055 %: Bybit help centre, Order Cost. */
static void
order_cost_counts_fee_and_reserve (void)
{
  MarginInputs in;
  MarginOutcome out;

  margin_inputs_init (&in);
  in.size = 1;
  in.entry = in.mark = 10000;
  in.leverage = 50;
  in.margin = 200;
  in.rules.taker_fee = in.rules.close_fee_rate = 0.00055;
  in.rules.close_fee = MARGIN_FEE_RESERVED;
  out = evaluate (&in);
  assert_close (out.order_cost, 200 + 5.5 + 5.39);
  assert_close (out.close_fee, 5.39);
  assert_close (out.break_even, 10000 * 1.00055 / 0.99945);
}

static void
result_at_the_mark_is_the_result (void)
{
  for (int i = draw_rounds (300); i > 0; i--) {
    MarginInputs in;
    MarginOutcome out;

    draw_position (&in);
    out = evaluate (&in);
    in.mark *= draw_between (0.9, 1.1);
    out = evaluate (&in);
    if (!out.is_over)
      assert_close (margin_result_at (&out, in.mark), out.result);
  }
}

static void
an_end_below_one_is_an_end_too (void)
{
  MarginInputs in = seed_example (0.5);
  MarginOutcome out;

  in.size = 400000;
  in.entry = 0.5;
  out = evaluate (&in);
  assert_close (margin_result_at (&out, 0.3), -10000);
  in.ended_at = 0.4774;
  out = evaluate (&in);
  g_assert_true (out.is_over);
  assert_close (out.ended_at, 0.4774);
  assert_close (margin_result_at (&out, 0.6), 40000);
  assert_close (margin_result_at (&out, 0.4774), -10000);
}

static void
a_short_ends_above (void)
{
  MarginInputs in = seed_example (50000);
  MarginOutcome out;

  in.side = MARGIN_SHORT;
  out = evaluate (&in);
  assert_close (out.liquidation.price, 210000 / 4.02);
  assert_close (margin_room (&out), 210000 / 4.02 / 50000 - 1);
  assert_close (margin_result_at (&out, 49000), 4000);
  assert_close (margin_result_at (&out, 52000), -8000);
  assert_close (margin_result_at (&out, out.liquidation.price), -10000);
  assert_close (margin_result_at (&out, 60000), -10000);
}

/* More than it is worth is posted: even at nothing it is not due. */
static void
without_an_end_the_room_is_endless (void)
{
  MarginInputs in = seed_example (50000);
  MarginOutcome out;

  in.margin = 300000;
  out = evaluate (&in);
  g_assert_cmpint (out.liquidation.kind, ==, MARGIN_NONE);
  g_assert_cmpfloat (margin_room (&out), ==, HUGE_VAL);
  assert_close (margin_result_at (&out, 1), -4 * 49999.0);
}

/* Due at the entry already, so that no price lies between it and the mark. */
static void
what_was_due_at_the_entry_ends_at_the_mark (void)
{
  MarginInputs in = seed_example (49000);
  MarginOutcome out;

  in.margin = 500;
  out = evaluate (&in);
  g_assert_true (out.is_over);
  assert_close (out.ended_at, 49000);
  assert_close (out.result, -500);
}

static void
ratios_end_where_nothing_is_left (void)
{
  MarginInputs in = seed_example (47500);
  MarginOutcome out = evaluate (&in);

  assert_close (out.equity, 0);
  g_assert_cmpfloat (out.margin_ratio, ==, HUGE_VAL);
  g_assert_cmpfloat (out.effective_leverage, ==, HUGE_VAL);
  in.rules.tiers[0].rate = 0; /* nothing of nothing */
  g_assert_cmpfloat (evaluate (&in).margin_ratio, ==, HUGE_VAL);
  in = seed_example (47500.125);
  out = evaluate (&in);
  assert_close (out.equity, 0.5);
  assert_close (out.margin_ratio, 0.005 * 190000.5 / 0.5);
  assert_close (out.effective_leverage, 190000.5 / 0.5);
}

static void
the_requirement_is_maintenance_and_fee (void)
{
  MarginInputs in = seed_example (50000);
  MarginOutcome out;

  in.rules.close_fee = MARGIN_FEE_ADDED;
  in.rules.close_fee_rate = 0.001;
  out = evaluate (&in);
  assert_close (out.maintenance_margin, 1000);
  assert_close (out.close_fee, 200);
  assert_close (out.requirement, 1200);
  assert_close (out.margin_ratio, 0.12);
}

static void
the_tier_in_force_is_told (void)
{
  MarginInputs in = seed_example (50000);
  MarginOutcome out;

  in.rules.n_tiers = 2;
  in.rules.tiers[1] = (MarginTier){ .floor = 1e5, .rate = 0.01, .deduction = 500 };
  out = evaluate (&in);
  assert_close (out.rate, 0.01);
  assert_close (out.deduction, 500);
  assert_close (out.maintenance_margin, 1500);
  in.rules.tiers[1].deduction = 0;
  in.rules.tier_shape = MARGIN_TIER_SLOPE;
  in.rules.tiers[1].slope = 1e-8;
  in.mark = 60000;
  out = evaluate (&in);
  assert_close (out.rate, 0.01 + 1e-8 * 240000);
  in.rules.maintenance_on = MARGIN_ON_ENTRY;
  out = evaluate (&in);
  assert_close (out.rate, 0.01 + 1e-8 * 200000);
}

static void
initial_margin_is_taken_on_mark_or_entry (void)
{
  MarginInputs in = seed_example (52000);
  MarginOutcome out = evaluate (&in);

  assert_close (out.initial_margin, 10000);
  in.rules.initial_on = MARGIN_ON_MARK;
  out = evaluate (&in);
  assert_close (out.initial_margin, 10400);
}

/* A reader of an account sees whole quanta: amounts booked are rounded up. */
static void
amounts_are_rounded_up_to_the_quantum (void)
{
  MarginInputs in = seed_example (50000);
  MarginOutcome out;

  in.rules.quantum = 300;
  in.rules.taker_fee = 0.001;
  out = evaluate (&in);
  assert_close (out.entry_value, 200100);
  assert_close (out.initial_margin, 10200);
  assert_close (out.maintenance_margin, 1200);
  assert_close (out.order_cost, 10200 + 300);
}

static void
positive_funding_is_paid_by_longs (void)
{
  MarginInputs in = seed_example (48000);

  in.funding_rate = 0.0001;
  assert_close (evaluate (&in).funding, -19.2);
  in.side = MARGIN_SHORT;
  assert_close (evaluate (&in).funding, 19.2);
}

static void
distance_is_told_from_the_entry (void)
{
  MarginInputs in = seed_example (48000);

  assert_close (margin_distance (&in, 50000), 0);
  assert_close (margin_distance (&in, 55000), 0.1);
  assert_close (margin_distance (&in, 25000), -0.5);
}

/* What is lost stays in the one wallet, and no part of it is this position's. */
static void
in_a_cross_account_the_end_takes_nothing_of_its_own (void)
{
  MarginInputs in = seed_example (47600);
  MarginAccount account = { true, 10000, 1, &in };
  MarginTotals totals;
  MarginOutcome out;

  in.margin = 123;
  in.rules.returns = MARGIN_RETURNS_EQUITY;
  g_assert_cmpint (margin_account_evaluate (&account, &totals, &out), ==, MARGIN_OK);
  assert_close (out.in.margin, 10000);
  g_assert_true (out.is_over);
  assert_close (out.ended_at, 47600);
  assert_close (out.result, -9600);
  assert_close (out.returned, 0);
  in.ended_at = 48500;
  in.mark = 50000;
  g_assert_cmpint (margin_account_evaluate (&account, &totals, &out), ==, MARGIN_OK);
  g_assert_true (out.is_over);
  assert_close (out.ended_at, 48500);
  assert_close (out.result, 0);
}

static void
refuses_and_leaves_the_output_alone (void)
{
  MarginInputs in = seed_example (50000);
  MarginOutcome out, before;

  memset (&out, 0x5a, sizeof out);
  before = out;
  in.size = 0;
  g_assert_cmpint (margin_evaluate (&in, &out), ==, MARGIN_BAD_SIZE);
  in.size = 4;
  in.rules.n_tiers = 0;
  g_assert_cmpint (margin_evaluate (&in, &out), ==, MARGIN_BAD_TIERS);
  g_assert_cmpmem (&out, sizeof out, &before, sizeof before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/margin/outcome/" claim, function)
  TEST ("answers-the-seed-example", answers_the_seed_example);
  TEST ("the-end-takes-the-deposit", the_end_takes_the_deposit);
  TEST ("an-earlier-end-stays-the-end", an_earlier_end_stays_the_end);
  TEST ("some-rules-return-the-rest", some_rules_return_the_rest);
  TEST ("result-follows-the-price-and-stops-at-the-end",
        result_follows_the_price_and_stops_at_the_end);
  TEST ("order-cost-counts-fee-and-reserve", order_cost_counts_fee_and_reserve);
  TEST ("result-at-the-mark-is-the-result", result_at_the_mark_is_the_result);
  TEST ("an-end-below-one-is-an-end-too", an_end_below_one_is_an_end_too);
  TEST ("a-short-ends-above", a_short_ends_above);
  TEST ("without-an-end-the-room-is-endless", without_an_end_the_room_is_endless);
  TEST ("what-was-due-at-the-entry-ends-at-the-mark",
        what_was_due_at_the_entry_ends_at_the_mark);
  TEST ("ratios-end-where-nothing-is-left", ratios_end_where_nothing_is_left);
  TEST ("the-requirement-is-maintenance-and-fee", the_requirement_is_maintenance_and_fee);
  TEST ("the-tier-in-force-is-told", the_tier_in_force_is_told);
  TEST ("initial-margin-is-taken-on-mark-or-entry",
        initial_margin_is_taken_on_mark_or_entry);
  TEST ("amounts-are-rounded-up-to-the-quantum", amounts_are_rounded_up_to_the_quantum);
  TEST ("positive-funding-is-paid-by-longs", positive_funding_is_paid_by_longs);
  TEST ("distance-is-told-from-the-entry", distance_is_told_from_the_entry);
  TEST ("in-a-cross-account-the-end-takes-nothing-of-its-own",
        in_a_cross_account_the_end_takes_nothing_of_its_own);
  TEST ("refuses-and-leaves-the-output-alone", refuses_and_leaves_the_output_alone);
#undef TEST
  return g_test_run ();
}
