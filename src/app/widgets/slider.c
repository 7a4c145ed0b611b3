/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/slider.h"

#include "app/compat.h"

#include <math.h>

/* The parts are plain boxes with the names the theme styles in a GtkScale: trough,
 * highlight, slider. Placing them here is all it takes to bend the scale and to fill from
 * zero instead of from the end. */

struct _LabSlider {
  GtkWidget parent_instance;

  GtkWidget *trough, *highlight, *thumb;
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

static void
put (GtkWidget *part, double x, double centre, int width)
{
  GtkAllocation box = { 0 };
  int unused;

  gtk_widget_measure (part, GTK_ORIENTATION_HORIZONTAL, -1, &box.width, &unused, NULL,
                      NULL);
  gtk_widget_measure (part, GTK_ORIENTATION_VERTICAL, -1, &box.height, &unused, NULL,
                      NULL);
  box.width = width < 0 ? box.width : MAX (box.width, width);
  box.x = (int) round (width < 0 ? x - box.width / 2.0 : x);
  box.y = (int) round (centre - box.height / 2.0);
  gtk_widget_size_allocate (part, &box, -1);
}

/* Places highlight and thumb inside the trough, whose box is the content of ours. */
static void
place_parts (GtkWidget *trough, int width, int height, int baseline)
{
  LabSlider *self = LAB_SLIDER (gtk_widget_get_parent (trough));
  double from = origin (self) - OVERHANG;
  double to = lab_slider_place (self, lab_unit_scale_get_value (self->scale)) - OVERHANG;

  put (self->highlight, fmin (from, to), height / 2.0, (int) round (fabs (to - from)));
  put (self->thumb, to, height / 2.0, -1);
}

static void
measure_trough (GtkWidget *trough, GtkOrientation orientation, int for_size, int *minimum,
                int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LabSlider *self = LAB_SLIDER (widget);

  put (self->trough, OVERHANG, height / 2.0, MAX (width - 2 * OVERHANG, 1));
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
snapshot (GtkWidget *widget, GtkSnapshot *picture)
{
  LabSlider *self = LAB_SLIDER (widget);
  const LabQuantity *quantity = lab_unit_scale_get_quantity (self->scale);
  const LabReach *reach = lab_unit_scale_get_reach (self->scale);
  double y = gtk_widget_get_height (widget) / 2.0 + 9;
  GdkRGBA colour;

  lab_compat_get_colour (widget, &colour);
  colour.alpha *= 0.55f;
  for (const double *mark = quantity ? quantity->marks : NULL; mark != NULL; mark++) {
    double x = floor (lab_slider_place (self, *mark));

    if (*mark >= reach->low && *mark <= reach->high)
      gtk_snapshot_append_color (picture, &colour,
                                 &GRAPHENE_RECT_INIT ((float) x, (float) y, 1, TICK));
    if (*mark == 0)
      break;
  }
  GTK_WIDGET_CLASS (lab_slider_parent_class)->snapshot (widget, picture);
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
  gtk_widget_queue_allocate (self->trough);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VALUE]);
}

/* The theme draws its ring around the trough of the scale that has the focus: ours. */
static void
state_flags_cb (GtkWidget *scale, GtkStateFlags old, LabSlider *self)
{
  GtkStateFlags now = gtk_widget_get_state_flags (scale);

  if ((now & GTK_STATE_FLAG_FOCUSED) && (now & GTK_STATE_FLAG_FOCUS_VISIBLE))
    gtk_widget_add_css_class (GTK_WIDGET (self), "has-ring");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "has-ring");
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
  gtk_widget_queue_allocate (self->trough);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
dispose (GObject *object)
{
  LabSlider *self = LAB_SLIDER (object);

  g_clear_pointer (&self->highlight, gtk_widget_unparent);
  g_clear_pointer (&self->thumb, gtk_widget_unparent);
  g_clear_pointer (&self->trough, gtk_widget_unparent);
  if (self->scale != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->scale));
  self->scale = NULL;
  G_OBJECT_CLASS (lab_slider_parent_class)->dispose (object);
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
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
  widget_class->snapshot = snapshot;

  props[PROP_CONTROL] = g_param_spec_string ("control", NULL, NULL, NULL,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    props[PROP_VALUE + i] = g_param_spec_double (
        names[i], NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0,
        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_css_name (widget_class, "scale");
}

static GtkWidget *
part (const char *name, GtkWidget *parent)
{
  GtkWidget *box =
      g_object_new (ADW_TYPE_BIN, "css-name", name, "can-target", FALSE,
                    "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_set_parent (box, parent);
  return box;
}

static void
lab_slider_init (LabSlider *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_widget_add_css_class (GTK_WIDGET (self), "horizontal");
  self->trough = part ("trough", GTK_WIDGET (self));
  gtk_widget_set_layout_manager (
      self->trough, gtk_custom_layout_new (NULL, measure_trough, place_parts));
  self->highlight = part ("highlight", self->trough);
  self->thumb = part ("slider", self->trough);
  self->scale = g_object_new (LAB_TYPE_UNIT_SCALE, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->scale), GTK_WIDGET (self));
  g_signal_connect (self->scale, "notify::value", G_CALLBACK (value_cb), self);
  g_signal_connect (self->scale, "state-flags-changed", G_CALLBACK (state_flags_cb),
                    self);

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
