/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/ending.h"

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

/* 4 coins at 20x: the line is at 47,738.69, bankruptcy at 47,500. */
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
  return in;
}

static MarginEndStep
step_of (const MarginInputs *in, double fill, gboolean is_again)
{
  MarginEndStep step;

  g_assert_cmpint (margin_end_step (in, fill, is_again, &step), ==, MARGIN_OK);
  return step;
}

static MarginEnding
ending_of (const MarginInputs *in, double fill)
{
  MarginEnding ending;

  g_assert_cmpint (margin_end (in, fill, &ending, NULL), ==, MARGIN_OK);
  return ending;
}

/* --- known values --- */

/* Worked by hand: 10,000 - 4 * 2,400 = 400 is left, 0.1 % of 190,400 is the fee. */
static void
the_whole_goes_to_fee_and_fund (void)
{
  MarginInputs in = seed_example (47600);
  MarginEndStep step;

  in.rules.liquidation_fee = 0.001;
  step = step_of (&in, 47600, FALSE);
  assert_close (step.closed, 4, 0);
  assert_close (step.value, 190400, 1e-9);
  assert_close (step.pnl, -9600, 1e-9);
  assert_close (step.fee, 190.4, 1e-9);
  assert_close (step.fund, 209.6, 1e-9);
  assert_close (step.returned, 0, 0);
  assert_close (step.size_left, 0, 0);
  assert_close (step.margin_left, 0, 0);
  g_assert_false (step.is_backstop);
}

static void
some_rules_give_the_rest_back (void)
{
  MarginInputs in = seed_example (47600);
  MarginEndStep step;

  in.rules.liquidation_fee = 0.001;
  in.rules.returns = MARGIN_RETURNS_EQUITY;
  step = step_of (&in, 47600, FALSE);
  assert_close (step.fee, 190.4, 1e-9);
  assert_close (step.fund, 0, 0);
  assert_close (step.returned, 209.6, 1e-9);
}

/* Between the line and bankruptcy the fund keeps the gap; beyond, it pays. */
static void
the_fund_pays_beyond_bankruptcy (void)
{
  MarginInputs in = seed_example (47738);
  MarginEndStep step = step_of (&in, 47738, FALSE);

  assert_close (step.fund, 4 * (47738 - 47500), 1e-9);
  step = step_of (&in, 47500, FALSE);
  assert_close (step.fund, 0, 1e-9);
  in.rules.liquidation_fee = 0.01;
  in.rules.returns = MARGIN_RETURNS_EQUITY;
  step = step_of (&in, 47000, FALSE);
  assert_close (step.fee, 0, 0);
  assert_close (step.fund, -4 * 500, 1e-9);
  assert_close (step.returned, 0, 0);
}

static MarginInputs
large_on_hyperliquid (double mark)
{
  MarginInputs in = seed_example (mark);

  in.rules.tiers[0].rate = 0.0125;
  in.rules.end = MARGIN_END_FRACTION;
  in.rules.end_fraction = 0.2;
  in.rules.end_above = 100000;
  in.rules.backstop_ratio = 2.0 / 3;
  in.rules.returns = MARGIN_RETURNS_EQUITY;
  return in;
}

/* Worked by hand under the rules of the Hyperliquid documentation, liquidations: worth
 * 192,400, so a fifth goes first; 2,400 is left of the margin, 2,405 was required, 1,924
 * is required after. */
static void
a_fraction_goes_first (void)
{
  MarginInputs in = large_on_hyperliquid (48100);
  MarginEndStep step = step_of (&in, 48100, FALSE);
  MarginEnding ending = ending_of (&in, 48100);

  assert_close (step.closed, 0.8, 1e-12);
  assert_close (step.size_left, 3.2, 1e-12);
  assert_close (step.value, 38480, 1e-9);
  assert_close (step.pnl, -1520, 1e-9);
  assert_close (step.margin_left, 8480, 1e-9);
  assert_close (step.fund, 0, 0);
  assert_close (step.returned, 0, 0);
  in.size = step.size_left;
  in.margin = step.margin_left;
  assert_close (margin_equity_at (&in, 48100), 2400, 1e-9);
  assert_close (margin_requirement_at (&in, 48100), 1924, 1e-9);
  g_assert_cmpuint (ending.n_steps, ==, 1);
  assert_close (ending.size_left, 3.2, 1e-12);
  assert_close (ending.lost, 1520, 1e-9);
}

