/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARGIN_POOL_H
#define MARGIN_POOL_H

#include "margin/account.h"

/**
 * Positions that stand behind one collateral; private to the room.
 *
 * An isolated position is a pool of one on its own margin, a cross account a pool of all
 * on the wallet. Which marks move together, which fee is kept back and where the
 * bankruptcy price lies is asked here, and nowhere else.
 */
typedef struct {
  const MarginInputs *positions;
  size_t n_positions;
  bool is_cross;
  bool has_one_market;
  double collateral; /* W: before any result, without a posted reserve */
} MarginPool;

MarginPool margin_pool_isolated (const MarginInputs *in);
MarginPool margin_pool_cross (const MarginAccount *account);

/** F: posted on top of the collateral; never in a cross account. */
double margin_pool_reserve (const MarginPool *pool, size_t i);

/** fee(P) of position @i when its market goes to @price. */
double margin_pool_close_fee (const MarginPool *pool, size_t i, double price);

/** W + sum of PnL + F at the marks. */
double margin_pool_equity (const MarginPool *pool);

/** Where requirement / equity = @ratio for the market of position @i, unrounded. */
MarginPoint margin_pool_point (const MarginPool *pool, size_t i, double ratio);

MarginPoint margin_pool_liquidation (const MarginPool *pool, size_t i);
MarginPoint margin_pool_bankruptcy (const MarginPool *pool, size_t i);

/** Every field of the outcome of position @i; in outcome.c. In a pool of several the
 * margin ratio is left to the account, which has the sums. */
void margin_pool_evaluate (const MarginPool *pool, size_t i, MarginOutcome *out);

#endif
