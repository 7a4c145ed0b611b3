/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/sandbox-layout.h"

#include "app/widgets/text-scale.h"

/* One function answers both questions: how high must the page be at this width, and where
 * does everything go. Measuring runs it with no height to spare; allocating runs it with
 * the height there is, and what can stretch takes the rest. */

/* Text that once needed another line keeps its room, or the charts would jump up and down
 * under the hand that turns a slider. */
typedef struct {
  int width, height;
} Room;

struct _LabSandboxLayout {
  GtkLayoutManager parent_instance;

  gboolean shows_ladder;
  LabFold fold;
  Room kept[LAB_N_SLOTS];
};

struct _LabSandboxPlace {
  GtkLayoutChild parent_instance;

  LabSlot slot;
};

G_DEFINE_FINAL_TYPE (LabSandboxLayout, lab_sandbox_layout, GTK_TYPE_LAYOUT_MANAGER)
G_DEFINE_FINAL_TYPE (LabSandboxPlace, lab_sandbox_place, GTK_TYPE_LAYOUT_CHILD)
G_DEFINE_ENUM_TYPE (LabSlot, lab_slot,
                    G_DEFINE_ENUM_VALUE (LAB_SLOT_HEADLINE, "headline"),
                    G_DEFINE_ENUM_VALUE (LAB_SLOT_SWITCHER, "switcher"),
                    G_DEFINE_ENUM_VALUE (LAB_SLOT_PAYOFF, "payoff"),
                    G_DEFINE_ENUM_VALUE (LAB_SLOT_LADDER, "ladder"),
                    G_DEFINE_ENUM_VALUE (LAB_SLOT_GAUGE, "gauge"),
                    G_DEFINE_ENUM_VALUE (LAB_SLOT_FIGURES, "figures"),
                    G_DEFINE_ENUM_VALUE (LAB_SLOT_CONTROLS, "controls"))

G_DEFINE_ENUM_TYPE (LabFold, lab_fold, G_DEFINE_ENUM_VALUE (LAB_FOLD_WIDE, "wide"),
                    G_DEFINE_ENUM_VALUE (LAB_FOLD_MEDIUM, "medium"),
                    G_DEFINE_ENUM_VALUE (LAB_FOLD_NARROW, "narrow"))

enum { PROP_0, PROP_SHOWS_LADDER, PROP_FOLD, N_PROPS };

static GParamSpec *props[N_PROPS];

#define WIDE_FROM     1180
#define MEDIUM_FROM   560
#define GAP           16
#define CHART_GAP     14
#define TOP           16
#define NARROW_CHART  252 /* card and all */
#define NARROW_LADDER 300
#define ONE_LINE      30  /* of the largest letters */
#define SHADOW        3   /* of cards, kept inside what scrolls */
#define LEAST_SCROLL  170 /* of the controls, before the page itself scrolls */

typedef struct {
  GtkWidget *child[LAB_N_SLOTS];
  const Room *kept; /* of every slot */
  GtkAllocation box[LAB_N_SLOTS];
  gboolean is_shown[LAB_N_SLOTS];
  gboolean shows_ladder;
  double scale;
  int width, height; /* height 0: as low as it goes */
} Plan;

LabFold
lab_fold_for (int width, double scale)
{
  if (width >= WIDE_FROM * scale)
    return LAB_FOLD_WIDE;
  return width >= MEDIUM_FROM * scale ? LAB_FOLD_MEDIUM : LAB_FOLD_NARROW;
}

/* The least height of a slot at a width. What lacks no more than a line has its old room:
 * less is another text, as at the end, and the chart may grow. */
static int
least (Plan *plan, LabSlot slot, int width)
{
  const Room *kept = &plan->kept[slot];
  int minimum = 0;

  if (plan->child[slot] != NULL)
    gtk_widget_measure (plan->child[slot], GTK_ORIENTATION_VERTICAL, width, &minimum,
                        NULL, NULL, NULL);
  if (kept->width == width && kept->height - minimum <= ONE_LINE * plan->scale)
    return MAX (minimum, kept->height);
  return minimum;
}

static void
put (Plan *plan, LabSlot slot, int x, int y, int width, int height)
{
  plan->is_shown[slot] = TRUE;
  plan->box[slot] = (GtkAllocation){ x, y, width, height };
}

/* Puts @slot at its least height and tells where the next one may begin. */
static int
stack (Plan *plan, LabSlot slot, int x, int y, int width)
{
  int height = least (plan, slot, width);

  put (plan, slot, x, y, width, height);
  return y + height;
}

