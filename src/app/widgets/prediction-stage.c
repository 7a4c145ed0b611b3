/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/prediction-stage.h"

#include "app/widgets/reveal.h"
#include "app/widgets/unit-scale.h"
#include "charts/prediction.h"
#include "lessons/walk.h"
#include "scenario/words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define N_WALK    240
#define N_STEPS   12
#define LOCK_SIZE 12

struct _LabPredictionStage {
  LabChart parent_instance;

  ChartPrediction asked;
  double walk[N_WALK];
  LabReveal reveal;
  double place;
  gint64 began_at; /* on the frame clock, as if from the entry */
  guint tick_id;
  gboolean wants_focus;
  GtkWidget *handle; /* the one we listen to; owned by the chart */
};

G_DEFINE_FINAL_TYPE (LabPredictionStage, lab_prediction_stage, LAB_TYPE_CHART)

enum {
  PROP_0,
  PROP_GUESS,
  PROP_PLACE,
  PROP_LAST_PLACE,
  PROP_IS_AT_END,
  PROP_IS_PLAYING,
  N_PROPS
};
enum { LOCK_ASKED, N_SIGNALS };

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void
notify (LabPredictionStage *self, int prop)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

static void
lay_out (LabChart *chart, const MarginOutcome *outcome, const ChartFrame *frame,
         ChartLayout *layout)
{
  LabPredictionStage *self = LAB_PREDICTION_STAGE (chart);

  self->asked.walk = self->walk;
  chart_prediction_layout (outcome, &self->asked, frame, layout);
}

static double
move_of (LabPredictionStage *self, const MarginOutcome *outcome)
{
  return margin_distance (&outcome->in, self->asked.guess);
}

/* Where the line of the learner stands, as a value one can hear. */
static char *
say_guess (LabPredictionStage *self, const MarginOutcome *outcome)
{
  g_autofree char *price = lab_format_price (self->asked.guess, outcome->in.rules.tick);
  g_autofree char *far = lab_format_size_of_move (fabs (move_of (self, outcome)));

  if (!(fabs (move_of (self, outcome)) > 0))
    return g_strdup_printf (_ ("%s, at the entry."), price);
  if (move_of (self, outcome) > 0)
    return g_strdup_printf (_ ("%s, %s above the entry."), price, far);
  return g_strdup_printf (_ ("%s, %s below the entry."), price, far);
}

static char *
say (LabChart *chart, const MarginOutcome *outcome, const char *asset)
{
  LabPredictionStage *self = LAB_PREDICTION_STAGE (chart);
  double tick = outcome->in.rules.tick;
  g_autofree char *entry = lab_format_price (outcome->in.entry, tick);
  g_autofree char *guess = lab_format_price (self->asked.guess, tick);
  g_autofree char *end = NULL, *gap = NULL;

  if (!self->asked.is_locked)
    return g_strdup_printf (_ ("Entry %s. Your line stands at %s. What the price does is "
                               "hidden until you lock."),
                            entry, guess);
  if (!lab_prediction_stage_is_at_end (self))
    return g_strdup_printf (_ ("The price walks from %s. Your line stays at %s."), entry,
                            guess);
  end = lab_format_price (outcome->liquidation.price, tick);
  gap = lab_format_price (fabs (self->asked.guess - outcome->liquidation.price), tick);
  return g_strdup_printf (
      _ ("From the entry %s the price went to %s, and there the venue "
         "closed. You said %s, %s away."),
      entry, end, guess, gap);
}

static void
describe_handle (LabPredictionStage *self)
{
  g_autofree char *sentence = NULL;

  if (self->handle == NULL)
    return;
  sentence = say_guess (self, lab_chart_get_outcome (LAB_CHART (self)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->handle),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);
}

static void
set_guess (LabPredictionStage *self, double guess)
{
  if (self->asked.is_locked || !(guess < self->asked.guess || guess > self->asked.guess))
    return;
  self->asked.guess = guess;
  describe_handle (self);
  lab_chart_changed (LAB_CHART (self));
  notify (self, PROP_GUESS);
}

static void
asked (LabChart *chart, ChartHandleName handle, double value)
{
  if (handle == CHART_HANDLE_PREDICTION)
    set_guess (LAB_PREDICTION_STAGE (chart), value);
}

static const ChartMark *
find_flag (LabChart *chart)
{
  const ChartLayout *layout = lab_chart_get_layout (chart);

  for (size_t i = 0; i < layout->n_marks; i++)
    if (layout->marks[i].kind == CHART_MARK_FLAG && layout->marks[i].colour == CHART_YOU)
      return &layout->marks[i];
  return NULL;
}

static void
ring (LabChart *chart, const ChartHandle *handle, GskRoundedRect *outline)
{
  const ChartMark *flag = find_flag (chart);
  ChartRect rect = flag != NULL ? flag->rect : handle->target;

  gsk_rounded_rect_init_from_rect (
      outline,
      &GRAPHENE_RECT_INIT ((float) rect.x - 4, (float) rect.y - 4, (float) rect.width + 8,
                           (float) rect.height + 8),
      12);
}

