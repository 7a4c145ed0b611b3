/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/prices.h"
#include "seed.h"

#include <locale.h>
#include <math.h>

static double
line (LabScenario *scenario)
{
  return lab_scenario_get_outcome (scenario)->liquidation.price;
}

static void
assert_state (LabScenario *scenario, gboolean is_over, gboolean is_locked)
{
  gboolean over, locked;

  g_object_get (scenario, "is-over", &over, "is-locked", &locked, NULL);
  g_assert_cmpint (over, ==, is_over);
  g_assert_cmpint (locked, ==, is_locked);
  g_assert_cmpint (lab_scenario_is_over (scenario), ==, is_over);
  g_assert_cmpint (lab_scenario_is_locked (scenario), ==, is_locked);
  g_assert_cmpint (lab_scenario_get_outcome (scenario)->is_over, ==, is_over);
}

static void
test_start (void)
{
  g_autoptr (LabScenario) scenario = lab_scenario_new ();
  const MarginOutcome *outcome = lab_scenario_get_outcome (scenario);
  g_autofree char *date = NULL;
  LabBar bar;

  g_assert_true (lab_prices_last_bar ("BTC", &bar));
  g_object_get (scenario, "entry-date", &date, NULL);
  g_assert_cmpstr (lab_scenario_get_asset (scenario), ==, "BTC");
  g_assert_cmpstr (lab_rule_set_get_id (lab_scenario_get_rules (scenario)), ==,
                   "classroom");
  g_assert_cmpuint (strlen (date), ==, 10);
  g_assert_cmpfloat (get (scenario, "entry"), ==, bar.close);
  g_assert_cmpfloat (get (scenario, "mark"), ==, bar.close);
  g_assert_cmpfloat (get (scenario, "move"), ==, 0);
  g_assert_cmpfloat (outcome->in.margin, ==, 1000);
  g_assert_cmpfloat (outcome->in.leverage, ==, 5);
  g_assert_cmpfloat_with_epsilon (outcome->entry_value, 5000, 1e-9);
  g_assert_cmpint (outcome->in.side, ==, MARGIN_LONG);
  assert_state (scenario, FALSE, FALSE);
}

static void
test_seed (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();
  const MarginOutcome *outcome = lab_scenario_get_outcome (scenario);

  set (scenario, "move", -0.03);
  g_assert_cmpfloat_with_epsilon (line (scenario), 47738.69346733668, 1e-6);
  g_assert_cmpfloat (outcome->in.mark, ==, 48500);
  g_assert_cmpfloat_with_epsilon (outcome->equity, 4000, 1e-9);
  g_assert_cmpfloat_with_epsilon (outcome->requirement, 970, 1e-9);
}

static void
test_rows_are_properties (void)
{
  g_autoptr (LabScenario) scenario = lab_scenario_new ();
  GObjectClass *class = G_OBJECT_GET_CLASS (scenario);

  for (gsize i = 0; i < margin_n_inputs; i++) {
    const MarginInputRow *row = &margin_inputs[i];
    GParamSpec *pspec = g_object_class_find_property (class, row->name);
    double value = margin_input_get (&lab_scenario_get_outcome (scenario)->in, row);
    double other =
        value * 1.001 > row->most || value == 0 ? row->most / 2 : value * 1.001;

    g_assert_nonnull (pspec);
    g_assert_cmpfloat (G_PARAM_SPEC_DOUBLE (pspec)->minimum, ==, row->least);
    g_assert_cmpfloat (G_PARAM_SPEC_DOUBLE (pspec)->maximum, ==, row->most);
    g_assert_true (pspec->flags & G_PARAM_EXPLICIT_NOTIFY);
    set (scenario, row->name, other);
    g_assert_cmpfloat (get (scenario, row->name), ==, other);
  }
}

