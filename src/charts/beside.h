/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CHARTS_BESIDE_H
#define CHARTS_BESIDE_H

#include "charts/label.h"

/** Around the ring that stands for the price now. */
#define CHART_HALO_RADIUS 15.0

/** Gain, loss, or plain ink for a result of zero. */
ChartColour chart_colour_of_result (double result);

/**
 * chart_beside_put:
 * @ring:  where the result is now
 * @side:  1 where the line rises to the right, -1 where it falls
 * @first: mark of the first of @n lines that words may not cross
 *
 * Writes the signed result and its share of the deposit near @ring, where nothing stands.
 * With too little room the share goes first, then size, then all of it.
 */
void chart_beside_put (ChartPen *pen, ChartPoint ring, double side, size_t first,
                       size_t n);

#endif
