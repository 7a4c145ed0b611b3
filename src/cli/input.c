/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/input.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct _CliInput {
  char *name; /* for people */
  int fd;
  gsize start, end; /* what of the buffer has not been taken yet */
  char buffer[16 * 1024];
};

static void
refuse (const CliInput *self, int number, GError **error)
{
  GIOErrorEnum code = g_io_error_from_errno (number);

  switch (number) {
  case ENOENT:
    g_set_error (error, G_IO_ERROR, code,
                 _ ("There is no file “%s”; name a scenario file, or “-” for standard "
                    "input."),
                 self->name);
    return;
  case EACCES:
    g_set_error (error, G_IO_ERROR, code, _ ("You have no permission to read “%s”."),
                 self->name);
    return;
  case EISDIR:
    g_set_error (error, G_IO_ERROR, code,
                 _ ("“%s” is a folder; name a scenario file in it."), self->name);
    return;
  default:
    g_set_error (error, G_IO_ERROR, code, _ ("“%s” cannot be read: %s."), self->name,
                 g_strerror (number));
  }
}

static gboolean
is_folder (int fd)
{
  struct stat status;

  return fstat (fd, &status) == 0 && S_ISDIR (status.st_mode);
}

CliInput *
cli_input_open (const char *path, GError **error)
{
  g_autoptr (CliInput) self = g_new0 (CliInput, 1);

  if (strcmp (path, "-") == 0) {
    self->name = g_strdup (_ ("standard input"));
    self->fd = STDIN_FILENO;
  } else {
    self->name = g_filename_display_name (path);
    self->fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  }
  if (self->fd < 0) {
    refuse (self, errno, error);
    return NULL;
  }
  if (is_folder (self->fd)) {
    refuse (self, EISDIR, error);
    return NULL;
  }
  return g_steal_pointer (&self);
}

void
cli_input_free (CliInput *self)
{
  if (self->fd > STDIN_FILENO)
    close (self->fd);
  g_free (self->name);
  g_free (self);
}

/* Fills the empty buffer. FALSE at the end, and on errors. */
static gboolean
refill (CliInput *self, GError **error)
{
  ssize_t n;

  fflush (stdout);
  do {
    n = read (self->fd, self->buffer, sizeof self->buffer);
  } while (n < 0 && errno == EINTR);
  if (n < 0)
    refuse (self, errno, error);
  self->start = 0;
  self->end = n > 0 ? (gsize) n : 0;
  return n > 0;
}

GBytes *
cli_input_read_all (CliInput *self, gsize most, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) reason = NULL;

  while (refill (self, &reason)) {
    g_byte_array_append (bytes, (const guint8 *) self->buffer, (guint) self->end);
    if (bytes->len > most) {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                   _ ("“%s” is larger than %u KiB, the most a scenario may be."),
                   self->name, (guint) (most / 1024));
      return NULL;
    }
  }
  if (reason) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return NULL;
  }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* Moves what the buffer holds of the line to @line. TRUE if that was the end of the line.
 */
static gboolean
take_piece (CliInput *self, gsize most, GString *line, gboolean *is_too_long)
{
  const char *from = self->buffer + self->start;
  gsize left = self->end - self->start;
  const char *end = memchr (from, '\n', left);
  gsize length = end ? (gsize) (end - from) : left;

  if (line->len + length > most)
    *is_too_long = TRUE;
  else
    g_string_append_len (line, from, (gssize) length);
  self->start += length + (end ? 1 : 0);
  return end != NULL;
}

CliLine
cli_input_next_line (CliInput *self, gsize most, GString *line, GError **error)
{
  g_autoptr (GError) reason = NULL;
  gboolean is_too_long = FALSE;
  gboolean has_ended = FALSE;
  gboolean has_begun = FALSE;

  g_string_truncate (line, 0);
  while (!has_ended) {
    if (self->start == self->end && !refill (self, &reason))
      break;
    has_begun = TRUE;
    has_ended = take_piece (self, most, line, &is_too_long);
  }
  if (reason) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return CLI_LINE_FAILED;
  }
  if (!has_begun)
    return CLI_LINE_NONE;
  return is_too_long ? CLI_LINE_TOO_LONG : CLI_LINE;
}
