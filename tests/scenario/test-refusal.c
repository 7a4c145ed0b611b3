/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/document.h"

#include <string.h>

/* What a scenario file may not say. Every row is a file, what kind of refusal it meets,
 * and what the one sentence must name: the key, the value, what is accepted. */

#define HEAD    "{\"format\":\"leverage-lab-scenario\",\"version\":1,"
#define LEAST   "\"symbol\":\"B\",\"side\":\"long\",\"size\":1,\"entry\":5"
#define ONE     HEAD "\"positions\":[{" LEAST
#define POS     "\"positions\":[{" LEAST "}]"
#define RULES   HEAD POS ",\"rules\":{\"base\":\"classroom\","
#define CROSS   HEAD "\"account\":{\"mode\":\"cross\",\"wallet\":5},\"positions\":[{" LEAST
#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLM"

typedef struct {
  const char *file;
  LabScenarioError code;
  const char *names, *also;
} Row;

#define MALFORMED LAB_SCENARIO_ERROR_MALFORMED
#define REFUSED   LAB_SCENARIO_ERROR_REFUSED
#define NEWER     LAB_SCENARIO_ERROR_NEWER
#define UNKNOWN   LAB_SCENARIO_ERROR_UNKNOWN_RULES

static const Row not_json[] = {
  { "", MALFORMED, "empty", "JSON object" },
  { " \n", MALFORMED, "empty", "JSON object" },
  { "\xef\xbb\xbf{}", MALFORMED, "byte order mark", "accepted" },
  { "{\"a\":\"\xff\"}", MALFORMED, "UTF-8", "accepted" },
  { "hello", MALFORMED, "hello", "accepted" },
  { "{", MALFORMED, "column 2", "key" },
  { "{'a':1}", MALFORMED, "column 2", "key" },
  { "{\"a\" 1}", MALFORMED, "column 6", "colon" },
  { "{\"a\":1,}", MALFORMED, "column 8", "key" },
  { "{\"a\":1 \"b\":2}", MALFORMED, "column 8", "comma" },
  { "{\"a\":[1,]}", MALFORMED, "column 9", "value" },
  { "{\"a\":[1 2]}", MALFORMED, "column 9", "bracket" },
  { "{\"a\":}", MALFORMED, "column 6", "value" },
  { "{}\n{}", MALFORMED, "Line 2, column 1", "nothing more" },
  { "{} x", MALFORMED, "column 4", "nothing more" },
  { "x {}", MALFORMED, "x", "accepted" },
  { "{\"a\":01}", MALFORMED, "a is \"01\"", "0.5" },
  { "{\"a\":1.}", MALFORMED, "a is \"1.\"", "0.5" },
  { "{\"a\":.5}", MALFORMED, "a is \".5\"", "0.5" },
  { "{\"a\":+1}", MALFORMED, "a is \"+1\"", "0.5" },
  { "{\"a\":-}", MALFORMED, "a is \"-\"", "0.5" },
  { "{\"a\":0x10}", MALFORMED, "a is \"0x10\"", "0.5" },
  { "{\"a\":1e}", MALFORMED, "a is \"1e\"", "0.5" },
  { "{\"a\":1,5}", MALFORMED, "column 8", "key" },
  { "{\"a\":NaN}", MALFORMED, "a is \"NaN\"", "0.5" },
  { "{\"a\":-Infinity}", MALFORMED, "a is \"-Infinity\"", "0.5" },
  { "{\"a\":True}", MALFORMED, "a is \"True\"", "0.5" },
  { "{\"a\":\"\n\"}", MALFORMED, "column 7", "control characters" },
  { "{\"a\":\"\\x\"}", MALFORMED, "column 7", "double quotes" },
  { "{\"a\":\"\\u0000\"}", MALFORMED, "column 7", "control characters" },
  { "{\"a\":\"\\ud800\"}", MALFORMED, "column 7", "double quotes" },
  { "{\"a\":\"\\udc00\"}", MALFORMED, "column 7", "double quotes" },
  { "{\"a\":1} /* b */", MALFORMED, "column 9", "nothing more" },
  { "[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]", MALFORMED, "column 17", "16 levels" },
  { "{\"a\":1e999}", REFUSED, "a is 1e999", "1e18" },
  { "{\"a\":[-1e999]}", REFUSED, "a[0] is -1e999", "1e18" },
  { "{\"a\":0.0000000000000000000000000000000000000000000000000000000000001}", REFUSED,
    "a is 0.000", "60 characters" },
};

