/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_PAGES_SANDBOX_LAYOUT_H
#define APP_PAGES_SANDBOX_LAYOUT_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** What a child of the sandbox is; its place follows from that and from the width. */
typedef enum {
  LAB_SLOT_HEADLINE,
  LAB_SLOT_SWITCHER,
  LAB_SLOT_PAYOFF,
  LAB_SLOT_LADDER,
  LAB_SLOT_GAUGE,
  LAB_SLOT_FIGURES,
  LAB_SLOT_CONTROLS,
  LAB_N_SLOTS,
} LabSlot;

#define LAB_TYPE_SLOT (lab_slot_get_type ())
GType lab_slot_get_type (void);

typedef enum {
  LAB_FOLD_WIDE,   /* controls, charts, ladder side by side */
  LAB_FOLD_MEDIUM, /* controls beside one chart at a time */
  LAB_FOLD_NARROW, /* one column */
} LabFold;

#define LAB_TYPE_FOLD (lab_fold_get_type ())
GType lab_fold_get_type (void);

/** How a page of @width folds when text is @scale times its usual size: large text folds
 * as if the page were narrower. */
LabFold lab_fold_for (int width, double scale);

/**
 * LabSandboxLayout:
 *
 * Places the parts of the sandbox by measuring itself. Children name their `slot`; a
 * child that has no place at this width is not shown.
 *
 * Properties: shows-ladder (whether the ladder has the one chart's place, where there is
 * only one), fold (LabFold, how it was folded last).
 */
#define LAB_TYPE_SANDBOX_LAYOUT (lab_sandbox_layout_get_type ())
G_DECLARE_FINAL_TYPE (LabSandboxLayout, lab_sandbox_layout, LAB, SANDBOX_LAYOUT,
                      GtkLayoutManager)

#define LAB_TYPE_SANDBOX_PLACE (lab_sandbox_place_get_type ())
G_DECLARE_FINAL_TYPE (LabSandboxPlace, lab_sandbox_place, LAB, SANDBOX_PLACE,
                      GtkLayoutChild)

G_END_DECLS

#endif
