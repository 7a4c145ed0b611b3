/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/announce.h"

/* The news comes last: what happened in the same turn has described the focus by then. */

typedef struct {
  GWeakRef root;
  char *sentence;
} News;

static void
free_news (News *news)
{
  g_weak_ref_clear (&news->root);
  g_free (news->sentence);
  g_free (news);
}

static void
left_cb (GtkRoot *root, GParamSpec *pspec, GtkWidget *told)
{
  g_signal_handlers_disconnect_by_func (root, left_cb, told);
  gtk_accessible_reset_property (GTK_ACCESSIBLE (told),
                                 GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/* The text inside an entry has no role; the entry has. */
static GtkWidget *
told_by (GtkRoot *root)
{
  GtkWidget *focus = gtk_root_get_focus (root);

  while (focus != NULL && gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (focus)) ==
                              GTK_ACCESSIBLE_ROLE_NONE)
    focus = gtk_widget_get_parent (focus);
  return focus;
}

static gboolean
tell_cb (gpointer data)
{
  News *news = data;
  g_autoptr (GtkRoot) root = g_weak_ref_get (&news->root);
  GtkWidget *told = root != NULL ? told_by (root) : NULL;

  if (told == NULL)
    return G_SOURCE_REMOVE;
  g_signal_handlers_disconnect_by_func (root, left_cb, told);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (told), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, news->sentence, -1);
  g_signal_connect_object (root, "notify::focus-widget", G_CALLBACK (left_cb), told, 0);
  return G_SOURCE_REMOVE;
}

void
lab_announce (GtkWidget *widget, const char *sentence)
{
  News *news = g_new0 (News, 1);

  g_weak_ref_init (&news->root, gtk_widget_get_root (widget));
  news->sentence = g_strdup (sentence);
  g_idle_add_full (G_PRIORITY_LOW, tell_cb, news, (GDestroyNotify) free_news);
}

void
lab_announce_sensitivity (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_DISABLED,
                               !gtk_widget_is_sensitive (widget), -1);
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    lab_announce_sensitivity (child);
}
