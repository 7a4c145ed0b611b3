/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What holds for every position under every rule, whatever a venue prints. */

#include "margin/account.h"
#include "margin/liquidation.h"
#include "margin/requirement.h"
#include "margin/value.h"

#include "draw.h"

#define FEW 2000

/* Two amounts closer than this, against what the position is worth, are equal. */
#define EQUAL 1e-11

static double
scale_of (const MarginInputs *in, double price)
{
  return fmax (fmax (margin_value (in, price), margin_entry_value (in)),
               fabs (in->margin));
}

static double
gap_at (const MarginInputs *in, double price)
{
  return margin_equity_at (in, price) - margin_requirement_at (in, price);
}

static gboolean
is_near (double a, double b, double tolerance)
{
  return fabs (a - b) <= tolerance * fmax (fabs (a), fabs (b));
}

static void
assert_same (const MarginPoint *a, const MarginPoint *b, double factor, double tolerance)
{
  g_assert_cmpint (a->kind, ==, b->kind);
  if (a->kind == MARGIN_PRICE && !is_near (a->price * factor, b->price, tolerance))
    g_error ("%.17g times %g is not %.17g", a->price, factor, b->price);
}

/* How much the last bits of an input move the price: value against what is left. */
static double
looseness (const MarginInputs *in, const MarginPoint *point)
{
  double price = point->price > 0 ? point->price : in->mark;
  double slope = fabs (gap_at (in, price * (1 + 1e-4)) - gap_at (in, price)) / 1e-4;

  return 1e-13 * (1 + scale_of (in, price) / slope);
}

static void
equity_meets_the_requirement (void)
{
  for (int i = draw_rounds (FEW); i > 0; i--) {
    MarginInputs in;
    MarginPoint point;
    double outward;

    draw_any (&in);
    point = margin_liquidation (&in);
    outward = 1 - in.side * 1e-9;
    if (point.kind == MARGIN_NOW)
      g_assert_cmpfloat (gap_at (&in, in.mark), <=, EQUAL * scale_of (&in, in.mark));
    if (point.kind != MARGIN_PRICE ||
        fabs (gap_at (&in, point.price)) <= EQUAL * scale_of (&in, point.price))
      continue;
    /* A step of the table: open just before, closed just beyond. */
    g_assert_cmpfloat (gap_at (&in, point.price / outward), >, 0);
    g_assert_cmpfloat (gap_at (&in, point.price * outward), <=, 0);
  }
}

static void
nothing_is_due_on_the_way (void)
{
  for (int i = draw_rounds (FEW); i > 0; i--) {
    MarginInputs in;
    MarginPoint point;
    double part = draw_between (0, 1), end;

    draw_any (&in);
    point = margin_liquidation (&in);
    if (point.kind == MARGIN_NOW)
      continue;
    end = point.kind == MARGIN_PRICE ? point.price
                                     : in.mark * (in.side == MARGIN_LONG ? 1e-8 : 1e8);
    end = in.mark * pow (end / in.mark, part);
    g_assert_cmpfloat (gap_at (&in, end), >=, -EQUAL * scale_of (&in, end));
  }
}

static void
more_leverage_never_leaves_more_room (void)
{
  for (int i = draw_rounds (FEW); i > 0; i--) {
    MarginInputs in;
    MarginPoint less, more;

    draw_any (&in);
    in.mark = in.entry;
    in.margin = margin_default_margin (&in);
    less = margin_liquidation (&in);
    in.leverage *= draw_between (1, 3);
    in.margin = margin_default_margin (&in);
    more = margin_liquidation (&in);
    if (less.kind == MARGIN_NOW)
      g_assert_cmpint (more.kind, ==, MARGIN_NOW);
    if (less.kind == MARGIN_PRICE && more.kind == MARGIN_PRICE)
      g_assert_cmpfloat (in.side * (more.price - less.price), >=,
                         -looseness (&in, &less) * less.price);
    if (less.kind == MARGIN_PRICE)
      g_assert_cmpint (more.kind, !=, MARGIN_NONE);
  }
}