static void
test_one_turn_one_answer (void)
{
  static const char *const names[] = { "margin", "leverage", "entry",
                                       "mark",   "move",     "size" };
  g_autoptr (LabScenario) scenario = new_seed ();
  Count answers;

  watch (scenario, "outcome", &answers);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    double value = get (scenario, names[i]);

    answers.n = 0;
    set (scenario, names[i], g_str_equal (names[i], "move") ? 0.01 : value * 0.999);
    g_assert_cmpuint (answers.n, ==, 1);
  }
  answers.n = 0;
  g_object_set (scenario, "side", LAB_SIDE_SHORT, NULL);
  g_assert_cmpuint (answers.n, ==, 1);
  g_object_set (scenario, "asset", "ETH", NULL);
  g_assert_cmpuint (answers.n, ==, 2);
  take_rules (scenario, "classroom-tiered");
  g_assert_cmpuint (answers.n, ==, 3);
  lab_scenario_reset (scenario);
  g_assert_cmpuint (answers.n, ==, 4);
}

static void
test_turns_coalesce (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();
  Count answers, leverages;

  watch (scenario, "outcome", &answers);
  watch (scenario, "leverage", &leverages);
  lab_scenario_begin (scenario);
  set (scenario, "leverage", 10);
  lab_scenario_begin (scenario);
  set (scenario, "leverage", 5);
  set (scenario, "margin", 500);
  lab_scenario_end (scenario);
  g_assert_cmpuint (answers.n, ==, 0);
  g_assert_cmpfloat (lab_scenario_get_outcome (scenario)->in.leverage, ==, 20);
  lab_scenario_end (scenario);
  g_assert_cmpuint (answers.n, ==, 1);
  g_assert_cmpuint (leverages.n, ==, 1);
  g_assert_cmpfloat (lab_scenario_get_outcome (scenario)->in.leverage, ==, 5);
}

static void
test_nothing_turned_says_nothing (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();
  Count any = { 0 };

  g_signal_connect (scenario, "notify", G_CALLBACK (count_cb), &any);
  set (scenario, "leverage", 20);
  set (scenario, "move", get (scenario, "move"));
  set (scenario, "mark", get (scenario, "mark"));
  g_object_set (scenario, "asset", "BTC", "side", LAB_SIDE_LONG, "rules",
                lab_scenario_get_rules (scenario), NULL);
  lab_scenario_begin (scenario);
  lab_scenario_end (scenario);
  g_assert_cmpuint (any.n, ==, 0);
}

static void
test_only_what_changed_is_told (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();
  Count marks, moves, entries, sizes;

  watch (scenario, "mark", &marks);
  watch (scenario, "move", &moves);
  watch (scenario, "entry", &entries);
  watch (scenario, "size", &sizes);
  set (scenario, "mark", 49000);
  g_assert_cmpuint (marks.n, ==, 1);
  g_assert_cmpuint (moves.n, ==, 1);
  g_assert_cmpuint (entries.n, ==, 0);
  g_assert_cmpuint (sizes.n, ==, 0);
  set (scenario, "leverage", 19);
  g_assert_cmpuint (marks.n, ==, 1);
  g_assert_cmpuint (sizes.n, ==, 1);
}

static void
test_entry_takes_the_mark_along (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();
  g_autofree char *date = NULL;

  set (scenario, "move", -0.03);
  set (scenario, "entry", 3000);
  g_assert_cmpfloat_with_epsilon (get (scenario, "move"), -0.03, 1e-12);
  g_assert_cmpfloat_with_epsilon (get (scenario, "mark"), 2910, 1e-9);
  g_object_get (scenario, "entry-date", &date, NULL);
  g_assert_null (date);
}

/* Values that no position can have, one by one: the last position stays. */
static void
test_nonsense_changes_nothing (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();
  Count answers;

  watch (scenario, "outcome", &answers);
  for (gsize i = 0; i < margin_n_inputs; i++)
    set (scenario, margin_inputs[i].name, (double) NAN);
  set (scenario, "move", (double) NAN);
  set (scenario, "margin", 0);
  set (scenario, "margin", -5);
  g_object_set (scenario, "asset", "no such coin", NULL);
  g_object_set (scenario, "asset", NULL, "rules", NULL, NULL);
  g_assert_cmpuint (answers.n, ==, 0);
  g_assert_cmpfloat (get (scenario, "margin"), ==, 10000);
  g_assert_cmpfloat_with_epsilon (line (scenario), 47738.69346733668, 1e-6);
}

