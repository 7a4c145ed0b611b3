/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/document.h"

#include "scenario/document-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The file as a whole: what kind it is, the rules, the account, then every position. A
 * reader that meets the first thing it cannot accept says so in one sentence and gives
 * nothing back. */

#define FORMAT  "leverage-lab-scenario"
#define VERSION 1

static const char *const mode_words[] = { "isolated", "cross", NULL };

static gboolean
read_format (const cJSON *root, const LabPlace *place, GError **error)
{
  static const char *const formats[] = { FORMAT, NULL };
  static const char *const keys[] = { "format", "version", "positions", NULL };
  const cJSON *version = lab_json_get (root, "version");
  LabRange only = { VERSION, VERSION };
  double number = VERSION;
  int word;

  if (!cJSON_IsObject (root))
    return lab_json_check_keys (root, place, keys, error);
  if (!lab_json_read_word (root, place, "format", formats, &word, error))
    return FALSE;
  if (cJSON_IsNumber (version) && version->valuedouble >= VERSION + 1) {
    g_autofree char *shown = lab_json_dup_value (version);
    g_set_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_NEWER,
                 _ ("version is %s: a newer Leverage Lab wrote this file, and this one "
                    "accepts version %d."),
                 shown, VERSION);
    return FALSE;
  }
  return lab_json_read_number (root, place, "version", only, &number, error);
}

static LabRuleSet *
load_rules (const cJSON *item, const LabPlace *place, const char *key, GError **error)
{
  const char *const *ids = lab_rule_set_ids ();
  int i = 0; /* `classroom` where nothing is said */

  if (!lab_json_read_word (item, place, key, ids, &i, error)) {
    if (error && *error)
      (*error)->code = LAB_SCENARIO_ERROR_UNKNOWN_RULES;
    return NULL;
  }
  return lab_rule_set_load (ids[i], error);
}

static LabRuleSet *
read_rules (const cJSON *root, const LabPlace *place, GError **error)
{
  static const char *const keys[] = { "base", NULL };
  const cJSON *item = lab_json_get (root, "rules");
  LabPlace rules = LAB_PLACE_KEY (place, "rules");

  if (!cJSON_IsObject (item))
    return load_rules (root, place, "rules", error);
  if (!lab_json_require (item, &rules, keys, error))
    return NULL;

  g_autoptr (LabRuleSet) base = load_rules (item, &rules, "base", error);
  return base ? lab_rule_set_replace (base, item, &rules, error) : NULL;
}

static gboolean
refuse_collateral (const char *key, const cJSON *item, gboolean is_cross, GError **error)
{
  g_autofree char *value = item ? lab_json_dup_value (item) : NULL;

  if (!is_cross)
    g_set_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
                 _ ("account.%s is %s; it is accepted only where account.mode is "
                    "\"cross\"."),
                 key, value);
  else if (item)
    g_set_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
                 _ ("account.equity is %s beside account.wallet; exactly one of the two "
                    "is accepted."),
                 value);
  else
    g_set_error_literal (
        error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
        _ ("account.wallet is missing; a cross account has exactly one of wallet and "
           "equity."));
  return FALSE;
}

static gboolean
read_collateral (LabDocument *self, const cJSON *account, const LabPlace *place,
                 GError **error)
{
  const cJSON *wallet = lab_json_get (account, "wallet");
  const cJSON *equity = lab_json_get (account, "equity");
  LabRange range = equity ? LAB_RANGE_ANY : LAB_RANGE_NOT_NEGATIVE;

  if (!self->is_cross) {
    if (wallet || equity)
      return refuse_collateral (wallet ? "wallet" : "equity", wallet ? wallet : equity,
                                FALSE, error);
    return TRUE;
  }
  if (!wallet == !equity)
    return refuse_collateral ("equity", equity, TRUE, error);
  self->wallet_is_equity = equity != NULL;
  return lab_json_read_number (account, place, equity ? "equity" : "wallet", range,
                               &self->wallet, error);
}

