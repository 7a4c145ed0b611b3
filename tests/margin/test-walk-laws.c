/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/walk.h"

#include "margin/liquidation.h"

#include "walk-draw.h"
#include "walk-twin.h"

#define ROUNDS    draw_rounds (400)
#define MOST_ROOM 1024

static void
assert_close (double got, double expected, double scale)
{
  if (!(fabs (got - expected) <= 1e-9 * scale))
    g_error ("got %.17g, expected %.17g", got, expected);
}

/* What the money of a walk is measured against. */
static double
scale_of (const WalkCase *c)
{
  double scale = fabs (c->in.margin) + margin_entry_value (&c->in);

  for (size_t i = 0; i < c->walk.n_bars; i++)
    scale = fmax (scale, fmax (margin_value (&c->in, c->bars[i].low),
                               margin_value (&c->in, c->bars[i].high)));
  return scale;
}

static void
run (const WalkCase *c, MarginEvent *events, double *equity, MarginWalkSummary *sum)
{
  MarginStatus status =
      margin_walk (&c->walk, events, events ? MOST_ROOM : 0, equity, sum);

  g_assert_cmpint (status, ==, MARGIN_OK);
}

/* Everything the position itself decides, without what a limit order adds. */
static void
draw_without_targets (WalkCase *c)
{
  draw_walk (c);
  for (size_t i = 0; i < c->walk.n_orders; i++) {
    MarginOrder *order = &c->orders[i];

    if (order->kind == MARGIN_TAKE_PROFIT)
      order->price = c->in.entry * c->in.entry / order->price;
    order->kind = MARGIN_STOP;
  }
}

/* --- the twin --- */

static void
compare (const WalkTwin *twin, const MarginEvent *events, const MarginWalkSummary *sum,
         double scale)
{
  g_assert_cmpuint (sum->n_events, ==, twin->n_events);
  for (size_t i = 0; i < twin->n_events; i++) {
    const MarginEvent *event = &twin->events[i];

    g_assert_cmpint (events[i].kind, ==, event->kind);
    g_assert_cmpuint (events[i].bar, ==, event->bar);
    assert_close (events[i].price, event->price, fmax (event->price, 1e-9));
    assert_close (events[i].margin, event->margin, scale);
    assert_close (events[i].size, event->size, twin->walk->in->size);
  }
  assert_close (sum->lowest_equity, twin->lowest, scale);
  assert_close (sum->largest_drawdown, twin->drawdown, scale);
}

/* A position that grows as it loses is taken down to the floor of its tier, outgrows it
 * by a hair and is taken down by a hair, ever faster, until it falls into the next tier:
 * after how many hairs is a matter of the last bits. */
static gboolean
is_cut_by_hairs (const MarginInputs *in)
{
  return in->rules.end == MARGIN_END_TIERS && margin_direction (in) < 0 &&
         in->rules.maintenance_on == MARGIN_ON_MARK;
}

static void
equals_the_slow_twin (void)
{
  for (int i = 0; i < ROUNDS; i++) {
    WalkCase c;
    WalkTwin twin;
    MarginEvent events[MOST_ROOM];
    MarginWalkSummary sum;
    double fast[CASE_ROOM], slow[CASE_ROOM], scale;

    do
      draw_walk (&c);
    while (is_cut_by_hairs (&c.in));
    scale = scale_of (&c);
    run (&c, events, fast, &sum);
    twin_walk (&c.walk, &twin, slow);
    compare (&twin, events, &sum, scale);
    for (size_t j = 0; j < c.walk.n_bars; j++)
      assert_close (fast[j], slow[j], scale);
  }
}

/* --- laws --- */

