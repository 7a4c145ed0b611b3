/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/json.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* The strict half of reading JSON. cJSON builds the tree, but it lets through what is not
 * JSON: `01`, `1.`, `+1`, raw line breaks in strings, text after the end. It also cuts
 * strings at `\u0000`, reads 1e999 as infinity and stops numbers at 63 characters. So the
 * text is walked once before, by the grammar, and only what passes reaches it. */

#define MAX_DEPTH  16
#define MAX_NUMBER 60

typedef enum {
  WANT_VALUE,
  WANT_KEY,
  WANT_COLON,
  WANT_COMMA_OR_BRACE,
  WANT_COMMA_OR_BRACKET,
  WANT_END,
  WANT_CLEAN_STRING,
  WANT_LESS_DEPTH,
} Want;

typedef struct {
  const char *start;
  const char *at;
  guint depth;
  GError **error;
} Scan;

static gboolean scan_value (Scan *scan, const LabPlace *place);

static char *
dup_sentence (Want want, guint line, guint column)
{
  switch (want) {
  case WANT_VALUE:
    return g_strdup_printf (
        _ ("Line %u, column %u is not JSON: a value is accepted there."), line, column);
  case WANT_KEY:
    return g_strdup_printf (
        _ ("Line %u, column %u is not JSON: a key in double quotes is accepted there."),
        line, column);
  case WANT_COLON:
    return g_strdup_printf (
        _ ("Line %u, column %u is not JSON: a colon is accepted there."), line, column);
  case WANT_COMMA_OR_BRACE:
    return g_strdup_printf (_ ("Line %u, column %u is not JSON: a comma or a closing "
                               "brace is accepted there."),
                            line, column);
  case WANT_COMMA_OR_BRACKET:
    return g_strdup_printf (_ ("Line %u, column %u is not JSON: a comma or a closing "
                               "bracket is accepted there."),
                            line, column);
  case WANT_CLEAN_STRING:
    return g_strdup_printf (_ ("Line %u, column %u is not JSON: text in double quotes "
                               "without control characters is accepted there."),
                            line, column);
  case WANT_LESS_DEPTH:
    return g_strdup_printf (
        _ ("Line %u, column %u lies too deep: at most %d levels are accepted."), line,
        column, MAX_DEPTH);
  case WANT_END:
  default:
    return g_strdup_printf (_ ("Line %u, column %u stands after the end: one JSON object "
                               "and nothing more is accepted."),
                            line, column);
  }
}

static gboolean
fail (Scan *scan, Want want)
{
  guint line = 1, column = 1;

  for (const char *p = scan->start; p < scan->at; p = g_utf8_next_char (p)) {
    column++;
    if (*p == '\n')
      line++, column = 1;
  }
  g_autofree char *sentence = dup_sentence (want, line, column);
  g_set_error_literal (scan->error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_MALFORMED,
                       sentence);
  return FALSE;
}

static void
skip_space (Scan *scan)
{
  scan->at += strspn (scan->at, " \t\r\n");
}

/* Up to the next character that can follow a value. */
static gsize
token_length (const char *at)
{
  return strcspn (at, " \t\r\n,:]}");
}

static gboolean
fail_token (Scan *scan, const LabPlace *place)
{
  if (token_length (scan->at) == 0)
    return fail (scan, WANT_VALUE);

  g_autofree char *path = lab_place_dup (place);
  g_autofree char *token = lab_json_shorten (scan->at, (gssize) token_length (scan->at));

  g_set_error (
      scan->error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_MALFORMED,
      _ ("%s is \"%s\", which is not JSON; text in double quotes or a number such "
         "as 0.5 is accepted."),
      path, token);
  return FALSE;
}

static const char *
skip_digits (const char *p)
{
  while (g_ascii_isdigit (*p))
    p++;
  return p;
}

/* The end of the number that starts at @p by the grammar, or NULL. */
static const char *
number_end (const char *p)
{
  const char *digits;

  p += *p == '-';
  digits = p;
  p = *p == '0' ? p + 1 : skip_digits (p);
  if (p == digits)
    return NULL;
  if (*p == '.') {
    digits = p + 1;
    p = skip_digits (digits);
    if (p == digits)
      return NULL;
  }
  if (*p == 'e' || *p == 'E') {
    digits = p + 1 + (p[1] == '+' || p[1] == '-');
    p = skip_digits (digits);
    if (p == digits)
      return NULL;
  }
  return p;
}

static gboolean
fail_size (Scan *scan, const LabPlace *place)
{
  g_autofree char *path = lab_place_dup (place);
  g_autofree char *token = lab_json_shorten (scan->at, (gssize) token_length (scan->at));

  g_set_error (scan->error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_REFUSED,
               _ ("%s is %s; a number from -1e18 to 1e18 of at most %d characters is "
                  "accepted."),
               path, token, MAX_NUMBER);
  return FALSE;
}

