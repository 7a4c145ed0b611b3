/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LESSONS_READER_H
#define LESSONS_READER_H

#include "lessons/lesson.h"

G_BEGIN_DECLS

/** What a lesson is made of; known to this room only. */
struct _LabLesson {
  GStringChunk *strings; /* owns every string of the lesson */
  const char *id, *title, *goal;
  GArray *steps; /* of LabStep; each owns its feedback */
};

/** Reads a lesson file into the empty @self. Strict: an element, an attribute, a number
 * or a {name} that is not in data/lessons/README.md is refused, and so is a missing one.
 * The message names line and reason. On error @self is half full and good for nothing. */
gboolean lab_lesson_read (LabLesson *self, GBytes *bytes, GError **error);

G_END_DECLS

#endif
