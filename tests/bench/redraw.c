/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The control of the frame benchmark: a window that holds nothing but a drawing area
 * which draws nothing, all of it damaged every frame. What it costs, every window costs.
 */

#include "rounds.h"

#include <adwaita.h>

static void
draw_nothing (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
}

static void
turn (guint frame, gpointer area)
{
  gtk_widget_queue_draw (area);
}

static void
activate_cb (GtkApplication *app, gpointer data)
{
  GtkWidget *window = adw_application_window_new (app);
  GtkWidget *area = gtk_drawing_area_new ();
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_nothing, NULL, NULL);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), area);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  bench_rounds_start (GTK_WINDOW (window), turn, area);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) app = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_signal_connect (app, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (app), argc, argv);
}
