/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/label.h"

#include <math.h>
#include <string.h>

/* Words keep this far from the edge of the frame: halo and the soft edge of letters. */
#define EDGE 1.0

ChartLabel
chart_label (const ChartPen *pen, ChartWord word, double value, double scale,
             bool is_bold)
{
  ChartLabel label = { .scale = scale, .is_bold = is_bold };
  const ChartFrame *frame = pen->frame;

  frame->say (word, value, pen->outcome, label.text, sizeof label.text);
  label.width = frame->measure (label.text, scale, is_bold, frame->measure_data);
  label.height = scale * frame->em;
  return label;
}

ChartRect
chart_label_box (const ChartLabel *label, ChartPoint at, ChartAlign align)
{
  double left = at.x;

  if (align == CHART_CENTRE)
    left -= label->width / 2;
  else if (align == CHART_RIGHT)
    left -= label->width;
  return (ChartRect){ left, at.y - label->height / 2, label->width, label->height };
}

bool
chart_rects_meet (const ChartRect *one, const ChartRect *other, double gap)
{
  return one->x < other->x + other->width + gap && other->x < one->x + one->width + gap &&
         one->y < other->y + other->height + gap && other->y < one->y + one->height + gap;
}

bool
chart_rect_is_within (const ChartRect *inner, const ChartRect *outer)
{
  return inner->x >= outer->x && inner->y >= outer->y &&
         inner->x + inner->width <= outer->x + outer->width &&
         inner->y + inner->height <= outer->y + outer->height;
}

/* What a word may not cover: another word, or a sign that stands for a price. */
static bool
find_obstacle (const ChartMark *mark, ChartRect *rect)
{
  switch (mark->kind) {
  case CHART_MARK_TEXT:
  case CHART_MARK_FLAG: *rect = mark->rect; return true;
  case CHART_MARK_RING:
  case CHART_MARK_DISC:
  case CHART_MARK_TRIANGLE:
  case CHART_MARK_SQUARE:
  case CHART_MARK_DIAMOND:
    *rect = (ChartRect){ mark->at.x - mark->size, mark->at.y - mark->size, 2 * mark->size,
                         2 * mark->size };
    return true;
  default: return false;
  }
}

bool
chart_label_is_free (const ChartPen *pen, ChartRect box, double gap)
{
  const ChartLayout *layout = pen->layout;
  ChartRect paper = { EDGE, EDGE, layout->width - 2 * EDGE, layout->height - 2 * EDGE };

  if (!chart_rect_is_within (&box, &paper))
    return false;
  for (size_t i = 0; i < layout->n_marks; i++) {
    ChartRect taken;

    if (find_obstacle (&layout->marks[i], &taken) && chart_rects_meet (&taken, &box, gap))
      return false;
  }
  return true;
}

ChartMark *
chart_label_put (ChartPen *pen, const ChartLabel *label, ChartColour colour,
                 ChartPoint at, ChartAlign align)
{
  ChartRect box = chart_label_box (label, at, align);
  ChartMark *mark;

  if (label->text[0] == '\0' || !chart_label_is_free (pen, box, 0))
    return NULL;

  mark = chart_layout_add (pen->layout, CHART_MARK_TEXT, colour);
  mark->rect = box;
  mark->at = at;
  mark->align = align;
  mark->scale = label->scale;
  mark->is_bold = label->is_bold;
  memcpy (mark->text, label->text, sizeof mark->text);
  return mark;
}

ChartMark *
chart_flag_put (ChartPen *pen, ChartRect rect, ChartColour colour,
                const ChartLabel *label, const ChartLabel *detail)
{
  ChartMark *mark;

  if (!chart_label_is_free (pen, rect, 0))
    return NULL;

  mark = chart_layout_add (pen->layout, CHART_MARK_FLAG, colour);
  mark->rect = rect;
  mark->at = (ChartPoint){ rect.x, rect.y + rect.height / 2 };
  mark->scale = label->scale;
  mark->is_bold = label->is_bold;
  memcpy (mark->text, label->text, sizeof mark->text);
  if (detail != NULL)
    memcpy (mark->detail, detail->text, sizeof mark->detail);
  return mark;
}

/* Liang and Barsky: the part of a segment between two parallel edges shrinks edge by
 * edge; what is left over is inside. */
static bool
clip (double step, double room, double *enter, double *leave)
{
  double t;

  if (!(fabs (step) > 0))
    return room >= 0;
  t = room / step;
  if (step < 0)
    *enter = fmax (*enter, t);
  else
    *leave = fmin (*leave, t);
  return *enter <= *leave;
}

static bool
segment_meets (ChartPoint from, ChartPoint to, const ChartRect *rect, double gap)
{
  double dx = to.x - from.x, dy = to.y - from.y, enter = 0, leave = 1;

  return clip (-dx, from.x - (rect->x - gap), &enter, &leave) &&
         clip (dx, rect->x + rect->width + gap - from.x, &enter, &leave) &&
         clip (-dy, from.y - (rect->y - gap), &enter, &leave) &&
         clip (dy, rect->y + rect->height + gap - from.y, &enter, &leave);
}

bool
chart_line_meets (const ChartLayout *layout, const ChartMark *mark, const ChartRect *rect,
                  double gap)
{
  for (size_t i = mark->first; i + 1 < mark->first + mark->n; i++)
    if (segment_meets (layout->points[i], layout->points[i + 1], rect, gap))
      return true;
  return false;
}

ChartMark *
chart_line (ChartLayout *layout, ChartColour colour, double stroke, ChartPoint from,
            ChartPoint to)
{
  ChartMark *mark = chart_layout_add (layout, CHART_MARK_LINE, colour);

  mark->stroke = stroke;
  chart_layout_point (layout, from.x, from.y);
  chart_layout_point (layout, to.x, to.y);
  return mark;
}

ChartMark *
chart_block (ChartLayout *layout, ChartMarkKind kind, ChartColour colour, double left,
             double top, double right, double bottom)
{
  ChartMark *mark = chart_layout_add (layout, kind, colour);

  mark->rect = (ChartRect){ fmin (left, right), fmin (top, bottom), fabs (right - left),
                            fabs (bottom - top) };
  return mark;
}

bool
chart_label_is_clear (const ChartPen *pen, ChartRect box, size_t first, size_t n)
{
  const ChartLayout *layout = pen->layout;

  if (!chart_rect_is_within (&box, &layout->plot))
    return false;
  for (size_t i = first; i < first + n; i++)
    if (chart_line_meets (layout, &layout->marks[i], &box, 3))
      return false;
  return chart_label_is_free (pen, box, 3);
}
