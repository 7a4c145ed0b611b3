/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/liquidation.h"

#include "margin/multiple.h"
#include "margin/pool.h"
#include "margin/value.h"

double
margin_round_price (const MarginInputs *in, double price)
{
  double tick = in->rules.tick;

  if (in->rules.rounding == MARGIN_ROUND_TRUNCATE)
    return margin_multiple_down (price, tick);
  if (in->rules.rounding != MARGIN_ROUND_TOWARD_ENTRY)
    return price;
  return in->side == MARGIN_LONG ? margin_multiple_up (price, tick)
                                 : margin_multiple_down (price, tick);
}

static bool
is_valid (const MarginInputs *in)
{
  return margin_check (in) == MARGIN_OK;
}

MarginPoint
margin_liquidation (const MarginInputs *in)
{
  MarginPool pool = margin_pool_isolated (in);

  return is_valid (in) ? margin_pool_liquidation (&pool, 0)
                       : (MarginPoint){ MARGIN_INVALID, 0 };
}

MarginPoint
margin_call_point (const MarginInputs *in, double ratio)
{
  MarginPool pool = margin_pool_isolated (in);

  return is_valid (in) && ratio > 0 && ratio <= 1 ? margin_pool_point (&pool, 0, ratio)
                                                  : (MarginPoint){ MARGIN_INVALID, 0 };
}

MarginPoint
margin_bankruptcy (const MarginInputs *in)
{
  MarginPool pool = margin_pool_isolated (in);

  return is_valid (in) ? margin_pool_bankruptcy (&pool, 0)
                       : (MarginPoint){ MARGIN_INVALID, 0 };
}
