/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/ruleset-private.h"

#include "margin/outcome.h"
#include "margin/value.h"

#include <math.h>
#include <string.h>

/* Rule sets are data: each bundled one must load, say where it comes from, and hold
 * tables that make sense. What does not is refused in one sentence. */

static gboolean
is_for_teaching (const char *id)
{
  return g_str_has_prefix (id, "classroom") || g_str_equal (id, "eu-cfd-2to1");
}

static void
test_every_bundled_set_has_sources_and_a_date (void)
{
  const char *const *ids = lab_rule_set_ids ();

  for (guint i = 0; ids[i]; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (LabRuleSet) rules = lab_rule_set_load (ids[i], &error);

    g_assert_no_error (error);
    g_assert_cmpstr (lab_rule_set_get_id (rules), ==, ids[i]);
    g_assert_cmpuint (strlen (lab_rule_set_get_name (rules)), >, 0);
    g_assert_cmpuint (strlen (lab_rule_set_get_checked_on (rules)), ==, 10);
    g_assert_cmpuint (strlen (lab_rule_set_get_currency (rules)), >, 0);
    g_assert_nonnull (lab_rule_set_get_sources (rules)[0]);
    g_assert_nonnull (lab_rule_set_get_notes (rules));
    g_assert_false (lab_rule_set_is_replaced (rules));
    g_assert_cmpint (!lab_rule_set_get_confidence (rules), ==, is_for_teaching (ids[i]));
  }
  g_assert_cmpuint (g_strv_length ((char **) ids), ==, 23);
}

typedef void (*CheckTable) (const LabRuleSet *set, const MarginRules *rules);

static void
for_every_table (CheckTable check)
{
  const char *const *ids = lab_rule_set_ids ();

  for (guint i = 0; ids[i]; i++) {
    g_autoptr (LabRuleSet) set = lab_rule_set_load (ids[i], NULL);

    for (guint j = 0; j < set->tables->len; j++) {
      const LabTierTable *table = g_ptr_array_index (set->tables, j);
      MarginRules rules;

      g_test_message ("%s, %s", ids[i], table->symbol);
      lab_rule_set_fill (set, table->symbol, &rules);
      check (set, &rules);
    }
  }
}

static void
check_continuous (const MarginTier *tier)
{
  double at_floor = tier->floor * tier->rate - tier->deduction;
  double before = tier->floor * tier[-1].rate - tier[-1].deduction;

  g_assert_cmpfloat_with_epsilon (at_floor, before, 1e-9 * before);
}

static void
check_rising (const LabRuleSet *set, const MarginRules *rules)
{
  double most = INFINITY;

  g_assert_cmpint (margin_rules_check (rules), ==, MARGIN_OK);
  for (gsize i = 0; i < rules->n_tiers; i++) {
    const MarginTier *tier = &rules->tiers[i];

    if (tier->max_leverage > 0) {
      g_assert_cmpfloat (tier->max_leverage, <, most);
      most = tier->max_leverage;
    }
    if (i == 0)
      continue;
    g_assert_cmpfloat (tier->floor, >, tier[-1].floor);
    g_assert_cmpfloat (tier->rate, >, tier[-1].rate);
    if (rules->tier_shape == MARGIN_TIER_MARGINAL)
      check_continuous (tier);
  }
}

static void
test_larger_positions_are_never_held_to_less (void)
{
  for_every_table (check_rising);
}

/* 1,000 at 2x, which every venue lets anybody have. */
static MarginInputs
plain_position (const LabRuleSet *set, const MarginRules *rules, MarginSide side)
{
  MarginInputs in;

  margin_inputs_init (&in);
  in.contract = lab_rule_set_get_contract (set);
  in.multiplier = lab_rule_set_get_multiplier (set);
  in.rules = *rules;
  in.side = side;
  in.entry = in.mark = 20000;
  in.leverage = 2;
  in.margin = in.contract == MARGIN_LINEAR ? 500 : 0.025;
  in.size = margin_size_for (&in, in.margin, in.leverage);
  return in;
}

