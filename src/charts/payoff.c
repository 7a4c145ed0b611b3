/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/payoff.h"
#include "charts/axis.h"
#include "charts/beside.h"
#include "charts/end.h"
#include "charts/label.h"
#include "margin/value.h"

#include <math.h>

/* The plot is laid down back to front: grid, tints, land, lines, the ring; then words,
 * what matters most first, each where nothing stands yet. */

#define RING_RADIUS 8.0
#define OFF_CHORD   0.2 /* pixels that a curve may lie off its pieces */
#define MOST_PIECES 48

typedef struct {
  ChartPen pen;
  ChartEnd end;
  double side;      /* 1 where losses lie to the left */
  double open_from; /* the line of an open position runs from here, on the losing side, */
  double open_to;   /* to here */
  double bottom;    /* y of the lower edge of the plot */
  ChartPoint now;
  size_t first_line, n_lines; /* marks that words may not cross */
} Payoff;

double
chart_payoff_reach (const MarginOutcome *outcome)
{
  double entry = outcome->in.entry,
         liquidation = chart_point_price (&outcome->liquidation);
  ChartEnd end = chart_end (outcome);
  double needed = fabs (outcome->in.mark / entry - 1), reach = 1;

  if (liquidation > 0 || end.is_there) {
    double distance = fabs ((liquidation > 0 ? liquidation : end.price) / entry - 1);

    reach = fmax (0.001, chart_sensible (1.33 * fmax (distance, 1e-9)));
    needed = fmax (needed, fmax (distance, fabs (end.price / entry - 1)));
  }
  needed *= 1.1;
  return reach < needed ? chart_sensible_above (needed) : reach;
}

static bool
is_curved (const Payoff *self)
{
  return self->pen.outcome->in.contract == MARGIN_INVERSE;
}

/* A curve that reaches a price of zero runs out of the plot before it could be named. */
static bool
needs_line_at_one (const Payoff *self)
{
  const MarginOutcome *outcome = self->pen.outcome;
  double times = outcome->in.margin > 0 ? outcome->entry_value / outcome->in.margin : 0;

  return times > 1.5 && !(is_curved (self) && self->pen.layout->x.from <= 0);
}

/* At 1x a long has nothing left at zero, a short at twice the entry: the line ends there.
 * In coins a long ends at half the entry and a short nowhere. */
static void
find_line_at_one (const Payoff *self, double *from, double *to)
{
  const ChartScale *x = &self->pen.layout->x;
  double entry = self->pen.outcome->in.entry;

  *from = x->from;
  *to = x->to;
  if (is_curved (self) && self->side > 0)
    *from = fmax (x->from, entry / 2);
  else if (!is_curved (self) && self->side < 0)
    *to = fmin (x->to, 2 * entry);
}

/* Results that the y axis must hold. A coin-settled result runs away as the price nears
 * zero: there the axis ends at a few deposits. */
static void
find_results (const Payoff *self, double *least, double *most)
{
  const MarginOutcome *outcome = self->pen.outcome;
  double deposit = outcome->in.margin, now = outcome->result;
  double losing =
      self->end.is_there ? self->end.result : margin_pnl (&outcome->in, self->open_from);
  double winning = margin_pnl (&outcome->in, self->open_to);

  if (outcome->in.contract == MARGIN_INVERSE) {
    winning = fmin (winning, fmax (3 * deposit, 1.15 * now));
    losing = fmax (losing, fmin (-1.3 * deposit, 1.15 * now));
  }
  *least = fmin (fmin (losing, now), 0);
  *most = fmax (fmax (winning, now), 0);
  if (needs_line_at_one (self)) {
    double from, to;

    find_line_at_one (self, &from, &to);
    *least = fmin (*least, chart_result_at_one (outcome, self->side > 0 ? from : to));
    *most = fmax (*most, chart_result_at_one (outcome, self->side > 0 ? to : from));
  }
  if (!(*most - *least > 0))
    *most = deposit > 0 ? deposit : 1;
}

static void
set_x (Payoff *self, double reach)
{
  const MarginInputs *in = &self->pen.outcome->in;
  ChartScale *x = &self->pen.layout->x;
  /* Nothing is worth computing at a price of zero; a millionth of the entry is as good.
   */
  double low = fmax (in->entry * 1e-6, in->entry * (1 - reach));
  double high = in->entry * (1 + reach);

  x->from = in->entry * fmax (0, 1 - reach);
  x->to = high;
  self->open_from = self->side > 0 ? low : high;
  self->open_to = self->side > 0 ? high : low;
  if (self->end.is_there)
    self->open_from = fmax (low, fmin (self->end.price, high));
}

