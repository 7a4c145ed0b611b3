/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/axis.h"

#include <math.h>

double
chart_axis_width (const ChartPen *pen, const ChartTicks *ticks, ChartWord word)
{
  double width = 0;

  for (size_t i = 0; i < ticks->n; i++)
    width =
        fmax (width, chart_label (pen, word, ticks->value[i], CHART_SMALL, false).width);
  return width;
}

size_t
chart_axis_most (const ChartPen *pen, double length, size_t most)
{
  double fit = length / (2.2 * CHART_SMALL * pen->frame->em);

  return (size_t) fmax (2, fmin (fit, (double) most));
}

void
chart_axis_labels (ChartPen *pen, const ChartTicks *ticks, ChartWord word, double right)
{
  ChartLayout *layout = pen->layout;

  for (size_t i = 0; i < ticks->n; i++) {
    ChartLabel label = chart_label (pen, word, ticks->value[i], CHART_SMALL, false);
    double y = chart_scale_place (&layout->y, ticks->value[i]), half = label.height / 2;

    y = fmax (1 + half, fmin (y, layout->height - 1 - half));
    chart_label_put (pen, &label, CHART_QUIET, (ChartPoint){ right, y }, CHART_RIGHT);
  }
}

void
chart_axis_grid (ChartLayout *layout, const ChartTicks *ticks)
{
  const ChartRect *plot = &layout->plot;

  for (size_t i = 0; i < ticks->n; i++) {
    bool is_zero = fabs (ticks->value[i]) < ticks->step / 2;
    double y = chart_scale_place (&layout->y, ticks->value[i]);

    chart_line (layout, is_zero ? CHART_AXIS : CHART_RULE, is_zero ? 1.5 : 1,
                (ChartPoint){ plot->x, y }, (ChartPoint){ plot->x + plot->width, y });
  }
}

#define MAX_STOPS (CHART_MAX_TICKS + 1)

/* A place on the price axis that may get a label. */
typedef struct {
  double value, left, width;
} Stop;

typedef struct {
  Stop stops[MAX_STOPS];
  size_t n;
  size_t entry; /* index, n where it is off the axis */
  bool is_tick; /* the entry is one of the ticks */
  double gap;
} Stops;

static Stop
make_stop (const ChartPen *pen, double value)
{
  const ChartRect *plot = &pen->layout->plot;
  double entry = pen->outcome->in.entry, x = chart_scale_place (&pen->layout->x, value);
  double move = value / entry - 1;
  ChartWord word = fabs (move) < 1e-9 ? CHART_SAY_ENTRY_TICK : CHART_SAY_PERCENT;
  double price = chart_label (pen, CHART_SAY_PRICE, value, CHART_SMALL, false).width;
  double width = fmax (price, chart_label (pen, word, move, CHART_SMALL, false).width);
  double left = fmin (x - width / 2, plot->x + plot->width - width);

  return (Stop){ value, fmax (plot->x, left), width };
}

static void
find_stops (const ChartPen *pen, const ChartTicks *ticks, Stops *all)
{
  const ChartScale *x = &pen->layout->x;
  double entry = pen->outcome->in.entry;
  bool is_placed = !(entry >= x->from && entry <= x->to);

  *all = (Stops){ .gap = 0.5 * pen->frame->em };
  all->entry = MAX_STOPS;
  for (size_t i = 0; i < ticks->n; i++) {
    double value = ticks->value[i], away = value - entry;

    if (!is_placed && away > -1e-6 * ticks->step) {
      is_placed = true;
      all->entry = all->n;
      all->is_tick = away < 1e-6 * ticks->step;
      if (!all->is_tick)
        all->stops[all->n++] = make_stop (pen, entry);
    }
    all->stops[all->n++] = make_stop (pen, value);
  }
  if (!is_placed) {
    all->entry = all->n;
    all->stops[all->n++] = make_stop (pen, entry);
  }
}

