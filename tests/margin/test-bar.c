/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/bar.h"

#include <glib.h>
#include <math.h>

static void
assert_path (const MarginBar *bar, MarginSide side, MarginReading reading,
             const double expected[MARGIN_PATH_POINTS])
{
  double path[MARGIN_PATH_POINTS];

  margin_bar_path (bar, side, reading, path);
  for (int i = 0; i < MARGIN_PATH_POINTS; i++)
    g_assert_cmpfloat (path[i], ==, expected[i]);
}

static const double low_first[] = { 100, 90, 120, 105 };
static const double high_first[] = { 100, 120, 90, 105 };

static void
is_read_in_two_ways (void)
{
  MarginBar bar = { 0, 100, 120, 90, 105 };

  assert_path (&bar, MARGIN_LONG, MARGIN_READING_PESSIMISTIC, low_first);
  assert_path (&bar, MARGIN_SHORT, MARGIN_READING_OPTIMISTIC, low_first);
  assert_path (&bar, MARGIN_LONG, MARGIN_READING_OPTIMISTIC, high_first);
  assert_path (&bar, MARGIN_SHORT, MARGIN_READING_PESSIMISTIC, high_first);
}

/* A long that opened at the high has met the good end already, and is not given it again
 * after the bad one. */
static void
does_not_go_back_to_the_end_it_opened_at (void)
{
  MarginBar fell = { 0, 100, 100, 90, 90 }, rose = { 0, 100, 120, 100, 120 };
  MarginBar dipped = { 0, 100, 100, 90, 95 }, spiked = { 0, 100, 120, 100, 105 };

  assert_path (&fell, MARGIN_LONG, MARGIN_READING_PESSIMISTIC,
               (double[]){ 100, 90, 90, 90 });
  assert_path (&fell, MARGIN_LONG, MARGIN_READING_OPTIMISTIC,
               (double[]){ 100, 100, 90, 90 });
  assert_path (&rose, MARGIN_LONG, MARGIN_READING_PESSIMISTIC,
               (double[]){ 100, 100, 120, 120 });
  assert_path (&rose, MARGIN_LONG, MARGIN_READING_OPTIMISTIC,
               (double[]){ 100, 120, 120, 120 });
  assert_path (&dipped, MARGIN_LONG, MARGIN_READING_PESSIMISTIC,
               (double[]){ 100, 90, 90, 95 });
  assert_path (&spiked, MARGIN_SHORT, MARGIN_READING_PESSIMISTIC,
               (double[]){ 100, 120, 120, 105 });
}

static void
assert_bad (MarginBar bar)
{
  MarginBar bars[] = { { 0, 100, 100, 100, 100 }, bar };
  size_t where = 42;

  g_assert_cmpint (margin_bars_check (bars, 2, &where), ==, MARGIN_BAD_BAR);
  g_assert_cmpuint (where, ==, 1);
  g_assert_cmpint (margin_bars_check (bars, 2, NULL), ==, MARGIN_BAD_BAR);
  g_assert_cmpint (margin_bars_check (bars, 1, &where), ==, MARGIN_OK);
}

static void
refuses_what_no_market_does (void)
{
  const MarginBar good = { 60, 100, 120, 90, 105 };
  const MarginBar widest = { -60, 1e-18, 1e18, 1e-18, 1e18 };
  const MarginBar turned_back[] = { { 0, 1, 1, 1, 1 },
                                    { 60, 1, 1, 1, 1 },
                                    { 30, 1, 1, 1, 1 } };

  g_assert_cmpint (margin_bars_check (&good, 1, NULL), ==, MARGIN_OK);
  g_assert_cmpint (margin_bars_check (NULL, 0, NULL), ==, MARGIN_BAD_COUNT);
  g_assert_cmpint (margin_bars_check (&widest, 1, NULL), ==, MARGIN_OK);
  g_assert_cmpint (margin_bars_check (turned_back, 3, NULL), ==, MARGIN_BAD_BAR);
  assert_bad ((MarginBar){ 0, 100, 120, 90, 105 });
  assert_bad ((MarginBar){ -60, 100, 120, 90, 105 });
  assert_bad ((MarginBar){ 60, 89, 120, 90, 105 });
  assert_bad ((MarginBar){ 60, 121, 120, 90, 105 });
  assert_bad ((MarginBar){ 60, 100, 120, 90, 89 });
  assert_bad ((MarginBar){ 60, 100, 120, 90, 121 });
  assert_bad ((MarginBar){ 60, 100, 90, 120, 105 });
  assert_bad ((MarginBar){ 60, 0, 0, 0, 0 });
  assert_bad ((MarginBar){ 60, -1, -1, -1, -1 });
  assert_bad ((MarginBar){ 60, 100, 120, 0, 105 });
  assert_bad ((MarginBar){ 60, 2e18, 2e18, 2e18, 2e18 });
}

static void
refuses_what_is_not_a_number (void)
{
  const double wild[] = { NAN, HUGE_VAL, -HUGE_VAL };

  for (size_t i = 0; i < G_N_ELEMENTS (wild); i++) {
    assert_bad ((MarginBar){ 60, wild[i], 120, 90, 105 });
    assert_bad ((MarginBar){ 60, 100, wild[i], 90, 105 });
    assert_bad ((MarginBar){ 60, 100, 120, wild[i], 105 });
    assert_bad ((MarginBar){ 60, 100, 120, 90, wild[i] });
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/margin/bar/" claim, function)
  TEST ("is-read-in-two-ways", is_read_in_two_ways);
  TEST ("does-not-go-back-to-the-end-it-opened-at",
        does_not_go_back_to_the_end_it_opened_at);
  TEST ("refuses-what-no-market-does", refuses_what_no_market_does);
  TEST ("refuses-what-is-not-a-number", refuses_what_is_not_a_number);
  return g_test_run ();
}
