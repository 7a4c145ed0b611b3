/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/table.h"

#include "scenario/words.h"

#include <adwaita.h>
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
      GTK_TYPE_LABEL, "label", text, "xalign", column == 0 ? 0.0 : 1.0, "wrap", TRUE,
      "hexpand", TRUE, "accessible-role",
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

static GtkWidget *
new_table (const MarginOutcome *outcome, const char *asset, gsize which)
{
  GtkWidget *list = gtk_list_box_new ();
  g_autoptr (GPtrArray) rows = lab_say_table (outcome, asset, tables[which].kind);

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (tables[which].title), -1);
  for (guint i = 0; i < rows->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list),
                         new_row (g_ptr_array_index (rows, i), i == 0));
  return list;
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
    gtk_box_append (GTK_BOX (box), new_table (lab_scenario_get_outcome (scenario),
                                              lab_scenario_get_asset (scenario), i));
  }
  return box;
}

static GtkWidget *
new_content (LabScenario *scenario)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy",
                                      GTK_POLICY_NEVER, "vexpand", TRUE, NULL);

  adw_clamp_set_child (ADW_CLAMP (clamp), new_tables (scenario));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scroller),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Tables"), -1);
  gtk_widget_add_css_class (bar, "flat");
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), scroller);
  return box;
}

void
lab_table_show (GtkWindow *parent, LabScenario *scenario)
{
  GtkWidget *window =
      g_object_new (ADW_TYPE_WINDOW, "title", _ ("Tables"), "modal", TRUE,
                    "transient-for", parent, "default-width", 620, "default-height", 640,
                    "content", new_content (scenario), NULL);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  gtk_window_present (GTK_WINDOW (window));
}
