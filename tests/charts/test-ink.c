/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/ink.h"
#include "fixture.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

static const ChartInk *const inks[] = { &chart_ink_light, &chart_ink_dark,
                                        &chart_ink_contrast, &chart_ink_contrast_dark,
                                        &chart_ink_print };

static PangoFontDescription *
new_font (double em)
{
  PangoFontDescription *font = pango_font_description_from_string ("Sans");

  pango_font_description_set_absolute_size (font, em * 0.8 * PANGO_SCALE);
  return font;
}

/* Words of real width, in the font they are drawn with. */
typedef struct {
  PangoContext *context;
  PangoFontDescription *font;
  ChartMeter *meter;
  double em;
} Type;

static Type
type_new (double em)
{
  Type type = { .font = new_font (em) };

  type.context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  type.meter = chart_meter_new (type.context, type.font);
  type.em = chart_font_em (type.context, type.font);
  return type;
}

static void
type_clear (Type *type)
{
  chart_meter_free (type->meter);
  pango_font_description_free (type->font);
  g_clear_object (&type->context);
}

static ChartFrame
type_frame (Type *type, double width, double height)
{
  ChartFrame frame = fixture_frame (width, height, &type->em);

  frame.measure = chart_meter_measure;
  frame.measure_data = type->meter;
  return frame;
}

static cairo_surface_t *
new_paper (const ChartInk *ink, double width, double height, cairo_t **cr)
{
  cairo_surface_t *paper =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);

  *cr = cairo_create (paper);
  cairo_set_source_rgb (*cr, ink->paper.red, ink->paper.green, ink->paper.blue);
  cairo_paint (*cr);
  return paper;
}

static void
put_away (cairo_surface_t *paper, cairo_t *cr)
{
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_finish (paper);
  g_assert_cmpint (cairo_surface_status (paper), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (paper);
}

static void
test_every_ink_has_contrast (void)
{
  const ChartColour words[] = { CHART_INK,  CHART_QUIET, CHART_GAIN, CHART_LOSS,
                                CHART_WARN, CHART_YOU,   CHART_ORDER };

  for (gsize i = 0; i < G_N_ELEMENTS (inks); i++) {
    for (gsize j = 0; j < G_N_ELEMENTS (words); j++)
      g_assert_cmpfloat (chart_ink_contrast_ratio (inks[i], words[j]), >=, 4.5);
    g_assert_cmpfloat (chart_ink_contrast_ratio (inks[i], CHART_AXIS), >=, 3);
    g_assert_cmpfloat (chart_ink_contrast_ratio (inks[i], CHART_PAPER), <, 1.001);
  }
}

/* Worked with the formula of WCAG 2.1 by hand. */
static void
test_contrast_is_the_one_of_wcag (void)
{
  g_assert_cmpfloat_with_epsilon (
      chart_ink_contrast_ratio (&chart_ink_contrast, CHART_INK), 21, 1e-9);
  g_assert_cmpfloat_with_epsilon (chart_ink_contrast_ratio (&chart_ink_light, CHART_INK),
                                  16.58, 0.01);
  g_assert_cmpfloat_with_epsilon (chart_ink_contrast_ratio (&chart_ink_light, CHART_LOSS),
                                  5.76, 0.01);
  g_assert_cmpfloat_with_epsilon (chart_ink_contrast_ratio (&chart_ink_dark, CHART_GAIN),
                                  6.22, 0.01);
}

/* The ink of one mark, as far as the frame lets it show, lies inside its bounds. */
static void
assert_ink_in_bounds (const ChartLayout *layout, gsize i, const ChartInk *ink,
                      const PangoFontDescription *font)
{
  cairo_surface_t *paper =
      cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (paper);
  ChartRect bounds = chart_mark_bounds (layout, i);
  double x, y, width, height, slack = 1e-6;

  chart_draw_mark (layout, i, ink, font, cr);
  cairo_recording_surface_ink_extents (paper, &x, &y, &width, &height);
  put_away (paper, cr);
  if (!(width > 0) || !(height > 0))
    return;
  g_assert_cmpfloat (bounds.x, >=, 0);
  g_assert_cmpfloat (bounds.y, >=, 0);
  g_assert_cmpfloat (bounds.x + bounds.width, <=, layout->width + slack);
  g_assert_cmpfloat (bounds.y + bounds.height, <=, layout->height + slack);
  /* Extents come in whole pixels. */
  g_assert_cmpfloat (fmax (x, 0), >=, floor (bounds.x));
  g_assert_cmpfloat (fmax (y, 0), >=, floor (bounds.y));
  g_assert_cmpfloat (fmin (x + width, layout->width), <=, ceil (bounds.x + bounds.width));
  g_assert_cmpfloat (fmin (y + height, layout->height), <=,
                     ceil (bounds.y + bounds.height));
}

static void
test_ink_stays_inside_bounds (void)
{
  static const double sizes[][3] = { { 548, 285, 18 },
                                     { 300, 610, 18 },
                                     { 360, 240, 28 } };
  static const double moves[] = { -0.06, -0.03, 0.02 };
  static ChartLayout layout;

  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++) {
    Type type = type_new (sizes[s][2]);
    ChartFrame frame = type_frame (&type, sizes[s][0], sizes[s][1]);

    for (int chart = 0; chart < FIXTURE_N_CHARTS; chart++)
      for (gsize m = 0; m < G_N_ELEMENTS (moves); m++) {
        MarginOutcome outcome = fixture_outcome (m % 2 ? 1 : -1, 20, moves[m]);

        fixture_layout (chart, &outcome, &frame, &layout);
        for (gsize i = 0; i < layout.n_marks; i++)
          assert_ink_in_bounds (&layout, i, &chart_ink_contrast, type.font);
      }
    type_clear (&type);
  }
}

