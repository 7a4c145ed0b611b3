/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SCENARIO_ERROR_H
#define SCENARIO_ERROR_H

#include <glib.h>

G_BEGIN_DECLS

#define LAB_SCENARIO_ERROR (lab_scenario_error_quark ())
GQuark lab_scenario_error_quark (void);

/** What the learner can do about it. The message is one sentence that names the key, the
 * value and what would be accepted. */
typedef enum {
  LAB_SCENARIO_ERROR_MALFORMED, /* not JSON, not UTF-8, too large, too deep */
  LAB_SCENARIO_ERROR_REFUSED,   /* a key, type or number that is not accepted */
  LAB_SCENARIO_ERROR_NEWER,     /* written by a newer version */
  LAB_SCENARIO_ERROR_NOT_YET,   /* valid, but this version cannot answer it */
  LAB_SCENARIO_ERROR_UNKNOWN_RULES,
} LabScenarioError;

G_END_DECLS

#endif
