/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WIDGETS_PEN_H
#define APP_WIDGETS_PEN_H

#include "charts/ink.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LabPen:
 *
 * Turns marks of a chart into render nodes for the screen. Plain text and plain
 * rectangles become nodes of their own kind, which the renderer compares by content;
 * hatches are tiled, because stroking their lines is most of what a chart costs;
 * everything else is inked as on paper. One pen serves one ink, one font and one scale of
 * pixels.
 */
typedef struct _LabPen LabPen;

/** @font is from chart_font_new(); @scale is device pixels in a pixel. */
LabPen *lab_pen_new (const ChartInk *ink, PangoContext *context,
                     const PangoFontDescription *font, int scale);
void lab_pen_free (LabPen *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabPen, lab_pen_free)

/** The mark @index of @layout; NULL where it leaves no ink. (transfer full) */
GskRenderNode *lab_pen_draw (LabPen *self, const ChartLayout *layout, gsize index);

G_END_DECLS

#endif
