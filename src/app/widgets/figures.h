/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WIDGETS_FIGURES_H
#define APP_WIDGETS_FIGURES_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** LabFigures: what follows from a position, one whole sentence a line. Property: lines
 * (G_TYPE_STRV). */
#define LAB_TYPE_FIGURES (lab_figures_get_type ())
G_DECLARE_FINAL_TYPE (LabFigures, lab_figures, LAB, FIGURES, GtkBox)

G_END_DECLS

#endif
