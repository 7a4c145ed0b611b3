/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/gauge.h"
#include "charts/label.h"

#include <math.h>

/* The bar begins where reading begins: in a right-to-left language it fills from the
 * right. Places are computed left to right and turned over by the scale. */

typedef struct {
  ChartPen pen;
  double top, bottom; /* of the bar */
  double equity, requirement, deposit;
  bool is_open; /* more than the deposit: the bar grows past its end */
} Gauge;

static double
place (const Gauge *self, double money)
{
  return chart_scale_place (&self->pen.layout->x, money);
}

static void
set_places (Gauge *self)
{
  const MarginOutcome *outcome = self->pen.outcome;
  ChartLayout *layout = self->pen.layout;
  double em = self->pen.frame->em, line = CHART_SMALL * em, middle = layout->height / 2;
  double height = fmax (4, fmin (em, layout->height - 2 * line - 16));
  double edge = fmin (2 + 0.5 * em, layout->width / 4);
  double full;

  self->deposit = fmax (outcome->in.margin, 0);
  self->equity = fmax (0, outcome->is_over ? outcome->returned : outcome->equity);
  self->requirement = outcome->is_over ? 0 : fmax (0, outcome->requirement);
  self->is_open = self->equity > self->deposit;
  full = fmax (self->deposit, fmax (self->equity, self->requirement));
  if (!(full > 0) || !isfinite (full))
    full = 1;

  self->top = middle - height / 2;
  self->bottom = middle + height / 2;
  layout->plot = (ChartRect){ 2, self->top, layout->width - 4, height };
  layout->x = (ChartScale){ .to = full, .start = 2, .end = layout->width - 2 };
  if (self->is_open)
    layout->x.end -= edge;
  if (self->pen.frame->is_rtl) {
    layout->x.start = layout->width - layout->x.start;
    layout->x.end = layout->width - layout->x.end;
  }
}

static void
add_block (Gauge *self, ChartMarkKind kind, ChartColour colour, double from, double to)
{
  chart_block (self->pen.layout, kind, colour, place (self, from), self->top,
               place (self, to), self->bottom);
}

static ChartColour
colour_of_money (const Gauge *self)
{
  return self->pen.outcome->result < 0 ? CHART_LOSS : CHART_GAIN;
}

static void
add_tick (Gauge *self, ChartColour colour, double stroke, double money, double reach)
{
  double x = place (self, money), half = stroke / 2;

  x = fmax (half + 1, fmin (x, self->pen.layout->width - half - 1));
  chart_line (self->pen.layout, colour, stroke, (ChartPoint){ x, self->top - reach },
              (ChartPoint){ x, self->bottom + reach });
}

static void
add_bar (Gauge *self)
{
  double foot = fmin (self->requirement, self->pen.layout->x.to);
  double rest = self->is_open ? self->equity : self->deposit;

  if (self->equity > foot)
    add_block (self, CHART_MARK_FILL, colour_of_money (self), foot, self->equity);
  if (rest > fmax (self->equity, foot))
    add_block (self, CHART_MARK_FILL, CHART_TROUGH, fmax (self->equity, foot), rest);
  if (foot > 0)
    add_block (self, CHART_MARK_HATCH, CHART_AXIS, 0, foot);
  if (self->equity < foot && self->equity > 0)
    add_tick (self, colour_of_money (self), 2, self->equity, 0);
  /* The deposit stands inside a bar that has grown past it; the end stays open. */
  if (self->is_open) {
    double tip = self->pen.frame->is_rtl ? 2 : self->pen.layout->width - 2;
    ChartMark *more =
        chart_line (self->pen.layout, colour_of_money (self), 2,
                    (ChartPoint){ place (self, self->equity), self->top + 1 },
                    (ChartPoint){ tip, (self->top + self->bottom) / 2 });

    chart_layout_point (self->pen.layout, place (self, self->equity), self->bottom - 1);
    more->is_hollow = true;
    add_tick (self, CHART_PAPER, 2, self->deposit, -1);
  }
  if (self->requirement > 0)
    add_tick (self, CHART_INK, 3, foot, 5);
}

/* Writes @word along the bar, ending at @x seen from the start, held inside the frame. */
static void
write_words (Gauge *self, ChartWord word, double money, ChartColour colour, bool is_bold,
             double x, double y, bool is_at_start)
{
  ChartPen *pen = &self->pen;
  ChartLabel label = chart_label (pen, word, money, CHART_SMALL, is_bold);
  bool is_left = is_at_start != pen->frame->is_rtl;
  double width = pen->layout->width;

  if (is_left)
    x = fmax (2, fmin (x, width - 2 - label.width));
  else
    x = fmin (width - 2, fmax (x, 2 + label.width));
  chart_label_put (pen, &label, colour, (ChartPoint){ x, y },
                   is_left ? CHART_LEFT : CHART_RIGHT);
}

void
chart_gauge_layout (const MarginOutcome *outcome, const ChartFrame *frame,
                    ChartLayout *layout)
{
  Gauge self = { .pen = { layout, frame, outcome } };
  double line = CHART_SMALL * frame->em, above, below, start, end;

  chart_layout_init (layout, frame);
  set_places (&self);
  add_bar (&self);

  above = self.top - 6 - line / 2;
  below = self.bottom + 7 + line / 2;
  start = frame->is_rtl ? frame->width - 2 : 2;
  end = frame->is_rtl ? 2 : frame->width - 2;
  write_words (&self, CHART_SAY_YOURS, self.equity, colour_of_money (&self), true,
               place (&self, self.equity), above, false);
  if (self.requirement > 0)
    write_words (&self, CHART_SAY_REQUIRED, self.requirement, CHART_INK, true, start,
                 below, true);
  write_words (&self, CHART_SAY_DEPOSIT, self.deposit, CHART_QUIET, false,
               self.is_open ? place (&self, self.deposit) : end, below, false);
}
