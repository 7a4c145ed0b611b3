/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/unit-scale.h"

#include <math.h>

struct _LabUnitScale {
  GtkScale parent_instance;

  char *control;
  const LabQuantity *quantity;
  LabReach reach;
  double value;
  gboolean is_showing; /* the adjustment follows us, not a person */
};

G_DEFINE_FINAL_TYPE (LabUnitScale, lab_unit_scale, GTK_TYPE_SCALE)

enum {
  PROP_0,
  PROP_CONTROL,
  PROP_VALUE,
  PROP_LOW,
  PROP_HIGH,
  PROP_HOME,
  PROP_END,
  PROP_BASE,
  N_PROPS
};
enum { TYPE_IT, N_SIGNALS };

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

/* What a key means, from left to right; a mirrored scale swaps Left and Right. */
static const struct {
  guint key, keypad;
  GdkModifierType modifiers;
  LabTurn turn;
} keys[] = {
  { GDK_KEY_Left, GDK_KEY_KP_Left, 0, LAB_TURN_LESS },
  { GDK_KEY_Right, GDK_KEY_KP_Right, 0, LAB_TURN_MORE },
  { GDK_KEY_Down, GDK_KEY_KP_Down, 0, LAB_TURN_LESS },
  { GDK_KEY_Up, GDK_KEY_KP_Up, 0, LAB_TURN_MORE },
  { GDK_KEY_minus, GDK_KEY_KP_Subtract, 0, LAB_TURN_LESS },
  { GDK_KEY_plus, GDK_KEY_KP_Add, 0, LAB_TURN_MORE },
  { GDK_KEY_Left, GDK_KEY_KP_Left, GDK_SHIFT_MASK, LAB_TURN_FAR_LESS },
  { GDK_KEY_Right, GDK_KEY_KP_Right, GDK_SHIFT_MASK, LAB_TURN_FAR_MORE },
  { GDK_KEY_Down, GDK_KEY_KP_Down, GDK_SHIFT_MASK, LAB_TURN_FAR_LESS },
  { GDK_KEY_Up, GDK_KEY_KP_Up, GDK_SHIFT_MASK, LAB_TURN_FAR_MORE },
  { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, 0, LAB_TURN_PAGE_LESS },
  { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, 0, LAB_TURN_PAGE_MORE },
  { GDK_KEY_Home, GDK_KEY_KP_Home, 0, LAB_TURN_HOME },
  { GDK_KEY_End, GDK_KEY_KP_End, 0, LAB_TURN_END },
};

/* The adjustment shows what it can; the value itself is never squeezed into it. */
static void
show (LabUnitScale *self)
{
  self->is_showing = TRUE;
  gtk_range_set_range (GTK_RANGE (self), self->reach.low,
                       fmax (self->reach.low, self->reach.high));
  gtk_range_set_value (GTK_RANGE (self), self->value);
  self->is_showing = FALSE;
}

static guint
mirrored (LabUnitScale *self, guint key)
{
  if (gtk_widget_get_direction (GTK_WIDGET (self)) != GTK_TEXT_DIR_RTL)
    return key;
  switch (key) {
  case GDK_KEY_Left: return GDK_KEY_Right;
  case GDK_KEY_Right: return GDK_KEY_Left;
  case GDK_KEY_KP_Left: return GDK_KEY_KP_Right;
  case GDK_KEY_KP_Right: return GDK_KEY_KP_Left;
  default: return key;
  }
}

static LabReach
completed (const LabReach *reach)
{
  LabReach whole = *reach;

  if (isnan (whole.home))
    whole.home = whole.low;
  if (isnan (whole.end))
    whole.end = whole.high;
  return whole;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint key, guint code,
                GdkModifierType state, LabUnitScale *self)
{
  GdkModifierType held = state & gtk_accelerator_get_default_mod_mask ();

  if (self->quantity == NULL)
    return GDK_EVENT_PROPAGATE;
  if (held == 0 && (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)) {
    g_signal_emit (self, signals[TYPE_IT], 0);
    return GDK_EVENT_STOP;
  }
  key = mirrored (self, key);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    LabReach reach = completed (&self->reach);

    if (held != keys[i].modifiers || (key != keys[i].key && key != keys[i].keypad))
      continue;
    lab_unit_scale_set_value (
        self, lab_quantity_turn (self->quantity, self->value, keys[i].turn, &reach));
    return GDK_EVENT_STOP;
  }
  return GDK_EVENT_PROPAGATE;
}

