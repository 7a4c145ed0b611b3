/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/onchain.h"

#include "margin/liquidation.h"
#include "margin/requirement.h"
#include "margin/value.h"

#include "draw.h"

#include <string.h>

/* The published answers about the end of a position, its funding and its cost, and the
 * figures that venues on chains compute in public: ending.csv, a row each, inputs as
 * name=value. */

static void
assert_close (double got, double expected, double tolerance)
{
  if (!(fabs (got - expected) <= tolerance))
    g_error ("got %.17g, expected %.17g within %g", got, expected, tolerance);
}

/* --- known values --- */

static const char *
word (char **pairs, const char *name, const char *otherwise)
{
  gsize length = strlen (name);

  for (char **pair = pairs; *pair != NULL; pair++)
    if (strncmp (*pair, name, length) == 0 && (*pair)[length] == '=')
      return *pair + length + 1;
  return otherwise;
}

static double
number (char **pairs, const char *name, double otherwise)
{
  const char *text = word (pairs, name, NULL);

  return text != NULL ? g_ascii_strtod (text, NULL) : otherwise;
}

/* floor:rate:limit/floor:rate:limit/... */
static void
read_tiers (const char *text, MarginRules *rules)
{
  g_auto (GStrv) tiers = g_strsplit (text, "/", -1);
  unsigned char given[MARGIN_MAX_TIERS] = { 0 };

  rules->n_tiers = g_strv_length (tiers);
  for (size_t i = 0; i < rules->n_tiers; i++) {
    g_auto (GStrv) cells = g_strsplit (tiers[i], ":", 3);

    rules->tiers[i] = (MarginTier){
      .floor = g_ascii_strtod (cells[0], NULL),
      .rate = g_ascii_strtod (cells[1], NULL),
      .max_leverage = g_ascii_strtod (cells[2], NULL),
    };
  }
  margin_rules_build_deductions (rules, given);
}

static void
read_rules (char **pairs, MarginRules *rules)
{
  const char *fee = word (pairs, "close_fee", "none");

  if (strcmp (fee, "reserved") == 0)
    rules->close_fee = MARGIN_FEE_RESERVED;
  else if (strcmp (fee, "entry") == 0)
    rules->close_fee = MARGIN_FEE_ENTRY;
  rules->taker_fee = number (pairs, "taker", 0);
  rules->close_fee_rate = number (pairs, "fee", rules->taker_fee);
  rules->maintenance_floor = number (pairs, "floor", 0);
  rules->max_leverage = number (pairs, "max_leverage", 0);
  rules->quantum = number (pairs, "quantum", 0);
  rules->trigger_when = MARGIN_TRIGGER_BELOW;
  rules->tiers[0].rate = number (pairs, "mmr", 0.005);
  if (word (pairs, "tiers", NULL) != NULL)
    read_tiers (word (pairs, "tiers", NULL), rules);
}

static void
read_position (char **pairs, MarginInputs *in)
{
  margin_inputs_init (in);
  read_rules (pairs, &in->rules);
  if (strcmp (word (pairs, "contract", "linear"), "inverse") == 0)
    in->contract = MARGIN_INVERSE;
  if (strcmp (word (pairs, "side", "long"), "short") == 0)
    in->side = MARGIN_SHORT;
  in->entry = number (pairs, "entry", number (pairs, "mark", in->entry));
  in->mark = number (pairs, "mark", in->entry);
  in->size = number (pairs, "size", number (pairs, "value", 1) / in->entry);
  in->leverage = number (pairs, "leverage", 1);
  in->margin = number (pairs, "margin", margin_default_margin (in));
  in->funding_rate = number (pairs, "rate", 0);
  /* The fund's fee of a row is not a fee that the requirement keeps back. */
  if (in->rules.close_fee == MARGIN_FEE_NONE)
    in->rules.close_fee_rate = 0;
}

/* A quote balance leaves out the value of the positions. */
static MarginSurroundings
read_surroundings (char **pairs, const MarginInputs *in)
{
  return (MarginSurroundings){
    .equity = number (pairs, "quote", 0) + in->side * margin_value (in, in->mark) +
              number (pairs, "other_value", 0),
    .maintenance =
        margin_maintenance_at (in, in->mark) + number (pairs, "other_maintenance", 0),
  };
}

