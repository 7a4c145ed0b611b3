/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_LESSONS_PLAY_H
#define TESTS_LESSONS_PLAY_H

#include "lessons/lesson.h"
#include "margin/outcome.h"
#include "margin/value.h"

/* What follows from the set-up of a step, under the classroom rules. */
static inline MarginOutcome
outcome_of (const LabStep *step)
{
  MarginInputs in;
  MarginOutcome out;

  margin_inputs_init (&in);
  in.side = g_strcmp0 (step->set_up.side, "short") == 0 ? MARGIN_SHORT : MARGIN_LONG;
  in.margin = step->set_up.margin;
  in.leverage = step->set_up.leverage;
  in.entry = in.mark = step->set_up.entry > 0 ? step->set_up.entry : in.entry;
  in.size = margin_size_for (&in, in.margin, in.leverage);
  g_assert_cmpint (margin_evaluate (&in, &out), ==, MARGIN_OK);
  return out;
}

/* The step called @id. */
static inline const LabStep *
step_called (LabLesson *lesson, const char *id)
{
  gsize n;
  const LabStep *steps = lab_lesson_get_steps (lesson, &n);

  for (gsize i = 0; i < n; i++) {
    if (g_str_equal (steps[i].id, id))
      return &steps[i];
  }
  g_assert_not_reached ();
}

#endif
