/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LESSONS_TEXT_H
#define LESSONS_TEXT_H

#include <glib.h>

G_BEGIN_DECLS

/** Texts of lessons and the {names} in them; known to this room only. A name is made of
 * lower-case letters and underscores. */

/** White space as xgettext folds it: one blank for any run of it, none at the ends.
 * (transfer full) */
char *lab_text_fold (const char *text);

/** Whether every brace of @text belongs to a name. */
gboolean lab_text_has_whole_names (const char *text);

/** Whether @text names nothing but @allowed; @other is the first name that is not. */
gboolean lab_text_names_only (const char *text, const char *const *allowed, char **other);

/** Adds the names of @text, which may be NULL, to @names, each once and in order. */
void lab_text_collect_names (const char *text, GPtrArray *names);

/** @text in the learner's language. A translation that names what @text does not name is
 * left aside: it could not be filled, or could give an answer away. */
const char *lab_text_translate (const char *text);

G_END_DECLS

#endif
