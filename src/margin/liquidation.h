/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARGIN_LIQUIDATION_H
#define MARGIN_LIQUIDATION_H

#include "margin/outcome.h"

/**
 * margin_liquidation:
 *
 * The first price, going outward from the mark on the losing side, where
 *
 *     equity(P) <= R(P)
 *
 * `now` if at the mark equity < R, or equity = R under MARGIN_TRIGGER_AT; under
 * MARGIN_TRIGGER_BELOW equality at the mark makes the mark the price. A step of a table
 * that jumps past equality is itself the price. Rounded as the rules say. `invalid` if
 * margin_check() refuses @in, here and below.
 *
 * How: one walk outward for every rule, margin/outward.h. The closed forms live in the
 * tests.
 */
MarginPoint margin_liquidation (const MarginInputs *in);

/**
 * margin_call_point:
 * @ratio: 0 < ratio <= 1
 *
 * The same with ratio * equity(P) <= R(P): where the margin ratio has risen to @ratio.
 * Not rounded.
 */
MarginPoint margin_call_point (const MarginInputs *in, double ratio);

/**
 * margin_bankruptcy:
 *
 * Where equity(P) = 0, not counting a posted reserve; under MARGIN_FEE_BANKRUPTCY where
 * equity(P) = f V(P). Linear in P (inverse: in 1/P), so it has one root. `now` if nothing
 * is left at the mark.
 */
MarginPoint margin_bankruptcy (const MarginInputs *in);

/** @price rounded the way a shown price of @in is; 0 where rounding leaves none. */
double margin_round_price (const MarginInputs *in, double price);

#endif
