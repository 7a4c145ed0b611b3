/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WIDGETS_WALK_ROW_H
#define APP_WIDGETS_WALK_ROW_H

#include "app/widgets/prediction-stage.h"

G_BEGIN_DECLS

/**
 * LabWalkRow:
 *
 * Lets the price of a stage walk, stop, and be led by hand. Who wants nothing to move by
 * itself goes step by step instead.
 *
 * Properties: stage (LabPredictionStage), is-short (boolean, leaves out the name).
 */
#define LAB_TYPE_WALK_ROW (lab_walk_row_get_type ())
G_DECLARE_FINAL_TYPE (LabWalkRow, lab_walk_row, LAB, WALK_ROW, GtkBox)

/** The walk drawn from @seed begins; without motion it is at its end at once. */
void lab_walk_row_begin (LabWalkRow *self, guint64 seed);

/** Once more from the entry. */
void lab_walk_row_again (LabWalkRow *self);

G_END_DECLS

#endif
