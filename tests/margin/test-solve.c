/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Columns against the same positions one by one. */

#include "margin/solve.h"

#include "margin/kernel.h"
#include "margin/liquidation.h"

#include "draw.h"

/* Two blocks and a rest, at a place that is no multiple of 64 bytes. */
#define ROWS (2 * MARGIN_SOLVE_BLOCK + 77)

typedef struct {
  MarginInputs first; /* contract and rules of all */
  double side[ROWS], size[ROWS], entry[ROWS], mark[ROWS], margin[ROWS];
  double price[ROWS];
  unsigned char kind[ROWS];
} Rows;

static void
draw_rows (Rows *rows)
{
  for (size_t i = 0; i < ROWS; i++) {
    double value = margin_value (&rows->first, rows->first.entry) * draw_log (0.1, 10);

    rows->side[i] = draw_bit () ? 1 : -1;
    rows->entry[i] = draw_log (0.01, 1e5);
    rows->mark[i] = draw_bit () ? rows->entry[i] : rows->entry[i] * draw_log (0.7, 1.4);
    rows->size[i] = rows->first.contract == MARGIN_INVERSE ? value * rows->entry[i]
                                                           : value / rows->entry[i];
    rows->margin[i] = value / draw_log (1, 125) * (draw_bit () ? 1 : -0.1);
  }
}

static MarginColumns
columns_of (const Rows *rows)
{
  return (MarginColumns){ ROWS,       rows->first.contract, &rows->first.rules,
                          rows->side, rows->size,           rows->entry,
                          rows->mark, rows->margin };
}

static MarginPoint
point_of (const Rows *rows, size_t i)
{
  MarginInputs in = rows->first;

  in.side = rows->side[i] > 0 ? MARGIN_LONG : MARGIN_SHORT;
  in.size = rows->size[i];
  in.multiplier = 1;
  in.entry = rows->entry[i];
  in.mark = rows->mark[i];
  in.margin = rows->margin[i];
  in.leverage = 1;
  return margin_liquidation (&in);
}

static void
assert_rows_are_alike (const Rows *rows)
{
  for (size_t i = 0; i < ROWS; i++) {
    MarginPoint point = point_of (rows, i);
    double price = point.kind == MARGIN_PRICE ? point.price : 0;

    g_assert_cmpint (rows->kind[i], ==, point.kind);
    g_assert_cmpfloat_with_epsilon (rows->price[i], price, 1e-12 * price + 1e-300);
  }
}

static void
solve (Rows *rows)
{
  MarginColumns columns = columns_of (rows);

  g_assert_cmpint (margin_solve (&columns, rows->price, rows->kind), ==, MARGIN_OK);
}

static void
answers_what_the_single_position_does (void)
{
  g_autofree Rows *rows = g_new0 (Rows, 1);

  for (int n = draw_rounds (40); n > 0; n -= 40) {
    draw_any (&rows->first);
    draw_rows (rows);
    solve (rows);
    assert_rows_are_alike (rows);
  }
}

/* The rules that are solved without a branch: every fee of a marginal table, both
 * triggers, all contracts. */
static void
draw_straight (MarginInputs *in, int number)
{
  draw_any (in);
  in->contract = (MarginContract) (number % 3);
  in->rules.maintenance_on = MARGIN_ON_MARK;
  in->rules.tier_shape = MARGIN_TIER_MARGINAL;
  in->rules.tier_by = MARGIN_TIER_BY_VALUE;
  draw_tiers (&in->rules, margin_value (in, in->entry));
  in->rules.maintenance_floor = 0;
  in->rules.quantum = 0;
  in->rules.close_fee = (MarginCloseFee) (number / 3 % 6);
  in->rules.trigger_when = number / 18 % 2 ? MARGIN_TRIGGER_BELOW : MARGIN_TRIGGER_AT;
}

/* What is exactly due, and what is off every scale, among the drawn. */
static void
put_edges (Rows *rows)
{
  rows->size[0] = NAN;
  rows->side[1] = 0.5;
  rows->entry[2] = -1;
  rows->mark[3] = INFINITY;
  rows->margin[4] = -INFINITY;
  rows->margin[5] = NAN;
  rows->margin[6] = 1e18; /* no price reaches that */
  rows->mark[7] = 0;
  rows->entry[8] = NAN;
  rows->size[9] = 1e19;
  rows->side[10] = NAN;
}

static void
solve_on (MarginSolveBlock block, Rows *rows)
{
  MarginColumns columns = columns_of (rows);

  g_assert_cmpint (margin_solve_with (block, &columns, rows->price, rows->kind), ==,
                   MARGIN_OK);
}

