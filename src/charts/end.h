/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CHARTS_END_H
#define CHARTS_END_H

#include "margin/outcome.h"

/** Where a position ends, as every chart draws it. */
typedef struct {
  bool is_there; /* false: no line above zero */
  double price;
  double result;   /* what the position has made once it is there */
  double returned; /* what comes back of the deposit */
} ChartEnd;

/** The end of @outcome: where it came once it is over, else where it would come. */
ChartEnd chart_end (const MarginOutcome *outcome);

/** 1 where the end lies below the entry (long), -1 where it lies above (short). */
double chart_side (const MarginOutcome *outcome);

/** The value of a @point that is there and positive, else 0. */
double chart_point_price (const MarginPoint *point);

/** The result at @price of the same deposit at 1x. */
double chart_result_at_one (const MarginOutcome *outcome, double price);

/** @value rounded to one of 1, 1.2, 1.5, 2, 2.5, 3, 4 ... 9 times a power of ten. */
double chart_sensible (double value);

/** The same, but never below @value. */
double chart_sensible_above (double value);

#endif
