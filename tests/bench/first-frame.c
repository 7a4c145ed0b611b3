/* SPDX-License-Identifier: GPL-3.0-or-later */

/* first-frame PROGRAM [ARGUMENT]...: starts a program and watches it from outside, as
 * another client of the same X display, so that every program is measured alike and none
 * has to help.
 *
 * The first frame is the first damage of the program's window in which its middle no
 * longer has the colour that the server filled it with when it was mapped: the server's
 * own fill is reported as damage too, and is not a frame. The answer is one line on
 * standard output: milliseconds from fork to first frame, CPU milliseconds used by then,
 * and KiB resident and private (what no other process shares) one second later. There
 * must be no window manager, so that the window is a child of the root. */

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/Xdamage.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PATIENCE 20.0 /* seconds */

static double
now (void)
{
  struct timespec t;
  clock_gettime (CLOCK_MONOTONIC, &t);
  return (double) t.tv_sec + (double) t.tv_nsec / 1e9;
}

/* Nanoseconds that all threads of @pid have been on a CPU, from the scheduler. */
static double
cpu_seconds (pid_t pid)
{
  clockid_t clock;
  struct timespec t = { 0 };
  if (clock_getcpuclockid (pid, &clock) == 0)
    clock_gettime (clock, &t);
  return (double) t.tv_sec + (double) t.tv_nsec / 1e9;
}

static long
kib_of (pid_t pid, const char *field)
{
  char path[64], line[256];
  long total = 0, kib;
  snprintf (path, sizeof path, "/proc/%d/smaps_rollup", (int) pid);
  FILE *file = fopen (path, "r");
  while (file != NULL && fgets (line, sizeof line, file) != NULL) {
    if (strncmp (line, field, strlen (field)) == 0 &&
        sscanf (strchr (line, ':'), ": %ld", &kib) == 1)
      total += kib;
  }
  if (file != NULL)
    fclose (file);
  return total;
}

/* The colour in the middle of a window that a person could see, else 0. */
static unsigned long
middle (Display *display, Window window)
{
  XWindowAttributes a;
  if (!XGetWindowAttributes (display, window, &a) || a.map_state != IsViewable ||
      a.width < 100)
    return 0;
  XImage *image =
      XGetImage (display, window, a.width / 2, a.height / 2, 1, 1, AllPlanes, ZPixmap);
  unsigned long pixel = image != NULL ? XGetPixel (image, 0, 0) : 0;
  if (image != NULL)
    XDestroyImage (image);
  return pixel & 0xffffff;
}

/* Waits for the next event; false when time is up. */
static bool
next_event (Display *display, double until, XEvent *event)
{
  while (XPending (display) == 0) {
    struct pollfd fd = { ConnectionNumber (display), POLLIN, 0 };
    double left = until - now ();
    if (left <= 0 || poll (&fd, 1, (int) (left * 1000) + 1) == 0)
      return false;
  }
  XNextEvent (display, event);
  return true;
}

/* Whether @event shows a drawn frame in a window that is a child of the root. */
static bool
shows_a_frame (Display *display, int damage_event, const XEvent *event)
{
  if (event->type == CreateNotify) /* one pixel wide still */
    XDamageCreate (display, event->xcreatewindow.window, XDamageReportRawRectangles);
  if (event->type != damage_event + XDamageNotify)
    return false;
  const XDamageNotifyEvent *damage = (const XDamageNotifyEvent *) event;
  return middle (display, damage->drawable) != 0;
}

static pid_t
start (Display *display, char **argv)
{
  pid_t pid = fork ();
  if (pid == 0) {
    close (ConnectionNumber (display));
    dup2 (STDERR_FILENO, STDOUT_FILENO);
    execvp (argv[0], argv);
    _exit (127);
  }
  return pid;
}

static int
ignore_error (Display *display, XErrorEvent *error)
{
  return 0; /* a window went away while it was looked at */
}

int
main (int argc, char **argv)
{
  int damage_event, damage_error;
  Display *display = XOpenDisplay (NULL);
  if (argc < 2 || display == NULL ||
      !XDamageQueryExtension (display, &damage_event, &damage_error)) {
    fprintf (stderr, "first-frame: needs a program, and a display with Damage\n");
    return 2;
  }
  XSetErrorHandler (ignore_error);
  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);
  XSync (display, False);

  double began = now (), frame = 0, cpu = 0;
  pid_t pid = start (display, argv + 1);
  XEvent event;
  while (frame == 0 && next_event (display, began + PATIENCE, &event)) {
    if (shows_a_frame (display, damage_event, &event)) {
      frame = now ();
      cpu = cpu_seconds (pid);
    }
  }
  if (frame != 0)
    sleep (1);
  long resident = kib_of (pid, "Rss:"), private = kib_of (pid, "Private_");
  kill (pid, SIGTERM);
  waitpid (pid, NULL, 0);
  XCloseDisplay (display);
  if (frame == 0) {
    fprintf (stderr, "first-frame: %s drew no window within %.0f s\n", argv[1], PATIENCE);
    return 1;
  }
  printf ("%.1f %.1f %ld %ld\n", (frame - began) * 1e3, cpu * 1e3, resident, private);
  return 0;
}
