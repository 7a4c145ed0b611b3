/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/liquidation.h"

#include "margin/requirement.h"
#include "margin/value.h"

#include "draw.h"
#include "twin.h"

#include <string.h>

#define ROUNDS 300

static void
assert_close (double got, double expected, double tolerance)
{
  if (!(fabs (got - expected) <= tolerance))
    g_error ("got %.17g, expected %.17g within %g", got, expected, tolerance);
}

/* --- known values --- */

static int
choice (const char *word, const char *const words[])
{
  for (int i = 0; words[i] != NULL; i++)
    if (strcmp (word, words[i]) == 0)
      return i;
  g_error ("unknown word '%s'", word);
}

static void
read_case (char **cell, MarginInputs *in)
{
  static const char *const contracts[] = { "linear", "inverse", "quanto", NULL };
  static const char *const sides[] = { "long", "short", NULL };
  static const char *const bases[] = { "mark", "entry", NULL };
  static const char *const shapes[] = { "marginal", "whole", "slope", NULL };
  static const char *const fees[] = { "none",          "added",      "entry", "reserved",
                                      "reserved-cost", "bankruptcy", NULL };
  static const char *const roundings[] = { "none", "toward-entry", "tick-toward-entry",
                                           "truncate", NULL };

  margin_inputs_init (in);
  in->contract = (MarginContract) choice (cell[1], contracts);
  in->side = choice (cell[2], sides) == 0 ? MARGIN_LONG : MARGIN_SHORT;
  in->size = g_ascii_strtod (cell[3], NULL);
  in->entry = g_ascii_strtod (cell[4], NULL);
  in->mark = g_ascii_strtod (cell[5], NULL);
  in->leverage = g_ascii_strtod (cell[6], NULL);
  in->margin = g_ascii_strtod (cell[7], NULL);
  in->rules.maintenance_on = (MarginBasis) choice (cell[8], bases);
  in->rules.tier_shape = (MarginTierShape) choice (cell[9], shapes);
  in->rules.close_fee = (MarginCloseFee) choice (cell[10], fees);
  in->rules.close_fee_rate = g_ascii_strtod (cell[11], NULL);
  in->rules.rounding = (MarginRounding) choice (cell[12], roundings);
  in->rules.tick = g_ascii_strtod (cell[13], NULL);
  in->rules.tiers[0].rate = g_ascii_strtod (cell[14], NULL);
  in->rules.tiers[0].deduction = g_ascii_strtod (cell[15], NULL);
}

static void
check_case (char **cell)
{
  MarginInputs in;
  MarginPoint point;

  g_test_message ("%s", cell[0]);
  read_case (cell, &in);
  g_assert_cmpint (margin_check (&in), ==, MARGIN_OK);
  if (strcmp (cell[16], "bankruptcy") == 0)
    point = margin_bankruptcy (&in);
  else if (strcmp (cell[16], "call") == 0)
    point = margin_call_point (&in, in.call_ratio);
  else
    point = margin_liquidation (&in);
  g_assert_cmpint (point.kind, ==,
                   strcmp (cell[16], "none") == 0 ? MARGIN_NONE : MARGIN_PRICE);
  assert_close (point.price, g_ascii_strtod (cell[17], NULL),
                g_ascii_strtod (cell[18], NULL));
}

static void
meets_known_values (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "liquidation.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines + 1; *line != NULL && **line != '\0'; line++, n++) {
    g_auto (GStrv) cells = g_strsplit (*line, ",", 20);

    g_assert_cmpuint (g_strv_length (cells), ==, 20);
    check_case (cells);
  }
  g_assert_cmpuint (n, >=, 30);
}

/* Two recorded Binance positions of 2024-10-23 under the venue's tables of 2024-10-24.
 * The entry of the second lies in the third tier (25,228), its end in the second
 * (14,432): with the entry's tier the price would be 0.16331205. */
static void
takes_the_tier_at_the_price (void)
{
  MarginInputs in;
  MarginPoint point;

  margin_inputs_init (&in);
  in.size = 88176;
  in.entry = 0.2861057884231;
  in.mark = 0.26623989;
  in.leverage = 3;
  in.margin = 10891.46267895;
  in.rules.n_tiers = 4;
  in.rules.tiers[0] = (MarginTier){ .floor = 0, .rate = 0.006 };
  in.rules.tiers[1] = (MarginTier){ .floor = 5000, .rate = 0.007, .deduction = 5 };
  in.rules.tiers[2] = (MarginTier){ .floor = 25000, .rate = 0.01, .deduction = 80 };
  in.rules.tiers[3] = (MarginTier){ .floor = 50000, .rate = 0.025, .deduction = 830 };
  g_assert_cmpuint (margin_tier_at (&in, in.entry), ==, 2);
  point = margin_liquidation (&in);
  assert_close (point.price, 0.16367522, 3e-8);
  g_assert_cmpuint (margin_tier_at (&in, point.price), ==, 1);
}

