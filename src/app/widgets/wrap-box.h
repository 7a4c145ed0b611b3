/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WIDGETS_WRAP_BOX_H
#define APP_WIDGETS_WRAP_BOX_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LabWrapBox:
 *
 * A name and what belongs to it, side by side where they fit, and one below the other in
 * large letters or on a narrow screen. In a row the spare width goes to children that
 * expand.
 *
 * Properties: spacing (between neighbours in a row), is-even (all as wide as the widest).
 */
#define LAB_TYPE_WRAP_BOX (lab_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (LabWrapBox, lab_wrap_box, LAB, WRAP_BOX, GtkWidget)

G_END_DECLS

#endif
