/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <math.h>
#include <string.h>

static MarginOutcome
evaluate (const MarginInputs *in)
{
  MarginOutcome outcome;
  MarginStatus status = margin_evaluate (in, &outcome);

  g_assert_cmpint (status, ==, MARGIN_OK);
  return outcome;
}

MarginOutcome
fixture_outcome (MarginSide side, double leverage, double move)
{
  MarginInputs in;

  margin_inputs_init (&in);
  in.side = side;
  in.margin = 10000;
  in.leverage = leverage;
  in.entry = 50000;
  in.mark = in.entry * (1 + move);
  in.size = margin_size_for (&in, in.margin, in.leverage);
  return evaluate (&in);
}

MarginOutcome
fixture_any (GRand *random)
{
  MarginInputs in;
  MarginContract contracts[] = { MARGIN_INVERSE, MARGIN_QUANTO, MARGIN_LINEAR };
  double stops[] = { -0.999, -0.5, -0.1, -0.02, 0, 0.001, 0.03, 0.3, 1, 9 };

  margin_inputs_init (&in);
  in.side = g_rand_boolean (random) ? MARGIN_LONG : MARGIN_SHORT;
  in.contract = contracts[g_rand_int_range (random, 0, G_N_ELEMENTS (contracts))];
  in.entry = pow (10, g_rand_double_range (random, -3, 6));
  in.leverage = pow (10, g_rand_double_range (random, 0, 2.1));
  in.margin = pow (10, g_rand_double_range (random, -5, 7));
  in.size = margin_size_for (&in, in.margin, in.leverage);
  if (g_rand_int_range (random, 0, 5) == 0)
    in.margin *= g_rand_double_range (random, 0, 3);
  if (g_rand_int_range (random, 0, 5) == 0)
    in.rules.returns = MARGIN_RETURNS_EQUITY;
  in.rules.tiers[0].rate = g_rand_double_range (random, 0, 0.05);
  in.mark = in.entry * (1 + stops[g_rand_int_range (random, 0, G_N_ELEMENTS (stops))] *
                                g_rand_double_range (random, 0.5, 1));
  if (g_rand_int_range (random, 0, 4) == 0)
    in.ended_at = in.entry * g_rand_double_range (random, 0.9, 1.1);
  return evaluate (&in);
}

/* A path that wanders a little and ends where it must; a test needs no more. */
ChartPrediction
fixture_prediction (const MarginOutcome *outcome, double *walk, gsize n,
                    gboolean is_locked)
{
  double entry = outcome->in.entry;
  double to = outcome->liquidation.price > 0 ? outcome->liquidation.price : entry * 0.95;

  for (gsize i = 0; i < FIXTURE_WALK; i++) {
    double share = (double) i / (FIXTURE_WALK - 1), wave = sin (9.4 * share) * 0.09;

    walk[i] = entry + (to - entry) * (share + wave * sin (37 * share));
  }
  walk[FIXTURE_WALK - 1] = to;
  return (ChartPrediction){ .guess = entry * 0.95,
                            .least = entry * 0.932,
                            .most = entry * 1.02,
                            .is_locked = is_locked,
                            .walk = walk,
                            .n_walk = n,
                            .n_walk_total = FIXTURE_WALK };
}

/* 10000 as 10,000 */
static void
group (char *text, size_t size, double value, int decimals)
{
  g_autofree char *plain = g_strdup_printf ("%.*f", decimals, fabs (value));
  size_t whole = strcspn (plain, "."), used = 0;

  for (size_t i = 0; plain[i] != '\0' && used + 2 < size; i++) {
    if (i > 0 && i < whole && (whole - i) % 3 == 0)
      text[used++] = ',';
    text[used++] = plain[i];
  }
  text[used] = '\0';
}

static void
trim_zeros (char *text)
{
  size_t length = strlen (text);

  if (strchr (text, '.') == NULL)
    return;
  while (text[length - 1] == '0')
    length--;
  if (text[length - 1] == '.')
    length--;
  text[length] = '\0';
}

typedef struct {
  const char *name; /* of the word, with %s where its number goes */
  enum { NOTHING, PRICE, MONEY, RESULT, PERCENT, SHARE, TIMES, ROOM } number;
} Saying;

