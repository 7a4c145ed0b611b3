/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/scale.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

double
chart_scale_place (const ChartScale *scale, double value)
{
  double span = scale->to - scale->from;

  if (!(fabs (span) > 0))
    return scale->start;
  return scale->start + (value - scale->from) / span * (scale->end - scale->start);
}

double
chart_scale_value (const ChartScale *scale, double place)
{
  double length = scale->end - scale->start;

  if (!(fabs (length) > 0))
    return scale->from;
  return scale->from + (place - scale->start) / length * (scale->to - scale->from);
}

/* A step is digit * 10^exponent. Multiples of a step below one are divided out of whole
 * numbers, so that the tick at 0.3 is the double nearest to 0.3. */
typedef struct {
  int digit, exponent;
} Step;

static double
multiple_of (Step step, double count)
{
  double power = pow (10, abs (step.exponent));

  if (step.exponent < 0)
    return count * step.digit / power;
  return count * step.digit * power;
}

static Step
next_step (Step step)
{
  if (step.digit == 1)
    return (Step){ 2, step.exponent };
  if (step.digit == 2)
    return (Step){ 5, step.exponent };
  return (Step){ 1, step.exponent + 1 };
}

/* How many multiples of the step lie inside; a hair of tolerance keeps the ends. */
static double
count_of (Step step, double from, double to, double *first)
{
  double size = multiple_of (step, 1);

  *first = ceil (from / size - 1e-9);
  return floor (to / size + 1e-9) - *first + 1;
}

void
chart_ticks (double from, double to, size_t most, ChartTicks *ticks)
{
  double first, count;
  Step step;

  assert (most >= 2 && most <= CHART_MAX_TICKS);
  *ticks = (ChartTicks){ 0 };
  if (!isfinite (from) || !isfinite (to) || !(to > from) || !isfinite (to - from))
    return;

  step = (Step){ 1, (int) floor (log10 ((to - from) / (double) most)) };
  if (step.exponent < -300)
    return;
  count = count_of (step, from, to, &first);
  while (count > (double) most) {
    step = next_step (step);
    count = count_of (step, from, to, &first);
  }

  ticks->step = multiple_of (step, 1);
  ticks->n = count > 0 ? (size_t) count : 0;
  for (size_t i = 0; i < ticks->n; i++)
    ticks->value[i] = multiple_of (step, first + (double) i);
}
