/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/walk-row.h"

#include <glib/gi18n-lib.h>

struct _LabWalkRow {
  GtkBox parent_instance;

  LabPredictionStage *stage;
  GtkWidget *play, *step, *scrub, *walk_name;
  GtkAdjustment *time;
};

G_DEFINE_FINAL_TYPE (LabWalkRow, lab_walk_row, GTK_TYPE_BOX)

enum { PROP_0, PROP_STAGE, PROP_IS_SHORT };

static gboolean
moves (LabWalkRow *self)
{
  gboolean is_animated;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations",
                &is_animated, NULL);
  return is_animated;
}

static gboolean
is_playing (LabWalkRow *self)
{
  gboolean playing;

  g_object_get (self->stage, "is-playing", &playing, NULL);
  return playing;
}

static void
play_cb (LabWalkRow *self)
{
  if (is_playing (self))
    lab_prediction_stage_pause (self->stage);
  else
    lab_prediction_stage_play (self->stage);
}

static void
step_cb (LabWalkRow *self)
{
  lab_prediction_stage_step (self->stage);
}

static void
playing_cb (LabWalkRow *self)
{
  const char *name = is_playing (self) ? _ ("Pause") : _ ("Let the price walk");

  gtk_button_set_icon_name (GTK_BUTTON (self->play),
                            is_playing (self) ? "media-playback-pause-symbolic"
                                              : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (self->play, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* A hand on the slider stops the walk. */
static gboolean
scrubbed_cb (GtkRange *range, GtkScrollType scroll, double value, LabWalkRow *self)
{
  lab_prediction_stage_pause (self->stage);
  return FALSE;
}

static void
set_stage (LabWalkRow *self, LabPredictionStage *stage)
{
  if (!g_set_object (&self->stage, stage) || stage == NULL)
    return;
  g_object_bind_property (stage, "last-place", self->time, "upper",
                          G_BINDING_SYNC_CREATE);
  g_object_bind_property (stage, "place", self->time, "value",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_signal_connect_object (stage, "notify::is-playing", G_CALLBACK (playing_cb), self,
                           G_CONNECT_SWAPPED);
  playing_cb (self);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LabWalkRow *self = LAB_WALK_ROW (object);

  if (id == PROP_STAGE)
    g_value_set_object (value, self->stage);
  else
    g_value_set_boolean (value, !gtk_widget_get_visible (self->walk_name));
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LabWalkRow *self = LAB_WALK_ROW (object);

  if (id == PROP_STAGE)
    set_stage (self, g_value_get_object (value));
  else
    gtk_widget_set_visible (self->walk_name, !g_value_get_boolean (value));
}

static void
dispose (GObject *object)
{
  g_clear_object (&LAB_WALK_ROW (object)->stage);
  G_OBJECT_CLASS (lab_walk_row_parent_class)->dispose (object);
}

static void
lab_walk_row_class_init (LabWalkRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  object_class->dispose = dispose;
  g_object_class_install_property (
      object_class, PROP_STAGE,
      g_param_spec_object ("stage", NULL, NULL, LAB_TYPE_PREDICTION_STAGE, flags));
  g_object_class_install_property (
      object_class, PROP_IS_SHORT,
      g_param_spec_boolean ("is-short", NULL, NULL, FALSE, flags));
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/leveragelab/LeverageLab/widgets/walk-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LabWalkRow, play);
  gtk_widget_class_bind_template_child (widget_class, LabWalkRow, step);
  gtk_widget_class_bind_template_child (widget_class, LabWalkRow, scrub);
  gtk_widget_class_bind_template_child (widget_class, LabWalkRow, walk_name);
  gtk_widget_class_bind_template_child (widget_class, LabWalkRow, time);
  gtk_widget_class_bind_template_callback (widget_class, play_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_cb);
  gtk_widget_class_bind_template_callback (widget_class, scrubbed_cb);
}

static void
lab_walk_row_init (LabWalkRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Time runs from left to right on every chart. */
  gtk_widget_set_direction (self->scrub, GTK_TEXT_DIR_LTR);
}

void
lab_walk_row_begin (LabWalkRow *self, guint64 seed)
{
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, seed);
  /* TRANSLATORS: the number a made-up price path is drawn from. */
  g_autofree char *name = g_strdup_printf (_ ("Walk #%s"), number);

  g_return_if_fail (LAB_IS_WALK_ROW (self));
  gtk_label_set_label (GTK_LABEL (self->walk_name), name);
  gtk_widget_set_visible (self->play, moves (self));
  gtk_widget_set_visible (self->step, !moves (self));
  if (moves (self))
    lab_prediction_stage_play (self->stage);
  else
    g_object_set (self->stage, "place", G_MAXDOUBLE, NULL);
}

void
lab_walk_row_again (LabWalkRow *self)
{
  g_return_if_fail (LAB_IS_WALK_ROW (self));
  if (moves (self))
    lab_prediction_stage_play (self->stage);
  else
    lab_prediction_stage_step (self->stage);
}
