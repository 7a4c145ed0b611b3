/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/coach-mark.h"

#include "app/widgets/button-label.h"
#include "app/widgets/scroll-to.h"
#include "app/widgets/text-scale.h"

#include <glib/gi18n-lib.h>

/* A popover belongs to the widget it points at, and must be gone before that widget is. A
 * widget is unmapped before it goes, so the popover lives while its control is mapped. It
 * also goes while the page scrolls: a popover cannot point at what is outside the screen,
 * and one that flies along is in the way. */

#define NARROW      500
#define SETTLE_MS   150
#define POPOVER     292 /* most width of a popover, its frame included */
#define POPOVER_PAD 22  /* of that frame and the padding inside */

struct _LabCoachMark {
  GtkWidget parent_instance;

  GtkWidget *card, *head, *title, *number, *body, *skip, *go_on;
  GtkWidget *popover;
  GtkWidget *control; /* weak */
  GdkSurface *surface;
  GtkPositionType side;
  gboolean is_shown, is_scrolling;
  guint scroll_id, settle_id;
};

G_DEFINE_FINAL_TYPE (LabCoachMark, lab_coach_mark, GTK_TYPE_WIDGET)

enum { PROP_0, PROP_IS_BAR, N_PROPS };
enum { SKIP, GO_ON, N_SIGNALS };

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

#define RINGED "coached"

static gboolean
is_narrow (LabCoachMark *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  GdkSurface *surface = native != NULL ? gtk_native_get_surface (native) : NULL;

  return surface != NULL &&
         gdk_surface_get_width (surface) / lab_text_scale (GTK_WIDGET (self)) < NARROW;
}

static gboolean
wants_popover (LabCoachMark *self)
{
  return self->is_shown && self->control != NULL && !self->is_scrolling &&
         gtk_widget_get_mapped (self->control) && !is_narrow (self) &&
         lab_scroll_shows (self->control);
}

static gboolean
wants_bar (LabCoachMark *self)
{
  if (!self->is_shown || self->control == NULL)
    return self->is_shown;
  return gtk_widget_get_mapped (self->control) &&
         (is_narrow (self) || (!self->is_scrolling && !lab_scroll_shows (self->control)));
}

/* The card lives in the bar or in the popover, never in both. */
static void
take_card (LabCoachMark *self)
{
  if (self->popover != NULL)
    gtk_popover_set_child (GTK_POPOVER (self->popover), NULL);
  else if (gtk_widget_get_parent (self->card) == GTK_WIDGET (self))
    gtk_widget_unparent (self->card);
}

static void
closed_cb (GtkPopover *popover, LabCoachMark *self)
{
  g_signal_emit (self, signals[SKIP], 0);
}

static void
drop_popover (LabCoachMark *self)
{
  GtkWidget *popover = self->popover;

  if (popover == NULL)
    return;
  g_signal_handlers_disconnect_by_func (popover, closed_cb, self);
  take_card (self);
  self->popover = NULL;
  gtk_widget_unparent (popover);
}

/* Upright in a popover and on a phone; else one row. */
static void
set_shape (LabCoachMark *self, GtkOrientation orientation)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->card), orientation);
  gtk_label_set_max_width_chars (GTK_LABEL (self->body),
                                 orientation == GTK_ORIENTATION_VERTICAL ? 10 : 70);
}

/* Without a compositor whatever is see-through is black: no shadow there, and no arrow.
 */
static void
dress_popover (LabCoachMark *self)
{
  gboolean is_composited =
      gdk_display_is_composited (gtk_widget_get_display (GTK_WIDGET (self)));

  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), is_composited);
  gtk_widget_add_css_class (self->popover, "coach-mark");
  if (!is_composited)
    gtk_widget_add_css_class (self->popover, "opaque");
}

static void
put_popover (LabCoachMark *self)
{
  if (self->popover != NULL)
    return;
  take_card (self);
  self->popover = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), self->side);
  dress_popover (self);
  gtk_widget_set_size_request (self->card, POPOVER - POPOVER_PAD, -1);
  set_shape (self, GTK_ORIENTATION_VERTICAL);
  gtk_popover_set_child (GTK_POPOVER (self->popover), self->card);
  gtk_widget_set_parent (self->popover, self->control);
  g_signal_connect (self->popover, "closed", G_CALLBACK (closed_cb), self);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
