/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_PAGES_SANDBOX_WORDS_H
#define APP_PAGES_SANDBOX_WORDS_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Makes the sentences of the sandbox known to its template. */
void lab_sandbox_words_bind (GtkWidgetClass *klass);

G_END_DECLS

#endif
