/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/papers.h"

#include <adwaita.h>

typedef struct {
  const char *property; /* of AdwStyleManager */
  const char *resource;
} Paper;

static const Paper papers[] = {
  { "dark", "/io/github/leveragelab/LeverageLab/dark.css" },
  { "high-contrast", "/io/github/leveragelab/LeverageLab/contrast.css" },
};

static void
show (AdwStyleManager *style, GParamSpec *pspec, GtkCssProvider *provider)
{
  GdkDisplay *display = adw_style_manager_get_display (style);
  gboolean is_on;

  if (display == NULL)
    display = gdk_display_get_default ();
  g_object_get (style, pspec->name, &is_on, NULL);
  if (is_on)
    gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                                GTK_STYLE_PROVIDER_PRIORITY_APPLICATION +
                                                    1);
  else
    gtk_style_context_remove_provider_for_display (display,
                                                   GTK_STYLE_PROVIDER (provider));
}

void
lab_papers_follow (void)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  for (gsize i = 0; i < G_N_ELEMENTS (papers); i++) {
    g_autofree char *signal = g_strconcat ("notify::", papers[i].property, NULL);
    g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
    GParamSpec *pspec =
        g_object_class_find_property (G_OBJECT_GET_CLASS (style), papers[i].property);

    gtk_css_provider_load_from_resource (provider, papers[i].resource);
    show (style, pspec, provider);
    g_signal_connect_object (style, signal, G_CALLBACK (show), provider, 0);
    g_object_set_data_full (G_OBJECT (style), papers[i].resource,
                            g_steal_pointer (&provider), g_object_unref);
  }
}
