/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/multiple.h"

#include <math.h>

/* n * step; for steps such as 1e-8 the division by 1e8 is exact to the last bit, the
 * product is not. */
static double
times (double n, double step)
{
  double per_unit = round (1 / step);

  if (fabs (per_unit * step - 1) < 1e-15)
    return n / per_unit;
  return n * step;
}

typedef double (*Rounding) (double n);

static double
half_up (double n)
{
  return floor (n + 0.5);
}

static double
multiple (double value, double step, Rounding rounding)
{
  double n, whole;

  if (!(step > 0))
    return value;
  n = value / step;
  whole = round (n);
  if (fabs (n - whole) <= 1e-12 * fmax (fabs (n), 1000))
    return times (whole, step);
  return times (rounding (n), step);
}

double
margin_multiple_up (double value, double step)
{
  return multiple (value, step, ceil);
}

double
margin_multiple_down (double value, double step)
{
  return multiple (value, step, floor);
}

double
margin_multiple_nearest (double value, double step)
{
  return multiple (value, step, half_up);
}
