/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_SETTINGS_H
#define APP_SETTINGS_H

#include <gio/gio.h>

G_BEGIN_DECLS

/** What the program remembers, or NULL where its schema is not installed: then it
 * remembers nothing and works all the same. (transfer full) (nullable) */
GSettings *lab_settings_new (void);

G_END_DECLS

#endif