static void
the_accounts_add_up (void)
{
  for (int i = 0; i < ROUNDS; i++) {
    WalkCase c;
    MarginEvent events[MOST_ROOM];
    MarginWalkSummary sum;
    double equity[CASE_ROOM], pnl = 0, fees = 0, paid = 0, fund = 0, scale;

    draw_walk (&c);
    scale = scale_of (&c);
    run (&c, events, equity, &sum);
    for (size_t j = 0; j < sum.n_events; j++) {
      pnl += events[j].pnl;
      fees += events[j].fee;
      paid += events[j].payment;
      fund += events[j].fund;
      assert_close (events[j].margin, c.in.margin + pnl + paid - fees - fund, scale);
    }
    assert_close (paid, sum.funding + sum.put_in - c.in.margin, scale);
    assert_close (sum.equity, equity[c.walk.n_bars - 1], scale);
    assert_close (sum.equity,
                  sum.put_in + sum.realised + sum.unrealised + sum.funding - sum.fees -
                      sum.fund,
                  scale);
    assert_close (sum.result, sum.equity - sum.put_in, scale);
  }
}

static void
stays_within_its_bounds (void)
{
  for (int i = 0; i < ROUNDS; i++) {
    WalkCase c;
    MarginWalkSummary sum;
    double equity[CASE_ROOM];

    draw_walk (&c);
    equity[c.walk.n_bars] = 42;
    run (&c, NULL, equity, &sum);
    g_assert_cmpfloat (equity[c.walk.n_bars], ==, 42);
    g_assert_cmpuint (sum.n_events, <=, margin_walk_events_most (&c.walk));
    g_assert_cmpuint (sum.n_survived, <=, c.walk.n_bars);
    g_assert_true ((sum.ended_by == MARGIN_EVENT_NONE) == (sum.size > 0));
    g_assert_cmpfloat (sum.largest_drawdown, >=, 0);
    for (size_t j = 0; j < c.walk.n_bars; j++)
      g_assert_cmpfloat (equity[j], >=, sum.lowest_equity);
    for (size_t j = sum.n_survived; j < c.walk.n_bars; j++)
      g_assert_cmpfloat (equity[j], ==, sum.margin);
  }
}

/* With one price and nothing to take profit from, bad news first is never good news. */
static void
the_pessimist_never_ends_better (void)
{
  for (int i = 0; i < ROUNDS; i++) {
    WalkCase c;
    MarginWalkSummary bad, good;

    draw_without_targets (&c);
    c.walk.marks = NULL;
    c.walk.reading = MARGIN_READING_PESSIMISTIC;
    run (&c, NULL, NULL, &bad);
    c.walk.reading = MARGIN_READING_OPTIMISTIC;
    run (&c, NULL, NULL, &good);
    g_assert_cmpfloat (bad.equity, <=, good.equity + 1e-9 * scale_of (&c));
    g_assert_cmpuint (bad.n_survived, <=, good.n_survived);
  }
}

static void
the_pessimist_stops_before_the_target (void)
{
  for (int i = 0; i < ROUNDS; i++) {
    WalkCase c;
    MarginWalkSummary bad, good;

    draw_walk (&c);
    c.walk.marks = NULL;
    c.walk.n_funding = 0;
    c.walk.n_actions = 0;
    for (size_t j = 0; j < c.walk.n_orders; j++)
      c.orders[j].part = 1;
    c.walk.reading = MARGIN_READING_PESSIMISTIC;
    run (&c, NULL, NULL, &bad);
    c.walk.reading = MARGIN_READING_OPTIMISTIC;
    run (&c, NULL, NULL, &good);
    if (bad.ended_by != good.ended_by) {
      g_assert_cmpint (good.ended_by, ==, MARGIN_EVENT_TAKE_PROFIT);
      g_assert_cmpuint (bad.n_survived, ==, good.n_survived);
    }
  }
}

/* --- a bar is its path --- */

