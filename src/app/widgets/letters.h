/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WIDGETS_LETTERS_H
#define APP_WIDGETS_LETTERS_H

#include "charts/ink.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LabLetters:
 *
 * The words of a chart as render nodes. Most words of a frame stood in the frame before,
 * only elsewhere: shaping them again would cost more than drawing them, so each is shaped
 * once and moved.
 */
typedef struct _LabLetters LabLetters;

/** @font is from chart_font_new(); @scale is device pixels in a pixel. */
LabLetters *lab_letters_new (const ChartInk *ink, PangoContext *context,
                             const PangoFontDescription *font, int scale);
void lab_letters_free (LabLetters *self);

/** Writes @text in the size, weight and halo of @mark, with its @align edge at @x and the
 * middle of the line at @y. */
void lab_letters_append (LabLetters *self, GtkSnapshot *picture, const ChartMark *mark,
                         const char *text, ChartPoint at, ChartAlign align,
                         ChartColour colour);

G_END_DECLS

#endif
