/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/words.h"

#include "says.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>

static void
test_prices (void)
{
  assert_says (lab_format_price (47738.69346733668, 0), "47,738.69");
  assert_says (lab_format_price (47979.7979, 0), "47,979.80");
  assert_says (lab_format_price (48500, 0), "48,500");
  assert_says (lab_format_price (104392.17, 0), "104,392");
  assert_says (lab_format_price (1234567, 0), "1,234,567");
  assert_says (lab_format_price (999.996, 0), "1,000");
  assert_says (lab_format_price (3.2, 0), "3.20");
  assert_says (lab_format_price (0.123456, 0), "0.12346");
  assert_says (lab_format_price (0.00001234, 0), "0.00001234");
  assert_says (lab_format_price (47738.69346733668, 0.1), "47,738.7");
  assert_says (lab_format_price (47738.69346733668, 0.5), "47,738.5");
  assert_says (lab_format_price (104392.17, 0.1), "104,392.2");
  assert_says (lab_format_price (47738.69346733668, 5), "47,740");
  assert_says (lab_format_price (0.001, 0.5), "0.001");
}

static void
test_money (void)
{
  assert_says (lab_format_money (10000), "10,000");
  assert_says (lab_format_money (954.7738), "954.77");
  assert_says (lab_format_money (970), "970");
  assert_says (lab_format_money (999.996), "1,000");
  assert_says (lab_format_money (1234.56), "1,235");
  assert_says (lab_format_money (-6000), MINUS "6,000");
  assert_says (lab_format_money (1e6), "1,000,000");
  assert_says (lab_format_money (-0.001), "0");
  assert_says (lab_format_result (600), "+600");
  assert_says (lab_format_result (-6000), MINUS "6,000");
  assert_says (lab_format_result (0), "0");
}

static void
test_coins (void)
{
  assert_says (lab_format_coins (0.02), "0.02");
  assert_says (lab_format_coins (0.0158003), "0.0158");
  assert_says (lab_format_coins (0.000123456), "0.0001235");
  assert_says (lab_format_coins (1.2345), "1.234");
  assert_says (lab_format_coins (12.345), "12.35");
  assert_says (lab_format_coins (12345.6), "12,346");
  assert_says (lab_format_coins (-0.13333), MINUS "0.1333");
  assert_says (lab_format_coins (0), "0");
  assert_says (lab_format_coins ((double) NAN), "—");
}

static void
test_percents (void)
{
  assert_says (lab_format_distance (-0.045226), MINUS "4.52" PCT);
  assert_says (lab_format_distance (-0.03), MINUS "3.00" PCT);
  assert_says (lab_format_distance (0), "0.00" PCT);
  assert_says (lab_format_move (0.02), "+2" PCT);
  assert_says (lab_format_size_of_move (-0.03), "3" PCT);
  assert_says (lab_format_size_of_move (0.196), "19.60" PCT);
  assert_says (lab_format_share (-0.6), MINUS "60" PCT);
  assert_says (lab_format_ratio (0.2425), "24" PCT);
  assert_says (lab_format_rate (0.005), "0.5" PCT);
  assert_says (lab_format_times (20), "20" TIMES);
  assert_says (lab_format_times (48.4999), "48.5" TIMES);
}

static void
test_dates (void)
{
  assert_says (lab_format_date ("2026-05-15"), "15 May 2026");
  assert_says (lab_format_date ("soon"), "soon");
}

static void
test_no_number (void)
{
  assert_says (lab_format_price ((double) NAN, 0.5), "—");
  assert_says (lab_format_money (HUGE_VAL), "—");
  assert_says (lab_format_distance (HUGE_VAL), "—");
  assert_says (lab_format_times (HUGE_VAL), "—" TIMES);
}

static void
assert_reads (const char *text, double expected)
{
  double value = (double) NAN;

  g_test_message ("“%s”", text);
  g_assert_true (lab_read_number (text, &value));
  g_assert_cmpfloat (value, ==, expected);
}

static void
assert_refuses (const char *text)
{
  double value = 42;

  g_test_message ("“%s”", text);
  g_assert_false (lab_read_number (text, &value));
  g_assert_cmpfloat (value, ==, 42);
}

