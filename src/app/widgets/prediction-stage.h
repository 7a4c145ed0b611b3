/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WIDGETS_PREDICTION_STAGE_H
#define APP_WIDGETS_PREDICTION_STAGE_H

#include "app/widgets/chart.h"

G_BEGIN_DECLS

/**
 * LabPredictionStage:
 *
 * Where a guess is made, and then seen beside what happens. Until it is locked it knows
 * nothing but the inputs of the position: no line can be drawn or said before its time.
 *
 * Properties: guess (double, where the learner's line stands), place (double, how far
 * along the walk: 0 to last-place), last-place (double), is-at-end (boolean, the walk has
 * reached its end), is-playing (boolean). Signal `lock-asked`: Enter on the handle.
 */
#define LAB_TYPE_PREDICTION_STAGE (lab_prediction_stage_get_type ())
G_DECLARE_FINAL_TYPE (LabPredictionStage, lab_prediction_stage, LAB, PREDICTION_STAGE,
                      LabChart)

/** Asks where the position @in ends. The line of the learner begins at the entry, and the
 * axis reaches as far up as down: neither tells where to look. */
void lab_prediction_stage_ask (LabPredictionStage *self, const MarginInputs *in,
                               const char *asset);

/** The guess holds from here on; the price walks from the entry to where @outcome ends.
 * Nothing is shown of it yet. */
void lab_prediction_stage_lock (LabPredictionStage *self, const MarginOutcome *outcome,
                                guint64 seed);

/** Lets the price walk on from its place, or from the entry if it has reached its end. */
void lab_prediction_stage_play (LabPredictionStage *self);
void lab_prediction_stage_pause (LabPredictionStage *self);

/** Goes a twelfth of the way, for those who want nothing to move by itself. */
void lab_prediction_stage_step (LabPredictionStage *self);

double lab_prediction_stage_get_guess (LabPredictionStage *self);
gboolean lab_prediction_stage_is_at_end (LabPredictionStage *self);

/** Gives the focus to the handle once it is there. */
void lab_prediction_stage_focus_handle (LabPredictionStage *self);

G_END_DECLS

#endif
