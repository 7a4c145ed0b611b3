/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/sandbox.h"

#include "app/pages/sandbox-layout.h"
#include "app/widgets/chart-hand.h"
#include "app/widgets/number-row.h"
#include "app/widgets/views.h"
#include "scenario/words.h"

#include <adwaita.h>

typedef struct {
  GtkWidget *window;
  LabSandboxPage *page;
  LabScenario *scenario;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->page = g_object_ref_sink (g_object_new (LAB_TYPE_SANDBOX_PAGE, NULL));
  fixture->scenario = lab_sandbox_page_get_scenario (fixture->page);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 760);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
}

/* Nothing the page was made of may outlive it. */
static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_set_child (GTK_WINDOW (fixture->window), NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->page);
}

static LabUnitScale *
scale (Fixture *fixture, const char *name)
{
  return LAB_UNIT_SCALE (lab_sandbox_page_get_focusable (fixture->page, name));
}

static double
number (Fixture *fixture, const char *name)
{
  double value;

  g_object_get (fixture->scenario, name, &value, NULL);
  return value;
}

static GtkWidget *
find (GtkWidget *within, GType type)
{
  for (GtkWidget *child = gtk_widget_get_first_child (within); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found =
        G_TYPE_CHECK_INSTANCE_TYPE (child, type) ? child : find (child, type);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static void
count_cb (LabScenario *scenario, GParamSpec *pspec, guint *n)
{
  *n += 1;
}

static void
test_one_turn_is_one_answer (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "margin", "leverage", "move" };
  static const double values[] = { 2000, 20, -0.01 };
  guint n = 0;

  g_signal_connect (fixture->scenario, "notify::outcome", G_CALLBACK (count_cb), &n);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    n = 0;
    gtk_range_set_value (GTK_RANGE (scale (fixture, names[i])), values[i]);
    g_assert_cmpuint (n, ==, 1);
    g_assert_cmpfloat_with_epsilon (number (fixture, names[i]), values[i], 1e-12);
  }
  g_signal_handlers_disconnect_by_func (fixture->scenario, count_cb, &n);
}

static void
test_sliders_follow_the_scenario (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->scenario, "leverage", 10.0, "margin", 5000.0, NULL);
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (scale (fixture, "leverage"))), ==,
                     10);
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (scale (fixture, "margin"))), ==,
                     5000);
}

/* A file may say more than a slider reaches: showing it must not turn it. */
static void
test_showing_does_not_turn (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->scenario, "margin", 5e7, NULL);
  g_assert_cmpfloat (number (fixture, "margin"), ==, 5e7);
}

static void
test_controls_are_named (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *control, *name;
  } rows[] = { { "margin", "Deposit" },
               { "leverage", "Leverage" },
               { "move", "Price move" } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    LabUnitScale *slider = scale (fixture, rows[i].control);

    gtk_test_accessible_assert_role (slider, GTK_ACCESSIBLE_ROLE_SLIDER);
    gtk_test_accessible_assert_property (slider, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                         rows[i].name);
    g_assert_true (gtk_widget_get_focusable (GTK_WIDGET (slider)));
  }
  g_assert_null (lab_sandbox_page_get_control (fixture->page, "no such control"));
}

