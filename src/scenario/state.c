/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/state.h"

#include "margin/value.h"
#include "market/prices.h"

#include <math.h>
#include <stddef.h>

/* Where neither the tiers nor the venue limit the leverage. */
#define UNLIMITED_LEVERAGE 125.0

static gboolean
is_row (const MarginInputRow *row, size_t offset)
{
  return row->offset == offset;
}

#define IS_ROW(row, field) is_row ((row), offsetof (MarginInputs, field))

static void
resize (LabState *self)
{
  self->in.size = margin_size_for (&self->in, self->in.margin, self->in.leverage);
}

static void
name_symbol (LabState *self)
{
  g_autofree char *symbol = lab_rule_set_dup_symbol (self->rules, self->asset);

  g_strlcpy (self->symbol, symbol, sizeof self->symbol);
}

/* The nearest of 1, 2 and 5 times a power of ten. */
static double
round_125 (double value)
{
  double tens = floor (log10 (value));
  double digit = value / pow (10, tens);
  double round = digit < 1.4 ? 1 : digit < 3.2 ? 2 : digit < 7.1 ? 5 : 10;

  return tens < 0 ? round / pow (10, -tens) : round * pow (10, tens);
}

/* A range as wide as that of the table, from what ten of the quote currency are worth. It
 * does not move with the entry: the thumb would jump under the hand. */
static void
place_margin_range (LabState *self)
{
  const MarginInputRow *row = margin_input_row ("margin");
  double price = lab_currency_price (&self->in, self->asset);

  self->margin_low = round_125 (row->low / price);
}

/* Four digits that matter: as many as are shown of coins. */
static double
round_deposit (double value)
{
  double unit = pow (10, fabs (3 - floor (log10 (value))));

  return value < 1000 ? round (value * unit) / unit : round (value / unit) * unit;
}

/* Counts the deposit in the present currency; one unit of the former was worth @price. */
static void
change_currency (LabState *self, double price)
{
  LabDeposit *deposit = &self->deposit;
  double *margin = &self->in.margin;
  double price_now = lab_currency_price (&self->in, self->asset);

  place_margin_range (self);
  if (price_now == price || !(*margin > 0))
    return;
  if (deposit->now != *margin || deposit->now_price != price)
    *deposit = (LabDeposit){ .set = *margin, .set_price = price };
  if (deposit->set_price == price_now)
    *margin = deposit->set;
  else
    *margin = MIN (round_deposit (deposit->set * deposit->set_price / price_now),
                   margin_input_row ("margin")->most);
  deposit->now = *margin;
  deposit->now_price = price_now;
}

/* Takes what the rule set says of the symbol, and lets go what a file said. */
static void
fill_rules (LabState *self)
{
  self->in.contract = lab_rule_set_get_contract (self->rules);
  self->in.multiplier = lab_rule_set_get_multiplier (self->rules);
  lab_rule_set_fill (self->rules, self->symbol, &self->in.rules);
  self->has_own_tiers = FALSE;
  self->own_leverage = 0;
  self->in.leverage = MIN (self->in.leverage, lab_state_get_max_leverage (self));
}

static gboolean
is_bundled_symbol (const LabState *self, const char *asset)
{
  g_autofree char *symbol = lab_rule_set_dup_symbol (self->rules, asset);

  return g_str_equal (symbol, self->symbol);
}

/* The base of a venue's symbol: a bundled asset where the rule set calls one so, else
 * what stands before the quote currency, else all of it. */
static void
name_asset (LabState *self)
{
  static const char *const quotes[] = { "-USDT", "-USDC", "-USD",  "_USDT",
                                        "USDT",  "USDC",  "-PERP", "USD" };
  const char *const *assets = lab_prices_assets ();

  for (gsize i = 0; assets[i] != NULL; i++)
    if (is_bundled_symbol (self, assets[i])) {
      g_strlcpy (self->asset, assets[i], sizeof self->asset);
      return;
    }
  g_strlcpy (self->asset, self->symbol, sizeof self->asset);
  for (gsize i = 0; i < G_N_ELEMENTS (quotes); i++)
    if (g_str_has_suffix (self->asset, quotes[i]) &&
        !g_str_equal (self->asset, quotes[i])) {
      self->asset[strlen (self->asset) - strlen (quotes[i])] = '\0';
      return;
    }
}

void
lab_state_init (LabState *self)
{
  g_autoptr (GError) error = NULL;

  *self = (LabState){ 0 };
  margin_inputs_init (&self->in);
  self->rules = lab_rule_set_load ("classroom", &error);
  if (self->rules == NULL)
    g_error ("The classroom rules are missing: %s", error->message);
  if (!lab_state_take_asset (self, lab_prices_assets ()[0]))
    g_error ("The price tables are missing.");
}

