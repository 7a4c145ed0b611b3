/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_PAGES_TABLE_H
#define APP_PAGES_TABLE_H

#include "scenario/scenario.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** A list of @rows (char **), whose cells line up, called @title. */
GtkWidget *lab_table_new (const GPtrArray *rows, const char *title, gboolean has_head);

/** Opens a window with the numbers behind every chart, one table each. */
void lab_table_show (GtkWindow *parent, LabScenario *scenario);

G_END_DECLS

#endif