static gboolean
read_account (LabDocument *self, const cJSON *root, const LabPlace *place, GError **error)
{
  static const char *const keys[] = { "mode", "wallet", "equity", NULL };
  const cJSON *account = lab_json_get (root, "account");
  LabPlace here = LAB_PLACE_KEY (place, "account");
  int mode = 0;

  if (!account)
    return TRUE;
  if (!lab_json_check_keys (account, &here, keys, error) ||
      !lab_json_read_word (account, &here, "mode", mode_words, &mode, error))
    return FALSE;
  self->is_cross = mode == 1;
  return read_collateral (self, account, &here, error);
}

/* Positions of one symbol share a market: the number of the first of them. */
static guint
market_of (const LabDocument *self, guint i)
{
  guint first = 0;

  while (strcmp (self->positions[first].symbol, self->positions[i].symbol) != 0)
    first++;
  return first;
}

/* In a cross account all positions settle in one currency, and a symbol has one mark. */
static gboolean
check_cross (const LabDocument *self, GError **error)
{
  const LabPosition *first = &self->positions[0];
  const LabPosition *last = &self->positions[self->n_positions - 1];
  guint i = self->n_positions - 1;

  if (last->in.contract != first->in.contract) {
    g_set_error (
        error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
        _ ("positions[%u].contract is \"%s\"; in this cross account only \"%s\", as "
           "in positions[0], is accepted."),
        i, lab_contract_words[last->in.contract], lab_contract_words[first->in.contract]);
    return FALSE;
  }
  for (guint j = 0; j < i; j++) {
    const LabPosition *other = &self->positions[j];
    char mark[LAB_JSON_NUMBER_SIZE], others[LAB_JSON_NUMBER_SIZE];

    if (strcmp (other->symbol, last->symbol) != 0 ||
        !(other->in.mark < last->in.mark || other->in.mark > last->in.mark))
      continue;
    g_set_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
                 _ ("positions[%u].mark is %s; in a cross account only the mark of the "
                    "same symbol in positions[%u], %s, is accepted."),
                 i, lab_json_number (mark, last->in.mark), j,
                 lab_json_number (others, other->in.mark));
    return FALSE;
  }
  return TRUE;
}

static gboolean
read_positions (LabDocument *self, const cJSON *root, const LabPlace *place,
                GError **error)
{
  const cJSON *list = lab_json_get (root, "positions"), *item;
  LabPlace positions = LAB_PLACE_KEY (place, "positions");
  LabPlace entry = LAB_PLACE_ENTRY (&positions, 0);

  if (!lab_json_check_list (list, &positions, LAB_DOCUMENT_MAX_POSITIONS, error))
    return FALSE;
  cJSON_ArrayForEach (item, list)
  {
    if (!lab_position_read (&self->positions[entry.index], self, item, &entry, error))
      return FALSE;
    self->positions[entry.index].in.market = market_of (self, entry.index);
    self->n_positions = ++entry.index;
    if (self->is_cross && !check_cross (self, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_document (LabDocument *self, const cJSON *root, GError **error)
{
  static const char *const keys[] = { "format",  "version",   "rules",
                                      "account", "positions", NULL };
  static const char *const required[] = { "format", "version", "positions", NULL };
  LabPlace file = LAB_PLACE_FILE;

  /* The version comes before the keys: a newer file may have keys not known here. */
  if (!read_format (root, &file, error) ||
      !lab_json_check_keys (root, &file, keys, error) ||
      !lab_json_require (root, &file, required, error) ||
      !read_account (self, root, &file, error))
    return FALSE;
  self->rules = read_rules (root, &file, error);
  return self->rules && read_positions (self, root, &file, error);
}

LabDocument *
lab_document_parse (const char *bytes, gsize length, GError **error)
{
  g_autoptr (LabDocument) self = NULL;
  cJSON *root;
  gboolean is_fine;

  g_return_val_if_fail (bytes != NULL || length == 0, NULL);

  self = g_new0 (LabDocument, 1);
  root = lab_json_parse (bytes, length, error);
  is_fine = root && read_document (self, root, error);
  cJSON_Delete (root);
  return is_fine ? g_steal_pointer (&self) : NULL;
}

void
lab_document_free (LabDocument *self)
{
  g_clear_pointer (&self->rules, lab_rule_set_unref);
  g_free (self);
}
