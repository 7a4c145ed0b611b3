/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SCENARIO_DOCUMENT_H
#define SCENARIO_DOCUMENT_H

#include "margin/outcome.h"
#include "scenario/error.h"
#include "scenario/ruleset.h"

#include <glib.h>

G_BEGIN_DECLS

#define LAB_DOCUMENT_MAX_BYTES     (64 * 1024)
#define LAB_DOCUMENT_MAX_POSITIONS 64

/** A position of a scenario file: everything it says, and what was left out filled in. */
typedef struct {
  char symbol[65];
  MarginInputs in;
  gboolean has_own_tiers; /* tiers came with the position, not from the rule set */
  gboolean has_equity;    /* the file said `equity` instead of `margin` */
  double equity;          /* as said there; in.margin is what followed from it */
} LabPosition;

/**
 * LabDocument:
 *
 * A scenario file, read. Plain data.
 */
typedef struct {
  LabRuleSet *rules;
  gboolean is_cross;
  gboolean wallet_is_equity;
  double wallet; /* cross only; the equity where wallet_is_equity */
  guint n_positions;
  LabPosition positions[LAB_DOCUMENT_MAX_POSITIONS];
} LabDocument;

void lab_document_free (LabDocument *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabDocument, lab_document_free)

/** Pure function from bytes to a document. Strict: size, depth, UTF-8, unknown, doubled
 * and missing keys, types and ranges are all checked. (transfer full) */
LabDocument *lab_document_parse (const char *bytes, gsize length, GError **error);

/** The file for @self: UTF-8, C locale, up to 17 significant digits, as few as read back
 * to the same number; ends in a newline. Parsing it gives the same document. (transfer
 * full) */
char *lab_document_write (const LabDocument *self);

/** The answer `leverage-lab-cli evaluate` prints: one JSON object, indented or on one
 * line, without a newline behind it. Sets an error where numbers that are fine by
 * themselves come to more than margin/ can carry. (transfer full) */
char *lab_document_answer (const LabDocument *self, gboolean on_one_line, GError **error);

/** What a refused line of `evaluate --lines` prints. (transfer full) */
char *lab_document_refusal (const GError *error);

G_END_DECLS

#endif
