/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARGIN_VALUE_H
#define MARGIN_VALUE_H

#include "margin/inputs.h"
#include "margin/status.h"

/**
 * margin_check:
 *
 * Whether @in can be answered at all. Every function of this room expects inputs that
 * passed.
 */
MarginStatus margin_check (const MarginInputs *in) MARGIN_CHECKED;

/** V(P): what the position is worth at @price, settlement currency. */
double margin_value (const MarginInputs *in, double price);

/** V(E), taken to the nearest multiple of the quantum (half up) where the venue has one.
 */
double margin_entry_value (const MarginInputs *in);

/** PnL(P) = s (V(P) - V(E)); inverse: s (V(E) - V(P)). */
double margin_pnl (const MarginInputs *in, double price);

/**
 * margin_equity_at:
 *
 * equity(P) = W + PnL(P) + F, where F is a reserve posted on top of the margin
 * (margin/requirement.h), 0 for most venues.
 */
double margin_equity_at (const MarginInputs *in, double price);

/** The margin a position needs when none was stated: V(E) / L, rounded up to the quantum.
 */
double margin_default_margin (const MarginInputs *in);

/** 1 / initial rate at the entry where the rules fix one, else 1. */
double margin_default_leverage (const MarginInputs *in);

/**
 * margin_size_for:
 *
 * The size that @margin carries at @leverage: V(E) = margin * leverage, so
 * size = V / (multiplier E), inverse V E / multiplier.
 */
double margin_size_for (const MarginInputs *in, double margin, double leverage);

/** The fraction of V(B) that opening takes: 1/L, or where the venue fixes it, with l and
 * u the open-interest bounds,
 *
 *     i0 = initial_rate + initial_slope x,  i = i0 + clamp ((OI - l) / (u - l), 0, 1) (1
 * - i0)
 */
double margin_initial_rate (const MarginInputs *in, MarginBasis basis);

/** The price where PnL = taker_fee (V(E) + V(P)). */
double margin_break_even (const MarginInputs *in);

/** The most leverage this margin may take; 0 where nothing limits it. */
double margin_leverage_limit (const MarginInputs *in);

#endif
