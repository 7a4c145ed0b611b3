/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/pool.h"

#include "margin/liquidation.h"
#include "margin/multiple.h"
#include "margin/outward.h"
#include "margin/requirement.h"
#include "margin/sum.h"
#include "margin/value.h"

MarginPool
margin_pool_isolated (const MarginInputs *in)
{
  return (MarginPool){ in, 1, false, true, in->margin };
}

MarginPool
margin_pool_cross (const MarginAccount *account)
{
  MarginPool pool = { account->positions, account->n_positions, true, true,
                      account->wallet };

  for (size_t i = 1; i < pool.n_positions; i++)
    if (pool.positions[i].market != pool.positions[0].market)
      pool.has_one_market = false;
  return pool;
}

/* The fee that is kept back once it is known whether anything is posted for it: a cross
 * account posts nothing, and knows a bankruptcy price only of one market. */
static MarginCloseFee
fee_kind (const MarginPool *pool, const MarginInputs *in)
{
  MarginCloseFee kind = in->rules.close_fee;

  if (!pool->is_cross || kind == MARGIN_FEE_NONE || kind == MARGIN_FEE_ADDED ||
      kind == MARGIN_FEE_ENTRY)
    return kind;
  return pool->has_one_market ? MARGIN_FEE_BANKRUPTCY : MARGIN_FEE_ADDED;
}

/* The part of a bankrupt position's value that closing it still costs. */
static double
bankruptcy_fee (const MarginPool *pool, const MarginInputs *in)
{
  return fee_kind (pool, in) == MARGIN_FEE_BANKRUPTCY ? in->rules.close_fee_rate : 0;
}

double
margin_pool_reserve (const MarginPool *pool, size_t i)
{
  return pool->is_cross ? 0 : margin_reserve (&pool->positions[i]);
}

static bool
is_joint (const MarginPool *pool, size_t i)
{
  return pool->positions[i].rules.cross_marks == MARGIN_CROSS_JOINT;
}

/* Whether the mark of @other goes along with that of position @i. */
static bool
moves_with (const MarginPool *pool, size_t i, size_t other)
{
  return is_joint (pool, i) || pool->positions[other].market == pool->positions[i].market;
}

/* What one u is worth, margin/outward.h. */
static double
worth_of (const MarginPool *pool, size_t i, const MarginInputs *in)
{
  return is_joint (pool, i) ? margin_value (in, in->mark) : in->size * in->multiplier;
}

static double
coordinate (const MarginPool *pool, size_t i)
{
  const MarginInputs *in = &pool->positions[i];

  if (is_joint (pool, i))
    return 1;
  return in->contract == MARGIN_INVERSE ? 1 / in->mark : in->mark;
}

static double
price_at (const MarginPool *pool, size_t i, double u)
{
  const MarginInputs *in = &pool->positions[i];
  double unit = is_joint (pool, i) ? in->mark : 1;

  return in->contract == MARGIN_INVERSE ? unit / u : unit * u;
}

/* u where nothing is left: equity = sum of f V over what moves, a straight line in u; 0
 * where there is none. */
static double
bankrupt_at (const MarginPool *pool, size_t i)
{
  double start = coordinate (pool, i);
  MarginSum owed = { -pool->collateral, 0 }, gain = { 0, 0 };
  double u;

  for (size_t j = 0; j < pool->n_positions; j++) {
    const MarginInputs *in = &pool->positions[j];
    double d = margin_direction (in);

    if (moves_with (pool, i, j)) {
      margin_sum_add (&owed, d * margin_entry_value (in));
      margin_sum_add (&gain, (d - bankruptcy_fee (pool, in)) * worth_of (pool, i, in));
    } else
      margin_sum_add (&owed, -margin_pnl (in, in->mark));
  }
  u = margin_sum_of (&owed) / margin_sum_of (&gain);
  return u >= start / MARGIN_FARTHEST && u <= start * MARGIN_FARTHEST ? u : 0;
}

