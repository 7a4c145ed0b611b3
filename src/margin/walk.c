/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Most bars of a history do nothing but move the price between two levels. Those are
 * passed in a tight loop that knows no more than these levels; everything else is done
 * slowly, leg by leg.
 */

#include "margin/walk.h"

#include "margin/value.h"
#include "margin/walker.h"

#include <math.h>

/* --- the bars --- */

static MarginSeries
watched_series (const MarginWalk *walk)
{
  if (walk->fate == MARGIN_FATE_RULES)
    return walk->in->rules.trigger_price == MARGIN_TRIGGER_LAST ? MARGIN_SERIES_LAST
                                                                : MARGIN_SERIES_MARK;
  return walk->fate == MARGIN_FATE_LAST ? MARGIN_SERIES_LAST : MARGIN_SERIES_MARK;
}

static void
begin (MarginWalker *self)
{
  const MarginWalk *walk = self->walk;
  double equity;

  self->bars[MARGIN_SERIES_LAST] = walk->bars;
  self->bars[MARGIN_SERIES_MARK] = walk->marks != NULL ? walk->marks : walk->bars;
  self->watched = watched_series (walk);
  self->in = *walk->in;
  margin_walker_measure (self);
  for (int i = 0; i < MARGIN_N_SERIES; i++)
    self->now[i] = self->bars[i][0].open;
  equity = margin_walker_equity (self, self->now[self->watched]);
  self->peak = self->sum.lowest_equity = equity;
  self->sum.put_in = self->in.margin;
  while (self->funding < walk->n_funding &&
         walk->funding[self->funding].time < walk->bars[0].time)
    self->funding++;
  margin_walker_refresh (self);
}

static int64_t
end_of (const MarginWalk *walk, size_t bar)
{
  return bar + 1 < walk->n_bars ? walk->bars[bar + 1].time : walk->until;
}

static void
settle (MarginWalker *self)
{
  double here[MARGIN_N_SERIES] = { self->now[0], self->now[1] };

  margin_walker_advance (self, here);
}

static bool
is_going (const MarginWalker *self)
{
  return margin_walker_is_open (self) && self->status == MARGIN_OK;
}

static void
arrive (MarginWalker *self)
{
  for (int i = 0; i < MARGIN_N_SERIES; i++)
    self->now[i] = self->bars[i][self->bar].open;
  margin_walker_note (self, margin_walker_equity (self, self->now[self->watched]));
  margin_walker_band (self);
  settle (self);
}

static void
pay_funding (MarginWalker *self)
{
  const MarginWalk *walk = self->walk;
  int64_t end = end_of (walk, self->bar);

  while (is_going (self) && self->funding < walk->n_funding &&
         walk->funding[self->funding].time < end) {
    margin_walker_pay_funding (self, &walk->funding[self->funding++]);
    settle (self);
  }
}

static void
take_actions (MarginWalker *self, MarginActionTime at)
{
  const MarginWalk *walk = self->walk;

  while (is_going (self) && self->action < walk->n_actions &&
         walk->actions[self->action].bar == self->bar &&
         walk->actions[self->action].at == at) {
    margin_walker_act (self, &walk->actions[self->action++]);
    settle (self);
  }
}

static void
go_along (MarginWalker *self)
{
  double path[MARGIN_N_SERIES][MARGIN_PATH_POINTS];

  for (int i = 0; i < MARGIN_N_SERIES; i++)
    margin_bar_path (&self->bars[i][self->bar], self->in.side, self->walk->reading,
                     path[i]);
  for (int i = 1; i < MARGIN_PATH_POINTS; i++) {
    double to[MARGIN_N_SERIES] = { path[0][i], path[1][i] };

    margin_walker_advance (self, to);
  }
}

static void
live_through (MarginWalker *self)
{
  arrive (self);
  pay_funding (self);
  take_actions (self, MARGIN_AT_OPEN);
  go_along (self);
  take_actions (self, MARGIN_AT_CLOSE);
}

/* --- and those that pass quietly --- */

/* The first bar from here on in which something is to be done whatever the price. */
static size_t
wake_at (const MarginWalker *self)
{
  const MarginWalk *walk = self->walk;
  size_t wake = walk->n_bars;

  if (self->action < walk->n_actions)
    wake = walk->actions[self->action].bar;
  for (size_t i = 0; i < walk->n_orders; i++)
    if (walk->orders[i].from >= self->bar && walk->orders[i].from < wake)
      wake = walk->orders[i].from;
  return wake;
}

