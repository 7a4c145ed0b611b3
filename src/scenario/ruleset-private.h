/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SCENARIO_RULESET_PRIVATE_H
#define SCENARIO_RULESET_PRIVATE_H

#include "scenario/json-write.h"
#include "scenario/json.h"
#include "scenario/ruleset.h"

G_BEGIN_DECLS

/* Inside the scenario room only: what a rule set is made of. */

#define LAB_SYMBOL_BYTES 64

/** A table of tiers as it was written: which deductions were stated decides what is built
 * and what is written back. */
typedef struct {
  char symbol[LAB_SYMBOL_BYTES + 1];
  gsize n_tiers;
  MarginTier tiers[MARGIN_MAX_TIERS];
  unsigned char is_given[MARGIN_MAX_TIERS];
} LabTierTable;

/** The fields that a scenario file may replace, but for the tables. */
typedef struct {
  MarginContract contract;
  MarginRules rules; /* without tiers */
} LabRuleValues;

struct _LabRuleSet {
  char *id;
  char *name; /* in English; translated when asked for */
  char *checked_on;
  char *confidence; /* (nullable) */
  char *currency;   /* a code, or "coin" */
  char *notes;      /* (nullable) in English */
  double multiplier;
  char **sources;
  GHashTable *symbols; /* asset -> the venue's name for it */
  LabRuleValues values;
  guint64 nulls;    /* fields that are null, a bit for each row of the field table */
  guint64 replaced; /* fields that a scenario file replaced */
  gboolean has_own_tables;
  GPtrArray *tables; /* of LabTierTable, shared between a set and its replacements */
};

/* ruleset-fields.c */

/** Whether the keys of @object are rule-set fields, or among @others, each once. */
gboolean lab_rule_fields_check_keys (const cJSON *object, const LabPlace *place,
                                     const char *const *others, GError **error);
void lab_rule_fields_init (LabRuleSet *self);
/** Takes over every field that @object has, and checks that the whole fits together. */
gboolean lab_rule_fields_read (LabRuleSet *self, const cJSON *object,
                               const LabPlace *place, GError **error);
/** Writes the fields that were replaced. */
void lab_rule_fields_write (const LabRuleSet *self, LabJsonWriter *writer);

extern const char *const lab_contract_words[];
extern const char *const lab_tier_shape_words[];

/* ruleset-tiers.c */

/** Reads a list of tiers as @shape wants it. */
gboolean lab_tier_table_read (LabTierTable *table, const cJSON *list,
                              const LabPlace *place, MarginTierShape shape,
                              GError **error);
/** Puts the tiers in force, deductions that were left out built. */
void lab_tier_table_fill (const LabTierTable *table, MarginRules *rules);
/** Whether tables written for another shape can be read as @shape. */
gboolean lab_tier_table_fits (const LabTierTable *table, MarginTierShape shape);
void lab_tier_table_write (const LabTierTable *table, LabJsonWriter *writer,
                           const char *key);
/** Reads an object of tables by symbol, `*` among them. (transfer full) */
GPtrArray *lab_tier_tables_read (const cJSON *object, const LabPlace *place,
                                 MarginTierShape shape, GError **error);
const LabTierTable *lab_tier_tables_find (GPtrArray *tables, const char *symbol);

/* ruleset-read.c */

/** @base with the fields of @object replaced; @object has `base` beside them. (transfer
 * full) */
LabRuleSet *lab_rule_set_replace (const LabRuleSet *base, const cJSON *object,
                                  const LabPlace *place, GError **error);

/* ruleset.c */

/** A set with nothing in it but the defaults. */
LabRuleSet *lab_rule_set_new (const char *id);
gboolean lab_is_iso_date (const char *text);
/** Whether the table of @symbol fits the shape the set has by now. */
gboolean lab_rule_set_check_table (const LabRuleSet *self, const char *symbol,
                                   GError **error);
/** Writes the member `rules` of a scenario file: an id, or the base and what replaces. */
void lab_rule_set_write (const LabRuleSet *self, LabJsonWriter *writer);

G_END_DECLS

#endif
