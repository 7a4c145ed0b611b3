/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_PAPER_H
#define CLI_PAPER_H

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  CLI_PAPER_PNG,
  CLI_PAPER_SVG,
  CLI_PAPER_PDF,
} CliPaper;

/** The kind of file that the end of @path names. */
gboolean cli_paper_for (const char *path, CliPaper *paper, GError **error);

/** Draws in pixels from the top left. */
typedef void (*CliDraw) (cairo_t *cr, gpointer data);

/**
 * cli_paper_draw:
 * @title: what the file says of itself, where its kind has room for that
 *
 * A file of @width by @height pixels (96 to an inch), whole in memory. The same drawing
 * gives the same bytes. (transfer full)
 */
GBytes *cli_paper_draw (CliPaper paper, int width, int height, const char *title,
                        CliDraw draw, gpointer data, GError **error);

/** Writes @bytes to a temporary name beside @path and renames it: whole or not at all. */
gboolean cli_paper_save (const char *path, GBytes *bytes, GError **error);

G_END_DECLS

#endif
