/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_MARGIN_WALK_CASE_H
#define TESTS_MARGIN_WALK_CASE_H

#include "margin/walk.h"

#include <glib.h>
#include <string.h>

/* A walk in words, as walk.csv has them, with room of its own. Bars are an hour apart
 * unless said otherwise. */

#define CASE_ROOM 128

typedef struct {
  MarginInputs in;
  MarginBar bars[CASE_ROOM], marks[CASE_ROOM];
  MarginFunding funding[CASE_ROOM];
  MarginOrder orders[CASE_ROOM];
  MarginAction actions[CASE_ROOM];
  MarginWalk walk;
  gint64 step;
} WalkCase;

static inline double
case_number (const char *text)
{
  char *end;
  double value = g_ascii_strtod (text, &end);

  if (end == text)
    g_error ("no number: '%s'", text);
  return value;
}

static inline int
case_choice (const char *word, const char *const words[])
{
  for (int i = 0; words[i] != NULL; i++)
    if (strcmp (word, words[i]) == 0)
      return i;
  g_error ("unknown word '%s'", word);
}

/* "long linear 4 50000 10000": side, contract, size, entry, margin */
static inline void
case_position (WalkCase *c, const char *text)
{
  static const char *const contracts[] = { "linear", "inverse", "quanto", NULL };
  g_auto (GStrv) word = g_strsplit (text, " ", -1);

  c->in.side = strcmp (word[0], "long") == 0 ? MARGIN_LONG : MARGIN_SHORT;
  c->in.contract = (MarginContract) case_choice (word[1], contracts);
  c->in.size = case_number (word[2]);
  c->in.entry = c->in.mark = case_number (word[3]);
  c->in.margin = case_number (word[4]);
}

static inline void
case_classroom_tiers (MarginRules *rules)
{
  static const MarginTier tiers[] = { { 0, 0.005, 0, 0, 100 },
                                      { 50000, 0.01, 250, 0, 50 },
                                      { 250000, 0.025, 4000, 0, 20 } };

  rules->n_tiers = G_N_ELEMENTS (tiers);
  memcpy (rules->tiers, tiers, sizeof tiers);
}

static inline void
case_end (MarginRules *rules, const char *value)
{
  rules->end = MARGIN_END_FRACTION;
  rules->end_fraction = case_number (value);
  rules->end_above = case_number (strchr (value, '/') + 1);
}

static inline void
case_setting (WalkCase *c, const char *key, const char *value)
{
  static const char *const triggers[] = { "mark", "last", "oracle", NULL };
  static const char *const fates[] = { "rules", "last", "mark", NULL };
  MarginRules *rules = &c->in.rules;

  if (g_str_equal (key, "rate"))
    rules->tiers[0].rate = case_number (value);
  else if (g_str_equal (key, "multiplier"))
    c->in.multiplier = case_number (value);
  else if (g_str_equal (key, "on"))
    rules->maintenance_on = MARGIN_ON_ENTRY;
  else if (g_str_equal (key, "returns"))
    rules->returns = MARGIN_RETURNS_EQUITY;
  else if (g_str_equal (key, "tiers"))
    case_classroom_tiers (rules);
  else if (g_str_equal (key, "end"))
    case_end (rules, value);
  else if (g_str_equal (key, "taker"))
    rules->taker_fee = case_number (value), c->walk.has_costs = true;
  else if (g_str_equal (key, "maker"))
    rules->maker_fee = case_number (value), c->walk.has_costs = true;
  else if (g_str_equal (key, "slippage"))
    c->walk.slippage = case_number (value);
  else if (g_str_equal (key, "trigger"))
    rules->trigger_price = (MarginTriggerPrice) case_choice (value, triggers);
  else if (g_str_equal (key, "fate"))
    c->walk.fate = (MarginFate) case_choice (value, fates);
  else if (g_str_equal (key, "reading"))
    c->walk.reading = MARGIN_READING_OPTIMISTIC;
  else if (g_str_equal (key, "step"))
    c->step = (gint64) case_number (value);
  else
    g_error ("unknown setting '%s'", key);
}

static inline void
case_settings (WalkCase *c, const char *text)
{
  g_auto (GStrv) word = g_strsplit (text, " ", -1);

  for (char **w = word; *w != NULL && **w != '\0'; w++) {
    g_auto (GStrv) pair = g_strsplit (*w, "=", 2);

    case_setting (c, pair[0], pair[1]);
  }
}

