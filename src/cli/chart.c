/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/commands.h"

#include "charts/gauge.h"
#include "charts/ink.h"
#include "charts/ladder.h"
#include "charts/payoff.h"
#include "cli/input.h"
#include "cli/paper.h"
#include "scenario/document.h"
#include "scenario/scenario.h"
#include "scenario/words.h"

#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>
#include <string.h>

/*
 * The charts of the Sandbox on paper. Layout, ink and words are those of the window; only
 * the paper colour is painted here, because a window has a background of its own.
 */

#define FONT       "Sans 11"
#define MARGIN     16 /* pixels */
#define LEAST_SIDE 96 /* pixels */
#define MOST_SIDE  8192

typedef struct {
  const char *name;
  void (*lay_out) (const MarginOutcome *outcome, const ChartFrame *frame,
                   ChartLayout *layout);
  char *(*say) (const MarginOutcome *outcome, const char *asset);
  int width, height;
} Kind;

static const Kind kinds[] = {
  { "payoff", chart_payoff_layout, lab_say_payoff, 960, 540 },
  { "ladder", chart_ladder_layout, lab_say_ladder, 400, 540 },
  { "gauge", chart_gauge_layout, lab_say_gauge, 640, 128 },
};

static const struct {
  const char *name;
  const ChartInk *ink;
} inks[] = {
  { "light", &chart_ink_light },       { "dark", &chart_ink_dark },
  { "contrast", &chart_ink_contrast }, { "contrast-dark", &chart_ink_contrast_dark },
  { "print", &chart_ink_print },
};

/* What the arguments ask for. */
typedef struct {
  char *out;
  char *kind_name;
  char *ink_name;
  int width, height;
  const Kind *kind;
  const ChartInk *ink;
  CliPaper paper;
} Order;

static void
order_clear (Order *self)
{
  g_free (self->out);
  g_free (self->kind_name);
  g_free (self->ink_name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Order, order_clear)

/* What drawing needs. */
typedef struct {
  const Order *order;
  const MarginOutcome *outcome;
  ChartLayout layout;
} Sheet;

static gboolean G_GNUC_PRINTF (2, 3) refuse (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);
  return FALSE;
}

static gboolean
find_kind (Order *order, GError **error)
{
  const char *name = order->kind_name ? order->kind_name : "payoff";

  for (gsize i = 0; i < G_N_ELEMENTS (kinds) && !order->kind; i++) {
    if (strcmp (name, kinds[i].name) == 0)
      order->kind = &kinds[i];
  }
  return order->kind ||
         refuse (error, _ ("--kind is “%s”; it can be payoff, ladder or gauge."), name);
}

static gboolean
find_ink (Order *order, GError **error)
{
  const char *name = order->ink_name ? order->ink_name : "light";

  for (gsize i = 0; i < G_N_ELEMENTS (inks) && !order->ink; i++) {
    if (strcmp (name, inks[i].name) == 0)
      order->ink = inks[i].ink;
  }
  return order->ink ||
         refuse (error,
                 _ ("--ink is “%s”; it can be light, dark, contrast, contrast-dark or "
                    "print."),
                 name);
}

static gboolean
check_side (const char *option, int side, GError **error)
{
  return (side >= LEAST_SIDE && side <= MOST_SIDE) ||
         refuse (error, _ ("%s is %d; a side can be %d to %d pixels long."), option, side,
                 LEAST_SIDE, MOST_SIDE);
}

static gboolean
check_order (Order *order, GError **error)
{
  if (!order->out)
    return refuse (
        error, _ ("Name the file to draw with --out; it ends in .png, .svg or .pdf."));
  if (!cli_paper_for (order->out, &order->paper, error) || !find_kind (order, error) ||
      !find_ink (order, error))
    return FALSE;
  if (order->width == G_MININT)
    order->width = order->kind->width;
  if (order->height == G_MININT)
    order->height = order->kind->height;
  return check_side ("--width", order->width, error) &&
         check_side ("--height", order->height, error);
}

