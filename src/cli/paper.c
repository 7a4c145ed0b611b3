/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/paper.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>

#define POINTS_A_PIXEL 0.75

static const struct {
  const char *suffix;
  CliPaper paper;
} suffixes[] = {
  { ".png", CLI_PAPER_PNG },
  { ".svg", CLI_PAPER_SVG },
  { ".pdf", CLI_PAPER_PDF },
};

gboolean
cli_paper_for (const char *path, CliPaper *paper, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  g_autofree char *name = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    if (g_str_has_suffix (lower, suffixes[i].suffix)) {
      *paper = suffixes[i].paper;
      return TRUE;
    }
  }
  name = g_filename_display_name (path);
  g_set_error (
      error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
      _ ("“%s” ends in none of .png, .svg and .pdf, so what to draw is unclear."), name);
  return FALSE;
}

static cairo_status_t
append_cb (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
make_surface (CliPaper paper, int width, int height, const char *title, GByteArray *bytes)
{
  cairo_surface_t *surface = NULL;

  switch (paper) {
  case CLI_PAPER_PNG:
    return cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  case CLI_PAPER_SVG:
    surface = cairo_svg_surface_create_for_stream (append_cb, bytes, width, height);
    cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
    return surface;
  case CLI_PAPER_PDF:
  default:
    surface = cairo_pdf_surface_create_for_stream (
        append_cb, bytes, width * POINTS_A_PIXEL, height * POINTS_A_PIXEL);
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
    /* Without a date the same chart is the same file. */
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "");
    return surface;
  }
}

GBytes *
cli_paper_draw (CliPaper paper, int width, int height, const char *title, CliDraw draw,
                gpointer data, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = make_surface (paper, width, height, title, bytes);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  if (paper == CLI_PAPER_PDF)
    cairo_scale (cr, POINTS_A_PIXEL, POINTS_A_PIXEL);
  draw (cr, data);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS && paper == CLI_PAPER_PNG)
    status = cairo_surface_write_to_png_stream (surface, append_cb, bytes);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                 _ ("The chart could not be drawn: %s."),
                 cairo_status_to_string (status));
    return NULL;
  }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

gboolean
cli_paper_save (const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *name = NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (g_file_set_contents_full (path, data, (gssize) length,
                                G_FILE_SET_CONTENTS_CONSISTENT, 0666, &reason))
    return TRUE;
  name = g_filename_display_name (path);
  g_debug ("%s", reason->message);
  if (g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 _ ("“%s” cannot be written: its folder does not exist."), name);
  else if (g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_ISDIR))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY,
                 _ ("“%s” cannot be written: it is a folder."), name);
  else if (g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_ACCES) ||
           g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_PERM) ||
           g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_ROFS))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                 _ ("“%s” cannot be written: its folder allows reading only."), name);
  else if (g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                 _ ("“%s” cannot be written: the disk is full."), name);
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("“%s” cannot be written."),
                 name);
  return FALSE;
}
