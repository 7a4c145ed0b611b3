/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/sandbox.h"

#include "app/pages/rules.h"
#include "app/widgets/choice-row.h"
#include "app/widgets/number-row.h"
#include "app/widgets/sentence.h"
#include "app/widgets/views.h"
#include "scenario/words.h"

#include <adwaita.h>
#include <math.h>

/* Every rule set on the page, one after the other, chosen as a person would: whatever the
 * money is kept in, all that stands there is whole, finite and inside its frame. */

typedef struct {
  GtkWidget *window;
  LabSandboxPage *page;
  LabScenario *scenario;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer width)
{
  fixture->page = g_object_ref_sink (g_object_new (LAB_TYPE_SANDBOX_PAGE, NULL));
  fixture->scenario = lab_sandbox_page_get_scenario (fixture->page);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), GPOINTER_TO_INT (width),
                               760);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_set_child (GTK_WINDOW (fixture->window), NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->page);
}

static GtkWidget *
control (Fixture *fixture, const char *name)
{
  return lab_sandbox_page_get_control (fixture->page, name);
}

static void
choose_rules (Fixture *fixture, const char *id)
{
  g_object_set (control (fixture, "rules"), "chosen", id, NULL);
  g_assert_cmpstr (lab_rule_set_get_id (lab_scenario_get_rules (fixture->scenario)), ==,
                   id);
}

static void
assert_text (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_auto (GStrv) words = g_str_tokenize_and_fold (text, "en", NULL);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_null (strstr (folded, "%s"));
  g_assert_null (strstr (folded, "null"));
  g_assert_false (g_strv_contains ((const char *const *) words, "nan"));
  g_assert_false (g_strv_contains ((const char *const *) words, "inf"));
}

static gboolean
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

/* Only the ratio has nothing to say, once it is over. */
static void
assert_sentence (Fixture *fixture, GtkWidget *widget)
{
  g_autofree char *strong = NULL;
  g_autofree char *quiet = NULL;

  if (!gtk_widget_get_mapped (widget))
    return;
  g_object_get (widget, "strong", &strong, "quiet", &quiet, NULL);
  g_assert_true (has_text (strong) || has_text (quiet) ||
                 lab_scenario_is_over (fixture->scenario));
  if (strong != NULL)
    assert_text (strong);
  if (quiet != NULL)
    assert_text (quiet);
}

static gboolean
is_inside (const ChartLayout *layout, ChartPoint point)
{
  return point.x > -0.6 && point.x < layout->width + 0.6 && point.y > -0.6 &&
         point.y < layout->height + 0.6;
}

static void
assert_chart (LabChart *chart)
{
  const ChartLayout *layout = lab_chart_get_layout (chart);

  for (gsize i = 0; i < layout->n_points; i++)
    g_assert_true (is_inside (layout, layout->points[i]));
  for (gsize i = 0; i < layout->n_marks; i++) {
    assert_text (layout->marks[i].text);
    assert_text (layout->marks[i].detail);
  }
  lab_chart_commit (chart);
}

static void
assert_all (Fixture *fixture, GtkWidget *within)
{
  for (GtkWidget *child = gtk_widget_get_first_child (within); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    if (LAB_IS_SENTENCE (child))
      assert_sentence (fixture, child);
    else if (LAB_IS_CHART (child) && gtk_widget_get_mapped (child))
      assert_chart (LAB_CHART (child));
    else
      assert_all (fixture, child);
  }
}

static void
turn_through (Fixture *fixture, const char *asset)
{
  static const double moves[] = { 0, -0.003, 0.05, -0.6 };

  g_object_set (fixture->scenario, "asset", asset, NULL);
  for (int side = LAB_SIDE_LONG; side <= LAB_SIDE_SHORT; side++) {
    g_object_set (fixture->scenario, "side", side, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS (moves); i++) {
      g_object_set (fixture->scenario, "move", moves[i], NULL);
      if (i == 0)
        gtk_test_widget_wait_for_draw (fixture->window);
      assert_all (fixture, GTK_WIDGET (fixture->page));
    }
    lab_scenario_reset (fixture->scenario);
  }
}

static void
test_every_set_is_shown_whole (Fixture *fixture, gconstpointer data)
{
  for (const char *const *id = lab_rule_set_ids (); *id != NULL; id++) {
    g_test_message ("%s", *id);
    choose_rules (fixture, *id);
    turn_through (fixture, "BTC");
    turn_through (fixture, "ETH");
  }
}

