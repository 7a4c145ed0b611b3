/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/walk.h"

#include "margin/value.h"

size_t
margin_walk_events_most (const MarginWalk *walk)
{
  /* The price can reach the call twice a bar, and every event that is none can bring it
   * there once more. */
  return 2 * (walk->n_bars + walk->n_funding + walk->n_actions + walk->n_orders +
              MARGIN_WALK_MAX_STEPS);
}

static MarginStatus
check_position (const MarginInputs *in)
{
  MarginStatus status = margin_check (in);

  if (status != MARGIN_OK)
    return status;
  return in->ended_at > 0 ? MARGIN_BAD_ENDED_AT : MARGIN_OK;
}

static MarginStatus
check_marks (const MarginWalk *walk, size_t *where)
{
  if (walk->marks == NULL)
    return MARGIN_OK;
  for (size_t i = 0; i < walk->n_bars; i++)
    if (walk->marks[i].time != walk->bars[i].time) {
      if (where != NULL)
        *where = i;
      return MARGIN_BAD_BAR;
    }
  return margin_bars_check (walk->marks, walk->n_bars, where);
}

static MarginStatus
check_path (const MarginWalk *walk, size_t *where)
{
  MarginStatus status = margin_bars_check (walk->bars, walk->n_bars, where);

  if (status != MARGIN_OK)
    return status;
  if ((status = check_marks (walk, where)) != MARGIN_OK)
    return status;
  if (walk->n_funding > 0 && walk->until <= walk->bars[walk->n_bars - 1].time) {
    if (where != NULL)
      *where = walk->n_bars - 1;
    return MARGIN_BAD_BAR;
  }
  return margin_funding_check (walk->funding, walk->n_funding, where);
}

static bool
is_manner_known (const MarginWalk *walk)
{
  return (unsigned) walk->reading <= MARGIN_READING_OPTIMISTIC &&
         (unsigned) walk->fate <= MARGIN_FATE_MARK && walk->slippage >= 0 &&
         walk->slippage <= 0.5;
}

MarginStatus
margin_walk_check (const MarginWalk *walk, size_t *where)
{
  MarginStatus status = check_position (walk->in);

  if (status != MARGIN_OK)
    return status;
  if (!is_manner_known (walk))
    return MARGIN_BAD_ACTION;
  if ((status = check_path (walk, where)) != MARGIN_OK)
    return status;
  if ((status = margin_orders_check (walk->orders, walk->n_orders, walk->n_bars,
                                     where)) != MARGIN_OK)
    return status;
  return margin_actions_check (walk->actions, walk->n_actions, walk->n_bars,
                               walk->in->size, where);
}
