/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/ladder.h"
#include "charts/axis.h"
#include "charts/beside.h"
#include "charts/end.h"
#include "charts/label.h"

#include <math.h>

#define COLUMN    30.0
#define ARM       6.0  /* of the bracket */
#define OVERHANG  14.0 /* of a rung past the column */
#define MAX_RUNGS 5

/* One price with a name. */
typedef struct {
  ChartWord word;
  double price;
  ChartColour colour;
  double stroke;
  ChartDash dash;
  bool is_bold, is_flag;
  int rank;      /* 0 is kept longest */
  double y;      /* true place */
  double text_y; /* where its words end up */
} Rung;

typedef struct {
  ChartPen pen;
  ChartEnd end;
  double side;        /* 1 where the end lies below */
  double left, right; /* of the column */
  double words_left, words_right;
  double bracket; /* x of its spine */
  bool has_bracket, has_labels;
  Rung rungs[MAX_RUNGS];
  size_t n_rungs;
} Ladder;

static bool
is_shown (double price)
{
  return price > 0 && isfinite (price);
}

static void
add_rung (Ladder *self, Rung rung)
{
  if (is_shown (rung.price))
    self->rungs[self->n_rungs++] = rung;
}

static void
find_rungs (Ladder *self)
{
  const MarginOutcome *outcome = self->pen.outcome;
  ChartColour now = chart_colour_of_result (outcome->result);

  if (self->end.is_there)
    add_rung (self, (Rung){ .word = CHART_SAY_LIQUIDATION,
                            .price = self->end.price,
                            .colour = CHART_INK,
                            .stroke = 3,
                            .is_bold = true,
                            .is_flag = true,
                            .rank = 0 });
  add_rung (self, (Rung){ .word = CHART_SAY_PRICE_NOW,
                          .price = outcome->in.mark,
                          .colour = now,
                          .stroke = 3,
                          .is_bold = true,
                          .rank = 1 });
  add_rung (self, (Rung){ .word = CHART_SAY_ENTRY,
                          .price = outcome->in.entry,
                          .colour = CHART_INK,
                          .stroke = 1.5,
                          .rank = 2 });
  if (!outcome->is_over)
    add_rung (self, (Rung){ .word = CHART_SAY_MARGIN_CALL,
                            .price = chart_point_price (&outcome->margin_call),
                            .colour = CHART_WARN,
                            .stroke = 1.5,
                            .rank = 3 });
  add_rung (self, (Rung){ .word = CHART_SAY_BANKRUPTCY,
                          .price = chart_point_price (&outcome->bankruptcy),
                          .colour = CHART_QUIET,
                          .stroke = 1.3,
                          .dash = CHART_DOTTED,
                          .rank = 4 });
}

/* From a little past the outermost price on the losing side to three quarters of the room
 * on the winning side; all of the way down to zero where nothing ends above it. */
static void
set_scale (Ladder *self)
{
  const MarginOutcome *outcome = self->pen.outcome;
  ChartLayout *layout = self->pen.layout;
  double entry = outcome->in.entry, least = entry, most = entry, span;
  double edge = fmax (8, 0.7 * self->pen.frame->em);

  for (size_t i = 0; i < self->n_rungs; i++) {
    least = fmin (least, self->rungs[i].price);
    most = fmax (most, self->rungs[i].price);
  }
  if (self->end.is_there) {
    double room = 0.75 * fabs (self->end.price - entry) * self->side;

    least = fmin (least, entry + fmin (room, 0));
    most = fmax (most, entry + fmax (room, 0));
  } else {
    least = 0;
    most = fmax (most, 1.75 * entry);
  }
  span = fmax (most - least, 1e-6 * entry);
  layout->y =
      (ChartScale){ .from = fmax (0, least - 0.1 * span), .to = most + 0.08 * span };
  layout->y.start = fmax (edge + 1, layout->height - edge);
  layout->y.end = edge;
}

/* Columns of the frame. The bracket stands at the start, where reading begins; the rest
 * never mirrors. */
