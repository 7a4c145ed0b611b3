/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/ink.h"

#include <math.h>

/* Half of the greatest extra stroke, and a pixel for soft edges. */
#define SOFT 1.5

/* The halo of a text is a stroke of four pixels on its outline. */
#define HALO 2.0

static ChartRect
grow (ChartRect rect, double by)
{
  return (ChartRect){ rect.x - by, rect.y - by, rect.width + 2 * by,
                      rect.height + 2 * by };
}

static ChartRect
around (ChartPoint at, double size)
{
  return (ChartRect){ at.x - size, at.y - size, 2 * size, 2 * size };
}

static ChartRect
points_bounds (const ChartLayout *layout, const ChartMark *mark)
{
  double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;

  for (size_t i = mark->first; i < mark->first + mark->n; i++) {
    left = fmin (left, layout->points[i].x);
    right = fmax (right, layout->points[i].x);
    top = fmin (top, layout->points[i].y);
    bottom = fmax (bottom, layout->points[i].y);
  }
  if (mark->n == 0)
    return (ChartRect){ 0 };
  return (ChartRect){ left, top, right - left, bottom - top };
}

static ChartRect
full_bounds (const ChartLayout *layout, const ChartMark *mark)
{
  switch (mark->kind) {
  case CHART_MARK_LINE:
  case CHART_MARK_AREA:
    return grow (points_bounds (layout, mark), mark->stroke / 2 + SOFT);
  case CHART_MARK_TEXT: return grow (mark->rect, SOFT + (mark->has_halo ? HALO : 0));
  case CHART_MARK_RING:
  case CHART_MARK_CROSS:
    return grow (around (mark->at, mark->size), mark->stroke / 2 + SOFT);
  case CHART_MARK_DISC:
  case CHART_MARK_TRIANGLE:
  case CHART_MARK_SQUARE:
  case CHART_MARK_DIAMOND: return grow (around (mark->at, mark->size), SOFT);
  case CHART_MARK_FILL:
  case CHART_MARK_HATCH:
  case CHART_MARK_DOTS:
  case CHART_MARK_FRAME:
  case CHART_MARK_FLAG: break;
  }
  return grow (mark->rect, SOFT);
}

ChartRect
chart_mark_bounds (const ChartLayout *layout, size_t index)
{
  ChartRect full = full_bounds (layout, &layout->marks[index]);
  double left = fmax (0, full.x), top = fmax (0, full.y);
  double right = fmin (layout->width, full.x + full.width);
  double bottom = fmin (layout->height, full.y + full.height);

  /* Ink past the frame is cut by the frame, so its bounds may be too. */
  return (ChartRect){ left, top, fmax (0, right - left), fmax (0, bottom - top) };
}
