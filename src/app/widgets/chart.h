/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WIDGETS_CHART_H
#define APP_WIDGETS_CHART_H

#include "charts/ink.h"
#include "scenario/scenario.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LabChart:
 *
 * A chart on the screen: lays out what an outcome says, inks it, and offers its handles
 * to pointer and keyboard. Subclasses tell what to lay out and how to say it.
 *
 * Properties: outcome (LAB_TYPE_OUTCOME), asset (string); mark and entry (double, what a
 * drag asks for: bind them to the scenario both ways).
 *
 * The layout is made once a frame. The sentence for a screen reader follows when the
 * picture has been quiet for a moment.
 */
#define LAB_TYPE_CHART (lab_chart_get_type ())
G_DECLARE_DERIVABLE_TYPE (LabChart, lab_chart, LAB, CHART, GtkWidget)

struct _LabChartClass {
  GtkWidgetClass parent_class;

  const char *title;        /* untranslated; the accessible label */
  int least_height, height; /* pixels at the usual text size */
  double growth;            /* how far the height follows the text: 0 to 1 */

  /** Fills @layout; there is always an outcome. */
  void (*lay_out) (LabChart *self, const MarginOutcome *outcome, const ChartFrame *frame,
                   ChartLayout *layout);
  /** The picture in one sentence. (transfer full) */
  char *(*say) (LabChart *self, const MarginOutcome *outcome, const char *asset);
  /** A handle was dragged or turned to @value. The default knows price and entry. */
  void (*asked) (LabChart *self, ChartHandleName handle, double value);
  /** The ring around a handle that has the focus. The default is a circle. */
  void (*ring) (LabChart *self, const ChartHandle *handle, GskRoundedRect *ring);
};

const MarginOutcome *lab_chart_get_outcome (LabChart *self);

/** The layout of now, made if need be. */
const ChartLayout *lab_chart_get_layout (LabChart *self);

/** The ink of now: light or dark, high contrast or not. */
const ChartInk *lab_chart_get_ink (void);

/** What a subclass shows changed: lay out and say anew. */
void lab_chart_changed (LabChart *self);

/** The widget that holds @handle, or NULL while there is none. (transfer none) */
GtkWidget *lab_chart_get_handle (LabChart *self, ChartHandleName handle);

/** Brings handles and sentence up to date at once. */
void lab_chart_commit (LabChart *self);

G_END_DECLS

#endif
