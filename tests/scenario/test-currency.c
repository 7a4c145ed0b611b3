/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/currency.h"

#include "market/prices.h"
#include "says.h"
#include "scenario/words.h"
#include "seed.h"

#include <locale.h>
#include <math.h>

/* What money is kept in, and what becomes of a deposit when that changes. */

static void
test_the_contract_decides (void)
{
  g_autoptr (LabRuleSet) classroom = lab_rule_set_load ("classroom", NULL);
  g_autoptr (LabRuleSet) usdm = lab_rule_set_load ("binance-usdm", NULL);
  g_autoptr (LabRuleSet) coinm = lab_rule_set_load ("binance-coinm", NULL);
  g_autoptr (LabRuleSet) quanto = lab_rule_set_load ("bitmex-quanto", NULL);

  g_assert_cmpstr (lab_currency (MARGIN_LINEAR, "ETH", usdm), ==, "USDT");
  g_assert_cmpstr (lab_currency (MARGIN_LINEAR, "ETH", NULL), ==, "USD");
  g_assert_cmpstr (lab_currency (MARGIN_LINEAR, "ETH", coinm), ==, "USD");
  g_assert_cmpstr (lab_currency (MARGIN_LINEAR, "ETH", quanto), ==, "USD");
  g_assert_cmpstr (lab_currency (MARGIN_INVERSE, "ETH", coinm), ==, "ETH");
  g_assert_cmpstr (lab_currency (MARGIN_INVERSE, "SOL", classroom), ==, "SOL");
  g_assert_cmpstr (lab_currency (MARGIN_QUANTO, "ETH", quanto), ==, "XBT");
  g_assert_cmpstr (lab_currency (MARGIN_QUANTO, "ETH", classroom), ==, "XBT");
  g_assert_cmpstr (lab_currency (MARGIN_QUANTO, "ETH", NULL), ==, "XBT");
}

/* Words know the contract only, so that the rules must name no other currency. */
static void
test_rules_and_words_name_the_same (void)
{
  for (const char *const *id = lab_rule_set_ids (); *id != NULL; id++) {
    g_autoptr (LabRuleSet) rules = lab_rule_set_load (*id, NULL);
    MarginContract contract = lab_rule_set_get_contract (rules);

    if (lab_currency_is_coin (contract))
      g_assert_cmpstr (lab_currency (contract, "ETH", rules), ==,
                       lab_currency (contract, "ETH", NULL));
  }
}

static void
assert_currency (LabScenario *scenario, const char *expected)
{
  g_autofree char *currency = NULL;

  g_object_get (scenario, "currency", &currency, NULL);
  g_assert_cmpstr (currency, ==, expected);
  g_assert_cmpstr (lab_scenario_get_currency (scenario), ==, expected);
}

static double
worth (LabScenario *scenario)
{
  const MarginInputs *in = &lab_scenario_get_outcome (scenario)->in;

  return in->margin * lab_currency_price (in, lab_scenario_get_asset (scenario));
}

static void
test_the_deposit_keeps_its_worth (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();
  Count margins, currencies, answers;

  watch (scenario, "margin", &margins);
  watch (scenario, "currency", &currencies);
  watch (scenario, "outcome", &answers);
  take_rules (scenario, "binance-coinm");
  assert_currency (scenario, "BTC");
  g_assert_cmpfloat (get (scenario, "margin"), ==, 0.2);
  g_assert_cmpfloat_with_epsilon (get (scenario, "size"), 200000, 1e-6);
  g_assert_cmpfloat (get (scenario, "multiplier"), ==, 1);
  g_assert_cmpfloat (get (scenario, "leverage"), ==, 20);
  g_assert_cmpuint (margins.n, ==, 1);
  g_assert_cmpuint (currencies.n, ==, 1);
  g_assert_cmpuint (answers.n, ==, 1);

  take_rules (scenario, "binance-usdm");
  assert_currency (scenario, "USDT");
  g_assert_cmpfloat (get (scenario, "margin"), ==, 10000);
  g_assert_cmpfloat (get (scenario, "size"), ==, 4);
  take_rules (scenario, "dydx-v4");
  assert_currency (scenario, "USDC");
  g_assert_cmpfloat (get (scenario, "margin"), ==, 10000);
  g_assert_cmpuint (margins.n, ==, 2);
}

/* Through every rule set and back, in any order, to the digit. */
static void
test_a_way_there_and_back_loses_nothing (void)
{
  const char *const *ids = lab_rule_set_ids ();
  int n_ids = (int) g_strv_length ((char **) ids);
  g_autoptr (LabScenario) scenario = new_seed ();

  for (int i = 0; i < 300; i++) {
    double deposit = exp (g_test_rand_double_range (log (10), log (1e6)));

    take_rules (scenario, "classroom");
    set (scenario, "leverage", 1);
    set (scenario, "margin", deposit);
    for (int j = 0; j < 6; j++) {
      const char *id = ids[g_test_rand_int_range (0, n_ids)];

      take_rules (scenario, id);
      g_assert_cmpstr (lab_rule_set_get_id (lab_scenario_get_rules (scenario)), ==, id);
      g_assert_cmpfloat_with_epsilon (worth (scenario), deposit, 0.00051 * deposit);
    }
    take_rules (scenario, "classroom");
    g_assert_cmpfloat (get (scenario, "margin"), ==, deposit);
  }
}

