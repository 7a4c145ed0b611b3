/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/number-row.h"

#include "app/widgets/sentence.h"
#include "app/widgets/wrap-box.h"
#include "scenario/words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _LabNumberRow {
  GtkWidget parent_instance;

  GtkWidget *head, *field, *suffix, *slider, *note, *refusal, *reason, *remedy;
  char *name, *suffix_text, *note_text;
  gboolean has_slider;
  gboolean is_typing; /* what stands in the field is not yet taken */
  gboolean is_showing;
  double remedy_value;
};

G_DEFINE_FINAL_TYPE (LabNumberRow, lab_number_row, GTK_TYPE_WIDGET)

enum {
  PROP_0,
  PROP_CONTROL,
  PROP_TITLE,
  PROP_SUFFIX,
  PROP_NOTE,
  PROP_HAS_SLIDER,
  PROP_VALUE,
  PROP_LOW,
  PROP_HIGH,
  PROP_HOME,
  PROP_END,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* A sign stays before its number in any language; only the side of the row changes. */
static void
direction_changed (GtkWidget *widget, GtkTextDirection before)
{
  LabNumberRow *self = LAB_NUMBER_ROW (widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  gtk_entry_set_alignment (GTK_ENTRY (self->field), is_rtl ? 0 : 1);
}

static gboolean
replace (char **text, const char *by)
{
  if (g_strcmp0 (*text, by) == 0)
    return FALSE;
  g_free (*text);
  *text = g_strdup (by);
  return TRUE;
}

static LabUnitScale *
scale_of (LabNumberRow *self)
{
  return lab_slider_get_scale (LAB_SLIDER (self->slider));
}

static const LabQuantity *
quantity_of (LabNumberRow *self)
{
  return lab_unit_scale_get_quantity (scale_of (self));
}

static void
show_value (LabNumberRow *self)
{
  const LabQuantity *quantity = quantity_of (self);
  g_autofree char *text = NULL;

  if (quantity == NULL || self->is_typing)
    return;
  text = quantity->format (lab_unit_scale_get_value (scale_of (self)),
                           lab_unit_scale_get_reach (scale_of (self)));
  if (g_strcmp0 (text, gtk_editable_get_text (GTK_EDITABLE (self->field))) == 0)
    return;
  self->is_showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->field), text);
  self->is_showing = FALSE;
}

static void
settle (LabNumberRow *self)
{
  self->is_typing = FALSE;
  gtk_widget_set_visible (self->refusal, FALSE);
  gtk_widget_remove_css_class (self->field, "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (self->field), GTK_ACCESSIBLE_STATE_INVALID);
  show_value (self);
}

/* A number outside the range: the nearest one inside is one press away. */
static void
offer (LabNumberRow *self, double value, const LabReach *reach)
{
  const LabQuantity *quantity = quantity_of (self);
  g_autofree char *nearest = NULL, *label = NULL;

  gtk_widget_set_visible (self->remedy, isfinite (value));
  if (!isfinite (value))
    return;
  self->remedy_value = fmin (fmax (value, reach->low), reach->high);
  nearest = quantity->format (self->remedy_value, reach);
  /* Translators: a button next to a refused number; %s is the nearest accepted one. */
  label = g_strdup_printf (_ ("Set %s"), nearest);
  gtk_button_set_label (GTK_BUTTON (self->remedy), label);
}

static void
refuse (LabNumberRow *self, double value)
{
  const LabReach *reach = lab_unit_scale_get_reach (scale_of (self));
  g_autofree char *reason = quantity_of (self)->refuse (reach);

  g_object_set (self->reason, "strong", reason, NULL);
  offer (self, value, reach);
  gtk_widget_set_visible (self->refusal, TRUE);
  gtk_widget_add_css_class (self->field, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->field), GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->field),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reason, -1);
}

void
lab_number_row_commit (LabNumberRow *self)
{
  const LabReach *reach;
  double value = NAN;

  g_return_if_fail (LAB_IS_NUMBER_ROW (self));
  if (!self->is_typing || quantity_of (self) == NULL)
    return;
  reach = lab_unit_scale_get_reach (scale_of (self));
  if (lab_read_number (gtk_editable_get_text (GTK_EDITABLE (self->field)), &value))
    value *= quantity_of (self)->unit;
  if (!(value >= reach->low && value <= reach->high)) {
    refuse (self, value);
    return;
  }
  settle (self);
  lab_unit_scale_set_value (scale_of (self), value);
  show_value (self);
}

static void
activate_cb (GtkEntry *field, LabNumberRow *self)
{
  lab_number_row_commit (self);
  gtk_editable_select_region (GTK_EDITABLE (field), 0, -1);
}

static void
typed_cb (GtkEditable *field, LabNumberRow *self)
{
  if (!self->is_showing)
    self->is_typing = TRUE;
}

static void
remedy_cb (GtkButton *button, LabNumberRow *self)
{
  double value = self->remedy_value;

  settle (self);
  lab_unit_scale_set_value (scale_of (self), value);
  gtk_widget_grab_focus (self->field);
}

static void
focus_left_cb (GtkEventControllerFocus *controller, LabNumberRow *self)
{
  lab_number_row_commit (self);
  gtk_editable_select_region (GTK_EDITABLE (self->field), 0, 0);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  LabNumberRow *self = LAB_NUMBER_ROW (widget);

  if (!self->is_typing)
    return GDK_EVENT_PROPAGATE;
  settle (self);
  gtk_editable_select_region (GTK_EDITABLE (self->field), 0, -1);
  return GDK_EVENT_STOP;
}

