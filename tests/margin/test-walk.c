/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/walk.h"

#include "margin/liquidation.h"
#include "margin/value.h"

#include "walk-case.h"

#include <math.h>

static void
assert_close (double got, double expected)
{
  if (!(fabs (got - expected) <= 1e-9 * fmax (fabs (expected), 1e-3)))
    g_error ("got %.17g, expected %.17g", got, expected);
}

/* --- known values --- */

static MarginEventKind
kind_of (const char *word)
{
  static const char *const kinds[] = { "open",   "call",        "funding", "deposit",
                                       "reduce", "close",       "stop",    "take",
                                       "cut",    "liquidation", NULL };

  return (MarginEventKind) case_choice (word, kinds);
}

static void
check_case (char **cell)
{
  WalkCase c;
  MarginWalkSummary sum;
  double equity[CASE_ROOM];

  g_test_message ("%s", cell[0]);
  case_read (&c, cell[1], cell[2], cell[3], cell[4], cell[5]);
  g_assert_cmpint (margin_walk (&c.walk, NULL, 0, equity, &sum), ==, MARGIN_OK);
  g_assert_cmpint (sum.ended_by, ==, kind_of (cell[6]));
  g_assert_cmpfloat ((double) sum.n_survived, ==, case_number (cell[7]));
  assert_close (sum.ended_at, case_number (cell[8]));
  assert_close (sum.equity, case_number (cell[9]));
  assert_close (equity[c.walk.n_bars - 1], sum.equity);
}

static void
meets_known_values (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "walk.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines + 1; *line != NULL && **line != '\0'; line++, n++) {
    g_auto (GStrv) cells = g_strsplit (*line, ",", 11);

    g_assert_cmpuint (g_strv_length (cells), ==, 11);
    check_case (cells);
  }
  g_assert_cmpuint (n, >=, 60);
}

/* --- the journal --- */

/* Lesson 5 with a call at 3 % down: ratio 970 / 4000. */
static void
tells_what_happened_in_order (void)
{
  WalkCase c;
  MarginEvent events[8];
  MarginWalkSummary sum;
  double equity[3];

  case_read (&c, "long linear 4 50000 10000", "taker=0.0005",
             "50000/50000/48500/48500 48500/48500/47000/47000 47000/50500/47000/50500",
             "", "funding:1:0.001 deposit:0c:1000 reduce:0c:0.5 close:2c:0");
  c.in.call_ratio = 970.0 / 4000;
  g_assert_cmpint (margin_walk (&c.walk, events, 8, equity, &sum), ==, MARGIN_OK);
  g_assert_cmpuint (sum.n_events, ==, 6);
  c.walk.n_orders = 5;
  g_assert_cmpuint (margin_walk_events_most (&c.walk), ==,
                    2 * (3 + 1 + 3 + 5 + MARGIN_WALK_MAX_STEPS));

  g_assert_cmpint (events[0].kind, ==, MARGIN_EVENT_CALL);
  assert_close (events[0].price, 48500);
  assert_close (events[0].margin, 10000);
  assert_close (events[0].liquidation, 47500 / 0.995);

  g_assert_cmpint (events[1].kind, ==, MARGIN_EVENT_DEPOSIT);
  assert_close (events[1].payment, 1000);
  assert_close (events[1].margin, 11000);

  g_assert_cmpint (events[2].kind, ==, MARGIN_EVENT_REDUCE);
  assert_close (events[2].closed, 2);
  assert_close (events[2].pnl, -3000);
  assert_close (events[2].fee, 48.5);
  assert_close (events[2].margin, 7951.5);
  assert_close (events[2].liquidation, (50000 - 7951.5 / 2) / 0.995);
  assert_close (equity[0], 4951.5);

  g_assert_cmpint (events[3].kind, ==, MARGIN_EVENT_FUNDING);
  g_assert_cmpint (events[3].time, ==, 3600);
  g_assert_cmpuint (events[3].bar, ==, 1);
  assert_close (events[3].payment, -97);
  assert_close (equity[1], 7951.5 - 97 - 6000);

  g_assert_cmpint (events[4].kind, ==, MARGIN_EVENT_CALL);
  g_assert_cmpint (events[5].kind, ==, MARGIN_EVENT_CLOSE);
  assert_close (events[5].pnl, 1000);
  assert_close (events[5].margin, 8804);
  assert_close (events[5].size, 0);
  assert_close (events[5].liquidation, 0);
  assert_close (equity[2], 8804);

  assert_close (sum.put_in, 11000);
  assert_close (sum.realised, -2000);
  assert_close (sum.funding, -97);
  assert_close (sum.fees, 99);
  assert_close (sum.result, -2196);
  assert_close (sum.lowest_equity, 1854.5);
  /* From 10,000, then counted as 11,000, down to 1,854.50. */
  assert_close (sum.largest_drawdown, 9145.5);
  g_assert_cmpint (sum.ended_time, ==, 7200);
}

