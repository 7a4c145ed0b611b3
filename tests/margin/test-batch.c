/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Columns and grids against the same positions one by one. */

#include "margin/batch.h"
#include "margin/grid.h"

#include "margin/kernel.h"
#include "margin/outcome.h"

#include "draw.h"

#include <string.h>

/* Two blocks and a rest. */
#define ROWS (2 * MARGIN_BATCH_BLOCK + 77)

typedef struct {
  MarginBatch batch;
  double entry[ROWS], leverage[ROWS], margin[ROWS], mark[ROWS];
  double liquidation_price[ROWS], pnl[ROWS], equity[ROWS], roe[ROWS], margin_ratio[ROWS];
} Rows;

static void
draw_rows (Rows *rows)
{
  rows->batch = (MarginBatch){ draw_bit () ? MARGIN_LINEAR : MARGIN_INVERSE,
                               draw_bit () ? MARGIN_LONG : MARGIN_SHORT,
                               draw_bit () ? draw_log (1e-3, 0.5) : 0,
                               draw_bit () ? draw_log (1e-5, 0.01) : 0,
                               ROWS,
                               rows->entry,
                               rows->leverage,
                               rows->margin,
                               rows->mark };
  for (size_t i = 0; i < ROWS; i++) {
    rows->entry[i] = draw_log (0.01, 1e5);
    rows->mark[i] = draw_bit () ? rows->entry[i] : rows->entry[i] * draw_log (0.1, 10);
    rows->leverage[i] = draw_bit () ? floor (draw_log (1, 126)) : draw_log (1, 126);
    rows->margin[i] = draw_log (1e-3, 1e6);
  }
}

static MarginBatchOut
out_of (Rows *rows)
{
  return (MarginBatchOut){ rows->liquidation_price, rows->pnl, rows->equity, rows->roe,
                           rows->margin_ratio };
}

static MarginInputs
inputs_of (const Rows *rows, size_t i)
{
  MarginInputs in;

  margin_inputs_init (&in);
  in.contract = rows->batch.contract;
  in.side = rows->batch.side;
  in.entry = rows->entry[i];
  in.mark = rows->mark[i];
  in.leverage = rows->leverage[i];
  in.margin = rows->margin[i];
  in.size = margin_size_for (&in, in.margin, in.leverage);
  in.rules.tiers[0].rate = rows->batch.rate;
  in.rules.close_fee = MARGIN_FEE_ADDED;
  in.rules.close_fee_rate = rows->batch.fee;
  return in;
}

#define assert_near(got, expected, slack)                                                \
  g_assert_cmpfloat_with_epsilon (got, expected, (slack) + 1e-300)

static void
assert_row_is_alike (const Rows *rows, size_t i)
{
  MarginInputs in = inputs_of (rows, i);
  MarginStatus status;
  MarginOutcome out;
  double scale, price;

  status = margin_evaluate (&in, &out);
  if (status == MARGIN_BAD_SIZE && in.margin > 0)
    return; /* only the size is off the scale: answered here, not there */
  if (status != MARGIN_OK) {
    g_assert_cmpfloat (rows->liquidation_price[i], ==, 0);
    g_assert_cmpfloat (rows->pnl[i], ==, 0);
    g_assert_cmpfloat (rows->equity[i], ==, 0);
    g_assert_cmpfloat (rows->roe[i], ==, 0);
    g_assert_cmpfloat (rows->margin_ratio[i], ==, 0);
    return;
  }
  scale = 1e-12 * fmax (out.value, out.entry_value);
  assert_near (rows->pnl[i], out.unrealised_pnl, scale);
  assert_near (rows->equity[i], out.equity, scale);
  assert_near (rows->roe[i], out.unrealised_pnl / in.margin, scale / in.margin);
  if (out.equity > scale)
    assert_near (rows->margin_ratio[i], out.margin_ratio,
                 (1 + out.margin_ratio) * 2 * scale / out.equity);
  /* What is due to the last bits may be called either way. */
  if (fabs (out.equity - out.requirement) <= 2 * scale)
    return;
  price = out.liquidation.kind == MARGIN_PRICE ? out.liquidation.price : 0;
  if (in.leverage > 1.001 || rows->batch.side == MARGIN_SHORT)
    assert_near (rows->liquidation_price[i], price,
                 1e-12 * price * (1 + 1 / fabs (in.leverage - 1 + 1e-9)));
}