static void
adding_margin_never_brings_the_line_nearer (void)
{
  for (int i = draw_rounds (FEW); i > 0; i--) {
    MarginInputs in;
    MarginPoint before, after;

    draw_any (&in);
    before = margin_liquidation (&in);
    in.margin += margin_value (&in, in.mark) * draw_log (1e-3, 1);
    after = margin_liquidation (&in);
    g_assert_false (before.kind == MARGIN_NONE && after.kind != MARGIN_NONE);
    if (before.kind == MARGIN_PRICE)
      g_assert_cmpint (after.kind, !=, MARGIN_NOW);
    if (before.kind == MARGIN_PRICE && after.kind == MARGIN_PRICE)
      g_assert_cmpfloat (in.side * (before.price - after.price), >=,
                         -looseness (&in, &before) * before.price);
  }
}

/* A power of two, so that no last bit changes: linear prices scale with all that is
 * money, and an inverse contract of a dearer coin with its size. */
static void
scaling_every_price_scales_the_answer (void)
{
  for (int i = draw_rounds (FEW); i > 0; i--) {
    MarginInputs in;
    MarginPoint before, after;

    draw_any (&in);
    before = margin_liquidation (&in);
    in.entry *= 8;
    in.mark *= 8;
    in.size *= in.contract == MARGIN_INVERSE ? 8 : 0.125;
    if (in.rules.tier_by == MARGIN_TIER_BY_SIZE)
      for (size_t t = 0; t < in.rules.n_tiers; t++) {
        in.rules.tiers[t].floor *= in.contract == MARGIN_INVERSE ? 8 : 0.125;
        in.rules.tiers[t].slope /= in.contract == MARGIN_INVERSE ? 8 : 0.125;
      }
    after = margin_liquidation (&in);
    assert_same (&before, &after, 8, 1e-14);
  }
}

/* An inverse contract is a linear one in the price of money: what a long of one is, a
 * short of the other is, at reciprocal prices. */
static void
long_and_short_mirror (void)
{
  for (int i = draw_rounds (FEW); i > 0; i--) {
    MarginInputs in;
    MarginPoint here, there;

    draw_any (&in);
    here = margin_liquidation (&in);
    in.contract = in.contract == MARGIN_INVERSE ? MARGIN_LINEAR : MARGIN_INVERSE;
    in.side = in.side == MARGIN_LONG ? MARGIN_SHORT : MARGIN_LONG;
    in.entry = 1 / in.entry;
    in.mark = 1 / in.mark;
    there = margin_liquidation (&in);
    if (here.kind == MARGIN_PRICE)
      here.price = 1 / here.price;
    assert_same (&here, &there, 1, looseness (&in, &there));
  }
}

/* Where nothing is taken on the mark, a long and a short lie equally far away. */
static void
on_entry_both_sides_lie_equally_far (void)
{
  for (int i = draw_rounds (FEW); i > 0; i--) {
    MarginInputs in;
    MarginPoint falls, rises;

    draw_any (&in);
    in.contract = MARGIN_LINEAR;
    in.mark = in.entry;
    in.rules.maintenance_on = MARGIN_ON_ENTRY;
    in.rules.close_fee = MARGIN_FEE_ENTRY;
    in.rules.quantum = 0; /* a rounded entry value is a small result at the entry */
    in.side = MARGIN_LONG;
    falls = margin_liquidation (&in);
    in.side = MARGIN_SHORT;
    rises = margin_liquidation (&in);
    if (falls.kind == MARGIN_PRICE)
      g_assert_true (is_near (in.entry - falls.price, rises.price - in.entry,
                              1e-12 * (1 + in.entry / (rises.price - in.entry))));
  }
}