static const Row whole[] = {
  { "[]", REFUSED, "The file is []", "object" },
  { "7", REFUSED, "The file is 7", "object" },
  { "{}", REFUSED, "format is missing", "version" },
  { "{\"format\":\"other\"}", REFUSED, "format is \"other\"", "leverage-lab-scenario" },
  { "{\"format\":1}", REFUSED, "format is 1", "leverage-lab-scenario" },
  { "{\"format\":\"leverage-lab-scenario\"," POS "}", REFUSED, "version is missing", "" },
  { "{\"format\":\"leverage-lab-scenario\",\"version\":2,\"more\":[]}", NEWER,
    "version is 2", "version 1" },
  { "{\"format\":\"leverage-lab-scenario\",\"version\":0," POS "}", REFUSED,
    "version is 0", "accepted" },
  { "{\"format\":\"leverage-lab-scenario\",\"version\":1.5," POS "}", REFUSED,
    "version is 1.5", "accepted" },
  { "{\"format\":\"leverage-lab-scenario\",\"version\":\"1\"," POS "}", REFUSED,
    "version is \"1\"", "accepted" },
  { HEAD "\"version\":1," POS "}", REFUSED, "version is given twice", "once" },
  { HEAD "\"Rules\":\"classroom\"," POS "}", REFUSED, "Rules is not a known key",
    "rules" },
  { HEAD "\"\":0," POS "}", REFUSED, "\"\" is not a known key", "rules" },
  { HEAD "\"rules\":\"classroom\"}", REFUSED, "positions is missing", "positions" },
  { HEAD "\"positions\":{}}", REFUSED, "positions is {}", "1 to 64" },
  { HEAD "\"positions\":[]}", REFUSED, "positions is a list of 0", "1 to 64" },
  { HEAD "\"positions\":[7]}", REFUSED, "positions[0] is 7", "object" },
  { HEAD POS ",\"account\":7}", REFUSED, "account is 7", "object" },
  { HEAD POS ",\"account\":null}", REFUSED, "account is null", "object" },
  { HEAD POS ",\"account\":{\"mode\":\"hedge\"}}", REFUSED, "account.mode is \"hedge\"",
    "isolated, cross" },
  { HEAD POS ",\"account\":{\"cash\":1}}", REFUSED, "account.cash", "wallet" },
  { HEAD POS ",\"account\":{\"wallet\":1}}", REFUSED, "account.wallet is 1", "cross" },
  { HEAD POS ",\"account\":{\"equity\":1}}", REFUSED, "account.equity is 1", "cross" },
  { HEAD POS ",\"account\":{\"mode\":\"cross\"}}", REFUSED, "account.wallet is missing",
    "exactly one" },
  { HEAD POS ",\"account\":{\"mode\":\"cross\",\"wallet\":1,\"equity\":2}}", REFUSED,
    "account.equity is 2", "exactly one" },
  { HEAD POS ",\"account\":{\"mode\":\"cross\",\"wallet\":-1}}", REFUSED,
    "account.wallet is -1", "from 0" },
  { CROSS ",\"margin\":1}]}", REFUSED, "positions[0].margin is 1", "isolated" },
  { CROSS ",\"equity\":1}]}", REFUSED, "positions[0].equity is 1", "isolated" },
  { CROSS "},{" LEAST ",\"contract\":\"inverse\"}]}", REFUSED,
    "positions[1].contract is \"inverse\"", "\"linear\"" },
  { CROSS "},{" LEAST ",\"mark\":6}]}", REFUSED, "positions[1].mark is 6",
    "positions[0], 5" },
};

