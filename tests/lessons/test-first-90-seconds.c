/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lessons/numbers.h"
#include "lessons/tutorial.h"

#include "documented.h"
#include "play.h"

#include <string.h>

/* The lesson itself: played from end to end with the numbers of the margin core, and held
 * against the house rules for lessons. */

static LabLesson *
load (void)
{
  g_autoptr (GError) error = NULL;
  LabLesson *lesson = lab_lesson_load ("first-90-seconds", &error);

  g_assert_no_error (error);
  return lesson;
}

/* Every text of @step, and none twice. */
static GPtrArray *
texts_of (const LabStep *step)
{
  const char *texts[] = { step->title,        step->text,     step->button,
                          step->other_button, step->question, step->explanation };
  GPtrArray *all = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    if (texts[i] != NULL)
      g_ptr_array_add (all, (gpointer) texts[i]);
  }
  for (gsize i = 0; i < step->n_feedback; i++)
    g_ptr_array_add (all, (gpointer) step->feedback[i].text);
  return all;
}

/* Every text of the lesson. */
static GPtrArray *
texts_in (LabLesson *lesson)
{
  gsize n;
  const LabStep *steps = lab_lesson_get_steps (lesson, &n);
  GPtrArray *all = g_ptr_array_new ();

  g_ptr_array_add (all, (gpointer) lab_lesson_get_title (lesson));
  g_ptr_array_add (all, (gpointer) lab_lesson_get_goal (lesson));
  for (gsize i = 0; i < n; i++)
    g_ptr_array_extend_and_steal (all, texts_of (&steps[i]));
  return all;
}

static guint
count_words (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  return g_strv_length (words);
}

static void
assert_step (LabTutorial *tutorial, const char *id)
{
  g_assert_nonnull (lab_tutorial_get_step (tutorial));
  g_assert_cmpstr (lab_tutorial_get_step (tutorial)->id, ==, id);
}

static const char *
belief_of_guess (LabTutorial *tutorial, double guess, MarginOutcome *outcome)
{
  const LabFeedback *feedback;

  g_assert_true (lab_tutorial_predict (tutorial, guess));
  g_assert_true (lab_tutorial_set_confidence (tutorial, "sure"));
  g_assert_true (lab_tutorial_lock (tutorial));
  feedback = lab_tutorial_get_feedback (tutorial, lab_lesson_number, outcome);
  g_assert_nonnull (feedback);
  return feedback->belief;
}

static void
plays_from_end_to_end (void)
{
  g_autoptr (LabLesson) lesson = load ();
  g_autoptr (LabTutorial) tutorial = lab_tutorial_new (lesson);
  MarginOutcome short_at_10 = outcome_of (step_called (lesson, "short-at-10"));
  MarginOutcome long_at_20 = outcome_of (step_called (lesson, "long-at-20"));
  guint of;

  lab_tutorial_start (tutorial);
  assert_step (tutorial, "drag");
  g_assert_cmpuint (lab_tutorial_get_coach_number (tutorial, &of), ==, 1);
  g_assert_cmpuint (of, ==, 3);
  lab_tutorial_control_turned (tutorial, "move", -0.01);
  assert_step (tutorial, "twenty");
  lab_tutorial_control_turned (tutorial, "leverage", 19);
  lab_tutorial_control_turned (tutorial, "leverage", 20);
  assert_step (tutorial, "end-it");
  lab_tutorial_control_turned (tutorial, "move", -0.04);
  lab_tutorial_position_ended (tutorial);
  assert_step (tutorial, "ended");
  lab_tutorial_next (tutorial);
  assert_step (tutorial, "short-at-10");
  g_assert_cmpstr (belief_of_guess (tutorial, 55000, &short_at_10), ==, "M04");
  lab_tutorial_next (tutorial);
  assert_step (tutorial, "long-at-20");
  g_assert_null (belief_of_guess (tutorial, 47740, &long_at_20));
  lab_tutorial_next (tutorial);
  assert_step (tutorial, "done");
  lab_tutorial_next (tutorial);
  g_assert_null (lab_tutorial_get_step (tutorial));

  /* And once more, by a reader who does nothing. */
  lab_tutorial_start (tutorial);
  for (guint i = 0; i < 3; i++)
    lab_tutorial_next (tutorial);
  assert_step (tutorial, "still-open");
  lab_tutorial_next (tutorial);
  assert_step (tutorial, "short-at-10");
  g_assert_finalize_object (g_steal_pointer (&tutorial));
}

