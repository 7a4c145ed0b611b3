/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/table.h"

#include <string.h>

/*
 * Each way a table can be wrong, refused with a sentence that names the line, from a
 * block of exactly its size so that reading one byte too many is caught.
 */

#define HEAD    "# asset: BTC\n# interval: 1 day, UTC\n"
#define STRETCH "# stretch: Venue; BTC/USD; 2020-01-01 to 2020-12-31\n"
#define GOOD    HEAD STRETCH "2020-01-01,10,12.5,9,11\n2020-01-03,11,11,11,11\n"

static gboolean
parse (const char *text, LabTable *table, GError **error)
{
  gsize length = strlen (text);
  g_autofree char *copy = g_memdup2 (text, length);

  return lab_table_parse ("BTC", copy, length, table, error);
}

static void
test_good (void)
{
  g_auto (LabTable) table = { 0 };
  g_autoptr (GError) error = NULL;
  const LabBar *bar;

  g_assert_true (parse (GOOD, &table, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (table.bars->len, ==, 2);
  bar = &g_array_index (table.bars, LabBar, 0);
  g_assert_cmpint (bar->time, ==, 1577836800);
  g_assert_cmpfloat (bar->open, ==, 10);
  g_assert_cmpfloat (bar->high, ==, 12.5);
  g_assert_cmpfloat (bar->low, ==, 9);
  g_assert_cmpfloat (bar->close, ==, 11);
  g_assert_cmpuint (table.venues->len, ==, 1);
  g_assert_cmpstr (table.venues->pdata[0], ==, "Venue");
}

static void
test_numbers (void)
{
  const char *texts[] = { "0.1",     "79113.2",          "0.000000001", "1000000000",
                          "0.38213", "12345.6789012345", "3.00000" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *line = g_strdup_printf ("2020-01-01,%s,%s,%s,%s\n", texts[i],
                                             texts[i], texts[i], texts[i]);
    LabBar bar = { 0 };

    g_assert_true (lab_table_parse_last (line, strlen (line), &bar));
    g_assert_cmpfloat (bar.close, ==, g_ascii_strtod (texts[i], NULL));
  }
}

typedef struct {
  const char *name;
  const char *text;
  const char *says; /* a piece of the sentence */
} Refusal;

static const Refusal refusals[] = {
  { "no-date", HEAD STRETCH "\n", "Line 4 of the price table does not begin" },
  { "no-such-day", HEAD STRETCH "2020-02-30,1,1,1,1\n", "Line 4" },
  { "day-without-dashes", HEAD STRETCH "20200101,1,1,1,1\n", "Line 4" },
  { "day-with-sign", HEAD STRETCH "2020-+1-01,1,1,1,1\n", "Line 4" },
  { "year-zero", HEAD STRETCH "0000-01-01,1,1,1,1\n", "Line 4" },
  { "few-prices", HEAD STRETCH "2020-01-01,1,1,1\n", "fewer than four prices" },
  { "many-prices", HEAD STRETCH "2020-01-01,1,1,1,1,1\n", "“1,1”" },
  { "empty-price", HEAD STRETCH "2020-01-01,1,,1,1\n", "“”" },
  { "zero", HEAD STRETCH "2020-01-01,1,1,0,1\n", "“0”" },
  { "negative", HEAD STRETCH "2020-01-01,1,1,-1,1\n", "“-1”" },
  { "too-large", HEAD STRETCH "2020-01-01,1,1000000001,1,1\n", "“1000000001”" },
  { "exponent", HEAD STRETCH "2020-01-01,1,1e3,1,1\n", "“1e3”" },
  { "not-a-number", HEAD STRETCH "2020-01-01,nan,1,1,1\n", "“nan”" },
  { "hexadecimal", HEAD STRETCH "2020-01-01,0x1,1,1,1\n", "“0x1”" },
  { "two-dots", HEAD STRETCH "2020-01-01,1.1.1,1,1,1\n", "“1.1.1”" },
  { "bare-dot", HEAD STRETCH "2020-01-01,.5,1,1,1\n", "“.5”" },
  { "trailing-dot", HEAD STRETCH "2020-01-01,1.,1,1,1\n", "“1.”" },
  { "blank", HEAD STRETCH "2020-01-01, 1,1,1,1\n", "“ 1”" },
  { "many-digits", HEAD STRETCH "2020-01-01,1.1234567890123456,2,1,2\n", "“1.12345" },
  { "low-above-close", HEAD STRETCH "2020-01-01,3,4,2.5,2\n", "outside its low" },
  { "high-below-open", HEAD STRETCH "2020-01-01,5,4,2,3\n", "outside its low" },
  { "same-day-twice", GOOD "2020-01-03,1,1,1,1\n",
    "Line 6 of the price table is not later" },
  { "day-before", GOOD "2020-01-02,1,1,1,1\n", "Line 6 of the price table is not later" },
  { "outside-stretch", GOOD "2021-01-01,1,1,1,1\n",
    "Line 6 of the price table is a day" },
  { "no-stretch", HEAD "2020-01-01,1,1,1,1\n", "Line 3 of the price table is a day" },
  { "other-asset", "# asset: ETH\n", "for “ETH” and not for “BTC”" },
  { "other-interval", "# interval: 1 hour, UTC\n", "“1 hour, UTC”" },
  { "no-asset", "# interval: 1 day, UTC\n" STRETCH "2020-01-01,1,1,1,1\n", "its asset" },
  { "no-interval", "# asset: BTC\n" STRETCH "2020-01-01,1,1,1,1\n", "its asset" },
  { "stretch-of-two", HEAD "# stretch: Venue; 2020-01-01 to 2020-01-02\n", "Line 3" },
  { "stretch-backward", HEAD "# stretch: V; M; 2020-01-02 to 2020-01-01\n", "Line 3" },
  { "stretch-no-day", HEAD "# stretch: V; M; 2020-01-01 to today\n", "Line 3" },
  { "stretch-no-venue", HEAD "# stretch: ; M; 2020-01-01 to 2020-01-02\n", "Line 3" },
  { "unknown-remark", HEAD "# weather: fine\n", "Line 3 of the price table is a remark" },
  { "remark-below-row", GOOD "# made: 2026-01-01\n", "Line 6" },
  { "not-ascii", HEAD STRETCH "2020-01-01,1,1,1,\xc3\xa9\n", "Line 4" },
  { "carriage-return", HEAD STRETCH "2020-01-01,1,1,1,1\r\n", "Line 4" },
  { "breaks-off", GOOD "2020-01-04,1,1,1,1", "in the middle of line 6" },
  { "breaks-off-at-once", "#", "in the middle of line 1" },
};

static void
test_refusal (gconstpointer data)
{
  const Refusal *refusal = data;
  LabTable table = { (GArray *) -1, (GPtrArray *) -1 };
  g_autoptr (GError) error = NULL;

  g_assert_false (parse (refusal->text, &table, &error));
  g_assert_error (error, LAB_PRICES_ERROR, LAB_PRICES_ERROR_MALFORMED);
  if (!strstr (error->message, refusal->says))
    g_error ("“%s” does not say “%s”", error->message, refusal->says);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_true (table.bars == (GArray *) -1 && table.venues == (GPtrArray *) -1);
}

static void
test_empty (void)
{
  const char *texts[] = { "", HEAD, HEAD STRETCH };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;
    LabTable table;

    g_assert_false (parse (texts[i], &table, &error));
    g_assert_error (error, LAB_PRICES_ERROR, LAB_PRICES_ERROR_EMPTY);
  }
}

static void
test_size (void)
{
  g_autofree char *large = g_malloc0 (LAB_TABLE_MAX_BYTES + 1);
  g_autofree char *line = g_strnfill (300, '1');
  g_autofree char *text = g_strdup_printf (HEAD STRETCH "%s\n", line);
  g_autoptr (GError) too_large = NULL;
  g_autoptr (GError) too_long = NULL;
  g_autoptr (GError) has_nul = NULL;
  LabTable table;

  g_assert_false (
      lab_table_parse ("BTC", large, LAB_TABLE_MAX_BYTES + 1, &table, &too_large));
  g_assert_error (too_large, LAB_PRICES_ERROR, LAB_PRICES_ERROR_MALFORMED);
  g_assert_nonnull (strstr (too_large->message, "4 MiB"));
  g_assert_false (parse (text, &table, &too_long));
  g_assert_nonnull (strstr (too_long->message, "Line 4"));
  g_assert_false (lab_table_parse ("BTC", "a\0b\n", 4, &table, &has_nul));
  g_assert_error (has_nul, LAB_PRICES_ERROR, LAB_PRICES_ERROR_MALFORMED);
}

/* Every table that one changed byte makes is read or refused, never worse. */
static void
test_mutations (void)
{
  const char *bytes = "\n,#.-0 9\xff";
  gsize length = strlen (GOOD);

  for (gsize i = 0; i < length; i++) {
    for (const char *byte = bytes; *byte; byte++) {
      g_autofree char *copy = g_memdup2 (GOOD, length);
      g_auto (LabTable) table = { 0 };
      g_autoptr (GError) error = NULL;
      gboolean is_read;

      copy[i] = *byte;
      is_read = lab_table_parse ("BTC", copy, length, &table, &error);
      g_assert_true (is_read == (error == NULL));
    }
  }
}

static void
test_last (void)
{
  const char *bad[] = {
    "", "\n", "\n\n", "2020-01-01,1,1,1,1", "2020-01-01,1,2,3,1\n", "2020-01-01,1,1,1\n"
  };
  LabBar bar = { .close = 7 };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (lab_table_parse_last (bad[i], strlen (bad[i]), &bar));
  g_assert_cmpfloat (bar.close, ==, 7);
  g_assert_true (lab_table_parse_last (GOOD, strlen (GOOD), &bar));
  g_assert_cmpfloat (bar.close, ==, 11);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/market/table/good-table-is-read", test_good);
  g_test_add_func ("/market/table/numbers-are-the-nearest-double", test_numbers);
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++) {
    g_autofree char *path =
        g_strdup_printf ("/market/table/refuses/%s", refusals[i].name);

    g_test_add_data_func (path, &refusals[i], test_refusal);
  }
  g_test_add_func ("/market/table/no-rows-is-empty", test_empty);
  g_test_add_func ("/market/table/refuses-size", test_size);
  g_test_add_func ("/market/table/survives-changed-bytes", test_mutations);
  g_test_add_func ("/market/table/last-row-is-checked", test_last);
  return g_test_run ();
}
