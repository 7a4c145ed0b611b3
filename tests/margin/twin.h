/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_MARGIN_TWIN_H
#define TESTS_MARGIN_TWIN_H

#include "margin/outcome.h"
#include "margin/requirement.h"
#include "margin/value.h"

#include <math.h>

/* The slow, obvious liquidation price: step outward from the mark in a hundred thousand
 * small steps, asking equity and requirement at each, then halve the last step. */
static inline MarginPoint
twin_liquidation (const MarginInputs *in)
{
  const int n = 100000;
  double outward = in->side == MARGIN_LONG ? 1 / 1e9 : 1e9;
  double step = pow (outward, 1.0 / n);
  double open = in->mark, closed;

  if (margin_equity_at (in, open) <= margin_requirement_at (in, open))
    return (MarginPoint){ MARGIN_NOW, 0 };
  for (int i = 1;; i++) {
    if (i > n)
      return (MarginPoint){ MARGIN_NONE, 0 };
    closed = in->mark * pow (step, i);
    if (margin_equity_at (in, closed) <= margin_requirement_at (in, closed))
      break;
    open = closed;
  }
  for (int i = 0; i < 200; i++) {
    double middle = open + (closed - open) / 2;

    if (margin_equity_at (in, middle) <= margin_requirement_at (in, middle))
      closed = middle;
    else
      open = middle;
  }
  return (MarginPoint){ MARGIN_PRICE, closed };
}

#endif
