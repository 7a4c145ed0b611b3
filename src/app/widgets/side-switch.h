/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WIDGETS_SIDE_SWITCH_H
#define APP_WIDGETS_SIDE_SWITCH_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** LabSideSwitch: long or short, as two buttons of one group. Property: side (LabSide).
 */
#define LAB_TYPE_SIDE_SWITCH (lab_side_switch_get_type ())
G_DECLARE_FINAL_TYPE (LabSideSwitch, lab_side_switch, LAB, SIDE_SWITCH, GtkBox)

G_END_DECLS

#endif
