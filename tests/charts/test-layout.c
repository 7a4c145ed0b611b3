/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <math.h>
#include <string.h>

/* What every chart promises, for any position on any paper. */

static const double sizes[][3] = {
  /* width, height, em */
  { 240, 160, 10 }, { 240, 160, 40 },  { 300, 240, 18 },   { 360, 240, 18 },
  { 360, 294, 28 }, { 548, 285, 18 },  { 300, 610, 18 },   { 272, 66, 18 },
  { 850, 712, 18 }, { 1280, 800, 36 }, { 2560, 1440, 18 }, { 2560, 1440, 40 },
  { 120, 60, 10 },  { 1000, 90, 16 },
};

static void
say_which (FixtureChart chart, const MarginOutcome *outcome, const ChartFrame *frame)
{
  g_test_message ("%s %gx%g em %g rtl %d: side %d leverage %g entry %g mark %g margin %g",
                  fixture_chart_name (chart), frame->width, frame->height, frame->em,
                  frame->is_rtl, outcome->in.side, outcome->in.leverage,
                  outcome->in.entry, outcome->in.mark, outcome->in.margin);
}

typedef void (*Check) (const ChartLayout *layout);

static void
check_position (const MarginOutcome *outcome, Check check)
{
  static ChartLayout layout;

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (int chart = 0; chart < FIXTURE_N_CHARTS; chart++) {
      double em = sizes[i][2];
      ChartFrame frame = fixture_frame (sizes[i][0], sizes[i][1], &em);

      frame.is_rtl = g_test_rand_bit ();
      fixture_layout (chart, outcome, &frame, &layout);
      check (&layout);
      if (g_test_failed ()) {
        say_which (chart, outcome, &frame);
        return;
      }
    }
}

static void
check_everywhere (Check check)
{
  static const double leverages[] = { 1, 2, 3, 5, 10, 20, 50, 100, 125 };
  static const double moves[] = { -1 + 1e-9, -0.5, -0.05, -0.03, 0, 0.001, 0.03, 0.4, 1 };
  guint32 seed = (guint32) g_test_rand_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (gsize i = 0; i < G_N_ELEMENTS (leverages); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (moves); j++)
      for (int side = -1; side <= 1 && !g_test_failed (); side += 2) {
        MarginOutcome outcome = fixture_outcome (side, leverages[i], moves[j]);

        check_position (&outcome, check);
      }
  g_test_message ("seed %u", seed);
  for (int i = 0; i < 400 && !g_test_failed (); i++) {
    MarginOutcome outcome = fixture_any (random);

    check_position (&outcome, check);
  }
}

static gboolean
is_word (const ChartMark *mark)
{
  return mark->kind == CHART_MARK_TEXT || mark->kind == CHART_MARK_FLAG;
}

static gboolean
rects_meet (const ChartRect *a, const ChartRect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height &&
         b->y < a->y + a->height;
}

static void
check_words_apart (const ChartLayout *layout)
{
  for (gsize i = 0; i < layout->n_marks; i++)
    for (gsize j = i + 1; j < layout->n_marks; j++) {
      const ChartMark *a = &layout->marks[i], *b = &layout->marks[j];

      if (is_word (a) && is_word (b) && rects_meet (&a->rect, &b->rect)) {
        g_test_message ("%s meets %s", a->text, b->text);
        g_test_fail ();
      }
    }
}

static void
test_words_never_touch (void)
{
  check_everywhere (check_words_apart);
}

static gboolean
is_in_frame (const ChartLayout *layout, double x, double y)
{
  return x >= -1e-6 && x <= layout->width + 1e-6 && y >= -1e-6 &&
         y <= layout->height + 1e-6;
}

static gboolean
has_rect (const ChartMark *mark)
{
  return is_word (mark) || mark->kind == CHART_MARK_FILL ||
         mark->kind == CHART_MARK_HATCH || mark->kind == CHART_MARK_DOTS ||
         mark->kind == CHART_MARK_FRAME;
}

