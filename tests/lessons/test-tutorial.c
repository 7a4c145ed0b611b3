/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lessons/tutorial.h"

#include <math.h>
#include <string.h>

static const char lesson_file[] =
    "<lesson id=\"l\"><title>T</title><goal>G</goal>"
    "<coach id=\"one\" control=\"move\" until=\"moved\"><set-up side=\"long\"/>"
    "<title>T</title><text>X</text></coach>"
    "<coach id=\"two\" control=\"leverage\" until=\"at\" value=\"20\">"
    "<title>T</title><text>X</text></coach>"
    "<coach id=\"three\" control=\"move\" until=\"ended\">"
    "<title>T</title><text>X</text></coach>"
    "<message id=\"over\" when=\"ended\"><text>X</text><button>B</button></message>"
    "<message id=\"open\" when=\"open\"><text>X</text><button>B</button></message>"
    "<predict id=\"guess\" seed=\"7\"><set-up side=\"short\"/><question>Q</question>"
    "<feedback near=\"liquidation_price\" within=\"0.0005\" no-belief=\"close\">close"
    "</feedback>"
    "<feedback near=\"bankruptcy_price\" within=\"0.01\" belief=\"M04\">zero</feedback>"
    "<feedback no-belief=\"any\">any</feedback>"
    "<explanation>E</explanation><button>B</button></predict>"
    "<predict id=\"again\" seed=\"8\"><question>Q</question>"
    "<feedback near=\"entry\" within=\"0.01\" belief=\"M05\">entry</feedback>"
    "<explanation>E</explanation><button>B</button></predict>"
    "<end id=\"end\"><text>X</text><button>B</button><other-button>O</other-button></end>"
    "</lesson>";

/* How often each property has been notified. */
typedef struct {
  LabTutorial *tutorial;
  GHashTable *notified;
} Fixture;

static void
notify_cb (GObject *object, GParamSpec *pspec, gpointer data)
{
  GHashTable *notified = data;
  gpointer name = (gpointer) pspec->name;
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (notified, name));

  g_hash_table_insert (notified, name, GUINT_TO_POINTER (n + 1));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (lesson_file, strlen (lesson_file));
  g_autoptr (GError) error = NULL;
  g_autoptr (LabLesson) lesson = lab_lesson_new_from_bytes (bytes, &error);

  g_assert_no_error (error);
  fixture->tutorial = lab_tutorial_new (lesson);
  fixture->notified = g_hash_table_new (g_str_hash, g_str_equal);
  g_signal_connect (fixture->tutorial, "notify", G_CALLBACK (notify_cb),
                    fixture->notified);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->tutorial);
  g_hash_table_unref (fixture->notified);
}

/* How often @name has been notified since this was asked last. */
static guint
notified (Fixture *fixture, const char *name)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (fixture->notified, name));

  g_hash_table_remove (fixture->notified, name);
  return n;
}

static void
assert_at (LabTutorial *tutorial, const char *id)
{
  const LabStep *step = lab_tutorial_get_step (tutorial);

  g_assert_cmpstr (step != NULL ? step->id : NULL, ==, id);
}

/* To the first prediction, by the straight way. */
static void
play_to_guess (LabTutorial *tutorial)
{
  lab_tutorial_start (tutorial);
  lab_tutorial_control_turned (tutorial, "move", -0.01);
  lab_tutorial_control_turned (tutorial, "leverage", 20);
  lab_tutorial_position_ended (tutorial);
  lab_tutorial_next (tutorial);
  assert_at (tutorial, "guess");
}

static void
each_step_waits_for_its_own_thing (Fixture *fixture, gconstpointer data)
{
  LabTutorial *self = fixture->tutorial;

  assert_at (self, NULL);
  lab_tutorial_start (self);
  assert_at (self, "one");
  lab_tutorial_control_turned (self, "margin", 500);
  lab_tutorial_control_turned (self, "move", NAN);
  assert_at (self, "one");
  lab_tutorial_control_turned (self, "move", -0.01);
  assert_at (self, "two");
  lab_tutorial_control_turned (self, "move", -0.02);
  lab_tutorial_control_turned (self, "leverage", 12);
  assert_at (self, "two");
  lab_tutorial_control_turned (self, "leverage", 20);
  assert_at (self, "three");
  lab_tutorial_control_turned (self, "move", -0.03);
  assert_at (self, "three");
  lab_tutorial_position_ended (self);
  assert_at (self, "over");
  lab_tutorial_position_ended (self);
  lab_tutorial_control_turned (self, "move", 0);
  assert_at (self, "over");
  lab_tutorial_next (self);
  assert_at (self, "guess");
}

