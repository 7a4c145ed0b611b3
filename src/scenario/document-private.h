/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SCENARIO_DOCUMENT_PRIVATE_H
#define SCENARIO_DOCUMENT_PRIVATE_H

#include "scenario/document.h"
#include "scenario/ruleset-private.h"

G_BEGIN_DECLS

/* Inside the scenario room only. */

/** Reads an entry of `positions` into @position; the rules and the account stand already.
 */
gboolean lab_position_read (LabPosition *position, const LabDocument *document,
                            const cJSON *item, const LabPlace *place, GError **error);

/** The sentence for a position that margin/ cannot answer. */
void lab_position_refuse (const LabPosition *position, const LabPlace *place,
                          MarginStatus status, GError **error);

G_END_DECLS

#endif
