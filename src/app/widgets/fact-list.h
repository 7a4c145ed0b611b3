/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WIDGETS_FACT_LIST_H
#define APP_WIDGETS_FACT_LIST_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Fills the box @list with a row for every two of @cells, name and value; a small lock
 * behind each says that it cannot be turned. Empty where @cells is NULL. */
void lab_fact_list_fill (GtkWidget *list, char **cells, gboolean is_locked);

G_END_DECLS

#endif
