/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BENCH_ROUNDS_H
#define BENCH_ROUNDS_H

#include <gtk/gtk.h>

/** One change of whatever is measured; @frame counts up from 0. */
typedef void (*BenchTurn) (guint frame, gpointer data);

/**
 * bench_rounds_start:
 * @window: the window to be measured, presented
 *
 * From now on every line on standard input, a number of frames, is one round: @turn is
 * called once a frame while the frame clock ticks. The answer is one line on standard
 * output, two numbers: the CPU time of the whole process (all threads) from the clock's
 * before-paint to its after-paint, and from the first to the last of the round, both in
 * nanoseconds a frame. "ready" is said once before the first round; the end of input
 * closes
 * @window.
 */
void bench_rounds_start (GtkWindow *window, BenchTurn turn, gpointer data);

#endif
