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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/margin/ending-cases/meets-known-values", meets_known_values);
  return g_test_run ();
}
