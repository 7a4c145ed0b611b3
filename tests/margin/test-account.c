/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cross accounts against the slow obvious way: put the marks somewhere else and add
 * everything up again. */

#include "margin/account.h"
#include "margin/liquidation.h"
#include "margin/multiple.h"
#include "margin/requirement.h"
#include "margin/value.h"

#include "draw.h"

#include <string.h>

#define FEW  1000
#define MOST 6

typedef struct {
  MarginAccount account;
  MarginInputs positions[MOST];
} Drawn;

/* Markets 0 to 2 with one mark each, some of them hedged, under one rule set. */
static void
draw_account (Drawn *drawn)
{
  MarginInputs *first = drawn->positions;
  double marks[3], value = 0;

  draw_any (first);
  for (int m = 0; m < 3; m++)
    marks[m] = draw_log (0.01, 1e5);
  drawn->account = (MarginAccount){ true, 0, (size_t) g_test_rand_int_range (1, MOST + 1),
                                    drawn->positions };
  for (size_t i = 0; i < drawn->account.n_positions; i++) {
    MarginInputs *in = &drawn->positions[i];

    *in = *first;
    in->market = (unsigned) g_test_rand_int_range (0, 3);
    in->side = draw_bit () ? MARGIN_LONG : MARGIN_SHORT;
    in->mark = marks[in->market];
    in->entry = in->mark * draw_log (0.8, 1.25);
    in->size = draw_log (0.3, 3) *
               (in->contract == MARGIN_INVERSE ? in->mark * 100 : 100 / in->mark);
    in->multiplier = 1;
    draw_table (&in->rules, 100, in->size);
    in->rules.maintenance_floor = draw_bit () ? 0 : draw_log (0.01, 10);
    in->rules.quantum = draw_bit () ? 0 : 1e-6;
    in->margin = margin_default_margin (in);
    value += margin_value (in, in->mark);
  }
  drawn->account.wallet = value * draw_log (0.02, 3);
}

/* The account with the market of @i at @price, as the rules move the others along. */
static void
move (Drawn *drawn, const Drawn *from, size_t i, double price)
{
  const MarginInputs *in = &from->positions[i];

  *drawn = *from;
  drawn->account.positions = drawn->positions;
  for (size_t j = 0; j < drawn->account.n_positions; j++) {
    MarginInputs *other = &drawn->positions[j];

    if (in->rules.cross_marks == MARGIN_CROSS_JOINT)
      other->mark *= price / in->mark;
    else if (other->market == in->market)
      other->mark = price;
  }
}

static double
worth (const Drawn *drawn)
{
  double value = fabs (drawn->account.wallet);

  for (size_t i = 0; i < drawn->account.n_positions; i++)
    value += margin_value (&drawn->positions[i], drawn->positions[i].mark) +
             margin_entry_value (&drawn->positions[i]);
  return value;
}

static double
equity_of (const Drawn *drawn)
{
  double equity = drawn->account.wallet;

  for (size_t i = 0; i < drawn->account.n_positions; i++)
    equity += margin_pnl (&drawn->positions[i], drawn->positions[i].mark);
  return equity;
}

static gboolean
has_one_market (const Drawn *drawn)
{
  for (size_t i = 1; i < drawn->account.n_positions; i++)
    if (drawn->positions[i].market != drawn->positions[0].market)
      return FALSE;
  return TRUE;
}

/* The fee of position @i, written out of the format's table once more. @bankrupt: the
 * price at which nothing is left, of the account as it was drawn. */
static double
fee_of (const Drawn *drawn, size_t i, double bankrupt)
{
  const MarginInputs *in = &drawn->positions[i];
  double f = in->rules.close_fee_rate;

  if (in->rules.close_fee == MARGIN_FEE_NONE)
    return 0;
  if (in->rules.close_fee == MARGIN_FEE_ENTRY)
    return margin_multiple_up (f * margin_entry_value (in), in->rules.quantum);
  if (in->rules.close_fee == MARGIN_FEE_ADDED || !has_one_market (drawn))
    return f * margin_value (in, in->mark);
  return bankrupt > 0
             ? margin_multiple_up (f * margin_value (in, bankrupt), in->rules.quantum)
             : 0;
}

