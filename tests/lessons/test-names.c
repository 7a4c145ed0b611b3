/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lessons/lesson.h"
#include "scenario/words.h"

#include "documented.h"
#include "play.h"

/* What lessons may name, and what the learner's words answer. */

static const LabStep seed_step = {
  .set_up = { .side = "long", .margin = 10000, .leverage = 20, .entry = 50000 },
};

static void
every_documented_name_is_answered (void)
{
  static const char *const of_the_guess[] = { "guess", "gap", "confidence", NULL };
  g_autoptr (GHashTable) names = documented_names ();
  MarginOutcome outcome = outcome_of (&seed_step);
  GHashTableIter all;
  gpointer name;

  g_assert_cmpuint (g_hash_table_size (names), >, 20);
  g_hash_table_iter_init (&all, names);
  while (g_hash_table_iter_next (&all, &name, NULL)) {
    g_autofree char *value = lab_say_field (&outcome, "BTC", name);

    g_test_message ("%s: %s", (char *) name, value != NULL ? value : "no answer");
    g_assert_true ((value == NULL) == g_strv_contains (of_the_guess, name));
  }
}

static char *
say_cb (const char *name, gpointer outcome)
{
  return lab_say_field (outcome, "BTC", name);
}

static void
the_seed_example_is_told_in_full (void)
{
  g_autoptr (LabLesson) lesson = lab_lesson_load ("first-90-seconds", NULL);
  const LabStep *step = step_called (lesson, "long-at-20");
  MarginOutcome outcome = outcome_of (step);
  g_autofree char *said = lab_lesson_fill (step->explanation, say_cb, &outcome);
  g_autofree char *asked = lab_lesson_fill (step->question, say_cb, &outcome);

  g_test_message ("%s %s", asked, said);
  g_assert_nonnull (strstr (said, "47,500"));
  g_assert_nonnull (strstr (said, "47,738.69"));
  g_assert_nonnull (strstr (asked, "50,000"));
  g_assert_null (strchr (said, '{'));
  g_assert_null (strchr (asked, '{'));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/lessons/names/" claim, function)
  TEST ("every-documented-name-is-answered", every_documented_name_is_answered);
  TEST ("the-seed-example-is-told-in-full", the_seed_example_is_told_in_full);
#undef TEST
  return g_test_run ();
}
