/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Our side of the frame benchmark: the program as it is, with its leverage turned once a
 * frame, from one times to the most the rules offer and back. */

#include "app/application.h"
#include "app/window.h"
#include "rounds.h"

#define FRAMES_ONE_WAY 90

static void
turn (guint frame, gpointer window)
{
  LabScenario *scenario =
      lab_sandbox_page_get_scenario (lab_window_get_sandbox (LAB_WINDOW (window)));
  double most, part = (double) (frame % FRAMES_ONE_WAY) / FRAMES_ONE_WAY;

  if (frame / FRAMES_ONE_WAY % 2 != 0)
    part = 1 - part;
  g_object_get (scenario, "max-leverage", &most, NULL);
  g_object_set (scenario, "leverage", 1 + (most - 1) * part, NULL);
}

static void
window_added_cb (GtkApplication *app, GtkWindow *window, gpointer data)
{
  bench_rounds_start (window, turn, window);
}

int
main (int argc, char **argv)
{
  g_autoptr (LabApplication) app = NULL;

  g_setenv ("LEVERAGE_LAB_NON_UNIQUE", "1", TRUE);
  app = lab_application_new ();
  g_signal_connect (app, "window-added", G_CALLBACK (window_added_cb), NULL);
  return g_application_run (G_APPLICATION (app), argc, argv);
}