static void
test_reads (void)
{
  assert_reads ("10000", 10000);
  assert_reads ("10,000", 10000);
  assert_reads ("1,234,567.5", 1234567.5);
  assert_reads ("10 000", 10000);
  assert_reads ("10" NBSP "000", 10000);
  assert_reads ("10\342\200\257000", 10000);
  assert_reads ("10'000", 10000);
  assert_reads ("12,34,567", 1234567);
  assert_reads (" " MINUS "3" PCT " ", -3);
  assert_reads (MINUS " 3 %", -3);
  assert_reads ("-4.52%", -4.52);
  assert_reads ("+5", 5);
  assert_reads ("20x", 20);
  assert_reads ("20" TIMES, 20);
  assert_reads ("$1,000", 1000);
  assert_reads ("-$5", -5);
  assert_reads ("1000 USDT", 1000);
  assert_reads ("5 \342\202\254", 5);
  assert_reads (".5", 0.5);
  assert_reads ("5.", 5);
  assert_reads ("1,5", 1.5);
  assert_reads ("0,500", 0.5);
  assert_reads ("1e3", 1000);
  assert_reads ("2.5E-3", 0.0025);
  assert_reads ("\331\245\331\240", 50); /* Arabic-Indic digits */
}

static void
test_refuses (void)
{
  static const char *const texts[] = {
    "",      " ",      "-",     "%",     "x",      "NaN",  "inf",    "infinity",
    "1e999", "-1e999", "1.2.3", "1,2,3", "1 5",    "--5",  "5-",     "5 k",
    "0x10",  "1e",     "e5",    "12a",   "1,23.4", "5%%",  "\xff",   "1.234,5",
    "5 x x", "1e5 5",  "1 ,5",  ",",     "ten",    "1\n2", "5\3021", "1''000",
  };
  g_autofree char *longest = g_strnfill (64, '1');
  g_autofree char *too_long = g_strnfill (65, '1');
  double value;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refuses (texts[i]);
  g_assert_true (lab_read_number (longest, &value));
  assert_refuses (too_long);
}

static void
test_reading_undoes_formatting (void)
{
  for (int i = 0; i < 2000; i++) {
    double value = exp (g_test_rand_double_range (0, log (1e12)));
    g_autofree char *money = lab_format_money (value);
    g_autofree char *move = lab_format_distance (-value);
    double read;

    g_assert_true (lab_read_number (money, &read));
    g_assert_cmpfloat_with_epsilon (read, value, value < 999.995 ? 0.005001 : 0.5001);
    g_assert_true (lab_read_number (move, &read));
    g_assert_cmpfloat_with_epsilon (read, -100 * value, 0.005 + 1e-12 * value);
  }
}

/* Random bytes are read or refused, never worse. */
static void
test_any_bytes (void)
{
  static const char alphabet[] = "0123456789.,'eE+-%xX $USDT\302\240\342\200\257\210\222";

  for (int i = 0; i < 50000; i++) {
    char text[20] = "";
    int n = g_test_rand_int_range (0, sizeof text);
    double value;

    for (int j = 0; j < n; j++)
      text[j] = alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];
    if (lab_read_number (text, &value))
      g_assert_true (isfinite (value));
  }
}

#define LOCALE "xx_XX.UTF-8"

/* Makes a locale with these rules for numbers in @folder; FALSE where it cannot. Rules of
 * our own, because a machine may have no locales, and because whole ones take long. */
static gboolean
make_locale (const char *folder, const char *rules)
{
  g_autofree char *source = g_build_filename (folder, "source", NULL);
  g_autofree char *path = g_build_filename (folder, LOCALE, NULL);
  g_autofree char *text = g_strdup_printf ("LC_NUMERIC\n%s\nEND LC_NUMERIC\n", rules);
  const char *argv[] = { "localedef", "--quiet", "--no-archive", "-c", "-i",
                         source,      "-f",      "UTF-8",        path, NULL };

  g_assert_true (g_file_set_contents (source, text, -1, NULL));
  return g_spawn_sync (NULL, (char **) argv, NULL,
                       G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL |
                           G_SPAWN_STDERR_TO_DEV_NULL,
                       NULL, NULL, NULL, NULL, NULL, NULL) &&
         g_file_test (path, G_FILE_TEST_IS_DIR);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    remove_folder (child);
  }
  g_remove (path);
}