static void
set_columns (Ladder *self, const ChartTicks *ticks)
{
  ChartLayout *layout = self->pen.layout;
  double em = self->pen.frame->em, x = 2, end = layout->width - 2;
  double bracket = CHART_SMALL * em + 3 + ARM + 3, labels;

  self->has_bracket = self->end.is_there && !self->pen.outcome->is_over;
  if (self->pen.frame->is_rtl) {
    self->bracket = end - CHART_SMALL * em - 3;
    end -= bracket + 4;
  } else {
    self->bracket = x + CHART_SMALL * em + 3;
    x += bracket;
  }
  labels =
      chart_axis_width (&self->pen, ticks, CHART_SAY_PRICE) + CHART_TICK_GAP + CHART_TICK;
  self->has_labels = end - x - labels - COLUMN > 7 * em;
  if (self->has_labels)
    x += labels;
  else
    x += CHART_TICK + 8;
  self->left = x;
  self->right = x + COLUMN;
  self->words_left = self->right + OVERHANG + 0.5 * em;
  self->words_right = end - 0.3 * em;
  layout->plot =
      (ChartRect){ self->left, layout->y.end, COLUMN, layout->y.start - layout->y.end };
}

static double
place (const Ladder *self, double price)
{
  const ChartScale *y = &self->pen.layout->y;

  return chart_scale_place (y, fmax (y->from, fmin (price, y->to)));
}

static void
block (Ladder *self, ChartMarkKind kind, ChartColour colour, double strength, double from,
       double to)
{
  ChartMark *mark = chart_block (self->pen.layout, kind, colour, self->left,
                                 place (self, from), self->right, place (self, to));

  mark->strength = strength;
  mark->is_reverse = colour == CHART_LOSS;
}

static void
add_column (Ladder *self)
{
  const MarginOutcome *outcome = self->pen.outcome;
  const ChartScale *y = &self->pen.layout->y;
  double entry = outcome->in.entry, now = outcome->in.mark;
  double winning = self->side > 0 ? y->to : y->from,
         losing = self->side > 0 ? y->from : y->to;
  double call = chart_point_price (&outcome->margin_call);

  if (!outcome->is_over)
    block (self, CHART_MARK_FILL, CHART_GAIN, 0.13, entry, winning);
  if (self->end.is_there) {
    block (self, CHART_MARK_HATCH, CHART_AXIS, 1, self->end.price, losing);
    if (call > 0 && !outcome->is_over && (call - self->end.price) * self->side > 0)
      block (self, CHART_MARK_DOTS, CHART_WARN, 1, self->end.price, call);
  }
  if ((entry - now) * self->side > 0 && !outcome->is_over) {
    block (self, CHART_MARK_FILL, CHART_LOSS, 0.12, entry, now);
    block (self, CHART_MARK_HATCH, CHART_LOSS, 1, entry, now);
  }
  block (self, CHART_MARK_FRAME, CHART_AXIS, 1, y->from, y->to);
}

static void
add_ticks (Ladder *self, const ChartTicks *ticks)
{
  ChartLayout *layout = self->pen.layout;
  const ChartScale *scale = &layout->y;

  for (size_t i = 0; i < ticks->n; i++) {
    double y = chart_scale_place (scale, ticks->value[i]);
    double middle = ticks->value[i] + ticks->step / 2;

    chart_line (layout, CHART_AXIS, 1, (ChartPoint){ self->left - CHART_TICK, y },
                (ChartPoint){ self->left, y });
    if (middle >= scale->to)
      continue;
    y = chart_scale_place (scale, middle);
    chart_line (layout, CHART_AXIS, 1, (ChartPoint){ self->left - CHART_TICK / 2, y },
                (ChartPoint){ self->left, y });
  }
}

static void
add_bracket (Ladder *self)
{
  ChartLayout *layout = self->pen.layout;
  double from = place (self, self->pen.outcome->in.mark),
         to = place (self, self->end.price);
  double x = self->bracket, arm = self->pen.frame->is_rtl ? -ARM : ARM;
  ChartMark *spine;

  if (!self->has_bracket)
    return;
  spine = chart_layout_add (layout, CHART_MARK_LINE, CHART_INK);
  spine->stroke = 1.5;
  chart_layout_point (layout, x + arm, from);
  chart_layout_point (layout, x, from);
  chart_layout_point (layout, x, to);
  chart_layout_point (layout, x + arm, to);
}

/* The room left, turned upward along the spine of the bracket. */
static void
write_bracket (Ladder *self)
{
  ChartPen *pen = &self->pen;
  ChartLabel label =
      chart_label (pen, CHART_SAY_LEFT, margin_room (pen->outcome), CHART_SMALL, true);
  double half = label.width / 2, away = label.height / 2 + 3;
  double y = (place (self, pen->outcome->in.mark) + place (self, self->end.price)) / 2;
  ChartMark *mark;
  ChartRect box;

  if (!self->has_bracket || label.width + 4 > pen->layout->height)
    return;
  y = fmax (half + 2, fmin (y, pen->layout->height - half - 2));
  box.x = self->bracket + (pen->frame->is_rtl ? away : -away) - label.height / 2;
  box.y = y - half;
  box.width = label.height;
  box.height = label.width;
  if (!chart_label_is_free (pen, box, 0))
    return;
  mark = chart_layout_add (pen->layout, CHART_MARK_TEXT, CHART_INK);
  mark->at = (ChartPoint){ box.x + box.width / 2, y };
  mark->rect = box;
  mark->align = CHART_CENTRE;
  mark->angle = -1.5707963267948966;
  mark->scale = label.scale;
  mark->is_bold = true;
  for (size_t i = 0; i < CHART_TEXT_SIZE; i++)
    mark->text[i] = label.text[i];
}

