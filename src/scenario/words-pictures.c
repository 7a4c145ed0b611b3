/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The charts in sentences, for those who listen. They say "percent" and "times" in full,
 * because a screen reader may swallow the signs.
 */

#include "scenario/words-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static char *
say_result (const MarginOutcome *outcome, const char *asset)
{
  double result = outcome->result;
  g_autofree char *price =
      lab_words_price (outcome, outcome->is_over ? outcome->ended_at : outcome->in.mark);
  g_autofree char *sum = lab_words_sum (outcome, asset, fabs (result));
  g_autofree char *share = lab_words_percent (result / outcome->in.margin, 0);

  if (outcome->is_over)
    return g_strdup_printf (
        _ ("It ended at %1$s; you have lost %2$s, %3$s percent of your "
           "deposit."),
        price, sum, share);
  if (lab_words_is_at_entry (outcome))
    return g_strdup_printf (_ ("At %s, the entry, nothing is gained or lost."), price);
  return result < 0
             ? g_strdup_printf (
                   _ ("At %1$s you have lost %2$s, %3$s percent of your deposit."), price,
                   sum, share)
             : g_strdup_printf (
                   _ ("At %1$s you have gained %2$s, %3$s percent of your deposit."),
                   price, sum, share);
}

static char *
say_line (const MarginOutcome *outcome)
{
  double line = outcome->liquidation.price;
  g_autofree char *price = lab_words_price (outcome, line);
  g_autofree char *room = lab_words_percent (margin_room (outcome), 2);

  if (outcome->liquidation.kind == MARGIN_NONE)
    return g_strdup (_ ("This position cannot be liquidated here."));
  return line < outcome->in.mark
             ? g_strdup_printf (_ ("Liquidation at %1$s, %2$s percent below."), price,
                                room)
             : g_strdup_printf (_ ("Liquidation at %1$s, %2$s percent above."), price,
                                room);
}

char *
lab_say_payoff (const MarginOutcome *outcome, const char *asset)
{
  GPtrArray *sentences = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *worth =
      lab_words_sum (outcome, asset, lab_words_one_percent (outcome));

  g_ptr_array_add (sentences, g_strdup (_ ("Result against price.")));
  g_ptr_array_add (sentences, say_result (outcome, asset));
  if (!outcome->is_over) {
    g_ptr_array_add (sentences, say_line (outcome));
    g_ptr_array_add (
        sentences,
        outcome->in.contract == MARGIN_INVERSE
            ? g_strdup_printf (_ ("One percent is worth about %s here."), worth)
            : g_strdup_printf (_ ("Each percent is worth %s."), worth));
  }
  return lab_words_join (sentences);
}

typedef struct {
  double price;
  const char *pattern;
} Rung;

static int
compare_rungs (gconstpointer a, gconstpointer b)
{
  double difference = ((const Rung *) b)->price - ((const Rung *) a)->price;

  return (difference > 0) - (difference < 0);
}

static void
add_rung (GArray *rungs, double price, const char *pattern)
{
  Rung rung = { price, pattern };

  if (price > 0)
    g_array_append_val (rungs, rung);
}

/* What stands on the ladder, highest price first. */
static GArray *
list_rungs (const MarginOutcome *outcome)
{
  GArray *rungs = g_array_new (FALSE, FALSE, sizeof (Rung));

  add_rung (rungs, outcome->in.entry, _ ("entry %s"));
  add_rung (rungs, outcome->in.mark, _ ("price %s"));
  if (!outcome->is_over) {
    add_rung (rungs, outcome->margin_call.price, _ ("margin call %s"));
    add_rung (rungs, outcome->liquidation.price, _ ("liquidation %s"));
  } else
    add_rung (rungs, outcome->ended_at, _ ("ended at %s"));
  add_rung (rungs, outcome->bankruptcy.price, _ ("money is zero at %s"));
  g_array_sort (rungs, compare_rungs);
  return rungs;
}

