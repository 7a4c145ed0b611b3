/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/layout.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#define TARGET 44.0

void
chart_layout_init (ChartLayout *layout, const ChartFrame *frame)
{
  /* The marks are cleared one by one as they are added: most are never used. */
  layout->width = frame->width;
  layout->height = frame->height;
  layout->em = frame->em;
  layout->x = (ChartScale){ 0 };
  layout->y = (ChartScale){ 0 };
  layout->plot = (ChartRect){ 0 };
  layout->n_marks = 0;
  layout->n_points = 0;
  layout->n_handles = 0;
}

ChartMark *
chart_layout_add (ChartLayout *layout, ChartMarkKind kind, ChartColour colour)
{
  ChartMark *mark;

  assert (layout->n_marks < CHART_MAX_MARKS);
  mark = &layout->marks[layout->n_marks++];
  memset (mark, 0, sizeof *mark);
  mark->kind = kind;
  mark->colour = colour;
  mark->first = layout->n_points;
  mark->stroke = 1;
  mark->strength = 1;
  mark->size = 6;
  mark->scale = 1;
  return mark;
}

void
chart_layout_point (ChartLayout *layout, double x, double y)
{
  assert (layout->n_marks > 0 && layout->n_points < CHART_MAX_POINTS);
  layout->points[layout->n_points++] = (ChartPoint){ x, y };
  layout->marks[layout->n_marks - 1].n++;
}

/* Moves from..from+length into 0..most; shrinks only where there is no room. */
static void
hold (double *from, double *length, double most)
{
  *length = fmin (*length, most);
  *from = fmax (0, fmin (*from, most - *length));
}

ChartHandle *
chart_layout_add_handle (ChartLayout *layout, ChartHandleName name, ChartPoint at,
                         ChartRect reach)
{
  ChartHandle *handle;
  double more_x = fmax (0, TARGET - reach.width),
         more_y = fmax (0, TARGET - reach.height);

  assert (layout->n_handles < CHART_N_HANDLES);
  handle = &layout->handles[layout->n_handles++];
  memset (handle, 0, sizeof *handle);
  handle->name = name;
  handle->at = at;
  handle->target = (ChartRect){ reach.x - more_x / 2, reach.y - more_y / 2,
                                reach.width + more_x, reach.height + more_y };
  hold (&handle->target.x, &handle->target.width, layout->width);
  hold (&handle->target.y, &handle->target.height, layout->height);
  return handle;
}

static bool
holds (const ChartRect *rect, double x, double y)
{
  return x >= rect->x && x <= rect->x + rect->width && y >= rect->y &&
         y <= rect->y + rect->height;
}

const ChartHandle *
chart_layout_handle_at (const ChartLayout *layout, double x, double y)
{
  const ChartHandle *nearest = NULL;
  double least = INFINITY;

  for (size_t i = 0; i < layout->n_handles; i++) {
    const ChartHandle *handle = &layout->handles[i];
    double away = hypot (x - handle->at.x, y - handle->at.y);

    if (holds (&handle->target, x, y) && away < least) {
      nearest = handle;
      least = away;
    }
  }
  return nearest;
}

const ChartHandle *
chart_layout_handle (const ChartLayout *layout, ChartHandleName name)
{
  for (size_t i = 0; i < layout->n_handles; i++)
    if (layout->handles[i].name == name)
      return &layout->handles[i];
  return NULL;
}

double
chart_layout_value_at (const ChartLayout *layout, const ChartHandle *handle, double x,
                       double y)
{
  double value = handle->is_vertical ? chart_scale_value (&layout->y, y)
                                     : chart_scale_value (&layout->x, x);

  return fmax (handle->least, fmin (value, handle->most));
}
