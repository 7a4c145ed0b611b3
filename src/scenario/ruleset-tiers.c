/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/ruleset-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const tier_keys[] = { "floor", "rate",         "deduction",
                                         "slope", "max_leverage", NULL };
static const char *const required_keys[] = { "floor", "rate", NULL };

static gboolean
refuse_floor (const MarginTier *tier, gboolean is_first, const LabPlace *place,
              GError **error)
{
  char floor[LAB_JSON_NUMBER_SIZE], before[LAB_JSON_NUMBER_SIZE];
  g_autofree char *path = lab_place_dup (&LAB_PLACE_KEY (place, "floor"));

  lab_json_number (floor, tier->floor);
  if (is_first)
    g_set_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
                 _ ("%s is %s; only 0 is accepted as the first floor."), path, floor);
  else
    g_set_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
                 _ ("%s is %s; a number above the floor before it, %s, is accepted."),
                 path, floor, lab_json_number (before, tier[-1].floor));
  return FALSE;
}

static gboolean
check_floor (const MarginTier *tier, gboolean is_first, const LabPlace *place,
             GError **error)
{
  gboolean is_fine = is_first ? tier->floor <= 0 : tier->floor > tier[-1].floor;

  return is_fine || refuse_floor (tier, is_first, place, error);
}

static gboolean
refuse_under_shape (const LabPlace *place, const char *key, double value,
                    MarginTierShape shape, GError **error)
{
  char text[LAB_JSON_NUMBER_SIZE];
  g_autofree char *path = lab_place_dup (&LAB_PLACE_KEY (place, key));

  g_set_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
               _ ("%s is %s; under the tier_shape \"%s\" only 0 is accepted."), path,
               lab_json_number (text, value), lab_tier_shape_words[shape]);
  return FALSE;
}

static gboolean
is_zero (double value)
{
  return value >= 0 && value <= 0;
}

static gboolean
read_tier (MarginTier *tier, const cJSON *item, const LabPlace *place,
           MarginTierShape shape, GError **error)
{
  LabRange any = LAB_RANGE_ANY, not_negative = LAB_RANGE_NOT_NEGATIVE;
  LabRange times = LAB_RANGE_TIMES, share = { 0, 1 };

  if (!lab_json_check_keys (item, place, tier_keys, error) ||
      !lab_json_require (item, place, required_keys, error) ||
      !lab_json_read_number (item, place, "floor", not_negative, &tier->floor, error) ||
      !lab_json_read_number (item, place, "rate", share, &tier->rate, error) ||
      !lab_json_read_number (item, place, "deduction", any, &tier->deduction, error) ||
      !lab_json_read_number (item, place, "slope", not_negative, &tier->slope, error) ||
      !lab_json_read_number (item, place, "max_leverage", times, &tier->max_leverage,
                             error))
    return FALSE;
  if (shape != MARGIN_TIER_MARGINAL && !is_zero (tier->deduction))
    return refuse_under_shape (place, "deduction", tier->deduction, shape, error);
  if (shape != MARGIN_TIER_SLOPE && !is_zero (tier->slope))
    return refuse_under_shape (place, "slope", tier->slope, shape, error);
  return TRUE;
}

gboolean
lab_tier_table_read (LabTierTable *table, const cJSON *list, const LabPlace *place,
                     MarginTierShape shape, GError **error)
{
  LabPlace entry = LAB_PLACE_ENTRY (place, 0);
  const cJSON *item;

  if (!lab_json_check_list (list, place, MARGIN_MAX_TIERS, error))
    return FALSE;
  cJSON_ArrayForEach (item, list)
  {
    MarginTier *tier = &table->tiers[entry.index];

    if (!read_tier (tier, item, &entry, shape, error) ||
        !check_floor (tier, entry.index == 0, &entry, error))
      return FALSE;
    table->is_given[entry.index] = lab_json_get (item, "deduction") != NULL;
    entry.index++;
  }
  table->n_tiers = entry.index;
  return TRUE;
}

