/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/prices.h"

#include <string.h>

/*
 * The bundled tables against known prices and against odds worked out from the venues'
 * raw candles. The resource is all there is: no file and no network is touched.
 */

#define DAY ((gint64) 24 * 60 * 60)

static LabPrices *
load (const char *asset)
{
  g_autoptr (GError) error = NULL;
  LabPrices *prices = lab_prices_load (asset, &error);

  g_assert_no_error (error);
  return prices;
}

static const LabBar *
bar_on (LabPrices *prices, const char *day)
{
  g_autofree char *iso = g_strdup_printf ("%sT00:00:00Z", day);
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (iso, NULL);
  gsize n;
  const LabBar *bars = lab_prices_get_bars (prices, &n);

  for (gsize i = 0; i < n; i++) {
    if (bars[i].time == g_date_time_to_unix (date))
      return &bars[i];
  }
  return NULL;
}

static void
test_last_bar (void)
{
  /* 2026-05-15, Binance spot, at six significant digits. */
  const struct {
    const char *asset;
    double open, high, low, close;
  } known[] = {
    { "BTC", 81090, 81664.4, 78659, 79113.2 },
    { "ETH", 2283.26, 2300.29, 2205.11, 2224.66 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++) {
    LabBar bar = { 0 };

    g_assert_true (lab_prices_last_bar (known[i].asset, &bar));
    g_assert_cmpint (bar.time, ==, 20588 * DAY);
    g_assert_cmpfloat (bar.open, ==, known[i].open);
    g_assert_cmpfloat (bar.high, ==, known[i].high);
    g_assert_cmpfloat (bar.low, ==, known[i].low);
    g_assert_cmpfloat (bar.close, ==, known[i].close);
  }
}

static void
test_last_bar_is_the_last_of_the_table (void)
{
  for (const char *const *asset = lab_prices_assets (); *asset; asset++) {
    g_autoptr (LabPrices) prices = load (*asset);
    gsize n;
    const LabBar *bars = lab_prices_get_bars (prices, &n);
    LabBar last = { 0 };

    g_assert_true (lab_prices_last_bar (*asset, &last));
    g_assert_cmpint (last.time, ==, bars[n - 1].time);
    g_assert_cmpfloat (last.close, ==, bars[n - 1].close);
  }
}

static void
test_unknown_asset (void)
{
  g_autoptr (GError) error = NULL;
  LabBar bar = { .close = 7 };

  g_assert_false (lab_prices_last_bar ("DOGE", &bar));
  g_assert_false (lab_prices_last_bar (NULL, &bar));
  g_assert_cmpfloat (bar.close, ==, 7);
  g_assert_null (lab_prices_load ("DOGE", &error));
  g_assert_error (error, LAB_PRICES_ERROR, LAB_PRICES_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "DOGE"));
}

/* Prices that stand in every chronicle, each by its venue. */
static void
test_known_days (void)
{
  g_autoptr (LabPrices) btc = load ("BTC");
  g_autoptr (LabPrices) eth = load ("ETH");

  g_assert_cmpfloat (bar_on (btc, "2013-11-30")->high, ==, 1163);    /* Bitstamp */
  g_assert_cmpfloat (bar_on (btc, "2017-12-17")->high, ==, 19798.7); /* Binance */
  g_assert_cmpfloat (bar_on (btc, "2020-03-13")->low, ==, 3782.13);  /* Binance */
  g_assert_cmpfloat (bar_on (btc, "2021-05-19")->low, ==, 30000);    /* Binance */
  g_assert_cmpfloat (bar_on (btc, "2022-11-09")->low, ==, 15588);    /* Binance */
  g_assert_cmpfloat (bar_on (btc, "2025-10-10")->low, ==, 102000);   /* Binance */
  g_assert_cmpfloat (bar_on (eth, "2017-05-07")->low, ==, 26);       /* Kraken */
  g_assert_cmpfloat (bar_on (eth, "2021-05-19")->low, ==, 1888);     /* Binance */
  g_assert_cmpfloat (bar_on (eth, "2024-08-05")->low, ==, 2111);     /* Binance */
}

