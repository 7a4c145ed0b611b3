/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARGIN_SUM_H
#define MARGIN_SUM_H

#include <math.h>

/**
 * A sum that loses nothing on its way; private to the room.
 *
 * What a long and a short of one market leave when they nearly balance is small beside
 * both, and must not drown in the last bits of their sums. The rest that every addition
 * rounds away is kept beside the sum.
 *
 * Source: A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher
 * Summen", Zeitschrift für angewandte Mathematik und Mechanik 54 (1974).
 */
typedef struct {
  double sum;
  double rest;
} MarginSum;

static inline void
margin_sum_add (MarginSum *self, double term)
{
  double sum = self->sum + term;

  self->rest +=
      fabs (self->sum) >= fabs (term) ? self->sum - sum + term : term - sum + self->sum;
  self->sum = sum;
}

static inline double
margin_sum_of (const MarginSum *self)
{
  return self->sum + self->rest;
}

#endif