typedef double (*Answer) (char **pairs, const MarginInputs *in);

static MarginOutcome
evaluate (const MarginInputs *in)
{
  MarginOutcome out;

  g_assert_cmpint (margin_evaluate (in, &out), ==, MARGIN_OK);
  return out;
}

static double
funding (char **pairs, const MarginInputs *in)
{
  (void) pairs;
  return evaluate (in).funding;
}

static double
order_cost (char **pairs, const MarginInputs *in)
{
  (void) pairs;
  return evaluate (in).order_cost;
}

static double
max_leverage (char **pairs, const MarginInputs *in)
{
  (void) pairs;
  return evaluate (in).max_leverage;
}

static double
is_due (char **pairs, const MarginInputs *in)
{
  MarginInputs isolated = *in;

  isolated.margin = read_surroundings (pairs, in).equity;
  return evaluate (&isolated).liquidation.kind == MARGIN_NOW;
}

static double
bankruptcy_quote (char **pairs, const MarginInputs *in)
{
  MarginSurroundings around = read_surroundings (pairs, in);
  double quote;

  g_assert_cmpint (
      margin_dydx_bankruptcy_quote (in, &around, number (pairs, "closed", 0), &quote), ==,
      MARGIN_OK);
  return quote;
}

static double
order_price (char **pairs, const MarginInputs *in)
{
  MarginSurroundings around = read_surroundings (pairs, in);
  double price;

  g_assert_cmpint (margin_dydx_order_price (in, &around, number (pairs, "adjustment", 1),
                                            number (pairs, "spread", 0), &price),
                   ==, MARGIN_OK);
  return price;
}

static double
fund_delta (char **pairs, const MarginInputs *in)
{
  MarginSurroundings around = read_surroundings (pairs, in);
  double delta;

  g_assert_cmpint (margin_dydx_fund_delta (in, &around, number (pairs, "closed", 0),
                                           number (pairs, "fill", 0),
                                           number (pairs, "fee", 0), &delta),
                   ==, MARGIN_OK);
  return delta;
}

static double
funding_cap (char **pairs, const MarginInputs *in)
{
  double initial = number (pairs, "initial", 0);

  (void) in;
  return margin_dydx_funding_cap (initial, initial * number (pairs, "fraction", 0),
                                  number (pairs, "factor", 0));
}

static double
close_size (char **pairs, const MarginInputs *in)
{
  double size;

  g_assert_cmpint (margin_drift_close_size (in, number (pairs, "shortage", 0),
                                            number (pairs, "liquidator_fee", 0),
                                            number (pairs, "insurance_fee", 0),
                                            number (pairs, "quote_price", 1), &size),
                   ==, MARGIN_OK);
  return size;
}

static double
gmx2_collateral (char **pairs, const MarginInputs *in)
{
  double needed;

  g_assert_cmpint (margin_gmx2_collateral (in, number (pairs, "impact", 0),
                                           number (pairs, "cap", 0), &needed),
                   ==, MARGIN_OK);
  return needed;
}

static double
gmx1_liquidation (char **pairs, const MarginInputs *in)
{
  MarginPoint point;

  g_assert_cmpint (margin_gmx1_liquidation (in, number (pairs, "funding", 0),
                                            number (pairs, "flat_fee", 0), &point),
                   ==, MARGIN_OK);
  g_assert_cmpint (point.kind, ==, MARGIN_PRICE);
  return point.price;
}

