/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/card.h"

#include "app/compat.h"

struct _LabCard {
  GtkBox parent_instance;

  GskRenderNode *ground; /* kept, so that nothing of it is painted again for a child */
  int width, height;     /* it was made for */
  guint turn;            /* how often it was drawn */
};

G_DEFINE_FINAL_TYPE (LabCard, lab_card, GTK_TYPE_BOX)

#define RADIUS 12
#define REACH  8 /* of rings around what stands at the edge */

typedef struct {
  GdkRGBA paper, edge;
  cairo_surface_t *disc; /* of two radii across: its quarters are the corners */
} Ground;

static void
make_disc (LabCard *self, Ground *ground)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  cairo_t *cr;

  lab_compat_look_up_colour (GTK_WIDGET (self), "card_bg_color", &ground->paper);
  lab_compat_look_up_colour (GTK_WIDGET (self), "lab_card_edge", &ground->edge);
  ground->disc = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 2 * RADIUS * scale,
                                             2 * RADIUS * scale);
  cairo_surface_set_device_scale (ground->disc, scale, scale);
  cr = cairo_create (ground->disc);
  cairo_arc (cr, RADIUS, RADIUS, RADIUS, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (cr, &ground->paper);
  cairo_fill (cr);
  cairo_arc (cr, RADIUS, RADIUS, RADIUS - 0.5, 0, 2 * G_PI);
  cairo_set_line_width (cr, 1);
  gdk_cairo_set_source_rgba (cr, &ground->edge);
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
append_corner (const Ground *ground, GtkSnapshot *picture, int x, int y)
{
  cairo_t *cr = gtk_snapshot_append_cairo (
      picture, &GRAPHENE_RECT_INIT ((float) x, (float) y, RADIUS, RADIUS));

  cairo_rectangle (cr, x, y, RADIUS, RADIUS);
  cairo_set_source_surface (cr, ground->disc, x == 0 ? 0 : x - RADIUS,
                            y == 0 ? 0 : y - RADIUS);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
append_ground (const Ground *ground, GtkSnapshot *picture, int width, int height)
{
  int right = width - RADIUS, bottom = height - RADIUS;
  int across = width - 2 * RADIUS, down = height - 2 * RADIUS;

  append_rect (picture, &ground->paper, RADIUS, 0, across, height);
  append_rect (picture, &ground->paper, 0, RADIUS, RADIUS, down);
  append_rect (picture, &ground->paper, right, RADIUS, RADIUS, down);
  append_rect (picture, &ground->edge, RADIUS, 0, across, 1);
  append_rect (picture, &ground->edge, RADIUS, height - 1, across, 1);
  append_rect (picture, &ground->edge, 0, RADIUS, 1, down);
  append_rect (picture, &ground->edge, width - 1, RADIUS, 1, down);
  append_corner (ground, picture, 0, 0);
  append_corner (ground, picture, right, 0);
  append_corner (ground, picture, 0, bottom);
  append_corner (ground, picture, right, bottom);
}

static void
make_ground (LabCard *self, int width, int height)
{
  GtkSnapshot *picture = gtk_snapshot_new ();
  Ground ground;

  make_disc (self, &ground);
  if (width > 2 * RADIUS && height > 2 * RADIUS)
    append_ground (&ground, picture, width, height);
  cairo_surface_destroy (ground.disc);
  g_clear_pointer (&self->ground, gsk_render_node_unref);
  self->ground = gtk_snapshot_free_to_node (picture);
  self->width = width;
  self->height = height;
}

/* The renderer compares a frame with the one before, node by node, and beyond thirty
 * rectangles of difference gives up and paints the whole window. A card in which anything
 * changed is therefore one rectangle: clips of another size are never looked into. */
static void
append_children (LabCard *self, GtkSnapshot *picture)
{
  GtkSnapshot *inner = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL, clip = NULL;
  float reach = REACH + (float) (self->turn++ % 2);

  GTK_WIDGET_CLASS (lab_card_parent_class)->snapshot (GTK_WIDGET (self), inner);
  node = gtk_snapshot_free_to_node (inner);
  if (node == NULL)
    return;
  clip = gsk_clip_node_new (node, &GRAPHENE_RECT_INIT (-reach, -reach,
                                                       (float) self->width + 2 * reach,
                                                       (float) self->height + 2 * reach));
  gtk_snapshot_append_node (picture, clip);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *picture)
{
  LabCard *self = LAB_CARD (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  if (self->ground == NULL || self->width != width || self->height != height)
    make_ground (self, width, height);
  if (self->ground != NULL)
    gtk_snapshot_append_node (picture, self->ground);
  append_children (self, picture);
}

static void
forget (LabCard *self)
{
  g_clear_pointer (&self->ground, gsk_render_node_unref);
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
  g_clear_pointer (&LAB_CARD (object)->ground, gsk_render_node_unref);
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