/* "open/high/low/close" or one price for all four; "…*30" for thirty alike. */
static inline size_t
case_bars (WalkCase *c, const char *text, MarginBar bars[])
{
  g_auto (GStrv) word = g_strsplit (text, " ", -1);
  size_t n = 0;

  for (char **w = word; *w != NULL && **w != '\0'; w++) {
    g_auto (GStrv) price = g_strsplit (*w, "/", 4);
    const char *times = strchr (*w, '*');
    int count = times != NULL ? atoi (times + 1) : 1;
    gboolean is_flat = g_strv_length (price) == 1;

    for (int i = 0; i < count; i++, n++)
      bars[n] = (MarginBar){ .time = (gint64) n * c->step,
                             .open = case_number (price[0]),
                             .high = case_number (price[is_flat ? 0 : 1]),
                             .low = case_number (price[is_flat ? 0 : 2]),
                             .close = case_number (price[is_flat ? 0 : 3]) };
  }
  return n;
}

/* "stop:price[:trigger[:part[:from[:until]]]]" */
static inline void
case_order (WalkCase *c, char **word, MarginOrderKind kind)
{
  static const char *const triggers[] = { "last", "mark", NULL };
  MarginOrder *order = &c->orders[c->walk.n_orders++];
  guint n = g_strv_length (word);

  *order = (MarginOrder){ .kind = kind, .price = case_number (word[1]), .part = 1 };
  if (n > 2)
    order->trigger = (MarginSeries) case_choice (word[2], triggers);
  if (n > 3)
    order->part = case_number (word[3]);
  if (n > 4)
    order->from = (size_t) case_number (word[4]);
  if (n > 5)
    order->until = (size_t) case_number (word[5]);
}

static inline void
case_funding (WalkCase *c, double hours, const char *rate)
{
  c->funding[c->walk.n_funding++] =
      (MarginFunding){ .time = (gint64) (hours * 3600), .rate = case_number (rate) };
}

static inline void
case_plan_word (WalkCase *c, char **word)
{
  static const char *const actions[] = { "deposit", "reduce", "size", "close", NULL };

  if (g_str_equal (word[0], "stop"))
    case_order (c, word, MARGIN_STOP);
  else if (g_str_equal (word[0], "take"))
    case_order (c, word, MARGIN_TAKE_PROFIT);
  else if (g_str_equal (word[0], "funding"))
    case_funding (c, case_number (word[1]), word[2]);
  else if (g_str_equal (word[0], "every"))
    for (double hours = 0; hours * 3600 < (double) c->walk.until;
         hours += case_number (word[1]))
      case_funding (c, hours, word[2]);
  else
    c->actions[c->walk.n_actions++] =
        (MarginAction){ .kind = (MarginActionKind) case_choice (word[0], actions),
                        .bar = (size_t) case_number (word[1]),
                        .at = strchr (word[1], 'c') ? MARGIN_AT_CLOSE : MARGIN_AT_OPEN,
                        .amount = case_number (word[2]) };
}

static inline void
case_plan (WalkCase *c, const char *text)
{
  g_auto (GStrv) word = g_strsplit (text, " ", -1);

  for (char **w = word; *w != NULL && **w != '\0'; w++) {
    g_auto (GStrv) part = g_strsplit (*w, ":", -1);

    case_plan_word (c, part);
  }
}

static inline void
case_begin (WalkCase *c)
{
  memset (c, 0, sizeof *c);
  margin_inputs_init (&c->in);
  c->in.leverage = 20;
  c->step = 3600;
  c->walk.in = &c->in;
  c->walk.bars = c->bars;
  c->walk.funding = c->funding;
  c->walk.orders = c->orders;
  c->walk.actions = c->actions;
}

static inline void
case_read (WalkCase *c, const char *position, const char *settings, const char *bars,
           const char *marks, const char *plan)
{
  case_begin (c);
  case_position (c, position);
  case_settings (c, settings);
  c->walk.n_bars = case_bars (c, bars, c->bars);
  c->walk.until = (gint64) c->walk.n_bars * c->step;
  if (case_bars (c, marks, c->marks) > 0)
    c->walk.marks = c->marks;
  case_plan (c, plan);
}

#endif
