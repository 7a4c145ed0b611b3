/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/button-label.h"

void
lab_button_set_label (GtkButton *button, const char *label)
{
  GtkWidget *child;

  gtk_button_set_label (button, label);
  child = gtk_button_get_child (button);
  if (!GTK_IS_LABEL (child))
    return;
  gtk_label_set_wrap (GTK_LABEL (child), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (child), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_justify (GTK_LABEL (child), GTK_JUSTIFY_CENTER);
}