void
lab_tier_table_fill (const LabTierTable *table, MarginRules *rules)
{
  rules->n_tiers = table->n_tiers;
  memset (rules->tiers, 0, sizeof rules->tiers);
  memcpy (rules->tiers, table->tiers, table->n_tiers * sizeof table->tiers[0]);
  margin_rules_build_deductions (rules, table->is_given);
}

gboolean
lab_tier_table_fits (const LabTierTable *table, MarginTierShape shape)
{
  for (gsize i = 0; i < table->n_tiers; i++)
    if ((shape != MARGIN_TIER_MARGINAL && !is_zero (table->tiers[i].deduction)) ||
        (shape != MARGIN_TIER_SLOPE && !is_zero (table->tiers[i].slope)))
      return FALSE;
  return TRUE;
}

void
lab_tier_table_write (const LabTierTable *table, LabJsonWriter *writer, const char *key)
{
  lab_json_open (writer, key, '[');
  for (gsize i = 0; i < table->n_tiers; i++) {
    const MarginTier *tier = &table->tiers[i];

    lab_json_open (writer, NULL, '{');
    lab_json_put_number (writer, "floor", tier->floor);
    lab_json_put_number (writer, "rate", tier->rate);
    if (table->is_given[i])
      lab_json_put_number (writer, "deduction", tier->deduction);
    if (!is_zero (tier->slope))
      lab_json_put_number (writer, "slope", tier->slope);
    if (!is_zero (tier->max_leverage))
      lab_json_put_number (writer, "max_leverage", tier->max_leverage);
    lab_json_close (writer, '}');
  }
  lab_json_close (writer, ']');
}

static gboolean
refuse_symbol (const char *symbol, gboolean is_twice, const LabPlace *place,
               GError **error)
{
  g_autofree char *path = lab_place_dup (&LAB_PLACE_KEY (place, symbol));

  if (is_twice)
    g_set_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
                 _ ("%s is given twice; a key is accepted once."), path);
  else
    g_set_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
                 _ ("%s is %u bytes long; a symbol of 1 to %u bytes is accepted."), path,
                 (guint) strlen (symbol), LAB_SYMBOL_BYTES);
  return FALSE;
}

static gboolean
check_tables (const cJSON *object, const LabPlace *place, GError **error)
{
  static const char *const star[] = { "*", NULL };
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const cJSON *item;

  if (!cJSON_IsObject (object)) {
    static const char *const none[] = { NULL };
    return lab_json_check_keys (object, place, none, error);
  }
  cJSON_ArrayForEach (item, object)
  {
    gsize length = strlen (item->string);

    if (length < 1 || length > LAB_SYMBOL_BYTES)
      return refuse_symbol (item->string, FALSE, place, error);
    if (!g_hash_table_add (seen, item->string))
      return refuse_symbol (item->string, TRUE, place, error);
  }
  return lab_json_require (object, place, star, error);
}

GPtrArray *
lab_tier_tables_read (const cJSON *object, const LabPlace *place, MarginTierShape shape,
                      GError **error)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  const cJSON *item;

  if (!check_tables (object, place, error))
    return NULL;
  cJSON_ArrayForEach (item, object)
  {
    LabTierTable *table = g_new0 (LabTierTable, 1);

    g_ptr_array_add (tables, table);
    g_strlcpy (table->symbol, item->string, sizeof table->symbol);
    if (!lab_tier_table_read (table, item, &LAB_PLACE_KEY (place, item->string), shape,
                              error))
      return NULL;
  }
  return g_steal_pointer (&tables);
}

const LabTierTable *
lab_tier_tables_find (GPtrArray *tables, const char *symbol)
{
  const LabTierTable *star = NULL;

  for (guint i = 0; i < tables->len; i++) {
    const LabTierTable *table = g_ptr_array_index (tables, i);

    if (strcmp (table->symbol, symbol) == 0)
      return table;
    if (strcmp (table->symbol, "*") == 0)
      star = table;
  }
  return star;
}
