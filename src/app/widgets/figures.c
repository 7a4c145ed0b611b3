/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/figures.h"

#include "app/widgets/sentence.h"

struct _LabFigures {
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (LabFigures, lab_figures, GTK_TYPE_BOX)

static void
show_lines (LabFigures *self, const char *const *lines)
{
  GtkWidget *line = gtk_widget_get_first_child (GTK_WIDGET (self));

  for (; lines != NULL && *lines != NULL; lines++) {
    if (line == NULL) {
      line = g_object_new (LAB_TYPE_SENTENCE, "wraps", TRUE, NULL);
      gtk_widget_add_css_class (line, "numeric");
      gtk_box_append (GTK_BOX (self), line);
    }
    g_object_set (line, "strong", *lines, "visible", TRUE, NULL);
    line = gtk_widget_get_next_sibling (line);
  }
  for (; line != NULL; line = gtk_widget_get_next_sibling (line))
    gtk_widget_set_visible (line, FALSE);
}

static void
set_lines (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  show_lines (LAB_FIGURES (object), g_value_get_boxed (value));
}

static void
lab_figures_class_init (LabFiguresClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = set_lines;
  g_object_class_install_property (
      object_class, 1,
      g_param_spec_boxed ("lines", NULL, NULL, G_TYPE_STRV,
                          G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
}

static void
lab_figures_init (LabFigures *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "figures");
}