static void
split_bars (const WalkCase *c, const MarginBar bars[], MarginBar split[])
{
  for (size_t i = 0; i < c->walk.n_bars; i++) {
    double path[MARGIN_PATH_POINTS];

    margin_bar_path (&bars[i], c->in.side, c->walk.reading, path);
    for (size_t j = 0; j < 3; j++)
      split[3 * i + j] = (MarginBar){ .time = bars[i].time + (gint64) j,
                                      .open = path[j],
                                      .close = path[j + 1],
                                      .high = fmax (path[j], path[j + 1]),
                                      .low = fmin (path[j], path[j + 1]) };
  }
}

static void
split_walk (const WalkCase *c, WalkCase *split)
{
  *split = *c;
  split_bars (c, c->bars, split->bars);
  if (c->walk.marks != NULL) {
    split_bars (c, c->marks, split->marks);
    split->walk.marks = split->marks;
  }
  split->walk.in = &split->in;
  split->walk.bars = split->bars;
  split->walk.n_bars = 3 * c->walk.n_bars;
  split->walk.orders = split->orders;
  split->walk.actions = split->actions;
  for (size_t i = 0; i < c->walk.n_orders; i++) {
    split->orders[i].from *= 3;
    split->orders[i].until *= 3;
  }
  for (size_t i = 0; i < c->walk.n_actions; i++) {
    gboolean is_last = split->actions[i].at == MARGIN_AT_CLOSE;

    split->actions[i].bar = 3 * c->actions[i].bar + (is_last ? 2 : 0);
  }
}

/* Funding stays at the stamps of the bars: inside of one it is paid at its open. */
static void
splitting_bars_into_their_path_changes_nothing (void)
{
  for (int i = 0; i < ROUNDS; i++) {
    WalkCase c, split;
    MarginEvent events[MOST_ROOM], same[MOST_ROOM];
    MarginWalkSummary sum, other;
    double scale;

    draw_walk (&c);
    for (size_t j = 0; j < c.walk.n_funding; j++)
      c.funding[j].time = (gint64) j * 3600;
    scale = scale_of (&c);
    split_walk (&c, &split);
    split.walk.reading =
        draw_bit () ? MARGIN_READING_PESSIMISTIC : MARGIN_READING_OPTIMISTIC;
    run (&c, events, NULL, &sum);
    run (&split, same, NULL, &other);
    g_assert_cmpuint (sum.n_events, ==, other.n_events);
    for (size_t j = 0; j < sum.n_events; j++) {
      g_assert_cmpint (events[j].kind, ==, same[j].kind);
      g_assert_cmpuint (events[j].bar, ==, same[j].bar / 3);
      assert_close (events[j].margin, same[j].margin, scale);
    }
    assert_close (sum.equity, other.equity, scale);
    assert_close (sum.lowest_equity, other.lowest_equity, scale);
    assert_close (sum.largest_drawdown, other.largest_drawdown, scale);
  }
}

/* Orders that never fill, but come at every bar, keep the walk from passing quietly. */
static void
quiet_bars_are_lived_through_all_the_same (void)
{
  for (int i = 0; i < ROUNDS; i++) {
    WalkCase c;
    MarginWalkSummary quiet, awake;
    double passed[CASE_ROOM], lived[CASE_ROOM];

    draw_walk (&c);
    c.walk.n_bars = MIN (c.walk.n_bars, MARGIN_MAX_ORDERS);
    c.walk.until = (gint64) c.walk.n_bars * 3600;
    c.walk.n_orders = c.walk.n_actions = 0;
    run (&c, NULL, passed, &quiet);
    for (size_t j = 0; j < c.walk.n_bars; j++)
      c.orders[c.walk.n_orders++] =
          (MarginOrder){ .kind =
                             c.in.side == MARGIN_LONG ? MARGIN_STOP : MARGIN_TAKE_PROFIT,
                         .price = 1e-18,
                         .part = 1,
                         .from = j };
    run (&c, NULL, lived, &awake);
    g_assert_cmpfloat (quiet.equity, ==, awake.equity);
    g_assert_cmpfloat (quiet.lowest_equity, ==, awake.lowest_equity);
    g_assert_cmpfloat (quiet.largest_drawdown, ==, awake.largest_drawdown);
    g_assert_cmpuint (quiet.n_events, ==, awake.n_events);
    for (size_t j = 0; j < c.walk.n_bars; j++)
      g_assert_cmpfloat (passed[j], ==, lived[j]);
  }
}