/* fee of position @j where nothing is left, with @u from bankrupt_at(). */
static double
fee_when_bankrupt (const MarginPool *pool, size_t i, size_t j, double u)
{
  const MarginInputs *in = &pool->positions[j];
  double fee = in->rules.close_fee_rate * worth_of (pool, i, in) * u;

  return margin_multiple_up (fee, in->rules.quantum);
}

double
margin_pool_close_fee (const MarginPool *pool, size_t i, double price)
{
  const MarginInputs *in = &pool->positions[i];
  double rate = in->rules.close_fee_rate;

  switch (fee_kind (pool, in)) {
  case MARGIN_FEE_ADDED: return rate * margin_value (in, price);
  case MARGIN_FEE_ENTRY:
    return margin_multiple_up (rate * margin_entry_value (in), in->rules.quantum);
  case MARGIN_FEE_BANKRUPTCY:
    return fee_when_bankrupt (pool, i, i, bankrupt_at (pool, i));
  default: return margin_pool_reserve (pool, i);
  }
}

double
margin_pool_equity (const MarginPool *pool)
{
  MarginSum equity = { pool->collateral, 0 };

  for (size_t i = 0; i < pool->n_positions; i++) {
    const MarginInputs *in = &pool->positions[i];

    margin_sum_add (&equity, margin_pnl (in, in->mark) + margin_pool_reserve (pool, i));
  }
  return margin_sum_of (&equity);
}

/* --- the line --- */

/* The leg of position @j when the market of @i moves; @u from bankrupt_at(). */
static MarginLeg
leg_of (const MarginPool *pool, size_t i, size_t j, double u)
{
  const MarginInputs *in = &pool->positions[j];
  MarginCloseFee kind = fee_kind (pool, in);
  MarginLeg leg = { .rules = &in->rules,
                    .worth = worth_of (pool, i, in),
                    .size = in->size * in->multiplier };

  if (in->rules.maintenance_on == MARGIN_ON_ENTRY)
    leg.constant = margin_maintenance_at (in, in->entry);
  if (kind == MARGIN_FEE_ADDED)
    leg.fee = in->rules.close_fee_rate;
  else if (kind == MARGIN_FEE_BANKRUPTCY)
    leg.constant += fee_when_bankrupt (pool, i, j, u);
  else if (kind == MARGIN_FEE_ENTRY)
    leg.constant += margin_pool_close_fee (pool, j, in->mark);
  return leg;
}

/* What stays where it is, seen from the moving market: its result and its requirement. */
static double
standing (const MarginPool *pool, size_t j, double ratio)
{
  const MarginInputs *in = &pool->positions[j];

  return ratio * margin_pnl (in, in->mark) - margin_maintenance_at (in, in->mark) -
         margin_pool_close_fee (pool, j, in->mark);
}

static void
lay_line (const MarginPool *pool, size_t i, double ratio, MarginLine *line)
{
  double bankrupt = bankrupt_at (pool, i);
  MarginSum collateral = { ratio * pool->collateral, 0 }, gain = { 0, 0 };

  line->start = coordinate (pool, i);
  line->n_legs = 0;
  for (size_t j = 0; j < pool->n_positions; j++) {
    const MarginInputs *in = &pool->positions[j];
    double d = margin_direction (in);

    if (!moves_with (pool, i, j)) {
      margin_sum_add (&collateral, standing (pool, j, ratio));
      continue;
    }
    margin_sum_add (&collateral, -ratio * d * margin_entry_value (in));
    margin_sum_add (&collateral, -(1 - ratio) * margin_pool_reserve (pool, j));
    margin_sum_add (&gain, ratio * d * worth_of (pool, i, in));
    line->legs[line->n_legs++] = leg_of (pool, i, j, bankrupt);
  }
  line->collateral = margin_sum_of (&collateral);
  line->gain = margin_sum_of (&gain);
  margin_line_begin (line);
}

