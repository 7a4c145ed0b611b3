/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WIDGETS_STEP_BAR_H
#define APP_WIDGETS_STEP_BAR_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** LabStepBar: how far a lesson has come. Its children are labels, one a step. */
#define LAB_TYPE_STEP_BAR (lab_step_bar_get_type ())
G_DECLARE_FINAL_TYPE (LabStepBar, lab_step_bar, LAB, STEP_BAR, GtkBox)

/** The steps before the one called @at, counted from 0, are done. */
void lab_step_bar_go_to (LabStepBar *self, int at);

G_END_DECLS

#endif
