/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARGIN_SHORTFALL_H
#define MARGIN_SHORTFALL_H

#include "margin/outcome.h"

/**
 * Who pays when the orders of a liquidation fetch less than the bankruptcy price.
 *
 *     better than the bankruptcy price   something is left: fee, then fund or trader
 *     at it                              the margin is just gone
 *     worse                              the fund pays, and when it is empty, winners on
 *                                        the other side are closed at the bankruptcy
 *                                        price (auto-deleveraging)
 *
 * The trader loses the margin and no more in either case.
 *
 * Sources: Bybit help, insurance fund and auto-deleveraging; Binance help, insurance
 * fund history and auto-deleveraging; BitMEX, auto-deleveraging.
 */
typedef struct {
  double lost;        /* by the trader: W - returned */
  double fee;         /* to the venue */
  double returned;    /* to the trader */
  double fund;        /* to the fund; below 0: paid by it, at most what it has */
  double uncovered;   /* what the fund lacks, >= 0 */
  double deleveraged; /* size taken over by winners, so that nothing stays uncovered */
  MarginPoint bankruptcy;
} MarginShortfall;

/**
 * margin_shortfall:
 * @fill:      quote per base: what the orders fetch
 * @balance:   of the fund, settlement currency, 0 to 1e18
 * @shortfall: (out): written only on MARGIN_OK
 *
 * The whole of @in is closed at @fill. Every unit of size filled there costs the fund
 * the same, so it covers size * balance / shortfall and the rest is deleveraged.
 *
 * Errors: those of margin_end_step(); MARGIN_BAD_WALLET where the balance is out of
 * range.
 */
MarginStatus margin_shortfall (const MarginInputs *in, double fill, double balance,
                               MarginShortfall *shortfall) MARGIN_CHECKED;

#endif
