/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lessons/lesson.h"

#include "lessons/lessons-resources.h"
#include "lessons/reader.h"
#include "lessons/text.h"

#include <glib/gi18n-lib.h>

#define FOLDER "/io/github/leveragelab/LeverageLab/lessons/"

/* The order of the course. A test holds it against the bundle. */
static const char *const ids[] = { "first-90-seconds", NULL };

G_DEFINE_QUARK (lab - lesson - error - quark, lab_lesson_error)
G_DEFINE_BOXED_TYPE (LabLesson, lab_lesson, lab_lesson_ref, lab_lesson_unref)

static void
step_clear (gpointer data)
{
  LabStep *step = data;

  g_free ((gpointer) step->feedback);
}

static LabLesson *
lesson_new (void)
{
  LabLesson *self = g_atomic_rc_box_new0 (LabLesson);

  self->strings = g_string_chunk_new (4096);
  self->steps = g_array_new (FALSE, TRUE, sizeof (LabStep));
  g_array_set_clear_func (self->steps, step_clear);
  return self;
}

static void
lesson_clear (gpointer data)
{
  LabLesson *self = data;

  g_array_unref (self->steps);
  g_string_chunk_free (self->strings);
}

LabLesson *
lab_lesson_ref (LabLesson *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
lab_lesson_unref (LabLesson *self)
{
  g_atomic_rc_box_release_full (self, lesson_clear);
}

const char *const *
lab_lesson_ids (void)
{
  return ids;
}

LabLesson *
lab_lesson_load (const char *id, GError **error)
{
  g_return_val_if_fail (id != NULL, NULL);

  if (!g_strv_contains (ids, id)) {
    g_set_error (error, LAB_LESSON_ERROR, LAB_LESSON_ERROR_NOT_FOUND,
                 _ ("There is no lesson called “%s”."), id);
    return NULL;
  }

  g_autofree char *path = g_strconcat (FOLDER, id, ".xml", NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (lab_lessons_get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  return bytes != NULL ? lab_lesson_new_from_bytes (bytes, error) : NULL;
}

LabLesson *
lab_lesson_new_from_bytes (GBytes *bytes, GError **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  g_autoptr (LabLesson) self = lesson_new ();

  return lab_lesson_read (self, bytes, error) ? g_steal_pointer (&self) : NULL;
}

const char *
lab_lesson_get_id (LabLesson *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->id;
}

const char *
lab_lesson_get_title (LabLesson *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->title;
}

const char *
lab_lesson_get_goal (LabLesson *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->goal;
}

const LabStep *
lab_lesson_get_steps (LabLesson *self, gsize *n_steps)
{
  g_return_val_if_fail (self != NULL && n_steps != NULL, NULL);

  *n_steps = self->steps->len;
  return (const LabStep *) (gpointer) self->steps->data;
}

gboolean
lab_step_has_set_up (const LabStep *step)
{
  g_return_val_if_fail (step != NULL, FALSE);

  const LabSetUp *set_up = &step->set_up;

  return set_up->rules != NULL || set_up->asset != NULL || set_up->side != NULL ||
         set_up->margin > 0 || set_up->leverage > 0 || set_up->entry > 0;
}

char **
lab_lesson_dup_names (LabLesson *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < self->steps->len; i++) {
    const LabStep *step = &g_array_index (self->steps, LabStep, i);
    const char *texts[] = { step->title,        step->text,     step->button,
                            step->other_button, step->question, step->explanation };

    for (gsize k = 0; k < G_N_ELEMENTS (texts); k++)
      lab_text_collect_names (texts[k], names);
    for (gsize k = 0; k < step->n_feedback; k++)
      lab_text_collect_names (step->feedback[k].text, names);
  }
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}
