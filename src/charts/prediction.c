/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/prediction.h"
#include "charts/axis.h"
#include "charts/end.h"
#include "charts/label.h"

#include <math.h>
#include <string.h>

/* Nothing before the lock may follow from the answer. So the outcome is asked for its
 * entry alone until then: the end is looked up in one place, find_end(), behind the lock.
 */

#define MOST_WALK 600 /* points of the path on paper */

typedef struct {
  ChartPen pen;
  const ChartPrediction *asked;
  ChartEnd end; /* is_there only once the walk has reached it */
  double side;
  double lead; /* x where the time that is asked about begins */
  double flag_left, flag_width, flag_height;
  double guess_y, end_y;           /* true places */
  double guess_flag_y, end_flag_y; /* middles of the flags */
} Stage;

static double
place (const Stage *self, double price)
{
  const ChartRect *plot = &self->pen.layout->plot;
  double y = chart_scale_place (&self->pen.layout->y, price);

  return fmax (plot->y, fmin (y, plot->y + plot->height));
}

static void
find_end (Stage *self)
{
  const ChartPrediction *asked = self->asked;
  bool is_reached = asked->n_walk > 0 && asked->n_walk >= asked->n_walk_total;

  if (!asked->is_locked || !is_reached)
    return;
  self->end = chart_end (self->pen.outcome);
  self->side = chart_side (self->pen.outcome);
}

/* Name above, price and distance from the entry below; a narrow stage leaves the distance
 * out, for the sake of the path. */
static double
flag_width (const Stage *self, ChartWord word, double price, bool has_distance)
{
  const ChartPen *pen = &self->pen;
  double em = pen->frame->em, move = price / pen->outcome->in.entry - 1;
  double name = chart_label (pen, word, price, CHART_SMALL, true).width;
  double below = chart_label (pen, CHART_SAY_PRICE, price, 1, true).width;

  if (has_distance)
    below +=
        0.8 * em + chart_label (pen, CHART_SAY_PERCENT, move, CHART_SMALL, false).width;
  return fmax (name, below) + 2.6 * em;
}

static void
set_scale (Stage *self)
{
  const ChartPrediction *asked = self->asked;
  ChartScale *y = &self->pen.layout->y;

  y->from = fmin (asked->least, asked->most);
  y->to = fmax (asked->least, asked->most);
  if (self->end.is_there) {
    /* Some land must show behind the line. */
    double land = 0.1 * (y->to - y->from);

    y->from = fmin (y->from, self->end.price - fmax (0, self->side * land));
    y->to = fmax (y->to, self->end.price + fmax (0, -self->side * land));
  }
}

static void
set_places (Stage *self, ChartTicks *ticks)
{
  ChartPen *pen = &self->pen;
  ChartLayout *layout = pen->layout;
  double em = pen->frame->em, top = 1.7 * em, below = fmin (2.4 * em, layout->height / 4);
  bool is_wide = layout->width > 28 * em;
  double height = fmax (4, layout->height - top - below), left, flag, right;

  set_scale (self);
  layout->y.start = top + height;
  layout->y.end = top;
  chart_ticks (layout->y.from, layout->y.to, chart_axis_most (pen, height, 6), ticks);

  left = chart_axis_width (pen, ticks, CHART_SAY_PRICE) + CHART_TICK_GAP + 3;
  flag = flag_width (self, CHART_SAY_PREDICTION, self->asked->guess, is_wide);
  if (self->end.is_there)
    flag =
        fmax (flag, flag_width (self, CHART_SAY_CLOSED_HERE, self->end.price, is_wide));
  flag = fmin (fmax (flag, fmin (0.27 * layout->width, 13 * em)), layout->width - 4);
  right = layout->width - 2 - flag - 6;
  if (right - left < 5 * em) {
    ticks->n = 0;
    left = 8;
  }
  right = fmax (right, left + 14);
  layout->plot = (ChartRect){ left, top, right - left, height };
  self->flag_left = fmin (right + 6, layout->width - 2 - flag);
  self->flag_width = flag;
  self->flag_height = 2.35 * em;
  self->lead = left + fmin (54, 0.12 * (right - left));
  layout->x = (ChartScale){ 0, fmax (1, (double) self->asked->n_walk_total - 1),
                            self->lead, right };
}

