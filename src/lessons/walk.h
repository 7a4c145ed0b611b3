/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LESSONS_WALK_H
#define LESSONS_WALK_H

#include <glib.h>

G_BEGIN_DECLS

/**
 * lab_walk_fill:
 * @seed:  an input, so that a walk can be drawn again
 * @from:  first price, > 0
 * @to:    last price, > 0, reached exactly and not before the last step
 * @walk:  (out caller-allocates): @n prices
 * @n:     how many; a walk of one price is at its end
 *
 * A made-up price path that wanders like a market and ends where it must, the moment it
 * first gets there. It never crosses @to, so it stays positive and on the side of @from;
 * where both are the same price it comes back from above.
 *
 * A random walk in log prices that reaches a level for the first time at a given time is
 * the distance from the origin of a three-dimensional random walk tied to the origin at
 * that time. With d = |ln (from / to)| and B1, B2, B3 bridges to zero from d, 0 and 0,
 *
 *     walk(t) = to exp (± sqrt (B1² + B2² + B3²))
 *
 * How far the walk strays, 0.6 d over its whole length, is a choice that reads well; it
 * is no estimate of any market.
 *
 * Source: D. Williams, "Path decomposition and continuity of local time for
 * one-dimensional diffusions", 1974 (the time-reversed walk is a Bessel process of
 * dimension 3).
 */
void lab_walk_fill (guint64 seed, double from, double to, double *walk, gsize n);

G_END_DECLS

#endif
