/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/pen.h"

#include <math.h>

#define TILE        64 /* a whole number of hatch lines wide and high */
#define N_WORDS     8
#define MOST_PIECES 8 /* of a line that is drawn as rectangles */

typedef struct {
  PangoLayout *layout;
  double scale;
  gboolean is_bold;
} Words;

struct _LabPen {
  const ChartInk *ink;
  PangoContext *context;
  PangoFontDescription *font;
  cairo_pattern_t *tiles[CHART_N_COLOURS][2]; /* upright and reverse */
  int scale;
  Words words[N_WORDS]; /* one layout for each size and weight, used again and again */
};

LabPen *
lab_pen_new (const ChartInk *ink, PangoContext *context, const PangoFontDescription *font,
             int scale)
{
  LabPen *self = g_new0 (LabPen, 1);

  self->ink = ink;
  self->context = g_object_ref (context);
  self->font = pango_font_description_copy (font);
  self->scale = scale;
  return self;
}

void
lab_pen_free (LabPen *self)
{
  for (gsize i = 0; i < N_WORDS; i++)
    g_clear_object (&self->words[i].layout);
  for (gsize i = 0; i < CHART_N_COLOURS; i++)
    for (gsize j = 0; j < 2; j++)
      g_clear_pointer (&self->tiles[i][j], cairo_pattern_destroy);
  pango_font_description_free (self->font);
  g_object_unref (self->context);
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

static PangoLayout *
new_words (LabPen *self, double scale, gboolean is_bold)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = chart_font_scaled (self->font, scale, is_bold);
  PangoAttrList *attributes = chart_font_attributes ();

  pango_layout_set_font_description (layout, font);
  pango_layout_set_attributes (layout, attributes);
  pango_font_description_free (font);
  pango_attr_list_unref (attributes);
  return layout;
}

static PangoLayout *
words_for (LabPen *self, const ChartMark *mark)
{
  gsize i = 0;

  while (i < N_WORDS - 1 && self->words[i].layout != NULL &&
         (self->words[i].is_bold != mark->is_bold ||
          fabs (self->words[i].scale - mark->scale) > 1e-9))
    i++;
  if (self->words[i].layout == NULL || self->words[i].is_bold != mark->is_bold ||
      fabs (self->words[i].scale - mark->scale) > 1e-9) {
    g_clear_object (&self->words[i].layout);
    self->words[i] = (Words){ new_words (self, mark->scale, mark->is_bold), mark->scale,
                              mark->is_bold };
  }
  pango_layout_set_text (self->words[i].layout, mark->text, -1);
  return self->words[i].layout;
}

static GskRenderNode *
draw_text (LabPen *self, const ChartMark *mark)
{
  PangoLayout *layout = words_for (self, mark);
  g_autoptr (GtkSnapshot) picture = gtk_snapshot_new ();
  GdkRGBA colour = colour_of (self, mark->colour, 1);
  double x = mark->at.x;
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  if (mark->align == CHART_CENTRE)
    x -= width / 2.0;
  else if (mark->align == CHART_RIGHT)
    x -= width;
  gtk_snapshot_translate (
      picture, &GRAPHENE_POINT_INIT ((float) x, (float) (mark->at.y - height / 2.0)));
  gtk_snapshot_append_layout (picture, layout, &colour);
  return gtk_snapshot_free_to_node (g_steal_pointer (&picture));
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

static GskRenderNode *
draw_hatch (LabPen *self, const ChartMark *mark)
{
  cairo_pattern_t **tile = &self->tiles[mark->colour][mark->is_reverse ? 1 : 0];
  graphene_rect_t area = sharp (&mark->rect);
  GskRenderNode *node;
  cairo_t *cr;

  if (area.size.width < 1 || area.size.height < 1)
    return NULL;
  if (*tile == NULL)
    *tile = new_tile (self, mark);
  node = gsk_cairo_node_new (&area);
  cr = gsk_cairo_node_get_draw_context (node);
  cairo_rectangle (cr, area.origin.x, area.origin.y, area.size.width, area.size.height);
  cairo_set_source (cr, *tile);
  cairo_fill (cr);
  cairo_destroy (cr);
  return node;
}

/* Halos are strokes around every letter: nobody sees whether their bends are exact. */
#define HALO_TOLERANCE 0.8

static GskRenderNode *
draw_ink (LabPen *self, const ChartLayout *layout, gsize index)
{
  ChartRect bounds = chart_mark_bounds (layout, index);
  double left = floor (bounds.x), top = floor (bounds.y);
  graphene_rect_t area = GRAPHENE_RECT_INIT (
      (float) left, (float) top, (float) (ceil (bounds.x + bounds.width) - left),
      (float) (ceil (bounds.y + bounds.height) - top));
  GskRenderNode *node;
  cairo_t *cr;

  if (area.size.width <= 0 || area.size.height <= 0)
    return NULL;
  node = gsk_cairo_node_new (&area);
  cr = gsk_cairo_node_get_draw_context (node);
  if (layout->marks[index].kind == CHART_MARK_TEXT)
    cairo_set_tolerance (cr, HALO_TOLERANCE);
  chart_draw_mark (layout, index, self->ink, self->font, cr);
  cairo_destroy (cr);
  return node;
}

/* A thin level or upright line lies on whole pixels, as it does on paper. */
static void
append_hairline (GtkSnapshot *picture, const GdkRGBA *colour, const ChartPoint *from,
                 const ChartPoint *to, gboolean is_level)
{
  graphene_rect_t line;

  if (is_level)
    graphene_rect_init (&line, (float) fmin (from->x, to->x), (float) floor (from->y),
                        (float) fabs (to->x - from->x), 1);
  else
    graphene_rect_init (&line, (float) floor (from->x), (float) fmin (from->y, to->y), 1,
                        (float) fabs (to->y - from->y));
  gtk_snapshot_append_color (picture, colour, &line);
}

/* A stroke is a turned rectangle. It reaches half its width past both ends, so that the
 * pieces of a bent line meet. */
static void
append_stroke (GtkSnapshot *picture, const GdkRGBA *colour, const ChartPoint *from,
               const ChartPoint *to, double width, gboolean is_joined)
{
  double length = hypot (to->x - from->x, to->y - from->y);
  double past = is_joined ? width / 2 : 0;

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
    gboolean is_level = fabs (from->y - to->y) < 1e-6;

    if (mark->n == 2 && width <= 1 && (is_level || fabs (from->x - to->x) < 1e-6))
      append_hairline (picture, &colour, from, to, is_level);
    else
      append_stroke (picture, &colour, from, to, width, mark->n > 2);
  }
  return gtk_snapshot_free_to_node (g_steal_pointer (&picture));
}

GskRenderNode *
lab_pen_draw (LabPen *self, const ChartLayout *layout, gsize index)
{
  const ChartMark *mark = &layout->marks[index];

  if (mark->kind == CHART_MARK_TEXT && !mark->has_halo && fabs (mark->angle) < 1e-9)
    return draw_text (self, mark);
  if (mark->kind == CHART_MARK_FILL)
    return draw_fill (self, mark);
  if (mark->kind == CHART_MARK_HATCH)
    return draw_hatch (self, mark);
  if (mark->kind == CHART_MARK_LINE && mark->dash == CHART_SOLID &&
      mark->n <= MOST_PIECES)
    return draw_line (self, layout, mark);
  return draw_ink (self, layout, index);
}