static bool
is_within (const MarginWalker *self, const MarginBar *bar, MarginSeries series)
{
  return bar->low > self->low[series] && bar->high < self->high[series];
}

static bool
is_quiet (const MarginWalker *self, size_t i)
{
  return is_within (self, &self->bars[MARGIN_SERIES_LAST][i], MARGIN_SERIES_LAST) &&
         is_within (self, &self->bars[MARGIN_SERIES_MARK][i], MARGIN_SERIES_MARK) &&
         !(self->funding < self->walk->n_funding &&
           self->walk->funding[self->funding].time < end_of (self->walk, i));
}

/* Whether the ends of a bar could be a new high, a new low or a deeper fall. */
static bool
is_news (const MarginWalker *self, const MarginBar *bar)
{
  double low = margin_walker_equity (self, bar->low);
  double high = margin_walker_equity (self, bar->high);
  double bad = low < high ? low : high, good = low < high ? high : low;

  return good > self->peak || bad < self->sum.lowest_equity ||
         self->peak - bad > self->sum.largest_drawdown;
}

static void
note_path (MarginWalker *self, const MarginBar *bar)
{
  double path[MARGIN_PATH_POINTS];

  margin_bar_path (bar, self->in.side, self->walk->reading, path);
  for (int i = 0; i < MARGIN_PATH_POINTS; i++)
    margin_walker_note (self, margin_walker_equity (self, path[i]));
}

static void
pass (MarginWalker *self, size_t i)
{
  const MarginBar *bar = &self->bars[self->watched][i];

  if (is_news (self, bar))
    note_path (self, bar);
  if (self->equity != NULL)
    self->equity[i] = margin_walker_equity (self, bar->close);
}

static void
pass_quiet_bars (MarginWalker *self)
{
  size_t wake = wake_at (self);

  while (self->bar < wake && is_quiet (self, self->bar))
    pass (self, self->bar++);
}

/* --- the whole way --- */

static void
walk_bars (MarginWalker *self)
{
  size_t n_bars = self->walk->n_bars;

  for (;;) {
    pass_quiet_bars (self);
    if (self->bar == n_bars)
      return;
    live_through (self);
    if (!is_going (self))
      return;
    if (self->equity != NULL)
      self->equity[self->bar] =
          margin_walker_equity (self, self->bars[self->watched][self->bar].close);
    self->bar++;
  }
}

static void
finish (MarginWalker *self)
{
  MarginWalkSummary *sum = &self->sum;
  size_t n_bars = self->walk->n_bars;

  sum->n_survived = self->bar;
  if (self->equity != NULL)
    for (size_t i = self->bar; i < n_bars; i++)
      self->equity[i] = self->in.margin;
  sum->size = self->in.size;
  sum->margin = self->in.margin;
  sum->unrealised = margin_pnl (&self->in, self->bars[self->watched][n_bars - 1].close);
  sum->equity = sum->margin + sum->unrealised;
  sum->result = sum->equity - sum->put_in;
}

MarginStatus
margin_walk (const MarginWalk *walk, MarginEvent events[], size_t room, double equity[],
             MarginWalkSummary *summary)
{
  MarginStatus status = margin_walk_check (walk, NULL);
  MarginWalker self = { .walk = walk, .events = events, .room = room, .equity = equity };

  if (status != MARGIN_OK)
    return status;
  begin (&self);
  walk_bars (&self);
  if (self.status != MARGIN_OK)
    return self.status;
  finish (&self);
  *summary = self.sum;
  return MARGIN_OK;
}

static bool
are_alike (double a, double b)
{
  return fabs (a - b) <= 1e-9 * fmax (fabs (a), fabs (b));
}

MarginStatus
margin_walk_readings_differ (const MarginWalk *walk, bool *differ)
{
  MarginWalk other = *walk;
  MarginWalkSummary bad, good;
  MarginStatus status;

  other.reading = MARGIN_READING_PESSIMISTIC;
  if ((status = margin_walk (&other, NULL, 0, NULL, &bad)) != MARGIN_OK)
    return status;
  other.reading = MARGIN_READING_OPTIMISTIC;
  if ((status = margin_walk (&other, NULL, 0, NULL, &good)) != MARGIN_OK)
    return status;
  *differ = bad.ended_by != good.ended_by || bad.n_survived != good.n_survived ||
            bad.n_events != good.n_events || !are_alike (bad.ended_at, good.ended_at) ||
            !are_alike (bad.equity, good.equity);
  return MARGIN_OK;
}
