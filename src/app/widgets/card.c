/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/card.h"

#include "app/compat.h"

struct _LabCard {
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (LabCard, lab_card, GTK_TYPE_BOX)

#define CORNER 9 /* where the bend of the corner leaves the straight edge */

static void
append_edge (GtkSnapshot *picture, const GdkRGBA *colour, int x, int y, int width,
             int height)
{
  gtk_snapshot_append_color (
      picture, colour,
      &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height));
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *picture)
{
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  int across = width - 2 * CORNER, down = height - 2 * CORNER;
  GdkRGBA colour;

  if (across > 0 && down > 0) {
    lab_compat_look_up_colour (widget, "lab_card_edge", &colour);
    append_edge (picture, &colour, CORNER, 0, across, 1);
    append_edge (picture, &colour, CORNER, height - 1, across, 1);
    append_edge (picture, &colour, 0, CORNER, 1, down);
    append_edge (picture, &colour, width - 1, CORNER, 1, down);
  }
  GTK_WIDGET_CLASS (lab_card_parent_class)->snapshot (widget, picture);
}

static void
lab_card_class_init (LabCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = snapshot;
  gtk_widget_class_set_css_name (widget_class, "lab-card");
}

static void
lab_card_init (LabCard *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}
