/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/lesson-words.h"

#include "margin/requirement.h"
#include "margin/value.h"
#include "scenario/words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static char *
price (const MarginOutcome *outcome, double value)
{
  return lab_format_price (value, outcome->in.rules.tick);
}

static double
gap_of (const MarginOutcome *outcome, double guess)
{
  return fabs (guess - outcome->liquidation.price);
}

static const char *
say_confidence (const char *confidence)
{
  if (g_strcmp0 (confidence, "sure") == 0)
    return _ ("sure");
  if (g_strcmp0 (confidence, "think-so") == 0)
    return _ ("think so");
  return _ ("a guess");
}

static char *
look_up (const char *name, gpointer data)
{
  const LabLessonFacts *facts = data;
  g_autofree char *value = NULL;

  if (g_str_equal (name, "guess"))
    value = price (facts->outcome, facts->guess);
  else if (g_str_equal (name, "gap"))
    value = price (facts->outcome, gap_of (facts->outcome, facts->guess));
  else if (g_str_equal (name, "confidence"))
    value = g_strdup (say_confidence (facts->confidence));
  else
    value = lab_say_field (facts->outcome, facts->asset, name);
  if (value == NULL || !facts->is_markup)
    return g_steal_pointer (&value);
  return g_markup_printf_escaped ("<b>%s</b>", value);
}

char *
lab_lesson_say (const char *text, const LabLessonFacts *facts)
{
  g_autofree char *escaped =
      facts->is_markup ? g_markup_escape_text (text, -1) : g_strdup (text);

  return lab_lesson_fill (escaped, look_up, (gpointer) facts);
}

char *
lab_lesson_say_position (const MarginInputs *in, const char *asset)
{
  g_autofree char *deposit = lab_format_sum (in, asset, in->margin);
  g_autofree char *leverage = lab_format_times (in->leverage);
  g_autofree char *held = lab_format_held (in, asset, margin_entry_value (in));
  g_autofree char *entry = lab_format_price (in->entry, in->rules.tick);

  if (in->side == MARGIN_LONG)
    return g_markup_printf_escaped (
        /* TRANSLATORS: deposit, leverage, value, coin, price. */
        _ ("You put in <b>%s</b>. At <b>%s</b> you hold <b>%s</b> of %s, bought at "
           "<b>%s</b>."),
        deposit, leverage, held, asset, entry);
  return g_markup_printf_escaped (
      /* TRANSLATORS: deposit, leverage, value, coin, price. */
      _ ("You put in <b>%s</b>. At <b>%s</b> you are short <b>%s</b> of %s, sold at "
         "<b>%s</b>."),
      deposit, leverage, held, asset, entry);
}

char *
lab_lesson_say_gap (const MarginOutcome *outcome, double guess)
{
  double guessed = margin_distance (&outcome->in, guess);
  double ended = margin_distance (&outcome->in, outcome->liquidation.price);
  double tick = outcome->in.rules.tick > 0 ? outcome->in.rules.tick : 0.01;
  g_autofree char *gap = price (outcome, gap_of (outcome, guess));

  if (gap_of (outcome, guess) <= tick)
    return g_strdup (_ ("It ended on your line"));
  if (guessed * ended < 0)
    return g_strdup (_ ("It ended on the other side"));
  if (fabs (ended) < fabs (guessed))
    return g_strdup_printf (_ ("It ended %s earlier"), gap);
  return g_strdup_printf (_ ("It ended %s later"), gap);
}

char *
lab_lesson_say_sure (const MarginOutcome *outcome, double guess)
{
  g_autofree char *gap = price (outcome, gap_of (outcome, guess));

  return g_strdup_printf (_ ("Sure, and %s off"), gap);
}

char **
lab_lesson_say_fixed (const MarginInputs *in, const char *asset)
{
  const MarginTier *tier = &in->rules.tiers[margin_tier_at (in, in->entry)];
  g_autofree char *rate = lab_format_rate (tier->rate);
  GPtrArray *cells = g_ptr_array_new ();

  g_ptr_array_add (cells, g_strdup (_ ("Leverage")));
  g_ptr_array_add (cells, lab_format_times (in->leverage));
  g_ptr_array_add (cells, g_strdup (_ ("Deposit")));
  g_ptr_array_add (cells, lab_format_sum (in, asset, in->margin));
  g_ptr_array_add (cells, g_strdup (_ ("Venue requires")));
  g_ptr_array_add (cells, g_strdup_printf (_ ("%s of the position"), rate));
  g_ptr_array_add (cells, NULL);
  return (char **) g_ptr_array_free (cells, FALSE);
}

/* A factor such as 0.995, as short as it can be said. */
static char *
factor (double value)
{
  return g_strdup_printf ("%.4g", value);
}

/* A sum reads from left to right in every script. */
#define SUM(text) "\xe2\x81\xa6" text "\xe2\x81\xa9"

/* Two factors lead from the entry to the end: both are quotients of prices of the core,
 * so they hold under any rules. */
char **
lab_lesson_say_workings (const MarginOutcome *outcome)
{
  double zero = outcome->bankruptcy.price, end = outcome->liquidation.price;
  g_autofree char *entry = price (outcome, outcome->in.entry);
  g_autofree char *at_zero = price (outcome, zero);
  g_autofree char *to_zero = factor (zero / outcome->in.entry);
  g_autofree char *to_end = factor (zero / end);
  g_autofree char *rate = lab_format_rate (outcome->rate);
  GPtrArray *cells = g_ptr_array_new ();

  g_ptr_array_add (cells, g_strdup (_ ("Money is zero at")));
  g_ptr_array_add (cells,
                   g_strdup_printf (SUM ("%s × %s = %s"), entry, to_zero, at_zero));
  g_ptr_array_add (cells, g_strdup_printf (_ ("Leave %s"), rate));
  g_ptr_array_add (cells, g_strdup_printf (SUM ("÷ %s"), to_end));
  g_ptr_array_add (cells, g_strdup (_ ("Closed at")));
  g_ptr_array_add (cells, price (outcome, end));
  g_ptr_array_add (cells, NULL);
  return (char **) g_ptr_array_free (cells, FALSE);
}
