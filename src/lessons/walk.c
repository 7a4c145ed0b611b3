/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lessons/walk.h"

#include <math.h>

/* The walk is the length of a vector whose three parts are random walks tied to zero at
 * the end: such a length is never negative, so no price has to be turned back at the line
 * by hand. The generator is our own, because a seed must draw the same walk everywhere.
 */

#define DIMENSIONS 3
#define STRAY      0.6   /* of the distance to go */
#define LEAST      0.002 /* stray of a walk that has nowhere to go */

/* splitmix64. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number
 * generators", 2014. */
static guint64
random_bits (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/* In (0, 1]: a logarithm can be taken. */
static double
random_unit (guint64 *state)
{
  return ((double) (random_bits (state) >> 11) + 1) * 0x1p-53;
}

/* Normally distributed, by Box and Muller. */
static double
random_normal (guint64 *state)
{
  double radius = sqrt (-2 * log (random_unit (state)));

  return radius * cos (2 * G_PI * random_unit (state));
}

/* One step of bridges that have @remaining steps to reach zero. */
static double
step_length (double part[DIMENSIONS], double stray, double remaining, guint64 *state)
{
  double square = 0;

  for (gsize k = 0; k < DIMENSIONS; k++) {
    part[k] -= part[k] / remaining;
    part[k] += stray * sqrt ((remaining - 1) / remaining) * random_normal (state);
    square += part[k] * part[k];
  }
  return sqrt (square);
}

void
lab_walk_fill (guint64 seed, double from, double to, double *walk, gsize n)
{
  g_return_if_fail (from > 0 && isfinite (from));
  g_return_if_fail (to > 0 && isfinite (to));
  g_return_if_fail (walk != NULL || n == 0);

  if (n == 0)
    return;

  double distance = fabs (log (from / to));
  double side = from >= to ? 1 : -1;
  double part[DIMENSIONS] = { distance, 0, 0 };
  double stray = MAX (STRAY * distance, LEAST) / sqrt ((double) MAX (n - 1, 1));

  walk[0] = from;
  for (gsize i = 1; i + 1 < n; i++) {
    double price = to * exp (side * step_length (part, stray, (double) (n - i), &seed));
    double nearest = nextafter (to, side > 0 ? INFINITY : 0);

    walk[i] = side > 0 ? MAX (price, nearest) : MIN (price, nearest);
  }
  walk[n - 1] = to;
}
