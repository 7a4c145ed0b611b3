/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A step answers two questions, one after the other: how much stays open, and where the
 * money of the rest goes. Every venue's manner is a different answer to the first only.
 */

#include "margin/ending.h"

#include "margin/multiple.h"
#include "margin/pieces.h"
#include "margin/requirement.h"
#include "margin/value.h"

#include <math.h>

static bool
is_price (double price)
{
  return price >= MARGIN_LEAST && price <= MARGIN_MOST;
}

/* What a close at the mark would leave of the margin; a posted reserve pays its fee. */
static double
left_at_the_mark (const MarginInputs *in)
{
  return in->margin + margin_pnl (in, in->mark);
}

/* The size that brings the position down to the floor of its tier; 0 in the lowest. */
static double
size_at_the_floor (const MarginInputs *in)
{
  const MarginRules *rules = &in->rules;
  double floor = rules->tiers[margin_tier_at (in, in->mark)].floor;

  if (rules->tier_by == MARGIN_TIER_BY_SIZE)
    return floor / in->multiplier;
  if (rules->maintenance_on == MARGIN_ON_MARK)
    return in->size * (floor / margin_value (in, in->mark));
  /* The books hold whole quanta: stay below the floor, not half a quantum above it. */
  return in->size *
         (margin_multiple_down (floor, rules->quantum) / margin_value (in, in->entry));
}

/* What the venue's manner leaves open; 0 for nothing. */
static double
size_to_keep (const MarginInputs *in, bool is_again)
{
  const MarginRules *rules = &in->rules;

  if (left_at_the_mark (in) <= 0)
    return 0;
  if (rules->end == MARGIN_END_TIERS)
    return size_at_the_floor (in);
  if (rules->end == MARGIN_END_FRACTION && !is_again &&
      margin_value (in, in->mark) > rules->end_above)
    return in->size * (1 - rules->end_fraction);
  return 0;
}

/* @in cut down to @size; false where that would be no position, no smaller one, or none
 * in a lower tier: every spell comes to an end. */
static bool
cut (const MarginInputs *in, double size, MarginInputs *rest)
{
  *rest = *in;
  rest->size = size;
  if (!(size < in->size) || margin_check (rest) != MARGIN_OK)
    return false;
  return in->rules.end != MARGIN_END_TIERS ||
         margin_tier_at (rest, in->mark) < margin_tier_at (in, in->mark);
}

static double
liquidation_fee (const MarginInputs *in, double value, double left)
{
  return fmin (in->rules.liquidation_fee * value, fmax (left, 0));
}

static void
close_part (const MarginInputs *in, const MarginInputs *rest, MarginEndStep *step)
{
  double pnl_of_rest = margin_pnl (rest, step->price);

  step->closed = in->size - rest->size;
  step->value = margin_value (in, step->price) * (step->closed / in->size);
  step->pnl = margin_pnl (in, step->price) - pnl_of_rest;
  step->fee = liquidation_fee (in, step->value,
                               in->margin + step->pnl + margin_pnl (rest, in->mark));
  step->size_left = rest->size;
  step->margin_left = in->margin + step->pnl - step->fee;
}

static void
close_whole (const MarginInputs *in, MarginEndStep *step)
{
  double left;

  step->closed = in->size;
  step->value = margin_value (in, step->price);
  step->pnl = margin_pnl (in, step->price);
  step->fee = liquidation_fee (in, step->value, in->margin + step->pnl);
  left = in->margin + step->pnl - step->fee;
  if (in->rules.returns == MARGIN_RETURNS_EQUITY && !step->is_backstop)
    step->returned = fmax (left, 0);
  step->fund = left - step->returned;
}

static bool
goes_to_the_backstop (const MarginInputs *in)
{
  double ratio = in->rules.backstop_ratio;

  return ratio > 0 &&
         left_at_the_mark (in) < ratio * margin_maintenance_at (in, in->mark);
}

static void
make_step (const MarginInputs *in, double fill, bool is_again, MarginEndStep *step)
{
  MarginInputs rest;

  *step = (MarginEndStep){ .price = fill };
  if (goes_to_the_backstop (in)) {
    step->is_backstop = true;
    step->price = in->mark;
    close_whole (in, step);
  } else if (cut (in, size_to_keep (in, is_again), &rest)) {
    close_part (in, &rest, step);
  } else {
    close_whole (in, step);
  }
}

static MarginStatus
check (const MarginInputs *in, double fill)
{
  MarginStatus status = margin_check (in);

  if (status != MARGIN_OK)
    return status;
  return is_price (fill) ? MARGIN_OK : MARGIN_BAD_MARK;
}

MarginStatus
margin_end_step (const MarginInputs *in, double fill, bool is_again, MarginEndStep *step)
{
  MarginStatus status = check (in, fill);

  if (status == MARGIN_OK)
    make_step (in, fill, is_again, step);
  return status;
}

static void
add_step (MarginEnding *ending, const MarginEndStep *step)
{
  ending->n_steps++;
  ending->closed += step->closed;
  ending->value += step->value;
  ending->pnl += step->pnl;
  ending->fee += step->fee;
  ending->fund += step->fund;
  ending->returned += step->returned;
  ending->size_left = step->size_left;
  ending->margin_left = step->margin_left;
  ending->is_backstop = step->is_backstop;
}

static bool
is_due (const MarginInputs *in)
{
  double equity = margin_equity_at (in, in->mark);
  double needed = margin_requirement_at (in, in->mark);

  return in->rules.trigger_when == MARGIN_TRIGGER_AT ? equity <= needed : equity < needed;
}

MarginStatus
margin_end (const MarginInputs *in, double fill, MarginEnding *ending,
            MarginEndStep steps[])
{
  MarginStatus status = check (in, fill);
  MarginInputs now = *in;
  MarginEndStep step;

  if (status != MARGIN_OK)
    return status;
  *ending = (MarginEnding){ 0 };
  do {
    make_step (&now, fill, ending->n_steps > 0, &step);
    if (steps)
      steps[ending->n_steps] = step;
    add_step (ending, &step);
    now.size = step.size_left;
    now.margin = step.margin_left;
  } while (now.size > 0 && is_due (&now));
  now.size = ending->closed;
  ending->price = margin_price_of (&now, ending->value);
  ending->lost = in->margin - ending->returned - ending->margin_left;
  return MARGIN_OK;
}
