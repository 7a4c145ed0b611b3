/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Compiled once for every instruction set. One division a row, and nothing that branches
 * on a row: what is not wanted is computed and left out, one choice after the other, and
 * "and" is &, which asks for both sides. */

#include "margin/batch-kernel.h"
#include "margin/kernel.h"
#include "margin/outward.h"

/* An int, since compilers doubt an & of truths that functions answer. */
static inline int
is_number (double value)
{
  return (value >= MARGIN_LEAST) & (value <= MARGIN_MOST);
}

/* A 1x inverse short divides by nothing, and has no price: any number does. */
static inline double
nonzero (double steps)
{
  return steps > 0 || steps < 0 ? steps : -1;
}

/* @is_inverse and @s are said where this is called, so that no row has to ask. */
static inline void
work (bool is_inverse, double s, const MarginBatch *batch, size_t n,
      const double *restrict entry, const double *restrict leverage,
      const double *restrict margin, const double *restrict mark,
      double *restrict liquidation_price, double *restrict pnl, double *restrict equity)
{
  double kept = batch->rate + batch->fee;
  double factor = is_inverse ? 1 + s * kept : 1 / (1 - s * kept);

  for (size_t i = 0; i < n; i++) {
    double e = entry[i], l = leverage[i], w = margin[i], m = mark[i];
    double moves = is_inverse ? m : e;               /* what the price divides by */
    double steps = is_inverse ? nonzero (l + s) : l; /* and what the leverage does */
    double one = 1 / (steps * moves);
    double by_steps = one * moves, by_moves = one * steps;
    double value_at_entry = w * l;
    double value = value_at_entry * ((is_inverse ? e : m) * by_moves);
    double gain = is_inverse == (s > 0) ? value_at_entry - value : value - value_at_entry;
    double left = w + gain;
    double end = is_inverse ? e * l * factor * by_steps : e * (1 - s * by_steps) * factor;
    double over = left - (kept + MARGIN_EQUAL) * value - MARGIN_EQUAL * value_at_entry;
    int good = is_number (e) & is_number (l) & is_number (w) & is_number (m);
    double found = s > 0 ? (end >= m * (1 / MARGIN_FARTHEST) ? end : 0)
                         : (end <= m * MARGIN_FARTHEST ? end : 0);

    if (is_inverse)
      found = found > 0 ? found : 0; /* no rise ends a 1x short */
    found = over > 0 ? found : 0;    /* due already */
    liquidation_price[i] = good ? found : 0;
    pnl[i] = good ? gain : 0;
    equity[i] = good ? left : 0;
  }
}

void
MARGIN_KERNEL (margin_batch_rows) (const MarginBatch *batch, size_t n,
                                   const double *entry, const double *leverage,
                                   const double *margin, const double *mark,
                                   double *liquidation_price, double *pnl, double *equity)
{
  bool is_long = batch->side == MARGIN_LONG;

#define WORK(is_inverse, s)                                                              \
  work (is_inverse, s, batch, n, entry, leverage, margin, mark, liquidation_price, pnl,  \
        equity)
  if (batch->contract != MARGIN_INVERSE && is_long)
    WORK (false, 1);
  else if (batch->contract != MARGIN_INVERSE)
    WORK (false, -1);
  else if (is_long)
    WORK (true, 1);
  else
    WORK (true, -1);
#undef WORK
}

void
MARGIN_KERNEL (margin_batch_ratios) (const MarginBatch *batch, size_t n,
                                     const double *margin, const double *leverage,
                                     const double *pnl, const double *equity, double *roe,
                                     double *margin_ratio)
{
  double kept = batch->rate + batch->fee;
  double d = (batch->contract == MARGIN_INVERSE) == (batch->side == MARGIN_LONG) ? -1 : 1;

  for (size_t i = 0; i < n; i++) {
    double value = margin[i] * leverage[i] + d * pnl[i];
    double left = equity[i] > 0 ? equity[i] : 1;
    /* A bad row has equity 0 and PnL 0; a good one that is worth nothing has lost W. */
    double good = equity[i] > 0 || equity[i] < 0 || pnl[i] < 0 ? 1 : 0;

    roe[i] = good > 0 ? pnl[i] / margin[i] : 0;
    margin_ratio[i] = equity[i] > 0 ? kept * value / left : good > 0 ? HUGE_VAL : 0;
  }
}

void
MARGIN_KERNEL (margin_grid_gain) (const MarginGrid *grid, size_t n, const double *prices,
                                  double *gain)
{
  double s = grid->side, entry = grid->entry;

  if (grid->contract == MARGIN_INVERSE)
    for (size_t i = 0; i < n; i++)
      gain[i] = s * (1 - entry / prices[i]);
  else
    for (size_t i = 0; i < n; i++)
      gain[i] = s * (prices[i] / entry - 1);
}

void
MARGIN_KERNEL (margin_grid_row) (size_t n, const double *restrict gain, double leverage,
                                 double least, double end, double *restrict results)
{
  for (size_t i = 0; i < n; i++)
    results[i] = gain[i] > least ? leverage * gain[i] : end;
}

void
MARGIN_KERNEL (margin_grid_row_float) (size_t n, const float *restrict gain,
                                       float leverage, float least, float end,
                                       float *restrict results)
{
  for (size_t i = 0; i < n; i++)
    results[i] = gain[i] > least ? leverage * gain[i] : end;
}
