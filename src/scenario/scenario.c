/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One turn, one answer. A setter compares and stores; the end of the turn evaluates once,
 * puts everything back if the core cannot answer, decides whether the end was reached,
 * and tells which properties changed. lab_scenario_begin() and lab_scenario_end() are
 * that turn made wider.
 */

#include "scenario/scenario.h"

#include "margin/value.h"
#include "scenario/state.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define COUNT(...) +1
enum { N_ROWS = 0 MARGIN_INPUT_ROWS (COUNT) };
#undef COUNT

enum {
  PROP_ASSET = 1,
  PROP_RULES,
  PROP_SIDE,
  PROP_MOVE,
  PROP_ENTRY_DATE,
  PROP_MAX_LEVERAGE,
  PROP_CURRENCY,
  PROP_MARGIN_LOW,
  PROP_MARGIN_HIGH,
  PROP_IS_OVER,
  PROP_IS_LOCKED,
  PROP_OUTCOME,
  PROP_FIRST_ROW, /* one for each of margin_inputs[] */
  N_PROPS = PROP_FIRST_ROW + N_ROWS
};

static GParamSpec *properties[N_PROPS];

/* What a turn has touched. */
typedef enum {
  TURNED_NOTHING = 0,
  TURNED_PRICE = 1 << 0,
  TURNED_SET_UP = 1 << 1,
} Turned;

struct _LabScenario {
  GObject parent_instance;

  LabState now;    /* as set so far in this turn */
  LabState before; /* as the turn began */
  MarginOutcome outcome;
  guint depth; /* of begin() */
  Turned turned;
};