/* Divides the frame; words of the axes decide how much is left for the plot. */
static void
set_scales (Payoff *self, ChartTicks *money, bool *has_percents)
{
  ChartPen *pen = &self->pen;
  ChartLayout *layout = pen->layout;
  double em = pen->frame->em, line = CHART_SMALL * em, edge = fmax (10, 0.6 * em);
  double below = CHART_TICK + 4 + 2 * line, least, most, room, width, height;

  *has_percents = layout->height - edge - below > 4 * em;
  if (!*has_percents)
    below -= line;
  height = fmax (4, layout->height - edge - below);

  /* Room under the lowest result for its words. */
  find_results (self, &least, &most);
  room = fmin (height / 3, self->end.is_there ? 1.7 * line : 0.6 * em);
  layout->y = (ChartScale){ .start = edge + height, .end = edge, .to = most };
  layout->y.from = least - (most - least) * room / (height - room);

  chart_ticks (layout->y.from, layout->y.to, chart_axis_most (pen, height, 6), money);
  width = chart_axis_width (pen, money, CHART_SAY_RESULT) + CHART_TICK_GAP + 2;
  if (layout->width - width - edge < 6 * em) {
    width = edge;
    money->n = 0;
  }
  layout->plot =
      (ChartRect){ width, edge, fmax (4, layout->width - width - edge), height };
  layout->x.start = layout->plot.x;
  layout->x.end = layout->plot.x + layout->plot.width;
  self->bottom = layout->plot.y + height;
}

static ChartPoint
place (const Payoff *self, double price, double result)
{
  const ChartLayout *layout = self->pen.layout;

  return (ChartPoint){ chart_scale_place (&layout->x, price),
                       chart_scale_place (&layout->y, result) };
}

static double
hold_in (const ChartRect *plot, double y)
{
  return fmax (plot->y, fmin (y, plot->y + plot->height));
}

/* The result at a price: of the position, or of the same deposit at 1x. */
typedef double (*ResultAt) (const MarginOutcome *outcome, double price);

static double
result_at (const MarginOutcome *outcome, double price)
{
  return margin_pnl (&outcome->in, price);
}

/* A curve in as few pieces as the eye takes for a curve, for each is drawn in every
 * frame. Cut in n, it lies off its chords by 1/n^2 of what it bulges as a whole; it bends
 * with 1/P^3, and so most at the lower price. */
static int
count_pieces (const Payoff *self, ResultAt result, double from, double to)
{
  const MarginOutcome *outcome = self->pen.outcome;
  double middle = (from + to) / 2, bend = pow (middle / fmin (from, to), 3);
  double chord = place (self, from, result (outcome, from)).y / 2 +
                 place (self, to, result (outcome, to)).y / 2;
  double bulge = fabs (place (self, middle, result (outcome, middle)).y - chord);

  if (!is_curved (self))
    return 1;
  return (int) fmax (1, fmin (ceil (sqrt (bulge * bend / OFF_CHORD)), MOST_PIECES));
}

/* Appends the result from one price to another. It is a straight line, but for contracts
 * settled in the coin; it stops where it leaves the plot. */
static void
trace (Payoff *self, ResultAt result, double from, double to)
{
  const MarginOutcome *outcome = self->pen.outcome;
  ChartLayout *layout = self->pen.layout;
  int pieces = count_pieces (self, result, from, to);
  ChartPoint last = place (self, from, result (outcome, from));

  chart_layout_point (layout, last.x, hold_in (&layout->plot, last.y));
  for (int i = 1; i <= pieces; i++) {
    double price = from + (to - from) * i / pieces;
    ChartPoint next = place (self, price, result (outcome, price));
    double y = hold_in (&layout->plot, next.y);

    if (fabs (y - next.y) > 1e-6 && fabs (next.y - last.y) > 0) {
      double share = (y - last.y) / (next.y - last.y);

      chart_layout_point (layout, last.x + (next.x - last.x) * fmax (0, share), y);
      return;
    }
    chart_layout_point (layout, next.x, y);
    last = next;
  }
}

