/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LESSONS_WALK_H
#define LESSONS_WALK_H

#include <glib.h>

G_BEGIN_DECLS

/**
 * lab_walk_fill:
 * @seed:  an input, so that a walk can be drawn again
 * @from:  first price
 * @to:    last price, reached exactly and not before the last step
 * @walk:  (out caller-allocates): @n prices
 *
 * A made-up price path that wanders like a market and ends where it must: a random walk in
 * log prices pinned at both ends (Brownian bridge), reflected where it would touch @to
 * early.
 */
void lab_walk_fill (guint64 seed, double from, double to, double *walk, gsize n);

G_END_DECLS

#endif
