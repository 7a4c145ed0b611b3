/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CHARTS_INK_H
#define CHARTS_INK_H

#include "charts/layout.h"

#include <cairo.h>
#include <pango/pango.h>

typedef struct {
  double red, green, blue;
} ChartRgb;

/**
 * Colours, stroke and hatch of one kind of paper. Light, dark, high contrast (light and
 * dark) and print are constants; a caller picks one and never makes a colour of its own.
 */
typedef struct {
  const char *name;
  ChartRgb paper;
  ChartRgb colours[CHART_N_COLOURS];
  ChartRgb band; /* under the dots of the margin call, at band_strength */
  double band_strength;
  double extra_stroke;   /* added to every stroke, pixels */
  double hatch_stroke;   /* pixels */
  double hatch_strength; /* 0..1: how much of its colour a hatch has */
  double tint;           /* factor on every tint; 0 = tints off */
} ChartInk;

extern const ChartInk chart_ink_light;
extern const ChartInk chart_ink_dark;
extern const ChartInk chart_ink_contrast;
extern const ChartInk chart_ink_contrast_dark;
extern const ChartInk chart_ink_print;

/** Contrast of @colour on the paper of @ink, WCAG 2: 1 to 21. */
double chart_ink_contrast_ratio (const ChartInk *ink, ChartColour colour);

/**
 * chart_draw:
 *
 * Puts every mark of @layout on @cr. @font is the body font; em of the frame and the size
 * of @font belong together: take both from chart_font_new() and chart_font_em(). Paper
 * itself is not painted. Hatches and dots are lines, sharp on any kind of paper.
 */
void chart_draw (const ChartLayout *layout, const ChartInk *ink,
                 const PangoFontDescription *font, cairo_t *cr);

/** Draws the mark @index alone: the screen keeps text as nodes and inks the rest. */
void chart_draw_mark (const ChartLayout *layout, size_t index, const ChartInk *ink,
                      const PangoFontDescription *font, cairo_t *cr);

/** The rectangle that the ink of the mark @index stays in. */
ChartRect chart_mark_bounds (const ChartLayout *layout, size_t index);

/** The body font of @context with its size in pixels, so that it comes out the same on a
 * screen of any resolution and on paper. (transfer full) */
PangoFontDescription *chart_font_new (PangoContext *context);

/** Height of a line of @font: em of a frame. */
double chart_font_em (PangoContext *context, const PangoFontDescription *font);

/** @font as marks of @scale and weight use it. (transfer full) */
PangoFontDescription *chart_font_scaled (const PangoFontDescription *font, double scale,
                                         bool is_bold);

/** What every text of a chart is set with: figures of one width. (transfer full) */
PangoAttrList *chart_font_attributes (void);

/** A ChartMeasure over pango: @data is a ChartMeter. It remembers what it has measured.
 */
typedef struct ChartMeter ChartMeter;
ChartMeter *chart_meter_new (PangoContext *context, const PangoFontDescription *font);
void chart_meter_free (ChartMeter *meter);
double chart_meter_measure (const char *text, double scale, bool is_bold, void *meter);

#endif