/* Numbers off every scale, each in a column of its own. */
static void
put_edges (Rows *rows)
{
  rows->entry[0] = NAN;
  rows->leverage[1] = -3;
  rows->margin[2] = 0;
  rows->mark[3] = INFINITY;
  rows->entry[4] = 1e-18; /* fine by themselves, but the size is beyond all bounds */
  rows->margin[4] = 1e18;
  rows->mark[5] = 0;
  rows->margin[6] = -INFINITY;
  rows->leverage[7] = 1;
  rows->leverage[8] = 1e19;
}

static void
rows_are_alike_on (const MarginKernels *kernels)
{
  g_autofree Rows *rows = g_new0 (Rows, 1);

  for (int n = draw_rounds (40); n > 0; n -= 4) {
    MarginBatchOut out = out_of (rows);
    size_t n_bad = 0;

    draw_rows (rows);
    put_edges (rows);
    g_assert_cmpint (margin_batch_with (kernels, &rows->batch, &out, &n_bad), ==,
                     MARGIN_OK);
    for (size_t i = 0; i < ROWS; i++)
      assert_row_is_alike (rows, i);
    g_assert_cmpuint (n_bad, ==, 7);
  }
}

static void
every_row_is_what_the_single_position_is (void)
{
  for (size_t i = 0; i < margin_n_kernel_sets; i++)
    if (margin_kernel_sets[i].runs_here ()) {
      g_test_message ("%s", margin_kernel_sets[i].name);
      rows_are_alike_on (&margin_kernel_sets[i]);
    }
}

static void
columns_are_optional (void)
{
  g_autofree Rows *rows = g_new0 (Rows, 1), *once = g_new0 (Rows, 1);
  MarginBatchOut all = out_of (rows), one = { .equity = once->equity };
  MarginBatchOut roe = { .roe = once->roe }, ratio = { .margin_ratio = once->pnl };

  draw_rows (rows);
  g_assert_cmpint (margin_batch (&rows->batch, &all, NULL), ==, MARGIN_OK);
  g_assert_cmpint (margin_batch (&rows->batch, &one, NULL), ==, MARGIN_OK);
  g_assert_cmpint (margin_batch (&rows->batch, &roe, NULL), ==, MARGIN_OK);
  g_assert_cmpint (margin_batch (&rows->batch, &ratio, NULL), ==, MARGIN_OK);
  g_assert_cmpmem (rows->equity, sizeof rows->equity, once->equity, sizeof once->equity);
  g_assert_cmpmem (rows->roe, sizeof rows->roe, once->roe, sizeof once->roe);
  g_assert_cmpmem (rows->margin_ratio, sizeof rows->margin_ratio, once->pnl,
                   sizeof once->pnl);
}

/* A 2x long whose coin halves has lost its margin to the cent, and is no bad row. */
static void
what_is_worth_nothing_is_no_bad_row (void)
{
  double entry = 2, leverage = 2, margin = 1, mark = 1, equity, roe, margin_ratio;
  MarginBatch batch = { MARGIN_LINEAR, MARGIN_LONG, 0.005,   0,    1,
                        &entry,        &leverage,   &margin, &mark };
  MarginBatchOut out = { .equity = &equity, .roe = &roe, .margin_ratio = &margin_ratio };
  size_t n_bad = 7;

  g_assert_cmpint (margin_batch (&batch, &out, &n_bad), ==, MARGIN_OK);
  g_assert_cmpuint (n_bad, ==, 0);
  g_assert_cmpfloat (equity, ==, 0);
  g_assert_cmpfloat (roe, ==, -1);
  g_assert_true (isinf (margin_ratio));
}

typedef struct {
  MarginSide side;
  double entry, leverage, margin, mark;
  double price; /* of the line */
} Single;

