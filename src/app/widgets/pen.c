/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/pen.h"

#include "app/widgets/letters.h"
#include "app/widgets/pixels.h"

#include <math.h>

#define TILE        64 /* a whole number of hatch lines wide and high */
#define MOST_PIECES 8  /* of a line that is drawn as rectangles */

struct _LabPen {
  const ChartInk *ink;
  PangoFontDescription *font;
  LabLetters *letters;
  cairo_pattern_t *tiles[CHART_N_COLOURS][2]; /* upright and reverse */
  int scale;
};

LabPen *
lab_pen_new (const ChartInk *ink, PangoContext *context, const PangoFontDescription *font,
             int scale)
{
  LabPen *self = g_new0 (LabPen, 1);

  self->ink = ink;
  self->letters = lab_letters_new (ink, context, font, scale);
  self->font = pango_font_description_copy (font);
  self->scale = scale;
  return self;
}

void
lab_pen_free (LabPen *self)
{
  for (gsize i = 0; i < CHART_N_COLOURS; i++)
    for (gsize j = 0; j < 2; j++)
      g_clear_pointer (&self->tiles[i][j], cairo_pattern_destroy);
  pango_font_description_free (self->font);
  lab_letters_free (self->letters);
  g_free (self);
}

static GdkRGBA
colour_of (LabPen *self, ChartColour colour, double alpha)
{
  const ChartRgb *rgb = &self->ink->colours[colour];

  return (GdkRGBA){ (float) rgb->red, (float) rgb->green, (float) rgb->blue,
                    (float) alpha };
}

/* A full fill is a shape of its own; anything less is a tint, which some papers leave
 * out. */
static double
tint (LabPen *self, const ChartMark *mark)
{
  return mark->strength >= 1 ? 1 : mark->strength * self->ink->tint;
}

static GskRenderNode *
draw_text (LabPen *self, const ChartMark *mark)
{
  g_autoptr (GtkSnapshot) picture = gtk_snapshot_new ();
  ChartPoint at = mark->at;

  if (fabs (mark->angle) > 0) {
    gtk_snapshot_translate (picture, &GRAPHENE_POINT_INIT ((float) at.x, (float) at.y));
    gtk_snapshot_rotate (picture, (float) (mark->angle * 180 / G_PI));
    at = (ChartPoint){ 0, 0 };
  }
  lab_letters_append (self->letters, picture, mark, mark->text, at, mark->align,
                      mark->colour);
  return gtk_snapshot_free_to_node (g_steal_pointer (&picture));
}

/* A flag of one line; the measures are those of paper. */
static GskRenderNode *
draw_flag (LabPen *self, const ChartMark *mark, double em)
{
  g_autoptr (GtkSnapshot) picture = gtk_snapshot_new ();
  graphene_rect_t area =
      GRAPHENE_RECT_INIT ((float) mark->rect.x, (float) mark->rect.y,
                          (float) mark->rect.width, (float) mark->rect.height);
  ChartPoint left = { mark->rect.x + 0.4 * em, mark->rect.y + mark->rect.height / 2 };
  ChartPoint right = { mark->rect.x + mark->rect.width - 0.4 * em, left.y };
  GdkRGBA ground = colour_of (self, mark->colour, 1);
  GskRoundedRect shape;

  gsk_rounded_rect_init_from_rect (&shape, &area,
                                   (float) fmin (0.3 * em, mark->rect.height / 2));
  gtk_snapshot_push_rounded_clip (picture, &shape);
  gtk_snapshot_append_color (picture, &ground, &area);
  gtk_snapshot_pop (picture);
  lab_letters_append (self->letters, picture, mark, mark->text, left, CHART_LEFT,
                      CHART_PAPER);
  if (mark->detail[0] != '\0')
    lab_letters_append (self->letters, picture, mark, mark->detail, right, CHART_RIGHT,
                        CHART_PAPER);
  return gtk_snapshot_free_to_node (g_steal_pointer (&picture));
}

static gboolean
is_plain_flag (const ChartMark *mark)
{
  return mark->kind == CHART_MARK_FLAG && !mark->is_hollow && !mark->has_grip &&
         !mark->has_halo && mark->align == CHART_LEFT && mark->below[0] == '\0';
}

/* Edges on whole pixels: a renderer without hardware takes ten times as long for a
 * rectangle whose edges it has to blend. */
static graphene_rect_t
sharp (const ChartRect *rect)
{
  double left = round (rect->x), top = round (rect->y);

  return GRAPHENE_RECT_INIT ((float) left, (float) top,
                             (float) (round (rect->x + rect->width) - left),
                             (float) (round (rect->y + rect->height) - top));
}

