/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WIDGETS_INK_CACHE_H
#define APP_WIDGETS_INK_CACHE_H

#include "app/widgets/pen.h"

G_BEGIN_DECLS

/**
 * LabInkCache:
 *
 * The marks of a chart as render nodes. A mark that did not change since the last frame
 * keeps its node, and what keeps its node is not painted again.
 */
typedef struct _LabInkCache LabInkCache;

LabInkCache *lab_ink_cache_new (void);
void lab_ink_cache_free (LabInkCache *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabInkCache, lab_ink_cache_free)

/** Forgets every node: other ink, other font. */
void lab_ink_cache_clear (LabInkCache *self);

/** Puts @layout on @picture; another pen needs an empty cache. */
void lab_ink_cache_snapshot (LabInkCache *self, const ChartLayout *layout, LabPen *pen,
                             GtkSnapshot *picture);

/** How many nodes the last picture had to make anew. */
guint lab_ink_cache_get_n_made (LabInkCache *self);

G_END_DECLS

#endif
