/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/words-private.h"

#include "margin/value.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static gboolean
is_long (const MarginOutcome *outcome)
{
  return outcome->in.side == MARGIN_LONG;
}

static char *
figure_coins (const MarginOutcome *outcome, const char *asset)
{
  g_autofree char *size = lab_words_size (outcome->in.size * outcome->in.multiplier);
  g_autofree char *value = lab_words_money (outcome, outcome->value, LAB_SIGN_MINUS);

  return is_long (outcome)
             ? g_strdup_printf (_ ("You hold %1$s %2$s, worth %3$s now."), size, asset,
                                value)
             : g_strdup_printf (_ ("You are short %1$s %2$s, worth %3$s now."), size,
                                asset, value);
}

/* An inverse contract is a number of dollars, whatever the coin is worth. */
static char *
figure_dollars (const MarginOutcome *outcome, const char *asset)
{
  g_autofree char *held = lab_format_held (&outcome->in, asset, outcome->value);
  g_autofree char *value = lab_words_sum (outcome, asset, outcome->value);

  return is_long (outcome)
             ? g_strdup_printf (_ ("You hold %1$s of %2$s, worth %3$s now."), held, asset,
                                value)
             : g_strdup_printf (_ ("You are short %1$s of %2$s, worth %3$s now."), held,
                                asset, value);
}

static char *
figure_contracts (const MarginOutcome *outcome, const char *asset)
{
  g_autofree char *size = lab_words_size (outcome->in.size);
  g_autofree char *value = lab_words_sum (outcome, asset, outcome->value);
  gulong n = (gulong) MIN (ceil (outcome->in.size), 1e6);

  if (is_long (outcome))
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "You hold %1$s contract, worth %2$s now.",
                                         "You hold %1$s contracts, worth %2$s now.", n),
                            size, value);
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "You are short %1$s contract, worth %2$s now.",
                   "You are short %1$s contracts, worth %2$s now.", n),
      size, value);
}

static char *
figure_held (const MarginOutcome *outcome, const char *asset)
{
  double worth = margin_value (&outcome->in, outcome->ended_at);
  g_autofree char *value = lab_format_held (&outcome->in, asset, worth);

  return is_long (outcome)
             ? g_strdup_printf (_ ("You held %1$s of %2$s when it ended."), value, asset)
             : g_strdup_printf (_ ("You were short %1$s of %2$s when it ended."), value,
                                asset);
}

static char *
figure_position (const MarginOutcome *outcome, const char *asset)
{
  if (outcome->is_over)
    return figure_held (outcome, asset);
  switch (outcome->in.contract) {
  case MARGIN_INVERSE: return figure_dollars (outcome, asset);
  case MARGIN_QUANTO: return figure_contracts (outcome, asset);
  default: return figure_coins (outcome, asset);
  }
}

static char *
figure_one_percent (const MarginOutcome *outcome, const char *asset)
{
  g_autofree char *worth =
      lab_words_sum (outcome, asset, lab_words_one_percent (outcome));

  if (outcome->in.contract == MARGIN_INVERSE)
    return outcome->is_over
               ? g_strdup_printf (
                     _ ("One percent of price was worth about %s at the end."), worth)
               : g_strdup_printf (_ ("One percent of price is worth about %s here."),
                                  worth);
  if (outcome->is_over)
    return g_strdup_printf (_ ("Each percent of price was worth %s."), worth);
  return g_strdup_printf (_ ("Each percent of price is worth %s."), worth);
}

static char *
figure_money_over (const MarginOutcome *outcome, const char *asset)
{
  g_autofree char *deposit = lab_words_sum (outcome, asset, outcome->in.margin);
  g_autofree char *left = lab_words_sum (outcome, asset, outcome->returned);

  return g_strdup_printf (_ ("Your money is %1$s of the %2$s you put in."), left,
                          deposit);
}

static char *
figure_money (const MarginOutcome *outcome, const char *asset)
{
  double result = outcome->result;
  g_autofree char *money = lab_words_sum (outcome, asset, outcome->equity);
  g_autofree char *change = lab_words_sum (outcome, asset, fabs (result));
  g_autofree char *share = lab_words_percent (result / outcome->in.margin, 0);

  if (outcome->is_over)
    return figure_money_over (outcome, asset);
  if (lab_words_is_at_entry (outcome) || !(outcome->in.margin > 0))
    return g_strdup_printf (_ ("Your money is %s."), money);
  return result < 0
             ? g_strdup_printf (_ ("Your money is %1$s: you have lost %2$s, %3$s "
                                   "percent of your deposit."),
                                money, change, share)
             : g_strdup_printf (_ ("Your money is %1$s: you have gained %2$s, %3$s "
                                   "percent of your deposit."),
                                money, change, share);
}

static char *
figure_required (const MarginOutcome *outcome, const char *asset)
{
  g_autofree char *required = lab_words_sum (outcome, asset, outcome->requirement);
  g_autofree char *ratio = lab_words_percent (outcome->margin_ratio, 0);

  if (outcome->is_over)
    return g_strdup (_ ("The venue closed it: your money no longer covered what it "
                        "requires."));
  return g_strdup_printf (
      _ ("The venue requires %1$s, %2$s percent of your money; at 100 "
         "it closes the position."),
      required, ratio);
}