static void
check_inside (const ChartLayout *layout)
{
  for (gsize i = 0; i < layout->n_marks; i++) {
    const ChartMark *mark = &layout->marks[i];
    const ChartRect *rect = &mark->rect;
    gboolean is_inside = TRUE;

    if (has_rect (mark))
      is_inside = is_in_frame (layout, rect->x, rect->y) &&
                  is_in_frame (layout, rect->x + rect->width, rect->y + rect->height);
    else if (mark->n == 0)
      is_inside =
          is_in_frame (layout, mark->at.x - mark->size, mark->at.y - mark->size) &&
          is_in_frame (layout, mark->at.x + mark->size, mark->at.y + mark->size);
    for (gsize k = mark->first; k < mark->first + mark->n; k++)
      if (!is_in_frame (layout, layout->points[k].x, layout->points[k].y)) {
        g_test_message ("a point at %g %g", layout->points[k].x, layout->points[k].y);
        is_inside = FALSE;
      }
    if (!is_inside) {
      g_test_message ("kind %d %s at %g %g leaves the frame: %g %g %g %g", mark->kind,
                      mark->text, mark->at.x, mark->at.y, rect->x, rect->y, rect->width,
                      rect->height);
      g_test_fail ();
    }
  }
}

static void
test_marks_stay_in_the_frame (void)
{
  check_everywhere (check_inside);
}

static void
check_handles (const ChartLayout *layout)
{
  for (gsize i = 0; i < layout->n_handles; i++) {
    const ChartHandle *handle = &layout->handles[i];
    const ChartRect *target = &handle->target;

    g_assert_cmpfloat (target->width, >=, fmin (44, layout->width) - 1e-6);
    g_assert_cmpfloat (target->height, >=, fmin (44, layout->height) - 1e-6);
    g_assert_true (is_in_frame (layout, target->x, target->y));
    g_assert_true (
        is_in_frame (layout, target->x + target->width, target->y + target->height));
    g_assert_cmpfloat (handle->least, <=, handle->value + 1e-9 * fabs (handle->value));
    g_assert_cmpfloat (handle->value, <=, handle->most * (1 + 1e-9));
  }
}

static void
test_handles_are_easy_to_hit (void)
{
  check_everywhere (check_handles);
}

static const ChartMark *
find_text (const ChartLayout *layout, const char *start)
{
  for (gsize i = 0; i < layout->n_marks; i++)
    if (g_str_has_prefix (layout->marks[i].text, start))
      return &layout->marks[i];
  return NULL;
}

static gsize
count_kind (const ChartLayout *layout, ChartMarkKind kind, ChartColour colour)
{
  gsize count = 0;

  for (gsize i = 0; i < layout->n_marks; i++)
    if (layout->marks[i].kind == kind && layout->marks[i].colour == colour)
      count++;
  return count;
}

static const ChartMark *
find_kind (const ChartLayout *layout, ChartMarkKind kind)
{
  for (gsize i = 0; i < layout->n_marks; i++)
    if (layout->marks[i].kind == kind)
      return &layout->marks[i];
  return NULL;
}

static ChartLayout *
lay_out (FixtureChart chart, MarginSide side, double leverage, double move,
         gboolean is_rtl)
{
  static ChartLayout layout;
  double em = 18;
  ChartFrame frame = fixture_frame (700, 400, &em);
  MarginOutcome outcome = fixture_outcome (side, leverage, move);

  frame.is_rtl = is_rtl;
  fixture_layout (chart, &outcome, &frame, &layout);
  return &layout;
}