put_bar (LabCoachMark *self)
{
  set_shape (self,
             is_narrow (self) ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  if (gtk_widget_get_parent (self->card) == GTK_WIDGET (self))
    return;
  take_card (self);
  gtk_widget_set_size_request (self->card, -1, -1);
  gtk_widget_set_parent (self->card, GTK_WIDGET (self));
}

static void
update (LabCoachMark *self)
{
  gboolean is_ringed = self->control != NULL && self->is_shown;

  if (is_ringed)
    gtk_widget_add_css_class (self->control, RINGED);
  if (!wants_popover (self))
    drop_popover (self);
  if (wants_popover (self))
    put_popover (self);
  else if (wants_bar (self))
    put_bar (self);
  else
    take_card (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_BAR]);
}

/* After the frame that made room for the bar. */
static gboolean
scroll_cb (gpointer data)
{
  LabCoachMark *self = data;

  self->scroll_id = 0;
  if (self->control != NULL && gtk_widget_get_mapped (self->control))
    lab_scroll_to (self->control);
  return G_SOURCE_REMOVE;
}

static void
scroll_soon (LabCoachMark *self)
{
  if (self->scroll_id == 0)
    self->scroll_id = g_timeout_add (100, scroll_cb, self);
}

static gboolean
settled_cb (gpointer data)
{
  LabCoachMark *self = data;

  self->settle_id = 0;
  self->is_scrolling = FALSE;
  update (self);
  return G_SOURCE_REMOVE;
}

/* Where the control stands is known again when all has been laid out. */
static void
unsettle (LabCoachMark *self)
{
  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->settle_id = g_timeout_add (SETTLE_MS, settled_cb, self);
  self->is_scrolling = TRUE;
  update (self);
}

static void
scrolled_cb (LabCoachMark *self)
{
  if (!is_narrow (self))
    unsettle (self);
}

static void
resized_cb (LabCoachMark *self)
{
  if (!self->is_shown)
    return;
  unsettle (self);
  scroll_soon (self);
}

/* Hears, or hears no more, of everything that scrolls @control. */
static void
follow_scrolling (LabCoachMark *self, GtkWidget *control, gboolean is_followed)
{
  for (GtkWidget *around = control; around != NULL;
       around = gtk_widget_get_parent (around)) {
    GtkAdjustment *across;

    if (!GTK_IS_SCROLLED_WINDOW (around))
      continue;
    across = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (around));
    if (is_followed)
      g_signal_connect_object (across, "value-changed", G_CALLBACK (scrolled_cb), self,
                               G_CONNECT_SWAPPED);
    else
      g_signal_handlers_disconnect_by_func (across, scrolled_cb, self);
  }
}

static void
let_go (LabCoachMark *self)
{
  GtkWidget *control = self->control;

  if (control == NULL)
    return;
  drop_popover (self);
  self->control = NULL;
  g_object_remove_weak_pointer (G_OBJECT (control), (gpointer *) &self->control);
  g_signal_handlers_disconnect_by_data (control, self);
  follow_scrolling (self, control, FALSE);
  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->is_scrolling = FALSE;
  gtk_widget_remove_css_class (control, RINGED);
}

static void
point_at (LabCoachMark *self, GtkWidget *control)
{
  if (control == NULL)
    return;
  self->control = control;
  g_object_add_weak_pointer (G_OBJECT (control), (gpointer *) &self->control);
  g_signal_connect_swapped (control, "map", G_CALLBACK (update), self);
  g_signal_connect_swapped (control, "unmap", G_CALLBACK (update), self);
  follow_scrolling (self, control, TRUE);
  if (gtk_widget_get_mapped (control))
    lab_scroll_to (control);
}

static void
set_text (GtkWidget *label, const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL);
}

static void
set_button (GtkWidget *button, const char *label)
{
  lab_button_set_label (GTK_BUTTON (button), label != NULL ? label : "");
  gtk_widget_set_visible (button, label != NULL);
}

