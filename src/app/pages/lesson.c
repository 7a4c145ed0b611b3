/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/lesson.h"

#include "app/announce.h"
#include "app/pages/lesson-layout.h"
#include "app/pages/lesson-words.h"
#include "app/set-up.h"
#include "app/widgets/button-label.h"
#include "app/widgets/fact-list.h"
#include "app/widgets/prediction-stage.h"
#include "app/widgets/step-bar.h"
#include "app/widgets/text-scale.h"
#include "app/widgets/walk-row.h"
#include "lessons/numbers.h"
#include "scenario/words.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

/* Before the lock this page holds inputs and nothing else; `outcome` is worked out by the
 * lock, and its words are written when the walk has reached its end. */

struct _LabLessonPage {
  GtkWidget parent_instance;

  LabTutorial *tutorial;
  MarginInputs in;
  MarginOutcome outcome; /* since the lock */
  char *asset;
  gboolean is_explained;
  GtkWidget *way_on; /* one of the buttons below, or NULL */

  AdwWindowTitle *heading;
  GtkWidget *parts, *text, *scroller, *doing, *committing, *choosing, *leaving;
  LabStepBar *steps;
  GtkWidget *title, *first, *second, *facts, *worked, *workings, *moment, *moment_title;
  GtkWidget *sure, *think_so, *only_guess, *lock, *hint, *again, *next;
  AdwButtonContent *lock_content;
  LabPredictionStage *stage;
  LabWalkRow *walk_row;
};

G_DEFINE_FINAL_TYPE (LabLessonPage, lab_lesson_page, GTK_TYPE_WIDGET)

enum { PROP_0, PROP_TUTORIAL };
enum { LEFT, LISTED, KEPT_PLAYING, N_SIGNALS };

static guint signals[N_SIGNALS];

static const LabStep *
step_of (LabLessonPage *self)
{
  return lab_tutorial_get_step (self->tutorial);
}

static gboolean
is_locked (LabLessonPage *self)
{
  gboolean locked;

  g_object_get (self->tutorial, "is-locked", &locked, NULL);
  return locked;
}

static double
prediction (LabLessonPage *self)
{
  double guess;

  g_object_get (self->tutorial, "prediction", &guess, NULL);
  return guess;
}

static char *
dup_confidence (LabLessonPage *self)
{
  char *confidence;

  g_object_get (self->tutorial, "confidence", &confidence, NULL);
  return confidence;
}

static void
set_markup (GtkWidget *label, const char *markup)
{
  gtk_label_set_markup (GTK_LABEL (label), markup != NULL ? markup : "");
  gtk_widget_set_visible (label, markup != NULL && markup[0] != '\0');
}

static void
set_title (LabLessonPage *self, const char *title)
{
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
}

/* What still has to be done before the guess can be locked, or NULL. */
static const char *
lacking (LabLessonPage *self)
{
  g_autofree char *confidence = dup_confidence (self);

  if (!(prediction (self) > 0))
    return _ ("Move your line first: drag it, or use the arrow keys.");
  if (confidence == NULL)
    return _ ("Say how sure you are, then lock.");
  return NULL;
}

static void
update_lock (LabLessonPage *self)
{
  const char *lack = lacking (self);
  g_autofree char *guess = lab_format_price (lab_prediction_stage_get_guess (self->stage),
                                             self->in.rules.tick);
  /* TRANSLATORS: a button that fixes the learner's guess, as in "Lock 47,500". */
  g_autofree char *label = g_strdup_printf (_ ("Lock %s"), guess);

  adw_button_content_set_label (self->lock_content, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->lock),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_sensitive (self->lock, lack == NULL && !is_locked (self));
  if (lack == NULL)
    lack = _ ("You can move it until you lock. Nothing is graded.");
  gtk_label_set_label (GTK_LABEL (self->hint), lack);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->lock),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, lack, -1);
}

static void
guess_cb (LabLessonPage *self)
{
  double guess = lab_prediction_stage_get_guess (self->stage);

  if (is_locked (self) || self->tutorial == NULL)
    return;
  if (prediction (self) > 0 || fabs (guess - self->in.entry) > 0)
    lab_tutorial_predict (self->tutorial, guess);
  update_lock (self);
}

static void
chosen_cb (LabLessonPage *self)
{
  struct {
    GtkWidget *button;
    const char *confidence;
  } choices[] = { { self->sure, "sure" },
                  { self->think_so, "think-so" },
                  { self->only_guess, "guess" } };

  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (choices[i].button)))
      lab_tutorial_set_confidence (self->tutorial, choices[i].confidence);
  update_lock (self);
}

/* A group of toggles shows none chosen only once its first is let go. */
static void
choose_none (LabLessonPage *self)
{
  GtkWidget *choices[] = { self->sure, self->think_so, self->only_guess };

  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (choices[i]), FALSE);
}

