/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/document.h"

#include <cjson/cJSON.h>
#include <locale.h>
#include <math.h>
#include <string.h>

/* A scenario file from bytes to answer and back. The published cases stand in
 * document.csv, the refusals in test-refusal.c. */

#define HEAD "{\"format\":\"leverage-lab-scenario\",\"version\":1,"
#define SIDE "\"symbol\":\"BTCUSDT\",\"side\":\"long\","
#define SEED                                                                             \
  HEAD "\"positions\":[{" SIDE                                                           \
       "\"size\":4,\"entry\":50000,\"mark\":48500,\"leverage\":20}]}"

static LabDocument *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  LabDocument *document = lab_document_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return document;
}

static char *
answer (const LabDocument *document)
{
  g_autoptr (GError) error = NULL;
  char *text = lab_document_answer (document, TRUE, &error);

  g_assert_no_error (error);
  return text;
}

/* Columns of document.csv. */
enum {
  CASE,
  RULES,
  REPLACE,
  SYMBOL,
  CONTRACT,
  SIDE_,
  SIZE,
  ENTRY,
  MARK,
  LEVERAGE,
  MARGIN,
  EQUITY,
  RATE,
  DEDUCTION,
  FIELD,
  EXPECTED,
  TOLERANCE,
  SOURCE,
  N_COLUMNS
};

static void
put (GString *text, const char *key, const char *value)
{
  if (*value)
    g_string_append_printf (text, ",\"%s\":%s", key, value);
}

static char *
dup_scenario (char **row)
{
  GString *text = g_string_new (HEAD);
  const char *quote = *row[CONTRACT] ? "\"" : "";
  g_autofree char *contract = g_strconcat (quote, row[CONTRACT], quote, NULL);

  g_strdelimit (g_strdelimit (row[REPLACE], "'", '"'), ";", ',');
  g_string_append_printf (text, "\"rules\":{\"base\":\"%s\"%s%s},", row[RULES],
                          *row[REPLACE] ? "," : "", row[REPLACE]);
  g_string_append_printf (text, "\"positions\":[{\"symbol\":\"%s\",\"side\":\"%s\"",
                          row[SYMBOL], row[SIDE_]);
  put (text, "contract", contract);
  put (text, "size", row[SIZE]);
  put (text, "entry", row[ENTRY]);
  put (text, "mark", row[MARK]);
  put (text, "leverage", row[LEVERAGE]);
  put (text, "margin", row[MARGIN]);
  put (text, "equity", row[EQUITY]);
  if (*row[RATE])
    g_string_append_printf (text, ",\"tiers\":[{\"floor\":0,\"rate\":%s", row[RATE]);
  put (text, "deduction", row[DEDUCTION]);
  g_string_append (text, *row[RATE] ? "}]}]}" : "}]}");
  return g_string_free (text, FALSE);
}

static void
check_field (const cJSON *position, char **row)
{
  const cJSON *field = cJSON_GetObjectItem (position, row[FIELD]);
  double tolerance = g_ascii_strtod (row[TOLERANCE], NULL);

  if (cJSON_IsObject (field)) {
    const char *kind = cJSON_GetStringValue (cJSON_GetObjectItem (field, "kind"));

    if (strcmp (row[EXPECTED], "none") == 0) {
      g_assert_cmpstr (kind, ==, "none");
      return;
    }
    g_assert_cmpstr (kind, ==, "price");
    field = cJSON_GetObjectItem (field, "price");
  }
  g_assert_true (cJSON_IsNumber (field));
  g_assert_cmpfloat_with_epsilon (field->valuedouble,
                                  g_ascii_strtod (row[EXPECTED], NULL), tolerance);
}

static void
test_answers_what_is_published (void)
{
  g_autofree char *table = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (
      g_test_get_filename (G_TEST_DIST, "document.csv", NULL), &table, NULL, NULL));
  lines = g_strsplit (g_strchomp (table), "\n", -1);
  for (guint i = 1; lines[i]; i++) {
    g_auto (GStrv) row = g_strsplit (lines[i], ",", -1);
    g_assert_cmpuint (g_strv_length (row), ==, N_COLUMNS);
    g_test_message ("%s", row[CASE]);
    g_assert_cmpuint (strlen (row[SOURCE]), >, 0);

    g_autofree char *scenario = dup_scenario (row);
    g_autoptr (LabDocument) document = parse (scenario);
    g_autofree char *text = answer (document);
    cJSON *root = cJSON_Parse (text);
    check_field (cJSON_GetArrayItem (cJSON_GetObjectItem (root, "positions"), 0), row);
    cJSON_Delete (root);
  }
}

