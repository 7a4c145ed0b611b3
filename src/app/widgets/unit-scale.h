/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WIDGETS_UNIT_SCALE_H
#define APP_WIDGETS_UNIT_SCALE_H

#include "app/widgets/quantity.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LabUnitScale:
 *
 * A number in its real unit for keyboard and screen reader, drawn as nothing: the eye has
 * a curved slider or a chart instead. It is a GtkScale because GTK 4.8 gives the Value
 * interface to ranges alone.
 *
 * Properties: control (name of a LabQuantity), value, low, high, home, end, base; see
 * LabReach. Setting `value` only shows it; `notify::value` follows a key or a screen
 * reader too. Signal `type-it`: Enter asks for the entry field.
 */
#define LAB_TYPE_UNIT_SCALE (lab_unit_scale_get_type ())
G_DECLARE_FINAL_TYPE (LabUnitScale, lab_unit_scale, LAB, UNIT_SCALE, GtkScale)

const char *lab_unit_scale_get_control (LabUnitScale *self);
const LabQuantity *lab_unit_scale_get_quantity (LabUnitScale *self);
const LabReach *lab_unit_scale_get_reach (LabUnitScale *self);
double lab_unit_scale_get_value (LabUnitScale *self);
void lab_unit_scale_set_value (LabUnitScale *self, double value);
void lab_unit_scale_set_reach (LabUnitScale *self, const LabReach *reach);

G_END_DECLS

#endif
