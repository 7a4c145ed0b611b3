/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_ANNOUNCE_H
#define APP_ANNOUNCE_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Says @sentence to assistive technology, wherever the focus is in the window of
 * @widget: a screen reader speaks the description of the focus when it changes, and
 * little else. It is taken back when the focus leaves. */
void lab_announce (GtkWidget *widget, const char *sentence);

/**
 * lab_announce_sensitivity:
 *
 * GTK tells assistive technology of the widget that was made insensitive, and not of what
 * stands inside it: tells it of every widget under @widget too.
 */
void lab_announce_sensitivity (GtkWidget *widget);

G_END_DECLS

#endif
