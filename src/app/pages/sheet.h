/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_PAGES_SHEET_H
#define APP_PAGES_SHEET_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Shows @content, which may be long, under @title in a window over @parent. Escape
 * closes it. */
void lab_sheet_show (GtkWindow *parent, const char *title, GtkWidget *content);

G_END_DECLS

#endif
