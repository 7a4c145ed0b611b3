/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SCENARIO_JSON_WRITE_H
#define SCENARIO_JSON_WRITE_H

#include <glib.h>

G_BEGIN_DECLS

/* Inside the scenario room only: writing JSON to the digit. */

#define LAB_JSON_NUMBER_SIZE 32

/** @value in the C locale with as few digits as read back to the same double, at most 17.
 * Writes into and returns @buffer. Never "-0". */
const char *lab_json_number (char buffer[LAB_JSON_NUMBER_SIZE], double value);

/** A JSON text growing member by member. @key is NULL inside a list. */
typedef struct {
  GString *text;
  guint depth;
  guint flat_below;  /* containers deeper than this stand on one line; 0: all do */
  gboolean is_first; /* of the container at hand */
} LabJsonWriter;

/** A writer whose containers down to @flat_below levels are indented. */
LabJsonWriter lab_json_writer (guint flat_below);
void lab_json_open (LabJsonWriter *self, const char *key, char bracket);
void lab_json_close (LabJsonWriter *self, char bracket);
/** `null` where @value is not finite. */
void lab_json_put_number (LabJsonWriter *self, const char *key, double value);
void lab_json_put_text (LabJsonWriter *self, const char *key, const char *value);
void lab_json_put_null (LabJsonWriter *self, const char *key);
/** The text; the writer is empty afterwards. (transfer full) */
char *lab_json_writer_end (LabJsonWriter *self);

G_END_DECLS

#endif
