/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/outcome.h"

#include "margin/multiple.h"
#include "margin/requirement.h"
#include "margin/value.h"

#include "draw.h"

#include <string.h>

#define ROUNDS 300

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

/* Open-interest scaling of the initial margin: dYdX v4 perpetual margin documentation. */
static void
open_interest_raises_the_initial_margin (void)
{
  MarginInputs in;

  margin_inputs_init (&in);
  in.rules.initial_rate = 0.05;
  in.rules.oi_lower = 100;
  in.rules.oi_upper = 200;
  in.open_interest = 150;
  assert_close (margin_initial_rate (&in, MARGIN_ON_MARK), 0.05 + 0.5 * 0.95);
  in.open_interest = 50;
  assert_close (margin_initial_rate (&in, MARGIN_ON_MARK), 0.05);
  in.open_interest = 999;
  assert_close (margin_initial_rate (&in, MARGIN_ON_MARK), 1);
}

static void
leverage_limit_follows_the_margin (void)
{
  MarginInputs in = seed_example (50000);

  in.rules.n_tiers = 3;
  in.rules.tiers[0] = (MarginTier){ .rate = 0.004, .max_leverage = 125 };
  in.rules.tiers[1] = (MarginTier){ .floor = 50000, .rate = 0.005, .max_leverage = 100 };
  in.rules.tiers[2] = (MarginTier){ .floor = 600000, .rate = 0.01, .max_leverage = 50 };
  in.margin = 100;
  assert_close (margin_leverage_limit (&in), 125);
  in.margin = 10000;
  assert_close (margin_leverage_limit (&in), 60);
  in.margin = 1e6;
  assert_close (margin_leverage_limit (&in), 50);
}

static void
size_for_undoes_the_default_margin (void)
{
  for (int i = 0; i < ROUNDS; i++) {
    MarginInputs in;
    double margin;

    draw_position (&in);
    margin = margin_default_margin (&in);
    assert_close (margin_size_for (&in, margin, in.leverage) / in.size, 1);
  }
}