/* --- money and prices --- */

static void
scale_bars (MarginBar bars[], size_t n, double by)
{
  for (size_t i = 0; i < n; i++) {
    bars[i].open *= by;
    bars[i].high *= by;
    bars[i].low *= by;
    bars[i].close *= by;
  }
}

/* Every price and, with them, all money times eight. */
static void
scale_walk (WalkCase *c)
{
  c->in.entry *= 8;
  c->in.mark *= 8;
  c->in.margin *= 8;
  c->in.rules.end_above *= 8;
  for (size_t i = 0; i < c->in.rules.n_tiers; i++) {
    c->in.rules.tiers[i].floor *= 8;
    c->in.rules.tiers[i].deduction *= 8;
  }
  scale_bars (c->bars, c->walk.n_bars, 8);
  scale_bars (c->marks, c->walk.n_bars, 8);
  for (size_t i = 0; i < c->walk.n_orders; i++)
    c->orders[i].price *= 8;
  for (size_t i = 0; i < c->walk.n_actions; i++)
    if (c->actions[i].kind == MARGIN_ACTION_DEPOSIT)
      c->actions[i].amount *= 8;
}

static void
draw_linear (WalkCase *c)
{
  do
    draw_walk (c);
  while (c->in.contract != MARGIN_LINEAR);
}

static void
scaling_every_price_scales_the_money (void)
{
  for (int i = 0; i < ROUNDS; i++) {
    WalkCase c;
    MarginWalkSummary sum, scaled;

    draw_linear (&c);
    run (&c, NULL, NULL, &sum);
    scale_walk (&c);
    run (&c, NULL, NULL, &scaled);
    g_assert_cmpint (sum.ended_by, ==, scaled.ended_by);
    g_assert_cmpuint (sum.n_events, ==, scaled.n_events);
    assert_close (scaled.equity, 8 * sum.equity, scale_of (&c));
    assert_close (scaled.ended_at, 8 * sum.ended_at, fmax (scaled.ended_at, 1e-9));
    assert_close (scaled.largest_drawdown, 8 * sum.largest_drawdown, scale_of (&c));
  }
}

/* A walk whose money is a straight line in the price: no fee, no cut, no moving
 * requirement. */
static void
draw_straight (WalkCase *c)
{
  draw_linear (c);
  c->in.rules.maintenance_on = MARGIN_ON_ENTRY;
  c->in.rules.close_fee = MARGIN_FEE_NONE;
  c->in.rules.end = MARGIN_END_WHOLE;
  c->in.rules.liquidation_fee = c->in.rules.backstop_ratio = c->walk.slippage = 0;
  c->walk.has_costs = false;
  c->walk.marks = NULL;
  c->walk.n_funding = c->walk.n_orders = 0;
}

/* Every price as far on the other side of the entry; FALSE if one would not be positive.
 */
static gboolean
mirror (WalkCase *c)
{
  double sum = 2 * c->in.entry;

  c->in.side = c->in.side == MARGIN_LONG ? MARGIN_SHORT : MARGIN_LONG;
  for (size_t i = 0; i < c->walk.n_bars; i++) {
    MarginBar bar = c->bars[i];

    c->bars[i] = (MarginBar){ bar.time, sum - bar.open, sum - bar.low, sum - bar.high,
                              sum - bar.close };
    if (!(c->bars[i].low > 1e-3 * c->in.entry))
      return FALSE;
  }
  return TRUE;
}

