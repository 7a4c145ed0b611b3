/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * The terminal twin: the same answers and the same charts, without a display.
 *
 * Every command gets its own arguments, its name first, and returns the status to exit
 * with: CLI_DONE, or CLI_REFUSED after one sentence on standard error. What comes out on
 * standard output and in files is the same in every locale; only sentences are
 * translated.
 */
enum {
  CLI_DONE = 0,
  CLI_REFUSED = 2,
};

/** leverage-lab-cli evaluate [--lines] FILE: what follows from a scenario, as JSON. */
int cli_evaluate (int argc, char **argv);

/** leverage-lab-cli chart [FILE] --out FILE: the Sandbox's charts as PNG, SVG or PDF. */
int cli_chart (int argc, char **argv);

/** leverage-lab-cli rules: the bundled rule sets, one a line. */
int cli_rules (int argc, char **argv);

/* What the commands share. */

/** Reads options into @entries. @arguments says what else a command takes, @summary what
 * it does; both for --help, which ends the program. */
gboolean cli_parse_options (const GOptionEntry *entries, const char *arguments,
                            const char *summary, int *argc, char ***argv, GError **error);

/** Says @error on standard error, as one line. Returns CLI_REFUSED. */
int cli_refuse (const GError *error);

/** Flushes standard output. Returns CLI_DONE, or CLI_REFUSED where it cannot be written.
 */
int cli_finish (void);

G_END_DECLS

#endif
