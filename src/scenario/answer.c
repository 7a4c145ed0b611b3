/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/document.h"

#include "scenario/document-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What follows from a scenario, as JSON: the outcome of margin/ position by position, and
 * their sums. Field names and order are those of the format, so that answers of two
 * programs can be held against each other line by line. */

static gboolean
evaluate (const LabDocument *self, MarginOutcome *outcomes, GError **error)
{
  LabPlace file = LAB_PLACE_FILE;
  LabPlace positions = LAB_PLACE_KEY (&file, "positions");

  for (guint i = 0; i < self->n_positions; i++) {
    MarginStatus status = margin_evaluate (&self->positions[i].in, &outcomes[i]);

    if (status != MARGIN_OK) {
      lab_position_refuse (&self->positions[i], &LAB_PLACE_ENTRY (&positions, i), status,
                           error);
      return FALSE;
    }
  }
  return TRUE;
}

static void
write_account (const MarginOutcome *outcomes, guint n, LabJsonWriter *writer)
{
  double equity = 0, maintenance = 0, requirement = 0;

  for (guint i = 0; i < n; i++) {
    equity += outcomes[i].equity;
    maintenance += outcomes[i].maintenance_margin;
    requirement += outcomes[i].requirement;
  }
  lab_json_open (writer, "account", '{');
  lab_json_put_number (writer, "equity", equity);
  lab_json_put_number (writer, "maintenance_margin", maintenance);
  lab_json_put_number (writer, "requirement", requirement);
  lab_json_put_number (writer, "margin_ratio",
                       equity > 0 ? requirement / equity : INFINITY);
  lab_json_close (writer, '}');
}

static void
write_point (const char *key, const MarginPoint *point, LabJsonWriter *writer)
{
  static const char *const kinds[] = { "price", "none", "now" };

  lab_json_open (writer, key, '{');
  lab_json_put_text (writer, "kind", kinds[point->kind]);
  if (point->kind != MARGIN_NONE && point->price > 0 && isfinite (point->price))
    lab_json_put_number (writer, "price", point->price);
  lab_json_close (writer, '}');
}

static void
write_outcome (const char *symbol, const MarginOutcome *outcome, LabJsonWriter *writer)
{
  lab_json_open (writer, NULL, '{');
  lab_json_put_text (writer, "symbol", symbol);
  lab_json_put_number (writer, "value", outcome->value);
  lab_json_put_number (writer, "initial_margin", outcome->initial_margin);
  lab_json_put_number (writer, "maintenance_margin", outcome->maintenance_margin);
  lab_json_put_number (writer, "close_fee", outcome->close_fee);
  lab_json_put_number (writer, "requirement", outcome->requirement);
  lab_json_put_number (writer, "unrealised_pnl", outcome->unrealised_pnl);
  lab_json_put_number (writer, "roe", outcome->roe);
  lab_json_put_number (writer, "equity", outcome->equity);
  lab_json_put_number (writer, "margin_ratio", outcome->margin_ratio);
  lab_json_put_number (writer, "effective_leverage", outcome->effective_leverage);
  lab_json_put_number (writer, "rate", outcome->rate);
  lab_json_put_number (writer, "deduction", outcome->deduction);
  lab_json_put_number (writer, "max_leverage",
                       outcome->max_leverage > 0 ? outcome->max_leverage : INFINITY);
  lab_json_put_number (writer, "order_cost", outcome->order_cost);
  lab_json_put_number (writer, "break_even", outcome->break_even);
  lab_json_put_number (writer, "funding", outcome->funding);
  write_point ("liquidation", &outcome->liquidation, writer);
  write_point ("bankruptcy", &outcome->bankruptcy, writer);
  lab_json_close (writer, '}');
}

static char *
write_answer (const LabDocument *self, const MarginOutcome *outcomes,
              gboolean on_one_line)
{
  LabJsonWriter writer = lab_json_writer (on_one_line ? 0 : 3);

  lab_json_open (&writer, NULL, '{');
  lab_json_put_text (&writer, "status", "ok");
  write_account (outcomes, self->n_positions, &writer);
  lab_json_open (&writer, "positions", '[');
  for (guint i = 0; i < self->n_positions; i++)
    write_outcome (self->positions[i].symbol, &outcomes[i], &writer);
  lab_json_close (&writer, ']');
  lab_json_close (&writer, '}');
  return lab_json_writer_end (&writer);
}

char *
lab_document_answer (const LabDocument *self, gboolean on_one_line, GError **error)
{
  g_autofree MarginOutcome *outcomes = NULL;

  if (self->is_cross) {
    g_set_error_literal (
        error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_NOT_YET,
        _ ("account.mode is \"cross\", which this version reads but cannot answer yet; "
           "\"isolated\" is accepted."));
    return NULL;
  }
  outcomes = g_new (MarginOutcome, self->n_positions);
  if (!evaluate (self, outcomes, error))
    return NULL;
  return write_answer (self, outcomes, on_one_line);
}

char *
lab_document_refusal (const GError *error)
{
  LabJsonWriter writer = lab_json_writer (0);

  lab_json_open (&writer, NULL, '{');
  lab_json_put_text (&writer, "status", "refused");
  lab_json_put_text (&writer, "message", error->message);
  lab_json_close (&writer, '}');
  return lab_json_writer_end (&writer);
}