static void
test_every_set_is_told_about (Fixture *fixture, gconstpointer data)
{
  for (const char *const *id = lab_rule_set_ids (); *id != NULL; id++) {
    GtkWindow *sheet;

    choose_rules (fixture, *id);
    lab_rules_show (GTK_WINDOW (fixture->window), fixture->scenario);
    sheet = g_list_model_get_item (gtk_window_get_toplevels (), 0);
    if (GTK_WIDGET (sheet) == fixture->window) {
      g_object_unref (sheet);
      sheet = g_list_model_get_item (gtk_window_get_toplevels (), 1);
    }
    g_assert_true (ADW_IS_WINDOW (sheet));
    gtk_test_widget_wait_for_draw (GTK_WIDGET (sheet));
    gtk_window_destroy (sheet);
    g_object_unref (sheet);
  }
}

static const char *
typed (LabNumberRow *row)
{
  return gtk_editable_get_text (lab_number_row_get_field (row));
}

static void
assert_deposit (Fixture *fixture, const char *text, const char *currency)
{
  LabNumberRow *row = LAB_NUMBER_ROW (control (fixture, "margin"));
  g_autofree char *suffix = NULL;

  g_object_get (row, "suffix", &suffix, NULL);
  g_assert_cmpstr (suffix, ==, currency);
  g_assert_cmpstr (typed (row), ==, text);
}

/* The number, its unit, and the ends of its slider change together. */
static void
test_a_deposit_changes_its_currency (Fixture *fixture, gconstpointer data)
{
  LabNumberRow *row = LAB_NUMBER_ROW (control (fixture, "margin"));
  double low, high;

  g_object_set (fixture->scenario, "entry", 50000.0, NULL);
  assert_deposit (fixture, "1,000", "USD");
  choose_rules (fixture, "binance-coinm");
  assert_deposit (fixture, "0.02", "BTC");
  g_object_get (row, "low", &low, "high", &high, NULL);
  g_assert_cmpfloat (low, ==, 0.0002);
  g_assert_cmpfloat_with_epsilon (high, 20, 1e-12);
  choose_rules (fixture, "binance-usdm");
  assert_deposit (fixture, "1,000", "USDT");
}

static void
test_coins_are_typed (Fixture *fixture, gconstpointer data)
{
  LabNumberRow *row = LAB_NUMBER_ROW (control (fixture, "margin"));
  double margin;

  choose_rules (fixture, "binance-coinm");
  gtk_editable_set_text (lab_number_row_get_field (row), "0.0375 BTC");
  lab_number_row_commit (row);
  assert_deposit (fixture, "0.0375", "BTC");
  gtk_editable_set_text (lab_number_row_get_field (row), "1000");
  lab_number_row_commit (row);
  g_object_get (fixture->scenario, "margin", &margin, NULL);
  g_assert_cmpfloat (margin, ==, 0.0375);
}

static GtkStringList *
names (Fixture *fixture)
{
  GtkWidget *drop_down = lab_sandbox_page_get_focusable (fixture->page, "rules");

  g_assert_true (gtk_drop_down_get_enable_search (GTK_DROP_DOWN (drop_down)));
  return GTK_STRING_LIST (gtk_drop_down_get_model (GTK_DROP_DOWN (drop_down)));
}

/* What was made for teaching stands first, and then the venues from A to Z. */
static void
test_venues_stand_in_order (Fixture *fixture, gconstpointer data)
{
  GtkStringList *list = names (fixture);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));

  g_assert_cmpuint (n, ==, g_strv_length ((char **) lab_rule_set_ids ()));
  g_assert_cmpstr (gtk_string_list_get_string (list, 0), ==, "Classroom, 0.5 %");
  g_assert_cmpstr (gtk_string_list_get_string (list, 2), ==, "EU retail CFD, 2:1");
  for (guint i = 4; i < n; i++) {
    g_autofree char *one = g_utf8_casefold (gtk_string_list_get_string (list, i - 1), -1);
    g_autofree char *next = g_utf8_casefold (gtk_string_list_get_string (list, i), -1);

    g_assert_cmpint (g_utf8_collate (one, next), <, 0);
  }
}

#define TEST(name, width, function)                                                      \
  g_test_add ("/app/rules/" name, Fixture, GINT_TO_POINTER (width), set_up, function,    \
              tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    return 77;
  adw_init ();
  TEST ("are-shown-whole", 1280, test_every_set_is_shown_whole);
  TEST ("are-shown-whole-where-there-is-little-room", 360, test_every_set_is_shown_whole);
  TEST ("are-told-about", 1280, test_every_set_is_told_about);
  TEST ("change-the-currency-of-a-deposit", 1280, test_a_deposit_changes_its_currency);
  TEST ("let-coins-be-typed", 1280, test_coins_are_typed);
  TEST ("stand-in-order", 1280, test_venues_stand_in_order);
  return g_test_run ();
}
