/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WIDGETS_TEXT_SCALE_H
#define APP_WIDGETS_TEXT_SCALE_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** How large the desktop wants text, 1 being usual. */
double lab_text_scale (GtkWidget *widget);

G_END_DECLS

#endif
