/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SCENARIO_JSON_H
#define SCENARIO_JSON_H

#include "scenario/error.h"

#include <cjson/cJSON.h>
#include <glib.h>

G_BEGIN_DECLS

/* Inside the scenario room only: reading JSON strictly, and refusing it in one sentence.
 */

/**
 * LabPlace:
 *
 * Where in a file a value stands. A chain of these lives on the stack of the reader, so
 * that a refusal can say `positions[0].entry` without anybody having built that text for
 * the values that are fine.
 */
typedef struct LabPlace {
  const struct LabPlace *parent; /* NULL: the file itself */
  const char *key;               /* NULL: an entry of a list */
  gssize key_length;             /* -1: up to the NUL */
  guint index;
} LabPlace;

#define LAB_PLACE_FILE                 ((LabPlace){ NULL, NULL, -1, 0 })
#define LAB_PLACE_KEY(parent, key)     ((LabPlace){ (parent), (key), -1, 0 })
#define LAB_PLACE_ENTRY(parent, index) ((LabPlace){ (parent), NULL, -1, (index) })

/** The path for people: `positions[0].tiers[1].rate`. (transfer full) */
char *lab_place_dup (const LabPlace *place);

/** @text made fit for one line of a sentence: shortened, control characters replaced. */
char *lab_json_shorten (const char *text, gssize length);

/** Closed range of numbers. */
typedef struct {
  double least, most;
} LabRange;

#define LAB_RANGE_ANY          ((LabRange){ -1e18, 1e18 })
#define LAB_RANGE_POSITIVE     ((LabRange){ 1e-18, 1e18 })
#define LAB_RANGE_NOT_NEGATIVE ((LabRange){ 0, 1e18 })
#define LAB_RANGE_TIMES        ((LabRange){ 1, 1e18 })

/**
 * lab_json_scan:
 * @text: (array length=length): valid UTF-8 without NUL bytes, ending in a NUL
 *
 * Whether @text is JSON to the letter (RFC 8259), no deeper than 16 levels, every number
 * finite and every string free of `\u0000`. cJSON is more generous than that.
 */
gboolean lab_json_scan (const char *text, gsize length, GError **error);

/** Bytes to a tree: size, NUL, UTF-8, grammar, depth. The numbers are read in the C
 * locale whatever the program's is. (transfer full) */
cJSON *lab_json_parse (const char *bytes, gsize length, GError **error);

/** The member called exactly @key, or NULL. */
const cJSON *lab_json_get (const cJSON *object, const char *key);

/** Whether @item is an object whose members are all in @keys, each once. */
gboolean lab_json_check_keys (const cJSON *item, const LabPlace *place,
                              const char *const *keys, GError **error);

/** Whether @object has every one of @keys. */
gboolean lab_json_require (const cJSON *object, const LabPlace *place,
                           const char *const *keys, GError **error);

/** Whether @item is a list of 1 to @most entries. */
gboolean lab_json_check_list (const cJSON *item, const LabPlace *place, guint most,
                              GError **error);

/* These leave the value alone where the key is absent: the default stands. */

gboolean lab_json_read_number (const cJSON *object, const LabPlace *place,
                               const char *key, LabRange range, double *value,
                               GError **error);

/** A text of 1 to @most bytes, lent by the tree. */
gboolean lab_json_read_text (const cJSON *object, const LabPlace *place, const char *key,
                             gsize most, const char **value, GError **error);

/** One of @words, as its index. */
gboolean lab_json_read_word (const cJSON *object, const LabPlace *place, const char *key,
                             const char *const *words, int *value, GError **error);

/** Sets the sentence "<path of @key> is <@item>; a number from … to … is accepted." */
void lab_json_refuse_number (const LabPlace *place, const char *key, double value,
                             LabRange range, GError **error);

/** @item as a short text: what a sentence says it "is". (transfer full) */
char *lab_json_dup_value (const cJSON *item);

G_END_DECLS

#endif