static void
value_changed (GtkRange *range)
{
  LabUnitScale *self = LAB_UNIT_SCALE (range);

  if (!self->is_showing)
    lab_unit_scale_set_value (self, gtk_range_get_value (range));
}

/* The parts that draw the slider stand elsewhere. */
static void
snapshot (GtkWidget *widget, GtkSnapshot *picture)
{
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
         int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 1;
}

static double *
number (LabUnitScale *self, guint id)
{
  switch (id) {
  case PROP_LOW: return &self->reach.low;
  case PROP_HIGH: return &self->reach.high;
  case PROP_HOME: return &self->reach.home;
  case PROP_END: return &self->reach.end;
  default: return &self->reach.base;
  }
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LabUnitScale *self = LAB_UNIT_SCALE (object);

  if (id == PROP_CONTROL)
    g_value_set_string (value, self->control);
  else if (id == PROP_VALUE)
    g_value_set_double (value, self->value);
  else
    g_value_set_double (value, *number (self, id));
}

static void
set_control (LabUnitScale *self, const char *control)
{
  g_free (self->control);
  self->control = g_strdup (control);
  self->quantity = lab_quantity (control);
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LabUnitScale *self = LAB_UNIT_SCALE (object);

  if (id == PROP_CONTROL) {
    set_control (self, g_value_get_string (value));
  } else if (id == PROP_VALUE) {
    lab_unit_scale_set_value (self, g_value_get_double (value));
  } else {
    LabReach reach = self->reach;

    *number (self, id) = g_value_get_double (value);
    show (self);
    if (memcmp (&reach, &self->reach, sizeof reach) != 0)
      g_object_notify_by_pspec (object, pspec);
  }
}

static void
finalize (GObject *object)
{
  g_free (LAB_UNIT_SCALE (object)->control);
  G_OBJECT_CLASS (lab_unit_scale_parent_class)->finalize (object);
}

static GParamSpec *
double_spec (const char *name, double first)
{
  return g_param_spec_double (name, NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, first,
                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                  G_PARAM_EXPLICIT_NOTIFY);
}

static void
lab_unit_scale_class_init (LabUnitScaleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  object_class->finalize = finalize;
  widget_class->snapshot = snapshot;
  widget_class->measure = measure;
  GTK_RANGE_CLASS (klass)->value_changed = value_changed;

  props[PROP_CONTROL] = g_param_spec_string ("control", NULL, NULL, NULL,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_VALUE] = double_spec ("value", 0);
  props[PROP_LOW] = double_spec ("low", 0);
  props[PROP_HIGH] = double_spec ("high", 1);
  props[PROP_HOME] = double_spec ("home", 0);
  props[PROP_END] = double_spec ("end", 0);
  props[PROP_BASE] = double_spec ("base", 1);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[TYPE_IT] =
      g_signal_new ("type-it", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "unit-scale");
}

static void
lab_unit_scale_init (LabUnitScale *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  self->reach = (LabReach){ 0, 1, NAN, NAN, 1 };
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_range_set_adjustment (GTK_RANGE (self), gtk_adjustment_new (0, 0, 1, 0, 0, 0));
  gtk_scale_set_draw_value (GTK_SCALE (self), FALSE);
  gtk_range_set_round_digits (GTK_RANGE (self), -1);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  show (self);
}

const char *
lab_unit_scale_get_control (LabUnitScale *self)
{
  g_return_val_if_fail (LAB_IS_UNIT_SCALE (self), NULL);
  return self->control;
}

const LabQuantity *
lab_unit_scale_get_quantity (LabUnitScale *self)
{
  g_return_val_if_fail (LAB_IS_UNIT_SCALE (self), NULL);
  return self->quantity;
}

const LabReach *
lab_unit_scale_get_reach (LabUnitScale *self)
{
  g_return_val_if_fail (LAB_IS_UNIT_SCALE (self), NULL);
  return &self->reach;
}

double
lab_unit_scale_get_value (LabUnitScale *self)
{
  g_return_val_if_fail (LAB_IS_UNIT_SCALE (self), 0);
  return self->value;
}

void
lab_unit_scale_set_value (LabUnitScale *self, double value)
{
  gboolean is_new;

  g_return_if_fail (LAB_IS_UNIT_SCALE (self));
  is_new = value < self->value || value > self->value;
  self->value = value;
  show (self);
  if (is_new)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VALUE]);
}

void
lab_unit_scale_set_reach (LabUnitScale *self, const LabReach *reach)
{
  g_return_if_fail (LAB_IS_UNIT_SCALE (self));
  if (memcmp (&self->reach, reach, sizeof *reach) == 0)
    return;
  self->reach = *reach;
  show (self);
}