/* Equity 1,780 against 2,397.25: a fifth is not enough, and the backstop (1,598) not
 * reached. */
static void
what_is_due_again_goes_as_a_whole (void)
{
  MarginInputs in = large_on_hyperliquid (47945);
  MarginEndStep steps[MARGIN_MAX_END_STEPS];
  MarginEnding ending;

  g_assert_cmpint (margin_end (&in, 47945, &ending, steps), ==, MARGIN_OK);
  g_assert_cmpuint (ending.n_steps, ==, 2);
  assert_close (steps[0].closed, 0.8, 1e-12);
  assert_close (steps[1].closed, 3.2, 1e-12);
  assert_close (ending.size_left, 0, 0);
  assert_close (ending.returned, 1780, 1e-9);
  assert_close (ending.lost, 8220, 1e-9);
  assert_close (ending.price, 47945, 1e-9);
  assert_close (step_of (&in, 47945, TRUE).closed, 4, 0);
}

static void
a_small_position_goes_as_a_whole (void)
{
  MarginInputs in = large_on_hyperliquid (48100);

  in.size = 2;
  in.margin = 5000;
  assert_close (step_of (&in, 48100, FALSE).closed, 2, 0);
  in.rules.end_above = 2 * 48100; /* worth just that is not worth more */
  assert_close (step_of (&in, 48100, FALSE).closed, 2, 0);
  in.rules.end_above = 2 * 48099;
  assert_close (step_of (&in, 48100, FALSE).closed, 0.4, 1e-12);
}

/* Below 2/3 of the maintenance margin the pool takes over at the mark, margin and all. */
static void
the_backstop_takes_all (void)
{
  MarginInputs in = large_on_hyperliquid (47800);
  MarginEndStep step = step_of (&in, 47000, FALSE);

  g_assert_true (step.is_backstop);
  assert_close (step.price, 47800, 0);
  assert_close (step.closed, 4, 0);
  assert_close (step.fund, 1200, 1e-9);
  assert_close (step.returned, 0, 0);
  g_assert_true (ending_of (&in, 47000).is_backstop);
  in.rules.backstop_ratio = 0;
  g_assert_false (step_of (&in, 47800, FALSE).is_backstop);
}

static MarginInputs
tiered (void)
{
  MarginInputs in;

  margin_inputs_init (&in);
  in.size = 300;
  in.entry = 1000;
  in.mark = 980;
  in.leverage = 25;
  in.margin = 12000;
  in.rules.end = MARGIN_END_TIERS;
  in.rules.tier_shape = MARGIN_TIER_WHOLE;
  in.rules.tier_by = MARGIN_TIER_BY_SIZE;
  in.rules.n_tiers = 3;
  in.rules.tiers[0] = (MarginTier){ .rate = 0.01 };
  in.rules.tiers[1] = (MarginTier){ .floor = 100, .rate = 0.015 };
  in.rules.tiers[2] = (MarginTier){ .floor = 200, .rate = 0.025 };
  return in;
}

/* Worked by hand: 6,000 is left, 7,350 required in the third tier; 200 coins in the
 * second require 2,940. */
static void
goes_down_one_tier (void)
{
  MarginInputs in = tiered ();
  MarginEnding ending = ending_of (&in, 980);

  g_assert_cmpuint (ending.n_steps, ==, 1);
  assert_close (ending.closed, 100, 0);
  assert_close (ending.pnl, -2000, 1e-9);
  assert_close (ending.size_left, 200, 0);
  assert_close (ending.margin_left, 10000, 1e-9);
}

