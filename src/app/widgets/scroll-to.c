/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/scroll-to.h"

#include <math.h>

#define ROOM 6

/* How far @top to @bottom must come down to lie in @height; its top counts most. */
static double
way_into (double top, double bottom, double height)
{
  double down = fmin (0, height - ROOM - bottom);

  return fmax (down, ROOM - top);
}

/* Inside out. What an inner area scrolls moves the widget for the outer ones, which are
 * not laid out anew until the next frame: `moved` keeps count. */
void
lab_scroll_to (GtkWidget *widget)
{
  double moved = 0;

  for (GtkWidget *around = gtk_widget_get_parent (widget); around != NULL;
       around = gtk_widget_get_parent (around)) {
    graphene_rect_t box;
    GtkAdjustment *across;
    double top, height = gtk_widget_get_height (around), before;

    if (!GTK_IS_SCROLLED_WINDOW (around) ||
        !gtk_widget_compute_bounds (widget, around, &box))
      continue;
    top = box.origin.y + moved;
    if (top >= 0 && top + box.size.height <= height)
      continue;
    across = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (around));
    before = gtk_adjustment_get_value (across);
    gtk_adjustment_set_value (across,
                              before - way_into (top, top + box.size.height, height));
    moved -= gtk_adjustment_get_value (across) - before;
  }
}

gboolean
lab_scroll_shows (GtkWidget *widget)
{
  for (GtkWidget *around = gtk_widget_get_parent (widget); around != NULL;
       around = gtk_widget_get_parent (around)) {
    graphene_rect_t box;
    double middle;

    if (!GTK_IS_SCROLLED_WINDOW (around) && !GTK_IS_ROOT (around))
      continue;
    if (!gtk_widget_compute_bounds (widget, around, &box))
      return FALSE;
    middle = box.origin.y + box.size.height / 2;
    if (middle < 0 || middle > gtk_widget_get_height (around))
      return FALSE;
  }
  return TRUE;
}
