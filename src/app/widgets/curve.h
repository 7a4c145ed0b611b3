/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WIDGETS_CURVE_H
#define APP_WIDGETS_CURVE_H

/**
 * How a slider bends its range for the eye.
 *
 * Ten to a million needs a log; a price move needs room near zero, where the end of a
 * leveraged position is. Places run from 0 to 1.
 */
typedef enum {
  LAB_CURVE_LOG,  /* low > 0: equal steps are equal factors */
  LAB_CURVE_ZERO, /* cube root around zero: 3 % lies a third of the way out */
} LabCurve;

double lab_curve_place (LabCurve curve, double low, double high, double value);

/** Undoes lab_curve_place(). */
double lab_curve_value (LabCurve curve, double low, double high, double place);

#endif
