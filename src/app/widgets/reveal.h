/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WIDGETS_REVEAL_H
#define APP_WIDGETS_REVEAL_H

#include <glib.h>

G_BEGIN_DECLS

#define LAB_REVEAL_SECONDS 3.0

/** How a walk of prices is shown in time: evenly, and half as fast over the last stretch,
 * where the price stays within one percent of its end. */
typedef struct {
  double last;      /* place of the last price, the first being 0 */
  double slow_from; /* place where that stretch begins */
} LabReveal;

/** The whole walk of @n prices takes LAB_REVEAL_SECONDS. */
LabReveal lab_reveal_of (const double *walk, gsize n);

/** The place reached after @seconds, between 0 and the last. */
double lab_reveal_place (const LabReveal *self, double seconds);

/** When @place is reached; undoes lab_reveal_place(). */
double lab_reveal_time (const LabReveal *self, double place);

G_END_DECLS

#endif
