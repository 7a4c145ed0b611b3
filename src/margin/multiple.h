/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARGIN_MULTIPLE_H
#define MARGIN_MULTIPLE_H

/**
 * Whole multiples of a step: ticks of a price, quanta of a currency.
 *
 * A quotient n within 1e-12 * max (n, 1000) of a whole number is that number, so that a
 * price which stands on a tick stays there whatever the last bits say. A @step of 0
 * leaves the value alone.
 */
double margin_multiple_up (double value, double step);
double margin_multiple_down (double value, double step);
double margin_multiple_nearest (double value, double step); /* half up */

#endif
