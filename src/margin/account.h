/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARGIN_ACCOUNT_H
#define MARGIN_ACCOUNT_H

#include "margin/outcome.h"

/**
 * Several positions and what stands behind them.
 *
 * Isolated: every position stands alone on its own margin. Cross: all share one wallet,
 *
 *     equity(P) = wallet + sum of PnL,    R(P) = sum of MM + sum of fees,
 *
 * and the liquidation price of a position is that of the whole account: the mark of every
 * position of the same market goes to P together (a long and a short of one market, hedge
 * mode, share one price), while the marks of the others stay (MARGIN_CROSS_FIXED) or all
 * marks are multiplied by one factor (MARGIN_CROSS_JOINT).
 *
 * With one moving position only its losing side is looked at; with several both are, and
 * the nearer price by ratio wins, a tie goes down.
 *
 * No reserve is posted in a cross account: reserved, reserved-cost and bankruptcy all
 * keep f V(BP) back, BP being the account's bankruptcy price, and with more than one
 * market in the account, where that price is not one, f V(P) as under added.
 *
 * A cross figure is an estimate: it moves with every other position of the account.
 *
 * Source: the venues' help pages and recorded answers in tests/margin/cases.csv.
 */

#define MARGIN_MAX_POSITIONS 64

typedef struct {
  bool is_cross;
  double wallet;                 /* cross: settlement currency, before any PnL */
  size_t n_positions;            /* 1 to MARGIN_MAX_POSITIONS */
  const MarginInputs *positions; /* cross: of one contract, margins play no part */
} MarginAccount;

/** What the account comes to at the marks; sums over the positions if isolated. */
typedef struct {
  double equity;
  double maintenance_margin;
  double requirement;
  double margin_ratio; /* requirement / equity; INFINITY where equity <= 0 */
} MarginTotals;

/**
 * margin_account_check:
 * @where: (out) (optional): the position that is at fault
 *
 * Whether @account can be answered: every position by margin_check(); in a cross account
 * one contract (MARGIN_BAD_CONTRACT), one mark a market (MARGIN_BAD_MARK) and a wallet
 * within +/-1e18 (MARGIN_BAD_WALLET). MARGIN_BAD_COUNT for none or too many.
 */
MarginStatus margin_account_check (const MarginAccount *account,
                                   size_t *where) MARGIN_CHECKED;

/**
 * margin_account_evaluate:
 * @totals:   (out): written only on MARGIN_OK
 * @outcomes: (out): one for each position; written only on MARGIN_OK
 *
 * Everything that follows at the marks. In a cross account equity and margin ratio of
 * every outcome are the account's, and liquidation, margin call and bankruptcy price are
 * those of its market.
 */
MarginStatus margin_account_evaluate (const MarginAccount *account, MarginTotals *totals,
                                      MarginOutcome outcomes[]) MARGIN_CHECKED;

/** The liquidation price of position @i alone; margin_account_evaluate() says the same.
 * `invalid`, here and below, for an account that margin_account_check() refuses. */
MarginPoint margin_account_liquidation (const MarginAccount *account, size_t i);

/** The same, where R / equity = @ratio, 0 < ratio <= 1, and unrounded. */
MarginPoint margin_account_call_point (const MarginAccount *account, size_t i,
                                       double ratio);

/** The price at which nothing is left of the account (or of the isolated margin). */
MarginPoint margin_account_bankruptcy (const MarginAccount *account, size_t i);

/** The wallet that comes to @equity at the marks: equity - sum of PnL. */
double margin_account_wallet (const MarginAccount *account, double equity);

#endif
