/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WIDGETS_QUANTITY_H
#define APP_WIDGETS_QUANTITY_H

#include "app/widgets/curve.h"

#include <glib.h>

G_BEGIN_DECLS

/** What a key asks of a number. */
typedef enum {
  LAB_TURN_LESS,
  LAB_TURN_MORE,
  LAB_TURN_FAR_LESS, /* with Shift */
  LAB_TURN_FAR_MORE,
  LAB_TURN_PAGE_LESS,
  LAB_TURN_PAGE_MORE,
  LAB_TURN_HOME,
  LAB_TURN_END,
} LabTurn;

/** Where a number may go, and what its keys count from. */
typedef struct {
  double low, high; /* ends of the slider */
  double home, end; /* where Home and End lead; NAN where they lead nowhere */
  double base;      /* what percents are of: the entry for a price, 1 for a move */
} LabReach;

/**
 * LabQuantity:
 *
 * How one number of the scenario is turned by hand: its curve, its marks, its keys, and
 * its form on the screen. A constant table; the numbers themselves live in LabScenario.
 */
typedef struct {
  const char *name; /* property of LabScenario */
  LabCurve curve;
  double unit;         /* what a typed 1 means: 0.01 for a percent */
  const double *marks; /* snap marks, ended by 0; NULL for none */
  double (*turn) (double value, LabTurn turn, const LabReach *reach);
  double (*settle) (double value); /* a dragged value as a person would say it */
  /* (transfer full) */
  char *(*format) (double value, const LabReach *reach);
  char *(*refuse) (const LabReach *reach); /* one sentence on what is accepted */
} LabQuantity;

/** The quantity called @name, or NULL. */
const LabQuantity *lab_quantity (const char *name);

/** @value turned once by @turn, held inside @reach. */
double lab_quantity_turn (const LabQuantity *self, double value, LabTurn turn,
                          const LabReach *reach);

/** Where a drag to @place (0 to 1) leads: on a mark when near one, else a round value. */
double lab_quantity_at (const LabQuantity *self, const LabReach *reach, double place);

G_END_DECLS

#endif
