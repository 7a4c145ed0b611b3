/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_SCENARIO_SAYS_H
#define TESTS_SCENARIO_SAYS_H

#include <glib.h>

/* Signs that are hard to tell apart in a source. */
#define NBSP  "\302\240"
#define MINUS "\342\210\222"
#define TIMES "\303\227"
#define PCT   NBSP "%"

/* Takes @text. */
static inline void
assert_says (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

#endif
