/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/application.h"

#include "app/papers.h"
#include "app/window.h"

#include <glib/gi18n-lib.h>

struct _LabApplication {
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (LabApplication, lab_application, ADW_TYPE_APPLICATION)

static LabWindow *
window (GApplication *application)
{
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (application));

  return active != NULL ? LAB_WINDOW (active)
                        : lab_window_new (ADW_APPLICATION (application));
}

static void
activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (window (application)));
}

static void
open_files (GApplication *application, GFile **files, int n_files, const char *hint)
{
  LabWindow *target = window (application);

  gtk_window_present (GTK_WINDOW (target));
  lab_window_open (target, files[0]);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer application)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (application));

  while (windows != NULL) {
    GtkWindow *next = windows->data;

    windows = windows->next;
    gtk_window_close (next);
  }
}

static void
set_keys (GtkApplication *application)
{
  static const struct {
    const char *action;
    const char *keys[3];
  } keys[] = {
    { "app.quit", { "<Control>q" } },
    { "win.open", { "<Control>o" } },
    { "win.save", { "<Control>s" } },
    { "win.reset", { "<Control>r" } },
    { "win.shortcuts", { "<Control>question", "<Control>F1" } },
    { "window.close", { "<Control>w" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (application, keys[i].action,
                                           (const char *const *) keys[i].keys);
}

static void
startup (GApplication *application)
{
  static const GActionEntry actions[] = { { "quit", quit_cb, NULL, NULL, NULL, { 0 } } };

  G_APPLICATION_CLASS (lab_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (APP_ID);
  lab_papers_follow ();
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions,
                                   G_N_ELEMENTS (actions), application);
  set_keys (GTK_APPLICATION (application));
}

static void
lab_application_class_init (LabApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = activate;
  application_class->open = open_files;
  application_class->startup = startup;
}

static void
lab_application_init (LabApplication *self)
{
}

LabApplication *
lab_application_new (void)
{
  GApplicationFlags flags = G_APPLICATION_HANDLES_OPEN;

  if (g_strcmp0 (g_getenv ("LEVERAGE_LAB_NON_UNIQUE"), "1") == 0)
    flags |= G_APPLICATION_NON_UNIQUE;
  return g_object_new (LAB_TYPE_APPLICATION, "application-id", APP_ID, "flags", flags,
                       "resource-base-path", "/io/github/leveragelab/LeverageLab", NULL);
}
