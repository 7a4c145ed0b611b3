/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARGIN_SOLVE_H
#define MARGIN_SOLVE_H

#include "margin/outcome.h"

/**
 * The full solver over columns: liquidation prices of many isolated positions under one
 * set of rules, tiers, fees and rounding inside.
 *
 * Positions are columns, not structs: one number of all positions lies side by side, so
 * that a row costs what its tiers cost and not what its rules weigh. Columns may lie
 * anywhere; at multiples of 64 bytes they are read fastest.
 */
typedef struct {
  size_t n;
  MarginContract contract;
  const MarginRules *rules;
  const double *side;   /* +1 long, -1 short */
  const double *size;   /* size * multiplier */
  const double *entry;  /* quote per base */
  const double *mark;   /* quote per base */
  const double *margin; /* settlement currency, as posted */
} MarginColumns;

/**
 * margin_solve:
 * @price: (out): n prices, 0 where there is none; written only on MARGIN_OK
 * @kind:  (out) (optional): n of MarginKind
 *
 * For every row what margin_liquidation() answers, within 1e-12; a row that
 * margin_check() would refuse is MARGIN_INVALID. The leverage plays no part: a reserve
 * that hangs on it cancels in the price.
 *
 * Where tiers are marginal, the maintenance margin is the greatest of one straight line a
 * tier, and the first price at which equity meets it the nearest of one root a tier:
 *
 *     d V = max over tiers of d (d V(E) - W + K - deduction) / (d - rate - f)
 *
 * with d = s (inverse -s), f of a fee on the value and K of one that does not move. No
 * branch hangs on the row. Other tables are walked row by row.
 *
 * Errors: those of margin_rules_check().
 */
MarginStatus margin_solve (const MarginColumns *columns, double price[],
                           unsigned char kind[]) MARGIN_CHECKED;

#endif