/* Flags stand at their lines, but slide apart by as much as they would overlap. */
static void
set_flags (Stage *self)
{
  double half = self->flag_height / 2, least = half + 2;
  double most = self->pen.layout->height - half - 2, apart = self->flag_height + 4,
         middle;

  self->guess_y = place (self, self->asked->guess);
  self->guess_flag_y = fmin (fmax (least, self->guess_y), fmax (least, most));
  if (!self->end.is_there)
    return;
  self->end_y = place (self, self->end.price);
  self->end_flag_y = fmin (fmax (least, self->end_y), fmax (least, most));
  if (fabs (self->guess_flag_y - self->end_flag_y) >= apart || most - least < apart)
    return;

  middle = (self->guess_flag_y + self->end_flag_y) / 2;
  middle = fmax (least + apart / 2, fmin (middle, most - apart / 2));
  if (self->asked->guess > self->end.price)
    apart = -apart;
  self->guess_flag_y = middle + apart / 2;
  self->end_flag_y = middle - apart / 2;
}

static void
add_grid (Stage *self, const ChartTicks *ticks)
{
  ChartLayout *layout = self->pen.layout;
  double right = layout->plot.x + layout->plot.width;

  if (!self->asked->is_locked)
    right = self->lead;
  for (size_t i = 0; i < ticks->n; i++) {
    double y = place (self, ticks->value[i]);

    chart_line (layout, CHART_RULE, 1, (ChartPoint){ layout->plot.x, y },
                (ChartPoint){ right, y });
  }
}

static void
add_curtain (Stage *self)
{
  ChartLayout *layout = self->pen.layout;
  const ChartRect *plot = &layout->plot;
  ChartMark *curtain;

  if (self->asked->is_locked)
    return;
  curtain = chart_block (layout, CHART_MARK_DOTS, CHART_AXIS, self->lead, plot->y,
                         plot->x + plot->width, plot->y + plot->height);
  curtain->size = 10;
  curtain->strength = 0.05;
}

static void
add_land (Stage *self)
{
  ChartLayout *layout = self->pen.layout;
  const ChartRect *plot = &layout->plot;
  double right = plot->x + plot->width;

  if (!self->end.is_there)
    return;
  chart_block (layout, CHART_MARK_HATCH, CHART_AXIS, plot->x, self->end_y, right,
               self->side > 0 ? plot->y + plot->height : plot->y);
  chart_line (layout, CHART_INK, 2.5, (ChartPoint){ plot->x, self->end_y },
              (ChartPoint){ right, self->end_y });
}

static void
add_entry (Stage *self)
{
  ChartLayout *layout = self->pen.layout;
  double y = place (self, self->pen.outcome->in.entry);
  ChartMark *mark;

  if (self->end.is_there) {
    mark = chart_line (layout, CHART_QUIET, 1.3, (ChartPoint){ self->lead, y },
                       (ChartPoint){ layout->plot.x + layout->plot.width, y });
    mark->dash = CHART_DOTTED;
  }
  chart_line (layout, CHART_INK, 2, (ChartPoint){ layout->plot.x, y },
              (ChartPoint){ self->lead, y });
  mark = chart_layout_add (layout, CHART_MARK_DISC, CHART_INK);
  mark->at = (ChartPoint){ self->lead, y };
  mark->size = 5.5;
}

static void
add_walk (Stage *self)
{
  const ChartPrediction *asked = self->asked;
  ChartLayout *layout = self->pen.layout;
  size_t step = asked->n_walk / MOST_WALK + 1;
  ChartMark *path;

  if (!asked->is_locked || asked->n_walk < 2)
    return;
  path = chart_layout_add (layout, CHART_MARK_LINE, CHART_INK);
  path->stroke = 2;
  for (size_t i = 0; i + 1 < asked->n_walk; i += step)
    chart_layout_point (layout, chart_scale_place (&layout->x, (double) i),
                        place (self, asked->walk[i]));
  chart_layout_point (layout,
                      chart_scale_place (&layout->x, (double) (asked->n_walk - 1)),
                      place (self, asked->walk[asked->n_walk - 1]));
}

static void
add_guess (Stage *self)
{
  ChartLayout *layout = self->pen.layout;
  double right = layout->plot.x + layout->plot.width;
  ChartMark *line = chart_layout_add (layout, CHART_MARK_LINE, CHART_YOU);

  line->stroke = 2.5;
  line->dash = self->asked->is_locked ? CHART_SOLID : CHART_DASHED;
  chart_layout_point (layout, layout->plot.x, self->guess_y);
  chart_layout_point (layout, right, self->guess_y);
  if (self->flag_left > right)
    chart_layout_point (layout, self->flag_left, self->guess_flag_y);
}