/* Source: worked by hand with E (1 ± 1/L) / (1 ± m), E (1 ± 1/L), E (1 ± 1/L ± m); E is
 * 50,000, m 0.5 %. The feedback is named by the price it is near to. */
static const struct {
  const char *step;
  double guess;
  const char *near_field, *belief;
} guesses[] = {
  { "short-at-10", 54726.37, "liquidation_price", NULL },
  { "short-at-10", 54700, "liquidation_price", NULL },
  { "short-at-10", 54753, "liquidation_price", NULL },
  { "short-at-10", 55000, "bankruptcy_price", "M04" },
  { "short-at-10", 54900, "bankruptcy_price", "M04" },
  { "short-at-10", 55250, "mirrored_liquidation_price", NULL },
  { "short-at-10", 55276.38, "mirrored_liquidation_price", NULL },
  { "short-at-10", 45226.13, "other_side_liquidation_price", "M05" },
  { "short-at-10", 45000, "other_side_liquidation_price", "M05" },
  { "short-at-10", 54800, NULL, NULL },
  { "short-at-10", 51000, NULL, NULL },
  { "short-at-10", 60000, NULL, NULL },
  { "long-at-20", 47738.69, "liquidation_price", NULL },
  { "long-at-20", 47500, "bankruptcy_price", "M04" },
  { "long-at-20", 47250, "mirrored_liquidation_price", NULL },
  { "long-at-20", 52238.81, "other_side_liquidation_price", "M05" },
  { "long-at-20", 52500, "other_side_liquidation_price", "M05" },
  { "long-at-20", 49000, NULL, NULL },
};

static void
go_to (LabTutorial *tutorial, const char *id)
{
  lab_tutorial_start (tutorial);
  while (!g_str_equal (lab_tutorial_get_step (tutorial)->id, id)) {
    lab_tutorial_predict (tutorial, 1);
    lab_tutorial_set_confidence (tutorial, "guess");
    lab_tutorial_lock (tutorial);
    lab_tutorial_next (tutorial);
  }
}

static void
every_guess_gets_its_own_answer (void)
{
  g_autoptr (LabLesson) lesson = load ();
  g_autoptr (LabTutorial) tutorial = lab_tutorial_new (lesson);

  for (gsize i = 0; i < G_N_ELEMENTS (guesses); i++) {
    MarginOutcome outcome = outcome_of (step_called (lesson, guesses[i].step));

    g_test_message ("%s: %.2f", guesses[i].step, guesses[i].guess);
    go_to (tutorial, guesses[i].step);
    g_assert_cmpstr (belief_of_guess (tutorial, guesses[i].guess, &outcome), ==,
                     guesses[i].belief);
    g_assert_cmpstr (
        lab_tutorial_get_feedback (tutorial, lab_lesson_number, &outcome)->near_field, ==,
        guesses[i].near_field);
  }
}

static void
coach_marks_are_short (void)
{
  gsize n;
  g_autoptr (LabLesson) lesson = load ();
  const LabStep *steps = lab_lesson_get_steps (lesson, &n);

  for (gsize i = 0; i < n; i++) {
    if (steps[i].kind != LAB_STEP_COACH)
      continue;
    g_assert_cmpuint (count_words (steps[i].title), <=, 4);
    g_assert_cmpuint (count_words (steps[i].text), <=, 15);
  }
}

static void
sentences_are_short (void)
{
  g_autoptr (LabLesson) lesson = load ();
  g_autoptr (GPtrArray) texts = texts_in (lesson);

  for (guint i = 0; i < texts->len; i++) {
    g_auto (GStrv) sentences = g_regex_split_simple ("[.?!] ", texts->pdata[i], 0, 0);

    for (gsize k = 0; sentences[k] != NULL; k++)
      g_assert_cmpuint (count_words (sentences[k]), <=, 25);
  }
}

static void
names_are_documented (void)
{
  g_autoptr (LabLesson) lesson = load ();
  g_autoptr (GHashTable) documented = documented_names ();
  g_auto (GStrv) names = lab_lesson_dup_names (lesson);

  g_assert_cmpuint (g_strv_length (names), >, 0);
  for (gsize i = 0; names[i] != NULL; i++) {
    if (!g_hash_table_contains (documented, names[i]))
      g_error ("{%s} does not stand in data/lessons/README.md", names[i]);
  }
}

static void
assert_names_none (const char *text, const char *const *names)
{
  for (gsize i = 0; text != NULL && names[i] != NULL; i++)
    g_assert_null (strstr (text, names[i]));
}

