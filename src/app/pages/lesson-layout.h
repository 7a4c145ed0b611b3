/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_PAGES_LESSON_LAYOUT_H
#define APP_PAGES_LESSON_LAYOUT_H

#include "app/pages/sandbox-layout.h"

G_BEGIN_DECLS

/**
 * LabLessonLayout:
 *
 * Places the three parts of a lesson, in this order: its text, which scrolls; its stage;
 * and what is done with it. Wide, the text stands beside the stage and the doing below
 * the text; else they are one column, with the doing at the bottom.
 *
 * Property: fold (LabFold). Setting it is up to the page, which knows the window.
 */
#define LAB_TYPE_LESSON_LAYOUT (lab_lesson_layout_get_type ())
G_DECLARE_FINAL_TYPE (LabLessonLayout, lab_lesson_layout, LAB, LESSON_LAYOUT,
                      GtkLayoutManager)

/** LabLessonParts: holds the three parts, under a LabLessonLayout. */
#define LAB_TYPE_LESSON_PARTS (lab_lesson_parts_get_type ())
G_DECLARE_FINAL_TYPE (LabLessonParts, lab_lesson_parts, LAB, LESSON_PARTS, GtkWidget)

/** How a lesson in a window of @width folds when text is @scale times its usual size. */
LabFold lab_lesson_fold_for (int width, double scale);

G_END_DECLS

#endif
