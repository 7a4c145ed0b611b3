/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/ruleset.h"

#include "scenario/ruleset-private.h"
#include "scenario-rules.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* A rule set is data with a date: who publishes it, when that was looked up, and how well
 * it was held against the venue. The bundled ones lie in the program as resources; each
 * is parsed when it is first asked for and then kept. */

#define RESOURCE_PATH "/io/github/leveragelab/LeverageLab/rules/"

static const char *const bundled_ids[] = {
  "classroom",
  "classroom-tiered",
  "eu-cfd-2to1",
  "binance-usdm",
  "binance-coinm",
  "bybit-linear",
  "bybit-linear-entry",
  "bybit-inverse",
  "okx-linear",
  "okx-inverse",
  "gate-linear",
  "gate-inverse",
  "bitmex-inverse",
  "bitmex-quanto",
  "bitmex-linear",
  "kucoin-linear",
  "deribit-inverse",
  "deribit-linear",
  "kraken-inverse",
  "hyperliquid",
  "dydx-v4",
  "gmx-v2",
  "drift",
  NULL,
};

/* The names as they stand in the files, here for the translators to find. */
static const char *const bundled_names[] = {
  /* Translators: a rule set made for teaching; 0.5 % is its maintenance rate. */
  /* xgettext:no-c-format */
  N_ ("Classroom, 0.5 %"),
  /* Translators: a rule set made for teaching whose rate grows with the position. */
  N_ ("Classroom, tiered"),
  /* Translators: the law for retail clients in the EU: contracts for difference at 2:1.
   */
  N_ ("EU retail CFD, 2:1"),
  N_ ("Binance USD-M"),
  N_ ("Binance COIN-M"),
  /* Translators: maintenance is taken at the mark price. */
  N_ ("Bybit linear, mark rule"),
  /* Translators: the older rule takes maintenance at the entry price. */
  N_ ("Bybit linear, entry rule"),
  /* Translators: a kind of contract: worth so many dollars, settled in the coin. */
  N_ ("Bybit inverse"),
  /* Translators: a kind of contract: worth so many coins, settled in dollars. */
  N_ ("OKX linear"),
  N_ ("OKX inverse"),
  N_ ("Gate linear"),
  N_ ("Gate inverse"),
  N_ ("BitMEX inverse"),
  /* Translators: a kind of contract: settled in bitcoin whatever its price is of. */
  N_ ("BitMEX quanto"),
  N_ ("BitMEX linear"),
  N_ ("KuCoin linear"),
  N_ ("Deribit inverse"),
  N_ ("Deribit linear"),
  N_ ("Kraken inverse"),
  N_ ("Hyperliquid"),
  N_ ("dYdX v4"),
  N_ ("GMX v2"),
  N_ ("Drift"),
};

G_DEFINE_BOXED_TYPE (LabRuleSet, lab_rule_set, lab_rule_set_ref, lab_rule_set_unref)

LabRuleSet *
lab_rule_set_new (const char *id)
{
  LabRuleSet *self = g_atomic_rc_box_new0 (LabRuleSet);

  self->id = g_strdup (id);
  self->multiplier = 1;
  lab_rule_fields_init (self);
  return self;
}

static void
rule_set_clear (gpointer data)
{
  LabRuleSet *self = data;

  g_clear_pointer (&self->tables, g_ptr_array_unref);
  g_clear_pointer (&self->symbols, g_hash_table_unref);
  g_clear_pointer (&self->sources, g_strfreev);
  g_clear_pointer (&self->currency, g_free);
  g_clear_pointer (&self->notes, g_free);
  g_clear_pointer (&self->confidence, g_free);
  g_clear_pointer (&self->checked_on, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->id, g_free);
}

LabRuleSet *
lab_rule_set_ref (LabRuleSet *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
lab_rule_set_unref (LabRuleSet *self)
{
  g_atomic_rc_box_release_full (self, rule_set_clear);
}

const char *const *
lab_rule_set_ids (void)
{
  return bundled_ids;
}

static LabRuleSet *
load_resource (gsize i, GError **error)
{
  g_autofree char *path = g_strconcat (RESOURCE_PATH, bundled_ids[i], ".json", NULL);
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (lab_rules_get_resource (), path, 0, error);
  LabRuleSet *self =
      bytes ? lab_rule_set_new_from_bytes (bundled_ids[i], bytes, error) : NULL;

  g_warn_if_fail (!self || strcmp (self->name, bundled_names[i]) == 0);
  return self;
}

static gsize
index_of (const char *id)
{
  gsize i = 0;

  while (bundled_ids[i] && strcmp (bundled_ids[i], id) != 0)
    i++;
  return i;
}

LabRuleSet *
lab_rule_set_load (const char *id, GError **error)
{
  static LabRuleSet *kept[G_N_ELEMENTS (bundled_ids)]; /* filled once each, never freed */
  gsize i = index_of (id);

  if (!bundled_ids[i]) {
    g_autofree char *shown = lab_json_shorten (id, -1);
    g_autofree char *known = g_strjoinv (", ", (char **) bundled_ids);
    g_set_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_UNKNOWN_RULES,
                 _ ("There are no rules called \"%s\"; one of these is accepted: %s."),
                 shown, known);
    return NULL;
  }
  if (!g_atomic_pointer_get (&kept[i])) {
    LabRuleSet *loaded = load_resource (i, error);

    if (!loaded)
      return NULL;
    if (!g_atomic_pointer_compare_and_exchange (&kept[i], NULL, loaded))
      lab_rule_set_unref (loaded); /* another thread was faster */
  }
  return lab_rule_set_ref (g_atomic_pointer_get (&kept[i]));
}