static void
warns_once_and_again_after_recovery (void)
{
  WalkCase c;
  MarginEvent events[8];
  MarginWalkSummary sum;

  case_read (&c, "long linear 4 50000 10000", "",
             "50000/50000/48500/48500 48500/48500/48300/48300 48300/49500/48300/49500 "
             "49500/49500/48000/49400 48200",
             "", "");
  c.in.call_ratio = 970.0 / 4000;
  g_assert_cmpint (margin_walk (&c.walk, events, 8, NULL, &sum), ==, MARGIN_OK);
  g_assert_cmpuint (sum.n_calls, ==, 3);
  g_assert_cmpuint (sum.n_events, ==, 3);
  g_assert_cmpuint (events[0].bar, ==, 0);
  g_assert_cmpuint (events[1].bar, ==, 3);
  assert_close (events[1].price, 48500);
  g_assert_cmpuint (events[2].bar, ==, 4);
  assert_close (events[2].price, 48200); /* the open of a gap */
}

/* The same with gaps that leave bars on either side of the call alone, and mirrored: a
 * bar that ends at the very price is not yet back. */
static void
warns_again_after_gaps (void)
{
  WalkCase c;
  MarginWalkSummary sum;

  case_read (&c, "long linear 4 50000 10000", "",
             "50000 48300 49500 49500 48300 48500 48300", "", "");
  c.in.call_ratio = 970.0 / 4000;
  g_assert_cmpint (margin_walk (&c.walk, NULL, 0, NULL, &sum), ==, MARGIN_OK);
  g_assert_cmpuint (sum.n_calls, ==, 2);

  case_read (&c, "short linear 4 50000 10000", "",
             "50000 51600 50500 50500 51600 51500 51600", "", "");
  c.in.call_ratio = 1030.0 / 4000;
  g_assert_cmpint (margin_walk (&c.walk, NULL, 0, NULL, &sum), ==, MARGIN_OK);
  g_assert_cmpuint (sum.n_calls, ==, 2);
}

/* Too little margin from the start: warned at once, and again after better times. */
static void
warns_at_once (void)
{
  static const char *const position[] = { "long linear 4 50000 1500",
                                          "short linear 4 50000 1500" };
  static const char *const bars[] = { "50000 50100 51000 50000 50000",
                                      "50000 49900 49000 50000 50000" };

  for (int i = 0; i < 2; i++) {
    WalkCase c;
    MarginWalkSummary sum;

    case_read (&c, position[i], "", bars[i], "", "");
    g_assert_cmpint (margin_walk (&c.walk, NULL, 0, NULL, &sum), ==, MARGIN_OK);
    g_assert_cmpuint (sum.n_calls, ==, 2);
    g_assert_cmpuint (sum.n_survived, ==, 5);
  }
}

/* 2,000 are left of the margin at 52,000; 2,080 would be twice what is required. */
static void
money_calls_off_and_on (void)
{
  static const MarginEventKind expected[] = { MARGIN_EVENT_CALL, MARGIN_EVENT_DEPOSIT,
                                              MARGIN_EVENT_FUNDING, MARGIN_EVENT_CALL,
                                              MARGIN_EVENT_FUNDING };
  WalkCase c;
  MarginEvent events[8];
  MarginWalkSummary sum;

  case_read (&c, "short linear 4 50000 10000", "",
             "50000/52000/50000/52000 52000 52000 52000", "",
             "deposit:1o:20800 funding:2:-0.1 funding:3:0.1");
  g_assert_cmpint (margin_walk (&c.walk, events, 8, NULL, &sum), ==, MARGIN_OK);
  g_assert_cmpuint (sum.n_events, ==, G_N_ELEMENTS (expected));
  for (size_t i = 0; i < sum.n_events; i++)
    g_assert_cmpint (events[i].kind, ==, expected[i]);
  assert_close (events[0].price, 105000 / 2.02);
}

