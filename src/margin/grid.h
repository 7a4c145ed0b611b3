/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARGIN_GRID_H
#define MARGIN_GRID_H

#include "margin/inputs.h"
#include "margin/status.h"

/**
 * What a position makes at every price under every leverage: the numbers of a heat map.
 *
 * One cell is the result as a fraction of the margin if the price goes straight from the
 * entry to that price,
 *
 *     linear   s L (P / E - 1)      inverse   s L (1 - E / P)
 *
 * and from the liquidation price on what the end leaves: -1, or under
 * MARGIN_RETURNS_EQUITY the result at that price. It is margin_result_at() / W of one
 * tier without a liquidation fee. What hangs on the price alone is worked out once a
 * column, what hangs on the leverage once a row: a cell costs a product and a comparison.
 */
typedef struct {
  MarginContract contract;
  MarginSide side;
  double entry; /* quote per base */
  double rate;  /* m, 0 to 1 */
  double fee;   /* f, 0 to 0.5, m + f < 1 */
  MarginReturns returns;
  size_t n_leverages;
  const double *leverages; /* times, one a row */
  size_t n_prices;
  const double *prices; /* quote per base, one a column */
} MarginGrid;

/**
 * margin_grid_results:
 * @results: (out): n_leverages rows of n_prices; written only on MARGIN_OK
 *
 * In double precision. Errors: MARGIN_BAD_ENTRY, MARGIN_BAD_TIERS for the rate,
 * MARGIN_BAD_FEE, MARGIN_BAD_LEVERAGE and MARGIN_BAD_MARK for a row or a column.
 */
MarginStatus margin_grid_results (const MarginGrid *grid,
                                  double results[]) MARGIN_CHECKED;

/** The same in single precision, at a quarter of the cost: enough for a colour. A price
 * within one part in ten million of the line may fall on either side of it; what one
 * times of leverage gains beyond 1e20 counts as 1e20. */
MarginStatus margin_grid_results_float (const MarginGrid *grid,
                                        float results[]) MARGIN_CHECKED;

#endif
