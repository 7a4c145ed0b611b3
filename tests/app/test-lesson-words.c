/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/lesson-words.h"
#include "app/set-up.h"
#include "lessons/lesson.h"

#include <glib.h>
#include <locale.h>
#include <string.h>

/* The seed example: 10,000 at 20x from 50,000 under 0.5 % ends at 47,738.69. */
static const LabSetUp seed = { .rules = "classroom",
                               .asset = "BTC",
                               .side = "long",
                               .margin = 10000,
                               .leverage = 20,
                               .entry = 50000 };

static MarginOutcome
answer (void)
{
  MarginOutcome outcome = { 0 };
  g_autofree char *asset = NULL;

  lab_set_up_fill (&seed, &outcome.in, &asset);
  g_assert_cmpstr (asset, ==, "BTC");
  g_assert_cmpint (margin_evaluate (&outcome.in, &outcome), ==, MARGIN_OK);
  return outcome;
}

static void
assert_gap (double guess, const char *said)
{
  MarginOutcome outcome = answer ();
  g_autofree char *gap = lab_lesson_say_gap (&outcome, guess);

  g_assert_cmpstr (gap, ==, said);
}

static void
test_gap_says_sooner_or_later (void)
{
  assert_gap (47500, "It ended 238.69 earlier");
  assert_gap (48000, "It ended 261.31 later");
  assert_gap (52262.63, "It ended on the other side");
  assert_gap (47738.69, "It ended on your line");
}

static void
test_workings_lead_to_the_answer (void)
{
  MarginOutcome outcome = answer ();
  g_auto (GStrv) cells = lab_lesson_say_workings (&outcome);

  g_assert_cmpuint (g_strv_length (cells), ==, 6);
  g_assert_nonnull (strstr (cells[1], "50,000 × 0.95 = 47,500"));
  g_assert_nonnull (strstr (cells[3], "÷ 0.995"));
  g_assert_cmpstr (cells[5], ==, "47,738.69");
}

/* What a question is asked with holds no number that follows from the position. */
static void
test_question_tells_no_answer (void)
{
  static const char *const secrets[] = { "47,738", "4.52", "47,500", "954.77" };
  MarginInputs in;
  g_autofree char *asset = NULL, *position = NULL, *all = NULL, *fixed_text = NULL;
  g_auto (GStrv) fixed = NULL;

  lab_set_up_fill (&seed, &in, &asset);
  position = lab_lesson_say_position (&in, asset);
  fixed = lab_lesson_say_fixed (&in, asset);
  fixed_text = g_strjoinv (" ", fixed);
  all = g_strconcat (position, " ", fixed_text, NULL);
  g_assert_nonnull (strstr (all, "200,000"));
  g_assert_nonnull (strstr (all, "0.5"));
  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_null (strstr (all, secrets[i]));
}

/* A lesson may be about coins. */
static void
test_question_may_be_about_coins (void)
{
  static const LabSetUp coins = { .rules = "binance-coinm",
                                  .asset = "BTC",
                                  .side = "short",
                                  .margin = 0.12,
                                  .leverage = 10,
                                  .entry = 50000 };
  MarginInputs in;
  g_autofree char *asset = NULL, *position = NULL;
  g_auto (GStrv) fixed = NULL;

  lab_set_up_fill (&coins, &in, &asset);
  position = lab_lesson_say_position (&in, asset);
  fixed = lab_lesson_say_fixed (&in, asset);
  g_assert_nonnull (strstr (position, "<b>0.12\302\240BTC</b>"));
  g_assert_nonnull (strstr (position, "<b>60,000\302\240USD</b> of BTC"));
  g_assert_cmpstr (fixed[3], ==, "0.12\302\240BTC");
}

static void
test_set_up_is_one_turn (void)
{
  g_autoptr (LabScenario) scenario = lab_scenario_new ();
  const MarginOutcome *outcome;

  g_object_set (scenario, "leverage", 50.0, "move", -0.5, NULL);
  g_assert_true (lab_scenario_is_locked (scenario));
  lab_set_up_apply (&seed, scenario);
  outcome = lab_scenario_get_outcome (scenario);
  g_assert_false (outcome->is_over);
  g_assert_cmpfloat_with_epsilon (outcome->liquidation.price, 47738.69346733668, 1e-8);
  g_assert_cmpfloat (outcome->in.mark, ==, 50000);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/lesson-words/gap-says-sooner-or-later",
                   test_gap_says_sooner_or_later);
  g_test_add_func ("/app/lesson-words/workings-lead-to-the-answer",
                   test_workings_lead_to_the_answer);
  g_test_add_func ("/app/lesson-words/question-tells-no-answer",
                   test_question_tells_no_answer);
  g_test_add_func ("/app/lesson-words/question-may-be-about-coins",
                   test_question_may_be_about_coins);
  g_test_add_func ("/app/lesson-words/set-up-is-one-turn", test_set_up_is_one_turn);
  return g_test_run ();
}
