/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARKET_PRICES_H
#define MARKET_PRICES_H

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * Bundled price tables: one per asset, daily, compiled into the program. A table says
 * where each stretch comes from; nothing is filled in or smoothed.
 */
#define LAB_TYPE_PRICES (lab_prices_get_type ())
G_DECLARE_FINAL_TYPE (LabPrices, lab_prices, LAB, PRICES, GObject)

#define LAB_PRICES_ERROR (lab_prices_error_quark ())
GQuark lab_prices_error_quark (void);

typedef enum {
  LAB_PRICES_ERROR_MALFORMED,
  LAB_PRICES_ERROR_EMPTY,
  LAB_PRICES_ERROR_NOT_FOUND, /* no bundled table of that name */
} LabPricesError;

typedef struct {
  gint64 time;                   /* seconds since 1970 UTC, start of the day */
  double open, high, low, close; /* quote per base */
} LabBar;

/** Names of the bundled assets, e.g. "BTC", "ETH"; NULL-terminated, (transfer none). */
const char *const *lab_prices_assets (void);

/**
 * lab_prices_last_bar:
 * @asset: e.g. "BTC"
 * @bar: (out): the last bundled bar
 *
 * Reads the end of the bundled table only, so it is cheap before the first frame.
 * Returns: FALSE if there is no such asset.
 */
gboolean lab_prices_last_bar (const char *asset, LabBar *bar);

/** Parses a whole table, strictly; the format stands in data/prices/README.md. (transfer
 * full) */
LabPrices *lab_prices_new_from_bytes (const char *asset, GBytes *bytes, GError **error);

/** Loads a bundled table on a worker thread. What comes back never changes, so any thread
 * may read it. */
void lab_prices_load_async (const char *asset, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer data);
LabPrices *lab_prices_load_finish (GAsyncResult *result, GError **error);

/** The same at once, for the terminal and the tests. */
LabPrices *lab_prices_load (const char *asset, GError **error);

const char *lab_prices_get_asset (LabPrices *self);
const LabBar *lab_prices_get_bars (LabPrices *self, gsize *n_bars);

/** One sentence on where the figures come from. */
const char *lab_prices_get_source (LabPrices *self);

/**
 * How often the price moved at least this far within one day.
 *
 * For a day: the move from its open, down to its low or up to its high. `n_days` is all
 * days of the table, `n_moved` those where the move reached @move (a fraction: -0.03
 * counts days whose low lay 3 % or more under the open). `first_year` is the year of the
 * first day. Cheap enough for every turn of a slider: the days were sorted when the table
 * was read.
 */
typedef struct {
  guint n_moved;
  guint n_days;
  int first_year;
} LabMoveCount;

LabMoveCount lab_prices_count_moves (LabPrices *self, double move);

G_END_DECLS

#endif
