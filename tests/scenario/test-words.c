/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/words.h"

#include "margin/value.h"
#include "says.h"
#include "scenario/currency.h"
#include "seed.h"

#include <locale.h>
#include <math.h>

static const MarginOutcome *
seed_at (LabScenario *scenario, double move)
{
  g_object_set (scenario, "move", move, NULL);
  return lab_scenario_get_outcome (scenario);
}

static void
test_live_sentence (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();
  const MarginOutcome *outcome = seed_at (scenario, 0);

  assert_says (lab_say_headline (outcome, "BTC"),
               "You put in 10,000. At 20" TIMES " you hold 200,000 of BTC.");
  assert_says (lab_say_position (outcome, "BTC"), "A fall of 4.52" PCT " ends it.");
  seed_at (scenario, -0.03);
  assert_says (lab_say_headline (outcome, "BTC"),
               "At 20" TIMES ", a fall of 4.52" PCT " from entry ends this position.");
  assert_says (lab_say_position (outcome, "BTC"),
               "You are 3" PCT " down and 1.57" PCT " away.");
  assert_says (lab_say_room (outcome), "1.57" PCT " is left.");
  seed_at (scenario, 0.02);
  assert_says (lab_say_position (outcome, "BTC"),
               "You are 2" PCT " up and 6.39" PCT " away.");
  seed_at (scenario, -0.2);
  assert_says (lab_say_headline (outcome, "BTC"), "It ended at 47,738.69.");
  assert_says (lab_say_position (outcome, "BTC"),
               "Your deposit is gone, and the price only moved 4.52" PCT ".");
}

static void
test_first_sentence (void)
{
  g_autoptr (LabScenario) scenario = lab_scenario_new ();
  const MarginOutcome *outcome = lab_scenario_get_outcome (scenario);

  assert_says (lab_say_headline (outcome, "BTC"),
               "You put in 1,000. At 5" TIMES " you hold 5,000 of BTC.");
}

static void
test_short_sentence (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();
  const MarginOutcome *outcome = lab_scenario_get_outcome (scenario);

  g_object_set (scenario, "side", LAB_SIDE_SHORT, NULL);
  assert_says (lab_say_headline (outcome, "BTC"),
               "You put in 10,000. At 20" TIMES " you are short 200,000 of BTC.");
  assert_says (lab_say_position (outcome, "BTC"), "A rise of 4.48" PCT " ends it.");
  seed_at (scenario, 0.03);
  assert_says (lab_say_headline (outcome, "BTC"),
               "At 20" TIMES ", a rise of 4.48" PCT " from entry ends this position.");
  assert_says (lab_say_position (outcome, "BTC"),
               "You are 3" PCT " down and 1.43" PCT " away.");
}

static void
test_no_line (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();
  const MarginOutcome *outcome = lab_scenario_get_outcome (scenario);

  g_object_set (scenario, "leverage", 1.0, "move", -0.1, NULL);
  assert_says (lab_say_headline (outcome, "BTC"), "No line above zero.");
  assert_says (lab_say_position (outcome, "BTC"),
               "This position cannot be liquidated here.");
  assert_says (lab_say_control (outcome, "BTC", "leverage"),
               "1 time; cannot be liquidated here.");
}

static void
test_rest_that_comes_back (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();
  g_autoptr (LabRuleSet) rules = lab_rule_set_load ("eu-cfd-2to1", NULL);
  const MarginOutcome *outcome = lab_scenario_get_outcome (scenario);

  g_object_set (scenario, "rules", rules, NULL);
  seed_at (scenario, -0.6);
  assert_says (lab_say_position (outcome, "BTC"),
               "5,000 of your deposit comes back, and the price moved 25" PCT ".");
}

