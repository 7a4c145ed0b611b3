/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARGIN_BATCH_KERNEL_H
#define MARGIN_BATCH_KERNEL_H

#include "margin/batch.h"
#include "margin/grid.h"

/** Rows of a batch, or prices of a grid, that are worked on together; private. */
#define MARGIN_BATCH_BLOCK 1024

/** One block of a batch, n <= MARGIN_BATCH_BLOCK; every pointer stands at its first row
 * and none is NULL. */
typedef void (*MarginBatchRows) (const MarginBatch *batch, size_t n, const double *entry,
                                 const double *leverage, const double *margin,
                                 const double *mark, double *liquidation_price,
                                 double *pnl, double *equity);

/** The rest, from what the block above wrote. A row that is bad has pnl and equity 0. */
typedef void (*MarginBatchRatios) (const MarginBatch *batch, size_t n,
                                   const double *margin, const double *leverage,
                                   const double *pnl, const double *equity, double *roe,
                                   double *margin_ratio);

/** One row of a grid: gain leverage, and @end where the gain has fallen to @least. */
typedef void (*MarginGridRow) (size_t n, const double *gain, double leverage,
                               double least, double end, double *results);
typedef void (*MarginGridRowFloat) (size_t n, const float *gain, float leverage,
                                    float least, float end, float *results);

/** What one unit of leverage makes at every price. */
typedef void (*MarginGridGain) (const MarginGrid *grid, size_t n, const double *prices,
                                double *gain);

#endif
