/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SCENARIO_SCENARIO_H
#define SCENARIO_SCENARIO_H

#include "margin/outcome.h"
#include "scenario/error.h"
#include "scenario/ruleset.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** MarginOutcome as a boxed value, for properties and bindings. */
#define LAB_TYPE_OUTCOME (lab_outcome_get_type ())
GType lab_outcome_get_type (void);

#define LAB_TYPE_SIDE (lab_side_get_type ())
GType lab_side_get_type (void); /* enum: 0 = long, 1 = short */
typedef enum { LAB_SIDE_LONG, LAB_SIDE_SHORT } LabSide;

/**
 * LabScenario:
 *
 * What the learner has set: the one home of state. Pages bind to it and keep nothing.
 *
 * Properties (all explicit-notify):
 *   asset     string   "BTC", "ETH", or the base of an opened file's symbol
 *   rules     LabRuleSet
 *   side      LabSide
 *   margin    double   the deposit, settlement currency   (row of margin_inputs[])
 *   leverage  double   times                              (row)
 *   entry     double   quote per base                     (row); moves the mark along, so
 *                      that the price move stays
 *   mark      double   quote per base                     (row)
 *   move      double   mark / entry - 1, the same state seen as a fraction; settable
 *   entry-date string  where the entry came from: "2026-05-15" while it is the last
 *                      bundled close, NULL once typed
 *   max-leverage double  the most the rule set offers for this asset in any tier (125
 *                      where unlimited); it does not hang on the deposit, so that the
 *                      end of a slider stays. lab_say_leverage_limit() says where the
 *                      tier of this deposit allows less
 *   currency  string   what the deposit is counted in: "USDT", "BTC"; lab_currency()
 *   margin-low, margin-high  double  the ends of its slider, in that currency: about what
 *                      10 and 1,000,000 of the quote currency are worth. They move with
 *                      rules and asset only
 *   is-over   boolean  the venue has closed the position
 *   is-locked boolean  it was closed by the price: what was set stays until reset()
 *   outcome   LAB_TYPE_OUTCOME, read-only; one turn of one number is one notify::outcome
 *
 * A handler of one notification finds all properties new, and `max-leverage` is told
 * before `leverage`, the ends of the deposit before `margin`, so that the range of a
 * slider has grown before its value comes.
 *
 * A number beyond its row is brought to the nearest end, a leverage beyond max-leverage
 * to that, a move below −99.99 % to that; NaN, an unknown asset, and numbers that
 * together make no position leave everything as it was. New rules bring their symbol,
 * contract and tiers; a new asset its last bundled close. Both drop tiers that came with
 * a file. Where that changes the currency, the deposit becomes what it is worth at the
 * entry, to four digits, so that the position stays as large as it was; on the way back
 * it is what it was to the digit.
 *
 * size follows from margin * leverage / entry; a file may say it differently and is kept
 * to the digit until one of these is turned.
 *
 * The end is final. When the price reaches the liquidation price, `is-over` and
 * `is-locked` become TRUE: the mark still moves, nothing else can be set, and going back
 * does not bring the position back. lab_scenario_reset() opens it anew at the entry. A
 * set-up that would already be closed at the present mark (more leverage than the fall
 * allows) is over but not locked: turning it back is another position, and moving its
 * price locks it. A turn that sets both, between begin and end, is a set-up. A file
 * carries no end: what was locked opens again as what its numbers say.
 */
#define LAB_TYPE_SCENARIO (lab_scenario_get_type ())
G_DECLARE_FINAL_TYPE (LabScenario, lab_scenario, LAB, SCENARIO, GObject)

/** A 5x long of 1,000 in BTC under `classroom`, at the last bundled close. */
LabScenario *lab_scenario_new (void);

const MarginOutcome *lab_scenario_get_outcome (LabScenario *self);
LabRuleSet *lab_scenario_get_rules (LabScenario *self);
const char *lab_scenario_get_asset (LabScenario *self);
const char *lab_scenario_get_symbol (LabScenario *self);
const char *lab_scenario_get_currency (LabScenario *self);
gboolean lab_scenario_is_over (LabScenario *self);
gboolean lab_scenario_is_locked (LabScenario *self);

/** Sets several things as one turn: one notify::outcome at the end. */
void lab_scenario_begin (LabScenario *self);
void lab_scenario_end (LabScenario *self);

/** Opens the position anew: the mark goes back to the entry, everything else stays. */
void lab_scenario_reset (LabScenario *self);

/** Replaces everything by what a file says; on error nothing changes. A file with several
 * positions or a cross account is LAB_SCENARIO_ERROR_NOT_YET here. */
gboolean lab_scenario_load_bytes (LabScenario *self, GBytes *bytes, GError **error);

/** The scenario as a file. (transfer full) */
GBytes *lab_scenario_to_bytes (LabScenario *self);

/** Asynchronous, whole or not at all; the message is one sentence for a toast. Opening
 * refuses more than LAB_DOCUMENT_MAX_BYTES without reading them. */
void lab_scenario_open_async (LabScenario *self, GFile *file, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer data);
gboolean lab_scenario_open_finish (LabScenario *self, GAsyncResult *result,
                                   GError **error);
void lab_scenario_save_async (LabScenario *self, GFile *file, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer data);
gboolean lab_scenario_save_finish (LabScenario *self, GAsyncResult *result,
                                   GError **error);

G_END_DECLS

#endif
