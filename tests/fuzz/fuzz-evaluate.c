/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/document.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/*
 * What leverage-lab-cli evaluate does with any bytes at all. One source, two programs:
 * with libFuzzer it looks for inputs that break a promise, and with -DREPLAY it is an
 * ordinary test that goes through the saved ones.
 *
 * Promises: a file is read or refused in one sentence; what is read can be written, read
 * again and written the same; an answer is JSON whose prices are positive and finite.
 */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_refusal (const GError *error)
{
  g_autofree char *line = lab_document_refusal (error);
  cJSON *refusal = cJSON_Parse (line);

  g_assert_true (error->domain == LAB_SCENARIO_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_null (strchr (error->message, '\n'));
  g_assert_nonnull (refusal);
  g_assert_cmpstr (cJSON_GetStringValue (cJSON_GetObjectItem (refusal, "status")), ==,
                   "refused");
  cJSON_Delete (refusal);
}

static void
check_point (const cJSON *position, const char *name)
{
  const cJSON *point = cJSON_GetObjectItem (position, name);
  const char *kind = cJSON_GetStringValue (cJSON_GetObjectItem (point, "kind"));
  const cJSON *price = cJSON_GetObjectItem (point, "price");

  g_assert_nonnull (kind);
  g_assert_true (strcmp (kind, "price") == 0 || strcmp (kind, "none") == 0 ||
                 strcmp (kind, "now") == 0);
  if (strcmp (kind, "price") == 0)
    g_assert_nonnull (price);
  if (price) {
    g_assert_true (cJSON_IsNumber (price));
    g_assert_true (isfinite (price->valuedouble) && price->valuedouble > 0);
  }
}

static void
check_answer (const LabDocument *document, gboolean on_one_line)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = lab_document_answer (document, on_one_line, &error);
  cJSON *answer = NULL;
  const cJSON *positions = NULL;
  const cJSON *position = NULL;

  g_assert_true ((text == NULL) == (error != NULL));
  if (!text) {
    check_refusal (error);
    return;
  }
  answer = cJSON_Parse (text);
  g_assert_nonnull (answer);
  positions = cJSON_GetObjectItem (answer, "positions");
  g_assert_cmpint (cJSON_GetArraySize (positions), ==, (int) document->n_positions);
  cJSON_ArrayForEach (position, positions)
  {
    check_point (position, "liquidation");
    check_point (position, "bankruptcy");
  }
  cJSON_Delete (answer);
}

static void
check_round_trip (const LabDocument *document)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *written = lab_document_write (document);
  g_autoptr (LabDocument) again = NULL;
  g_autofree char *written_again = NULL;

  if (strlen (written) > LAB_DOCUMENT_MAX_BYTES)
    return;
  again = lab_document_parse (written, strlen (written), &error);
  g_assert_no_error (error);
  written_again = lab_document_write (again);
  g_assert_cmpstr (written, ==, written_again);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabDocument) document = NULL;
  /* A block of exactly this size, so that one byte read too many is caught. */
  char *copy = malloc (size);

  if (size > 0)
    memcpy (copy, data, size);
  document = lab_document_parse (copy, size, &error);
  free (copy);
  g_assert_true ((document == NULL) == (error != NULL));
  if (!document) {
    check_refusal (error);
    return 0;
  }
  check_answer (document, FALSE);
  check_answer (document, TRUE);
  check_round_trip (document);
  return 0;
}

#ifdef REPLAY
static void
replay (gconstpointer path)
{
  g_autofree char *text = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  LLVMFuzzerTestOneInput ((const uint8_t *) text, length);
}

int
main (int argc, char **argv)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  folder = g_dir_open (argv[1], 0, NULL);
  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder))) {
    g_autofree char *test = g_strdup_printf ("/fuzz/evaluate/%s", name);

    g_test_add_data_func_full (test, g_build_filename (argv[1], name, NULL), replay,
                               g_free);
  }
  return g_test_run ();
}
#endif
