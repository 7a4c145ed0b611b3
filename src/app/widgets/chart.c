/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/chart.h"

#include "app/compat.h"
#include "app/widgets/chart-hand.h"
#include "app/widgets/handles.h"
#include "app/widgets/ink-cache.h"
#include "app/widgets/text-scale.h"
#include "scenario/words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A turn of a slider reaches a chart as a new outcome. It is kept, a frame is asked for,
 * and that frame lays out once. Handles (invisible sliders for keyboard and screen
 * reader) and the sentence follow when the picture has been quiet for a moment, because
 * moving widgets and telling a screen reader cost more than drawing. */

typedef struct {
  MarginOutcome outcome;
  gboolean has_outcome;
  char *asset;
  double mark, entry;

  ChartLayout *layout;
  gboolean is_laid_out;
  LabInkCache *cache;
  LabPen *pen;
  PangoFontDescription *font;
  ChartMeter *meter;
  double em;

  LabHandles *handles;
  guint quiet_id;
  gint64 changed_at;
} LabChartPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (LabChart, lab_chart, GTK_TYPE_WIDGET)

enum { PROP_0, PROP_OUTCOME, PROP_ASSET, PROP_MARK, PROP_ENTRY, N_PROPS };

static GParamSpec *props[N_PROPS];

#define QUIET_MS 150

static LabChartPrivate *private(LabChart *self)
{
  return lab_chart_get_instance_private (self);
}

const ChartInk *
lab_chart_get_ink (void)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  if (adw_style_manager_get_high_contrast (style))
    return adw_style_manager_get_dark (style) ? &chart_ink_contrast_dark
                                              : &chart_ink_contrast;
  return adw_style_manager_get_dark (style) ? &chart_ink_dark : &chart_ink_light;
}

/* The font of this widget: its size follows the text scale of the desktop. */
static ChartMeter *
meter (LabChart *self)
{
  LabChartPrivate *priv = private(self);
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));

  if (priv->meter != NULL)
    return priv->meter;
  priv->font = chart_font_new (context);
  priv->em = chart_font_em (context, priv->font);
  priv->meter = chart_meter_new (context, priv->font);
  priv->pen = lab_pen_new (lab_chart_get_ink (), context, priv->font,
                           gtk_widget_get_scale_factor (GTK_WIDGET (self)));
  return priv->meter;
}

static void
lay_out (LabChart *self)
{
  LabChartPrivate *priv = private(self);
  GtkWidget *widget = GTK_WIDGET (self);
  ChartFrame frame = { 0 };

  frame.width = gtk_widget_get_width (widget);
  frame.height = gtk_widget_get_height (widget);
  frame.measure_data = meter (self);
  frame.measure = chart_meter_measure;
  frame.em = priv->em;
  frame.is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  frame.say = lab_say_chart_word;
  LAB_CHART_GET_CLASS (self)->lay_out (self, &priv->outcome, &frame, priv->layout);
}

const ChartLayout *
lab_chart_get_layout (LabChart *self)
{
  LabChartPrivate *priv = private(self);

  if (!priv->is_laid_out) {
    if (priv->has_outcome && gtk_widget_get_width (GTK_WIDGET (self)) > 0)
      lay_out (self);
    else
      chart_layout_init (priv->layout, &(ChartFrame){ 0 });
    priv->is_laid_out = TRUE;
  }
  return priv->layout;
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LabChart *self = LAB_CHART (widget);

  private (self)->is_laid_out = FALSE;
  lab_handles_allocate (private(self)->handles, lab_chart_get_layout (self),
                        &private(self)->outcome);
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
         int *natural, int *minimum_baseline, int *natural_baseline)
{
  LabChartClass *klass = LAB_CHART_GET_CLASS (widget);
  double grown = 1 + (lab_text_scale (widget) - 1) * klass->growth;

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = 160;
    *natural = 400;
  } else {
    *minimum = (int) (klass->least_height * grown);
    *natural = (int) (klass->height * grown);
  }
}