void
lab_coach_mark_show (LabCoachMark *self, const LabCoachText *text, GtkWidget *control,
                     GtkPositionType side)
{
  g_return_if_fail (LAB_IS_COACH_MARK (self));
  if (control != self->control || side != self->side)
    let_go (self);
  set_text (self->title, text->title);
  set_text (self->number, text->number);
  set_text (self->body, text->body);
  gtk_widget_set_visible (self->head, text->title != NULL || text->number != NULL);
  set_button (self->skip, text->skip);
  set_button (self->go_on, text->go_on);
  self->side = side;
  self->is_shown = TRUE;
  if (self->control == NULL)
    point_at (self, control);
  update (self);
  scroll_soon (self);
}

void
lab_coach_mark_hide (LabCoachMark *self)
{
  g_return_if_fail (LAB_IS_COACH_MARK (self));
  self->is_shown = FALSE;
  let_go (self);
  update (self);
}

gboolean
lab_coach_mark_is_shown (LabCoachMark *self)
{
  g_return_val_if_fail (LAB_IS_COACH_MARK (self), FALSE);
  return self->is_shown;
}

gboolean
lab_coach_mark_has_focus (LabCoachMark *self)
{
  GtkRoot *root = gtk_widget_get_root (self->card);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, self->card);
}

void
lab_coach_mark_take_focus (LabCoachMark *self)
{
  g_return_if_fail (LAB_IS_COACH_MARK (self));
  if (gtk_widget_get_mapped (self->go_on))
    gtk_widget_grab_focus (self->go_on);
}

static void
skip_cb (LabCoachMark *self)
{
  g_signal_emit (self, signals[SKIP], 0);
}

static void
go_on_cb (LabCoachMark *self)
{
  g_signal_emit (self, signals[GO_ON], 0);
}

static void
map (GtkWidget *widget)
{
  LabCoachMark *self = LAB_COACH_MARK (widget);

  GTK_WIDGET_CLASS (lab_coach_mark_parent_class)->map (widget);
  self->surface = gtk_native_get_surface (gtk_widget_get_native (widget));
  g_signal_connect_object (self->surface, "notify::width", G_CALLBACK (resized_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

static void
unmap (GtkWidget *widget)
{
  LabCoachMark *self = LAB_COACH_MARK (widget);

  if (self->surface != NULL)
    g_signal_handlers_disconnect_by_func (self->surface, resized_cb, self);
  self->surface = NULL;
  GTK_WIDGET_CLASS (lab_coach_mark_parent_class)->unmap (widget);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LabCoachMark *self = LAB_COACH_MARK (object);

  g_value_set_boolean (value, gtk_widget_get_parent (self->card) == GTK_WIDGET (self));
}

static void
dispose (GObject *object)
{
  LabCoachMark *self = LAB_COACH_MARK (object);

  g_clear_handle_id (&self->scroll_id, g_source_remove);
  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->is_shown = FALSE;
  let_go (self);
  if (self->card != NULL)
    take_card (self);
  g_clear_object (&self->card);
  G_OBJECT_CLASS (lab_coach_mark_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/leveragelab/LeverageLab/widgets/coach-mark.ui");
  gtk_widget_class_bind_template_child (widget_class, LabCoachMark, card);
  gtk_widget_class_bind_template_child (widget_class, LabCoachMark, head);
  gtk_widget_class_bind_template_child (widget_class, LabCoachMark, title);
  gtk_widget_class_bind_template_child (widget_class, LabCoachMark, number);
  gtk_widget_class_bind_template_child (widget_class, LabCoachMark, body);
  gtk_widget_class_bind_template_child (widget_class, LabCoachMark, skip);
  gtk_widget_class_bind_template_child (widget_class, LabCoachMark, go_on);
  gtk_widget_class_bind_template_callback (widget_class, skip_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_cb);
}

static void
lab_coach_mark_class_init (LabCoachMarkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dispose;
  object_class->get_property = get_property;
  widget_class->map = map;
  widget_class->unmap = unmap;
  props[PROP_IS_BAR] = g_param_spec_boolean ("is-bar", NULL, NULL, FALSE,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[SKIP] = g_signal_new ("skip", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[GO_ON] = g_signal_new ("go-on", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "coach-mark");
}

static void
lab_coach_mark_init (LabCoachMark *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_ref (self->card);
}

GtkWidget *
lab_coach_mark_new (void)
{
  return g_object_new (LAB_TYPE_COACH_MARK, NULL);
}
