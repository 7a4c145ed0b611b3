/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/quantity.h"

#include "margin/inputs.h"

#include <math.h>

static const struct {
  const char *name;
  LabReach reach;
} reaches[] = {
  { "margin", { 10, 1e6, 10, 1e6, 1 } },
  { "margin", { 2e-4, 20, 2e-4, 20, 1 } }, /* coins */
  { "leverage", { 1, 125, 1, 125, 1 } },
  { "move", { -1, 1, -0.2, 0.1, 1 } },
};

static void
test_curve_undoes_itself (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (reaches); i++) {
    const LabReach *reach = &reaches[i].reach;
    LabCurve curve = lab_quantity (reaches[i].name)->curve;

    g_assert_cmpfloat (lab_curve_place (curve, reach->low, reach->high, reach->low), ==,
                       0);
    g_assert_cmpfloat (lab_curve_place (curve, reach->low, reach->high, reach->high), ==,
                       1);
    for (int step = 0; step <= 100; step++) {
      double value = lab_curve_value (curve, reach->low, reach->high, step / 100.0);

      g_assert_cmpfloat_with_epsilon (
          lab_curve_place (curve, reach->low, reach->high, value), step / 100.0, 1e-9);
    }
  }
}

static void
test_move_is_fine_near_zero (void)
{
  g_assert_cmpfloat_with_epsilon (lab_curve_place (LAB_CURVE_ZERO, -1, 1, 0), 0.5, 1e-12);
  g_assert_cmpfloat (lab_curve_place (LAB_CURVE_ZERO, -1, 1, -0.03), <, 0.36);
  g_assert_cmpfloat (lab_curve_place (LAB_CURVE_ZERO, -1, 1, 0.03), >, 0.64);
}

static void
test_leverage_walks_its_stops (void)
{
  static const double stops[] = { 1, 2, 3, 5, 10, 20, 50, 100, 125, 125 };
  const LabQuantity *leverage = lab_quantity ("leverage");
  const LabReach reach = { 1, 125, 1, 125, 1 }, eu = { 1, 2, 1, 2, 1 };

  for (gsize i = 0; i + 1 < G_N_ELEMENTS (stops); i++)
    g_assert_cmpfloat (lab_quantity_turn (leverage, stops[i], LAB_TURN_MORE, &reach), ==,
                       stops[i + 1]);
  for (gsize i = 1; i + 1 < G_N_ELEMENTS (stops); i++)
    g_assert_cmpfloat (lab_quantity_turn (leverage, stops[i], LAB_TURN_LESS, &reach), ==,
                       stops[i - 1]);
  g_assert_cmpfloat (lab_quantity_turn (leverage, 7.3, LAB_TURN_MORE, &reach), ==, 10);
  g_assert_cmpfloat (lab_quantity_turn (leverage, 7, LAB_TURN_FAR_MORE, &reach), ==, 8);
  g_assert_cmpfloat (lab_quantity_turn (leverage, 3, LAB_TURN_PAGE_MORE, &reach), ==, 10);
  g_assert_cmpfloat (lab_quantity_turn (leverage, 2, LAB_TURN_MORE, &eu), ==, 2);
  g_assert_cmpfloat (lab_quantity_turn (leverage, 20, LAB_TURN_HOME, &reach), ==, 1);
  g_assert_cmpfloat (lab_quantity_turn (leverage, 20, LAB_TURN_END, &reach), ==, 125);
}

static void
test_deposit_walks_1_2_5 (void)
{
  static const double steps[] = { 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000 };
  const LabQuantity *margin = lab_quantity ("margin");
  const LabReach reach = { 10, 1e6, 10, 1e6, 1 };

  for (gsize i = 0; i + 1 < G_N_ELEMENTS (steps); i++) {
    g_assert_cmpfloat (lab_quantity_turn (margin, steps[i], LAB_TURN_MORE, &reach), ==,
                       steps[i + 1]);
    g_assert_cmpfloat (lab_quantity_turn (margin, steps[i + 1], LAB_TURN_LESS, &reach),
                       ==, steps[i]);
  }
  g_assert_cmpfloat (lab_quantity_turn (margin, 10, LAB_TURN_LESS, &reach), ==, 10);
  g_assert_cmpfloat (lab_quantity_turn (margin, 5000, LAB_TURN_PAGE_MORE, &reach), ==,
                     50000);
  g_assert_cmpfloat (lab_quantity_turn (margin, 1000, LAB_TURN_FAR_MORE, &reach), ==,
                     1010);
}

static void
assert_formats (const LabReach *reach, double value, const char *expected)
{
  g_autofree char *text = lab_quantity ("margin")->format (value, reach);

  g_assert_cmpstr (text, ==, expected);
}

