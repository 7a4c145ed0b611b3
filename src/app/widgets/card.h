/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WIDGETS_CARD_H
#define APP_WIDGETS_CARD_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LabCard:
 *
 * A box on a card. It looks like the theme's own, but is drawn as plain rectangles and
 * four kept corners: a rounded shape with a shadow, as large as a card, costs more to
 * draw anew than all the text that changes on it.
 */
#define LAB_TYPE_CARD (lab_card_get_type ())
G_DECLARE_FINAL_TYPE (LabCard, lab_card, LAB, CARD, GtkBox)

G_END_DECLS

#endif