static void
test_coins_that_were_set_come_back (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();

  take_rules (scenario, "binance-coinm");
  set (scenario, "margin", 0.123456);
  take_rules (scenario, "classroom");
  g_assert_cmpfloat (get (scenario, "margin"), ==, 6173);
  take_rules (scenario, "bitmex-quanto");
  g_assert_cmpfloat (get (scenario, "margin"), ==, 0.123456);
}

/* What was turned on the way counts, and not what was set before. */
static void
test_what_was_turned_on_the_way_counts (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();

  take_rules (scenario, "binance-coinm");
  set (scenario, "margin", 0.3);
  take_rules (scenario, "classroom");
  g_assert_cmpfloat (get (scenario, "margin"), ==, 15000);

  take_rules (scenario, "binance-coinm");
  g_assert_cmpfloat (get (scenario, "margin"), ==, 0.3);
  set (scenario, "entry", 40000);
  take_rules (scenario, "classroom");
  g_assert_cmpfloat (get (scenario, "margin"), ==, 12000);
}

static void
test_another_asset_is_another_coin (void)
{
  g_autoptr (LabScenario) scenario = lab_scenario_new ();
  double before;

  take_rules (scenario, "binance-coinm");
  before = worth (scenario);
  g_object_set (scenario, "asset", "ETH", NULL);
  assert_currency (scenario, "ETH");
  g_assert_cmpfloat_with_epsilon (worth (scenario), before, 0.001 * before);
  g_assert_cmpfloat (get (scenario, "margin"), >, 0.1);
  g_object_set (scenario, "asset", "BTC", NULL);
  assert_currency (scenario, "BTC");
  take_rules (scenario, "classroom");
  g_assert_cmpfloat (get (scenario, "margin"), ==, 1000);
}

/* Ether by BitMEX is kept in bitcoin, at the last bundled close of bitcoin. */
static void
test_a_quanto_deposit_is_bitcoin (void)
{
  g_autoptr (LabScenario) scenario = lab_scenario_new ();
  const MarginOutcome *outcome = lab_scenario_get_outcome (scenario);
  LabBar bar;

  g_assert_true (lab_prices_last_bar ("BTC", &bar));
  g_object_set (scenario, "asset", "ETH", NULL);
  take_rules (scenario, "bitmex-quanto");
  assert_currency (scenario, "XBT");
  g_assert_cmpstr (lab_scenario_get_symbol (scenario), ==, "ETHUSD");
  g_assert_cmpfloat (get (scenario, "multiplier"), ==, 1e-6);
  g_assert_cmpfloat_with_epsilon (get (scenario, "margin") * bar.close, 1000, 0.51);
  g_assert_cmpfloat_with_epsilon (outcome->entry_value, 5 * get (scenario, "margin"),
                                  1e-8);
}

static void
test_the_slider_spans_what_it_spanned (void)
{
  for (const char *const *id = lab_rule_set_ids (); *id != NULL; id++) {
    g_autoptr (LabScenario) scenario = lab_scenario_new ();
    double low, high, price;

    take_rules (scenario, *id);
    low = get (scenario, "margin-low");
    high = get (scenario, "margin-high");
    price = worth (scenario) / get (scenario, "margin");
    g_assert_cmpfloat_with_epsilon (high / low, 1e5, 1e-6);
    g_assert_cmpfloat (low * price, >=, 6);
    g_assert_cmpfloat (low * price, <=, 16);
    /* Turning the entry must not move the thumb of the deposit. */
    set (scenario, "entry", 2 * get (scenario, "entry"));
    g_assert_cmpfloat (get (scenario, "margin-low"), ==, low);
  }
}

/* A slider must have its new ends before its new value comes. */
static void
range_cb (LabScenario *scenario, GParamSpec *pspec, gboolean *has_range)
{
  *has_range = TRUE;
}

static void
value_cb (LabScenario *scenario, GParamSpec *pspec, gboolean *has_range)
{
  g_assert_true (*has_range);
}

static void
test_the_range_is_told_before_the_value (void)
{
  g_autoptr (LabScenario) scenario = lab_scenario_new ();
  gboolean has_range = FALSE;

  g_signal_connect (scenario, "notify::margin-low", G_CALLBACK (range_cb), &has_range);
  g_signal_connect (scenario, "notify::margin", G_CALLBACK (value_cb), &has_range);
  take_rules (scenario, "binance-coinm");
  g_assert_true (has_range);
}

