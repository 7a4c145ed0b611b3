/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WIDGETS_HANDLES_H
#define APP_WIDGETS_HANDLES_H

#include "app/widgets/unit-scale.h"
#include "charts/layout.h"

G_BEGIN_DECLS

/**
 * LabHandles:
 *
 * The handles of one chart as widgets: invisible sliders in real units that stand where
 * the layout has its handles, for keyboard and screen reader.
 */
typedef struct _LabHandles LabHandles;

/** Somebody turned @handle to @value. */
typedef void (*LabHandleAsked) (GtkWidget *chart, ChartHandleName handle, double value);

LabHandles *lab_handles_new (GtkWidget *chart, LabHandleAsked asked);
/** Unparents them all. */
void lab_handles_free (LabHandles *self);

/** Puts a widget over every handle of @layout, and hides the others. */
void lab_handles_allocate (LabHandles *self, const ChartLayout *layout,
                           const MarginOutcome *outcome);

/** Shows price and entry of @outcome at once: the next key counts from there. */
void lab_handles_follow (LabHandles *self, const MarginOutcome *outcome);

/** The handle of @layout that wears the ring of the keyboard, or NULL. */
const ChartHandle *lab_handles_get_focused (LabHandles *self, const ChartLayout *layout);

/** The widget of @handle, or NULL while there is none. (transfer none) */
GtkWidget *lab_handles_get (LabHandles *self, ChartHandleName handle);

G_END_DECLS

#endif
