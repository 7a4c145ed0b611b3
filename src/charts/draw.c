/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/ink.h"

#include <math.h>
#include <pango/pangocairo.h>

#define TAU         6.283185307179586
#define HALO        4.0
#define HATCH_APART 8.0 /* between the lines of a hatch, along an axis */
#define GRIP        0.55

/* One PangoLayout serves a whole drawing, and its font changes only where scale or weight
 * do. */
typedef struct {
  const ChartLayout *layout;
  const ChartInk *ink;
  const PangoFontDescription *font;
  cairo_t *cr;
  PangoLayout *words;
  double scale;
  bool is_bold;
} Hand;

static void
set_colour (const Hand *hand, ChartColour colour, double strength)
{
  const ChartRgb *rgb = &hand->ink->colours[colour];

  cairo_set_source_rgba (hand->cr, rgb->red, rgb->green, rgb->blue, strength);
}

/* A full fill is a shape of its own; anything less is a tint, which some papers leave
 * out. */
static double
tint (const Hand *hand, const ChartMark *mark)
{
  return mark->strength >= 1 ? 1 : mark->strength * hand->ink->tint;
}

static void
set_stroke (const Hand *hand, const ChartMark *mark)
{
  double stroke = fmax (0.7, mark->stroke + hand->ink->extra_stroke);
  static const double dashed[] = { 7, 4 }, dotted[] = { 2.5, 2.5 };

  cairo_set_line_width (hand->cr, stroke);
  if (mark->dash == CHART_DASHED)
    cairo_set_dash (hand->cr, dashed, 2, 0);
  else if (mark->dash == CHART_DOTTED)
    cairo_set_dash (hand->cr, dotted, 2, 0);
  else
    cairo_set_dash (hand->cr, NULL, 0, 0);
}

static void
trace_points (const Hand *hand, const ChartMark *mark)
{
  const ChartPoint *points = &hand->layout->points[mark->first];

  for (size_t i = 0; i < mark->n; i++)
    cairo_line_to (hand->cr, points[i].x, points[i].y);
}

/* Thin straight lines lie on whole pixels: a grid is sharp or it is noise. */
static bool
trace_hairline (const Hand *hand, const ChartMark *mark)
{
  const ChartPoint *points = &hand->layout->points[mark->first];
  double x, y;

  if (mark->n != 2 || mark->stroke > 1.5)
    return false;
  x = floor (points[0].x) + 0.5;
  y = floor (points[0].y) + 0.5;
  if (fabs (points[0].y - points[1].y) < 1e-6) {
    cairo_move_to (hand->cr, points[0].x, y);
    cairo_line_to (hand->cr, points[1].x, y);
    return true;
  }
  if (fabs (points[0].x - points[1].x) < 1e-6) {
    cairo_move_to (hand->cr, x, points[0].y);
    cairo_line_to (hand->cr, x, points[1].y);
    return true;
  }
  return false;
}

