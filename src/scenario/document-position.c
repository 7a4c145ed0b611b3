/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/document-private.h"

#include "margin/value.h"

#include <glib/gi18n-lib.h>

/* One position. Ranges come from margin_inputs[], the table every number a learner can
 * turn is declared in; what is left out follows from what was said. */

static const char *const side_words[] = { "long", "short", NULL };

static gboolean
read_row (const cJSON *item, const LabPlace *place, const char *key, MarginInputs *in,
          GError **error)
{
  const MarginInputRow *row = margin_input_row (key);
  LabRange range = { row->least, row->most };
  double value = margin_input_get (in, row);

  if (!lab_json_read_number (item, place, key, range, &value, error))
    return FALSE;
  margin_input_set (in, row, value);
  return TRUE;
}

static gboolean
read_names (LabPosition *position, const LabDocument *document, const cJSON *item,
            const LabPlace *place, GError **error)
{
  const char *symbol = NULL;
  int contract = (int) lab_rule_set_get_contract (document->rules), side = 0;

  if (!lab_json_read_text (item, place, "symbol", LAB_SYMBOL_BYTES, &symbol, error) ||
      !lab_json_read_word (item, place, "contract", lab_contract_words, &contract,
                           error) ||
      !lab_json_read_word (item, place, "side", side_words, &side, error))
    return FALSE;
  g_strlcpy (position->symbol, symbol, sizeof position->symbol);
  position->in.contract = (MarginContract) contract;
  position->in.side = side == 0 ? MARGIN_LONG : MARGIN_SHORT;
  return TRUE;
}

static gboolean
read_numbers (MarginInputs *in, const cJSON *item, const LabPlace *place, GError **error)
{
  LabRange any = LAB_RANGE_ANY;

  in->multiplier = 1;
  in->leverage = 1;
  in->call_ratio = 0.5;
  if (!read_row (item, place, "size", in, error) ||
      !read_row (item, place, "multiplier", in, error) ||
      !read_row (item, place, "entry", in, error))
    return FALSE;
  in->mark = in->entry;
  return read_row (item, place, "mark", in, error) &&
         read_row (item, place, "leverage", in, error) &&
         read_row (item, place, "funding_rate", in, error) &&
         lab_json_read_number (item, place, "open_interest", any, &in->open_interest,
                               error);
}

static gboolean
read_tiers (LabPosition *position, const LabDocument *document, const cJSON *item,
            const LabPlace *place, GError **error)
{
  const cJSON *list = lab_json_get (item, "tiers");
  MarginRules *rules = &position->in.rules;
  LabTierTable table = { 0 };

  lab_rule_set_fill (document->rules, position->symbol, rules);
  if (!list)
    return lab_rule_set_check_table (document->rules, position->symbol, error);
  if (!lab_tier_table_read (&table, list, &LAB_PLACE_KEY (place, "tiers"),
                            rules->tier_shape, error))
    return FALSE;
  lab_tier_table_fill (&table, rules);
  position->has_own_tiers = TRUE;
  return TRUE;
}

static gboolean
refuse_collateral (const cJSON *item, const LabPlace *place, const char *key,
                   gboolean is_cross, GError **error)
{
  g_autofree char *path = lab_place_dup (&LAB_PLACE_KEY (place, key));
  g_autofree char *value = lab_json_dup_value (lab_json_get (item, key));

  if (is_cross)
    g_set_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
                 _ ("%s is %s; it is accepted only where account.mode is \"isolated\"."),
                 path, value);
  else
    g_set_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
                 _ ("%s is %s beside a margin; one of the two is accepted."), path,
                 value);
  return FALSE;
}

static gboolean
read_margin (LabPosition *position, const cJSON *item, const LabPlace *place,
             GError **error)
{
  MarginInputs *in = &position->in;
  LabRange any = LAB_RANGE_ANY;

  if (lab_json_get (item, "margin")) {
    if (lab_json_get (item, "equity"))
      return refuse_collateral (item, place, "equity", FALSE, error);
    return read_row (item, place, "margin", in, error);
  }
  if (!lab_json_get (item, "equity")) {
    in->margin = margin_default_margin (in);
    return TRUE;
  }
  if (!lab_json_read_number (item, place, "equity", any, &position->equity, error))
    return FALSE;
  position->has_equity = TRUE;
  in->margin = position->equity - margin_pnl (in, in->mark);
  return TRUE;
}

