/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SCENARIO_STATE_H
#define SCENARIO_STATE_H

#include "margin/outcome.h"
#include "scenario/currency.h"
#include "scenario/document.h"
#include "scenario/ruleset.h"

G_BEGIN_DECLS

/**
 * A deposit on its way through the currencies: what was set and what became of it, each
 * with what one unit was worth. As long as the second is still there, the first is what
 * the next currency is counted from, so that a way there and back ends where it began.
 */
typedef struct {
  double set, set_price;
  double now, now_price;
} LabDeposit;

/**
 * What a LabScenario keeps: plain data, copied by value but for the rule set, so that a
 * turn that cannot be answered is undone by putting the earlier copy back.
 */
typedef struct {
  MarginInputs in;
  LabRuleSet *rules; /* owned */
  char asset[65];
  char symbol[65];
  char entry_date[11];    /* YYYY-MM-DD; empty once the entry was typed */
  gboolean has_own_tiers; /* tiers came with a file */
  double own_leverage;    /* leverage that came with a file; 0 without one */
  LabDeposit deposit;
  double margin_low; /* where the slider of the deposit begins */
  gboolean is_locked;
} LabState;

/** The least price move: a price cannot reach zero. */
#define LAB_STATE_LEAST_MOVE -0.9999

/** A 5x long of 1,000 in BTC under `classroom`, at the last bundled close. */
void lab_state_init (LabState *self);
void lab_state_clear (LabState *self);
/** Makes @self, which may be empty or set, a copy of @other. */
void lab_state_assign (LabState *self, const LabState *other);

/** What a turn of @row to @value comes to: leverage stays under the rule set's most. */
double lab_state_admit (const LabState *self, const MarginInputRow *row, double value);

/** Turns one number, and what follows from it: the mark goes along with the entry, and
 * the size with margin, leverage, entry and multiplier. */
void lab_state_turn (LabState *self, const MarginInputRow *row, double value);

double lab_state_get_move (const LabState *self);
double lab_state_get_max_leverage (const LabState *self);

/** What the deposit is counted in. (transfer none) */
const char *lab_state_get_currency (const LabState *self);

/** The end of the deposit's slider; it begins at margin_low. */
double lab_state_get_margin_high (const LabState *self);

/** Moves to @rules: their symbol, contract and tiers; the leverage shrinks to what they
 * offer, and a deposit that is now counted in another currency is worth what it was. */
void lab_state_take_rules (LabState *self, LabRuleSet *rules);

/** Moves to @asset at its last bundled close, and the deposit with it where it is kept in
 * the asset; FALSE if there is no such asset. */
gboolean lab_state_take_asset (LabState *self, const char *asset);

/** Opens the position anew at its entry. */
void lab_state_reopen (LabState *self);

/** What happens to the end when only the price was turned: @before is the outcome the
 * price left. Sets is_locked and in.ended_at where the price met the line. */
void lab_state_latch (LabState *self, const MarginOutcome *before);

/** From and to the only position of a document. */
void lab_state_init_from_document (LabState *self, const LabDocument *document);
LabDocument *lab_state_to_document (const LabState *self);

G_END_DECLS

#endif