static void
test_missing_days_stay_missing (void)
{
  g_autoptr (LabPrices) btc = load ("BTC");
  gsize n;

  g_assert_nonnull (bar_on (btc, "2015-01-05"));
  g_assert_null (bar_on (btc, "2015-01-06"));
  g_assert_null (bar_on (btc, "2015-01-08"));
  g_assert_nonnull (bar_on (btc, "2015-01-09"));
  g_assert_null (bar_on (btc, "2017-04-15"));
  g_assert_cmpint (lab_prices_get_bars (btc, &n)[0].time, ==, 15706 * DAY); /* 2013 */
  g_assert_cmpuint (n, ==, 20588 - 15706 + 1 - 4);
}

static void
test_source (void)
{
  g_autoptr (LabPrices) btc = load ("BTC");
  g_autoptr (LabPrices) eth = load ("ETH");

  g_assert_cmpstr (lab_prices_get_asset (btc), ==, "BTC");
  g_assert_cmpstr (lab_prices_get_source (btc), ==,
                   "Daily prices of BTC from 2013-01-01 to 2026-05-15, as traded on "
                   "Bitstamp, Coinbase, Binance.");
  g_assert_cmpstr (lab_prices_get_source (eth), ==,
                   "Daily prices of ETH from 2015-10-11 to 2026-05-15, as traded on "
                   "Kraken, Binance.");
}

/* Of all days with six more behind them: entered at the open, did the price move against
 * the position by 1 / leverage - 0.5 % within the week? */
static double
share_liquidated (LabPrices *prices, gint64 from, double leverage, gboolean is_long)
{
  double room = 1 / leverage - 0.005;
  gsize n;
  const LabBar *bars = lab_prices_get_bars (prices, &n);
  guint n_entries = 0, n_ended = 0;

  for (gsize i = 0; i + 6 < n; i++) {
    gboolean is_over = FALSE;

    if (bars[i].time < from)
      continue;
    for (gsize j = i; j < i + 7; j++)
      is_over |= is_long ? bars[j].low <= bars[i].open * (1 - room)
                         : bars[j].high >= bars[i].open * (1 + room);
    n_entries++;
    n_ended += is_over;
  }
  g_assert_cmpuint (n_entries, ==, 3188);
  return 100.0 * n_ended / n_entries;
}

/* The same odds, worked out from the venue's unrounded candles since 2017-08-17. */
static void
test_week_odds (void)
{
  const struct {
    const char *asset;
    double leverage, percent_long, percent_short;
  } known[] = {
    { "BTC", 2, 0.2, 0.2 },    { "BTC", 3, 1.3, 1.2 },    { "BTC", 5, 6.1, 7.2 },
    { "BTC", 10, 21.7, 25.1 }, { "BTC", 20, 50.3, 53.4 }, { "BTC", 50, 80.6, 82.8 },
    { "ETH", 2, 0.5, 0.9 },    { "ETH", 3, 2.7, 2.8 },    { "ETH", 5, 11.0, 12.2 },
    { "ETH", 10, 32.6, 35.1 }, { "ETH", 20, 60.4, 62.9 }, { "ETH", 50, 85.9, 85.1 },
  };
  gint64 from = 17395 * DAY;

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++) {
    g_autoptr (LabPrices) prices = load (known[i].asset);
    double of_longs = share_liquidated (prices, from, known[i].leverage, TRUE);
    double of_shorts = share_liquidated (prices, from, known[i].leverage, FALSE);

    g_assert_cmpfloat_with_epsilon (of_longs, known[i].percent_long, 0.0501);
    g_assert_cmpfloat_with_epsilon (of_shorts, known[i].percent_short, 0.0501);
  }
}

static guint
count_slowly (LabPrices *prices, double move)
{
  gsize n;
  const LabBar *bars = lab_prices_get_bars (prices, &n);
  guint count = 0;

  for (gsize i = 0; i < n; i++) {
    double reached = move < 0 ? (bars[i].low - bars[i].open) / bars[i].open
                              : (bars[i].high - bars[i].open) / bars[i].open;

    count += move < 0 ? reached <= move + 1e-12 : reached >= move - 1e-12;
  }
  return count;
}

