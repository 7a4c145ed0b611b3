/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CHARTS_PAYOFF_H
#define CHARTS_PAYOFF_H

#include "charts/layout.h"

/**
 * chart_payoff_layout:
 *
 * Result in the learner's money against price: gain plain, loss hatched, margin-call band
 * dotted, the end as the darkest line with hatched land behind it, a drop to what the end
 * leaves, a dotted line for 1x, a ring where the price is now.
 *
 * x reaches 1.33 times the distance to the end on both sides of the entry, rounded to a
 * sensible percent, never past a price of zero, and always far enough to hold the mark.
 */
void chart_payoff_layout (const MarginOutcome *outcome, const ChartFrame *frame,
                          ChartLayout *layout);

/** Half the width of the x axis as a fraction of the entry: 0.06 at 20x. */
double chart_payoff_reach (const MarginOutcome *outcome);

#endif
