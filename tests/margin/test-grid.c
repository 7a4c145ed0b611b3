/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cells of a grid against the outcome of the same position. */

#include "margin/grid.h"

#include "margin/kernel.h"
#include "margin/outcome.h"

#include "draw.h"

#define LEVERAGES 9
#define PRICES    (MARGIN_BATCH_BLOCK + 30)

typedef struct {
  MarginGrid grid;
  double leverages[LEVERAGES], prices[PRICES];
  double results[LEVERAGES * PRICES];
  float narrow[LEVERAGES * PRICES];
} Cells;

static void
draw_cells (Cells *cells)
{
  MarginGrid *grid = &cells->grid;

  *grid = (MarginGrid){ .contract = draw_bit () ? MARGIN_LINEAR : MARGIN_INVERSE,
                        .side = draw_bit () ? MARGIN_LONG : MARGIN_SHORT,
                        .entry = draw_log (0.01, 1e5),
                        .rate = draw_bit () ? draw_log (1e-3, 0.2) : 0,
                        .fee = draw_bit () ? draw_log (1e-5, 0.01) : 0,
                        .returns = (MarginReturns) draw_bit (),
                        .n_leverages = LEVERAGES,
                        .leverages = cells->leverages,
                        .n_prices = PRICES,
                        .prices = cells->prices };
  for (int i = 0; i < LEVERAGES; i++)
    cells->leverages[i] = i == 0 ? 1 : floor (draw_log (1, 126));
  for (int i = 0; i < PRICES; i++)
    cells->prices[i] = grid->entry * draw_log (0.2, 5);
}

static MarginOutcome
outcome_of (const MarginGrid *grid, double leverage)
{
  MarginInputs in;
  MarginOutcome out;

  margin_inputs_init (&in);
  in.contract = grid->contract;
  in.side = grid->side;
  in.entry = in.mark = grid->entry;
  in.leverage = leverage;
  in.margin = 1;
  in.size = margin_size_for (&in, 1, leverage);
  in.rules.tiers[0].rate = grid->rate;
  in.rules.close_fee = MARGIN_FEE_ADDED;
  in.rules.close_fee_rate = grid->fee;
  in.rules.returns = grid->returns;
  g_assert_cmpint (margin_evaluate (&in, &out), ==, MARGIN_OK);
  return out;
}

static double
line_of (const MarginOutcome *out)
{
  return out->is_over ? out->ended_at : out->liquidation.price;
}

static void
assert_row_is_alike (const Cells *cells, int row)
{
  MarginOutcome out = outcome_of (&cells->grid, cells->leverages[row]);

  for (int i = 0; i < PRICES; i++) {
    double price = cells->prices[i], expected = margin_result_at (&out, price);
    double slack = 1 + cells->leverages[row] * fmax (price / cells->grid.entry, 5);

    if (fabs (price - line_of (&out)) <= 1e-12 * slack * price)
      continue; /* on the line to the last bits */
    g_assert_cmpfloat_with_epsilon (cells->results[row * PRICES + i], expected,
                                    1e-12 * slack);
    if (fabs (price - line_of (&out)) > 1e-6 * slack * price)
      g_assert_cmpfloat_with_epsilon (cells->narrow[row * PRICES + i], expected,
                                      1e-5 * slack);
  }
}

static void
every_cell_is_what_the_walk_there_makes (void)
{
  g_autofree Cells *cells = g_new0 (Cells, 1);

  for (int n = draw_rounds (40); n > 0; n -= 4)
    for (size_t i = 0; i < margin_n_kernel_sets; i++) {
      const MarginKernels *kernels = &margin_kernel_sets[i];

      if (!kernels->runs_here ())
        continue;
      draw_cells (cells);
      g_assert_cmpint (margin_grid_results_with (kernels, &cells->grid, cells->results),
                       ==, MARGIN_OK);
      g_assert_cmpint (
          margin_grid_results_float_with (kernels, &cells->grid, cells->narrow), ==,
          MARGIN_OK);
      for (int row = 0; row < LEVERAGES; row++)
        assert_row_is_alike (cells, row);
    }
}

