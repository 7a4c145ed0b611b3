/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/table.h"

#include "app/pages/sheet.h"
#include "scenario/words.h"

#include <glib/gi18n-lib.h>

/* A table for eyes and ears: a list whose rows can be walked with the arrows, each row
 * named by its cells. Columns line up through size groups. */

static const struct {
  LabTableKind kind;
  const char *title;
} tables[] = {
  { LAB_TABLE_PAYOFF, N_ ("Result in your money") },
  { LAB_TABLE_LADDER, N_ ("Where it ends") },
  { LAB_TABLE_GAUGE, N_ ("Your money against the rule") },
};

static GtkWidget *
new_cell (const char *text, gsize column, gboolean is_head)
{
  GtkWidget *cell = g_object_new (
      GTK_TYPE_LABEL, "label", text, "xalign", column == 0 ? 0.0 : 1.0, "justify",
      column == 0 ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_RIGHT, "wrap", TRUE, "hexpand", TRUE,
      "accessible-role",
      is_head ? GTK_ACCESSIBLE_ROLE_COLUMN_HEADER : GTK_ACCESSIBLE_ROLE_CELL, NULL);

  gtk_widget_add_css_class (cell, is_head ? "heading" : "numeric");
  return cell;
}

static GtkWidget *
new_row (char **cells, gboolean is_head)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "child", box, "activatable",
                                 FALSE, "selectable", FALSE, NULL);
  g_autofree char *name = g_strjoinv (", ", cells);

  gtk_widget_add_css_class (box, "table-row");
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  for (gsize i = 0; cells[i] != NULL; i++)
    gtk_box_append (GTK_BOX (box), new_cell (cells[i], i, is_head));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  return row;
}

GtkWidget *
lab_table_new (const GPtrArray *rows, const char *title, gboolean has_head)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  for (guint i = 0; i < rows->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list),
                         new_row (g_ptr_array_index (rows, i), has_head && i == 0));
  return list;
}

static GtkWidget *
new_table (LabScenario *scenario, gsize which)
{
  g_autoptr (GPtrArray) rows =
      lab_say_table (lab_scenario_get_outcome (scenario),
                     lab_scenario_get_asset (scenario), tables[which].kind);

  return lab_table_new (rows, _ (tables[which].title), TRUE);
}

static GtkWidget *
new_tables (LabScenario *scenario)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_add_css_class (box, "tables");
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++) {
    GtkWidget *title = g_object_new (GTK_TYPE_LABEL, "label", _ (tables[i].title),
                                     "xalign", 0.0, "wrap", TRUE, NULL);

    gtk_widget_add_css_class (title, "heading");
    gtk_box_append (GTK_BOX (box), title);
    gtk_box_append (GTK_BOX (box), new_table (scenario, i));
  }
  return box;
}

void
lab_table_show (GtkWindow *parent, LabScenario *scenario)
{
  lab_sheet_show (parent, _ ("Tables"), new_tables (scenario));
}
