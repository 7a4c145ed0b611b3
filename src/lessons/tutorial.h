/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LESSONS_TUTORIAL_H
#define LESSONS_TUTORIAL_H

#include "lessons/lesson.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * LabTutorial:
 *
 * Walks through a lesson: which step is on, what happened, and what was predicted. Knows
 * no widget: the app tells it what the learner did, and shows what it says.
 *
 * Properties: lesson, step (guint, index), is-running (boolean), prediction (double, 0
 * until set), confidence (string NULL, "sure", "think-so", "guess"), is-locked (boolean).
 *
 * Whatever the present step does not wait for is passed by in silence. Every step begins
 * with no prediction, no confidence and no lock.
 */
#define LAB_TYPE_TUTORIAL (lab_tutorial_get_type ())
G_DECLARE_FINAL_TYPE (LabTutorial, lab_tutorial, LAB, TUTORIAL, GObject)

LabTutorial *lab_tutorial_new (LabLesson *lesson);

/** Begins at the first step, from wherever it is. */
void lab_tutorial_start (LabTutorial *self);
void lab_tutorial_stop (LabTutorial *self); /* left; can be started again */

/** The step's button, or Got it. Leaves a prediction only once it is locked, and the last
 * step for good. */
void lab_tutorial_next (LabTutorial *self);

/** The step that is on, or NULL when it is not running. */
const LabStep *lab_tutorial_get_step (LabTutorial *self);
/** "1 of 3"; 0 on any other step. */
guint lab_tutorial_get_coach_number (LabTutorial *self, guint *of);

/** The learner turned @control to @value: moves on if the step waited for that. What was
 * turned early counts when its step comes. Not for what a step's set-up turns. */
void lab_tutorial_control_turned (LabTutorial *self, const char *control, double value);
/** The position is over. An early end passes over the coach marks up to the one that asks
 * for it: a position that is over cannot be turned any more. */
void lab_tutorial_position_ended (LabTutorial *self);

/** A prediction can be moved until it is locked; locking needs a confidence. Returns
 * FALSE and changes nothing otherwise. */
gboolean lab_tutorial_predict (LabTutorial *self, double guess);
gboolean lab_tutorial_set_confidence (LabTutorial *self, const char *confidence);
gboolean lab_tutorial_lock (LabTutorial *self);

/** The feedback for the locked guess: of those whose field it lies near, the nearest;
 * else the one for any other guess; else NULL. @look_up_number answers a field, and
 * "tick"; lab_lesson_number() (lessons/numbers.h) is one. */
typedef double (*LabNumber) (const char *field, gpointer data);
const LabFeedback *lab_tutorial_get_feedback (LabTutorial *self, LabNumber look_up_number,
                                              gpointer data);

G_END_DECLS

#endif