static void
test_over_before_it_begins (void)
{
  MarginInputs in;
  MarginOutcome outcome;

  margin_inputs_init (&in);
  in.leverage = 250;
  in.size = 5;
  g_assert_cmpint (margin_evaluate (&in, &outcome), ==, MARGIN_OK);
  assert_says (lab_say_headline (&outcome, "BTC"),
               "At 250" TIMES ", this position is over before it begins.");
  assert_says (lab_say_position (&outcome, "BTC"),
               "The venue requires 1,250, and your deposit is 1,000.");
}

static void
test_figures (void)
{
  static const char *const expected[] = {
    "You hold 4 BTC, worth 194,000 now.",
    "Each percent of price is worth 2,000.",
    "Your money is 4,000: you have lost 6,000, 60 percent of your deposit.",
    "The venue requires 970, 24 percent of your money; at 100 it closes the position.",
    "It ends at 47,738.69, 1.57" PCT " below the price now.",
    "At the end nothing of your deposit comes back; plan for that.",
    "Your money would be zero at 47,500.",
    "You set 20" TIMES "; it is 48.5" TIMES " now.",
    NULL,
  };
  g_autoptr (LabScenario) scenario = new_seed ();
  g_auto (GStrv) figures = lab_say_figures (seed_at (scenario, -0.03), "BTC", NULL);

  g_assert_cmpstrv (figures, expected);
}

/* The venue that takes the fee of closing beforehand counts it as yours and as required;
 * what stands there adds up: 10,000 less 6,000, and 104.50 of fee. */
static void
test_figures_of_a_reserve (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();
  g_autoptr (LabRuleSet) rules = lab_rule_set_load ("bybit-linear", NULL);
  g_auto (GStrv) figures = NULL;
  const MarginOutcome *outcome = lab_scenario_get_outcome (scenario);
  g_autofree char *money = NULL;

  g_object_set (scenario, "rules", rules, NULL);
  figures = lab_say_figures (seed_at (scenario, -0.03), "BTC", NULL);
  money = lab_say_field (outcome, "BTC", "money_now");
  g_assert_cmpstr (money, ==, "4,104");
  g_assert_cmpstr (figures[2], ==,
                   "Your money is 4,104: you have lost 6,000, 60 percent of your "
                   "deposit.");
  g_assert_cmpstr (figures[6], ==,
                   "Beside your deposit the venue keeps 104.50 for the fee of closing.");
}

static void
test_figures_of_the_end (void)
{
  static const char *const expected[] = {
    "You held 190,955 of BTC when it ended.",
    "Each percent of price was worth 2,000.",
    "Your money is 0 of the 10,000 you put in.",
    "The venue closed it: your money no longer covered what it requires.",
    "It ended at 47,738.69, 4.52" PCT " below the entry.",
    "Nothing of your deposit came back.",
    NULL,
  };
  g_autoptr (LabScenario) scenario = new_seed ();
  g_auto (GStrv) figures = lab_say_figures (seed_at (scenario, -0.3), "BTC", NULL);

  g_assert_cmpstrv (figures, expected);
}

static void
test_pictures (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();
  const MarginOutcome *outcome = seed_at (scenario, -0.03);

  assert_says (lab_say_payoff (outcome, "BTC"),
               "Result against price. At 48,500 you have lost 6,000, 60 percent of your "
               "deposit. Liquidation at 47,738.69, 1.57 percent below. Each percent is "
               "worth 2,000.");
  assert_says (lab_say_ladder (outcome, "BTC"),
               "From the top: entry 50,000, price 48,500, margin call 47,979.80, "
               "liquidation 47,738.69, money is zero at 47,500.");
  assert_says (
      lab_say_gauge (outcome, "BTC"),
      "Your money 4,000 of 10,000. Required 970. Margin ratio 24 percent; at 100 "
      "the venue closes.");
  assert_says (lab_say_control (outcome, "BTC", "leverage"),
               "20 times; ends at 47,738.69, 4.52 percent below the entry.");
  assert_says (lab_say_control (outcome, "BTC", "move"),
               "3 percent down; ends at 47,738.69, 4.52 percent below the entry.");
  assert_says (lab_say_control (outcome, "BTC", "margin"),
               "10,000; ends at 47,738.69, 4.52 percent below the entry.");
}

