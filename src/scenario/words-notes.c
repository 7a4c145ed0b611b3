/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/words-private.h"

#include <glib/gi18n-lib.h>

char *
lab_say_moves (const LabMoveCount *count, const char *asset, double move)
{
  g_autofree char *moved = lab_words_number (count->n_moved, 0, 0, LAB_SIGN_MINUS);
  g_autofree char *days = lab_words_number (count->n_days, 0, 0, LAB_SIGN_MINUS);

  if (ABS (move) < 0.00005 || count->n_days == 0)
    return g_strdup_printf (
        _ ("Move the price to see how often %s went as far within a day."), asset);
  if (count->n_moved == 0)
    return g_strdup_printf (
        ngettext ("%1$s never moved this far within a day in %2$s day since %3$d.",
                  "%1$s never moved this far within a day in %2$s days since %3$d.",
                  count->n_days),
        asset, days, count->first_year);
  return g_strdup_printf (
      ngettext ("%1$s moved this far within a day on %2$s of %3$s day since %4$d.",
                "%1$s moved this far within a day on %2$s of %3$s days since %4$d.",
                count->n_days),
      asset, moved, days, count->first_year);
}

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

char *
lab_say_worth (const MarginOutcome *outcome, const char *asset)
{
  const MarginInputs *in = &outcome->in;
  g_autofree char *number = NULL;
  g_autofree char *worth = NULL;

  if (!lab_currency_is_coin (in->contract))
    return NULL;
  number = lab_format_money (in->margin * lab_currency_price (in, asset));
  worth = lab_words_of (number, lab_currency (MARGIN_LINEAR, asset, NULL));
  if (in->contract == MARGIN_INVERSE)
    return g_strdup_printf (_ ("Worth %s at the entry."), worth);
  return g_strdup_printf (_ ("Worth about %s."), worth);
}
