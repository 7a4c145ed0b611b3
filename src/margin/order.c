/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/order.h"

#include "margin/pieces.h"

static MarginStatus
refuse (MarginStatus status, size_t i, size_t *where)
{
  if (where != NULL)
    *where = i;
  return status;
}

MarginStatus
margin_funding_check (const MarginFunding funding[], size_t n_funding, size_t *where)
{
  for (size_t i = 0; i < n_funding; i++) {
    if (!(funding[i].rate >= -1 && funding[i].rate <= 1))
      return refuse (MARGIN_BAD_FUNDING_RATE, i, where);
    if (i > 0 && funding[i].time <= funding[i - 1].time)
      return refuse (MARGIN_BAD_BAR, i, where);
  }
  return MARGIN_OK;
}

/* A value that was cast into an enum may be any number. */
static bool
is_one_of (unsigned value, unsigned count)
{
  return value < count;
}

static bool
is_order_ok (const MarginOrder *order, size_t n_bars)
{
  if (!is_one_of (order->kind, MARGIN_TAKE_PROFIT + 1) ||
      !is_one_of (order->trigger, MARGIN_SERIES_MARK + 1))
    return false;
  if (order->from >= n_bars || (order->until > 0 && order->until <= order->from))
    return false;
  return order->price >= MARGIN_LEAST && order->price <= MARGIN_MOST && order->part > 0 &&
         order->part <= 1;
}

MarginStatus
margin_orders_check (const MarginOrder orders[], size_t n_orders, size_t n_bars,
                     size_t *where)
{
  if (n_orders > MARGIN_MAX_ORDERS)
    return MARGIN_BAD_COUNT;
  for (size_t i = 0; i < n_orders; i++)
    if (!is_order_ok (&orders[i], n_bars))
      return refuse (MARGIN_BAD_ACTION, i, where);
  return MARGIN_OK;
}

static double
most_of (MarginActionKind kind, double size)
{
  if (kind == MARGIN_ACTION_REDUCE)
    return 1;
  return kind == MARGIN_ACTION_REDUCE_BY_SIZE ? size : MARGIN_MOST;
}

static bool
is_action_ok (const MarginAction *action, size_t n_bars, double size)
{
  if (!is_one_of (action->kind, MARGIN_ACTION_CLOSE + 1) ||
      !is_one_of (action->at, MARGIN_AT_CLOSE + 1) || action->bar >= n_bars)
    return false;
  return action->kind == MARGIN_ACTION_CLOSE ||
         (action->amount > 0 && action->amount <= most_of (action->kind, size));
}

static bool
is_before (const MarginAction *action, const MarginAction *other)
{
  return action->bar < other->bar ||
         (action->bar == other->bar && action->at < other->at);
}

MarginStatus
margin_actions_check (const MarginAction actions[], size_t n_actions, size_t n_bars,
                      double size, size_t *where)
{
  for (size_t i = 0; i < n_actions; i++)
    if (!is_action_ok (&actions[i], n_bars, size) ||
        (i > 0 && is_before (&actions[i], &actions[i - 1])))
      return refuse (MARGIN_BAD_ACTION, i, where);
  return MARGIN_OK;
}
