/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/pixels.h"

cairo_surface_t *
lab_pixels_new (const graphene_rect_t *area, int scale, cairo_t **cr)
{
  cairo_surface_t *pixels =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) area->size.width * scale,
                                  (int) area->size.height * scale);

  cairo_surface_set_device_scale (pixels, scale, scale);
  *cr = cairo_create (pixels);
  cairo_translate (*cr, -area->origin.x, -area->origin.y);
  return pixels;
}

GskRenderNode *
lab_pixels_take (cairo_surface_t *pixels, const graphene_rect_t *area)
{
  GskRenderNode *node = gsk_cairo_node_new (area);
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);

  cairo_set_source_surface (cr, pixels, area->origin.x, area->origin.y);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (pixels);
  return node;
}
