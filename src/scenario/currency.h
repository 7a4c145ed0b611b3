/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SCENARIO_CURRENCY_H
#define SCENARIO_CURRENCY_H

#include "margin/inputs.h"
#include "scenario/ruleset.h"

G_BEGIN_DECLS

/**
 * lab_currency:
 * @rules: (nullable): the rules the contract is under, where they are known
 *
 * What the money of a contract on @asset is kept in; the one answer that labels,
 * sentences, sliders and charts share:
 *
 *     linear   the currency of the rules: "USDT"; "USD" where they name none
 *     inverse  the asset itself: "BTC"
 *     quanto   the currency of the rules; "XBT", as BitMEX has it, where they name none
 *
 * The contract decides and not the rules: a file may put an inverse contract under rules
 * that are for linear ones.
 *
 * Returns: (transfer none): @asset, a text of @rules, or a constant.
 */
const char *lab_currency (MarginContract contract, const char *asset,
                          const LabRuleSet *rules);

/** Whether that is a coin, and not the currency that prices are quoted in. */
gboolean lab_currency_is_coin (MarginContract contract);

/**
 * lab_currency_price:
 *
 * What one unit of that currency is worth at the entry, in the quote currency: 1 for a
 * linear contract; the entry price where the coin is the asset; for the bitcoin of a
 * quanto contract on another asset its last bundled close.
 */
double lab_currency_price (const MarginInputs *in, const char *asset);

G_END_DECLS

#endif
