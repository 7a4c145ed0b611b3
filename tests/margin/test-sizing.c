/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/sizing.h"

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

static MarginSizing
sizing_of (const MarginInputs *in, const MarginRisk *risk)
{
  MarginSizing sizing;

  g_assert_cmpint (margin_size_for_loss (in, risk, &sizing), ==, MARGIN_OK);
  return sizing;
}

static double
most_leverage (const MarginInputs *in, MarginKeep keep, double price, double most)
{
  double leverage;

  g_assert_cmpint (margin_most_leverage (in, keep, price, most, &leverage), ==,
                   MARGIN_OK);
  return leverage;
}

static double
to_add (const MarginInputs *in, double price)
{
  double amount;

  g_assert_cmpint (margin_to_add (in, price, &amount), ==, MARGIN_OK);
  return amount;
}

/* --- known values --- */

/* Worked by hand: of 100, 2 % at 4 % away is a size of 50; 5 % at 2 % away one of 250. */
static void
the_accepted_loss_gives_the_size (void)
{
  MarginInputs in;
  MarginRisk risk = { .loss = 2, .stop = 48000 };

  margin_inputs_init (&in);
  assert_close (sizing_of (&in, &risk).value, 50, 1e-10);
  assert_close (sizing_of (&in, &risk).size, 0.001, 1e-15);
  risk.loss = 5;
  risk.stop = 49000;
  assert_close (sizing_of (&in, &risk).value, 250, 1e-10);
  in.side = MARGIN_SHORT;
  risk.stop = 51000;
  assert_close (sizing_of (&in, &risk).value, 250, 1e-10);
  in.size = 1e10; /* what it was before plays no part */
  assert_close (sizing_of (&in, &risk).value, 250, 1e-10);
}

/* A loss of 2,000 a coin and fees of 0.05 % of 50,000 and of 48,000; with 1 % slippage
 * the fill is 47,520. */
static void
fees_and_slippage_make_it_smaller (void)
{
  MarginInputs in;
  MarginRisk risk = {
    .loss = 100, .stop = 48000, .opened_as = MARGIN_TAKER, .closed_as = MARGIN_TAKER
  };
  MarginSizing sizing;

  margin_inputs_init (&in);
  in.rules.taker_fee = 0.0005;
  assert_close (sizing_of (&in, &risk).size, 0.05, 1e-15);
  assert_close (sizing_of (&in, &risk).fees, 0, 0);
  risk.has_fees = true;
  sizing = sizing_of (&in, &risk);
  assert_close (sizing.size, 100.0 / (2000 + 25 + 24), 1e-15);
  assert_close (sizing.fees, 49 * sizing.size, 1e-12);
  risk.slippage = 0.01;
  sizing = sizing_of (&in, &risk);
  assert_close (sizing.fill, 47520, 1e-9);
  assert_close (sizing.size, 100.0 / (2480 + 25 + 23.76), 1e-15);
  in.side = MARGIN_SHORT;
  risk.stop = 52000;
  assert_close (sizing_of (&in, &risk).fill, 52520, 1e-9);
}

/* An inverse long loses Q (1 / fill - 1 / entry) coins, a quanto one n k (entry - fill).
 */
static void
sizes_every_contract (void)
{
  MarginInputs in;
  MarginRisk risk = { .loss = 0.01, .stop = 40000 };

  margin_inputs_init (&in);
  in.contract = MARGIN_INVERSE;
  in.size = 1000;
  assert_close (sizing_of (&in, &risk).size, 0.01 / (1 / 40000.0 - 1 / 50000.0), 1e-9);
  in.contract = MARGIN_QUANTO;
  in.multiplier = 1e-6;
  assert_close (sizing_of (&in, &risk).size, 0.01 / (1e-6 * 10000), 1e-12);
}

/* Worked by hand under 0.5 % at the mark: a line 8 % away (1 - 1/L) / 0.995 = 0.92 needs
 * L = 1 / (1 - 0.92 * 0.995); one 4 % away the same with 0.96. */
