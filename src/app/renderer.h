/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_RENDERER_H
#define APP_RENDERER_H

#include <glib.h>

G_BEGIN_DECLS

/**
 * Where no graphics hardware is, GTK draws through OpenGL in software: fifteen times the
 * work of drawing at once, and five times the memory. So without a render node we ask for
 * cairo, unless somebody chose already.
 */

/** What was set, to be put back. */
typedef struct {
  gboolean is_chosen; /* by us: lab_renderer_restore() has something to do */
  const char *debug_name;
  char *debug_before;
} LabRenderer;

/** Whether the folder @path, such as /dev/dri, holds a render node. */
gboolean lab_renderer_has_hardware (const char *path);

/** Before GTK starts. @dri is the folder of the render nodes, @debug_name the variable
 * that turns OpenGL off, @debug_value what it needs. */
LabRenderer lab_renderer_choose (const char *dri, const char *debug_name,
                                 const char *debug_value);

/** After GTK started: programs we start shall choose for themselves. */
void lab_renderer_restore (LabRenderer *self);

G_END_DECLS

#endif