/* Around the entry a short lives what a long lives in a mirror. */
static void
a_short_is_a_long_in_a_mirror (void)
{
  for (int i = 0; i < ROUNDS; i++) {
    WalkCase c;
    MarginWalkSummary sum, mirrored;
    double scale;

    draw_straight (&c);
    scale = scale_of (&c);
    run (&c, NULL, NULL, &sum);
    if (!mirror (&c))
      continue;
    run (&c, NULL, NULL, &mirrored);
    g_assert_cmpint (sum.ended_by, ==, mirrored.ended_by);
    g_assert_cmpuint (sum.n_survived, ==, mirrored.n_survived);
    assert_close (sum.equity, mirrored.equity, scale);
    assert_close (sum.lowest_equity, mirrored.lowest_equity, scale);
  }
}

/* Unless somebody closes for another reason, more money never ends it sooner. */
static void
a_deposit_never_ends_it_sooner (void)
{
  for (int i = 0; i < ROUNDS; i++) {
    WalkCase c;
    MarginWalkSummary poor, rich;

    draw_walk (&c);
    c.in.rules.end = MARGIN_END_WHOLE;
    c.walk.n_orders = c.walk.n_actions = 0;
    run (&c, NULL, NULL, &poor);
    c.actions[0] =
        (MarginAction){ .kind = MARGIN_ACTION_DEPOSIT, .amount = c.in.margin / 4 };
    c.walk.n_actions = 1;
    run (&c, NULL, NULL, &rich);
    g_assert_cmpuint (rich.n_survived, >=, poor.n_survived);
  }
}

/* A payment of nothing makes everything be reckoned again, and come out the same. */
static void
a_rate_of_nothing_changes_nothing (void)
{
  for (int i = 0; i < ROUNDS; i++) {
    WalkCase c;
    MarginWalkSummary without, with;

    draw_walk (&c);
    c.walk.n_funding = 0;
    run (&c, NULL, NULL, &without);
    for (size_t j = 0; j < c.walk.n_bars; j++)
      c.funding[c.walk.n_funding++] = (MarginFunding){ .time = (gint64) j * 3600 };
    run (&c, NULL, NULL, &with);
    g_assert_cmpuint (without.n_calls, ==, with.n_calls);
    g_assert_cmpuint (without.n_survived, ==, with.n_survived);
    assert_close (without.equity, with.equity, scale_of (&c));
  }
}

/* A price that stands where the call came, to the last bit, is not back from it. */
static void
standing_at_the_call_is_one_call (void)
{
  for (int i = 0; i < ROUNDS; i++) {
    WalkCase c;
    MarginWalkSummary sum;
    MarginPoint call, line;

    case_begin (&c);
    draw_walker_position (&c.in);
    call = margin_call_point (&c.in, c.in.call_ratio);
    line = margin_liquidation (&c.in);
    if (call.kind != MARGIN_PRICE || fabs (line.price / call.price - 1) < 1e-6)
      continue;
    c.walk.n_bars = 3;
    c.walk.until = 3 * 3600;
    c.bars[0] = draw_bar (0, c.in.entry, call.price, 0);
    c.bars[1] = draw_bar (3600, call.price, call.price, 0);
    c.bars[2] = draw_bar (7200, call.price, call.price * (1 - c.in.side * 1e-9), 0);
    c.funding[c.walk.n_funding++] = (MarginFunding){ .time = 3600 };
    run (&c, NULL, NULL, &sum);
    g_assert_cmpuint (sum.n_calls, ==, 1);
  }
}

static size_t
stamps_before (const WalkCase *c, gint64 end)
{
  size_t n = 0;

  for (size_t i = 0; i < c->walk.n_funding; i++)
    n += c->funding[i].time >= 0 && c->funding[i].time < end;
  return n;
}

