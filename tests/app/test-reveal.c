/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/reveal.h"
#include "lessons/walk.h"

#include <glib.h>
#include <math.h>

#define N 240

static LabReveal
some_reveal (double *walk)
{
  lab_walk_fill (4821, 50000, 54726.37, walk, N);
  return lab_reveal_of (walk, N);
}

static void
test_ends_after_three_seconds (void)
{
  double walk[N];
  LabReveal reveal = some_reveal (walk);

  g_assert_cmpfloat (lab_reveal_place (&reveal, 0), ==, 0);
  g_assert_cmpfloat (lab_reveal_place (&reveal, LAB_REVEAL_SECONDS - 0.01), <, N - 1);
  g_assert_cmpfloat_with_epsilon (lab_reveal_place (&reveal, LAB_REVEAL_SECONDS), N - 1,
                                  1e-9);
  g_assert_cmpfloat (lab_reveal_place (&reveal, 60), ==, N - 1);
}

static void
test_slows_to_half_near_the_end (void)
{
  double walk[N];
  LabReveal reveal = some_reveal (walk);
  double slow = lab_reveal_time (&reveal, reveal.slow_from);
  double before, after;

  g_assert_cmpfloat (reveal.slow_from, >, 0);
  for (gsize i = (gsize) reveal.slow_from; i < N; i++)
    g_assert_cmpfloat (fabs (walk[i] / walk[N - 1] - 1), <, 0.01);
  before = lab_reveal_place (&reveal, slow) - lab_reveal_place (&reveal, slow - 0.01);
  after = lab_reveal_place (&reveal, slow + 0.01) - lab_reveal_place (&reveal, slow);
  g_assert_cmpfloat_with_epsilon (before, 2 * after, 1e-9);
}

static void
test_time_undoes_place (void)
{
  double walk[N];
  LabReveal reveal = some_reveal (walk);

  for (double seconds = 0; seconds < LAB_REVEAL_SECONDS; seconds += 0.07)
    g_assert_cmpfloat_with_epsilon (
        lab_reveal_time (&reveal, lab_reveal_place (&reveal, seconds)), seconds, 1e-9);
}

static void
test_walk_of_one_price_is_at_its_end (void)
{
  double price = 50000;
  LabReveal reveal = lab_reveal_of (&price, 1);

  g_assert_cmpfloat (lab_reveal_place (&reveal, 1), ==, 0);
  g_assert_cmpfloat (lab_reveal_time (&reveal, 0), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/reveal/ends-after-three-seconds", test_ends_after_three_seconds);
  g_test_add_func ("/app/reveal/slows-to-half-near-the-end",
                   test_slows_to_half_near_the_end);
  g_test_add_func ("/app/reveal/time-undoes-place", test_time_undoes_place);
  g_test_add_func ("/app/reveal/walk-of-one-price-is-at-its-end",
                   test_walk_of_one_price_is_at_its_end);
  return g_test_run ();
}
