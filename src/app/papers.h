/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_PAPERS_H
#define APP_PAPERS_H

#include <glib.h>

G_BEGIN_DECLS

/**
 * lab_papers_follow:
 *
 * Puts dark.css on top of style.css while the desktop is dark, and contrast.css while it
 * asks for high contrast. libadwaita would load files of two fixed names by itself, but
 * its newer versions warn of them, and older ones know no media queries.
 */
void lab_papers_follow (void);

G_END_DECLS

#endif
