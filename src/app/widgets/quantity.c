/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/quantity.h"

#include "scenario/words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Keys and drags lead to numbers a person would say: 20x, 5,000, -3 %. The tables of
 * stops are those of the design; every walk along them ends at the reach of the moment.
 */

static const double leverage_stops[] = { 1, 2, 3, 5, 10, 20, 50, 100, 125, 0 };
static const double leverage_marks[] = { 1, 2, 5, 10, 20, 50, 100, 0 };
static const double zero_mark[] = { 0, 0 };

#define SNAP 0.016 /* of the whole way: about four pixels */

static double
next_stop (double value, int direction)
{
  double found = direction > 0 ? G_MAXDOUBLE : 1;

  for (const double *stop = leverage_stops; *stop > 0; stop++) {
    if (direction > 0 && *stop > value * (1 + 1e-9))
      found = fmin (found, *stop);
    if (direction < 0 && *stop < value * (1 - 1e-9))
      found = fmax (found, *stop);
  }
  return found;
}

static double
turn_leverage (double value, LabTurn turn, const LabReach *reach)
{
  switch (turn) {
  case LAB_TURN_LESS: return next_stop (value, -1);
  case LAB_TURN_MORE: return next_stop (value, 1);
  case LAB_TURN_FAR_LESS: return ceil (value - 1);
  case LAB_TURN_FAR_MORE: return floor (value + 1);
  case LAB_TURN_PAGE_LESS: return next_stop (next_stop (value, -1), -1);
  case LAB_TURN_PAGE_MORE: return next_stop (next_stop (value, 1), 1);
  case LAB_TURN_HOME: return reach->home;
  case LAB_TURN_END: return reach->end;
  default: g_assert_not_reached ();
  }
}

/* The next of 1, 2 and 5 times a power of ten. */
static double
step_125 (double value, int direction)
{
  static const double steps[] = { 1, 2, 5, 10 };
  double tens = pow (10, floor (log10 (value) + 1e-9));
  double mantissa = value / tens;

  for (gsize i = 0; direction > 0 && i < G_N_ELEMENTS (steps); i++)
    if (steps[i] > mantissa * (1 + 1e-9))
      return steps[i] * tens;
  for (gsize i = G_N_ELEMENTS (steps); direction < 0 && i > 0; i--)
    if (steps[i - 1] < mantissa * (1 - 1e-9))
      return steps[i - 1] * tens;
  return direction > 0 ? 10 * tens : tens / 2;
}

static double
turn_margin (double value, LabTurn turn, const LabReach *reach)
{
  switch (turn) {
  case LAB_TURN_LESS: return step_125 (value, -1);
  case LAB_TURN_MORE: return step_125 (value, 1);
  case LAB_TURN_FAR_LESS: return value * 0.99;
  case LAB_TURN_FAR_MORE: return value * 1.01;
  case LAB_TURN_PAGE_LESS: return value / 10;
  case LAB_TURN_PAGE_MORE: return value * 10;
  case LAB_TURN_HOME: return reach->home;
  case LAB_TURN_END: return reach->end;
  default: g_assert_not_reached ();
  }
}

/* A price walks in percent of the entry, on a grid of a hundredth of a percent. */
static double
walk_price (double value, LabTurn turn, const LabReach *reach, const double step[3])
{
  static const int direction[] = { -1, 1, -1, 1, -1, 1 };
  double move = (value - reach->base) / reach->base;

  if (turn == LAB_TURN_HOME || turn == LAB_TURN_END)
    return turn == LAB_TURN_HOME ? reach->home : reach->end;
  move += direction[turn] * step[turn / 2];
  return reach->base * (1 + round (move * 1e4) / 1e4);
}

static double
turn_price (double value, LabTurn turn, const LabReach *reach)
{
  return walk_price (value, turn, reach, (const double[]){ 0.001, 0.01, 0.05 });
}

/* A guess is set more finely than a price. */
static double
turn_prediction (double value, LabTurn turn, const LabReach *reach)
{
  return walk_price (value, turn, reach, (const double[]){ 0.001, 0.005, 0.01 });
}

static double
turn_move (double value, LabTurn turn, const LabReach *reach)
{
  LabReach shifted = { 1 + reach->low, 1 + reach->high, 1 + reach->home, 1 + reach->end,
                       1 };
  double price = turn_price (1 + value, turn, &shifted);

  return round ((price - 1) * 1e12) / 1e12;
}

