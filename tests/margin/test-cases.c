/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/account.h"
#include "margin/liquidation.h"
#include "margin/requirement.h"
#include "margin/value.h"

#include <glib.h>
#include <math.h>
#include <string.h>

/* What venues, their code and other projects' tests have published, one answer a row of
 * cases.csv. A row says what the venue's rules are and what it was asked; an empty cell
 * is what margin_inputs_init() says, `mark` the entry, `margin` V(E) / L. `kind` names
 * the field that was answered. `others` are the further positions of a cross account,
 * each symbol:side:size:entry:mark:rate:deduction, `=` being the market of the first.
 * Tiers are floor:rate:deduction:max_leverage:slope; a deduction left out is built. */

#define LEAST_ROWS 139

typedef struct {
  GHashTable *column; /* name to index */
  char **cells;
} Row;

typedef struct {
  MarginInputs positions[MARGIN_MAX_POSITIONS];
  MarginAccount account;
  MarginOutcome out;
} Case;

/* --- reading --- */

static const char *
cell (const Row *row, const char *name)
{
  gpointer index;

  if (!g_hash_table_lookup_extended (row->column, name, NULL, &index))
    g_error ("no column '%s'", name);
  return row->cells[GPOINTER_TO_UINT (index)];
}

static double
number_in (const char *text)
{
  char *end;
  double value = g_ascii_strtod (text, &end);

  if (end == text || *end != '\0')
    g_error ("no number: '%s'", text);
  return value;
}

static gboolean
has (const Row *row, const char *name)
{
  return *cell (row, name) != '\0';
}

static double
number (const Row *row, const char *name, double otherwise)
{
  return has (row, name) ? number_in (cell (row, name)) : otherwise;
}

/* The index of the cell among @words; the first where the cell is empty. */
static int
choice (const Row *row, const char *name, const char *const words[])
{
  if (!has (row, name))
    return 0;
  for (int i = 0; words[i] != NULL; i++)
    if (strcmp (cell (row, name), words[i]) == 0)
      return i;
  g_error ("unknown word '%s' in column '%s'", cell (row, name), name);
}

static double
part (char **parts, guint i, double otherwise)
{
  return g_strv_length (parts) > i && *parts[i] != '\0' ? number_in (parts[i])
                                                        : otherwise;
}

static void
read_tiers (const char *text, MarginRules *rules)
{
  g_auto (GStrv) list = g_strsplit (text, ";", -1);
  unsigned char given[MARGIN_MAX_TIERS] = { 0 };

  rules->n_tiers = g_strv_length (list);
  g_assert_cmpuint (rules->n_tiers, <=, MARGIN_MAX_TIERS);
  for (size_t i = 0; i < rules->n_tiers; i++) {
    g_auto (GStrv) parts = g_strsplit (list[i], ":", -1);

    given[i] = isfinite (part (parts, 2, INFINITY));
    rules->tiers[i] = (MarginTier){ .floor = part (parts, 0, 0),
                                    .rate = part (parts, 1, 0),
                                    .deduction = part (parts, 2, 0),
                                    .max_leverage = part (parts, 3, 0),
                                    .slope = part (parts, 4, 0) };
  }
  margin_rules_build_deductions (rules, given);
}

static void
read_rules (const Row *row, MarginRules *rules)
{
  static const char *const whens[] = { "at", "below", NULL };
  static const char *const bases[] = { "mark", "entry", NULL };
  static const char *const shapes[] = { "marginal", "whole", "slope", NULL };
  static const char *const bys[] = { "value", "size", NULL };
  static const char *const fees[] = { "none",          "added",      "entry", "reserved",
                                      "reserved-cost", "bankruptcy", NULL };
  static const char *const roundings[] = { "none", "toward-entry", "tick-toward-entry",
                                           "truncate", NULL };
  static const char *const moves[] = { "fixed", "joint", NULL };

  rules->trigger_when = (MarginTriggerWhen) choice (row, "when", whens);
  rules->maintenance_on = (MarginBasis) choice (row, "maintenance_on", bases);
  if (has (row, "initial_on"))
    rules->initial_on = (MarginBasis) choice (row, "initial_on", bases);
  rules->tier_shape = (MarginTierShape) choice (row, "shape", shapes);
  rules->tier_by = (MarginTierBy) choice (row, "tier_by", bys);
  rules->close_fee = (MarginCloseFee) choice (row, "close_fee", fees);
  rules->rounding = (MarginRounding) choice (row, "rounding", roundings);
  rules->cross_marks = (MarginCrossMarks) choice (row, "cross_marks", moves);
  rules->close_fee_rate = number (row, "close_fee_rate", 0);
  rules->taker_fee = number (row, "taker_fee", 0);
  rules->tick = number (row, "tick", 0);
  rules->quantum = number (row, "quantum", 0);
  rules->initial_rate = number (row, "initial_rate", 0);
  rules->initial_slope = number (row, "initial_slope", 0);
  rules->oi_lower = number (row, "oi_lower", 0);
  rules->oi_upper = number (row, "oi_upper", 0);
  if (has (row, "tiers"))
    read_tiers (cell (row, "tiers"), rules);
}