/* The chart alone, in the rectangle that the margin leaves. */
static void
draw_chart (Sheet *sheet, cairo_t *cr)
{
  PangoContext *context = pango_cairo_create_context (cr);
  PangoFontDescription *face = pango_font_description_from_string (FONT);
  PangoFontDescription *font = NULL;
  ChartMeter *meter = NULL;
  ChartFrame frame = { .width = sheet->order->width - 2 * MARGIN,
                       .height = sheet->order->height - 2 * MARGIN,
                       .say = lab_say_chart_word,
                       .measure = chart_meter_measure };

  pango_context_set_font_description (context, face);
  font = chart_font_new (context);
  meter = chart_meter_new (context, font);
  frame.em = chart_font_em (context, font);
  frame.measure_data = meter;
  sheet->order->kind->lay_out (sheet->outcome, &frame, &sheet->layout);
  cairo_translate (cr, MARGIN, MARGIN);
  chart_draw (&sheet->layout, sheet->order->ink, font, cr);
  chart_meter_free (meter);
  pango_font_description_free (font);
  pango_font_description_free (face);
  g_object_unref (context);
}

static void
draw_cb (cairo_t *cr, gpointer data)
{
  Sheet *sheet = data;
  const ChartRgb *paper = &sheet->order->ink->paper;

  cairo_set_source_rgb (cr, paper->red, paper->green, paper->blue);
  cairo_paint (cr);
  draw_chart (sheet, cr);
}

/* The scenario of the file, or the one that the Sandbox opens with. */
static LabScenario *
read_scenario (const char *path, GError **error)
{
  g_autoptr (LabScenario) scenario = lab_scenario_new ();
  g_autoptr (CliInput) input = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!path)
    return g_steal_pointer (&scenario);
  input = cli_input_open (path, error);
  if (!input)
    return NULL;
  bytes = cli_input_read_all (input, LAB_DOCUMENT_MAX_BYTES, error);
  if (!bytes || !lab_scenario_load_bytes (scenario, bytes, error))
    return NULL;
  return g_steal_pointer (&scenario);
}

static gboolean
draw_order (const Order *order, const char *path, GError **error)
{
  g_autoptr (LabScenario) scenario = read_scenario (path, error);
  g_autofree Sheet *sheet = NULL;
  g_autofree char *title = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!scenario)
    return FALSE;
  sheet = g_new0 (Sheet, 1);
  sheet->order = order;
  sheet->outcome = lab_scenario_get_outcome (scenario);
  title = order->kind->say (sheet->outcome, lab_scenario_get_asset (scenario));
  bytes = cli_paper_draw (order->paper, order->width, order->height, title, draw_cb,
                          sheet, error);
  return bytes && cli_paper_save (order->out, bytes, error);
}

int
cli_chart (int argc, char **argv)
{
  g_auto (Order) order = { .width = G_MININT, .height = G_MININT };
  const GOptionEntry entries[] = {
    { "out", 'o', 0, G_OPTION_ARG_FILENAME, &order.out,
      N_ ("Where to draw; ends in .png, .svg or .pdf"), N_ ("FILE") },
    { "kind", 'k', 0, G_OPTION_ARG_STRING, &order.kind_name,
      N_ ("payoff, ladder or gauge"), N_ ("KIND") },
    { "ink", 'i', 0, G_OPTION_ARG_STRING, &order.ink_name,
      N_ ("light, dark, contrast, contrast-dark or print"), N_ ("INK") },
    { "width", 0, 0, G_OPTION_ARG_INT, &order.width, N_ ("In pixels"), N_ ("N") },
    { "height", 0, 0, G_OPTION_ARG_INT, &order.height, N_ ("In pixels"), N_ ("N") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;

  if (!cli_parse_options (entries, _ ("[FILE]"),
                          _ ("Draws a chart of a scenario file, or of what the Sandbox "
                             "opens with."),
                          &argc, &argv, &error))
    return cli_refuse (error);
  if (argc > 2) {
    refuse (&error, _ ("One scenario is drawn at a time, and “%s” is a second."),
            argv[2]);
    return cli_refuse (error);
  }
  if (!check_order (&order, &error) || !draw_order (&order, argv[1], &error))
    return cli_refuse (error);
  return CLI_DONE;
}