/* The nearer of the two ways out; the price goes down in a tie. */
static double
nearer (const MarginPool *pool, size_t i, MarginLine *line)
{
  int down = pool->positions[i].contract == MARGIN_INVERSE ? 1 : -1;
  double falling = margin_line_outward (line, down), rising;
  double far_falling, far_rising;

  margin_line_begin (line);
  rising = margin_line_outward (line, -down);
  if (!(falling > 0) || !(rising > 0))
    return falling + rising;
  far_falling = down > 0 ? falling / line->start : line->start / falling;
  far_rising = down > 0 ? line->start / rising : rising / line->start;
  return far_falling <= far_rising ? falling : rising;
}

static double
scale_of (const MarginPool *pool)
{
  double scale = fabs (pool->collateral);

  for (size_t i = 0; i < pool->n_positions; i++) {
    const MarginInputs *in = &pool->positions[i];

    scale = fmax (scale, fmax (margin_value (in, in->mark), margin_entry_value (in)));
  }
  return scale;
}

MarginPoint
margin_pool_point (const MarginPool *pool, size_t i, double ratio)
{
  const MarginInputs *in = &pool->positions[i];
  MarginLeg legs[MARGIN_MAX_POSITIONS];
  MarginLine line = { .legs = legs };
  double now, u;

  lay_line (pool, i, ratio, &line);
  now = margin_line_gap (&line, line.start);
  if (fabs (now) <= MARGIN_EQUAL * scale_of (pool))
    return in->rules.trigger_when == MARGIN_TRIGGER_AT
               ? (MarginPoint){ MARGIN_NOW, 0 }
               : (MarginPoint){ MARGIN_PRICE, in->mark };
  if (now < 0)
    return (MarginPoint){ MARGIN_NOW, 0 };
  if (line.n_legs > 1)
    u = nearer (pool, i, &line);
  else
    u = margin_line_outward (&line, margin_direction (in) > 0 ? -1 : 1);
  return u > 0 ? (MarginPoint){ MARGIN_PRICE, price_at (pool, i, u) }
               : (MarginPoint){ MARGIN_NONE, 0 };
}

static MarginPoint
rounded_point (const MarginInputs *in, MarginPoint point)
{
  point.price = margin_round_price (in, point.price);
  if (!(point.price > 0) && point.kind == MARGIN_PRICE)
    point.kind = MARGIN_NONE;
  return point;
}

MarginPoint
margin_pool_liquidation (const MarginPool *pool, size_t i)
{
  const MarginInputs *in = &pool->positions[i];
  MarginPoint point = margin_pool_point (pool, i, 1);

  if (point.kind != MARGIN_PRICE || in->rules.rounding != MARGIN_ROUND_TICK_TOWARD_ENTRY)
    return rounded_point (in, point);
  if (!pool->is_cross)
    point.price += in->side * in->rules.tick;
  return point.price > 0 ? point : (MarginPoint){ MARGIN_NONE, 0 };
}

MarginPoint
margin_pool_bankruptcy (const MarginPool *pool, size_t i)
{
  const MarginInputs *in = &pool->positions[i];
  double u = bankrupt_at (pool, i);
  MarginSum left = { pool->collateral, 0 };
  MarginPoint point = { MARGIN_PRICE, 0 };

  for (size_t j = 0; j < pool->n_positions; j++) {
    const MarginInputs *other = &pool->positions[j];

    margin_sum_add (&left, margin_pnl (other, other->mark));
    if (moves_with (pool, i, j))
      margin_sum_add (&left,
                      -bankruptcy_fee (pool, other) * margin_value (other, other->mark));
  }
  if (u > 0)
    point.price = price_at (pool, i, u);
  if (margin_sum_of (&left) <= MARGIN_EQUAL * scale_of (pool))
    point.kind = MARGIN_NOW;
  return rounded_point (in, point);
}