/* A file says in what its deposit is; a multiplier it leaves out is 1. */
static void
test_a_file_is_taken_as_it_stands (void)
{
  static const char file[] =
      "{ \"format\": \"leverage-lab-scenario\", \"version\": 1,"
      "  \"rules\": \"bitmex-quanto\","
      "  \"positions\": [ { \"symbol\": \"ETHUSD\", \"side\": \"long\", \"size\": 0.01,"
      "    \"entry\": 3000, \"leverage\": 10, \"margin\": 3 } ] }";
  g_autoptr (LabScenario) scenario = lab_scenario_new ();
  g_autoptr (GBytes) saved = NULL;

  g_assert_true (load (scenario, file, NULL));
  assert_currency (scenario, "XBT");
  g_assert_cmpfloat (get (scenario, "multiplier"), ==, 1);
  g_assert_cmpfloat (get (scenario, "margin"), ==, 3);
  g_assert_cmpstr (lab_scenario_get_asset (scenario), ==, "ETH");

  take_rules (scenario, "classroom");
  take_rules (scenario, "bitmex-quanto");
  g_assert_cmpfloat (get (scenario, "margin"), ==, 3);
  g_assert_cmpfloat (get (scenario, "multiplier"), ==, 1e-6);
  saved = lab_scenario_to_bytes (scenario);
  g_assert_true (lab_scenario_load_bytes (scenario, saved, NULL));
  g_assert_cmpfloat (get (scenario, "multiplier"), ==, 1e-6);
}

/* What was chosen by hand is saved and opened again to the letter, under every set. */
static void
test_every_set_is_saved_and_opened (void)
{
  static const char *const assets[] = { "BTC", "ETH" };

  for (const char *const *id = lab_rule_set_ids (); *id != NULL; id++)
    for (gsize i = 0; i < G_N_ELEMENTS (assets); i++) {
      g_autoptr (LabScenario) chosen = lab_scenario_new ();
      g_autoptr (LabScenario) opened = lab_scenario_new ();
      g_autoptr (GBytes) saved = NULL;
      g_autoptr (GBytes) again = NULL;

      g_object_set (chosen, "asset", assets[i], NULL);
      take_rules (chosen, *id);
      saved = lab_scenario_to_bytes (chosen);
      g_assert_true (lab_scenario_load_bytes (opened, saved, NULL));
      again = lab_scenario_to_bytes (opened);
      g_assert_true (g_bytes_equal (saved, again));
      assert_currency (opened, lab_scenario_get_currency (chosen));
      g_assert_cmpstr (lab_scenario_get_asset (opened), ==, assets[i]);
      g_assert_cmpfloat (get (opened, "margin-low"), ==, get (chosen, "margin-low"));
    }
}

/* A file may put another contract under rules than they are for; new rules take it back,
 * with the deposit. */
static void
test_a_contract_of_a_file_is_let_go (void)
{
  static const char file[] =
      "{ \"format\": \"leverage-lab-scenario\", \"version\": 1,"
      "  \"positions\": [ { \"symbol\": \"SOLUSD\", \"contract\": \"inverse\","
      "    \"side\": \"short\", \"size\": 1000, \"entry\": 200, \"margin\": 5 } ] }";
  g_autoptr (LabScenario) scenario = lab_scenario_new ();

  g_assert_true (load (scenario, file, NULL));
  assert_currency (scenario, "SOL");
  take_rules (scenario, "classroom-tiered");
  assert_currency (scenario, "USD");
  g_assert_cmpfloat (get (scenario, "margin"), ==, 1000);
}

/* A deposit beyond what a file may say stays inside. */
static void
test_a_huge_deposit_stays_in_its_row (void)
{
  g_autoptr (LabScenario) scenario = lab_scenario_new ();

  set (scenario, "leverage", 1);
  set (scenario, "entry", 1e-6);
  set (scenario, "margin", 1e18);
  take_rules (scenario, "binance-coinm");
  g_assert_cmpfloat (get (scenario, "margin"), <=, 1e18);
}

#define WORTH(name, function)                                                            \
  g_test_add_func ("/scenario/currency/deposit/" name, function)
#define ADD(name, function) g_test_add_func ("/scenario/currency/" name, function)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  ADD ("the-contract-decides", test_the_contract_decides);
  ADD ("rules-and-words-name-the-same", test_rules_and_words_name_the_same);
  WORTH ("keeps-its-worth", test_the_deposit_keeps_its_worth);
  WORTH ("loses-nothing-there-and-back", test_a_way_there_and_back_loses_nothing);
  WORTH ("comes-back-in-coins", test_coins_that_were_set_come_back);
  WORTH ("counts-as-turned-on-the-way", test_what_was_turned_on_the_way_counts);
  WORTH ("follows-the-asset", test_another_asset_is_another_coin);
  WORTH ("of-a-quanto-is-bitcoin", test_a_quanto_deposit_is_bitcoin);
  WORTH ("stays-in-its-row", test_a_huge_deposit_stays_in_its_row);
  ADD ("the-slider-spans-what-it-spanned", test_the_slider_spans_what_it_spanned);
  ADD ("the-range-is-told-before-the-value", test_the_range_is_told_before_the_value);
  ADD ("a-file-is-taken-as-it-stands", test_a_file_is_taken_as_it_stands);
  ADD ("every-set-is-saved-and-opened", test_every_set_is_saved_and_opened);
  ADD ("a-contract-of-a-file-is-let-go", test_a_contract_of_a_file_is_let_go);
  return g_test_run ();
}
