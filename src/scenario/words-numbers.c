/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Numbers for people. Digits are grouped and separated as the learner's locale does it;
 * the C locale, which has no grouping, is written the English way, because so are the
 * untranslated sentences around it. Minus is always U+2212.
 *
 * Everything is rounded to nearest, on screen only. Bounds would rather be rounded toward
 * the danger, but 1.5697 % must read as 1.57 %: half a unit of the last digit is all that
 * a shown number may be off, either way.
 */

#include "scenario/words-private.h"

#include <glib/gi18n-lib.h>
#include <limits.h>
#include <locale.h>
#include <math.h>

#define MINUS    "\342\210\222"
#define DASH     "\342\200\224"
#define MAX_TEXT 400 /* the longest double has 309 digits */

/* From this price up, hundredths say nothing. */
#define COARSE_PRICE 100000.0

/* Below this price, two decimals would hide the distance that ends a position. */
#define FINE_PRICE 10.0

static void
take_mark (char *mark, gsize size, const char *raw)
{
  g_autofree char *text = NULL;

  if (g_utf8_validate (raw, -1, NULL))
    text = g_strdup (raw);
  else
    text = g_locale_to_utf8 (raw, -1, NULL, NULL, NULL);
  if (text != NULL && strlen (text) < size)
    g_strlcpy (mark, text, size);
}

static gboolean
is_plain_locale (void)
{
  const char *name = setlocale (LC_NUMERIC, NULL);

  return name == NULL || g_str_equal (name, "C") || g_str_equal (name, "POSIX") ||
         g_str_has_prefix (name, "C.");
}

void
lab_marks_get (LabMarks *marks)
{
  const struct lconv *locale = localeconv ();

  *marks = (LabMarks){ .decimal = ".", .group = ",", .sizes = "\3" };
  if (is_plain_locale ())
    return;
  marks->group[0] = '\0';
  take_mark (marks->decimal, sizeof marks->decimal, locale->decimal_point);
  take_mark (marks->group, sizeof marks->group, locale->thousands_sep);
  g_strlcpy (marks->sizes, locale->grouping, sizeof marks->sizes);
}

/* Whether a separator stands before the last @n_left digits. */
static gboolean
is_group_start (const char *sizes, gsize n_left)
{
  gsize end = 0;

  while (*sizes != '\0' && *sizes != CHAR_MAX && *sizes > 0) {
    end += (gsize) *sizes;
    if (end >= n_left)
      return end == n_left;
    if (sizes[1] != '\0')
      sizes++;
  }
  return FALSE;
}

static void
append_grouped (GString *text, const char *digits, gsize n, const LabMarks *marks)
{
  for (gsize i = 0; i < n; i++) {
    if (i > 0 && is_group_start (marks->sizes, n - i))
      g_string_append (text, marks->group);
    g_string_append_c (text, digits[i]);
  }
}

/* Cuts zeros off the end of @text, down to @least decimals; all of them if nothing else
 * stands there. */
static void
trim_zeros (char *text, int least)
{
  char *point = strchr (text, '.');
  char *end;

  if (point == NULL)
    return;
  if (strspn (point + 1, "0") == strlen (point + 1)) {
    *point = '\0';
    return;
  }
  for (end = point + strlen (point) - 1; end > point + least && *end == '0'; end--)
    *end = '\0';
}

/* Dresses the C-locale @digits of an unsigned number for this locale. */
static char *
dress (const char *digits, gboolean is_negative, LabSign sign)
{
  GString *text = g_string_new (NULL);
  gboolean is_zero = strpbrk (digits, "123456789") == NULL;
  gsize n_whole = strcspn (digits, ".");
  LabMarks marks;

  lab_marks_get (&marks);
  if (!is_zero && is_negative && sign != LAB_SIGN_NEVER)
    g_string_append (text, MINUS);
  else if (!is_zero && sign == LAB_SIGN_ALWAYS)
    g_string_append_c (text, '+');
  append_grouped (text, digits, n_whole, &marks);
  if (digits[n_whole] == '.') {
    g_string_append (text, marks.decimal);
    g_string_append (text, digits + n_whole + 1);
  }
  return g_string_free (text, FALSE);
}

static void
print_digits (char *digits, gsize size, double value, int decimals)
{
  char format[16];

  g_snprintf (format, sizeof format, "%%.%df", decimals);
  g_ascii_formatd (digits, (int) size, format, fabs (value));
}

char *
lab_words_number (double value, int most, int least, LabSign sign)
{
  char digits[MAX_TEXT];

  if (!isfinite (value))
    return g_strdup (DASH);
  print_digits (digits, sizeof digits, value, most);
  trim_zeros (digits, least);
  return dress (digits, value < 0, sign);
}

static int
decimals_of_tick (double tick)
{
  int decimals = 0;

  while (decimals < 18 && fabs (tick - round (tick)) > 1e-9 * tick) {
    tick *= 10;
    decimals++;
  }
  return decimals;
}

/* The decimals that show @significant digits of @value. */
static int
decimals_for (double value, int significant)
{
  return value > 0 ? significant - 1 - (int) floor (log10 (value)) : 0;
}

char *
lab_format_price (double price, double tick)
{
  double steps = tick > 0 ? round (price / tick) : 0;

  if (steps > 0 && isfinite (steps)) {
    int decimals = decimals_of_tick (tick);

    return lab_words_number (steps * tick, decimals, decimals, LAB_SIGN_MINUS);
  }
  if (price >= COARSE_PRICE)
    return lab_words_number (price, 0, 0, LAB_SIGN_MINUS);
  if (price > 0 && price < FINE_PRICE)
    return lab_words_number (price, MIN (decimals_for (price, 5), 22), 2, LAB_SIGN_MINUS);
  return lab_words_number (price, 2, 2, LAB_SIGN_MINUS);
}

