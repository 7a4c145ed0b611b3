/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/order.h"

#include <glib.h>
#include <math.h>

#define N_BARS 10
#define SIZE   4.0

/* --- funding --- */

static void
stamps_rise_and_rates_are_fractions (void)
{
  const MarginFunding good[] = { { -5, -1 }, { 0, 0 }, { 1, 1 } };
  size_t where = 42;

  g_assert_cmpint (margin_funding_check (good, 3, &where), ==, MARGIN_OK);
  g_assert_cmpint (margin_funding_check (NULL, 0, NULL), ==, MARGIN_OK);
  for (size_t i = 0; i < 4; i++) {
    const double rates[] = { 1.01, -1.01, NAN, HUGE_VAL };
    const MarginFunding bad[] = { { 0, 0 }, { 1, rates[i] } };

    g_assert_cmpint (margin_funding_check (bad, 2, &where), ==, MARGIN_BAD_FUNDING_RATE);
    g_assert_cmpuint (where, ==, 1);
    g_assert_cmpint (margin_funding_check (&bad[1], 1, &where), ==,
                     MARGIN_BAD_FUNDING_RATE);
    g_assert_cmpuint (where, ==, 0);
  }
  for (gint64 time = 4; time <= 5; time++) {
    const MarginFunding bad[] = { { 0, 0 }, { 5, 0 }, { time, 0 } };

    g_assert_cmpint (margin_funding_check (bad, 3, &where), ==, MARGIN_BAD_BAR);
    g_assert_cmpuint (where, ==, 2);
    g_assert_cmpint (margin_funding_check (bad, 3, NULL), ==, MARGIN_BAD_BAR);
    g_assert_cmpint (margin_funding_check (&bad[1], 2, &where), ==, MARGIN_BAD_BAR);
    g_assert_cmpuint (where, ==, 1);
  }
}

/* --- orders --- */

static MarginStatus
check_order (MarginOrder order)
{
  const MarginOrder orders[] = { { .kind = MARGIN_STOP, .price = 1, .part = 1 }, order };
  size_t where = 1;
  MarginStatus status = margin_orders_check (orders, 2, N_BARS, &where);

  g_assert_cmpuint (where, ==, 1);
  return status;
}

static const MarginOrder an_order = { .kind = MARGIN_TAKE_PROFIT,
                                      .trigger = MARGIN_SERIES_MARK,
                                      .price = 100,
                                      .part = 0.5,
                                      .from = 2,
                                      .until = 3 };

static void
assert_bad_order (MarginOrder order)
{
  g_assert_cmpint (check_order (order), ==, MARGIN_BAD_ACTION);
}

static void
an_order_must_be_one_that_can_wait (void)
{
  static const double bad_prices[] = { 0, -1, 2e18, NAN, HUGE_VAL };
  static const double bad_parts[] = { 0, -0.1, 1.1, NAN, HUGE_VAL };
  MarginOrder order = an_order;

  g_assert_cmpint (check_order (order), ==, MARGIN_OK);
  for (size_t i = 0; i < G_N_ELEMENTS (bad_prices); i++) {
    order.price = bad_prices[i];
    assert_bad_order (order);
  }
  order = an_order;
  for (size_t i = 0; i < G_N_ELEMENTS (bad_parts); i++) {
    order.part = bad_parts[i];
    assert_bad_order (order);
  }
  order = an_order;
  order.kind = (MarginOrderKind) 2;
  assert_bad_order (order);
  order = an_order;
  order.trigger = (MarginSeries) -1;
  assert_bad_order (order);
  order.trigger = (MarginSeries) 2;
  assert_bad_order (order);
  order = an_order;
  order.price = 1e18;
  g_assert_cmpint (check_order (order), ==, MARGIN_OK);
}

static void
an_order_stands_on_bars_that_there_are (void)
{
  MarginOrder order = an_order;

  order.until = 2;
  assert_bad_order (order);
  order.from = order.until = 1;
  assert_bad_order (order);
  order.until = 0;
  g_assert_cmpint (check_order (order), ==, MARGIN_OK);
  order.from = N_BARS;
  assert_bad_order (order);
  order.from = N_BARS - 1;
  g_assert_cmpint (check_order (order), ==, MARGIN_OK);
}

