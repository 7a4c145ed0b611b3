/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/words.h"

#include "says.h"
#include "seed.h"

#include <locale.h>

/* What is said where money is kept in coins. */

/* The example of the lesson on coins: 60,000 one-dollar contracts from 50,000 at 10x,
 * held by 0.12 BTC. Its line is 45,681.82; short 55,277.78. */
static void
fill_coins (MarginOutcome *outcome, MarginSide side, double leverage, double mark)
{
  MarginInputs in;

  margin_inputs_init (&in);
  in.contract = MARGIN_INVERSE;
  in.side = side;
  in.size = 60000;
  in.leverage = leverage;
  in.margin = 1.2 / leverage;
  in.mark = mark;
  g_assert_cmpint (margin_evaluate (&in, outcome), ==, MARGIN_OK);
}

static void
test_coins_are_spoken_of (void)
{
  MarginOutcome outcome;

  fill_coins (&outcome, MARGIN_LONG, 10, 50000);
  assert_says (lab_say_headline (&outcome, "BTC"),
               "You put in 0.12" NBSP "BTC. At 10" TIMES " you hold 60,000" NBSP
               "USD of BTC.");
  assert_says (lab_say_position (&outcome, "BTC"), "A fall of 8.64" PCT " ends it.");
  assert_says (lab_say_worth (&outcome, "BTC"), "Worth 6,000" NBSP "USD at the entry.");
  assert_says (lab_say_field (&outcome, "BTC", "exposure"), "1.2" NBSP "BTC");
  assert_says (lab_say_control (&outcome, "BTC", "margin"),
               "0.12" NBSP "BTC; ends at 45,681.82, 8.64 percent below the entry.");
  fill_coins (&outcome, MARGIN_LONG, 10, 55000);
  assert_says (lab_say_field (&outcome, "BTC", "result"), "+0.1091" NBSP "BTC");
  fill_coins (&outcome, MARGIN_LONG, 10, 45000);
  assert_says (lab_say_headline (&outcome, "BTC"), "It ended at 45,681.82.");
  fill_coins (&outcome, MARGIN_SHORT, 10, 50000);
  assert_says (lab_say_headline (&outcome, "BTC"),
               "You put in 0.12" NBSP "BTC. At 10" TIMES " you are short 60,000" NBSP
               "USD of BTC.");
  assert_says (lab_say_position (&outcome, "BTC"), "A rise of 10.56" PCT " ends it.");
}

/* At 1x a short of the coins that hold it cannot end, and a long can. */
static void
test_coins_at_one_time (void)
{
  MarginOutcome outcome;

  fill_coins (&outcome, MARGIN_LONG, 1, 50000);
  assert_says (lab_say_field (&outcome, "BTC", "liquidation_price"), "25,125");
  fill_coins (&outcome, MARGIN_SHORT, 1, 40000);
  assert_says (lab_say_headline (&outcome, "BTC"), "No line at any price.");
  assert_says (lab_say_position (&outcome, "BTC"),
               "This position cannot be liquidated here.");
}

static void
test_figures_of_coins (void)
{
  static const char *const expected[] = {
    "You hold 60,000" NBSP "USD of BTC, worth 1.25" NBSP "BTC now.",
    "One percent of price is worth about 0.0125" NBSP "BTC here.",
    "Your money is 0.07" NBSP "BTC: you have lost 0.05" NBSP
    "BTC, 42 percent of your deposit.",
    "The venue requires 0.00625" NBSP
    "BTC, 9 percent of your money; at 100 it closes the position.",
    "It ends at 45,681.82, 4.83" PCT " below the price now.",
    "At the end nothing of your deposit comes back; plan for that.",
    "Your money would be zero at 45,454.55.",
    "You set 10" TIMES "; it is 17.9" TIMES " now.",
    NULL,
  };
  MarginOutcome outcome;
  g_auto (GStrv) figures = NULL;
  g_auto (GStrv) after = NULL;

  fill_coins (&outcome, MARGIN_LONG, 10, 48000);
  figures = lab_say_figures (&outcome, "BTC", NULL);
  g_assert_cmpstrv (figures, expected);

  fill_coins (&outcome, MARGIN_LONG, 10, 40000);
  after = lab_say_figures (&outcome, "BTC", NULL);
  g_assert_cmpstr (after[0], ==, "You held 60,000" NBSP "USD of BTC when it ended.");
  g_assert_cmpstr (after[1], ==,
                   "One percent of price was worth about 0.01313" NBSP "BTC at the end.");
}