static void
test_charts_say_what_they_show (Fixture *fixture, gconstpointer data)
{
  LabChart *payoff = LAB_CHART (find (GTK_WIDGET (fixture->page), LAB_TYPE_PAYOFF_VIEW));
  g_autofree char *before = NULL, *after = NULL;

  gtk_test_accessible_assert_role (payoff, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (payoff, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Result in your money");
  before = lab_say_payoff (lab_scenario_get_outcome (fixture->scenario), "BTC");
  gtk_test_accessible_assert_property (payoff, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       before);

  g_object_set (fixture->scenario, "move", -0.05, NULL);
  lab_chart_commit (payoff);
  after = lab_say_payoff (lab_scenario_get_outcome (fixture->scenario), "BTC");
  g_assert_cmpstr (before, !=, after);
  gtk_test_accessible_assert_property (payoff, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       after);
}

/* Only a change under the focus is spoken. */
static void
test_the_focused_slider_says_what_follows (Fixture *fixture, gconstpointer data)
{
  LabUnitScale *leverage = scale (fixture, "leverage");
  g_autofree char *said = NULL;

  gtk_widget_grab_focus (GTK_WIDGET (leverage));
  gtk_range_set_value (GTK_RANGE (leverage), 20);
  said =
      lab_say_control (lab_scenario_get_outcome (fixture->scenario), "BTC", "leverage");
  gtk_test_accessible_assert_property (leverage, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       said);
}

static void
type (LabNumberRow *row, const char *text)
{
  gtk_editable_set_text (lab_number_row_get_field (row), text);
  lab_number_row_commit (row);
}

static void
test_a_typed_number_counts (Fixture *fixture, gconstpointer data)
{
  type (LAB_NUMBER_ROW (lab_sandbox_page_get_control (fixture->page, "margin")),
        "2,500 USD");
  type (LAB_NUMBER_ROW (lab_sandbox_page_get_control (fixture->page, "leverage")), "12×");
  type (LAB_NUMBER_ROW (lab_sandbox_page_get_control (fixture->page, "move")), "-1.5");
  g_assert_cmpfloat (number (fixture, "margin"), ==, 2500);
  g_assert_cmpfloat (number (fixture, "leverage"), ==, 12);
  g_assert_cmpfloat_with_epsilon (number (fixture, "move"), -0.015, 1e-12);
}

static void
test_a_refused_number_changes_nothing (Fixture *fixture, gconstpointer data)
{
  static const char *const refused[] = { "500", "0", "-3", "ten", "1e999", "nan", "" };
  LabNumberRow *row =
      LAB_NUMBER_ROW (lab_sandbox_page_get_control (fixture->page, "leverage"));

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++) {
    type (row, refused[i]);
    g_assert_cmpfloat (number (fixture, "leverage"), ==, 5);
    gtk_test_accessible_assert_state (lab_number_row_get_field (row),
                                      GTK_ACCESSIBLE_STATE_INVALID,
                                      GTK_ACCESSIBLE_INVALID_TRUE);
  }
  type (row, "7");
  g_assert_cmpfloat (number (fixture, "leverage"), ==, 7);
}

static void
test_the_end_is_final (Fixture *fixture, gconstpointer data)
{
  GtkWidget *leverage = lab_sandbox_page_get_control (fixture->page, "leverage");
  GtkWidget *reset = lab_sandbox_page_get_control (fixture->page, "reset");

  g_object_set (fixture->scenario, "move", -0.5, NULL);
  g_assert_true (lab_scenario_is_locked (fixture->scenario));
  g_assert_false (gtk_widget_is_sensitive (leverage));
  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (scale (fixture, "move"))));
  g_assert_true (gtk_widget_has_css_class (reset, "suggested-action"));
  g_assert_true (gtk_widget_is_sensitive (reset) && gtk_widget_get_focusable (reset));

  g_object_set (fixture->scenario, "move", 0.2, NULL);
  g_assert_true (lab_scenario_is_over (fixture->scenario));
  g_assert_true (gtk_widget_activate_action (reset, "sandbox.reset", NULL));
  g_assert_false (lab_scenario_is_over (fixture->scenario));
  g_assert_true (gtk_widget_is_sensitive (leverage));
  g_assert_false (gtk_widget_has_css_class (reset, "suggested-action"));
}

