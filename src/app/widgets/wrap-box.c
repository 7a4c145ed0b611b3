/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/wrap-box.h"

struct _LabWrapBox {
  GtkWidget parent_instance;

  int spacing;
  gboolean is_even;
};

G_DEFINE_FINAL_TYPE (LabWrapBox, lab_wrap_box, GTK_TYPE_WIDGET)

enum { PROP_0, PROP_SPACING, PROP_IS_EVEN, N_PROPS };

#define MOST_CHILDREN 8

/* What the children ask for in width, and what they get. */
typedef struct {
  GtkWidget *child[MOST_CHILDREN];
  GtkRequestedSize size[MOST_CHILDREN];
  guint n, n_expand;
  int row;  /* least width of all of them side by side */
  int most; /* least width of the widest */
  int wish; /* width at which nobody wants more */
} Row;

static void
add_child (Row *row, GtkWidget *child)
{
  GtkRequestedSize *size = &row->size[row->n];

  g_assert (row->n < MOST_CHILDREN);
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &size->minimum_size,
                      &size->natural_size, NULL, NULL);
  row->child[row->n++] = child;
  row->n_expand += gtk_widget_get_hexpand (child);
  row->row += size->minimum_size;
  row->wish += size->natural_size;
  row->most = MAX (row->most, size->minimum_size);
}

static void
ask (LabWrapBox *self, Row *row)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));
  int gaps;

  *row = (Row){ 0 };
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      add_child (row, child);
  gaps = row->n > 1 ? (int) (row->n - 1) * self->spacing : 0;
  if (self->is_even)
    row->row = (int) row->n * row->most;
  row->row += gaps;
  row->wish += gaps;
}

/* Widths of a row: what each wants as far as there is, the rest to those that expand. */
static void
share (LabWrapBox *self, Row *row, int width)
{
  int gaps = row->n > 1 ? (int) (row->n - 1) * self->spacing : 0, rest = width - gaps;

  for (guint i = 0; i < row->n; i++)
    rest -= row->size[i].minimum_size;
  rest = gtk_distribute_natural_allocation (rest, row->n, row->size);
  for (guint i = 0; i < row->n; i++) {
    if (self->is_even)
      row->size[i].minimum_size = (width - gaps) / (int) row->n;
    else if (row->n_expand > 0 && gtk_widget_get_hexpand (row->child[i]))
      row->size[i].minimum_size += rest / (int) row->n_expand;
  }
}

static int
height_of (GtkWidget *child, int width)
{
  int height;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  return height;
}

static int
height_for (LabWrapBox *self, int width)
{
  Row row;
  int height = 0;
  gboolean is_row;

  ask (self, &row);
  width = width < 0 ? row.wish : width;
  is_row = width >= row.row;
  if (is_row)
    share (self, &row, width);
  for (guint i = 0; i < row.n; i++) {
    int one = height_of (row.child[i], is_row ? row.size[i].minimum_size : width);

    height = is_row ? MAX (height, one) : height + one;
  }
  return is_row || row.n == 0 ? height : height + (int) (row.n - 1) * self->spacing;
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
         int *natural, int *minimum_baseline, int *natural_baseline)
{
  LabWrapBox *self = LAB_WRAP_BOX (widget);
  Row row;

  if (orientation == GTK_ORIENTATION_VERTICAL) {
    *minimum = *natural = height_for (self, for_size);
    return;
  }
  ask (self, &row);
  *minimum = row.most;
  *natural = MAX (row.wish, row.row);
}

static void
place (GtkWidget *widget, GtkWidget *child, int x, int y, int width, int height)
{
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (widget) - x - width;
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, width, height }, -1);
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LabWrapBox *self = LAB_WRAP_BOX (widget);
  Row row;
  int x = 0, y = 0;

  ask (self, &row);
  if (width >= row.row) {
    share (self, &row, width);
    for (guint i = 0; i < row.n; i++) {
      place (widget, row.child[i], x, 0, row.size[i].minimum_size, height);
      x += row.size[i].minimum_size + self->spacing;
    }
    return;
  }
  for (guint i = 0; i < row.n; i++) {
    int one = height_of (row.child[i], width);

    place (widget, row.child[i], 0, y, width, one);
    y += one + self->spacing;
  }
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LabWrapBox *self = LAB_WRAP_BOX (object);

  if (id == PROP_SPACING)
    g_value_set_int (value, self->spacing);
  else
    g_value_set_boolean (value, self->is_even);
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LabWrapBox *self = LAB_WRAP_BOX (object);

  if (id == PROP_SPACING)
    self->spacing = g_value_get_int (value);
  else
    self->is_even = g_value_get_boolean (value);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (lab_wrap_box_parent_class)->dispose (object);
}

static void
lab_wrap_box_class_init (LabWrapBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  object_class->dispose = dispose;
  widget_class->get_request_mode = get_request_mode;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
  g_object_class_install_property (
      object_class, PROP_SPACING,
      g_param_spec_int ("spacing", NULL, NULL, 0, 100, 0, flags));
  g_object_class_install_property (
      object_class, PROP_IS_EVEN,
      g_param_spec_boolean ("is-even", NULL, NULL, FALSE, flags));
  gtk_widget_class_set_css_name (widget_class, "box");
}

static void
lab_wrap_box_init (LabWrapBox *self)
{
}