static Answer
answer_called (const char *kind)
{
  static const struct {
    const char *kind;
    Answer answer;
  } answers[] = {
    { "funding", funding },
    { "order_cost", order_cost },
    { "max_leverage", max_leverage },
    { "is_due", is_due },
    { "bankruptcy_quote", bankruptcy_quote },
    { "order_price", order_price },
    { "fund_delta", fund_delta },
    { "funding_cap", funding_cap },
    { "close_size", close_size },
    { "gmx2_collateral", gmx2_collateral },
    { "gmx1_liquidation", gmx1_liquidation },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    if (strcmp (answers[i].kind, kind) == 0)
      return answers[i].answer;
  g_error ("unknown kind '%s'", kind);
}

static void
meets_known_values (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "ending.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines + 1; *line != NULL && **line != '\0'; line++, n++) {
    g_auto (GStrv) cells = g_strsplit (*line, ",", 6);
    g_auto (GStrv) pairs = NULL;
    MarginInputs in;

    g_assert_cmpuint (g_strv_length (cells), ==, 6);
    g_test_message ("%s", cells[0]);
    pairs = g_strsplit (cells[2], " ", -1);
    read_position (pairs, &in);
    assert_close (answer_called (cells[1]) (pairs, &in), g_ascii_strtod (cells[3], NULL),
                  g_ascii_strtod (cells[4], NULL));
  }
  g_assert_cmpuint (n, >=, 79);
}

/* --- laws --- */

static void
draw_onchain (MarginInputs *in, MarginSurroundings *around)
{
  do
    draw_any (in);
  while (in->contract != MARGIN_LINEAR);
  in->rules.quantum = 0;
  around->maintenance = margin_maintenance_at (in, in->mark) * draw_log (1, 10);
  around->equity = around->maintenance * draw_between (-1, 2);
}

/* The quote of the whole is what brings the account's share to nothing: alone in its
 * account, the position and the quote add up to no equity. */
static void
closing_alone_at_the_quote_leaves_nothing (void)
{
  int n = draw_rounds (1000);

  for (int i = 0; i < n; i++) {
    MarginInputs in;
    MarginSurroundings around;
    double quote, value;

    draw_onchain (&in, &around);
    around.maintenance = margin_maintenance_at (&in, in.mark);
    value = margin_value (&in, in.mark);
    g_assert_cmpint (margin_dydx_bankruptcy_quote (&in, &around, in.size, &quote), ==,
                     MARGIN_OK);
    assert_close (around.equity - in.side * value + quote, 0, 1e-12 * value);
  }
}

/* The fund never gets more than the fee, and never pays while something is left. */
static void
the_fund_gets_no_more_than_the_fee (void)
{
  int n = draw_rounds (1000);

  for (int i = 0; i < n; i++) {
    MarginInputs in;
    MarginSurroundings around;
    double delta, quote, fill, closed, value;

    draw_onchain (&in, &around);
    closed = in.size * draw_between (0.01, 1);
    fill = in.mark * draw_log (0.5, 2);
    value = margin_value (&in, fill) * closed / in.size;
    g_assert_cmpint (margin_dydx_bankruptcy_quote (&in, &around, closed, &quote), ==,
                     MARGIN_OK);
    g_assert_cmpint (margin_dydx_fund_delta (&in, &around, closed, fill, 0.015, &delta),
                     ==, MARGIN_OK);
    g_assert_cmpfloat (delta, <=, 0.015 * value * (1 + 1e-12));
    if (in.side * value < quote)
      assert_close (delta, in.side * value - quote, 1e-9 * value);
    else
      g_assert_cmpfloat (delta, >=, 0);
  }
}

/* What Drift closes brings the account back to its requirement, and not beyond. */
static void
closing_the_size_covers_the_shortage (void)
{
  int n = draw_rounds (1000);

  for (int i = 0; i < n; i++) {
    MarginInputs in;
    double rate = draw_between (0.02, 0.2), shortage, size, value;

    draw_position (&in);
    in.contract = MARGIN_LINEAR;
    in.margin = margin_default_margin (&in);
    in.rules.n_tiers = 1;
    in.rules.tiers[0].rate = rate;
    shortage = margin_value (&in, in.mark) * draw_log (1e-4, 1e-1);
    g_assert_cmpint (margin_drift_close_size (&in, shortage, 0.004, 0.001, 1, &size), ==,
                     MARGIN_OK);
    g_assert_cmpfloat (size, <=, in.size);
    value = margin_value (&in, in.mark) * size / in.size;
    if (size < in.size)
      assert_close (value * rate - value * 0.005, shortage, 1e-9 * shortage);
  }
}

