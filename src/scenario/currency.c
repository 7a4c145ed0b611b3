/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/currency.h"

#include "market/prices.h"

#include <string.h>

#define QUOTE    "USD"
#define BITCOIN  "BTC"
#define XBT      "XBT"
#define OWN_COIN "coin" /* in a rule set: the asset's own */

static const char *
named_by (const LabRuleSet *rules, const char *otherwise)
{
  const char *named = rules != NULL ? lab_rule_set_get_currency (rules) : OWN_COIN;

  return g_str_equal (named, OWN_COIN) ? otherwise : named;
}

const char *
lab_currency (MarginContract contract, const char *asset, const LabRuleSet *rules)
{
  /* Rules for another kind of contract cannot know. */
  if (rules != NULL && lab_rule_set_get_contract (rules) != contract)
    rules = NULL;
  switch (contract) {
  case MARGIN_INVERSE: return asset;
  case MARGIN_QUANTO: return named_by (rules, XBT);
  default: return named_by (rules, QUOTE);
  }
}

gboolean
lab_currency_is_coin (MarginContract contract)
{
  return contract != MARGIN_LINEAR;
}

double
lab_currency_price (const MarginInputs *in, const char *asset)
{
  LabBar bar;

  if (in->contract == MARGIN_LINEAR)
    return 1;
  if (in->contract == MARGIN_INVERSE || g_str_equal (asset, BITCOIN) ||
      g_str_equal (asset, XBT))
    return in->entry;
  return lab_prices_last_bar (BITCOIN, &bar) ? bar.close : in->entry;
}
