/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/side-switch.h"

#include "scenario/scenario.h"

struct _LabSideSwitch {
  GtkBox parent_instance;

  GtkToggleButton *long_button, *short_button;
};

G_DEFINE_FINAL_TYPE (LabSideSwitch, lab_side_switch, GTK_TYPE_BOX)

static GParamSpec *side_prop;

static LabSide
side (LabSideSwitch *self)
{
  return gtk_toggle_button_get_active (self->long_button) ? LAB_SIDE_LONG
                                                          : LAB_SIDE_SHORT;
}

static void
set_checked (GtkToggleButton *button)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_CHECKED,
                               gtk_toggle_button_get_active (button)
                                   ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                   : GTK_ACCESSIBLE_TRISTATE_FALSE,
                               -1);
}

static void
toggled_cb (GtkToggleButton *button, LabSideSwitch *self)
{
  set_checked (self->long_button);
  set_checked (self->short_button);
  g_object_notify_by_pspec (G_OBJECT (self), side_prop);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_enum (value, (int) side (LAB_SIDE_SWITCH (object)));
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LabSideSwitch *self = LAB_SIDE_SWITCH (object);
  gboolean is_long = g_value_get_enum (value) == LAB_SIDE_LONG;

  gtk_toggle_button_set_active (is_long ? self->long_button : self->short_button, TRUE);
}

static void
lab_side_switch_class_init (LabSideSwitchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  side_prop = g_param_spec_enum ("side", NULL, NULL, LAB_TYPE_SIDE, LAB_SIDE_LONG,
                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                     G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_property (object_class, 1, side_prop);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/leveragelab/LeverageLab/widgets/side-switch.ui");
  gtk_widget_class_bind_template_child (widget_class, LabSideSwitch, long_button);
  gtk_widget_class_bind_template_child (widget_class, LabSideSwitch, short_button);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
lab_side_switch_init (LabSideSwitch *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_checked (self->long_button);
  set_checked (self->short_button);
}