static void
ring (LabChart *self, const ChartHandle *handle, GskRoundedRect *circle)
{
  float half = 14;

  gsk_rounded_rect_init_from_rect (circle,
                                   &GRAPHENE_RECT_INIT ((float) handle->at.x - half,
                                                        (float) handle->at.y - half,
                                                        2 * half, 2 * half),
                                   half);
}

static void
snapshot_ring (LabChart *self, const ChartLayout *layout, GtkSnapshot *picture)
{
  const ChartHandle *handle = lab_handles_get_focused (private(self)->handles, layout);
  GskRoundedRect outline;
  GdkRGBA colour;

  if (handle == NULL)
    return;
  lab_compat_look_up_colour (GTK_WIDGET (self), "accent_color", &colour);
  LAB_CHART_GET_CLASS (self)->ring (self, handle, &outline);
  gtk_snapshot_append_border (picture, &outline, (float[4]){ 3, 3, 3, 3 },
                              (GdkRGBA[4]){ colour, colour, colour, colour });
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *picture)
{
  LabChart *self = LAB_CHART (widget);
  LabChartPrivate *priv = private(self);
  const ChartLayout *layout = lab_chart_get_layout (self);

  if (priv->pen == NULL)
    return;
  lab_ink_cache_snapshot (priv->cache, layout, priv->pen, picture);
  snapshot_ring (self, layout, picture);
}

