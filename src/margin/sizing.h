/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARGIN_SIZING_H
#define MARGIN_SIZING_H

#include "margin/costs.h"

#include <stdbool.h>
#include <stddef.h>

/**
 * The questions asked from the other end: not where a position is liquidated, but which
 * position is not liquidated before a price; not what a stop costs, but which size a stop
 * may have.
 *
 * The order of the answers matters. First the loss that is accepted gives the size, then
 * the distance of the line gives the leverage: at one size, leverage changes what is
 * locked and where the line is, and nothing at the stop.
 */

/** The loss that is accepted, and where it is taken. */
typedef struct {
  double loss;     /* settlement currency, > 0 */
  double stop;     /* quote per base: where the stop is triggered */
  double slippage; /* fraction of the stop by which it is filled worse, 0 to below 1 */
  bool has_fees;   /* whether both fees belong to the loss */
  MarginFill opened_as;
  MarginFill closed_as;
} MarginRisk;

typedef struct {
  double size;  /* linear: base; inverse, quanto: contracts */
  double value; /* V(E) of it, settlement currency */
  double fill;  /* stop (1 - s slippage) */
  double fees;  /* in the loss, 0 without */
} MarginSizing;

/**
 * margin_size_for_loss:
 * @in:     the position to be; its size plays no part, but must be one
 * @sizing: (out): written only on MARGIN_OK
 *
 * The size that loses just so much. Everything grows with the size, so one division
 * answers every contract:
 *
 *     size = loss / (-PnL(fill) + fees) of a size of one
 *
 * Unrounded: neither lots nor quanta are looked at.
 *
 * Errors: those of margin_check(); MARGIN_BAD_TARGET where the stop is not on the losing
 * side of the entry, where the loss or the slippage is out of range, or where no size
 * within 1e-18 to 1e18 does it.
 */
MarginStatus margin_size_for_loss (const MarginInputs *in, const MarginRisk *risk,
                                   MarginSizing *sizing) MARGIN_CHECKED;

/** What stays when the leverage changes. */
typedef enum {
  MARGIN_KEEP_SIZE,   /* the margin follows: V(E) / L */
  MARGIN_KEEP_MARGIN, /* the size follows: margin_size_for () */
} MarginKeep;

/** mark (1 - s distance): @distance away from the mark, on the losing side. */
double margin_price_at_distance (const MarginInputs *in, double distance);

/**
 * margin_most_leverage:
 * @price:    quote per base, on the losing side of the mark: a stop, or
 *            margin_price_at_distance ()
 * @most:     answers above it are not looked for, >= 1: margin_leverage_limit (), or what
 *            a slider ends at
 * @leverage: (out): written only on MARGIN_OK
 *
 * The most leverage, up to @most, at which the position is not liquidated before @price:
 * the shown line, rounding included, lies there or beyond, or there is none. Found by
 * halving over the law that more leverage never leaves more room; that takes a table
 * whose rates rise.
 *
 * Errors: those of margin_check(); MARGIN_BAD_TARGET where @price is not on the losing
 * side, where @most is below 1, or where not even 1x does it.
 */
MarginStatus margin_most_leverage (const MarginInputs *in, MarginKeep keep, double price,
                                   double most, double *leverage) MARGIN_CHECKED;

/**
 * margin_to_add:
 * @price:  quote per base, on the losing side of the mark
 * @amount: (out): settlement currency; below 0: so much may be taken out. Written only on
 *          MARGIN_OK
 *
 * The least that must be added for the line to lie at @price or beyond. Under a marginal
 * table it then lies there:
 *
 *     W + amount + PnL(P) + F = MM(P) + fee(P)
 *
 * Where a table jumps, or falls faster than the value on the way down, no margin puts the
 * line just behind, and the answer is the least that brings it past.
 *
 * Errors: those of margin_check(); MARGIN_BAD_TARGET where @price is not on the losing
 * side of the mark, or where it takes a margin beyond +/-1e18.
 */
MarginStatus margin_to_add (const MarginInputs *in, double price,
                            double *amount) MARGIN_CHECKED;

/** V(P) / equity(P); INFINITY where equity <= 0. */
double margin_effective_leverage_at (const MarginInputs *in, double price);

/**
 * margin_effective_leverages:
 * @prices:    n of them, quote per base
 * @leverages: (out): n, written only on MARGIN_OK; may be @prices itself
 *
 * The same along a path: a chosen leverage drifts with every price. It says nothing about
 * whether the position lived to see it.
 *
 * Errors: those of margin_check(); MARGIN_BAD_COUNT for none, MARGIN_BAD_MARK where a
 * price is none.
 */
MarginStatus margin_effective_leverages (const MarginInputs *in, size_t n,
                                         const double prices[],
                                         double leverages[]) MARGIN_CHECKED;

#endif