static LabSlot
shown_chart (Plan *plan)
{
  return plan->shows_ladder ? LAB_SLOT_LADDER : LAB_SLOT_PAYOFF;
}

/* A stretching chart above the gauge and the figures; returns the height of it all. */
static int
chart_column (Plan *plan, LabSlot chart, int x, int y, int width, int height)
{
  int gauge = least (plan, LAB_SLOT_GAUGE, width);
  int figures = least (plan, LAB_SLOT_FIGURES, width);
  int below = CHART_GAP + gauge + CHART_GAP + figures;
  int top = MAX (height - below, least (plan, chart, width));

  put (plan, chart, x, y, width, top);
  put (plan, LAB_SLOT_GAUGE, x, y + top + CHART_GAP, width, gauge);
  put (plan, LAB_SLOT_FIGURES, x, y + top + CHART_GAP + gauge + CHART_GAP, width,
       figures);
  return top + below;
}

static int
arrange_wide (Plan *plan)
{
  const int margin = 24;
  int left = (int) (296 * plan->scale), right = (int) (328 * plan->scale);
  int middle = plan->width - 2 * margin - 2 * GAP - left - right;
  int x = margin + left + GAP;
  int y = stack (plan, LAB_SLOT_HEADLINE, margin, TOP, plan->width - 2 * margin) + GAP;
  int need =
      MAX (least (plan, LAB_SLOT_CONTROLS, left), least (plan, LAB_SLOT_LADDER, right));
  int rest = MAX (need, plan->height - y - margin);

  rest = MAX (rest, chart_column (plan, LAB_SLOT_PAYOFF, x, y, middle, rest));
  put (plan, LAB_SLOT_CONTROLS, margin - SHADOW, y - SHADOW, left + 2 * SHADOW,
       rest + 2 * SHADOW);
  put (plan, LAB_SLOT_LADDER, x + middle + GAP, y, right, rest);
  return y + rest + margin;
}

static int
arrange_medium (Plan *plan)
{
  const int margin = 18;
  int left = (int) (280 * plan->scale);
  int x = margin + left + GAP, width = plan->width - x - margin;
  int top = stack (plan, LAB_SLOT_HEADLINE, margin, TOP, plan->width - 2 * margin) + GAP;
  int y = stack (plan, LAB_SLOT_SWITCHER, x, top, width) + CHART_GAP;
  int rest = MAX (least (plan, LAB_SLOT_CONTROLS, left), plan->height - top - margin);
  int used = chart_column (plan, shown_chart (plan), x, y, width, rest - (y - top));

  rest = MAX (rest, used + y - top);
  put (plan, LAB_SLOT_CONTROLS, margin - SHADOW, top - SHADOW, left + 2 * SHADOW,
       rest + 2 * SHADOW);
  return top + rest + margin;
}

/* The chart keeps its place while the controls scroll below it. */
static int
arrange_narrow (Plan *plan)
{
  const int margin = 12;
  double grown = 1 + (plan->scale - 1) * 0.5;
  int width = plan->width - 2 * margin;
  int y = stack (plan, LAB_SLOT_HEADLINE, margin, TOP / 2, width) + margin;
  LabSlot chart = shown_chart (plan);
  int height = (int) ((plan->shows_ladder ? NARROW_LADDER : NARROW_CHART) * grown);
  int scroll =
      MAX (least (plan, LAB_SLOT_CONTROLS, width), (int) (LEAST_SCROLL * plan->scale));

  y = stack (plan, LAB_SLOT_SWITCHER, margin, y, width) + 10;
  height = MAX (height, least (plan, chart, width));
  put (plan, chart, margin, y, width, height);
  y = stack (plan, LAB_SLOT_GAUGE, margin, y + height + 10, width) + 10;
  scroll = MAX (scroll, plan->height - y);
  put (plan, LAB_SLOT_CONTROLS, 0, y, plan->width, scroll);
  return y + scroll;
}

static int
arrange (Plan *plan)
{
  switch (lab_fold_for (plan->width, plan->scale)) {
  case LAB_FOLD_WIDE: return arrange_wide (plan);
  case LAB_FOLD_MEDIUM: return arrange_medium (plan);
  default: return arrange_narrow (plan);
  }
}

static void
begin (LabSandboxLayout *self, GtkWidget *widget, Plan *plan)
{
  GtkLayoutManager *manager = GTK_LAYOUT_MANAGER (self);

  plan->scale = lab_text_scale (widget);
  plan->shows_ladder = self->shows_ladder;
  plan->kept = self->kept;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkLayoutChild *place = gtk_layout_manager_get_layout_child (manager, child);

    plan->child[LAB_SANDBOX_PLACE (place)->slot] = child;
  }
}

