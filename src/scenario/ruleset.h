/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SCENARIO_RULESET_H
#define SCENARIO_RULESET_H

#include "margin/inputs.h"
#include "scenario/error.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * LabRuleSet:
 *
 * One venue's rules at one date: a bundled file of data/rules/, or one with some fields
 * replaced. Immutable and reference counted.
 */
typedef struct _LabRuleSet LabRuleSet;

#define LAB_TYPE_RULE_SET (lab_rule_set_get_type ())
GType lab_rule_set_get_type (void);

LabRuleSet *lab_rule_set_ref (LabRuleSet *self);
void lab_rule_set_unref (LabRuleSet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabRuleSet, lab_rule_set_unref)

/** Ids of the bundled sets in the order they are offered; (transfer none). */
const char *const *lab_rule_set_ids (void);

/** The bundled set called @id, parsed once and kept. (transfer full) Sets
 * LAB_SCENARIO_ERROR_UNKNOWN_RULES with the list of ids. */
LabRuleSet *lab_rule_set_load (const char *id, GError **error);

/** Parses a file of data/rules/ strictly. (transfer full) */
LabRuleSet *lab_rule_set_new_from_bytes (const char *id, GBytes *bytes, GError **error);

const char *lab_rule_set_get_id (const LabRuleSet *self);   /* of the base, if replaced */
const char *lab_rule_set_get_name (const LabRuleSet *self); /* for people, translated */
const char *lab_rule_set_get_checked_on (const LabRuleSet *self); /* YYYY-MM-DD */
const char *const *lab_rule_set_get_sources (const LabRuleSet *self);
/** A to D, how well the rules were verified against the venue; NULL for teaching sets. */
const char *lab_rule_set_get_confidence (const LabRuleSet *self);
/** Whether @today (YYYY-MM-DD) lies more than a year after checked_on. Teaching sets do
 * not age. */
gboolean lab_rule_set_is_stale (const LabRuleSet *self, const char *today);
/** The venue's name for an asset ("BTC" -> "BTC-USD"); the asset with USDT where the set
 * names none. (transfer full) */
char *lab_rule_set_dup_symbol (const LabRuleSet *self, const char *asset);
MarginContract lab_rule_set_get_contract (const LabRuleSet *self);
/** What margin is kept in, as the file says it: a code such as "USDT", or "coin" for the
 * asset's own. lab_currency() answers for a scenario. */
const char *lab_rule_set_get_currency (const LabRuleSet *self);
/** What a contract is worth where the Sandbox chooses; see MarginInputs. */
double lab_rule_set_get_multiplier (const LabRuleSet *self);
/** What to know before trusting the figures, in English; NULL where nothing is said. */
const char *lab_rule_set_get_notes (const LabRuleSet *self);
/** Whether fields of the bundled set were replaced. */
gboolean lab_rule_set_is_replaced (const LabRuleSet *self);

/** Fills @rules with what rules @symbol: the table of that symbol, else that of `*`. */
void lab_rule_set_fill (const LabRuleSet *self, const char *symbol, MarginRules *rules);

G_END_DECLS

#endif
