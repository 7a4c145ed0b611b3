/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/json.h"

#include "scenario/json-write.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_KEYS 64

const cJSON *
lab_json_get (const cJSON *object, const char *key)
{
  return cJSON_GetObjectItemCaseSensitive (object, key);
}

static char *
dup_path (const LabPlace *place, const char *key)
{
  return lab_place_dup (&LAB_PLACE_KEY (place, key));
}

static int
find_word (const char *const *words, const char *word)
{
  for (int i = 0; words[i]; i++)
    if (strcmp (words[i], word) == 0)
      return i;
  return -1;
}

static gboolean
refuse_unknown (const LabPlace *place, const char *key, const char *const *keys,
                GError **error)
{
  g_autofree char *path = dup_path (place, key);
  g_autofree char *known = g_strjoinv (", ", (char **) keys);

  g_set_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
               _ ("%s is not a known key; these are accepted there: %s."), path, known);
  return FALSE;
}

static gboolean
refuse_twice (const LabPlace *place, const char *key, GError **error)
{
  g_autofree char *path = dup_path (place, key);

  g_set_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
               _ ("%s is given twice; a key is accepted once."), path);
  return FALSE;
}

static gboolean
refuse_no_object (const cJSON *item, const LabPlace *place, GError **error)
{
  g_autofree char *path = lab_place_dup (place);
  g_autofree char *value = lab_json_dup_value (item);

  g_set_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
               _ ("%s is %s; an object in braces is accepted."), path, value);
  return FALSE;
}

gboolean
lab_json_check_keys (const cJSON *item, const LabPlace *place, const char *const *keys,
                     GError **error)
{
  gboolean is_seen[MAX_KEYS] = { FALSE };
  const cJSON *member;

  if (!cJSON_IsObject (item))
    return refuse_no_object (item, place, error);
  cJSON_ArrayForEach (member, item)
  {
    int i = find_word (keys, member->string);

    if (i < 0)
      return refuse_unknown (place, member->string, keys, error);
    if (is_seen[i])
      return refuse_twice (place, member->string, error);
    is_seen[i] = TRUE;
  }
  return TRUE;
}

gboolean
lab_json_require (const cJSON *object, const LabPlace *place, const char *const *keys,
                  GError **error)
{
  for (int i = 0; keys[i]; i++) {
    if (lab_json_get (object, keys[i]))
      continue;

    g_autofree char *path = dup_path (place, keys[i]);
    g_autofree char *needed = g_strjoinv (", ", (char **) keys);
    g_set_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
                 _ ("%s is missing; these keys are required there: %s."), path, needed);
    return FALSE;
  }
  return TRUE;
}

gboolean
lab_json_check_list (const cJSON *item, const LabPlace *place, guint most, GError **error)
{
  int size = cJSON_IsArray (item) ? cJSON_GetArraySize (item) : 0;

  if (size >= 1 && (guint) size <= most)
    return TRUE;

  g_autofree char *path = lab_place_dup (place);
  g_autofree char *value = lab_json_dup_value (item);
  if (cJSON_IsArray (item))
    g_set_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
                 _ ("%s is a list of %d; a list of 1 to %u entries is accepted."), path,
                 size, most);
  else
    g_set_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
                 _ ("%s is %s; a list of 1 to %u entries is accepted."), path, value,
                 most);
  return FALSE;
}

static gboolean
refuse_number (const LabPlace *place, const char *key, const char *value, LabRange range,
               GError **error)
{
  char least[LAB_JSON_NUMBER_SIZE], most[LAB_JSON_NUMBER_SIZE];
  g_autofree char *path = dup_path (place, key);

  lab_json_number (least, range.least);
  lab_json_number (most, range.most);
  if (range.least < range.most)
    g_set_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
                 _ ("%s is %s; a number from %s to %s is accepted."), path, value, least,
                 most);
  else
    g_set_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
                 _ ("%s is %s; only %s is accepted."), path, value, least);
  return FALSE;
}

void
lab_json_refuse_number (const LabPlace *place, const char *key, double value,
                        LabRange range, GError **error)
{
  char text[LAB_JSON_NUMBER_SIZE];

  refuse_number (place, key, lab_json_number (text, value), range, error);
}

gboolean
lab_json_read_number (const cJSON *object, const LabPlace *place, const char *key,
                      LabRange range, double *value, GError **error)
{
  const cJSON *item = lab_json_get (object, key);

  if (!item)
    return TRUE;
  if (!cJSON_IsNumber (item) || !(item->valuedouble >= range.least) ||
      !(item->valuedouble <= range.most)) {
    g_autofree char *text = lab_json_dup_value (item);
    return refuse_number (place, key, text, range, error);
  }
  *value = item->valuedouble + 0.0; /* -0 becomes 0 */
  return TRUE;
}

gboolean
lab_json_read_text (const cJSON *object, const LabPlace *place, const char *key,
                    gsize most, const char **value, GError **error)
{
  const cJSON *item = lab_json_get (object, key);
  gsize length = cJSON_IsString (item) ? strlen (item->valuestring) : 0;

  if (!item)
    return TRUE;
  if (length >= 1 && length <= most) {
    *value = item->valuestring;
    return TRUE;
  }

  g_autofree char *path = dup_path (place, key);
  g_autofree char *text = lab_json_dup_value (item);
  g_set_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
               _ ("%s is %s; text of 1 to %u bytes in double quotes is accepted."), path,
               text, (guint) most);
  return FALSE;
}

gboolean
lab_json_read_word (const cJSON *object, const LabPlace *place, const char *key,
                    const char *const *words, int *value, GError **error)
{
  const cJSON *item = lab_json_get (object, key);
  int i = cJSON_IsString (item) ? find_word (words, item->valuestring) : -1;

  if (!item)
    return TRUE;
  if (i >= 0) {
    *value = i;
    return TRUE;
  }

  g_autofree char *path = dup_path (place, key);
  g_autofree char *text = lab_json_dup_value (item);
  g_autofree char *known = g_strjoinv (", ", (char **) words);
  g_set_error (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
               _ ("%s is %s; one of these is accepted: %s."), path, text, known);
  return FALSE;
}