static void
what_was_turned_early_counts (Fixture *fixture, gconstpointer data)
{
  LabTutorial *self = fixture->tutorial;

  lab_tutorial_start (self);
  lab_tutorial_control_turned (self, "leverage", 20);
  assert_at (self, "one");
  lab_tutorial_control_turned (self, "move", -0.01);
  assert_at (self, "three");

  lab_tutorial_start (self);
  lab_tutorial_control_turned (self, "leverage", 20);
  lab_tutorial_control_turned (self, "leverage", 8);
  lab_tutorial_control_turned (self, "move", -0.01);
  assert_at (self, "two");
}

static void
an_early_end_is_the_end (Fixture *fixture, gconstpointer data)
{
  lab_tutorial_start (fixture->tutorial);
  lab_tutorial_position_ended (fixture->tutorial);
  assert_at (fixture->tutorial, "over");
}

static void
readers_pass_by_got_it (Fixture *fixture, gconstpointer data)
{
  LabTutorial *self = fixture->tutorial;
  guint of = 0;

  lab_tutorial_start (self);
  for (guint number = 1; number <= 3; number++) {
    g_assert_cmpuint (lab_tutorial_get_coach_number (self, &of), ==, number);
    g_assert_cmpuint (of, ==, 3);
    lab_tutorial_next (self);
  }
  assert_at (self, "open");
  g_assert_cmpuint (lab_tutorial_get_coach_number (self, NULL), ==, 0);
  lab_tutorial_next (self);
  assert_at (self, "guess");
}

static void
a_prediction_moves_until_it_is_locked (Fixture *fixture, gconstpointer data)
{
  LabTutorial *self = fixture->tutorial;
  g_autofree char *confidence = NULL;
  gboolean is_locked;
  double prediction;

  play_to_guess (self);
  g_assert_false (lab_tutorial_lock (self));
  g_assert_false (lab_tutorial_predict (self, 0));
  g_assert_false (lab_tutorial_predict (self, -1));
  g_assert_false (lab_tutorial_predict (self, NAN));
  g_assert_false (lab_tutorial_predict (self, INFINITY));
  g_assert_true (lab_tutorial_predict (self, 52000));
  g_assert_false (lab_tutorial_lock (self));
  lab_tutorial_next (self);
  assert_at (self, "guess");
  g_assert_false (lab_tutorial_set_confidence (self, "maybe"));
  g_assert_false (lab_tutorial_set_confidence (self, NULL));
  g_assert_true (lab_tutorial_set_confidence (self, "guess"));
  g_assert_true (lab_tutorial_set_confidence (self, "sure"));
  g_assert_true (lab_tutorial_predict (self, 55000));
  g_assert_true (lab_tutorial_lock (self));

  g_assert_false (lab_tutorial_predict (self, 54000));
  g_assert_false (lab_tutorial_set_confidence (self, "guess"));
  g_assert_false (lab_tutorial_lock (self));
  g_object_get (self, "prediction", &prediction, "confidence", &confidence, "is-locked",
                &is_locked, NULL);
  g_assert_cmpfloat (prediction, ==, 55000);
  g_assert_cmpstr (confidence, ==, "sure");
  g_assert_true (is_locked);
}

static void
a_confidence_alone_does_not_lock (Fixture *fixture, gconstpointer data)
{
  play_to_guess (fixture->tutorial);
  g_assert_true (lab_tutorial_set_confidence (fixture->tutorial, "sure"));
  g_assert_false (lab_tutorial_lock (fixture->tutorial));
}