/* What Enter does where the focus has no use for it. */
static void
set_default (LabLessonPage *self, GtkWidget *button)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  self->way_on = button;
  if (GTK_IS_WINDOW (root) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_window_set_default_widget (GTK_WINDOW (root), button);
}

static void
set_heading (LabLessonPage *self)
{
  LabLesson *lesson;
  gsize n;
  const LabStep *steps;
  guint at = 0, of = 0;
  g_autofree char *where = NULL;

  g_object_get (self->tutorial, "lesson", &lesson, NULL);
  steps = lab_lesson_get_steps (lesson, &n);
  for (gsize i = 0; i < n; i++) {
    if (steps[i].kind == LAB_STEP_PREDICT)
      of++;
    if (&steps[i] == step_of (self))
      at = of;
  }
  if (step_of (self)->kind == LAB_STEP_PREDICT)
    where = g_strdup_printf (_ ("Guess %u of %u"), at, of);
  adw_window_title_set_title (self->heading, lab_lesson_get_title (lesson));
  adw_window_title_set_subtitle (self->heading, where != NULL ? where : "");
  lab_lesson_unref (lesson);
}

static void
show_question (LabLessonPage *self, const LabStep *step)
{
  MarginOutcome unanswered = { .in = self->in };
  LabLessonFacts facts = { &unanswered, self->asset, 0, NULL, FALSE };
  g_autofree char *title = lab_lesson_say (step->question, &facts);
  g_autofree char *position = lab_lesson_say_position (&self->in, self->asset);
  g_auto (GStrv) fixed = lab_lesson_say_fixed (&self->in, self->asset);

  set_title (self, title);
  set_markup (self->first, position);
  set_markup (self->second,
              _ ("The price moves against you. At which price does the venue "
                 "close your position?"));
  lab_fact_list_fill (self->facts, fixed, TRUE);
  lab_fact_list_fill (self->workings, NULL, FALSE);
}

/* Which parts are there: while guessing, while seeing, and after. */
static void
show_parts (LabLessonPage *self, gboolean is_asking, gboolean is_explained)
{
  gtk_widget_set_visible (self->committing, is_asking);
  gtk_widget_set_visible (self->facts, is_asking);
  gtk_widget_set_visible (GTK_WIDGET (self->walk_row), !is_asking);
  gtk_widget_set_visible (self->leaving, is_explained);
  gtk_widget_set_visible (self->worked, is_explained);
  gtk_widget_set_visible (self->moment, FALSE);
  set_default (self, is_asking ? self->lock : is_explained ? self->next : NULL);
}

static void
ask (LabLessonPage *self, const LabStep *step)
{
  g_clear_pointer (&self->asset, g_free);
  lab_set_up_fill (&step->set_up, &self->in, &self->asset);
  self->outcome = (MarginOutcome){ 0 };
  self->is_explained = FALSE;
  choose_none (self);
  show_question (self, step);
  lab_step_bar_go_to (self->steps, 0);
  show_parts (self, TRUE, FALSE);
  lab_prediction_stage_ask (self->stage, &self->in, self->asset);
  update_lock (self);
  lab_prediction_stage_focus_handle (self->stage);
}

static const char *
feedback_of (LabLessonPage *self)
{
  const LabFeedback *feedback =
      lab_tutorial_get_feedback (self->tutorial, lab_lesson_number, &self->outcome);

  return feedback != NULL ? feedback->text : "";
}

static gboolean
was_near (LabLessonPage *self)
{
  const LabFeedback *feedback =
      lab_tutorial_get_feedback (self->tutorial, lab_lesson_number, &self->outcome);

  return feedback != NULL && g_strcmp0 (feedback->near_field, "liquidation_price") == 0;
}

static void
show_explanation (LabLessonPage *self, const LabStep *step, const LabLessonFacts *facts)
{
  g_autofree char *title = lab_lesson_say_gap (&self->outcome, facts->guess);
  g_autofree char *feedback = lab_lesson_say (feedback_of (self), facts);
  g_autofree char *why = lab_lesson_say (step->explanation, facts);
  g_autofree char *sure = lab_lesson_say_sure (&self->outcome, facts->guess);
  g_auto (GStrv) workings = lab_lesson_say_workings (&self->outcome);

  set_title (self, title);
  set_markup (self->first, feedback);
  set_markup (self->second, why);
  lab_fact_list_fill (self->workings, workings, FALSE);
  gtk_label_set_label (GTK_LABEL (self->moment_title), sure);
  gtk_widget_set_visible (self->moment,
                          g_strcmp0 (facts->confidence, "sure") == 0 && !was_near (self));
}

