/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CHARTS_SCALE_H
#define CHARTS_SCALE_H

#include <stddef.h>

/** A straight map from values to pixels: from..to lands on start..end. A scale without
 * length maps everything to its start. */
typedef struct {
  double from, to;
  double start, end;
} ChartScale;

double chart_scale_place (const ChartScale *scale, double value);

/** Undoes chart_scale_place(). */
double chart_scale_value (const ChartScale *scale, double place);

#define CHART_MAX_TICKS 12

typedef struct {
  double step;
  size_t n;
  double value[CHART_MAX_TICKS];
} ChartTicks;

/**
 * chart_ticks:
 * @most: the greatest number of ticks wanted, 2 to CHART_MAX_TICKS
 *
 * Round values inside from..to, one step of 1, 2 or 5 times a power of ten apart, as many
 * as fit under @most. None where from..to is empty or not finite.
 */
void chart_ticks (double from, double to, size_t most, ChartTicks *ticks);

#endif
