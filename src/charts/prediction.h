/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CHARTS_PREDICTION_H
#define CHARTS_PREDICTION_H

#include "charts/layout.h"

/**
 * What the prediction stage shows. Until `is_locked` the layout holds nothing that
 * follows from the answer: no zone, no line, and an axis whose ends come from `least` and
 * `most`.
 */
typedef struct {
  double guess;       /* quote per base */
  double least, most; /* ends of the price axis, chosen without the answer */
  bool is_locked;
  const double *walk;  /* prices the walk has gone through so far, from the entry */
  size_t n_walk;       /* how many are shown now */
  size_t n_walk_total; /* how many there will be: width of the time axis */
} ChartPrediction;

/**
 * chart_prediction_layout:
 *
 * Price upward, time to the right. Before the lock: entry, a dotted curtain, the
 * learner's dashed line with its handle. After: the walk so far; once it has reached the
 * end also the liquidation line with hatched land, the learner's line solid, and the gap
 * between them.
 */
void chart_prediction_layout (const MarginOutcome *outcome,
                              const ChartPrediction *prediction, const ChartFrame *frame,
                              ChartLayout *layout);

#endif