static double
gap_of (const Drawn *drawn, double bankrupt)
{
  double gap = equity_of (drawn);

  for (size_t i = 0; i < drawn->account.n_positions; i++) {
    const MarginInputs *in = &drawn->positions[i];

    gap -= margin_maintenance_at (in, in->mark) + fee_of (drawn, i, bankrupt);
  }
  return gap;
}

static void
both_sides_meet (const Drawn *drawn, size_t i, double bankrupt)
{
  MarginPoint point = margin_account_liquidation (&drawn->account, i);
  double mark = drawn->positions[i].mark;
  double outward = point.price < mark ? 1 - 1e-9 : 1 + 1e-9;
  Drawn there;

  if (point.kind == MARGIN_NOW)
    g_assert_cmpfloat (gap_of (drawn, bankrupt), <=, 1e-11 * worth (drawn));
  if (point.kind != MARGIN_PRICE)
    return;
  move (&there, drawn, i, point.price);
  if (fabs (gap_of (&there, bankrupt)) <= 1e-11 * worth (&there))
    return;
  move (&there, drawn, i, point.price / outward);
  g_assert_cmpfloat (gap_of (&there, bankrupt), >, 0);
  move (&there, drawn, i, point.price * outward);
  g_assert_cmpfloat (gap_of (&there, bankrupt), <=, 0);
}

/* Where nothing is left, unrounded: the draws have no tick. */
static double
bankrupt_price (const Drawn *drawn, size_t i)
{
  return margin_account_bankruptcy (&drawn->account, i).price;
}

static void
equity_meets_the_requirement_of_all (void)
{
  for (int n = draw_rounds (FEW); n > 0; n--) {
    Drawn drawn;

    draw_account (&drawn);
    for (size_t i = 0; i < drawn.account.n_positions; i++)
      both_sides_meet (&drawn, i, bankrupt_price (&drawn, i));
  }
}

/* Steps outward on both sides, the nearer first, and asks at each; then halves. */
static MarginPoint
twin (const Drawn *drawn, size_t i)
{
  const int steps = 4000;
  double mark = drawn->positions[i].mark, bankrupt = bankrupt_price (drawn, i);
  Drawn there;

  if (gap_of (drawn, bankrupt) <= 0)
    return (MarginPoint){ MARGIN_NOW, 0 };
  for (int n = 1; n <= steps; n++)
    for (int side = -1; side <= 1; side += 2) {
      double step = pow (1e9, (double) side / steps);
      double open = mark * pow (step, n - 1), closed = open * step;

      move (&there, drawn, i, closed);
      if (gap_of (&there, bankrupt) > 0)
        continue;
      for (int halved = 0; halved < 60; halved++) {
        double middle = open + (closed - open) / 2;

        move (&there, drawn, i, middle);
        if (gap_of (&there, bankrupt) > 0)
          open = middle;
        else
          closed = middle;
      }
      return (MarginPoint){ MARGIN_PRICE, closed };
    }
  return (MarginPoint){ MARGIN_NONE, 0 };
}

static size_t
how_many_move (const Drawn *drawn, size_t i)
{
  size_t n = 0;

  for (size_t j = 0; j < drawn->account.n_positions; j++)
    n += drawn->positions[i].rules.cross_marks == MARGIN_CROSS_JOINT ||
         drawn->positions[j].market == drawn->positions[i].market;
  return n;
}

/* The twin looks both ways; a position that moves alone is asked on its losing side, the
 * only one where it can end unless the account gains by another fee. */
static void
equals_the_slow_twin (void)
{
  for (int n = draw_rounds (40) > 40 ? 2000 : 40; n > 0; n--) {
    Drawn drawn;
    MarginPoint fast, slow;

    draw_account (&drawn);
    if (how_many_move (&drawn, 0) == 1)
      continue;
    fast = margin_account_liquidation (&drawn.account, 0);
    slow = twin (&drawn, 0);
    if (fast.kind != slow.kind || fabs (fast.price - slow.price) > 1e-6 * slow.price) {
      /* Both ends of a step of the twin may lie open with a closed stretch between. */
      Drawn there;

      g_assert_cmpint (fast.kind, ==, MARGIN_PRICE);
      g_assert_true (slow.kind == MARGIN_NONE ||
                     fabs (log (fast.price / drawn.positions[0].mark)) <
                         fabs (log (slow.price / drawn.positions[0].mark)) + 1e-9);
      move (&there, &drawn, 0, fast.price);
      g_assert_cmpfloat (gap_of (&there, bankrupt_price (&drawn, 0)), <=,
                         1e-11 * worth (&there));
    }
  }
}