static void
the_distance_gives_the_leverage (void)
{
  MarginInputs in;

  margin_inputs_init (&in);
  assert_close (most_leverage (&in, MARGIN_KEEP_SIZE, 46000, 125), 1 / (1 - 0.92 * 0.995),
                1e-9);
  assert_close (
      most_leverage (&in, MARGIN_KEEP_MARGIN, margin_price_at_distance (&in, 0.04), 125),
      1 / (1 - 0.96 * 0.995), 1e-9);
  in.side = MARGIN_SHORT;
  assert_close (margin_price_at_distance (&in, 0.04), 52000, 1e-9);
  assert_close (most_leverage (&in, MARGIN_KEEP_SIZE, 52000, 125), 1 / (1.04 * 1.005 - 1),
                1e-9);
  assert_close (most_leverage (&in, MARGIN_KEEP_SIZE, 52000, 10), 10, 0);
  assert_close (most_leverage (&in, MARGIN_KEEP_SIZE, 52000, 1), 1, 0);
  assert_close (most_leverage (&in, MARGIN_KEEP_SIZE, 90000, 1e18), 1 / (1.8 * 1.005 - 1),
                1e-9);
  in.rules.tiers[0].rate = 0; /* the line lies on the price itself, to the last bit */
  assert_close (most_leverage (&in, MARGIN_KEEP_SIZE, 75000, 2), 2, 0);
}

/* A line shown on the price itself is not before it. */
static void
the_shown_line_may_lie_on_the_price (void)
{
  MarginInputs in;

  margin_inputs_init (&in);
  in.rules.rounding = MARGIN_ROUND_TOWARD_ENTRY;
  in.rules.tick = 100;
  in.leverage = most_leverage (&in, MARGIN_KEEP_SIZE, 46000, 125);
  assert_close (in.leverage, 1 / (1 - 0.92 * 0.995), 1e-9);
  in.margin = margin_default_margin (&in);
  assert_close (margin_liquidation (&in).price, 46000, 0);
  in.margin += to_add (&in, 45000);
  assert_close (margin_liquidation (&in).price, 45000, 0);
}

/* The teaching table: of 10,000 the size grows with the slider, through two tiers, and
 * the line creeps nearer. At 4.17 % the answer is the 20x of the lesson. */
static void
tiers_take_leverage_away (void)
{
  static const double rows[5][3] = {
    { 0, 0.005, 0 },      { 50000, 0.01, 250 }, { 250000, 0.025, 4000 },
    { 1e6, 0.05, 29000 }, { 5e6, 0.1, 279000 },
  };
  MarginInputs in;
  MarginPoint line;

  margin_inputs_init (&in);
  in.margin = 10000;
  in.rules.n_tiers = 5;
  for (int i = 0; i < 5; i++)
    in.rules.tiers[i] =
        (MarginTier){ .floor = rows[i][0], .rate = rows[i][1], .deduction = rows[i][2] };
  in.leverage = 20;
  in.size = 4;
  line = margin_liquidation (&in);
  assert_close (line.price / 50000 - 1, -0.0417, 5e-5);
  assert_close (most_leverage (&in, MARGIN_KEEP_MARGIN, line.price, 100), 20, 1e-9);
}

/* 4 coins at 20x end at 47,738.69. For 45,000: 180,000 * 0.5 % + 4 * 5,000 = 20,900, so
 * 10,900 more; for 48,500 970 + 6,000 is enough, so 3,030 may go. */
static void
the_line_moves_to_where_it_is_wanted (void)
{
  MarginInputs in;

  margin_inputs_init (&in);
  in.size = 4;
  in.leverage = 20;
  in.margin = 10000;
  assert_close (to_add (&in, 45000), 10900, 1e-9);
  assert_close (to_add (&in, 48500), -3030, 1e-9);
  in.side = MARGIN_SHORT; /* three times the price: twice the value is lost */
  assert_close (to_add (&in, 150000), 400000 + 3000 - 10000, 1e-7);
}