static void
goes_down_the_tiers_until_nothing_is_left (void)
{
  MarginInputs in = tiered ();
  MarginEndStep steps[MARGIN_MAX_END_STEPS];
  MarginEnding ending;

  in.rules.tiers[0].rate = 0.9;
  in.rules.tiers[1].rate = 0.95;
  in.rules.tiers[2].rate = 0.99;
  in.rules.liquidation_fee = 0.001;
  g_assert_cmpint (margin_end (&in, 980, &ending, steps), ==, MARGIN_OK);
  g_assert_cmpuint (ending.n_steps, ==, 3);
  for (int i = 0; i < 3; i++)
    assert_close (steps[i].closed, 100, 1e-9);
  assert_close (ending.fee, 294, 1e-9);
  assert_close (ending.fund, 12000 - 6000 - 294, 1e-9);
  assert_close (ending.lost, 12000, 1e-9);
}

/* Whatever picks the tier, the step ends in the next lower one. */
static void
a_step_ends_in_the_next_lower_tier (void)
{
  int n = draw_rounds (2000);

  for (int i = 0; i < n; i++) {
    MarginInputs in;
    MarginEndStep step;
    size_t tier;

    draw_any (&in);
    in.rules.end = MARGIN_END_TIERS;
    tier = margin_tier_at (&in, in.mark);
    step = step_of (&in, in.mark, FALSE);
    if (tier == 0 || !(step.size_left > 0))
      continue;
    in.size = step.size_left;
    g_assert_cmpuint (margin_tier_at (&in, in.mark), ==, tier - 1);
  }
}

/* A quantum as coarse as a tier: no whole number of quanta lies below the first floor,
 * and one that counts as on a floor still stands above it. */
static void
a_coarse_quantum_still_ends (void)
{
  MarginInputs in = tiered ();
  MarginEnding ending;

  in.rules.tier_by = MARGIN_TIER_BY_VALUE;
  in.rules.maintenance_on = MARGIN_ON_ENTRY;
  in.rules.tiers[1].floor = 90000;
  in.rules.tiers[2].floor = 250000;
  in.rules.quantum = 100000;
  in.margin = 6100;
  in.rules.tiers[1].rate = in.rules.tiers[2].rate = 0.02;
  ending = ending_of (&in, 980);
  g_assert_cmpuint (ending.n_steps, ==, 2);
  assert_close (ending.size_left, 0, 0);
  in.rules.tiers[2].floor = 200000 * (1 - 2e-10);
  ending = ending_of (&in, 980);
  g_assert_cmpuint (ending.n_steps, ==, 1);
  assert_close (ending.size_left, 0, 0);
}

/* By value at the mark: worth 294,000, down to 196,000. */
static void
goes_down_by_value_too (void)
{
  MarginInputs in = tiered ();

  in.rules.tier_by = MARGIN_TIER_BY_VALUE;
  in.rules.tiers[1].floor = 98000;
  in.rules.tiers[2].floor = 196000;
  assert_close (step_of (&in, 980, FALSE).size_left, 200, 1e-9);
}

/* The fee takes no more than is left of the margin, the loss of the rest counted: of
 * 1,600 a fifth of the position, 38,320, could owe half. */
static void
the_fee_takes_no_more_than_is_left (void)
{
  MarginInputs in = large_on_hyperliquid (47900);
  MarginEndStep step;

  in.rules.backstop_ratio = 0;
  in.rules.liquidation_fee = 0.5;
  step = step_of (&in, 47900, FALSE);
  assert_close (step.closed, 0.8, 1e-12);
  assert_close (step.fee, 1600, 1e-9);
  assert_close (step.margin_left, 10000 - 1680 - 1600, 1e-9);
}

