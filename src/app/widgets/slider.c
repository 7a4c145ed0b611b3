/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/slider.h"

#include "app/compat.h"

#include <math.h>

/* Trough, filled part and thumb are kept as pixels in the colours of the theme. Turning
 * the slider moves no widget and asks for no layout, which on X11 would go and ask the
 * server for the size of the desktop. */

struct _LabSlider {
  GtkWidget parent_instance;

  cairo_surface_t *trough, *filled; /* as long as the way, and rounded */
  cairo_surface_t *thumb;
  int length; /* of the way they were made for */
  LabUnitScale *scale;
  double hold; /* pointer to thumb centre while dragging */
};

G_DEFINE_FINAL_TYPE (LabSlider, lab_slider, GTK_TYPE_WIDGET)

enum {
  PROP_0,
  PROP_CONTROL,
  PROP_VALUE,
  PROP_LOW,
  PROP_HIGH,
  PROP_HOME,
  PROP_END,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

#define HEIGHT   26
#define OVERHANG 8 /* of the trough on both sides, so that the thumb stays inside */
#define TICK     4
#define THICK    8
#define RADIUS   10 /* of the thumb */

static gboolean
is_mirrored (LabSlider *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

static double
place_of (LabSlider *self, double value)
{
  const LabQuantity *quantity = lab_unit_scale_get_quantity (self->scale);
  const LabReach *reach = lab_unit_scale_get_reach (self->scale);

  if (quantity == NULL)
    return 0;
  return lab_curve_place (quantity->curve, reach->low, reach->high, value);
}

double
lab_slider_place (LabSlider *self, double value)
{
  double place = place_of (self, value);
  int way = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * OVERHANG;

  return OVERHANG + (is_mirrored (self) ? 1 - place : place) * way;
}

static double
value_at (LabSlider *self, double x)
{
  const LabReach *reach = lab_unit_scale_get_reach (self->scale);
  int way = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * OVERHANG;
  double place = way > 0 ? (x - OVERHANG) / way : 0;

  return lab_quantity_at (lab_unit_scale_get_quantity (self->scale), reach,
                          is_mirrored (self) ? 1 - place : place);
}

/* Where the filled part begins: at zero where the range has one. */
static double
origin (LabSlider *self)
{
  const LabReach *reach = lab_unit_scale_get_reach (self->scale);

  return lab_slider_place (self, reach->low < 0 ? 0 : reach->low);
}

static cairo_surface_t *
new_pixels (LabSlider *self, int width, int height, cairo_t **cr)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  cairo_surface_t *pixels =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * scale, height * scale);

  cairo_surface_set_device_scale (pixels, scale, scale);
  *cr = cairo_create (pixels);
  return pixels;
}

/* A bar of the whole way with round ends. */
static cairo_surface_t *
new_bar (LabSlider *self, const char *colour_name)
{
  const double middle = THICK / 2.0;
  GdkRGBA colour;
  cairo_t *cr;
  cairo_surface_t *bar = new_pixels (self, self->length, THICK, &cr);

  lab_compat_look_up_colour (GTK_WIDGET (self), colour_name, &colour);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (cr, THICK);
  cairo_move_to (cr, middle, middle);
  cairo_line_to (cr, self->length - middle, middle);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_stroke (cr);
  cairo_destroy (cr);
  return bar;
}

static cairo_surface_t *
new_thumb (LabSlider *self)
{
  const double middle = RADIUS + 1;
  GdkRGBA colour, edge;
  cairo_t *cr;
  cairo_surface_t *thumb = new_pixels (self, 2 * RADIUS + 2, 2 * RADIUS + 2, &cr);

  lab_compat_look_up_colour (GTK_WIDGET (self), "lab_slider_thumb", &colour);
  lab_compat_look_up_colour (GTK_WIDGET (self), "lab_slider_edge", &edge);
  cairo_arc (cr, middle, middle, RADIUS + 0.5, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, &edge);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  cairo_destroy (cr);
  return thumb;
}

