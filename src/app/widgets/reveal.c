/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/reveal.h"

#include <math.h>

#define NEAR 0.01

LabReveal
lab_reveal_of (const double *walk, gsize n)
{
  gsize slow = n > 0 ? n - 1 : 0;

  while (slow > 0 && fabs (walk[slow - 1] / walk[n - 1] - 1) < NEAR)
    slow--;
  return (LabReveal){ n > 0 ? (double) (n - 1) : 0, (double) slow };
}

/* Places a second before the last stretch. */
static double
speed (const LabReveal *self)
{
  return (self->slow_from + 2 * (self->last - self->slow_from)) / LAB_REVEAL_SECONDS;
}

double
lab_reveal_place (const LabReveal *self, double seconds)
{
  double place = speed (self) * fmax (0, seconds);

  if (place > self->slow_from)
    place = self->slow_from + (place - self->slow_from) / 2;
  return fmin (place, self->last);
}

double
lab_reveal_time (const LabReveal *self, double place)
{
  double slow = fmax (0, place - self->slow_from);

  if (!(speed (self) > 0))
    return 0;
  return (place + slow) / speed (self);
}
