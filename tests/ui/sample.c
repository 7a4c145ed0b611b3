/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The smallest program the driver can show all it does on: a slider whose value a label
 * repeats, an entry, a button without a name, and a button that makes GTK complain. */

#include <adwaita.h>

static void
turned_cb (GtkRange *slider, GtkLabel *label)
{
  g_autofree char *text = g_strdup_printf ("Value: %.0f", gtk_range_get_value (slider));
  gtk_label_set_text (label, text);
}

static void
typed_cb (GtkEditable *entry, GtkLabel *label)
{
  g_autofree char *text = g_strdup_printf ("Hello %s", gtk_editable_get_text (entry));
  gtk_label_set_text (label, text);
}

static void
complain_cb (GtkButton *button, gpointer data)
{
  g_warning ("a deliberate complaint");
}

static void
name (GtkWidget *widget, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static void
activate_cb (GtkApplication *app, gpointer data)
{
  GtkWidget *window = gtk_application_window_new (app);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *slider = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, 100, 1);
  GtkWidget *label = gtk_label_new ("Value: 0");
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *complain = gtk_button_new_with_mnemonic ("_Complain");

  name (slider, "Sample slider");
  name (entry, "Sample entry");
  g_signal_connect (slider, "value-changed", G_CALLBACK (turned_cb), label);
  g_signal_connect (entry, "changed", G_CALLBACK (typed_cb), label);
  g_signal_connect (complain, "clicked", G_CALLBACK (complain_cb), NULL);

  gtk_box_append (GTK_BOX (box), slider);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), complain);
  gtk_box_append (GTK_BOX (box), gtk_button_new ());
  gtk_window_set_title (GTK_WINDOW (window), "Sample");
  gtk_window_set_default_size (GTK_WINDOW (window), 400, 300);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) app = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_signal_connect (app, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (app), argc, argv);
}
