/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/guide.h"

#include "app/announce.h"
#include "app/pages/lesson-words.h"
#include "app/pages/lesson.h"
#include "app/set-up.h"
#include "app/settings.h"
#include "app/widgets/coach-mark.h"
#include "scenario/words.h"

#include <glib/gi18n-lib.h>

#define LESSON "first-90-seconds"

struct _LabGuide {
  GObject parent_instance;

  LabWindow *window; /* owns us */
  LabScenario *scenario;
  LabTutorial *tutorial;
  GSettings *settings; /* NULL where nothing can be remembered */
  LabCoachMark *mark;  /* in the window */
  GtkWidget *page;     /* pushed over it, or NULL */
  GtkWidget *coached;  /* weak: whose description is ours */
  const LabStep *shown;
  guint start_id;
  gboolean is_setting_up, is_held;
};

G_DEFINE_FINAL_TYPE (LabGuide, lab_guide, G_TYPE_OBJECT)

static LabSandboxPage *
sandbox (LabGuide *self)
{
  return lab_window_get_sandbox (self->window);
}

static const char *const controls[] = { "margin", "leverage", "entry", "mark",
                                        "move",   "side",     "asset", "rules" };

/* Where a control stands, as a number; what is no number has no place to stand at. */
static double
value_of (LabScenario *scenario, const char *control)
{
  GParamSpec *pspec =
      g_object_class_find_property (G_OBJECT_GET_CLASS (scenario), control);
  double value = 0;

  if (G_IS_PARAM_SPEC_DOUBLE (pspec))
    g_object_get (scenario, control, &value, NULL);
  return value;
}

static void
turned_cb (LabScenario *scenario, GParamSpec *pspec, LabGuide *self)
{
  if (!self->is_setting_up)
    lab_tutorial_control_turned (self->tutorial, pspec->name,
                                 value_of (scenario, pspec->name));
}

static void
over_cb (LabScenario *scenario, GParamSpec *pspec, LabGuide *self)
{
  if (!self->is_setting_up && lab_scenario_is_over (scenario))
    lab_tutorial_position_ended (self->tutorial);
}

static void
set_up (LabGuide *self, const LabSetUp *set_up)
{
  self->is_setting_up = TRUE;
  lab_set_up_apply (set_up, self->scenario);
  self->is_setting_up = FALSE;
}

/* The tip is the description of its control, as long as the control is not turned. */
static void
describe (LabGuide *self, const char *sentence)
{
  if (self->coached != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->coached),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);
}

static void
forget_control (LabGuide *self)
{
  g_autofree char *sentence = NULL;

  if (self->coached == NULL)
    return;
  if (self->shown != NULL && self->shown->control != NULL)
    sentence =
        lab_say_control (lab_scenario_get_outcome (self->scenario),
                         lab_scenario_get_asset (self->scenario), self->shown->control);
  if (sentence != NULL)
    describe (self, sentence);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self->coached),
                                   GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  g_clear_weak_pointer (&self->coached);
}

static char *
fill (LabGuide *self, const char *text)
{
  LabLessonFacts facts = { lab_scenario_get_outcome (self->scenario),
                           lab_scenario_get_asset (self->scenario), 0, NULL, FALSE };

  return text != NULL ? lab_lesson_say (text, &facts) : NULL;
}

static char *
say_tip (LabGuide *self)
{
  g_autofree char *title = fill (self, self->shown->title);
  g_autofree char *body = fill (self, self->shown->text);

  if (title == NULL)
    return g_strdup_printf (_ ("%s Press F6 to go there."), body);
  return g_strdup_printf (_ ("%s %s Press F6 to go to this tip."), title, body);
}

/* A tip stands on the far side of what it asks to watch. */
static GtkPositionType
side_of (const LabStep *step)
{
  return g_strcmp0 (step->control, "leverage") == 0 ? GTK_POS_TOP : GTK_POS_BOTTOM;
}

static void
show_coach (LabGuide *self, const LabStep *step)
{
  guint of, at = lab_tutorial_get_coach_number (self->tutorial, &of);
  /* TRANSLATORS: which tip of how many. */
  g_autofree char *number = g_strdup_printf (_ ("%u of %u"), at, of);
  g_autofree char *title = fill (self, step->title), *body = fill (self, step->text);
  LabCoachText text = { title, body, number, _ ("Skip tips"), _ ("Got it") };
  g_autofree char *tip = say_tip (self);

  adw_view_stack_set_visible_child_name (lab_window_get_views (self->window), "sandbox");
  lab_coach_mark_show (self->mark, &text,
                       lab_sandbox_page_get_control (sandbox (self), step->control),
                       side_of (step));
  g_set_weak_pointer (&self->coached,
                      lab_sandbox_page_get_focusable (sandbox (self), step->control));
  describe (self, tip);
  lab_announce (GTK_WIDGET (self->window), tip);
}