static void
straight_rules_answer_the_same_on (const MarginKernels *kernels)
{
  g_autofree Rows *rows = g_new0 (Rows, 1);

  for (int number = 0; number < 36; number++) {
    draw_straight (&rows->first, number);
    draw_rows (rows);
    put_edges (rows);
    solve_on (kernels->solve_block, rows);
    g_assert_cmpint (rows->kind[1], ==,
                     MARGIN_INVALID); /* half a side: no struct has it */
    g_assert_cmpint (rows->kind[10], ==, MARGIN_INVALID);
    rows->side[1] = rows->side[10] = 1;
    solve_on (kernels->solve_block, rows);
    assert_rows_are_alike (rows);
  }
}

static void
every_instruction_set_answers_the_same (void)
{
  for (size_t i = 0; i < margin_n_kernel_sets; i++)
    if (margin_kernel_sets[i].runs_here ()) {
      g_test_message ("%s", margin_kernel_sets[i].name);
      straight_rules_answer_the_same_on (&margin_kernel_sets[i]);
    }
}

static void
sides_are_whole_under_every_rule (void)
{
  g_autofree Rows *rows = g_new0 (Rows, 1);

  draw_any (&rows->first);
  rows->first.rules.maintenance_on = MARGIN_ON_ENTRY;
  draw_rows (rows);
  rows->side[0] = 2;
  rows->side[1] = NAN;
  rows->side[2] = 0;
  rows->side[3] = -2;
  rows->side[4] = 1.5;
  for (int is_straight = 0; is_straight < 2; is_straight++) {
    solve (rows);
    for (int i = 0; i < 5; i++) {
      g_assert_cmpint (rows->kind[i], ==, MARGIN_INVALID);
      g_assert_cmpfloat (rows->price[i], ==, 0);
    }
    draw_straight (&rows->first, 0);
  }
}

/* A long of 1 and its like: due at half of what it cost, exactly at the mark. */
static void
what_is_just_due_is_now_or_the_mark (void)
{
  MarginRules rules;
  double side = 1, size = 1, entry = 1024, mark = 512, margin = 512 + 2, price = 7;
  MarginColumns columns = {
    1, MARGIN_LINEAR, &rules, &side, &size, &entry, &mark, &margin
  };
  unsigned char kind = 9;

  margin_rules_init (&rules);
  rules.tiers[0].rate = 1. / 256;
  g_assert_cmpint (margin_solve (&columns, &price, &kind), ==, MARGIN_OK);
  g_assert_cmpint (kind, ==, MARGIN_NOW);
  g_assert_cmpfloat (price, ==, 0);
  rules.trigger_when = MARGIN_TRIGGER_BELOW;
  g_assert_cmpint (margin_solve (&columns, &price, NULL), ==, MARGIN_OK);
  g_assert_cmpfloat (price, ==, 512);
  rules.maintenance_on = MARGIN_ON_ENTRY; /* now one by one: 4 are needed, 2 are there */
  g_assert_cmpint (margin_solve (&columns, &price, NULL), ==, MARGIN_OK);
  g_assert_cmpfloat (price, ==, 0);
}

static void
bad_rules_leave_the_columns_alone (void)
{
  MarginRules rules;
  double one = 1, price = 7;
  MarginColumns columns = { 1, MARGIN_LINEAR, &rules, &one, &one, &one, &one, &one };

  margin_rules_init (&rules);
  rules.tiers[0].rate = NAN;
  g_assert_cmpint (margin_solve (&columns, &price, NULL), ==, MARGIN_BAD_TIERS);
  g_assert_cmpfloat (price, ==, 7);
}

#define BEND(name, change)                                                               \
  static void name (MarginRules *rules)                                                  \
  {                                                                                      \
    change;                                                                              \
  }
BEND (stays, (void) rules)
BEND (ticks_alone, rules->tick = 0.5)
BEND (rounds_to_nothing, rules->rounding = MARGIN_ROUND_TRUNCATE)
BEND (steep_but_not_too, rules->tiers[1].rate = 0.5; rules->tiers[1].deduction = 49)
BEND (is_level, rules->tiers[1].rate = 0.01; rules->tiers[1].deduction = 0)
BEND (asks_nothing, rules->tiers[0].rate = rules->tiers[1].rate = 0;
      rules->tiers[1].deduction = 0)
BEND (is_off_by_a_bit, rules->tiers[1].deduction = 1 + 1.9e-13)
BEND (is_off_by_more, rules->tiers[1].deduction = 1 + 2.01e-13)
BEND (has_a_third, rules->n_tiers = 3)
BEND (has_a_crooked_third, rules->n_tiers = 3; rules->tiers[2].deduction = 3.1)
BEND (is_whole, rules->tier_shape = MARGIN_TIER_WHOLE)
BEND (is_on_entry, rules->maintenance_on = MARGIN_ON_ENTRY)
BEND (has_a_floor, rules->maintenance_floor = 1e-9)
BEND (has_a_quantum, rules->quantum = 1e-9)
BEND (rounds, rules->tick = 0.5; rules->rounding = MARGIN_ROUND_TRUNCATE)
BEND (is_too_steep, rules->tiers[1].rate = 0.99; rules->tiers[1].deduction = 98)
BEND (fee_is_too_steep, rules->tiers[1].rate = 0.5; rules->tiers[1].deduction = 49;
      rules->close_fee_rate = 0.49)
