/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Two of these questions are the solver's, turned round, and are answered by asking it:
 * its answer moves one way only, so halving finds the last input that still serves. A
 * closed form would have to know every rule again.
 */

#include "margin/sizing.h"

#include "margin/liquidation.h"
#include "margin/pieces.h"
#include "margin/value.h"

#include <math.h>

static bool
is_between (double value, double least, double most)
{
  return value >= least && value <= most; /* false for NaN */
}

/* --- from the loss to the size --- */

static bool
is_risk_ok (const MarginRisk *risk)
{
  return is_between (risk->loss, MARGIN_LEAST, MARGIN_MOST) &&
         is_between (risk->stop, MARGIN_LEAST, MARGIN_MOST) && risk->slippage >= 0 &&
         risk->slippage < 1;
}

MarginStatus
margin_size_for_loss (const MarginInputs *in, const MarginRisk *risk,
                      MarginSizing *sizing)
{
  MarginStatus status = margin_check (in);
  double value, fill, loss, fees = 0, times;

  if (status != MARGIN_OK)
    return status;
  if (!is_risk_ok (risk))
    return MARGIN_BAD_TARGET;
  value = margin_value (in, in->entry);
  fill = risk->stop * (1 - in->side * risk->slippage);
  loss = margin_direction (in) * (value - margin_value (in, fill));
  if (!(loss > 0))
    return MARGIN_BAD_TARGET;
  if (risk->has_fees)
    fees = margin_fee_at (in, risk->opened_as, in->entry) +
           margin_fee_at (in, risk->closed_as, fill);
  times = risk->loss / (loss + fees);
  if (!is_between (in->size * times, MARGIN_LEAST, MARGIN_MOST))
    return MARGIN_BAD_TARGET;
  *sizing = (MarginSizing){ in->size * times, value * times, fill, fees * times };
  return MARGIN_OK;
}

/* --- from the line to the leverage and the margin --- */

double
margin_price_at_distance (const MarginInputs *in, double distance)
{
  return in->mark * (1 - in->side * distance);
}

static bool
is_ahead (const MarginInputs *in, double price)
{
  return is_between (price, MARGIN_LEAST, MARGIN_MOST) &&
         in->side * (in->mark - price) > 0;
}

/* Whether @in can be, and lives until @price. */
static bool
lives_until (const MarginInputs *in, double price)
{
  MarginPoint line = margin_liquidation (in);

  return line.kind == MARGIN_NONE ||
         (line.kind == MARGIN_PRICE && in->side * (price - line.price) >= 0);
}

static bool
lives_at_leverage (const MarginInputs *in, MarginKeep keep, double price, double leverage)
{
  MarginInputs other = *in;

  other.leverage = leverage;
  if (keep == MARGIN_KEEP_SIZE)
    other.margin = margin_default_margin (&other);
  else
    other.size = margin_size_for (in, in->margin, leverage);
  return lives_until (&other, price);
}

MarginStatus
margin_most_leverage (const MarginInputs *in, MarginKeep keep, double price, double most,
                      double *leverage)
{
  MarginStatus status = margin_check (in);
  double lives = 1, dies = most;

  if (status != MARGIN_OK)
    return status;
  if (!is_ahead (in, price) || !is_between (most, 1, MARGIN_MOST) ||
      !lives_at_leverage (in, keep, price, 1))
    return MARGIN_BAD_TARGET;
  if (lives_at_leverage (in, keep, price, most)) {
    *leverage = most;
    return MARGIN_OK;
  }
  for (;;) {
    double middle = sqrt (lives) * sqrt (dies);

    if (!(middle > lives && middle < dies))
      break; /* no number is left between them */
    if (lives_at_leverage (in, keep, price, middle))
      lives = middle;
    else
      dies = middle;
  }
  *leverage = lives;
  return MARGIN_OK;
}

static bool
lives_on_margin (const MarginInputs *in, double price, double margin)
{
  MarginInputs other = *in;

  other.margin = margin;
  return lives_until (&other, price);
}

MarginStatus
margin_to_add (const MarginInputs *in, double price, double *amount)
{
  MarginStatus status = margin_check (in);
  double step, dies, lives;

  if (status != MARGIN_OK)
    return status;
  if (!is_ahead (in, price))
    return MARGIN_BAD_TARGET;
  /* With nothing left at the mark no position lives; from there up until one does. */
  dies = fmax (-margin_pnl (in, in->mark), -MARGIN_MOST);
  if (lives_on_margin (in, price, dies))
    return MARGIN_BAD_TARGET;
  step = margin_value (in, in->mark);
  lives = dies;
  do {
    if (lives >= MARGIN_MOST)
      return MARGIN_BAD_TARGET;
    lives = fmin (dies + step, MARGIN_MOST);
    step *= 2;
  } while (!lives_on_margin (in, price, lives));
  for (;;) {
    double middle = dies + (lives - dies) / 2;

    if (!(middle > dies && middle < lives))
      break;
    if (lives_on_margin (in, price, middle))
      lives = middle;
    else
      dies = middle;
  }
  *amount = lives - in->margin;
  return MARGIN_OK;
}

/* --- what it is by now --- */

double
margin_effective_leverage_at (const MarginInputs *in, double price)
{
  double equity = margin_equity_at (in, price);

  return equity > 0 ? margin_value (in, price) / equity : HUGE_VAL;
}

MarginStatus
margin_effective_leverages (const MarginInputs *in, size_t n, const double prices[],
                            double leverages[])
{
  MarginStatus status = margin_check (in);

  if (status != MARGIN_OK)
    return status;
  if (n == 0)
    return MARGIN_BAD_COUNT;
  for (size_t i = 0; i < n; i++)
    if (!is_between (prices[i], MARGIN_LEAST, MARGIN_MOST))
      return MARGIN_BAD_MARK;
  for (size_t i = 0; i < n; i++)
    leverages[i] = margin_effective_leverage_at (in, prices[i]);
  return MARGIN_OK;
}