/* Drift: 20x at -4 % is 96x, 10x at -5 % is 19x, 2x at +50 % is 1.5x. */
static void
leverage_drifts_with_the_price (void)
{
  static const double path[] = { 50000, 48000, 47500, 40000 };
  double leverages[4];
  MarginInputs in;

  margin_inputs_init (&in);
  in.leverage = 20;
  in.margin = 250;
  g_assert_cmpint (margin_effective_leverages (&in, 4, path, leverages), ==, MARGIN_OK);
  assert_close (leverages[0], 20, 1e-9);
  assert_close (leverages[1], 96, 1e-9);
  g_assert_true (isinf (leverages[2]) && isinf (leverages[3]));
  in.margin = 500;
  assert_close (margin_effective_leverage_at (&in, 47500), 19, 1e-9);
  in.margin = 2500;
  assert_close (margin_effective_leverage_at (&in, 75000), 1.5, 1e-12);
  leverages[0] = 75000;
  g_assert_cmpint (margin_effective_leverages (&in, 1, leverages, leverages), ==,
                   MARGIN_OK);
  assert_close (leverages[0], 1.5, 1e-12);
}

/* --- laws --- */

/* Put back, the size loses just what was accepted. */
static void
the_size_loses_what_was_accepted (void)
{
  int n = draw_rounds (1000);

  for (int i = 0; i < n; i++) {
    MarginInputs in;
    MarginRisk risk;
    MarginSizing sizing;
    MarginHolding holding;
    MarginCosts costs;

    draw_any (&in);
    in.rules.quantum = 0;
    risk = (MarginRisk){ .loss = margin_value (&in, in.entry) * draw_log (1e-3, 10),
                         .stop = in.entry * (1 - in.side * draw_log (0.01, 0.5)),
                         .slippage = draw_bit () ? 0 : draw_log (1e-4, 0.1),
                         .has_fees = draw_bit (),
                         .opened_as = (MarginFill) draw_bit (),
                         .closed_as = MARGIN_TAKER };
    sizing = sizing_of (&in, &risk);
    in.size = sizing.size;
    holding = (MarginHolding){ risk.opened_as, risk.closed_as, sizing.fill, 0 };
    g_assert_cmpint (margin_costs (&in, &holding, &costs), ==, MARGIN_OK);
    assert_close (-costs.pnl + (risk.has_fees ? costs.round_trip : 0), risk.loss,
                  1e-9 * risk.loss);
    assert_close (sizing.value, margin_value (&in, in.entry), 1e-12 * sizing.value);
    if (risk.has_fees)
      assert_close (sizing.fees, costs.round_trip, 1e-12 * costs.round_trip);
  }
}

static gboolean
lives_until (const MarginInputs *in, double price)
{
  MarginPoint line = margin_liquidation (in);

  return line.kind == MARGIN_NONE ||
         (line.kind == MARGIN_PRICE && in->side * (price - line.price) >= 0);
}

static void
set_leverage (MarginInputs *in, MarginKeep keep, double leverage)
{
  in->leverage = leverage;
  if (keep == MARGIN_KEEP_SIZE)
    in->margin = margin_default_margin (in);
  else
    in->size = margin_size_for (in, in->margin, leverage);
}

/* Put back, the answer lives until the price; a little more does not. */
static void
one_step_more_leverage_is_too_much (void)
{
  int n = draw_rounds (300), n_inside = 0;

  for (int i = 0; i < n; i++) {
    MarginInputs in;
    MarginKeep keep = draw_bit () ? MARGIN_KEEP_SIZE : MARGIN_KEEP_MARGIN;
    double price, leverage;

    draw_any (&in);
    in.rules.quantum = 0; /* margins go in steps of it */
    in.mark = in.entry;
    price = margin_price_at_distance (&in, draw_log (0.005, 0.5));
    if (margin_most_leverage (&in, keep, price, 1000, &leverage) != MARGIN_OK)
      continue;
    set_leverage (&in, keep, leverage);
    g_assert_true (lives_until (&in, price));
    if (leverage >= 1000)
      continue;
    n_inside++;
    set_leverage (&in, keep, leverage * (1 + 1e-6));
    g_assert_false (lives_until (&in, price));
  }
  g_assert_cmpint (n_inside, >, n / 2);
}