void
lab_chart_commit (LabChart *self)
{
  LabChartPrivate *priv = private(self);
  g_autofree char *sentence = NULL;

  g_clear_handle_id (&priv->quiet_id, g_source_remove);
  if (!priv->has_outcome)
    return;
  sentence = LAB_CHART_GET_CLASS (self)->say (self, &priv->outcome, priv->asset);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static gboolean
quiet_cb (gpointer data)
{
  LabChartPrivate *priv = private(data);

  if (g_get_monotonic_time () - priv->changed_at < QUIET_MS * 1000)
    return G_SOURCE_CONTINUE;
  priv->quiet_id = 0;
  lab_chart_commit (data);
  return G_SOURCE_REMOVE;
}

void
lab_chart_changed (LabChart *self)
{
  LabChartPrivate *priv = private(self);

  priv->is_laid_out = FALSE;
  priv->changed_at = g_get_monotonic_time ();
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (priv->quiet_id == 0)
    priv->quiet_id = g_timeout_add (QUIET_MS, quiet_cb, self);
}

static void
set_outcome (LabChart *self, const MarginOutcome *outcome)
{
  LabChartPrivate *priv = private(self);

  if (outcome == NULL)
    return;
  priv->outcome = *outcome;
  priv->has_outcome = TRUE;
  lab_handles_follow (priv->handles, outcome);
  lab_chart_changed (self);
}

static void
set_number (LabChart *self, double *number, double value, GParamSpec *pspec)
{
  if (!(value < *number || value > *number))
    return;
  *number = value;
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
asked (LabChart *self, ChartHandleName handle, double value)
{
  LabChartPrivate *priv = private(self);

  if (handle == CHART_HANDLE_PRICE)
    set_number (self, &priv->mark, value, props[PROP_MARK]);
  else if (handle == CHART_HANDLE_ENTRY)
    set_number (self, &priv->entry, value, props[PROP_ENTRY]);
}

/* Other ink or another font: nothing of the old picture can stay. */
static void
style_changed (LabChart *self)
{
  LabChartPrivate *priv = private(self);

  g_clear_pointer (&priv->meter, chart_meter_free);
  g_clear_pointer (&priv->font, pango_font_description_free);
  g_clear_pointer (&priv->pen, lab_pen_free);
  lab_ink_cache_clear (priv->cache);
  priv->is_laid_out = FALSE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (lab_chart_parent_class)->css_changed (widget, change);
  style_changed (LAB_CHART (widget));
}

static void
system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (lab_chart_parent_class)->system_setting_changed (widget, setting);
  style_changed (LAB_CHART (widget));
}

static void
map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (lab_chart_parent_class)->map (widget);
  lab_chart_commit (LAB_CHART (widget));
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LabChartPrivate *priv = private(LAB_CHART (object));

  switch (id) {
  case PROP_OUTCOME:
    g_value_set_boxed (value, priv->has_outcome ? &priv->outcome : NULL);
    break;
  case PROP_ASSET: g_value_set_string (value, priv->asset); break;
  case PROP_MARK: g_value_set_double (value, priv->mark); break;
  case PROP_ENTRY: g_value_set_double (value, priv->entry); break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LabChart *self = LAB_CHART (object);
  LabChartPrivate *priv = private(self);

  switch (id) {
  case PROP_OUTCOME: set_outcome (self, g_value_get_boxed (value)); break;
  case PROP_ASSET:
    g_free (priv->asset);
    priv->asset = g_value_dup_string (value);
    lab_chart_changed (self);
    break;
  case PROP_MARK:
    set_number (self, &priv->mark, g_value_get_double (value), pspec);
    break;
  case PROP_ENTRY:
    set_number (self, &priv->entry, g_value_get_double (value), pspec);
    break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
constructed (GObject *object)
{
  const char *title = LAB_CHART_GET_CLASS (object)->title;

  G_OBJECT_CLASS (lab_chart_parent_class)->constructed (object);
  gtk_accessible_update_property (GTK_ACCESSIBLE (object), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (title), -1);
}

static void
dispose (GObject *object)
{
  LabChartPrivate *priv = private(LAB_CHART (object));

  g_clear_handle_id (&priv->quiet_id, g_source_remove);
  g_clear_pointer (&priv->handles, lab_handles_free);
  G_OBJECT_CLASS (lab_chart_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  LabChartPrivate *priv = private(LAB_CHART (object));

  g_clear_pointer (&priv->meter, chart_meter_free);
  g_clear_pointer (&priv->font, pango_font_description_free);
  g_clear_pointer (&priv->pen, lab_pen_free);
  g_clear_pointer (&priv->cache, lab_ink_cache_free);
  g_free (priv->layout);
  g_free (priv->asset);
  G_OBJECT_CLASS (lab_chart_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  props[PROP_OUTCOME] =
      g_param_spec_boxed ("outcome", NULL, NULL, LAB_TYPE_OUTCOME, flags);
  props[PROP_ASSET] = g_param_spec_string ("asset", NULL, NULL, NULL, flags);
  props[PROP_MARK] = g_param_spec_double ("mark", NULL, NULL, 0, G_MAXDOUBLE, 0,
                                          flags | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_ENTRY] = g_param_spec_double ("entry", NULL, NULL, 0, G_MAXDOUBLE, 0,
                                           flags | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
lab_chart_class_init (LabChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = constructed;
  object_class->get_property = get_property;
  object_class->set_property = set_property;
  object_class->dispose = dispose;
  object_class->finalize = finalize;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
  widget_class->snapshot = snapshot;
  widget_class->map = map;
  widget_class->css_changed = css_changed;
  widget_class->system_setting_changed = system_setting_changed;
  klass->asked = asked;
  klass->ring = ring;
  install_properties (object_class);
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
handle_asked (GtkWidget *widget, ChartHandleName handle, double value)
{
  LAB_CHART_GET_CLASS (widget)->asked (LAB_CHART (widget), handle, value);
}

static void
lab_chart_init (LabChart *self)
{
  LabChartPrivate *priv = private(self);
  AdwStyleManager *style = adw_style_manager_get_default ();

  priv->handles = lab_handles_new (GTK_WIDGET (self), handle_asked);
  priv->layout = g_new0 (ChartLayout, 1);
  priv->cache = lab_ink_cache_new ();
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);

  lab_chart_hand_add (self);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (style_changed), NULL);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (style_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (style_changed),
                           self, G_CONNECT_SWAPPED);
}

const MarginOutcome *
lab_chart_get_outcome (LabChart *self)
{
  LabChartPrivate *priv;

  g_return_val_if_fail (LAB_IS_CHART (self), NULL);
  priv = private(self);
  return priv->has_outcome ? &priv->outcome : NULL;
}

GtkWidget *
lab_chart_get_handle (LabChart *self, ChartHandleName handle)
{
  g_return_val_if_fail (LAB_IS_CHART (self), NULL);
  return lab_handles_get (private(self)->handles, handle);
}