/* Bounds, in figures that a double holds exactly. */
static void
equality_is_as_the_rules_say (void)
{
  MarginInputs in = tiered ();

  in.rules.tiers[1].rate = 0.015625; /* 200 coins require 3,062.5 */
  in.margin = 6000 + 3062.5;
  g_assert_cmpuint (ending_of (&in, 980).n_steps, ==, 2);
  in.rules.trigger_when = MARGIN_TRIGGER_BELOW;
  g_assert_cmpuint (ending_of (&in, 980).n_steps, ==, 1);
  in.margin = 6000; /* nothing is left to save */
  assert_close (step_of (&in, 980, FALSE).closed, 300, 0);
  in.margin = 6000.5;
  assert_close (step_of (&in, 980, FALSE).closed, 100, 1e-9);

  in = large_on_hyperliquid (48000);
  in.rules.tiers[0].rate = 0.0078125; /* 1,500, half of it 750 */
  in.rules.backstop_ratio = 0.5;
  in.margin = 8750;
  g_assert_false (step_of (&in, 48000, FALSE).is_backstop);
  in.margin = 8749;
  g_assert_true (step_of (&in, 48000, FALSE).is_backstop);
}

/* --- laws --- */

static void
draw_due (MarginInputs *in)
{
  draw_any (in);
  in->rules.end = (MarginEnd) g_test_rand_int_range (0, 3);
  in->rules.end_fraction = draw_log (0.01, 1);
  in->rules.end_above =
      draw_bit () ? 0 : margin_value (in, in->mark) * draw_log (0.1, 10);
  in->rules.backstop_ratio = draw_bit () ? 0 : draw_between (0, 1);
  in->rules.liquidation_fee = draw_bit () ? 0 : draw_log (1e-4, 0.02);
  in->rules.returns = (MarginReturns) draw_bit ();
  in->margin = margin_requirement_at (in, in->mark) * draw_between (-0.1, 1) -
               margin_pnl (in, in->mark) - margin_reserve (in);
}

/* Margin and result in, fee, fund, trader and the rest out. */
static void
no_money_appears_or_vanishes (void)
{
  int n = draw_rounds (2000);

  for (int i = 0; i < n; i++) {
    MarginInputs in;
    MarginEnding ending;
    double fill, scale;

    draw_due (&in);
    fill = in.mark * draw_log (0.97, 1.03);
    ending = ending_of (&in, fill);
    scale = margin_value (&in, fill) + margin_value (&in, in.entry);
    assert_close (in.margin + ending.pnl,
                  ending.fee + ending.fund + ending.returned + ending.margin_left,
                  1e-12 * scale);
    assert_close (ending.lost, in.margin - ending.returned - ending.margin_left, 0);
    assert_close (ending.closed + ending.size_left, in.size, 1e-12 * in.size);
    g_assert_cmpfloat (ending.fee, >=, 0);
    g_assert_cmpfloat (ending.returned, >=, 0);
    if (!(ending.size_left > 0))
      assert_close (ending.pnl, margin_pnl (&in, ending.price), 1e-11 * scale);
  }
}

/* A spell ends with nothing, or with a rest that is not due. */
static void
the_rest_meets_the_requirement (void)
{
  int n = draw_rounds (2000), n_left = 0;

  for (int i = 0; i < n; i++) {
    MarginInputs in;
    MarginEnding ending;

    draw_due (&in);
    ending = ending_of (&in, in.mark);
    if (!(ending.size_left > 0)) {
      assert_close (ending.margin_left, 0, 0);
      continue;
    }
    n_left++;
    in.size = ending.size_left;
    in.margin = ending.margin_left;
    g_assert_cmpint (margin_check (&in), ==, MARGIN_OK);
    g_assert_cmpfloat (margin_equity_at (&in, in.mark), >=,
                       margin_requirement_at (&in, in.mark));
  }
  g_assert_cmpint (n_left, >, n / 50);
}