/* The same deposit in dollars and in coins. */
static void
test_coins_have_more_digits (void)
{
  const LabQuantity *margin = lab_quantity ("margin");
  const LabReach money = { 10, 1e6, 10, 1e6, 1 };
  const LabReach coins = { 2e-4, 20, 2e-4, 20, 1 };
  g_autofree char *refusal = margin->refuse (&coins);

  assert_formats (&money, 1234.567, "1,235");
  assert_formats (&money, 12.3456, "12.35");
  assert_formats (&coins, 0.015641, "0.01564");
  assert_formats (&coins, 1.23456, "1.235");
  g_assert_cmpstr (refusal, ==, "A deposit can be from 0.0002 to 20.");
  g_assert_cmpfloat (lab_quantity_turn (margin, 0.02, LAB_TURN_MORE, &coins), ==, 0.05);
  g_assert_cmpfloat (lab_quantity_turn (margin, 0.02, LAB_TURN_LESS, &coins), ==, 0.01);
  for (int step = 1; step < 100; step++) {
    double value = lab_quantity_at (margin, &coins, step / 100.0);

    /* Two digits, and the double nearest to them. */
    g_autofree char *text = g_strdup_printf ("%.2g", value);
    g_assert_cmpfloat (value, ==, g_ascii_strtod (text, NULL));
  }
}

static void
test_price_walks_in_percent_of_the_entry (void)
{
  const LabQuantity *mark = lab_quantity ("mark"), *move = lab_quantity ("move");
  const LabReach price = { 1, 1e6, 47738.69, 55000, 50000 };
  const LabReach reach = { -1, 1, -0.0452, 0.1, 1 };

  g_assert_cmpfloat_with_epsilon (lab_quantity_turn (mark, 50000, LAB_TURN_LESS, &price),
                                  49950, 1e-6);
  g_assert_cmpfloat_with_epsilon (
      lab_quantity_turn (mark, 50000, LAB_TURN_FAR_MORE, &price), 50500, 1e-6);
  g_assert_cmpfloat_with_epsilon (
      lab_quantity_turn (mark, 50000, LAB_TURN_PAGE_LESS, &price), 47500, 1e-6);
  g_assert_cmpfloat (lab_quantity_turn (mark, 50000, LAB_TURN_HOME, &price), ==,
                     47738.69);
  g_assert_cmpfloat_with_epsilon (lab_quantity_turn (move, -0.03, LAB_TURN_MORE, &reach),
                                  -0.029, 1e-9);
  g_assert_cmpfloat_with_epsilon (lab_quantity_turn (move, 0, LAB_TURN_HOME, &reach),
                                  -0.0452, 1e-9);
  g_assert_cmpfloat (lab_quantity_turn (move, -0.98, LAB_TURN_PAGE_LESS, &reach), ==, -1);
}

static void
test_drags_snap_to_marks (void)
{
  const LabQuantity *leverage = lab_quantity ("leverage");
  const LabReach reach = { 1, 125, 1, 125, 1 };

  for (const double *mark = leverage->marks; *mark > 0; mark++) {
    double place = lab_curve_place (leverage->curve, 1, 125, *mark);

    g_assert_cmpfloat (lab_quantity_at (leverage, &reach, place + 0.01), ==, *mark);
    g_assert_cmpfloat (lab_quantity_at (leverage, &reach, place - 0.01), ==, *mark);
  }
}

static void
test_drags_stay_inside (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (reaches); i++) {
    const LabQuantity *quantity = lab_quantity (reaches[i].name);
    const LabReach *reach = &reaches[i].reach;

    for (int step = -20; step <= 120; step++) {
      double value = lab_quantity_at (quantity, reach, step / 100.0);

      g_assert_cmpfloat (value, >=, reach->low);
      g_assert_cmpfloat (value, <=, reach->high);
    }
  }
}

/* Every number that has a slider is a number of the core. */
static void
test_names_are_inputs (void)
{
  static const char *const names[] = { "margin", "leverage", "mark", "entry" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_assert_nonnull (lab_quantity (names[i]));
    g_assert_nonnull (margin_input_row (names[i]));
  }
  g_assert_null (lab_quantity ("no such number"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/quantity/curve-undoes-itself", test_curve_undoes_itself);
  g_test_add_func ("/app/quantity/move-is-fine-near-zero", test_move_is_fine_near_zero);
  g_test_add_func ("/app/quantity/leverage-walks-its-stops",
                   test_leverage_walks_its_stops);
  g_test_add_func ("/app/quantity/deposit-walks-1-2-5", test_deposit_walks_1_2_5);
  g_test_add_func ("/app/quantity/coins-have-more-digits", test_coins_have_more_digits);
  g_test_add_func ("/app/quantity/price-walks-in-percent-of-the-entry",
                   test_price_walks_in_percent_of_the_entry);
  g_test_add_func ("/app/quantity/drags-snap-to-marks", test_drags_snap_to_marks);
  g_test_add_func ("/app/quantity/drags-stay-inside", test_drags_stay_inside);
  g_test_add_func ("/app/quantity/names-are-inputs", test_names_are_inputs);
  return g_test_run ();
}