static void
positions_of_one_market_share_a_price (void)
{
  for (int n = draw_rounds (FEW); n > 0; n--) {
    Drawn drawn;

    draw_account (&drawn);
    for (size_t i = 1; i < drawn.account.n_positions; i++) {
      MarginPoint a = margin_account_liquidation (&drawn.account, 0);
      MarginPoint b = margin_account_liquidation (&drawn.account, i);
      double factor = drawn.positions[i].mark / drawn.positions[0].mark;

      if (drawn.positions[i].rules.cross_marks == MARGIN_CROSS_FIXED &&
          drawn.positions[i].market != drawn.positions[0].market)
        continue;
      g_assert_cmpint (a.kind, ==, b.kind);
      g_assert_cmpfloat_with_epsilon (a.price * factor, b.price, 1e-300 + 1e-9 * b.price);
    }
  }
}

static void
more_in_the_wallet_never_brings_the_line_nearer (void)
{
  for (int n = draw_rounds (FEW); n > 0; n--) {
    Drawn drawn;
    MarginPoint before, after;
    double mark;

    draw_account (&drawn);
    mark = drawn.positions[0].mark;
    before = margin_account_liquidation (&drawn.account, 0);
    drawn.account.wallet *= draw_between (1, 2);
    after = margin_account_liquidation (&drawn.account, 0);
    g_assert_false (before.kind == MARGIN_NONE && after.kind != MARGIN_NONE);
    if (before.kind == MARGIN_PRICE && after.kind == MARGIN_PRICE)
      g_assert_cmpfloat (fabs (log (after.price / mark)), >=,
                         fabs (log (before.price / mark)) * (1 - 1e-6) - 1e-9);
  }
}

/* A long and a short of the same size: whatever the price does, nothing is won or lost.
 */
static void
a_balanced_hedge_has_no_bankruptcy (void)
{
  MarginInputs legs[2];
  MarginAccount account = { true, 10, 2, legs };

  margin_inputs_init (&legs[0]);
  legs[0].entry = legs[0].mark = 100;
  legs[0].size = 1;
  legs[0].rules.tiers[0].rate = 0;
  legs[1] = legs[0];
  legs[1].side = MARGIN_SHORT;
  g_assert_cmpint (margin_account_liquidation (&account, 0).kind, ==, MARGIN_NONE);
  g_assert_cmpint (margin_account_bankruptcy (&account, 1).kind, ==, MARGIN_NONE);
  legs[0].rules.tiers[0].rate = legs[1].rules.tiers[0].rate = 0.01;
  g_assert_cmpfloat_with_epsilon (margin_account_liquidation (&account, 0).price, 500,
                                  1e-9); /* 10 = 2 * 0.01 P, reached by rising alone */
}

/* Two that balance but for a crumb: the crumb decides, to its own last bits. */
static void
what_a_hedge_leaves_does_not_drown (void)
{
  MarginInputs legs[3];
  MarginAccount account = { true, 3, 3, legs };

  margin_inputs_init (&legs[0]);
  legs[0].entry = legs[0].mark = 1;
  legs[0].rules.tiers[0].rate = 0;
  legs[0].size = 6.8e10 + 1. / 1024;
  legs[1] = legs[2] = legs[0];
  legs[1].size = 1. / 3;
  legs[2].side = MARGIN_SHORT;
  g_assert_cmpfloat_with_epsilon (margin_account_liquidation (&account, 0).price, 0,
                                  1e-300); /* the crumb costs less than the wallet */
  account.wallet = 0.3;
  g_assert_cmpfloat_with_epsilon (margin_account_bankruptcy (&account, 0).price, 0.1,
                                  1e-12);
  g_assert_cmpfloat_with_epsilon (margin_account_liquidation (&account, 0).price, 0.1,
                                  1e-12);
}