static const Row position[] = {
  { ONE ",\"marc\":1}]}", REFUSED, "positions[0].marc", "mark" },
  { ONE ",\"entry\":5}]}", REFUSED, "positions[0].entry is given twice", "once" },
  { HEAD "\"positions\":[{\"side\":\"long\",\"size\":1,\"entry\":5}]}", REFUSED,
    "positions[0].symbol is missing", "entry" },
  { HEAD "\"positions\":[{\"symbol\":\"B\",\"size\":1,\"entry\":5}]}", REFUSED,
    "positions[0].side is missing", "entry" },
  { HEAD "\"positions\":[{\"symbol\":\"B\",\"side\":\"long\",\"entry\":5}]}", REFUSED,
    "positions[0].size is missing", "entry" },
  { HEAD "\"positions\":[{" LEAST "},{\"symbol\":\"B\",\"side\":\"long\",\"size\":1}]}",
    REFUSED, "positions[1].entry is missing", "entry" },
  { HEAD "\"positions\":[{\"symbol\":\"\",\"side\":\"long\",\"size\":1,\"entry\":5}]}",
    REFUSED, "positions[0].symbol is \"\"", "1 to 64" },
  { HEAD "\"positions\":[{\"symbol\":\"" LETTERS
         "\",\"side\":\"long\",\"size\":1,\"entry\":5}]}",
    REFUSED, "positions[0].symbol is \"ABC", "1 to 64" },
  { HEAD "\"positions\":[{\"symbol\":5,\"side\":\"long\",\"size\":1,\"entry\":5}]}",
    REFUSED, "positions[0].symbol is 5", "1 to 64" },
  { HEAD "\"positions\":[{\"symbol\":\"B\",\"side\":\"buy\",\"size\":1,\"entry\":5}]}",
    REFUSED, "positions[0].side is \"buy\"", "long, short" },
  { HEAD "\"positions\":[{\"symbol\":\"B\",\"side\":\"long\",\"size\":0,\"entry\":5}]}",
    REFUSED, "positions[0].size is 0", "from 1e-18 to 1e+18" },
  { HEAD "\"positions\":[{\"symbol\":\"B\",\"side\":\"long\",\"size\":1,\"entry\":-5}]}",
    REFUSED, "positions[0].entry is -5", "from 1e-18 to 1e+18" },
  { ONE ",\"contract\":\"spot\"}]}", REFUSED, "positions[0].contract is \"spot\"",
    "linear, inverse, quanto" },
  { ONE ",\"mark\":0}]}", REFUSED, "positions[0].mark is 0", "1e-18" },
  { ONE ",\"mark\":\"5\"}]}", REFUSED, "positions[0].mark is \"5\"", "1e-18" },
  { ONE ",\"mark\":null}]}", REFUSED, "positions[0].mark is null", "1e-18" },
  { ONE ",\"mark\":1e19}]}", REFUSED, "positions[0].mark is 1e+19", "1e+18" },
  { ONE ",\"mark\":1e-400}]}", REFUSED, "positions[0].mark is 0", "1e-18" },
  { ONE ",\"multiplier\":-1}]}", REFUSED, "positions[0].multiplier is -1", "1e-18" },
  { ONE ",\"leverage\":0.5}]}", REFUSED, "positions[0].leverage is 0.5", "from 1 " },
  { ONE ",\"leverage\":true}]}", REFUSED, "positions[0].leverage is true", "from 1 " },
  { ONE ",\"margin\":-1}]}", REFUSED, "positions[0].margin is -1", "from 0 " },
  { ONE ",\"margin\":1,\"equity\":2}]}", REFUSED, "positions[0].equity is 2", "one of" },
  { ONE ",\"equity\":-1e19}]}", REFUSED, "positions[0].equity is -1e+19", "-1e+18" },
  { ONE ",\"funding_rate\":1.1}]}", REFUSED, "positions[0].funding_rate is 1.1",
    "to 1 " },
  { ONE ",\"open_interest\":\"?\"}]}", REFUSED, "positions[0].open_interest is \"?\"",
    "1e+18" },
  { ONE ",\"tiers\":[]}]}", REFUSED, "positions[0].tiers is a list of 0", "1 to 64" },
  { ONE ",\"tiers\":{}}]}", REFUSED, "positions[0].tiers is {}", "1 to 64" },
  { ONE ",\"tiers\":[{\"floor\":0}]}]}", REFUSED, "positions[0].tiers[0].rate is missing",
    "floor, rate" },
  { ONE ",\"tiers\":[{\"floor\":0,\"rate\":-0.1}]}]}", REFUSED,
    "positions[0].tiers[0].rate is -0.1", "from 0 to 1" },
  { ONE ",\"tiers\":[{\"floor\":5,\"rate\":0.1}]}]}", REFUSED,
    "positions[0].tiers[0].floor is 5", "only 0" },
  { ONE ",\"tiers\":[{\"floor\":0,\"rate\":0.1},{\"floor\":0,\"rate\":0.1}]}]}", REFUSED,
    "positions[0].tiers[1].floor is 0", "above" },
  { ONE ",\"tiers\":[{\"floor\":0,\"rate\":0.1,\"slope\":1}]}]}", REFUSED,
    "positions[0].tiers[0].slope is 1", "marginal" },
  { ONE ",\"tiers\":[{\"floor\":0,\"rate\":0.1,\"max_leverage\":0}]}]}", REFUSED,
    "positions[0].tiers[0].max_leverage is 0", "from 1 " },
};

