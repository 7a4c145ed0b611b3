/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CHARTS_GAUGE_H
#define CHARTS_GAUGE_H

#include "charts/layout.h"

/**
 * chart_gauge_layout:
 *
 * Your money against the rule: a bar from 0 to the deposit, filled as far as the equity,
 * with a hatched foot as long as the requirement and a thick tick at its end. Above the
 * deposit the bar grows past an open end.
 */
void chart_gauge_layout (const MarginOutcome *outcome, const ChartFrame *frame,
                         ChartLayout *layout);

#endif
