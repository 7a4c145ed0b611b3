/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What a position in a column costs. Every line on standard input asks for one
 * measurement, "NAME ROWS REPEATS"; the answer is one number on standard output, the CPU
 * time in nanoseconds a row. The driver interleaves ours and the controls:
 *
 *     batch    margin_batch(), four columns in, three out
 *     streams  the same seven columns, one addition for each that goes out
 *     divider  one division a row and nothing else
 *     solve    margin_solve(), twelve tiers and a fee, every row another position
 *     cells    margin_grid_results_float(), 125 leverages by ROWS / 125 prices
 *     fill     as many floats, written and nothing else
 */

#include "margin/batch.h"
#include "margin/grid.h"
#include "margin/outcome.h"
#include "margin/solve.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST_ROWS 10000000
#define LEVERAGES 125

enum { ENTRY, LEVERAGE, MARGIN, MARK, SIDE, SIZE, OUT_1, OUT_2, OUT_3, N_COLUMNS };

static double *columns[N_COLUMNS];
static MarginRules rules;

/* Controls run on the best instruction set, as ours do. */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define ON_EVERY_SET                                                                     \
  __attribute__ ((target_clones ("default", "arch=x86-64-v3", "arch=x86-64-v4"),         \
                  optimize ("O3")))
#else
#define ON_EVERY_SET
#endif

static double
seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec * 1e-9;
}

/* The same numbers on every machine: a plain congruential generator, 0 to 1. */
static double
draw (void)
{
  static uint64_t state = 1;

  state = state * 6364136223846793005u + 1442695040888963407u;
  return (double) (state >> 11) / 9007199254740992.0;
}

static double
draw_log (double least, double most)
{
  return least * pow (most / least, draw ());
}

static void
draw_columns (void)
{
  /* Columns that begin at the same place of their pages would make every load wait for
   * the store before it, ours and the controls alike. */
  for (int i = 0; i < N_COLUMNS; i++)
    columns[i] =
        (double *) aligned_alloc (4096, MOST_ROWS * sizeof (double) + 4096) + i * 56;
  for (size_t i = 0; i < MOST_ROWS; i++) {
    double value = draw_log (100, 1e8);

    columns[ENTRY][i] = draw_log (0.1, 1e5);
    columns[LEVERAGE][i] = floor (draw_log (1, 126));
    columns[MARGIN][i] = value / columns[LEVERAGE][i];
    columns[MARK][i] = columns[ENTRY][i] * (0.98 + 0.04 * draw ());
    columns[SIDE][i] = draw () < 0.5 ? 1 : -1;
    columns[SIZE][i] = value / columns[ENTRY][i];
    columns[OUT_1][i] = columns[OUT_2][i] = columns[OUT_3][i] = 0;
  }
}

static void
lay_rules (void)
{
  const unsigned char given[MARGIN_MAX_TIERS] = { 0 };
  double floor = 0, rate = 0.004;

  margin_rules_init (&rules);
  rules.close_fee = MARGIN_FEE_ADDED;
  rules.close_fee_rate = 0.0005;
  for (rules.n_tiers = 0; rules.n_tiers < 12; rules.n_tiers++) {
    rules.tiers[rules.n_tiers] = (MarginTier){ .floor = floor, .rate = rate };
    floor = floor > 0 ? floor * 2.5 : 50000;
    rate *= 1.4;
  }
  margin_rules_build_deductions (&rules, given);
}

static void
run_batch (size_t n)
{
  MarginBatch batch = {
    MARGIN_LINEAR,  MARGIN_LONG,       0.005,           0.0005,       n,
    columns[ENTRY], columns[LEVERAGE], columns[MARGIN], columns[MARK]
  };
  MarginBatchOut out = { columns[OUT_1], columns[OUT_2], columns[OUT_3], NULL, NULL };

  if (margin_batch (&batch, &out, NULL) != MARGIN_OK)
    abort ();
}

/* Only a parameter that is restrict tells the compiler that rows may go together. */
ON_EVERY_SET static void
add_streams (size_t n, const double *restrict a, const double *restrict b,
             const double *restrict c, const double *restrict d, double *restrict x,
             double *restrict y, double *restrict z)
{
  for (size_t i = 0; i < n; i++) {
    x[i] = a[i] + b[i];
    y[i] = c[i] + d[i];
    z[i] = a[i] + d[i];
  }
}

static void
run_streams (size_t n)
{
  add_streams (n, columns[ENTRY], columns[LEVERAGE], columns[MARGIN], columns[MARK],
               columns[OUT_1], columns[OUT_2], columns[OUT_3]);
}

ON_EVERY_SET static void
divide (size_t n, const double *restrict a, const double *restrict b, double *restrict x)
{
  for (size_t i = 0; i < n; i++)
    x[i] = 1 / (a[i] * b[i]);
}

static void
run_divider (size_t n)
{
  divide (n, columns[ENTRY], columns[LEVERAGE], columns[OUT_1]);
}

static void
run_solve (size_t n)
{
  MarginColumns positions = { n,
                              MARGIN_LINEAR,
                              &rules,
                              columns[SIDE],
                              columns[SIZE],
                              columns[ENTRY],
                              columns[MARK],
                              columns[MARGIN] };

  if (margin_solve (&positions, columns[OUT_1], NULL) != MARGIN_OK)
    abort ();
}

static void
run_cells (size_t n)
{
  double leverages[LEVERAGES];
  MarginGrid grid = { .contract = MARGIN_LINEAR,
                      .side = MARGIN_LONG,
                      .entry = 100,
                      .rate = 0.005,
                      .n_leverages = LEVERAGES,
                      .leverages = leverages,
                      .n_prices = n / LEVERAGES,
                      .prices = columns[ENTRY] };

  for (int i = 0; i < LEVERAGES; i++)
    leverages[i] = i + 1;
  if (margin_grid_results_float (&grid, (float *) columns[OUT_1]) != MARGIN_OK)
    abort ();
}

ON_EVERY_SET static void
fill (size_t n, float value, float *restrict cells)
{
  for (size_t i = 0; i < n; i++)
    cells[i] = value;
}

static void
run_fill (size_t n)
{
  fill (n, (float) columns[ENTRY][0], (float *) columns[OUT_1]);
}

typedef struct {
  const char *name;
  void (*run) (size_t n);
} Contestant;

static const Contestant contestants[] = {
  { "batch", run_batch }, { "streams", run_streams }, { "divider", run_divider },
  { "solve", run_solve }, { "cells", run_cells },     { "fill", run_fill },
};

static const Contestant *
find (const char *name)
{
  for (size_t i = 0; i < sizeof contestants / sizeof contestants[0]; i++)
    if (strcmp (name, contestants[i].name) == 0)
      return &contestants[i];
  return NULL;
}

int
main (void)
{
  char name[16];
  size_t n, repeats;

  lay_rules ();
  draw_columns ();
  puts ("ready");
  fflush (stdout);
  while (scanf ("%15s %zu %zu", name, &n, &repeats) == 3) {
    const Contestant *contestant = find (name);
    double began;

    if (!contestant || n < 1 || n > MOST_ROWS || repeats < 1)
      return 1;
    began = seconds ();
    for (size_t i = 0; i < repeats; i++)
      contestant->run (n);
    printf ("%.6f\n", (seconds () - began) * 1e9 / (double) (n * repeats));
    fflush (stdout);
  }
  return 0;
}