static void
type_it_cb (LabUnitScale *scale, LabNumberRow *self)
{
  gtk_widget_grab_focus (self->field);
}

static void
value_cb (LabUnitScale *scale, GParamSpec *pspec, LabNumberRow *self)
{
  if (self->is_typing && gtk_widget_get_visible (self->refusal))
    settle (self);
  show_value (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VALUE]);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LabNumberRow *self = LAB_NUMBER_ROW (object);

  switch (id) {
  case PROP_TITLE: g_value_set_string (value, self->name); break;
  case PROP_SUFFIX: g_value_set_string (value, self->suffix_text); break;
  case PROP_NOTE: g_value_set_string (value, self->note_text); break;
  case PROP_HAS_SLIDER: g_value_set_boolean (value, self->has_slider); break;
  default: g_object_get_property (G_OBJECT (self->slider), pspec->name, value);
  }
}

static void
set_title (LabNumberRow *self, const char *title)
{
  replace (&self->name, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->field),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scale_of (self)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LabNumberRow *self = LAB_NUMBER_ROW (object);

  switch (id) {
  case PROP_TITLE: set_title (self, g_value_get_string (value)); break;
  case PROP_SUFFIX:
    replace (&self->suffix_text, g_value_get_string (value));
    gtk_widget_set_visible (self->suffix, self->suffix_text != NULL);
    break;
  case PROP_NOTE:
    replace (&self->note_text, g_value_get_string (value));
    gtk_widget_set_visible (self->note, self->note_text != NULL);
    break;
  case PROP_HAS_SLIDER:
    self->has_slider = g_value_get_boolean (value);
    if (!self->has_slider)
      gtk_widget_add_css_class (GTK_WIDGET (self), "no-slider");
    break;
  default:
    g_object_set_property (G_OBJECT (self->slider), pspec->name, value);
    if (id == PROP_CONTROL)
      show_value (self);
  }
}

static void
dispose (GObject *object)
{
  LabNumberRow *self = LAB_NUMBER_ROW (object);

  g_clear_pointer (&self->head, gtk_widget_unparent);
  g_clear_pointer (&self->slider, gtk_widget_unparent);
  g_clear_pointer (&self->note, gtk_widget_unparent);
  g_clear_pointer (&self->refusal, gtk_widget_unparent);
  G_OBJECT_CLASS (lab_number_row_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  LabNumberRow *self = LAB_NUMBER_ROW (object);

  g_free (self->name);
  g_free (self->suffix_text);
  g_free (self->note_text);
  G_OBJECT_CLASS (lab_number_row_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  static const char *const texts[] = { "control", "title", "suffix", "note" };
  static const char *const numbers[] = { "value", "low", "high", "home", "end" };
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    props[PROP_CONTROL + i] = g_param_spec_string (texts[i], NULL, NULL, NULL, flags);
  props[PROP_HAS_SLIDER] = g_param_spec_boolean ("has-slider", NULL, NULL, TRUE, flags);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    props[PROP_VALUE + i] =
        g_param_spec_double (numbers[i], NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0,
                             flags | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/leveragelab/LeverageLab/widgets/number-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LabNumberRow, head);
  gtk_widget_class_bind_template_child (widget_class, LabNumberRow, field);
  gtk_widget_class_bind_template_child (widget_class, LabNumberRow, suffix);
  gtk_widget_class_bind_template_child (widget_class, LabNumberRow, slider);
  gtk_widget_class_bind_template_child (widget_class, LabNumberRow, note);
  gtk_widget_class_bind_template_child (widget_class, LabNumberRow, refusal);
  gtk_widget_class_bind_template_child (widget_class, LabNumberRow, reason);
  gtk_widget_class_bind_template_child (widget_class, LabNumberRow, remedy);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remedy_cb);
}

static void
lab_number_row_class_init (LabNumberRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (LAB_TYPE_SLIDER);
  g_type_ensure (LAB_TYPE_SENTENCE);
  g_type_ensure (LAB_TYPE_WRAP_BOX);
  object_class->get_property = get_property;
  object_class->set_property = set_property;
  object_class->dispose = dispose;
  object_class->finalize = finalize;
  widget_class->direction_changed = direction_changed;
  install_properties (object_class);
  bind_template (widget_class);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
lab_number_row_init (LabNumberRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->has_slider = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_direction (
      GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->field))),
      GTK_TEXT_DIR_LTR);
  direction_changed (GTK_WIDGET (self), GTK_TEXT_DIR_NONE);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (self->field, focus);
  g_signal_connect (scale_of (self), "notify::value", G_CALLBACK (value_cb), self);
  g_signal_connect (scale_of (self), "type-it", G_CALLBACK (type_it_cb), self);
}

GtkWidget *
lab_number_row_get_focusable (LabNumberRow *self)
{
  g_return_val_if_fail (LAB_IS_NUMBER_ROW (self), NULL);
  return self->has_slider ? GTK_WIDGET (scale_of (self)) : self->field;
}

LabSlider *
lab_number_row_get_slider (LabNumberRow *self)
{
  g_return_val_if_fail (LAB_IS_NUMBER_ROW (self), NULL);
  return LAB_SLIDER (self->slider);
}

GtkEditable *
lab_number_row_get_field (LabNumberRow *self)
{
  g_return_val_if_fail (LAB_IS_NUMBER_ROW (self), NULL);
  return GTK_EDITABLE (self->field);
}
