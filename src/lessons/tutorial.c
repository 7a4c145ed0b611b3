/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lessons/tutorial.h"

#include <math.h>

/* A machine with one number for its state, the step. Everything else is what the learner
 * did since that step began, and is wiped when the next one does. */

struct _LabTutorial {
  GObject parent_instance;

  LabLesson *lesson;
  guint step;
  gboolean is_running;
  gboolean has_ended; /* the position, since it was opened last */
  GHashTable *turned; /* control to the double it was turned to last */

  double prediction;
  const char *confidence; /* one of confidences[] */
  gboolean is_locked;
};

enum {
  PROP_LESSON = 1,
  PROP_STEP,
  PROP_IS_RUNNING,
  PROP_PREDICTION,
  PROP_CONFIDENCE,
  PROP_IS_LOCKED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static const char *const confidences[] = { "sure", "think-so", "guess" };

G_DEFINE_FINAL_TYPE (LabTutorial, lab_tutorial, G_TYPE_OBJECT)

static const LabStep *
step_at (LabTutorial *self, guint index)
{
  gsize n;
  const LabStep *steps = lab_lesson_get_steps (self->lesson, &n);

  return index < n ? &steps[index] : NULL;
}

static void
notify (LabTutorial *self, guint prop)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

static void
change_prediction (LabTutorial *self, double prediction)
{
  if (self->prediction == prediction)
    return;
  self->prediction = prediction;
  notify (self, PROP_PREDICTION);
}

static void
change_confidence (LabTutorial *self, const char *confidence)
{
  if (self->confidence == confidence)
    return;
  self->confidence = confidence;
  notify (self, PROP_CONFIDENCE);
}

static void
change_lock (LabTutorial *self, gboolean is_locked)
{
  if (self->is_locked == is_locked)
    return;
  self->is_locked = is_locked;
  notify (self, PROP_IS_LOCKED);
}

static void
change_step (LabTutorial *self, guint step)
{
  if (self->step == step)
    return;
  self->step = step;
  notify (self, PROP_STEP);
}

static void
change_running (LabTutorial *self, gboolean is_running)
{
  if (self->is_running == is_running)
    return;
  self->is_running = is_running;
  notify (self, PROP_IS_RUNNING);
}

static void
forget_prediction (LabTutorial *self)
{
  change_lock (self, FALSE);
  change_confidence (self, NULL);
  change_prediction (self, 0);
}

/* Whether a control stands at a value, as closely as the screen can tell. */
static gboolean
stands_at (double value, double wanted)
{
  return fabs (value - wanted) <= 1e-3 * fabs (wanted);
}

/* Whether there is nothing left to do or to say in @step. A step that opens the position
 * anew asks for everything anew. */
static gboolean
is_passed_over (LabTutorial *self, const LabStep *step)
{
  if ((step->when == LAB_WHEN_ENDED && !self->has_ended) ||
      (step->when == LAB_WHEN_OPEN && self->has_ended))
    return TRUE;
  if (step->kind != LAB_STEP_COACH || lab_step_has_set_up (step))
    return FALSE;
  if (step->until == LAB_UNTIL_ENDED)
    return self->has_ended;

  const double *turned = g_hash_table_lookup (self->turned, step->control);

  return step->until == LAB_UNTIL_AT && turned != NULL &&
         stands_at (*turned, step->value);
}

/* What was done to the position before it was opened anew. */
static void
forget_position (LabTutorial *self)
{
  self->has_ended = FALSE;
  g_hash_table_remove_all (self->turned);
}

/* Enters the first step from @index on that has something to do. */
static void
enter (LabTutorial *self, guint index)
{
  const LabStep *step = step_at (self, index);

  while (step != NULL && is_passed_over (self, step))
    step = step_at (self, ++index);

  g_object_freeze_notify (G_OBJECT (self));
  forget_prediction (self);
  if (step != NULL && lab_step_has_set_up (step))
    forget_position (self);
  if (step != NULL)
    change_step (self, index);
  change_running (self, step != NULL);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
lab_tutorial_dispose (GObject *object)
{
  LabTutorial *self = LAB_TUTORIAL (object);

  g_clear_pointer (&self->turned, g_hash_table_unref);
  g_clear_pointer (&self->lesson, lab_lesson_unref);
  G_OBJECT_CLASS (lab_tutorial_parent_class)->dispose (object);
}

static void
lab_tutorial_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LabTutorial *self = LAB_TUTORIAL (object);

  switch (id) {
  case PROP_LESSON: g_value_set_boxed (value, self->lesson); break;
  case PROP_STEP: g_value_set_uint (value, self->step); break;
  case PROP_IS_RUNNING: g_value_set_boolean (value, self->is_running); break;
  case PROP_PREDICTION: g_value_set_double (value, self->prediction); break;
  case PROP_CONFIDENCE: g_value_set_static_string (value, self->confidence); break;
  case PROP_IS_LOCKED: g_value_set_boolean (value, self->is_locked); break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
lab_tutorial_set_property (GObject *object, guint id, const GValue *value,
                           GParamSpec *pspec)
{
  LabTutorial *self = LAB_TUTORIAL (object);

  switch (id) {
  case PROP_LESSON: self->lesson = g_value_dup_boxed (value); break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
lab_tutorial_class_init (LabTutorialClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags said = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = lab_tutorial_dispose;
  object_class->get_property = lab_tutorial_get_property;
  object_class->set_property = lab_tutorial_set_property;

  props[PROP_LESSON] = g_param_spec_boxed ("lesson", NULL, NULL, LAB_TYPE_LESSON,
                                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                               G_PARAM_STATIC_STRINGS);
  props[PROP_STEP] = g_param_spec_uint ("step", NULL, NULL, 0, G_MAXUINT, 0, said);
  props[PROP_IS_RUNNING] = g_param_spec_boolean ("is-running", NULL, NULL, FALSE, said);
  props[PROP_PREDICTION] =
      g_param_spec_double ("prediction", NULL, NULL, 0, G_MAXDOUBLE, 0, said);
  props[PROP_CONFIDENCE] = g_param_spec_string ("confidence", NULL, NULL, NULL, said);
  props[PROP_IS_LOCKED] = g_param_spec_boolean ("is-locked", NULL, NULL, FALSE, said);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
lab_tutorial_init (LabTutorial *self)
{
  self->turned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

LabTutorial *
lab_tutorial_new (LabLesson *lesson)
{
  g_return_val_if_fail (lesson != NULL, NULL);
  return g_object_new (LAB_TYPE_TUTORIAL, "lesson", lesson, NULL);
}

void
lab_tutorial_start (LabTutorial *self)
{
  g_return_if_fail (LAB_IS_TUTORIAL (self));

  lab_tutorial_stop (self);
  forget_position (self);
  enter (self, 0);
}

void
lab_tutorial_stop (LabTutorial *self)
{
  g_return_if_fail (LAB_IS_TUTORIAL (self));

  g_object_freeze_notify (G_OBJECT (self));
  forget_prediction (self);
  change_running (self, FALSE);
  g_object_thaw_notify (G_OBJECT (self));
}

void
lab_tutorial_next (LabTutorial *self)
{
  const LabStep *step = lab_tutorial_get_step (self);

  if (step == NULL || (step->kind == LAB_STEP_PREDICT && !self->is_locked))
    return;
  if (step->kind == LAB_STEP_END)
    lab_tutorial_stop (self);
  else
    enter (self, self->step + 1);
}

const LabStep *
lab_tutorial_get_step (LabTutorial *self)
{
  g_return_val_if_fail (LAB_IS_TUTORIAL (self), NULL);
  return self->is_running ? step_at (self, self->step) : NULL;
}

guint
lab_tutorial_get_coach_number (LabTutorial *self, guint *of)
{
  const LabStep *present = lab_tutorial_get_step (self), *step;
  guint number = 0, n = 0;

  for (guint i = 0; (step = step_at (self, i)) != NULL; i++) {
    if (step->kind != LAB_STEP_COACH)
      continue;
    n++;
    if (step == present)
      number = n;
  }
  if (of != NULL)
    *of = n;
  return number;
}

void
lab_tutorial_control_turned (LabTutorial *self, const char *control, double value)
{
  const LabStep *step = lab_tutorial_get_step (self);

  g_return_if_fail (control != NULL);
  if (step == NULL || !isfinite (value))
    return;

  g_hash_table_replace (self->turned, g_strdup (control),
                        g_memdup2 (&value, sizeof value));
  if (step->kind != LAB_STEP_COACH || !g_str_equal (step->control, control))
    return;
  if (step->until == LAB_UNTIL_MOVED ||
      (step->until == LAB_UNTIL_AT && stands_at (value, step->value)))
    enter (self, self->step + 1);
}

void
lab_tutorial_position_ended (LabTutorial *self)
{
  const LabStep *step = lab_tutorial_get_step (self);

  if (step == NULL)
    return;

  self->has_ended = TRUE;
  for (guint i = self->step; step != NULL && step->kind == LAB_STEP_COACH;
       step = step_at (self, ++i)) {
    if (step->until == LAB_UNTIL_ENDED) {
      enter (self, i + 1);
      return;
    }
  }
}

/* Whether a prediction can be made or moved now. */
static gboolean
is_predicting (LabTutorial *self)
{
  const LabStep *step = lab_tutorial_get_step (self);

  return step != NULL && step->kind == LAB_STEP_PREDICT && !self->is_locked;
}

gboolean
lab_tutorial_predict (LabTutorial *self, double guess)
{
  if (!is_predicting (self) || !(guess > 0) || !isfinite (guess))
    return FALSE;

  change_prediction (self, guess);
  return TRUE;
}

gboolean
lab_tutorial_set_confidence (LabTutorial *self, const char *confidence)
{
  if (!is_predicting (self))
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (confidences); i++) {
    if (g_strcmp0 (confidence, confidences[i]) == 0) {
      change_confidence (self, confidences[i]);
      return TRUE;
    }
  }
  return FALSE;
}

gboolean
lab_tutorial_lock (LabTutorial *self)
{
  if (!is_predicting (self) || !(self->prediction > 0) || self->confidence == NULL)
    return FALSE;

  change_lock (self, TRUE);
  return TRUE;
}

const LabFeedback *
lab_tutorial_get_feedback (LabTutorial *self, LabNumber look_up_number, gpointer data)
{
  const LabStep *step = lab_tutorial_get_step (self);

  g_return_val_if_fail (look_up_number != NULL, NULL);
  if (step == NULL || !self->is_locked)
    return NULL;

  const LabFeedback *best = NULL, *any = NULL;
  double tick = look_up_number ("tick", data);
  double least = INFINITY;

  for (gsize i = 0; i < step->n_feedback; i++) {
    const LabFeedback *feedback = &step->feedback[i];

    if (feedback->near_field == NULL) {
      any = feedback;
      continue;
    }

    double price = look_up_number (feedback->near_field, data);
    double gap = fabs (self->prediction - price);

    if (gap < least && gap <= fmax (feedback->within * fabs (price), tick)) {
      least = gap;
      best = feedback;
    }
  }
  return best != NULL ? best : any;
}
