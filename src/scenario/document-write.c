/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/document.h"

#include "margin/value.h"
#include "scenario/document-private.h"

/* The file says everything it can, so that a reader sees all numbers of the position.
 * What it leaves out follows to the digit from the rest: defaults beyond the range of
 * their key, and deductions that were built beyond it. */

static gboolean
is_same (double a, double b)
{
  return a >= b && a <= b;
}

static gboolean
is_in_row (const char *name, double value)
{
  const MarginInputRow *row = margin_input_row (name);

  return value >= row->least && value <= row->most;
}

static void
write_row (LabJsonWriter *writer, const char *key, double value)
{
  if (is_in_row (key, value))
    lab_json_put_number (writer, key, value);
}

/* `equity` where the file said it and nothing has moved since, else `margin`. */
static void
write_margin (const LabPosition *position, LabJsonWriter *writer)
{
  const MarginInputs *in = &position->in;
  double pnl = margin_pnl (in, in->mark);

  if (position->has_equity && is_same (in->margin, position->equity - pnl))
    lab_json_put_number (writer, "equity", position->equity);
  else if (is_in_row ("margin", in->margin))
    lab_json_put_number (writer, "margin", in->margin);
  else if (!is_same (in->margin, margin_default_margin (in)))
    lab_json_put_number (writer, "equity", in->margin + pnl);
}

static void
write_tiers (const MarginRules *rules, LabJsonWriter *writer)
{
  LabTierTable table = { .n_tiers = rules->n_tiers };

  for (gsize i = 0; i < rules->n_tiers; i++) {
    table.tiers[i] = rules->tiers[i];
    table.is_given[i] = rules->tier_shape == MARGIN_TIER_MARGINAL;
  }
  lab_tier_table_write (&table, writer, "tiers");
}

static void
write_position (const LabDocument *self, const LabPosition *position,
                LabJsonWriter *writer)
{
  const MarginInputs *in = &position->in;

  lab_json_open (writer, NULL, '{');
  lab_json_put_text (writer, "symbol", position->symbol);
  lab_json_put_text (writer, "contract", lab_contract_words[in->contract]);
  lab_json_put_text (writer, "side", in->side == MARGIN_LONG ? "long" : "short");
  lab_json_put_number (writer, "size", in->size);
  lab_json_put_number (writer, "multiplier", in->multiplier);
  lab_json_put_number (writer, "entry", in->entry);
  lab_json_put_number (writer, "mark", in->mark);
  write_row (writer, "leverage", in->leverage);
  if (!self->is_cross)
    write_margin (position, writer);
  if (!is_same (in->funding_rate, 0))
    lab_json_put_number (writer, "funding_rate", in->funding_rate);
  if (!is_same (in->open_interest, 0))
    lab_json_put_number (writer, "open_interest", in->open_interest);
  if (position->has_own_tiers)
    write_tiers (&in->rules, writer);
  lab_json_close (writer, '}');
}

static void
write_account (const LabDocument *self, LabJsonWriter *writer)
{
  lab_json_open (writer, "account", '{');
  lab_json_put_text (writer, "mode", self->is_cross ? "cross" : "isolated");
  if (self->is_cross)
    lab_json_put_number (writer, self->wallet_is_equity ? "equity" : "wallet",
                         self->wallet);
  lab_json_close (writer, '}');
}

char *
lab_document_write (const LabDocument *self)
{
  LabJsonWriter writer = lab_json_writer (3);
  g_autofree char *text = NULL;

  lab_json_open (&writer, NULL, '{');
  lab_json_put_text (&writer, "format", "leverage-lab-scenario");
  lab_json_put_number (&writer, "version", 1);
  lab_rule_set_write (self->rules, &writer);
  write_account (self, &writer);
  lab_json_open (&writer, "positions", '[');
  for (guint i = 0; i < self->n_positions; i++)
    write_position (self, &self->positions[i], &writer);
  lab_json_close (&writer, ']');
  lab_json_close (&writer, '}');
  text = lab_json_writer_end (&writer);
  return g_strconcat (text, "\n", NULL);
}