static void
add_area (Payoff *self, ChartColour colour, double from, double to)
{
  ChartLayout *layout = self->pen.layout;
  ChartMark *area = chart_layout_add (layout, CHART_MARK_AREA, colour);
  double zero = chart_scale_place (&layout->y, 0);

  area->strength = 0.13;
  area->is_hatched = area->is_reverse = colour == CHART_LOSS;
  chart_layout_point (layout, chart_scale_place (&layout->x, from), zero);
  trace (self, result_at, from, to);
  chart_layout_point (layout, layout->points[layout->n_points - 1].x, zero);
}

static void
add_result_line (Payoff *self, ChartColour colour, double from, double to)
{
  ChartMark *line = chart_layout_add (self->pen.layout, CHART_MARK_LINE, colour);

  line->stroke = 3;
  trace (self, result_at, from, to);
}

/* The parts of the open line where it loses and where it wins; empty parts have no
 * length. A thin deposit can end on the winning side of the entry: then nothing loses. */
typedef struct {
  double losing[2], winning[2];
} Parts;

static Parts
split (const Payoff *self)
{
  double entry = self->pen.outcome->in.entry, from = self->open_from, to = self->open_to;

  if ((entry - from) * self->side <= 0)
    return (Parts){ { from, from }, { from, to } };
  return (Parts){ { entry, from }, { entry, to } };
}

static bool
has_length (const double part[2])
{
  return fabs (part[1] - part[0]) > 0;
}

static void
add_areas (Payoff *self)
{
  Parts parts = split (self);

  if (self->pen.outcome->is_over)
    return;
  if (has_length (parts.winning))
    add_area (self, CHART_GAIN, parts.winning[0], parts.winning[1]);
  if (has_length (parts.losing))
    add_area (self, CHART_LOSS, parts.losing[0], parts.losing[1]);
}

static void
add_land (Payoff *self)
{
  ChartLayout *layout = self->pen.layout;
  const ChartRect *plot = &layout->plot;
  double call = chart_point_price (&self->pen.outcome->margin_call);
  double end = chart_scale_place (&layout->x, self->end.price);
  double beyond = self->side > 0 ? plot->x : plot->x + plot->width;

  if (!self->end.is_there)
    return;
  chart_block (layout, CHART_MARK_HATCH, CHART_AXIS, beyond, plot->y, end, self->bottom);
  if (call > 0 && !self->pen.outcome->is_over &&
      (call - self->end.price) * self->side > 0) {
    double x = chart_scale_place (&layout->x, call);

    x = fmax (plot->x, fmin (x, plot->x + plot->width));
    chart_block (layout, CHART_MARK_DOTS, CHART_WARN, end, plot->y, x, self->bottom);
  }
}

/* From the entry outward, so that it leaves the plot only once. */
static void
add_curve_at_one (Payoff *self, double end)
{
  ChartMark *curve = chart_layout_add (self->pen.layout, CHART_MARK_LINE, CHART_QUIET);

  curve->stroke = 1.3;
  curve->dash = CHART_DOTTED;
  trace (self, chart_result_at_one, self->pen.outcome->in.entry, end);
}

static void
add_line_at_one (Payoff *self)
{
  const MarginOutcome *outcome = self->pen.outcome;
  double from, to;
  ChartMark *line;

  if (!needs_line_at_one (self))
    return;
  find_line_at_one (self, &from, &to);
  if (is_curved (self)) {
    add_curve_at_one (self, from);
    add_curve_at_one (self, to);
    return;
  }
  line = chart_line (self->pen.layout, CHART_QUIET, 1.3,
                     place (self, from, chart_result_at_one (outcome, from)),
                     place (self, to, chart_result_at_one (outcome, to)));
  line->dash = CHART_DOTTED;
}

static void
add_lines (Payoff *self)
{
  ChartLayout *layout = self->pen.layout;
  const ChartRect *plot = &layout->plot;
  bool is_over = self->pen.outcome->is_over;
  Parts parts = split (self);

  add_line_at_one (self);
  self->first_line = layout->n_marks;
  if (has_length (parts.losing))
    add_result_line (self, is_over ? CHART_AXIS : CHART_LOSS, parts.losing[0],
                     parts.losing[1]);
  if (has_length (parts.winning))
    add_result_line (self, is_over ? CHART_AXIS : CHART_GAIN, parts.winning[0],
                     parts.winning[1]);
  if (self->end.is_there) {
    ChartPoint end = place (self, self->end.price, self->end.result);
    double beyond = self->side > 0 ? plot->x : plot->x + plot->width;

    chart_line (layout, CHART_INK, 2.5, (ChartPoint){ beyond, end.y }, end);
    chart_line (layout, CHART_INK, 2.5, (ChartPoint){ end.x, plot->y },
                (ChartPoint){ end.x, self->bottom });
  }
  self->n_lines = layout->n_marks - self->first_line;
}

