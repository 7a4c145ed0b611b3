/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/ink-cache.h"

#include <math.h>

/* Plain text and plain rectangles become nodes of their own kind, which the renderer
 * compares by content. Everything else is a cairo node as large as its mark; those are
 * compared by identity, so they are kept by what they show. */

struct _LabInkCache {
  GHashTable *now, *before; /* guint64 * -> GskRenderNode * */
  guint n_made;
};

static GHashTable *
table (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                (GDestroyNotify) gsk_render_node_unref);
}

/* FNV-1a over eight bytes at a time; marks are cleared when added, so padding is equal.
 */
static guint64
digest (guint64 seed, const void *data, gsize size)
{
  const guint8 *bytes = data;

  for (gsize i = 0; i + 8 <= size; i += 8) {
    guint64 word;

    memcpy (&word, bytes + i, 8);
    seed = (seed ^ word) * G_GUINT64_CONSTANT (0x100000001b3);
    seed ^= seed >> 29;
  }
  return seed;
}

static guint64
fingerprint (const ChartLayout *layout, const ChartMark *mark)
{
  ChartMark plain = *mark;
  guint64 seed;

  plain.first = 0;
  seed = digest (G_GUINT64_CONSTANT (0xcbf29ce484222325), &plain, sizeof plain);
  return digest (seed, layout->points + mark->first, mark->n * sizeof (ChartPoint));
}

static GdkRGBA
colour_of (const ChartInk *ink, ChartColour colour, double alpha)
{
  const ChartRgb *rgb = &ink->colours[colour];

  return (GdkRGBA){ (float) rgb->red, (float) rgb->green, (float) rgb->blue,
                    (float) alpha };
}

static gboolean
is_plain_text (const ChartMark *mark)
{
  return mark->kind == CHART_MARK_TEXT && !mark->has_halo && fabs (mark->angle) < 1e-9;
}

static PangoLayout *
words (const ChartMark *mark, const LabPen *pen)
{
  PangoLayout *layout = pango_layout_new (pen->context);
  PangoFontDescription *font = chart_font_scaled (pen->font, mark->scale, mark->is_bold);
  PangoAttrList *attributes = chart_font_attributes ();

  pango_layout_set_font_description (layout, font);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, mark->text, -1);
  pango_font_description_free (font);
  pango_attr_list_unref (attributes);
  return layout;
}

static GskRenderNode *
text_node (const ChartMark *mark, const LabPen *pen)
{
  g_autoptr (PangoLayout) layout = words (mark, pen);
  g_autoptr (GtkSnapshot) picture = gtk_snapshot_new ();
  GdkRGBA colour = colour_of (pen->ink, mark->colour, 1);
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

static GskRenderNode *
fill_node (const ChartMark *mark, const LabPen *pen)
{
  double strength = mark->strength >= 1 ? 1 : mark->strength * pen->ink->tint;
  GdkRGBA colour = colour_of (pen->ink, mark->colour, strength);

  if (!(strength > 0))
    return NULL;
  return gsk_color_node_new (
      &colour, &GRAPHENE_RECT_INIT ((float) mark->rect.x, (float) mark->rect.y,
                                    (float) mark->rect.width, (float) mark->rect.height));
}

static GskRenderNode *
cairo_node (const ChartLayout *layout, gsize index, const LabPen *pen)
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
  chart_draw_mark (layout, index, pen->ink, pen->font, cr);
  cairo_destroy (cr);
  return node;
}

static GskRenderNode *
make (LabInkCache *self, const ChartLayout *layout, gsize index, const LabPen *pen)
{
  const ChartMark *mark = &layout->marks[index];

  self->n_made++;
  if (is_plain_text (mark))
    return text_node (mark, pen);
  if (mark->kind == CHART_MARK_FILL)
    return fill_node (mark, pen);
  return cairo_node (layout, index, pen);
}

/* Takes the node over from the frame before, or makes it. */
static GskRenderNode *
node_for (LabInkCache *self, const ChartLayout *layout, gsize index, const LabPen *pen)
{
  guint64 key = fingerprint (layout, &layout->marks[index]);
  GskRenderNode *node = g_hash_table_lookup (self->now, &key);
  gpointer kept_key, kept;

  if (node != NULL)
    return node;
  if (g_hash_table_steal_extended (self->before, &key, &kept_key, &kept)) {
    g_hash_table_insert (self->now, kept_key, kept);
    return kept;
  }
  node = make (self, layout, index, pen);
  if (node != NULL)
    g_hash_table_insert (self->now, g_memdup2 (&key, sizeof key), node);
  return node;
}

LabInkCache *
lab_ink_cache_new (void)
{
  LabInkCache *self = g_new0 (LabInkCache, 1);

  self->now = table ();
  self->before = table ();
  return self;
}

void
lab_ink_cache_free (LabInkCache *self)
{
  g_hash_table_unref (self->now);
  g_hash_table_unref (self->before);
  g_free (self);
}

void
lab_ink_cache_clear (LabInkCache *self)
{
  g_hash_table_remove_all (self->now);
  g_hash_table_remove_all (self->before);
}

void
lab_ink_cache_snapshot (LabInkCache *self, const ChartLayout *layout, const LabPen *pen,
                        GtkSnapshot *picture)
{
  GHashTable *last = self->before;

  self->before = self->now;
  self->now = last;
  self->n_made = 0;
  for (gsize i = 0; i < layout->n_marks; i++) {
    GskRenderNode *node = node_for (self, layout, i, pen);

    if (node != NULL)
      gtk_snapshot_append_node (picture, node);
  }
  g_hash_table_remove_all (self->before);
}

guint
lab_ink_cache_get_n_made (LabInkCache *self)
{
  return self->n_made;
}