/* One way out, then the other, then both equally far by ratio: the price goes down. */
static void
a_tie_goes_down (void)
{
  for (int contract = 0; contract < 2; contract++) {
    MarginInputs legs[2];
    MarginAccount account = { true, 1, 2, legs };

    margin_inputs_init (&legs[0]);
    legs[0].contract = contract == 0 ? MARGIN_LINEAR : MARGIN_INVERSE;
    legs[0].entry = legs[0].mark = 1;
    legs[0].size = 4;
    legs[0].rules.tiers[0].rate = 0;
    legs[0].rules.maintenance_on = MARGIN_ON_ENTRY;
    legs[1] = legs[0];
    legs[1].side = MARGIN_SHORT;
    legs[1].size = 2;
    /* A net long of 2: only down, linear at 1/2, inverse at 2/3. */
    g_assert_cmpfloat_with_epsilon (margin_account_liquidation (&account, 0).price,
                                    contract == 0 ? 0.5 : 2. / 3, 1e-12);
    legs[1].size = 6; /* a net short of 2: only up */
    g_assert_cmpfloat_with_epsilon (margin_account_liquidation (&account, 0).price,
                                    contract == 0 ? 1.5 : 2, 1e-12);
    /* Steps at twice and half the mark, equally far by ratio. */
    legs[1].size = 4;
    for (int i = 0; i < 2; i++) {
      legs[i].rules.maintenance_on = MARGIN_ON_MARK;
      legs[i].rules.tier_shape = MARGIN_TIER_WHOLE;
      legs[i].rules.n_tiers = 2;
      legs[i].rules.tiers[1] = (MarginTier){ .floor = 8, .rate = 1 };
    }
    g_assert_cmpfloat_with_epsilon (margin_account_liquidation (&account, 0).price,
                                    contract == 0 ? 2 : 0.5, 1e-9);
    for (int i = 0; i < 2; i++) {
      legs[i].rules.n_tiers = 3;
      /* Floors that lie exactly at half and twice. */
      legs[i].rules.tiers[0].rate = 0.125;
      legs[i].rules.tiers[1] = (MarginTier){ .floor = 2 };
      legs[i].rules.tiers[2] = (MarginTier){ .floor = 8, .rate = 0.125 };
    }
    account.wallet = 0.5;
    g_assert_cmpfloat_with_epsilon (margin_account_liquidation (&account, 0).price, 0.5,
                                    1e-9);
  }
}

static void
isolated_positions_stand_alone (void)
{
  for (int n = draw_rounds (FEW); n > 0; n--) {
    Drawn drawn;
    MarginTotals totals;
    MarginOutcome outcomes[MOST], alone;
    double equity = 0, requirement = 0;

    memset (outcomes, 0, sizeof outcomes); /* the bytes between the fields too */
    memset (&alone, 0, sizeof alone);
    draw_account (&drawn);
    drawn.account.is_cross = false;
    g_assert_cmpint (margin_account_evaluate (&drawn.account, &totals, outcomes), ==,
                     MARGIN_OK);
    for (size_t i = 0; i < drawn.account.n_positions; i++) {
      g_assert_cmpint (margin_evaluate (&drawn.positions[i], &alone), ==, MARGIN_OK);
      g_assert_cmpmem (&outcomes[i], sizeof alone, &alone, sizeof alone);
      g_assert_cmpfloat (margin_account_call_point (&drawn.account, i, 0.5).price, ==,
                         alone.margin_call.price);
      equity += alone.equity;
      requirement += alone.requirement;
    }
    g_assert_cmpfloat (totals.equity, ==, equity);
    g_assert_cmpfloat (totals.requirement, ==, requirement);
    if (equity > 0)
      g_assert_cmpfloat (totals.margin_ratio, ==, requirement / equity);
    else
      g_assert_true (isinf (totals.margin_ratio));
  }
}

