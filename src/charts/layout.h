/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CHARTS_LAYOUT_H
#define CHARTS_LAYOUT_H

#include "charts/scale.h"
#include "margin/outcome.h"

#include <stdbool.h>
#include <stddef.h>

/**
 * A chart is laid out first and inked after.
 *
 * A layout holds everything a chart shows as plain marks with places, so that pointer,
 * keyboard, tests and every kind of paper ask it what is where. It needs no cairo, no
 * display, no heap. Coordinates are pixels from the top left, y down.
 *
 * Two things come from outside, because a pure room knows neither a language nor a font:
 * a ChartSay that turns a word and a number into text, and a ChartMeasure that tells how
 * wide a text will be.
 */

typedef struct {
  double x, y;
} ChartPoint;

typedef struct {
  double x, y, width, height;
} ChartRect;

/** The colours of design, by meaning. */
typedef enum {
  CHART_INK,   /* text, price, liquidation */
  CHART_QUIET, /* ticks, units, bankruptcy */
  CHART_AXIS,
  CHART_GAIN,
  CHART_LOSS,
  CHART_WARN,
  CHART_YOU,
  CHART_ORDER,
  CHART_RULE,   /* grid */
  CHART_PAPER,  /* halo, text on a flag */
  CHART_TROUGH, /* the empty part of a gauge */
  CHART_N_COLOURS,
} ChartColour;

/** What a text says. The number that goes with it is in the unit of the word. */
typedef enum {
  CHART_SAY_PRICE,        /* 48,000 */
  CHART_SAY_MONEY,        /* 10,000 */
  CHART_SAY_RESULT,       /* +2,000  −6,000: always signed */
  CHART_SAY_PERCENT,      /* −4 %: signed, fraction in */
  CHART_SAY_TIMES,        /* 20× */
  CHART_SAY_ENTRY,        /* Entry */
  CHART_SAY_ENTRY_TICK,   /* entry */
  CHART_SAY_PRICE_NOW,    /* Price now */
  CHART_SAY_MARGIN_CALL,  /* Margin call */
  CHART_SAY_LIQUIDATION,  /* Liquidation */
  CHART_SAY_BANKRUPTCY,   /* Money is zero */
  CHART_SAY_ENDS,         /* Ends 47,738.69 */
  CHART_SAY_ENDED,        /* Ended 47,738.69 */
  CHART_SAY_ALL_GONE,     /* All gone */
  CHART_SAY_CLOSED,       /* Closed, 5,000 back */
  CHART_SAY_OF_DEPOSIT,   /* −60 % of your deposit */
  CHART_SAY_EACH_PERCENT, /* Each +1 % adds 2,000 */
  CHART_SAY_ONE_PERCENT,  /* The first +1 % adds 0.001 */
  CHART_SAY_AT_ONE,       /* at 1×: +600 */
  CHART_SAY_LEFT,         /* 1.57 % left */
  CHART_SAY_YOURS,        /* yours 4,000 */
  CHART_SAY_REQUIRED,     /* required 970 */
  CHART_SAY_DEPOSIT,      /* deposit 10,000 */
  CHART_SAY_PREDICTION,   /* My prediction */
  CHART_SAY_YOU_SAID,     /* You said */
  CHART_SAY_CLOSED_HERE,  /* Closed here */
  CHART_SAY_GAP,          /* gap 238.69 */
  CHART_SAY_HIDDEN,       /* Hidden until you lock */
  CHART_SAY_TIME,         /* time → */
  CHART_SAY_NO_LINE,      /* No line above zero */
} ChartWord;

/** Writes @word with @value into @text (at most @size bytes, always ended). */
typedef void (*ChartSay) (ChartWord word, double value, const MarginOutcome *outcome,
                          char *text, size_t size);

/** Width in pixels of @text at @scale times the body size. */
typedef double (*ChartMeasure) (const char *text, double scale, bool is_bold, void *data);

/** The paper a chart is laid out for. */
typedef struct {
  double width, height;
  double em;   /* height of a line of body text, pixels; grows with the text scale */
  bool is_rtl; /* reading direction of labels; axes never mirror */
  ChartSay say;
  ChartMeasure measure;
  void *measure_data;
} ChartFrame;

