/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARGIN_BATCH_H
#define MARGIN_BATCH_H

#include "margin/inputs.h"
#include "margin/status.h"

/**
 * The closed form over columns, as fast as the memory brings them.
 *
 * One set of constants, many positions, each with the margin W and the leverage L that
 * give its size, V(E) = W L. With m the maintenance rate on mark, f a closing fee on the
 * value, and one division a row:
 *
 *     linear     PnL = s W L (M / E - 1)      P = E (1 - s / L) / (1 - s (m + f))
 *     inverse    PnL = s W L (1 - E / M)      P = E L (1 + s (m + f)) / (L + s)
 *
 * equity = W + PnL. It is what margin_liquidation() and margin_evaluate() answer for one
 * tier without rounding, within 1e-12 of the position's value; for tables of tiers there
 * is margin/solve.h.
 *
 * A row with one of its four numbers outside 1e-18 to 1e18 is bad and gets 0 everywhere;
 * unlike margin_check() the size that follows from them is not looked at.
 *
 * Columns may lie anywhere but must not overlap. At multiples of 64 bytes they are read
 * fastest, unless all begin at the same place of their pages.
 *
 * Source: the forms of the venues' help pages, checked row by row in
 * tests/margin/test-batch.c.
 */
typedef struct {
  MarginContract contract;
  MarginSide side;
  double rate; /* m, 0 to 1 */
  double fee;  /* f, 0 to 0.5, m + f < 1 */
  size_t n;
  const double *entry;    /* quote per base */
  const double *leverage; /* times */
  const double *margin;   /* W, settlement currency, > 0 */
  const double *mark;     /* quote per base */
} MarginBatch;

/** Each column is optional: what is NULL is not written, and costs next to nothing. */
typedef struct {
  double *liquidation_price; /* 0 where there is none, or where it is due already */
  double *pnl;
  double *equity;
  double *roe;          /* PnL / W */
  double *margin_ratio; /* (m + f) V(M) / equity; HUGE_VAL where equity <= 0 */
} MarginBatchOut;

/**
 * margin_batch:
 * @out:   (out): n numbers a column; written only on MARGIN_OK
 * @n_bad: (out) (optional): how many rows are bad; costs a pass of its own
 *
 * Errors: MARGIN_BAD_TIERS for the rate, MARGIN_BAD_FEE for the fee.
 */
MarginStatus margin_batch (const MarginBatch *batch, const MarginBatchOut *out,
                           size_t *n_bad) MARGIN_CHECKED;

#endif
