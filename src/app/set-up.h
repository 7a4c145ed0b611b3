/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_SET_UP_H
#define APP_SET_UP_H

#include "lessons/lesson.h"
#include "scenario/scenario.h"

G_BEGIN_DECLS

/** Opens @scenario anew with what @set_up says, as one turn. */
void lab_set_up_apply (const LabSetUp *set_up, LabScenario *scenario);

/** What @set_up says as inputs, with nothing that follows from them: a prediction is
 * asked for before anything is answered. What it leaves out is as in a new scenario.
 * @asset is (transfer full). */
void lab_set_up_fill (const LabSetUp *set_up, MarginInputs *in, char **asset);

G_END_DECLS

#endif