static void
test_chart_words (void)
{
  static const struct {
    ChartWord word;
    double value;
    const char *text;
  } rows[] = {
    { CHART_SAY_PRICE, 48000, "48,000" },
    { CHART_SAY_RESULT, 2000, "+2,000" },
    { CHART_SAY_PERCENT, -0.04, MINUS "4" PCT },
    { CHART_SAY_TIMES, 20, "20" TIMES },
    { CHART_SAY_ENDS, 47738.693467, "Ends 47,738.69" },
    { CHART_SAY_ENDED, 47738.693467, "Ended 47,738.69" },
    { CHART_SAY_CLOSED, 5000, "Closed, 5,000 back" },
    { CHART_SAY_OF_DEPOSIT, -0.6, MINUS "60" PCT " of your deposit" },
    { CHART_SAY_EACH_PERCENT, 2000, "Each +1" PCT " adds 2,000" },
    { CHART_SAY_AT_ONE, 600, "at 1" TIMES ": +600" },
    { CHART_SAY_LEFT, 0.015697, "1.57" PCT " left" },
    { CHART_SAY_YOURS, 4000, "yours 4,000" },
    { CHART_SAY_REQUIRED, 970, "required 970" },
    { CHART_SAY_DEPOSIT, 10000, "deposit 10,000" },
    { CHART_SAY_GAP, 238.693467, "gap 238.69" },
    { CHART_SAY_NO_LINE, 0, "No line above zero" },
  };
  g_autoptr (LabScenario) scenario = new_seed ();
  const MarginOutcome *outcome = lab_scenario_get_outcome (scenario);
  char text[CHART_TEXT_SIZE];

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    lab_say_chart_word (rows[i].word, rows[i].value, outcome, text, sizeof text);
    g_assert_cmpstr (text, ==, rows[i].text);
  }
}

/* Every word, in every room there is for it, stays whole characters. */
static void
test_chart_words_fit (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();
  const MarginOutcome *outcome = lab_scenario_get_outcome (scenario);

  for (int word = CHART_SAY_PRICE; word <= CHART_SAY_NO_LINE; word++)
    for (gsize size = 1; size <= CHART_TEXT_SIZE; size++) {
      char text[CHART_TEXT_SIZE + 1];

      memset (text, '#', sizeof text);
      lab_say_chart_word (word, -1234.5, outcome, text, size);
      g_assert_cmpuint (strlen (text), <, size);
      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_cmpint (text[size], ==, '#');
    }
}

static void
test_moves (void)
{
  LabMoveCount count = { 120, 4883, 2013 };
  LabMoveCount never = { 0, 4883, 2013 };

  assert_says (lab_say_moves (&count, "BTC", -0.03),
               "BTC moved this far within a day on 120 of 4,883 days since 2013.");
  assert_says (lab_say_moves (&never, "BTC", -0.9),
               "BTC never moved this far within a day in 4,883 days since 2013.");
  assert_says (lab_say_moves (&count, "BTC", 0),
               "Move the price to see how often BTC went as far within a day.");
}

