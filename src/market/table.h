/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MARKET_TABLE_H
#define MARKET_TABLE_H

#include "market/prices.h"

G_BEGIN_DECLS

#define LAB_TABLE_MAX_BYTES (4 * 1024 * 1024)

/** What a price table says once it has been read. */
typedef struct {
  GArray *bars;      /* of LabBar, at least one, dates rise */
  GPtrArray *venues; /* of char *, in the order of their stretches, each once */
} LabTable;

void lab_table_clear (LabTable *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LabTable, lab_table_clear)

/**
 * lab_table_parse:
 * @asset: the asset the table must be about
 * @table: (out): written only on success; clear it with lab_table_clear()
 *
 * Pure function from bytes to bars; the format stands in data/prices/README.md. Strict: a
 * table that breaks one rule is refused as a whole, and the message names the line.
 *
 * Errors: LAB_PRICES_ERROR_MALFORMED, LAB_PRICES_ERROR_EMPTY.
 */
gboolean lab_table_parse (const char *asset, const char *bytes, gsize length,
                          LabTable *table, GError **error);

/**
 * lab_table_parse_last:
 * @bar: (out): the last row, written only on success
 *
 * Reads backward from the end to the last row and checks that row alone.
 */
gboolean lab_table_parse_last (const char *bytes, gsize length, LabBar *bar);

G_END_DECLS

#endif
