/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/card.h"

#include "app/compat.h"

struct _LabCard {
  GtkBox parent_instance;

  GskRenderNode *corners[4]; /* kept: the renderer compares them by identity */
  GdkRGBA paper, edge;       /* what they were drawn with */
  int width, height;
};

G_DEFINE_FINAL_TYPE (LabCard, lab_card, GTK_TYPE_BOX)

#define RADIUS 12

static void
forget (LabCard *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->corners); i++)
    g_clear_pointer (&self->corners[i], gsk_render_node_unref);
}

/* A quarter of a disc in the corner (@x, @y), and the edge around it. */
static GskRenderNode *
new_corner (LabCard *self, double x, double y, double centre_x, double centre_y)
{
  GskRenderNode *node =
      gsk_cairo_node_new (&GRAPHENE_RECT_INIT ((float) x, (float) y, RADIUS, RADIUS));
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);

  cairo_arc (cr, centre_x, centre_y, RADIUS, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (cr, &self->paper);
  cairo_fill (cr);
  cairo_arc (cr, centre_x, centre_y, RADIUS - 0.5, 0, 2 * G_PI);
  cairo_set_line_width (cr, 1);
  gdk_cairo_set_source_rgba (cr, &self->edge);
  cairo_stroke (cr);
  cairo_destroy (cr);
  return node;
}

static void
make_corners (LabCard *self, int width, int height)
{
  int right = width - RADIUS, bottom = height - RADIUS;

  forget (self);
  self->width = width;
  self->height = height;
  self->corners[0] = new_corner (self, 0, 0, RADIUS, RADIUS);
  self->corners[1] = new_corner (self, right, 0, right, RADIUS);
  self->corners[2] = new_corner (self, 0, bottom, RADIUS, bottom);
  self->corners[3] = new_corner (self, right, bottom, right, bottom);
}

static void
append_rect (GtkSnapshot *picture, const GdkRGBA *colour, int x, int y, int width,
             int height)
{
  gtk_snapshot_append_color (
      picture, colour,
      &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height));
}

static void
snapshot_card (LabCard *self, int width, int height, GtkSnapshot *picture)
{
  int across = width - 2 * RADIUS, down = height - 2 * RADIUS;

  append_rect (picture, &self->paper, RADIUS, 0, across, height);
  append_rect (picture, &self->paper, 0, RADIUS, RADIUS, down);
  append_rect (picture, &self->paper, width - RADIUS, RADIUS, RADIUS, down);
  append_rect (picture, &self->edge, RADIUS, 0, across, 1);
  append_rect (picture, &self->edge, RADIUS, height - 1, across, 1);
  append_rect (picture, &self->edge, 0, RADIUS, 1, down);
  append_rect (picture, &self->edge, width - 1, RADIUS, 1, down);
  for (gsize i = 0; i < G_N_ELEMENTS (self->corners); i++)
    gtk_snapshot_append_node (picture, self->corners[i]);
}

static void
look_up_colours (LabCard *self)
{
  lab_compat_look_up_colour (GTK_WIDGET (self), "card_bg_color", &self->paper);
  lab_compat_look_up_colour (GTK_WIDGET (self), "lab_card_edge", &self->edge);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *picture)
{
  LabCard *self = LAB_CARD (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  if (width < 2 * RADIUS || height < 2 * RADIUS)
    return;
  if (self->corners[0] == NULL)
    look_up_colours (self);
  if (self->corners[0] == NULL || self->width != width || self->height != height)
    make_corners (self, width, height);
  snapshot_card (self, width, height, picture);
  GTK_WIDGET_CLASS (lab_card_parent_class)->snapshot (widget, picture);
}

static void
css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (lab_card_parent_class)->css_changed (widget, change);
  forget (LAB_CARD (widget));
  gtk_widget_queue_draw (widget);
}

static void
dispose (GObject *object)
{
  forget (LAB_CARD (object));
  G_OBJECT_CLASS (lab_card_parent_class)->dispose (object);
}

static void
lab_card_class_init (LabCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  widget_class->snapshot = snapshot;
  widget_class->css_changed = css_changed;
  gtk_widget_class_set_css_name (widget_class, "lab-card");
}

static void
lab_card_init (LabCard *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}