static void
test_too_much_is_held_at_the_end (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();

  take_rules (scenario, "binance-usdm");
  set (scenario, "leverage", HUGE_VAL);
  g_assert_cmpfloat (get (scenario, "leverage"), ==, get (scenario, "max-leverage"));
  set (scenario, "leverage", -3);
  g_assert_cmpfloat (get (scenario, "leverage"), ==, 1);
  set (scenario, "move", -1);
  g_assert_cmpfloat_with_epsilon (get (scenario, "move"), -0.9999, 1e-12);
}

static void
test_turn_that_fails_is_undone_whole (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();

  lab_scenario_begin (scenario);
  set (scenario, "leverage", 3);
  g_object_set (scenario, "asset", "ETH", NULL);
  set (scenario, "margin", 0);
  lab_scenario_end (scenario);
  g_assert_cmpfloat (get (scenario, "leverage"), ==, 20);
  g_assert_cmpstr (lab_scenario_get_asset (scenario), ==, "BTC");
  g_assert_cmpfloat (get (scenario, "margin"), ==, 10000);
}

static void
test_reaching_the_line_is_the_end (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();
  double end = line (scenario);
  Count overs, locks;

  watch (scenario, "is-over", &overs);
  watch (scenario, "is-locked", &locks);
  set (scenario, "mark", end + 0.01);
  assert_state (scenario, FALSE, FALSE);
  set (scenario, "mark", end);
  assert_state (scenario, TRUE, TRUE);
  g_assert_cmpuint (overs.n, ==, 1);
  g_assert_cmpuint (locks.n, ==, 1);
  g_assert_cmpfloat (lab_scenario_get_outcome (scenario)->ended_at, ==, end);
  g_assert_cmpfloat (lab_scenario_get_outcome (scenario)->result, ==, -10000);
}

static void
test_going_back_does_not_revive (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();
  double end = line (scenario);

  set (scenario, "move", -0.2);
  assert_state (scenario, TRUE, TRUE);
  g_assert_cmpfloat (lab_scenario_get_outcome (scenario)->ended_at, ==, end);
  for (int i = 0; i < 20; i++) {
    set (scenario, "move", -0.2 + 0.02 * i);
    assert_state (scenario, TRUE, TRUE);
    g_assert_cmpfloat (lab_scenario_get_outcome (scenario)->ended_at, ==, end);
    g_assert_cmpfloat (lab_scenario_get_outcome (scenario)->result, ==, -10000);
  }
  g_assert_cmpfloat_with_epsilon (get (scenario, "move"), 0.18, 1e-12);
}

static void
test_short_ends_upward (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();
  double end;

  g_object_set (scenario, "side", LAB_SIDE_SHORT, NULL);
  end = line (scenario);
  g_assert_cmpfloat (end, >, 50000);
  set (scenario, "move", -0.5);
  assert_state (scenario, FALSE, FALSE);
  set (scenario, "move", 0.5);
  assert_state (scenario, TRUE, TRUE);
  g_assert_cmpfloat_with_epsilon (lab_scenario_get_outcome (scenario)->ended_at, end,
                                  1e-9);
}

static void
test_set_up_stays_while_locked (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();
  Count answers;

  set (scenario, "move", -0.2);
  watch (scenario, "outcome", &answers);
  for (gsize i = 0; i < margin_n_inputs; i++)
    if (!g_str_equal (margin_inputs[i].name, "mark"))
      set (scenario, margin_inputs[i].name, 7);
  g_object_set (scenario, "asset", "ETH", "side", LAB_SIDE_SHORT, NULL);
  take_rules (scenario, "classroom-tiered");
  g_assert_cmpuint (answers.n, ==, 0);
  g_assert_cmpfloat (get (scenario, "leverage"), ==, 20);
  g_assert_cmpstr (lab_scenario_get_asset (scenario), ==, "BTC");
}