static void
add_cross (Stage *self)
{
  ChartLayout *layout = self->pen.layout;
  double right = layout->plot.x + layout->plot.width;
  ChartMark *cross;

  if (!self->end.is_there)
    return;
  if (self->flag_left > right)
    chart_line (layout, CHART_INK, 1.5, (ChartPoint){ right, self->end_y },
                (ChartPoint){ self->flag_left, self->end_flag_y });
  cross = chart_layout_add (layout, CHART_MARK_CROSS, CHART_INK);
  cross->at = (ChartPoint){ right - 5, self->end_y };
  cross->size = 8.5;
  cross->stroke = 2;
}

static ChartMark *
put_flag (Stage *self, ChartWord word, double price, ChartColour colour, double y)
{
  ChartPen *pen = &self->pen;
  double move = price / pen->outcome->in.entry - 1;
  ChartLabel name = chart_label (pen, word, price, CHART_SMALL, true);
  ChartLabel value = chart_label (pen, CHART_SAY_PRICE, price, 1, true);
  ChartLabel distance = chart_label (pen, CHART_SAY_PERCENT, move, CHART_SMALL, false);
  ChartRect rect = { self->flag_left, y - self->flag_height / 2, self->flag_width,
                     self->flag_height };
  ChartMark *flag;

  /* Too narrow for everything: the price is what was asked for. */
  if (flag_width (self, word, price, true) > self->flag_width)
    distance.text[0] = '\0';
  if (fmax (name.width, value.width) + 2.6 * pen->frame->em > self->flag_width)
    return NULL;
  flag = chart_flag_put (pen, rect, colour, &name, NULL);
  if (flag == NULL)
    return NULL;
  memcpy (flag->below, value.text, sizeof flag->below);
  memcpy (flag->below_detail, distance.text, sizeof flag->below_detail);
  return flag;
}

static void
write_flags (Stage *self)
{
  const ChartPrediction *asked = self->asked;
  ChartMark *flag;

  if (self->end.is_there)
    put_flag (self, CHART_SAY_CLOSED_HERE, self->end.price, CHART_INK, self->end_flag_y);
  flag = put_flag (self, asked->is_locked ? CHART_SAY_YOU_SAID : CHART_SAY_PREDICTION,
                   asked->guess, CHART_YOU, self->guess_flag_y);
  if (flag != NULL) {
    flag->has_grip = !asked->is_locked;
    flag->is_hollow = self->end.is_there;
  }
}

/* The entry has its words at its line, or as near as the flags leave room. */
static void
write_entry (Stage *self)
{
  ChartPen *pen = &self->pen;
  double em = pen->frame->em, entry = pen->outcome->in.entry, left = self->flag_left + 8;
  ChartLabel name = chart_label (pen, CHART_SAY_ENTRY, entry, CHART_SMALL, true);
  ChartLabel price = chart_label (pen, CHART_SAY_PRICE, entry, CHART_SMALL, true);
  double right = fmin (self->flag_left + self->flag_width, pen->layout->width - 4);
  double y = place (self, entry);

  for (int i = 0; i < 9; i++) {
    ChartPoint at = { left, y + (i % 2 == 0 ? 1 : -1) * ((i + 1) / 2) * 0.5 * em };

    if (chart_label_put (pen, &name, CHART_INK, at, CHART_LEFT) == NULL)
      continue;
    if (left + name.width + 0.6 * em + price.width < right)
      chart_label_put (pen, &price, CHART_INK, (ChartPoint){ right - 4, at.y },
                       CHART_RIGHT);
    return;
  }
}