static GdkRGBA
colour_of (const ChartRgb *rgb)
{
  return (GdkRGBA){ (float) rgb->red, (float) rgb->green, (float) rgb->blue, 1 };
}

/* What is locked says so: a small lock stays on the flag. */
static void
snapshot_lock (LabPredictionStage *self, GtkSnapshot *picture)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const ChartMark *flag = find_flag (LAB_CHART (self));
  const ChartInk *ink = lab_chart_get_ink ();
  GdkRGBA colour;
  g_autoptr (GtkIconPaintable) lock = NULL;

  if (flag == NULL || !self->asked.is_locked)
    return;
  colour = colour_of (flag->is_hollow ? &ink->colours[CHART_YOU] : &ink->paper);
  lock = gtk_icon_theme_lookup_icon (
      gtk_icon_theme_get_for_display (gtk_widget_get_display (widget)),
      "lab-lock-symbolic", NULL, LOCK_SIZE, gtk_widget_get_scale_factor (widget),
      GTK_TEXT_DIR_NONE, 0);
  gtk_snapshot_save (picture);
  gtk_snapshot_translate (
      picture,
      &GRAPHENE_POINT_INIT ((float) (flag->rect.x + flag->rect.width) - LOCK_SIZE - 8,
                            (float) flag->rect.y + 6));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (lock), picture,
                                            LOCK_SIZE, LOCK_SIZE, &colour, 1);
  gtk_snapshot_restore (picture);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *picture)
{
  GTK_WIDGET_CLASS (lab_prediction_stage_parent_class)->snapshot (widget, picture);
  snapshot_lock (LAB_PREDICTION_STAGE (widget), picture);
}

static void
type_it_cb (LabPredictionStage *self)
{
  g_signal_emit (self, signals[LOCK_ASKED], 0);
}

/* The chart makes the widget of a handle when it first has a place for it. */
static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LabPredictionStage *self = LAB_PREDICTION_STAGE (widget);

  GTK_WIDGET_CLASS (lab_prediction_stage_parent_class)
      ->size_allocate (widget, width, height, baseline);
  if (self->handle != NULL)
    return;
  self->handle = lab_chart_get_handle (LAB_CHART (self), CHART_HANDLE_PREDICTION);
  if (self->handle == NULL)
    return;
  g_signal_connect_object (self->handle, "type-it", G_CALLBACK (type_it_cb), self,
                           G_CONNECT_SWAPPED);
  describe_handle (self);
}

static gboolean
focus_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  LabPredictionStage *self = LAB_PREDICTION_STAGE (widget);

  if (self->handle == NULL || !gtk_widget_get_mapped (self->handle))
    return G_SOURCE_CONTINUE;
  self->wants_focus = FALSE;
  gtk_widget_grab_focus (self->handle);
  return G_SOURCE_REMOVE;
}

void
lab_prediction_stage_focus_handle (LabPredictionStage *self)
{
  g_return_if_fail (LAB_IS_PREDICTION_STAGE (self));
  if (self->wants_focus)
    return;
  self->wants_focus = TRUE;
  gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_cb, NULL, NULL);
}

