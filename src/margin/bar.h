/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARGIN_BAR_H
#define MARGIN_BAR_H

#include "margin/inputs.h"
#include "margin/status.h"

#include <stdint.h>

/**
 * One bar of a price history: what is known of the time from its own stamp to the next
 * bar's.
 *
 * The open came first and the close came last. That the price was once at the low and
 * once at the high is known too; which of them it met first is not. A question whose
 * answer depends on it (did the stop go before the take profit?) has two honest answers,
 * and a MarginReading says which of them is given.
 */
typedef struct {
  int64_t time;                  /* seconds since 1970 UTC, when it opens */
  double open, high, low, close; /* quote per base */
} MarginBar;

/** The order in which the two ends of a bar are met. */
typedef enum {
  MARGIN_READING_PESSIMISTIC, /* first what hurts the position: the low of a long */
  MARGIN_READING_OPTIMISTIC,  /* first what helps it: the high of a long */
} MarginReading;

/** Points of a bar's path, the open and the close among them. */
#define MARGIN_PATH_POINTS 4

/**
 * margin_bar_path:
 * @path: (out): the prices the bar is read through, in order
 *
 * Open, one end, the other end, close; straight lines in between. An end that is the open
 * itself was met there and is not gone back to: the price waits instead, so a bar that
 * only rose, or only fell, is read in one way.
 */
void margin_bar_path (const MarginBar *bar, MarginSide side, MarginReading reading,
                      double path[MARGIN_PATH_POINTS]);

/**
 * margin_bars_check:
 * @where: (out) (optional): index of the first bar at fault
 *
 * Whether every price lies between 1e-18 and 1e18, every open and close between the low
 * and the high of its bar, and whether times rise.
 *
 * Errors: MARGIN_BAD_COUNT if there is no bar, MARGIN_BAD_BAR.
 */
MarginStatus margin_bars_check (const MarginBar bars[], size_t n_bars,
                                size_t *where) MARGIN_CHECKED;

#endif
