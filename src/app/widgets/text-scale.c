/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/text-scale.h"

#define USUAL_DPI 96.0

double
lab_text_scale (GtkWidget *widget)
{
  int dpi = -1; /* in 1024ths */

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi / 1024.0 / USUAL_DPI : 1;
}