static void
the_spell_is_its_steps (void)
{
  int n = draw_rounds (500);

  for (int i = 0; i < n; i++) {
    MarginInputs in, now;
    MarginEndStep steps[MARGIN_MAX_END_STEPS], step;
    MarginEnding ending;

    draw_due (&in);
    g_assert_cmpint (margin_end (&in, in.mark, &ending, steps), ==, MARGIN_OK);
    now = in;
    for (size_t j = 0; j < ending.n_steps; j++) {
      step = step_of (&now, in.mark, j > 0);
      assert_close (step.closed, steps[j].closed, 0);
      assert_close (step.fund, steps[j].fund, 0);
      now.size = step.size_left;
      now.margin = step.margin_left;
    }
    assert_close (now.size, ending.size_left, 0);
  }
}

/* Cutting a fraction at the mark and without a fee leaves equity where it is. */
static void
a_part_at_the_mark_leaves_equity_alone (void)
{
  int n = draw_rounds (500);

  for (int i = 0; i < n; i++) {
    MarginInputs in;
    MarginEndStep step;
    double own;

    draw_due (&in);
    in.rules.liquidation_fee = 0;
    own = in.margin + margin_pnl (&in, in.mark);
    step = step_of (&in, in.mark, FALSE);
    if (!(step.size_left > 0))
      continue;
    in.size = step.size_left;
    in.margin = step.margin_left;
    assert_close (in.margin + margin_pnl (&in, in.mark), own,
                  1e-12 * margin_value (&in, in.mark) + 1e-12 * fabs (in.margin));
  }
}

/* --- odd ends --- */

/* A fraction too small to change the size, and one that leaves less than the least. */
static void
a_part_that_is_none_takes_all (void)
{
  MarginInputs in = large_on_hyperliquid (48100);

  in.rules.end_fraction = 1e-18;
  assert_close (step_of (&in, 48100, FALSE).closed, 4, 0);
  in.rules.end_fraction = 1;
  assert_close (step_of (&in, 48100, FALSE).closed, 4, 0);
}

/* 64 tiers, ten coins each: 20 coins in the third need no more than is left. Where no
 * tier helps, the last step takes what is left. */
static void
never_takes_more_steps_than_said (void)
{
  MarginInputs in = tiered ();
  MarginEnding ending;

  in.size = 1000;
  in.margin = 20000;
  in.mark = 1000;
  in.rules.n_tiers = MARGIN_MAX_TIERS;
  for (int i = 0; i < MARGIN_MAX_TIERS; i++)
    in.rules.tiers[i] = (MarginTier){ .floor = 10 * i, .rate = 0.9 };
  in.rules.tiers[0].rate = 0;
  ending = ending_of (&in, 1000);
  g_assert_cmpuint (ending.n_steps, ==, 62);
  in.rules.tiers[0].rate = 1;
  in.size = 10000;
  in.margin = 100;
  ending = ending_of (&in, 1000);
  g_assert_cmpuint (ending.n_steps, ==, MARGIN_MAX_END_STEPS);
  assert_close (ending.size_left, 0, 0);
  assert_close (ending.closed, 10000, 1e-6);
}

static void
refuses_and_leaves_the_output_alone (void)
{
  static const double fills[] = { 0, -1, NAN, HUGE_VAL, 1e19, 1e-19 };
  MarginInputs in = seed_example (47600);
  MarginEndStep step, before;
  MarginEnding ending, earlier;

  memset (&step, 0x5a, sizeof step);
  memset (&ending, 0x5a, sizeof ending);
  before = step;
  earlier = ending;
  for (size_t i = 0; i < G_N_ELEMENTS (fills); i++) {
    g_assert_cmpint (margin_end_step (&in, fills[i], FALSE, &step), ==, MARGIN_BAD_MARK);
    g_assert_cmpint (margin_end (&in, fills[i], &ending, NULL), ==, MARGIN_BAD_MARK);
  }
  in.margin = 1e18;
  g_assert_cmpint (margin_end_step (&in, 1e-18, FALSE, &(MarginEndStep){ 0 }), ==,
                   MARGIN_OK);
  g_assert_cmpint (margin_end_step (&in, 1e18, FALSE, &(MarginEndStep){ 0 }), ==,
                   MARGIN_OK);
  in.size = 0;
  g_assert_cmpint (margin_end_step (&in, 47600, FALSE, &step), ==, MARGIN_BAD_SIZE);
  g_assert_cmpint (margin_end (&in, 47600, &ending, NULL), ==, MARGIN_BAD_SIZE);
  g_assert_cmpmem (&step, sizeof step, &before, sizeof before);
  g_assert_cmpmem (&ending, sizeof ending, &earlier, sizeof earlier);
}

