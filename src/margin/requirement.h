/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARGIN_REQUIREMENT_H
#define MARGIN_REQUIREMENT_H

#include "margin/inputs.h"

/**
 * What the venue wants to see left: R(P) = MM(P) + fee(P).
 *
 * Maintenance. With B = P or E, and x = V(B) or the size, the tier is the last one with
 * floor (1 + 1e-12) < x: a value on a bound belongs to the lower tier. Then
 *
 *     MM(P) = max (0, maintenance_floor, V(B) (rate + slope x) - deduction)
 *
 * The tier is chosen anew at every P.
 *
 * Closing fee, f = close_fee_rate, BP = bankruptcy price:
 *
 *     none            0
 *     added           f V(P)
 *     entry           f V(E)
 *     reserved        F = f V(E) (1 - s/L), inverse f V(E) (1 + s/L)
 *     reserved-cost   F = f V(E) (1 + 1/L)
 *     bankruptcy      f V(BP)
 *
 * A reserve F is posted on top of the margin: it stands in the equity and in R, and
 * cancels in the price.
 *
 * Source: the venues' help pages and recorded answers cited in data/rules/.
 */

/** Index of the tier that rules at @price. */
size_t margin_tier_at (const MarginInputs *in, double price);

/** MM(P) under tier @tier, whether or not it rules there. */
double margin_maintenance_in (const MarginInputs *in, double price, size_t tier);

/** MM(P). */
double margin_maintenance_at (const MarginInputs *in, double price);

/** fee(P). */
double margin_close_fee_at (const MarginInputs *in, double price);

/** F: the reserve posted on top of the margin, 0 under most rules. */
double margin_reserve (const MarginInputs *in);

/** R(P). */
double margin_requirement_at (const MarginInputs *in, double price);

#endif