static void
test_reset_opens_anew (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();

  set (scenario, "move", -0.2);
  lab_scenario_reset (scenario);
  assert_state (scenario, FALSE, FALSE);
  g_assert_cmpfloat (get (scenario, "move"), ==, 0);
  g_assert_cmpfloat (get (scenario, "margin"), ==, 10000);
  g_assert_cmpfloat (get (scenario, "leverage"), ==, 20);
  g_assert_cmpfloat (lab_scenario_get_outcome (scenario)->ended_at, ==, 0);
  set (scenario, "leverage", 10);
  g_assert_cmpfloat (get (scenario, "leverage"), ==, 10);
}

static void
test_set_up_past_the_line_can_be_turned_back (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();

  set (scenario, "move", -0.03);
  set (scenario, "leverage", 50);
  assert_state (scenario, TRUE, FALSE);
  set (scenario, "leverage", 20);
  assert_state (scenario, FALSE, FALSE);
}

static void
test_moving_the_price_while_over_locks (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();
  double end;

  set (scenario, "move", -0.03);
  set (scenario, "leverage", 50);
  end = lab_scenario_get_outcome (scenario)->ended_at;
  set (scenario, "move", 0.01);
  assert_state (scenario, TRUE, TRUE);
  g_assert_cmpfloat (lab_scenario_get_outcome (scenario)->ended_at, ==, end);
}

static void
test_venue_that_waits_for_less (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();
  double end;

  take_rules (scenario, "dydx-v4");
  end = line (scenario);
  set (scenario, "mark", end);
  assert_state (scenario, FALSE, FALSE);
  set (scenario, "mark", end * (1 - 1e-9));
  assert_state (scenario, TRUE, TRUE);
}

/* The price is shown as 47,700, but 47,738.69 is where the money no longer suffices. */
static void
test_venue_that_truncates (void)
{
  static const char file[] =
      "{ \"format\": \"leverage-lab-scenario\", \"version\": 1,"
      "  \"rules\": { \"base\": \"classroom\", \"rounding\": \"truncate\", \"tick\": 100 "
      "},"
      "  \"positions\": [ { \"symbol\": \"BTCUSDT\", \"side\": \"long\", \"size\": 4,"
      "    \"entry\": 50000, \"leverage\": 20, \"margin\": 10000 } ] }";
  g_autoptr (LabScenario) scenario = lab_scenario_new ();

  g_assert_true (load (scenario, file, NULL));
  g_assert_cmpfloat (line (scenario), ==, 47700);
  set (scenario, "mark", 47720);
  assert_state (scenario, TRUE, TRUE);
  set (scenario, "mark", 50000);
  assert_state (scenario, TRUE, TRUE);
}

static void
test_rest_is_returned (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();

  take_rules (scenario, "eu-cfd-2to1");
  g_assert_cmpfloat (get (scenario, "leverage"), ==, 2);
  set (scenario, "move", -0.5);
  assert_state (scenario, TRUE, TRUE);
  g_assert_cmpfloat_with_epsilon (lab_scenario_get_outcome (scenario)->returned, 5000,
                                  1e-6);
}

static void
test_rules_bring_their_symbol (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();

  g_assert_cmpfloat (get (scenario, "max-leverage"), ==, 125);
  take_rules (scenario, "dydx-v4");
  g_assert_cmpstr (lab_scenario_get_symbol (scenario), ==, "BTC-USD");
  g_assert_cmpfloat (get (scenario, "max-leverage"), <=, 50);
  g_object_set (scenario, "asset", "ETH", NULL);
  g_assert_cmpstr (lab_scenario_get_symbol (scenario), ==, "ETH-USD");
  g_assert_cmpfloat (get (scenario, "entry"), <, 10000);
  g_assert_cmpfloat (get (scenario, "margin"), ==, 10000);
  g_assert_cmpfloat_with_epsilon (lab_scenario_get_outcome (scenario)->entry_value,
                                  200000, 1e-3);
}

