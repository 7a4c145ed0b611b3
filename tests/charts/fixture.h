/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_CHARTS_FIXTURE_H
#define TESTS_CHARTS_FIXTURE_H

#include "charts/gauge.h"
#include "charts/ladder.h"
#include "charts/payoff.h"
#include "charts/prediction.h"
#include "margin/value.h"

#include <glib.h>

/** A deposit and a side of the seed example: 10,000 at @leverage from 50,000, under half
 * a percent of maintenance; @move is where the price is now, as a fraction. */
MarginOutcome fixture_outcome (MarginSide side, double leverage, double move);

/** Any position at all that can be answered, drawn from @random. */
MarginOutcome fixture_any (GRand *random);

/** A prediction over @outcome with @n prices on the way from the entry to its end. */
#define FIXTURE_WALK 60
ChartPrediction fixture_prediction (const MarginOutcome *outcome, double *walk, gsize n,
                                    gboolean is_locked);

/** Plain English, and a font in which every letter is half as wide as it is high. */
void fixture_say (ChartWord word, double value, const MarginOutcome *outcome, char *text,
                  size_t size);
double fixture_measure (const char *text, double scale, bool is_bold, void *em);

/** A frame with these words and that font. @em must outlive it. */
ChartFrame fixture_frame (double width, double height, double *em);

typedef enum {
  FIXTURE_PAYOFF,
  FIXTURE_LADDER,
  FIXTURE_GAUGE,
  FIXTURE_GUESS, /* before the lock */
  FIXTURE_WALKING,
  FIXTURE_REVEAL,
  FIXTURE_N_CHARTS,
} FixtureChart;

const char *fixture_chart_name (FixtureChart chart);
void fixture_layout (FixtureChart chart, const MarginOutcome *outcome,
                     const ChartFrame *frame, ChartLayout *layout);

#endif
