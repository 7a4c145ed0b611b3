/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/ruleset-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Every field of a rule set is declared once, as a row of fields[]. Reading a bundled
 * file, replacing fields in a scenario and writing them back all walk this table. */

const char *const lab_contract_words[] = { "linear", "inverse", "quanto", NULL };
const char *const lab_tier_shape_words[] = { "marginal", "whole", "slope", NULL };

static const char *const price_words[] = { "mark", "last", "oracle", NULL };
static const char *const when_words[] = { "at", "below", NULL };
static const char *const basis_words[] = { "mark", "entry", NULL };
static const char *const tier_by_words[] = { "value", "size", NULL };
static const char *const close_fee_words[] = { "none",     "added",         "entry",
                                               "reserved", "reserved-cost", "bankruptcy",
                                               NULL };
static const char *const rounding_words[] = { "none", "toward-entry", "tick-toward-entry",
                                              "truncate", NULL };
static const char *const cross_words[] = { "fixed", "joint", NULL };

typedef struct {
  const char *name;
  gsize offset;             /* in LabRuleValues */
  const char *const *words; /* of a word; its index is the enum's value */
  gboolean may_be_null;     /* null stands as 0 */
  LabRange range;           /* of a number */
} Field;

#define AT(member) G_STRUCT_OFFSET (LabRuleValues, member)

static const Field fields[] = {
  { "contract", AT (contract), lab_contract_words },
  { "trigger_price", AT (rules.trigger_price), price_words },
  { "trigger_when", AT (rules.trigger_when), when_words },
  { "maintenance_on", AT (rules.maintenance_on), basis_words },
  { "initial_on", AT (rules.initial_on), basis_words },
  { "tier_shape", AT (rules.tier_shape), lab_tier_shape_words },
  { "tier_by", AT (rules.tier_by), tier_by_words },
  { "maintenance_floor", AT (rules.maintenance_floor), NULL, FALSE, { 0, 1e18 } },
  { "close_fee", AT (rules.close_fee), close_fee_words },
  { "close_fee_rate", AT (rules.close_fee_rate), NULL, FALSE, { 0, 0.5 } },
  { "rounding", AT (rules.rounding), rounding_words },
  { "tick", AT (rules.tick), NULL, FALSE, { 0, 1e18 } },
  { "quantum", AT (rules.quantum), NULL, FALSE, { 0, 1e18 } },
  { "cross_marks", AT (rules.cross_marks), cross_words },
  { "maker_fee", AT (rules.maker_fee), NULL, FALSE, { -0.5, 0.5 } },
  { "taker_fee", AT (rules.taker_fee), NULL, FALSE, { 0, 0.5 } },
  { "funding_hours", AT (rules.funding_hours), NULL, FALSE, { 1e-18, 1e18 } },
  { "initial_rate", AT (rules.initial_rate), NULL, TRUE, { 1e-18, 1 } },
  { "initial_slope", AT (rules.initial_slope), NULL, FALSE, { 0, 1e18 } },
  { "max_leverage", AT (rules.max_leverage), NULL, TRUE, { 1, 1e18 } },
  { "oi_lower", AT (rules.oi_lower), NULL, TRUE, { 0, 1e18 } },
  { "oi_upper", AT (rules.oi_upper), NULL, TRUE, { 0, 1e18 } },
};

gboolean
lab_rule_fields_check_keys (const cJSON *object, const LabPlace *place,
                            const char *const *others, GError **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  for (guint i = 0; others[i]; i++)
    g_ptr_array_add (keys, (gpointer) others[i]);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_ptr_array_add (keys, (gpointer) fields[i].name);
  g_ptr_array_add (keys, (gpointer) "tiers");
  g_ptr_array_add (keys, NULL);
  return lab_json_check_keys (object, place, (const char *const *) keys->pdata, error);
}

static double *
number_of (const LabRuleValues *values, const Field *field)
{
  return (double *) ((guint8 *) values + field->offset);
}

/* An enum of which no value is negative is stored as an unsigned int. */
static guint *
word_of (const LabRuleValues *values, const Field *field)
{
  return (guint *) ((guint8 *) values + field->offset);
}

G_STATIC_ASSERT (sizeof (MarginBasis) == sizeof (guint));