static void
the_next_step_begins_without_a_prediction (Fixture *fixture, gconstpointer data)
{
  LabTutorial *self = fixture->tutorial;

  play_to_guess (self);
  lab_tutorial_predict (self, 55000);
  lab_tutorial_set_confidence (self, "sure");
  lab_tutorial_lock (self);
  lab_tutorial_next (self);
  assert_at (self, "again");
  g_assert_false (lab_tutorial_lock (self));
  g_assert_true (lab_tutorial_predict (self, 100));
  g_assert_false (lab_tutorial_lock (self));
  g_assert_true (lab_tutorial_set_confidence (self, "guess"));
  g_assert_true (lab_tutorial_lock (self));
  lab_tutorial_next (self);
  assert_at (self, "end");
  lab_tutorial_next (self);
  assert_at (self, NULL);
}

static void
nothing_is_predicted_elsewhere (Fixture *fixture, gconstpointer data)
{
  LabTutorial *self = fixture->tutorial;

  g_assert_false (lab_tutorial_predict (self, 1));
  lab_tutorial_start (self);
  g_assert_false (lab_tutorial_predict (self, 1));
  g_assert_false (lab_tutorial_set_confidence (self, "sure"));
  g_assert_false (lab_tutorial_lock (self));
  play_to_guess (self);
  lab_tutorial_stop (self);
  g_assert_false (lab_tutorial_predict (self, 1));
}

static void
can_be_left_and_replayed_anywhere (Fixture *fixture, gconstpointer data)
{
  LabTutorial *self = fixture->tutorial;

  lab_tutorial_stop (self);
  lab_tutorial_next (self);
  lab_tutorial_position_ended (self);
  assert_at (self, NULL);

  for (guint steps = 0; steps < 6; steps++) {
    lab_tutorial_start (self);
    assert_at (self, "one");
    for (guint i = 0; i < steps; i++)
      lab_tutorial_next (self);
    lab_tutorial_stop (self);
    assert_at (self, NULL);
    lab_tutorial_control_turned (self, "move", 1);
    lab_tutorial_position_ended (self);
    assert_at (self, NULL);
  }

  /* What ended before the restart does not count after it. */
  play_to_guess (self);
  lab_tutorial_start (self);
  lab_tutorial_control_turned (self, "move", 1);
  assert_at (self, "two");
}

static void
tells_each_change_once (Fixture *fixture, gconstpointer data)
{
  LabTutorial *self = fixture->tutorial;

  lab_tutorial_start (self);
  g_assert_cmpuint (notified (fixture, "is-running"), ==, 1);
  lab_tutorial_control_turned (self, "leverage", 3);
  g_assert_cmpuint (notified (fixture, "step"), ==, 0);
  lab_tutorial_control_turned (self, "move", -0.01);
  g_assert_cmpuint (notified (fixture, "step"), ==, 1);

  play_to_guess (self);
  g_hash_table_remove_all (fixture->notified);
  lab_tutorial_predict (self, 1);
  lab_tutorial_predict (self, 1);
  lab_tutorial_predict (self, 2);
  g_assert_cmpuint (notified (fixture, "prediction"), ==, 2);
  lab_tutorial_set_confidence (self, "sure");
  lab_tutorial_set_confidence (self, "sure");
  g_assert_cmpuint (notified (fixture, "confidence"), ==, 1);
  lab_tutorial_lock (self);
  lab_tutorial_lock (self);
  g_assert_cmpuint (notified (fixture, "is-locked"), ==, 1);

  lab_tutorial_next (self);
  g_assert_cmpuint (notified (fixture, "step"), ==, 1);
  g_assert_cmpuint (notified (fixture, "prediction"), ==, 1);
  g_assert_cmpuint (notified (fixture, "confidence"), ==, 1);
  g_assert_cmpuint (notified (fixture, "is-locked"), ==, 1);
  lab_tutorial_stop (self);
  lab_tutorial_stop (self);
  g_assert_cmpuint (notified (fixture, "is-running"), ==, 1);
}

/* A listener that asks while it is told sees one whole state, never half of one. */
static void
check_whole_cb (LabTutorial *self, GParamSpec *pspec, gpointer data)
{
  const LabStep *step = lab_tutorial_get_step (self);
  double prediction;

  g_object_get (self, "prediction", &prediction, NULL);
  g_assert_true (prediction > 0 || lab_tutorial_get_feedback (self, data, NULL) == NULL);
  g_assert_true (step == NULL || step->kind == LAB_STEP_PREDICT || !(prediction > 0));
}

