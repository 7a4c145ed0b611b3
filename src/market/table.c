/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/table.h"

#include <glib/gi18n-lib.h>
#include <stdarg.h>
#include <string.h>

/*
 * A table is read line by line, without copying rows. Numbers are read here and not by
 * the C library: no locale can change them, a row holds nothing but digits, dots and
 * commas, and with at most fifteen digits one division gives the double nearest to what
 * is written.
 */

#define SECONDS_A_DAY  ((gint64) 24 * 60 * 60)
#define JULIAN_OF_1970 719163
#define MAX_LINE_BYTES 200
#define MAX_DIGITS     15
#define LEAST_PRICE    1e-9
#define MOST_PRICE     1e9

typedef struct {
  gint64 first, last; /* days, seconds since 1970 UTC, both inside */
} Stretch;

/* A slice of the table: one line, or one cell of it. Not ended by a NUL. */
typedef struct {
  const char *text;
  gsize length;
} Slice;

typedef struct {
  const char *asset;
  Slice rest; /* what has not been read yet */
  guint line; /* number of the line last read, from 1 */
  gboolean has_asset, has_interval;
  GArray *stretches;
  GArray *bars;
  GPtrArray *venues;
} Reader;

static void
reader_clear (Reader *self)
{
  g_clear_pointer (&self->stretches, g_array_unref);
  g_clear_pointer (&self->bars, g_array_unref);
  g_clear_pointer (&self->venues, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

void
lab_table_clear (LabTable *self)
{
  g_clear_pointer (&self->bars, g_array_unref);
  g_clear_pointer (&self->venues, g_ptr_array_unref);
}

static gboolean G_GNUC_PRINTF (2, 3) refuse (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, LAB_PRICES_ERROR, LAB_PRICES_ERROR_MALFORMED, message);
  return FALSE;
}

/* Cuts @text off at @separator; the piece before it is @piece. FALSE if there is none. */
static gboolean
slice_cut (Slice *text, char separator, Slice *piece)
{
  const char *end = text->length ? memchr (text->text, separator, text->length) : NULL;

  if (!end)
    return FALSE;
  piece->text = text->text;
  piece->length = (gsize) (end - text->text);
  text->text += piece->length + 1;
  text->length -= piece->length + 1;
  return TRUE;
}

static gboolean
read_digits (const char *text, gsize n, guint *number)
{
  *number = 0;
  for (gsize i = 0; i < n; i++) {
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
    *number = *number * 10 + (guint) (text[i] - '0');
  }
  return TRUE;
}

/* An ISO date. */
static gboolean
read_day (Slice text, gint64 *time)
{
  guint year, month, day;
  GDate date;

  if (text.length != 10 || text.text[4] != '-' || text.text[7] != '-' ||
      !read_digits (text.text, 4, &year) || !read_digits (text.text + 5, 2, &month) ||
      !read_digits (text.text + 8, 2, &day) ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  *time = ((gint64) g_date_get_julian (&date) - JULIAN_OF_1970) * SECONDS_A_DAY;
  return TRUE;
}

/* A positive decimal without sign or exponent. */
static gboolean
read_price (Slice text, double *price)
{
  guint64 digits = 0;
  double scale = 1;
  gboolean has_dot = FALSE;

  if (text.length == 0 || text.length > MAX_DIGITS + 1 || text.text[0] == '.' ||
      text.text[text.length - 1] == '.')
    return FALSE;
  for (gsize i = 0; i < text.length; i++) {
    char c = text.text[i];

    if (c == '.' && !has_dot) {
      has_dot = TRUE;
    } else if (g_ascii_isdigit (c)) {
      digits = digits * 10 + (guint64) (c - '0');
      scale *= has_dot ? 10 : 1;
    } else {
      return FALSE;
    }
  }
  *price = (double) digits / scale;
  return *price >= LEAST_PRICE && *price <= MOST_PRICE;
}

static gboolean
read_row (Slice line, guint number, LabBar *bar, GError **error)
{
  double *prices[] = { &bar->open, &bar->high, &bar->low, &bar->close };
  Slice cell;

  if (!slice_cut (&line, ',', &cell) || !read_day (cell, &bar->time))
    return refuse (error, _ ("Line %u of the price table does not begin with a date."),
                   number);
  for (gsize i = 0; i < G_N_ELEMENTS (prices); i++) {
    gboolean is_last = i + 1 == G_N_ELEMENTS (prices);

    if (is_last)
      cell = line;
    else if (!slice_cut (&line, ',', &cell))
      return refuse (error, _ ("Line %u of the price table has fewer than four prices."),
                     number);
    if (!read_price (cell, prices[i]))
      return refuse (error,
                     _ ("Line %u of the price table has “%.*s” where a price between "
                        "0.000000001 and 1000000000 belongs."),
                     number, (int) cell.length, cell.text);
  }
  if (bar->low > MIN (bar->open, bar->close) || bar->high < MAX (bar->open, bar->close))
    return refuse (error,
                   _ ("Line %u of the price table has an open or close outside its low "
                      "and high."),
                   number);
  return TRUE;
}

static gboolean
is_in_a_stretch (Reader *self, gint64 time)
{
  for (guint i = 0; i < self->stretches->len; i++) {
    const Stretch *stretch = &g_array_index (self->stretches, Stretch, i);

    if (time >= stretch->first && time <= stretch->last)
      return TRUE;
  }
  return FALSE;
}

static gboolean
take_row (Reader *self, Slice line, GError **error)
{
  LabBar bar;
  guint n = self->bars->len;

  if (!read_row (line, self->line, &bar, error))
    return FALSE;
  if (n > 0 && bar.time <= g_array_index (self->bars, LabBar, n - 1).time)
    return refuse (error,
                   _ ("Line %u of the price table is not later than the one before it."),
                   self->line);
  if (!is_in_a_stretch (self, bar.time))
    return refuse (error,
                   _ ("Line %u of the price table is a day that no stretch names."),
                   self->line);
  g_array_append_val (self->bars, bar);
  return TRUE;
}

static gboolean
take_asset (Reader *self, const char *value, GError **error)
{
  if (g_strcmp0 (value, self->asset) != 0)
    return refuse (error, _ ("The price table is for “%s” and not for “%s”."), value,
                   self->asset);
  self->has_asset = TRUE;
  return TRUE;
}

static gboolean
take_interval (Reader *self, const char *value, GError **error)
{
  if (g_strcmp0 (value, "1 day, UTC") != 0)
    return refuse (
        error, _ ("The price table has the interval “%s”; only “1 day, UTC” is read."),
        value);
  self->has_interval = TRUE;
  return TRUE;
}

/* "venue; market; first day to last day" */
static gboolean
take_stretch (Reader *self, const char *value, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (value, "; ", -1);
  g_auto (GStrv) days = NULL;
  Stretch stretch;

  if (g_strv_length (parts) == 3)
    days = g_strsplit (parts[2], " to ", -1);
  if (!days || g_strv_length (days) != 2 || !*parts[0] || !*parts[1] ||
      !read_day ((Slice){ days[0], strlen (days[0]) }, &stretch.first) ||
      !read_day ((Slice){ days[1], strlen (days[1]) }, &stretch.last) ||
      stretch.first > stretch.last)
    return refuse (error,
                   _ ("Line %u of the price table does not name a stretch as “venue; "
                      "market; first day to last day”."),
                   self->line);
  g_array_append_val (self->stretches, stretch);
  if (!g_ptr_array_find_with_equal_func (self->venues, parts[0], g_str_equal, NULL))
    g_ptr_array_add (self->venues, g_strdup (parts[0]));
  return TRUE;
}

/* For the reader of the file, not for the program. */
static gboolean
take_remark (Reader *self, const char *value, GError **error)
{
  return TRUE;
}

static const struct {
  const char *key;
  gboolean (*take) (Reader *self, const char *value, GError **error);
} header_keys[] = {
  { "asset", take_asset },     { "interval", take_interval }, { "stretch", take_stretch },
  { "left out", take_remark }, { "rounded", take_remark },    { "made", take_remark },
  { "columns", take_remark },
};

static gboolean
take_header (Reader *self, Slice line, GError **error)
{
  g_autofree char *text = g_strndup (line.text, line.length);

  if (self->bars->len > 0)
    return refuse (error, _ ("Line %u of the price table is a remark below a row."),
                   self->line);
  for (gsize i = 0; i < G_N_ELEMENTS (header_keys); i++) {
    g_autofree char *start = g_strdup_printf ("# %s: ", header_keys[i].key);

    if (g_str_has_prefix (text, start))
      return header_keys[i].take (self, text + strlen (start), error);
  }
  return refuse (error, _ ("Line %u of the price table is a remark with an unknown key."),
                 self->line);
}

static gboolean
is_plain (Slice line)
{
  for (gsize i = 0; i < line.length; i++) {
    if (!g_ascii_isprint (line.text[i]))
      return FALSE;
  }
  return TRUE;
}

static gboolean
take_line (Reader *self, Slice line, GError **error)
{
  if (line.length > MAX_LINE_BYTES)
    return refuse (error, _ ("Line %u of the price table is longer than %d characters."),
                   self->line, MAX_LINE_BYTES);
  if (!is_plain (line))
    return refuse (error, _ ("Line %u of the price table is not plain ASCII text."),
                   self->line);
  if (line.length > 0 && line.text[0] == '#')
    return take_header (self, line, error);
  return take_row (self, line, error);
}

/* What only the whole table shows. */
static gboolean
check_whole (Reader *self, GError **error)
{
  if (self->rest.length > 0)
    return refuse (error, _ ("The price table breaks off in the middle of line %u."),
                   self->line + 1);
  if (self->bars->len == 0) {
    g_set_error_literal (error, LAB_PRICES_ERROR, LAB_PRICES_ERROR_EMPTY,
                         _ ("The price table holds no prices."));
    return FALSE;
  }
  if (!self->has_asset || !self->has_interval)
    return refuse (error, _ ("The price table does not say its asset and interval."));
  return TRUE;
}

gboolean
lab_table_parse (const char *asset, const char *bytes, gsize length, LabTable *table,
                 GError **error)
{
  g_auto (Reader) reader = { .asset = asset, .rest = { bytes, length } };
  Slice line;

  if (length > LAB_TABLE_MAX_BYTES)
    return refuse (error, _ ("The price table is larger than %d MiB."),
                   LAB_TABLE_MAX_BYTES / (1024 * 1024));
  reader.stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  reader.bars = g_array_new (FALSE, FALSE, sizeof (LabBar));
  reader.venues = g_ptr_array_new_with_free_func (g_free);
  while (slice_cut (&reader.rest, '\n', &line)) {
    reader.line++;
    if (!take_line (&reader, line, error))
      return FALSE;
  }
  if (!check_whole (&reader, error))
    return FALSE;
  table->bars = g_steal_pointer (&reader.bars);
  table->venues = g_steal_pointer (&reader.venues);
  return TRUE;
}

gboolean
lab_table_parse_last (const char *bytes, gsize length, LabBar *bar)
{
  g_autoptr (GError) error = NULL;
  const char *start;
  Slice line;
  LabBar last;

  if (length < 2 || bytes[length - 1] != '\n')
    return FALSE;
  start = memrchr (bytes, '\n', length - 1);
  line.text = start ? start + 1 : bytes;
  line.length = (gsize) (bytes + length - 1 - line.text);
  if (line.length > MAX_LINE_BYTES || !read_row (line, 0, &last, &error)) {
    g_debug ("The last row cannot be read: %s", error ? error->message : "too long");
    return FALSE;
  }
  *bar = last;
  return TRUE;
}
