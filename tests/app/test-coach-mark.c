/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/coach-mark.h"

#include <adwaita.h>

/* A window with a control and a mark, as the sandbox has them. */
typedef struct {
  GtkWidget *window, *box, *control, *mark;
} Stage;

static const LabCoachText text = { "Drag the price.", "Pull it.", "1 of 3", "Skip tips",
                                   "Got it" };

static void
settle (void)
{
  gint64 end = g_get_monotonic_time () + 100 * 1000;

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
}

static void
set_up (Stage *stage, int width)
{
  stage->window = gtk_window_new ();
  stage->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  stage->control = gtk_button_new_with_label ("Control");
  stage->mark = lab_coach_mark_new ();
  gtk_box_append (GTK_BOX (stage->box), stage->control);
  gtk_box_append (GTK_BOX (stage->box), stage->mark);
  gtk_window_set_child (GTK_WINDOW (stage->window), stage->box);
  gtk_window_set_default_size (GTK_WINDOW (stage->window), width, 400);
  gtk_window_present (GTK_WINDOW (stage->window));
  settle ();
  lab_coach_mark_show (LAB_COACH_MARK (stage->mark), &text, stage->control,
                       GTK_POS_BOTTOM);
  settle ();
}

static void
tear_down (Stage *stage)
{
  gtk_window_destroy (GTK_WINDOW (stage->window));
  settle ();
}

static GtkWidget *
find_popover (GtkWidget *parent)
{
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      return child;
  return NULL;
}

static gboolean
is_bar (const Stage *stage)
{
  gboolean bar;

  g_object_get (stage->mark, "is-bar", &bar, NULL);
  return bar;
}

static void
test_points_at_its_control (void)
{
  Stage stage;

  set_up (&stage, 800);
  g_assert_nonnull (find_popover (stage.control));
  g_assert_true (gtk_widget_has_css_class (stage.control, "coached"));
  g_assert_false (is_bar (&stage));
  lab_coach_mark_hide (LAB_COACH_MARK (stage.mark));
  g_assert_null (find_popover (stage.control));
  g_assert_false (gtk_widget_has_css_class (stage.control, "coached"));
  tear_down (&stage);
}

static void
test_is_a_bar_in_a_narrow_window (void)
{
  Stage stage;

  set_up (&stage, 400);
  g_assert_null (find_popover (stage.control));
  g_assert_true (is_bar (&stage));
  g_assert_true (gtk_widget_has_css_class (stage.control, "coached"));
  tear_down (&stage);
}

static void
test_goes_and_comes_with_its_control (void)
{
  Stage stage;

  set_up (&stage, 800);
  gtk_widget_set_visible (stage.control, FALSE);
  g_assert_null (find_popover (stage.control));
  gtk_widget_set_visible (stage.control, TRUE);
  settle ();
  g_assert_nonnull (find_popover (stage.control));
  tear_down (&stage);
}

static void
test_outlives_its_control (void)
{
  Stage stage;

  set_up (&stage, 800);
  gtk_box_remove (GTK_BOX (stage.box), stage.control);
  settle ();
  lab_coach_mark_hide (LAB_COACH_MARK (stage.mark));
  tear_down (&stage);
}

static void
test_leaves_nothing_behind (void)
{
  Stage stage;
  GtkWidget *mark;

  set_up (&stage, 800);
  mark = g_object_ref (stage.mark);
  tear_down (&stage);
  g_assert_finalize_object (mark);
}

static void
test_takes_no_focus (void)
{
  Stage stage;

  set_up (&stage, 800);
  gtk_widget_grab_focus (stage.control);
  lab_coach_mark_show (LAB_COACH_MARK (stage.mark), &text, stage.control, GTK_POS_TOP);
  settle ();
  g_assert_true (gtk_root_get_focus (GTK_ROOT (stage.window)) == stage.control);
  g_assert_false (lab_coach_mark_has_focus (LAB_COACH_MARK (stage.mark)));
  tear_down (&stage);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    return 77;
  adw_init ();
  g_test_add_func ("/app/coach-mark/points-at-its-control", test_points_at_its_control);
  g_test_add_func ("/app/coach-mark/is-a-bar-in-a-narrow-window",
                   test_is_a_bar_in_a_narrow_window);
  g_test_add_func ("/app/coach-mark/goes-and-comes-with-its-control",
                   test_goes_and_comes_with_its_control);
  g_test_add_func ("/app/coach-mark/outlives-its-control", test_outlives_its_control);
  g_test_add_func ("/app/coach-mark/leaves-nothing-behind", test_leaves_nothing_behind);
  g_test_add_func ("/app/coach-mark/takes-no-focus", test_takes_no_focus);
  return g_test_run ();
}
