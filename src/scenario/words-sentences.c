/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The live sentence and the figures. Every sentence is whole, so that a translator can
 * turn it around; where long and short, gained and lost or coins and money read
 * differently, there are two sentences and not one with a hole.
 */

#include "scenario/words-private.h"

#include "margin/liquidation.h"
#include "margin/value.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Up to this distance it is worth saying "only". */
#define SHORT_WAY 0.2

double
lab_words_end (const MarginOutcome *outcome)
{
  return outcome->is_over ? outcome->ended_at : outcome->liquidation.price;
}

double
lab_words_one_percent (const MarginOutcome *outcome)
{
  const MarginInputs *in = &outcome->in;

  if (in->contract != MARGIN_INVERSE)
    return outcome->entry_value / 100;
  /* The curve of an inverse contract is as steep as the coins it is worth there. */
  return margin_value (in, outcome->is_over ? outcome->ended_at : in->mark) / 100;
}

double
lab_words_returned (const MarginOutcome *outcome)
{
  double end = lab_words_end (outcome);

  if (outcome->is_over)
    return outcome->returned;
  return end > 0 ? MAX (outcome->in.margin + margin_result_at (outcome, end), 0) : 0;
}

gboolean
lab_words_is_at_entry (const MarginOutcome *outcome)
{
  return fabs (margin_distance (&outcome->in, outcome->in.mark)) < 0.00005;
}

char *
lab_words_join (GPtrArray *sentences)
{
  char *text;

  g_ptr_array_add (sentences, NULL);
  /* TRANSLATORS: what stands between two sentences. */
  text = g_strjoinv (_ (" "), (char **) sentences->pdata);
  g_ptr_array_unref (sentences);
  return text;
}

static gboolean
is_long (const MarginOutcome *outcome)
{
  return outcome->in.side == MARGIN_LONG;
}

/* The venue would not have let it open: the line lies at the entry or beyond. */
static gboolean
is_over_at_once (const MarginOutcome *outcome)
{
  return outcome->is_over &&
         fabs (margin_distance (&outcome->in, outcome->ended_at)) < 0.00005;
}

static char *
say_hold (const MarginOutcome *outcome, const char *asset)
{
  g_autofree char *deposit = lab_words_sum (outcome, asset, outcome->in.margin);
  g_autofree char *times = lab_format_times (outcome->in.leverage);
  g_autofree char *exposure = lab_format_held (&outcome->in, asset, outcome->entry_value);

  return is_long (outcome)
             ? g_strdup_printf (_ ("You put in %1$s. At %2$s you hold %3$s of %4$s."),
                                deposit, times, exposure, asset)
             : g_strdup_printf (
                   _ ("You put in %1$s. At %2$s you are short %3$s of %4$s."), deposit,
                   times, exposure, asset);
}

static char *
say_no_line (const MarginOutcome *outcome)
{
  return g_strdup (is_long (outcome) ? _ ("No line above zero.")
                                     : _ ("No line at any price."));
}

static char *
say_ended (const MarginOutcome *outcome)
{
  g_autofree char *price = lab_words_price (outcome, outcome->ended_at);
  g_autofree char *times = lab_format_times (outcome->in.leverage);

  if (is_over_at_once (outcome))
    return g_strdup_printf (_ ("At %s, this position is over before it begins."), times);
  return g_strdup_printf (_ ("It ended at %s."), price);
}

/* Whether the line lies on the losing side of the entry, as it does unless the result so
 * far is part of what keeps the position open. */
static gboolean
is_line_beyond_entry (const MarginOutcome *outcome)
{
  double distance = margin_distance (&outcome->in, outcome->liquidation.price);

  return is_long (outcome) ? distance < 0 : distance > 0;
}

