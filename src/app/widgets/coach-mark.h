/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WIDGETS_COACH_MARK_H
#define APP_WIDGETS_COACH_MARK_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** What a coach mark says. NULL leaves a part out. */
typedef struct {
  const char *title, *body;
  const char *number; /* "1 of 3" */
  const char *skip;   /* label of the button that leaves */
  const char *go_on;  /* label of the button that goes on */
} LabCoachText;

/**
 * LabCoachMark:
 *
 * One tip at a time. Where there is room it is a popover that points at a real control
 * and rings it; in a narrow window, or without a control, it is a bar in its own place in
 * the layout, so that it covers nothing. It takes no focus and blocks nothing. It goes
 * when its control leaves the screen, and comes back with it.
 *
 * Property: is-bar (boolean). Signals: `skip`, `go-on`.
 */
#define LAB_TYPE_COACH_MARK (lab_coach_mark_get_type ())
G_DECLARE_FINAL_TYPE (LabCoachMark, lab_coach_mark, LAB, COACH_MARK, GtkWidget)

GtkWidget *lab_coach_mark_new (void);

/** Says @text beside @control (nullable), preferably at its @side. */
void lab_coach_mark_show (LabCoachMark *self, const LabCoachText *text,
                          GtkWidget *control, GtkPositionType side);
void lab_coach_mark_hide (LabCoachMark *self);

gboolean lab_coach_mark_is_shown (LabCoachMark *self);

/** Whether the focus is inside. */
gboolean lab_coach_mark_has_focus (LabCoachMark *self);

/** Gives the focus to the button that goes on. */
void lab_coach_mark_take_focus (LabCoachMark *self);

G_END_DECLS

#endif
