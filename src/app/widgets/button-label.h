/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WIDGETS_BUTTON_LABEL_H
#define APP_WIDGETS_BUTTON_LABEL_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Writes @label on @button, over several lines where letters are large and room is not.
 */
void lab_button_set_label (GtkButton *button, const char *label);

G_END_DECLS

#endif
