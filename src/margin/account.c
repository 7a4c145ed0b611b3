/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/account.h"

#include "margin/pieces.h"
#include "margin/pool.h"
#include "margin/value.h"

#include <math.h>

static MarginStatus
check_beside (const MarginInputs *in, const MarginInputs *before, size_t n)
{
  if (in->contract != before[0].contract)
    return MARGIN_BAD_CONTRACT;
  for (size_t i = 0; i < n; i++)
    if (before[i].market == in->market &&
        (before[i].mark < in->mark || before[i].mark > in->mark))
      return MARGIN_BAD_MARK;
  return MARGIN_OK;
}

static MarginStatus
check_each (const MarginAccount *account, size_t *where)
{
  for (size_t i = 0; i < account->n_positions; i++) {
    const MarginInputs *in = &account->positions[i];
    MarginStatus status = margin_check (in);

    if (status == MARGIN_OK && account->is_cross)
      status = check_beside (in, account->positions, i);
    if (status != MARGIN_OK) {
      *where = i;
      return status;
    }
  }
  return MARGIN_OK;
}

MarginStatus
margin_account_check (const MarginAccount *account, size_t *where)
{
  size_t unused;

  if (account->n_positions < 1 || account->n_positions > MARGIN_MAX_POSITIONS)
    return MARGIN_BAD_COUNT;
  if (account->is_cross && !(fabs (account->wallet) <= MARGIN_MOST))
    return MARGIN_BAD_WALLET;
  return check_each (account, where ? where : &unused);
}

/* The pool position @i belongs to, and its place there. */
static MarginPool
pool_of (const MarginAccount *account, size_t i, size_t *place)
{
  *place = account->is_cross ? i : 0;
  return account->is_cross ? margin_pool_cross (account)
                           : margin_pool_isolated (&account->positions[i]);
}

/* The same for an account that can be answered, and a position it has. */
static bool
look_up (const MarginAccount *account, size_t i, MarginPool *pool, size_t *place)
{
  if (margin_account_check (account, NULL) != MARGIN_OK || i >= account->n_positions)
    return false;
  *pool = pool_of (account, i, place);
  return true;
}

MarginPoint
margin_account_liquidation (const MarginAccount *account, size_t i)
{
  MarginPool pool;
  size_t place;

  return look_up (account, i, &pool, &place) ? margin_pool_liquidation (&pool, place)
                                             : (MarginPoint){ MARGIN_INVALID, 0 };
}

MarginPoint
margin_account_call_point (const MarginAccount *account, size_t i, double ratio)
{
  MarginPool pool;
  size_t place;

  return ratio > 0 && ratio <= 1 && look_up (account, i, &pool, &place)
             ? margin_pool_point (&pool, place, ratio)
             : (MarginPoint){ MARGIN_INVALID, 0 };
}

MarginPoint
margin_account_bankruptcy (const MarginAccount *account, size_t i)
{
  MarginPool pool;
  size_t place;

  return look_up (account, i, &pool, &place) ? margin_pool_bankruptcy (&pool, place)
                                             : (MarginPoint){ MARGIN_INVALID, 0 };
}

double
margin_account_wallet (const MarginAccount *account, double equity)
{
  for (size_t i = 0; i < account->n_positions; i++)
    equity -= margin_pnl (&account->positions[i], account->positions[i].mark);
  return equity;
}

static void
sum_up (const MarginAccount *account, const MarginOutcome outcomes[],
        MarginTotals *totals)
{
  *totals = (MarginTotals){ 0 };
  for (size_t i = 0; i < account->n_positions; i++) {
    totals->equity += outcomes[i].equity;
    totals->maintenance_margin += outcomes[i].maintenance_margin;
    totals->requirement += outcomes[i].requirement;
  }
  if (account->is_cross)
    totals->equity = outcomes[0].equity;
  totals->margin_ratio =
      totals->equity > 0 ? totals->requirement / totals->equity : HUGE_VAL;
}

MarginStatus
margin_account_evaluate (const MarginAccount *account, MarginTotals *totals,
                         MarginOutcome outcomes[])
{
  MarginStatus status = margin_account_check (account, NULL);

  if (status != MARGIN_OK)
    return status;
  for (size_t i = 0; i < account->n_positions; i++) {
    size_t place;
    MarginPool pool = pool_of (account, i, &place);

    margin_pool_evaluate (&pool, place, &outcomes[i]);
  }
  sum_up (account, outcomes, totals);
  if (account->is_cross)
    for (size_t i = 0; i < account->n_positions; i++)
      outcomes[i].margin_ratio = totals->margin_ratio;
  return MARGIN_OK;
}
