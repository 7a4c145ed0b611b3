/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_PAGES_RULES_H
#define APP_PAGES_RULES_H

#include "scenario/scenario.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Shows what is known about the rules of @scenario: what they are for, how well they
 * were checked, what to know before trusting them, and where they come from. */
void lab_rules_show (GtkWindow *parent, LabScenario *scenario);

G_END_DECLS

#endif
