/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/settings.h"

/* g_settings_new() aborts where a schema is missing; looking it up first does not. */

static GSettingsSchema *
look_up (GSettingsSchemaSource *source)
{
  return source != NULL ? g_settings_schema_source_lookup (source, APP_ID, TRUE) : NULL;
}

/* A program that was built and not installed finds its schema in the build folder. */
static GSettingsSchema *
look_up_in_build (void)
{
#ifdef SCHEMA_DIR
  g_autoptr (GSettingsSchemaSource) source = g_settings_schema_source_new_from_directory (
      SCHEMA_DIR, g_settings_schema_source_get_default (), TRUE, NULL);

  return look_up (source);
#else
  return NULL;
#endif
}

GSettings *
lab_settings_new (void)
{
  g_autoptr (GSettingsSchema) schema = look_up (g_settings_schema_source_get_default ());

  if (schema == NULL)
    schema = look_up_in_build ();
  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}
