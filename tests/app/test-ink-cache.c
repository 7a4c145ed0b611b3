/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/ink-cache.h"

#include "charts/payoff.h"
#include "scenario/words.h"

#include <adwaita.h>

#define WIDTH  540
#define HEIGHT 280

typedef struct {
  LabScenario *scenario;
  GtkWidget *label; /* lends its fonts */
  PangoFontDescription *font;
  ChartMeter *meter;
  ChartLayout *layout;
  LabPen *pen;
  LabInkCache *cache;
} Fixture;

static void
lay_out (Fixture *fixture)
{
  PangoContext *context = gtk_widget_get_pango_context (fixture->label);
  ChartFrame frame = { WIDTH,
                       HEIGHT,
                       chart_font_em (context, fixture->font),
                       FALSE,
                       lab_say_chart_word,
                       chart_meter_measure,
                       fixture->meter };

  chart_payoff_layout (lab_scenario_get_outcome (fixture->scenario), &frame,
                       fixture->layout);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  PangoContext *context;

  fixture->scenario = lab_scenario_new ();
  g_object_set (fixture->scenario, "leverage", 20.0, "move", -0.02, NULL);
  fixture->label = g_object_ref_sink (gtk_label_new (NULL));
  context = gtk_widget_get_pango_context (fixture->label);
  fixture->font = chart_font_new (context);
  fixture->meter = chart_meter_new (context, fixture->font);
  fixture->layout = g_new0 (ChartLayout, 1);
  fixture->pen = lab_pen_new (&chart_ink_light, context, fixture->font, 1);
  fixture->cache = lab_ink_cache_new ();
  lay_out (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lab_ink_cache_free (fixture->cache);
  lab_pen_free (fixture->pen);
  g_free (fixture->layout);
  chart_meter_free (fixture->meter);
  pango_font_description_free (fixture->font);
  g_object_unref (fixture->label);
  g_assert_finalize_object (fixture->scenario);
}

static GskRenderNode *
picture (Fixture *fixture)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  lab_ink_cache_snapshot (fixture->cache, fixture->layout, fixture->pen, snapshot);
  return gtk_snapshot_free_to_node (snapshot);
}

static void
test_keeps_what_did_not_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GskRenderNode) first = picture (fixture), again = NULL, turned = NULL;
  guint n_all = lab_ink_cache_get_n_made (fixture->cache);

  g_assert_cmpuint (n_all, >, 10);
  lay_out (fixture);
  again = picture (fixture);
  g_assert_cmpuint (lab_ink_cache_get_n_made (fixture->cache), ==, 0);

  g_object_set (fixture->scenario, "move", -0.021, NULL);
  lay_out (fixture);
  turned = picture (fixture);
  g_assert_cmpuint (lab_ink_cache_get_n_made (fixture->cache), >, 0);
  g_assert_cmpuint (lab_ink_cache_get_n_made (fixture->cache), <, n_all / 2);
}

static cairo_surface_t *
paper (cairo_t **cr)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);

  *cr = cairo_create (surface);
  cairo_set_source_rgb (*cr, 1, 1, 1);
  cairo_paint (*cr);
  return surface;
}

/* How many pixels differ by more than a third of the way from paper to ink. */
static guint
n_different (cairo_surface_t *a, cairo_surface_t *b)
{
  const guint8 *left, *right;
  guint n = 0;

  cairo_surface_flush (a);
  cairo_surface_flush (b);
  left = cairo_image_surface_get_data (a);
  right = cairo_image_surface_get_data (b);
  for (int i = 0; i < HEIGHT * cairo_image_surface_get_stride (a); i += 4)
    if (ABS (left[i] - right[i]) > 80)
      n++;
  return n;
}

/* The screen takes short cuts, and nobody shall see them. */
static void
test_looks_as_on_paper (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GskRenderNode) node = picture (fixture);
  cairo_t *on_screen, *on_paper;
  cairo_surface_t *screen = paper (&on_screen), *sheet = paper (&on_paper);

  gsk_render_node_draw (node, on_screen);
  chart_draw (fixture->layout, &chart_ink_light, fixture->font, on_paper);
  g_assert_cmpuint (n_different (screen, sheet), <, WIDTH * HEIGHT / 100);
  cairo_destroy (on_screen);
  cairo_destroy (on_paper);
  cairo_surface_destroy (screen);
  cairo_surface_destroy (sheet);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    return 77;
  adw_init ();
  g_test_add ("/app/ink-cache/keeps-what-did-not-change", Fixture, NULL, set_up,
              test_keeps_what_did_not_change, tear_down);
  g_test_add ("/app/ink-cache/looks-as-on-paper", Fixture, NULL, set_up,
              test_looks_as_on_paper, tear_down);
  return g_test_run ();
}
