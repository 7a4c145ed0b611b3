/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CHARTS_LADDER_H
#define CHARTS_LADDER_H

#include "charts/layout.h"

/**
 * chart_ladder_layout:
 *
 * One column of prices, rising upward: gain tint beyond the entry on the winning side,
 * loss hatch from entry to now, the margin-call band in dots, the liquidation flag in
 * reverse ink with hatched land behind it, bankruptcy dotted, and a bracket that says how
 * much room is left. For a short everything mirrors upward. Labels that would collide
 * slide apart by a line each and keep a thin leader.
 */
void chart_ladder_layout (const MarginOutcome *outcome, const ChartFrame *frame,
                          ChartLayout *layout);

#endif
