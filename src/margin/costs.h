/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARGIN_COSTS_H
#define MARGIN_COSTS_H

#include "margin/outcome.h"

/**
 * What a position costs, whichever way the price goes.
 *
 * Fees are taken on the value, not on the margin: at L times, a fee of f is L f of your
 * money, each way. Funding is paid on the value too:
 *
 *     received at a stamp = -s r V(M)         r > 0: longs pay
 *
 * Source: worked by hand in tests/margin/test-costs.c; Bybit API, the break-even price of
 * a position.
 */

/** Who waited: a maker's order stood in the book, a taker's met it. */
typedef enum {
  MARGIN_MAKER,
  MARGIN_TAKER,
} MarginFill;

/** What is done with the position of the inputs. */
typedef struct {
  MarginFill opened_as;
  MarginFill closed_as;
  double price; /* quote per base: where it is closed */
  double days;  /* between opening and closing, 0 to 1e18 */
} MarginHolding;

/** Money in the settlement currency; fractions are of the initial margin V(E) / L. */
typedef struct {
  double opening_fee; /* below 0 where a maker is paid */
  double closing_fee;
  double round_trip; /* both */
  double round_trip_of_margin;
  double funding_per_stamp; /* received; below 0: paid */
  double funding_per_day;
  double n_stamps; /* whole ones in the time held */
  double funding;  /* received at all of them, the mark and the rate as they are */
  double total;    /* fees less funding received: what the holding costs */
  double total_of_margin;
  double pnl; /* PnL at the closing price, before any cost */
  double net; /* and after all */
  double roe; /* net, of the initial margin */
  MarginPoint break_even;
} MarginCosts;

/** The fee of opening or closing all of @in at @price: rate * V(price). */
double margin_fee_at (const MarginInputs *in, MarginFill fill, double price);

/**
 * margin_funding_stamps:
 *
 * floor (24 days / funding_hours): the stamps in so many days that begin right after one.
 * Who opens or closes at the wrong minute meets one more; who is out at the stamp pays
 * nothing.
 */
double margin_funding_stamps (const MarginRules *rules, double days);

/**
 * margin_break_even_after:
 * @realised: fees paid (below 0) and funding received so far, settlement currency
 * @rate:     of the closing fee, -0.5 to 0.5
 *
 * Where closing all leaves nothing lost and nothing won:
 *
 *     PnL(P) + realised = rate V(P)
 *
 * With V = q P this is P = (s q E - realised) / (s q - q rate), as Bybit shows it with
 * rate = max (taker, 0.00055). `none` where no price within a factor 1e9 of the mark
 * does it.
 */
MarginPoint margin_break_even_after (const MarginInputs *in, double realised,
                                     double rate);

/**
 * margin_costs:
 * @costs: (out): written only on MARGIN_OK
 *
 * Everything above in one go. That the position lives until it is closed is taken for
 * granted; margin/liquidation.h knows better.
 *
 * Errors: those of margin_check(); MARGIN_BAD_MARK where the closing price is none;
 * MARGIN_BAD_TARGET where the days are not within 0 to 1e18.
 */
MarginStatus margin_costs (const MarginInputs *in, const MarginHolding *holding,
                           MarginCosts *costs) MARGIN_CHECKED;

#endif