static void
a_cross_account_answers_as_one (void)
{
  for (int n = draw_rounds (FEW); n > 0; n--) {
    Drawn drawn;
    MarginTotals totals;
    MarginOutcome outcomes[MOST];

    draw_account (&drawn);
    g_assert_cmpint (margin_account_evaluate (&drawn.account, &totals, outcomes), ==,
                     MARGIN_OK);
    g_assert_cmpfloat_with_epsilon (totals.equity, equity_of (&drawn),
                                    1e-12 * worth (&drawn));
    for (size_t i = 0; i < drawn.account.n_positions; i++) {
      const MarginOutcome *out = &outcomes[i];

      g_assert_cmpfloat (out->equity, ==, totals.equity);
      g_assert_true (out->margin_ratio <= totals.margin_ratio &&
                     out->margin_ratio >= totals.margin_ratio);
      g_assert_cmpint (out->liquidation.kind, ==,
                       margin_account_liquidation (&drawn.account, i).kind);
      g_assert_cmpint (out->is_over, ==, out->liquidation.kind == MARGIN_NOW);
      g_assert_cmpfloat (out->result, ==, out->unrealised_pnl);
      g_assert_cmpfloat_with_epsilon (
          out->close_fee, fee_of (&drawn, i, out->bankruptcy.price),
          1e-12 * worth (&drawn) + 1.1 * out->in.rules.quantum);
    }
  }
}

static void
the_wallet_of_an_equity_comes_back_to_it (void)
{
  for (int n = draw_rounds (FEW); n > 0; n--) {
    Drawn drawn;

    draw_account (&drawn);
    drawn.account.wallet = margin_account_wallet (&drawn.account, 7);
    g_assert_cmpfloat_with_epsilon (equity_of (&drawn), 7, 1e-12 * worth (&drawn));
  }
}

static void
assert_invalid (MarginPoint point)
{
  g_assert_cmpint (point.kind, ==, MARGIN_INVALID);
  g_assert_cmpfloat (point.price, ==, 0);
}

static void
says_what_is_wrong_and_where (void)
{
  Drawn drawn;
  MarginTotals totals = { .equity = -1 };
  MarginOutcome outcomes[MOST];
  MarginAccount *account = &drawn.account;
  size_t where = 99;

  do
    draw_account (&drawn);
  while (account->n_positions < 2);
  g_assert_cmpint (margin_account_check (account, &where), ==, MARGIN_OK);
  g_assert_cmpuint (where, ==, 99);

  account->wallet = NAN;
  g_assert_cmpint (margin_account_check (account, &where), ==, MARGIN_BAD_WALLET);
  g_assert_cmpint (margin_account_evaluate (account, &totals, outcomes), ==,
                   MARGIN_BAD_WALLET);
  g_assert_cmpfloat (totals.equity, ==, -1);
  account->wallet = 1e18;

  drawn.positions[1].size = 0;
  g_assert_cmpint (margin_account_check (account, &where), ==, MARGIN_BAD_SIZE);
  g_assert_cmpuint (where, ==, 1);
  drawn.positions[1] = drawn.positions[0];
  drawn.positions[1].mark *= 2;
  g_assert_cmpint (margin_account_check (account, &where), ==, MARGIN_BAD_MARK);
  drawn.positions[1].mark /= 4;
  g_assert_cmpint (margin_account_check (account, NULL), ==, MARGIN_BAD_MARK);
  drawn.positions[1].rules.quantum = 0; /* worth something as any contract */
  drawn.positions[1].contract = (drawn.positions[1].contract + 1) % 3;
  g_assert_cmpint (margin_account_check (account, &where), ==, MARGIN_BAD_CONTRACT);
  account->is_cross = false;
  g_assert_cmpint (margin_account_check (account, &where), ==, MARGIN_OK);

  assert_invalid (margin_account_liquidation (account, account->n_positions));
  assert_invalid (margin_account_call_point (account, 0, 1.5));
  assert_invalid (margin_account_call_point (account, 0, 0));

  account->n_positions = 0;
  assert_invalid (margin_account_liquidation (account, 0));
  assert_invalid (margin_account_call_point (account, 0, 1));
  assert_invalid (margin_account_bankruptcy (account, 0));
  g_assert_cmpint (margin_account_check (account, &where), ==, MARGIN_BAD_COUNT);
  account->n_positions = MARGIN_MAX_POSITIONS + 1;
  g_assert_cmpint (margin_account_check (account, &where), ==, MARGIN_BAD_COUNT);
}

