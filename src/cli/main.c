/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/commands.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

static const struct {
  const char *name;
  int (*run) (int argc, char **argv);
  const char *usage;
  const char *summary;
} commands[] = {
  { "evaluate", cli_evaluate, "evaluate FILE",
    N_ ("What follows from a scenario file, as JSON") },
  { "chart", cli_chart, "chart [FILE] --out FILE",
    N_ ("The charts of the Sandbox as PNG, SVG or PDF") },
  { "rules", cli_rules, "rules", N_ ("The rule sets that a scenario can name") },
};

gboolean
cli_parse_options (const GOptionEntry *entries, const char *arguments,
                   const char *summary, int *argc, char ***argv, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (arguments);
  g_autofree char *name = g_strdup_printf ("leverage-lab-cli %s", (*argv)[0]);
  g_autoptr (GError) reason = NULL;

  g_set_prgname (name);
  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (g_option_context_parse (context, argc, argv, &reason))
    return TRUE;
  /* Translators: what is wrong with an option, then the command that explains it */
  g_set_error (error, reason->domain, reason->code, _ ("%s; “%s --help” tells more."),
               reason->message, name);
  return FALSE;
}

/* A message may quote what a file says; the terminal shall not obey it. */
static char *
tame (const char *message)
{
  g_autofree char *valid = g_utf8_make_valid (message, -1);
  GString *line = g_string_new (NULL);

  for (const char *at = valid; *at; at = g_utf8_next_char (at)) {
    gunichar letter = g_utf8_get_char (at);

    g_string_append_unichar (line, g_unichar_isprint (letter) ? letter : 0xfffd);
  }
  return g_string_free (line, FALSE);
}

int
cli_refuse (const GError *error)
{
  g_autofree char *line = tame (error->message);

  fprintf (stderr, "%s\n", line);
  return CLI_REFUSED;
}

int
cli_finish (void)
{
  g_autoptr (GError) error = NULL;

  if (fflush (stdout) == 0 && !ferror (stdout))
    return CLI_DONE;
  g_set_error (&error, G_IO_ERROR, G_IO_ERROR_FAILED,
               _ ("The answer could not be written to standard output: %s."),
               g_strerror (errno));
  return cli_refuse (error);
}

static void
print_usage (void)
{
  gsize width = 0;

  printf (_ ("Usage: %s COMMAND [OPTION…]"), "leverage-lab-cli");
  printf ("\n\n");
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    width = MAX (width, strlen (commands[i].usage));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    printf ("  %-*s  %s\n", (int) width, commands[i].usage, _ (commands[i].summary));
  printf ("  %-*s  %s\n", (int) width, "--version", _ ("The version of this program"));
  printf ("\n%s\n",
          _ ("“leverage-lab-cli COMMAND --help” tells the options of a command."));
}

static int
refuse_command (const char *name)
{
  g_autoptr (GError) error = NULL;

  if (name)
    g_set_error (
        &error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
        _ ("There is no command “%s”; “evaluate”, “chart” and “rules” are known."), name);
  else
    g_set_error_literal (&error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _ ("A command is missing; “evaluate”, “chart” and “rules” are "
                            "known."));
  return cli_refuse (error);
}

/* Messages in the learner's language, always as UTF-8; numbers in no locale at all. */
static void
set_up_language (void)
{
  setlocale (LC_CTYPE, "");
  setlocale (LC_MESSAGES, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
}

int
main (int argc, char **argv)
{
  const char *name = argc > 1 ? argv[1] : NULL;

  set_up_language ();
  if (g_strcmp0 (name, "--help") == 0 || g_strcmp0 (name, "-h") == 0) {
    print_usage ();
    return cli_finish ();
  }
  if (g_strcmp0 (name, "--version") == 0) {
    printf ("leverage-lab-cli %s\n", VERSION);
    return cli_finish ();
  }
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++) {
    if (g_strcmp0 (name, commands[i].name) == 0)
      return commands[i].run (argc - 1, argv + 1);
  }
  return refuse_command (name);
}