static char *
say_end_ahead (const MarginOutcome *outcome)
{
  double line = outcome->liquidation.price;
  g_autofree char *times = lab_format_times (outcome->in.leverage);
  g_autofree char *price = lab_words_price (outcome, line);
  g_autofree char *distance =
      lab_format_size_of_move (margin_distance (&outcome->in, line));

  if (!is_line_beyond_entry (outcome))
    return is_long (outcome)
               ? g_strdup_printf (_ ("At %1$s, a fall to %2$s ends this position."),
                                  times, price)
               : g_strdup_printf (_ ("At %1$s, a rise to %2$s ends this position."),
                                  times, price);
  return is_long (outcome)
             ? g_strdup_printf (
                   _ ("At %1$s, a fall of %2$s from entry ends this position."), times,
                   distance)
             : g_strdup_printf (
                   _ ("At %1$s, a rise of %2$s from entry ends this position."), times,
                   distance);
}

char *
lab_say_headline (const MarginOutcome *outcome, const char *asset)
{
  if (outcome->is_over)
    return say_ended (outcome);
  if (lab_words_is_at_entry (outcome))
    return say_hold (outcome, asset);
  if (outcome->liquidation.kind == MARGIN_NONE)
    return say_no_line (outcome);
  return say_end_ahead (outcome);
}

/* What is left once it is over. */
static char *
say_left (const MarginOutcome *outcome, const char *asset)
{
  double distance = margin_distance (&outcome->in, outcome->ended_at);
  g_autofree char *returned = lab_words_sum (outcome, asset, outcome->returned);
  g_autofree char *moved = lab_format_size_of_move (distance);
  gboolean is_short_way = fabs (distance) < SHORT_WAY;

  if (outcome->returned > 0)
    return is_short_way
               ? g_strdup_printf (_ ("%1$s of your deposit comes back, and the price "
                                     "only moved %2$s."),
                                  returned, moved)
               : g_strdup_printf (
                     _ ("%1$s of your deposit comes back, and the price moved %2$s."),
                     returned, moved);
  return is_short_way
             ? g_strdup_printf (_ ("Your deposit is gone, and the price only moved %s."),
                                moved)
             : g_strdup_printf (_ ("Your deposit is gone, and the price moved %s."),
                                moved);
}

static char *
say_too_little (const MarginOutcome *outcome, const char *asset)
{
  g_autofree char *required = lab_words_sum (outcome, asset, outcome->requirement);
  g_autofree char *deposit = lab_words_sum (outcome, asset, outcome->in.margin);

  return g_strdup_printf (_ ("The venue requires %1$s, and your deposit is %2$s."),
                          required, deposit);
}

static char *
say_what_ends_it (const MarginOutcome *outcome)
{
  g_autofree char *room = lab_format_size_of_move (margin_room (outcome));

  return is_long (outcome) ? g_strdup_printf (_ ("A fall of %s ends it."), room)
                           : g_strdup_printf (_ ("A rise of %s ends it."), room);
}

static char *
say_where_you_are (const MarginOutcome *outcome)
{
  double move = margin_distance (&outcome->in, outcome->in.mark);
  g_autofree char *size = lab_format_size_of_move (move);
  g_autofree char *room = lab_format_size_of_move (margin_room (outcome));

  return outcome->in.side * move < 0
             ? g_strdup_printf (_ ("You are %1$s down and %2$s away."), size, room)
             : g_strdup_printf (_ ("You are %1$s up and %2$s away."), size, room);
}

char *
lab_say_position (const MarginOutcome *outcome, const char *asset)
{
  if (is_over_at_once (outcome))
    return say_too_little (outcome, asset);
  if (outcome->is_over)
    return say_left (outcome, asset);
  if (outcome->liquidation.kind == MARGIN_NONE)
    return g_strdup (_ ("This position cannot be liquidated here."));
  if (lab_words_is_at_entry (outcome))
    return say_what_ends_it (outcome);
  return say_where_you_are (outcome);
}

char *
lab_say_room (const MarginOutcome *outcome)
{
  g_autofree char *room = NULL;

  if (outcome->is_over)
    return g_strdup (_ ("It is over."));
  if (outcome->liquidation.kind == MARGIN_NONE)
    return g_strdup (_ ("This position cannot be liquidated here."));
  room = lab_format_size_of_move (margin_room (outcome));
  return g_strdup_printf (_ ("%s is left."), room);
}