static void
nothing_is_told_before_the_lock (void)
{
  static const char *const guessed[] = { "{guess}", "{gap}", "{confidence}", NULL };
  static const char *const answers[] = { "liquidation", "bankruptcy", "maintenance",
                                         "equity",      "ended",      NULL };
  gsize n;
  g_autoptr (LabLesson) lesson = load ();
  const LabStep *steps = lab_lesson_get_steps (lesson, &n);
  guint n_predict = 0;

  for (gsize i = 0; i < n; i++) {
    assert_names_none (steps[i].title, guessed);
    assert_names_none (steps[i].text, guessed);
    assert_names_none (steps[i].button, answers);
    assert_names_none (steps[i].question, answers);
    n_predict += steps[i].kind == LAB_STEP_PREDICT;
  }
  g_assert_cmpuint (n_predict, >=, 1);
}

static gboolean
is_set_up (const LabStep *step, double number)
{
  const double numbers[] = { step->value, step->set_up.margin, step->set_up.leverage,
                             step->set_up.entry };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
    if (number == numbers[i])
      return TRUE;
  }
  return FALSE;
}

/* A typed number is one that this step sets up, or on a button the next one. */
static void
typed_numbers_are_set_up (void)
{
  gsize n;
  g_autoptr (LabLesson) lesson = load ();
  const LabStep *steps = lab_lesson_get_steps (lesson, &n);

  for (gsize i = 0; i < n; i++) {
    g_autoptr (GPtrArray) texts = texts_of (&steps[i]);

    for (guint k = 0; k < texts->len; k++) {
      g_auto (GStrv) pieces = g_regex_split_simple ("[^0-9,.]+", texts->pdata[k], 0, 0);

      for (gsize p = 0; pieces[p] != NULL; p++) {
        double number = g_ascii_strtod (pieces[p], NULL);

        if (g_ascii_isdigit (*pieces[p]) && !is_set_up (&steps[i], number) &&
            !(i + 1 < n && is_set_up (&steps[i + 1], number)))
          g_error ("A number is typed: %s", (char *) texts->pdata[k]);
      }
    }
  }
}

static void
words_are_our_own_and_neutral (void)
{
  static const char *const avoided =
      "\\b(binance|bybit|bitmex|bitget|coinbase|deribit|dydx|hyperliquid|kraken|kucoin|"
      "okx|"
      "win|wins|moon|rekt|bet|bets|play money|profit|safe|guaranteed|smart|pro|easy|"
      "unfortunately|wrong|oops|trader|roi|pnl|congratulations|well done|great|perfect|"
      "sign up|buy now|start trading|m[0-9][0-9])\\b";
  g_autoptr (LabLesson) lesson = load ();
  g_autoptr (GPtrArray) texts = texts_in (lesson);

  for (guint i = 0; i < texts->len; i++) {
    if (g_regex_match_simple (avoided, texts->pdata[i], G_REGEX_CASELESS, 0))
      g_error ("A word to avoid: %s", (char *) texts->pdata[i]);
  }
}

/* Every lesson has a goal and ends in the sandbox; every prediction answers any guess. */
static void
is_a_whole_lesson (void)
{
  gsize n;
  g_autoptr (LabLesson) lesson = load ();
  const LabStep *steps = lab_lesson_get_steps (lesson, &n);

  g_assert_cmpuint (strlen (lab_lesson_get_goal (lesson)), >, 0);
  g_assert_nonnull (steps[n - 1].other_button);
  for (gsize i = 0; i < n; i++) {
    gboolean answers_any = steps[i].kind != LAB_STEP_PREDICT;

    for (gsize k = 0; k < steps[i].n_feedback; k++)
      answers_any |= steps[i].feedback[k].near_field == NULL;
    g_assert_true (answers_any);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function)                                                            \
  g_test_add_func ("/lessons/first-90-seconds/" claim, function)
  TEST ("plays-from-end-to-end", plays_from_end_to_end);
  TEST ("every-guess-gets-its-own-answer", every_guess_gets_its_own_answer);
  TEST ("coach-marks-are-short", coach_marks_are_short);
  TEST ("sentences-are-short", sentences_are_short);
  TEST ("names-are-documented", names_are_documented);
  TEST ("nothing-is-told-before-the-lock", nothing_is_told_before_the_lock);
  TEST ("typed-numbers-are-set-up", typed_numbers_are_set_up);
  TEST ("words-are-our-own-and-neutral", words_are_our_own_and_neutral);
  TEST ("is-a-whole-lesson", is_a_whole_lesson);
#undef TEST
  return g_test_run ();
}
