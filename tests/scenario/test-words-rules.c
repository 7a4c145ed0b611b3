/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/words.h"

#include "says.h"
#include "seed.h"

#include <locale.h>

/* What is said of a rule set. */

static void
test_rules_age (void)
{
  g_autoptr (LabRuleSet) rules = lab_rule_set_load ("dydx-v4", NULL);
  g_autoptr (LabRuleSet) classroom = lab_rule_set_load ("classroom", NULL);
  const char *checked_on = lab_rule_set_get_checked_on (rules);
  g_autofree char *date = lab_format_date (checked_on);
  g_autofree char *expected =
      g_strdup_printf ("These rules were checked on %s, more than a year ago.", date);

  assert_says (lab_say_rules_age (rules, checked_on), NULL);
  assert_says (lab_say_rules_age (rules, "2099-01-01"), expected);
  assert_says (lab_say_rules_age (classroom, "2099-01-01"), NULL);
}

static void
test_confidence (void)
{
  static const struct {
    const char *id, *today, *says;
  } rows[] = {
    { "classroom", "2099-01-01", "Made for teaching; a real venue has more rules." },
    { "binance-usdm", "2024-11-01",
      "Checked on 24 October 2024. Confidence A: they agree with the venue's own "
      "answers." },
    { "binance-usdm", "2026-11-01",
      "These rules were checked on 24 October 2024, more than a year ago. Confidence A: "
      "they agree with the venue's own answers." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (LabRuleSet) rules = lab_rule_set_load (rows[i].id, NULL);

    assert_says (lab_say_rules (rules, rows[i].today), rows[i].says);
  }
}

static void
test_facts_of_rules (void)
{
  static const char *const expected[][2] = {
    { "Contract", "Inverse: worth dollars, settled in the coin" },
    { "Symbol", "BTCUSD_PERP" },
    { "Deposit in", "BTC" },
    { "Closes by", "The mark price" },
    { "Maintenance", "from 0.4" PCT },
    { "Most leverage", "125" TIMES },
    { "Fees", "maker 0.02" PCT ", taker 0.05" PCT },
  };
  g_autoptr (LabScenario) scenario = new_seed ();
  g_autoptr (LabRuleSet) rules = lab_rule_set_load ("binance-coinm", NULL);
  g_autoptr (GPtrArray) rows = NULL;

  g_object_set (scenario, "rules", rules, NULL);
  rows = lab_say_rules_facts (rules, &lab_scenario_get_outcome (scenario)->in, "BTC",
                              lab_scenario_get_symbol (scenario));
  g_assert_cmpuint (rows->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < rows->len; i++) {
    g_assert_cmpstr (((char **) rows->pdata[i])[0], ==, expected[i][0]);
    g_assert_cmpstr (((char **) rows->pdata[i])[1], ==, expected[i][1]);
  }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/notes/facts-of-rules", test_facts_of_rules);
  g_test_add_func ("/words/notes/rules-age", test_rules_age);
  g_test_add_func ("/words/notes/confidence", test_confidence);
  return g_test_run ();
}
