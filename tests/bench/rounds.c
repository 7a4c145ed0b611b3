/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rounds of frames, asked for by the driver over standard input, so that it can
 * interleave two programs on one display: while one runs its round, the other sleeps. */

#include "rounds.h"

#include <gio/gunixinputstream.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

typedef struct {
  GtkWindow *window;
  GDataInputStream *asks;
  BenchTurn turn;
  gpointer data;
  guint tick;
  guint frame, n_frames;
  gint64 began, in_frames, round_began;
} Rounds;

static gint64
cpu_now (void)
{
  struct timespec t;
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * G_GINT64_CONSTANT (1000000000) + t.tv_nsec;
}

static void ask (Rounds *self);

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Rounds *self = data;
  self->turn (self->frame, self->data);
  return G_SOURCE_CONTINUE;
}

static void
before_paint_cb (GdkFrameClock *clock, Rounds *self)
{
  self->began = cpu_now ();
}

/* The first frame of a round wakes the program up and is not counted. */
static void
after_paint_cb (GdkFrameClock *clock, Rounds *self)
{
  if (self->tick == 0)
    return;
  gint64 now = cpu_now ();
  if (self->frame++ == 0) {
    self->round_began = now;
    self->in_frames = 0;
    return;
  }
  self->in_frames += now - self->began;
  if (self->frame <= self->n_frames)
    return;
  gtk_widget_remove_tick_callback (GTK_WIDGET (self->window), self->tick);
  self->tick = 0;
  printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", self->in_frames / self->n_frames,
          (now - self->round_began) / self->n_frames);
  fflush (stdout);
  ask (self);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Rounds *self = data;
  g_autofree char *line =
      g_data_input_stream_read_line_finish (self->asks, result, NULL, NULL);
  if (line == NULL) {
    gtk_window_close (self->window);
    return;
  }
  self->n_frames = (guint) g_ascii_strtoull (line, NULL, 10);
  self->frame = 0;
  self->tick =
      gtk_widget_add_tick_callback (GTK_WIDGET (self->window), tick_cb, self, NULL);
}

static void
ask (Rounds *self)
{
  g_data_input_stream_read_line_async (self->asks, G_PRIORITY_DEFAULT, NULL, asked_cb,
                                       self);
}

static void
free_rounds (gpointer data, GObject *window)
{
  Rounds *self = data;
  g_object_unref (self->asks);
  g_free (self);
}

static void
mapped_cb (GtkWidget *window, Rounds *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), self);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), self);
  puts ("ready");
  fflush (stdout);
  ask (self);
}

void
bench_rounds_start (GtkWindow *window, BenchTurn turn, gpointer data)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  Rounds *self = g_new0 (Rounds, 1);
  self->window = window;
  self->asks = g_data_input_stream_new (input);
  self->turn = turn;
  self->data = data;
  g_object_weak_ref (G_OBJECT (window), free_rounds, self);
  g_signal_connect_after (window, "map", G_CALLBACK (mapped_cb), self);
}
