/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/handles.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _LabHandles {
  GtkWidget *chart;
  LabHandleAsked asked;
  LabUnitScale *scales[CHART_N_HANDLES];
  gboolean is_following; /* handles are being told, not asking */
};

static const struct {
  const char *control;
  const char *title;
} kinds[CHART_N_HANDLES] = {
  [CHART_HANDLE_PRICE] = { "mark", N_ ("Price now") },
  [CHART_HANDLE_ENTRY] = { "entry", N_ ("Entry") },
  [CHART_HANDLE_PREDICTION] = { "prediction", N_ ("My prediction") },
};

static void
turned_cb (LabUnitScale *scale, GParamSpec *pspec, LabHandles *self)
{
  for (int i = 0; i < CHART_N_HANDLES && !self->is_following; i++)
    if (self->scales[i] == scale)
      self->asked (self->chart, (ChartHandleName) i, lab_unit_scale_get_value (scale));
}

static LabUnitScale *
new_scale (LabHandles *self, ChartHandleName name)
{
  LabUnitScale *scale =
      g_object_new (LAB_TYPE_UNIT_SCALE, "control", kinds[name].control, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (scale), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (kinds[name].title), -1);
  /* Price axes never mirror, so neither do their keys. */
  gtk_widget_set_direction (GTK_WIDGET (scale), GTK_TEXT_DIR_LTR);
  gtk_widget_set_parent (GTK_WIDGET (scale), self->chart);
  g_signal_connect (scale, "notify::value", G_CALLBACK (turned_cb), self);
  g_signal_connect_swapped (scale, "state-flags-changed",
                            G_CALLBACK (gtk_widget_queue_draw), self->chart);
  return scale;
}

static LabReach
reach_of (const ChartHandle *handle, const MarginOutcome *outcome)
{
  LabReach reach = { handle->least, handle->most, NAN, NAN, outcome->in.entry };

  if (handle->name != CHART_HANDLE_PRICE)
    return reach;
  if (outcome->is_over)
    reach.home = outcome->ended_at;
  else if (outcome->liquidation.kind == MARGIN_PRICE)
    reach.home = outcome->liquidation.price;
  reach.end = outcome->in.entry * 1.1;
  reach.low = fmin (reach.low, isnan (reach.home) ? reach.low : reach.home);
  reach.high = fmax (fmax (reach.high, reach.end), isnan (reach.home) ? 0 : reach.home);
  return reach;
}

static void
show (LabHandles *self, const ChartHandle *handle, const MarginOutcome *outcome)
{
  LabReach reach = reach_of (handle, outcome);
  LabUnitScale **scale = &self->scales[handle->name];

  if (*scale == NULL)
    *scale = new_scale (self, handle->name);
  gtk_widget_set_child_visible (GTK_WIDGET (*scale), TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (*scale),
                            handle->name != CHART_HANDLE_ENTRY || !outcome->is_over);
  self->is_following = TRUE;
  lab_unit_scale_set_reach (*scale, &reach);
  lab_unit_scale_set_value (*scale, handle->value);
  self->is_following = FALSE;
}

LabHandles *
lab_handles_new (GtkWidget *chart, LabHandleAsked asked)
{
  LabHandles *self = g_new0 (LabHandles, 1);

  self->chart = chart;
  self->asked = asked;
  return self;
}

void
lab_handles_free (LabHandles *self)
{
  for (int i = 0; i < CHART_N_HANDLES; i++)
    if (self->scales[i] != NULL)
      gtk_widget_unparent (GTK_WIDGET (self->scales[i]));
  g_free (self);
}

void
lab_handles_allocate (LabHandles *self, const ChartLayout *layout,
                      const MarginOutcome *outcome)
{
  for (int i = 0; i < CHART_N_HANDLES; i++) {
    const ChartHandle *handle = chart_layout_handle (layout, (ChartHandleName) i);

    if (handle != NULL && kinds[i].control != NULL) {
      GtkAllocation box = { (int) handle->target.x, (int) handle->target.y,
                            (int) handle->target.width, (int) handle->target.height };

      show (self, handle, outcome);
      gtk_widget_size_allocate (GTK_WIDGET (self->scales[i]), &box, -1);
    } else if (self->scales[i] != NULL) {
      gtk_widget_set_child_visible (GTK_WIDGET (self->scales[i]), FALSE);
    }
  }
}

void
lab_handles_follow (LabHandles *self, const MarginOutcome *outcome)
{
  self->is_following = TRUE;
  if (self->scales[CHART_HANDLE_PRICE] != NULL)
    lab_unit_scale_set_value (self->scales[CHART_HANDLE_PRICE], outcome->in.mark);
  if (self->scales[CHART_HANDLE_ENTRY] != NULL)
    lab_unit_scale_set_value (self->scales[CHART_HANDLE_ENTRY], outcome->in.entry);
  self->is_following = FALSE;
}

const ChartHandle *
lab_handles_get_focused (LabHandles *self, const ChartLayout *layout)
{
  const GtkStateFlags both = GTK_STATE_FLAG_FOCUSED | GTK_STATE_FLAG_FOCUS_VISIBLE;

  for (int i = 0; i < CHART_N_HANDLES; i++)
    if (self->scales[i] != NULL &&
        (gtk_widget_get_state_flags (GTK_WIDGET (self->scales[i])) & both) == both)
      return chart_layout_handle (layout, (ChartHandleName) i);
  return NULL;
}

GtkWidget *
lab_handles_get (LabHandles *self, ChartHandleName handle)
{
  return self->scales[handle] != NULL ? GTK_WIDGET (self->scales[handle]) : NULL;
}
