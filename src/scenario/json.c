/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/json.h"

#include "scenario/document.h"
#include "scenario/json-write.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#define MAX_SHOWN 48 /* bytes of a stranger's text in a sentence */

static gboolean
is_fit_to_show (gunichar c)
{
  switch (g_unichar_type (c)) {
  case G_UNICODE_CONTROL:
  case G_UNICODE_FORMAT:
  case G_UNICODE_LINE_SEPARATOR:
  case G_UNICODE_PARAGRAPH_SEPARATOR: return FALSE;
  default: return TRUE;
  }
}

char *
lab_json_shorten (const char *text, gssize length)
{
  GString *shown = g_string_new (NULL);
  const char *end = text + (length < 0 ? (gssize) strlen (text) : length);

  for (const char *p = text; p < end; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (shown->len >= MAX_SHOWN) {
      g_string_append (shown, "…");
      break;
    }
    g_string_append_unichar (shown, is_fit_to_show (c) ? c : 0xfffd);
  }
  return g_string_free (shown, FALSE);
}

char *
lab_place_dup (const LabPlace *place)
{
  if (!place->parent)
    return g_strdup (_ ("The file"));

  g_autofree char *parent = place->parent->parent ? lab_place_dup (place->parent) : NULL;
  if (!place->key)
    return g_strdup_printf ("%s[%u]", parent ? parent : "", place->index);

  gboolean is_empty = place->key_length == 0 || !*place->key;
  g_autofree char *key = lab_json_shorten (is_empty ? "\"\"" : place->key,
                                           is_empty ? -1 : place->key_length);
  return parent ? g_strdup_printf ("%s.%s", parent, key) : g_steal_pointer (&key);
}

char *
lab_json_dup_value (const cJSON *item)
{
  char number[LAB_JSON_NUMBER_SIZE];

  if (cJSON_IsNumber (item))
    return g_strdup (lab_json_number (number, item->valuedouble));

  char *printed = cJSON_PrintUnformatted (item);
  char *shown = lab_json_shorten (printed ? printed : "", -1);
  cJSON_free (printed);
  return shown;
}

static gboolean
refuse_bytes (const char *sentence, GError **error)
{
  g_set_error_literal (error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_MALFORMED, sentence);
  return FALSE;
}

static gboolean
check_bytes (const char *bytes, gsize length, GError **error)
{
  if (length > LAB_DOCUMENT_MAX_BYTES) {
    g_autofree char *sentence =
        g_strdup_printf (_ ("The file is %zu bytes long; at most %d bytes are accepted."),
                         length, LAB_DOCUMENT_MAX_BYTES);
    return refuse_bytes (sentence, error);
  }
  if (length > 0 && memchr (bytes, 0, length))
    return refuse_bytes (_ ("The file has a NUL byte in it; UTF-8 text is accepted."),
                         error);
  if (!g_utf8_validate_len (bytes, length, NULL))
    return refuse_bytes (
        _ ("The file is not UTF-8 text; a JSON object in UTF-8 is accepted."), error);
  if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    return refuse_bytes (
        _ ("The file begins with a byte order mark; UTF-8 without one is accepted."),
        error);
  return TRUE;
}

/* cJSON reads numbers with strtod() and the decimal point of the locale, or not,
 * depending on how it was built. Under the C locale of this thread both are the same. */
static cJSON *
parse_in_c_locale (const char *text, gsize length)
{
  locale_t c_locale = newlocale (LC_NUMERIC_MASK, "C", (locale_t) 0);
  locale_t before = uselocale (c_locale);
  cJSON *root = cJSON_ParseWithLengthOpts (text, length + 1, NULL, FALSE);

  uselocale (before);
  freelocale (c_locale);
  return root;
}

cJSON *
lab_json_parse (const char *bytes, gsize length, GError **error)
{
  if (!check_bytes (bytes, length, error))
    return NULL;

  /* A copy with a NUL behind it, so that no reader can run past the end. */
  g_autofree char *text = g_strndup (length > 0 ? bytes : "", length);
  if (text[strspn (text, " \t\r\n")] == '\0') {
    refuse_bytes (_ ("The file is empty; a JSON object is accepted."), error);
    return NULL;
  }
  if (!lab_json_scan (text, length, error))
    return NULL;

  cJSON *root = parse_in_c_locale (text, length);
  if (!root)
    refuse_bytes (_ ("The file cannot be read as JSON; one JSON object is accepted."),
                  error);
  return root;
}
