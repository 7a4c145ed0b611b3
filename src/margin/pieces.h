/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARGIN_PIECES_H
#define MARGIN_PIECES_H

#include "margin/inputs.h"

/**
 * What the files of this room share and nobody else needs.
 *
 * The one idea behind the solver: with the value V as the coordinate, linear and inverse
 * contracts are the same problem. PnL = d (V - V(E)) with d = s, inverse d = -s, and
 * every requirement is a polynomial in V.
 */

/** A value on a bound, give or take the last bits, belongs to the lower tier. */
#define MARGIN_BOUND (1 + 1e-12)

/** Positive numbers lie between these, others within the greater either way, so that no
 * product of the room overflows. */
#define MARGIN_LEAST 1e-18
#define MARGIN_MOST  1e18

/** Beyond this factor from the mark there is no price. */
#define MARGIN_FARTHEST 1e9

/** d: +1 where the position gains as its value rises, else -1. */
double margin_direction (const MarginInputs *in);

/** Undoes margin_value(). */
double margin_price_of (const MarginInputs *in, double value);

/** V(B): B is @price under MARGIN_ON_MARK, the entry under MARGIN_ON_ENTRY. */
double margin_basis_value (const MarginInputs *in, MarginBasis basis, double price);

/** x, what picks the tier: V(B), or the size. */
double margin_tier_measure (const MarginInputs *in, MarginBasis basis, double price);

#endif