static void
check_answer (const LabRuleSet *set, const MarginRules *rules)
{
  MarginInputs is_long = plain_position (set, rules, MARGIN_LONG);
  MarginInputs is_short = plain_position (set, rules, MARGIN_SHORT);
  MarginOutcome below, above;

  g_assert_cmpint (margin_evaluate (&is_long, &below), ==, MARGIN_OK);
  g_assert_cmpint (below.liquidation.kind, ==, MARGIN_PRICE);
  g_assert_cmpfloat (below.liquidation.price, <, is_long.mark);
  g_assert_cmpfloat (below.liquidation.price, >=, below.bankruptcy.price);
  g_assert_cmpfloat (below.margin_ratio, <, 1);

  g_assert_cmpint (margin_evaluate (&is_short, &above), ==, MARGIN_OK);
  g_assert_cmpint (above.liquidation.kind, ==, MARGIN_PRICE);
  g_assert_cmpfloat (above.liquidation.price, >, is_short.mark);
  g_assert_cmpfloat (above.liquidation.price, <=, above.bankruptcy.price);
  g_assert_cmpfloat (above.margin_ratio, <, 1);
}

static void
test_every_table_answers_a_plain_position (void)
{
  for_every_table (check_answer);
}

/* What a set must keep to, whatever its figures: the contract, where maintenance and
 * initial margin are taken, the shape of the tables, the closing fee, the rounding. */
typedef struct {
  const char *ids;
  MarginContract contract;
  MarginBasis maintenance_on, initial_on;
  MarginTierShape tier_shape;
  MarginTierBy tier_by;
  MarginCloseFee close_fee;
  MarginRounding rounding;
} Structure;

#define LINEAR   MARGIN_LINEAR
#define INVERSE  MARGIN_INVERSE
#define QUANTO   MARGIN_QUANTO
#define MARK     MARGIN_ON_MARK
#define ENTRY    MARGIN_ON_ENTRY
#define MARGINAL MARGIN_TIER_MARGINAL, MARGIN_TIER_BY_VALUE
#define WHOLE    MARGIN_TIER_WHOLE, MARGIN_TIER_BY_VALUE
#define LEVELS   MARGIN_TIER_WHOLE, MARGIN_TIER_BY_SIZE
#define SLOPE    MARGIN_TIER_SLOPE, MARGIN_TIER_BY_VALUE
#define COINS    MARGIN_TIER_SLOPE, MARGIN_TIER_BY_SIZE
#define NO_FEE   MARGIN_FEE_NONE
#define ADDED    MARGIN_FEE_ADDED
#define RESERVED MARGIN_FEE_RESERVED
#define COST     MARGIN_FEE_RESERVED_COST
#define EXACT    MARGIN_ROUND_NONE
#define TOWARD   MARGIN_ROUND_TOWARD_ENTRY
#define ONE_TICK MARGIN_ROUND_TICK_TOWARD_ENTRY

static const Structure structures[] = {
  { "classroom classroom-tiered drift", LINEAR, MARK, ENTRY, MARGINAL, NO_FEE, EXACT },
  { "eu-cfd-2to1", LINEAR, ENTRY, ENTRY, MARGINAL, NO_FEE, EXACT },
  { "binance-usdm hyperliquid", LINEAR, MARK, MARK, MARGINAL, NO_FEE, EXACT },
  { "binance-coinm", INVERSE, MARK, MARK, MARGINAL, NO_FEE, MARGIN_ROUND_TRUNCATE },
  { "bybit-linear", LINEAR, MARK, MARK, MARGINAL, RESERVED, EXACT },
  { "bybit-linear-entry", LINEAR, ENTRY, ENTRY, MARGINAL, RESERVED, TOWARD },
  { "bybit-inverse", INVERSE, ENTRY, ENTRY, MARGINAL, RESERVED, TOWARD },
  { "okx-linear", LINEAR, MARK, MARK, LEVELS, ADDED, ONE_TICK },
  { "okx-inverse", INVERSE, MARK, MARK, LEVELS, ADDED, ONE_TICK },
  { "gate-linear", LINEAR, MARK, MARK, MARGINAL, ADDED, EXACT },
  { "gate-inverse", INVERSE, MARK, MARK, MARGINAL, ADDED, EXACT },
  { "bitmex-inverse", INVERSE, ENTRY, ENTRY, WHOLE, COST, TOWARD },
  { "bitmex-quanto", QUANTO, ENTRY, ENTRY, WHOLE, COST, TOWARD },
  { "bitmex-linear kucoin-linear", LINEAR, ENTRY, ENTRY, WHOLE, COST, TOWARD },
  { "deribit-inverse", INVERSE, MARK, MARK, SLOPE, NO_FEE, EXACT },
  { "deribit-linear", LINEAR, MARK, MARK, COINS, NO_FEE, EXACT },
  { "kraken-inverse", INVERSE, MARK, ENTRY, LEVELS, NO_FEE, EXACT },
  { "dydx-v4", LINEAR, MARK, MARK, WHOLE, NO_FEE, EXACT },
  { "gmx-v2", LINEAR, ENTRY, ENTRY, MARGINAL, MARGIN_FEE_ENTRY, EXACT },
};