void
lab_rule_fields_init (LabRuleSet *self)
{
  self->values.contract = MARGIN_LINEAR;
  margin_rules_init (&self->values.rules);
  self->nulls = 0;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].may_be_null)
      self->nulls |= G_GUINT64_CONSTANT (1) << i;
}

static gboolean
is_null (const LabRuleSet *self, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strcmp (fields[i].name, name) == 0)
      return (self->nulls >> i) & 1;
  g_return_val_if_reached (FALSE);
}

static gboolean
read_field (LabRuleSet *self, guint i, const cJSON *object, const LabPlace *place,
            GError **error)
{
  const Field *field = &fields[i];
  const cJSON *item = lab_json_get (object, field->name);
  guint64 bit = G_GUINT64_CONSTANT (1) << i;
  int word = -1;

  if (!item)
    return TRUE;
  self->replaced |= bit;
  if (field->words) {
    if (!lab_json_read_word (object, place, field->name, field->words, &word, error))
      return FALSE;
    *word_of (&self->values, field) = (guint) word;
    return TRUE;
  }
  self->nulls &= ~bit;
  if (field->may_be_null && cJSON_IsNull (item)) {
    self->nulls |= bit;
    *number_of (&self->values, field) = 0;
    return TRUE;
  }
  return lab_json_read_number (object, place, field->name, field->range,
                               number_of (&self->values, field), error);
}

static gboolean
refuse_lone_bound (const LabPlace *place, const char *lone, const char *other,
                   GError **error)
{
  g_autofree char *path = lab_place_dup (&LAB_PLACE_KEY (place, lone));

  g_set_error (
      error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
      _ ("%s stands alone, and %s is null; both bounds or neither are accepted."), path,
      other);
  return FALSE;
}

static gboolean
check_bounds (const LabRuleSet *self, const LabPlace *place, GError **error)
{
  const MarginRules *rules = &self->values.rules;
  gboolean has_lower = !is_null (self, "oi_lower");
  gboolean has_upper = !is_null (self, "oi_upper");
  char lower[LAB_JSON_NUMBER_SIZE], upper[LAB_JSON_NUMBER_SIZE];

  if (has_lower && !has_upper)
    return refuse_lone_bound (place, "oi_lower", "oi_upper", error);
  if (has_upper && !has_lower)
    return refuse_lone_bound (place, "oi_upper", "oi_lower", error);
  if (!has_lower || rules->oi_lower < rules->oi_upper)
    return TRUE;

  g_autofree char *path = lab_place_dup (&LAB_PLACE_KEY (place, "oi_upper"));
  g_set_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
               _ ("%s is %s; a number above oi_lower, %s, is accepted."), path,
               lab_json_number (upper, rules->oi_upper),
               lab_json_number (lower, rules->oi_lower));
  return FALSE;
}

static gboolean
check_shape (const LabRuleSet *self, const cJSON *object, const LabPlace *place,
             GError **error)
{
  const MarginRules *rules = &self->values.rules;
  gboolean is_by = lab_json_get (object, "tier_by") != NULL;

  if (rules->tier_shape != MARGIN_TIER_MARGINAL || rules->tier_by == MARGIN_TIER_BY_VALUE)
    return TRUE;

  g_autofree char *path =
      lab_place_dup (&LAB_PLACE_KEY (place, is_by ? "tier_by" : "tier_shape"));
  if (is_by)
    g_set_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
                 _ ("%s is \"size\"; under the tier_shape \"marginal\" only \"value\" is "
                    "accepted."),
                 path);
  else
    g_set_error (
        error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
        _ ("%s is \"marginal\"; under the tier_by \"size\" only \"whole\" and \"slope\" "
           "are accepted."),
        path);
  return FALSE;
}

gboolean
lab_rule_fields_read (LabRuleSet *self, const cJSON *object, const LabPlace *place,
                      GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (!read_field (self, i, object, place, error))
      return FALSE;
  return check_shape (self, object, place, error) && check_bounds (self, place, error);
}

void
lab_rule_fields_write (const LabRuleSet *self, LabJsonWriter *writer)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    const Field *field = &fields[i];

    if (!((self->replaced >> i) & 1))
      continue;
    if (field->words)
      lab_json_put_text (writer, field->name,
                         field->words[*word_of (&self->values, field)]);
    else if ((self->nulls >> i) & 1)
      lab_json_put_null (writer, field->name);
    else
      lab_json_put_number (writer, field->name, *number_of (&self->values, field));
  }
}
