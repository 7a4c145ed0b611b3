/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lessons/text.h"

#include "lessons/lesson.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The name that begins at @text, NULL if none does. (transfer full) */
static char *
name_at (const char *text)
{
  if (*text != '{')
    return NULL;

  gsize length = strspn (text + 1, "abcdefghijklmnopqrstuvwxyz_");

  return length > 0 && text[1 + length] == '}' ? g_strndup (text + 1, length) : NULL;
}

char *
lab_text_fold (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\r\n", -1);
  GString *folded = g_string_new (NULL);

  for (gsize i = 0; words[i] != NULL; i++) {
    if (*words[i] == '\0')
      continue;
    if (folded->len > 0)
      g_string_append_c (folded, ' ');
    g_string_append (folded, words[i]);
  }
  return g_string_free (folded, FALSE);
}

gboolean
lab_text_has_whole_names (const char *text)
{
  while (*text != '\0') {
    g_autofree char *name = name_at (text);

    if (name == NULL && (*text == '{' || *text == '}'))
      return FALSE;
    text += name != NULL ? strlen (name) + 2 : 1;
  }
  return TRUE;
}

gboolean
lab_text_names_only (const char *text, const char *const *allowed, char **other)
{
  for (; *text != '\0'; text++) {
    g_autofree char *name = name_at (text);

    if (name != NULL && !g_strv_contains (allowed, name)) {
      *other = g_steal_pointer (&name);
      return FALSE;
    }
  }
  return TRUE;
}

void
lab_text_collect_names (const char *text, GPtrArray *names)
{
  for (; text != NULL && *text != '\0'; text++) {
    g_autofree char *name = name_at (text);

    if (name != NULL &&
        !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
      g_ptr_array_add (names, g_steal_pointer (&name));
  }
}

const char *
lab_text_translate (const char *text)
{
  const char *translated = g_dgettext (GETTEXT_PACKAGE, text);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *other = NULL;

  lab_text_collect_names (text, names);
  g_ptr_array_add (names, NULL);
  if (lab_text_has_whole_names (translated) &&
      lab_text_names_only (translated, (const char *const *) names->pdata, &other))
    return translated;

  g_debug ("Left aside a translation that names something else: %s", translated);
  return text;
}

char *
lab_lesson_fill (const char *text, LabLookUp look_up, gpointer data)
{
  g_return_val_if_fail (text != NULL && look_up != NULL, NULL);

  GString *filled = g_string_new (NULL);

  while (*text != '\0') {
    g_autofree char *name = name_at (text);
    g_autofree char *value = name != NULL ? look_up (name, data) : NULL;
    gsize length = name != NULL ? strlen (name) + 2 : 1;

    if (value != NULL)
      g_string_append (filled, value);
    else
      g_string_append_len (filled, text, (gssize) length);
    text += length;
  }
  return g_string_free (filled, FALSE);
}