static void
check_structure (const LabRuleSet *set, const Structure *structure)
{
  MarginRules rules;

  lab_rule_set_fill (set, "*", &rules);
  g_assert_cmpint (lab_rule_set_get_contract (set), ==, structure->contract);
  g_assert_cmpint (rules.maintenance_on, ==, structure->maintenance_on);
  g_assert_cmpint (rules.initial_on, ==, structure->initial_on);
  g_assert_cmpint (rules.tier_shape, ==, structure->tier_shape);
  g_assert_cmpint (rules.tier_by, ==, structure->tier_by);
  g_assert_cmpint (rules.close_fee, ==, structure->close_fee);
  g_assert_cmpint (rules.close_fee_rate > 0, ==, rules.close_fee != MARGIN_FEE_NONE);
  g_assert_cmpint (rules.rounding, ==, structure->rounding);
  g_assert_cmpfloat (rules.tick, ==, 0); /* a tick is one symbol's, not the set's */
}

static void
test_the_structure_is_that_of_the_venue (void)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (structures); i++) {
    g_auto (GStrv) ids = g_strsplit (structures[i].ids, " ", -1);

    for (guint j = 0; ids[j]; j++, n++) {
      g_autoptr (LabRuleSet) set = lab_rule_set_load (ids[j], NULL);

      g_test_message ("%s", ids[j]);
      check_structure (set, &structures[i]);
    }
  }
  g_assert_cmpuint (n, ==, g_strv_length ((char **) lab_rule_set_ids ()));
}

static gboolean
is_in (const char *id, const char *ids)
{
  g_auto (GStrv) list = g_strsplit (ids, " ", -1);

  return g_strv_contains ((const char *const *) list, id);
}

static void
test_what_few_venues_have_is_theirs_alone (void)
{
  const char *const *ids = lab_rule_set_ids ();

  for (guint i = 0; ids[i]; i++) {
    g_autoptr (LabRuleSet) set = lab_rule_set_load (ids[i], NULL);
    const MarginRules *rules = &set->values.rules;
    gboolean is_oracle = is_in (ids[i], "dydx-v4 gmx-v2 drift");
    gboolean is_deribit = is_in (ids[i], "deribit-inverse deribit-linear");
    gboolean is_fixed =
        is_deribit || is_in (ids[i], "eu-cfd-2to1 kraken-inverse dydx-v4");

    g_test_message ("%s", ids[i]);
    g_assert_cmpint (rules->trigger_price == MARGIN_TRIGGER_ORACLE, ==, is_oracle);
    g_assert_cmpint (rules->trigger_when == MARGIN_TRIGGER_BELOW, ==, is_oracle);
    g_assert_cmpint (rules->cross_marks == MARGIN_CROSS_JOINT, ==, is_deribit);
    g_assert_cmpint (rules->initial_slope > 0, ==, is_deribit);
    g_assert_cmpint (rules->initial_rate > 0, ==, is_fixed);
    g_assert_cmpint (rules->maintenance_floor > 0, ==, is_in (ids[i], "gmx-v2"));
    g_assert_cmpfloat (rules->quantum, ==,
                       is_in (ids[i], "bitmex-inverse bitmex-quanto") ? 1e-8
                       : is_in (ids[i], "bitmex-linear dydx-v4")      ? 1e-6
                                                                      : 0);
    g_assert_cmpint (rules->returns == MARGIN_RETURNS_EQUITY, ==,
                     is_in (ids[i], "eu-cfd-2to1 hyperliquid dydx-v4 gmx-v2 drift "
                                    "deribit-inverse deribit-linear"));
    g_assert_cmpint (rules->max_leverage > 0, ==, is_in (ids[i], "eu-cfd-2to1"));
  }
}

static void
test_a_symbol_without_a_table_gets_the_star (void)
{
  g_autoptr (LabRuleSet) binance = lab_rule_set_load ("binance-usdm", NULL);
  MarginRules bitcoin, other;

  lab_rule_set_fill (binance, "BTCUSDT", &bitcoin);
  lab_rule_set_fill (binance, "btcusdt", &other);
  g_assert_cmpuint (bitcoin.n_tiers, ==, 12);
  g_assert_cmpfloat (bitcoin.tiers[11].deduction, ==, 421481450);
  g_assert_cmpuint (other.n_tiers, ==, 9);
}

