/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/shortfall.h"

#include "margin/ending.h"
#include "margin/liquidation.h"

#include <math.h>

MarginStatus
margin_shortfall (const MarginInputs *in, double fill, double balance,
                  MarginShortfall *shortfall)
{
  MarginInputs whole = *in;
  MarginEndStep step;
  MarginStatus status;
  double paid;

  whole.rules.end = MARGIN_END_WHOLE;
  whole.rules.backstop_ratio = 0;
  status = margin_end_step (&whole, fill, false, &step);
  if (status != MARGIN_OK)
    return status;
  if (!(balance >= 0 && balance <= 1e18))
    return MARGIN_BAD_WALLET;
  paid = fmax (-step.fund, 0);
  *shortfall = (MarginShortfall){
    .lost = in->margin - step.returned,
    .fee = step.fee,
    .returned = step.returned,
    .fund = fmax (step.fund, 0 - balance), /* never -0 */
    .uncovered = fmax (paid - balance, 0),
    .bankruptcy = margin_bankruptcy (in),
  };
  if (shortfall->uncovered > 0)
    shortfall->deleveraged = in->size * (shortfall->uncovered / paid);
  return MARGIN_OK;
}