static void
draw_line (const Hand *hand, const ChartMark *mark)
{
  /* A paper without a grid says so by giving it the colour of the paper. */
  if (mark->colour == CHART_RULE &&
      chart_ink_contrast_ratio (hand->ink, CHART_RULE) < 1.001)
    return;
  cairo_new_path (hand->cr);
  if (!trace_hairline (hand, mark))
    trace_points (hand, mark);
  set_stroke (hand, mark);
  set_colour (hand, mark->colour, 1);
  /* Round corners keep a sharp turn of the price from growing a spike. Straight lines are
   * faster without, so mitres stay the rule. */
  if (mark->n > 2)
    cairo_set_line_join (hand->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (hand->cr);
  cairo_set_line_join (hand->cr, CAIRO_LINE_JOIN_MITER);
}

#define MOST_CROSSINGS 8

/* Where the diagonal "x + y = c", or "x - y = c" in reverse, crosses the outline of an
 * area: the x of each crossing, rising. An area of a chart is crossed twice, seldom four
 * times. */
static int
find_crossings (const ChartPoint *points, size_t n, double sign, double c, double *x)
{
  int count = 0;

  for (size_t i = 0; i < n && count < MOST_CROSSINGS; i++) {
    const ChartPoint *a = &points[i], *b = &points[(i + 1) % n];
    double from = a->x + sign * a->y - c, to = b->x + sign * b->y - c, cross;
    int k = count;

    if ((from < 0) == (to < 0))
      continue;
    cross = a->x + (b->x - a->x) * from / (from - to);
    for (; k > 0 && x[k - 1] > cross; k--)
      x[k] = x[k - 1];
    x[k] = cross;
    count++;
  }
  return count;
}

/* Lines at 45 degrees, cut to the area by arithmetic, for a clip would cost more than all
 * the rest. They are counted from the corner of the frame, so that a hatch stands still
 * while its edge moves. */
static void
hatch (const Hand *hand, const ChartMark *mark, const ChartPoint *points, size_t n)
{
  double sign = mark->is_reverse ? -1 : 1, least = INFINITY, most = -INFINITY;

  for (size_t i = 0; i < n; i++) {
    least = fmin (least, points[i].x + sign * points[i].y);
    most = fmax (most, points[i].x + sign * points[i].y);
  }
  cairo_new_path (hand->cr);
  for (double c = ceil (least / HATCH_APART) * HATCH_APART; c < most; c += HATCH_APART) {
    double x[MOST_CROSSINGS];
    int count = find_crossings (points, n, sign, c, x);

    for (int i = 0; i + 1 < count; i += 2) {
      cairo_move_to (hand->cr, x[i], sign * (c - x[i]));
      cairo_line_to (hand->cr, x[i + 1], sign * (c - x[i + 1]));
    }
  }
  cairo_set_dash (hand->cr, NULL, 0, 0);
  cairo_set_line_width (hand->cr, hand->ink->hatch_stroke);
  set_colour (hand, mark->colour, hand->ink->hatch_strength);
  cairo_set_antialias (hand->cr, CAIRO_ANTIALIAS_FAST);
  cairo_stroke (hand->cr);
  cairo_set_antialias (hand->cr, CAIRO_ANTIALIAS_DEFAULT);
}

static void
draw_hatch (const Hand *hand, const ChartMark *mark)
{
  double left = mark->rect.x, right = left + mark->rect.width;
  double top = mark->rect.y, bottom = top + mark->rect.height;
  const ChartPoint corners[] = {
    { left, top }, { right, top }, { right, bottom }, { left, bottom }
  };

  hatch (hand, mark, corners, 4);
}

static void
draw_area (const Hand *hand, const ChartMark *mark)
{
  double strength = tint (hand, mark);

  if (mark->n < 3)
    return;
  if (strength > 0) {
    cairo_new_path (hand->cr);
    trace_points (hand, mark);
    set_colour (hand, mark->colour, strength);
    cairo_fill (hand->cr);
  }
  if (mark->is_hatched)
    hatch (hand, mark, &hand->layout->points[mark->first], mark->n);
}

static void
trace_rect (const Hand *hand, const ChartRect *rect)
{
  cairo_new_path (hand->cr);
  cairo_rectangle (hand->cr, rect->x, rect->y, rect->width, rect->height);
}

static void
draw_fill (const Hand *hand, const ChartMark *mark)
{
  double strength = tint (hand, mark);

  if (!(strength > 0))
    return;
  trace_rect (hand, &mark->rect);
  set_colour (hand, mark->colour, strength);
  cairo_fill (hand->cr);
}

/* The margin-call band has a yellow of its own: a thin tint of its brown would be mud. */
static void
draw_ground (const Hand *hand, const ChartMark *mark)
{
  const ChartInk *ink = hand->ink;
  double strength = mark->strength * ink->tint;

  if (mark->colour == CHART_WARN)
    strength = ink->band_strength;
  if (!(strength > 0))
    return;
  set_colour (hand, mark->colour, strength);
  if (mark->colour == CHART_WARN)
    cairo_set_source_rgba (hand->cr, ink->band.red, ink->band.green, ink->band.blue,
                           strength);
  trace_rect (hand, &mark->rect);
  cairo_fill (hand->cr);
}

/* The first multiple of @apart inside, so that dots stand still while an edge moves; the
 * middle of a stretch too narrow to hold one. */
static double
first_dot (double from, double length, double apart, double size)
{
  double first = ceil (from / apart) * apart;

  return first + size <= from + length ? first : from + fmax (0, length - size) / 2;
}

/* Dots are small squares: at their size nobody sees the corners, and cairo fills a
 * thousand rectangles faster than ten circles. */
static void
draw_dots (const Hand *hand, const ChartMark *mark)
{
  const ChartRect *rect = &mark->rect;
  double apart = mark->size, size = mark->size < 8 ? 1.5 : 1;
  double right = rect->x + fmax (rect->width, size);
  double bottom = rect->y + fmax (rect->height, size);
  double left, top;

  draw_ground (hand, mark);
  size += 0.5 * fmax (0, hand->ink->extra_stroke);
  left = first_dot (rect->x, rect->width, apart, size);
  top = first_dot (rect->y, rect->height, apart, size);
  cairo_new_path (hand->cr);
  for (double y = top; y < bottom; y += apart)
    for (double x = left; x < right; x += apart)
      cairo_rectangle (hand->cr, x, y, fmin (size, right - x), fmin (size, bottom - y));
  set_colour (hand, mark->colour, 0.9);
  cairo_fill (hand->cr);
}

static void
draw_frame (const Hand *hand, const ChartMark *mark)
{
  ChartRect sharp = { floor (mark->rect.x) + 0.5, floor (mark->rect.y) + 0.5,
                      floor (mark->rect.width), floor (mark->rect.height) };

  trace_rect (hand, &sharp);
  set_stroke (hand, mark);
  set_colour (hand, mark->colour, 1);
  cairo_stroke (hand->cr);
}

static void
set_words (Hand *hand, const char *text, double scale, bool is_bold)
{
  if (hand->words == NULL) {
    PangoAttrList *attributes = chart_font_attributes ();

    hand->words = pango_cairo_create_layout (hand->cr);
    pango_layout_set_attributes (hand->words, attributes);
    pango_attr_list_unref (attributes);
  }
  if (hand->is_bold != is_bold || fabs (hand->scale - scale) > 1e-9) {
    PangoFontDescription *font = chart_font_scaled (hand->font, scale, is_bold);

    pango_layout_set_font_description (hand->words, font);
    pango_font_description_free (font);
    hand->scale = scale;
    hand->is_bold = is_bold;
  }
  pango_layout_set_text (hand->words, text, -1);
}

static void
lay_down (Hand *hand)
{
  g_clear_object (&hand->words);
  hand->scale = 0;
  hand->is_bold = false;
}

static bool
keeps_outlines (cairo_t *cr)
{
  cairo_surface_type_t type = cairo_surface_get_type (cairo_get_target (cr));

  return type == CAIRO_SURFACE_TYPE_PDF || type == CAIRO_SURFACE_TYPE_SVG ||
         type == CAIRO_SURFACE_TYPE_PS;
}

/* Paper around the words. On vector paper the outline is stroked, and the words stay one
 * piece of text; on pixels the same words set eight times around do the same at a quarter
 * of the cost. */
static void
draw_halo (const Hand *hand, double x, double y)
{
  set_colour (hand, CHART_PAPER, 1);
  if (keeps_outlines (hand->cr)) {
    cairo_move_to (hand->cr, x, y);
    pango_cairo_layout_path (hand->cr, hand->words);
    cairo_set_dash (hand->cr, NULL, 0, 0);
    cairo_set_line_width (hand->cr, HALO);
    cairo_set_line_join (hand->cr, CAIRO_LINE_JOIN_ROUND);
    cairo_stroke (hand->cr);
    cairo_set_line_join (hand->cr, CAIRO_LINE_JOIN_MITER);
    return;
  }
  for (int i = 0; i < 8; i++) {
    double turn = i * TAU / 8;

    cairo_move_to (hand->cr, x + HALO / 2 * cos (turn), y + HALO / 2 * sin (turn));
    pango_cairo_show_layout (hand->cr, hand->words);
  }
}

/* Writes with the @align edge at @x and the middle of the line at @y. */
static void
write_words (Hand *hand, const char *text, double scale, bool is_bold, double x, double y,
             ChartAlign align, bool has_halo, ChartColour colour)
{
  int width, height;

  if (text[0] == '\0')
    return;
  set_words (hand, text, scale, is_bold);
  pango_layout_get_size (hand->words, &width, &height);
  if (align == CHART_CENTRE)
    x -= (double) width / PANGO_SCALE / 2;
  else if (align == CHART_RIGHT)
    x -= (double) width / PANGO_SCALE;
  y -= (double) height / PANGO_SCALE / 2;

  if (has_halo)
    draw_halo (hand, x, y);
  cairo_move_to (hand->cr, x, y);
  set_colour (hand, colour, 1);
  pango_cairo_show_layout (hand->cr, hand->words);
  cairo_new_path (hand->cr);
}

static void
draw_text (Hand *hand, const ChartMark *mark)
{
  if (!(fabs (mark->angle) > 0)) {
    write_words (hand, mark->text, mark->scale, mark->is_bold, mark->at.x, mark->at.y,
                 mark->align, mark->has_halo, mark->colour);
    return;
  }
  /* Glyphs are fitted to the direction their layout was made in: turned words get one of
   * their own. */
  lay_down (hand);
  cairo_save (hand->cr);
  cairo_translate (hand->cr, mark->at.x, mark->at.y);
  cairo_rotate (hand->cr, mark->angle);
  write_words (hand, mark->text, mark->scale, mark->is_bold, 0, 0, mark->align,
               mark->has_halo, mark->colour);
  cairo_restore (hand->cr);
  lay_down (hand);
}

static void
trace_round (const Hand *hand, const ChartRect *rect, double radius)
{
  double right = rect->x + rect->width, bottom = rect->y + rect->height, r = radius;

  cairo_new_path (hand->cr);
  cairo_arc (hand->cr, right - r, rect->y + r, r, -TAU / 4, 0);
  cairo_arc (hand->cr, right - r, bottom - r, r, 0, TAU / 4);
  cairo_arc (hand->cr, rect->x + r, bottom - r, r, TAU / 4, TAU / 2);
  cairo_arc (hand->cr, rect->x + r, rect->y + r, r, TAU / 2, 3 * TAU / 4);
  cairo_close_path (hand->cr);
}

static void
draw_flag_shape (const Hand *hand, const ChartMark *mark, double radius)
{
  bool is_pill = mark->align == CHART_CENTRE;

  trace_round (hand, &mark->rect, fmin (radius, mark->rect.height / 2));
  if (!mark->is_hollow) {
    set_colour (hand, mark->colour, 1);
    cairo_fill (hand->cr);
    return;
  }
  set_colour (hand, CHART_PAPER, 1);
  cairo_fill_preserve (hand->cr);
  set_colour (hand, mark->colour, is_pill ? 0 : 0.09 * hand->ink->tint);
  cairo_fill_preserve (hand->cr);
  set_colour (hand, is_pill ? CHART_AXIS : mark->colour, 1);
  set_stroke (hand, mark);
  cairo_stroke (hand->cr);
}

static void
draw_grip (const Hand *hand, const ChartMark *mark, double em)
{
  double x = mark->rect.x + 0.6 * em, y = mark->rect.y + mark->rect.height / 2;

  cairo_new_path (hand->cr);
  for (int i = -1; i <= 1; i++) {
    cairo_move_to (hand->cr, x, floor (y) + 0.5 + 4 * i);
    cairo_line_to (hand->cr, x + GRIP * em, floor (y) + 0.5 + 4 * i);
  }
  cairo_set_dash (hand->cr, NULL, 0, 0);
  cairo_set_line_width (hand->cr, 1.3);
  set_colour (hand, CHART_PAPER, 1);
  cairo_stroke (hand->cr);
}

static void
draw_flag (Hand *hand, const ChartMark *mark)
{
  const ChartRect *rect = &mark->rect;
  double em = hand->layout->em, middle = rect->y + rect->height / 2;
  bool is_tall = mark->below[0] != '\0', is_pill = mark->align == CHART_CENTRE;
  double pad = is_tall ? 0.7 * em : 0.4 * em, left = rect->x + pad;
  double right = rect->x + rect->width - pad, up = is_tall ? 0.52 * em : 0;
  ChartColour colour = mark->is_hollow ? mark->colour : CHART_PAPER;

  draw_flag_shape (hand, mark, is_pill ? rect->height : is_tall ? 0.45 * em : 0.3 * em);
  if (mark->has_grip) {
    draw_grip (hand, mark, em);
    left = rect->x + 1.65 * em;
  }
  if (is_pill)
    left = rect->x + rect->width / 2;
  write_words (hand, mark->text, mark->scale, mark->is_bold, left, middle - up,
               mark->align, false, colour);
  write_words (hand, mark->detail, mark->scale, mark->is_bold, right, middle - up,
               CHART_RIGHT, false, colour);
  write_words (hand, mark->below, 1, true, left, middle + 0.46 * em, CHART_LEFT, false,
               colour);
  write_words (hand, mark->below_detail, mark->scale, false, right, middle + 0.46 * em,
               CHART_RIGHT, false, colour);
}

static void
trace_circle (const Hand *hand, const ChartMark *mark)
{
  cairo_new_path (hand->cr);
  cairo_arc (hand->cr, mark->at.x, mark->at.y, mark->size, 0, TAU);
}

static void
draw_ring (const Hand *hand, const ChartMark *mark)
{
  trace_circle (hand, mark);
  set_colour (hand, CHART_PAPER, 1);
  cairo_fill_preserve (hand->cr);
  set_stroke (hand, mark);
  set_colour (hand, mark->colour, 1);
  cairo_stroke (hand->cr);
}

static void
draw_cross (const Hand *hand, const ChartMark *mark)
{
  double arm = mark->size * 0.45;

  draw_ring (hand, mark);
  for (int i = -1; i <= 1; i += 2) {
    cairo_move_to (hand->cr, mark->at.x - arm, mark->at.y - i * arm);
    cairo_line_to (hand->cr, mark->at.x + arm, mark->at.y + i * arm);
  }
  cairo_stroke (hand->cr);
}

static void
draw_disc (const Hand *hand, const ChartMark *mark)
{
  double strength = tint (hand, mark);

  if (!(strength > 0))
    return;
  trace_circle (hand, mark);
  set_colour (hand, mark->colour, strength);
  cairo_fill (hand->cr);
}

/* Corners of a triangle pointing up, a square and a diamond, for a size of one. */
static void
draw_sign (const Hand *hand, const ChartMark *mark)
{
  static const double triangle[] = { 0, -0.8, 1, 0.8, -1, 0.8 };
  static const double square[] = { -0.8, -0.8, 0.8, -0.8, 0.8, 0.8, -0.8, 0.8 };
  static const double diamond[] = { 0, -1, 1, 0, 0, 1, -1, 0 };
  static const double turns[] = {
    [CHART_UP] = 0, [CHART_DOWN] = 2, [CHART_TO_LEFT] = 3, [CHART_TO_RIGHT] = 1
  };
  const double *corners = mark->kind == CHART_MARK_TRIANGLE ? triangle
                          : mark->kind == CHART_MARK_SQUARE ? square
                                                            : diamond;
  int n = mark->kind == CHART_MARK_TRIANGLE ? 3 : 4;

  cairo_save (hand->cr);
  cairo_translate (hand->cr, mark->at.x, mark->at.y);
  cairo_rotate (hand->cr, turns[mark->direction] * TAU / 4);
  cairo_new_path (hand->cr);
  for (int i = 0; i < n; i++)
    cairo_line_to (hand->cr, corners[2 * i] * mark->size,
                   corners[2 * i + 1] * mark->size);
  cairo_close_path (hand->cr);
  cairo_restore (hand->cr);
  set_colour (hand, mark->colour, 1);
  cairo_fill (hand->cr);
}

static void
draw_mark (Hand *hand, const ChartMark *mark)
{
  switch (mark->kind) {
  case CHART_MARK_FILL: draw_fill (hand, mark); break;
  case CHART_MARK_HATCH: draw_hatch (hand, mark); break;
  case CHART_MARK_DOTS: draw_dots (hand, mark); break;
  case CHART_MARK_FRAME: draw_frame (hand, mark); break;
  case CHART_MARK_LINE: draw_line (hand, mark); break;
  case CHART_MARK_AREA: draw_area (hand, mark); break;
  case CHART_MARK_TEXT: draw_text (hand, mark); break;
  case CHART_MARK_FLAG: draw_flag (hand, mark); break;
  case CHART_MARK_RING: draw_ring (hand, mark); break;
  case CHART_MARK_DISC: draw_disc (hand, mark); break;
  case CHART_MARK_TRIANGLE:
  case CHART_MARK_SQUARE:
  case CHART_MARK_DIAMOND: draw_sign (hand, mark); break;
  case CHART_MARK_CROSS: draw_cross (hand, mark); break;
  }
}

void
chart_draw (const ChartLayout *layout, const ChartInk *ink,
            const PangoFontDescription *font, cairo_t *cr)
{
  Hand hand = { .layout = layout, .ink = ink, .font = font, .cr = cr };

  cairo_save (cr);
  for (size_t i = 0; i < layout->n_marks; i++)
    draw_mark (&hand, &layout->marks[i]);
  cairo_restore (cr);
  lay_down (&hand);
}

void
chart_draw_mark (const ChartLayout *layout, size_t index, const ChartInk *ink,
                 const PangoFontDescription *font, cairo_t *cr)
{
  Hand hand = { .layout = layout, .ink = ink, .font = font, .cr = cr };

  cairo_save (cr);
  draw_mark (&hand, &layout->marks[index]);
  cairo_restore (cr);
  lay_down (&hand);
}