static void
write_curtain (Stage *self)
{
  ChartPen *pen = &self->pen;
  const ChartRect *plot = &pen->layout->plot;
  double em = pen->frame->em, middle = (self->lead + plot->x + plot->width) / 2;
  double y = plot->y + 0.19 * plot->height;
  ChartLabel label = chart_label (pen, CHART_SAY_HIDDEN, 0, CHART_SMALL, true);
  ChartRect rect = { middle - label.width / 2 - 1.2 * em, 0, label.width + 2.4 * em,
                     1.7 * em };
  ChartMark *pill;

  if (self->asked->is_locked)
    return;
  if (rect.width > plot->x + plot->width - self->lead - 4) {
    rect.x += 0.8 * em;
    rect.width -= 1.6 * em;
  }
  if (rect.width > plot->x + plot->width - self->lead - 4)
    return;
  if (fabs (y - self->guess_y) < 1.3 * em)
    y = self->guess_y + 1.6 * em;
  rect.y = y - rect.height / 2;
  if (rect.y + rect.height > plot->y + plot->height)
    return;
  pill = chart_flag_put (pen, rect, CHART_QUIET, &label, NULL);
  if (pill != NULL) {
    pill->is_hollow = true;
    pill->align = CHART_CENTRE;
  }
}

/* What lies between the guess and the answer, measured beside the start of the path. */
static void
add_gap (Stage *self)
{
  ChartPen *pen = &self->pen;
  ChartLayout *layout = pen->layout;
  double x = layout->plot.x + 0.22 * layout->plot.width;
  double top = fmin (self->guess_y, self->end_y),
         bottom = fmax (self->guess_y, self->end_y);
  double gap = fabs (self->asked->guess - self->end.price), y = (top + bottom) / 2;
  ChartLabel label;
  ChartMark *mark;

  if (!self->end.is_there || bottom - top < 3)
    return;
  chart_line (layout, CHART_YOU, 2, (ChartPoint){ x, top }, (ChartPoint){ x, bottom });
  chart_line (layout, CHART_YOU, 2, (ChartPoint){ x - 7, top },
              (ChartPoint){ x + 7, top });
  chart_line (layout, CHART_YOU, 2, (ChartPoint){ x - 7, bottom },
              (ChartPoint){ x + 7, bottom });

  label = chart_label (pen, CHART_SAY_GAP, gap, CHART_SMALL, true);
  if (bottom - top < label.height + 6)
    y = self->side > 0 ? bottom + 5 + label.height / 2 : top - 5 - label.height / 2;
  if (x + 14 + label.width > layout->plot.x + layout->plot.width)
    return;
  mark = chart_label_put (pen, &label, CHART_YOU, (ChartPoint){ x + 14, y }, CHART_LEFT);
  if (mark != NULL)
    mark->has_halo = true;
}

static void
write_time (Stage *self)
{
  ChartPen *pen = &self->pen;
  const ChartRect *plot = &pen->layout->plot;
  ChartLabel label = chart_label (pen, CHART_SAY_TIME, 0, CHART_SMALL, false);
  double middle = fmax (plot->x + plot->width / 2, 2 + label.width / 2);
  double bottom = plot->y + plot->height;

  chart_label_put (
      pen, &label, CHART_QUIET,
      (ChartPoint){ middle, bottom + 0.6 * pen->frame->em + label.height / 2 },
      CHART_CENTRE);
}

static void
add_prediction_handle (Stage *self)
{
  ChartLayout *layout = self->pen.layout;
  double right = self->flag_left + self->flag_width;
  ChartHandle *handle;

  if (self->asked->is_locked)
    return;
  handle = chart_layout_add_handle (
      layout, CHART_HANDLE_PREDICTION,
      (ChartPoint){ self->flag_left + self->flag_width / 2, self->guess_flag_y },
      (ChartRect){ layout->plot.x, self->guess_flag_y - self->flag_height / 2,
                   right - layout->plot.x, self->flag_height });
  handle->value = self->asked->guess;
  handle->least = layout->y.from;
  handle->most = layout->y.to;
  handle->is_vertical = true;
}

void
chart_prediction_layout (const MarginOutcome *outcome, const ChartPrediction *prediction,
                         const ChartFrame *frame, ChartLayout *layout)
{
  Stage self = { .pen = { layout, frame, outcome }, .asked = prediction };
  ChartTicks ticks;

  chart_layout_init (layout, frame);
  find_end (&self);
  set_places (&self, &ticks);
  set_flags (&self);

  add_grid (&self, &ticks);
  add_curtain (&self);
  add_land (&self);
  add_entry (&self);
  add_walk (&self);
  add_guess (&self);
  add_cross (&self);
  add_prediction_handle (&self);

  write_flags (&self);
  write_entry (&self);
  chart_axis_labels (&self.pen, &ticks, CHART_SAY_PRICE, layout->plot.x - CHART_TICK_GAP);
  write_curtain (&self);
  add_gap (&self);
  write_time (&self);
}
