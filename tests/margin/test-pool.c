/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands behind one collateral, and the walk outward over it: the edges that a drawn
 * position hardly ever stands on. */

#include "margin/pool.h"

#include "margin/liquidation.h"
#include "margin/value.h"

#include "draw.h"

#define assert_point(point, a_kind, a_price)                                             \
  G_STMT_START                                                                           \
  {                                                                                      \
    MarginPoint point_ = point;                                                          \
                                                                                         \
    g_assert_cmpint (point_.kind, ==, MARGIN_##a_kind);                                  \
    g_assert_cmpfloat_with_epsilon (point_.price, a_price,                               \
                                    1e-12 * fabs ((double) (a_price)) + 1e-300);         \
  }                                                                                      \
  G_STMT_END

/* A long at 1x of @size from @entry, that nothing is required of. */
static MarginInputs
free_of_duty (double size, double entry, double margin)
{
  MarginInputs in;

  margin_inputs_init (&in);
  in.size = size;
  in.entry = in.mark = entry;
  in.leverage = 1;
  in.margin = margin;
  in.rules.tiers[0].rate = 0;
  return in;
}

/* --- how near counts as equal --- */

/* Two amounts closer than 1e-12 of the greatest of collateral and values are equal. */
static void
assert_edge (double entry, double mark, double floor, double scale)
{
  MarginInputs in = free_of_duty (1, entry, 0);

  in.mark = mark;
  in.rules.maintenance_floor = floor;
  in.margin = entry - mark + floor + 0.9e-12 * scale;
  assert_point (margin_liquidation (&in), NOW, 0);
  in.rules.trigger_when = MARGIN_TRIGGER_BELOW;
  assert_point (margin_liquidation (&in), PRICE, mark);
  in.margin = entry - mark + floor + 1.1e-12 * scale;
  in.rules.trigger_when = MARGIN_TRIGGER_AT;
  g_assert_cmpint (margin_liquidation (&in).kind, ==, MARGIN_PRICE);
  in.margin = entry - mark + floor - 1.1e-12 * scale;
  in.rules.trigger_when = MARGIN_TRIGGER_BELOW;
  assert_point (margin_liquidation (&in), NOW, 0);
}

static void
equal_is_told_by_the_greatest_amount (void)
{
  assert_edge (128, 128, 0, 128);
  assert_edge (128, 64, 0, 128);
  assert_edge (64, 128, 0, 128);
  assert_edge (128, 128, 1 << 20, 1 << 20);
}

/* Exactly 1e-12 of it is still equal. */
static void
the_edge_itself_is_equal (void)
{
  MarginInputs in = free_of_duty (1e12, 1, 1);

  assert_point (margin_liquidation (&in), NOW, 0);
  assert_point (margin_bankruptcy (&in), NOW, 1);
  in.margin = 1.01;
  g_assert_cmpint (margin_liquidation (&in).kind, ==, MARGIN_PRICE);
  g_assert_cmpint (margin_bankruptcy (&in).kind, ==, MARGIN_PRICE);
}

static void
equal_is_told_by_the_greatest_position (void)
{
  MarginInputs in[2] = { free_of_duty (1, 1, 0), free_of_duty (1, 1024, 0) };
  MarginAccount account = { true, 0.9e-12 * 1024, 2, in };

  in[1].market = 1;
  assert_point (margin_account_liquidation (&account, 0), NOW, 0);
  account.wallet = 1.1e-12 * 1024;
  g_assert_cmpint (margin_account_liquidation (&account, 0).kind, ==, MARGIN_PRICE);
}

/* Three longs that have gained a thousand each over a wallet that is short of it: what is
 * owed is the greatest amount here. */
static void
a_debt_is_an_amount_too (void)
{
  MarginInputs in[3] = { free_of_duty (1, 1, 0) };
  MarginAccount account = { true, 0, 3, in };

  in[0].mark = 1025;
  in[1] = in[2] = in[0];
  account.wallet = -3072 + 2e-9;
  assert_point (margin_account_liquidation (&account, 0), NOW, 0);
  account.wallet = -3072 + 4e-9;
  g_assert_cmpint (margin_account_liquidation (&account, 0).kind, ==, MARGIN_PRICE);
}

/* --- how far there is a price --- */

/* A factor of 1e9 from the mark, and no further. */
static void
there_is_no_price_beyond_the_farthest (void)
{
  MarginInputs in = free_of_duty (1, 1e9, 1e9 - 1);

  assert_point (margin_liquidation (&in), PRICE, 1);
  assert_point (margin_bankruptcy (&in), PRICE, 1);
  in.margin = 1e9 - 0.999;
  assert_point (margin_liquidation (&in), NONE, 0);
  assert_point (margin_bankruptcy (&in), NONE, 0);
  in = free_of_duty (1, 1, 1e9 - 1);
  in.side = MARGIN_SHORT;
  assert_point (margin_liquidation (&in), PRICE, 1e9);
  assert_point (margin_bankruptcy (&in), PRICE, 1e9);
  in.margin = 1e9 + 1;
  assert_point (margin_liquidation (&in), NONE, 0);
  assert_point (margin_bankruptcy (&in), NONE, 0);
}

/* A short at 1x of an inverse contract is a coin kept: no rise takes it. */
static void
a_coin_kept_has_no_end (void)
{
  MarginInputs in = free_of_duty (100, 50, 2);

  in.contract = MARGIN_INVERSE;
  in.side = MARGIN_SHORT;
  assert_point (margin_liquidation (&in), NONE, 0);
  assert_point (margin_bankruptcy (&in), NONE, 0);
}

/* --- tiers on the way --- */

static void
set_tiers (MarginRules *rules, MarginTierShape shape, double floor, double low,
           double high)
{
  const unsigned char given[MARGIN_MAX_TIERS] = { 0 };

  rules->tier_shape = shape;
  rules->n_tiers = 2;
  rules->tiers[0] = (MarginTier){ .rate = low };
  rules->tiers[1] = (MarginTier){ .floor = floor, .rate = high };
  margin_rules_build_deductions (rules, given);
}

/* Worth 1,000 where the second tier begins: the first still rules, up to the last bits.
 */
static void
a_mark_on_a_bound_stands_in_the_lower_tier (void)
{
  MarginInputs in = free_of_duty (10, 100, 50);

  set_tiers (&in.rules, MARGIN_TIER_WHOLE, 1000, 0.01, 0.1);
  assert_point (margin_liquidation (&in), PRICE, 950 / 9.9);
  in.rules.tiers[1].floor = 1000 / (1 + 0.9e-12);
  assert_point (margin_liquidation (&in), PRICE, 950 / 9.9);
  in.rules.tiers[1].floor = 1000 / (1 + 1.1e-12);
  assert_point (margin_liquidation (&in), NOW, 0);
  in = free_of_duty (1 + 1e-12, 100, 5);
  set_tiers (&in.rules, MARGIN_TIER_WHOLE, 100, 0.01, 0.1);
  assert_point (margin_liquidation (&in), PRICE, (95 + 1e-10) / (1 + 1e-12) / 0.99);
}

/* Eight coins: on the bound of a whole table that grows milder below, equity is just the
 * sixteenth that is required, W + 8 P - 1024 = P / 2. Below it would be open again. */
static void
a_gap_closed_on_a_bound_is_closed (void)
{
  double bound = 960 * (1 + 1e-12) / 8;
  MarginInputs in = free_of_duty (8, 128, 1024 - 7.5 * bound);

  set_tiers (&in.rules, MARGIN_TIER_WHOLE, 960, 0.01, 1 / 16.0);
  assert_point (margin_liquidation (&in), PRICE, bound);
}

/* A short of eight from 112: the step to a sixteenth takes all that is left by then, to
 * the last bit, and is the floor as it was written. */
static void
a_step_that_just_closes_the_gap_is_its_floor (void)
{
  double bound = 960 * (1 + 1e-12) / 8;
  MarginInputs in = free_of_duty (8, 112, 8.5 * bound - 896);

  in.side = MARGIN_SHORT;
  set_tiers (&in.rules, MARGIN_TIER_WHOLE, 960, 0.01, 1 / 16.0);
  g_assert_cmpfloat_with_epsilon (margin_liquidation (&in).price, 120, 1e-12);
}

/* Hedged, net short, and on the way down the long falls into its lower tier: the way up
 * begins at the mark again, with both in the tiers they have there. At P < 200
 * 500 + 2000 - 20 P = (0.05 * 30 + 0.01 * 10) P. */
static void
the_way_up_begins_anew (void)
{
  MarginInputs in[2] = { free_of_duty (10, 100, 0) };
  MarginAccount account = { true, 500, 2, in };

  set_tiers (&in[0].rules, MARGIN_TIER_WHOLE, 2000, 0.01, 0.05);
  in[1] = in[0];
  in[1].side = MARGIN_SHORT;
  in[1].size = 30;
  assert_point (margin_account_liquidation (&account, 0), PRICE, 2500 / 21.6);
  for (int i = 0; i < 2; i++) {
    in[i].contract = MARGIN_INVERSE;
    in[i].side = in[i].side == MARGIN_LONG ? MARGIN_SHORT : MARGIN_LONG;
    in[i].entry = in[i].mark = 1 / 100.0;
  }
  assert_point (margin_account_liquidation (&account, 0), PRICE, 21.6 / 2500);
}

/* 12 long and 10 short at 100: falling, they lose on what is 2 more, rising, the rate of
 * one half beyond 1,500 eats them. Falling, 200 - W = 1.78 P; rising, at 125 the long
 * comes to 1,500 and W + 22.5 are left, of which each step takes 4.1, and 9 from 150. */
static void
the_nearer_way_is_told_by_ratio (void)
{
  static const struct {
    double wallet, price;
  } rows[] = {
    { 60, 140 / 1.78 },    /* a factor of 1.27 down, of 1.45 up */
    { 95, 150 + 15 / 9.0 } /* of 1.69 down, of 1.52 up, though 41 down and 52 up */
  };

  for (gsize row = 0; row < G_N_ELEMENTS (rows); row++) {
    MarginInputs in[2] = { free_of_duty (12, 100, 0) };
    MarginAccount account = { true, rows[row].wallet, 2, in };

    set_tiers (&in[0].rules, MARGIN_TIER_MARGINAL, 1500, 0.01, 0.5);
    in[1] = in[0];
    in[1].side = MARGIN_SHORT;
    in[1].size = 10;
    assert_point (margin_account_liquidation (&account, 1), PRICE, rows[row].price);
    for (int i = 0; i < 2; i++) {
      in[i].contract = MARGIN_INVERSE;
      in[i].side = in[i].side == MARGIN_LONG ? MARGIN_SHORT : MARGIN_LONG;
      in[i].entry = in[i].mark = 1 / 100.0;
    }
    assert_point (margin_account_liquidation (&account, 1), PRICE, 1 / rows[row].price);
  }
}

/* --- rounding --- */

static void
a_price_that_rounds_to_nothing_is_none (void)
{
  MarginInputs in = free_of_duty (1, 100, 97);

  assert_point (margin_liquidation (&in), PRICE, 3);
  in.rules.rounding = MARGIN_ROUND_TRUNCATE;
  in.rules.tick = 10;
  assert_point (margin_liquidation (&in), NONE, 0);
  assert_point (margin_bankruptcy (&in), NONE, 0);
  in.margin = 85;
  assert_point (margin_liquidation (&in), PRICE, 10);
}

/* What is bankrupt at the mark stays so, however its price is rounded. */
static void
rounding_changes_no_kind_but_that_of_a_price (void)
{
  MarginInputs in = free_of_duty (1, 100, 1);

  in.mark = 4;
  in.entry = 5;
  in.rules.rounding = MARGIN_ROUND_TRUNCATE;
  in.rules.tick = 10;
  assert_point (margin_bankruptcy (&in), NOW, 0);
}

static void
a_tick_toward_the_entry_is_added_to_an_isolated_price (void)
{
  MarginInputs in = free_of_duty (1, 4, 3.5);
  MarginAccount account = { true, 3.5, 1, &in };

  in.rules.rounding = MARGIN_ROUND_TICK_TOWARD_ENTRY;
  in.rules.tick = 0.25;
  assert_point (margin_liquidation (&in), PRICE, 0.75);
  assert_point (margin_account_liquidation (&account, 0), PRICE, 0.5);
  in.side = MARGIN_SHORT;
  assert_point (margin_liquidation (&in), PRICE, 7.25);
  in.margin = 1;
  in.rules.tick = 4.5;
  assert_point (margin_liquidation (&in), PRICE, 0.5);
  in.rules.tick = 5;
  assert_point (margin_liquidation (&in), NONE, 0);
  in.rules.tick = 6;
  assert_point (margin_liquidation (&in), NONE, 0);
}

/* --- bankruptcy --- */

/* At its price nothing is left of a whole account, whatever its other markets have
 * gained or lost, and less what closing costs where the rules keep it back. */
static void
nothing_is_left_at_the_bankruptcy_price (void)
{
  MarginInputs in[2] = { free_of_duty (1, 100, 0), free_of_duty (2, 50, 0) };
  MarginAccount account = { true, 60, 2, in };

  in[1].market = 1;
  in[1].mark = 40; /* 20 lost: 60 - 20 + P - 100 = 0 */
  assert_point (margin_account_bankruptcy (&account, 0), PRICE, 60);
  assert_point (margin_account_bankruptcy (&account, 1), PRICE, 20);
  in[1].mark = 65; /* 30 gained */
  assert_point (margin_account_bankruptcy (&account, 0), PRICE, 10);
  account.wallet = 10;
  in[1].mark = 45; /* nothing is left at the marks */
  assert_point (margin_account_bankruptcy (&account, 0), NOW, 100);
  assert_point (margin_account_bankruptcy (&account, 1), NOW, 45);
  account.wallet = 10 + 1e-6;
  g_assert_cmpint (margin_account_bankruptcy (&account, 1).kind, ==, MARGIN_PRICE);
}

/* W + P - 100 = P / 100: at the mark of 100 that takes a wallet of one. */
static void
closing_a_bankrupt_position_still_costs_its_fee (void)
{
  MarginInputs in = free_of_duty (1, 100, 10);

  in.rules.close_fee = MARGIN_FEE_BANKRUPTCY;
  in.rules.close_fee_rate = 0.01;
  assert_point (margin_bankruptcy (&in), PRICE, 90 / 0.99);
  in.margin = 1.01;
  assert_point (margin_bankruptcy (&in), PRICE, 98.99 / 0.99);
  in.margin = 1;
  assert_point (margin_bankruptcy (&in), NOW, 100);
  in.margin = 0.5;
  assert_point (margin_bankruptcy (&in), NOW, 99.5 / 0.99);
}

/* Only what moves along is closed at that price. */
static void
a_market_that_stands_keeps_its_fee_out_of_it (void)
{
  MarginInputs in[2] = { free_of_duty (1, 100, 0), free_of_duty (1, 100, 0) };
  MarginAccount account = { true, 1.5, 2, in };

  in[0].rules.close_fee = in[1].rules.close_fee = MARGIN_FEE_BANKRUPTCY;
  in[0].rules.close_fee_rate = in[1].rules.close_fee_rate = 0.01;
  assert_point (margin_account_bankruptcy (&account, 0), NOW, 198.5 / 1.98);
  in[1].market = 1;
  assert_point (margin_account_bankruptcy (&account, 0), PRICE, 98.5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/margin/pool/" claim, function)
  TEST ("equal-is-told-by-the-greatest-amount", equal_is_told_by_the_greatest_amount);
  TEST ("the-edge-itself-is-equal", the_edge_itself_is_equal);
  TEST ("equal-is-told-by-the-greatest-position", equal_is_told_by_the_greatest_position);
  TEST ("a-debt-is-an-amount-too", a_debt_is_an_amount_too);
  TEST ("there-is-no-price-beyond-the-farthest", there_is_no_price_beyond_the_farthest);
  TEST ("a-coin-kept-has-no-end", a_coin_kept_has_no_end);
  TEST ("a-mark-on-a-bound-stands-in-the-lower-tier",
        a_mark_on_a_bound_stands_in_the_lower_tier);
  TEST ("a-gap-closed-on-a-bound-is-closed", a_gap_closed_on_a_bound_is_closed);
  TEST ("a-step-that-just-closes-the-gap-is-its-floor",
        a_step_that_just_closes_the_gap_is_its_floor);
  TEST ("the-way-up-begins-anew", the_way_up_begins_anew);
  TEST ("the-nearer-way-is-told-by-ratio", the_nearer_way_is_told_by_ratio);
  TEST ("a-price-that-rounds-to-nothing-is-none", a_price_that_rounds_to_nothing_is_none);
  TEST ("rounding-changes-no-kind-but-that-of-a-price",
        rounding_changes_no_kind_but_that_of_a_price);
  TEST ("a-tick-toward-the-entry-is-added-to-an-isolated-price",
        a_tick_toward_the_entry_is_added_to_an_isolated_price);
  TEST ("nothing-is-left-at-the-bankruptcy-price",
        nothing_is_left_at_the_bankruptcy_price);
  TEST ("closing-a-bankrupt-position-still-costs-its-fee",
        closing_a_bankrupt_position_still_costs_its_fee);
  TEST ("a-market-that-stands-keeps-its-fee-out-of-it",
        a_market_that_stands_keeps_its_fee_out_of_it);
#undef TEST
  return g_test_run ();
}