/* Whatever passes the check has a finite answer, and soon. */
static void
answers_are_finite (void)
{
  static const double odd[] = { 1e-18, 1e-9, 1, 1e9, 1e18 };
  int n = draw_rounds (5000);

  for (int i = 0; i < n; i++) {
    MarginInputs in;
    MarginEnding ending;
    MarginStatus status;

    draw_due (&in);
    in.size = odd[g_test_rand_int_range (0, 5)];
    in.entry = odd[g_test_rand_int_range (0, 5)];
    in.mark = odd[g_test_rand_int_range (0, 5)];
    in.margin = odd[g_test_rand_int_range (0, 5)] * (draw_bit () ? 1 : -1);
    status = margin_end (&in, odd[g_test_rand_int_range (0, 5)], &ending, NULL);
    if (status != MARGIN_OK)
      continue;
    g_assert_true (isfinite (ending.price) && isfinite (ending.value));
    g_assert_true (isfinite (ending.pnl) && isfinite (ending.fee));
    g_assert_true (isfinite (ending.fund) && isfinite (ending.returned));
    g_assert_true (isfinite (ending.lost) && isfinite (ending.margin_left));
    g_assert_cmpuint (ending.n_steps, <=, MARGIN_MAX_END_STEPS);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/margin/ending/" claim, function)
  TEST ("the-whole-goes-to-fee-and-fund", the_whole_goes_to_fee_and_fund);
  TEST ("some-rules-give-the-rest-back", some_rules_give_the_rest_back);
  TEST ("the-fund-pays-beyond-bankruptcy", the_fund_pays_beyond_bankruptcy);
  TEST ("a-fraction-goes-first", a_fraction_goes_first);
  TEST ("what-is-due-again-goes-as-a-whole", what_is_due_again_goes_as_a_whole);
  TEST ("a-small-position-goes-as-a-whole", a_small_position_goes_as_a_whole);
  TEST ("the-backstop-takes-all", the_backstop_takes_all);
  TEST ("goes-down-one-tier", goes_down_one_tier);
  TEST ("goes-down-the-tiers-until-nothing-is-left",
        goes_down_the_tiers_until_nothing_is_left);
  TEST ("a-step-ends-in-the-next-lower-tier", a_step_ends_in_the_next_lower_tier);
  TEST ("a-coarse-quantum-still-ends", a_coarse_quantum_still_ends);
  TEST ("goes-down-by-value-too", goes_down_by_value_too);
  TEST ("the-fee-takes-no-more-than-is-left", the_fee_takes_no_more_than_is_left);
  TEST ("equality-is-as-the-rules-say", equality_is_as_the_rules_say);
  TEST ("no-money-appears-or-vanishes", no_money_appears_or_vanishes);
  TEST ("the-rest-meets-the-requirement", the_rest_meets_the_requirement);
  TEST ("the-spell-is-its-steps", the_spell_is_its_steps);
  TEST ("a-part-at-the-mark-leaves-equity-alone", a_part_at_the_mark_leaves_equity_alone);
  TEST ("a-part-that-is-none-takes-all", a_part_that_is_none_takes_all);
  TEST ("never-takes-more-steps-than-said", never_takes_more_steps_than_said);
  TEST ("refuses-and-leaves-the-output-alone", refuses_and_leaves_the_output_alone);
  TEST ("answers-are-finite", answers_are_finite);
#undef TEST
  return g_test_run ();
}