G_DEFINE_FINAL_TYPE (LabScenario, lab_scenario, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (LabSide, lab_side, G_DEFINE_ENUM_VALUE (LAB_SIDE_LONG, "long"),
                    G_DEFINE_ENUM_VALUE (LAB_SIDE_SHORT, "short"))

static MarginOutcome *
outcome_copy (const MarginOutcome *outcome)
{
  return g_memdup2 (outcome, sizeof *outcome);
}

static void
outcome_free (MarginOutcome *outcome)
{
  g_free (outcome);
}

typedef MarginOutcome LabOutcome;
G_DEFINE_BOXED_TYPE (LabOutcome, lab_outcome, outcome_copy, outcome_free)

static void
notify_if (LabScenario *self, gboolean has_changed, guint property)
{
  if (has_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* A frozen queue is emptied from its end: what is told here last is heard first, and a
 * range must be heard before the number that needs it. */
static void
notify_changes (LabScenario *self, const MarginOutcome *outcome_before)
{
  const LabState *now = &self->now;
  const LabState *before = &self->before;

  for (guint i = 0; i < N_ROWS; i++)
    notify_if (self,
               margin_input_get (&now->in, &margin_inputs[i]) !=
                   margin_input_get (&before->in, &margin_inputs[i]),
               PROP_FIRST_ROW + i);
  notify_if (self, !g_str_equal (now->asset, before->asset), PROP_ASSET);
  notify_if (self, now->rules != before->rules, PROP_RULES);
  notify_if (self, now->in.side != before->in.side, PROP_SIDE);
  notify_if (self, lab_state_get_move (now) != lab_state_get_move (before), PROP_MOVE);
  notify_if (self, !g_str_equal (now->entry_date, before->entry_date), PROP_ENTRY_DATE);
  notify_if (self,
             lab_state_get_max_leverage (now) != lab_state_get_max_leverage (before),
             PROP_MAX_LEVERAGE);
  notify_if (self, now->margin_low != before->margin_low, PROP_MARGIN_HIGH);
  notify_if (self, now->margin_low != before->margin_low, PROP_MARGIN_LOW);
  notify_if (self,
             !g_str_equal (lab_state_get_currency (now), lab_state_get_currency (before)),
             PROP_CURRENCY);
  notify_if (self, self->outcome.is_over != outcome_before->is_over, PROP_IS_OVER);
  notify_if (self, now->is_locked != before->is_locked, PROP_IS_LOCKED);
  notify_if (self, TRUE, PROP_OUTCOME);
}

/* Answers what is set now; the outcome and the end belong together afterwards. */
static gboolean
evaluate (LabScenario *self)
{
  gboolean is_price_alone = self->turned == TURNED_PRICE;

  if (is_price_alone)
    lab_state_latch (&self->now, &self->outcome);
  if (margin_evaluate (&self->now.in, &self->outcome) != MARGIN_OK)
    return FALSE;
  /* A venue that truncates the price it shows may close just before that price. */
  if (is_price_alone && self->outcome.is_over && !self->now.is_locked) {
    self->now.in.ended_at = self->outcome.in.ended_at = self->outcome.ended_at;
    self->now.is_locked = TRUE;
  }
  return TRUE;
}

static void
settle (LabScenario *self)
{
  MarginOutcome outcome_before = self->outcome;

  if (!evaluate (self)) {
    lab_state_assign (&self->now, &self->before);
    return;
  }
  g_object_freeze_notify (G_OBJECT (self));
  notify_changes (self, &outcome_before);
  g_object_thaw_notify (G_OBJECT (self));
}

void
lab_scenario_begin (LabScenario *self)
{
  g_return_if_fail (LAB_IS_SCENARIO (self));

  if (self->depth++ == 0) {
    self->turned = TURNED_NOTHING;
    lab_state_assign (&self->before, &self->now);
  }
}

void
lab_scenario_end (LabScenario *self)
{
  g_return_if_fail (LAB_IS_SCENARIO (self));
  g_return_if_fail (self->depth > 0);

  if (--self->depth == 0 && self->turned != TURNED_NOTHING)
    settle (self);
}

static gboolean
is_mark (const MarginInputRow *row)
{
  return row->offset == offsetof (MarginInputs, mark);
}

static void
set_number (LabScenario *self, const MarginInputRow *row, double value)
{
  if (isnan (value) || (self->now.is_locked && !is_mark (row)))
    return;
  value = lab_state_admit (&self->now, row, value);
  if (value == margin_input_get (&self->now.in, row))
    return;
  lab_scenario_begin (self);
  lab_state_turn (&self->now, row, value);
  self->turned |= is_mark (row) ? TURNED_PRICE : TURNED_SET_UP;
  lab_scenario_end (self);
}

static void
set_move (LabScenario *self, double move)
{
  if (isnan (move) || move == lab_state_get_move (&self->now))
    return;
  set_number (self, margin_input_row ("mark"),
              self->now.in.entry * (1 + MAX (move, LAB_STATE_LEAST_MOVE)));
}

static void
set_side (LabScenario *self, LabSide side)
{
  MarginSide wanted = side == LAB_SIDE_LONG ? MARGIN_LONG : MARGIN_SHORT;

  if (self->now.is_locked || self->now.in.side == wanted)
    return;
  lab_scenario_begin (self);
  self->now.in.side = wanted;
  self->turned |= TURNED_SET_UP;
  lab_scenario_end (self);
}

static void
set_rules (LabScenario *self, LabRuleSet *rules)
{
  if (rules == NULL || self->now.is_locked || self->now.rules == rules)
    return;
  lab_scenario_begin (self);
  lab_state_take_rules (&self->now, rules);
  self->turned |= TURNED_SET_UP;
  lab_scenario_end (self);
}

static void
set_asset (LabScenario *self, const char *asset)
{
  if (asset == NULL || self->now.is_locked || g_str_equal (self->now.asset, asset))
    return;
  lab_scenario_begin (self);
  if (lab_state_take_asset (&self->now, asset))
    self->turned |= TURNED_SET_UP;
  lab_scenario_end (self);
}

void
lab_scenario_reset (LabScenario *self)
{
  g_return_if_fail (LAB_IS_SCENARIO (self));

  lab_scenario_begin (self);
  lab_state_reopen (&self->now);
  self->turned |= TURNED_SET_UP;
  lab_scenario_end (self);
}

/* Why the only position of @document cannot be shown here, or NULL. */
static GError *
refuse (const LabDocument *document)
{
  if (document->is_cross)
    return g_error_new_literal (LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_NOT_YET,
                                _ ("This file shares one wallet between positions, which "
                                   "this version cannot show "
                                   "yet; choose one with an isolated account."));
  if (document->n_positions != 1)
    return g_error_new (LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_NOT_YET,
                        _ ("This file holds %u positions and the sandbox shows one; "
                           "choose a file with one position."),
                        document->n_positions);
  if (margin_check (&document->positions[0].in) != MARGIN_OK)
    return g_error_new_literal (
        LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
        _ ("The numbers of this file do not make a position; choose another file."));
  return NULL;
}

gboolean
lab_scenario_load_bytes (LabScenario *self, GBytes *bytes, GError **error)
{
  g_autoptr (LabDocument) document = NULL;
  GError *refusal = NULL;
  gsize length;
  const char *text;

  g_return_val_if_fail (LAB_IS_SCENARIO (self), FALSE);

  text = g_bytes_get_data (bytes, &length);
  document = lab_document_parse (text, length, error);
  if (document == NULL)
    return FALSE;
  refusal = refuse (document);
  if (refusal != NULL) {
    g_propagate_error (error, refusal);
    return FALSE;
  }
  lab_scenario_begin (self);
  lab_state_clear (&self->now);
  lab_state_init_from_document (&self->now, document);
  self->turned |= TURNED_SET_UP;
  lab_scenario_end (self);
  return TRUE;
}

GBytes *
lab_scenario_to_bytes (LabScenario *self)
{
  g_autoptr (LabDocument) document = NULL;
  char *text;

  g_return_val_if_fail (LAB_IS_SCENARIO (self), NULL);

  document = lab_state_to_document (&self->now);
  text = lab_document_write (document);
  return g_bytes_new_take (text, strlen (text));
}

static void
lab_scenario_get_property (GObject *object, guint property, GValue *value,
                           GParamSpec *pspec)
{
  LabScenario *self = LAB_SCENARIO (object);
  const LabState *now = &self->now;

  if (property >= PROP_FIRST_ROW && property < N_PROPS) {
    g_value_set_double (
        value, margin_input_get (&now->in, &margin_inputs[property - PROP_FIRST_ROW]));
    return;
  }
  switch (property) {
  case PROP_ASSET: g_value_set_string (value, now->asset); break;
  case PROP_RULES: g_value_set_boxed (value, now->rules); break;
  case PROP_SIDE:
    g_value_set_enum (value,
                      now->in.side == MARGIN_LONG ? LAB_SIDE_LONG : LAB_SIDE_SHORT);
    break;
  case PROP_MOVE: g_value_set_double (value, lab_state_get_move (now)); break;
  case PROP_ENTRY_DATE:
    g_value_set_string (value, now->entry_date[0] != '\0' ? now->entry_date : NULL);
    break;
  case PROP_MAX_LEVERAGE:
    g_value_set_double (value, lab_state_get_max_leverage (now));
    break;
  case PROP_CURRENCY: g_value_set_string (value, lab_state_get_currency (now)); break;
  case PROP_MARGIN_LOW: g_value_set_double (value, now->margin_low); break;
  case PROP_MARGIN_HIGH:
    g_value_set_double (value, lab_state_get_margin_high (now));
    break;
  case PROP_IS_OVER: g_value_set_boolean (value, self->outcome.is_over); break;
  case PROP_IS_LOCKED: g_value_set_boolean (value, now->is_locked); break;
  case PROP_OUTCOME: g_value_set_boxed (value, &self->outcome); break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec); break;
  }
}

static void
lab_scenario_set_property (GObject *object, guint property, const GValue *value,
                           GParamSpec *pspec)
{
  LabScenario *self = LAB_SCENARIO (object);

  if (property >= PROP_FIRST_ROW && property < N_PROPS) {
    set_number (self, &margin_inputs[property - PROP_FIRST_ROW],
                g_value_get_double (value));
    return;
  }
  switch (property) {
  case PROP_ASSET: set_asset (self, g_value_get_string (value)); break;
  case PROP_RULES: set_rules (self, g_value_get_boxed (value)); break;
  case PROP_SIDE: set_side (self, g_value_get_enum (value)); break;
  case PROP_MOVE: set_move (self, g_value_get_double (value)); break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec); break;
  }
}

static void
lab_scenario_finalize (GObject *object)
{
  LabScenario *self = LAB_SCENARIO (object);

  lab_state_clear (&self->now);
  lab_state_clear (&self->before);
  G_OBJECT_CLASS (lab_scenario_parent_class)->finalize (object);
}

/* Numbers outside a row are brought to its nearest end instead of warning: a stranger may
 * have typed them. */
#define READABLE (G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY)
#define TURNABLE (READABLE | G_PARAM_WRITABLE | G_PARAM_LAX_VALIDATION)

static void
lab_scenario_class_init (LabScenarioClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = lab_scenario_get_property;
  object_class->set_property = lab_scenario_set_property;
  object_class->finalize = lab_scenario_finalize;

  properties[PROP_ASSET] = g_param_spec_string ("asset", NULL, NULL, NULL, TURNABLE);
  properties[PROP_RULES] =
      g_param_spec_boxed ("rules", NULL, NULL, LAB_TYPE_RULE_SET, TURNABLE);
  properties[PROP_SIDE] =
      g_param_spec_enum ("side", NULL, NULL, LAB_TYPE_SIDE, LAB_SIDE_LONG, TURNABLE);
  properties[PROP_MOVE] =
      g_param_spec_double ("move", NULL, NULL, -1, G_MAXDOUBLE, 0, TURNABLE);
  properties[PROP_ENTRY_DATE] =
      g_param_spec_string ("entry-date", NULL, NULL, NULL, READABLE);
  properties[PROP_MAX_LEVERAGE] =
      g_param_spec_double ("max-leverage", NULL, NULL, 1, G_MAXDOUBLE, 125, READABLE);
  properties[PROP_CURRENCY] =
      g_param_spec_string ("currency", NULL, NULL, NULL, READABLE);
  properties[PROP_MARGIN_LOW] =
      g_param_spec_double ("margin-low", NULL, NULL, 0, G_MAXDOUBLE, 10, READABLE);
  properties[PROP_MARGIN_HIGH] =
      g_param_spec_double ("margin-high", NULL, NULL, 0, G_MAXDOUBLE, 1e6, READABLE);
  properties[PROP_IS_OVER] =
      g_param_spec_boolean ("is-over", NULL, NULL, FALSE, READABLE);
  properties[PROP_IS_LOCKED] =
      g_param_spec_boolean ("is-locked", NULL, NULL, FALSE, READABLE);
  properties[PROP_OUTCOME] =
      g_param_spec_boxed ("outcome", NULL, NULL, LAB_TYPE_OUTCOME, READABLE);
  for (guint i = 0; i < N_ROWS; i++) {
    const MarginInputRow *row = &margin_inputs[i];

    properties[PROP_FIRST_ROW + i] = g_param_spec_double (
        row->name, NULL, NULL, row->least, row->most, row->first,
        TURNABLE & ~G_PARAM_STATIC_NAME); /* the name gets a dash for its underscore */
  }
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lab_scenario_init (LabScenario *self)
{
  lab_state_init (&self->now);
  if (margin_evaluate (&self->now.in, &self->outcome) != MARGIN_OK)
    g_error ("The first position cannot be answered.");
}

LabScenario *
lab_scenario_new (void)
{
  return g_object_new (LAB_TYPE_SCENARIO, NULL);
}

const MarginOutcome *
lab_scenario_get_outcome (LabScenario *self)
{
  g_return_val_if_fail (LAB_IS_SCENARIO (self), NULL);

  return &self->outcome;
}

LabRuleSet *
lab_scenario_get_rules (LabScenario *self)
{
  g_return_val_if_fail (LAB_IS_SCENARIO (self), NULL);

  return self->now.rules;
}

const char *
lab_scenario_get_asset (LabScenario *self)
{
  g_return_val_if_fail (LAB_IS_SCENARIO (self), NULL);

  return self->now.asset;
}

const char *
lab_scenario_get_currency (LabScenario *self)
{
  g_return_val_if_fail (LAB_IS_SCENARIO (self), NULL);

  return lab_state_get_currency (&self->now);
}

const char *
lab_scenario_get_symbol (LabScenario *self)
{
  g_return_val_if_fail (LAB_IS_SCENARIO (self), NULL);

  return self->now.symbol;
}

gboolean
lab_scenario_is_over (LabScenario *self)
{
  g_return_val_if_fail (LAB_IS_SCENARIO (self), FALSE);

  return self->outcome.is_over;
}

gboolean
lab_scenario_is_locked (LabScenario *self)
{
  g_return_val_if_fail (LAB_IS_SCENARIO (self), FALSE);

  return self->now.is_locked;
}
