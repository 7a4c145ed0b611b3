/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/account.h"
#include "margin/requirement.h"

#include "case-row.h"

/* What venues, their code and other projects' tests have published, one answer a row of
 * cases.csv; `kind` names the field that was answered. Inputs follow from the rules of
 * the venue and are never fitted to the answer. */

#define LEAST_ROWS 261

/* --- the answer a row asks for --- */

static gboolean
figure_of (const MarginOutcome *out, const char *kind, double *figure)
{
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

static gboolean
check_point (const Row *row, const MarginOutcome *out)
{
  const struct {
    const char *kind;
    MarginPoint point;
    MarginKind expected;
  } points[] = {
    { "liquidation", out->liquidation, MARGIN_PRICE },
    { "none", out->liquidation, MARGIN_NONE },
    { "bankruptcy", out->bankruptcy, MARGIN_PRICE },
    { "no_bankruptcy", out->bankruptcy, MARGIN_NONE },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (points); i++)
    if (strcmp (cell (row, "kind"), points[i].kind) == 0) {
      if (points[i].point.kind != points[i].expected)
        complain (row, points[i].point.kind, points[i].expected, 0);
      else if (points[i].expected == MARGIN_PRICE)
        assert_figure (row, points[i].point.price, number (row, "expected", 0));
      return TRUE;
    }
  return FALSE;
}

static void
check_kind (const Row *row, const Case *c)
{
  const char *kind = cell (row, "kind");
  double figure;

  if (strcmp (kind, "deductions") == 0 || strcmp (kind, "tier") == 0)
    check_list (row, &c->positions[0], strcmp (kind, "tier") == 0);
  else if (figure_of (&c->out, kind, &figure))
    assert_figure (row, figure, number (row, "expected", 0));
  else if (!check_point (row, &c->out))
    g_error ("%s: unknown kind '%s'", cell (row, "id"), kind);
}

/* An isolated position is asked twice: alone, and as an account of one. */
static void
check_row (const Row *row)
{
  MarginOutcome outcomes[MARGIN_MAX_POSITIONS];
  MarginTotals totals;
  Case c;

  read_case (row, &c);
  if (margin_account_evaluate (&c.account, &totals, outcomes) != MARGIN_OK)
    g_error ("%s: is refused", cell (row, "id"));
  c.out = outcomes[0];
  check_kind (row, &c);
  if (!c.account.is_cross) {
    g_assert_cmpint (margin_evaluate (&c.positions[0], &c.out), ==, MARGIN_OK);
    check_kind (row, &c);
  }
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

/* Adds what stands before the first comma of every line, or before the next one. */
static void
add_names (GHashTable *names, const char *file, guint column)
{
  g_auto (GStrv) lines = lines_of (file);

  for (char **line = lines + 1; *line != NULL; line++) {
    g_auto (GStrv) cells = g_strsplit (*line, ",", (int) column + 2);

    g_assert_cmpuint (g_strv_length (cells), >, column);
    if (!g_hash_table_add (names, g_strdup (cells[column])))
      g_error ("%s: '%s' is there twice", file, cells[column]);
  }
}

static GHashTable *
names_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* What ending.csv answers, by the id it was published under. */
static void
the_rest_is_in_the_other_table (void)
{
  g_autoptr (GHashTable) there = names_new ();
  g_autoptr (GHashTable) here = names_new ();
  GHashTableIter each;
  gpointer name;

  add_names (there, "ending.csv", 0);
  add_names (here, "cases-in-ending.csv", 1);
  g_hash_table_iter_init (&each, here);
  while (g_hash_table_iter_next (&each, &name, NULL))
    if (!g_hash_table_contains (there, name))
      g_error ("ending.csv has no '%s'", (const char *) name);
}

/* LEVERAGE_LAB_CASES: a JSON file of published cases, each with an "id". */
static void
no_published_case_is_left_out (void)
{
  const char *path = g_getenv ("LEVERAGE_LAB_CASES");
  g_autoptr (GHashTable) names = names_new ();
  g_autoptr (GRegex) regex = g_regex_new ("\"id\"\\s*:\\s*\"([^\"]*)\"", 0, 0, NULL);
  g_autoptr (GMatchInfo) found = NULL;
  g_autofree char *text = NULL;

  add_names (names, "cases.csv", 0);
  add_names (names, "cases-in-ending.csv", 0);
  add_names (names, "cases-out-of-scope.csv", 0);
  if (path == NULL) {
    g_test_message ("LEVERAGE_LAB_CASES names no file to compare with");
    return;
  }
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_regex_match (regex, text, 0, &found));
  for (; g_match_info_matches (found); g_match_info_next (found, NULL)) {
    g_autofree char *id = g_match_info_fetch (found, 1);

    if (!g_hash_table_contains (names, id)) {
      g_test_message ("%s: is nowhere", id);
      g_test_fail ();
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/margin/cases/" claim, function)
  TEST ("meets-every-answer", meets_every_answer);
  TEST ("the-rest-is-in-the-other-table", the_rest_is_in_the_other_table);
  TEST ("no-published-case-is-left-out", no_published_case_is_left_out);
#undef TEST
  return g_test_run ();
}