static double
room_around (const ChartLayout *layout, ChartPoint at)
{
  return fmin (fmin (at.x, layout->width - at.x), fmin (at.y, layout->height - at.y));
}

static void
add_now (Payoff *self)
{
  ChartLayout *layout = self->pen.layout;
  const MarginOutcome *outcome = self->pen.outcome;
  ChartColour colour = chart_colour_of_result (outcome->result);
  ChartMark *drop, *triangle, *halo, *ring;

  drop = chart_line (layout, CHART_INK, 1.2, self->now,
                     (ChartPoint){ self->now.x, self->bottom });
  drop->dash = CHART_DOTTED;
  self->n_lines++;

  triangle = chart_layout_add (layout, CHART_MARK_TRIANGLE, CHART_INK);
  triangle->at = (ChartPoint){ self->now.x, self->bottom + 3.5 };
  triangle->size = 4.5;
  triangle->direction = CHART_UP;

  halo = chart_layout_add (layout, CHART_MARK_DISC, colour);
  halo->at = self->now;
  halo->size =
      fmax (RING_RADIUS, fmin (CHART_HALO_RADIUS, room_around (layout, self->now) - 1));
  halo->strength = 0.22;

  ring = chart_layout_add (layout, CHART_MARK_RING, colour);
  ring->at = self->now;
  ring->size = RING_RADIUS;
  ring->stroke = 3;
}

static void
add_price_handle (Payoff *self)
{
  ChartLayout *layout = self->pen.layout;
  ChartHandle *handle = chart_layout_add_handle (
      layout, CHART_HANDLE_PRICE, self->now,
      (ChartRect){ self->now.x - RING_RADIUS, self->now.y - RING_RADIUS, 2 * RING_RADIUS,
                   2 * RING_RADIUS });

  handle->value = self->pen.outcome->in.mark;
  handle->least =
      fmin (handle->value, fmax (layout->x.from, self->pen.outcome->in.entry * 1e-6));
  handle->most = layout->x.to;
}

static bool
is_clear (const Payoff *self, ChartRect box)
{
  return chart_label_is_clear (&self->pen, box, self->first_line, self->n_lines);
}

static void
write_flag (Payoff *self)
{
  ChartPen *pen = &self->pen;
  const ChartRect *plot = &pen->layout->plot;
  double em = pen->frame->em, pad = 0.35 * em, price = self->end.price;
  ChartLabel name, distance;
  ChartRect rect;
  bool has_distance;

  if (!self->end.is_there)
    return;
  name = chart_label (pen, pen->outcome->is_over ? CHART_SAY_ENDED : CHART_SAY_ENDS,
                      price, CHART_SMALL, true);
  distance = chart_label (pen, CHART_SAY_PERCENT, price / pen->outcome->in.entry - 1,
                          CHART_SMALL, true);
  rect = (ChartRect){ 0, plot->y + 0.25 * em, name.width + 2 * pad, 1.15 * em };
  has_distance = rect.width + distance.width + em < 0.4 * plot->width;
  if (has_distance)
    rect.width += distance.width + 0.7 * em;

  rect.x = chart_scale_place (&pen->layout->x, price) - rect.width / 2;
  rect.x = fmin (rect.x, plot->x + plot->width - rect.width - 2);
  rect.x = fmax (rect.x, plot->x + 2);
  chart_flag_put (pen, rect, CHART_INK, &name, has_distance ? &distance : NULL);
}

/* At the end of the drop: what the end leaves. Inside the land, under its line or over
 * it, else on the other side. */