static void
forget_pixels (LabSlider *self)
{
  g_clear_pointer (&self->trough, cairo_surface_destroy);
  g_clear_pointer (&self->filled, cairo_surface_destroy);
  g_clear_pointer (&self->thumb, cairo_surface_destroy);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
make_pixels (LabSlider *self, int length)
{
  if (self->trough != NULL && self->length == length)
    return;
  forget_pixels (self);
  self->length = length;
  self->trough = new_bar (self, "lab_slider_trough");
  self->filled = new_bar (self, "accent_bg_color");
  self->thumb = new_thumb (self);
}

/* The part of @pixels, which would lie at (@x, @y), that shows in @area. */
static void
append_pixels (GtkSnapshot *picture, cairo_surface_t *pixels, double x, double y,
               const graphene_rect_t *area)
{
  cairo_t *cr = gtk_snapshot_append_cairo (picture, area);

  cairo_rectangle (cr, area->origin.x, area->origin.y, area->size.width,
                   area->size.height);
  cairo_set_source_surface (cr, pixels, x, y);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
append_parts (LabSlider *self, GtkSnapshot *picture)
{
  float top = (float) (gtk_widget_get_height (GTK_WIDGET (self)) / 2 - THICK / 2);
  double from = round (origin (self));
  double to = round (lab_slider_place (self, lab_unit_scale_get_value (self->scale)));
  double left = fmin (from, to), width = fabs (to - from);

  append_pixels (picture, self->trough, OVERHANG, top,
                 &GRAPHENE_RECT_INIT (OVERHANG, top, (float) self->length, THICK));
  if (width >= 1)
    append_pixels (picture, self->filled, OVERHANG, top,
                   &GRAPHENE_RECT_INIT ((float) left, top, (float) width, THICK));
  append_pixels (picture, self->thumb, to - RADIUS - 1, top + THICK / 2 - RADIUS - 1,
                 &GRAPHENE_RECT_INIT ((float) to - RADIUS - 1,
                                      top + THICK / 2 - RADIUS - 1, 2 * RADIUS + 2,
                                      2 * RADIUS + 2));
}

/* A ring for the keyboard, around the whole way. */
static void
append_ring (LabSlider *self, GtkSnapshot *picture)
{
  GtkStateFlags flags = gtk_widget_get_state_flags (GTK_WIDGET (self->scale));
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  GskRoundedRect ring;
  GdkRGBA colour;

  if (!(flags & GTK_STATE_FLAG_FOCUSED) || !(flags & GTK_STATE_FLAG_FOCUS_VISIBLE))
    return;
  lab_compat_look_up_colour (GTK_WIDGET (self), "accent_color", &colour);
  colour.alpha *= 0.5f;
  gsk_rounded_rect_init_from_rect (&ring, &GRAPHENE_RECT_INIT (0, 0, width, height),
                                   height / 2);
  gtk_snapshot_append_border (picture, &ring, (float[4]){ 3, 3, 3, 3 },
                              (GdkRGBA[4]){ colour, colour, colour, colour });
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LabSlider *self = LAB_SLIDER (widget);

  gtk_widget_size_allocate (GTK_WIDGET (self->scale),
                            &(GtkAllocation){ 0, 0, width, height }, -1);
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
         int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 120 : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : HEIGHT;
}

static void
append_marks (LabSlider *self, GtkSnapshot *picture)
{
  const LabQuantity *quantity = lab_unit_scale_get_quantity (self->scale);
  const LabReach *reach = lab_unit_scale_get_reach (self->scale);
  float y = (float) (gtk_widget_get_height (GTK_WIDGET (self)) / 2 + 9);
  GdkRGBA colour;

  lab_compat_get_colour (GTK_WIDGET (self), &colour);
  colour.alpha *= 0.55f;
  for (const double *mark = quantity ? quantity->marks : NULL; mark != NULL; mark++) {
    float x = (float) floor (lab_slider_place (self, *mark));

    if (*mark >= reach->low && *mark <= reach->high)
      gtk_snapshot_append_color (picture, &colour, &GRAPHENE_RECT_INIT (x, y, 1, TICK));
    if (*mark == 0)
      break;
  }
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *picture)
{
  LabSlider *self = LAB_SLIDER (widget);
  int length = gtk_widget_get_width (widget) - 2 * OVERHANG;

  if (length < THICK)
    return;
  make_pixels (self, length);
  append_marks (self, picture);
  append_parts (self, picture);
  append_ring (self, picture);
}

static void
drag_to (LabSlider *self, double x)
{
  lab_unit_scale_set_value (self->scale, value_at (self, x));
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, LabSlider *self)
{
  double thumb = lab_slider_place (self, lab_unit_scale_get_value (self->scale));

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self->scale));
  self->hold = fabs (x - thumb) <= 12 ? thumb - x : 0;
  if (fabs (x - thumb) > 12)
    drag_to (self, x);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, LabSlider *self)
{
  double x, y;

  if (gtk_gesture_drag_get_start_point (gesture, &x, &y) && (dx < 0 || dx > 0))
    drag_to (self, x + dx + self->hold);
}

static void
value_cb (LabUnitScale *scale, GParamSpec *pspec, LabSlider *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VALUE]);
}

static void
css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (lab_slider_parent_class)->css_changed (widget, change);
  forget_pixels (LAB_SLIDER (widget));
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_object_get_property (G_OBJECT (LAB_SLIDER (object)->scale), pspec->name, value);
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LabSlider *self = LAB_SLIDER (object);

  g_object_set_property (G_OBJECT (self->scale), pspec->name, value);
  if (id == PROP_VALUE)
    return; /* value_cb() said so */
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
dispose (GObject *object)
{
  LabSlider *self = LAB_SLIDER (object);

  if (self->scale != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->scale));
  self->scale = NULL;
  G_OBJECT_CLASS (lab_slider_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  LabSlider *self = LAB_SLIDER (object);

  g_clear_pointer (&self->trough, cairo_surface_destroy);
  g_clear_pointer (&self->filled, cairo_surface_destroy);
  g_clear_pointer (&self->thumb, cairo_surface_destroy);
  G_OBJECT_CLASS (lab_slider_parent_class)->finalize (object);
}

static void
lab_slider_class_init (LabSliderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const names[] = { "value", "low", "high", "home", "end" };

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  object_class->dispose = dispose;
  object_class->finalize = finalize;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
  widget_class->snapshot = snapshot;
  widget_class->css_changed = css_changed;

  props[PROP_CONTROL] = g_param_spec_string ("control", NULL, NULL, NULL,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    props[PROP_VALUE + i] = g_param_spec_double (
        names[i], NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0,
        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_css_name (widget_class, "lab-slider");
}

static void
lab_slider_init (LabSlider *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->scale = g_object_new (LAB_TYPE_UNIT_SCALE, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->scale), GTK_WIDGET (self));
  g_signal_connect (self->scale, "notify::value", G_CALLBACK (value_cb), self);
  g_signal_connect_swapped (self->scale, "state-flags-changed",
                            G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (forget_pixels), NULL);

  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

LabUnitScale *
lab_slider_get_scale (LabSlider *self)
{
  g_return_val_if_fail (LAB_IS_SLIDER (self), NULL);
  return self->scale;
}