static void
test_pictures_of_coins (void)
{
  MarginOutcome outcome;
  char text[CHART_TEXT_SIZE];

  fill_coins (&outcome, MARGIN_LONG, 10, 48000);
  assert_says (lab_say_payoff (&outcome, "BTC"),
               "Result against price. At 48,000 you have lost 0.05" NBSP
               "BTC, 42 percent of your deposit. Liquidation at 45,681.82, 4.83 percent "
               "below. One percent is worth about 0.0125" NBSP "BTC here.");
  assert_says (lab_say_gauge (&outcome, "BTC"),
               "Your money 0.07" NBSP "BTC of 0.12" NBSP "BTC. Required 0.00625" NBSP
               "BTC. Margin ratio 9 percent; at 100 the venue closes.");
  lab_say_chart_word (CHART_SAY_ONE_PERCENT, 0.01188, &outcome, text, sizeof text);
  g_assert_cmpstr (text, ==, "The first +1" PCT " adds 0.01188");
  fill_coins (&outcome, MARGIN_SHORT, 10, 48000);
  lab_say_chart_word (CHART_SAY_ONE_PERCENT, 0.01212, &outcome, text, sizeof text);
  g_assert_cmpstr (text, ==, "The first " MINUS "1" PCT " adds 0.01212");
}

static void
test_table_of_coins (void)
{
  MarginOutcome outcome;
  g_autoptr (GPtrArray) rows = NULL;

  fill_coins (&outcome, MARGIN_LONG, 10, 48000);
  rows = lab_say_table (&outcome, "BTC", LAB_TABLE_PAYOFF);
  g_assert_cmpstr (((char **) rows->pdata[0])[2], ==, "Your result, BTC");
  g_clear_pointer (&rows, g_ptr_array_unref);
  rows = lab_say_table (&outcome, "BTC", LAB_TABLE_GAUGE);
  g_assert_cmpstr (((char **) rows->pdata[1])[1], ==, "0.12" NBSP "BTC");
}

/* Ether settled in bitcoin: 1,000 contracts of a millionth a point at 3,000. */
static void
test_quantos_are_spoken_of (void)
{
  MarginInputs in;
  MarginOutcome outcome;
  g_auto (GStrv) figures = NULL;

  margin_inputs_init (&in);
  in.contract = MARGIN_QUANTO;
  in.size = 1000;
  in.multiplier = 1e-6;
  in.entry = in.mark = 3000;
  in.margin = 0.3;
  in.leverage = 10;
  g_assert_cmpint (margin_evaluate (&in, &outcome), ==, MARGIN_OK);
  assert_says (lab_say_headline (&outcome, "ETH"),
               "You put in 0.3" NBSP "XBT. At 10" TIMES " you hold 3" NBSP "XBT of ETH.");
  assert_says (lab_say_field (&outcome, "ETH", "requirement"), "0.015" NBSP "XBT");
  figures = lab_say_figures (&outcome, "ETH", NULL);
  g_assert_cmpstr (figures[0], ==, "You hold 1,000 contracts, worth 3" NBSP "XBT now.");
  g_assert_cmpstr (figures[1], ==, "Each percent of price is worth 0.03" NBSP "XBT.");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/coins/are-spoken-of", test_coins_are_spoken_of);
  g_test_add_func ("/words/coins/at-one-time", test_coins_at_one_time);
  g_test_add_func ("/words/coins/have-figures", test_figures_of_coins);
  g_test_add_func ("/words/coins/have-pictures", test_pictures_of_coins);
  g_test_add_func ("/words/coins/have-tables", test_table_of_coins);
  g_test_add_func ("/words/coins/settle-quantos", test_quantos_are_spoken_of);
  return g_test_run ();
}
