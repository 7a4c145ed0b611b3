/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/renderer.h"

#define RENDERER "GSK_RENDERER"

gboolean
lab_renderer_has_hardware (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_prefix (name, "renderD"))
      return TRUE;
  return FALSE;
}

/* Somebody who set either knows better. */
static gboolean
is_set_by_user (const char *debug)
{
  return g_getenv (RENDERER) != NULL || (debug != NULL && strstr (debug, "gl") != NULL);
}

LabRenderer
lab_renderer_choose (const char *dri, const char *debug_name, const char *debug_value)
{
  const char *debug = g_getenv (debug_name);
  LabRenderer self = { .debug_name = debug_name };
  g_autofree char *joined = NULL;

  if (is_set_by_user (debug) || lab_renderer_has_hardware (dri))
    return self;
  self.is_chosen = TRUE;
  self.debug_before = g_strdup (debug);
  joined = debug != NULL && *debug != '\0' ? g_strconcat (debug, ",", debug_value, NULL)
                                           : g_strdup (debug_value);
  g_setenv (RENDERER, "cairo", TRUE);
  g_setenv (debug_name, joined, TRUE);
  return self;
}

void
lab_renderer_restore (LabRenderer *self)
{
  if (!self->is_chosen)
    return;
  self->is_chosen = FALSE;
  g_unsetenv (RENDERER);
  if (self->debug_before != NULL)
    g_setenv (self->debug_name, self->debug_before, TRUE);
  else
    g_unsetenv (self->debug_name);
  g_clear_pointer (&self->debug_before, g_free);
}
