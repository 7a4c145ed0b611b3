/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WIDGETS_SLIDER_H
#define APP_WIDGETS_SLIDER_H

#include "app/widgets/unit-scale.h"

G_BEGIN_DECLS

/**
 * LabSlider:
 *
 * A slider with a curved scale for the eye and the pointer, and over it a LabUnitScale in
 * real units for keyboard and screen reader. Wears the colours of the
 * theme.
 *
 * Properties: control, value, low, high, home, end. `low` and `high` are what it reaches.
 */
#define LAB_TYPE_SLIDER (lab_slider_get_type ())
G_DECLARE_FINAL_TYPE (LabSlider, lab_slider, LAB, SLIDER, GtkWidget)

/** The part that takes the focus. (transfer none) */
LabUnitScale *lab_slider_get_scale (LabSlider *self);

/** Where @value stands, in pixels from the left edge. */
double lab_slider_place (LabSlider *self, double value);

G_END_DECLS

#endif
