/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <stdint.h>
#include <string.h>

/*
 * Changes of single bytes mostly break the grammar and never reach the arithmetic. Two in
 * three changes here keep it: one number becomes another number, or one word another word
 * of the format. The third is libFuzzer's own.
 */

size_t LLVMFuzzerMutate (uint8_t *data, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator (uint8_t *data, size_t size, size_t most,
                                unsigned int seed);

static const char *const numbers[] = {
  "0",     "1",      "-1",  "2",    "0.5", "0.005", "0.004999999999999999", "1e18",
  "-1e18", "1e-18",  "1e9", "1e-9", "100", "125",   "1.0000000000001",      "50000",
  "47500", "999999", "64",  "1e15",
};

static const char *const words[] = {
  "long",
  "short",
  "linear",
  "inverse",
  "quanto",
  "isolated",
  "cross",
  "mark",
  "entry",
  "last",
  "oracle",
  "at",
  "below",
  "marginal",
  "whole",
  "slope",
  "value",
  "size",
  "none",
  "added",
  "reserved",
  "reserved-cost",
  "bankruptcy",
  "toward-entry",
  "tick-toward-entry",
  "truncate",
  "fixed",
  "joint",
  "classroom",
  "classroom-tiered",
  "eu-cfd-2to1",
  "binance-usdm",
  "bybit-linear",
  "bybit-linear-entry",
  "hyperliquid",
  "dydx-v4",
  "binance-coinm",
  "okx-linear",
  "bitmex-quanto",
  "kucoin-linear",
  "deribit-inverse",
  "deribit-linear",
  "kraken-inverse",
  "gmx-v2",
  "margin",
  "equity",
  "leverage",
  "multiplier",
  "tick",
  "quantum",
  "close_fee",
  "close_fee_rate",
  "rounding",
  "tier_shape",
  "tier_by",
  "trigger_when",
  "tiers",
  "maintenance_on",
  "initial_on",
  "maintenance_floor",
  "initial_rate",
  "initial_slope",
};

static gboolean
is_of_number (char c)
{
  return g_ascii_isdigit (c) || c == '.' || c == '-' || c == '+' || c == 'e';
}

static gboolean
is_of_word (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_' || c == '*';
}

static char *
make_number (GRand *dice)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  double value = g_rand_double (dice);

  if (g_rand_boolean (dice))
    return g_strdup (numbers[g_rand_int_range (dice, 0, G_N_ELEMENTS (numbers))]);
  for (int power = g_rand_int_range (dice, -9, 10); power != 0;
       power += power < 0 ? 1 : -1)
    value *= power < 0 ? 0.1 : 10;
  return g_strdup (g_ascii_dtostr (text, sizeof text, value));
}

/* Replaces one run of @is_of bytes behind a byte of @before; FALSE if there is none. */
static gboolean
replace_run (GString *text, gboolean (*is_of) (char), const char *before, gsize from,
             const char *with)
{
  for (gsize i = MAX (from, 1); i < text->len; i++) {
    gsize end = i;

    if (!strchr (before, text->str[i - 1]) || !is_of (text->str[i]))
      continue;
    while (end < text->len && is_of (text->str[end]))
      end++;
    g_string_erase (text, (gssize) i, (gssize) (end - i));
    g_string_insert (text, (gssize) i, with);
    return TRUE;
  }
  return FALSE;
}

size_t
LLVMFuzzerCustomMutator (uint8_t *data, size_t size, size_t most, unsigned int seed)
{
  g_autoptr (GString) text = g_string_new_len ((const char *) data, (gssize) size);
  GRand *dice = g_rand_new_with_seed (seed);
  gsize from = size > 0 ? g_rand_int (dice) % size : 0;
  int way = g_rand_int_range (dice, 0, 3);
  g_autofree char *number = make_number (dice);
  const char *word = words[g_rand_int_range (dice, 0, G_N_ELEMENTS (words))];
  gboolean is_changed = FALSE;

  g_rand_free (dice);
  if (way == 0)
    is_changed = replace_run (text, is_of_number, " :[,", from, number);
  else if (way == 1)
    is_changed = replace_run (text, is_of_word, "\"", from, word);
  if (!is_changed || text->len > most)
    return LLVMFuzzerMutate (data, size, most);
  memcpy (data, text->str, text->len);
  return text->len;
}
