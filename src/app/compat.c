/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/compat.h"

#include <glib/gi18n-lib.h>

void
lab_compat_get_colour (GtkWidget *widget, GdkRGBA *colour)
{
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), colour);
}

void
lab_compat_look_up_colour (GtkWidget *widget, const char *name, GdkRGBA *colour)
{
  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name,
                                       colour))
    lab_compat_get_colour (widget, colour);
}

gboolean
lab_compat_has_gdk_disable (void)
{
  return gtk_get_major_version () > 4 || gtk_get_minor_version () >= 16;
}

typedef struct {
  LabFileChosen chosen;
  gpointer data;
} Choice;

static void
response_cb (GtkNativeDialog *dialog, int response, Choice *choice)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

    if (file != NULL)
      choice->chosen (file, choice->data);
  }
  g_free (choice);
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static GtkFileFilter *
scenario_filter (void)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Set-ups"));
  gtk_file_filter_add_pattern (filter, "*.json");
  return filter;
}

void
lab_compat_choose_file (GtkWindow *parent, gboolean is_saving, LabFileChosen chosen,
                        gpointer data)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      is_saving ? _ ("Save set-up") : _ ("Open set-up"), parent,
      is_saving ? GTK_FILE_CHOOSER_ACTION_SAVE : GTK_FILE_CHOOSER_ACTION_OPEN, NULL,
      NULL);
  g_autoptr (GtkFileFilter) filter = scenario_filter ();
  Choice *choice = g_new (Choice, 1);

  *choice = (Choice){ chosen, data };
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  if (is_saving)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), _ ("set-up.lab.json"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), choice);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
lab_compat_show_about (GtkWindow *parent)
{
  adw_show_about_window (
      parent, "application-name", _ ("Leverage Lab"), "application-icon", APP_ID,
      "version", APP_VERSION, "license-type", GTK_LICENSE_GPL_3_0, "developer-name",
      _ ("The Leverage Lab project"), "comments",
      _ ("What leverage does to your money, before you trade. No accounts, no orders, no "
         "advice."),
      NULL);
}

void
lab_compat_show_shortcuts (GtkWindow *parent, const char *path)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (path);
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}

GtkWidget *
lab_compat_pages_new (GtkWidget *first)
{
  GtkWidget *pages = g_object_new (ADW_TYPE_LEAFLET, "can-unfold", FALSE, NULL);

  adw_leaflet_append (ADW_LEAFLET (pages), first);
  return pages;
}

void
lab_compat_pages_push (GtkWidget *pages, GtkWidget *page)
{
  adw_leaflet_append (ADW_LEAFLET (pages), page);
  adw_leaflet_set_visible_child (ADW_LEAFLET (pages), page);
}

static void
left_cb (AdwLeaflet *pages, GParamSpec *pspec, GtkWidget *page)
{
  if (adw_leaflet_get_child_transition_running (pages))
    return;
  g_signal_handlers_disconnect_by_func (pages, left_cb, page);
  if (gtk_widget_get_parent (page) != NULL)
    adw_leaflet_remove (pages, page);
}

void
lab_compat_pages_pop (GtkWidget *pages, GtkWidget *page)
{
  AdwLeaflet *leaflet = ADW_LEAFLET (pages);
  GtkWidget *before =
      adw_leaflet_get_adjacent_child (leaflet, ADW_NAVIGATION_DIRECTION_BACK);

  adw_leaflet_set_visible_child (leaflet, before);
  g_signal_connect_object (leaflet, "notify::child-transition-running",
                           G_CALLBACK (left_cb), page, 0);
  left_cb (leaflet, NULL, page);
}
