/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WIDGETS_SENTENCE_H
#define APP_WIDGETS_SENTENCE_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LabSentence:
 *
 * Text that changes with every turn of a slider. A GtkLabel measures the whole window
 * anew for every change; this one only when its own size has become another.
 *
 * Properties: strong and quiet (the two halves; the second is drawn quietly), halves
 * (both at once, a GStrv of two), wraps (over as many lines as its width asks for),
 * xalign (0 start, 1 end).
 */
#define LAB_TYPE_SENTENCE (lab_sentence_get_type ())
G_DECLARE_FINAL_TYPE (LabSentence, lab_sentence, LAB, SENTENCE, GtkWidget)

G_END_DECLS

#endif
