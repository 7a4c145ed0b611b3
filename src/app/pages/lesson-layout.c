/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/lesson-layout.h"

#include "app/widgets/text-scale.h"

#define TEXT_WIDTH  356
#define LEAST_TEXT  96 /* height that must stay for reading */
#define LEAST_STAGE 200
#define STAGE_SHARE 0.56 /* of the height of a phone */

struct _LabLessonLayout {
  GtkLayoutManager parent_instance;

  LabFold fold;
};

G_DEFINE_FINAL_TYPE (LabLessonLayout, lab_lesson_layout, GTK_TYPE_LAYOUT_MANAGER)

enum { PROP_0, PROP_FOLD };

typedef struct {
  GtkWidget *text, *stage, *doing;
  double scale;
} Parts;

LabFold
lab_lesson_fold_for (int width, double scale)
{
  double room = width / scale;

  if (room >= 900)
    return LAB_FOLD_WIDE;
  return room >= 560 ? LAB_FOLD_MEDIUM : LAB_FOLD_NARROW;
}

static Parts
parts_of (GtkWidget *widget)
{
  Parts parts = { gtk_widget_get_first_child (widget), NULL, NULL,
                  lab_text_scale (widget) };

  parts.stage = gtk_widget_get_next_sibling (parts.text);
  parts.doing = gtk_widget_get_next_sibling (parts.stage);
  return parts;
}

static int
margin_of (LabFold fold)
{
  return fold == LAB_FOLD_NARROW ? 12 : 24;
}

static int
least (GtkWidget *child, GtkOrientation orientation, int for_size)
{
  int minimum;

  gtk_widget_measure (child, orientation, for_size, &minimum, NULL, NULL, NULL);
  return minimum;
}

static int
wanted (GtkWidget *child, int width)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

static int
text_width (const Parts *parts)
{
  return (int) (TEXT_WIDTH * (1 + (parts->scale - 1) * 0.7));
}

static GtkSizeRequestMode
get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
least_height (LabFold fold, const Parts *parts, int width)
{
  int margin = margin_of (fold), inner = MAX (1, width - 2 * margin);
  int text = (int) (LEAST_TEXT * parts->scale);

  if (fold == LAB_FOLD_WIDE)
    return margin + text +
           MAX (least (parts->doing, GTK_ORIENTATION_VERTICAL, text_width (parts)),
                LEAST_STAGE) +
           margin;
  return text + MAX (LEAST_STAGE, least (parts->stage, GTK_ORIENTATION_VERTICAL, inner)) +
         least (parts->doing, GTK_ORIENTATION_VERTICAL, inner) + 4 * 12;
}

static void
measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation,
         int for_size, int *minimum, int *natural, int *minimum_baseline,
         int *natural_baseline)
{
  LabFold fold = LAB_LESSON_LAYOUT (manager)->fold;
  Parts parts = parts_of (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL) {
    *minimum = least_height (fold, &parts, for_size < 0 ? 1280 : for_size);
    *natural = MAX (*minimum, 600);
    return;
  }
  *minimum = MAX (MAX (least (parts.text, GTK_ORIENTATION_HORIZONTAL, -1),
                       least (parts.stage, GTK_ORIENTATION_HORIZONTAL, -1)),
                  least (parts.doing, GTK_ORIENTATION_HORIZONTAL, -1)) +
             2 * 12;
  *natural = MAX (*minimum, 1280);
}

static void
put (GtkWidget *widget, GtkWidget *child, GtkAllocation box)
{
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    box.x = gtk_widget_get_width (widget) - box.x - box.width;
  gtk_widget_size_allocate (child, &box, -1);
}

static void
allocate_wide (GtkWidget *widget, const Parts *parts, int width, int height)
{
  const int margin = 24, gap = 28, top = 18;
  int left = text_width (parts), inner = height - top - margin;
  int doing = wanted (parts->doing, left);
  int text = MAX (1, inner - doing - 12);

  put (widget, parts->text, (GtkAllocation){ margin - 3, top, left + 6, text });
  put (widget, parts->doing, (GtkAllocation){ margin, top + inner - doing, left, doing });
  put (widget, parts->stage,
       (GtkAllocation){ margin + left + gap, top, width - 2 * margin - left - gap,
                        inner });
}

/* One column. The stage is what counts: the text takes what it asks for up to what the
 * stage leaves, and scrolls. */
static void
allocate_column (GtkWidget *widget, const Parts *parts, LabFold fold, int width,
                 int height)
{
  const int gap = 12;
  int margin = margin_of (fold), inner = width - 2 * margin;
  int doing = wanted (parts->doing, inner), text = wanted (parts->text, inner);
  int rest = height - doing - 3 * gap;
  int stage_least =
      MAX (LEAST_STAGE, least (parts->stage, GTK_ORIENTATION_VERTICAL, inner));
  int stage;

  if (fold == LAB_FOLD_NARROW)
    stage = MAX (stage_least, MIN ((int) (STAGE_SHARE * height),
                                   rest - (int) (LEAST_TEXT * parts->scale)));
  else
    stage = MAX (stage_least, (int) (0.58 * rest));
  text = fold == LAB_FOLD_NARROW ? rest - stage : MIN (text, rest - stage);
  stage = rest - text;
  put (widget, parts->text, (GtkAllocation){ margin - 3, 0, inner + 6, MAX (1, text) });
  put (widget, parts->stage, (GtkAllocation){ margin, text + gap, inner, stage });
  put (widget, parts->doing,
       (GtkAllocation){ margin, text + gap + stage + gap, inner, doing });
}

static void
allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height,
          int baseline)
{
  LabFold fold = LAB_LESSON_LAYOUT (manager)->fold;
  Parts parts = parts_of (widget);

  if (fold == LAB_FOLD_WIDE)
    allocate_wide (widget, &parts, width, height);
  else
    allocate_column (widget, &parts, fold, width, height);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_enum (value, (int) LAB_LESSON_LAYOUT (object)->fold);
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LabLessonLayout *self = LAB_LESSON_LAYOUT (object);
  LabFold fold = (LabFold) g_value_get_enum (value);

  if (self->fold == fold)
    return;
  self->fold = fold;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
  g_object_notify_by_pspec (object, pspec);
}

static void
lab_lesson_layout_class_init (LabLessonLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  manager_class->get_request_mode = get_request_mode;
  manager_class->measure = measure;
  manager_class->allocate = allocate;
  g_object_class_install_property (
      object_class, PROP_FOLD,
      g_param_spec_enum ("fold", NULL, NULL, LAB_TYPE_FOLD, LAB_FOLD_WIDE,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                             G_PARAM_EXPLICIT_NOTIFY));
}

static void
lab_lesson_layout_init (LabLessonLayout *self)
{
}

struct _LabLessonParts {
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (LabLessonParts, lab_lesson_parts, GTK_TYPE_WIDGET)

static void
dispose_parts (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (lab_lesson_parts_parent_class)->dispose (object);
}

static void
lab_lesson_parts_class_init (LabLessonPartsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose_parts;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass),
                                            LAB_TYPE_LESSON_LAYOUT);
}

static void
lab_lesson_parts_init (LabLessonParts *self)
{
}
