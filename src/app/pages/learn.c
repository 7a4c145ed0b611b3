/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/learn.h"

#include "app/settings.h"
#include "lessons/lesson.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _LabLearnPage {
  GtkWidget parent_instance;

  GSettings *settings; /* NULL where nothing can be remembered */
  GtkWidget *title, *start;
};

G_DEFINE_FINAL_TYPE (LabLearnPage, lab_learn_page, GTK_TYPE_WIDGET)

static void
say_start (LabLearnPage *self)
{
  gboolean was_seen =
      self->settings != NULL && g_settings_get_boolean (self->settings, "tutorial-seen");

  gtk_button_set_label (GTK_BUTTON (self->start),
                        was_seen ? _ ("Play it again") : _ ("Start"));
}

static void
say_title (LabLearnPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabLesson) lesson = lab_lesson_load ("first-90-seconds", &error);

  if (lesson == NULL)
    g_warning ("The first lesson is missing: %s", error->message);
  else
    gtk_label_set_label (GTK_LABEL (self->title), lab_lesson_get_title (lesson));
}

static void
dispose (GObject *object)
{
  LabLearnPage *self = LAB_LEARN_PAGE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (lab_learn_page_parent_class)->dispose (object);
}

static void
lab_learn_page_class_init (LabLearnPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/leveragelab/LeverageLab/pages/learn.ui");
  gtk_widget_class_bind_template_child (widget_class, LabLearnPage, title);
  gtk_widget_class_bind_template_child (widget_class, LabLearnPage, start);
}

static void
lab_learn_page_init (LabLearnPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = lab_settings_new ();
  if (self->settings != NULL)
    g_signal_connect_object (self->settings, "changed::tutorial-seen",
                             G_CALLBACK (say_start), self, G_CONNECT_SWAPPED);
  say_start (self);
  say_title (self);
}