static GskRenderNode *
draw_fill (LabPen *self, const ChartMark *mark)
{
  graphene_rect_t area = sharp (&mark->rect);
  GdkRGBA colour = colour_of (self, mark->colour, tint (self, mark));

  if (!(colour.alpha > 0) || area.size.width < 1 || area.size.height < 1)
    return NULL;
  return gsk_color_node_new (&colour, &area);
}

/* The hatch of a colour as a tile that meets itself at every edge: drawn past its edges
 * by the same hand that hatches on paper. */
static cairo_pattern_t *
new_tile (LabPen *self, const ChartMark *mark)
{
  g_autofree ChartLayout *layout = g_new0 (ChartLayout, 1);
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_ARGB32, TILE * self->scale, TILE * self->scale);
  cairo_pattern_t *tile;
  cairo_t *cr;

  layout->n_marks = 1;
  layout->marks[0] = (ChartMark){ .kind = CHART_MARK_HATCH,
                                  .colour = mark->colour,
                                  .is_reverse = mark->is_reverse,
                                  .rect = { -TILE, -TILE, 3 * TILE, 3 * TILE } };
  cairo_surface_set_device_scale (surface, self->scale, self->scale);
  cr = cairo_create (surface);
  chart_draw_mark (layout, 0, self->ink, self->font, cr);
  cairo_destroy (cr);
  tile = cairo_pattern_create_for_surface (surface);
  cairo_surface_destroy (surface);
  cairo_pattern_set_extend (tile, CAIRO_EXTEND_REPEAT);
  cairo_pattern_set_filter (tile, CAIRO_FILTER_NEAREST);
  return tile;
}

static void
set_tile (LabPen *self, cairo_t *cr, const ChartMark *mark)
{
  cairo_pattern_t **tile = &self->tiles[mark->colour][mark->is_reverse ? 1 : 0];

  if (*tile == NULL)
    *tile = new_tile (self, mark);
  cairo_set_source (cr, *tile);
}

static GskRenderNode *
draw_hatch (LabPen *self, const ChartMark *mark)
{
  graphene_rect_t area = sharp (&mark->rect);
  GskRenderNode *node;
  cairo_t *cr;

  if (area.size.width < 1 || area.size.height < 1)
    return NULL;
  node = gsk_cairo_node_new (&area);
  cr = gsk_cairo_node_get_draw_context (node);
  cairo_rectangle (cr, area.origin.x, area.origin.y, area.size.width, area.size.height);
  set_tile (self, cr, mark);
  cairo_fill (cr);
  cairo_destroy (cr);
  return node;
}

static graphene_rect_t
bounds_of (const ChartLayout *layout, gsize index)
{
  ChartRect bounds = chart_mark_bounds (layout, index);
  double left = floor (bounds.x), top = floor (bounds.y);

  return GRAPHENE_RECT_INIT ((float) left, (float) top,
                             (float) (ceil (bounds.x + bounds.width) - left),
                             (float) (ceil (bounds.y + bounds.height) - top));
}

static GskRenderNode *
draw_area (LabPen *self, const ChartLayout *layout, gsize index)
{
  const ChartMark *mark = &layout->marks[index];
  const ChartPoint *points = &layout->points[mark->first];
  graphene_rect_t area = bounds_of (layout, index);
  GskRenderNode *node = gsk_cairo_node_new (&area);
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);
  GdkRGBA colour = colour_of (self, mark->colour, tint (self, mark));

  for (gsize i = 0; i < mark->n; i++)
    cairo_line_to (cr, points[i].x, points[i].y);
  cairo_close_path (cr);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_fill_preserve (cr);
  if (mark->is_hatched) {
    set_tile (self, cr, mark);
    cairo_fill (cr);
  }
  cairo_destroy (cr);
  return node;
}

/* A dotted line of boxes on whole pixels, in the rhythm of paper. */
static GskRenderNode *
draw_dotted (LabPen *self, const ChartLayout *layout, gsize index)
{
  const ChartMark *mark = &layout->marks[index];
  const ChartPoint *from = &layout->points[mark->first], *to = from + 1;
  double length = hypot (to->x - from->x, to->y - from->y);
  double along_x = (to->x - from->x) / length, along_y = (to->y - from->y) / length;
  double stroke = MAX (round (mark->stroke + self->ink->extra_stroke), 1);
  gboolean is_steep = fabs (along_y) > fabs (along_x);
  graphene_rect_t area = bounds_of (layout, index);
  GskRenderNode *node = gsk_cairo_node_new (&area);
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);
  GdkRGBA colour = colour_of (self, mark->colour, 1);

  for (double way = 0; way < length; way += 5)
    cairo_rectangle (cr, floor (from->x + along_x * way), floor (from->y + along_y * way),
                     is_steep ? stroke : 3, is_steep ? 3 : stroke);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_fill (cr);
  cairo_destroy (cr);
  return node;
}