void
lab_state_clear (LabState *self)
{
  g_clear_pointer (&self->rules, lab_rule_set_unref);
}

void
lab_state_assign (LabState *self, const LabState *other)
{
  LabRuleSet *rules = lab_rule_set_ref (other->rules);

  lab_state_clear (self);
  *self = *other;
  self->rules = rules;
}

double
lab_state_get_move (const LabState *self)
{
  return self->in.mark / self->in.entry - 1;
}

double
lab_state_get_max_leverage (const LabState *self)
{
  double most = margin_rules_max_leverage (&self->in.rules);

  /* 1 / rate is a hair off a whole number for some rates. */
  most = most > 0 ? fmax (floor (most + 1e-9), 1) : UNLIMITED_LEVERAGE;
  return fmax (most, self->own_leverage);
}

const char *
lab_state_get_currency (const LabState *self)
{
  return lab_currency (self->in.contract, self->asset, self->rules);
}

double
lab_state_get_margin_high (const LabState *self)
{
  const MarginInputRow *row = margin_input_row ("margin");

  return self->margin_low * (row->high / row->low);
}

double
lab_state_admit (const LabState *self, const MarginInputRow *row, double value)
{
  value = CLAMP (value, row->least, row->most);
  return IS_ROW (row, leverage) ? MIN (value, lab_state_get_max_leverage (self)) : value;
}

void
lab_state_turn (LabState *self, const MarginInputRow *row, double value)
{
  MarginInputs *in = &self->in;
  double entry = in->entry;

  margin_input_set (in, row, value);
  if (IS_ROW (row, entry)) {
    in->mark = in->mark == entry ? value : value * (in->mark / entry);
    self->entry_date[0] = '\0';
  }
  if (IS_ROW (row, margin) || IS_ROW (row, leverage) || IS_ROW (row, entry) ||
      IS_ROW (row, multiplier))
    resize (self);
}

void
lab_state_take_rules (LabState *self, LabRuleSet *rules)
{
  double price = lab_currency_price (&self->in, self->asset);

  lab_rule_set_ref (rules);
  lab_state_clear (self);
  self->rules = rules;
  name_symbol (self);
  fill_rules (self);
  change_currency (self, price);
  resize (self);
}

gboolean
lab_state_take_asset (LabState *self, const char *asset)
{
  double price = lab_currency_price (&self->in, self->asset);
  LabBar bar;
  g_autoptr (GDateTime) day = NULL;
  g_autofree char *date = NULL;

  if (!lab_prices_last_bar (asset, &bar))
    return FALSE;
  day = g_date_time_new_from_unix_utc (bar.time);
  date = g_date_time_format (day, "%Y-%m-%d");
  g_strlcpy (self->asset, asset, sizeof self->asset);
  g_strlcpy (self->entry_date, date, sizeof self->entry_date);
  name_symbol (self);
  fill_rules (self);
  self->in.entry = self->in.mark = bar.close;
  change_currency (self, price);
  resize (self);
  return TRUE;
}

void
lab_state_reopen (LabState *self)
{
  self->in.mark = self->in.entry;
  self->in.ended_at = 0;
  self->is_locked = FALSE;
}

/* Whether the venue closes at this mark. The shown price decides, not the equity: that is
 * the line the learner saw the price reach. */
static gboolean
has_met (const MarginInputs *in, double line)
{
  if (in->mark == line)
    return in->rules.trigger_when == MARGIN_TRIGGER_AT;
  return in->side == MARGIN_LONG ? in->mark < line : in->mark > line;
}

void
lab_state_latch (LabState *self, const MarginOutcome *before)
{
  if (before->is_over)
    self->in.ended_at = before->ended_at;
  else if (before->liquidation.kind == MARGIN_PRICE &&
           has_met (&self->in, before->liquidation.price))
    self->in.ended_at = before->liquidation.price;
  self->is_locked = self->in.ended_at > 0;
}

void
lab_state_init_from_document (LabState *self, const LabDocument *document)
{
  const LabPosition *position = &document->positions[0];

  *self = (LabState){
    .in = position->in,
    .rules = lab_rule_set_ref (document->rules),
    .has_own_tiers = position->has_own_tiers,
    .own_leverage = position->in.leverage,
  };
  g_strlcpy (self->symbol, position->symbol, sizeof self->symbol);
  name_asset (self);
  place_margin_range (self);
}

LabDocument *
lab_state_to_document (const LabState *self)
{
  LabDocument *document = g_new0 (LabDocument, 1);
  LabPosition *position = &document->positions[0];

  document->rules = lab_rule_set_ref (self->rules);
  document->n_positions = 1;
  position->in = self->in;
  position->in.ended_at = 0;
  position->has_own_tiers = self->has_own_tiers;
  g_strlcpy (position->symbol, self->symbol, sizeof position->symbol);
  return document;
}
