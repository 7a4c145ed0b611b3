/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_SCENARIO_SEED_H
#define TESTS_SCENARIO_SEED_H

#include "scenario/scenario.h"

#include <glib.h>

/* The seed example as a scenario, and short ways to turn and to watch one. */

/* How often a property was notified. */
typedef struct {
  guint n;
} Count;

static inline void
count_cb (LabScenario *scenario, GParamSpec *pspec, Count *count)
{
  count->n++;
}

static inline void
watch (LabScenario *scenario, const char *property, Count *count)
{
  g_autofree char *signal = g_strconcat ("notify::", property, NULL);

  *count = (Count){ 0 };
  g_signal_connect (scenario, signal, G_CALLBACK (count_cb), count);
}

static inline double
get (LabScenario *scenario, const char *property)
{
  double value;

  g_object_get (scenario, property, &value, NULL);
  return value;
}

static inline void
set (LabScenario *scenario, const char *property, double value)
{
  g_object_set (scenario, property, value, NULL);
}

/* The seed example: 10,000 at 20x from 50,000. */
static inline LabScenario *
new_seed (void)
{
  LabScenario *scenario = lab_scenario_new ();

  lab_scenario_begin (scenario);
  set (scenario, "margin", 10000);
  set (scenario, "leverage", 20);
  set (scenario, "entry", 50000);
  lab_scenario_end (scenario);
  return scenario;
}

static inline void
take_rules (LabScenario *scenario, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabRuleSet) rules = lab_rule_set_load (id, &error);

  g_assert_no_error (error);
  g_object_set (scenario, "rules", rules, NULL);
}

static inline gboolean
load (LabScenario *scenario, const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return lab_scenario_load_bytes (scenario, bytes, error);
}

#endif