static void
who_holds_nothing_at_the_stamp_pays_nothing (void)
{
  for (int i = 0; i < ROUNDS; i++) {
    WalkCase c;
    MarginEvent events[MOST_ROOM];
    MarginWalkSummary sum;
    size_t n = 0, expected;

    draw_walk (&c);
    run (&c, events, NULL, &sum);
    for (size_t j = 0; j < sum.n_events; j++) {
      n += events[j].kind == MARGIN_EVENT_FUNDING;
      g_assert_true (events[j].size > 0 || j + 1 == sum.n_events);
    }
    expected = stamps_before (&c, (gint64) sum.n_survived * 3600);
    g_assert_cmpuint (n, >=, expected); /* the bar of the end may pay before it */
    if (sum.ended_by == MARGIN_EVENT_NONE)
      g_assert_cmpuint (n, ==, expected);
  }
}

/* --- no number breaks it --- */

static double
draw_wild (void)
{
  static const double wild[] = { 0,      -1,       1e-18,     1e18, 1e300, -1e300,
                                 5e-324, HUGE_VAL, -HUGE_VAL, NAN,  1,     0.5 };

  return wild[g_test_rand_int_range (0, G_N_ELEMENTS (wild))];
}

static void
make_wild (WalkCase *c)
{
  double *fields[] = { &c->in.size,           &c->in.entry,      &c->in.margin,
                       &c->bars[0].low,       &c->bars[0].high,  &c->orders[0].price,
                       &c->orders[0].part,    &c->walk.slippage, &c->actions[0].amount,
                       &c->funding[0].rate,   &c->in.multiplier, &c->bars[0].open,
                       &c->bars[0].close,     &c->marks[0].high, &c->in.leverage,
                       &c->in.rules.taker_fee };

  for (int i = g_test_rand_int_range (1, 4); i > 0; i--)
    *fields[g_test_rand_int_range (0, G_N_ELEMENTS (fields))] = draw_wild ();
}

static void
any_number_is_answered_or_refused (void)
{
  for (int i = 0; i < 10 * ROUNDS; i++) {
    WalkCase c;
    MarginWalkSummary sum = { .equity = 42, .largest_drawdown = 42 };
    double equity[CASE_ROOM] = { 0 };
    MarginStatus status;

    draw_walk (&c);
    make_wild (&c);
    status = margin_walk (&c.walk, NULL, 0, equity, &sum);
    g_assert_true (isfinite (sum.equity) && isfinite (sum.largest_drawdown));
    if (status != MARGIN_OK)
      g_assert_true (sum.equity == 42 && sum.largest_drawdown == 42);
    for (size_t j = 0; j < c.walk.n_bars; j++)
      g_assert_true (isfinite (equity[j]));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/margin/walk-laws/" claim, function)
  TEST ("equals-the-slow-twin", equals_the_slow_twin);
  TEST ("the-accounts-add-up", the_accounts_add_up);
  TEST ("stays-within-its-bounds", stays_within_its_bounds);
  TEST ("the-pessimist-never-ends-better", the_pessimist_never_ends_better);
  TEST ("the-pessimist-stops-before-the-target", the_pessimist_stops_before_the_target);
  TEST ("splitting-bars-into-their-path-changes-nothing",
        splitting_bars_into_their_path_changes_nothing);
  TEST ("quiet-bars-are-lived-through-all-the-same",
        quiet_bars_are_lived_through_all_the_same);
  TEST ("scaling-every-price-scales-the-money", scaling_every_price_scales_the_money);
  TEST ("a-short-is-a-long-in-a-mirror", a_short_is_a_long_in_a_mirror);
  TEST ("a-deposit-never-ends-it-sooner", a_deposit_never_ends_it_sooner);
  TEST ("a-rate-of-nothing-changes-nothing", a_rate_of_nothing_changes_nothing);
  TEST ("standing-at-the-call-is-one-call", standing_at_the_call_is_one_call);
  TEST ("who-holds-nothing-at-the-stamp-pays-nothing",
        who_holds_nothing_at_the_stamp_pays_nothing);
  TEST ("any-number-is-answered-or-refused", any_number_is_answered_or_refused);
  return g_test_run ();
}