static char *
figure_end_ahead (const MarginOutcome *outcome)
{
  double line = outcome->liquidation.price;
  g_autofree char *price = lab_words_price (outcome, line);
  g_autofree char *room = lab_format_size_of_move (margin_room (outcome));

  return line < outcome->in.mark
             ? g_strdup_printf (_ ("It ends at %1$s, %2$s below the price now."), price,
                                room)
             : g_strdup_printf (_ ("It ends at %1$s, %2$s above the price now."), price,
                                room);
}

static char *
figure_end (const MarginOutcome *outcome)
{
  g_autofree char *price = NULL;
  g_autofree char *moved = NULL;
  double distance;

  if (!outcome->is_over && outcome->liquidation.kind == MARGIN_NONE)
    return g_strdup (_ ("It never ends here: this position cannot be liquidated."));
  if (!outcome->is_over)
    return figure_end_ahead (outcome);
  price = lab_words_price (outcome, outcome->ended_at);
  distance = margin_distance (&outcome->in, outcome->ended_at);
  moved = lab_format_size_of_move (distance);
  return distance < 0 ? g_strdup_printf (_ ("It ended at %1$s, %2$s below the entry."),
                                         price, moved)
                      : g_strdup_printf (_ ("It ended at %1$s, %2$s above the entry."),
                                         price, moved);
}

static char *
figure_left (const MarginOutcome *outcome, const char *asset)
{
  double returned = lab_words_returned (outcome);
  g_autofree char *sum = lab_words_sum (outcome, asset, returned);

  if (!outcome->is_over && outcome->liquidation.kind == MARGIN_NONE)
    return g_strdup (_ ("Close it whenever you like; what it is worth then is yours."));
  if (outcome->is_over)
    return returned > 0 ? g_strdup_printf (_ ("%s of your deposit came back."), sum)
                        : g_strdup (_ ("Nothing of your deposit came back."));
  return returned > 0
             ? g_strdup_printf (_ ("At the end %s of your deposit comes back."), sum)
             : g_strdup (_ ("At the end nothing of your deposit comes back; plan "
                            "for that."));
}

/* Some venues take the fee of closing beforehand. It counts as your money and as what is
 * required, until it is paid. */
static char *
figure_reserve (const MarginOutcome *outcome, const char *asset)
{
  double reserve = outcome->equity - outcome->in.margin - outcome->unrealised_pnl;
  g_autofree char *sum = lab_words_sum (outcome, asset, reserve);

  if (outcome->is_over || reserve <= 1e-9 * outcome->entry_value)
    return NULL;
  return g_strdup_printf (
      _ ("Beside your deposit the venue keeps %s for the fee of closing."), sum);
}

static char *
figure_zero (const MarginOutcome *outcome)
{
  g_autofree char *price = NULL;

  if (outcome->is_over || outcome->bankruptcy.kind != MARGIN_PRICE)
    return NULL;
  price = lab_words_price (outcome, outcome->bankruptcy.price);
  return g_strdup_printf (_ ("Your money would be zero at %s."), price);
}

static char *
figure_drift (const MarginOutcome *outcome)
{
  g_autofree char *set = lab_format_times (outcome->in.leverage);
  g_autofree char *now = lab_format_times (outcome->effective_leverage);

  if (outcome->is_over || g_str_equal (set, now))
    return NULL;
  return g_strdup_printf (_ ("You set %1$s; it is %2$s now."), set, now);
}

char *
lab_say_leverage_limit (const MarginOutcome *outcome, const char *asset)
{
  g_autofree char *deposit = NULL;
  g_autofree char *most = NULL;

  if (!(outcome->max_leverage > 0) || outcome->in.leverage <= outcome->max_leverage)
    return NULL;
  deposit = lab_words_sum (outcome, asset, outcome->in.margin);
  most = lab_format_times (floor (10 * outcome->max_leverage) / 10);
  return g_strdup_printf (_ ("With a deposit of %1$s the most is %2$s."), deposit, most);
}

static char *
figure_rules (const LabRuleSet *rules)
{
  g_autofree char *date = NULL;
  const char *name;

  if (rules == NULL)
    return NULL;
  name = lab_rule_set_get_name (rules);
  if (lab_rule_set_is_replaced (rules))
    return g_strdup_printf (_ ("The rules are those of %s, changed."), name);
  if (lab_rule_set_get_confidence (rules) == NULL)
    return g_strdup_printf (_ ("The rules are “%s”, made for learning."), name);
  date = lab_format_date (lab_rule_set_get_checked_on (rules));
  return g_strdup_printf (_ ("The rules are those of %1$s, checked on %2$s."), name,
                          date);
}

static void
add (GPtrArray *figures, char *figure)
{
  if (figure != NULL)
    g_ptr_array_add (figures, figure);
}

char **
lab_say_figures (const MarginOutcome *outcome, const char *asset, const LabRuleSet *rules)
{
  GPtrArray *figures = g_ptr_array_new ();

  add (figures, figure_position (outcome, asset));
  add (figures, figure_one_percent (outcome, asset));
  add (figures, figure_money (outcome, asset));
  add (figures, figure_required (outcome, asset));
  add (figures, figure_end (outcome));
  add (figures, figure_left (outcome, asset));
  add (figures, figure_reserve (outcome, asset));
  add (figures, figure_zero (outcome));
  add (figures, figure_drift (outcome));
  add (figures, lab_say_leverage_limit (outcome, asset));
  add (figures, figure_rules (rules));
  g_ptr_array_add (figures, NULL);
  return (char **) g_ptr_array_free (figures, FALSE);
}
