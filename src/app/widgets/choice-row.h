/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WIDGETS_CHOICE_ROW_H
#define APP_WIDGETS_CHOICE_ROW_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LabChoiceRow:
 *
 * A name and a drop-down of things that have an id. An id that was not offered, as an
 * opened file may bring one, joins the list.
 *
 * Properties: title, chosen (the id), note (a sentence below), is-searchable (whether the
 * list has a field to type the beginning of a name in).
 */
#define LAB_TYPE_CHOICE_ROW (lab_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (LabChoiceRow, lab_choice_row, LAB, CHOICE_ROW, GtkWidget)

/** Offers @id under @name, at the end of the list; a known id is left as it is. */
void lab_choice_row_offer (LabChoiceRow *self, const char *id, const char *name);

/** The part that takes the focus. (transfer none) */
GtkWidget *lab_choice_row_get_focusable (LabChoiceRow *self);

G_END_DECLS

#endif