static gboolean
check_position (const LabPosition *position, const LabPlace *place, GError **error)
{
  MarginStatus status = margin_check (&position->in);

  if (status == MARGIN_OK)
    return TRUE;
  lab_position_refuse (position, place, status, error);
  return FALSE;
}

static gboolean
read_collateral (LabPosition *position, const LabDocument *document, const cJSON *item,
                 const LabPlace *place, GError **error)
{
  if (!document->is_cross)
    return read_margin (position, item, place, error);
  if (lab_json_get (item, "margin"))
    return refuse_collateral (item, place, "margin", TRUE, error);
  if (lab_json_get (item, "equity"))
    return refuse_collateral (item, place, "equity", TRUE, error);
  return TRUE;
}

gboolean
lab_position_read (LabPosition *position, const LabDocument *document, const cJSON *item,
                   const LabPlace *place, GError **error)
{
  static const char *const keys[] = { "symbol",        "contract", "side",
                                      "size",          "entry",    "mark",
                                      "multiplier",    "leverage", "margin",
                                      "equity",        "tiers",    "funding_rate",
                                      "open_interest", NULL };
  static const char *const required[] = { "symbol", "side", "size", "entry", NULL };

  if (!lab_json_check_keys (item, place, keys, error) ||
      !lab_json_require (item, place, required, error) ||
      !read_names (position, document, item, place, error) ||
      !read_numbers (&position->in, item, place, error) ||
      !read_tiers (position, document, item, place, error) ||
      !check_position (position, place, error))
    return FALSE;
  if (!lab_json_get (item, "leverage"))
    position->in.leverage = margin_default_leverage (&position->in);
  return read_collateral (position, document, item, place, error) &&
         check_position (position, place, error);
}

static void
refuse_worth (const LabPosition *position, const LabPlace *place, GError **error)
{
  char size[LAB_JSON_NUMBER_SIZE], quantum[LAB_JSON_NUMBER_SIZE];
  g_autofree char *path = lab_place_dup (&LAB_PLACE_KEY (place, "size"));

  g_set_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
               _ ("%s is %s; a position worth at least half of the quantum %s at its "
                  "entry is accepted."),
               path, lab_json_number (size, position->in.size),
               lab_json_number (quantum, position->in.rules.quantum));
}

static void
refuse_margin (const LabPosition *position, const LabPlace *place, GError **error)
{
  char margin[LAB_JSON_NUMBER_SIZE];
  g_autofree char *path = lab_place_dup (place);

  g_set_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
               _ ("%s needs a margin of %s by its other numbers; a margin from -1e18 to "
                  "1e18 is accepted."),
               path, lab_json_number (margin, position->in.margin));
}

void
lab_position_refuse (const LabPosition *position, const LabPlace *place,
                     MarginStatus status, GError **error)
{
  LabRange times = LAB_RANGE_TIMES, prices = LAB_RANGE_POSITIVE;
  g_autofree char *path = lab_place_dup (place);

  switch (status) {
  case MARGIN_BAD_VALUE: refuse_worth (position, place, error); return;
  case MARGIN_BAD_MARK:
    lab_json_refuse_number (place, "mark", position->in.mark, prices, error);
    return;
  case MARGIN_BAD_LEVERAGE:
    lab_json_refuse_number (place, "leverage", position->in.leverage, times, error);
    return;
  case MARGIN_BAD_MARGIN: refuse_margin (position, place, error); return;
  case MARGIN_BAD_TIERS:
    g_set_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
                 _ ("%s.tiers come to deductions beyond 1e18; a table with smaller "
                    "floors is accepted."),
                 path);
    return;
  default:
    g_set_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
                 _ ("%s has rules that do not fit together; those of a bundled rule set "
                    "are accepted."),
                 path);
  }
}
