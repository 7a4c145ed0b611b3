/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LESSONS_NUMBERS_H
#define LESSONS_NUMBERS_H

#include "margin/outcome.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * The prices a guess can be measured against, by the name a lesson calls them:
 *
 *     entry
 *     liquidation_price
 *     bankruptcy_price
 *     other_side_liquidation_price   where the same position on the other side ends
 *     mirrored_liquidation_price     the liquidation price mirrored at the bankruptcy
 *                                    price: maintenance taken off on the wrong side
 *     tick                           the step of shown prices; 0 where the rules have
 * none
 */

/** The number @field of the MarginOutcome @outcome, or NAN where it has none. A LabNumber
 * for lab_tutorial_get_feedback(). */
double lab_lesson_number (const char *field, gpointer outcome);

/** Whether there is a price called @field. */
gboolean lab_lesson_has_number (const char *field);

G_END_DECLS

#endif
