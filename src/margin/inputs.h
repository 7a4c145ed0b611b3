/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARGIN_INPUTS_H
#define MARGIN_INPUTS_H

#include "margin/rules.h"

#include <stdbool.h>
#include <stddef.h>

/**
 * One position, and the rules it lives under.
 *
 * Everything is a value: an input can be copied, kept and compared, and points to
 * nothing.
 *
 * In all formulas of this room
 *
 *     s = +1 long, -1 short        q = size * multiplier
 *     E = entry, M = mark          L = leverage, W = margin
 *
 *     V(P) = q P                   linear and quanto
 *     V(P) = q / P                 inverse (worth falls as the coin rises)
 *     PnL(P) = s (V(P) - V(E))     inverse: s (V(E) - V(P))
 *
 * Units: prices are quote per base. V, PnL and margin are in the settlement currency: the
 * quote currency of a linear contract, the coin of an inverse or quanto one.
 */

typedef enum {
  MARGIN_LINEAR,
  MARGIN_INVERSE,
  MARGIN_QUANTO,
} MarginContract;

typedef enum {
  MARGIN_SHORT = -1,
  MARGIN_LONG = 1,
} MarginSide;

typedef struct {
  MarginContract contract;
  MarginSide side;
  unsigned market;      /* positions of one account with the same number share a mark */
  double size;          /* linear: base; inverse, quanto: contracts */
  double multiplier;    /* linear: base per unit of size; inverse: quote per contract;
                           quanto: settlement coin per point and contract */
  double entry;         /* quote per base */
  double mark;          /* quote per base */
  double leverage;      /* times, as chosen; below 1 only where a venue's initial rate is
                           above 1 */
  double margin;        /* settlement currency, as posted, before any result */
  double funding_rate;  /* fraction at the next stamp; positive: longs pay */
  double open_interest; /* of the whole market, in the unit of rules.oi_lower */
  double call_ratio;    /* margin ratio at which the margin call comes, 0 < r <= 1 */
  double ended_at;      /* price at which the venue closed it earlier; 0 while open */
  MarginRules rules;
} MarginInputs;

/** What a number is counted in; decides how it is shown and how it is typed. */
typedef enum {
  MARGIN_UNIT_SETTLEMENT, /* money: settlement currency */
  MARGIN_UNIT_PRICE,      /* quote per base */
  MARGIN_UNIT_SIZE,       /* base, or contracts */
  MARGIN_UNIT_TIMES,      /* leverage */
  MARGIN_UNIT_RATE,       /* fraction */
  MARGIN_UNIT_PLAIN,
} MarginUnit;

/**
 * margin_inputs:
 *
 * Every number the learner can turn, declared once. `least` and `most` bound what a file
 * or the command line may say; `low` and `high` are the ends of a slider; `first` is
 * where it stands before anybody touched it.
 */
typedef struct {
  const char *name; /* key in files, property, option */
  size_t offset;    /* of the double in MarginInputs */
  MarginUnit unit;
  double least, most;
  double low, high;
  double first;
} MarginInputRow;

/*       field          unit        least   most  low   high   first */
#define MARGIN_INPUT_ROWS(ROW)                                                           \
  ROW (margin, SETTLEMENT, 0, 1e18, 10, 1e6, 1000)                                       \
  ROW (leverage, TIMES, 1, 1e18, 1, 125, 5)                                              \
  ROW (entry, PRICE, 1e-18, 1e18, 1e-6, 1e7, 50000)                                      \
  ROW (mark, PRICE, 1e-18, 1e18, 1e-6, 1e7, 50000)                                       \
  ROW (size, SIZE, 1e-18, 1e18, 1e-6, 1e9, 0.1)                                          \
  ROW (multiplier, PLAIN, 1e-18, 1e18, 1e-6, 1e6, 1)                                     \
  ROW (funding_rate, RATE, -1, 1, -0.01, 0.01, 0)                                        \
  ROW (open_interest, PLAIN, 0, 1e18, 0, 1e12, 0)

extern const MarginInputRow margin_inputs[];
extern const size_t margin_n_inputs;

/** The row called @name, or NULL. */
const MarginInputRow *margin_input_row (const char *name);

/** The number of @in that @row declares. */
double margin_input_get (const MarginInputs *in, const MarginInputRow *row);
void margin_input_set (MarginInputs *in, const MarginInputRow *row, double value);

/** Fills @in with the first value of every row: a 5x long of 0.1 coin under `classroom`.
 */
void margin_inputs_init (MarginInputs *in);

#endif