/* Under the same rules the core's own line is where GMX v2 needs just the collateral. */
static void
the_line_needs_the_collateral (void)
{
  int n = draw_rounds (1000);

  for (int i = 0; i < n; i++) {
    MarginInputs in;
    MarginPoint line;
    double needed;

    draw_position (&in);
    in.contract = MARGIN_LINEAR;
    in.margin = margin_default_margin (&in);
    in.rules.maintenance_on = MARGIN_ON_ENTRY;
    in.rules.close_fee = MARGIN_FEE_ENTRY;
    in.rules.close_fee_rate = 0.0005;
    in.rules.maintenance_floor = margin_entry_value (&in) * draw_log (1e-4, 1e-2);
    line = margin_liquidation (&in);
    if (line.kind != MARGIN_PRICE)
      continue;
    in.mark = line.price;
    g_assert_cmpint (margin_gmx2_collateral (&in, 0, 0, &needed), ==, MARGIN_OK);
    assert_close (needed, in.margin, 1e-9 * margin_entry_value (&in));
  }
}

/* --- odd ends and refusals --- */

static void
fees_that_eat_all_close_all (void)
{
  MarginInputs in;
  double size;

  margin_inputs_init (&in);
  g_assert_cmpint (margin_drift_close_size (&in, 1, 0.004, 0.001, 1, &size), ==,
                   MARGIN_OK);
  assert_close (size, in.size, 0);
  g_assert_cmpint (margin_drift_close_size (&in, 1e6, 0, 0, 1, &size), ==, MARGIN_OK);
  assert_close (size, in.size, 0);
}

/* Worked by hand: 1,000 is worth 1,000 at 1; 2 % and 0.01 % a hundred are 12 %. */
static void
the_slope_counts (void)
{
  MarginInputs in;
  double size;

  margin_inputs_init (&in);
  in.size = 1000;
  in.entry = in.mark = 1;
  in.rules.tier_shape = MARGIN_TIER_SLOPE;
  in.rules.tiers[0] = (MarginTier){ .rate = 0.02, .slope = 1e-4 };
  g_assert_cmpint (margin_drift_close_size (&in, 10, 0.01, 0.01, 1, &size), ==,
                   MARGIN_OK);
  assert_close (size, 100, 1e-9);
}

/* Worked by hand: two contracts of 5 coins at 0.5 require 0.5 at 10 %; equity at half
 * the requirement worsens the price by half of 40 % of it. */
static void
the_order_keeps_to_its_bounds (void)
{
  MarginSurroundings around = { 0.25, 0.5 };
  MarginInputs in;
  double price;

  margin_inputs_init (&in);
  in.size = 2;
  in.multiplier = 5;
  in.entry = in.mark = 0.5;
  in.rules.tiers[0].rate = 0.1;
  g_assert_cmpint (margin_dydx_order_price (&in, &around, 1, 0.4, &price), ==, MARGIN_OK);
  assert_close (price, 0.5 - 0.01, 1e-15);
  g_assert_cmpint (margin_dydx_order_price (&in, &around, 0, 0.4, &price), ==, MARGIN_OK);
  assert_close (price, 0.5, 0);
  g_assert_cmpint (margin_dydx_order_price (&in, &around, 1, 0, &price), ==, MARGIN_OK);
  assert_close (price, 0.5, 0);
}

/* Worked by hand: 0.1 % of 5,000, 5 and 70 of funding are 80, more than 1 % of it; a
 * gain from the price impact is not given. */
static void
gmx_counts_what_is_due (void)
{
  MarginInputs in;
  MarginPoint point;
  double needed;

  margin_inputs_init (&in);
  in.rules.taker_fee = 0.001;
  in.rules.max_leverage = 100;
  g_assert_cmpint (margin_gmx1_liquidation (&in, 70, 5, &point), ==, MARGIN_OK);
  assert_close (point.price, 50000 * (1 - 920 / 5000.0), 1e-9);
  in.mark = point.price + 0.5;
  g_assert_cmpint (margin_gmx1_liquidation (&in, 70, 5, &point), ==, MARGIN_OK);
  g_assert_cmpint (point.kind, ==, MARGIN_PRICE);
  in.mark = point.price;
  g_assert_cmpint (margin_gmx1_liquidation (&in, 70, 5, &point), ==, MARGIN_OK);
  g_assert_cmpint (point.kind, ==, MARGIN_NOW);
  in.mark = 50000;
  g_assert_cmpint (margin_gmx1_liquidation (&in, 0, 0, &point), ==, MARGIN_OK);
  assert_close (point.price, 50000 * (1 - 950 / 5000.0), 1e-9);
  in.rules.max_leverage = 1;
  g_assert_cmpint (margin_gmx1_liquidation (&in, 0, 5, &point), ==, MARGIN_OK);
  g_assert_cmpint (point.kind, ==, MARGIN_NOW);
  assert_close (point.price, 50000 * (1 + 4000 / 5000.0), 1e-9);
  g_assert_cmpint (margin_gmx2_collateral (&in, 9, 0.1, &needed), ==, MARGIN_OK);
  assert_close (needed, 25, 1e-9);
}

