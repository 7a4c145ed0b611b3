/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_PAGES_SANDBOX_H
#define APP_PAGES_SANDBOX_H

#include "scenario/scenario.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LabSandboxPage:
 *
 * Turn a number, and see what follows: the live sentence, the controls, three charts and
 * the figures, all bound to one scenario.
 *
 * Properties: scenario (LabScenario, read-only), prices (LabPrices of the asset, NULL
 * until they are read).
 */
#define LAB_TYPE_SANDBOX_PAGE (lab_sandbox_page_get_type ())
G_DECLARE_FINAL_TYPE (LabSandboxPage, lab_sandbox_page, LAB, SANDBOX_PAGE, GtkWidget)

/** (transfer none) */
LabScenario *lab_sandbox_page_get_scenario (LabSandboxPage *self);

/** The row that turns a property of the scenario: "margin", "leverage", "move", "side",
 * "asset", "entry", "rules"; also "reset", the button. NULL for any other name. (transfer
 * none) */
GtkWidget *lab_sandbox_page_get_control (LabSandboxPage *self, const char *name);

/** The part of that row that takes the focus. (transfer none) */
GtkWidget *lab_sandbox_page_get_focusable (LabSandboxPage *self, const char *name);

G_END_DECLS

#endif