static double
turn_entry (double value, LabTurn turn, const LabReach *reach)
{
  double tick = value < 1 ? 1e-6 : 0.01;

  switch (turn) {
  case LAB_TURN_LESS: return value - tick;
  case LAB_TURN_MORE: return value + tick;
  case LAB_TURN_FAR_LESS: return value - 10 * tick;
  case LAB_TURN_FAR_MORE: return value + 10 * tick;
  case LAB_TURN_PAGE_LESS: return value * 0.99;
  case LAB_TURN_PAGE_MORE: return value * 1.01;
  case LAB_TURN_HOME:
  case LAB_TURN_END: return value;
  default: g_assert_not_reached ();
  }
}

/* Two digits that matter. Parts of a coin are divided out of whole numbers, so that 0.015
 * is the double nearest to it. */
static double
settle_margin (double value)
{
  double tens = floor (log10 (value)) - 1;
  double unit = pow (10, fabs (tens));

  return tens < 0 ? round (value * unit) / unit : round (value / unit) * unit;
}

static double
settle_leverage (double value)
{
  return value < 3 ? round (value * 10) / 10 : round (value);
}

static double
settle_move (double value)
{
  double unit = fabs (value) < 0.1 ? 0.001 : 0.01;

  return round (value / unit) * unit;
}

static double
settle_price (double value)
{
  return round (value * 100) / 100;
}

/* Money that begins below one is counted in coins, which have more digits. */
static char *
format_margin (double value, const LabReach *reach)
{
  return reach->low < 1 ? lab_format_coins (value) : lab_format_money (value);
}

static char *
format_leverage (double value, const LabReach *reach)
{
  return lab_format_times (value);
}

static char *
format_move (double value, const LabReach *reach)
{
  return lab_format_distance (value);
}

static char *
format_price (double value, const LabReach *reach)
{
  return lab_format_price (value, 0);
}

static char *
refuse_margin (const LabReach *reach)
{
  g_autofree char *from = format_margin (reach->low, reach);
  g_autofree char *to = format_margin (reach->high, reach);

  return g_strdup_printf (_ ("A deposit can be from %s to %s."), from, to);
}

static char *
refuse_leverage (const LabReach *reach)
{
  g_autofree char *from = lab_format_times (reach->low);
  g_autofree char *to = lab_format_times (reach->high);

  return g_strdup_printf (_ ("Under these rules leverage can be from %s to %s."), from,
                          to);
}

static char *
refuse_move (const LabReach *reach)
{
  g_autofree char *from = lab_format_share (reach->low);
  g_autofree char *to = lab_format_share (reach->high);

  return g_strdup_printf (_ ("A price move can be from %s to %s."), from, to);
}

static char *
refuse_entry (const LabReach *reach)
{
  g_autofree char *to = lab_format_money (reach->high);

  return g_strdup_printf (_ ("An entry price can be anything above zero, up to %s."), to);
}

static const LabQuantity quantities[] = {
  { "margin", LAB_CURVE_LOG, 1, NULL, turn_margin, settle_margin, format_margin,
    refuse_margin },
  { "leverage", LAB_CURVE_LOG, 1, leverage_marks, turn_leverage, settle_leverage,
    format_leverage, refuse_leverage },
  { "move", LAB_CURVE_ZERO, 0.01, zero_mark, turn_move, settle_move, format_move,
    refuse_move },
  { "mark", LAB_CURVE_LOG, 1, NULL, turn_price, settle_price, format_price,
    refuse_entry },
  { "entry", LAB_CURVE_LOG, 1, NULL, turn_entry, settle_price, format_price,
    refuse_entry },
  { "prediction", LAB_CURVE_LOG, 1, NULL, turn_prediction, settle_price, format_price,
    refuse_entry },
};

const LabQuantity *
lab_quantity (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (quantities); i++)
    if (g_strcmp0 (quantities[i].name, name) == 0)
      return &quantities[i];
  return NULL;
}

double
lab_quantity_turn (const LabQuantity *self, double value, LabTurn turn,
                   const LabReach *reach)
{
  double turned = self->turn (value, turn, reach);

  return isfinite (turned) ? fmin (fmax (turned, reach->low), reach->high) : value;
}

double
lab_quantity_at (const LabQuantity *self, const LabReach *reach, double place)
{
  double value = lab_curve_value (self->curve, reach->low, reach->high, place);

  if (place <= 0 || place >= 1)
    return value;
  for (const double *mark = self->marks; mark != NULL; mark++) {
    double there = lab_curve_place (self->curve, reach->low, reach->high, *mark);

    if (*mark >= reach->low && *mark <= reach->high && fabs (there - place) < SNAP)
      return *mark;
    if (*mark == 0)
      break;
  }
  return fmin (fmax (self->settle (value), reach->low), reach->high);
}
