/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/renderer.h"

#include <glib/gstdio.h>

typedef struct {
  char *folder; /* stands for /dev/dri */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("lab-dri-XXXXXX", &error);
  g_assert_no_error (error);
  g_unsetenv ("GSK_RENDERER");
  g_unsetenv ("GDK_DEBUG");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *node = g_build_filename (fixture->folder, "renderD128", NULL);

  g_remove (node);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static LabRenderer
choose (Fixture *fixture)
{
  return lab_renderer_choose (fixture->folder, "GDK_DEBUG", "gl-disable");
}

static void
test_is_cairo_without_hardware (Fixture *fixture, gconstpointer data)
{
  LabRenderer renderer = choose (fixture);

  g_assert_cmpstr (g_getenv ("GSK_RENDERER"), ==, "cairo");
  g_assert_cmpstr (g_getenv ("GDK_DEBUG"), ==, "gl-disable");
  lab_renderer_restore (&renderer);
  g_assert_null (g_getenv ("GSK_RENDERER"));
  g_assert_null (g_getenv ("GDK_DEBUG"));
}

static void
test_is_left_alone_with_hardware (Fixture *fixture, gconstpointer data)
{
  g_autofree char *node = g_build_filename (fixture->folder, "renderD128", NULL);
  LabRenderer renderer = { 0 };

  g_assert_true (g_file_set_contents (node, "", 0, NULL));
  renderer = choose (fixture);
  g_assert_null (g_getenv ("GSK_RENDERER"));
  g_assert_null (g_getenv ("GDK_DEBUG"));
  lab_renderer_restore (&renderer);
}

static void
test_keeps_what_was_set (Fixture *fixture, gconstpointer data)
{
  LabRenderer renderer = { 0 };

  g_setenv ("GDK_DEBUG", "nograbs", TRUE);
  renderer = choose (fixture);
  g_assert_cmpstr (g_getenv ("GDK_DEBUG"), ==, "nograbs,gl-disable");
  lab_renderer_restore (&renderer);
  g_assert_cmpstr (g_getenv ("GDK_DEBUG"), ==, "nograbs");
}

static void
test_heeds_the_user (Fixture *fixture, gconstpointer data)
{
  LabRenderer renderer = { 0 };

  g_setenv ("GSK_RENDERER", "gl", TRUE);
  renderer = choose (fixture);
  g_assert_cmpstr (g_getenv ("GSK_RENDERER"), ==, "gl");
  g_assert_null (g_getenv ("GDK_DEBUG"));
  lab_renderer_restore (&renderer);
  g_assert_cmpstr (g_getenv ("GSK_RENDERER"), ==, "gl");

  g_unsetenv ("GSK_RENDERER");
  g_setenv ("GDK_DEBUG", "gl-prefer-gl", TRUE);
  renderer = choose (fixture);
  g_assert_null (g_getenv ("GSK_RENDERER"));
  lab_renderer_restore (&renderer);
}

static void
test_survives_a_missing_folder (Fixture *fixture, gconstpointer data)
{
  g_assert_false (lab_renderer_has_hardware ("/no/such/folder"));
}

#define TEST(name, function)                                                             \
  g_test_add ("/app/renderer/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("is-cairo-without-hardware", test_is_cairo_without_hardware);
  TEST ("is-left-alone-with-hardware", test_is_left_alone_with_hardware);
  TEST ("keeps-what-was-set", test_keeps_what_was_set);
  TEST ("heeds-the-user", test_heeds_the_user);
  TEST ("survives-a-missing-folder", test_survives_a_missing_folder);
  return g_test_run ();
}
