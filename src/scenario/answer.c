/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/document.h"

#include "margin/account.h"
#include "scenario/document-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What follows from a scenario, as JSON: the outcome of margin/ position by position, and
 * their sums. Field names and order are those of the format, so that answers of two
 * programs can be held against each other line by line. */

/* The positions side by side, as margin/ takes an account. (transfer full) */
static MarginInputs *
dup_positions (const LabDocument *self)
{
  MarginInputs *positions = g_new (MarginInputs, self->n_positions);

  for (guint i = 0; i < self->n_positions; i++)
    positions[i] = self->positions[i].in;
  return positions;
}

static void
refuse_wallet (double wallet, GError **error)
{
  char shown[LAB_JSON_NUMBER_SIZE];

  g_set_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
               _ ("account.equity needs a wallet of %s by the positions; a wallet from "
                  "-1e18 to 1e18 is accepted."),
               lab_json_number (shown, wallet));
}

static gboolean
evaluate (const LabDocument *self, MarginTotals *totals, MarginOutcome *outcomes,
          GError **error)
{
  LabPlace file = LAB_PLACE_FILE, positions = LAB_PLACE_KEY (&file, "positions");
  g_autofree MarginInputs *inputs = dup_positions (self);
  MarginAccount account = { self->is_cross, self->wallet, self->n_positions, inputs };
  MarginStatus status;
  size_t where = 0;

  if (self->wallet_is_equity)
    account.wallet = margin_account_wallet (&account, self->wallet);
  status = margin_account_check (&account, &where);
  if (status == MARGIN_OK)
    status = margin_account_evaluate (&account, totals, outcomes);
  if (status == MARGIN_BAD_WALLET)
    refuse_wallet (account.wallet, error);
  else if (status != MARGIN_OK)
    lab_position_refuse (&self->positions[where],
                         &LAB_PLACE_ENTRY (&positions, (guint) where), status, error);
  return status == MARGIN_OK;
}

static void
write_account (const MarginTotals *totals, LabJsonWriter *writer)
{
  lab_json_open (writer, "account", '{');
  lab_json_put_number (writer, "equity", totals->equity);
  lab_json_put_number (writer, "maintenance_margin", totals->maintenance_margin);
  lab_json_put_number (writer, "requirement", totals->requirement);
  lab_json_put_number (writer, "margin_ratio", totals->margin_ratio);
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
write_answer (const LabDocument *self, const MarginTotals *totals,
              const MarginOutcome *outcomes, gboolean on_one_line)
{
  LabJsonWriter writer = lab_json_writer (on_one_line ? 0 : 3);

  lab_json_open (&writer, NULL, '{');
  lab_json_put_text (&writer, "status", "ok");
  write_account (totals, &writer);
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
  g_autofree MarginOutcome *outcomes = g_new (MarginOutcome, self->n_positions);
  MarginTotals totals;

  if (!evaluate (self, &totals, outcomes, error))
    return NULL;
  return write_answer (self, &totals, outcomes, on_one_line);
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
