/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/ruleset-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* From JSON to a rule set: a bundled file as a whole, or a bundled set with the fields
 * that a scenario file replaces. */

static const char *const confidence_words[] = { "A", "B", "C", "D", NULL };
static const char *const returns_words[] = { "nothing", "equity", NULL };
static const char *const end_words[] = { "whole", "fraction", "tiers", NULL };

static gboolean
read_tables (LabRuleSet *self, const cJSON *root, const LabPlace *place, GError **error)
{
  const cJSON *object = lab_json_get (root, "tiers");

  if (!object)
    return TRUE;

  GPtrArray *tables = lab_tier_tables_read (object, &LAB_PLACE_KEY (place, "tiers"),
                                            self->values.rules.tier_shape, error);
  if (!tables)
    return FALSE;
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  self->tables = tables;
  self->has_own_tables = TRUE;
  return TRUE;
}

static gboolean
read_date (LabRuleSet *self, const cJSON *root, const LabPlace *place, GError **error)
{
  const char *text = "";

  if (!lab_json_read_text (root, place, "checked_on", 10, &text, error))
    return FALSE;
  self->checked_on = g_strdup (text);
  if (lab_is_iso_date (text))
    return TRUE;
  g_set_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
               _ ("checked_on is \"%s\"; a date such as 2026-05-15 is accepted."), text);
  return FALSE;
}

static gboolean
read_sources (LabRuleSet *self, const cJSON *root, const LabPlace *place, GError **error)
{
  const cJSON *list = lab_json_get (root, "sources"), *item;
  LabPlace sources = LAB_PLACE_KEY (place, "sources");
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  if (!lab_json_check_list (list, &sources, 32, error))
    return FALSE;
  cJSON_ArrayForEach (item, list)
  {
    if (!cJSON_IsString (item) || !*item->valuestring) {
      g_set_error_literal (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
                           _ ("sources holds something else than text; a list of texts "
                              "is accepted."));
      return FALSE;
    }
    g_ptr_array_add (texts, g_strdup (item->valuestring));
  }
  g_ptr_array_add (texts, NULL);
  self->sources = (char **) g_ptr_array_free (g_steal_pointer (&texts), FALSE);
  return TRUE;
}

static gboolean
read_symbols (LabRuleSet *self, const cJSON *root, const LabPlace *place, GError **error)
{
  static const char *const assets[] = { "BTC", "ETH", NULL };
  const cJSON *object = lab_json_get (root, "symbols");
  LabPlace symbols = LAB_PLACE_KEY (place, "symbols");

  self->symbols = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  if (!object)
    return TRUE;
  if (!lab_json_check_keys (object, &symbols, assets, error))
    return FALSE;
  for (guint i = 0; assets[i]; i++) {
    const char *symbol = NULL;

    if (!lab_json_read_text (object, &symbols, assets[i], LAB_SYMBOL_BYTES, &symbol,
                             error))
      return FALSE;
    if (symbol)
      g_hash_table_insert (self->symbols, (gpointer) assets[i], g_strdup (symbol));
  }
  return TRUE;
}

static gboolean
read_words (LabRuleSet *self, const cJSON *root, const LabPlace *place, GError **error)
{
  const char *name = NULL, *currency = NULL, *notes = NULL;
  int confidence = -1;

  if (!lab_json_read_text (root, place, "name", 64, &name, error) ||
      !lab_json_read_text (root, place, "currency", 16, &currency, error) ||
      !lab_json_read_text (root, place, "notes", 2000, &notes, error) ||
      !lab_json_read_number (root, place, "multiplier", LAB_RANGE_POSITIVE,
                             &self->multiplier, error) ||
      !lab_json_read_word (root, place, "confidence", confidence_words, &confidence,
                           error))
    return FALSE;
  self->name = g_strdup (name);
  self->currency = g_strdup (currency);
  self->notes = g_strdup (notes);
  self->confidence = confidence < 0 ? NULL : g_strdup (confidence_words[confidence]);
  return TRUE;
}

