/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_PAGES_LESSON_H
#define APP_PAGES_LESSON_H

#include "lessons/tutorial.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LabLessonPage:
 *
 * The steps of a lesson that cover the window: guess where it ends, lock the guess with a
 * confidence, see the price walk there, read why; and the end of the lesson. It follows
 * the step its tutorial is at. Nothing is answered before the lock.
 *
 * Signals: `left` (back), `listed` (to the list of lessons), `kept-playing`.
 */
#define LAB_TYPE_LESSON_PAGE (lab_lesson_page_get_type ())
G_DECLARE_FINAL_TYPE (LabLessonPage, lab_lesson_page, LAB, LESSON_PAGE, GtkWidget)

GtkWidget *lab_lesson_page_new (LabTutorial *tutorial);

G_END_DECLS

#endif
