/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WIDGETS_NUMBER_ROW_H
#define APP_WIDGETS_NUMBER_ROW_H

#include "app/widgets/slider.h"

G_BEGIN_DECLS

/**
 * LabNumberRow:
 *
 * One number of the scenario: its name, a field for the exact value, what follows from it
 * in quiet letters, and a slider. A refused entry keeps the old value and says what is
 * accepted.
 *
 * Properties: control, title, value, low, high, home, end (see LabReach), suffix, note
 * (a sentence below the slider), has-slider. `low` and `high` bound what can be typed.
 */
#define LAB_TYPE_NUMBER_ROW (lab_number_row_get_type ())
G_DECLARE_FINAL_TYPE (LabNumberRow, lab_number_row, LAB, NUMBER_ROW, GtkWidget)

/** The slider where there is one, else the field. (transfer none) */
GtkWidget *lab_number_row_get_focusable (LabNumberRow *self);

LabSlider *lab_number_row_get_slider (LabNumberRow *self);
GtkEditable *lab_number_row_get_field (LabNumberRow *self);

/** Takes what stands in the field, as Return does. */
void lab_number_row_commit (LabNumberRow *self);

G_END_DECLS

#endif
