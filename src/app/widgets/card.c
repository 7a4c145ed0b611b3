/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/card.h"

#include "app/compat.h"

struct _LabCard {
  GtkBox parent_instance;

  GdkRGBA paper, edge;
  cairo_surface_t *disc; /* of two radii across: its quarters are the corners */
};

G_DEFINE_FINAL_TYPE (LabCard, lab_card, GTK_TYPE_BOX)

#define RADIUS 12

static void
make_disc (LabCard *self)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  cairo_t *cr;

  lab_compat_look_up_colour (GTK_WIDGET (self), "card_bg_color", &self->paper);
  lab_compat_look_up_colour (GTK_WIDGET (self), "lab_card_edge", &self->edge);
  self->disc = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 2 * RADIUS * scale,
                                           2 * RADIUS * scale);
  cairo_surface_set_device_scale (self->disc, scale, scale);
  cr = cairo_create (self->disc);
  cairo_arc (cr, RADIUS, RADIUS, RADIUS, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (cr, &self->paper);
  cairo_fill (cr);
  cairo_arc (cr, RADIUS, RADIUS, RADIUS - 0.5, 0, 2 * G_PI);
  cairo_set_line_width (cr, 1);
  gdk_cairo_set_source_rgba (cr, &self->edge);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
append_rect (GtkSnapshot *picture, const GdkRGBA *colour, int x, int y, int width,
             int height)
{
  gtk_snapshot_append_color (
      picture, colour,
      &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height));
}

/* The quarter of the disc for the corner at (@x, @y). */
static void
append_corner (LabCard *self, GtkSnapshot *picture, int x, int y)
{
  cairo_t *cr = gtk_snapshot_append_cairo (
      picture, &GRAPHENE_RECT_INIT ((float) x, (float) y, RADIUS, RADIUS));

  cairo_rectangle (cr, x, y, RADIUS, RADIUS);
  cairo_set_source_surface (cr, self->disc, x == 0 ? 0 : x - RADIUS,
                            y == 0 ? 0 : y - RADIUS);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
append_card (LabCard *self, GtkSnapshot *picture, int width, int height)
{
  int right = width - RADIUS, bottom = height - RADIUS;
  int across = width - 2 * RADIUS, down = height - 2 * RADIUS;

  append_rect (picture, &self->paper, RADIUS, 0, across, height);
  append_rect (picture, &self->paper, 0, RADIUS, RADIUS, down);
  append_rect (picture, &self->paper, right, RADIUS, RADIUS, down);
  append_rect (picture, &self->edge, RADIUS, 0, across, 1);
  append_rect (picture, &self->edge, RADIUS, height - 1, across, 1);
  append_rect (picture, &self->edge, 0, RADIUS, 1, down);
  append_rect (picture, &self->edge, width - 1, RADIUS, 1, down);
  append_corner (self, picture, 0, 0);
  append_corner (self, picture, right, 0);
  append_corner (self, picture, 0, bottom);
  append_corner (self, picture, right, bottom);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *picture)
{
  LabCard *self = LAB_CARD (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  if (self->disc == NULL)
    make_disc (self);
  if (width > 2 * RADIUS && height > 2 * RADIUS)
    append_card (self, picture, width, height);
  GTK_WIDGET_CLASS (lab_card_parent_class)->snapshot (widget, picture);
}

static void
forget (LabCard *self)
{
  g_clear_pointer (&self->disc, cairo_surface_destroy);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (lab_card_parent_class)->css_changed (widget, change);
  forget (LAB_CARD (widget));
}

static void
finalize (GObject *object)
{
  g_clear_pointer (&LAB_CARD (object)->disc, cairo_surface_destroy);
  G_OBJECT_CLASS (lab_card_parent_class)->finalize (object);
}

static void
lab_card_class_init (LabCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = finalize;
  widget_class->snapshot = snapshot;
  widget_class->css_changed = css_changed;
  gtk_widget_class_set_css_name (widget_class, "lab-card");
}

static void
lab_card_init (LabCard *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (forget), NULL);
}
