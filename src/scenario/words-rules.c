/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a learner may know about a rule set: what it is for, and how far to trust it. */

#include "scenario/words-private.h"

#include <glib/gi18n-lib.h>

char *
lab_say_rules_age (const LabRuleSet *rules, const char *today)
{
  g_autofree char *date = NULL;

  if (!lab_rule_set_is_stale (rules, today))
    return NULL;
  date = lab_format_date (lab_rule_set_get_checked_on (rules));
  return g_strdup_printf (_ ("These rules were checked on %s, more than a year ago."),
                          date);
}

char *
lab_say_confidence (const LabRuleSet *rules)
{
  const char *letter = lab_rule_set_get_confidence (rules);

  if (letter == NULL)
    return NULL;
  switch (letter[0]) {
  /* TRANSLATORS: how well rules were checked, from A, best, to D. */
  case 'A':
    return g_strdup (_ ("Confidence A: they agree with the venue's own answers."));
  case 'B':
    return g_strdup (_ ("Confidence B: they agree with an example or the code of the "
                        "venue."));
  case 'C':
    return g_strdup (_ ("Confidence C: they are as the venue states them, not tried."));
  default: return g_strdup (_ ("Confidence D: they are inferred, or out of date."));
  }
}

static char *
say_checked (const LabRuleSet *rules, const char *today)
{
  GPtrArray *sentences = g_ptr_array_new_with_free_func (g_free);
  char *age = lab_say_rules_age (rules, today);
  g_autofree char *date = NULL;

  if (age == NULL) {
    date = lab_format_date (lab_rule_set_get_checked_on (rules));
    age = g_strdup_printf (_ ("Checked on %s."), date);
  }
  g_ptr_array_add (sentences, age);
  g_ptr_array_add (sentences, lab_say_confidence (rules));
  return lab_words_join (sentences);
}

char *
lab_say_rules (const LabRuleSet *rules, const char *today)
{
  if (lab_rule_set_is_replaced (rules))
    return g_strdup (_ ("Some of these rules come from the opened file."));
  if (lab_rule_set_get_confidence (rules) == NULL)
    return g_strdup (_ ("Made for teaching; a real venue has more rules."));
  return say_checked (rules, today);
}

static const char *
say_contract (MarginContract contract)
{
  switch (contract) {
  case MARGIN_INVERSE: return _ ("Inverse: worth dollars, settled in the coin");
  case MARGIN_QUANTO: return _ ("Quanto: settled in another coin");
  default: return _ ("Linear: worth coins, settled in money");
  }
}

static const char *
say_trigger (MarginTriggerPrice price)
{
  switch (price) {
  case MARGIN_TRIGGER_LAST: return _ ("The last trade");
  case MARGIN_TRIGGER_ORACLE: return _ ("An oracle");
  default: return _ ("The mark price");
  }
}

static char *
say_maintenance (const MarginRules *rules)
{
  g_autofree char *rate = lab_format_rate (rules->tiers[0].rate);

  if (rules->n_tiers == 1 && rules->tier_shape != MARGIN_TIER_SLOPE)
    return g_steal_pointer (&rate);
  /* TRANSLATORS: a rate that grows with the position, as in "from 0.4 %". */
  return g_strdup_printf (_ ("from %s"), rate);
}

static char *
say_most_leverage (const MarginRules *rules)
{
  double most = margin_rules_max_leverage (rules);

  return most > 0 ? lab_format_times (most) : g_strdup (_ ("none stated"));
}

static char *
say_fees (const MarginRules *rules)
{
  g_autofree char *maker = lab_format_rate (rules->maker_fee);
  g_autofree char *taker = lab_format_rate (rules->taker_fee);

  /* TRANSLATORS: fees of an order that waits, and of one that takes a waiting order. */
  return g_strdup_printf (_ ("maker %1$s, taker %2$s"), maker, taker);
}

static void
add (GPtrArray *rows, const char *name, char *value)
{
  char **row = g_new0 (char *, 3);

  row[0] = g_strdup (name);
  row[1] = value;
  g_ptr_array_add (rows, row);
}

GPtrArray *
lab_say_rules_facts (const LabRuleSet *rules, const MarginInputs *in, const char *asset,
                     const char *symbol)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  add (rows, _ ("Contract"), g_strdup (say_contract (in->contract)));
  add (rows, _ ("Symbol"), g_strdup (symbol));
  add (rows, _ ("Deposit in"), g_strdup (lab_currency (in->contract, asset, rules)));
  add (rows, _ ("Closes by"), g_strdup (say_trigger (in->rules.trigger_price)));
  add (rows, _ ("Maintenance"), say_maintenance (&in->rules));
  add (rows, _ ("Most leverage"), say_most_leverage (&in->rules));
  add (rows, _ ("Fees"), say_fees (&in->rules));
  return rows;
}