static void
check_names (const cJSON *object, const char *const *names)
{
  const cJSON *member = object->child;

  for (guint i = 0; names[i]; i++, member = member->next) {
    g_assert_nonnull (member);
    g_assert_cmpstr (member->string, ==, names[i]);
  }
  g_assert_null (member);
}

static void
test_an_answer_has_the_fields_in_their_order (void)
{
  static const char *const top[] = { "status", "account", "positions", NULL };
  static const char *const account[] = { "equity", "maintenance_margin", "requirement",
                                         "margin_ratio", NULL };
  static const char *const fields[] = {
    "symbol",    "value",        "initial_margin",     "maintenance_margin",
    "close_fee", "requirement",  "unrealised_pnl",     "roe",
    "equity",    "margin_ratio", "effective_leverage", "rate",
    "deduction", "max_leverage", "order_cost",         "break_even",
    "funding",   "liquidation",  "bankruptcy",         NULL
  };
  g_autoptr (LabDocument) document = parse (SEED);
  g_autofree char *line = answer (document);
  g_autofree char *indented = lab_document_answer (document, FALSE, NULL);
  cJSON *root = cJSON_Parse (line), *same = cJSON_Parse (indented);

  check_names (root, top);
  check_names (cJSON_GetObjectItem (root, "account"), account);
  check_names (cJSON_GetObjectItem (root, "positions")->child, fields);
  g_assert_null (strchr (line, '\n'));
  g_assert_true (cJSON_Compare (root, same, TRUE));
  cJSON_Delete (root);
  cJSON_Delete (same);
}

static void
test_what_is_left_out_follows (void)
{
  g_autoptr (LabDocument) plain =
      parse (HEAD "\"positions\":[{" SIDE "\"size\":2,\"entry\":100}]}");
  g_autoptr (LabDocument) fixed = parse (
      HEAD "\"rules\":\"dydx-v4\",\"positions\":[{" SIDE "\"size\":2,\"entry\":100}]}");
  const MarginInputs *in = &plain->positions[0].in;

  g_assert_false (plain->is_cross);
  g_assert_cmpstr (lab_rule_set_get_id (plain->rules), ==, "classroom");
  g_assert_cmpint (in->contract, ==, MARGIN_LINEAR);
  g_assert_cmpfloat (in->multiplier, ==, 1);
  g_assert_cmpfloat (in->mark, ==, 100);
  g_assert_cmpfloat (in->leverage, ==, 1);
  g_assert_cmpfloat (in->margin, ==, 200);
  g_assert_cmpfloat (in->funding_rate, ==, 0);
  g_assert_cmpfloat (in->open_interest, ==, 0);
  g_assert_cmpfloat (in->call_ratio, ==, 0.5);
  g_assert_cmpfloat (in->ended_at, ==, 0);
  g_assert_false (plain->positions[0].has_own_tiers);

  g_assert_cmpfloat (fixed->positions[0].in.leverage, ==, 50);
  g_assert_cmpfloat (fixed->positions[0].in.margin, ==, 4);
}

/* Deribit's rate grows with the position: 2 % + 0.005 % a coin, above 1 from 19,600 on.
 */
