/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARGIN_OUTWARD_H
#define MARGIN_OUTWARD_H

#include "margin/pieces.h"

#include <math.h>

/**
 * The one solver of this room: for one position or a whole account, for every rule.
 *
 * Everything that moves is measured in one coordinate u, in which the values of all
 * moving positions are straight lines, V = worth u:
 *
 *     one market moves     u = P   (inverse 1 / P),    worth = size * multiplier
 *     all move jointly     u = k   (inverse 1 / k),    worth = V(M)
 *
 * What is looked for is the first zero of
 *
 *     gap(u) = collateral + gain u - sum of R(u)
 *
 * on the way outward from the mark. The way is cut where a position changes its tier.
 * Inside a piece the gap is concave, a straight line or a parabola that opens downward,
 * less a greatest of such: a piece that begins above zero holds a root exactly when it
 * ends at or below zero, and only one. From such an end the root of the parabola in force
 * there never oversteps it, and stands on it as soon as no maintenance floor lies
 * between: nearly always at once.
 *
 * In a header, so that a batch can have it inlined; private to the room.
 */

/** Two amounts closer than this, against what the positions are worth, are equal. */
#define MARGIN_EQUAL 1e-12

/** One moving position, as the solver sees it. */
typedef struct {
  const MarginRules *rules;
  double worth;    /* V = worth u */
  double size;     /* x of a table by size */
  double fee;      /* the part of R that goes with V: fee V */
  double constant; /* the part of R that does not move */
  size_t tier;
} MarginLeg;

typedef struct {
  MarginLeg *legs;
  size_t n_legs;
  double collateral; /* the gap at u = 0, but for R */
  double gain;       /* what one u adds */
  double start;      /* u at the mark */
} MarginLine;

/** a + b u - c u u */
typedef struct {
  double a, b, c;
} MarginParabola;

static inline bool
margin_leg_is_by_size (const MarginLeg *leg)
{
  return leg->rules->tier_by == MARGIN_TIER_BY_SIZE;
}

/* Maintenance on entry is part of the constant. */
static inline bool
margin_leg_moves (const MarginLeg *leg)
{
  return leg->rules->maintenance_on == MARGIN_ON_MARK;
}

static inline void
margin_leg_take (const MarginLeg *leg, double u, MarginParabola *gap)
{
  const MarginTier *tier = &leg->rules->tiers[leg->tier];
  double floor = leg->rules->maintenance_floor;
  double value = leg->worth * u;
  double rate = tier->rate, curve = tier->slope;

  gap->a -= leg->constant;
  gap->b -= leg->fee * leg->worth;
  if (!margin_leg_moves (leg))
    return;
  if (margin_leg_is_by_size (leg)) {
    rate += curve * leg->size;
    curve = 0;
  }
  if (value * (rate + curve * value) - tier->deduction > floor) {
    gap->a += tier->deduction;
    gap->b -= rate * leg->worth;
    gap->c += curve * leg->worth * leg->worth;
  } else
    gap->a -= floor;
}

/* The gap in force at @u under the tiers the legs stand in. */
static inline MarginParabola
margin_line_at (const MarginLine *line, double u)
{
  MarginParabola gap = { line->collateral, line->gain, 0 };

  for (size_t i = 0; i < line->n_legs; i++)
    margin_leg_take (&line->legs[i], u, &gap);
  return gap;
}

static inline double
margin_line_gap (const MarginLine *line, double u)
{
  MarginParabola gap = margin_line_at (line, u);

  return gap.a + u * (gap.b - gap.c * u);
}

/* The root of @gap on the side of @step: the greater going up, the lesser going down. */
static inline double
margin_parabola_root (const MarginParabola *gap, int step)
{
  double q, width;

  if (!(gap->c > 0))
    return -gap->a / gap->b;
  width = sqrt (fmax (gap->b * gap->b + 4 * gap->a * gap->c, 0));
  q = gap->b + copysign (width, gap->b);
  return (q > 0) == (step > 0) ? q / (2 * gap->c) : -2 * gap->a / q;
}

/* The root before @end, where the gap is closed, in the piece that led there. */
static inline double
margin_line_root (const MarginLine *line, double end, int step)
{
  for (;;) {
    MarginParabola gap = margin_line_at (line, end);
    double root = margin_parabola_root (&gap, step);

    /* Also false for what is not a number. */
    if (!(step > 0 ? root < end : root > end))
      return end;
    end = root;
  }
}

/* u where @leg changes its tier on the way of @step; @limit if it never does. */
static inline double
margin_leg_bound (const MarginLeg *leg, int step, double limit)
{
  const MarginRules *rules = leg->rules;
  size_t next = step > 0 ? leg->tier + 1 : leg->tier;
  double bound;

  if (!margin_leg_moves (leg) || margin_leg_is_by_size (leg) || next == 0 ||
      next >= rules->n_tiers)
    return limit;
  bound = rules->tiers[next].floor * MARGIN_BOUND / leg->worth;
  return step > 0 ? fmin (bound, limit) : fmax (bound, limit);
}

/* The leg that changes its tier first, and where. */
static inline MarginLeg *
margin_line_next (const MarginLine *line, int step, double limit, double *end)
{
  MarginLeg *first = line->legs;

  *end = limit;
  for (size_t i = 0; i < line->n_legs; i++) {
    double bound = margin_leg_bound (&line->legs[i], step, limit);

    if (step > 0 ? bound < *end : bound > *end) {
      *end = bound;
      first = &line->legs[i];
    }
  }
  return first;
}

static inline void
margin_leg_begin (MarginLeg *leg, double u)
{
  const MarginRules *rules = leg->rules;
  double x = margin_leg_is_by_size (leg) ? leg->size : leg->worth * u;

  leg->tier = 0;
  while (leg->tier + 1 < rules->n_tiers &&
         rules->tiers[leg->tier + 1].floor * MARGIN_BOUND < x)
    leg->tier++;
}

/** Puts every leg into its tier at the mark. */
static inline void
margin_line_begin (MarginLine *line)
{
  for (size_t i = 0; i < line->n_legs; i++)
    margin_leg_begin (&line->legs[i], line->start);
}

/**
 * margin_line_outward:
 * @line: begun, and open at the mark
 * @step: +1 for a growing u, -1 for a shrinking one
 *
 * The first u at which the gap is closed; 0 if it never is. A step of a table that jumps
 * past zero is the answer itself: the floor as it was written, so that a floor on a tick
 * stays there.
 */
static inline double
margin_line_outward (MarginLine *line, int step)
{
  double limit = step > 0 ? line->start * MARGIN_FARTHEST : line->start / MARGIN_FARTHEST;

  for (;;) {
    double end;
    MarginLeg *leg = margin_line_next (line, step, limit, &end);

    if (margin_line_gap (line, end) <= 0)
      return margin_line_root (line, end, step);
    if (step > 0 ? end >= limit : end <= limit)
      return 0;
    leg->tier = step > 0 ? leg->tier + 1 : leg->tier - 1;
    if (margin_line_gap (line, end) <= 0)
      return end / MARGIN_BOUND;
  }
}

#endif