static void
test_seed_example_reads_as_drawn (void)
{
  const ChartLayout *layout = lay_out (FIXTURE_PAYOFF, MARGIN_LONG, 20, -0.03, FALSE);
  const char *texts[] = { "Ends 47,738.69",
                          "−6,000",
                          "−60 % of your deposit",
                          "All gone",
                          "Each +1 % adds 2,000",
                          "at 1×: +600",
                          "47,000",
                          "53,000",
                          "entry",
                          "−10,000",
                          "+10,000" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (find_text (layout, texts[i]) == NULL) {
      g_test_message ("%s is missing", texts[i]);
      g_test_fail ();
    }
  g_assert_cmpstr (find_text (layout, "Ends")->detail, ==, "−4.52 %");
  g_assert_cmpfloat_with_epsilon (layout->x.from, 47000, 1e-6);
  g_assert_cmpfloat_with_epsilon (layout->x.to, 53000, 1e-6);

  layout = lay_out (FIXTURE_LADDER, MARGIN_LONG, 20, -0.03, FALSE);
  g_assert_nonnull (find_text (layout, "1.57 % left"));
  g_assert_cmpstr (find_text (layout, "Liquidation")->detail, ==, "47,738.69");
  layout = lay_out (FIXTURE_GAUGE, MARGIN_LONG, 20, -0.03, FALSE);
  g_assert_nonnull (find_text (layout, "yours 4,000"));
  g_assert_nonnull (find_text (layout, "required 970"));
}

static void
test_reach_follows_the_distance (void)
{
  MarginOutcome outcome = fixture_outcome (MARGIN_LONG, 20, 0);

  g_assert_cmpfloat_with_epsilon (chart_payoff_reach (&outcome), 0.06, 1e-12);
  for (double leverage = 1; leverage <= 125; leverage *= 1.3)
    for (double move = -0.99; move < 1.01; move += 0.11) {
      double reach;

      outcome = fixture_outcome (MARGIN_SHORT, leverage, move);
      reach = chart_payoff_reach (&outcome);
      g_assert_cmpfloat (reach, >, fabs (move));
      g_assert_cmpfloat (50000 * (1 + reach), >, outcome.liquidation.price);
    }
}

static void
test_ring_stands_on_the_line (void)
{
  for (int side = -1; side <= 1; side += 2)
    for (double move = -0.04; move < 0.041; move += 0.01) {
      const ChartLayout *layout = lay_out (FIXTURE_PAYOFF, side, 20, move, FALSE);
      const ChartMark *ring = find_kind (layout, CHART_MARK_RING);
      double price = 50000 * (1 + move), result = side * 4 * (price - 50000);

      g_assert_cmpfloat_with_epsilon (ring->at.x, chart_scale_place (&layout->x, price),
                                      1e-6);
      g_assert_cmpfloat_with_epsilon (ring->at.y, chart_scale_place (&layout->y, result),
                                      1e-6);
    }
}

static gsize
count_words (const ChartLayout *layout, const char *start)
{
  gsize count = 0;

  for (gsize i = 0; i < layout->n_marks; i++)
    count += g_str_has_prefix (layout->marks[i].text, start);
  return count;
}

/* In coins every percent adds less than the one before: both the line of the position and
 * the one at 1x bend, and only the first percent is named. */
static void
test_coins_bend_the_line (void)
{
  double em = 15;
  ChartFrame frame = fixture_frame (600, 320, &em);
  g_autofree ChartLayout *layout = g_new0 (ChartLayout, 1);
  MarginOutcome outcome = fixture_outcome (MARGIN_LONG, 5, 0);
  gsize n_bent = 0;

  chart_payoff_layout (&outcome, &frame, layout);
  g_assert_cmpuint (count_words (layout, "Each +1"), ==, 1);
  outcome.in.contract = MARGIN_INVERSE;
  outcome.in.margin = 0.2;
  outcome.in.size = margin_size_for (&outcome.in, 0.2, 5);
  g_assert_cmpint (margin_evaluate (&outcome.in, &outcome), ==, MARGIN_OK);
  chart_payoff_layout (&outcome, &frame, layout);
  for (gsize i = 0; i < layout->n_marks; i++)
    n_bent += layout->marks[i].kind == CHART_MARK_LINE && layout->marks[i].n > 2;
  g_assert_cmpuint (n_bent, ==, 4); /* losing and winning, of both */
  g_assert_cmpuint (count_words (layout, "The first +1"), ==, 1);
}

static void
test_no_end_has_no_land (void)
{
  const ChartLayout *layout = lay_out (FIXTURE_PAYOFF, MARGIN_LONG, 1, -0.03, FALSE);

  g_assert_cmpuint (count_kind (layout, CHART_MARK_HATCH, CHART_AXIS), ==, 0);
  g_assert_null (find_text (layout, "Ends"));
  layout = lay_out (FIXTURE_LADDER, MARGIN_LONG, 1, -0.03, FALSE);
  g_assert_nonnull (find_text (layout, "No line above zero"));
  g_assert_cmpuint (count_kind (layout, CHART_MARK_HATCH, CHART_AXIS), ==, 0);
}

static void
test_over_sits_on_what_is_left (void)
{
  const ChartLayout *layout = lay_out (FIXTURE_PAYOFF, MARGIN_LONG, 20, -0.055, FALSE);
  const ChartMark *ring = find_kind (layout, CHART_MARK_RING);

  g_assert_nonnull (find_text (layout, "Ended 47,738.69"));
  g_assert_cmpfloat_with_epsilon (ring->at.y, chart_scale_place (&layout->y, -10000),
                                  1e-6);
  g_assert_cmpuint (count_kind (layout, CHART_MARK_AREA, CHART_GAIN), ==, 0);
  g_assert_cmpuint (count_kind (layout, CHART_MARK_LINE, CHART_GAIN), ==, 0);
  layout = lay_out (FIXTURE_LADDER, MARGIN_LONG, 20, -0.055, FALSE);
  for (gsize i = 0; i < layout->n_marks; i++)
    g_assert_null (strstr (layout->marks[i].text, "left"));
}

static void
test_short_ends_on_the_right (void)
{
  const ChartLayout *layout = lay_out (FIXTURE_PAYOFF, MARGIN_SHORT, 20, 0.02, FALSE);
  const ChartMark *land = find_kind (layout, CHART_MARK_HATCH);

  g_assert_cmpfloat_with_epsilon (land->rect.x + land->rect.width,
                                  layout->plot.x + layout->plot.width, 1e-6);
  layout = lay_out (FIXTURE_LADDER, MARGIN_SHORT, 20, 0.02, FALSE);
  land = find_kind (layout, CHART_MARK_HATCH);
  g_assert_cmpfloat_with_epsilon (land->rect.y, layout->plot.y, 1e-6);
}

static void
test_axes_never_mirror (void)
{
  for (int chart = 0; chart < FIXTURE_N_CHARTS; chart++) {
    ChartLayout left = *lay_out (chart, MARGIN_LONG, 20, -0.03, FALSE);
    const ChartLayout *right = lay_out (chart, MARGIN_LONG, 20, -0.03, TRUE);

    g_assert_cmpfloat (right->y.start, ==, left.y.start);
    g_assert_cmpfloat (right->y.end, ==, left.y.end);
    if (chart == FIXTURE_GAUGE)
      g_assert_cmpfloat_with_epsilon (right->x.start, left.width - left.x.start, 1e-9);
    else
      g_assert_cmpfloat (right->x.start, ==, left.x.start);
  }
}

static void
test_large_text_has_fewer_ticks (void)
{
  MarginOutcome outcome = fixture_outcome (MARGIN_LONG, 20, -0.03);
  static ChartLayout layout;
  gsize before = G_MAXSIZE;

  for (double em = 14; em <= 42; em += 14) {
    ChartFrame frame = fixture_frame (600, 320, &em);
    gsize count = 0;

    chart_payoff_layout (&outcome, &frame, &layout);
    for (gsize i = 0; i < layout.n_marks; i++)
      count += layout.marks[i].kind == CHART_MARK_TEXT;
    g_assert_cmpuint (count, <=, before);
    before = count;
  }
  g_assert_cmpuint (before, <=, 12);
}

static void
test_drag_says_where_it_is (void)
{
  for (int chart = 0; chart < FIXTURE_N_CHARTS; chart++) {
    const ChartLayout *layout = lay_out (chart, MARGIN_LONG, 20, -0.03, FALSE);

    for (gsize i = 0; i < layout->n_handles; i++) {
      const ChartHandle *handle = &layout->handles[i];
      const ChartHandle *hit =
          chart_layout_handle_at (layout, handle->at.x, handle->at.y);

      g_assert_true (hit == handle);
      g_assert_true (chart_layout_handle (layout, handle->name) == handle);
      g_assert_cmpfloat_with_epsilon (
          chart_layout_value_at (layout, handle, handle->at.x, handle->at.y),
          handle->value, 1e-6);
      g_assert_cmpfloat (chart_layout_value_at (layout, handle, 1e9, -1e9), <=,
                         handle->most);
      g_assert_cmpfloat (chart_layout_value_at (layout, handle, -1e9, 1e9), >=,
                         handle->least);
    }
    g_assert_null (chart_layout_handle_at (layout, -50, -50));
  }
}

static void
test_price_and_entry_can_both_be_held (void)
{
  const ChartLayout *layout = lay_out (FIXTURE_LADDER, MARGIN_LONG, 20, 0, FALSE);
  const ChartHandle *price = chart_layout_handle (layout, CHART_HANDLE_PRICE);
  const ChartHandle *entry = chart_layout_handle (layout, CHART_HANDLE_ENTRY);

  g_assert_true (chart_layout_handle_at (layout, price->at.x, price->at.y) == price);
  g_assert_true (chart_layout_handle_at (layout, entry->at.x, entry->at.y) == entry);
}

/* Two answers far apart must look the same, to the byte, until the guess is locked. */
static void
test_nothing_leaks_before_the_lock (void)
{
  static ChartLayout one, other;
  double walk[FIXTURE_WALK];

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (double leverage = 1; leverage <= 100; leverage *= 2.1) {
      MarginOutcome first = fixture_outcome (MARGIN_LONG, leverage, 0);
      MarginOutcome second = fixture_outcome (MARGIN_SHORT, 20, 0.055);
      ChartPrediction asked = fixture_prediction (&first, walk, FIXTURE_WALK, FALSE);
      double em = sizes[i][2];
      ChartFrame frame = fixture_frame (sizes[i][0], sizes[i][1], &em);

      memset (&one, 0, sizeof one);
      memset (&other, 0, sizeof other);
      chart_prediction_layout (&first, &asked, &frame, &one);
      asked.n_walk = 0;
      asked.walk = NULL;
      chart_prediction_layout (&second, &asked, &frame, &other);
      g_assert_cmpmem (&one, sizeof one, &other, sizeof other);
    }
}

static void
test_reveal_shows_the_gap (void)
{
  const ChartLayout *layout = lay_out (FIXTURE_WALKING, MARGIN_LONG, 20, 0, FALSE);

  g_assert_null (find_text (layout, "Closed here"));
  g_assert_null (find_kind (layout, CHART_MARK_HATCH));
  layout = lay_out (FIXTURE_REVEAL, MARGIN_LONG, 20, 0, FALSE);
  g_assert_cmpstr (find_text (layout, "Closed here")->below, ==, "47,738.69");
  g_assert_cmpstr (find_text (layout, "You said")->below, ==, "47,500");
  g_assert_nonnull (find_text (layout, "gap 238.69"));
  g_assert_cmpuint (layout->n_handles, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charts/layout/words-never-touch", test_words_never_touch);
  g_test_add_func ("/charts/layout/marks-stay-in-the-frame",
                   test_marks_stay_in_the_frame);
  g_test_add_func ("/charts/layout/handles-are-easy-to-hit",
                   test_handles_are_easy_to_hit);
  g_test_add_func ("/charts/layout/seed-example-reads-as-drawn",
                   test_seed_example_reads_as_drawn);
  g_test_add_func ("/charts/layout/large-text-has-fewer-ticks",
                   test_large_text_has_fewer_ticks);
  g_test_add_func ("/charts/layout/drag-says-where-it-is", test_drag_says_where_it_is);
  g_test_add_func ("/charts/layout/axes-never-mirror", test_axes_never_mirror);
  g_test_add_func ("/charts/payoff/reach-follows-the-distance",
                   test_reach_follows_the_distance);
  g_test_add_func ("/charts/payoff/ring-stands-on-the-line",
                   test_ring_stands_on_the_line);
  g_test_add_func ("/charts/payoff/coins-bend-the-line", test_coins_bend_the_line);
  g_test_add_func ("/charts/payoff/no-end-has-no-land", test_no_end_has_no_land);
  g_test_add_func ("/charts/payoff/over-sits-on-what-is-left",
                   test_over_sits_on_what_is_left);
  g_test_add_func ("/charts/payoff/short-ends-on-the-right",
                   test_short_ends_on_the_right);
  g_test_add_func ("/charts/ladder/price-and-entry-can-both-be-held",
                   test_price_and_entry_can_both_be_held);
  g_test_add_func ("/charts/prediction/nothing-leaks-before-the-lock",
                   test_nothing_leaks_before_the_lock);
  g_test_add_func ("/charts/prediction/reveal-shows-the-gap", test_reveal_shows_the_gap);
  return g_test_run ();
}
