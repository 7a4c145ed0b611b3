/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/walk.h"

#include "walk-case.h"

#include <math.h>

/* Says which, says where, and leaves everything untouched. */
static void
assert_refused (const WalkCase *c, MarginStatus expected, size_t expected_where)
{
  MarginWalkSummary sum = { .equity = 42 };
  MarginEvent event = { .price = 42 };
  double equity[CASE_ROOM] = { 42 };
  size_t where = 42;
  bool differ;

  g_assert_cmpint (margin_walk_check (&c->walk, &where), ==, expected);
  g_assert_cmpuint (where, ==, expected_where);
  g_assert_cmpint (margin_walk_check (&c->walk, NULL), ==, expected);
  g_assert_cmpint (margin_walk (&c->walk, &event, 1, equity, &sum), ==, expected);
  g_assert_cmpfloat (sum.equity, ==, 42);
  g_assert_cmpfloat (event.price, ==, 42);
  g_assert_cmpfloat (equity[0], ==, 42);
  /* It asks both readings itself. */
  if (c->walk.reading == MARGIN_READING_PESSIMISTIC)
    g_assert_cmpint (margin_walk_readings_differ (&c->walk, &differ), ==, expected);
}

static void
a_case (WalkCase *c)
{
  case_read (c, "long linear 4 50000 10000", "", "50000 50000 50000", "50000 50000 50000",
             "stop:48500 funding:0:0.0001 funding:1:0.0001 deposit:1o:1");
}

static void
refuses_what_is_no_position (void)
{
  WalkCase c;

  a_case (&c);
  c.in.size = 0;
  assert_refused (&c, MARGIN_BAD_SIZE, 42);
  a_case (&c);
  c.in.ended_at = 0.5;
  assert_refused (&c, MARGIN_BAD_ENDED_AT, 42);
}

static void
refuses_what_is_no_path (void)
{
  WalkCase c;

  a_case (&c);
  c.walk.n_bars = 0;
  assert_refused (&c, MARGIN_BAD_COUNT, 42);
  a_case (&c);
  c.bars[1].low = 50001;
  assert_refused (&c, MARGIN_BAD_BAR, 1);
  a_case (&c);
  c.marks[2].high = 1;
  assert_refused (&c, MARGIN_BAD_BAR, 2);
  a_case (&c);
  c.marks[1].time++;
  assert_refused (&c, MARGIN_BAD_BAR, 1);
  a_case (&c);
  c.marks[0].time--;
  assert_refused (&c, MARGIN_BAD_BAR, 0);
  a_case (&c);
  c.walk.until = c.bars[2].time;
  assert_refused (&c, MARGIN_BAD_BAR, 2);
  c.walk.n_funding = 1;
  assert_refused (&c, MARGIN_BAD_BAR, 2);
  c.walk.n_funding = 0;
  g_assert_cmpint (margin_walk_check (&c.walk, NULL), ==, MARGIN_OK);
}

static void
refuses_what_cannot_be_done (void)
{
  WalkCase c;

  a_case (&c);
  c.funding[1].rate = NAN;
  assert_refused (&c, MARGIN_BAD_FUNDING_RATE, 1);
  a_case (&c);
  c.orders[0].part = 2;
  assert_refused (&c, MARGIN_BAD_ACTION, 0);
  a_case (&c);
  c.actions[0].bar = 3;
  assert_refused (&c, MARGIN_BAD_ACTION, 0);
  a_case (&c);
  c.walk.reading = (MarginReading) 2;
  assert_refused (&c, MARGIN_BAD_ACTION, 42);
  a_case (&c);
  c.walk.fate = (MarginFate) -1;
  assert_refused (&c, MARGIN_BAD_ACTION, 42);
}

static void
refuses_a_slippage_that_is_none (void)
{
  static const double bad[] = { -0.01, 0.501, NAN, HUGE_VAL };
  WalkCase c;

  a_case (&c);
  for (size_t i = 0; i < G_N_ELEMENTS (bad); i++) {
    c.walk.slippage = bad[i];
    assert_refused (&c, MARGIN_BAD_ACTION, 42);
  }
  c.walk.slippage = 0.5;
  g_assert_cmpint (margin_walk_check (&c.walk, NULL), ==, MARGIN_OK);
}

/* Found on the way only: a margin beyond what the room reckons with. */
static void
refuses_a_margin_that_grows_too_large (void)
{
  WalkCase c;
  MarginWalkSummary sum = { .equity = 42 };

  a_case (&c);
  c.in.margin = 1e18;
  c.actions[0].amount = 1e18;
  g_assert_cmpint (margin_walk_check (&c.walk, NULL), ==, MARGIN_OK);
  g_assert_cmpint (margin_walk (&c.walk, NULL, 0, NULL, &sum), ==, MARGIN_BAD_MARGIN);
  g_assert_cmpfloat (sum.equity, ==, 42);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/margin/walk-refusals/" claim, function)
  TEST ("what-is-no-position", refuses_what_is_no_position);
  TEST ("what-is-no-path", refuses_what_is_no_path);
  TEST ("what-cannot-be-done", refuses_what_cannot_be_done);
  TEST ("a-slippage-that-is-none", refuses_a_slippage_that_is_none);
  TEST ("a-margin-that-grows-too-large", refuses_a_margin_that_grows_too_large);
  return g_test_run ();
}
