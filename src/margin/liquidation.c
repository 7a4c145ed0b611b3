/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One solver for every rule. The walk goes outward from the mark in the coordinate V and
 * is cut where the tier changes. Inside a piece
 *
 *     gap(V) = ratio (W + d (V - V(E))) - MM(V) - fee(V) - (1 - ratio) F
 *
 * is concave: equity is a straight line, and what is taken from it is a maximum of
 * polynomials with non-negative curvature. A piece that begins above zero therefore holds
 * a root exactly when it ends at or below zero, and only one.
 */

#include "margin/liquidation.h"

#include "margin/multiple.h"
#include "margin/pieces.h"
#include "margin/requirement.h"
#include "margin/value.h"

#include <float.h>
#include <math.h>

/* Beyond this factor from the mark there is no price. */
#define FARTHEST 1e9

/* Two amounts closer than this, against the position's value, are equal. */
#define EQUAL 1e-12

typedef struct {
  const MarginInputs *in;
  double ratio;
  double reserve; /* (1 - ratio) F */
  size_t tier;
} Gap;

static double
gap_at (const Gap *gap, double value)
{
  const MarginInputs *in = gap->in;
  double price = margin_price_of (in, value);
  double equity = in->margin + margin_direction (in) * (value - margin_entry_value (in));

  return gap->ratio * equity - margin_maintenance_in (in, price, gap->tier) -
         margin_open_close_fee_at (in, price) - gap->reserve;
}

/* The root between @above (gap > 0) and @below (gap <= 0): false position with the
 * Illinois halving, which lands on a straight line at once, and a bisection whenever the
 * bracket shrinks slowly. Answers the side where the gap is closed. */
static double
find_root (const Gap *gap, double above, double below)
{
  double gap_above = gap_at (gap, above);
  double gap_below = gap_at (gap, below);

  for (int i = 0; i < 200 && fabs (above - below) > 2 * DBL_EPSILON * fabs (below); i++) {
    double middle = i % 4 == 3
                        ? above + (below - above) / 2
                        : below - gap_below * (below - above) / (gap_below - gap_above);
    double g;

    if (!(middle > fmin (above, below) && middle < fmax (above, below)))
      middle = above + (below - above) / 2;
    g = gap_at (gap, middle);
    if (g > 0) {
      above = middle;
      gap_above = g;
      gap_below /= 2;
    } else {
      below = middle;
      gap_below = g;
      gap_above /= 2;
      if (!(g < 0))
        break;
    }
  }
  return below;
}

/* Where the tier after @tier begins when the value moves by @step; @limit if never. */
static double
piece_end (const MarginInputs *in, size_t tier, int step, double limit)
{
  const MarginRules *rules = &in->rules;
  double bound;

  if (rules->maintenance_on == MARGIN_ON_ENTRY || rules->tier_by == MARGIN_TIER_BY_SIZE)
    return limit;
  if (step > 0 ? tier + 1 >= rules->n_tiers : tier == 0)
    return limit;
  bound = rules->tiers[step > 0 ? tier + 1 : tier].floor * MARGIN_BOUND;
  return step > 0 ? fmin (bound, limit) : fmax (bound, limit);
}

/* V where the gap closes, going outward from the mark; 0 if it never does. */
static double
walk_outward (Gap *gap)
{
  const MarginInputs *in = gap->in;
  int step = margin_direction (in) > 0 ? -1 : 1;
  double from = margin_value (in, in->mark);
  double limit = step > 0 ? from * FARTHEST : from / FARTHEST;

  for (;;) {
    double end = piece_end (in, gap->tier, step, limit);

    if (gap_at (gap, end) <= 0)
      return find_root (gap, from, end);
    if (step > 0 ? end >= limit : end <= limit)
      return 0;
    gap->tier = step > 0 ? gap->tier + 1 : gap->tier - 1;
    if (gap_at (gap, end) <= 0)
      return end; /* the table jumps past equality */
    from = end;
  }
}

static MarginPoint
solve (const MarginInputs *in, double ratio)
{
  Gap gap = { in, ratio, (1 - ratio) * margin_reserve (in),
              margin_tier_at (in, in->mark) };
  double value = margin_value (in, in->mark);
  double scale = fmax (fmax (value, margin_entry_value (in)), fabs (in->margin));
  double now = gap_at (&gap, value);

  if (fabs (now) <= EQUAL * scale)
    return in->rules.trigger_when == MARGIN_TRIGGER_AT
               ? (MarginPoint){ MARGIN_NOW, 0 }
               : (MarginPoint){ MARGIN_PRICE, in->mark };
  if (now < 0)
    return (MarginPoint){ MARGIN_NOW, 0 };
  value = walk_outward (&gap);
  if (!(value > 0))
    return (MarginPoint){ MARGIN_NONE, 0 };
  return (MarginPoint){ MARGIN_PRICE, margin_price_of (in, value) };
}

double
margin_round_price (const MarginInputs *in, double price)
{
  double tick = in->rules.tick;
  double rounded = price;

  if (!(tick > 0))
    return price;
  if (in->rules.rounding == MARGIN_ROUND_TRUNCATE)
    rounded = margin_multiple_down (price, tick);
  else if (in->rules.rounding == MARGIN_ROUND_TOWARD_ENTRY)
    rounded = in->side == MARGIN_LONG ? margin_multiple_up (price, tick)
                                      : margin_multiple_down (price, tick);
  return rounded > 0 ? rounded : 0;
}

static MarginPoint
rounded_point (const MarginInputs *in, MarginPoint point)
{
  if (!(point.price > 0))
    return point;
  point.price = margin_round_price (in, point.price);
  if (!(point.price > 0) && point.kind == MARGIN_PRICE)
    point.kind = MARGIN_NONE;
  return point;
}

MarginPoint
margin_liquidation (const MarginInputs *in)
{
  MarginPoint point = solve (in, 1);

  if (point.kind != MARGIN_PRICE)
    return point;
  if (in->rules.rounding == MARGIN_ROUND_TICK_TOWARD_ENTRY) {
    point.price += in->side * in->rules.tick;
    return point.price > 0 ? point : (MarginPoint){ MARGIN_NONE, 0 };
  }
  return rounded_point (in, point);
}

MarginPoint
margin_call_point (const MarginInputs *in, double ratio)
{
  return solve (in, ratio);
}

/* The fee that a bankrupt position still pays, as a fraction of its value. */
static double
bankruptcy_fee (const MarginInputs *in)
{
  return in->rules.close_fee == MARGIN_FEE_BANKRUPTCY ? in->rules.close_fee_rate : 0;
}

/* W + d (V - V(E)) = f V, solved for V. */
double
margin_bankruptcy_value (const MarginInputs *in)
{
  double d = margin_direction (in);
  double value = (d * margin_entry_value (in) - in->margin) / (d - bankruptcy_fee (in));
  double mark = margin_value (in, in->mark);

  return value >= mark / FARTHEST && value <= mark * FARTHEST ? value : 0;
}

MarginPoint
margin_bankruptcy (const MarginInputs *in)
{
  double value = margin_bankruptcy_value (in);
  double mark = margin_value (in, in->mark);
  double left = in->margin + margin_direction (in) * (mark - margin_entry_value (in)) -
                bankruptcy_fee (in) * mark;
  MarginPoint point = { MARGIN_PRICE, 0 };

  if (value > 0)
    point.price = margin_price_of (in, value);
  if (left <= EQUAL * fmax (mark, margin_entry_value (in)))
    point.kind = MARGIN_NOW;
  else if (!(value > 0))
    point.kind = MARGIN_NONE;
  return rounded_point (in, point);
}
