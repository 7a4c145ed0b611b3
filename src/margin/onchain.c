/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/onchain.h"

#include "margin/multiple.h"
#include "margin/pieces.h"
#include "margin/requirement.h"
#include "margin/value.h"

#include <math.h>

static bool
is_between (double value, double least, double most)
{
  return value >= least && value <= most; /* false for NaN */
}

static MarginStatus
check_linear (const MarginInputs *in)
{
  MarginStatus status = margin_check (in);

  if (status != MARGIN_OK)
    return status;
  return in->contract == MARGIN_LINEAR ? MARGIN_OK : MARGIN_BAD_CONTRACT;
}

static MarginStatus
check_around (const MarginInputs *in, const MarginSurroundings *around)
{
  MarginStatus status = check_linear (in);

  if (status != MARGIN_OK)
    return status;
  return is_between (around->equity, -MARGIN_MOST, MARGIN_MOST) &&
                 is_between (around->maintenance, MARGIN_LEAST, MARGIN_MOST)
             ? MARGIN_OK
             : MARGIN_BAD_WALLET;
}

/* --- dYdX v4 --- */

/* MM as the chain keeps it: in whole quanta, rounded up. */
static double
maintenance_of (const MarginInputs *in)
{
  return margin_multiple_up (margin_maintenance_at (in, in->mark), in->rules.quantum);
}

/* The maintenance requirement that closing a part frees. */
static double
maintenance_freed (const MarginInputs *in, double closed)
{
  MarginInputs rest = *in;

  rest.size = in->size - closed;
  return maintenance_of (in) - (rest.size > 0 ? maintenance_of (&rest) : 0);
}

MarginStatus
margin_dydx_bankruptcy_quote (const MarginInputs *in, const MarginSurroundings *around,
                              double closed, double *quote)
{
  MarginStatus status = check_around (in, around);
  double value, share;

  if (status != MARGIN_OK)
    return status;
  if (!(closed > 0 && closed <= in->size))
    return MARGIN_BAD_SIZE;
  value = margin_value (in, in->mark) * (closed / in->size);
  share = around->equity * (maintenance_freed (in, closed) / around->maintenance);
  *quote = margin_multiple_up (in->side * value - share, in->rules.quantum);
  return MARGIN_OK;
}

MarginStatus
margin_dydx_order_price (const MarginInputs *in, const MarginSurroundings *around,
                         double adjustment, double spread, double *price)
{
  MarginStatus status = check_around (in, around);
  double rating, worse, answer;

  if (status != MARGIN_OK)
    return status;
  if (!is_between (adjustment, 0, MARGIN_MOST) || !is_between (spread, 0, 1))
    return MARGIN_BAD_TARGET;
  rating = adjustment * (1 - around->equity / around->maintenance);
  rating = fmin (fmax (rating, 0), 1);
  worse = rating * spread * maintenance_of (in) / (in->size * in->multiplier);
  answer = in->mark - in->side * worse;
  if (!(answer > 0))
    return MARGIN_BAD_TARGET;
  *price = answer;
  return MARGIN_OK;
}

MarginStatus
margin_dydx_fund_delta (const MarginInputs *in, const MarginSurroundings *around,
                        double closed, double fill, double fee, double *delta)
{
  double quote, value, left;
  MarginStatus status = margin_dydx_bankruptcy_quote (in, around, closed, &quote);

  if (status != MARGIN_OK)
    return status;
  if (!is_between (fill, MARGIN_LEAST, MARGIN_MOST))
    return MARGIN_BAD_MARK;
  if (!is_between (fee, 0, 1))
    return MARGIN_BAD_FEE;
  value = margin_value (in, fill) * (closed / in->size);
  left = in->side * value - quote;
  *delta = left > 0 ? fmin (fee * value, left) : left;
  return MARGIN_OK;
}

double
margin_dydx_funding_cap (double initial, double maintenance, double factor)
{
  if (!is_between (initial, 0, 1) || !is_between (maintenance, 0, initial) ||
      !is_between (factor, 0, MARGIN_MOST))
    return 0;
  return factor * (initial - maintenance);
}

/* --- Drift --- */

MarginStatus
margin_drift_close_size (const MarginInputs *in, double shortage, double liquidator_fee,
                         double insurance_fee, double quote_price, double *size)
{
  MarginStatus status = check_linear (in);
  const MarginTier *tier;
  double freed;

  if (status != MARGIN_OK)
    return status;
  if (!is_between (liquidator_fee, 0, 1) || !is_between (insurance_fee, 0, 1))
    return MARGIN_BAD_FEE;
  if (!is_between (shortage, 0, MARGIN_MOST))
    return MARGIN_BAD_TARGET;
  if (!is_between (quote_price, MARGIN_LEAST, MARGIN_MOST))
    return MARGIN_BAD_MARK;
  tier = &in->rules.tiers[margin_tier_at (in, in->mark)];
  freed = tier->rate +
          tier->slope * margin_tier_measure (in, in->rules.maintenance_on, in->mark) -
          liquidator_fee - insurance_fee;
  *size = in->size;
  if (freed > 0)
    *size = fmin (shortage / (in->multiplier * in->mark * quote_price * freed), in->size);
  return MARGIN_OK;
}

/* --- GMX --- */

MarginStatus
margin_gmx2_collateral (const MarginInputs *in, double impact, double impact_cap,
                        double *needed)
{
  MarginStatus status = check_linear (in);
  double most;

  if (status != MARGIN_OK)
    return status;
  if (!is_between (impact, -MARGIN_MOST, MARGIN_MOST) || !is_between (impact_cap, 0, 1))
    return MARGIN_BAD_TARGET;
  most = impact_cap * margin_entry_value (in);
  *needed = margin_requirement_at (in, in->mark) - margin_reserve (in) -
            margin_pnl (in, in->mark) + fmin (fmax (-impact, 0), most);
  return MARGIN_OK;
}

MarginStatus
margin_gmx1_liquidation (const MarginInputs *in, double funding, double flat_fee,
                         MarginPoint *point)
{
  MarginStatus status = check_linear (in);
  double value, needed, price;

  if (status != MARGIN_OK)
    return status;
  if (!(in->rules.max_leverage > 0))
    return MARGIN_BAD_RULES;
  if (!is_between (funding, 0, MARGIN_MOST) || !is_between (flat_fee, 0, MARGIN_MOST))
    return MARGIN_BAD_TARGET;
  value = margin_entry_value (in);
  needed = fmax (in->rules.taker_fee * value + flat_fee + funding,
                 value / in->rules.max_leverage);
  price = in->entry * (1 - in->side * ((in->margin - needed) / value));
  if (!is_between (price, in->mark / MARGIN_FARTHEST, in->mark * MARGIN_FARTHEST))
    *point = (MarginPoint){ MARGIN_NONE, 0 };
  else if (in->side * (price - in->mark) >= 0)
    *point = (MarginPoint){ MARGIN_NOW, price };
  else
    *point = (MarginPoint){ MARGIN_PRICE, price };
  return MARGIN_OK;
}