static void
assert_single (const Single *row)
{
  MarginBatch batch = { MARGIN_LINEAR,  row->side,    0,         0, 1, &row->entry,
                        &row->leverage, &row->margin, &row->mark };

  for (size_t i = 0; i < margin_n_kernel_sets; i++) {
    double price = 7, roe = 7;
    MarginBatchOut out = { .liquidation_price = &price, .roe = &roe };

    if (!margin_kernel_sets[i].runs_here ())
      continue;
    g_assert_cmpint (margin_batch_with (&margin_kernel_sets[i], &batch, &out, NULL), ==,
                     MARGIN_OK);
    assert_near (price, row->price, 1e-12 * row->price);
    assert_near (roe, row->side * row->leverage * (row->mark / row->entry - 1),
                 1e-12 * row->leverage * (1 + row->mark / row->entry));
  }
}

/* No further than a factor of 1e9 from the mark, and not where it is due to 1e-12 of what
 * it is worth. */
static void
a_line_is_within_reach_and_not_yet_crossed (void)
{
  static const Single rows[] = {
    { MARGIN_LONG, 2, 2, 1, 1e9, 1 },        /* at the farthest itself */
    { MARGIN_LONG, 2, 2, 1, 1 / 1.5e-9, 1 }, /* just before it */
    { MARGIN_LONG, 2, 2, 1, 1.1e9, 0 },      /* beyond */
    { MARGIN_SHORT, 1, 1, 1, 0x1p-30, 0 },   /* beyond: a factor of 2^31 */
    { MARGIN_SHORT, 1, 1, 1, 2.5e-9, 2 },    /* within */
    { MARGIN_SHORT, 1, 1, 1, 2e-9, 2 },      /* at the farthest itself */
    { MARGIN_LONG, 1, 6e11, 1, 1, 0 },       /* 1 is left of 6e11, as good as nothing */
    { MARGIN_LONG, 1, 4e11, 1, 1, 1 - 2.5e-12 },
    { MARGIN_LONG, 1, 1, 0.25, 2, 0 }, /* little is left, and no line */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%zu", i);
    assert_single (&rows[i]);
  }
}

static void
bad_constants_are_refused (void)
{
  MarginBatch batch = { .rate = 1.5 };
  MarginBatchOut out = { 0 };

  g_assert_cmpint (margin_batch (&batch, &out, NULL), ==, MARGIN_BAD_TIERS);
  batch.rate = -0.1;
  g_assert_cmpint (margin_batch (&batch, &out, NULL), ==, MARGIN_BAD_TIERS);
  batch.rate = NAN;
  g_assert_cmpint (margin_batch (&batch, &out, NULL), ==, MARGIN_BAD_TIERS);
  batch.rate = 0.6;
  batch.fee = 0.4;
  g_assert_cmpint (margin_batch (&batch, &out, NULL), ==, MARGIN_BAD_FEE);
  batch.fee = -0.1;
  g_assert_cmpint (margin_batch (&batch, &out, NULL), ==, MARGIN_BAD_FEE);
  batch.rate = 0;
  batch.fee = 0.6;
  g_assert_cmpint (margin_batch (&batch, &out, NULL), ==, MARGIN_BAD_FEE);
  batch.fee = 0.502;
  g_assert_cmpint (margin_batch (&batch, &out, NULL), ==, MARGIN_BAD_FEE);
  batch.fee = 0;
  batch.rate = 1; /* a rate by itself, yet nothing would be left to close with */
  g_assert_cmpint (margin_batch (&batch, &out, NULL), ==, MARGIN_BAD_FEE);
  batch.rate = 0;
  batch.fee = 0.5;
  g_assert_cmpint (margin_batch (&batch, &out, NULL), ==, MARGIN_OK); /* of no rows */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/margin/batch/" claim, function)
  TEST ("every-row-is-what-the-single-position-is",
        every_row_is_what_the_single_position_is);
  TEST ("columns-are-optional", columns_are_optional);
  TEST ("what-is-worth-nothing-is-no-bad-row", what_is_worth_nothing_is_no_bad_row);
  TEST ("a-line-is-within-reach-and-not-yet-crossed",
        a_line_is_within_reach_and_not_yet_crossed);
  TEST ("bad-constants-are-refused", bad_constants_are_refused);
#undef TEST
  return g_test_run ();
}
