/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WIDGETS_INK_CACHE_H
#define APP_WIDGETS_INK_CACHE_H

#include "charts/ink.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LabInkCache:
 *
 * The marks of a chart as render nodes. A mark that did not change since the last frame
 * keeps its node, and what keeps its node is not painted again.
 */
typedef struct _LabInkCache LabInkCache;

/** What a picture is made with; another pen needs an empty cache. */
typedef struct {
  const ChartInk *ink;
  PangoContext *context;
  const PangoFontDescription *font; /* from chart_font_new() */
} LabPen;

LabInkCache *lab_ink_cache_new (void);
void lab_ink_cache_free (LabInkCache *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabInkCache, lab_ink_cache_free)

/** Forgets every node: other ink, other font. */
void lab_ink_cache_clear (LabInkCache *self);

/** Puts @layout on @picture. */
void lab_ink_cache_snapshot (LabInkCache *self, const ChartLayout *layout,
                             const LabPen *pen, GtkSnapshot *picture);

/** How many nodes the last picture had to make anew. */
guint lab_ink_cache_get_n_made (LabInkCache *self);

G_END_DECLS

#endif
