/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_PAGES_LEARN_H
#define APP_PAGES_LEARN_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** LabLearnPage: the lesson to do next. Its button asks for win.tutorial. */
#define LAB_TYPE_LEARN_PAGE (lab_learn_page_get_type ())
G_DECLARE_FINAL_TYPE (LabLearnPage, lab_learn_page, LAB, LEARN_PAGE, GtkWidget)

G_END_DECLS

#endif
