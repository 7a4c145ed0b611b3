/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_GUIDE_H
#define APP_GUIDE_H

#include "app/window.h"
#include "lessons/tutorial.h"

G_BEGIN_DECLS

/**
 * LabGuide:
 *
 * Leads through the first lesson on the real controls. It hears what happens from the
 * scenario alone, so a key, a drag and a screen reader all count; it shows coach marks on
 * the sandbox and pushes the lesson page when a guess is asked for. It can be left at any
 * point, and holds up nothing.
 *
 * Adds win.tutorial to its window, and begins by itself after the first frame for whoever
 * has not seen it.
 */
#define LAB_TYPE_GUIDE (lab_guide_get_type ())
G_DECLARE_FINAL_TYPE (LabGuide, lab_guide, LAB, GUIDE, GObject)

/** Made once the window has its views; @window owns it. */
LabGuide *lab_guide_new (LabWindow *window);

void lab_guide_start (LabGuide *self);
void lab_guide_leave (LabGuide *self);

/** Not by itself this time: the window opens with something else to look at. */
void lab_guide_hold (LabGuide *self);

LabTutorial *lab_guide_get_tutorial (LabGuide *self);

G_END_DECLS

#endif