static void
test_fields (void)
{
  static const char *const rows[][2] = {
    { "asset", "BTC" },
    { "side", "long" },
    { "deposit", "10,000" },
    { "exposure", "200,000" },
    { "one_percent", "2,000" },
    { "result", MINUS "6,000" },
    { "result_share", MINUS "60" PCT },
    { "money_now", "4,000" },
    { "returned", "0" },
    { "requirement", "970" },
    { "margin_ratio", "24" PCT },
    { "maintenance_rate", "0.5" PCT },
    { "requirement_at_end", "954.77" },
    { "equity_at_end", "954.77" },
    { "leverage", "20" TIMES },
    { "leverage_now", "48.5" TIMES },
    { "entry", "50,000" },
    { "price_now", "48,500" },
    { "move", MINUS "3" PCT },
    { "liquidation_price", "47,738.69" },
    { "liquidation_distance", "4.52" PCT },
    { "room", "1.57" PCT },
    { "bankruptcy_price", "47,500" },
    { "bankruptcy_distance", "5" PCT },
    { "margin_call_price", "47,979.80" },
    { "ended_price", "none" },
    { "ended_distance", "none" },
    { "nothing", NULL },
  };
  g_autoptr (LabScenario) scenario = new_seed ();
  const MarginOutcome *outcome = seed_at (scenario, -0.03);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_says (lab_say_field (outcome, "BTC", rows[i][0]), rows[i][1]);
  seed_at (scenario, -0.2);
  assert_says (lab_say_field (outcome, "BTC", "ended_price"), "47,738.69");
  assert_says (lab_say_field (outcome, "BTC", "ended_distance"), "4.52" PCT);
  assert_says (lab_say_field (outcome, "BTC", "liquidation_price"), "47,738.69");
}

static void
test_tables (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();
  const MarginOutcome *outcome = seed_at (scenario, -0.03);

  for (int kind = LAB_TABLE_PAYOFF; kind <= LAB_TABLE_GAUGE; kind++) {
    g_autoptr (GPtrArray) rows = lab_say_table (outcome, "BTC", kind);
    guint width = g_strv_length (rows->pdata[0]);

    g_assert_cmpuint (rows->len, >=, 5);
    g_assert_cmpuint (width, >=, 2);
    for (guint i = 0; i < rows->len; i++)
      g_assert_cmpuint (g_strv_length (rows->pdata[i]), ==, width);
  }
}

static void
test_ladder_table (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();
  g_autoptr (GPtrArray) rows =
      lab_say_table (seed_at (scenario, -0.03), "BTC", LAB_TABLE_LADDER);
  char **row = rows->pdata[4];

  g_assert_cmpuint (rows->len, ==, 6);
  g_assert_cmpstr (row[0], ==, "Liquidation");
  g_assert_cmpstr (row[1], ==, "47,738.69");
  g_assert_cmpstr (row[2], ==, MINUS "4.52" PCT);
}

/* Laws over random positions */

static const char *const forbidden[] = {
  "win",     "wins",  "winner", "bet",  "bets", "moon",   "rekt",          "safe",
  "safer",   "smart", "pro",    "easy", "oops", "trader", "unfortunately", "wrong",
  "traders", "roi",   "pnl",    "nan",  "inf",  "null",   "guaranteed",    "profit",
};

static void
assert_words (const char *text)
{
  g_auto (GStrv) words = g_str_tokenize_and_fold (text, "en", NULL);

  for (gsize i = 0; words[i] != NULL; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (forbidden); j++)
      g_assert_cmpstr (words[i], !=, forbidden[j]);
}

