/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LESSONS_ELEMENT_H
#define LESSONS_ELEMENT_H

#include "lessons/lesson.h"

G_BEGIN_DECLS

/** One element of a lesson file and its attributes; known to this room only. Each reader
 * takes what the element says into a step or a part of one, and refuses an attribute that
 * is unknown, missing, or not what is accepted. */
typedef struct {
  GStringChunk *strings; /* keeps what is read */
  const char *name;
  const char **names, **values; /* as GMarkup gives them */
} LabElement;

gboolean lab_element_is_step (const char *name);

gboolean lab_element_read_nothing (const LabElement *element, GError **error);
gboolean lab_element_read_lesson (const LabElement *element, const char **id,
                                  GError **error);
gboolean lab_element_read_step (const LabElement *element, LabStep *step, GError **error);
gboolean lab_element_read_set_up (const LabElement *element, LabSetUp *set_up,
                                  GError **error);
gboolean lab_element_read_feedback (const LabElement *element, LabFeedback *feedback,
                                    GError **error);

/** Sets LAB_LESSON_ERROR_MALFORMED with one sentence, and is always FALSE. */
gboolean lab_lesson_refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS

#endif