/* Put back, the margin carries the position to the price; a little less does not. */
static void
one_step_less_margin_is_too_little (void)
{
  int n = draw_rounds (300);

  for (int i = 0; i < n; i++) {
    MarginInputs in;
    double price, scale;

    draw_any (&in);
    price = margin_price_at_distance (&in, draw_log (0.005, 0.5));
    scale = margin_value (&in, in.mark) + margin_entry_value (&in);
    in.margin += to_add (&in, price) + 1e-12 * scale;
    g_assert_true (lives_until (&in, price));
    in.margin -= in.rules.quantum + 1e-7 * scale;
    g_assert_false (lives_until (&in, price));
  }
}

/* The closed form says no more; where no table jumps or grows it says the same, and the
 * line lies at the price. */
static void
the_margin_equals_its_closed_form (void)
{
  int n = draw_rounds (300);

  for (int i = 0; i < n; i++) {
    MarginInputs in;
    MarginPoint line;
    double price, needed, scale;

    draw_any (&in);
    if (in.rules.close_fee == MARGIN_FEE_BANKRUPTCY)
      continue;
    price = margin_price_at_distance (&in, draw_log (0.005, 0.5));
    scale = margin_value (&in, in.mark) + margin_entry_value (&in);
    needed = margin_requirement_at (&in, price) - margin_reserve (&in) -
             margin_pnl (&in, price);
    in.margin += to_add (&in, price);
    g_assert_cmpfloat (in.margin, >=, needed - 1e-9 * scale);
    if (in.rules.tier_shape != MARGIN_TIER_MARGINAL)
      continue;
    assert_close (in.margin, needed, 1e-9 * scale);
    line = margin_liquidation (&in);
    if (line.kind == MARGIN_PRICE)
      assert_close (line.price, price, 1e-6 * price);
  }
}

/* The line of a table that jumps is brought past the jump. */
static void
a_jump_is_passed (void)
{
  MarginInputs in;
  double amount;

  margin_inputs_init (&in);
  in.size = 1;
  in.entry = in.mark = 100;
  in.leverage = 5;
  in.margin = 20;
  in.rules.tier_shape = MARGIN_TIER_WHOLE;
  in.rules.n_tiers = 2;
  in.rules.tiers[0] = (MarginTier){ .rate = 0.01 };
  in.rules.tiers[1] = (MarginTier){ .floor = 90, .rate = 0.1 };
  /* Just above 90 the second tier needs 9 and the loss is 10; at 89.5 the first would
   * need only 0.895 + 10.5. */
  amount = to_add (&in, 89.5);
  assert_close (in.margin + amount, 19, 1e-6);
  in.margin += amount;
  g_assert_true (lives_until (&in, 89.5));
}

static void
along_a_path_is_price_by_price (void)
{
  int n = draw_rounds (100);

  for (int i = 0; i < n; i++) {
    MarginInputs in;
    MarginOutcome out;
    double prices[20], leverages[20], scale;

    draw_any (&in);
    for (int j = 0; j < 20; j++)
      prices[j] = in.entry * draw_log (0.5, 2);
    g_assert_cmpint (margin_effective_leverages (&in, 20, prices, leverages), ==,
                     MARGIN_OK);
    for (int j = 0; j < 20; j++) {
      in.mark = prices[j];
      g_assert_cmpint (margin_evaluate (&in, &out), ==, MARGIN_OK);
      scale = out.value + out.entry_value + fabs (in.margin);
      assert_close (1 / leverages[j], fmax (out.equity, 0) / out.value,
                    1e-13 * scale / out.value);
    }
  }
}

/* --- bounds and refusals --- */

/* Whatever the doubles are, there is a status, or an answer that is a number, and soon.
 */
static void
answers_are_finite (void)
{
  static const double odd[] = { 1e-18, 1e-9, 1, 1e9, 1e18, 0, -1, 5e-324, NAN, HUGE_VAL };
  int n = draw_rounds (2000);

#define ODD odd[g_test_rand_int_range (0, G_N_ELEMENTS (odd))]
  for (int i = 0; i < n; i++) {
    MarginRisk risk = {
      .loss = ODD, .stop = ODD, .slippage = ODD, .has_fees = draw_bit ()
    };
    MarginSizing sizing;
    MarginInputs in;
    double got, price = ODD;

    draw_any (&in);
    in.size = ODD;
    in.entry = ODD;
    in.mark = ODD;
    in.margin = ODD;
    in.leverage = ODD;
    if (margin_size_for_loss (&in, &risk, &sizing) == MARGIN_OK)
      g_assert_true (isfinite (sizing.size) && isfinite (sizing.value) &&
                     isfinite (sizing.fill) && isfinite (sizing.fees));
    if (margin_most_leverage (&in, (MarginKeep) draw_bit (), price, ODD, &got) ==
        MARGIN_OK)
      g_assert_true (isfinite (got));
    if (margin_to_add (&in, price, &got) == MARGIN_OK)
      g_assert_true (isfinite (got));
    if (margin_effective_leverages (&in, 1, &price, &got) == MARGIN_OK)
      g_assert_false (isnan (got));
  }
#undef ODD
}