/* What the venue does with a position that is due; margin/ending.h. */
static gboolean
read_ending (LabRuleSet *self, const cJSON *root, const LabPlace *place, GError **error)
{
  static const char *const required[] = { "end_fraction", NULL };
  MarginRules *rules = &self->values.rules;
  int end = MARGIN_END_WHOLE, returns = MARGIN_RETURNS_NOTHING;

  if (!lab_json_read_word (root, place, "returns", returns_words, &returns, error) ||
      !lab_json_read_word (root, place, "end", end_words, &end, error) ||
      !lab_json_read_number (root, place, "end_fraction", (LabRange){ 0.01, 1 },
                             &rules->end_fraction, error) ||
      !lab_json_read_number (root, place, "end_above", LAB_RANGE_NOT_NEGATIVE,
                             &rules->end_above, error) ||
      !lab_json_read_number (root, place, "backstop_ratio", (LabRange){ 0, 1 },
                             &rules->backstop_ratio, error) ||
      !lab_json_read_number (root, place, "liquidation_fee", (LabRange){ 0, 0.5 },
                             &rules->liquidation_fee, error))
    return FALSE;
  rules->returns = (MarginReturns) returns;
  rules->end = (MarginEnd) end;
  return rules->end != MARGIN_END_FRACTION ||
         lab_json_require (root, place, required, error);
}

static gboolean
read_bundled (LabRuleSet *self, const cJSON *root, GError **error)
{
  static const char *const others[] = {
    "name",           "checked_on",      "sources", "confidence",   "currency",
    "symbols",        "returns",         "end",     "end_fraction", "end_above",
    "backstop_ratio", "liquidation_fee", "notes",   "multiplier",   NULL
  };
  static const char *const required[] = { "name",     "checked_on", "sources",
                                          "currency", "tiers",      NULL };
  LabPlace place = LAB_PLACE_FILE;

  return lab_rule_fields_check_keys (root, &place, others, error) &&
         lab_json_require (root, &place, required, error) &&
         read_words (self, root, &place, error) &&
         read_ending (self, root, &place, error) &&
         read_date (self, root, &place, error) &&
         read_sources (self, root, &place, error) &&
         read_symbols (self, root, &place, error) &&
         lab_rule_fields_read (self, root, &place, error) &&
         read_tables (self, root, &place, error);
}

LabRuleSet *
lab_rule_set_new_from_bytes (const char *id, GBytes *bytes, GError **error)
{
  g_autoptr (LabRuleSet) self = lab_rule_set_new (id);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  cJSON *root = lab_json_parse (text, length, error);
  gboolean is_fine = root && read_bundled (self, root, error);

  cJSON_Delete (root);
  if (!is_fine)
    return NULL;
  self->replaced = 0; /* what a bundled file says replaces nothing */
  self->has_own_tables = FALSE;
  return g_steal_pointer (&self);
}

static LabRuleSet *
rule_set_copy (const LabRuleSet *base)
{
  LabRuleSet *self = lab_rule_set_new (base->id);

  self->name = g_strdup (base->name);
  self->checked_on = g_strdup (base->checked_on);
  self->confidence = g_strdup (base->confidence);
  self->currency = g_strdup (base->currency);
  self->notes = g_strdup (base->notes);
  self->multiplier = base->multiplier;
  self->sources = g_strdupv (base->sources);
  self->symbols = g_hash_table_ref (base->symbols);
  self->values = base->values;
  self->nulls = base->nulls;
  self->replaced = base->replaced;
  self->has_own_tables = base->has_own_tables;
  self->tables = g_ptr_array_ref (base->tables);
  return self;
}

LabRuleSet *
lab_rule_set_replace (const LabRuleSet *base, const cJSON *object, const LabPlace *place,
                      GError **error)
{
  static const char *const others[] = { "base", NULL };
  g_autoptr (LabRuleSet) self = rule_set_copy (base);

  if (!lab_rule_fields_check_keys (object, place, others, error) ||
      !lab_rule_fields_read (self, object, place, error) ||
      !read_tables (self, object, place, error))
    return NULL;
  return g_steal_pointer (&self);
}
