/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a pointer and a key do to a chart. The axis may move with the value that is being
 * dragged, so a drag asks the layout that it began with. */

#include "app/widgets/chart-hand.h"

#include <math.h>

#define APART 6 /* pixels by which one line must be nearer than another */

typedef struct {
  int dragged;       /* ChartHandleName, or -1 */
  ChartLayout *held; /* the layout a drag began with */
  ChartPoint grip;   /* from where it was taken to its mark: it does not jump */
} Hand;

static void
hand_free (gpointer data)
{
  Hand *hand = data;

  g_free (hand->held);
  g_free (hand);
}

static Hand *
hand_of (LabChart *chart)
{
  return g_object_get_data (G_OBJECT (chart), "lab-chart-hand");
}

/* A dragged price lands on a hundredth of a percent, a dragged entry on a cent. */
static double
settled (LabChart *chart, ChartHandleName handle, double value)
{
  const MarginOutcome *outcome = lab_chart_get_outcome (chart);

  if (handle == CHART_HANDLE_ENTRY)
    return value < 1 ? value : round (value * 100) / 100;
  return outcome->in.entry * (1 + round ((value / outcome->in.entry - 1) * 1e4) / 1e4);
}

void
lab_chart_drag (LabChart *chart, ChartHandleName name, double x, double y)
{
  const ChartLayout *held = hand_of (chart)->held;
  const ChartLayout *layout = held != NULL ? held : lab_chart_get_layout (chart);
  const ChartHandle *handle = chart_layout_handle (layout, name);
  double value;

  if (handle == NULL || lab_chart_get_outcome (chart) == NULL)
    return;
  value = chart_layout_value_at (layout, handle, x, y);
  LAB_CHART_GET_CLASS (chart)->asked (chart, name, settled (chart, name, value));
}

/* Of lines that lie apart, a hand means the one it touches. Where they lie on each other,
 * the layout tells them apart by where along the line they are taken. */
const ChartHandle *
lab_chart_touched (const ChartLayout *layout, double x, double y)
{
  const ChartHandle *taken = chart_layout_handle_at (layout, x, y);

  for (size_t i = 0; taken != NULL && taken->is_vertical && i < layout->n_handles; i++) {
    const ChartHandle *other = &layout->handles[i];
    gboolean is_level =
        y >= other->target.y && y <= other->target.y + other->target.height;

    if (is_level && fabs (y - other->at.y) + APART < fabs (y - taken->at.y))
      taken = other;
  }
  return taken;
}

static const ChartHandle *
handle_at (LabChart *chart, double x, double y)
{
  const ChartHandle *handle = lab_chart_touched (lab_chart_get_layout (chart), x, y);
  GtkWidget *widget = handle != NULL ? lab_chart_get_handle (chart, handle->name) : NULL;

  return widget != NULL && gtk_widget_is_sensitive (widget) ? handle : NULL;
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, LabChart *chart)
{
  Hand *hand = hand_of (chart);
  const ChartHandle *handle = handle_at (chart, x, y);

  hand->dragged = handle != NULL ? (int) handle->name : -1;
  if (handle == NULL) {
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
    return;
  }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  g_free (hand->held);
  hand->held = g_memdup2 (lab_chart_get_layout (chart), sizeof *hand->held);
  hand->grip = (ChartPoint){ handle->at.x - x, handle->at.y - y };
  gtk_widget_grab_focus (lab_chart_get_handle (chart, handle->name));
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, LabChart *chart)
{
  const Hand *hand = hand_of (chart);
  double x, y;

  if (hand->dragged >= 0 && (fabs (dx) > 0 || fabs (dy) > 0) &&
      gtk_gesture_drag_get_start_point (gesture, &x, &y))
    lab_chart_drag (chart, (ChartHandleName) hand->dragged, x + dx + hand->grip.x,
                    y + dy + hand->grip.y);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, LabChart *chart)
{
  Hand *hand = hand_of (chart);

  hand->dragged = -1;
  g_clear_pointer (&hand->held, g_free);
  lab_chart_commit (chart);
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, LabChart *chart)
{
  const ChartHandle *handle = handle_at (chart, x, y);
  const char *name = NULL;

  if (handle != NULL)
    name = handle->is_vertical ? "ns-resize" : "ew-resize";
  gtk_widget_set_cursor_from_name (GTK_WIDGET (chart), name);
}

/* A chart that has the focus itself lends its keys to the price: "use the arrows". */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint key, guint code,
                GdkModifierType state, LabChart *chart)
{
  GtkWidget *price = lab_chart_get_handle (chart, CHART_HANDLE_PRICE);

  if (price == NULL || !gtk_widget_is_focus (GTK_WIDGET (chart)))
    return GDK_EVENT_PROPAGATE;
  return gtk_event_controller_key_forward (controller, price);
}

void
lab_chart_hand_add (LabChart *chart)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  Hand *hand = g_new0 (Hand, 1);

  hand->dragged = -1;
  g_object_set_data_full (G_OBJECT (chart), "lab-chart-hand", hand, hand_free);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), chart);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), chart);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), chart);
  gtk_widget_add_controller (GTK_WIDGET (chart), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), chart);
  gtk_widget_add_controller (GTK_WIDGET (chart), motion);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_pressed_cb), chart);
  gtk_widget_add_controller (GTK_WIDGET (chart), key);
}