static void
test_assets_have_the_name_the_venue_gives_them (void)
{
  g_autoptr (LabRuleSet) dydx = lab_rule_set_load ("dydx-v4", NULL);
  g_autoptr (LabRuleSet) classroom = lab_rule_set_load ("classroom", NULL);
  g_autofree char *named = lab_rule_set_dup_symbol (dydx, "BTC");
  g_autofree char *plain = lab_rule_set_dup_symbol (classroom, "BTC");

  g_assert_cmpstr (named, ==, "BTC-USD");
  g_assert_cmpstr (plain, ==, "BTCUSDT");
}

/* A contract says by its kind what it is settled in, and the file must not say else. */
static void
test_the_currency_goes_with_the_contract (void)
{
  const char *const *ids = lab_rule_set_ids ();

  for (guint i = 0; ids[i]; i++) {
    g_autoptr (LabRuleSet) rules = lab_rule_set_load (ids[i], NULL);
    gboolean is_coin = g_str_equal (lab_rule_set_get_currency (rules), "coin");

    g_test_message ("%s", ids[i]);
    g_assert_cmpint (is_coin, ==, lab_rule_set_get_contract (rules) == MARGIN_INVERSE);
    if (lab_rule_set_get_contract (rules) == MARGIN_LINEAR)
      g_assert_cmpfloat (lab_rule_set_get_multiplier (rules), ==, 1);
  }
}

static void
test_notes_and_the_worth_of_a_contract_are_kept (void)
{
  g_autoptr (LabRuleSet) quanto = lab_rule_set_load ("bitmex-quanto", NULL);
  g_autoptr (LabRuleSet) classroom = lab_rule_set_load ("classroom", NULL);

  g_assert_cmpfloat (lab_rule_set_get_multiplier (quanto), ==, 1e-6);
  g_assert_cmpfloat (lab_rule_set_get_multiplier (classroom), ==, 1);
  g_assert_nonnull (strstr (lab_rule_set_get_notes (quanto), "XBT"));
}

static void
test_is_parsed_once (void)
{
  g_autoptr (LabRuleSet) first = lab_rule_set_load ("binance-usdm", NULL);
  g_autoptr (LabRuleSet) second = lab_rule_set_load ("binance-usdm", NULL);

  g_assert_true (first == second);
}

static void
test_an_unknown_id_is_refused_with_the_list (void)
{
  g_autoptr (GError) error = NULL;
  LabRuleSet *rules = lab_rule_set_load ("Classroom", &error);

  g_assert_null (rules);
  g_assert_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_UNKNOWN_RULES);
  g_assert_nonnull (strstr (error->message, "\"Classroom\""));
  g_assert_nonnull (strstr (error->message, "dydx-v4"));
}

static void
test_venues_age_after_a_year_and_teaching_sets_do_not (void)
{
  g_autoptr (LabRuleSet) binance = lab_rule_set_load ("binance-usdm", NULL);
  g_autoptr (LabRuleSet) classroom = lab_rule_set_load ("classroom", NULL);

  g_assert_cmpstr (lab_rule_set_get_checked_on (binance), ==, "2024-10-24");
  g_assert_false (lab_rule_set_is_stale (binance, "2024-10-24"));
  g_assert_false (lab_rule_set_is_stale (binance, "2025-10-24"));
  g_assert_true (lab_rule_set_is_stale (binance, "2025-10-25"));
  g_assert_false (lab_rule_set_is_stale (binance, "one day"));
  g_assert_null (lab_rule_set_get_confidence (classroom));
  g_assert_false (lab_rule_set_is_stale (classroom, "2999-01-01"));
}

#define HEAD                                                                             \
  "{\"name\":\"N\",\"checked_on\":\"2026-05-15\",\"sources\":[\"S\"],\"currency\":"      \
  "\"USD\","
#define TIERS "\"tiers\":{\"*\":[{\"floor\":0,\"rate\":0.01}]}"

