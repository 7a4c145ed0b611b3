/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/json-write.h"

#include <math.h>

const char *
lab_json_number (char buffer[LAB_JSON_NUMBER_SIZE], double value)
{
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_ascii_formatd (buffer, LAB_JSON_NUMBER_SIZE, formats[i], value + 0.0);
    if (g_ascii_strtod (buffer, NULL) == value)
      break;
  }
  return buffer;
}

LabJsonWriter
lab_json_writer (guint flat_below)
{
  return (LabJsonWriter){ g_string_new (NULL), 0, flat_below, TRUE };
}

static void
put_break (LabJsonWriter *self, gboolean is_after_comma)
{
  if (self->depth <= self->flat_below && self->flat_below > 0)
    g_string_append_printf (self->text, "\n%*s", (int) (2 * self->depth), "");
  else if (is_after_comma)
    g_string_append_c (self->text, ' ');
}

static void
put_quoted (GString *text, const char *value)
{
  g_string_append_c (text, '"');
  for (const char *p = value; *p; p++) {
    if (*p == '"' || *p == '\\')
      g_string_append_printf (text, "\\%c", *p);
    else if ((guchar) *p < 0x20)
      g_string_append_printf (text, "\\u%04x", (guint) (guchar) *p);
    else
      g_string_append_c (text, *p);
  }
  g_string_append_c (text, '"');
}

static void
begin_member (LabJsonWriter *self, const char *key)
{
  if (!self->is_first)
    g_string_append_c (self->text, ',');
  if (self->depth > 0)
    put_break (self, !self->is_first);
  self->is_first = FALSE;
  if (!key)
    return;
  put_quoted (self->text, key);
  g_string_append (self->text, ": ");
}

void
lab_json_open (LabJsonWriter *self, const char *key, char bracket)
{
  begin_member (self, key);
  g_string_append_c (self->text, bracket);
  self->depth++;
  self->is_first = TRUE;
}

void
lab_json_close (LabJsonWriter *self, char bracket)
{
  gboolean was_indented = self->depth <= self->flat_below;

  self->depth--;
  if (was_indented && !self->is_first)
    put_break (self, FALSE);
  g_string_append_c (self->text, bracket);
  self->is_first = FALSE;
}

void
lab_json_put_null (LabJsonWriter *self, const char *key)
{
  begin_member (self, key);
  g_string_append (self->text, "null");
}

void
lab_json_put_number (LabJsonWriter *self, const char *key, double value)
{
  char buffer[LAB_JSON_NUMBER_SIZE];

  if (!isfinite (value)) {
    lab_json_put_null (self, key);
    return;
  }
  begin_member (self, key);
  g_string_append (self->text, lab_json_number (buffer, value));
}

void
lab_json_put_text (LabJsonWriter *self, const char *key, const char *value)
{
  begin_member (self, key);
  put_quoted (self->text, value);
}

char *
lab_json_writer_end (LabJsonWriter *self)
{
  return g_string_free (g_steal_pointer (&self->text), FALSE);
}
