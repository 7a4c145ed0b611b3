/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARGIN_ORDER_H
#define MARGIN_ORDER_H

#include "margin/bar.h"

/**
 * What can happen to a position on its way, besides the price: funding at its stamps,
 * orders that wait for a price, and what its owner does at a bar of choice.
 */

/** Two prices of one market: where trades happen, and what the venue reckons with. */
typedef enum {
  MARGIN_SERIES_LAST,
  MARGIN_SERIES_MARK,
} MarginSeries;

/** One funding stamp: whoever holds a position then receives -s rate V(mark). */
typedef struct {
  int64_t time; /* seconds since 1970 UTC */
  double rate;  /* fraction, -1 to 1; positive: longs pay */
} MarginFunding;

typedef enum {
  MARGIN_STOP,        /* a market order once the price is as bad as this */
  MARGIN_TAKE_PROFIT, /* a limit order: this price or a better one */
} MarginOrderKind;

/** A waiting order that closes, and never opens. */
typedef struct {
  MarginOrderKind kind;
  MarginSeries trigger; /* the price it waits for */
  double price;         /* quote per base */
  double part;          /* of what is left then, 0 < part <= 1 */
  size_t from;          /* stands from the opening of this bar */
  size_t until;         /* to before the opening of this one; 0 = to the end */
} MarginOrder;

/** More waiting orders than this at once are nobody's. */
#define MARGIN_MAX_ORDERS 32

typedef enum {
  MARGIN_ACTION_DEPOSIT,        /* amount: settlement currency, > 0 */
  MARGIN_ACTION_REDUCE,         /* amount: part of what is left, 0 < part <= 1 */
  MARGIN_ACTION_REDUCE_BY_SIZE, /* amount: size, > 0; more than is left closes it */
  MARGIN_ACTION_CLOSE,          /* amount plays no part */
} MarginActionKind;

/** When in its bar an action is taken. */
typedef enum {
  MARGIN_AT_OPEN,  /* after the opening gap and the funding of the bar */
  MARGIN_AT_CLOSE, /* after everything else */
} MarginActionTime;

typedef struct {
  size_t bar;
  MarginActionTime at;
  MarginActionKind kind;
  double amount;
} MarginAction;

/**
 * margin_funding_check:
 * @where: (out) (optional): index of the first stamp at fault
 *
 * Errors: MARGIN_BAD_FUNDING_RATE for a rate outside -1 to 1, MARGIN_BAD_BAR for times
 * that do not rise.
 */
MarginStatus margin_funding_check (const MarginFunding funding[], size_t n_funding,
                                   size_t *where) MARGIN_CHECKED;

/**
 * margin_orders_check:
 * @n_bars: of the path they are meant for
 *
 * Errors: MARGIN_BAD_COUNT for more than MARGIN_MAX_ORDERS; MARGIN_BAD_ACTION for a price
 * outside 1e-18 to 1e18, a part outside 0 < part <= 1, an unknown word, or bars that the
 * path does not have.
 */
MarginStatus margin_orders_check (const MarginOrder orders[], size_t n_orders,
                                  size_t n_bars, size_t *where) MARGIN_CHECKED;

/**
 * margin_actions_check:
 * @size: of the position at the start
 *
 * Actions must stand in the order in which they are taken. Errors: MARGIN_BAD_ACTION for
 * one out of order, beyond the path, of an unknown word, or of an amount that nobody has:
 * none, more than 1e18, a part above 1, a size above @size.
 */
MarginStatus margin_actions_check (const MarginAction actions[], size_t n_actions,
                                   size_t n_bars, double size,
                                   size_t *where) MARGIN_CHECKED;

#endif
