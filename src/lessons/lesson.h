/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LESSONS_LESSON_H
#define LESSONS_LESSON_H

#include <gio/gio.h>

G_BEGIN_DECLS

#define LAB_LESSON_MAX_BYTES (256 * 1024)

#define LAB_LESSON_ERROR (lab_lesson_error_quark ())
GQuark lab_lesson_error_quark (void);
typedef enum {
  LAB_LESSON_ERROR_MALFORMED, /* names line and reason */
  LAB_LESSON_ERROR_NOT_FOUND,
} LabLessonError;

/**
 * LabLesson:
 *
 * A lesson file of data/lessons/, read. A lesson is a list of steps; each step waits for
 * one thing the learner does. Text is translated when it is read from here; numbers stand
 * in it as {names} that the margin core answers when the step is shown. Immutable.
 *
 * The format stands in data/lessons/README.md.
 */
typedef struct _LabLesson LabLesson;

#define LAB_TYPE_LESSON (lab_lesson_get_type ())
GType lab_lesson_get_type (void);

LabLesson *lab_lesson_ref (LabLesson *self);
void lab_lesson_unref (LabLesson *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabLesson, lab_lesson_unref)

typedef enum {
  LAB_STEP_COACH,   /* a coach mark points at a control and waits for `until` */
  LAB_STEP_MESSAGE, /* a sentence and one button */
  LAB_STEP_PREDICT, /* a locked prediction, the walk, the gap */
  LAB_STEP_END,     /* closing sentence and two buttons */
} LabStepKind;

/** What a coach step waits for. */
typedef enum {
  LAB_UNTIL_NOTHING,
  LAB_UNTIL_MOVED, /* `control` has been turned */
  LAB_UNTIL_AT,    /* `control` stands at `value` */
  LAB_UNTIL_ENDED, /* the position is over */
} LabUntil;

/** When a step is shown; at any other time it is passed over. A coach step can be left by
 * Got it without doing the thing, so the sentence after it must be true either way. */
typedef enum {
  LAB_WHEN_ALWAYS,
  LAB_WHEN_ENDED, /* the position is over */
  LAB_WHEN_OPEN,  /* it is not */
} LabWhen;

/** What a step sets up before it begins; a name of NULL or a number of 0 leaves it. Any
 * set-up opens the position anew. */
typedef struct {
  const char *rules; /* id of a rule set */
  const char *asset;
  const char *side; /* "long", "short" */
  double margin, leverage, entry;
} LabSetUp;

/** One feedback to a prediction: said if the guess lies within `within` of the field, or
 * within one tick of it where that is more. */
typedef struct {
  const char *near_field; /* e.g. "bankruptcy_price"; NULL: any guess near no field */
  double within;          /* fraction of the price */
  const char *belief;     /* code of the misconception, never shown; NULL where none */
  const char *text;
} LabFeedback;

typedef struct {
  LabStepKind kind;
  const char *id;
  LabWhen when;
  const char *control; /* coach: "move", "leverage", … names of properties */
  LabUntil until;
  double value;
  LabSetUp set_up;
  const char *title, *text, *button; /* translated, with {names} */
  /* end: `button` goes to the list of lessons, this one stays in the sandbox */
  const char *other_button;
  /* predict: `button` goes on, and is shown once the walk has reached its end */
  const char *question; /* names nothing that follows from the answer */
  guint64 seed;         /* of the walk */
  const LabFeedback *feedback;
  gsize n_feedback;
  const char *explanation; /* said in any case, after the feedback */
} LabStep;

LabLesson *lab_lesson_load (const char *id, GError **error); /* bundled */
LabLesson *lab_lesson_new_from_bytes (GBytes *bytes, GError **error);
const char *const *lab_lesson_ids (void);

const char *lab_lesson_get_id (LabLesson *self);
const char *lab_lesson_get_title (LabLesson *self);
const char *lab_lesson_get_goal (LabLesson *self); /* what the learner can do after it */
const LabStep *lab_lesson_get_steps (LabLesson *self, gsize *n_steps);

/** Whether @step changes the position before it begins. */
gboolean lab_step_has_set_up (const LabStep *step);

/** Fills every {name} of @text by @look_up, whose answer is (transfer full) or NULL for
 * an unknown name, which then stays as written. (transfer full) */
typedef char *(*LabLookUp) (const char *name, gpointer data);
char *lab_lesson_fill (const char *text, LabLookUp look_up, gpointer data);

/** Every {name} in the texts of @self, NULL-terminated: a test checks them against the
 * core. (transfer full) */
char **lab_lesson_dup_names (LabLesson *self);

G_END_DECLS

#endif
