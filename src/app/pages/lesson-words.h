/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_PAGES_LESSON_WORDS_H
#define APP_PAGES_LESSON_WORDS_H

#include "lessons/lesson.h"
#include "margin/outcome.h"

G_BEGIN_DECLS

/** What was answered by whom: fills the {names} of a lesson. */
typedef struct {
  const MarginOutcome *outcome;
  const char *asset;
  double guess;           /* 0 where there is none */
  const char *confidence; /* NULL where there is none */
  gboolean is_markup;     /* numbers stand out */
} LabLessonFacts;

/** @text with every name filled, as markup where the facts ask for it. (transfer full) */
char *lab_lesson_say (const char *text, const LabLessonFacts *facts);

/** The position in question, from its inputs alone, as markup. (transfer full) */
char *lab_lesson_say_position (const MarginInputs *in, const char *asset);

/** How far from the answer a guess was, for a title: "It ended 238.69 earlier".
 * (transfer full) */
char *lab_lesson_say_gap (const MarginOutcome *outcome, double guess);

/** "Sure, and 238.69 off". (transfer full) */
char *lab_lesson_say_sure (const MarginOutcome *outcome, double guess);

/** What is fixed, as name and value in turn; NULL-terminated. From inputs alone. */
char **lab_lesson_say_fixed (const MarginInputs *in, const char *asset);

/** How the answer is worked out, as name and value in turn; NULL-terminated. */
char **lab_lesson_say_workings (const MarginOutcome *outcome);

G_END_DECLS

#endif