static const Row rules[] = {
  { HEAD POS ",\"rules\":\"okx\"}", UNKNOWN, "rules is \"okx\"", "binance-usdm" },
  { HEAD POS ",\"rules\":7}", UNKNOWN, "rules is 7", "classroom" },
  { HEAD POS ",\"rules\":{}}", REFUSED, "rules.base is missing", "base" },
  { HEAD POS ",\"rules\":{\"base\":\"okx\"}}", UNKNOWN, "rules.base is \"okx\"",
    "classroom" },
  { RULES "\"name\":\"Mine\"}}", REFUSED, "rules.name", "maintenance_on" },
  { RULES "\"returns\":\"equity\"}}", REFUSED, "rules.returns", "maintenance_on" },
  { RULES "\"base\":\"classroom\"}}", REFUSED, "rules.base is given twice", "once" },
  { RULES "\"maintenance_on\":\"exit\"}}", REFUSED, "rules.maintenance_on is \"exit\"",
    "mark, entry" },
  { RULES "\"close_fee_rate\":0.51}}", REFUSED, "rules.close_fee_rate is 0.51", "0.5" },
  { RULES "\"maker_fee\":-0.51}}", REFUSED, "rules.maker_fee is -0.51", "-0.5" },
  { RULES "\"funding_hours\":0}}", REFUSED, "rules.funding_hours is 0", "1e-18" },
  { RULES "\"initial_rate\":0}}", REFUSED, "rules.initial_rate is 0", "to 1 " },
  { RULES "\"max_leverage\":0.9}}", REFUSED, "rules.max_leverage is 0.9", "from 1 " },
  { RULES "\"tick\":null}}", REFUSED, "rules.tick is null", "from 0 " },
  { RULES "\"oi_upper\":5}}", REFUSED, "rules.oi_upper stands alone", "both" },
  { RULES "\"oi_upper\":5,\"oi_lower\":6}}", REFUSED, "rules.oi_upper is 5", "6" },
  { RULES "\"tier_by\":\"size\"}}", REFUSED, "rules.tier_by is \"size\"", "\"value\"" },
  { RULES "\"tiers\":{\"B\":[{\"floor\":0,\"rate\":0}]}}}", REFUSED,
    "rules.tiers.* is missing", "*" },
  { RULES "\"tiers\":{\"*\":[{\"floor\":0,\"rate\":0,\"cum\":1}]}}}", REFUSED,
    "rules.tiers.*[0].cum", "deduction" },
  { RULES "\"tiers\":[]}}", REFUSED, "rules.tiers is []", "object" },
  { HEAD POS ",\"rules\":{\"base\":\"binance-usdm\",\"tier_shape\":\"whole\"}}", REFUSED,
    "rules.tier_shape is \"whole\"", "table of your own" },
  { HEAD "\"rules\":\"dydx-v4\",\"positions\":[{\"symbol\":\"B\",\"side\":\"long\","
         "\"size\":1e-9,\"entry\":5}]}",
    REFUSED, "positions[0].size is 1e-09", "1e-06" },
  { HEAD
    "\"positions\":[{\"symbol\":\"B\",\"side\":\"long\",\"size\":1e18,\"entry\":5}]}",
    REFUSED, "positions[0] needs a margin of 5e+18", "1e18" },
  { HEAD POS ",\"rules\":{\"base\":\"dydx-v4\",\"initial_slope\":1e18}}", REFUSED,
    "positions[0].leverage is ", "from 1 " },
  { ONE ",\"tiers\":[{\"floor\":0,\"rate\":0,\"deduction\":1e18},"
        "{\"floor\":1e18,\"rate\":1}]}]}",
    REFUSED, "positions[0].tiers", "smaller floors" },
};

static void
check_refusal (const char *file, gsize length, const Row *row)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lab_document_parse (file, length, &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_error (error, LAB_SCENARIO_ERROR, (int) row->code);
  g_assert_nonnull (strstr (error->message, row->names));
  g_assert_nonnull (strstr (error->message, row->also));
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_null (strchr (error->message, '\n'));
}

