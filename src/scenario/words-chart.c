/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words that stand in the charts: short, and cut at a whole character. */

#include "scenario/words-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A word that stands alone, or NULL. */
static const char *
bare_word (ChartWord word, const MarginOutcome *outcome)
{
  switch (word) {
  case CHART_SAY_ENTRY: return _ ("Entry");
  case CHART_SAY_ENTRY_TICK: return _ ("entry");
  case CHART_SAY_PRICE_NOW: return _ ("Price now");
  case CHART_SAY_MARGIN_CALL: return _ ("Margin call");
  case CHART_SAY_LIQUIDATION: return _ ("Liquidation");
  case CHART_SAY_BANKRUPTCY: return _ ("Money is zero");
  case CHART_SAY_ALL_GONE: return _ ("All gone");
  case CHART_SAY_PREDICTION: return _ ("My prediction");
  case CHART_SAY_YOU_SAID: return _ ("You said");
  case CHART_SAY_CLOSED_HERE: return _ ("Closed here");
  case CHART_SAY_HIDDEN: return _ ("Hidden until you lock");
  case CHART_SAY_TIME: return _ ("time →");
  case CHART_SAY_NO_LINE:
    return outcome->in.side == MARGIN_LONG ? _ ("No line above zero")
                                           : _ ("No line at any price");
  default: return NULL;
  }
}

/* The number that goes with @word, formatted. */
static char *
dress_value (ChartWord word, double value, const MarginOutcome *outcome)
{
  switch (word) {
  case CHART_SAY_PRICE:
  case CHART_SAY_ENDS:
  case CHART_SAY_ENDED:
  case CHART_SAY_GAP: return lab_words_price (outcome, value);
  case CHART_SAY_RESULT:
  case CHART_SAY_AT_ONE: return lab_words_money (outcome, value, LAB_SIGN_ALWAYS);
  case CHART_SAY_PERCENT: return lab_format_move (value);
  case CHART_SAY_TIMES: return lab_format_times (value);
  case CHART_SAY_OF_DEPOSIT: return lab_format_share (value);
  case CHART_SAY_LEFT: return lab_format_size_of_move (value);
  default: return lab_words_money (outcome, value, LAB_SIGN_MINUS);
  }
}

/* The label around the number of @word, with one %s; NULL where the number stands alone.
 */
static const char *
pattern (ChartWord word, const MarginOutcome *outcome)
{
  switch (word) {
  case CHART_SAY_ENDS: return _ ("Ends %s");
  case CHART_SAY_ENDED: return _ ("Ended %s");
  case CHART_SAY_CLOSED: return _ ("Closed, %s back");
  /* TRANSLATORS: as in "−60 % of your deposit". */
  case CHART_SAY_OF_DEPOSIT: return _ ("%s of your deposit");
  case CHART_SAY_EACH_PERCENT:
    /* TRANSLATORS: the spaces before the percent signs are no-break spaces. */
    return outcome->in.side == MARGIN_LONG ? _ ("Each +1 %% adds %s")
                                           : _ ("Each −1 %% adds %s");
  case CHART_SAY_ONE_PERCENT:
    /* TRANSLATORS: where each percent adds another amount; no-break spaces again. */
    return outcome->in.side == MARGIN_LONG ? _ ("The first +1 %% adds %s")
                                           : _ ("The first −1 %% adds %s");
  case CHART_SAY_AT_ONE: return _ ("at 1×: %s");
  /* TRANSLATORS: room before the end, as in "1.57 % left". */
  case CHART_SAY_LEFT: return _ ("%s left");
  /* TRANSLATORS: your money, as in "yours 4,000". */
  case CHART_SAY_YOURS: return _ ("yours %s");
  case CHART_SAY_REQUIRED: return _ ("required %s");
  case CHART_SAY_DEPOSIT: return _ ("deposit %s");
  /* TRANSLATORS: between a guess and the answer, as in "gap 238.69". */
  case CHART_SAY_GAP: return _ ("gap %s");
  default: return NULL;
  }
}

static char *
fill (const char *label, const char *value)
{
  g_auto (GStrv) halves = g_strsplit (label, "%s", 2);
  g_autofree char *text = g_strjoinv (value, halves);
  g_auto (GStrv) signs = g_strsplit (text, "%%", -1);

  return g_strjoinv ("%", signs);
}

static void
copy_whole_characters (char *text, gsize size, const char *from)
{
  const char *end;

  g_strlcpy (text, from, size);
  if (!g_utf8_validate (text, -1, &end))
    text[end - text] = '\0';
}

void
lab_say_chart_word (ChartWord word, double value, const MarginOutcome *outcome,
                    char *text, size_t size)
{
  const char *bare = bare_word (word, outcome);
  const char *label = pattern (word, outcome);
  g_autofree char *number = NULL;
  g_autofree char *filled = NULL;

  if (size == 0)
    return;
  if (bare == NULL) {
    number = dress_value (word, value, outcome);
    filled = label != NULL ? fill (label, number) : g_steal_pointer (&number);
  }
  copy_whole_characters (text, size, bare != NULL ? bare : filled);
}
