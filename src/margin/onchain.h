/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARGIN_ONCHAIN_H
#define MARGIN_ONCHAIN_H

#include "margin/outcome.h"

/**
 * What four venues on chains compute in public when they close a position, beyond the
 * price at which they do so. All of them are linear contracts; everything else is
 * MARGIN_BAD_CONTRACT.
 *
 * The positions stand in an account that may hold others:
 *
 *     TNC    equity of the account at the oracle prices
 *     TMMR   its maintenance requirement, all positions
 *     s V    value of this position, signed: below 0 for a short
 *     MMR    its maintenance requirement, MM(M)
 */

/** The account around the position. */
typedef struct {
  double equity;      /* TNC, quote, within +/-1e18 */
  double maintenance; /* TMMR, quote, > 0 to 1e18 */
} MarginSurroundings;

/**
 * margin_dydx_bankruptcy_quote:
 * @closed: size to close, > 0, at most the position's
 * @quote:  (out): quote received for it; below 0: paid. Written only on MARGIN_OK
 *
 * At what quote amount closing a part just uses up its share of the account's equity:
 *
 *     s V(closed) - TNC (MMR - MMR of the rest) / TMMR
 *
 * rounded up to the quantum of the rules, so that the fund is not asked for the last one.
 *
 * Errors: those of margin_check(); MARGIN_BAD_CONTRACT; MARGIN_BAD_SIZE for @closed;
 * MARGIN_BAD_WALLET for the surroundings.
 * Source: dydxprotocol/v4-chain, x/clob/keeper/liquidations.go,
 * GetBankruptcyPriceInQuoteQuantums.
 */
MarginStatus margin_dydx_bankruptcy_quote (const MarginInputs *in,
                                           const MarginSurroundings *around,
                                           double closed, double *quote) MARGIN_CHECKED;

/**
 * margin_dydx_order_price:
 * @adjustment: how fast the price worsens as equity falls below the requirement, >= 1 on
 *              the chain; 0 to 1e18 here
 * @spread:     the most it worsens, as a part of the maintenance requirement, 0 to 1
 * @price:      (out): quote per base, > 0; written only on MARGIN_OK
 *
 * The limit price of the liquidation order:
 *
 *     ABR   = clamp (adjustment (1 - TNC / TMMR), 0, 1)
 *     price = (s V - ABR spread MMR) / (s q)
 *
 * from the oracle price, at the requirement, to spread * rate worse, at the latest where
 * the equity is gone.
 *
 * Errors: as above; MARGIN_BAD_TARGET where adjustment or spread are out of range or no
 * price is left.
 * Source: the same file, GetFillablePrice.
 */
MarginStatus margin_dydx_order_price (const MarginInputs *in,
                                      const MarginSurroundings *around, double adjustment,
                                      double spread, double *price) MARGIN_CHECKED;

/**
 * margin_dydx_fund_delta:
 * @fill:  quote per base at which @closed went
 * @fee:   the most that is taken, as a fraction of the quote, 0 to 1: 0.015 at most on
 *         the chain
 * @delta: (out): quote to the insurance fund; below 0: paid by it. Written only on
 *         MARGIN_OK
 *
 *     left = s q_closed fill - bankruptcy quote
 *     delta = left where it is not above 0, else min (fee q_closed fill, left)
 *
 * Errors: as the bankruptcy quote; MARGIN_BAD_MARK where @fill is no price,
 * MARGIN_BAD_FEE.
 * Source: the same file, GetLiquidationInsuranceFundDelta.
 */
MarginStatus margin_dydx_fund_delta (const MarginInputs *in,
                                     const MarginSurroundings *around, double closed,
                                     double fill, double fee,
                                     double *delta) MARGIN_CHECKED;

