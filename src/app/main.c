/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/application.h"
#include "app/compat.h"
#include "app/renderer.h"

#include <libintl.h>
#include <locale.h>

/* The renderer has been picked by the time a window is on screen. */
static void
window_added_cb (GtkApplication *application, GtkWindow *window, LabRenderer *renderer)
{
  g_signal_connect_swapped (window, "map", G_CALLBACK (lab_renderer_restore), renderer);
}

static LabRenderer
choose_renderer (void)
{
  if (lab_compat_has_gdk_disable ())
    return lab_renderer_choose ("/dev/dri", "GDK_DISABLE", "gl");
  return lab_renderer_choose ("/dev/dri", "GDK_DEBUG", "gl-disable");
}

/* A program that was not installed speaks what was built beside it. */
static const char *
locale_dir (void)
{
#ifdef BUILD_LOCALE_DIR
  if (g_file_test (BUILD_LOCALE_DIR, G_FILE_TEST_IS_DIR))
    return BUILD_LOCALE_DIR;
#endif
  return LOCALE_DIR;
}

int
main (int argc, char *argv[])
{
  LabRenderer renderer = choose_renderer ();
  g_autoptr (LabApplication) application = NULL;
  int status;

  /* Every text names its domain. Making it the default one too would let GLib switch off
   * the toolkit's own language, and with it the reading direction, where we have no
   * translation. */
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir ());
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");

  application = lab_application_new ();
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), &renderer);
  status = g_application_run (G_APPLICATION (application), argc, argv);
  lab_renderer_restore (&renderer);
  return status;
}