char *
lab_say_ladder (const MarginOutcome *outcome, const char *asset)
{
  g_autoptr (GArray) rungs = list_rungs (outcome);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) items = NULL;
  g_autofree char *list = NULL;

  for (guint i = 0; i < rungs->len; i++) {
    const Rung *rung = &g_array_index (rungs, Rung, i);
    g_autofree char *price = lab_words_price (outcome, rung->price);
    g_auto (GStrv) halves = g_strsplit (rung->pattern, "%s", 2);
    g_autofree char *item = g_strjoinv (price, halves);

    g_strv_builder_add (builder, item);
  }
  items = g_strv_builder_end (builder);
  /* TRANSLATORS: what stands between the items of a list. */
  list = g_strjoinv (_ (", "), items);
  /* TRANSLATORS: the prices on the ladder, highest first, as in "From the top: entry
   * 50,000, price 48,500." */
  return g_strdup_printf (_ ("From the top: %s."), list);
}

char *
lab_say_gauge (const MarginOutcome *outcome, const char *asset)
{
  double equity = outcome->is_over ? outcome->returned : outcome->equity;
  g_autofree char *money = lab_words_sum (outcome, asset, equity);
  g_autofree char *deposit = lab_words_sum (outcome, asset, outcome->in.margin);
  g_autofree char *required = lab_words_sum (outcome, asset, outcome->requirement);
  g_autofree char *ratio = lab_words_percent (outcome->margin_ratio, 0);

  if (outcome->is_over)
    return g_strdup_printf (_ ("Your money %1$s of %2$s. Closed by the venue."), money,
                            deposit);
  return g_strdup_printf (_ ("Your money %1$s of %2$s. Required %3$s. Margin ratio %4$s "
                             "percent; at 100 the venue closes."),
                          money, deposit, required, ratio);
}

static char *
say_times (double leverage)
{
  g_autofree char *number = lab_words_number (leverage, 1, 1, LAB_SIGN_MINUS);
  gulong n = (gulong) MIN (ceil (leverage), 1e6);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s time", "%s times", n),
                          number);
}

static char *
say_move (double move)
{
  g_autofree char *size = lab_words_percent (move, 2);

  if (fabs (move) < 0.00005)
    return g_strdup (_ ("No move"));
  return move < 0 ? g_strdup_printf (_ ("%s percent down"), size)
                  : g_strdup_printf (_ ("%s percent up"), size);
}

/* The value of the control that turns @row. */
static char *
say_row (const MarginOutcome *outcome, const char *asset, const MarginInputRow *row)
{
  double value = margin_input_get (&outcome->in, row);

  switch (row->unit) {
  case MARGIN_UNIT_SETTLEMENT: return lab_words_sum (outcome, asset, value);
  case MARGIN_UNIT_PRICE: return lab_words_price (outcome, value);
  case MARGIN_UNIT_TIMES: return say_times (value);
  case MARGIN_UNIT_RATE: return lab_format_rate (value);
  default: return lab_words_size (value);
  }
}

static char *
say_value (const MarginOutcome *outcome, const char *asset, const char *name)
{
  const MarginInputRow *row = margin_input_row (name);

  if (row != NULL)
    return say_row (outcome, asset, row);
  if (g_str_equal (name, "move"))
    return say_move (margin_distance (&outcome->in, outcome->in.mark));
  return g_strdup (outcome->in.side == MARGIN_LONG ? _ ("Long") : _ ("Short"));
}

char *
lab_say_control (const MarginOutcome *outcome, const char *asset, const char *name)
{
  double end = lab_words_end (outcome);
  g_autofree char *value = say_value (outcome, asset, name);
  g_autofree char *price = lab_words_price (outcome, end);
  double distance = margin_distance (&outcome->in, end);
  g_autofree char *far = lab_words_percent (distance, 2);

  if (outcome->is_over)
    return g_strdup_printf (_ ("%1$s; ended at %2$s."), value, price);
  if (outcome->liquidation.kind == MARGIN_NONE)
    return g_strdup_printf (_ ("%s; cannot be liquidated here."), value);
  return distance < 0
             ? g_strdup_printf (_ ("%1$s; ends at %2$s, %3$s percent below the entry."),
                                value, price, far)
             : g_strdup_printf (_ ("%1$s; ends at %2$s, %3$s percent above the entry."),
                                value, price, far);
}