static int
least_width (Plan *plan)
{
  int most = 0;

  for (int i = 0; i < LAB_N_SLOTS; i++) {
    int minimum = 0;

    if (plan->child[i] != NULL)
      gtk_widget_measure (plan->child[i], GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL,
                          NULL, NULL);
    most = MAX (most, minimum);
  }
  return most + 24;
}

static GtkSizeRequestMode
get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation,
         int for_size, int *minimum, int *natural, int *minimum_baseline,
         int *natural_baseline)
{
  Plan plan = { 0 };

  begin (LAB_SANDBOX_LAYOUT (manager), widget, &plan);
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = least_width (&plan);
    *natural = MAX (*minimum, 1280);
  } else {
    plan.width = for_size < 0 ? 1280 : for_size;
    *minimum = arrange (&plan);
    *natural = MAX (*minimum, 753);
  }
}

static void
set_fold (LabSandboxLayout *self, LabFold fold)
{
  if (self->fold == fold)
    return;
  self->fold = fold;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FOLD]);
}

static void
keep_room (LabSandboxLayout *self, const Plan *plan, LabSlot slot)
{
  if (plan->is_shown[slot])
    self->kept[slot] = (Room){ plan->box[slot].width, plan->box[slot].height };
}

static void
allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height,
          int baseline)
{
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  Plan plan = { .width = width, .height = height };

  begin (LAB_SANDBOX_LAYOUT (manager), widget, &plan);
  set_fold (LAB_SANDBOX_LAYOUT (manager), lab_fold_for (width, plan.scale));
  arrange (&plan);
  keep_room (LAB_SANDBOX_LAYOUT (manager), &plan, LAB_SLOT_HEADLINE);
  keep_room (LAB_SANDBOX_LAYOUT (manager), &plan, LAB_SLOT_FIGURES);
  for (int i = 0; i < LAB_N_SLOTS; i++) {
    if (plan.child[i] == NULL)
      continue;
    gtk_widget_set_child_visible (plan.child[i], plan.is_shown[i]);
    if (!plan.is_shown[i])
      continue;
    if (is_rtl)
      plan.box[i].x = width - plan.box[i].x - plan.box[i].width;
    gtk_widget_size_allocate (plan.child[i], &plan.box[i], -1);
  }
}

static GtkLayoutChild *
create_layout_child (GtkLayoutManager *manager, GtkWidget *widget, GtkWidget *child)
{
  return g_object_new (LAB_TYPE_SANDBOX_PLACE, "layout-manager", manager, "child-widget",
                       child, NULL);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LabSandboxLayout *self = LAB_SANDBOX_LAYOUT (object);

  if (id == PROP_FOLD)
    g_value_set_enum (value, (int) self->fold);
  else
    g_value_set_boolean (value, self->shows_ladder);
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LabSandboxLayout *self = LAB_SANDBOX_LAYOUT (object);

  if (self->shows_ladder == g_value_get_boolean (value))
    return;
  self->shows_ladder = g_value_get_boolean (value);
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
  g_object_notify_by_pspec (object, pspec);
}

static void
lab_sandbox_layout_class_init (LabSandboxLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  manager_class->layout_child_type = LAB_TYPE_SANDBOX_PLACE;
  manager_class->get_request_mode = get_request_mode;
  manager_class->measure = measure;
  manager_class->allocate = allocate;
  manager_class->create_layout_child = create_layout_child;
  props[PROP_SHOWS_LADDER] = g_param_spec_boolean (
      "shows-ladder", NULL, NULL, FALSE,
      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_FOLD] = g_param_spec_enum ("fold", NULL, NULL, LAB_TYPE_FOLD, LAB_FOLD_WIDE,
                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
lab_sandbox_layout_init (LabSandboxLayout *self)
{
}

static void
get_slot (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_enum (value, (int) LAB_SANDBOX_PLACE (object)->slot);
}

static void
set_slot (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LAB_SANDBOX_PLACE (object)->slot = (LabSlot) g_value_get_enum (value);
}

static void
lab_sandbox_place_class_init (LabSandboxPlaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = get_slot;
  object_class->set_property = set_slot;
  g_object_class_install_property (
      object_class, 1,
      g_param_spec_enum ("slot", NULL, NULL, LAB_TYPE_SLOT, LAB_SLOT_HEADLINE,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
}

static void
lab_sandbox_place_init (LabSandboxPlace *self)
{
}