static void
show_message (LabGuide *self, const LabStep *step)
{
  g_autofree char *title = fill (self, step->title), *body = fill (self, step->text);
  LabCoachText text = { title, body, NULL, NULL, step->button };
  g_autofree char *tip = say_tip (self);

  lab_coach_mark_show (self->mark, &text, NULL, GTK_POS_BOTTOM);
  lab_announce (GTK_WIDGET (self->window), tip);
}

static void
keep_playing_cb (LabGuide *self)
{
  lab_guide_leave (self);
}

static void
list_cb (LabGuide *self)
{
  lab_guide_leave (self);
  adw_view_stack_set_visible_child_name (lab_window_get_views (self->window), "learn");
}

static void
push_page (LabGuide *self)
{
  if (self->page != NULL)
    return;
  self->page = lab_lesson_page_new (self->tutorial);
  g_signal_connect_object (self->page, "left", G_CALLBACK (lab_guide_leave), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->page, "listed", G_CALLBACK (list_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->page, "kept-playing", G_CALLBACK (keep_playing_cb), self,
                           G_CONNECT_SWAPPED);
  lab_window_push_page (self->window, self->page);
}

static void
pop_page (LabGuide *self)
{
  GtkWidget *page = self->page;

  if (page == NULL)
    return;
  self->page = NULL;
  lab_window_pop_page (self->window, page);
  gtk_widget_grab_focus (lab_sandbox_page_get_focusable (sandbox (self), "move"));
}

static const LabStep *
find_set_up (LabGuide *self, gboolean is_last)
{
  LabLesson *lesson;
  const LabStep *steps, *found = NULL;
  gsize n;

  g_object_get (self->tutorial, "lesson", &lesson, NULL);
  steps = lab_lesson_get_steps (lesson, &n);
  for (gsize i = 0; i < n && (found == NULL || is_last); i++)
    if (lab_step_has_set_up (&steps[i]))
      found = &steps[i];
  lab_lesson_unref (lesson);
  return found;
}

/* The sandbox behind the page goes back to where the lesson began, so that nothing on it
 * can answer what is asked; when all is answered, it holds what was asked last. */
static void
show_behind (LabGuide *self, gboolean is_answered)
{
  const LabStep *step = find_set_up (self, is_answered);

  if (step != NULL)
    set_up (self, &step->set_up);
}

static void
show (LabGuide *self, const LabStep *step)
{
  switch (step->kind) {
  case LAB_STEP_COACH:
    if (lab_step_has_set_up (step))
      set_up (self, &step->set_up);
    show_coach (self, step);
    break;
  case LAB_STEP_MESSAGE: show_message (self, step); break;
  case LAB_STEP_PREDICT:
    show_behind (self, FALSE);
    push_page (self);
    break;
  case LAB_STEP_END:
    show_behind (self, TRUE);
    push_page (self);
    break;
  }
}

/* Puts the focus back to what the tip was about, if it was in the tip. */
static void
hide_mark (LabGuide *self)
{
  if (self->coached != NULL && lab_coach_mark_has_focus (self->mark))
    gtk_widget_grab_focus (self->coached);
  lab_coach_mark_hide (self->mark);
  forget_control (self);
}

static void
remember_seen (LabGuide *self)
{
  if (self->settings != NULL)
    g_settings_set_boolean (self->settings, "tutorial-seen", TRUE);
}

/* Shows the step that is on, once. */
static void
step_cb (LabGuide *self)
{
  const LabStep *step = lab_tutorial_get_step (self->tutorial);

  if (step == self->shown)
    return;
  hide_mark (self);
  self->shown = step;
  if (step != NULL) {
    show (self, step);
    return;
  }
  pop_page (self);
  remember_seen (self);
}

static void
next_cb (LabGuide *self)
{
  lab_tutorial_next (self->tutorial);
}

static gboolean
escape_cb (GtkWidget *window, GVariant *args, gpointer data)
{
  LabGuide *self = data;

  if (self->shown == NULL)
    return GDK_EVENT_PROPAGATE;
  lab_guide_leave (self);
  return GDK_EVENT_STOP;
}

/* To the tip and back. */
static gboolean
to_tip_cb (GtkWidget *window, GVariant *args, gpointer data)
{
  LabGuide *self = data;

  if (!lab_coach_mark_is_shown (self->mark))
    return GDK_EVENT_PROPAGATE;
  if (!lab_coach_mark_has_focus (self->mark))
    lab_coach_mark_take_focus (self->mark);
  else
    gtk_widget_grab_focus (self->coached != NULL
                               ? self->coached
                               : lab_sandbox_page_get_focusable (sandbox (self), "move"));
  return GDK_EVENT_STOP;
}

static void
add_keys (LabGuide *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (escape_cb, self, NULL)));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_F6, 0),
                        gtk_callback_action_new (to_tip_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->window), keys);
}

