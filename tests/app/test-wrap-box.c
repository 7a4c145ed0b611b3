/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/wrap-box.h"

#include <adwaita.h>

typedef struct {
  GtkWidget *box, *name, *control;
} Fixture;

static GtkWidget *
add (GtkWidget *box, int width, gboolean expands)
{
  GtkWidget *child = gtk_drawing_area_new ();

  gtk_widget_set_size_request (child, width, 20);
  gtk_widget_set_hexpand (child, expands);
  gtk_widget_set_parent (child, box);
  return child;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->box =
      g_object_ref_sink (g_object_new (LAB_TYPE_WRAP_BOX, "spacing", 10, NULL));
  fixture->name = add (fixture->box, 60, TRUE);
  fixture->control = add (fixture->box, 80, FALSE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (G_OBJECT (fixture->box));
}

static int
height_for (Fixture *fixture, int width)
{
  int height;

  gtk_widget_measure (fixture->box, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL,
                      NULL);
  return height;
}

static graphene_rect_t
place_of (Fixture *fixture, GtkWidget *child, int width)
{
  graphene_rect_t place;

  gtk_widget_allocate (fixture->box, width, height_for (fixture, width), -1, NULL);
  g_assert_true (gtk_widget_compute_bounds (child, fixture->box, &place));
  return place;
}

static void
is_a_row_where_it_fits (Fixture *fixture, gconstpointer data)
{
  graphene_rect_t name = place_of (fixture, fixture->name, 200);
  graphene_rect_t control = place_of (fixture, fixture->control, 200);

  g_assert_cmpint (height_for (fixture, 150), ==, 20);
  g_assert_cmpfloat (name.size.width, ==, 110); /* what expands takes the rest */
  g_assert_cmpfloat (control.origin.x, ==, 120);
  g_assert_cmpfloat (control.size.width, ==, 80);
}

static void
stands_below_where_it_does_not (Fixture *fixture, gconstpointer data)
{
  graphene_rect_t control = place_of (fixture, fixture->control, 149);

  g_assert_cmpint (height_for (fixture, 149), ==, 50);
  g_assert_cmpfloat (control.origin.x, ==, 0);
  g_assert_cmpfloat (control.origin.y, ==, 30);
  g_assert_cmpfloat (control.size.width, ==, 149);
}

static void
is_no_narrower_than_its_widest (Fixture *fixture, gconstpointer data)
{
  int minimum, natural;

  gtk_widget_measure (fixture->box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural,
                      NULL, NULL);
  g_assert_cmpint (minimum, ==, 80);
  g_assert_cmpint (natural, ==, 150);
}

static void
even_children_are_equally_wide (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->box, "is-even", TRUE, NULL);
  g_assert_cmpfloat (place_of (fixture, fixture->name, 210).size.width, ==, 100);
  g_assert_cmpfloat (place_of (fixture, fixture->control, 210).size.width, ==, 100);
  g_assert_cmpint (height_for (fixture, 169), ==, 50);
}

static void
mirrors_from_right_to_left (Fixture *fixture, gconstpointer data)
{
  gtk_widget_set_direction (fixture->box, GTK_TEXT_DIR_RTL);
  g_assert_cmpfloat (place_of (fixture, fixture->name, 200).origin.x, ==, 90);
  g_assert_cmpfloat (place_of (fixture, fixture->control, 200).origin.x, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    return 77;
#define TEST(claim, function)                                                            \
  g_test_add ("/app/wrap-box/" claim, Fixture, NULL, set_up, function, tear_down)
  TEST ("is-a-row-where-it-fits", is_a_row_where_it_fits);
  TEST ("stands-below-where-it-does-not", stands_below_where_it_does_not);
  TEST ("is-no-narrower-than-its-widest", is_no_narrower_than_its_widest);
  TEST ("even-children-are-equally-wide", even_children_are_equally_wide);
  TEST ("mirrors-from-right-to-left", mirrors_from_right_to_left);
#undef TEST
  return g_test_run ();
}
