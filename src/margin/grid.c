/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/grid.h"

#include "margin/kernel.h"
#include "margin/pieces.h"

#include <math.h>

typedef struct {
  double least; /* the gain of one times at the line; -HUGE_VAL where there is none */
  double end;   /* what stands from there on */
} Row;

static bool
are_numbers (size_t n, const double numbers[])
{
  for (size_t i = 0; i < n; i++)
    if (!(numbers[i] >= MARGIN_LEAST && numbers[i] <= MARGIN_MOST))
      return false;
  return true;
}

static MarginStatus
check (const MarginGrid *grid)
{
  if (!are_numbers (1, &grid->entry))
    return MARGIN_BAD_ENTRY;
  if (!(grid->rate >= 0 && grid->rate <= 1))
    return MARGIN_BAD_TIERS;
  if (!(grid->fee >= 0 && grid->fee <= 0.5 && grid->rate + grid->fee < 1))
    return MARGIN_BAD_FEE;
  if (!are_numbers (grid->n_leverages, grid->leverages))
    return MARGIN_BAD_LEVERAGE;
  return are_numbers (grid->n_prices, grid->prices) ? MARGIN_OK : MARGIN_BAD_MARK;
}

/* Where the line lies, with the entry as the mark: equity = kept V, in what one times of
 * leverage has gained by then. What is due at the entry already ends there. */
static Row
row_of (const MarginGrid *grid, double leverage)
{
  double kept = grid->rate + grid->fee, s = grid->side;
  bool is_inverse = grid->contract == MARGIN_INVERSE;
  double d = is_inverse ? -s : s;
  /* W + d (V - W L) = kept V, and V = W L (1 + d gain) */
  double gain = (kept - 1 / leverage) / (1 - d * kept);
  double value = 1 + d * gain;
  Row row = { fmin (gain, 0), -1 };

  if (!(value >= 1 / MARGIN_FARTHEST && value <= MARGIN_FARTHEST))
    row.least = -HUGE_VAL;
  else if (grid->returns == MARGIN_RETURNS_EQUITY)
    row.end = leverage * row.least;
  return row;
}

/* In single precision a product with any leverage then still has an end. No line lies
 * this far out. */
static void
narrow_gains (size_t n, const double gain[], float narrow[])
{
  const double most = 1e20;

  for (size_t i = 0; i < n; i++) {
    double below = gain[i] < most ? gain[i] : most;

    narrow[i] = (float) (below > -most ? below : -most);
  }
}

static size_t
tile_from (const MarginGrid *grid, size_t from)
{
  size_t left = grid->n_prices - from;

  return left < MARGIN_BATCH_BLOCK ? left : MARGIN_BATCH_BLOCK;
}

MarginStatus
margin_grid_results_with (const MarginKernels *kernels, const MarginGrid *grid,
                          double results[])
{
  MarginStatus status = check (grid);
  double gain[MARGIN_BATCH_BLOCK];

  if (status != MARGIN_OK)
    return status;
  for (size_t from = 0; from < grid->n_prices; from += MARGIN_BATCH_BLOCK) {
    size_t n = tile_from (grid, from);

    kernels->grid_gain (grid, n, grid->prices + from, gain);
    for (size_t i = 0; i < grid->n_leverages; i++) {
      Row row = row_of (grid, grid->leverages[i]);

      kernels->grid_row (n, gain, grid->leverages[i], row.least, row.end,
                         results + i * grid->n_prices + from);
    }
  }
  return MARGIN_OK;
}

MarginStatus
margin_grid_results_float_with (const MarginKernels *kernels, const MarginGrid *grid,
                                float results[])
{
  MarginStatus status = check (grid);
  double gain[MARGIN_BATCH_BLOCK];
  float narrow[MARGIN_BATCH_BLOCK];

  if (status != MARGIN_OK)
    return status;
  for (size_t from = 0; from < grid->n_prices; from += MARGIN_BATCH_BLOCK) {
    size_t n = tile_from (grid, from);

    kernels->grid_gain (grid, n, grid->prices + from, gain);
    narrow_gains (n, gain, narrow);
    for (size_t i = 0; i < grid->n_leverages; i++) {
      Row row = row_of (grid, grid->leverages[i]);

      kernels->grid_row_float (n, narrow, (float) grid->leverages[i], (float) row.least,
                               (float) row.end, results + i * grid->n_prices + from);
    }
  }
  return MARGIN_OK;
}

MarginStatus
margin_grid_results (const MarginGrid *grid, double results[])
{
  return margin_grid_results_with (margin_kernels (), grid, results);
}

MarginStatus
margin_grid_results_float (const MarginGrid *grid, float results[])
{
  return margin_grid_results_float_with (margin_kernels (), grid, results);
}