static void
test_a_handle_drags_the_price (Fixture *fixture, gconstpointer data)
{
  LabChart *payoff = LAB_CHART (find (GTK_WIDGET (fixture->page), LAB_TYPE_PAYOFF_VIEW));
  const ChartHandle *handle =
      chart_layout_handle (lab_chart_get_layout (payoff), CHART_HANDLE_PRICE);
  GtkWidget *widget = lab_chart_get_handle (payoff, CHART_HANDLE_PRICE);
  guint n = 0;

  g_assert_nonnull (handle);
  gtk_test_accessible_assert_role (widget, GTK_ACCESSIBLE_ROLE_SLIDER);
  gtk_test_accessible_assert_property (widget, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Price now");
  g_signal_connect (fixture->scenario, "notify::outcome", G_CALLBACK (count_cb), &n);
  lab_chart_drag (payoff, CHART_HANDLE_PRICE, handle->at.x - 40, handle->at.y);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpfloat (number (fixture, "move"), <, 0);
  g_assert_cmpfloat_with_epsilon (gtk_range_get_value (GTK_RANGE (widget)),
                                  number (fixture, "mark"), 1e-6);
  g_signal_handlers_disconnect_by_func (fixture->scenario, count_cb, &n);
}

/* Wherever along it a line is taken, it is that line. */
static void
test_a_hand_takes_the_line_it_touches (Fixture *fixture, gconstpointer data)
{
  LabChart *ladder = LAB_CHART (find (GTK_WIDGET (fixture->page), LAB_TYPE_LADDER_VIEW));
  const ChartLayout *layout;
  const ChartHandle *price, *entry;

  g_object_set (fixture->scenario, "move", -0.03, NULL);
  layout = lab_chart_get_layout (ladder);
  price = chart_layout_handle (layout, CHART_HANDLE_PRICE);
  entry = chart_layout_handle (layout, CHART_HANDLE_ENTRY);
  g_assert_cmpfloat (price->at.y - entry->at.y, >, 8);
  for (double part = 0.1; part < 1; part += 0.2) {
    double x = price->target.x + part * price->target.width;

    g_assert_true (lab_chart_touched (layout, x, price->at.y) == price);
    g_assert_true (lab_chart_touched (layout, x, entry->at.y) == entry);
  }
  g_object_set (fixture->scenario, "move", 0.0, NULL);
  layout = lab_chart_get_layout (ladder);
  price = chart_layout_handle (layout, CHART_HANDLE_PRICE);
  entry = chart_layout_handle (layout, CHART_HANDLE_ENTRY);
  g_assert_true (lab_chart_touched (layout, price->at.x, price->at.y) == price);
  g_assert_true (lab_chart_touched (layout, entry->at.x, entry->at.y) == entry);
}

static void
test_text_folds_the_page (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (lab_fold_for (1280, 1), ==, LAB_FOLD_WIDE);
  g_assert_cmpint (lab_fold_for (800, 1), ==, LAB_FOLD_MEDIUM);
  g_assert_cmpint (lab_fold_for (360, 1), ==, LAB_FOLD_NARROW);
  g_assert_cmpint (lab_fold_for (1280, 2), ==, LAB_FOLD_MEDIUM);
  g_assert_cmpint (lab_fold_for (800, 2), ==, LAB_FOLD_NARROW);
}

#define TEST(name, function)                                                             \
  g_test_add ("/app/sandbox/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    return 77;
  adw_init ();
  TEST ("one-turn-is-one-answer", test_one_turn_is_one_answer);
  TEST ("sliders-follow-the-scenario", test_sliders_follow_the_scenario);
  TEST ("showing-does-not-turn", test_showing_does_not_turn);
  TEST ("controls-are-named", test_controls_are_named);
  TEST ("charts-say-what-they-show", test_charts_say_what_they_show);
  TEST ("the-focused-slider-says-what-follows",
        test_the_focused_slider_says_what_follows);
  TEST ("a-typed-number-counts", test_a_typed_number_counts);
  TEST ("a-refused-number-changes-nothing", test_a_refused_number_changes_nothing);
  TEST ("the-end-is-final", test_the_end_is_final);
  TEST ("a-handle-drags-the-price", test_a_handle_drags_the_price);
  TEST ("a-hand-takes-the-line-it-touches", test_a_hand_takes_the_line_it_touches);
  TEST ("text-folds-the-page", test_text_folds_the_page);
  return g_test_run ();
}
