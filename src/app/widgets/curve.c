/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/curve.h"

#include <math.h>

static double
bend (LabCurve curve, double value)
{
  return curve == LAB_CURVE_LOG ? log (value) : cbrt (value);
}

static double
unbend (LabCurve curve, double bent)
{
  return curve == LAB_CURVE_LOG ? exp (bent) : bent * bent * bent;
}

double
lab_curve_place (LabCurve curve, double low, double high, double value)
{
  double from = bend (curve, low), to = bend (curve, high);

  if (!(to > from))
    return 0;
  return (bend (curve, fmin (fmax (value, low), high)) - from) / (to - from);
}

double
lab_curve_value (LabCurve curve, double low, double high, double place)
{
  double from = bend (curve, low), to = bend (curve, high);
  double value = unbend (curve, from + fmin (fmax (place, 0), 1) * (to - from));

  return fmin (fmax (value, low), high);
}
