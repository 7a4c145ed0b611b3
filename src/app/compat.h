/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_COMPAT_H
#define APP_COMPAT_H

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * The one place for calls that newer GTK or libadwaita replaced, so that moving the floor
 * up touches one file.
 */

/** The text colour of @widget, after its style. */
void lab_compat_get_colour (GtkWidget *widget, GdkRGBA *colour);

/** The colour called @name in the style sheets of @widget; its text colour if there is
 * none. */
void lab_compat_look_up_colour (GtkWidget *widget, const char *name, GdkRGBA *colour);

/** Whether this GTK reads GDK_DISABLE instead of `gl-disable` in GDK_DEBUG. */
gboolean lab_compat_has_gdk_disable (void);

/** Asks for a scenario file. @chosen is called with the file, or not at all. */
typedef void (*LabFileChosen) (GFile *file, gpointer data);
void lab_compat_choose_file (GtkWindow *parent, gboolean is_saving, LabFileChosen chosen,
                             gpointer data);

void lab_compat_show_about (GtkWindow *parent);

/** A window with the table of keys of the resource @path. */
void lab_compat_show_shortcuts (GtkWindow *parent, const char *path);

/** Pages that cover the whole window, the last one seen. A popped page is let go when its
 * way out is over. */
GtkWidget *lab_compat_pages_new (GtkWidget *first);
void lab_compat_pages_push (GtkWidget *pages, GtkWidget *page);
void lab_compat_pages_pop (GtkWidget *pages, GtkWidget *page);

G_END_DECLS

#endif
