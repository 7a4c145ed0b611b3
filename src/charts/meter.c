/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/ink.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

/* A frame asks for the same few dozen words again and again while a slider turns, and
 * shaping costs more than everything else in a layout. So the meter keeps what it
 * measured, in a table where a new word takes the seat of an old one. */

#define SEATS 256

typedef struct {
  char text[CHART_TEXT_SIZE];
  double scale, width;
  bool is_bold, is_taken;
} Seat;

struct ChartMeter {
  PangoLayout *layout;
  PangoFontDescription *font;
  double scale;
  bool is_bold;
  Seat seats[SEATS];
};

PangoFontDescription *
chart_font_new (PangoContext *context)
{
  PangoFontDescription *font =
      pango_font_description_copy (pango_context_get_font_description (context));
  double size = pango_font_description_get_size (font);
  double dots = pango_cairo_context_get_resolution (context);

  if (dots <= 0)
    dots = 96;
  if (size <= 0)
    size = 11 * PANGO_SCALE;
  if (!pango_font_description_get_size_is_absolute (font))
    pango_font_description_set_absolute_size (font, size * dots / 72);
  return font;
}

double
chart_font_em (PangoContext *context, const PangoFontDescription *font)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (context, font, NULL);
  int height = pango_font_metrics_get_height (metrics);

  if (height <= 0)
    height = pango_font_metrics_get_ascent (metrics) +
             pango_font_metrics_get_descent (metrics);
  pango_font_metrics_unref (metrics);
  return (double) height / PANGO_SCALE;
}

PangoFontDescription *
chart_font_scaled (const PangoFontDescription *font, double scale, bool is_bold)
{
  PangoFontDescription *scaled = pango_font_description_copy (font);
  double size = scale * pango_font_description_get_size (font);

  if (pango_font_description_get_size_is_absolute (font))
    pango_font_description_set_absolute_size (scaled, size);
  else
    pango_font_description_set_size (scaled, (int) lround (size));
  if (is_bold)
    pango_font_description_set_weight (scaled, PANGO_WEIGHT_SEMIBOLD);
  return scaled;
}

PangoAttrList *
chart_font_attributes (void)
{
  PangoAttrList *list = pango_attr_list_new ();

  pango_attr_list_insert (list, pango_attr_font_features_new ("tnum=1"));
  return list;
}

ChartMeter *
chart_meter_new (PangoContext *context, const PangoFontDescription *font)
{
  ChartMeter *meter = g_new0 (ChartMeter, 1);
  PangoAttrList *attributes = chart_font_attributes ();

  meter->layout = pango_layout_new (context);
  meter->font = pango_font_description_copy (font);
  pango_layout_set_attributes (meter->layout, attributes);
  pango_attr_list_unref (attributes);
  return meter;
}

void
chart_meter_free (ChartMeter *meter)
{
  if (meter == NULL)
    return;
  g_object_unref (meter->layout);
  pango_font_description_free (meter->font);
  g_free (meter);
}

static void
set_font (ChartMeter *meter, double scale, bool is_bold)
{
  PangoFontDescription *font;

  if (meter->is_bold == is_bold && fabs (meter->scale - scale) < 1e-9)
    return;
  font = chart_font_scaled (meter->font, scale, is_bold);
  pango_layout_set_font_description (meter->layout, font);
  pango_font_description_free (font);
  meter->scale = scale;
  meter->is_bold = is_bold;
}

double
chart_meter_measure (const char *text, double scale, bool is_bold, void *data)
{
  ChartMeter *meter = data;
  guint hash = g_str_hash (text) * 31 + (guint) (scale * 100) * 2 + (is_bold ? 1 : 0);
  Seat *seat = &meter->seats[hash % SEATS];
  int width;

  if (seat->is_taken && seat->is_bold == is_bold && fabs (seat->scale - scale) < 1e-9 &&
      strcmp (seat->text, text) == 0)
    return seat->width;

  set_font (meter, scale, is_bold);
  pango_layout_set_text (meter->layout, text, -1);
  pango_layout_get_size (meter->layout, &width, NULL);
  seat->is_taken = true;
  seat->is_bold = is_bold;
  seat->scale = scale;
  seat->width = (double) width / PANGO_SCALE + 0.5;
  g_strlcpy (seat->text, text, sizeof seat->text);
  return seat->width;
}