/* At twice the value of the position a requirement of a half is still above 40 %. */
static void
a_call_may_never_be_over (void)
{
  WalkCase c;
  MarginWalkSummary sum;

  case_read (&c, "long linear 4 50000 150000", "rate=0.5",
             "50000 50000/90000/49000/90000 90000/90000/49000/49000", "", "");
  c.in.call_ratio = 0.4;
  g_assert_cmpint (margin_walk (&c.walk, NULL, 0, NULL, &sum), ==, MARGIN_OK);
  g_assert_cmpuint (sum.n_calls, ==, 1);
  g_assert_cmpint (sum.ended_by, ==, MARGIN_EVENT_NONE);
}

/* Neither is anything forgotten that a bar went through quietly. */
static void
quiet_bars_count (void)
{
  WalkCase c;
  MarginWalkSummary sum;
  double equity[3];

  case_read (&c, "long linear 4 50000 10000", "",
             "50000/50100/49900/50050 50050/50500/50050/50500 50500/50500/49800/50000",
             "", "");
  g_assert_cmpint (margin_walk (&c.walk, NULL, 0, equity, &sum), ==, MARGIN_OK);
  g_assert_cmpuint (sum.n_events, ==, 0);
  g_assert_cmpuint (sum.n_survived, ==, 3);
  assert_close (equity[0], 10200);
  assert_close (equity[1], 12000);
  assert_close (equity[2], 10000);
  assert_close (sum.lowest_equity, 9200);
  assert_close (sum.largest_drawdown, 2800);
}

/* The gap made the gain before the fee took its part. */
static void
a_gap_counts_before_what_it_sets_off (void)
{
  WalkCase c;
  MarginWalkSummary sum;

  case_read (&c, "long linear 4 50000 10000", "maker=0.0002", "50000 51500", "",
             "take:51000");
  g_assert_cmpint (margin_walk (&c.walk, NULL, 0, NULL, &sum), ==, MARGIN_OK);
  assert_close (sum.largest_drawdown, 41.2);
}

/* No room, or little of it, changes nothing but what is written. */
static void
counts_what_found_no_room (void)
{
  WalkCase c;
  MarginEvent events[2] = { { .kind = 77 }, { .kind = 77 } };
  MarginWalkSummary sum, same;

  case_read (&c, "long linear 4 50000 10000", "", "50000 50000 50000", "",
             "every:1:0.0001");
  g_assert_cmpint (margin_walk (&c.walk, NULL, 0, NULL, &sum), ==, MARGIN_OK);
  g_assert_cmpint (margin_walk (&c.walk, events, 1, NULL, &same), ==, MARGIN_OK);
  g_assert_cmpuint (sum.n_events, ==, 3);
  g_assert_cmpuint (same.n_events, ==, 3);
  g_assert_cmpfloat (same.equity, ==, sum.equity);
  g_assert_cmpint (events[0].kind, ==, MARGIN_EVENT_FUNDING);
  g_assert_cmpint ((int) events[1].kind, ==, 77);
}

/* --- the end --- */

/* Beyond zero the insurance fund pays: nobody loses more than was put in. */
static void
nobody_owes_more_than_was_put_in (void)
{
  WalkCase c;
  MarginWalkSummary sum;

  case_read (&c, "long linear 4 50000 10000", "", "50000 40000", "", "");
  g_assert_cmpint (margin_walk (&c.walk, NULL, 0, NULL, &sum), ==, MARGIN_OK);
  g_assert_cmpint (sum.ended_by, ==, MARGIN_EVENT_LIQUIDATION);
  assert_close (sum.realised, -40000);
  assert_close (sum.fund, -30000);
  assert_close (sum.result, -10000);

  /* A stop among trades that fell while the mark did not. */
  case_read (&c, "long linear 4 50000 10000", "", "50000 40000", "50000 50000",
             "stop:48500");
  g_assert_cmpint (margin_walk (&c.walk, NULL, 0, NULL, &sum), ==, MARGIN_OK);
  g_assert_cmpint (sum.ended_by, ==, MARGIN_EVENT_STOP);
  assert_close (sum.fund, -30000);
  assert_close (sum.result, -10000);
}