static void
cross_with_one_position_is_isolated (void)
{
  for (int i = draw_rounds (FEW); i > 0; i--) {
    MarginInputs in;
    MarginAccount account = { true, 0, 1, &in };
    MarginPoint alone, shared;

    draw_any (&in);
    if (in.rules.close_fee == MARGIN_FEE_RESERVED ||
        in.rules.close_fee == MARGIN_FEE_RESERVED_COST)
      in.rules.close_fee = MARGIN_FEE_BANKRUPTCY; /* nothing is posted in cross */
    account.wallet = in.margin;
    alone = margin_liquidation (&in);
    shared = margin_account_liquidation (&account, 0);
    assert_same (&alone, &shared, 1, looseness (&in, &alone));
    alone = margin_bankruptcy (&in);
    shared = margin_account_bankruptcy (&account, 0);
    assert_same (&alone, &shared, 1, looseness (&in, &alone));
  }
}

static void
marginal_tiers_are_continuous (void)
{
  for (int i = draw_rounds (FEW); i > 0; i--) {
    MarginInputs in;
    const MarginRules *rules = &in.rules;

    draw_any (&in);
    in.rules.maintenance_on = MARGIN_ON_MARK;
    in.rules.tier_shape = MARGIN_TIER_MARGINAL;
    in.rules.tier_by = MARGIN_TIER_BY_VALUE;
    draw_tiers (&in.rules, margin_value (&in, in.entry));
    for (size_t t = 1; t < rules->n_tiers; t++) {
      double bound = rules->tiers[t].floor;
      double price = in.contract == MARGIN_INVERSE ? in.size * in.multiplier / bound
                                                   : bound / (in.size * in.multiplier);
      double below = margin_maintenance_in (&in, price, t - 1);
      double above = margin_maintenance_in (&in, price, t);

      g_assert_true (is_near (below, above, 1e-9));
    }
  }
}

static void
bankruptcy_lies_beyond (void)
{
  for (int i = draw_rounds (FEW); i > 0; i--) {
    MarginInputs in;
    MarginPoint end, zero;

    draw_any (&in);
    end = margin_liquidation (&in);
    zero = margin_bankruptcy (&in);
    g_assert_false (zero.kind == MARGIN_NOW && end.kind != MARGIN_NOW);
    if (end.kind == MARGIN_PRICE && zero.kind == MARGIN_PRICE)
      g_assert_cmpfloat (in.side * (end.price - zero.price), >=,
                         -looseness (&in, &end) * end.price);
  }
}

static void
the_call_comes_before_the_end (void)
{
  for (int i = draw_rounds (FEW); i > 0; i--) {
    MarginInputs in;
    MarginPoint end, call;

    draw_any (&in);
    end = margin_liquidation (&in);
    call = margin_call_point (&in, draw_between (0.05, 1));
    if (end.kind == MARGIN_PRICE && call.kind == MARGIN_PRICE)
      g_assert_cmpfloat (in.side * (call.price - end.price), >=,
                         -looseness (&in, &end) * end.price);
    if (end.kind == MARGIN_PRICE)
      g_assert_cmpint (call.kind, !=, MARGIN_NONE);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/margin/laws/" claim, function)
  TEST ("equity-meets-the-requirement", equity_meets_the_requirement);
  TEST ("nothing-is-due-on-the-way", nothing_is_due_on_the_way);
  TEST ("more-leverage-never-leaves-more-room", more_leverage_never_leaves_more_room);
  TEST ("adding-margin-never-brings-the-line-nearer",
        adding_margin_never_brings_the_line_nearer);
  TEST ("scaling-every-price-scales-the-answer", scaling_every_price_scales_the_answer);
  TEST ("long-and-short-mirror", long_and_short_mirror);
  TEST ("on-entry-both-sides-lie-equally-far", on_entry_both_sides_lie_equally_far);
  TEST ("cross-with-one-position-is-isolated", cross_with_one_position_is_isolated);
  TEST ("marginal-tiers-are-continuous", marginal_tiers_are_continuous);
  TEST ("bankruptcy-lies-beyond", bankruptcy_lies_beyond);
  TEST ("the-call-comes-before-the-end", the_call_comes_before_the_end);
#undef TEST
  return g_test_run ();
}