static const struct {
  const char *file, *names;
} refused[] = {
  { "", "empty" },
  { "[1]", "[1]" },
  { HEAD "\"notes\":\"no tables\"}", "tiers is missing" },
  { HEAD TIERS ",\"colour\":1}", "colour is not a known key" },
  { HEAD TIERS ",\"tick\":0,\"tick\":0}", "tick is given twice" },
  { HEAD TIERS ",\"tick\":-1}", "tick is -1" },
  { HEAD TIERS ",\"taker_fee\":0.6}", "taker_fee is 0.6" },
  { HEAD TIERS ",\"maintenance_on\":\"last\"}", "maintenance_on is \"last\"" },
  { HEAD TIERS ",\"confidence\":\"E\"}", "confidence is \"E\"" },
  { HEAD TIERS ",\"returns\":\"half\"}", "returns is \"half\"" },
  { HEAD TIERS ",\"end\":\"half\"}", "end is \"half\"" },
  { HEAD TIERS ",\"end\":\"fraction\"}", "end_fraction is missing" },
  { HEAD TIERS ",\"end_fraction\":0}", "end_fraction is 0" },
  { HEAD TIERS ",\"end_above\":-1}", "end_above is -1" },
  { HEAD TIERS ",\"backstop_ratio\":2}", "backstop_ratio is 2" },
  { HEAD TIERS ",\"liquidation_fee\":\"0.5 %\"}", "liquidation_fee is \"0.5 %\"" },
  { HEAD TIERS ",\"multiplier\":0}", "multiplier is 0" },
  { HEAD TIERS ",\"symbols\":{\"DOGE\":\"D\"}}", "symbols.DOGE" },
  { HEAD TIERS ",\"symbols\":{\"BTC\":\"\"}}", "symbols.BTC" },
  { HEAD TIERS ",\"initial_rate\":0}", "initial_rate is 0" },
  { HEAD TIERS ",\"tier_by\":\"size\"}", "tier_by is \"size\"" },
  { HEAD TIERS ",\"oi_lower\":5}", "oi_lower stands alone" },
  { HEAD TIERS ",\"oi_lower\":5,\"oi_upper\":5}", "oi_upper is 5" },
  { HEAD "\"tiers\":{}}", "tiers.* is missing" },
  { HEAD "\"tiers\":[]}", "tiers is []" },
  { HEAD "\"tiers\":{\"*\":[]}}", "tiers.* is a list of 0" },
  { HEAD "\"tiers\":{\"*\":[{\"floor\":1,\"rate\":0}]}}", "tiers.*[0].floor is 1" },
  { HEAD "\"tiers\":{\"*\":[{\"rate\":0}]}}", "tiers.*[0].floor is missing" },
  { HEAD "\"tiers\":{\"*\":[{\"floor\":0,\"rate\":2}]}}", "tiers.*[0].rate is 2" },
  { HEAD "\"tiers\":{\"*\":[{\"floor\":0,\"rate\":0,\"slope\":1}]}}",
    "tiers.*[0].slope is 1" },
  { HEAD "\"tier_shape\":\"whole\","
         "\"tiers\":{\"*\":[{\"floor\":0,\"rate\":0,\"deduction\":1}]}}",
    "tiers.*[0].deduction is 1" },
  { HEAD "\"tiers\":{\"*\":[{\"floor\":0,\"rate\":0},{\"floor\":0,\"rate\":0}]}}",
    "tiers.*[1].floor is 0" },
  { HEAD "\"tiers\":{\"*\":[{\"floor\":0,\"rate\":0}],\"\":[]}}", "0 bytes" },
  { HEAD "\"tiers\":{\"*\":[{\"floor\":0,\"rate\":0}],\"*\":[]}}", "given twice" },
  { "{\"name\":\"N\",\"checked_on\":\"2026-02-30\",\"sources\":[\"S\"],"
    "\"currency\":\"USD\"," TIERS "}",
    "2026-02-30" },
  { "{\"name\":\"N\",\"checked_on\":\"2026-02-20\",\"sources\":[1],"
    "\"currency\":\"USD\"," TIERS "}",
    "sources" },
};

static void
test_a_file_that_is_not_one_is_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) bytes =
        g_bytes_new_static (refused[i].file, strlen (refused[i].file));
    LabRuleSet *rules = lab_rule_set_new_from_bytes ("new", bytes, &error);

    g_assert_null (rules);
    g_assert_nonnull (error);
    g_test_message ("%s", error->message);
    g_assert_true (error->domain == LAB_SCENARIO_ERROR);
    g_assert_nonnull (strstr (error->message, refused[i].names));
    g_assert_true (g_str_has_suffix (error->message, "."));
  }
}

