/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_MARGIN_CASE_ROW_H
#define TESTS_MARGIN_CASE_ROW_H

#include "margin/account.h"
#include "margin/value.h"

#include <glib.h>
#include <math.h>
#include <string.h>

/* A row of cases.csv. It says what the venue's rules are and what was asked; an empty
 * cell is what margin_inputs_init() says, `mark` the entry, `margin` V(E) / L. `others`
 * are the further positions of a cross account, each
 * symbol:side:size:entry:mark:rate:deduction:slope, `=` being the market of the first.
 * Tiers are floor:rate:deduction:max_leverage:slope; a deduction left out is built. */

typedef struct {
  GHashTable *column; /* name to index */
  char **cells;
} Row;

typedef struct {
  MarginInputs positions[MARGIN_MAX_POSITIONS];
  MarginAccount account;
  MarginOutcome out;
} Case;

static inline const char *
cell (const Row *row, const char *name)
{
  gpointer index;

  if (!g_hash_table_lookup_extended (row->column, name, NULL, &index))
    g_error ("no column '%s'", name);
  return row->cells[GPOINTER_TO_UINT (index)];
}

static inline double
number_in (const char *text)
{
  char *end;
  double value = g_ascii_strtod (text, &end);

  if (end == text || *end != '\0')
    g_error ("no number: '%s'", text);
  return value;
}

static inline gboolean
has (const Row *row, const char *name)
{
  return *cell (row, name) != '\0';
}

static inline double
number (const Row *row, const char *name, double otherwise)
{
  return has (row, name) ? number_in (cell (row, name)) : otherwise;
}

/* The index of the cell among @words; the first where the cell is empty. */
static inline int
choice (const Row *row, const char *name, const char *const words[])
{
  if (!has (row, name))
    return 0;
  for (int i = 0; words[i] != NULL; i++)
    if (strcmp (cell (row, name), words[i]) == 0)
      return i;
  g_error ("unknown word '%s' in column '%s'", cell (row, name), name);
}

static inline double
part (char **parts, guint i, double otherwise)
{
  return g_strv_length (parts) > i && *parts[i] != '\0' ? number_in (parts[i])
                                                        : otherwise;
}

static inline void
read_tiers (const char *text, MarginRules *rules)
{
  g_auto (GStrv) list = g_strsplit (text, ";", -1);
  unsigned char given[MARGIN_MAX_TIERS] = { 0 };

  rules->n_tiers = g_strv_length (list);
  g_assert_cmpuint (rules->n_tiers, <=, MARGIN_MAX_TIERS);
  for (size_t i = 0; i < rules->n_tiers; i++) {
    g_auto (GStrv) parts = g_strsplit (list[i], ":", -1);

    given[i] = isfinite (part (parts, 2, INFINITY));
    rules->tiers[i] = (MarginTier){ .floor = part (parts, 0, 0),
                                    .rate = part (parts, 1, 0),
                                    .deduction = part (parts, 2, 0),
                                    .max_leverage = part (parts, 3, 0),
                                    .slope = part (parts, 4, 0) };
  }
  margin_rules_build_deductions (rules, given);
}

static inline void
read_rules (const Row *row, MarginRules *rules)
{
  static const char *const whens[] = { "at", "below", NULL };
  static const char *const bases[] = { "mark", "entry", NULL };
  static const char *const shapes[] = { "marginal", "whole", "slope", NULL };
  static const char *const bys[] = { "value", "size", NULL };
  static const char *const fees[] = { "none",          "added",      "entry", "reserved",
                                      "reserved-cost", "bankruptcy", NULL };
  static const char *const roundings[] = { "none", "toward-entry", "tick-toward-entry",
                                           "truncate", NULL };
  static const char *const moves[] = { "fixed", "joint", NULL };

  rules->trigger_when = (MarginTriggerWhen) choice (row, "when", whens);
  rules->maintenance_on = (MarginBasis) choice (row, "maintenance_on", bases);
  if (has (row, "initial_on"))
    rules->initial_on = (MarginBasis) choice (row, "initial_on", bases);
  rules->tier_shape = (MarginTierShape) choice (row, "shape", shapes);
  rules->tier_by = (MarginTierBy) choice (row, "tier_by", bys);
  rules->close_fee = (MarginCloseFee) choice (row, "close_fee", fees);
  rules->rounding = (MarginRounding) choice (row, "rounding", roundings);
  rules->cross_marks = (MarginCrossMarks) choice (row, "cross_marks", moves);
  rules->close_fee_rate = number (row, "close_fee_rate", 0);
  rules->taker_fee = number (row, "taker_fee", 0);
  rules->tick = number (row, "tick", 0);
  rules->quantum = number (row, "quantum", 0);
  rules->initial_rate = number (row, "initial_rate", 0);
  rules->initial_slope = number (row, "initial_slope", 0);
  rules->oi_lower = number (row, "oi_lower", 0);
  rules->oi_upper = number (row, "oi_upper", 0);
  if (has (row, "tiers"))
    read_tiers (cell (row, "tiers"), rules);
}

static inline MarginSide
side_of (const char *word)
{
  g_assert_true (strcmp (word, "long") == 0 || strcmp (word, "short") == 0);
  return strcmp (word, "long") == 0 ? MARGIN_LONG : MARGIN_SHORT;
}

static inline void
read_position (const Row *row, MarginInputs *in)
{
  static const char *const contracts[] = { "linear", "inverse", "quanto", NULL };

  margin_inputs_init (in);
  read_rules (row, &in->rules);
  in->contract = (MarginContract) choice (row, "contract", contracts);
  in->side = side_of (cell (row, "side"));
  in->size = number (row, "size", in->size);
  in->multiplier = number (row, "multiplier", 1);
  in->entry = number (row, "entry", in->entry);
  in->mark = number (row, "mark", in->entry);
  in->funding_rate = number (row, "funding_rate", 0);
  in->open_interest = number (row, "open_interest", 0);
  in->leverage = number (row, "leverage", margin_default_leverage (in));
  in->margin = number (row, "margin", margin_default_margin (in));
  if (has (row, "equity"))
    in->margin = number (row, "equity", 0) - margin_pnl (in, in->mark);
}

static inline void
read_other (const char *text, MarginInputs *other, unsigned market)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", -1);

  g_assert_cmpuint (g_strv_length (parts), >=, 6);
  other->market = strcmp (parts[0], "=") == 0 ? other->market : market;
  other->side = side_of (parts[1]);
  other->size = number_in (parts[2]);
  other->entry = number_in (parts[3]);
  other->mark = number_in (parts[4]);
  other->rules.n_tiers = 1;
  other->rules.tiers[0] = (MarginTier){ .rate = number_in (parts[5]),
                                        .deduction = part (parts, 6, 0),
                                        .slope = part (parts, 7, 0) };
}

static inline void
read_case (const Row *row, Case *c)
{
  g_auto (GStrv) others = g_strsplit (cell (row, "others"), " ", -1);
  MarginAccount *account = &c->account;

  *account = (MarginAccount){ .n_positions = 1, .positions = c->positions };
  read_position (row, &c->positions[0]);
  for (char **other = others; *other != NULL; other++) {
    c->positions[account->n_positions] = c->positions[0];
    read_other (*other, &c->positions[account->n_positions],
                (unsigned) account->n_positions);
    account->n_positions++;
  }
  account->is_cross = has (row, "wallet") || has (row, "account_equity");
  account->wallet = number (row, "wallet", 0);
  if (has (row, "account_equity"))
    account->wallet = margin_account_wallet (account, number (row, "account_equity", 0));
}

#endif
