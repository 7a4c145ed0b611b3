/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/fact-list.h"

static GtkWidget *
new_label (const char *text, float xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  return label;
}

static GtkWidget *
new_lock (void)
{
  GtkWidget *lock =
      g_object_new (GTK_TYPE_IMAGE, "icon-name", "lab-lock-symbolic", "pixel-size", 13,
                    "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (lock, "dim-label");
  return lock;
}

static void
add_row (GtkWidget *list, const char *name, const char *value, gboolean is_locked)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *left = new_label (name, 0), *right = new_label (value, 1);

  gtk_widget_set_hexpand (left, TRUE);
  gtk_widget_add_css_class (right, "numeric");
  gtk_widget_add_css_class (right, "value");
  gtk_widget_add_css_class (row, "fact");
  gtk_box_append (GTK_BOX (row), left);
  gtk_box_append (GTK_BOX (row), right);
  if (is_locked)
    gtk_box_append (GTK_BOX (row), new_lock ());
  gtk_box_append (GTK_BOX (list), row);
}

void
lab_fact_list_fill (GtkWidget *list, char **cells, gboolean is_locked)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (list)) != NULL)
    gtk_box_remove (GTK_BOX (list), child);
  for (char **cell = cells; cell != NULL && cell[0] != NULL; cell += 2)
    add_row (list, cell[0], cell[1], is_locked);
}