static void
test_a_leverage_that_follows_may_lie_below_one (void)
{
  g_autoptr (LabDocument) document = parse (
      HEAD
      "\"rules\":\"deribit-linear\",\"positions\":[{\"symbol\":\"BTC_USDC-PERPETUAL\","
      "\"side\":\"long\",\"size\":39600,\"entry\":1}]}");
  g_autofree char *written = lab_document_write (document);

  g_assert_cmpfloat_with_epsilon (document->positions[0].in.leverage, 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (document->positions[0].in.margin, 79200, 1e-9);
  g_assert_null (strstr (written, "\"leverage\""));
}

static void
test_equity_becomes_the_margin_before_the_result (void)
{
  g_autoptr (LabDocument) document =
      parse (HEAD "\"positions\":[{" SIDE
                  "\"size\":2,\"entry\":100,\"mark\":90,\"equity\":5}]}");
  g_autofree char *written = lab_document_write (document);

  g_assert_cmpfloat (document->positions[0].in.margin, ==, 25);
  g_assert_nonnull (strstr (written, "\"equity\": 5"));
  g_assert_null (strstr (written, "\"margin\""));
}

static void
test_deductions_left_out_are_built (void)
{
  g_autoptr (LabDocument) document = parse (
      HEAD "\"positions\":[{" SIDE "\"size\":2,\"entry\":100,\"tiers\":["
           "{\"floor\":0,\"rate\":0.01},{\"floor\":50,\"rate\":0.02},"
           "{\"floor\":60,\"rate\":0.1,\"deduction\":9},{\"floor\":70,\"rate\":0.2}]}]}");
  const MarginRules *rules = &document->positions[0].in.rules;

  g_assert_true (document->positions[0].has_own_tiers);
  g_assert_cmpuint (rules->n_tiers, ==, 4);
  g_assert_cmpfloat_with_epsilon (rules->tiers[1].deduction, 0.5, 1e-12);
  g_assert_cmpfloat (rules->tiers[2].deduction, ==, 9);
  g_assert_cmpfloat_with_epsilon (rules->tiers[3].deduction, 16, 1e-12);
}

static void
test_fields_of_the_rules_can_be_replaced (void)
{
  g_autoptr (LabDocument) document =
      parse (HEAD "\"rules\":{\"base\":\"binance-usdm\",\"contract\":\"inverse\","
                  "\"initial_rate\":0.1,\"oi_lower\":0,\"oi_upper\":9,\"max_leverage\":3,"
                  "\"tiers\":{\"*\":[{\"floor\":0,\"rate\":0.3}]}},"
                  "\"positions\":[{" SIDE "\"size\":2,\"entry\":100}]}");
  const MarginInputs *in = &document->positions[0].in;
  g_autoptr (LabRuleSet) bundled = lab_rule_set_load ("binance-usdm", NULL);
  MarginRules rules;

  g_assert_true (lab_rule_set_is_replaced (document->rules));
  g_assert_cmpint (in->contract, ==, MARGIN_INVERSE);
  g_assert_cmpfloat (in->leverage, ==, 10);
  g_assert_cmpfloat (in->rules.initial_rate, ==, 0.1);
  g_assert_cmpfloat (in->rules.oi_upper, ==, 9);
  g_assert_cmpfloat (in->rules.tiers[0].rate, ==, 0.3);
  g_assert_cmpfloat (in->rules.taker_fee, ==, 0.0005);
  lab_rule_set_fill (bundled, "BTCUSDT", &rules);
  g_assert_cmpfloat (rules.initial_rate, ==, 0); /* the bundled set stays as it was */
}

/* Binance support FAQ b3c689c1f50a44cabb3a84e663b81d93, third example: two longs in cross
 * margin; the venue prints 1153.26 for ETHUSDT. */
static void
test_a_cross_account_is_answered_as_a_whole (void)
{
  g_autoptr (LabDocument) document = parse (
      HEAD
      "\"account\":{\"mode\":\"cross\",\"wallet\":1535443.01},\"positions\":["
      "{\"symbol\":\"ETHUSDT\",\"side\":\"long\",\"size\":3683.979,"
      "\"entry\":1456.84,\"tiers\":[{\"floor\":0,\"rate\":0.1,\"deduction\":135365}]},"
      "{\"symbol\":\"BTCUSDT\",\"side\":\"long\",\"size\":109.488,"
      "\"entry\":32481.98,\"mark\":31967.27,"
      "\"tiers\":[{\"floor\":0,\"rate\":0.025,\"deduction\":16300}]}]}");
  g_autofree char *text = lab_document_answer (document, TRUE, NULL);

  g_assert_true (document->is_cross);
  g_assert_cmpuint (document->positions[1].in.market, ==, 1);
  g_assert_nonnull (text);
  g_assert_nonnull (strstr (text, "\"price\": 1153.256"));
}

static void
test_an_equity_becomes_the_wallet_before_the_results (void)
{
  g_autoptr (LabDocument) document =
      parse (HEAD "\"account\":{\"mode\":\"cross\",\"equity\":-7},\"positions\":[{" SIDE
                  "\"size\":2,\"entry\":100,\"mark\":90}]}");
  g_autofree char *text = lab_document_answer (document, TRUE, NULL);

  g_assert_true (document->wallet_is_equity);
  g_assert_cmpfloat (document->wallet, ==, -7);
  g_assert_nonnull (strstr (text, "\"account\": {\"equity\": -7,"));
  g_assert_nonnull (strstr (text, "\"liquidation\": {\"kind\": \"now\"}"));
}

/* Each number is fine by itself; the wallet that follows is not. */
static void
test_a_wallet_beyond_all_bounds_is_refused (void)
{
  g_autoptr (LabDocument) document =
      parse (HEAD "\"account\":{\"mode\":\"cross\",\"equity\":0},\"positions\":[{" SIDE
                  "\"size\":1e18,\"entry\":1e18,\"mark\":1}]}");
  g_autoptr (GError) error = NULL;

  g_assert_null (lab_document_answer (document, TRUE, &error));
  g_assert_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "account.equity"));
}