static void
announce_result (LabLessonPage *self)
{
  g_autofree char *news =
      g_strdup_printf ("%s. %s %s", gtk_label_get_label (GTK_LABEL (self->title)),
                       gtk_label_get_text (GTK_LABEL (self->first)),
                       gtk_label_get_text (GTK_LABEL (self->second)));

  lab_announce (GTK_WIDGET (self), news);
}

static void
explain (LabLessonPage *self)
{
  const LabStep *step = step_of (self);
  g_autofree char *confidence = dup_confidence (self);
  LabLessonFacts facts = { &self->outcome, self->asset, prediction (self), confidence,
                           TRUE };

  if (self->is_explained || step == NULL || step->kind != LAB_STEP_PREDICT)
    return;
  self->is_explained = TRUE;
  show_parts (self, FALSE, TRUE);
  show_explanation (self, step, &facts);
  lab_step_bar_go_to (self->steps, 2);
  lab_button_set_label (GTK_BUTTON (self->next), step->button);
  announce_result (self);
}

static void
at_end_cb (LabLessonPage *self)
{
  if (lab_prediction_stage_is_at_end (self->stage))
    explain (self);
}

static void
lock_cb (LabLessonPage *self)
{
  if (!lab_tutorial_lock (self->tutorial))
    return;
  if (margin_evaluate (&self->in, &self->outcome) != MARGIN_OK ||
      self->outcome.liquidation.kind != MARGIN_PRICE) {
    g_warning ("A lesson asks where a position ends that does not end.");
    return;
  }
  gtk_widget_grab_focus (GTK_WIDGET (self->stage));
  show_parts (self, FALSE, FALSE);
  set_title (self, _ ("Watch the price"));
  set_markup (self->first, _ ("Your line stays where you locked it."));
  set_markup (self->second, NULL);
  lab_step_bar_go_to (self->steps, 1);
  lab_prediction_stage_lock (self->stage, &self->outcome, step_of (self)->seed);
  lab_walk_row_begin (self->walk_row, step_of (self)->seed);
}

static void
lock_asked_cb (LabLessonPage *self)
{
  const char *lack = lacking (self);

  if (lack == NULL)
    lock_cb (self);
  else
    lab_announce (GTK_WIDGET (self), lack);
}

static void
finish (LabLessonPage *self, const LabStep *step)
{
  LabLessonFacts facts = { &self->outcome, self->asset, 0, NULL, TRUE };
  g_autofree char *title = NULL, *text = lab_lesson_say (step->text, &facts);

  facts.is_markup = FALSE;
  title = lab_lesson_say (step->title != NULL ? step->title : "", &facts);
  show_parts (self, FALSE, TRUE);
  gtk_widget_set_visible (self->worked, FALSE);
  set_title (self, title);
  set_markup (self->first, text);
  set_markup (self->second, NULL);
  lab_button_set_label (GTK_BUTTON (self->again), step->button);
  lab_button_set_label (GTK_BUTTON (self->next), step->other_button);
  announce_result (self);
}

static void
show_step (LabLessonPage *self)
{
  const LabStep *step = step_of (self);

  if (step == NULL || (step->kind != LAB_STEP_PREDICT && step->kind != LAB_STEP_END))
    return;
  set_heading (self);
  if (step->kind == LAB_STEP_PREDICT)
    ask (self, step);
  else
    finish (self, step);
}

static gboolean
is_finished (LabLessonPage *self)
{
  const LabStep *step = step_of (self);

  return step != NULL && step->kind == LAB_STEP_END;
}

static void
again_cb (LabLessonPage *self)
{
  if (is_finished (self)) {
    g_signal_emit (self, signals[LISTED], 0);
    return;
  }
  gtk_widget_grab_focus (GTK_WIDGET (self->stage));
  lab_walk_row_again (self->walk_row);
}

static void
next_cb (LabLessonPage *self)
{
  if (is_finished (self))
    g_signal_emit (self, signals[KEPT_PLAYING], 0);
  else
    lab_tutorial_next (self->tutorial);
}

static void
leave_cb (LabLessonPage *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

static void
fold_cb (LabLessonPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GdkSurface *surface = gtk_native_get_surface (gtk_widget_get_native (widget));
  LabFold fold =
      lab_lesson_fold_for (gdk_surface_get_width (surface), lab_text_scale (widget));

  g_object_set (gtk_widget_get_layout_manager (self->parts), "fold", fold, NULL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->committing),
                                  fold == LAB_FOLD_MEDIUM ? GTK_ORIENTATION_HORIZONTAL
                                                          : GTK_ORIENTATION_VERTICAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->facts),
                                  fold == LAB_FOLD_MEDIUM ? GTK_ORIENTATION_HORIZONTAL
                                                          : GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self->committing), fold == LAB_FOLD_MEDIUM ? 24 : 8);
  g_object_set (self->walk_row, "is-short", fold == LAB_FOLD_NARROW, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->steps), fold != LAB_FOLD_NARROW);
  if (fold == LAB_FOLD_WIDE)
    gtk_widget_remove_css_class (widget, "folded");
  else
    gtk_widget_add_css_class (widget, "folded");
}

