/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WINDOW_H
#define APP_WINDOW_H

#include "app/pages/sandbox.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LabWindow:
 *
 * The one window: a header, the views, and room for a page that covers both.
 *
 * Actions: win.open, win.save, win.reset, win.shortcuts, win.about; win.tutorial belongs
 * to the tutorial.
 */
#define LAB_TYPE_WINDOW (lab_window_get_type ())
G_DECLARE_FINAL_TYPE (LabWindow, lab_window, LAB, WINDOW, AdwApplicationWindow)

LabWindow *lab_window_new (AdwApplication *application);

/** (transfer none) */
LabSandboxPage *lab_window_get_sandbox (LabWindow *self);

/** Opens a set-up; what goes wrong is said in a toast, and the present one stays. */
void lab_window_open (LabWindow *self, GFile *file);
void lab_window_save (LabWindow *self, GFile *file);

/** Says one sentence for a while. */
void lab_window_say (LabWindow *self, const char *sentence);

/** Covers the whole window, header and all, with @page until it is popped. */
void lab_window_push_page (LabWindow *self, GtkWidget *page);
void lab_window_pop_page (LabWindow *self, GtkWidget *page);

/** Adds a view before the sandbox, as the switcher shows them. */
AdwViewStack *lab_window_get_views (LabWindow *self);

G_END_DECLS

#endif