/**
 * margin_dydx_funding_cap:
 * @initial:     initial margin fraction, 0 to 1
 * @maintenance: maintenance fraction, 0 to @initial
 * @factor:      6 on the chain (600 %); 0 to 1e18
 *
 * The most that the funding rate of eight hours may be, either way:
 * factor (initial - maintenance). 0 where the fractions are out of range.
 *
 * Source: dydxprotocol/v4-chain, x/perpetuals/types/liquidity_tier.go,
 * GetMaxAbsFundingClampPpm.
 */
double margin_dydx_funding_cap (double initial, double maintenance, double factor);

/**
 * margin_drift_close_size:
 * @shortage:       requirement less equity, quote, 0 to 1e18
 * @liquidator_fee: fraction to who closes it, 0 to 1
 * @insurance_fee:  fraction to the insurance fund, 0 to 1
 * @quote_price:    of the settlement coin, > 0
 * @size:           (out): base to close, at most the position's; written only on
 *                  MARGIN_OK
 *
 * Every unit closed frees its margin and costs both fees:
 *
 *     shortage / (M quote_price (rate - liquidator_fee - insurance_fee))
 *
 * All of the position where the fees eat what is freed. The rate is the one in force at
 * the mark, slope included.
 *
 * Errors: those of margin_check(); MARGIN_BAD_CONTRACT; MARGIN_BAD_FEE; MARGIN_BAD_TARGET
 * for the shortage, MARGIN_BAD_MARK for the quote price.
 * Source: drift-labs/protocol-v2, math/liquidation.rs,
 * calculate_base_asset_amount_to_cover_margin_shortage.
 */
MarginStatus margin_drift_close_size (const MarginInputs *in, double shortage,
                                      double liquidator_fee, double insurance_fee,
                                      double quote_price, double *size) MARGIN_CHECKED;

/**
 * margin_gmx2_collateral:
 * @impact:     price impact of closing, quote; below 0 against the trader, within
 *              +/-1e18. A gain does not count.
 * @impact_cap: the most it may take, as a fraction of V(E), 0 to 1
 * @needed:     (out): quote; below 0 where the profit alone would do
 *
 * The collateral below which GMX v2 closes at this mark:
 *
 *     max (maintenance_floor, V(E) rate) - PnL(M) - impact + fee V(E)
 *
 * All but the impact is in the rules: maintenance and fee on entry, a floor.
 *
 * Errors: those of margin_check(); MARGIN_BAD_CONTRACT; MARGIN_BAD_TARGET for the impact.
 * Source: gmx-io/gmx-interface, utils/positions, getMinCollateralUsdForLiquidationPrice;
 * gmx-io/gmx-synthetics, PositionUtils.isPositionLiquidatable.
 */
MarginStatus margin_gmx2_collateral (const MarginInputs *in, double impact,
                                     double impact_cap, double *needed) MARGIN_CHECKED;

/**
 * margin_gmx1_liquidation:
 * @funding:   accrued and unpaid, quote, 0 to 1e18
 * @flat_fee:  of the one who closes it, quote, 0 to 1e18: 5
 * @point:     (out): written only on MARGIN_OK
 *
 * GMX v1 closes where fees eat the collateral or where the size exceeds its
 * max_leverage, whichever lies nearer the entry; funding counts in the first only:
 *
 *     need = max (taker_fee V(E) + flat_fee + funding, V(E) / max_leverage)
 *     P    = E (1 - s (W - need) / V(E))
 *
 * `now` where the mark is there already; `none` where no price within a factor 1e9 of the
 * mark is.
 *
 * Errors: those of margin_check(); MARGIN_BAD_CONTRACT; MARGIN_BAD_RULES where
 * max_leverage is not fixed; MARGIN_BAD_TARGET for funding and flat fee.
 * Source: gmx-io/gmx-interface, lib/positions/getLiquidationPrice and its test.
 */
MarginStatus margin_gmx1_liquidation (const MarginInputs *in, double funding,
                                      double flat_fee, MarginPoint *point) MARGIN_CHECKED;

#endif