static cairo_status_t
collect (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
bytes_contain (const GByteArray *bytes, const char *text)
{
  return memmem (bytes->data, bytes->len, text, strlen (text)) != NULL;
}

typedef cairo_surface_t *(*NewPaper) (cairo_write_func_t, void *, double, double);

static GByteArray *
draw_to_stream (NewPaper new_stream, FixtureChart chart, const ChartInk *ink)
{
  static ChartLayout layout;
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *paper = new_stream (collect, bytes, 548, 400);
  cairo_t *cr = cairo_create (paper);
  Type type = type_new (18);
  ChartFrame frame = type_frame (&type, 548, 400);
  MarginOutcome outcome = fixture_outcome (MARGIN_LONG, 20, -0.03);

  fixture_layout (chart, &outcome, &frame, &layout);
  chart_draw (&layout, ink, type.font, cr);
  put_away (paper, cr);
  type_clear (&type);
  return bytes;
}

/* And stays sharp there: hatches, dots and tints are shapes, never pictures. */
static void
test_one_drawing_works_on_all_papers (void)
{
  for (int chart = 0; chart < FIXTURE_N_CHARTS; chart++)
    for (gsize i = 0; i < G_N_ELEMENTS (inks); i++) {
      GByteArray *svg =
          draw_to_stream (cairo_svg_surface_create_for_stream, chart, inks[i]);
      GByteArray *pdf =
          draw_to_stream (cairo_pdf_surface_create_for_stream, chart, inks[i]);

      g_assert_true (bytes_contain (svg, "</svg>"));
      g_assert_false (bytes_contain (svg, "<image"));
      g_assert_true (bytes_contain (pdf, "%%EOF"));
      g_assert_false (bytes_contain (pdf, "/Subtype /Image"));
      g_byte_array_unref (svg);
      g_byte_array_unref (pdf);
    }
}

static void
test_odd_papers_take_ink (void)
{
  static const int sizes[][2] = { { 1, 1 }, { 3, 400 }, { 4000, 2 }, { 240, 160 } };
  static ChartLayout layout;
  Type type = type_new (18);

  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (int chart = 0; chart < FIXTURE_N_CHARTS; chart++) {
      ChartFrame frame = type_frame (&type, sizes[s][0], sizes[s][1]);
      MarginOutcome outcome = fixture_outcome (MARGIN_SHORT, 50, 0.01);
      cairo_surface_t *paper;
      cairo_t *cr;

      fixture_layout (chart, &outcome, &frame, &layout);
      paper = new_paper (&chart_ink_dark, sizes[s][0], sizes[s][1], &cr);
      chart_draw (&layout, &chart_ink_dark, type.font, cr);
      put_away (paper, cr);
    }
  type_clear (&type);
}

static const guchar *
pixel (cairo_surface_t *paper, int x, int y)
{
  return cairo_image_surface_get_data (paper) +
         y * cairo_image_surface_get_stride (paper) + 4 * x;
}

/* How dark a column is all the way down a stretch; a dotted line or a hatch is not. */
static double
darkness (cairo_surface_t *paper, int x, int top, int bottom)
{
  double least = 255;

  for (int y = top; y < bottom; y++)
    least = fmin (least, 255 - pixel (paper, x, y)[1]);
  return least;
}

static double
dark_column (cairo_surface_t *paper, const ChartLayout *layout)
{
  int bottom = (int) (layout->plot.y + layout->plot.height) - 1;
  double sum = 0, weight = 0;

  for (int x = 0; x < (int) layout->width; x++) {
    double dark = darkness (paper, x, bottom - 10, bottom);

    if (dark < 40)
      continue;
    sum += dark * (x + 0.5);
    weight += dark;
  }
  return weight > 0 ? sum / weight : -1;
}

static void
no_words (ChartWord word, double value, const MarginOutcome *outcome, char *text,
          size_t size)
{
  text[0] = '\0';
}

static cairo_surface_t *
draw_without_words (FixtureChart chart, const MarginOutcome *outcome, const ChartInk *ink,
                    double width, double height, ChartLayout *layout)
{
  double em = 18;
  ChartFrame frame = fixture_frame (width, height, &em);
  PangoFontDescription *font = new_font (em);
  cairo_surface_t *paper;
  cairo_t *cr;

  frame.say = no_words;
  fixture_layout (chart, outcome, &frame, layout);
  paper = new_paper (ink, width, height, &cr);
  chart_draw (layout, ink, font, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (paper);
  pango_font_description_free (font);
  return paper;
}

static void
test_line_of_the_end_is_where_the_scale_says (void)
{
  static ChartLayout layout;

  for (double leverage = 2; leverage <= 125; leverage *= 1.25)
    for (int side = -1; side <= 1; side += 2) {
      MarginOutcome outcome = fixture_outcome (side, leverage, 0);
      cairo_surface_t *paper = draw_without_words (FIXTURE_PAYOFF, &outcome,
                                                   &chart_ink_light, 548, 285, &layout);
      double place = chart_scale_place (&layout.x, outcome.liquidation.price);

      g_assert_cmpfloat_with_epsilon (dark_column (paper, &layout), place, 0.5);
      cairo_surface_destroy (paper);
    }
}

static double
difference (cairo_surface_t *one, cairo_surface_t *other, int tolerance)
{
  int width = cairo_image_surface_get_width (one);
  int height = cairo_image_surface_get_height (one), bad = 0;

  if (width != cairo_image_surface_get_width (other) ||
      height != cairo_image_surface_get_height (other))
    return 1;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) {
      const guchar *a = pixel (one, x, y), *b = pixel (other, x, y);
      int most = 0;

      for (int c = 0; c < 3; c++)
        most = MAX (most, abs (a[c] - b[c]));
      bad += most > tolerance;
    }
  return (double) bad / (width * height);
}

static void
test_marks_one_by_one_make_the_whole (void)
{
  static ChartLayout layout;
  Type type = type_new (18);
  ChartFrame frame = type_frame (&type, 548, 400);
  MarginOutcome outcome = fixture_outcome (MARGIN_LONG, 20, -0.03);

  for (int chart = 0; chart < FIXTURE_N_CHARTS; chart++) {
    cairo_t *at_once, *in_turn;
    cairo_surface_t *one = new_paper (&chart_ink_dark, 548, 400, &at_once);
    cairo_surface_t *other = new_paper (&chart_ink_dark, 548, 400, &in_turn);

    fixture_layout (chart, &outcome, &frame, &layout);
    chart_draw (&layout, &chart_ink_dark, type.font, at_once);
    for (gsize i = 0; i < layout.n_marks; i++)
      chart_draw_mark (&layout, i, &chart_ink_dark, type.font, in_turn);
    cairo_surface_flush (one);
    cairo_surface_flush (other);
    g_assert_cmpfloat (difference (one, other, 0), ==, 0);
    put_away (one, at_once);
    put_away (other, in_turn);
  }
  type_clear (&type);
}

/* UPDATE_GOLDEN=1 writes a new picture: look at it before committing. */
static void
compare_with_golden (cairo_surface_t *now, const char *name)
{
  const char *folder = g_getenv ("GOLDEN_DIR");
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = NULL;
  cairo_surface_t *golden;
  double share;

  if (folder == NULL) {
    g_test_skip ("GOLDEN_DIR is not set");
    return;
  }
  path = g_build_filename (folder, file, NULL);
  if (g_getenv ("UPDATE_GOLDEN") != NULL)
    cairo_surface_write_to_png (now, path);
  golden = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (golden), ==, CAIRO_STATUS_SUCCESS);
  share = difference (now, golden, 24);
  cairo_surface_destroy (golden);
  if (share > 0.002) {
    g_autofree char *actual = g_build_filename (g_get_tmp_dir (), file, NULL);

    cairo_surface_write_to_png (now, actual);
    g_test_message ("%.2f percent of the pixels differ; see %s", 100 * share, actual);
    g_test_fail ();
  }
}

