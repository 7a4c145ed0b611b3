/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window.h"

#include "app/compat.h"
#include "app/guide.h"
#include "app/pages/learn.h"
#include "app/settings.h"
#include "app/widgets/text-scale.h"

#include <glib/gi18n-lib.h>

struct _LabWindow {
  AdwApplicationWindow parent_instance;

  GSettings *settings; /* NULL where nothing can be remembered */
  GCancellable *cancellable;
  AdwToastOverlay *toasts;
  AdwBin *cover;
  GtkWidget *pages; /* the main view, and what covers it */
  GtkWidget *main_view;
  GtkWidget *switcher, *heading;
  AdwViewSwitcherBar *bar;
  AdwViewStack *views;
  LabSandboxPage *sandbox;
  LabGuide *guide;
};

G_DEFINE_FINAL_TYPE (LabWindow, lab_window, ADW_TYPE_APPLICATION_WINDOW)

#define NARROW        700 /* below, the views are switched at the bottom */
#define TOAST_SECONDS 5

void
lab_window_say (LabWindow *self, const char *sentence)
{
  g_autofree char *markup = g_markup_escape_text (sentence, -1);
  AdwToast *toast = adw_toast_new (markup);

  adw_toast_set_timeout (toast, TOAST_SECONDS);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
say_error (LabWindow *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lab_window_say (self, error->message);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LabWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (!lab_scenario_open_finish (LAB_SCENARIO (source), result, &error))
    say_error (self, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LabWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (lab_scenario_save_finish (LAB_SCENARIO (source), result, &error))
    lab_window_say (self, _ ("The set-up is saved."));
  else
    say_error (self, error);
}

void
lab_window_open (LabWindow *self, GFile *file)
{
  g_return_if_fail (LAB_IS_WINDOW (self));
  lab_guide_hold (self->guide);
  lab_scenario_open_async (lab_sandbox_page_get_scenario (self->sandbox), file,
                           self->cancellable, opened_cb, g_object_ref (self));
}

void
lab_window_save (LabWindow *self, GFile *file)
{
  g_return_if_fail (LAB_IS_WINDOW (self));
  lab_scenario_save_async (lab_sandbox_page_get_scenario (self->sandbox), file,
                           self->cancellable, saved_cb, g_object_ref (self));
}

static void
open_chosen_cb (GFile *file, gpointer self)
{
  lab_window_open (self, file);
}

static void
save_chosen_cb (GFile *file, gpointer self)
{
  lab_window_save (self, file);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lab_compat_choose_file (GTK_WINDOW (widget), FALSE, open_chosen_cb, widget);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lab_compat_choose_file (GTK_WINDOW (widget), TRUE, save_chosen_cb, widget);
}

static void
reset_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lab_scenario_reset (lab_sandbox_page_get_scenario (LAB_WINDOW (widget)->sandbox));
}

static void
shortcuts_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lab_compat_show_shortcuts (GTK_WINDOW (widget),
                             "/io/github/leveragelab/LeverageLab/shortcuts.ui");
}

static void
about_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lab_compat_show_about (GTK_WINDOW (widget));
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, LabWindow *self)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL)
    return FALSE;
  lab_window_open (self, files->data);
  return TRUE;
}

static void
accept_drops (LabWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* The switcher stands where there is room for it: in the header, else at the bottom. */
static void
place_switcher (LabWindow *self, int width)
{
  gboolean is_wide = width / lab_text_scale (GTK_WIDGET (self)) >= NARROW;

  gtk_widget_set_visible (self->switcher, is_wide);
  gtk_widget_set_visible (self->heading, !is_wide);
  adw_view_switcher_bar_set_reveal (self->bar, !is_wide);
}

static void
surface_width_cb (GdkSurface *surface, GParamSpec *pspec, LabWindow *self)
{
  place_switcher (self, gdk_surface_get_width (surface));
}

static void
realize (GtkWidget *widget)
{
  GdkSurface *surface;

  GTK_WIDGET_CLASS (lab_window_parent_class)->realize (widget);
  surface = gtk_native_get_surface (GTK_NATIVE (widget));
  g_signal_connect_object (surface, "notify::width", G_CALLBACK (surface_width_cb),
                           widget, 0);
}

static void
remember (LabWindow *self)
{
  self->settings = lab_settings_new ();
  if (self->settings == NULL) {
    gtk_window_set_default_size (GTK_WINDOW (self), 1280, 800);
    return;
  }
  g_settings_bind (self->settings, "window-width", self, "default-width",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized",
                   G_SETTINGS_BIND_DEFAULT);
}

static void
dispose (GObject *object)
{
  LabWindow *self = LAB_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->guide);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (lab_window_parent_class)->dispose (object);
}

static void
lab_window_class_init (LabWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (LAB_TYPE_LEARN_PAGE);
  g_type_ensure (LAB_TYPE_SANDBOX_PAGE);
  G_OBJECT_CLASS (klass)->dispose = dispose;
  widget_class->realize = realize;

  gtk_widget_class_install_action (widget_class, "win.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "win.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "win.reset", NULL, reset_action);
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, shortcuts_action);
  gtk_widget_class_install_action (widget_class, "win.about", NULL, about_action);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/leveragelab/LeverageLab/window.ui");
  gtk_widget_class_bind_template_child (widget_class, LabWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, cover);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, main_view);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, bar);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, views);
  gtk_widget_class_bind_template_child (widget_class, LabWindow, sandbox);
}

static void
lab_window_init (LabWindow *self)
{
  int width, height;

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->pages = lab_compat_pages_new (self->main_view);
  adw_bin_set_child (self->cover, self->pages);
  adw_view_stack_set_visible_child_name (self->views, "sandbox");
  accept_drops (self);
  remember (self);
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  place_switcher (self, width);
  self->guide = lab_guide_new (self);
}

LabWindow *
lab_window_new (AdwApplication *application)
{
  return g_object_new (LAB_TYPE_WINDOW, "application", application, NULL);
}

LabSandboxPage *
lab_window_get_sandbox (LabWindow *self)
{
  g_return_val_if_fail (LAB_IS_WINDOW (self), NULL);
  return self->sandbox;
}

void
lab_window_push_page (LabWindow *self, GtkWidget *page)
{
  g_return_if_fail (LAB_IS_WINDOW (self));
  lab_compat_pages_push (self->pages, page);
}

void
lab_window_pop_page (LabWindow *self, GtkWidget *page)
{
  g_return_if_fail (LAB_IS_WINDOW (self));
  lab_compat_pages_pop (self->pages, page);
}

AdwViewStack *
lab_window_get_views (LabWindow *self)
{
  g_return_val_if_fail (LAB_IS_WINDOW (self), NULL);
  return self->views;
}