static gboolean
scan_number (Scan *scan, const LabPlace *place)
{
  const char *end = number_end (scan->at);

  if (!end || end != scan->at + token_length (scan->at))
    return fail_token (scan, place);
  if (end - scan->at > MAX_NUMBER || !isfinite (g_ascii_strtod (scan->at, NULL)))
    return fail_size (scan, place);
  scan->at = end;
  return TRUE;
}

/* The code unit of `\uXXXX` at @p, or -1. */
static int
code_unit (const char *p)
{
  int unit = 0;

  if (p[0] != '\\' || p[1] != 'u')
    return -1;
  for (int i = 2; i < 6; i++) {
    if (!g_ascii_isxdigit (p[i]))
      return -1;
    unit = unit * 16 + g_ascii_xdigit_value (p[i]);
  }
  return unit;
}

/* Bytes of the escape at @p, or 0: surrogates come in pairs, NUL does not come at all. */
static gsize
escape_length (const char *p)
{
  int unit;

  if (p[1] != 'u')
    return p[1] && strchr ("\"\\/bfnrt", p[1]) ? 2 : 0;
  unit = code_unit (p);
  if (unit <= 0 || (unit >= 0xdc00 && unit <= 0xdfff))
    return 0;
  if (unit < 0xd800 || unit > 0xdbff)
    return 6;
  unit = code_unit (p + 6);
  return unit >= 0xdc00 && unit <= 0xdfff ? 12 : 0;
}

static gboolean
scan_string (Scan *scan)
{
  scan->at++;
  while (*scan->at != '"') {
    gsize length = *scan->at == '\\' ? escape_length (scan->at) : 1;

    if (length == 0 || (guchar) *scan->at < 0x20)
      return fail (scan, WANT_CLEAN_STRING);
    scan->at += length;
  }
  scan->at++;
  return TRUE;
}

static gboolean
scan_member (Scan *scan, const LabPlace *place)
{
  LabPlace member = { place, scan->at + 1, 0, 0 };

  if (*scan->at != '"')
    return fail (scan, WANT_KEY);
  if (!scan_string (scan))
    return FALSE;
  member.key_length = scan->at - 1 - member.key;
  skip_space (scan);
  if (*scan->at != ':')
    return fail (scan, WANT_COLON);
  scan->at++;
  return scan_value (scan, &member);
}

static gboolean
scan_object (Scan *scan, const LabPlace *place)
{
  do {
    scan->at++;
    skip_space (scan);
    if (!scan_member (scan, place))
      return FALSE;
    skip_space (scan);
  } while (*scan->at == ',');
  if (*scan->at != '}')
    return fail (scan, WANT_COMMA_OR_BRACE);
  scan->at++;
  return TRUE;
}

static gboolean
scan_list (Scan *scan, const LabPlace *place)
{
  LabPlace entry = LAB_PLACE_ENTRY (place, 0);

  do {
    scan->at++;
    if (!scan_value (scan, &entry))
      return FALSE;
    entry.index++;
    skip_space (scan);
  } while (*scan->at == ',');
  if (*scan->at != ']')
    return fail (scan, WANT_COMMA_OR_BRACKET);
  scan->at++;
  return TRUE;
}

/* Whether the container at hand closes at once; then it has been passed. */
static gboolean
skip_empty (Scan *scan, char closing)
{
  const char *p = scan->at + 1 + strspn (scan->at + 1, " \t\r\n");

  if (*p != closing)
    return FALSE;
  scan->at = p + 1;
  return TRUE;
}

static gboolean
scan_container (Scan *scan, const LabPlace *place)
{
  gboolean is_object = *scan->at == '{';
  gboolean is_fine;

  if (scan->depth == MAX_DEPTH)
    return fail (scan, WANT_LESS_DEPTH);
  if (skip_empty (scan, is_object ? '}' : ']'))
    return TRUE;
  scan->depth++;
  is_fine = is_object ? scan_object (scan, place) : scan_list (scan, place);
  scan->depth--;
  return is_fine;
}

static gboolean
scan_literal (Scan *scan, const LabPlace *place)
{
  static const char *const literals[] = { "true", "false", "null" };
  gsize length = token_length (scan->at);

  for (guint i = 0; i < G_N_ELEMENTS (literals); i++)
    if (strlen (literals[i]) == length && strncmp (scan->at, literals[i], length) == 0) {
      scan->at += length;
      return TRUE;
    }
  return fail_token (scan, place);
}

static gboolean
scan_value (Scan *scan, const LabPlace *place)
{
  skip_space (scan);
  if (*scan->at == '{' || *scan->at == '[')
    return scan_container (scan, place);
  if (*scan->at == '"')
    return scan_string (scan);
  if (*scan->at == '-' || g_ascii_isdigit (*scan->at))
    return scan_number (scan, place);
  return scan_literal (scan, place);
}

gboolean
lab_json_scan (const char *text, gsize length, GError **error)
{
  Scan scan = { text, text, 0, error };

  if (!scan_value (&scan, &LAB_PLACE_FILE))
    return FALSE;
  skip_space (&scan);
  return scan.at == text + length || fail (&scan, WANT_END);
}