static void
test_counts_against_slow_twin (void)
{
  for (const char *const *asset = lab_prices_assets (); *asset; asset++) {
    g_autoptr (LabPrices) prices = load (*asset);
    gsize n;
    guint before = G_MAXUINT;

    lab_prices_get_bars (prices, &n);
    for (int i = -1000; i <= 1000; i++) {
      double move = i / 1000.0;
      LabMoveCount count = lab_prices_count_moves (prices, move);

      g_assert_cmpuint (count.n_moved, ==, count_slowly (prices, move));
      g_assert_cmpuint (count.n_days, ==, n);
    }
    for (int i = 0; i <= 1000; i++) {
      guint moved = lab_prices_count_moves (prices, -i / 1000.0).n_moved;

      g_assert_cmpuint (moved, <=, before);
      before = moved;
    }
  }
}

static void
test_counts_known (void)
{
  g_autoptr (LabPrices) btc = load ("BTC");
  g_autoptr (LabPrices) eth = load ("ETH");

  g_assert_cmpint (lab_prices_count_moves (btc, -0.1).first_year, ==, 2013);
  g_assert_cmpint (lab_prices_count_moves (eth, -0.1).first_year, ==, 2015);
  g_assert_cmpuint (lab_prices_count_moves (btc, 0).n_moved, ==, 4879);
  g_assert_cmpuint (lab_prices_count_moves (btc, -1).n_moved, ==, 0);
  /* A fall of half the price within a day: 2013-04-10 and 2013-04-11. */
  g_assert_cmpuint (lab_prices_count_moves (btc, -0.5).n_moved, ==, 2);
  /* 2017-05-07 and 2017-08-22. */
  g_assert_cmpuint (lab_prices_count_moves (eth, -0.5).n_moved, ==, 2);
}

typedef struct {
  GMainLoop *loop;
  LabPrices *prices;
  GError *error;
} Waiting;

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Waiting *waiting = data;

  waiting->prices = lab_prices_load_finish (result, &waiting->error);
  g_main_loop_quit (waiting->loop);
}

static Waiting
load_and_wait (const char *asset, GCancellable *cancellable)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Waiting waiting = { .loop = loop };

  lab_prices_load_async (asset, cancellable, loaded_cb, &waiting);
  g_assert_null (waiting.prices);
  g_main_loop_run (loop);
  return waiting;
}

static void
test_async (void)
{
  for (const char *const *asset = lab_prices_assets (); *asset; asset++) {
    g_autoptr (LabPrices) prices = load (*asset);
    Waiting waiting = load_and_wait (*asset, NULL);
    gsize n, n_async;

    g_assert_no_error (waiting.error);
    lab_prices_get_bars (prices, &n);
    lab_prices_get_bars (waiting.prices, &n_async);
    g_assert_cmpuint (n, ==, n_async);
    g_assert_finalize_object (waiting.prices);
  }
}

static void
test_async_refusals (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Waiting waiting = load_and_wait ("DOGE", NULL);

  g_assert_null (waiting.prices);
  g_assert_error (waiting.error, LAB_PRICES_ERROR, LAB_PRICES_ERROR_NOT_FOUND);
  g_clear_error (&waiting.error);

  g_cancellable_cancel (cancellable);
  waiting = load_and_wait ("BTC", cancellable);
  g_assert_null (waiting.prices);
  g_assert_error (waiting.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&waiting.error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/market/prices/last-bar-is-the-last-close", test_last_bar);
  g_test_add_func ("/market/prices/last-bar-agrees-with-the-table",
                   test_last_bar_is_the_last_of_the_table);
  g_test_add_func ("/market/prices/unknown-asset-is-refused", test_unknown_asset);
  g_test_add_func ("/market/prices/known-days-stand-as-traded", test_known_days);
  g_test_add_func ("/market/prices/missing-days-stay-missing",
                   test_missing_days_stay_missing);
  g_test_add_func ("/market/prices/source-is-one-sentence", test_source);
  g_test_add_func ("/market/prices/week-odds-are-those-of-raw-candles", test_week_odds);
  g_test_add_func ("/market/prices/counts-agree-with-slow-twin",
                   test_counts_against_slow_twin);
  g_test_add_func ("/market/prices/counts-known-crashes", test_counts_known);
  g_test_add_func ("/market/prices/loads-on-a-worker", test_async);
  g_test_add_func ("/market/prices/worker-passes-refusals-on", test_async_refusals);
  return g_test_run ();
}
