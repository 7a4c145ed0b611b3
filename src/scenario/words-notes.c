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