static char *
format_money (double money, LabSign sign)
{
  return lab_words_number (money, fabs (money) < 999.995 ? 2 : 0, 2, sign);
}

char *
lab_format_money (double money)
{
  return format_money (money, LAB_SIGN_MINUS);
}

char *
lab_format_result (double money)
{
  return format_money (money, LAB_SIGN_ALWAYS);
}

static char *
format_coins (double coins, LabSign sign)
{
  int decimals = CLAMP (decimals_for (fabs (coins), 4), 0, 12);

  return lab_words_number (coins, decimals, 0, sign);
}

char *
lab_format_coins (double coins)
{
  return format_coins (coins, LAB_SIGN_MINUS);
}

/* A number with its percent sign, and the no-break space between them. */
static char *
dress_percent (char *number)
{
  g_autofree char *owned = number;

  /* TRANSLATORS: the space is a no-break space; use what your language puts there. */
  return g_strdup_printf (_ ("%s %%"), owned);
}

char *
lab_format_distance (double fraction)
{
  char digits[MAX_TEXT];

  if (!isfinite (fraction))
    return g_strdup (DASH);
  print_digits (digits, sizeof digits, 100 * fraction, 2);
  return dress_percent (dress (digits, fraction < 0, LAB_SIGN_ALWAYS));
}

char *
lab_format_move (double fraction)
{
  return dress_percent (lab_words_number (100 * fraction, 2, 2, LAB_SIGN_ALWAYS));
}

char *
lab_format_size_of_move (double fraction)
{
  return dress_percent (lab_words_number (100 * fraction, 2, 2, LAB_SIGN_NEVER));
}

char *
lab_format_share (double fraction)
{
  return dress_percent (lab_words_number (100 * fraction, 0, 0, LAB_SIGN_ALWAYS));
}

char *
lab_format_ratio (double fraction)
{
  return dress_percent (lab_words_number (100 * fraction, 0, 0, LAB_SIGN_MINUS));
}

char *
lab_format_rate (double fraction)
{
  return dress_percent (lab_words_number (100 * fraction, 4, 0, LAB_SIGN_MINUS));
}

char *
lab_format_times (double leverage)
{
  g_autofree char *number = lab_words_number (leverage, 1, 1, LAB_SIGN_MINUS);

  /* TRANSLATORS: leverage, as in "20×". */
  return g_strdup_printf (_ ("%s×"), number);
}

char *
lab_format_date (const char *iso_date)
{
  g_autofree char *stamp = g_strconcat (iso_date, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) day = g_date_time_new_from_iso8601 (stamp, NULL);

  if (day == NULL)
    return g_strdup (iso_date);
  /* TRANSLATORS: a date as in "15 May 2026"; see g_date_time_format(). */
  return g_date_time_format (day, _ ("%-d %B %Y"));
}

static char *
money_of (MarginContract contract, double money, LabSign sign)
{
  return lab_currency_is_coin (contract) ? format_coins (money, sign)
                                         : format_money (money, sign);
}

char *
lab_words_money (const MarginOutcome *outcome, double money, LabSign sign)
{
  return money_of (outcome->in.contract, money, sign);
}

char *
lab_words_of (const char *number, const char *currency)
{
  /* TRANSLATORS: an amount and its currency, as in "0.1 BTC". */
  return g_strdup_printf (_ ("%1$s %2$s"), number, currency);
}

static char *
sum_of (const MarginInputs *in, const char *asset, double money, LabSign sign)
{
  g_autofree char *number = money_of (in->contract, money, sign);

  if (!lab_currency_is_coin (in->contract))
    return g_steal_pointer (&number);
  return lab_words_of (number, lab_currency (in->contract, asset, NULL));
}

char *
lab_format_sum (const MarginInputs *in, const char *asset, double money)
{
  return sum_of (in, asset, money, LAB_SIGN_MINUS);
}

/* Contracts of an inverse kind are worth the same in the quote currency at any price. */
char *
lab_format_held (const MarginInputs *in, const char *asset, double value)
{
  g_autofree char *number = NULL;

  if (in->contract != MARGIN_INVERSE)
    return lab_format_sum (in, asset, value);
  number = format_money (in->size * in->multiplier, LAB_SIGN_MINUS);
  return lab_words_of (number, lab_currency (MARGIN_LINEAR, asset, NULL));
}

char *
lab_words_sum (const MarginOutcome *outcome, const char *asset, double money)
{
  return lab_format_sum (&outcome->in, asset, money);
}

char *
lab_words_result (const MarginOutcome *outcome, const char *asset, double money)
{
  return sum_of (&outcome->in, asset, money, LAB_SIGN_ALWAYS);
}

char *
lab_words_price (const MarginOutcome *outcome, double price)
{
  return lab_format_price (price, outcome->in.rules.tick);
}

char *
lab_words_percent (double fraction, int decimals)
{
  return lab_words_number (100 * fraction, decimals, decimals, LAB_SIGN_NEVER);
}

char *
lab_words_size (double size)
{
  return lab_words_number (size, CLAMP (decimals_for (size, 6), 0, 18), 0,
                           LAB_SIGN_MINUS);
}