static void
test_golden_payoff (void)
{
  static ChartLayout layout;
  MarginOutcome outcome = fixture_outcome (MARGIN_LONG, 20, -0.03);
  cairo_surface_t *now =
      draw_without_words (FIXTURE_PAYOFF, &outcome, &chart_ink_light, 548, 285, &layout);

  compare_with_golden (now, "payoff-light");
  cairo_surface_destroy (now);
}

static void
test_golden_ladder (void)
{
  static ChartLayout layout;
  MarginOutcome outcome = fixture_outcome (MARGIN_SHORT, 20, 0.02);
  cairo_surface_t *now =
      draw_without_words (FIXTURE_LADDER, &outcome, &chart_ink_dark, 300, 400, &layout);

  compare_with_golden (now, "ladder-dark");
  cairo_surface_destroy (now);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charts/ink/every-ink-has-contrast", test_every_ink_has_contrast);
  g_test_add_func ("/charts/ink/contrast-is-the-one-of-wcag",
                   test_contrast_is_the_one_of_wcag);
  g_test_add_func ("/charts/ink/stays-inside-bounds", test_ink_stays_inside_bounds);
  g_test_add_func ("/charts/ink/one-drawing-works-on-all-papers",
                   test_one_drawing_works_on_all_papers);
  g_test_add_func ("/charts/ink/odd-papers-take-ink", test_odd_papers_take_ink);
  g_test_add_func ("/charts/ink/line-of-the-end-is-where-the-scale-says",
                   test_line_of_the_end_is_where_the_scale_says);
  g_test_add_func ("/charts/ink/marks-one-by-one-make-the-whole",
                   test_marks_one_by_one_make_the_whole);
  g_test_add_func ("/charts/ink/golden-payoff", test_golden_payoff);
  g_test_add_func ("/charts/ink/golden-ladder", test_golden_ladder);
  return g_test_run ();
}