/* Whatever is turned in whatever order, the outcome answers what is set. */
static void
test_answer_belongs_to_the_question (void)
{
  g_autoptr (LabScenario) scenario = lab_scenario_new ();

  for (int i = 0; i < 3000; i++) {
    const MarginInputRow *row =
        &margin_inputs[g_test_rand_int_range (0, (int) margin_n_inputs)];
    const MarginOutcome *outcome = lab_scenario_get_outcome (scenario);

    if (g_test_rand_int_range (0, 3) == 0)
      set (scenario, "move", g_test_rand_double_range (-1.5, 1.5));
    else
      set (scenario, row->name, g_test_rand_double_range (row->least, row->high));
    for (gsize j = 0; j < margin_n_inputs; j++)
      g_assert_cmpfloat (get (scenario, margin_inputs[j].name), ==,
                         margin_input_get (&outcome->in, &margin_inputs[j]));
    g_assert_true (outcome->is_over || !lab_scenario_is_locked (scenario));
    if (lab_scenario_is_locked (scenario))
      lab_scenario_reset (scenario);
  }
}

static void
test_finalizes (void)
{
  LabScenario *scenario = new_seed ();

  take_rules (scenario, "dydx-v4");
  set (scenario, "move", -0.2);
  lab_scenario_reset (scenario);
  g_assert_finalize_object (scenario);
}

#define END(name, function) g_test_add_func ("/scenario/end/" name, function)

static void
add_end_tests (void)
{
  END ("is-where-the-price-meets-the-line", test_reaching_the_line_is_the_end);
  END ("going-back-does-not-revive", test_going_back_does_not_revive);
  END ("of-a-short-lies-upward", test_short_ends_upward);
  END ("nothing-else-turns-while-locked", test_set_up_stays_while_locked);
  END ("reset-opens-anew", test_reset_opens_anew);
  END ("a-set-up-past-the-line-turns-back", test_set_up_past_the_line_can_be_turned_back);
  END ("moving-the-price-while-over-locks", test_moving_the_price_while_over_locks);
  END ("some-venues-wait-until-below", test_venue_that_waits_for_less);
  END ("some-venues-truncate-what-they-show", test_venue_that_truncates);
  END ("some-rules-return-the-rest", test_rest_is_returned);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scenario/start/is-a-5x-long-at-the-last-close", test_start);
  g_test_add_func ("/scenario/start/seed-example-is-answered", test_seed);
  g_test_add_func ("/scenario/properties/each-row-is-one", test_rows_are_properties);
  g_test_add_func ("/scenario/properties/nonsense-changes-nothing",
                   test_nonsense_changes_nothing);
  g_test_add_func ("/scenario/properties/too-much-is-held-at-the-end",
                   test_too_much_is_held_at_the_end);
  g_test_add_func ("/scenario/properties/entry-takes-the-mark-along",
                   test_entry_takes_the_mark_along);
  g_test_add_func ("/scenario/properties/rules-bring-their-symbol",
                   test_rules_bring_their_symbol);
  g_test_add_func ("/scenario/turn/one-turn-one-answer", test_one_turn_one_answer);
  g_test_add_func ("/scenario/turn/turns-coalesce", test_turns_coalesce);
  g_test_add_func ("/scenario/turn/nothing-turned-says-nothing",
                   test_nothing_turned_says_nothing);
  g_test_add_func ("/scenario/turn/only-what-changed-is-told",
                   test_only_what_changed_is_told);
  g_test_add_func ("/scenario/turn/what-fails-is-undone-whole",
                   test_turn_that_fails_is_undone_whole);
  g_test_add_func ("/scenario/turn/answer-belongs-to-the-question",
                   test_answer_belongs_to_the_question);
  add_end_tests ();
  g_test_add_func ("/scenario/object/finalizes", test_finalizes);
  return g_test_run ();
}
