/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/rules.h"

#include "app/pages/sheet.h"
#include "app/pages/table.h"
#include "scenario/words.h"

#include <glib/gi18n-lib.h>

/* Everything stands in lists, whose rows can be walked with the arrows and are named by
 * what they say. */

static void
add_heading (GtkWidget *box, const char *text, const char *style)
{
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, NULL);

  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
}

static GtkWidget *
add_list (GtkWidget *box, const char *title)
{
  GtkWidget *list = gtk_list_box_new ();

  add_heading (box, title, "heading");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  gtk_box_append (GTK_BOX (box), list);
  return list;
}

/* What a file calls by the name of a key stands between backquotes. */
static char *
mark_up (const char *text)
{
  GString *markup = g_string_new (NULL);
  g_auto (GStrv) parts = g_strsplit (text, "`", -1);

  for (guint i = 0; parts[i] != NULL; i++) {
    g_autofree char *part = g_markup_escape_text (parts[i], -1);

    g_string_append_printf (markup, i % 2 == 1 ? "<tt>%s</tt>" : "%s", part);
  }
  return g_string_free (markup, FALSE);
}

static void
add_text (GtkWidget *list, const char *text)
{
  g_autofree char *markup = mark_up (text);
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "label", markup, "use-markup", TRUE, "xalign", 0.0,
                    "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "child", label, "activatable",
                                 FALSE, "selectable", FALSE, NULL);

  gtk_widget_add_css_class (label, "table-row");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

static void
add_facts (GtkWidget *box, LabScenario *scenario)
{
  const LabRuleSet *rules = lab_scenario_get_rules (scenario);
  const char *name = lab_rule_set_get_name (rules);
  g_autoptr (GPtrArray) facts = lab_say_rules_facts (
      rules, &lab_scenario_get_outcome (scenario)->in, lab_scenario_get_asset (scenario),
      lab_scenario_get_symbol (scenario));

  add_heading (box, name, "title-2");
  gtk_box_append (GTK_BOX (box), lab_table_new (facts, name, FALSE));
}

static void
add_trust (GtkWidget *box, const LabRuleSet *rules)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *trust = lab_say_rules (rules, today);
  GtkWidget *list = add_list (box, _ ("How far to trust them"));

  add_text (list, trust);
  if (lab_rule_set_get_notes (rules) != NULL)
    add_text (list, lab_rule_set_get_notes (rules));
}

static void
add_sources (GtkWidget *box, const LabRuleSet *rules)
{
  GtkWidget *list = add_list (box, _ ("Where they come from"));

  for (const char *const *source = lab_rule_set_get_sources (rules); *source; source++)
    add_text (list, *source);
}

void
lab_rules_show (GtkWindow *parent, LabScenario *scenario)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_add_css_class (box, "tables");
  add_facts (box, scenario);
  add_trust (box, lab_scenario_get_rules (scenario));
  add_sources (box, lab_scenario_get_rules (scenario));
  lab_sheet_show (parent, _ ("About these rules"), box);
}