static void
set_place (LabPredictionStage *self, double place)
{
  gboolean was_at_end = lab_prediction_stage_is_at_end (self);

  place = fmax (0, fmin (place, self->reveal.last));
  if (!self->asked.is_locked || !(place < self->place || place > self->place))
    return;
  self->place = place;
  self->asked.n_walk = (size_t) floor (place + 1e-9) + 1;
  lab_chart_changed (LAB_CHART (self));
  notify (self, PROP_PLACE);
  if (was_at_end != lab_prediction_stage_is_at_end (self)) {
    lab_chart_commit (LAB_CHART (self));
    notify (self, PROP_IS_AT_END);
  }
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  LabPredictionStage *self = LAB_PREDICTION_STAGE (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (self->began_at == 0)
    self->began_at =
        now - (gint64) (lab_reveal_time (&self->reveal, self->place) * G_USEC_PER_SEC);
  set_place (self, lab_reveal_place (&self->reveal,
                                     (double) (now - self->began_at) / G_USEC_PER_SEC));
  if (!lab_prediction_stage_is_at_end (self))
    return G_SOURCE_CONTINUE;
  self->tick_id = 0;
  notify (self, PROP_IS_PLAYING);
  return G_SOURCE_REMOVE;
}

void
lab_prediction_stage_play (LabPredictionStage *self)
{
  g_return_if_fail (LAB_IS_PREDICTION_STAGE (self));
  if (!self->asked.is_locked || self->tick_id != 0)
    return;
  if (lab_prediction_stage_is_at_end (self))
    set_place (self, 0);
  self->began_at = 0;
  self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
  notify (self, PROP_IS_PLAYING);
}

void
lab_prediction_stage_pause (LabPredictionStage *self)
{
  g_return_if_fail (LAB_IS_PREDICTION_STAGE (self));
  if (self->tick_id == 0)
    return;
  gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
  notify (self, PROP_IS_PLAYING);
}

void
lab_prediction_stage_step (LabPredictionStage *self)
{
  g_return_if_fail (LAB_IS_PREDICTION_STAGE (self));
  lab_prediction_stage_pause (self);
  set_place (self, (lab_prediction_stage_is_at_end (self) ? 0 : self->place) +
                       self->reveal.last / N_STEPS);
}

/* As far up as down, by what a position of this leverage can bear at most and half as
 * much again, on a round number. */
static void
set_axis (LabPredictionStage *self, const MarginInputs *in)
{
  double reach = 1.5 / in->leverage, unit = pow (10, floor (log10 (reach)) - 1);

  reach = fmin (0.95, round (reach / unit) * unit);
  self->asked.least = in->entry * (1 - reach);
  self->asked.most = in->entry * (1 + reach);
}

void
lab_prediction_stage_ask (LabPredictionStage *self, const MarginInputs *in,
                          const char *asset)
{
  MarginOutcome unanswered = { .in = *in };

  g_return_if_fail (LAB_IS_PREDICTION_STAGE (self));
  lab_prediction_stage_pause (self);
  self->asked = (ChartPrediction){ .guess = in->entry, .n_walk_total = N_WALK };
  self->reveal = (LabReveal){ 0 };
  self->place = 0;
  set_axis (self, in);
  g_object_set (self, "asset", asset, "outcome", &unanswered, NULL);
  describe_handle (self);
  lab_chart_commit (LAB_CHART (self));
  notify (self, PROP_GUESS);
  notify (self, PROP_LAST_PLACE);
  notify (self, PROP_PLACE);
  notify (self, PROP_IS_AT_END);
}

void
lab_prediction_stage_lock (LabPredictionStage *self, const MarginOutcome *outcome,
                           guint64 seed)
{
  g_return_if_fail (LAB_IS_PREDICTION_STAGE (self));
  g_return_if_fail (outcome->liquidation.kind == MARGIN_PRICE);
  lab_walk_fill (seed, outcome->in.entry, outcome->liquidation.price, self->walk, N_WALK);
  self->reveal = lab_reveal_of (self->walk, N_WALK);
  self->asked.is_locked = TRUE;
  self->asked.n_walk = 1;
  g_object_set (self, "outcome", outcome, NULL);
  lab_chart_commit (LAB_CHART (self));
  notify (self, PROP_LAST_PLACE);
}

double
lab_prediction_stage_get_guess (LabPredictionStage *self)
{
  g_return_val_if_fail (LAB_IS_PREDICTION_STAGE (self), 0);
  return self->asked.guess;
}

gboolean
lab_prediction_stage_is_at_end (LabPredictionStage *self)
{
  g_return_val_if_fail (LAB_IS_PREDICTION_STAGE (self), FALSE);
  return self->asked.is_locked && self->place >= self->reveal.last;
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LabPredictionStage *self = LAB_PREDICTION_STAGE (object);

  switch (id) {
  case PROP_GUESS: g_value_set_double (value, self->asked.guess); break;
  case PROP_PLACE: g_value_set_double (value, self->place); break;
  case PROP_LAST_PLACE: g_value_set_double (value, self->reveal.last); break;
  case PROP_IS_AT_END:
    g_value_set_boolean (value, lab_prediction_stage_is_at_end (self));
    break;
  case PROP_IS_PLAYING: g_value_set_boolean (value, self->tick_id != 0); break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LabPredictionStage *self = LAB_PREDICTION_STAGE (object);

  switch (id) {
  case PROP_GUESS: set_guess (self, g_value_get_double (value)); break;
  case PROP_PLACE: set_place (self, g_value_get_double (value)); break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags said = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags set =
      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  props[PROP_GUESS] = g_param_spec_double ("guess", NULL, NULL, 0, G_MAXDOUBLE, 0, set);
  props[PROP_PLACE] = g_param_spec_double ("place", NULL, NULL, 0, G_MAXDOUBLE, 0, set);
  props[PROP_LAST_PLACE] =
      g_param_spec_double ("last-place", NULL, NULL, 0, G_MAXDOUBLE, 0, said);
  props[PROP_IS_AT_END] = g_param_spec_boolean ("is-at-end", NULL, NULL, FALSE, said);
  props[PROP_IS_PLAYING] = g_param_spec_boolean ("is-playing", NULL, NULL, FALSE, said);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
lab_prediction_stage_class_init (LabPredictionStageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  LabChartClass *chart_class = LAB_CHART_CLASS (klass);

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  widget_class->snapshot = snapshot;
  widget_class->size_allocate = size_allocate;
  chart_class->title = N_ ("Price, and your line");
  chart_class->least_height = 180;
  chart_class->height = 420;
  chart_class->lay_out = lay_out;
  chart_class->say = say;
  chart_class->asked = asked;
  chart_class->ring = ring;
  install_properties (object_class);
  signals[LOCK_ASKED] =
      g_signal_new ("lock-asked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
}

static void
lab_prediction_stage_init (LabPredictionStage *self)
{
}