static void
nobody_has_so_many_orders (void)
{
  MarginOrder orders[MARGIN_MAX_ORDERS + 1];

  for (size_t i = 0; i <= MARGIN_MAX_ORDERS; i++)
    orders[i] = an_order;
  g_assert_cmpint (margin_orders_check (orders, MARGIN_MAX_ORDERS, N_BARS, NULL), ==,
                   MARGIN_OK);
  g_assert_cmpint (margin_orders_check (orders, MARGIN_MAX_ORDERS + 1, N_BARS, NULL), ==,
                   MARGIN_BAD_COUNT);
}

/* --- actions --- */

static MarginStatus
check_action (MarginActionKind kind, double amount)
{
  const MarginAction action = { .kind = kind, .amount = amount };

  return margin_actions_check (&action, 1, N_BARS, SIZE, NULL);
}

static void
an_amount_must_be_there (void)
{
  static const double most[] = { [MARGIN_ACTION_DEPOSIT] = 1e18,
                                 [MARGIN_ACTION_REDUCE] = 1,
                                 [MARGIN_ACTION_REDUCE_BY_SIZE] = SIZE };
  static const double bad[] = { 0, -1, NAN, HUGE_VAL, -HUGE_VAL };

  for (int kind = MARGIN_ACTION_DEPOSIT; kind < MARGIN_ACTION_CLOSE; kind++) {
    MarginActionKind k = (MarginActionKind) kind;

    g_assert_cmpint (check_action (k, most[kind]), ==, MARGIN_OK);
    g_assert_cmpint (check_action (k, 1e-9), ==, MARGIN_OK);
    g_assert_cmpint (check_action (k, most[kind] * 1.001), ==, MARGIN_BAD_ACTION);
    for (size_t i = 0; i < G_N_ELEMENTS (bad); i++)
      g_assert_cmpint (check_action (k, bad[i]), ==, MARGIN_BAD_ACTION);
  }
  g_assert_cmpint (check_action (MARGIN_ACTION_CLOSE, NAN), ==, MARGIN_OK);
  g_assert_cmpint (check_action ((MarginActionKind) 4, 1), ==, MARGIN_BAD_ACTION);
}

static MarginStatus
check_times (size_t bar, MarginActionTime at, size_t other_bar, MarginActionTime other_at)
{
  const MarginAction actions[] = {
    { .bar = bar, .at = at, .kind = MARGIN_ACTION_CLOSE },
    { .bar = other_bar, .at = other_at, .kind = MARGIN_ACTION_CLOSE },
  };
  size_t where = 1;
  MarginStatus status = margin_actions_check (actions, 2, N_BARS, SIZE, &where);

  g_assert_cmpuint (where, ==, 1);
  return status;
}

static void
actions_come_in_the_order_in_which_they_are_taken (void)
{
  const MarginActionTime open = MARGIN_AT_OPEN, close = MARGIN_AT_CLOSE;

  g_assert_cmpint (check_times (0, open, 0, open), ==, MARGIN_OK);
  g_assert_cmpint (check_times (0, open, 0, close), ==, MARGIN_OK);
  g_assert_cmpint (check_times (0, close, 1, open), ==, MARGIN_OK);
  g_assert_cmpint (check_times (0, open, N_BARS - 1, close), ==, MARGIN_OK);
  g_assert_cmpint (check_times (0, close, 0, open), ==, MARGIN_BAD_ACTION);
  g_assert_cmpint (check_times (2, open, 1, close), ==, MARGIN_BAD_ACTION);
  g_assert_cmpint (check_times (0, open, N_BARS, open), ==, MARGIN_BAD_ACTION);
  g_assert_cmpint (check_times (0, open, 0, (MarginActionTime) 2), ==, MARGIN_BAD_ACTION);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/margin/order/" claim, function)
  TEST ("stamps-rise-and-rates-are-fractions", stamps_rise_and_rates_are_fractions);
  TEST ("an-order-must-be-one-that-can-wait", an_order_must_be_one_that_can_wait);
  TEST ("an-order-stands-on-bars-that-there-are", an_order_stands_on_bars_that_there_are);
  TEST ("nobody-has-so-many-orders", nobody_has_so_many_orders);
  TEST ("an-amount-must-be-there", an_amount_must_be_there);
  TEST ("actions-come-in-the-order-in-which-they-are-taken",
        actions_come_in_the_order_in_which_they_are_taken);
  return g_test_run ();
}