/* Out of a part nobody owes anything yet: the margin of the rest may be below zero. */
static void
what_is_left_may_owe (void)
{
  WalkCase c;
  MarginEvent events[3];
  MarginWalkSummary sum;

  case_read (&c, "long linear 1 50000 2500", "slippage=0.2", "50000", "",
             "reduce:0c:0.5");
  g_assert_cmpint (margin_walk (&c.walk, events, 3, NULL, &sum), ==, MARGIN_OK);
  assert_close (events[0].margin, -2500);
  assert_close (events[0].fund, 0);
  g_assert_cmpint (events[2].kind, ==, MARGIN_EVENT_LIQUIDATION);
  assert_close (events[2].fund, -2500);
  assert_close (events[2].closed, 0.5);
  assert_close (sum.result, -2500);
}

/* The line moved away and the ratio fell: on its way down the price meets both again. */
static void
a_cut_calls_off_and_on (void)
{
  WalkCase c;
  MarginEvent events[4];
  MarginWalkSummary sum;

  case_read (&c, "long linear 4 50000 10000", "end=0.2/100000", "50000/50000/47690/49000",
             "", "");
  c.in.call_ratio = 0.9;
  g_assert_cmpint (margin_walk (&c.walk, events, 4, NULL, &sum), ==, MARGIN_OK);
  g_assert_cmpuint (sum.n_events, ==, 3);
  assert_close (events[0].price, 171000 / 3.58);
  g_assert_cmpint (events[1].kind, ==, MARGIN_EVENT_CUT);
  assert_close (events[2].price, (144000 - 0.9 * events[1].margin) / 2.864);
}

/* Due again at the very price of a cut: then all of it goes, margin/ending.h. */
static void
a_cut_that_does_not_help_is_the_last (void)
{
  WalkCase c;
  MarginWalkSummary sum;

  case_read (&c, "long linear 4 50000 10000", "end=0.2/100000", "50000 47550", "", "");
  g_assert_cmpint (margin_walk (&c.walk, NULL, 0, NULL, &sum), ==, MARGIN_OK);
  g_assert_cmpint (sum.ended_by, ==, MARGIN_EVENT_LIQUIDATION);
  g_assert_cmpuint (sum.n_events - sum.n_calls, ==, 2);
}

/* Where there is no line, none is shown. */
static void
shows_no_line_where_there_is_none (void)
{
  WalkCase c;
  MarginEvent event;
  MarginWalkSummary sum;

  case_read (&c, "short inverse 60000 50000 1.2", "", "50000", "", "funding:0:0");
  g_assert_cmpint (margin_walk (&c.walk, &event, 1, NULL, &sum), ==, MARGIN_OK);
  assert_close (event.liquidation, 0);
  case_read (&c, "long linear 1 0.5 0.6", "", "0.5", "", "funding:0:0");
  g_assert_cmpint (margin_walk (&c.walk, &event, 1, NULL, &sum), ==, MARGIN_OK);
  assert_close (event.liquidation, 0);
  case_read (&c, "long linear 1 0.5 0.1", "", "0.5", "", "funding:0:0");
  g_assert_cmpint (margin_walk (&c.walk, &event, 1, NULL, &sum), ==, MARGIN_OK);
  assert_close (event.liquidation, 0.4 / 0.995);
}

/* Down one tier and again, until the requirement is met: margin/ending.h. */
static void
the_venue_goes_down_tier_by_tier (void)
{
  WalkCase c;
  MarginEvent events[8];
  MarginWalkSummary sum;
  MarginPoint point;

  case_read (&c, "long linear 6 50000 15000", "tiers=1", "50000/50000/48000/49000", "",
             "");
  c.in.rules.end = MARGIN_END_TIERS;
  point = margin_liquidation (&c.in);
  g_assert_cmpint (margin_walk (&c.walk, events, 8, NULL, &sum), ==, MARGIN_OK);
  g_assert_cmpint (events[1].kind, ==, MARGIN_EVENT_CUT);
  assert_close (events[1].price, point.price);
  assert_close (events[1].size, 250000 / point.price);
  assert_close (events[1].closed, 6 - 250000 / point.price);
  assert_close (events[1].margin,
                15000 + (6 - 250000 / point.price) * (point.price - 50000));
  g_assert_cmpint (sum.ended_by, ==, MARGIN_EVENT_NONE);
}

