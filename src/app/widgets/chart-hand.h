/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WIDGETS_CHART_HAND_H
#define APP_WIDGETS_CHART_HAND_H

#include "app/widgets/chart.h"

G_BEGIN_DECLS

/** The handle a pointer at (@x, @y) takes hold of, or NULL. */
const ChartHandle *lab_chart_touched (const ChartLayout *layout, double x, double y);

/** Lets pointer and keys take hold of the handles of @chart. */
void lab_chart_hand_add (LabChart *chart);

/** Drags @handle to a place, as the pointer does; what is being dragged stays on the axis
 * that it was taken hold of. */
void lab_chart_drag (LabChart *chart, ChartHandleName handle, double x, double y);

G_END_DECLS

#endif