static const Saying sayings[] = {
  [CHART_SAY_PRICE] = { "%s", PRICE },
  [CHART_SAY_MONEY] = { "%s", MONEY },
  [CHART_SAY_RESULT] = { "%s", RESULT },
  [CHART_SAY_PERCENT] = { "%s", PERCENT },
  [CHART_SAY_TIMES] = { "%s×", TIMES },
  [CHART_SAY_ENTRY] = { "Entry", NOTHING },
  [CHART_SAY_ENTRY_TICK] = { "entry", NOTHING },
  [CHART_SAY_PRICE_NOW] = { "Price now", NOTHING },
  [CHART_SAY_MARGIN_CALL] = { "Margin call", NOTHING },
  [CHART_SAY_LIQUIDATION] = { "Liquidation", NOTHING },
  [CHART_SAY_BANKRUPTCY] = { "Money is zero", NOTHING },
  [CHART_SAY_ENDS] = { "Ends %s", PRICE },
  [CHART_SAY_ENDED] = { "Ended %s", PRICE },
  [CHART_SAY_ALL_GONE] = { "All gone", NOTHING },
  [CHART_SAY_CLOSED] = { "Closed, %s back", MONEY },
  [CHART_SAY_OF_DEPOSIT] = { "%s of your deposit", SHARE },
  [CHART_SAY_EACH_PERCENT] = { "Each +1 % adds %s", MONEY },
  [CHART_SAY_ONE_PERCENT] = { "The first +1 % adds %s", MONEY },
  [CHART_SAY_AT_ONE] = { "at 1×: %s", RESULT },
  [CHART_SAY_LEFT] = { "%s left", ROOM },
  [CHART_SAY_YOURS] = { "yours %s", MONEY },
  [CHART_SAY_REQUIRED] = { "required %s", MONEY },
  [CHART_SAY_DEPOSIT] = { "deposit %s", MONEY },
  [CHART_SAY_PREDICTION] = { "My prediction", NOTHING },
  [CHART_SAY_YOU_SAID] = { "You said", NOTHING },
  [CHART_SAY_CLOSED_HERE] = { "Closed here", NOTHING },
  [CHART_SAY_GAP] = { "gap %s", PRICE },
  [CHART_SAY_HIDDEN] = { "Hidden until you lock", NOTHING },
  [CHART_SAY_TIME] = { "time →", NOTHING },
  [CHART_SAY_NO_LINE] = { "No line above zero", NOTHING },
};

static const char *
sign (double value, const char *plus)
{
  return value < 0 ? "−" : value > 0 ? plus : "";
}

void
fixture_say (ChartWord word, double value, const MarginOutcome *outcome, char *text,
             size_t size)
{
  const Saying *saying = &sayings[word];
  char digits[48];
  g_autofree char *number = NULL;
  const char *place = strstr (saying->name, "%s");

  group (digits, sizeof digits, value, fabs (value) < 1000 ? 2 : 0);
  if (saying->number == PRICE)
    group (digits, sizeof digits, value, 2);
  if (saying->number == PERCENT || saying->number == ROOM)
    group (digits, sizeof digits, 100 * value, 2);
  if (saying->number == SHARE)
    group (digits, sizeof digits, 100 * value, 0);
  if (saying->number == TIMES)
    group (digits, sizeof digits, value, 1);
  trim_zeros (digits);

  if (saying->number == PERCENT || saying->number == SHARE)
    number = g_strconcat (sign (value, "+"), digits, " %", NULL);
  else if (saying->number == ROOM)
    number = g_strconcat (digits, " %", NULL);
  else if (saying->number == RESULT)
    number = g_strconcat (sign (value, "+"), digits, NULL);
  else
    number = g_strconcat (sign (value, ""), digits, NULL);

  if (place == NULL)
    g_strlcpy (text, saying->name, size);
  else
    g_snprintf (text, size, "%.*s%s%s", (int) (place - saying->name), saying->name,
                number, place + 2);
}

double
fixture_measure (const char *text, double scale, bool is_bold, void *em)
{
  double letters = (double) g_utf8_strlen (text, -1);

  return letters * scale * *(double *) em * (is_bold ? 0.52 : 0.5);
}

ChartFrame
fixture_frame (double width, double height, double *em)
{
  return (ChartFrame){ .width = width,
                       .height = height,
                       .em = *em,
                       .say = fixture_say,
                       .measure = fixture_measure,
                       .measure_data = em };
}

const char *
fixture_chart_name (FixtureChart chart)
{
  static const char *const names[] = { "payoff", "ladder",  "gauge",
                                       "guess",  "walking", "reveal" };

  return names[chart];
}

void
fixture_layout (FixtureChart chart, const MarginOutcome *outcome, const ChartFrame *frame,
                ChartLayout *layout)
{
  double walk[FIXTURE_WALK];
  gsize n = chart == FIXTURE_WALKING ? 20 : chart == FIXTURE_REVEAL ? FIXTURE_WALK : 0;
  ChartPrediction prediction =
      fixture_prediction (outcome, walk, n, chart != FIXTURE_GUESS);

  if (chart == FIXTURE_PAYOFF)
    chart_payoff_layout (outcome, frame, layout);
  else if (chart == FIXTURE_LADDER)
    chart_ladder_layout (outcome, frame, layout);
  else if (chart == FIXTURE_GAUGE)
    chart_gauge_layout (outcome, frame, layout);
  else
    chart_prediction_layout (outcome, &prediction, frame, layout);
}
