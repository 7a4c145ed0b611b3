/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/commands.h"

#include "scenario/ruleset.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

enum { ID, NAME, CHECKED_ON, CONFIDENCE, N_CELLS };

typedef struct {
  char *cells[N_CELLS];
} Row;

static void
row_clear (gpointer data)
{
  Row *row = data;

  for (gsize i = 0; i < N_CELLS; i++)
    g_free (row->cells[i]);
}

static void
add_row (GArray *rows, const char *id, const char *name, const char *checked_on,
         const char *confidence)
{
  Row row = { .cells = { g_strdup (id), g_strdup (name),
                         g_strdup (checked_on ? checked_on : "-"),
                         g_strdup (confidence ? confidence : "-") } };

  g_array_append_val (rows, row);
}

static gboolean
fill (GArray *rows, GError **error)
{
  /* Translators: head of a column: the id of a set of trading rules */
  add_row (rows, _ ("id"), _ ("name"), _ ("checked on"), _ ("confidence"));
  for (const char *const *id = lab_rule_set_ids (); *id; id++) {
    g_autoptr (LabRuleSet) rules = lab_rule_set_load (*id, error);

    if (!rules)
      return FALSE;
    add_row (rows, *id, lab_rule_set_get_name (rules),
             lab_rule_set_get_checked_on (rules), lab_rule_set_get_confidence (rules));
  }
  return TRUE;
}

static void
print (const GArray *rows)
{
  glong widths[N_CELLS] = { 0 };

  for (guint i = 0; i < rows->len; i++) {
    for (gsize j = 0; j < N_CELLS; j++)
      widths[j] =
          MAX (widths[j], g_utf8_strlen (g_array_index (rows, Row, i).cells[j], -1));
  }
  for (guint i = 0; i < rows->len; i++) {
    for (gsize j = 0; j < N_CELLS; j++) {
      const char *cell = g_array_index (rows, Row, i).cells[j];
      glong gap = j + 1 < N_CELLS ? widths[j] - g_utf8_strlen (cell, -1) + 2 : 0;

      printf ("%s%*s", cell, (int) gap, "");
    }
    printf ("\n");
  }
}

int
cli_rules (int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));

  g_array_set_clear_func (rows, row_clear);
  if (!cli_parse_options (entries, NULL,
                          _ ("Lists the rule sets: id, name, the day they were checked "
                             "against the venue, and how sure they are (A to D)."),
                          &argc, &argv, &error))
    return cli_refuse (error);
  if (argc != 1) {
    g_set_error (&error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 _ ("“rules” takes no argument, and “%s” is one."), argv[1]);
    return cli_refuse (error);
  }
  if (!fill (rows, &error))
    return cli_refuse (error);
  print (rows);
  return cli_finish ();
}
