/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WIDGETS_CARD_H
#define APP_WIDGETS_CARD_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LabCard:
 *
 * A box on a card, drawn as plain rectangles and four corners kept as pixels. Rounded
 * shapes and shadows as large as a card would be drawn anew for every frame, wherever in
 * the window the frame changed, and cost more than the charts on them.
 */
#define LAB_TYPE_CARD (lab_card_get_type ())
G_DECLARE_FINAL_TYPE (LabCard, lab_card, LAB, CARD, GtkBox)

G_END_DECLS

#endif