/* Three longs of a coin: two of one market between them a third. */
static MarginAccount
three (MarginInputs in[3])
{
  for (size_t i = 0; i < 3; i++) {
    margin_inputs_init (&in[i]);
    in[i].market = i == 1;
  }
  return (MarginAccount){ true, 1000, 3, in };
}

static void
every_position_is_held_to_those_before (void)
{
  MarginInputs in[3];
  MarginAccount account = three (in);
  size_t where = 99;

  in[2].mark *= 2; /* the first of its market stands elsewhere */
  g_assert_cmpint (margin_account_check (&account, &where), ==, MARGIN_BAD_MARK);
  g_assert_cmpuint (where, ==, 2);
  in[2].market = 1; /* and so does the second */
  g_assert_cmpint (margin_account_check (&account, &where), ==, MARGIN_BAD_MARK);
  in[2].market = 2;
  g_assert_cmpint (margin_account_check (&account, &where), ==, MARGIN_OK);
  in[0].size = 0;
  g_assert_cmpint (margin_account_check (&account, &where), ==, MARGIN_BAD_SIZE);
  g_assert_cmpuint (where, ==, 0);
}

static void
holds_up_to_64_positions (void)
{
  MarginInputs in[MARGIN_MAX_POSITIONS];
  MarginAccount account = { true, -1e18, MARGIN_MAX_POSITIONS, in };

  for (size_t i = 0; i < MARGIN_MAX_POSITIONS; i++)
    margin_inputs_init (&in[i]);
  g_assert_cmpint (margin_account_check (&account, NULL), ==, MARGIN_OK);
  g_assert_cmpint (margin_account_call_point (&account, 0, 1).kind, ==, MARGIN_NOW);
  account.wallet = nextafter (-1e18, -HUGE_VAL);
  g_assert_cmpint (margin_account_check (&account, NULL), ==, MARGIN_BAD_WALLET);
}

static void
totals_are_sums (void)
{
  MarginInputs in[3];
  MarginAccount account = three (in);
  MarginTotals totals;
  MarginOutcome outcomes[3];

  in[0].rules.close_fee = MARGIN_FEE_ADDED;
  in[0].rules.close_fee_rate = 0.001;
  g_assert_cmpint (margin_account_evaluate (&account, &totals, outcomes), ==, MARGIN_OK);
  g_assert_cmpfloat (totals.maintenance_margin, ==, 75);
  g_assert_cmpfloat (totals.requirement, ==, 80);
  g_assert_cmpfloat (totals.margin_ratio, ==, 0.08);
  for (size_t i = 0; i < 3; i++)
    in[i].rules.tiers[0].rate = in[i].rules.close_fee_rate = 0;
  account.wallet = 0; /* nothing is required, and nothing is left */
  g_assert_cmpint (margin_account_evaluate (&account, &totals, outcomes), ==, MARGIN_OK);
  g_assert_cmpfloat (totals.margin_ratio, ==, HUGE_VAL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/margin/account/" claim, function)
  TEST ("equity-meets-the-requirement-of-all", equity_meets_the_requirement_of_all);
  TEST ("equals-the-slow-twin", equals_the_slow_twin);
  TEST ("positions-of-one-market-share-a-price", positions_of_one_market_share_a_price);
  TEST ("more-in-the-wallet-never-brings-the-line-nearer",
        more_in_the_wallet_never_brings_the_line_nearer);
  TEST ("a-balanced-hedge-has-no-bankruptcy", a_balanced_hedge_has_no_bankruptcy);
  TEST ("what-a-hedge-leaves-does-not-drown", what_a_hedge_leaves_does_not_drown);
  TEST ("a-tie-goes-down", a_tie_goes_down);
  TEST ("isolated-positions-stand-alone", isolated_positions_stand_alone);
  TEST ("a-cross-account-answers-as-one", a_cross_account_answers_as_one);
  TEST ("the-wallet-of-an-equity-comes-back-to-it",
        the_wallet_of_an_equity_comes_back_to_it);
  TEST ("totals-are-sums", totals_are_sums);
  TEST ("every-position-is-held-to-those-before", every_position_is_held_to_those_before);
  TEST ("holds-up-to-64-positions", holds_up_to_64_positions);
  TEST ("says-what-is-wrong-and-where", says_what_is_wrong_and_where);
#undef TEST
  return g_test_run ();
}
