/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WIDGETS_SCROLL_TO_H
#define APP_WIDGETS_SCROLL_TO_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Scrolls whatever @widget lies in just as far as it takes to see it. The focus stays.
 */
void lab_scroll_to (GtkWidget *widget);

/** Whether the middle of @widget can be seen in whatever it lies in. */
gboolean lab_scroll_shows (GtkWidget *widget);

G_END_DECLS

#endif
