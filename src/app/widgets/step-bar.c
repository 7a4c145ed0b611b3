/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/step-bar.h"

#include <glib/gi18n-lib.h>

struct _LabStepBar {
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (LabStepBar, lab_step_bar, GTK_TYPE_BOX)

static void
lab_step_bar_class_init (LabStepBarClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass),
                                        GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
lab_step_bar_init (LabStepBar *self)
{
}

static void
set_class (GtkWidget *widget, const char *name, gboolean is_set)
{
  if (is_set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

void
lab_step_bar_go_to (LabStepBar *self, int at)
{
  int n = 0;
  const char *name = "";
  g_autofree char *where = NULL;

  g_return_if_fail (LAB_IS_STEP_BAR (self));
  for (GtkWidget *step = gtk_widget_get_first_child (GTK_WIDGET (self)); step != NULL;
       step = gtk_widget_get_next_sibling (step), n++) {
    set_class (step, "reached", n <= at);
    set_class (step, "present", n == at);
    if (n == at)
      name = gtk_label_get_label (GTK_LABEL (step));
  }
  /* TRANSLATORS: which step of how many, and its name. */
  where = g_strdup_printf (_ ("Step %d of %d: %s"), at + 1, n, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  where, -1);
}
