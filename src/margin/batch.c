/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/batch.h"

#include "margin/kernel.h"
#include "margin/pieces.h"

static MarginStatus
check (double rate, double fee)
{
  if (!(rate >= 0 && rate <= 1))
    return MARGIN_BAD_TIERS;
  return fee >= 0 && fee <= 0.5 && rate + fee < 1 ? MARGIN_OK : MARGIN_BAD_FEE;
}

/* A column from row @from on, or where nobody wants it, a place that is thrown away. */
static double *
rows_of (double *column, size_t from, double *unwanted)
{
  return column ? column + from : unwanted;
}

static void
work_block (const MarginKernels *kernels, const MarginBatch *batch,
            const MarginBatchOut *out, size_t from, size_t n)
{
  double unwanted[4][MARGIN_BATCH_BLOCK];
  const double *leverage = batch->leverage + from, *margin = batch->margin + from;
  double *pnl = rows_of (out->pnl, from, unwanted[1]);
  double *equity = rows_of (out->equity, from, unwanted[2]);

  kernels->batch_rows (batch, n, batch->entry + from, leverage, margin,
                       batch->mark + from,
                       rows_of (out->liquidation_price, from, unwanted[0]), pnl, equity);
  if (out->roe || out->margin_ratio)
    kernels->batch_ratios (batch, n, margin, leverage, pnl, equity,
                           rows_of (out->roe, from, unwanted[3]),
                           rows_of (out->margin_ratio, from, unwanted[3]));
}

static bool
is_number (double value)
{
  return value >= MARGIN_LEAST && value <= MARGIN_MOST;
}

/* In a pass of its own, so that who does not ask does not pay. */
static size_t
count_bad (const MarginBatch *batch)
{
  size_t n_bad = 0;

  for (size_t i = 0; i < batch->n; i++)
    n_bad += !(is_number (batch->entry[i]) && is_number (batch->leverage[i]) &&
               is_number (batch->margin[i]) && is_number (batch->mark[i]));
  return n_bad;
}

MarginStatus
margin_batch_with (const MarginKernels *kernels, const MarginBatch *batch,
                   const MarginBatchOut *out, size_t *n_bad)
{
  MarginStatus status = check (batch->rate, batch->fee);

  if (status != MARGIN_OK)
    return status;
  if (n_bad)
    *n_bad = count_bad (batch);
  for (size_t from = 0; from < batch->n; from += MARGIN_BATCH_BLOCK) {
    size_t left = batch->n - from;

    work_block (kernels, batch, out, from,
                left < MARGIN_BATCH_BLOCK ? left : MARGIN_BATCH_BLOCK);
  }
  return MARGIN_OK;
}

MarginStatus
margin_batch (const MarginBatch *batch, const MarginBatchOut *out, size_t *n_bad)
{
  return margin_batch_with (margin_kernels (), batch, out, n_bad);
}
