/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tables behind the charts: the same numbers in rows, from the first price to the
 * last as the chart reads. */

#include "scenario/words-private.h"

#include "charts/payoff.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Round prices of the payoff table on each side of the entry. */
#define STEPS 6

/* A price worth a row, and what stands there, which may be nothing. */
typedef struct {
  double price;
  const char *name;
} Place;

static void
add_row (GPtrArray *rows, const char *const *cells)
{
  g_ptr_array_add (rows, g_strdupv ((char **) cells));
}

static void
add_place (GArray *places, double price, const char *name)
{
  Place place = { price, name };

  if (price > 0)
    g_array_append_val (places, place);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  double difference = ((const Place *) a)->price - ((const Place *) b)->price;

  return (difference > 0) - (difference < 0);
}

static GArray *
named_places (const MarginOutcome *outcome)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));

  add_place (places, outcome->in.entry, _ ("Entry"));
  add_place (places, outcome->in.mark, _ ("Price now"));
  if (!outcome->is_over) {
    add_place (places, outcome->margin_call.price, _ ("Margin call"));
    add_place (places, outcome->liquidation.price, _ ("Liquidation"));
  } else
    add_place (places, outcome->ended_at, _ ("Ended here"));
  add_place (places, outcome->bankruptcy.price, _ ("Money is zero"));
  return places;
}

static gboolean
has_place_near (const GArray *places, double price)
{
  for (guint i = 0; i < places->len; i++)
    if (fabs (g_array_index (places, Place, i).price / price - 1) < 1e-9)
      return TRUE;
  return FALSE;
}

static void
add_round_places (GArray *places, const MarginOutcome *outcome)
{
  double reach = chart_payoff_reach (outcome);

  for (int i = -STEPS; i <= STEPS; i++) {
    double price = outcome->in.entry * (1 + reach * i / STEPS);

    if (price > 0 && !has_place_near (places, price))
      add_place (places, price, "");
  }
}

static void
add_payoff_row (GPtrArray *rows, const MarginOutcome *outcome, const Place *place)
{
  double result = margin_result_at (outcome, place->price);
  g_autofree char *price = lab_words_price (outcome, place->price);
  g_autofree char *move = lab_format_move (margin_distance (&outcome->in, place->price));
  g_autofree char *money = lab_words_money (outcome, result, LAB_SIGN_ALWAYS);
  g_autofree char *share = lab_format_share (result / outcome->in.margin);
  const char *cells[] = { price, move, money, share, place->name, NULL };

  add_row (rows, cells);
}

static char *
head_of_results (MarginContract contract, const char *asset)
{
  if (!lab_currency_is_coin (contract))
    return g_strdup (_ ("Your result"));
  /* TRANSLATORS: the head of a column, with the coin its numbers are counted in. */
  return g_strdup_printf (_ ("Your result, %s"), lab_currency (contract, asset, NULL));
}

static void
fill_payoff (GPtrArray *rows, const MarginOutcome *outcome, const char *asset)
{
  g_autofree char *result = head_of_results (outcome->in.contract, asset);
  const char *header[] = { _ ("Price"),      _ ("From entry"), result,
                           _ ("Of deposit"), _ ("What it is"), NULL };
  g_autoptr (GArray) places = named_places (outcome);

  add_row (rows, header);
  add_round_places (places, outcome);
  g_array_sort (places, compare_places);
  for (guint i = 0; i < places->len; i++)
    add_payoff_row (rows, outcome, &g_array_index (places, Place, i));
}

static void
fill_ladder (GPtrArray *rows, const MarginOutcome *outcome)
{
  const char *header[] = { _ ("What it is"), _ ("Price"), _ ("From entry"), NULL };
  g_autoptr (GArray) places = named_places (outcome);

  add_row (rows, header);
  g_array_sort (places, compare_places);
  for (guint i = places->len; i > 0; i--) {
    const Place *place = &g_array_index (places, Place, i - 1);
    g_autofree char *price = lab_words_price (outcome, place->price);
    g_autofree char *move =
        lab_format_move (margin_distance (&outcome->in, place->price));
    const char *cells[] = { place->name, price, move, NULL };

    add_row (rows, cells);
  }
}

static void
add_amount (GPtrArray *rows, const char *name, char *amount)
{
  g_autofree char *owned = amount;
  const char *cells[] = { name, owned, NULL };

  add_row (rows, cells);
}

static void
fill_gauge (GPtrArray *rows, const MarginOutcome *outcome, const char *asset)
{
  const char *header[] = { _ ("What it is"), _ ("Amount"), NULL };
  double equity = outcome->is_over ? outcome->returned : outcome->equity;

  add_row (rows, header);
  add_amount (rows, _ ("Your deposit"),
              lab_words_sum (outcome, asset, outcome->in.margin));
  add_amount (rows, _ ("Your money now"), lab_words_sum (outcome, asset, equity));
  if (outcome->is_over)
    return;
  add_amount (rows, _ ("Required by the venue"),
              lab_words_sum (outcome, asset, outcome->requirement));
  add_amount (rows, _ ("Margin ratio"), lab_format_ratio (outcome->margin_ratio));
}

GPtrArray *
lab_say_table (const MarginOutcome *outcome, const char *asset, LabTableKind kind)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  switch (kind) {
  case LAB_TABLE_PAYOFF: fill_payoff (rows, outcome, asset); break;
  case LAB_TABLE_LADDER: fill_ladder (rows, outcome); break;
  case LAB_TABLE_GAUGE: fill_gauge (rows, outcome, asset); break;
  }
  return rows;
}
