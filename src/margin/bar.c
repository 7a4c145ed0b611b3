/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/bar.h"

#include "margin/pieces.h"

void
margin_bar_path (const MarginBar *bar, MarginSide side, MarginReading reading,
                 double path[MARGIN_PATH_POINTS])
{
  bool low_first = (side == MARGIN_LONG) == (reading == MARGIN_READING_PESSIMISTIC);
  double first = low_first ? bar->low : bar->high;
  double second = low_first ? bar->high : bar->low;
  bool was_met = low_first ? second <= bar->open : second >= bar->open;

  path[0] = bar->open;
  path[1] = first;
  path[2] = was_met ? first : second;
  path[3] = bar->close;
}

/* Every comparison is false for what is not a number. */
static bool
is_bar_ok (const MarginBar *bar)
{
  return bar->low >= MARGIN_LEAST && bar->high <= MARGIN_MOST && bar->low <= bar->open &&
         bar->open <= bar->high && bar->low <= bar->close && bar->close <= bar->high;
}

MarginStatus
margin_bars_check (const MarginBar bars[], size_t n_bars, size_t *where)
{
  if (n_bars == 0)
    return MARGIN_BAD_COUNT;
  for (size_t i = 0; i < n_bars; i++)
    if (!is_bar_ok (&bars[i]) || (i > 0 && bars[i].time <= bars[i - 1].time)) {
      if (where != NULL)
        *where = i;
      return MARGIN_BAD_BAR;
    }
  return MARGIN_OK;
}