static void
refuses_a_loss_that_cannot_be_met (void)
{
  static const struct {
    double loss, stop, slippage;
  } rows[] = {
    { 0, 48000, 0 },      { -1, 48000, 0 },  { NAN, 48000, 0 },   { HUGE_VAL, 48000, 0 },
    { 100, 0, 0 },        { 100, 50000, 0 }, { 100, 51000, 0 },   { 100, NAN, 0 },
    { 100, 48000, -0.1 }, { 100, 48000, 1 }, { 100, 48000, NAN }, { 1e18, 49999.999, 0 },
    { 1e-18, 1, 0 },
  };
  MarginInputs in;
  MarginSizing sizing, before;

  memset (&sizing, 0x5a, sizeof sizing);
  before = sizing;
  margin_inputs_init (&in);
  for (size_t i = 0; i < G_N_ELEMENTS (rows); i++) {
    MarginRisk risk = { .loss = rows[i].loss,
                        .stop = rows[i].stop,
                        .slippage = rows[i].slippage };

    g_assert_cmpint (margin_size_for_loss (&in, &risk, &sizing), ==, MARGIN_BAD_TARGET);
  }
  in.multiplier = 0;
  g_assert_cmpint (margin_size_for_loss (&in, &(MarginRisk){ .loss = 1 }, &sizing), ==,
                   MARGIN_BAD_MULTIPLIER);
  g_assert_cmpmem (&sizing, sizeof sizing, &before, sizeof before);
}

/* A maker who is paid more than the stop loses has no loss to size by. */
static void
refuses_a_loss_that_a_rebate_turns (void)
{
  MarginRisk risk = { .loss = 1, .stop = 49999, .has_fees = true };
  MarginSizing sizing;
  MarginInputs in;

  margin_inputs_init (&in);
  risk.stop = 50000; /* nothing but fees are lost here */
  in.rules.maker_fee = 0.1;
  g_assert_cmpint (margin_size_for_loss (&in, &risk, &sizing), ==, MARGIN_BAD_TARGET);
  risk.stop = 49999;
  in.rules.maker_fee = -0.1;
  g_assert_cmpint (margin_size_for_loss (&in, &risk, &sizing), ==, MARGIN_BAD_TARGET);
}

static void
refuses_a_price_that_is_not_ahead (void)
{
  static const double prices[] = { 50000, 51000, 0, -1, NAN, HUGE_VAL };
  MarginInputs in;
  double got = 7;

  margin_inputs_init (&in);
  for (size_t i = 0; i < G_N_ELEMENTS (prices); i++) {
    g_assert_cmpint (margin_most_leverage (&in, MARGIN_KEEP_SIZE, prices[i], 10, &got),
                     ==, MARGIN_BAD_TARGET);
    g_assert_cmpint (margin_to_add (&in, prices[i], &got), ==, MARGIN_BAD_TARGET);
  }
  in.entry = 0;
  g_assert_cmpint (margin_most_leverage (&in, MARGIN_KEEP_SIZE, 49000, 10, &got), ==,
                   MARGIN_BAD_ENTRY);
  g_assert_cmpint (margin_to_add (&in, 49000, &got), ==, MARGIN_BAD_ENTRY);
  assert_close (got, 7, 0);
}

