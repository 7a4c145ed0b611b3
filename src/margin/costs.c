/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/costs.h"

#include "margin/pieces.h"
#include "margin/value.h"

#include <math.h>

static double
fee_rate (const MarginRules *rules, MarginFill fill)
{
  return fill == MARGIN_MAKER ? rules->maker_fee : rules->taker_fee;
}

double
margin_fee_at (const MarginInputs *in, MarginFill fill, double price)
{
  return fee_rate (&in->rules, fill) * margin_value (in, price);
}

double
margin_funding_stamps (const MarginRules *rules, double days)
{
  /* A day is 24 stamps of an hour, whatever the last bits of the quotient say. */
  return floor (24 * days / rules->funding_hours * (1 + 1e-12));
}

MarginPoint
margin_break_even_after (const MarginInputs *in, double realised, double rate)
{
  double d = margin_direction (in);
  double value = (d * margin_entry_value (in) - realised) / (d - rate);
  double mark = margin_value (in, in->mark);

  if (!(value >= mark / MARGIN_FARTHEST && value <= mark * MARGIN_FARTHEST))
    return (MarginPoint){ MARGIN_NONE, 0 };
  return (MarginPoint){ MARGIN_PRICE, margin_price_of (in, value) };
}

static MarginStatus
check (const MarginInputs *in, const MarginHolding *holding)
{
  MarginStatus status = margin_check (in);

  if (status != MARGIN_OK)
    return status;
  if (!(holding->price >= MARGIN_LEAST && holding->price <= MARGIN_MOST))
    return MARGIN_BAD_MARK;
  return holding->days >= 0 && holding->days <= MARGIN_MOST ? MARGIN_OK
                                                            : MARGIN_BAD_TARGET;
}

static void
fill_funding (const MarginInputs *in, double days, MarginCosts *costs)
{
  costs->funding_per_stamp =
      -(double) in->side * in->funding_rate * margin_value (in, in->mark);
  costs->funding_per_day = costs->funding_per_stamp * 24 / in->rules.funding_hours;
  costs->n_stamps = margin_funding_stamps (&in->rules, days);
  costs->funding = costs->funding_per_stamp * costs->n_stamps;
}

MarginStatus
margin_costs (const MarginInputs *in, const MarginHolding *holding, MarginCosts *costs)
{
  MarginStatus status = check (in, holding);
  double margin;

  if (status != MARGIN_OK)
    return status;
  margin = margin_entry_value (in) / in->leverage;
  costs->opening_fee =
      fee_rate (&in->rules, holding->opened_as) * margin_entry_value (in);
  costs->closing_fee = margin_fee_at (in, holding->closed_as, holding->price);
  costs->round_trip = costs->opening_fee + costs->closing_fee;
  costs->round_trip_of_margin = costs->round_trip / margin;
  fill_funding (in, holding->days, costs);
  costs->total = costs->round_trip - costs->funding;
  costs->total_of_margin = costs->total / margin;
  costs->pnl = margin_pnl (in, holding->price);
  costs->net = costs->pnl - costs->total;
  costs->roe = costs->net / margin;
  costs->break_even = margin_break_even_after (in, costs->funding - costs->opening_fee,
                                               fee_rate (&in->rules, holding->closed_as));
  return MARGIN_OK;
}