static void
test_a_refusal_is_one_line_of_json (void)
{
  g_autoptr (GError) error = g_error_new_literal (
      LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED, "Say \"no\"\\\n.");
  g_autofree char *line = lab_document_refusal (error);

  g_assert_cmpstr (
      line, ==, "{\"status\": \"refused\", \"message\": \"Say \\\"no\\\"\\\\\\u000a.\"}");
}

/* Any number of a key's range, every magnitude alike. */
static double
draw_positive (void)
{
  double power = g_test_rand_double_range (-18, 18);

  return CLAMP (pow (10, power), 1e-18, 1e18);
}

static void
put_drawn (GString *text, const char *key, double value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (text, ",\"%s\":%s", key,
                          g_ascii_dtostr (number, sizeof number, value));
}

static void
draw_position (GString *text, gboolean is_cross)
{
  static const char *const symbols[] = { "BTCUSDT", "ETH-USD", "\\u00e9\\\"\\\\\\n",
                                         "*" };
  gboolean is_long = g_test_rand_bit ();

  g_string_append_printf (
      text, "{\"symbol\":\"%s%s\",\"side\":\"%s\"", symbols[g_test_rand_int_range (0, 4)],
      is_cross ? (is_long ? "l" : "s") : "", is_long ? "long" : "short");
  put_drawn (text, "size", draw_positive ());
  put_drawn (text, "entry", is_cross ? 77.7 : draw_positive ());
  if (g_test_rand_bit () && !is_cross)
    put_drawn (text, "mark", draw_positive ());
  if (g_test_rand_bit ())
    put_drawn (text, "multiplier", draw_positive ());
  if (g_test_rand_bit ())
    put_drawn (text, "leverage", fmax (1, draw_positive ()));
  if (g_test_rand_bit () && !is_cross)
    put_drawn (text, g_test_rand_bit () ? "margin" : "equity", draw_positive ());
  if (g_test_rand_bit ())
    put_drawn (text, "funding_rate", g_test_rand_double_range (-1, 1));
  if (g_test_rand_bit ())
    put_drawn (text, "open_interest", draw_positive ());
  if (g_test_rand_bit ()) {
    g_string_append (text, ",\"tiers\":[{\"floor\":0");
    put_drawn (text, "rate", g_test_rand_double ());
    g_string_append (text, "},{\"floor\":1000");
    put_drawn (text, "rate", g_test_rand_double ());
    put_drawn (text, "max_leverage", g_test_rand_double_range (1, 200));
    g_string_append (text, "}]");
  }
  g_string_append_c (text, '}');
}