/* Lower prices last, so that neighbours on paper are neighbours in the list. */
static void
sort_rungs (Ladder *self)
{
  for (size_t i = 1; i < self->n_rungs; i++)
    for (size_t j = i; j > 0 && self->rungs[j].price > self->rungs[j - 1].price; j--) {
      Rung swap = self->rungs[j];

      self->rungs[j] = self->rungs[j - 1];
      self->rungs[j - 1] = swap;
    }
}

static void
drop_least (Ladder *self)
{
  size_t least = 0;

  for (size_t i = 1; i < self->n_rungs; i++)
    if (self->rungs[i].rank > self->rungs[least].rank)
      least = i;
  for (size_t i = least; i + 1 < self->n_rungs; i++)
    self->rungs[i] = self->rungs[i + 1];
  self->n_rungs--;
}

/* Words that would collide form a block around the mean of their true places, the
 * liquidation pulling hardest; blocks that touch melt. (Pool adjacent violators.) */
static void
slide_apart (Ladder *self, double line, double top, double bottom)
{
  double mean[MAX_RUNGS], weight[MAX_RUNGS];
  size_t count[MAX_RUNGS], n = 0, next = 0;

  for (size_t i = 0; i < self->n_rungs; i++) {
    mean[n] = self->rungs[i].y - (double) i * line;
    weight[n] = self->rungs[i].is_flag ? 8 : 1;
    count[n++] = 1;
    while (n > 1 && mean[n - 1] <= mean[n - 2]) {
      double sum = weight[n - 2] + weight[n - 1];

      mean[n - 2] = (mean[n - 2] * weight[n - 2] + mean[n - 1] * weight[n - 1]) / sum;
      weight[n - 2] = sum;
      count[n - 2] += count[n - 1];
      n--;
    }
  }
  for (size_t b = 0; b < n; b++)
    for (size_t k = 0; k < count[b]; k++, next++) {
      double low = bottom - (double) (self->n_rungs - 1) * line;
      double start = fmax (top, fmin (mean[b], low));

      self->rungs[next].text_y = start + (double) next * line;
    }
}

static void
set_words (Ladder *self)
{
  double em = self->pen.frame->em, line = 1.32 * em;
  double top = 0.66 * em + 2, bottom = self->pen.layout->height - top;

  sort_rungs (self);
  while (self->n_rungs > 1 && (double) (self->n_rungs - 1) * line > bottom - top)
    drop_least (self);
  for (size_t i = 0; i < self->n_rungs; i++)
    self->rungs[i].y = place (self, self->rungs[i].price);
  slide_apart (self, line, top, bottom);
}

static void
add_rung_lines (Ladder *self)
{
  ChartLayout *layout = self->pen.layout;
  double end = self->right + OVERHANG;

  for (size_t i = 0; i < self->n_rungs; i++) {
    const Rung *rung = &self->rungs[i];
    double left = rung->is_flag ? self->left - CHART_TICK : self->left;
    ChartMark *line =
        chart_line (layout, rung->colour, rung->stroke, (ChartPoint){ left, rung->y },
                    (ChartPoint){ end, rung->y });

    line->dash = rung->dash;
    if (fabs (rung->text_y - rung->y) > 1)
      chart_line (layout, rung->colour, 1, (ChartPoint){ end, rung->y },
                  (ChartPoint){ self->words_left - 2, rung->text_y });
  }
}

static void
add_now (Ladder *self)
{
  ChartLayout *layout = self->pen.layout;
  ChartColour colour = chart_colour_of_result (self->pen.outcome->result);
  ChartMark *triangle;

  triangle = chart_layout_add (layout, CHART_MARK_TRIANGLE, colour);
  triangle->at = (ChartPoint){ self->left - 7, place (self, self->pen.outcome->in.mark) };
  triangle->size = 6;
  triangle->direction = CHART_TO_RIGHT;
}

