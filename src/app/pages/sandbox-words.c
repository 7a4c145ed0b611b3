/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/sandbox-words.h"

#include "app/pages/sandbox-layout.h"
#include "scenario/currency.h"
#include "scenario/words.h"

#include <glib/gi18n-lib.h>

/* What the template of the sandbox looks up: from values to text, and nothing else. The
 * first argument of a closure is the widget it is for, the last one the page. */

static const char *
asset_of (gpointer page)
{
  g_autoptr (LabScenario) scenario = NULL;

  g_object_get (page, "scenario", &scenario, NULL);
  return lab_scenario_get_asset (scenario);
}

/* The live sentence: the fact, and where you are. */
static char **
say_sentence (gpointer widget, const MarginOutcome *outcome, int fold, gpointer page)
{
  char **halves = g_new0 (char *, 3);

  halves[0] = lab_say_headline (outcome, asset_of (page));
  halves[1] = fold == LAB_FOLD_NARROW ? lab_say_room (outcome)
                                      : lab_say_position (outcome, asset_of (page));
  return halves;
}

/* The worth of a deposit hangs on these three; none is told while others are turned. */
static char *
say_worth (gpointer widget, double margin, double entry, const char *currency,
           gpointer page)
{
  g_autoptr (LabScenario) scenario = NULL;

  g_object_get (page, "scenario", &scenario, NULL);
  return lab_say_worth (lab_scenario_get_outcome (scenario),
                        lab_scenario_get_asset (scenario));
}

static char *
say_result_in (gpointer widget, const char *currency, gpointer page)
{
  g_autoptr (LabScenario) scenario = NULL;

  g_object_get (page, "scenario", &scenario, NULL);
  if (!lab_currency_is_coin (lab_scenario_get_outcome (scenario)->in.contract))
    return g_strdup (_ ("Result in your money"));
  /* Translators: the name of a chart; %s is a coin, as in "Result in BTC". */
  return g_strdup_printf (_ ("Result in %s"), currency);
}

static char *
say_exposure (gpointer widget, const MarginOutcome *outcome, gpointer page)
{
  g_autofree char *exposure = lab_say_field (outcome, asset_of (page), "exposure");

  /* Translators: what a number comes to, as in "20× = 200,000". */
  return g_strdup_printf (_ ("= %s"), exposure);
}

static char *
say_mark (gpointer widget, const MarginOutcome *outcome, gpointer page)
{
  g_autofree char *mark = lab_say_field (outcome, asset_of (page), "price_now");

  return g_strdup_printf (_ ("= %s"), mark);
}

static char *
say_limit (gpointer widget, const MarginOutcome *outcome, gpointer page)
{
  return lab_say_leverage_limit (outcome, asset_of (page));
}

static char *
say_days (gpointer widget, const MarginOutcome *outcome, LabPrices *prices, gpointer page)
{
  double move = margin_distance (&outcome->in, outcome->in.mark);
  LabMoveCount count;

  if (prices == NULL)
    return NULL;
  count = lab_prices_count_moves (prices, move);
  return lab_say_moves (&count, lab_prices_get_asset (prices), move);
}

/* Where Home leads the price move: to the end, or where there is none, all the way down.
 */
static double
find_end (gpointer widget, const MarginOutcome *outcome, gpointer page)
{
  if (outcome->is_over)
    return margin_distance (&outcome->in, outcome->ended_at);
  if (outcome->liquidation.kind == MARGIN_PRICE)
    return margin_distance (&outcome->in, outcome->liquidation.price);
  return -1;
}

static char *
say_entry_date (gpointer widget, const char *date, gpointer page)
{
  g_autofree char *day = NULL;

  if (date == NULL)
    return NULL;
  day = lab_format_date (date);
  return g_strdup_printf (_ ("The last bundled close, %s."), day);
}

static char *
say_rules (gpointer widget, LabRuleSet *rules, gpointer page)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  return lab_say_rules (rules, today);
}

static char *
say_ratio (gpointer widget, const MarginOutcome *outcome, gpointer page)
{
  return outcome->is_over ? NULL : lab_format_ratio (outcome->margin_ratio);
}

/* Whose rules these are stands beside the figures already. */
static char **
figures (const MarginOutcome *outcome, gpointer page)
{
  return lab_say_figures (outcome, asset_of (page), NULL);
}

static char **
say_figures (gpointer widget, const MarginOutcome *outcome, int fold, gpointer page)
{
  return fold == LAB_FOLD_NARROW ? NULL : figures (outcome, page);
}

static char **
say_figures_below (gpointer widget, const MarginOutcome *outcome, int fold, gpointer page)
{
  return fold == LAB_FOLD_NARROW ? figures (outcome, page) : NULL;
}

void
lab_sandbox_words_bind (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, say_sentence);
  gtk_widget_class_bind_template_callback (klass, say_worth);
  gtk_widget_class_bind_template_callback (klass, say_result_in);
  gtk_widget_class_bind_template_callback (klass, say_exposure);
  gtk_widget_class_bind_template_callback (klass, say_mark);
  gtk_widget_class_bind_template_callback (klass, say_limit);
  gtk_widget_class_bind_template_callback (klass, say_days);
  gtk_widget_class_bind_template_callback (klass, find_end);
  gtk_widget_class_bind_template_callback (klass, say_entry_date);
  gtk_widget_class_bind_template_callback (klass, say_rules);
  gtk_widget_class_bind_template_callback (klass, say_ratio);
  gtk_widget_class_bind_template_callback (klass, say_figures);
  gtk_widget_class_bind_template_callback (klass, say_figures_below);
}
