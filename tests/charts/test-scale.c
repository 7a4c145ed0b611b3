/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/scale.h"

#include <glib.h>
#include <math.h>

static void
test_inverting_undoes_mapping (void)
{
  for (int i = 0; i < 2000; i++) {
    ChartScale scale = { g_test_rand_double_range (-1e6, 1e6), 0,
                         g_test_rand_double_range (0, 3000), 0 };
    double value, back;

    scale.to = scale.from + g_test_rand_double_range (1, 1e6);
    scale.end =
        scale.start + (g_test_rand_bit () ? 1 : -1) * g_test_rand_double_range (10, 3000);
    value = g_test_rand_double_range (scale.from, scale.to);
    back = chart_scale_value (&scale, chart_scale_place (&scale, value));
    g_assert_cmpfloat_with_epsilon (back, value, 1e-9 * (scale.to - scale.from) + 1e-9);
  }
}

static void
test_ends_land_on_ends (void)
{
  ChartScale scale = { 100, 200, 300, 50 };

  g_assert_cmpfloat (chart_scale_place (&scale, 100), ==, 300);
  g_assert_cmpfloat (chart_scale_place (&scale, 200), ==, 50);
  g_assert_cmpfloat (chart_scale_place (&scale, 150), ==, 175);
}

static void
test_no_length_is_the_start (void)
{
  ChartScale no_values = { 5, 5, 10, 20 }, no_places = { 5, 9, 10, 10 };

  g_assert_cmpfloat (chart_scale_place (&no_values, 7), ==, 10);
  g_assert_cmpfloat (chart_scale_value (&no_places, 10), ==, 5);
}

static void
assert_round (double step)
{
  double digit = step / pow (10, floor (log10 (step * (1 + 1e-12))));

  g_assert_true (fabs (digit - 1) < 1e-9 || fabs (digit - 2) < 1e-9 ||
                 fabs (digit - 5) < 1e-9);
}

static void
test_ticks_are_round (void)
{
  for (int i = 0; i < 5000; i++) {
    double from =
        g_test_rand_double_range (-1, 1) * pow (10, g_test_rand_int_range (-6, 9));
    double to = from + pow (10, g_test_rand_double_range (-6, 9));
    gsize most = (gsize) g_test_rand_int_range (2, CHART_MAX_TICKS + 1);
    ChartTicks ticks;

    if (to - from < 1e-9 * fabs (from))
      continue;
    chart_ticks (from, to, most, &ticks);
    g_assert_cmpuint (ticks.n, <=, most);
    assert_round (ticks.step);
    for (gsize k = 0; k < ticks.n; k++) {
      double count = ticks.value[k] / ticks.step, slack = 1e-6 * ticks.step;

      g_assert_cmpfloat_with_epsilon (count, round (count), 1e-4);
      g_assert_cmpfloat (ticks.value[k], >=, from - slack);
      g_assert_cmpfloat (ticks.value[k], <=, to + slack);
    }
  }
}

/* No finer step would have fitted: what is left out is left out for room. */
static void
test_ticks_are_as_many_as_fit (void)
{
  for (int i = 0; i < 2000; i++) {
    double from = g_test_rand_double_range (-1000, 1000);
    double to = from + pow (10, g_test_rand_double_range (0, 5));
    gsize most = (gsize) g_test_rand_int_range (3, CHART_MAX_TICKS + 1);
    ChartTicks ticks;
    double digit, finer;

    chart_ticks (from, to, most, &ticks);
    digit = ticks.step / pow (10, floor (log10 (ticks.step * (1 + 1e-12))));
    finer = ticks.step / (digit > 4 ? 2.5 : 2);
    g_assert_cmpfloat (floor (to / finer) - ceil (from / finer) + 1, >, (double) most);
  }
}

static void
test_ticks_are_the_nearest_doubles (void)
{
  ChartTicks ticks;

  chart_ticks (0, 0.5, 6, &ticks);
  g_assert_cmpuint (ticks.n, ==, 6);
  g_assert_cmpfloat (ticks.value[3], ==, 0.3);
  chart_ticks (47000, 53000, 7, &ticks);
  g_assert_cmpuint (ticks.n, ==, 7);
  g_assert_cmpfloat (ticks.value[0], ==, 47000);
  g_assert_cmpfloat (ticks.value[6], ==, 53000);
}

static void
test_ticks_of_nothing_are_none (void)
{
  double ends[][2] = {
    { 1, 1 }, { 2, 1 }, { NAN, 1 }, { 0, INFINITY }, { -1e308, 1.7e308 }
  };
  ChartTicks ticks;

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
    chart_ticks (ends[i][0], ends[i][1], 5, &ticks);
    g_assert_cmpuint (ticks.n, ==, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charts/scale/inverting-undoes-mapping",
                   test_inverting_undoes_mapping);
  g_test_add_func ("/charts/scale/ends-land-on-ends", test_ends_land_on_ends);
  g_test_add_func ("/charts/scale/no-length-is-the-start", test_no_length_is_the_start);
  g_test_add_func ("/charts/scale/ticks-are-round", test_ticks_are_round);
  g_test_add_func ("/charts/scale/ticks-are-as-many-as-fit",
                   test_ticks_are_as_many_as_fit);
  g_test_add_func ("/charts/scale/ticks-are-the-nearest-doubles",
                   test_ticks_are_the_nearest_doubles);
  g_test_add_func ("/charts/scale/ticks-of-nothing-are-none",
                   test_ticks_of_nothing_are_none);
  return g_test_run ();
}
