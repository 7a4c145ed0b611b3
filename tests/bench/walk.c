/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What a bar costs a walk: one in which nothing happens, and one with funding. Each round
 * also times the check of the same bars, the least that anybody must do to them, so that
 * a busy machine shows as a slow control and not as a slow walk.
 */

#include "margin/walk.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define ROUNDS 15
#define BARS   1000000
#define REST   100000000 /* bars a measurement, whatever the length */

typedef struct {
  MarginInputs in;
  MarginBar *bars;
  MarginFunding *funding;
  double *equity;
  MarginWalk walk;
} Road;

static double
seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec * 1e-9;
}

/* Wanders within 10 % of the entry, where a 5x position has nothing to fear. */
static void
lay_road (Road *road)
{
  double price = 50000;

  margin_inputs_init (&road->in);
  road->bars = calloc (BARS, sizeof *road->bars);
  road->funding = calloc (BARS, sizeof *road->funding);
  road->equity = calloc (BARS, sizeof *road->equity);
  srand (1);
  for (int i = 0; i < BARS; i++) {
    double open = price, width = open * 5e-4 * (rand () % 1000) / 1000;

    price = fmin (fmax (open * (1 + 2e-6 * (rand () % 1001 - 500)), 45000), 55000);
    road->bars[i] = (MarginBar){ .time = (int64_t) i * 60,
                                 .open = open,
                                 .high = fmax (open, price) + width,
                                 .low = fmin (open, price) - width,
                                 .close = price };
    road->funding[i] = (MarginFunding){ .time = (int64_t) i * 60, .rate = 0 };
  }
  road->walk = (MarginWalk){ .in = &road->in, .bars = road->bars };
}

static double
time_walk (Road *road, int n, int times)
{
  MarginWalkSummary sum;
  double start = seconds ();

  for (int i = 0; i < times; i++)
    if (margin_walk (&road->walk, NULL, 0, road->equity, &sum) != MARGIN_OK)
      abort ();
  return (seconds () - start) * 1e9 / ((double) n * times);
}

static double
time_check (Road *road, int n, int times)
{
  double start = seconds ();

  for (int i = 0; i < times; i++)
    if (margin_bars_check (road->bars, (size_t) n, NULL) != MARGIN_OK)
      abort ();
  return (seconds () - start) * 1e9 / ((double) n * times);
}

static int
by_size (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (double values[])
{
  qsort (values, ROUNDS, sizeof values[0], by_size);
  return values[ROUNDS / 2];
}

static void
measure (Road *road, const char *what, int n, int n_funding)
{
  double walk[ROUNDS], check[ROUNDS], ratio[ROUNDS];
  int times = REST / ROUNDS / n / (n_funding > 0 ? 10 : 1) + 1;

  road->walk.n_bars = (size_t) n;
  road->walk.until = (int64_t) n * 60;
  road->walk.funding = road->funding;
  road->walk.n_funding = (size_t) n_funding;
  for (int i = 0; i < ROUNDS; i++) {
    check[i] = time_check (road, n, times);
    walk[i] = time_walk (road, n, times);
    ratio[i] = walk[i] / check[i];
  }
  printf ("%-22s %8d bars: %7.2f ns a bar, %5.2f times its check (%.2f ns)\n", what, n,
          median (walk), median (ratio), median (check));
}

int
main (void)
{
  Road road = { 0 };

  lay_road (&road);
  for (int n = 1000; n <= BARS; n *= 10)
    measure (&road, "quiet, goal 10 ns", n, 0);
  measure (&road, "with funding at each", 10000, 10000);
  free (road.bars);
  free (road.funding);
  free (road.equity);
  return 0;
}