static void
test_deductions_left_out_are_built (void)
{
  static const char file[] = HEAD
      "\"tiers\":{\"*\":[{\"floor\":0,\"rate\":0.01},{\"floor\":100,\"rate\":0.02},"
      "{\"floor\":200,\"rate\":0.05,\"deduction\":7},{\"floor\":300,\"rate\":0.1}]}}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (file, strlen (file));
  g_autoptr (LabRuleSet) rules = lab_rule_set_new_from_bytes ("new", bytes, NULL);
  MarginRules filled;

  lab_rule_set_fill (rules, "X", &filled);
  g_assert_cmpfloat_with_epsilon (filled.tiers[1].deduction, 1, 1e-12);
  g_assert_cmpfloat (filled.tiers[2].deduction, ==, 7);
  g_assert_cmpfloat_with_epsilon (filled.tiers[3].deduction, 22, 1e-12);
}

static void
test_a_file_says_how_positions_end (void)
{
  static const char file[] = HEAD TIERS ",\"end\":\"tiers\",\"liquidation_fee\":0.005}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (file, strlen (file));
  g_autoptr (LabRuleSet) tiers = lab_rule_set_new_from_bytes ("new", bytes, NULL);
  g_autoptr (LabRuleSet) classroom = lab_rule_set_load ("classroom", NULL);
  g_autoptr (LabRuleSet) hyperliquid = lab_rule_set_load ("hyperliquid", NULL);
  MarginRules rules;

  lab_rule_set_fill (tiers, "X", &rules);
  g_assert_cmpint (rules.end, ==, MARGIN_END_TIERS);
  g_assert_cmpfloat (rules.liquidation_fee, ==, 0.005);

  lab_rule_set_fill (classroom, "BTCUSDT", &rules);
  g_assert_cmpint (rules.end, ==, MARGIN_END_WHOLE);
  g_assert_cmpfloat (rules.backstop_ratio, ==, 0);

  /* Hyperliquid documentation, liquidations. */
  lab_rule_set_fill (hyperliquid, "BTC", &rules);
  g_assert_cmpint (rules.end, ==, MARGIN_END_FRACTION);
  g_assert_cmpfloat (rules.end_fraction, ==, 0.2);
  g_assert_cmpfloat (rules.end_above, ==, 100000);
  g_assert_cmpfloat_with_epsilon (rules.backstop_ratio, 2 / 3.0, 1e-15);
  g_assert_cmpfloat (rules.liquidation_fee, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scenario/ruleset/every-bundled-set-has-sources-and-a-date",
                   test_every_bundled_set_has_sources_and_a_date);
  g_test_add_func ("/scenario/ruleset/larger-positions-are-never-held-to-less",
                   test_larger_positions_are_never_held_to_less);
  g_test_add_func ("/scenario/ruleset/every-table-answers-a-plain-position",
                   test_every_table_answers_a_plain_position);
  g_test_add_func ("/scenario/ruleset/the-structure-is-that-of-the-venue",
                   test_the_structure_is_that_of_the_venue);
  g_test_add_func ("/scenario/ruleset/what-few-venues-have-is-theirs-alone",
                   test_what_few_venues_have_is_theirs_alone);
  g_test_add_func ("/scenario/ruleset/a-symbol-without-a-table-gets-the-star",
                   test_a_symbol_without_a_table_gets_the_star);
  g_test_add_func ("/scenario/ruleset/assets-have-the-name-the-venue-gives-them",
                   test_assets_have_the_name_the_venue_gives_them);
  g_test_add_func ("/scenario/ruleset/the-currency-goes-with-the-contract",
                   test_the_currency_goes_with_the_contract);
  g_test_add_func ("/scenario/ruleset/notes-and-the-worth-of-a-contract-are-kept",
                   test_notes_and_the_worth_of_a_contract_are_kept);
  g_test_add_func ("/scenario/ruleset/is-parsed-once", test_is_parsed_once);
  g_test_add_func ("/scenario/ruleset/an-unknown-id-is-refused-with-the-list",
                   test_an_unknown_id_is_refused_with_the_list);
  g_test_add_func ("/scenario/ruleset/venues-age-after-a-year-and-teaching-sets-do-not",
                   test_venues_age_after_a_year_and_teaching_sets_do_not);
  g_test_add_func ("/scenario/ruleset/a-file-that-is-not-one-is-refused",
                   test_a_file_that_is_not_one_is_refused);
  g_test_add_func ("/scenario/ruleset/deductions-left-out-are-built",
                   test_deductions_left_out_are_built);
  g_test_add_func ("/scenario/ruleset/a-file-says-how-positions-end",
                   test_a_file_says_how_positions_end);
  return g_test_run ();
}