static char *
draw_scenario (void)
{
  const char *const *ids = lab_rule_set_ids ();
  gboolean is_cross = g_test_rand_int_range (0, 4) == 0;
  GString *text = g_string_new (HEAD);
  int n = g_test_rand_int_range (1, 5);

  g_string_append_printf (
      text, "\"rules\":{\"base\":\"%s\"",
      ids[g_test_rand_int_range (0, (int) g_strv_length ((char **) ids))]);
  if (g_test_rand_bit ())
    put_drawn (text, "taker_fee", g_test_rand_double_range (0, 0.5));
  if (g_test_rand_bit ())
    put_drawn (text, "initial_rate", g_test_rand_double_range (0.001, 1));
  if (g_test_rand_bit ())
    g_string_append (text, ",\"max_leverage\":null,\"close_fee\":\"entry\"");
  if (g_test_rand_bit ())
    g_string_append (text, ",\"tiers\":{\"*\":[{\"floor\":0,\"rate\":0.1}],\"é\":"
                           "[{\"floor\":0,\"rate\":0.1},{\"floor\":9,\"rate\":0.2}]}");
  g_string_append (text, "},\"account\":{\"mode\":");
  g_string_append (text, is_cross ? "\"cross\"" : "\"isolated\"");
  if (is_cross)
    put_drawn (text, g_test_rand_bit () ? "wallet" : "equity", draw_positive ());
  g_string_append (text, "},\"positions\":[");
  for (int i = 0; i < n; i++) {
    g_string_append (text, i > 0 ? "," : "");
    draw_position (text, is_cross);
  }
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

static void
check_same (const LabDocument *a, const LabDocument *b)
{
  g_assert_cmpuint (a->n_positions, ==, b->n_positions);
  g_assert_cmpint (a->is_cross, ==, b->is_cross);
  g_assert_cmpfloat (a->wallet, ==, b->wallet);
  for (guint i = 0; i < a->n_positions; i++) {
    const MarginInputs *x = &a->positions[i].in, *y = &b->positions[i].in;

    g_assert_cmpstr (a->positions[i].symbol, ==, b->positions[i].symbol);
    for (gsize j = 0; j < margin_n_inputs; j++)
      g_assert_cmpfloat (margin_input_get (x, &margin_inputs[j]), ==,
                         margin_input_get (y, &margin_inputs[j]));
    g_assert_cmpint (x->contract, ==, y->contract);
    g_assert_cmpint (x->side, ==, y->side);
    g_assert_cmpmem (x->rules.tiers, sizeof x->rules.tiers, y->rules.tiers,
                     sizeof y->rules.tiers);
    g_assert_cmpfloat (x->rules.taker_fee, ==, y->rules.taker_fee);
    g_assert_cmpfloat (x->rules.initial_rate, ==, y->rules.initial_rate);
    g_assert_cmpint (x->rules.close_fee, ==, y->rules.close_fee);
  }
}

static void
test_writing_and_reading_give_the_same (void)
{
  guint n_read = 0;

  for (int i = 0; i < 2000; i++) {
    g_autofree char *scenario = draw_scenario ();
    g_autoptr (GError) error = NULL;
    g_autoptr (LabDocument) first =
        lab_document_parse (scenario, strlen (scenario), &error);

    if (!first) { /* a draw may need more margin than a file can say */
      g_assert_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED);
      continue;
    }
    g_autofree char *written = lab_document_write (first);
    g_autoptr (LabDocument) second = parse (written);
    g_autofree char *again = lab_document_write (second);
    check_same (first, second);
    g_assert_cmpstr (written, ==, again);
    g_assert_true (g_str_has_suffix (written, "}\n"));
    n_read++;
  }
  g_assert_cmpuint (n_read, >, 500);
}

static void
test_every_beginning_of_a_file_is_refused (void)
{
  for (gsize length = 0; length < strlen (SEED); length++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (lab_document_parse (SEED, length, &error));
    g_assert_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_MALFORMED);
  }
}

static void
test_any_bytes_are_read_or_refused_in_a_sentence (void)
{
  for (int i = 0; i < 20000; i++) {
    g_autofree char *bytes = g_strdup (SEED);
    gsize length = strlen (bytes);
    g_autoptr (GError) error = NULL;

    for (int j = g_test_rand_int_range (1, 4); j > 0; j--)
      bytes[g_test_rand_int_range (0, (int) length)] =
          (char) g_test_rand_int_range (0, 256);

    g_autoptr (LabDocument) document = lab_document_parse (bytes, length, &error);
    g_assert_true ((document == NULL) == (error != NULL));
    if (!error)
      continue;
    g_assert_true (error->domain == LAB_SCENARIO_ERROR);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
    g_assert_true (g_str_has_suffix (error->message, "."));
    g_assert_null (strchr (error->message, '\n'));
  }
}