static void
refuses_a_leverage_that_does_not_exist (void)
{
  MarginInputs in;
  double got = 7;

  margin_inputs_init (&in);
  g_assert_cmpint (margin_most_leverage (&in, MARGIN_KEEP_SIZE, 49000, 0.5, &got), ==,
                   MARGIN_BAD_TARGET);
  g_assert_cmpint (margin_most_leverage (&in, MARGIN_KEEP_SIZE, 49000, NAN, &got), ==,
                   MARGIN_BAD_TARGET);
  in.margin = 0; /* carries no size */
  g_assert_cmpint (margin_most_leverage (&in, MARGIN_KEEP_MARGIN, 49000, 10, &got), ==,
                   MARGIN_BAD_TARGET);
  in.side = MARGIN_SHORT; /* even 1x ends where the price has doubled */
  g_assert_cmpint (margin_most_leverage (&in, MARGIN_KEEP_SIZE, 110000, 10, &got), ==,
                   MARGIN_BAD_TARGET);
  assert_close (got, 7, 0);
}

static void
refuses_a_margin_out_of_range (void)
{
  MarginInputs in;
  double got = 7;

  margin_inputs_init (&in);
  in.size = 1e16; /* a loss of 1e20 */
  g_assert_cmpint (margin_to_add (&in, 40000, &got), ==, MARGIN_BAD_TARGET);
  in.mark = 60000; /* a profit of 1e20: 1e18 and more could be taken out */
  g_assert_cmpint (margin_to_add (&in, 59999, &got), ==, MARGIN_BAD_TARGET);
  assert_close (got, 7, 0);
}

static void
refuses_a_path_that_is_none (void)
{
  static const double path[] = { 50000, NAN, 50000 };
  double leverages[2] = { 7, 7 };
  MarginInputs in;

  margin_inputs_init (&in);
  g_assert_cmpint (margin_effective_leverages (&in, 0, path, leverages), ==,
                   MARGIN_BAD_COUNT);
  g_assert_cmpint (margin_effective_leverages (&in, 2, path, leverages), ==,
                   MARGIN_BAD_MARK);
  g_assert_cmpint (margin_effective_leverages (&in, 2, path + 1, leverages), ==,
                   MARGIN_BAD_MARK);
  in.mark = 0;
  g_assert_cmpint (margin_effective_leverages (&in, 1, path, leverages), ==,
                   MARGIN_BAD_MARK);
  assert_close (leverages[0], 7, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/margin/sizing/" claim, function)
  TEST ("the-accepted-loss-gives-the-size", the_accepted_loss_gives_the_size);
  TEST ("fees-and-slippage-make-it-smaller", fees_and_slippage_make_it_smaller);
  TEST ("sizes-every-contract", sizes_every_contract);
  TEST ("the-distance-gives-the-leverage", the_distance_gives_the_leverage);
  TEST ("the-shown-line-may-lie-on-the-price", the_shown_line_may_lie_on_the_price);
  TEST ("tiers-take-leverage-away", tiers_take_leverage_away);
  TEST ("the-line-moves-to-where-it-is-wanted", the_line_moves_to_where_it_is_wanted);
  TEST ("leverage-drifts-with-the-price", leverage_drifts_with_the_price);
  TEST ("the-size-loses-what-was-accepted", the_size_loses_what_was_accepted);
  TEST ("one-step-more-leverage-is-too-much", one_step_more_leverage_is_too_much);
  TEST ("one-step-less-margin-is-too-little", one_step_less_margin_is_too_little);
  TEST ("the-margin-equals-its-closed-form", the_margin_equals_its_closed_form);
  TEST ("a-jump-is-passed", a_jump_is_passed);
  TEST ("along-a-path-is-price-by-price", along_a_path_is_price_by_price);
  TEST ("answers-are-finite", answers_are_finite);
  TEST ("refuses-a-loss-that-cannot-be-met", refuses_a_loss_that_cannot_be_met);
  TEST ("refuses-a-loss-that-a-rebate-turns", refuses_a_loss_that_a_rebate_turns);
  TEST ("refuses-a-price-that-is-not-ahead", refuses_a_price_that_is_not_ahead);
  TEST ("refuses-a-leverage-that-does-not-exist", refuses_a_leverage_that_does_not_exist);
  TEST ("refuses-a-margin-out-of-range", refuses_a_margin_out_of_range);
  TEST ("refuses-a-path-that-is-none", refuses_a_path_that_is_none);
#undef TEST
  return g_test_run ();
}
