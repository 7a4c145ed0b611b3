/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/end.h"
#include "margin/value.h"

#include <math.h>

static const double sensible[] = { 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9, 10 };
#define N_SENSIBLE (sizeof sensible / sizeof sensible[0])

double
chart_side (const MarginOutcome *outcome)
{
  return outcome->in.side == MARGIN_LONG ? 1 : -1;
}

double
chart_point_price (const MarginPoint *point)
{
  if (point->kind == MARGIN_NONE || !(point->price > 0) || !isfinite (point->price))
    return 0;
  return point->price;
}

static double
end_price (const MarginOutcome *outcome)
{
  double price = chart_point_price (&outcome->liquidation);

  if (!outcome->is_over)
    return price;
  if (outcome->ended_at > 0)
    return outcome->ended_at;
  return price > 0 ? price : outcome->in.mark;
}

ChartEnd
chart_end (const MarginOutcome *outcome)
{
  ChartEnd end = { .price = end_price (outcome) };

  if (!(end.price > 0))
    return end;

  end.is_there = true;
  if (outcome->is_over) {
    end.result = outcome->result;
    end.returned = outcome->returned;
  } else {
    /* A hair past the line: at the line itself the position is still open. */
    double past = end.price * (1 - 1e-6 * chart_side (outcome));

    end.result = margin_result_at (outcome, past);
    end.returned = fmax (0, outcome->in.margin + end.result);
  }
  return end;
}

double
chart_result_at_one (const MarginOutcome *outcome, double price)
{
  if (!(outcome->entry_value > 0))
    return 0;
  return margin_pnl (&outcome->in, price) * outcome->in.margin / outcome->entry_value;
}

static double
power_below (double value)
{
  return pow (10, floor (log10 (value)));
}

double
chart_sensible_above (double value)
{
  double power = power_below (value);

  for (size_t i = 0; i < N_SENSIBLE; i++)
    if (sensible[i] * power >= value * (1 - 1e-9))
      return sensible[i] * power;
  return 10 * power;
}

double
chart_sensible (double value)
{
  double power = power_below (value), best = power;

  for (size_t i = 0; i < N_SENSIBLE; i++)
    if (fabs (sensible[i] * power - value) < fabs (best - value))
      best = sensible[i] * power;
  return best;
}
