/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/prices.h"

#include "market/table.h"
#include "market-resources.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

/*
 * The tables lie in the program as an uncompressed resource, so the last bar is read
 * where it stands and no other page of a table is touched before somebody asks for
 * history.
 *
 * Counting moves while a slider is dragged must cost nothing: every day's fall and rise
 * is worked out and sorted once, when the table is read, and a count is a binary search.
 */

struct _LabPrices {
  GObject parent_instance;

  char *asset;
  char *source;
  GArray *bars;  /* of LabBar */
  double *falls; /* (open - low) / open of every day, rising */
  double *rises; /* (high - open) / open of every day, rising */
};

G_DEFINE_FINAL_TYPE (LabPrices, lab_prices, G_TYPE_OBJECT)

G_DEFINE_QUARK (lab - prices - error - quark, lab_prices_error)

static const char *const assets[] = { "BTC", "ETH", NULL };

static const char *const paths[] = {
  "/io/github/leveragelab/LeverageLab/prices/btc-1d.csv",
  "/io/github/leveragelab/LeverageLab/prices/eth-1d.csv",
};

static void
lab_prices_finalize (GObject *object)
{
  LabPrices *self = LAB_PRICES (object);

  g_free (self->asset);
  g_free (self->source);
  g_clear_pointer (&self->bars, g_array_unref);
  g_free (self->falls);
  g_free (self->rises);
  G_OBJECT_CLASS (lab_prices_parent_class)->finalize (object);
}

static void
lab_prices_class_init (LabPricesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lab_prices_finalize;
}

static void
lab_prices_init (LabPrices *self)
{
}

const char *const *
lab_prices_assets (void)
{
  return assets;
}

/* The bundled table, lent by the program itself; NULL if there is no such asset. */
static GBytes *
look_up_table (const char *asset)
{
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++) {
    if (g_strcmp0 (asset, assets[i]) == 0)
      return g_resource_lookup_data (lab_market_get_resource (), paths[i],
                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  }
  return NULL;
}

gboolean
lab_prices_last_bar (const char *asset, LabBar *bar)
{
  g_autoptr (GBytes) bytes = NULL;
  const char *text;
  gsize length;

  g_return_val_if_fail (bar != NULL, FALSE);

  bytes = look_up_table (asset);
  if (!bytes)
    return FALSE;
  text = g_bytes_get_data (bytes, &length);
  return lab_table_parse_last (text, length, bar);
}

static int
compare_doubles (const void *one, const void *other)
{
  double a = *(const double *) one;
  double b = *(const double *) other;

  return (a > b) - (a < b);
}

static void
sort_moves (LabPrices *self)
{
  guint n = self->bars->len;

  self->falls = g_new (double, n);
  self->rises = g_new (double, n);
  for (guint i = 0; i < n; i++) {
    const LabBar *bar = &g_array_index (self->bars, LabBar, i);

    self->falls[i] = (bar->open - bar->low) / bar->open;
    self->rises[i] = (bar->high - bar->open) / bar->open;
  }
  qsort (self->falls, n, sizeof (double), compare_doubles);
  qsort (self->rises, n, sizeof (double), compare_doubles);
}

static char *
format_day (gint64 time)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_utc (time);

  return g_date_time_format (day, "%F");
}

static char *
say_source (const char *asset, GArray *bars, GPtrArray *venues)
{
  g_autofree char *first = format_day (g_array_index (bars, LabBar, 0).time);
  g_autofree char *last = format_day (g_array_index (bars, LabBar, bars->len - 1).time);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *list = NULL;

  for (guint i = 0; i < venues->len; i++)
    g_ptr_array_add (names, venues->pdata[i]);
  g_ptr_array_add (names, NULL);
  /* Translators: what stands between the names of exchanges in a list */
  list = g_strjoinv (_ (", "), (char **) names->pdata);
  /* Translators: an asset such as BTC, two dates, and the names of exchanges */
  return g_strdup_printf (_ ("Daily prices of %s from %s to %s, as traded on %s."), asset,
                          first, last, list);
}

LabPrices *
lab_prices_new_from_bytes (const char *asset, GBytes *bytes, GError **error)
{
  g_autoptr (LabPrices) self = NULL;
  g_auto (LabTable) table = { 0 };
  const char *text;
  gsize length;

  g_return_val_if_fail (asset != NULL && bytes != NULL, NULL);

  text = g_bytes_get_data (bytes, &length);
  if (!lab_table_parse (asset, text, length, &table, error))
    return NULL;
  self = g_object_new (LAB_TYPE_PRICES, NULL);
  self->asset = g_strdup (asset);
  self->source = say_source (asset, table.bars, table.venues);
  self->bars = g_steal_pointer (&table.bars);
  sort_moves (self);
  return g_steal_pointer (&self);
}

LabPrices *
lab_prices_load (const char *asset, GError **error)
{
  g_autoptr (GBytes) bytes = look_up_table (asset);

  if (!bytes) {
    g_set_error (error, LAB_PRICES_ERROR, LAB_PRICES_ERROR_NOT_FOUND,
                 _ ("There are no bundled prices of “%s”."), asset ? asset : "");
    return NULL;
  }
  return lab_prices_new_from_bytes (asset, bytes, error);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer asset, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  LabPrices *prices = lab_prices_load (asset, &error);

  if (prices)
    g_task_return_pointer (task, prices, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
lab_prices_load_async (const char *asset, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, lab_prices_load_async);
  g_task_set_task_data (task, g_strdup (asset), g_free);
  g_task_run_in_thread (task, load_in_thread);
}

LabPrices *
lab_prices_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

const char *
lab_prices_get_asset (LabPrices *self)
{
  g_return_val_if_fail (LAB_IS_PRICES (self), NULL);

  return self->asset;
}

const LabBar *
lab_prices_get_bars (LabPrices *self, gsize *n_bars)
{
  g_return_val_if_fail (LAB_IS_PRICES (self), NULL);

  if (n_bars)
    *n_bars = self->bars->len;
  return (const LabBar *) (gconstpointer) self->bars->data;
}

const char *
lab_prices_get_source (LabPrices *self)
{
  g_return_val_if_fail (LAB_IS_PRICES (self), NULL);

  return self->source;
}

/* How many of the @n rising @moves are at least @reach. */
static guint
count_from (const double *moves, guint n, double reach)
{
  guint low = 0, high = n;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (moves[middle] < reach)
      low = middle + 1;
    else
      high = middle;
  }
  return n - low;
}

LabMoveCount
lab_prices_count_moves (LabPrices *self, double move)
{
  LabMoveCount count = { 0 };
  g_autoptr (GDateTime) first = NULL;
  double reach;

  g_return_val_if_fail (LAB_IS_PRICES (self) && !isnan (move), count);

  /* A fall from 100 to 90 reaches 10 %, whatever the last bit of the quotient says. */
  reach = fabs (move) - 1e-12;
  count.n_days = self->bars->len;
  count.n_moved = count_from (move < 0 ? self->falls : self->rises, count.n_days, reach);
  first = g_date_time_new_from_unix_utc (g_array_index (self->bars, LabBar, 0).time);
  count.first_year = g_date_time_get_year (first);
  return count;
}