static void
write_flag (Ladder *self, const Rung *rung, const ChartLabel *name,
            const ChartLabel *price)
{
  double em = self->pen.frame->em, pad = 0.45 * em;
  double left = self->words_left - pad, width = self->words_right + 0.3 * em - left;
  bool fits = name->width + price->width + 0.4 * em + 2 * pad <= width;
  const ChartLabel *first = fits || price->width + 2 * pad > width ? name : price;
  ChartRect rect = { left, rung->text_y - 0.6 * em, width, 1.2 * em };

  if (first->width + 2 * pad <= width)
    chart_flag_put (&self->pen, rect, rung->colour, first, fits ? price : NULL);
}

static void
write_rung (Ladder *self, const Rung *rung)
{
  ChartPen *pen = &self->pen;
  ChartLabel name = chart_label (pen, rung->word, rung->price, CHART_SMALL, true);
  ChartLabel price =
      chart_label (pen, CHART_SAY_PRICE, rung->price, CHART_SMALL, rung->is_bold);
  ChartPoint start = { self->words_left, rung->text_y };
  ChartPoint end = { self->words_right, rung->text_y };
  double width = self->words_right - self->words_left;

  if (rung->is_flag) {
    write_flag (self, rung, &name, &price);
    return;
  }
  if (name.width <= width)
    chart_label_put (pen, &name, rung->colour, start, CHART_LEFT);
  else if (price.width <= width)
    chart_label_put (pen, &price, rung->colour, start, CHART_LEFT);
  if (name.width + price.width + 0.3 * pen->frame->em <= width)
    chart_label_put (pen, &price, rung->colour, end, CHART_RIGHT);
}

/* Nothing ends here: said at the foot of the side that would lose. */
static void
write_no_line (Ladder *self)
{
  ChartPen *pen = &self->pen;
  const ChartLayout *layout = pen->layout;
  ChartLabel label = chart_label (pen, CHART_SAY_NO_LINE, 0, CHART_SMALL, true);
  double half = label.height / 2, y = self->side > 0 ? layout->y.start : layout->y.end;
  double left = fmin (self->words_left, layout->width - 2 - label.width);

  if (self->end.is_there)
    return;
  y = fmax (half + 2, fmin (y - self->side * half, layout->height - half - 2));
  if (left > self->right + 4)
    chart_label_put (pen, &label, CHART_INK, (ChartPoint){ left, y }, CHART_LEFT);
}

static void
add_handle (Ladder *self, ChartHandleName name, double value, double anchor)
{
  ChartLayout *layout = self->pen.layout;
  double y = place (self, value);
  ChartRect reach = { self->left - 13, y - 1, layout->width - self->left + 13, 2 };
  ChartHandle *handle =
      chart_layout_add_handle (layout, name, (ChartPoint){ anchor, y }, reach);

  handle->value = value;
  handle->least = fmin (value, fmax (layout->y.from, self->pen.outcome->in.entry * 1e-6));
  handle->most = layout->y.to;
  handle->is_vertical = true;
}

void
chart_ladder_layout (const MarginOutcome *outcome, const ChartFrame *frame,
                     ChartLayout *layout)
{
  Ladder self = { .pen = { layout, frame, outcome },
                  .end = chart_end (outcome),
                  .side = chart_side (outcome) };
  ChartTicks ticks;

  chart_layout_init (layout, frame);
  find_rungs (&self);
  set_scale (&self);
  chart_ticks (layout->y.from, layout->y.to,
               chart_axis_most (&self.pen, layout->y.start - layout->y.end, 6), &ticks);
  set_columns (&self, &ticks);
  set_words (&self);

  add_column (&self);
  add_ticks (&self, &ticks);
  add_bracket (&self);
  add_rung_lines (&self);
  add_now (&self);
  /* Where both stand on one line, the column takes hold of the price and the words of the
   * entry. */
  add_handle (&self, CHART_HANDLE_PRICE, outcome->in.mark, self.left + COLUMN / 2);
  add_handle (&self, CHART_HANDLE_ENTRY, outcome->in.entry,
              self.words_left + 2 * frame->em);

  for (int rank = 0; rank < MAX_RUNGS; rank++)
    for (size_t i = 0; i < self.n_rungs; i++)
      if (self.rungs[i].rank == rank)
        write_rung (&self, &self.rungs[i]);
  write_no_line (&self);
  write_bracket (&self);
  if (self.left >
      chart_axis_width (&self.pen, &ticks, CHART_SAY_PRICE) + CHART_TICK_GAP + CHART_TICK)
    chart_axis_labels (&self.pen, &ticks, CHART_SAY_PRICE, self.left - CHART_TICK - 3);
}
