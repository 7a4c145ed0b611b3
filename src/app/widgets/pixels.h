/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WIDGETS_PIXELS_H
#define APP_WIDGETS_PIXELS_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * Pixels kept as a render node: a node is played back for every frame, kept or not, and
 * pixels play back fastest.
 */

/** Pixels for @area, @scale device pixels in each, and a hand that draws on them in the
 * coordinates of @area. (transfer full) */
cairo_surface_t *lab_pixels_new (const graphene_rect_t *area, int scale, cairo_t **cr);

/** The node that shows @pixels, which it takes, in @area. (transfer full) */
GskRenderNode *lab_pixels_take (cairo_surface_t *pixels, const graphene_rect_t *area);

G_END_DECLS

#endif