gboolean
lab_rule_set_check_table (const LabRuleSet *self, const char *symbol, GError **error)
{
  const LabTierTable *table = lab_tier_tables_find (self->tables, symbol);
  const char *shape = lab_tier_shape_words[self->values.rules.tier_shape];

  if (lab_tier_table_fits (table, self->values.rules.tier_shape))
    return TRUE;
  g_set_error (
      error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
      _ ("rules.tier_shape is \"%s\", but the table for %s in %s has deductions or "
         "slopes; a shape that goes with it, or a table of your own, is "
         "accepted."),
      shape, symbol, self->id);
  return FALSE;
}

void
lab_rule_set_write (const LabRuleSet *self, LabJsonWriter *writer)
{
  if (!lab_rule_set_is_replaced (self)) {
    lab_json_put_text (writer, "rules", self->id);
    return;
  }
  lab_json_open (writer, "rules", '{');
  lab_json_put_text (writer, "base", self->id);
  lab_rule_fields_write (self, writer);
  if (self->has_own_tables) {
    lab_json_open (writer, "tiers", '{');
    for (guint i = 0; i < self->tables->len; i++) {
      const LabTierTable *table = g_ptr_array_index (self->tables, i);
      lab_tier_table_write (table, writer, table->symbol);
    }
    lab_json_close (writer, '}');
  }
  lab_json_close (writer, '}');
}

const char *
lab_rule_set_get_id (const LabRuleSet *self)
{
  return self->id;
}

const char *
lab_rule_set_get_name (const LabRuleSet *self)
{
  return _ (self->name);
}

const char *
lab_rule_set_get_checked_on (const LabRuleSet *self)
{
  return self->checked_on;
}

const char *const *
lab_rule_set_get_sources (const LabRuleSet *self)
{
  return (const char *const *) self->sources;
}

const char *
lab_rule_set_get_confidence (const LabRuleSet *self)
{
  return self->confidence;
}

gboolean
lab_is_iso_date (const char *text)
{
  for (guint i = 0; i < 10; i++)
    if (i == 4 || i == 7 ? text[i] != '-' : !g_ascii_isdigit (text[i]))
      return FALSE;
  return text[10] == '\0' && g_date_valid_dmy ((GDateDay) strtoul (text + 8, NULL, 10),
                                               (GDateMonth) strtoul (text + 5, NULL, 10),
                                               (GDateYear) strtoul (text, NULL, 10));
}

gboolean
lab_rule_set_is_stale (const LabRuleSet *self, const char *today)
{
  if (!self->confidence || !lab_is_iso_date (today))
    return FALSE;

  /* ISO dates sort as text: the same day a year later, then compare. */
  gulong year = strtoul (self->checked_on, NULL, 10);
  g_autofree char *limit = g_strdup_printf ("%04lu%s", year + 1, self->checked_on + 4);
  return strcmp (today, limit) > 0;
}

char *
lab_rule_set_dup_symbol (const LabRuleSet *self, const char *asset)
{
  const char *symbol = g_hash_table_lookup (self->symbols, asset);

  return symbol ? g_strdup (symbol) : g_strconcat (asset, "USDT", NULL);
}

MarginContract
lab_rule_set_get_contract (const LabRuleSet *self)
{
  return self->values.contract;
}

const char *
lab_rule_set_get_currency (const LabRuleSet *self)
{
  return self->currency;
}

double
lab_rule_set_get_multiplier (const LabRuleSet *self)
{
  return self->multiplier;
}

const char *
lab_rule_set_get_notes (const LabRuleSet *self)
{
  return self->notes;
}

gboolean
lab_rule_set_is_replaced (const LabRuleSet *self)
{
  return self->replaced != 0 || self->has_own_tables;
}

void
lab_rule_set_fill (const LabRuleSet *self, const char *symbol, MarginRules *rules)
{
  *rules = self->values.rules;
  lab_tier_table_fill (lab_tier_tables_find (self->tables, symbol), rules);
}