static double
classroom_number (const char *field, gpointer data)
{
  if (g_str_equal (field, "liquidation_price"))
    return 54726.37;
  if (g_str_equal (field, "bankruptcy_price"))
    return 55000;
  return g_str_equal (field, "tick") && data != NULL ? *(double *) data : NAN;
}

static void
listeners_see_whole_states (Fixture *fixture, gconstpointer data)
{
  g_signal_connect (fixture->tutorial, "notify", G_CALLBACK (check_whole_cb),
                    classroom_number);
  the_next_step_begins_without_a_prediction (fixture, data);
  can_be_left_and_replayed_anywhere (fixture, data);
}

static const char *
feedback_to (LabTutorial *self, double guess, double *tick)
{
  const LabFeedback *feedback;

  play_to_guess (self);
  g_assert_null (lab_tutorial_get_feedback (self, classroom_number, tick));
  lab_tutorial_predict (self, guess);
  lab_tutorial_set_confidence (self, "think-so");
  g_assert_null (lab_tutorial_get_feedback (self, classroom_number, tick));
  lab_tutorial_lock (self);
  feedback = lab_tutorial_get_feedback (self, classroom_number, tick);
  return feedback != NULL ? feedback->text : NULL;
}

static void
feedback_answers_the_nearest_belief (Fixture *fixture, gconstpointer data)
{
  LabTutorial *self = fixture->tutorial;
  double tick = 100;

  g_assert_cmpstr (feedback_to (self, 54726.37, NULL), ==, "close");
  g_assert_cmpstr (feedback_to (self, 54750, NULL), ==, "close"); /* 0.05 % is 27.36 */
  g_assert_cmpstr (feedback_to (self, 54755, NULL), ==, "zero");  /* within 1 % of it */
  g_assert_cmpstr (feedback_to (self, 55000, NULL), ==, "zero");
  g_assert_cmpstr (feedback_to (self, 60000, NULL), ==, "any");
  g_assert_cmpstr (feedback_to (self, 54640, &tick), ==, "close"); /* within a tick */
}

static void
no_feedback_where_none_fits (Fixture *fixture, gconstpointer data)
{
  LabTutorial *self = fixture->tutorial;

  feedback_to (self, 55000, NULL);
  lab_tutorial_next (self);
  lab_tutorial_predict (self, 100);
  lab_tutorial_set_confidence (self, "guess");
  lab_tutorial_lock (self);
  g_assert_null (lab_tutorial_get_feedback (self, classroom_number, NULL));
}

static void
lends_its_lesson (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LabLesson) lesson = NULL;

  g_object_get (fixture->tutorial, "lesson", &lesson, NULL);
  g_assert_cmpstr (lab_lesson_get_id (lesson), ==, "l");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function)                                                            \
  g_test_add ("/lessons/tutorial/" claim, Fixture, NULL, set_up, function, tear_down)
  TEST ("each-step-waits-for-its-own-thing", each_step_waits_for_its_own_thing);
  TEST ("what-was-turned-early-counts", what_was_turned_early_counts);
  TEST ("an-early-end-is-the-end", an_early_end_is_the_end);
  TEST ("readers-pass-by-got-it", readers_pass_by_got_it);
  TEST ("a-prediction-moves-until-it-is-locked", a_prediction_moves_until_it_is_locked);
  TEST ("a-confidence-alone-does-not-lock", a_confidence_alone_does_not_lock);
  TEST ("the-next-step-begins-without-a-prediction",
        the_next_step_begins_without_a_prediction);
  TEST ("nothing-is-predicted-elsewhere", nothing_is_predicted_elsewhere);
  TEST ("can-be-left-and-replayed-anywhere", can_be_left_and_replayed_anywhere);
  TEST ("tells-each-change-once", tells_each_change_once);
  TEST ("listeners-see-whole-states", listeners_see_whole_states);
  TEST ("feedback-answers-the-nearest-belief", feedback_answers_the_nearest_belief);
  TEST ("no-feedback-where-none-fits", no_feedback_where_none_fits);
  TEST ("lends-its-lesson", lends_its_lesson);
#undef TEST
  return g_test_run ();
}