static MarginSide
side_of (const char *word)
{
  g_assert_true (strcmp (word, "long") == 0 || strcmp (word, "short") == 0);
  return strcmp (word, "long") == 0 ? MARGIN_LONG : MARGIN_SHORT;
}

static void
read_position (const Row *row, MarginInputs *in)
{
  static const char *const contracts[] = { "linear", "inverse", "quanto", NULL };

  margin_inputs_init (in);
  read_rules (row, &in->rules);
  in->contract = (MarginContract) choice (row, "contract", contracts);
  in->side = side_of (cell (row, "side"));
  in->size = number (row, "size", in->size);
  in->multiplier = number (row, "multiplier", 1);
  in->entry = number (row, "entry", in->entry);
  in->mark = number (row, "mark", in->entry);
  in->funding_rate = number (row, "funding_rate", 0);
  in->open_interest = number (row, "open_interest", 0);
  in->leverage = number (row, "leverage", margin_default_leverage (in));
  in->margin = number (row, "margin", margin_default_margin (in));
  if (has (row, "equity"))
    in->margin = number (row, "equity", 0) - margin_pnl (in, in->mark);
}

static void
read_other (const char *text, MarginInputs *other, unsigned market)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", -1);

  g_assert_cmpuint (g_strv_length (parts), ==, 7);
  other->market = strcmp (parts[0], "=") == 0 ? other->market : market;
  other->side = side_of (parts[1]);
  other->size = number_in (parts[2]);
  other->entry = number_in (parts[3]);
  other->mark = number_in (parts[4]);
  other->rules.n_tiers = 1;
  other->rules.tiers[0] =
      (MarginTier){ .rate = number_in (parts[5]), .deduction = number_in (parts[6]) };
}

static void
read_case (const Row *row, Case *c)
{
  g_auto (GStrv) others = g_strsplit (cell (row, "others"), " ", -1);
  MarginAccount *account = &c->account;

  *account = (MarginAccount){ .n_positions = 1, .positions = c->positions };
  read_position (row, &c->positions[0]);
  for (char **other = others; *other != NULL; other++) {
    c->positions[account->n_positions] = c->positions[0];
    read_other (*other, &c->positions[account->n_positions],
                (unsigned) account->n_positions);
    account->n_positions++;
  }
  account->is_cross = has (row, "wallet") || has (row, "account_equity");
  account->wallet = number (row, "wallet", 0);
  if (has (row, "account_equity"))
    account->wallet = margin_account_wallet (account, number (row, "account_equity", 0));
}

/* --- the answer a row asks for --- */

static MarginPoint
point_of (const Case *c, const char *kind)
{
  return strcmp (kind, "bankruptcy") == 0 ? c->out.bankruptcy : c->out.liquidation;
}

static gboolean
figure_of (const Case *c, const char *kind, double *figure)
{
  const MarginOutcome *out = &c->out;
  const struct {
    const char *kind;
    double figure;
  } figures[] = {
    { "initial_margin", out->initial_margin },
    { "initial_margin_and_fee", out->initial_margin + out->close_fee },
    { "maintenance_margin", out->maintenance_margin },
    { "close_fee", out->close_fee },
    { "reserve", margin_reserve (&out->in) },
    { "requirement", out->requirement },
    { "order_cost", out->order_cost },
    { "order_cost_and_fee", out->order_cost + out->close_fee },
    { "pnl", out->unrealised_pnl },
    { "roe", out->roe },
    { "equity", out->equity },
    { "margin_ratio", out->margin_ratio },
    { "equity_over_requirement", 1 / out->margin_ratio },
    { "max_leverage", out->max_leverage },
    { "break_even", out->break_even },
    { "funding", out->funding },
    { "is_now", out->liquidation.kind == MARGIN_NOW },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (figures); i++)
    if (strcmp (kind, figures[i].kind) == 0) {
      *figure = figures[i].figure;
      return TRUE;
    }
  return FALSE;
}

