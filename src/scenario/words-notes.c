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
        g_dngettext (GETTEXT_PACKAGE,
                     "%1$s never moved this far within a day in %2$s day since %3$d.",
                     "%1$s never moved this far within a day in %2$s days since %3$d.",
                     count->n_days),
        asset, days, count->first_year);
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "%1$s moved this far within a day on %2$s of %3$s day since %4$d.",
                   "%1$s moved this far within a day on %2$s of %3$s days since %4$d.",
                   count->n_days),
      asset, moved, days, count->first_year);
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
