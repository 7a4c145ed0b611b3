/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_APPLICATION_H
#define APP_APPLICATION_H

#include <adwaita.h>

G_BEGIN_DECLS

#define LAB_TYPE_APPLICATION (lab_application_get_type ())
G_DECLARE_FINAL_TYPE (LabApplication, lab_application, LAB, APPLICATION, AdwApplication)

/** The program. LEVERAGE_LAB_NON_UNIQUE=1 lets several run side by side, for tests. */
LabApplication *lab_application_new (void);

G_END_DECLS

#endif
