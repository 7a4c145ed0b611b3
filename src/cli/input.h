/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_INPUT_H
#define CLI_INPUT_H

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CliInput:
 *
 * A file of any kind, or standard input as “-”, read in pieces: a file that never ends,
 * or a line that never ends, costs no more memory than the limit. Every error is one
 * sentence that names the file.
 */
typedef struct _CliInput CliInput;

/** (transfer full) */
CliInput *cli_input_open (const char *path, GError **error);
void cli_input_free (CliInput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliInput, cli_input_free)

/** Everything there is; refused where it is more than @most bytes. (transfer full) */
GBytes *cli_input_read_all (CliInput *self, gsize most, GError **error);

typedef enum {
  CLI_LINE,          /* a whole line, without its end */
  CLI_LINE_TOO_LONG, /* a line of more bytes than were allowed; it has been skipped */
  CLI_LINE_NONE,     /* the input has ended */
  CLI_LINE_FAILED,   /* the input cannot be read on; the error is set */
} CliLine;

/**
 * cli_input_next_line:
 * @most: the most bytes a line may have
 * @line: replaced by the line
 *
 * A last line needs no end. Standard output is flushed before waiting for more input, so
 * that a program on the other side of a pipe gets each answer before it asks again.
 */
CliLine cli_input_next_line (CliInput *self, gsize most, GString *line, GError **error);

G_END_DECLS

#endif
