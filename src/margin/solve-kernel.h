/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARGIN_SOLVE_KERNEL_H
#define MARGIN_SOLVE_KERNEL_H

#include "margin/solve.h"

/** Rows that are worked on together, so that what lies between two passes stays near. */
#define MARGIN_SOLVE_BLOCK 512

/** What all rows share; private to the room. */
typedef struct {
  bool is_inverse;
  bool is_below;         /* MARGIN_TRIGGER_BELOW */
  double fee;            /* f of a fee on the value */
  double entry_fee;      /* f of a fee on the entry value */
  double bankruptcy_fee; /* f of a fee on the value at bankruptcy */
  size_t n_tiers;
  double rate[MARGIN_MAX_TIERS];
  double deduction[MARGIN_MAX_TIERS];
  double gaining[MARGIN_MAX_TIERS]; /* 1 / (d - rate - f) for d = +1 */
  double losing[MARGIN_MAX_TIERS];  /* and for d = -1 */
} MarginSolvePlan;

/** Rows from..from + n of @columns, n <= MARGIN_SOLVE_BLOCK. */
typedef void (*MarginSolveBlock) (const MarginSolvePlan *plan,
                                  const MarginColumns *columns, size_t from, size_t n,
                                  double price[], unsigned char kind[]);

/** Whether the rules are solved without a branch; else the walk of margin/outward.h goes
 * row by row. */
bool margin_solve_is_straight (const MarginRules *rules);

/** margin_solve() on a set of choice, for the tests. */
MarginStatus margin_solve_with (MarginSolveBlock block, const MarginColumns *columns,
                                double price[], unsigned char kind[]) MARGIN_CHECKED;

#endif