static void
write_what_is_left (Payoff *self)
{
  ChartPen *pen = &self->pen;
  double em = pen->frame->em;
  bool gives_back = self->end.returned > 0.005 * pen->outcome->in.margin;
  ChartLabel label = chart_label (pen, gives_back ? CHART_SAY_CLOSED : CHART_SAY_ALL_GONE,
                                  self->end.returned, CHART_SMALL, true);
  ChartPoint end = place (self, self->end.price, self->end.result);
  double in = -self->side, half = label.height / 2 + 3.5;

  for (int i = 0; i < 4; i++) {
    double away = i < 2 ? in : -in;
    ChartPoint at = { end.x + away * 0.35 * em, end.y + (i % 2 == 0 ? half : -half) };
    ChartAlign align = away > 0 ? CHART_LEFT : CHART_RIGHT;
    ChartMark *mark;

    if (!self->end.is_there || !is_clear (self, chart_label_box (&label, at, align)))
      continue;
    mark = chart_label_put (pen, &label, CHART_INK, at, align);
    if (mark != NULL)
      mark->has_halo = true;
    return;
  }
}

static void
write_at_one (Payoff *self)
{
  ChartPen *pen = &self->pen;
  const ChartRect *plot = &pen->layout->plot;
  double price = self->open_to, result = chart_result_at_one (pen->outcome, price);
  double y = fmax (place (self, price, 0).y, place (self, price, result).y);
  ChartAlign align = self->side > 0 ? CHART_RIGHT : CHART_LEFT;
  double x = self->side > 0 ? plot->x + plot->width - 4 : plot->x + 4;
  ChartLabel label = chart_label (pen, CHART_SAY_AT_ONE, result, CHART_SMALL, false);
  ChartPoint at = { x, y + 0.4 * label.height + label.height / 2 };

  if (!needs_line_at_one (self))
    return;
  if (label.width > 0.3 * plot->width ||
      !is_clear (self, chart_label_box (&label, at, align)))
    label = chart_label (pen, CHART_SAY_TIMES, 1, CHART_SMALL, false);
  if (is_clear (self, chart_label_box (&label, at, align)))
    chart_label_put (pen, &label, CHART_QUIET, at, align);
}

/* One percent more is worth the same everywhere only where the line is straight. */
static void
write_each_percent (Payoff *self)
{
  static const double heights[] = { 0.62, 0.5, 0.75, 0.4 };
  ChartPen *pen = &self->pen;
  const ChartLayout *layout = pen->layout;
  const MarginInputs *in = &pen->outcome->in;
  double percent = margin_pnl (in, in->entry * (1 + 0.01 * self->side));
  ChartWord word = is_curved (self) ? CHART_SAY_ONE_PERCENT : CHART_SAY_EACH_PERCENT;
  ChartLabel label = chart_label (pen, word, percent, CHART_SMALL, true);
  ChartAlign align = self->side > 0 ? CHART_RIGHT : CHART_LEFT;

  if (pen->outcome->is_over)
    return;
  for (size_t i = 0; i < sizeof heights / sizeof heights[0]; i++) {
    double price = in->entry + (self->open_to - in->entry) * heights[i];
    ChartPoint at = place (self, price, margin_pnl (in, price));
    ChartRect box;

    at.x -= self->side * 1.6 * pen->frame->em;
    /* A curve that flattens lies closer to the words beside it. */
    if (is_curved (self))
      at.y -= 0.5 * label.height;
    box = chart_label_box (&label, at, align);
    if (box.width < 0.45 * layout->plot.width && is_clear (self, box)) {
      chart_label_put (pen, &label, CHART_GAIN, at, align);
      return;
    }
  }
}

void
chart_payoff_layout (const MarginOutcome *outcome, const ChartFrame *frame,
                     ChartLayout *layout)
{
  Payoff self = { .pen = { layout, frame, outcome },
                  .end = chart_end (outcome),
                  .side = chart_side (outcome) };
  ChartTicks money;
  bool has_percents;

  chart_layout_init (layout, frame);
  set_x (&self, chart_payoff_reach (outcome));
  set_scales (&self, &money, &has_percents);
  self.now = place (&self, outcome->in.mark, outcome->result);

  chart_axis_grid (layout, &money);
  add_areas (&self);
  add_land (&self);
  add_lines (&self);
  add_now (&self);
  add_price_handle (&self);

  chart_axis_labels (&self.pen, &money, CHART_SAY_RESULT,
                     layout->plot.x - CHART_TICK_GAP);
  chart_axis_prices (&self.pen, has_percents);
  write_flag (&self);
  chart_beside_put (&self.pen, self.now, self.side, self.first_line, self.n_lines);
  write_what_is_left (&self);
  write_at_one (&self);
  write_each_percent (&self);
}