static void
tutorial_action (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  lab_guide_start (self);
}

static void
add_action (LabGuide *self)
{
  static const GActionEntry entries[] = {
    { "tutorial", tutorial_action, NULL, NULL, NULL, { 0 } }
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self->window), entries,
                                   G_N_ELEMENTS (entries), self);
}

static gboolean
start_cb (gpointer data)
{
  LabGuide *self = data;

  self->start_id = 0;
  if (!self->is_held)
    lab_guide_start (self);
  return G_SOURCE_REMOVE;
}

static void
painted_cb (GdkFrameClock *clock, LabGuide *self)
{
  g_signal_handlers_disconnect_by_func (clock, painted_cb, self);
  if (self->start_id == 0)
    self->start_id = g_idle_add_full (G_PRIORITY_LOW, start_cb, self, NULL);
}

static void
mapped_cb (GtkWidget *window, LabGuide *self)
{
  g_signal_handlers_disconnect_by_func (window, mapped_cb, self);
  g_signal_connect_object (gtk_widget_get_frame_clock (window), "after-paint",
                           G_CALLBACK (painted_cb), self, 0);
}

/* The bar of a tip has its own place below the views. */
static void
add_mark (LabGuide *self)
{
  GtkWidget *views = GTK_WIDGET (lab_window_get_views (self->window));
  GtkWidget *mark = lab_coach_mark_new ();

  self->mark = LAB_COACH_MARK (mark);
  gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (views)), mark, views);
  g_signal_connect_object (mark, "skip", G_CALLBACK (lab_guide_leave), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (mark, "go-on", G_CALLBACK (next_cb), self, G_CONNECT_SWAPPED);
}

static void
listen (LabGuide *self)
{
  g_signal_connect_object (self->tutorial, "notify::step", G_CALLBACK (step_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tutorial, "notify::is-running", G_CALLBACK (step_cb),
                           self, G_CONNECT_SWAPPED);
  for (gsize i = 0; i < G_N_ELEMENTS (controls); i++) {
    g_autofree char *signal = g_strconcat ("notify::", controls[i], NULL);

    g_signal_connect_object (self->scenario, signal, G_CALLBACK (turned_cb), self, 0);
  }
  g_signal_connect_object (self->scenario, "notify::is-over", G_CALLBACK (over_cb), self,
                           0);
}

static void
dispose (GObject *object)
{
  LabGuide *self = LAB_GUIDE (object);

  g_clear_handle_id (&self->start_id, g_source_remove);
  g_clear_weak_pointer (&self->coached);
  g_clear_object (&self->settings);
  g_clear_object (&self->tutorial);
  g_clear_object (&self->scenario);
  G_OBJECT_CLASS (lab_guide_parent_class)->dispose (object);
}

static void
lab_guide_class_init (LabGuideClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
}

static void
lab_guide_init (LabGuide *self)
{
}

LabGuide *
lab_guide_new (LabWindow *window)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabLesson) lesson = lab_lesson_load (LESSON, &error);
  LabGuide *self;

  if (lesson == NULL) {
    g_warning ("The first lesson is missing: %s", error->message);
    return NULL;
  }
  self = g_object_new (LAB_TYPE_GUIDE, NULL);
  self->window = window;
  self->scenario =
      g_object_ref (lab_sandbox_page_get_scenario (lab_window_get_sandbox (window)));
  self->tutorial = lab_tutorial_new (lesson);
  self->settings = lab_settings_new ();
  add_mark (self);
  add_keys (self);
  add_action (self);
  listen (self);
  if (self->settings != NULL && !g_settings_get_boolean (self->settings, "tutorial-seen"))
    g_signal_connect_object (window, "map", G_CALLBACK (mapped_cb), self,
                             G_CONNECT_AFTER);
  return self;
}

void
lab_guide_start (LabGuide *self)
{
  g_return_if_fail (LAB_IS_GUIDE (self));
  lab_tutorial_start (self->tutorial);
}

void
lab_guide_leave (LabGuide *self)
{
  g_return_if_fail (LAB_IS_GUIDE (self));
  lab_tutorial_stop (self->tutorial);
}

void
lab_guide_hold (LabGuide *self)
{
  g_return_if_fail (LAB_IS_GUIDE (self));
  self->is_held = TRUE;
}

LabTutorial *
lab_guide_get_tutorial (LabGuide *self)
{
  g_return_val_if_fail (LAB_IS_GUIDE (self), NULL);
  return self->tutorial;
}