/* 20x of a long from 50,000 under 0.5 %: ends at 47,738.69, and at once under 6 %. */
static void
ends_where_the_line_is (void)
{
  double leverage = 20, prices[] = { 52500, 48000, 47738, 1 }, results[4];
  float narrow[4];
  MarginGrid grid = { .contract = MARGIN_LINEAR,
                      .side = MARGIN_LONG,
                      .entry = 50000,
                      .rate = 0.005,
                      .n_leverages = 1,
                      .leverages = &leverage,
                      .n_prices = 4,
                      .prices = prices };

  g_assert_cmpint (margin_grid_results (&grid, results), ==, MARGIN_OK);
  g_assert_cmpfloat_with_epsilon (results[0], 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (results[1], -0.8, 1e-12);
  g_assert_cmpfloat (results[2], ==, -1);
  g_assert_cmpfloat (results[3], ==, -1);
  grid.returns = MARGIN_RETURNS_EQUITY;
  g_assert_cmpint (margin_grid_results_float (&grid, narrow), ==, MARGIN_OK);
  g_assert_cmpfloat_with_epsilon (narrow[2], 20 * (47738.69346733668 / 50000 - 1), 1e-6);
  grid.rate = 0.06; /* more than the margin there is */
  g_assert_cmpint (margin_grid_results (&grid, results), ==, MARGIN_OK);
  g_assert_cmpfloat_with_epsilon (results[0], 1, 1e-12);
  g_assert_cmpfloat (results[1], ==, 0);
}

/* A short with a trillion times its worth behind it: no price within 1e9 takes that. */
static void
a_row_that_never_ends_has_no_line (void)
{
  double leverage = 1e-12, price = 1e8, result;
  MarginGrid grid = { .contract = MARGIN_LINEAR,
                      .side = MARGIN_SHORT,
                      .entry = 1,
                      .n_leverages = 1,
                      .leverages = &leverage,
                      .n_prices = 1,
                      .prices = &price };

  g_assert_cmpint (margin_grid_results (&grid, &result), ==, MARGIN_OK);
  g_assert_cmpfloat_with_epsilon (result, -1e-4, 1e-9);
}

/* From the least price to the most and back, under the most leverage: 1e54 times. */
static void
what_single_precision_cannot_hold_ends_before (void)
{
  double leverages[] = { 1e18, 1e-18 }, price = 1e18, results[2];
  float narrow[2];
  MarginGrid grid = { .contract = MARGIN_LINEAR,
                      .side = MARGIN_LONG,
                      .entry = 1e-18,
                      .n_leverages = 2,
                      .leverages = leverages,
                      .n_prices = 1,
                      .prices = &price };

  g_assert_cmpint (margin_grid_results (&grid, results), ==, MARGIN_OK);
  g_assert_cmpint (margin_grid_results_float (&grid, narrow), ==, MARGIN_OK);
  g_assert_cmpfloat_with_epsilon (results[0] / 1e54, 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (narrow[0] / 1e38, 1, 1e-6);
  grid.side = MARGIN_SHORT;
  g_assert_cmpint (margin_grid_results (&grid, results), ==, MARGIN_OK);
  g_assert_cmpint (margin_grid_results_float (&grid, narrow), ==, MARGIN_OK);
  g_assert_cmpfloat (narrow[0], ==, -1);
  g_assert_cmpfloat_with_epsilon (results[1] / -1e18, 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (narrow[1] / -1e2, 1, 1e-6);
}

typedef struct {
  MarginGrid grid;
  double leverage, price, result;
} Cell;

static void
assert_cell (const Cell *cell)
{
  MarginGrid grid = cell->grid;

  grid.n_leverages = grid.n_prices = 1;
  grid.leverages = &cell->leverage;
  grid.prices = &cell->price;
  for (size_t i = 0; i < margin_n_kernel_sets; i++) {
    const MarginKernels *kernels = &margin_kernel_sets[i];
    double result = 7;
    float narrow = 7;

    if (!kernels->runs_here ())
      continue;
    g_assert_cmpint (margin_grid_results_with (kernels, &grid, &result), ==, MARGIN_OK);
    g_assert_cmpfloat (result, ==, cell->result);
    g_assert_cmpint (margin_grid_results_float_with (kernels, &grid, &narrow), ==,
                     MARGIN_OK);
    g_assert_cmpfloat (narrow, ==, (float) cell->result);
  }
}

/* A line further than a factor of 1e9 from the entry is none; on the line it is over. */
static void
the_line_has_its_edges (void)
{
#define SHORT .contract = MARGIN_LINEAR, .side = MARGIN_SHORT, .entry = 1
#define LONG  .contract = MARGIN_LINEAR, .side = MARGIN_LONG, .entry = 1
  static const Cell cells[] = {
    { { SHORT }, 0x1p-40, 0x1p41 + 1, -2 },           /* 2^40 away: walks past */
    { { SHORT }, 1 / 999999999.0, 1999999999.0, -1 }, /* just there */
    { { SHORT, .rate = 0.5 }, 0.5, 2, -1 },           /* equity 0.5 meets half of 2 */
    { { SHORT, .rate = 0.5 }, 0.5, 1.5, -0.25 },
    { { LONG }, 1 / (1 - 1.5e-9), 1e-9, -1 },
    { { LONG }, 1, 1e-9, 1e-9 - 1 },
  };
#undef SHORT
#undef LONG

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++) {
    g_test_message ("%zu", i);
    assert_cell (&cells[i]);
  }
}

static void
numbers_at_the_ends_are_numbers (void)
{
  double leverages[] = { 1, 1e18 }, prices[] = { 1e-18, 1, 1e18 }, results[6];
  MarginGrid grid = { .contract = MARGIN_LINEAR,
                      .side = MARGIN_LONG,
                      .entry = 1,
                      .fee = 0.5,
                      .n_leverages = 2,
                      .leverages = leverages,
                      .n_prices = 3,
                      .prices = prices };

  g_assert_cmpint (margin_grid_results (&grid, results), ==, MARGIN_OK);
  grid.fee = 0.502;
  g_assert_cmpint (margin_grid_results (&grid, results), ==, MARGIN_BAD_FEE);
  grid.fee = 0;
  grid.rate = 1;
  g_assert_cmpint (margin_grid_results (&grid, results), ==, MARGIN_BAD_FEE);
  grid.rate = 0;
  leverages[1] = 2e18;
  g_assert_cmpint (margin_grid_results (&grid, results), ==, MARGIN_BAD_LEVERAGE);
}

static void
what_is_no_grid_is_refused (void)
{
  double one = 1, result = 7;
  float narrow = 7;
  MarginGrid good = { .contract = MARGIN_LINEAR,
                      .side = MARGIN_LONG,
                      .entry = 1,
                      .n_leverages = 1,
                      .leverages = &one,
                      .n_prices = 1,
                      .prices = &one };
  MarginGrid grid = good;
  double none = 0, endless = HUGE_VAL;

  grid.entry = NAN;
  g_assert_cmpint (margin_grid_results (&grid, &result), ==, MARGIN_BAD_ENTRY);
  grid = good;
  grid.rate = 1.1;
  g_assert_cmpint (margin_grid_results (&grid, &result), ==, MARGIN_BAD_TIERS);
  grid.rate = -1;
  g_assert_cmpint (margin_grid_results (&grid, &result), ==, MARGIN_BAD_TIERS);
  grid = good;
  grid.fee = 0.6;
  g_assert_cmpint (margin_grid_results (&grid, &result), ==, MARGIN_BAD_FEE);
  grid.fee = -0.1;
  g_assert_cmpint (margin_grid_results (&grid, &result), ==, MARGIN_BAD_FEE);
  grid.fee = 0.5;
  grid.rate = 0.5;
  g_assert_cmpint (margin_grid_results (&grid, &result), ==, MARGIN_BAD_FEE);
  grid = good;
  grid.leverages = &none;
  g_assert_cmpint (margin_grid_results (&grid, &result), ==, MARGIN_BAD_LEVERAGE);
  grid = good;
  grid.prices = &endless;
  g_assert_cmpint (margin_grid_results_float (&grid, &narrow), ==, MARGIN_BAD_MARK);
  g_assert_cmpfloat (result, ==, 7);
  g_assert_cmpfloat (narrow, ==, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/margin/grid/" claim, function)
  TEST ("every-cell-is-what-the-walk-there-makes",
        every_cell_is_what_the_walk_there_makes);
  TEST ("ends-where-the-line-is", ends_where_the_line_is);
  TEST ("a-row-that-never-ends-has-no-line", a_row_that_never_ends_has_no_line);
  TEST ("what-single-precision-cannot-hold-ends-before",
        what_single_precision_cannot_hold_ends_before);
  TEST ("the-line-has-its-edges", the_line_has_its_edges);
  TEST ("numbers-at-the-ends-are-numbers", numbers_at_the_ends_are_numbers);
  TEST ("what-is-no-grid-is-refused", what_is_no_grid_is_refused);
#undef TEST
  return g_test_run ();
}