static void
map (GtkWidget *widget)
{
  GdkSurface *surface = gtk_native_get_surface (gtk_widget_get_native (widget));

  fold_cb (LAB_LESSON_PAGE (widget));
  GTK_WIDGET_CLASS (lab_lesson_page_parent_class)->map (widget);
  g_signal_connect_object (surface, "notify::width", G_CALLBACK (fold_cb), widget,
                           G_CONNECT_SWAPPED);
  set_default (LAB_LESSON_PAGE (widget), LAB_LESSON_PAGE (widget)->way_on);
}

static void
unmap (GtkWidget *widget)
{
  GdkSurface *surface = gtk_native_get_surface (gtk_widget_get_native (widget));

  gtk_window_set_default_widget (GTK_WINDOW (gtk_widget_get_root (widget)), NULL);
  g_signal_handlers_disconnect_by_func (surface, fold_cb, widget);
  lab_prediction_stage_pause (LAB_LESSON_PAGE (widget)->stage);
  GTK_WIDGET_CLASS (lab_lesson_page_parent_class)->unmap (widget);
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LAB_LESSON_PAGE (object)->tutorial = g_value_dup_object (value);
}

static void
constructed (GObject *object)
{
  LabLessonPage *self = LAB_LESSON_PAGE (object);

  G_OBJECT_CLASS (lab_lesson_page_parent_class)->constructed (object);
  g_signal_connect_object (self->tutorial, "notify::step", G_CALLBACK (show_step), self,
                           G_CONNECT_SWAPPED);
  show_step (self);
}

static void
dispose (GObject *object)
{
  LabLessonPage *self = LAB_LESSON_PAGE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->tutorial);
  g_clear_pointer (&self->asset, g_free);
  G_OBJECT_CLASS (lab_lesson_page_parent_class)->dispose (object);
}

#define BIND(child)                                                                      \
  gtk_widget_class_bind_template_child (widget_class, LabLessonPage, child)

static void
bind_children (GtkWidgetClass *widget_class)
{
  BIND (heading);
  BIND (parts);
  BIND (text);
  BIND (scroller);
  BIND (doing);
  BIND (committing);
  BIND (choosing);
  BIND (leaving);
  BIND (steps);
  BIND (title);
  BIND (first);
  BIND (second);
  BIND (facts);
  BIND (worked);
  BIND (workings);
  BIND (moment);
  BIND (moment_title);
  BIND (sure);
  BIND (think_so);
  BIND (only_guess);
  BIND (lock);
  BIND (lock_content);
  BIND (hint);
  BIND (again);
  BIND (next);
  BIND (stage);
  BIND (walk_row);
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, lock_cb);
  gtk_widget_class_bind_template_callback (widget_class, lock_asked_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
}

static guint
new_signal (LabLessonPageClass *klass, const char *name)
{
  return g_signal_new (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                       NULL, G_TYPE_NONE, 0);
}

static void
lab_lesson_page_class_init (LabLessonPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (LAB_TYPE_PREDICTION_STAGE);
  g_type_ensure (LAB_TYPE_STEP_BAR);
  g_type_ensure (LAB_TYPE_WALK_ROW);
  g_type_ensure (LAB_TYPE_LESSON_PARTS);
  object_class->set_property = set_property;
  object_class->constructed = constructed;
  object_class->dispose = dispose;
  widget_class->map = map;
  widget_class->unmap = unmap;
  g_object_class_install_property (
      object_class, PROP_TUTORIAL,
      g_param_spec_object ("tutorial", NULL, NULL, LAB_TYPE_TUTORIAL,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY |
                               G_PARAM_STATIC_STRINGS));
  signals[LEFT] = new_signal (klass, "left");
  signals[LISTED] = new_signal (klass, "listed");
  signals[KEPT_PLAYING] = new_signal (klass, "kept-playing");
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/leveragelab/LeverageLab/pages/lesson.ui");
  bind_children (widget_class);
  bind_callbacks (widget_class);
}

static void
lab_lesson_page_init (LabLessonPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->stage, "notify::guess", G_CALLBACK (guess_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->stage, "notify::is-at-end", G_CALLBACK (at_end_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
lab_lesson_page_new (LabTutorial *tutorial)
{
  return g_object_new (LAB_TYPE_LESSON_PAGE, "tutorial", tutorial, NULL);
}