/* Numbers in files know no locale. Skipped where no comma locale can be had. */
static void
test_a_comma_locale_changes_nothing (void)
{
  static const char scenario[] =
      HEAD "\"rules\":{\"base\":\"binance-usdm\",\"tick\":0.25},\"positions\":[{" SIDE
           "\"size\":1.5e-1,\"entry\":50000.125,\"leverage\":12.5}]}";
  static const char bad[] = HEAD "\"positions\":[{" SIDE "\"size\":-1.5,\"entry\":1}]}";
  g_autofree char *before = g_strdup (setlocale (LC_ALL, NULL));
  g_autoptr (GError) error = NULL;
  g_autoptr (LabDocument) plain = parse (scenario), comma = NULL;
  g_autofree char *written = lab_document_write (plain), *answered = answer (plain);
  g_autofree char *also_written = NULL, *also_answered = NULL;

  if (!setlocale (LC_ALL, "de_DE.UTF-8") || *localeconv ()->decimal_point != ',') {
    setlocale (LC_ALL, before);
    g_test_skip ("there is no de_DE.UTF-8 here");
    return;
  }
  comma = parse (scenario);
  also_written = lab_document_write (comma);
  also_answered = answer (comma);
  g_assert_null (lab_document_parse (bad, strlen (bad), &error));
  setlocale (LC_ALL, before);

  g_assert_cmpfloat (comma->positions[0].in.size, ==, 0.15);
  g_assert_cmpstr (also_written, ==, written);
  g_assert_cmpstr (also_answered, ==, answered);
  g_assert_nonnull (strstr (error->message, "-1.5"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scenario/document/answers-what-is-published",
                   test_answers_what_is_published);
  g_test_add_func ("/scenario/document/an-answer-has-the-fields-in-their-order",
                   test_an_answer_has_the_fields_in_their_order);
  g_test_add_func ("/scenario/document/what-is-left-out-follows",
                   test_what_is_left_out_follows);
  g_test_add_func ("/scenario/document/a-leverage-that-follows-may-lie-below-one",
                   test_a_leverage_that_follows_may_lie_below_one);
  g_test_add_func ("/scenario/document/equity-becomes-the-margin-before-the-result",
                   test_equity_becomes_the_margin_before_the_result);
  g_test_add_func ("/scenario/document/deductions-left-out-are-built",
                   test_deductions_left_out_are_built);
  g_test_add_func ("/scenario/document/fields-of-the-rules-can-be-replaced",
                   test_fields_of_the_rules_can_be_replaced);
  g_test_add_func ("/scenario/document/a-cross-account-is-answered-as-a-whole",
                   test_a_cross_account_is_answered_as_a_whole);
  g_test_add_func ("/scenario/document/an-equity-becomes-the-wallet-before-the-results",
                   test_an_equity_becomes_the_wallet_before_the_results);
  g_test_add_func ("/scenario/document/a-wallet-beyond-all-bounds-is-refused",
                   test_a_wallet_beyond_all_bounds_is_refused);
  g_test_add_func ("/scenario/document/a-refusal-is-one-line-of-json",
                   test_a_refusal_is_one_line_of_json);
  g_test_add_func ("/scenario/document/writing-and-reading-give-the-same",
                   test_writing_and_reading_give_the_same);
  g_test_add_func ("/scenario/document/every-beginning-of-a-file-is-refused",
                   test_every_beginning_of_a_file_is_refused);
  g_test_add_func ("/scenario/document/any-bytes-are-read-or-refused-in-a-sentence",
                   test_any_bytes_are_read_or_refused_in_a_sentence);
  g_test_add_func ("/scenario/document/a-comma-locale-changes-nothing",
                   test_a_comma_locale_changes_nothing);
  return g_test_run ();
}