static void
a_whole_collateral_has_no_line (void)
{
  MarginInputs in;
  MarginPoint point;

  margin_inputs_init (&in);
  in.rules.max_leverage = 100;
  in.margin = 1e6;
  g_assert_cmpint (margin_gmx1_liquidation (&in, 0, 5, &point), ==, MARGIN_OK);
  g_assert_cmpint (point.kind, ==, MARGIN_NONE);
  assert_close (point.price, 0, 0);
  in.side = MARGIN_SHORT;
  in.margin = 1e18;
  g_assert_cmpint (margin_gmx1_liquidation (&in, 0, 5, &point), ==, MARGIN_OK);
  g_assert_cmpint (point.kind, ==, MARGIN_NONE);
}

static void
impossible_fractions_have_no_cap (void)
{
  assert_close (margin_dydx_funding_cap (0.02, 0.012, 6), 0.048, 1e-15);
  assert_close (margin_dydx_funding_cap (0.02, 0.012, 0.5), 0.004, 1e-15);
  assert_close (margin_dydx_funding_cap (1.1, 0.012, 6), 0, 0);
  assert_close (margin_dydx_funding_cap (NAN, 0.012, 6), 0, 0);
  assert_close (margin_dydx_funding_cap (0.01, 0.012, 6), 0, 0);
  assert_close (margin_dydx_funding_cap (0.02, -1, 6), 0, 0);
  assert_close (margin_dydx_funding_cap (0.02, 0.012, HUGE_VAL), 0, 0);
  assert_close (margin_dydx_funding_cap (0.02, 0.012, -1), 0, 0);
}

#define REFUSES(call, expected)                                                          \
  G_STMT_START                                                                           \
  {                                                                                      \
    g_assert_cmpint ((call), ==, (expected));                                            \
    assert_close (got, 7, 0);                                                            \
  }                                                                                      \
  G_STMT_END

static void
refuses_what_is_not_linear (void)
{
  MarginSurroundings around = { 0, 1 };
  MarginPoint point = { MARGIN_NOW, 7 };
  MarginInputs in;
  double got = 7;

  margin_inputs_init (&in);
  in.contract = MARGIN_INVERSE;
  in.size = 5000;
  REFUSES (margin_dydx_bankruptcy_quote (&in, &around, 1, &got), MARGIN_BAD_CONTRACT);
  REFUSES (margin_dydx_order_price (&in, &around, 1, 0.1, &got), MARGIN_BAD_CONTRACT);
  REFUSES (margin_dydx_fund_delta (&in, &around, 1, 1, 0, &got), MARGIN_BAD_CONTRACT);
  REFUSES (margin_drift_close_size (&in, 1, 0, 0, 1, &got), MARGIN_BAD_CONTRACT);
  REFUSES (margin_gmx2_collateral (&in, 0, 0, &got), MARGIN_BAD_CONTRACT);
  REFUSES (margin_gmx1_liquidation (&in, 0, 5, &point), MARGIN_BAD_CONTRACT);
  in.size = -1;
  REFUSES (margin_dydx_order_price (&in, &around, 1, 0.1, &got), MARGIN_BAD_SIZE);
  REFUSES (margin_drift_close_size (&in, 1, 0, 0, 1, &got), MARGIN_BAD_SIZE);
  assert_close (point.price, 7, 0);
}

