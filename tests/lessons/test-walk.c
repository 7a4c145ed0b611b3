/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lessons/walk.h"

#include <math.h>
#include <string.h>

#define N     240
#define SEEDS 2000

/* From and to of the walks below: up, down, near, far, and nowhere. */
static const struct {
  double from, to;
} ways[] = {
  { 50000, 47738.69346733668 },
  { 50000, 54726.36815920398 },
  { 50000, 49999.99 },
  { 3000, 3000.0000001 },
  { 0.5, 0.0001 },
  { 1e-9, 1e9 },
  { 1e18, 1e-18 },
  { 100, 100 },
};

static void
ends_where_it_must_and_not_before (void)
{
  double walk[N];

  for (guint64 seed = 0; seed < SEEDS; seed++) {
    double from = ways[seed % G_N_ELEMENTS (ways)].from;
    double to = ways[seed % G_N_ELEMENTS (ways)].to;

    lab_walk_fill (seed, from, to, walk, N);
    g_assert_true (memcmp (&walk[0], &from, sizeof from) == 0);
    g_assert_true (memcmp (&walk[N - 1], &to, sizeof to) == 0);
    for (gsize i = 1; i + 1 < N; i++) {
      g_assert_true (isfinite (walk[i]));
      g_assert_cmpfloat (walk[i], >, 0);
      if (from >= to)
        g_assert_cmpfloat (walk[i], >, to);
      else
        g_assert_cmpfloat (walk[i], <, to);
    }
  }
}

static void
wanders_but_not_wildly (void)
{
  double walk[N], mean = 0;

  for (guint64 seed = 0; seed < SEEDS; seed++) {
    double from = ways[seed % 2].from, to = ways[seed % 2].to;
    double distance = fabs (log (from / to)), far = 0, step = 0;
    guint turns = 0;

    lab_walk_fill (seed, from, to, walk, N);
    for (gsize i = 1; i < N; i++) {
      far = MAX (far, fabs (log (walk[i] / to)));
      step = MAX (step, fabs (log (walk[i] / walk[i - 1])));
      if (i > 1)
        turns += (walk[i] > walk[i - 1]) != (walk[i - 1] > walk[i - 2]);
    }
    g_assert_cmpfloat (far, <, 4 * distance);
    g_assert_cmpfloat (step, <, distance / 3);
    g_assert_cmpuint (turns, >, N / 4);
    mean += far / distance / SEEDS;
  }
  g_test_message ("strays %.3f of the distance on average", mean);
  g_assert_cmpfloat (mean, >, 1.05);
  g_assert_cmpfloat (mean, <, 1.6);
}

static void
a_seed_draws_the_same_walk (void)
{
  double one[N], two[N], other[N];

  lab_walk_fill (4821, 50000, 47738.69, one, N);
  lab_walk_fill (4821, 50000, 47738.69, two, N);
  lab_walk_fill (4822, 50000, 47738.69, other, N);
  g_assert_cmpmem (one, sizeof one, two, sizeof two);
  g_assert_false (memcmp (one, other, sizeof one) == 0);
}

/* The same shape at another price: only ratios matter. */
static void
scaling_every_price_scales_the_walk (void)
{
  double small[N], large[N];

  lab_walk_fill (7, 50, 47.5, small, N);
  lab_walk_fill (7, 50000, 47500, large, N);
  for (gsize i = 0; i < N; i++)
    g_assert_cmpfloat_with_epsilon (large[i] / small[i], 1000, 1e-6);
}

static void
short_walks_are_filled_and_no_more (void)
{
  double walk[4] = { -1, -1, -1, -1 };

  lab_walk_fill (1, 10, 9, walk, 0);
  g_assert_cmpfloat (walk[0], ==, -1);
  lab_walk_fill (1, 10, 9, walk, 2);
  g_assert_cmpfloat (walk[0], ==, 10);
  g_assert_cmpfloat (walk[1], ==, 9);
  g_assert_cmpfloat (walk[2], ==, -1);
  lab_walk_fill (1, 10, 9, walk, 1);
  g_assert_cmpfloat (walk[0], ==, 9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/lessons/walk/" claim, function)
  TEST ("ends-where-it-must-and-not-before", ends_where_it_must_and_not_before);
  TEST ("wanders-but-not-wildly", wanders_but_not_wildly);
  TEST ("a-seed-draws-the-same-walk", a_seed_draws_the_same_walk);
  TEST ("scaling-every-price-scales-the-walk", scaling_every_price_scales_the_walk);
  TEST ("short-walks-are-filled-and-no-more", short_walks_are_filled_and_no_more);
#undef TEST
  return g_test_run ();
}
