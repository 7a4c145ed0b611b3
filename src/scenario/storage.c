/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Opening and saving. A file is asked for its kind and size first and read no further
 * than one byte past the limit, so that neither a folder, a pipe nor a huge file is
 * swallowed. Saving writes a new file beside the old one and renames it; GIO's own
 * replace does so only when there is an old one, and writes in place where it may not.
 */

#include "scenario/document.h"
#include "scenario/scenario.h"

#include <glib/gi18n-lib.h>

/* Reads one byte more than a scenario may hold, to notice that there is more. */
#define READ_BYTES (LAB_DOCUMENT_MAX_BYTES + 1)

typedef struct {
  GFile *file;
  char *bytes;   /* READ_BYTES, only while opening */
  GBytes *saved; /* only while saving */
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->file);
  g_free (job->bytes);
  g_clear_pointer (&job->saved, g_bytes_unref);
  g_free (job);
}

static GTask *
job_start (LabScenario *self, GFile *file, GCancellable *cancellable,
           GAsyncReadyCallback callback, gpointer data, gpointer tag)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Job *job = g_new0 (Job, 1);

  job->file = g_object_ref (file);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_set_source_tag (task, tag);
  return task;
}

static char *
dup_name (GTask *task)
{
  Job *job = g_task_get_task_data (task);
  g_autofree char *name = g_file_get_basename (job->file);

  return g_filename_display_name (name != NULL ? name : "");
}

/* The sentence for what the disk said while opening. */
static const char *
open_sentence (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return _ ("“%s” is not there any more, so the open scenario stays as it was.");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return _ ("“%s” may not be read by you, so the open scenario stays as it was.");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    return _ ("“%s” is a folder; choose a scenario file instead.");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE))
    return _ ("“%s” is no ordinary file, so the open scenario stays as it was.");
  return _ ("“%s” could not be read, so the open scenario stays as it was.");
}

/* The sentence for what the disk said while saving. */
static const char *
save_sentence (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
    return _ ("“%s” was not saved because nothing may be written there; choose another "
              "folder.");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY))
    return _ ("“%s” was not saved because its folder is not there; choose another one.");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    return _ ("“%s” is a folder; choose another name to save under.");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return _ ("“%s” was not saved because the disk is full; choose another place.");
  return _ ("“%s” was not saved; choose another place.");
}

typedef const char *(*Sentence) (const GError *error);

/* Ends @task with one sentence; the technical detail goes to the log. Cancelling stays
 * what it is: nobody waits for a sentence about it. */
static void
fail (GTask *task, GError *error, Sentence sentence)
{
  g_autofree char *name = dup_name (task);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_autofree char *detail = g_steal_pointer (&error->message);
    g_auto (GStrv) halves = g_strsplit (sentence (error), "%s", 2);

    g_debug ("%s", detail);
    error->message = g_strjoinv (name, halves);
  }
  g_task_return_error (task, error);
}

static void
fail_too_large (GTask *task)
{
  g_autofree char *name = dup_name (task);

  g_task_return_new_error (
      task, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_MALFORMED,
      _ ("“%s” holds more than %d KiB, which no scenario does; choose another file."),
      name, LAB_DOCUMENT_MAX_BYTES / 1024);
}

static void
read_cb (GObject *stream, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  gsize n_read;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (stream), result, &n_read, &error))
    fail (task, error, open_sentence);
  else if (n_read > LAB_DOCUMENT_MAX_BYTES)
    fail_too_large (task);
  else
    g_task_return_pointer (task, g_bytes_new (job->bytes, n_read),
                           (GDestroyNotify) g_bytes_unref);
}

static void
opened_cb (GObject *file, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GFileInputStream) stream =
      g_file_read_finish (G_FILE (file), result, &error);

  if (stream == NULL) {
    fail (task, error, open_sentence);
    return;
  }
  job->bytes = g_malloc (READ_BYTES);
  g_input_stream_read_all_async (G_INPUT_STREAM (stream), job->bytes, READ_BYTES,
                                 G_PRIORITY_DEFAULT, g_task_get_cancellable (task),
                                 read_cb, g_object_ref (task));
}

/* What else than a scenario the file is, or NULL. */
static GError *
refuse_kind (GFileInfo *info)
{
  switch (g_file_info_get_file_type (info)) {
  case G_FILE_TYPE_DIRECTORY:
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, "a folder");
  case G_FILE_TYPE_SPECIAL:
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "special");
  default: return NULL;
  }
}

static void
queried_cb (GObject *file, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (file), result, &error);

  if (info != NULL)
    error = refuse_kind (info);
  if (error != NULL)
    fail (task, error, open_sentence);
  else if (g_file_info_get_size (info) > LAB_DOCUMENT_MAX_BYTES)
    fail_too_large (task);
  else
    g_file_read_async (G_FILE (file), G_PRIORITY_DEFAULT, g_task_get_cancellable (task),
                       opened_cb, g_object_ref (task));
}

void
lab_scenario_open_async (LabScenario *self, GFile *file, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer data)
{
  GTask *task;

  g_return_if_fail (LAB_IS_SCENARIO (self));
  g_return_if_fail (G_IS_FILE (file));

  task = job_start (self, file, cancellable, callback, data, lab_scenario_open_async);
  g_file_query_info_async (
      file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
      G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, cancellable, queried_cb, task);
}

gboolean
lab_scenario_open_finish (LabScenario *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  bytes = g_task_propagate_pointer (G_TASK (result), error);
  return bytes != NULL && lab_scenario_load_bytes (self, bytes, error);
}

static void
replaced_cb (GObject *file, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (file), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    fail (task, error, save_sentence);
}

/* On a worker thread: a file of this machine, whole or not at all. */
static void
write_here (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  gsize length;
  const char *text = g_bytes_get_data (job->saved, &length);

  if (g_file_set_contents_full (g_file_peek_path (job->file), text, (gssize) length,
                                G_FILE_SET_CONTENTS_CONSISTENT, 0666, &error)) {
    g_task_return_boolean (task, TRUE);
    return;
  }
  error->code = g_io_error_from_file_error ((GFileError) error->code);
  error->domain = G_IO_ERROR;
  g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_boolean (task, TRUE);
  else
    fail (task, error, save_sentence);
}

/* The thread may let go of its task a moment after the answer is here: it gets one of its
 * own, which does not hold the scenario. */
static void
save_here (GTask *task)
{
  g_autoptr (GTask) thread =
      g_task_new (NULL, g_task_get_cancellable (task), written_cb, task);

  g_task_set_task_data (thread, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (thread, write_here);
}

void
lab_scenario_save_async (LabScenario *self, GFile *file, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer data)
{
  GTask *task;
  Job *job;

  g_return_if_fail (LAB_IS_SCENARIO (self));
  g_return_if_fail (G_IS_FILE (file));

  task = job_start (self, file, cancellable, callback, data, lab_scenario_save_async);
  job = g_task_get_task_data (task);
  job->saved = lab_scenario_to_bytes (self);
  if (g_file_peek_path (file) != NULL)
    save_here (task);
  else
    g_file_replace_contents_bytes_async (file, job->saved, NULL, FALSE,
                                         G_FILE_CREATE_NONE, cancellable, replaced_cb,
                                         task);
}

gboolean
lab_scenario_save_finish (LabScenario *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
