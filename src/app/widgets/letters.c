/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/letters.h"

#include "app/widgets/pixels.h"

#include <math.h>

#define HALO  2   /* to all sides, as on paper */
#define SEATS 256 /* words kept; then all make room at once */

typedef struct {
  GskRenderNode *node; /* halo and all, from the top left corner */
  int width, height;
} Word;

struct _LabLetters {
  const ChartInk *ink;
  PangoContext *context;
  PangoFontDescription *font;
  int scale;
  GHashTable *words; /* char * -> Word * */
};

static void
word_free (gpointer data)
{
  Word *word = data;

  gsk_render_node_unref (word->node);
  g_free (word);
}

/* Like @context, but a sign stays before its number in any language. Words still find
 * their own direction. */
static PangoContext *
new_context (PangoContext *context)
{
  PangoContext *copy =
      pango_font_map_create_context (pango_context_get_font_map (context));

  pango_cairo_context_set_resolution (copy, pango_cairo_context_get_resolution (context));
  pango_cairo_context_set_font_options (copy,
                                        pango_cairo_context_get_font_options (context));
  pango_context_set_round_glyph_positions (
      copy, pango_context_get_round_glyph_positions (context));
  pango_context_set_language (copy, pango_context_get_language (context));
  pango_context_set_base_dir (copy, PANGO_DIRECTION_LTR);
  return copy;
}

LabLetters *
lab_letters_new (const ChartInk *ink, PangoContext *context,
                 const PangoFontDescription *font, int scale)
{
  LabLetters *self = g_new0 (LabLetters, 1);

  self->ink = ink;
  self->context = new_context (context);
  self->font = pango_font_description_copy (font);
  self->scale = scale;
  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, word_free);
  return self;
}

void
lab_letters_free (LabLetters *self)
{
  g_hash_table_unref (self->words);
  pango_font_description_free (self->font);
  g_object_unref (self->context);
  g_free (self);
}

static PangoLayout *
new_layout (LabLetters *self, const ChartMark *mark, const char *text)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = chart_font_scaled (self->font, mark->scale, mark->is_bold);
  PangoAttrList *attributes = chart_font_attributes ();

  pango_layout_set_font_description (layout, font);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, text, -1);
  pango_font_description_free (font);
  pango_attr_list_unref (attributes);
  return layout;
}

/* What the letters of @layout stand off the line behind them with: the same letters in
 * the colour of the paper, all around. Stroking their outlines takes far longer. */
static void
append_halo (LabLetters *self, GtkSnapshot *picture, PangoLayout *layout,
             const Word *word)
{
  const ChartRgb *paper = &self->ink->colours[CHART_PAPER];
  graphene_rect_t area = GRAPHENE_RECT_INIT (-HALO, -HALO, (float) word->width + 2 * HALO,
                                             (float) word->height + 2 * HALO);
  cairo_t *cr;
  cairo_surface_t *pixels = lab_pixels_new (&area, self->scale, &cr);
  GskRenderNode *node;

  cairo_set_source_rgb (cr, paper->red, paper->green, paper->blue);
  for (int i = 0; i < 8; i++) {
    cairo_move_to (cr, HALO * cos (i * G_PI / 4), HALO * sin (i * G_PI / 4));
    pango_cairo_show_layout (cr, layout);
  }
  cairo_destroy (cr);
  node = lab_pixels_take (pixels, &area);
  gtk_snapshot_append_node (picture, node);
  gsk_render_node_unref (node);
}

static Word *
new_word (LabLetters *self, const ChartMark *mark, const char *text, ChartColour colour)
{
  g_autoptr (PangoLayout) layout = new_layout (self, mark, text);
  g_autoptr (GtkSnapshot) picture = gtk_snapshot_new ();
  const ChartRgb *rgb = &self->ink->colours[colour];
  GdkRGBA rgba = { (float) rgb->red, (float) rgb->green, (float) rgb->blue, 1 };
  Word *word = g_new0 (Word, 1);

  pango_layout_get_pixel_size (layout, &word->width, &word->height);
  if (mark->has_halo)
    append_halo (self, picture, layout, word);
  gtk_snapshot_append_layout (picture, layout, &rgba);
  word->node = gtk_snapshot_free_to_node (g_steal_pointer (&picture));
  if (word->node == NULL) /* nothing but spaces */
    word->node = gsk_container_node_new (NULL, 0);
  return word;
}

static const Word *
word_for (LabLetters *self, const ChartMark *mark, const char *text, ChartColour colour)
{
  char key[CHART_TEXT_SIZE + 32];
  Word *word;

  g_snprintf (key, sizeof key, "%d %d %d %d %s", (int) (mark->scale * 1000),
              mark->is_bold, mark->has_halo, (int) colour, text);
  word = g_hash_table_lookup (self->words, key);
  if (word != NULL)
    return word;
  if (g_hash_table_size (self->words) >= SEATS)
    g_hash_table_remove_all (self->words);
  word = new_word (self, mark, text, colour);
  g_hash_table_insert (self->words, g_strdup (key), word);
  return word;
}

void
lab_letters_append (LabLetters *self, GtkSnapshot *picture, const ChartMark *mark,
                    const char *text, ChartPoint at, ChartAlign align, ChartColour colour)
{
  const Word *word = word_for (self, mark, text, colour);
  double x = at.x;

  if (align == CHART_CENTRE)
    x -= word->width / 2.0;
  else if (align == CHART_RIGHT)
    x -= word->width;
  gtk_snapshot_save (picture);
  gtk_snapshot_translate (
      picture, &GRAPHENE_POINT_INIT ((float) x, (float) (at.y - word->height / 2.0)));
  gtk_snapshot_append_node (picture, word->node);
  gtk_snapshot_restore (picture);
}
