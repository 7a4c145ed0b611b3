/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Walks as bare as they can be, in arrays as long as they must be, and where a little
 * more would be another story. */

#include "margin/walk.h"

#include <glib.h>
#include <math.h>

/* A long of @size at 1x from @entry. */
static MarginInputs
owner (double size, double entry)
{
  MarginInputs in;

  margin_inputs_init (&in);
  in.size = size;
  in.entry = in.mark = entry;
  in.leverage = 1;
  in.margin = size * entry;
  return in;
}

static MarginWalkSummary
walk_of (const MarginWalk *walk)
{
  MarginWalkSummary sum;

  g_assert_cmpint (margin_walk (walk, NULL, 0, NULL, &sum), ==, MARGIN_OK);
  return sum;
}

static void
needs_no_more_than_bars (void)
{
  const MarginBar bars[] = { { 0, 100, 120, 90, 110 }, { 60, 110, 130, 80, 95 } };
  const MarginBar marks[] = { { 0, 100, 119, 91, 110 }, { 60, 110, 129, 81, 96 } };
  MarginInputs in = owner (2, 100);
  MarginWalk walk = { .in = &in, .bars = bars, .n_bars = 2 };
  double equity[2];
  MarginWalkSummary sum;

  g_assert_cmpint (margin_walk (&walk, NULL, 0, equity, &sum), ==, MARGIN_OK);
  g_assert_cmpfloat (equity[0], ==, 220);
  g_assert_cmpfloat (equity[1], ==, 190);
  g_assert_cmpfloat (sum.lowest_equity, ==, 160);
  g_assert_cmpuint (sum.n_survived, ==, 2);
  walk.marks = marks;
  g_assert_cmpfloat (walk_of (&walk).lowest_equity, ==, 162);
}

/* Less than 1e-12 of a size is no size; as much is none either. */
static void
dust_goes_by_the_size (void)
{
  const MarginBar bars[] = { { 0, 1, 1, 1, 1 } };
  MarginAction reduce = { .kind = MARGIN_ACTION_REDUCE_BY_SIZE, .amount = 1e12 - 1 };
  MarginInputs in = owner (1e12, 1);
  MarginWalk walk = {
    .in = &in, .bars = bars, .n_bars = 1, .actions = &reduce, .n_actions = 1
  };

  g_assert_cmpint (walk_of (&walk).ended_by, ==, MARGIN_EVENT_CLOSE);
  reduce.amount = 1e12 - 2;
  g_assert_cmpint (walk_of (&walk).ended_by, ==, MARGIN_EVENT_NONE);
  g_assert_cmpfloat (walk_of (&walk).size, ==, 2);
}

/* Eight coins under a whole table, 1 % to 960 and 1/16 above. On the way from 128 down to
 * 115 the position lived; the funding of 10 it pays there would have ended it at 120.53,
 * but that lies behind: ahead, 120 + 8 P - 1024 = 0.08 P. */
static void
the_line_is_looked_for_from_where_the_price_is (void)
{
  const MarginBar bars[] = { { 0, 128, 128, 115, 115 },
                             { 60, 115, 115, 115, 115 },
                             { 120, 115, 115, 113, 113 } };
  const MarginFunding funding = { 60, 10 / 920.0 };
  MarginInputs in = owner (8, 128);
  MarginWalk walk = { .in = &in,
                      .bars = bars,
                      .n_bars = 3,
                      .until = 180,
                      .funding = &funding,
                      .n_funding = 1 };
  MarginWalkSummary sum;

  in.margin = 130;
  in.rules.tier_shape = MARGIN_TIER_WHOLE;
  in.rules.n_tiers = 2;
  in.rules.tiers[0] = (MarginTier){ .rate = 0.01 };
  in.rules.tiers[1] = (MarginTier){ .floor = 960, .rate = 1 / 16.0 };
  sum = walk_of (&walk);
  g_assert_cmpint (sum.ended_by, ==, MARGIN_EVENT_LIQUIDATION);
  g_assert_cmpuint (sum.n_survived, ==, 2);
  g_assert_cmpfloat_with_epsilon (sum.ended_at, 904 / 7.92, 1e-9);
}

/* A stop and a take profit @apart from each other about the open; both are met. */
static gboolean
readings_differ (double apart, double part)
{
  const MarginBar bars[] = { { 0, 100, 101, 99, 100 } };
  const MarginOrder orders[] = {
    { MARGIN_STOP, MARGIN_SERIES_LAST, 100 - apart / 2, part, 0, 0 },
    { MARGIN_TAKE_PROFIT, MARGIN_SERIES_LAST, 100 + apart / 2, part, 0, 0 },
  };
  MarginInputs in = owner (1, 100);
  MarginWalk walk = {
    .in = &in, .bars = bars, .n_bars = 1, .orders = orders, .n_orders = 2
  };
  bool differ;

  g_assert_cmpint (margin_walk_readings_differ (&walk, &differ), ==, MARGIN_OK);
  return differ;
}

/* Half is closed at the one, and half of the rest at the other: a quarter of what lies
 * between them, of 100 in all. */
static void
money_is_other_money_from_a_billionth_on (void)
{
  g_assert_false (readings_differ (3.98e-7, 0.5));
  g_assert_true (readings_differ (4.02e-7, 0.5));
}

static void
another_end_is_another_story_whatever_it_pays (void)
{
  g_assert_true (readings_differ (1e-11, 1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/margin/walk-edges/" claim, function)
  TEST ("needs-no-more-than-bars", needs_no_more_than_bars);
  TEST ("dust-goes-by-the-size", dust_goes_by_the_size);
  TEST ("the-line-is-looked-for-from-where-the-price-is",
        the_line_is_looked_for_from_where_the_price_is);
  TEST ("money-is-other-money-from-a-billionth-on",
        money_is_other_money_from_a_billionth_on);
  TEST ("another-end-is-another-story-whatever-it-pays",
        another_end_is_another_story_whatever_it_pays);
#undef TEST
  return g_test_run ();
}
