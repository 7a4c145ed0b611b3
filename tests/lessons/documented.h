/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_LESSONS_DOCUMENTED_H
#define TESTS_LESSONS_DOCUMENTED_H

#include <glib.h>
#include <string.h>

/* The names in the first column of the table under the heading Numbers in the format's
 * description. */
static inline GHashTable *
documented_names (void)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("LESSONS_DATA"), "lessons", "README.md", NULL);
  g_autofree char *readme = NULL;
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_true (g_file_get_contents (path, &readme, NULL, NULL));

  const char *section = strstr (readme, "\n## Numbers\n");

  g_assert_nonnull (section);

  g_auto (GStrv) rows = g_strsplit (section, "\n| `", -1);

  for (gsize i = 1; rows[i] != NULL; i++) {
    g_autofree char *column = g_strndup (rows[i], strcspn (rows[i], "|"));
    g_auto (GStrv) words = g_strsplit_set (column, "`, ", -1);

    for (gsize k = 0; words[k] != NULL; k++) {
      if (*words[k] != '\0')
        g_hash_table_add (names, g_strdup (words[k]));
    }
  }
  return names;
}

#endif