BEND (falls, rules->tiers[1].rate = 0.005; rules->tiers[1].deduction = -0.5)
BEND (steps_up, rules->tiers[1].deduction = 0.99)
BEND (steps_down, rules->tiers[1].deduction = 1.01)
BEND (starts_below, rules->tiers[0].deduction = 1; rules->tiers[1].deduction = 2)
BEND (starts_above, rules->tiers[0].deduction = -1; rules->tiers[1].deduction = 0)
#undef BEND

/* A table of 1 % and, above 100, 2 %, changed in one thing. */
static void
only_what_bends_is_walked (void)
{
  static const struct {
    void (*bend) (MarginRules *rules);
    gboolean is_straight;
  } cases[] = {
    { stays, TRUE },
    { ticks_alone, TRUE },
    { rounds_to_nothing, TRUE },
    { steep_but_not_too, TRUE },
    { is_level, TRUE },
    { asks_nothing, TRUE },
    { is_off_by_a_bit, TRUE },
    { is_off_by_more, FALSE },
    { has_a_third, TRUE },
    { has_a_crooked_third, FALSE },
    { is_whole, FALSE },
    { is_on_entry, FALSE },
    { has_a_floor, FALSE },
    { has_a_quantum, FALSE },
    { rounds, FALSE },
    { is_too_steep, FALSE },
    { fee_is_too_steep, FALSE },
    { falls, FALSE },
    { steps_up, FALSE },
    { steps_down, FALSE },
    { starts_below, FALSE },
    { starts_above, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    MarginRules rules;

    margin_rules_init (&rules);
    rules.n_tiers = 2;
    rules.tiers[0].rate = 0.01;
    rules.tiers[1] = (MarginTier){ .floor = 100, .rate = 0.02, .deduction = 1 };
    rules.tiers[2] = (MarginTier){ .floor = 200, .rate = 0.03, .deduction = 3 };
    cases[i].bend (&rules);
    g_test_message ("%zu", i);
    g_assert_cmpint (margin_solve_is_straight (&rules), ==, cases[i].is_straight);
  }
}

/* Tables that look straight and are not: a deduction in the first tier, a step, a rate
 * that falls. */
static void
crooked_tables_are_walked (void)
{
  for (int n = draw_rounds (30); n > 0; n -= 10) {
    g_autofree Rows *rows = g_new0 (Rows, 1);
    MarginTier *tiers = rows->first.rules.tiers;

    draw_straight (&rows->first, n);
    rows->first.rules.n_tiers = 2;
    tiers[1] = (MarginTier){ .floor = margin_value (&rows->first, rows->first.entry),
                             .rate = tiers[0].rate };
    if (n % 3 == 0)
      tiers[0].deduction = tiers[1].deduction = tiers[1].floor * 0.01;
    else if (n % 3 == 1)
      tiers[1].deduction = tiers[1].floor * 0.002;
    else
      tiers[1].rate = tiers[0].rate / 2;
    draw_rows (rows);
    solve (rows);
    assert_rows_are_alike (rows);
  }
}

/* One row, answered as margin_liquidation() answers it, on every instruction set. */
static void
assert_alone (const MarginInputs *in)
{
  double side = in->side, size = in->size, price = 7;
  MarginColumns columns = { 1,     in->contract, &in->rules, &side,
                            &size, &in->entry,   &in->mark,  &in->margin };
  MarginPoint point = margin_liquidation (in);
  unsigned char kind = 9;

  g_assert_true (margin_solve_is_straight (&in->rules));
  for (size_t i = 0; i < margin_n_kernel_sets; i++) {
    if (!margin_kernel_sets[i].runs_here ())
      continue;
    g_assert_cmpint (
        margin_solve_with (margin_kernel_sets[i].solve_block, &columns, &price, &kind),
        ==, MARGIN_OK);
    g_assert_cmpint (kind, ==, point.kind);
    g_assert_cmpfloat_with_epsilon (price, point.price, 1e-12 * point.price + 1e-300);
  }
}

static MarginInputs
position (MarginSide side, double value, double margin, double rate)
{
  MarginInputs in;

  margin_inputs_init (&in);
  in.side = side;
  in.size = 1;
  in.entry = in.mark = value;
  in.leverage = 1;
  in.margin = margin;
  in.rules.tiers[0].rate = rate;
  return in;
}

/* A bankruptcy price further than a factor of 1e9 away is none, and keeps no fee. */
static void
what_is_kept_for_the_fee_ends_at_the_farthest (void)
{
  static const struct {
    MarginSide side;
    double value, margin, fee;
  } rows[] = {
    { MARGIN_LONG, 1e9, 1e9 - 0.75, 0.25 },  /* bankrupt at 1, just there */
    { MARGIN_LONG, 1e9, 1e9 - 1.125, 0.25 }, /* at 1.5 */
    { MARGIN_LONG, 1e9, 1e9 - 0.5, 0.25 },   /* at 2/3, beyond */
    { MARGIN_LONG, 100, 100.5, 0.01 },       /* below nothing */
    { MARGIN_SHORT, 1, 1.25e9 - 1, 0.25 },   /* at 1e9, just there */
    { MARGIN_SHORT, 1, 1.375e9 - 1, 0.25 },  /* beyond, though its line is not */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MarginInputs in = position (rows[i].side, rows[i].value, rows[i].margin, 0.5);

    in.rules.close_fee = MARGIN_FEE_BANKRUPTCY;
    in.rules.close_fee_rate = rows[i].fee;
    assert_alone (&in);
  }
}

static void
there_is_no_price_beyond_the_farthest (void)
{
  MarginInputs in = position (MARGIN_LONG, 1e9, 1e9 - 1.5, 0);

  assert_alone (&in);
  in.margin = 1e9 - 0.5;
  assert_alone (&in);
  in = position (MARGIN_SHORT, 1, 0.9e9, 0);
  assert_alone (&in);
  in.margin = 1.1e9;
  assert_alone (&in);
}

/* Exactly 1e-12 of what it is worth is still equal. */
static void
the_edge_itself_is_equal (void)
{
  MarginInputs in = position (MARGIN_LONG, 1, 1, 0);

  in.size = 1e12;
  assert_alone (&in);
  in.rules.trigger_when = MARGIN_TRIGGER_BELOW;
  assert_alone (&in);
  in.margin = 1.01;
  assert_alone (&in);
}

static void
a_full_table_is_straight (void)
{
  const unsigned char given[MARGIN_MAX_TIERS] = { 0 };
  MarginInputs in = position (MARGIN_LONG, 1000, 100, 0.001);

  in.rules.n_tiers = MARGIN_MAX_TIERS;
  for (size_t i = 1; i < MARGIN_MAX_TIERS; i++)
    in.rules.tiers[i] =
        (MarginTier){ .floor = 20 * (double) i, .rate = 0.001 * (double) (i + 1) };
  margin_rules_build_deductions (&in.rules, given);
  assert_alone (&in);
  in.side = MARGIN_SHORT;
  assert_alone (&in);
}

static void
bad_numbers_are_seen_in_every_block (void)
{
  g_autofree Rows *rows = g_new0 (Rows, 1);

  draw_straight (&rows->first, 0);
  draw_rows (rows);
  rows->entry[MARGIN_SOLVE_BLOCK] = NAN;
  rows->mark[MARGIN_SOLVE_BLOCK + 1] = 0;
  rows->size[MARGIN_SOLVE_BLOCK + 2] = 1e19;
  rows->margin[MARGIN_SOLVE_BLOCK + 3] = 2e18;
  rows->entry[MARGIN_SOLVE_BLOCK + 5] = 1e19;
  rows->mark[MARGIN_SOLVE_BLOCK + 6] = 1e19;
  solve (rows);
  assert_rows_are_alike (rows);
  g_assert_cmpint (rows->kind[MARGIN_SOLVE_BLOCK], ==, MARGIN_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/margin/solve/" claim, function)
  TEST ("answers-what-the-single-position-does", answers_what_the_single_position_does);
  TEST ("every-instruction-set-answers-the-same", every_instruction_set_answers_the_same);
  TEST ("sides-are-whole-under-every-rule", sides_are_whole_under_every_rule);
  TEST ("what-is-just-due-is-now-or-the-mark", what_is_just_due_is_now_or_the_mark);
  TEST ("bad-rules-leave-the-columns-alone", bad_rules_leave_the_columns_alone);
  TEST ("only-what-bends-is-walked", only_what_bends_is_walked);
  TEST ("crooked-tables-are-walked", crooked_tables_are_walked);
  TEST ("what-is-kept-for-the-fee-ends-at-the-farthest",
        what_is_kept_for_the_fee_ends_at_the_farthest);
  TEST ("there-is-no-price-beyond-the-farthest", there_is_no_price_beyond_the_farthest);
  TEST ("the-edge-itself-is-equal", the_edge_itself_is_equal);
  TEST ("a-full-table-is-straight", a_full_table_is_straight);
  TEST ("bad-numbers-are-seen-in-every-block", bad_numbers_are_seen_in_every_block);
#undef TEST
  return g_test_run ();
}