/* Every row that does not hold is named, not only the first. */
static void
complain (const Row *row, double got, double expected, double tolerance)
{
  g_test_message ("%s: got %.17g, expected %.17g within %g", cell (row, "id"), got,
                  expected, tolerance);
  g_test_fail ();
}

static void
assert_figure (const Row *row, double got, double expected)
{
  double tolerance =
      fmax (number (row, "abs", 0), number (row, "rel", 0) * fabs (expected));

  if (!(fabs (got - expected) <= tolerance))
    complain (row, got, expected, tolerance);
}

/* "a;b;c": the deductions of all tiers, or rate and deduction of the one in force. */
static void
check_list (const Row *row, const MarginInputs *in, gboolean is_one)
{
  g_auto (GStrv) list = g_strsplit (cell (row, "expected"), ";", -1);
  const MarginTier *tiers = in->rules.tiers;

  if (is_one) {
    const MarginTier *tier = &tiers[margin_tier_at (in, in->mark)];

    g_assert_cmpuint (g_strv_length (list), ==, 2);
    assert_figure (row, tier->rate, number_in (list[0]));
    assert_figure (row, tier->deduction, number_in (list[1]));
    return;
  }
  g_assert_cmpuint (g_strv_length (list), ==, in->rules.n_tiers);
  for (size_t i = 0; i < in->rules.n_tiers; i++)
    assert_figure (row, tiers[i].deduction, number_in (list[i]));
}

static void
check_point (const Row *row, const Case *c, const char *kind)
{
  MarginPoint point = point_of (c, kind);
  gboolean is_none = strcmp (kind, "none") == 0;

  if (point.kind != (is_none ? MARGIN_NONE : MARGIN_PRICE))
    complain (row, point.kind, is_none ? MARGIN_NONE : MARGIN_PRICE, 0);
  else if (!is_none)
    assert_figure (row, point.price, number (row, "expected", 0));
}

static void
check_row (const Row *row)
{
  const char *kind = cell (row, "kind");
  MarginOutcome outcomes[MARGIN_MAX_POSITIONS];
  MarginTotals totals;
  double figure;
  Case c;

  read_case (row, &c);
  if (margin_account_evaluate (&c.account, &totals, outcomes) != MARGIN_OK)
    g_error ("%s: is refused", cell (row, "id"));
  c.out = outcomes[0];
  if (!c.account.is_cross)
    g_assert_cmpint (margin_evaluate (&c.positions[0], &c.out), ==, MARGIN_OK);
  if (strcmp (kind, "deductions") == 0 || strcmp (kind, "tier") == 0)
    check_list (row, &c.positions[0], strcmp (kind, "tier") == 0);
  else if (figure_of (&c, kind, &figure))
    assert_figure (row, figure, number (row, "expected", 0));
  else if (g_strv_contains (
               (const char *const[]){ "liquidation", "bankruptcy", "none", NULL }, kind))
    check_point (row, &c, kind);
  else
    g_error ("%s: unknown kind '%s'", cell (row, "id"), kind);
}

/* --- the tables --- */

static char **
lines_of (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, name, NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return g_strsplit (g_strchomp (text), "\n", -1);
}

static void
meets_every_answer (void)
{
  g_auto (GStrv) lines = lines_of ("cases.csv");
  g_auto (GStrv) names = g_strsplit (lines[0], ",", -1);
  g_autoptr (GHashTable) column = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  guint n_columns = g_strv_length (names);

  for (guint i = 0; i < n_columns; i++)
    g_hash_table_insert (column, names[i], GUINT_TO_POINTER (i));
  for (char **line = lines + 1; *line != NULL; line++) {
    Row row = { column, g_strsplit (*line, ",", (int) n_columns) };

    g_ptr_array_add (rows, row.cells);
    g_assert_cmpuint (g_strv_length (row.cells), ==, n_columns);
    if (!g_hash_table_add (seen, (char *) cell (&row, "id")))
      g_error ("%s: is there twice", cell (&row, "id"));
    g_assert_true (has (&row, "source"));
    check_row (&row);
  }
  g_assert_cmpuint (rows->len, >=, LEAST_ROWS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/margin/cases/meets-every-answer", meets_every_answer);
  return g_test_run ();
}