/* So small a fraction would take the venue more steps than anybody has time for. */
static void
the_venue_loses_patience (void)
{
  WalkCase c;
  MarginWalkSummary sum;

  case_read (&c, "long linear 4 50000 10000", "end=0.0001/0", "50000/50000/48000/48000",
             "50000/50000/47000/47000", "");
  g_assert_cmpint (margin_walk (&c.walk, NULL, 0, NULL, &sum), ==, MARGIN_OK);
  g_assert_cmpint (sum.ended_by, ==, MARGIN_EVENT_LIQUIDATION);
  g_assert_cmpuint (sum.n_events - sum.n_calls, ==, MARGIN_WALK_MAX_STEPS);
}

/* `below` needs less than the requirement, so the line itself is still open. */
static void
below_does_not_end_at_the_line (void)
{
  WalkCase c;
  MarginWalkSummary sum;

  case_read (&c, "long linear 1 1000 5", "", "1000 1000", "", "");
  c.in.leverage = 200;
  g_assert_cmpint (margin_walk (&c.walk, NULL, 0, NULL, &sum), ==, MARGIN_OK);
  g_assert_cmpint (sum.ended_by, ==, MARGIN_EVENT_LIQUIDATION);
  c.in.rules.trigger_when = MARGIN_TRIGGER_BELOW;
  g_assert_cmpint (margin_walk (&c.walk, NULL, 0, NULL, &sum), ==, MARGIN_OK);
  g_assert_cmpint (sum.ended_by, ==, MARGIN_EVENT_NONE);
  c.bars[1].low = 999.999;
  g_assert_cmpint (margin_walk (&c.walk, NULL, 0, NULL, &sum), ==, MARGIN_OK);
  g_assert_cmpint (sum.ended_by, ==, MARGIN_EVENT_LIQUIDATION);
  assert_close (sum.ended_at, 1000);

  c.in.side = MARGIN_SHORT;
  c.in.rules.tiers[0].rate = 0.0025;
  c.in.rules.maintenance_on = MARGIN_ON_ENTRY;
  c.bars[1] = (MarginBar){
    .time = 3600, .open = 1000, .high = 1002.5, .low = 1000, .close = 1000
  };
  g_assert_cmpint (margin_walk (&c.walk, NULL, 0, NULL, &sum), ==, MARGIN_OK);
  g_assert_cmpint (sum.ended_by, ==, MARGIN_EVENT_NONE);
  c.bars[1].high = 1002.6;
  g_assert_cmpint (margin_walk (&c.walk, NULL, 0, NULL, &sum), ==, MARGIN_OK);
  g_assert_cmpint (sum.ended_by, ==, MARGIN_EVENT_LIQUIDATION);
}

/* What would be worth nothing to the books goes with the rest. */
static void
leaves_no_dust (void)
{
  WalkCase c;
  MarginWalkSummary sum;

  case_read (&c, "long linear 4 50000 10000", "", "50000", "",
             "reduce:0o:0.9999999999999999");
  g_assert_cmpint (margin_walk (&c.walk, NULL, 0, NULL, &sum), ==, MARGIN_OK);
  g_assert_cmpint (sum.ended_by, ==, MARGIN_EVENT_CLOSE);

  case_read (&c, "long linear 4 50000 10000", "", "50000", "", "stop:51000:last:0.99999");
  c.in.rules.quantum = 100;
  g_assert_cmpint (margin_walk (&c.walk, NULL, 0, NULL, &sum), ==, MARGIN_OK);
  g_assert_cmpint (sum.ended_by, ==, MARGIN_EVENT_STOP);
  assert_close (sum.size, 0);
}

/* --- stamps --- */

static void
pays_only_for_the_time_of_its_bars (void)
{
  WalkCase c;
  MarginWalkSummary sum;

  case_read (&c, "long linear 4 50000 10000", "", "50000 50000", "",
             "funding:-1:0.01 funding:0:0.001 funding:1.5:0.001 funding:2:0.01");
  g_assert_cmpint (margin_walk (&c.walk, NULL, 0, NULL, &sum), ==, MARGIN_OK);
  assert_close (sum.funding, -400);
  c.walk.until += 1;
  g_assert_cmpint (margin_walk (&c.walk, NULL, 0, NULL, &sum), ==, MARGIN_OK);
  assert_close (sum.funding, -2400);
}