typedef enum {
  CHART_MARK_FILL,     /* rect, tinted: colour at .strength */
  CHART_MARK_HATCH,    /* rect; 45 degrees, or -45 when .is_reverse */
  CHART_MARK_DOTS,     /* rect with dots .size apart (margin-call band, the hidden future)
                          on a tint of .strength */
  CHART_MARK_FRAME,    /* rect outline */
  CHART_MARK_LINE,     /* points first..first+n: polyline of .stroke */
  CHART_MARK_AREA,     /* points: closed polygon, tinted and, if .is_hatched, hatched */
  CHART_MARK_TEXT,     /* .text at .at, aligned by .align; halo if .has_halo. .rect is the
                          box it fills, after .angle */
  CHART_MARK_FLAG,     /* rect with rounded corners in .colour, .text (and .detail at the
                          far end) in paper, a second line .below and .below_detail; grip
                          lines if .has_grip; outlined instead of filled if .is_hollow */
  CHART_MARK_RING,     /* hollow circle of radius .size at .at on paper */
  CHART_MARK_DISC,     /* filled circle */
  CHART_MARK_TRIANGLE, /* .size at .at, pointing by .direction */
  CHART_MARK_SQUARE,
  CHART_MARK_DIAMOND,
  CHART_MARK_CROSS, /* circled cross: closed by the venue */
} ChartMarkKind;

typedef enum {
  CHART_SOLID,
  CHART_DASHED,
  CHART_DOTTED,
} ChartDash;

typedef enum {
  CHART_LEFT,
  CHART_CENTRE,
  CHART_RIGHT,
} ChartAlign;

typedef enum {
  CHART_UP,
  CHART_DOWN,
  CHART_TO_LEFT,
  CHART_TO_RIGHT,
} ChartDirection;

#define CHART_TEXT_SIZE 64

typedef struct {
  ChartMarkKind kind;
  ChartColour colour;
  ChartRect rect;
  ChartPoint at;   /* for text: baseline-independent centre line (middle of the line) */
  size_t first, n; /* range of points */
  double stroke;   /* pixels; of a ring, a frame, a line */
  double strength; /* 0..1, of a tint */
  double size;     /* pixels: radius of a ring or disc, half the width of a sign */
  double scale;    /* of body text */
  double angle;    /* of a text, radians */
  ChartDash dash;
  ChartAlign align;
  ChartDirection direction;
  bool is_bold, is_reverse, is_hatched, is_hollow, has_halo, has_grip;
  char text[CHART_TEXT_SIZE];
  char detail[CHART_TEXT_SIZE];
  char below[CHART_TEXT_SIZE];
  char below_detail[CHART_TEXT_SIZE];
} ChartMark;

/** Something that can be taken hold of: a pointer target and a keyboard slider. */
typedef enum {
  CHART_HANDLE_PRICE,
  CHART_HANDLE_ENTRY,
  CHART_HANDLE_LIQUIDATION,
  CHART_HANDLE_PREDICTION,
  CHART_N_HANDLES,
} ChartHandleName;

typedef struct {
  ChartHandleName name;
  ChartRect target;   /* at least 44 x 44, inside the frame */
  ChartPoint at;      /* where its mark stands */
  double value;       /* where it stands now */
  double least, most; /* what the axis can reach */
  bool is_vertical;   /* drags along y */
} ChartHandle;

#define CHART_MAX_MARKS  192
#define CHART_MAX_POINTS 1024

typedef struct {
  double width, height;
  double em;       /* of the frame */
  ChartScale x, y; /* value to place; unused axes have from = to = 0 */
  ChartRect plot;  /* where lines may go; every mark stays inside the frame */
  size_t n_marks, n_points, n_handles;
  ChartMark marks[CHART_MAX_MARKS];
  ChartPoint points[CHART_MAX_POINTS];
  ChartHandle handles[CHART_N_HANDLES];
} ChartLayout;

/** Empties @layout for @frame. */
void chart_layout_init (ChartLayout *layout, const ChartFrame *frame);

/** Appends a mark of @kind and @colour with every other field at its plain default, and
 * lends it. Asserts that there is room: the number of marks of a chart is bounded by
 * design. */
ChartMark *chart_layout_add (ChartLayout *layout, ChartMarkKind kind, ChartColour colour);

/** Appends a point to the mark added last. */
void chart_layout_point (ChartLayout *layout, double x, double y);

/** Appends a handle for a mark at @at; its target is @reach widened to 44 x 44 and moved
 * inside the frame. The caller fills the values. */
ChartHandle *chart_layout_add_handle (ChartLayout *layout, ChartHandleName name,
                                      ChartPoint at, ChartRect reach);

/** The handle whose target holds (@x, @y); if several do, the one whose mark is nearest,
 * the first of equals; NULL if none. */
const ChartHandle *chart_layout_handle_at (const ChartLayout *layout, double x, double y);

/** The handle called @name, or NULL. */
const ChartHandle *chart_layout_handle (const ChartLayout *layout, ChartHandleName name);

/** The value a drag to (@x, @y) means for @handle, held inside its range. An axis may
 * move with the value: a drag asks the layout it began with. */
double chart_layout_value_at (const ChartLayout *layout, const ChartHandle *handle,
                              double x, double y);

#endif
