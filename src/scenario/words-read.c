/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Reading what a person typed. The text is turned into marks that no locale changes any
 * more and only then judged: digits, D for the decimal separator, G for the one between
 * groups, S for a space or an apostrophe, which can be nothing else. Groups must have the
 * sizes groups have. A lone G that cannot be grouping, as in "1.5" where the comma is
 * decimal, has one reading left and gets it.
 */

#include "scenario/words-private.h"

#include <math.h>

#define MAX_BYTES 64

static gboolean
is_space (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x00a0 || c == 0x202f || c == 0x2007;
}

static gboolean
is_minus (gunichar c)
{
  return c == '-' || c == 0x2212;
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019;
}

static gboolean
is_currency_sign (gunichar c)
{
  return g_unichar_type (c) == G_UNICODE_CURRENCY_SYMBOL;
}

static void
skip_spaces (const char **text, const char *end)
{
  while (*text < end && is_space (g_utf8_get_char (*text)))
    *text = g_utf8_next_char (*text);
}

static void
drop_spaces (const char *text, const char **end)
{
  while (*end > text && is_space (g_utf8_get_char (g_utf8_prev_char (*end))))
    *end = g_utf8_prev_char (*end);
}

/* Takes a sign and a currency sign, in either order, from the front. */
static gboolean
take_front (const char **text, const char *end)
{
  gboolean is_negative = FALSE;
  gboolean has_sign = FALSE;
  gboolean has_currency = FALSE;

  for (;; *text = g_utf8_next_char (*text)) {
    gunichar c;

    skip_spaces (text, end);
    c = *text < end ? g_utf8_get_char (*text) : 0;
    if (!has_sign && (is_minus (c) || c == '+')) {
      has_sign = TRUE;
      is_negative = is_minus (c);
    } else if (!has_currency && is_currency_sign (c))
      has_currency = TRUE;
    else
      return is_negative;
  }
}

/* Length of a currency code in capital letters before @end: 3 to 5, as in USD or USDT. */
static gsize
code_length (const char *text, const char *end)
{
  gsize n = 0;

  while (end - n > text && g_ascii_isupper (end[-1 - (gssize) n]))
    n++;
  return n >= 3 && n <= 5 ? n : 0;
}

/* Takes one unit off the end. */
static void
drop_unit (const char *text, const char **end)
{
  gunichar c;

  drop_spaces (text, end);
  if (*end == text)
    return;
  c = g_utf8_get_char (g_utf8_prev_char (*end));
  if (c == '%' || c == 0x00d7 || c == 'x' || c == 'X' || is_currency_sign (c))
    *end = g_utf8_prev_char (*end);
  else
    *end -= code_length (text, *end);
  drop_spaces (text, end);
}

/* The mark that a separator at @text stands for in this locale, or 0. */
static char
mark_at (const char *text, const LabMarks *marks)
{
  gunichar c = g_utf8_get_char (text);

  if (g_str_has_prefix (text, marks->decimal))
    return 'D';
  if (is_space (c) || is_apostrophe (c))
    return 'S';
  if (marks->group[0] != '\0' && g_str_has_prefix (text, marks->group))
    return 'G';
  return c == '.' || c == ',' ? 'D' : 0;
}

/* Digits and marks for @text up to @end or to an exponent, which @text is left at. */
static gboolean
mark_up (const char **text, const char *end, GString *marked)
{
  LabMarks marks;

  lab_marks_get (&marks);
  for (; *text < end && **text != 'e' && **text != 'E';
       *text = g_utf8_next_char (*text)) {
    int digit = g_unichar_digit_value (g_utf8_get_char (*text));
    char mark = digit >= 0 ? (char) ('0' + digit) : mark_at (*text, &marks);

    if (mark == 0)
      return FALSE;
    g_string_append_c (marked, mark);
  }
  return strpbrk (marked->str, "0123456789") != NULL;
}

/* Whether the whole part before the decimal separator is grouped as numbers are: up to
 * three digits, then groups of two or three, the last of three. */
static gboolean
is_grouped (const char *marked)
{
  g_autofree char *whole = g_strndup (marked, strcspn (marked, "D"));
  g_auto (GStrv) groups = g_strsplit_set (whole, "GS", -1);
  guint n = g_strv_length (groups);

  if (n < 2)
    return TRUE;
  for (guint i = 0; i < n; i++) {
    gsize length = strlen (groups[i]);

    if (length > 3 || length < (i == 0 ? 1 : i == n - 1 ? 3 : 2))
      return FALSE;
  }
  return groups[0][0] != '0';
}

/* Rewrites @marked as a C-locale number, or says that it is none. */
static gboolean
settle_marks (GString *marked)
{
  char *decimal = strchr (marked->str, 'D');
  char *group = strpbrk (marked->str, "GS");

  if (decimal != NULL && strpbrk (decimal + 1, "DGS") != NULL)
    return FALSE;
  if (!is_grouped (marked->str)) {
    if (decimal != NULL || *group == 'S' || strpbrk (group + 1, "GS") != NULL)
      return FALSE;
    *group = 'D';
  }
  g_string_replace (marked, "G", "", 0);
  g_string_replace (marked, "S", "", 0);
  g_string_replace (marked, "D", ".", 0);
  return TRUE;
}

gboolean
lab_read_number (const char *text, double *value)
{
  g_autoptr (GString) marked = g_string_new (NULL);
  const char *end;
  char *rest = NULL;
  gboolean is_negative;
  double number;

  if (strnlen (text, MAX_BYTES + 1) > MAX_BYTES || !g_utf8_validate (text, -1, NULL))
    return FALSE;
  end = text + strlen (text);
  is_negative = take_front (&text, end);
  drop_unit (text, &end);
  if (!mark_up (&text, end, marked) || !settle_marks (marked))
    return FALSE;
  g_string_append_len (marked, text, end - text);
  number = g_ascii_strtod (marked->str, &rest);
  if (*rest != '\0' || !isfinite (number))
    return FALSE;
  *value = is_negative ? -number : number;
  return TRUE;
}