static void
refuses_and_leaves_the_output_alone (void)
{
  MarginSurroundings around = { 100, 25 }, endless = { NAN, 25 }, empty = { 100, 0 };
  MarginPoint point = { MARGIN_NOW, 7 };
  MarginInputs in;
  double got = 7;

  margin_inputs_init (&in);
  REFUSES (margin_dydx_bankruptcy_quote (&in, &endless, 0.1, &got), MARGIN_BAD_WALLET);
  REFUSES (margin_dydx_bankruptcy_quote (&in, &empty, 0.1, &got), MARGIN_BAD_WALLET);
  REFUSES (margin_dydx_bankruptcy_quote (&in, &around, 0, &got), MARGIN_BAD_SIZE);
  REFUSES (margin_dydx_bankruptcy_quote (&in, &around, 0.11, &got), MARGIN_BAD_SIZE);
  REFUSES (margin_dydx_order_price (&in, &around, -1, 0.1, &got), MARGIN_BAD_TARGET);
  REFUSES (margin_dydx_order_price (&in, &around, 1, 1.1, &got), MARGIN_BAD_TARGET);
  REFUSES (margin_dydx_fund_delta (&in, &around, 0.1, 0, 0, &got), MARGIN_BAD_MARK);
  REFUSES (margin_dydx_fund_delta (&in, &around, 0.1, 1, 1.1, &got), MARGIN_BAD_FEE);
  REFUSES (margin_drift_close_size (&in, 1, NAN, 0, 1, &got), MARGIN_BAD_FEE);
  REFUSES (margin_drift_close_size (&in, 1, 0, -1, 1, &got), MARGIN_BAD_FEE);
  REFUSES (margin_drift_close_size (&in, 1, 1.5, 0, 1, &got), MARGIN_BAD_FEE);
  REFUSES (margin_drift_close_size (&in, 1, 0, 1.5, 1, &got), MARGIN_BAD_FEE);
  REFUSES (margin_drift_close_size (&in, -1, 0, 0, 1, &got), MARGIN_BAD_TARGET);
  REFUSES (margin_drift_close_size (&in, 1, 0, 0, 0, &got), MARGIN_BAD_MARK);
  REFUSES (margin_gmx2_collateral (&in, NAN, 0, &got), MARGIN_BAD_TARGET);
  REFUSES (margin_gmx2_collateral (&in, 0, 2, &got), MARGIN_BAD_TARGET);
  REFUSES (margin_gmx1_liquidation (&in, 0, 5, &point), MARGIN_BAD_RULES);
  in.rules.max_leverage = 100;
  REFUSES (margin_gmx1_liquidation (&in, -1, 5, &point), MARGIN_BAD_TARGET);
  REFUSES (margin_gmx1_liquidation (&in, 0, NAN, &point), MARGIN_BAD_TARGET);
  in.rules.tiers[0].rate = 1;
  around = (MarginSurroundings){ -1, 1 };
  REFUSES (margin_dydx_order_price (&in, &around, 1, 1, &got), MARGIN_BAD_TARGET);
  assert_close (point.price, 7, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/margin/onchain/" claim, function)
  TEST ("meets-known-values", meets_known_values);
  TEST ("closing-alone-at-the-quote-leaves-nothing",
        closing_alone_at_the_quote_leaves_nothing);
  TEST ("the-fund-gets-no-more-than-the-fee", the_fund_gets_no_more_than_the_fee);
  TEST ("closing-the-size-covers-the-shortage", closing_the_size_covers_the_shortage);
  TEST ("the-line-needs-the-collateral", the_line_needs_the_collateral);
  TEST ("fees-that-eat-all-close-all", fees_that_eat_all_close_all);
  TEST ("the-slope-counts", the_slope_counts);
  TEST ("the-order-keeps-to-its-bounds", the_order_keeps_to_its_bounds);
  TEST ("gmx-counts-what-is-due", gmx_counts_what_is_due);
  TEST ("a-whole-collateral-has-no-line", a_whole_collateral_has_no_line);
  TEST ("impossible-fractions-have-no-cap", impossible_fractions_have_no_cap);
  TEST ("refuses-what-is-not-linear", refuses_what_is_not_linear);
  TEST ("refuses-and-leaves-the-output-alone", refuses_and_leaves_the_output_alone);
#undef TEST
  return g_test_run ();
}