static void
result_at_the_mark_is_the_result (void)
{
  for (int i = 0; i < ROUNDS; i++) {
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
both_sides_mirror (void)
{
  for (int i = 0; i < ROUNDS; i++) {
    MarginInputs in, other;
    double price;

    draw_position (&in);
    price = in.entry * draw_between (0.5, 2);
    other = in;
    other.side = in.side == MARGIN_LONG ? MARGIN_SHORT : MARGIN_LONG;
    assert_close (margin_pnl (&in, price), -margin_pnl (&other, price));
  }
}

static void
multiples_keep_what_is_whole (void)
{
  assert_close (margin_multiple_up (9284 * 1e-8, 1e-8), 9284e-8);
  g_assert_cmpfloat (margin_multiple_up (0.1 + 0.2, 0.1), ==, 3 / 10.0);
  g_assert_cmpfloat (margin_multiple_down (0.7 * 3, 0.1), ==, 21 / 10.0);
  g_assert_cmpfloat (margin_multiple_nearest (2.5, 1), ==, 3);
  g_assert_cmpfloat (margin_multiple_up (2.000001, 1), ==, 3);
  g_assert_cmpfloat (margin_multiple_down (1.23, 0), ==, 1.23);
}

static void
every_row_reads_and_writes_its_number (void)
{
  MarginInputs in;

  margin_inputs_init (&in);
  for (size_t i = 0; i < margin_n_inputs; i++) {
    const MarginInputRow *row = &margin_inputs[i];

    g_assert_true (margin_input_row (row->name) == row);
    g_assert_cmpfloat (row->least, <=, row->low);
    g_assert_cmpfloat (row->low, <=, row->first);
    g_assert_cmpfloat (row->first, <=, row->high);
    g_assert_cmpfloat (row->high, <=, row->most);
    g_assert_cmpfloat (margin_input_get (&in, row), ==, row->first);
    margin_input_set (&in, row, row->high);
    g_assert_cmpfloat (margin_input_get (&in, row), ==, row->high);
  }
  g_assert_null (margin_input_row ("lp"));
}

/* --- refusals --- */

typedef struct {
  const char *what;
  MarginStatus status;
  void (*spoil) (MarginInputs *in);
} Refusal;

#define SPOIL(name, statement)                                                           \
  static void name (MarginInputs *in)                                                    \
  {                                                                                      \
    statement;                                                                           \
  }

SPOIL (no_size, in->size = 0)
SPOIL (nan_size, in->size = NAN)
SPOIL (huge_multiplier, in->multiplier = 1e19)
SPOIL (no_entry, in->entry = 0)
SPOIL (negative_mark, in->mark = -1)
SPOIL (endless_mark, in->mark = HUGE_VAL)
SPOIL (negative_end, in->ended_at = -1)
SPOIL (no_leverage, in->leverage = 0)
SPOIL (nan_leverage, in->leverage = NAN)
SPOIL (endless_margin, in->margin = HUGE_VAL)
SPOIL (funding_above_one, in->funding_rate = 1.5)
SPOIL (no_call, in->call_ratio = 0)
SPOIL (fee_above_half, in->rules.taker_fee = 0.6)
SPOIL (no_tier, in->rules.n_tiers = 0)
SPOIL (too_many_tiers, in->rules.n_tiers = MARGIN_MAX_TIERS + 1)
SPOIL (first_floor, in->rules.tiers[0].floor = 1)
SPOIL (rate_above_one, in->rules.tiers[0].rate = 1.1)
SPOIL (floors_fall, in->rules.n_tiers = 2)
SPOIL (slope_in_marginal, in->rules.tiers[0].slope = 1)
SPOIL (deduction_in_whole,
       (in->rules.tier_shape = MARGIN_TIER_WHOLE, in->rules.tiers[0].deduction = 1))
SPOIL (marginal_by_size, in->rules.tier_by = MARGIN_TIER_BY_SIZE)
SPOIL (one_bound, in->rules.oi_lower = 5)
SPOIL (vanishing_value, in->rules.quantum = 1e9)

static void
refuses_and_leaves_the_output_alone (void)
{
  static const Refusal refusals[] = {
    { "size 0", MARGIN_BAD_SIZE, no_size },
    { "size NaN", MARGIN_BAD_SIZE, nan_size },
    { "multiplier 1e19", MARGIN_BAD_MULTIPLIER, huge_multiplier },
    { "entry 0", MARGIN_BAD_ENTRY, no_entry },
    { "mark -1", MARGIN_BAD_MARK, negative_mark },
    { "mark infinite", MARGIN_BAD_MARK, endless_mark },
    { "ended_at -1", MARGIN_BAD_ENDED_AT, negative_end },
    { "leverage 0", MARGIN_BAD_LEVERAGE, no_leverage },
    { "leverage NaN", MARGIN_BAD_LEVERAGE, nan_leverage },
    { "margin infinite", MARGIN_BAD_MARGIN, endless_margin },
    { "funding 1.5", MARGIN_BAD_FUNDING_RATE, funding_above_one },
    { "call ratio 0", MARGIN_BAD_CALL_RATIO, no_call },
    { "taker 0.6", MARGIN_BAD_FEE, fee_above_half },
    { "no tier", MARGIN_BAD_TIERS, no_tier },
    { "65 tiers", MARGIN_BAD_TIERS, too_many_tiers },
    { "first floor 1", MARGIN_BAD_TIERS, first_floor },
    { "rate 1.1", MARGIN_BAD_TIERS, rate_above_one },
    { "floors 0, 0", MARGIN_BAD_TIERS, floors_fall },
    { "slope in a marginal table", MARGIN_BAD_TIERS, slope_in_marginal },
    { "deduction in a whole table", MARGIN_BAD_TIERS, deduction_in_whole },
    { "marginal by size", MARGIN_BAD_RULES, marginal_by_size },
    { "one open-interest bound", MARGIN_BAD_INITIAL, one_bound },
    { "value below the quantum", MARGIN_BAD_VALUE, vanishing_value },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++) {
    MarginInputs in;
    MarginOutcome out, before;

    memset (&out, 0x5a, sizeof out);
    before = out;
    margin_inputs_init (&in);
    refusals[i].spoil (&in);
    g_test_message ("%s", refusals[i].what);
    g_assert_cmpint (margin_evaluate (&in, &out), ==, refusals[i].status);
    g_assert_cmpmem (&out, sizeof out, &before, sizeof before);
  }
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
  TEST ("open-interest-raises-the-initial-margin",
        open_interest_raises_the_initial_margin);
  TEST ("leverage-limit-follows-the-margin", leverage_limit_follows_the_margin);
  TEST ("size-for-undoes-the-default-margin", size_for_undoes_the_default_margin);
  TEST ("result-at-the-mark-is-the-result", result_at_the_mark_is_the_result);
  TEST ("both-sides-mirror", both_sides_mirror);
  TEST ("multiples-keep-what-is-whole", multiples_keep_what_is_whole);
  TEST ("every-row-reads-and-writes-its-number", every_row_reads_and_writes_its_number);
  TEST ("refuses-and-leaves-the-output-alone", refuses_and_leaves_the_output_alone);
#undef TEST
  return g_test_run ();
}