/* Short sentences that end, with no hole and no sign of the C locale in them. */
static void
assert_sentences (const char *text)
{
  g_auto (GStrv) sentences = g_strsplit (text, ". ", -1);

  g_test_message ("%s", text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (g_str_has_suffix (text, "."));
  g_assert_null (strstr (text, "%s"));
  g_assert_null (strstr (text, "-"));
  g_assert_null (strstr (text, " %"));
  g_assert_null (strstr (text, "  "));
  assert_words (text);
  for (gsize i = 0; sentences[i] != NULL; i++) {
    g_auto (GStrv) words = g_strsplit (sentences[i], " ", -1);

    g_assert_cmpuint (g_strv_length (words), <=, 25);
  }
}

static void
take_sentences (char *text)
{
  assert_sentences (text);
  g_free (text);
}

static void
check_outcome (const MarginOutcome *outcome, const LabRuleSet *rules)
{
  g_auto (GStrv) figures = lab_say_figures (outcome, "BTC", rules);

  take_sentences (lab_say_headline (outcome, "BTC"));
  take_sentences (lab_say_position (outcome, "BTC"));
  take_sentences (lab_say_room (outcome));
  take_sentences (lab_say_payoff (outcome, "BTC"));
  take_sentences (lab_say_ladder (outcome, "BTC"));
  take_sentences (lab_say_gauge (outcome, "BTC"));
  take_sentences (lab_say_control (outcome, "BTC", "move"));
  take_sentences (lab_say_control (outcome, "BTC", "side"));
  for (gsize i = 0; i < margin_n_inputs; i++)
    take_sentences (lab_say_control (outcome, "BTC", margin_inputs[i].name));
  if (lab_currency_is_coin (outcome->in.contract))
    take_sentences (lab_say_worth (outcome, "BTC"));
  g_assert_cmpuint (g_strv_length (figures), >=, 6);
  for (gsize i = 0; figures[i] != NULL; i++)
    if (rules == NULL || figures[i + 1] != NULL) /* the last names a venue */
      assert_sentences (figures[i]);
}

static double
draw_log (double low, double high)
{
  return exp (g_test_rand_double_range (log (low), log (high)));
}

static void
draw (MarginInputs *in, const LabRuleSet *rules)
{
  margin_inputs_init (in);
  lab_rule_set_fill (rules, "BTCUSDT", &in->rules);
  in->contract = g_test_rand_int_range (0, 3);
  in->side = g_test_rand_bit () ? MARGIN_LONG : MARGIN_SHORT;
  in->entry = draw_log (1e-6, 1e6);
  in->mark = in->entry * draw_log (0.5, 2);
  in->margin = draw_log (0.01, 1e7);
  in->leverage = floor (draw_log (1, 300));
  in->size = margin_size_for (in, in->margin, in->leverage);
  if (g_test_rand_int_range (0, 4) == 0)
    in->mark = in->entry;
  if (g_test_rand_int_range (0, 4) == 0)
    in->ended_at = in->entry * draw_log (0.5, 2);
}

static void
test_sentences_keep_the_rules (void)
{
  const char *const *ids = lab_rule_set_ids ();

  for (gsize i = 0; ids[i] != NULL; i++) {
    g_autoptr (LabRuleSet) rules = lab_rule_set_load (ids[i], NULL);

    take_sentences (lab_say_rules (rules, "2026-11-24"));
    for (int n = 0; n < 300; n++) {
      MarginInputs in;
      MarginOutcome outcome;

      draw (&in, rules);
      if (margin_evaluate (&in, &outcome) == MARGIN_OK)
        check_outcome (&outcome, n % 2 == 0 ? rules : NULL);
    }
  }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/sentences/say-the-seed-example", test_live_sentence);
  g_test_add_func ("/words/sentences/begin-with-what-you-put-in", test_first_sentence);
  g_test_add_func ("/words/sentences/mirror-for-a-short", test_short_sentence);
  g_test_add_func ("/words/sentences/say-that-there-is-no-line", test_no_line);
  g_test_add_func ("/words/sentences/say-what-comes-back", test_rest_that_comes_back);
  g_test_add_func ("/words/sentences/say-over-before-it-begins",
                   test_over_before_it_begins);
  g_test_add_func ("/words/sentences/keep-the-rules", test_sentences_keep_the_rules);
  g_test_add_func ("/words/figures/say-the-seed-example", test_figures);
  g_test_add_func ("/words/figures/say-what-is-kept", test_figures_of_a_reserve);
  g_test_add_func ("/words/figures/say-the-end", test_figures_of_the_end);
  g_test_add_func ("/words/pictures/say-the-seed-example", test_pictures);
  g_test_add_func ("/words/chart/says-the-seed-example", test_chart_words);
  g_test_add_func ("/words/chart/fits-in-its-room", test_chart_words_fit);
  g_test_add_func ("/words/notes/moves", test_moves);
  g_test_add_func ("/words/fields/say-the-seed-example", test_fields);
  g_test_add_func ("/words/tables/have-even-rows", test_tables);
  g_test_add_func ("/words/tables/ladder-says-the-seed-example", test_ladder_table);
  return g_test_run ();
}
