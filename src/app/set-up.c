/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/set-up.h"

#include "scenario/state.h"

static LabRuleSet *
load_rules (const char *id)
{
  g_autoptr (GError) error = NULL;
  LabRuleSet *rules = id != NULL ? lab_rule_set_load (id, &error) : NULL;

  if (error != NULL)
    g_warning ("A lesson asks for rules that are not there: %s", error->message);
  return rules;
}

static gboolean
is_short (const LabSetUp *set_up)
{
  return g_strcmp0 (set_up->side, "short") == 0;
}

void
lab_set_up_apply (const LabSetUp *set_up, LabScenario *scenario)
{
  g_autoptr (LabRuleSet) rules = load_rules (set_up->rules);

  lab_scenario_begin (scenario);
  lab_scenario_reset (scenario);
  if (rules != NULL)
    g_object_set (scenario, "rules", rules, NULL);
  if (set_up->asset != NULL)
    g_object_set (scenario, "asset", set_up->asset, NULL);
  if (set_up->side != NULL)
    g_object_set (scenario, "side", is_short (set_up) ? LAB_SIDE_SHORT : LAB_SIDE_LONG,
                  NULL);
  if (set_up->entry > 0)
    g_object_set (scenario, "entry", set_up->entry, NULL);
  if (set_up->margin > 0)
    g_object_set (scenario, "margin", set_up->margin, NULL);
  if (set_up->leverage > 0)
    g_object_set (scenario, "leverage", set_up->leverage, NULL);
  lab_scenario_end (scenario);
}

static void
turn (LabState *state, const char *name, double value)
{
  const MarginInputRow *row = margin_input_row (name);

  if (value > 0)
    lab_state_turn (state, row, lab_state_admit (state, row, value));
}

void
lab_set_up_fill (const LabSetUp *set_up, MarginInputs *in, char **asset)
{
  g_autoptr (LabRuleSet) rules = load_rules (set_up->rules);
  LabState state;

  lab_state_init (&state);
  if (rules != NULL)
    lab_state_take_rules (&state, rules);
  if (set_up->asset != NULL)
    lab_state_take_asset (&state, set_up->asset);
  if (set_up->side != NULL)
    state.in.side = is_short (set_up) ? MARGIN_SHORT : MARGIN_LONG;
  turn (&state, "entry", set_up->entry);
  turn (&state, "margin", set_up->margin);
  turn (&state, "leverage", set_up->leverage);
  *in = state.in;
  *asset = g_strdup (state.asset);
  lab_state_clear (&state);
}