/* Whatever has no short cut is inked as on paper. */
static GskRenderNode *
draw_ink (LabPen *self, const ChartLayout *layout, gsize index)
{
  graphene_rect_t area = bounds_of (layout, index);
  cairo_surface_t *pixels;
  cairo_t *cr;

  if (area.size.width <= 0 || area.size.height <= 0)
    return NULL;
  pixels = lab_pixels_new (&area, self->scale, &cr);
  chart_draw_mark (layout, index, self->ink, self->font, cr);
  cairo_destroy (cr);
  return lab_pixels_take (pixels, &area);
}

/* A level or upright line is a rectangle; one of whole pixels lies on whole pixels. */
static void
append_straight (GtkSnapshot *picture, const GdkRGBA *colour, const ChartPoint *from,
                 const ChartPoint *to, double width, double past)
{
  ChartRect line = { fmin (from->x, to->x) - past, fmin (from->y, to->y) - past,
                     fabs (to->x - from->x) + 2 * past,
                     fabs (to->y - from->y) + 2 * past };
  double *edge = fabs (from->y - to->y) < 1e-6 ? &line.y : &line.x;
  double *depth = edge == &line.y ? &line.height : &line.width;

  *edge = width <= 1.5 ? floor (*edge + past) : *edge + past - width / 2;
  *depth = width <= 1.5 ? fmax (round (width), 1) : width;
  if (fabs (width - round (width)) < 0.01)
    *edge = round (*edge);
  gtk_snapshot_append_color (picture, colour,
                             &GRAPHENE_RECT_INIT ((float) line.x, (float) line.y,
                                                  (float) line.width,
                                                  (float) line.height));
}

/* A stroke is a turned rectangle. It reaches half its width past both ends, so that the
 * pieces of a bent line meet. */
static void
append_stroke (GtkSnapshot *picture, const GdkRGBA *colour, const ChartPoint *from,
               const ChartPoint *to, double width, double past)
{
  double length = hypot (to->x - from->x, to->y - from->y);

  gtk_snapshot_save (picture);
  gtk_snapshot_translate (picture,
                          &GRAPHENE_POINT_INIT ((float) from->x, (float) from->y));
  gtk_snapshot_rotate (picture,
                       (float) (atan2 (to->y - from->y, to->x - from->x) * 180 / G_PI));
  gtk_snapshot_append_color (picture, colour,
                             &GRAPHENE_RECT_INIT ((float) -past, (float) (-width / 2),
                                                  (float) (length + 2 * past),
                                                  (float) width));
  gtk_snapshot_restore (picture);
}

/* A paper without a grid says so by giving it its own colour. */
static gboolean
is_grid_of_paper (LabPen *self, const ChartMark *mark)
{
  return mark->colour == CHART_RULE &&
         chart_ink_contrast_ratio (self->ink, CHART_RULE) < 1.001;
}

static GskRenderNode *
draw_line (LabPen *self, const ChartLayout *layout, const ChartMark *mark)
{
  const ChartPoint *points = &layout->points[mark->first];
  g_autoptr (GtkSnapshot) picture = NULL;
  GdkRGBA colour = colour_of (self, mark->colour, 1);
  double width = fmax (0.7, mark->stroke + self->ink->extra_stroke);

  if (is_grid_of_paper (self, mark))
    return NULL;
  picture = gtk_snapshot_new ();
  for (gsize i = 0; i + 1 < mark->n; i++) {
    const ChartPoint *from = &points[i], *to = &points[i + 1];
    double past = mark->n > 2 ? width / 2 : 0;

    if (fabs (from->y - to->y) < 1e-6 || fabs (from->x - to->x) < 1e-6)
      append_straight (picture, &colour, from, to, width, past);
    else
      append_stroke (picture, &colour, from, to, width, past);
  }
  return gtk_snapshot_free_to_node (g_steal_pointer (&picture));
}

GskRenderNode *
lab_pen_draw (LabPen *self, const ChartLayout *layout, gsize index)
{
  const ChartMark *mark = &layout->marks[index];

  if (mark->kind == CHART_MARK_TEXT)
    return draw_text (self, mark);
  if (is_plain_flag (mark))
    return draw_flag (self, mark, layout->em);
  if (mark->kind == CHART_MARK_FILL)
    return draw_fill (self, mark);
  if (mark->kind == CHART_MARK_HATCH)
    return draw_hatch (self, mark);
  if (mark->kind == CHART_MARK_AREA && mark->n >= 3)
    return draw_area (self, layout, index);
  if (mark->kind == CHART_MARK_LINE && mark->dash == CHART_DOTTED && mark->n == 2)
    return draw_dotted (self, layout, index);
  if (mark->kind == CHART_MARK_LINE && mark->dash == CHART_SOLID &&
      mark->n <= MOST_PIECES)
    return draw_line (self, layout, mark);
  return draw_ink (self, layout, index);
}
