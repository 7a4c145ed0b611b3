/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/multiple.h"

#include "draw.h"

#define assert_is(got, expected) g_assert_cmpfloat (got, ==, expected)

/* A tenth as a double is a little more than a tenth, three times it a little more than
 * three tenths: what stands on a step stays there, and is the double a reader writes. */
static void
what_is_whole_stays (void)
{
  assert_is (margin_multiple_up (0.1 + 0.2, 0.1), 3 / 10.0);
  assert_is (margin_multiple_down (0.7 * 3, 0.1), 21 / 10.0);
  assert_is (margin_multiple_up (9284 * 1e-8, 1e-8), 9284 / 1e8);
  assert_is (margin_multiple_down (9284 * 1e-8, 1e-8), 9284 / 1e8);
  assert_is (margin_multiple_nearest (35.0, 0.5), 35);
}

static void
each_goes_its_way (void)
{
  assert_is (margin_multiple_up (2.25, 1), 3);
  assert_is (margin_multiple_down (2.75, 1), 2);
  assert_is (margin_multiple_nearest (2.25, 1), 2);
  assert_is (margin_multiple_nearest (2.75, 1), 3);
  assert_is (margin_multiple_nearest (2.4999, 1), 2);
  assert_is (margin_multiple_nearest (2.5, 1), 3);
  assert_is (margin_multiple_nearest (-2.5, 1), -2);
  assert_is (margin_multiple_up (-2.25, 1), -2);
  assert_is (margin_multiple_down (-2.25, 1), -3);
  assert_is (margin_multiple_up (7, 2.5), 7.5);
  assert_is (margin_multiple_down (7, 2.5), 5);
}

static void
no_step_leaves_the_value (void)
{
  assert_is (margin_multiple_up (1.23, 0), 1.23);
  assert_is (margin_multiple_down (1.23, 0), 1.23);
  assert_is (margin_multiple_nearest (1.23, 0), 1.23);
}

/* A quotient within 1e-12 max (n, 1000) of a whole number is that number. */
static void
a_quotient_counts_as_whole_within_its_last_bits (void)
{
  assert_is (margin_multiple_up (2 + 0.999e-9, 1), 2);
  assert_is (margin_multiple_up (2 + 1.001e-9, 1), 3);
  assert_is (margin_multiple_up (1e-12 * 1000, 1), 0);
  assert_is (margin_multiple_up (nextafter (1e-12 * 1000, 1), 1), 1);
  assert_is (margin_multiple_down (2 - 0.999e-9, 1), 2);
  assert_is (margin_multiple_down (2 - 1.001e-9, 1), 1);
  assert_is (margin_multiple_down (-2 - 0.999e-9, 1), -2);
  assert_is (margin_multiple_up (1e6 + 0.999e-6, 1), 1e6);
  assert_is (margin_multiple_up (1e6 + 1.001e-6, 1), 1e6 + 1);
  assert_is (margin_multiple_down (-1e6 - 0.999e-6, 1), -1e6);
  assert_is (margin_multiple_down (-1e6 - 1.001e-6, 1), -1e6 - 1);
}

/* The double next to n / 1e8 is n times 1e-8; ours is the one that is read from a file.
 * Steps that are no part of one, and steps above one, are multiplied. */
static void
the_multiple_is_the_double_that_is_written_down (void)
{
  for (int i = draw_rounds (1000); i > 0; i--) {
    double n = floor (draw_log (1, 1e9));

    assert_is (margin_multiple_up (n * 1e-8, 1e-8), n / 1e8);
    assert_is (margin_multiple_nearest (n * 0.01, 0.01), n / 100);
    assert_is (margin_multiple_nearest (n * 1e-5, 1e-5), n / 1e5);
    assert_is (margin_multiple_nearest (n * 0.3, 0.3), n * 0.3);
    assert_is (margin_multiple_nearest (n * 0.7, 0.7), n * 0.7);
    assert_is (margin_multiple_nearest (n * 2.5, 2.5), n * 2.5);
    assert_is (margin_multiple_nearest (n * 10, 10), n * 10);
  }
}

static void
a_multiple_is_never_a_step_away (void)
{
  for (int i = draw_rounds (1000); i > 0; i--) {
    double step = draw_log (1e-8, 100);
    double value = step * draw_between (-1e5, 1e5), slack = 1e-9 * (step + fabs (value));
    double up = margin_multiple_up (value, step);
    double down = margin_multiple_down (value, step);
    double nearest = margin_multiple_nearest (value, step);

    g_assert_true (up >= value - slack && up <= value + step + slack);
    g_assert_true (down <= value + slack && down >= value - step - slack);
    g_assert_cmpfloat (fabs (nearest - value), <=, step / 2 + slack);
    assert_is (margin_multiple_up (up, step), up);
    assert_is (margin_multiple_down (down, step), down);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/margin/multiple/" claim, function)
  TEST ("what-is-whole-stays", what_is_whole_stays);
  TEST ("each-goes-its-way", each_goes_its_way);
  TEST ("no-step-leaves-the-value", no_step_leaves_the_value);
  TEST ("a-quotient-counts-as-whole-within-its-last-bits",
        a_quotient_counts_as_whole_within_its_last_bits);
  TEST ("the-multiple-is-the-double-that-is-written-down",
        the_multiple_is_the_double_that_is_written_down);
  TEST ("a-multiple-is-never-a-step-away", a_multiple_is_never_a_step_away);
#undef TEST
  return g_test_run ();
}