static void
funding_is_paid_on_the_mark (void)
{
  WalkCase c;
  MarginEvent event;
  MarginWalkSummary sum;

  case_read (&c, "long linear 4 50000 10000", "fate=last", "50000", "40000",
             "funding:0:0.001");
  g_assert_cmpint (margin_walk (&c.walk, &event, 1, NULL, &sum), ==, MARGIN_OK);
  assert_close (sum.funding, -160);
  assert_close (event.price, 40000);
}

/* --- readings --- */

static bool
readings_differ (const char *bars, const char *marks, const char *plan)
{
  WalkCase c;
  bool differ;

  case_read (&c, "long linear 4 50000 10000", "", bars, marks, plan);
  c.walk.reading = MARGIN_READING_OPTIMISTIC; /* plays no part */
  g_assert_cmpint (margin_walk_readings_differ (&c.walk, &differ), ==, MARGIN_OK);
  return differ;
}

static void
knows_when_the_order_matters (void)
{
  const char *bar = "50000/51000/48000/50500";

  g_assert_false (readings_differ (bar, "", ""));
  g_assert_false (readings_differ (bar, "", "stop:47900 take:50800"));
  g_assert_false (readings_differ (bar, "", "stop:48500"));
  /* another end */
  g_assert_true (readings_differ (bar, "", "stop:48500 take:50800"));
  /* the same end, later */
  g_assert_true (readings_differ ("50000/52000/47700/47800 47800/47800/43000/43000", "",
                                  "take:51500:last:0.5"));
  /* one warning more */
  g_assert_true (readings_differ ("50000/51000/47900/47900", "", ""));
  /* another price: the mark meets the stop on its way from elsewhere */
  g_assert_true (readings_differ (bar, "50000/50000/49000/49500", "stop:49500:mark"));
  /* other money: a half and a half of what is left, the other way round */
  g_assert_true (readings_differ (bar, "", "stop:48500:last:0.5 take:50800:last:0.5"));
}

static void
one_reading_may_be_refused_alone (void)
{
  WalkCase c;
  bool differ;

  case_read (&c, "long linear 1e10 1e8 9e17", "", "1e8/1.6e8/0.9e8/1e8", "",
             "stop:0.95e8 take:1.5e8:last:0.5");
  c.walk.reading = MARGIN_READING_OPTIMISTIC;
  g_assert_cmpint (margin_walk_readings_differ (&c.walk, &differ), ==, MARGIN_BAD_MARGIN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/margin/walk/" claim, function)
  TEST ("meets-known-values", meets_known_values);
  TEST ("tells-what-happened-in-order", tells_what_happened_in_order);
  TEST ("warns-once-and-again-after-recovery", warns_once_and_again_after_recovery);
  TEST ("warns-again-after-gaps", warns_again_after_gaps);
  TEST ("warns-at-once", warns_at_once);
  TEST ("money-calls-off-and-on", money_calls_off_and_on);
  TEST ("a-call-may-never-be-over", a_call_may_never_be_over);
  TEST ("quiet-bars-count", quiet_bars_count);
  TEST ("a-gap-counts-before-what-it-sets-off", a_gap_counts_before_what_it_sets_off);
  TEST ("counts-what-found-no-room", counts_what_found_no_room);
  TEST ("nobody-owes-more-than-was-put-in", nobody_owes_more_than_was_put_in);
  TEST ("what-is-left-may-owe", what_is_left_may_owe);
  TEST ("a-cut-calls-off-and-on", a_cut_calls_off_and_on);
  TEST ("a-cut-that-does-not-help-is-the-last", a_cut_that_does_not_help_is_the_last);
  TEST ("shows-no-line-where-there-is-none", shows_no_line_where_there_is_none);
  TEST ("the-venue-goes-down-tier-by-tier", the_venue_goes_down_tier_by_tier);
  TEST ("the-venue-loses-patience", the_venue_loses_patience);
  TEST ("below-does-not-end-at-the-line", below_does_not_end_at_the_line);
  TEST ("leaves-no-dust", leaves_no_dust);
  TEST ("pays-only-for-the-time-of-its-bars", pays_only_for_the_time_of_its_bars);
  TEST ("funding-is-paid-on-the-mark", funding_is_paid_on_the_mark);
  TEST ("knows-when-the-order-matters", knows_when_the_order_matters);
  TEST ("one-reading-may-be-refused-alone", one_reading_may_be_refused_alone);
  return g_test_run ();
}