/* Runs @check where numbers follow @rules, or skips. */
static void
in_locale (const char *rules, void (*check) (void))
{
  g_autofree char *folder = g_dir_make_tmp ("lab-numbers-XXXXXX", NULL);
  g_autofree char *before = g_strdup (setlocale (LC_NUMERIC, NULL));
  g_autofree char *path_before = g_strdup (g_getenv ("LOCPATH"));
  gboolean is_made = make_locale (folder, rules);

  g_setenv ("LOCPATH", folder, TRUE);
  if (is_made && setlocale (LC_NUMERIC, LOCALE) != NULL)
    check ();
  else
    g_test_skip ("localedef could not make the locale");
  if (path_before != NULL)
    g_setenv ("LOCPATH", path_before, TRUE);
  else
    g_unsetenv ("LOCPATH");
  g_assert_nonnull (setlocale (LC_NUMERIC, before));
  remove_folder (folder);
}

static void
check_german (void)
{
  assert_says (lab_format_price (47738.69346733668, 0), "47.738,69");
  assert_says (lab_format_result (-6000), MINUS "6.000");
  assert_says (lab_format_distance (-0.045226), MINUS "4,52" PCT);
  assert_reads ("47.738,69", 47738.69);
  assert_reads ("1.234.567", 1234567);
  assert_reads ("1.500", 1500);
  assert_reads ("1.5", 1.5);
  assert_reads ("0,5", 0.5);
  assert_reads (MINUS "4,52" PCT, -4.52);
  assert_refuses ("1,234.5");
  test_reading_undoes_formatting ();
}

static void
check_french (void)
{
  assert_says (lab_format_price (47738.69346733668, 0), "47\342\200\257738,69");
  assert_reads ("47\342\200\257738,69", 47738.69);
  assert_reads ("47 738,69", 47738.69);
  assert_reads ("47738.69", 47738.69);
  test_reading_undoes_formatting ();
}

static void
check_indian (void)
{
  assert_says (lab_format_money (12345678), "1,23,45,678");
  assert_reads ("1,23,45,678", 12345678);
  test_reading_undoes_formatting ();
}

static void
check_ungrouped (void)
{
  assert_says (lab_format_price (47738.69346733668, 0), "47738,69");
  assert_reads ("47738,69", 47738.69);
  test_reading_undoes_formatting ();
}

static void
test_ungrouped (void)
{
  in_locale ("decimal_point \"<U002C>\"\n"
             "thousands_sep \"\"\n"
             "grouping -1",
             check_ungrouped);
}

static void
test_german (void)
{
  in_locale ("decimal_point \"<U002C>\"\n"
             "thousands_sep \"<U002E>\"\n"
             "grouping 3;3",
             check_german);
}

static void
test_french (void)
{
  in_locale ("decimal_point \"<U002C>\"\n"
             "thousands_sep \"<U202F>\"\n"
             "grouping 3;3",
             check_french);
}

static void
test_indian (void)
{
  in_locale ("decimal_point \"<U002E>\"\n"
             "thousands_sep \"<U002C>\"\n"
             "grouping 3;2",
             check_indian);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/numbers/format/prices", test_prices);
  g_test_add_func ("/numbers/format/money", test_money);
  g_test_add_func ("/numbers/format/coins-have-four-digits", test_coins);
  g_test_add_func ("/numbers/format/percents", test_percents);
  g_test_add_func ("/numbers/format/dates", test_dates);
  g_test_add_func ("/numbers/format/what-is-none-is-a-dash", test_no_number);
  g_test_add_func ("/numbers/read/what-people-type", test_reads);
  g_test_add_func ("/numbers/read/refuses-the-rest", test_refuses);
  g_test_add_func ("/numbers/read/undoes-formatting", test_reading_undoes_formatting);
  g_test_add_func ("/numbers/read/survives-any-bytes", test_any_bytes);
  g_test_add_func ("/numbers/locale/german", test_german);
  g_test_add_func ("/numbers/locale/french", test_french);
  g_test_add_func ("/numbers/locale/indian", test_indian);
  g_test_add_func ("/numbers/locale/ungrouped", test_ungrouped);
  return g_test_run ();
}
