/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CHARTS_AXIS_H
#define CHARTS_AXIS_H

#include "charts/label.h"

/** Between an axis and its labels, pixels. */
#define CHART_TICK     6.0
#define CHART_TICK_GAP 8.0

/** The widest label that @ticks would get as @word, small and light. */
double chart_axis_width (const ChartPen *pen, const ChartTicks *ticks, ChartWord word);

/** How many labels of a line of small text stand well in @length pixels: 2 to @most. */
size_t chart_axis_most (const ChartPen *pen, double length, size_t most);

/** Writes @ticks of the y scale as @word, ending at @right. */
void chart_axis_labels (ChartPen *pen, const ChartTicks *ticks, ChartWord word,
                        double right);

/** Grid lines across the plot at @ticks; zero is a stronger line. */
void chart_axis_grid (ChartLayout *layout, const ChartTicks *ticks);

/**
 * chart_axis_prices:
 *
 * The price axis below the plot: tick marks outside, a line of prices and, if
 * @has_percents, a line of distances from the entry. The entry always has its label;
 * labels at the ends align inwards; then every second goes.
 */
void chart_axis_prices (ChartPen *pen, bool has_percents);

#endif