static void
check_rows (const Row *rows, gsize n)
{
  for (gsize i = 0; i < n; i++)
    check_refusal (rows[i].file, strlen (rows[i].file), &rows[i]);
}

static void
test_names_where_it_is_not_json (void)
{
  check_rows (not_json, G_N_ELEMENTS (not_json));
}

static void
test_names_the_key_of_the_file (void)
{
  check_rows (whole, G_N_ELEMENTS (whole));
}

static void
test_names_the_key_of_the_position (void)
{
  check_rows (position, G_N_ELEMENTS (position));
}

static void
test_names_the_field_of_the_rules (void)
{
  check_rows (rules, G_N_ELEMENTS (rules));
}

static void
test_a_nul_byte_is_refused_wherever_it_stands (void)
{
  static const char file[] = ONE "}]}";
  const Row row = { file, MALFORMED, "NUL", "accepted" };

  check_refusal (file, sizeof file, &row); /* the one behind the text, too */
  check_refusal ("{\"a\0b\":1}", 9, &row);
  check_refusal ("\0", 1, &row);
}

static void
test_more_than_64_kib_are_refused (void)
{
  const Row row = { "", MALFORMED, "65537 bytes", "65536" };
  g_autofree char *spaces = g_strnfill (LAB_DOCUMENT_MAX_BYTES + 1, ' ');
  g_autoptr (LabDocument) document = NULL;
  static const char file[] = ONE "}]}";

  check_refusal (spaces, LAB_DOCUMENT_MAX_BYTES + 1, &row);
  memcpy (spaces, file, strlen (file));
  document = lab_document_parse (spaces, LAB_DOCUMENT_MAX_BYTES, NULL);
  g_assert_nonnull (document);
}

static void
test_deep_nesting_is_refused_at_once (void)
{
  const Row row = { "", MALFORMED, "column 17", "16 levels" };
  g_autofree char *brackets = g_strnfill (LAB_DOCUMENT_MAX_BYTES, '[');

  check_refusal (brackets, LAB_DOCUMENT_MAX_BYTES, &row);
}

static void
test_more_than_64_positions_are_refused (void)
{
  const Row row = { "", REFUSED, "positions is a list of 65", "1 to 64" };
  GString *file = g_string_new (ONE "}");

  for (int i = 1; i < 65; i++)
    g_string_append (file, ",{" LEAST "}");
  g_string_append (file, "]}");
  check_refusal (file->str, file->len, &row);
  g_string_free (file, TRUE);
}

static void
test_a_long_stranger_is_cut_short (void)
{
  const Row row = { "", REFUSED, "…", "mark" };
  g_autofree char *letters = g_strnfill (9000, 'x');
  g_autofree char *file = g_strdup_printf (ONE ",\"%s\":1}]}", letters);
  g_autoptr (GError) error = NULL;

  check_refusal (file, strlen (file), &row);
  g_assert_null (lab_document_parse (file, strlen (file), &error));
  g_assert_cmpuint (strlen (error->message), <, 400);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scenario/refusal/names-where-it-is-not-json",
                   test_names_where_it_is_not_json);
  g_test_add_func ("/scenario/refusal/names-the-key-of-the-file",
                   test_names_the_key_of_the_file);
  g_test_add_func ("/scenario/refusal/names-the-key-of-the-position",
                   test_names_the_key_of_the_position);
  g_test_add_func ("/scenario/refusal/names-the-field-of-the-rules",
                   test_names_the_field_of_the_rules);
  g_test_add_func ("/scenario/refusal/a-nul-byte-is-refused-wherever-it-stands",
                   test_a_nul_byte_is_refused_wherever_it_stands);
  g_test_add_func ("/scenario/refusal/more-than-64-kib-are-refused",
                   test_more_than_64_kib_are_refused);
  g_test_add_func ("/scenario/refusal/deep-nesting-is-refused-at-once",
                   test_deep_nesting_is_refused_at_once);
  g_test_add_func ("/scenario/refusal/more-than-64-positions-are-refused",
                   test_more_than_64_positions_are_refused);
  g_test_add_func ("/scenario/refusal/a-long-stranger-is-cut-short",
                   test_a_long_stranger_is_cut_short);
  return g_test_run ();
}