static bool
stops_touch (const Stops *all, size_t one, size_t other)
{
  const Stop *a = &all->stops[one], *b = &all->stops[other];

  return a->left < b->left + b->width + all->gap &&
         b->left < a->left + a->width + all->gap;
}

/* Whether the stop @i is written when every @stride-th is, counted so that the entry is
 * one of them. A tick that would touch an entry between ticks gives way. */
static bool
is_chosen (const Stops *all, size_t i, size_t stride, size_t offset)
{
  size_t rank = i;

  if (i == all->entry)
    return true;
  if (all->entry < all->n && stops_touch (all, i, all->entry))
    return false;
  if (!all->is_tick && all->entry < i)
    rank--;
  return rank % stride == offset;
}

/* Two for each label, one for both ends, 0 if two of them touch. */
static size_t
score (const Stops *all, size_t stride, size_t offset)
{
  size_t count = 0, last = MAX_STOPS;

  for (size_t i = 0; i < all->n; i++) {
    if (!is_chosen (all, i, stride, offset))
      continue;
    if (last < MAX_STOPS && stops_touch (all, last, i))
      return 0;
    last = i;
    count += 2;
  }
  return count + (is_chosen (all, 0, stride, offset) && last == all->n - 1 ? 1 : 0);
}

static void
choose_stride (const Stops *all, size_t *stride, size_t *offset)
{
  size_t best = 0;

  *stride = all->n + 1;
  *offset = all->n;
  for (size_t s = 1; s <= all->n; s++)
    for (size_t o = 0; o < s; o++) {
      size_t points = score (all, s, o);

      if (all->is_tick && all->entry % s != o)
        continue;
      if (points > best) {
        best = points;
        *stride = s;
        *offset = o;
      }
    }
}

static void
write_stop (ChartPen *pen, const Stop *stop, bool is_entry, bool has_percents)
{
  const ChartRect *plot = &pen->layout->plot;
  double line = CHART_SMALL * pen->frame->em;
  ChartLabel price = chart_label (pen, CHART_SAY_PRICE, stop->value, CHART_SMALL, false);
  ChartLabel below =
      chart_label (pen, is_entry ? CHART_SAY_ENTRY_TICK : CHART_SAY_PERCENT,
                   stop->value / pen->outcome->in.entry - 1, CHART_SMALL, false);
  double x = chart_scale_place (&pen->layout->x, stop->value);
  double y = plot->y + plot->height + CHART_TICK + 2.5 + line / 2;
  ChartAlign align = CHART_CENTRE;

  if (stop->left + stop->width / 2 > x + 0.5)
    align = CHART_LEFT, x = stop->left;
  else if (stop->left + stop->width / 2 < x - 0.5)
    align = CHART_RIGHT, x = stop->left + stop->width;

  chart_label_put (pen, &price, CHART_INK, (ChartPoint){ x, y }, align);
  if (has_percents)
    chart_label_put (pen, &below, CHART_QUIET, (ChartPoint){ x, y + line }, align);
}

void
chart_axis_prices (ChartPen *pen, bool has_percents)
{
  ChartLayout *layout = pen->layout;
  double bottom = layout->plot.y + layout->plot.height;
  size_t stride, offset;
  ChartTicks ticks;
  Stops all;

  chart_ticks (layout->x.from, layout->x.to, 7, &ticks);
  find_stops (pen, &ticks, &all);
  choose_stride (&all, &stride, &offset);
  for (size_t i = 0; i < all.n; i++) {
    double x = chart_scale_place (&layout->x, all.stops[i].value);

    chart_line (layout, CHART_AXIS, 1, (ChartPoint){ x, bottom },
                (ChartPoint){ x, bottom + CHART_TICK });
    if (is_chosen (&all, i, stride, offset))
      write_stop (pen, &all.stops[i], i == all.entry, has_percents);
  }
}
