/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARGIN_KERNEL_H
#define MARGIN_KERNEL_H

#include "margin/batch-kernel.h"
#include "margin/solve-kernel.h"

/**
 * The loops over columns, once for every instruction set; private to the room.
 *
 * The files named *-kernel.c are compiled several times, each time with another
 * MARGIN_KERNEL_SET in the names of their functions. Which of them is taken is decided
 * when a batch begins, by what the processor says it can do.
 */
#define MARGIN_KERNEL_JOIN(name, set)   name##_##set
#define MARGIN_KERNEL_EXPAND(name, set) MARGIN_KERNEL_JOIN (name, set)
#define MARGIN_KERNEL(name)             MARGIN_KERNEL_EXPAND (name, MARGIN_KERNEL_SET)

typedef struct {
  const char *name;
  bool (*runs_here) (void);
  MarginSolveBlock solve_block;
  MarginBatchRows batch_rows;
  MarginBatchRatios batch_ratios;
  MarginGridGain grid_gain;
  MarginGridRow grid_row;
  MarginGridRowFloat grid_row_float;
} MarginKernels;

/** All that were built, the plain one first, each later one asking for more. */
extern const MarginKernels margin_kernel_sets[];
extern const size_t margin_n_kernel_sets;

/** The last that runs on this processor. */
const MarginKernels *margin_kernels (void);

/** The index of the last that is true; 0 if none is. */
size_t margin_last_true (const bool truths[], size_t n);

/* The calls of batch.h and grid.h on a set of choice, for the tests. */
MarginStatus margin_batch_with (const MarginKernels *kernels, const MarginBatch *batch,
                                const MarginBatchOut *out, size_t *n_bad) MARGIN_CHECKED;
MarginStatus margin_grid_results_with (const MarginKernels *kernels,
                                       const MarginGrid *grid,
                                       double results[]) MARGIN_CHECKED;
MarginStatus margin_grid_results_float_with (const MarginKernels *kernels,
                                             const MarginGrid *grid,
                                             float results[]) MARGIN_CHECKED;

/** Declares what the *-kernel.c files hold of a set. */
#define MARGIN_KERNEL_FUNCTIONS(set)                                                     \
  void margin_solve_block_##set (const MarginSolvePlan *plan,                            \
                                 const MarginColumns *columns, size_t from, size_t n,    \
                                 double price[], unsigned char kind[]);                  \
  void margin_batch_rows_##set (const MarginBatch *batch, size_t n, const double *entry, \
                                const double *leverage, const double *margin,            \
                                const double *mark, double *liquidation_price,           \
                                double *pnl, double *equity);                            \
  void margin_batch_ratios_##set (                                                       \
      const MarginBatch *batch, size_t n, const double *margin, const double *leverage,  \
      const double *pnl, const double *equity, double *roe, double *margin_ratio);       \
  void margin_grid_gain_##set (const MarginGrid *grid, size_t n, const double *prices,   \
                               double *gain);                                            \
  void margin_grid_row_##set (size_t n, const double *restrict gain, double leverage,    \
                              double least, double end, double *restrict results);       \
  void margin_grid_row_float_##set (size_t n, const float *restrict gain,                \
                                    float leverage, float least, float end,              \
                                    float *restrict results);

#define MARGIN_KERNEL_DECLARE(set) MARGIN_KERNEL_FUNCTIONS (set)

#ifdef MARGIN_KERNEL_SET
MARGIN_KERNEL_DECLARE (MARGIN_KERNEL_SET)
#endif

#endif