/* The requirement of a whole-position table jumps at a bound: the bound is the price. */
static void
a_jump_past_equality_is_the_price (void)
{
  MarginInputs in;
  MarginPoint point;

  margin_inputs_init (&in);
  in.side = MARGIN_SHORT;
  in.size = 1;
  in.entry = in.mark = 100;
  in.leverage = 5;
  in.margin = 20;
  in.rules.tier_shape = MARGIN_TIER_WHOLE;
  in.rules.n_tiers = 2;
  in.rules.tiers[0] = (MarginTier){ .rate = 0.01 };
  in.rules.tiers[1] = (MarginTier){ .floor = 110, .rate = 0.1 };
  point = margin_liquidation (&in);
  assert_close (point.price, 110, 1e-9);
  g_assert_cmpfloat (margin_equity_at (&in, 109.9), >,
                     margin_requirement_at (&in, 109.9));
}

/* --- laws --- */

static void
lies_on_the_losing_side (void)
{
  for (int i = 0; i < ROUNDS; i++) {
    MarginInputs in;
    MarginPoint point;

    draw_position (&in);
    point = margin_liquidation (&in);
    if (point.kind == MARGIN_PRICE)
      g_assert_cmpfloat (in.side * (in.mark - point.price), >=, 0);
  }
}

/* --- twins --- */

static void
equals_the_slow_twin (void)
{
  for (int i = 0; i < 60; i++) {
    MarginInputs in;
    MarginPoint fast, slow;

    draw_position (&in);
    fast = margin_liquidation (&in);
    slow = twin_liquidation (&in);
    g_assert_cmpint (fast.kind, ==, slow.kind);
    assert_close (fast.price, slow.price, 1e-9 * slow.price);
  }
}

/* --- now, and below --- */

static void
equality_is_now_or_the_mark (void)
{
  MarginInputs in;
  MarginPoint point;

  margin_inputs_init (&in);
  in.size = 1;
  in.entry = in.mark = 1000;
  in.margin = 5; /* 0.5 % of 1,000 */
  in.leverage = 200;
  g_assert_cmpint (margin_liquidation (&in).kind, ==, MARGIN_NOW);
  in.rules.trigger_when = MARGIN_TRIGGER_BELOW;
  point = margin_liquidation (&in);
  g_assert_cmpint (point.kind, ==, MARGIN_PRICE);
  assert_close (point.price, 1000, 0);
  in.margin = 4.9;
  g_assert_cmpint (margin_liquidation (&in).kind, ==, MARGIN_NOW);
}

static void
assert_invalid (MarginPoint point)
{
  g_assert_cmpint (point.kind, ==, MARGIN_INVALID);
  g_assert_cmpfloat (point.price, ==, 0);
}

static void
bad_inputs_are_invalid_not_none (void)
{
  MarginInputs in;

  margin_inputs_init (&in);
  g_assert_cmpint (margin_call_point (&in, 0).kind, ==, MARGIN_INVALID);
  g_assert_cmpint (margin_call_point (&in, 1.01).kind, ==, MARGIN_INVALID);
  g_assert_cmpint (margin_call_point (&in, NAN).kind, ==, MARGIN_INVALID);
  g_assert_cmpint (margin_call_point (&in, 1).kind, ==, MARGIN_PRICE);
  in.margin = NAN;
  assert_invalid (margin_liquidation (&in));
  assert_invalid (margin_call_point (&in, 1));
  assert_invalid (margin_bankruptcy (&in));
}

static void
truncating_leaves_whole_ticks (void)
{
  MarginInputs in;

  margin_inputs_init (&in);
  in.rules.rounding = MARGIN_ROUND_TRUNCATE;
  in.rules.tick = 0.1;
  assert_close (margin_round_price (&in, 33599.4186), 33599.4, 1e-9);
  assert_close (margin_round_price (&in, 0.3), 0.3, 0);
  assert_close (margin_round_price (&in, 0.04), 0, 0);
  in.rules.rounding = MARGIN_ROUND_TOWARD_ENTRY;
  assert_close (margin_round_price (&in, 6673.7943), 6673.8, 1e-9);
  in.rules.rounding = MARGIN_ROUND_NONE;
  assert_close (margin_round_price (&in, 6673.7943), 6673.7943, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/margin/liquidation/" claim, function)
  TEST ("meets-known-values", meets_known_values);
  TEST ("takes-the-tier-at-the-price", takes_the_tier_at_the_price);
  TEST ("a-jump-past-equality-is-the-price", a_jump_past_equality_is_the_price);
  TEST ("lies-on-the-losing-side", lies_on_the_losing_side);
  TEST ("equals-the-slow-twin", equals_the_slow_twin);
  TEST ("equality-is-now-or-the-mark", equality_is_now_or_the_mark);
  TEST ("bad-inputs-are-invalid-not-none", bad_inputs_are_invalid_not_none);
  TEST ("truncating-leaves-whole-ticks", truncating_leaves_whole_ticks);
#undef TEST
  return g_test_run ();
}
