/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/beside.h"

#include <math.h>

typedef struct {
  ChartPen *pen;
  ChartPoint now;
  double side;
  size_t first, n;
} Place;

ChartColour
chart_colour_of_result (double result)
{
  if (result > 0)
    return CHART_GAIN;
  return result < 0 ? CHART_LOSS : CHART_INK;
}

static bool
is_clear (const Place *self, ChartRect box)
{
  return chart_label_is_clear (self->pen, box, self->first, self->n);
}

/* The result beside the ring: a sign, the money, and its share of the deposit under it.
 */
typedef struct {
  ChartLabel money, share;
  bool has_share;
  double sign; /* width of the triangle with its space; 0 for a result of zero */
  double width, height;
} Beside;

static Beside
make_beside (const Place *self, double scale, bool has_share)
{
  const ChartPen *pen = self->pen;
  double result = pen->outcome->result, deposit = pen->outcome->in.margin;
  Beside text = { .has_share = has_share && deposit > 0 };

  text.money = chart_label (pen, CHART_SAY_RESULT, result, scale, true);
  text.sign = result > 0 || result < 0 ? 0.9 * scale * pen->frame->em : 0;
  text.width = text.sign + text.money.width;
  text.height = text.money.height;
  if (text.has_share) {
    text.share =
        chart_label (pen, CHART_SAY_OF_DEPOSIT, result / deposit, CHART_SMALL, false);
    text.width = fmax (text.width, text.share.width);
    text.height += text.share.height;
  }
  return text;
}

/* Tries the places a reader looks first: on the side away from the line, then around. */
static bool
find_near (const Place *self, const Beside *text, ChartRect *box)
{
  double off = CHART_HALO_RADIUS + 6, w = text->width, h = text->height;
  double right = off, left = -off - w, x = self->now.x, y = self->now.y;
  double under = self->side > 0 ? 0 : -h, over = self->side > 0 ? -h : 0;
  double nudge = self->side > 0 ? 4 : -4;
  const double places[][2] = {
    { right, under - 3 * nudge },
    { right, under - 2 * nudge },
    { right, under - nudge },
    { right, under },
    { right, under + 2 * nudge },
    { left, over + 2 * nudge },
    { left, over },
    { right, -h / 2 },
    { left, -h / 2 },
    { right, off },
    { left, -off - h },
    { -w / 2, off },
    { -w / 2, -off - h },
    { right, -off - h },
    { left, off },
  };

  for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
    *box = (ChartRect){ x + places[i][0], y + places[i][1], w, h };
    if (is_clear (self, *box))
      return true;
  }
  return false;
}

/* The nearest free place on a coarse lattice, not farther than @most. */
static bool
find_anywhere (const Place *self, const Beside *text, double most, ChartRect *box)
{
  const ChartRect *plot = &self->pen->layout->plot;
  double nearest = most;

  for (int i = 0; i <= 16; i++)
    for (int j = 0; j <= 12; j++) {
      ChartRect there = { plot->x + (plot->width - text->width) * i / 16,
                          plot->y + (plot->height - text->height) * j / 12, text->width,
                          text->height };
      double away = hypot (there.x + there.width / 2 - self->now.x,
                           there.y + there.height / 2 - self->now.y);

      if (away < nearest && is_clear (self, there)) {
        nearest = away;
        *box = there;
      }
    }
  return nearest < most;
}

static void
write_beside (Place *self, const Beside *text, ChartRect box)
{
  ChartPen *pen = self->pen;
  ChartColour colour = chart_colour_of_result (pen->outcome->result);
  ChartPoint at = { box.x + text->sign, box.y + text->money.height / 2 };
  ChartMark *mark;

  mark = chart_label_put (pen, &text->money, colour, at, CHART_LEFT);
  if (mark != NULL)
    mark->has_halo = true;
  if (text->has_share) {
    at = (ChartPoint){ box.x, box.y + text->money.height + text->share.height / 2 };
    mark = chart_label_put (pen, &text->share, colour, at, CHART_LEFT);
    if (mark != NULL)
      mark->has_halo = true;
  }
  if (text->sign > 0) {
    mark = chart_layout_add (pen->layout, CHART_MARK_TRIANGLE, colour);
    mark->size = text->sign * 0.36;
    mark->at = (ChartPoint){ box.x + mark->size + 0.5, box.y + text->money.height / 2 };
    mark->direction = pen->outcome->result > 0 ? CHART_UP : CHART_DOWN;
  }
}

void
chart_beside_put (ChartPen *pen, ChartPoint ring, double side, size_t first, size_t n)
{
  static const double scales[] = { 1.1, 1.1, CHART_SMALL };
  Place self = { pen, ring, side, first, n };

  for (int i = 0; i < 3; i++) {
    Beside text = make_beside (&self, scales[i], i == 0);
    double most = CHART_HALO_RADIUS + 5 * pen->frame->em + text.width / 2;
    ChartRect box;

    if (find_near (&self, &text, &box) || find_anywhere (&self, &text, most, &box)) {
      write_beside (&self, &text, box);
      return;
    }
  }
}
