/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CHARTS_LABEL_H
#define CHARTS_LABEL_H

#include "charts/layout.h"

/**
 * Words sit on the things they name, and no two of them touch.
 *
 * Every text and flag of every chart passes through chart_label_put() or
 * chart_flag_put(). Each looks at the words that already stand and at the edge of the
 * frame, and writes nothing where there is no room: what matters most is written first.
 */

/** Small text on charts, as a part of body text. */
#define CHART_SMALL 0.85

/** What a layout is being made of, handed from part to part. */
typedef struct {
  ChartLayout *layout;
  const ChartFrame *frame;
  const MarginOutcome *outcome;
} ChartPen;

/** A text in its words, measured. */
typedef struct {
  char text[CHART_TEXT_SIZE];
  double scale, width, height;
  bool is_bold;
} ChartLabel;

ChartLabel chart_label (const ChartPen *pen, ChartWord word, double value, double scale,
                        bool is_bold);

/** The box of @label with its @align edge at @at.x and its middle at @at.y. */
ChartRect chart_label_box (const ChartLabel *label, ChartPoint at, ChartAlign align);

/** Whether @box lies in the frame and at least @gap away from every word so far. */
bool chart_label_is_free (const ChartPen *pen, ChartRect box, double gap);

/** Whether words may stand in @box of the plot: free, and on none of the @n lines that
 * begin with the mark @first. */
bool chart_label_is_clear (const ChartPen *pen, ChartRect box, size_t first, size_t n);

/** Writes @label with its @align edge at @at, or returns NULL where it is not free. */
ChartMark *chart_label_put (ChartPen *pen, const ChartLabel *label, ChartColour colour,
                            ChartPoint at, ChartAlign align);

/** A flag of one line in @rect, or NULL where it is not free. @detail may be NULL. */
ChartMark *chart_flag_put (ChartPen *pen, ChartRect rect, ChartColour colour,
                           const ChartLabel *label, const ChartLabel *detail);

bool chart_rects_meet (const ChartRect *one, const ChartRect *other, double gap);
bool chart_rect_is_within (const ChartRect *inner, const ChartRect *outer);

/** Whether any piece of the polyline of @mark comes within @gap of @rect. */
bool chart_line_meets (const ChartLayout *layout, const ChartMark *mark,
                       const ChartRect *rect, double gap);

/** A straight line of two points. */
ChartMark *chart_line (ChartLayout *layout, ChartColour colour, double stroke,
                       ChartPoint from, ChartPoint to);

/** A mark that fills a rectangle, grown rightways where its size is negative. */
ChartMark *chart_block (ChartLayout *layout, ChartMarkKind kind, ChartColour colour,
                        double left, double top, double right, double bottom);

#endif
