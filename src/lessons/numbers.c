/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lessons/numbers.h"

#include "margin/liquidation.h"

#include <math.h>

typedef struct {
  const char *field;
  double (*answer) (const MarginOutcome *outcome);
} NumberRow;

static double
price_of (MarginPoint point)
{
  return point.price > 0 ? point.price : NAN;
}

static double
entry (const MarginOutcome *outcome)
{
  return outcome->in.entry;
}

static double
liquidation (const MarginOutcome *outcome)
{
  return price_of (outcome->liquidation);
}

static double
bankruptcy (const MarginOutcome *outcome)
{
  return price_of (outcome->bankruptcy);
}

/* Asked at the entry, where neither side has moved yet. */
static double
other_side (const MarginOutcome *outcome)
{
  MarginInputs other = outcome->in;

  other.side = other.side == MARGIN_LONG ? MARGIN_SHORT : MARGIN_LONG;
  other.mark = other.entry;
  other.ended_at = 0;
  return price_of (margin_liquidation (&other));
}

static double
mirrored (const MarginOutcome *outcome)
{
  double price = 2 * bankruptcy (outcome) - liquidation (outcome);

  return price > 0 ? price : NAN;
}

static double
tick (const MarginOutcome *outcome)
{
  return outcome->in.rules.tick;
}

static const NumberRow numbers[] = {
  { "entry", entry },
  { "liquidation_price", liquidation },
  { "bankruptcy_price", bankruptcy },
  { "other_side_liquidation_price", other_side },
  { "mirrored_liquidation_price", mirrored },
  { "tick", tick },
};

static const NumberRow *
number_row (const char *field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
    if (g_strcmp0 (numbers[i].field, field) == 0)
      return &numbers[i];
  }
  return NULL;
}

double
lab_lesson_number (const char *field, gpointer outcome)
{
  g_return_val_if_fail (outcome != NULL, NAN);

  const NumberRow *row = number_row (field);

  return row != NULL ? row->answer (outcome) : NAN;
}

gboolean
lab_lesson_has_number (const char *field)
{
  return number_row (field) != NULL;
}
