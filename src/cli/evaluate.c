/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/commands.h"

#include "cli/input.h"
#include "scenario/document.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* (transfer full) */
static char *
answer (const char *bytes, gsize length, gboolean on_one_line, GError **error)
{
  g_autoptr (LabDocument) document = lab_document_parse (bytes, length, error);

  return document ? lab_document_answer (document, on_one_line, error) : NULL;
}

static void
print (const char *text)
{
  gboolean has_end = g_str_has_suffix (text, "\n");

  fputs (text, stdout);
  if (!has_end)
    fputc ('\n', stdout);
}

static int
evaluate_whole (CliInput *input)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  const char *start;
  gsize length;

  bytes = cli_input_read_all (input, LAB_DOCUMENT_MAX_BYTES, &error);
  if (!bytes)
    return cli_refuse (error);
  start = g_bytes_get_data (bytes, &length);
  text = answer (start ? start : "", length, FALSE, &error);
  if (!text)
    return cli_refuse (error);
  print (text);
  return cli_finish ();
}

/* The answer to a line, or its refusal. (transfer full) */
static char *
answer_line (CliLine kind, const GString *line)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  if (kind == CLI_LINE_TOO_LONG)
    g_set_error (&error, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_MALFORMED,
                 _ ("The line is longer than %d KiB, the most a scenario may be."),
                 LAB_DOCUMENT_MAX_BYTES / 1024);
  else
    text = answer (line->str, line->len, TRUE, &error);
  return text ? text : lab_document_refusal (error);
}

static int
evaluate_lines (CliInput *input)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  CliLine kind;

  for (;;) {
    g_autofree char *text = NULL;

    kind = cli_input_next_line (input, LAB_DOCUMENT_MAX_BYTES, line, &error);
    if (kind == CLI_LINE_FAILED)
      return cli_refuse (error);
    if (kind == CLI_LINE_NONE || ferror (stdout))
      return cli_finish ();
    text = answer_line (kind, line);
    print (text);
  }
}

int
cli_evaluate (int argc, char **argv)
{
  gboolean by_line = FALSE;
  const GOptionEntry entries[] = {
    { "lines", 'l', 0, G_OPTION_ARG_NONE, &by_line,
      N_ ("Read one scenario a line, print one answer a line"), NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (CliInput) input = NULL;

  if (!cli_parse_options (
          entries, _ ("FILE"),
          _ ("Prints what follows from a scenario file as JSON; “-” reads "
             "standard input."),
          &argc, &argv, &error))
    return cli_refuse (error);
  if (argc != 2) {
    g_set_error_literal (&error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _ ("Name one scenario file, or “-” for standard input."));
    return cli_refuse (error);
  }
  input = cli_input_open (argv[1], &error);
  if (!input)
    return cli_refuse (error);
  return by_line ? evaluate_lines (input) : evaluate_whole (input);
}
