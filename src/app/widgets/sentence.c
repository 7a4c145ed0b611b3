/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/sentence.h"

#include "app/compat.h"

#include <math.h>

struct _LabSentence {
  GtkWidget parent_instance;

  char *strong, *quiet;
  gboolean wraps;
  double xalign;
  PangoLayout *layout;
  int asked; /* natural width, or height at the present width, of the last request */
};

G_DEFINE_FINAL_TYPE (LabSentence, lab_sentence, GTK_TYPE_WIDGET)

enum { PROP_0, PROP_STRONG, PROP_QUIET, PROP_HALVES, PROP_WRAPS, PROP_XALIGN, N_PROPS };

static GParamSpec *props[N_PROPS];

#define QUIET_ALPHA 0.72
#define LEAST_CHARS 12  /* no narrower, when it wraps */
#define MOST_CHARS  60  /* in a line, where nobody said how wide it is */
#define WISH_CHARS  200 /* of width: a sentence would rather not wrap */

static char *
whole (LabSentence *self)
{
  gboolean has_strong = self->strong != NULL && *self->strong != '\0';
  gboolean has_quiet = self->quiet != NULL && *self->quiet != '\0';

  return g_strconcat (has_strong ? self->strong : "", has_strong && has_quiet ? " " : "",
                      has_quiet ? self->quiet : "", NULL);
}

static void
set_text (LabSentence *self)
{
  g_autofree char *text = whole (self);
  PangoAttrList *attributes = pango_attr_list_new ();
  guint start = self->strong != NULL ? (guint) strlen (self->strong) : 0;
  PangoAttribute *alpha =
      pango_attr_foreground_alpha_new ((guint16) (65535 * QUIET_ALPHA));
  PangoAttribute *weight = pango_attr_weight_new (PANGO_WEIGHT_NORMAL);

  alpha->start_index = weight->start_index = start;
  pango_attr_list_insert (attributes, alpha);
  pango_attr_list_insert (attributes, weight);
  /* Figures of one width: a number that changes keeps its place. */
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (self->layout, attributes);
  pango_layout_set_text (self->layout, text, -1);
  pango_attr_list_unref (attributes);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}

static void
set_width (LabSentence *self, int width)
{
  pango_layout_set_width (self->layout,
                          self->wraps && width > 0 ? width * PANGO_SCALE : -1);
}

static int
chars (LabSentence *self, int n)
{
  PangoContext *context = pango_layout_get_context (self->layout);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int width = pango_font_metrics_get_approximate_char_width (metrics);

  pango_font_metrics_unref (metrics);
  return PANGO_PIXELS_CEIL (n * width);
}

static int
text_width (LabSentence *self)
{
  int width;

  pango_layout_get_pixel_size (self->layout, &width, NULL);
  return width;
}

static int
text_height (LabSentence *self, int width)
{
  int height;

  set_width (self, width);
  pango_layout_get_pixel_size (self->layout, NULL, &height);
  return height;
}

/* The size that matters to whoever places us: height at this width, or the width itself.
 */
static int
demand (LabSentence *self)
{
  return self->wraps ? text_height (self, gtk_widget_get_width (GTK_WIDGET (self)))
                     : text_width (self);
}

static void
text_changed (LabSentence *self)
{
  int asked = self->asked;

  set_text (self);
  self->asked = demand (self);
  if (self->asked != asked)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return LAB_SENTENCE (widget)->wraps ? GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH
                                      : GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
         int *natural, int *minimum_baseline, int *natural_baseline)
{
  LabSentence *self = LAB_SENTENCE (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural =
        text_height (self, for_size < 0 ? chars (self, MOST_CHARS) : for_size);
  else if (self->wraps)
    *minimum = chars (self, LEAST_CHARS), *natural = chars (self, WISH_CHARS);
  else
    *minimum = *natural = text_height (self, -1) > 0 ? text_width (self) : 0;
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LabSentence *self = LAB_SENTENCE (widget);

  set_width (self, width);
  self->asked = demand (self);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *picture)
{
  LabSentence *self = LAB_SENTENCE (widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int width, height;
  GdkRGBA colour;
  double x;

  set_width (self, gtk_widget_get_width (widget));
  pango_layout_set_alignment (self->layout,
                              self->xalign > 0.5 ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_get_pixel_size (self->layout, &width, &height);
  x = self->wraps ? 0
                  : (is_rtl ? 1 - self->xalign : self->xalign) *
                        (gtk_widget_get_width (widget) - width);
  lab_compat_get_colour (widget, &colour);
  gtk_snapshot_save (picture);
  gtk_snapshot_translate (
      picture, &GRAPHENE_POINT_INIT ((float) round (x),
                                     (gtk_widget_get_height (widget) - height) / 2));
  gtk_snapshot_append_layout (picture, self->layout, &colour);
  gtk_snapshot_restore (picture);
}

static void
context_changed (LabSentence *self)
{
  pango_layout_context_changed (self->layout);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (lab_sentence_parent_class)->css_changed (widget, change);
  context_changed (LAB_SENTENCE (widget));
}

static void
system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (lab_sentence_parent_class)->system_setting_changed (widget, setting);
  context_changed (LAB_SENTENCE (widget));
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LabSentence *self = LAB_SENTENCE (object);

  switch (id) {
  case PROP_STRONG: g_value_set_string (value, self->strong); break;
  case PROP_QUIET: g_value_set_string (value, self->quiet); break;
  case PROP_WRAPS: g_value_set_boolean (value, self->wraps); break;
  case PROP_XALIGN: g_value_set_double (value, self->xalign); break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
set_half (LabSentence *self, char **half, const GValue *value, GParamSpec *pspec)
{
  const char *text = g_value_get_string (value);

  if (g_strcmp0 (*half, text) == 0)
    return;
  g_free (*half);
  *half = g_strdup (text);
  text_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

/* Both halves that change with a turn are set at once, to be measured once. */
static void
set_halves (LabSentence *self, char **halves)
{
  if (halves == NULL || g_strv_length (halves) != 2)
    return;
  if (g_strcmp0 (self->strong, halves[0]) == 0 && g_strcmp0 (self->quiet, halves[1]) == 0)
    return;
  g_free (self->strong);
  g_free (self->quiet);
  self->strong = g_strdup (halves[0]);
  self->quiet = g_strdup (halves[1]);
  text_changed (self);
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LabSentence *self = LAB_SENTENCE (object);

  switch (id) {
  case PROP_STRONG: set_half (self, &self->strong, value, pspec); break;
  case PROP_QUIET: set_half (self, &self->quiet, value, pspec); break;
  case PROP_HALVES: set_halves (self, g_value_get_boxed (value)); break;
  case PROP_WRAPS: self->wraps = g_value_get_boolean (value); break;
  case PROP_XALIGN: self->xalign = g_value_get_double (value); break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
finalize (GObject *object)
{
  LabSentence *self = LAB_SENTENCE (object);

  g_clear_object (&self->layout);
  g_free (self->strong);
  g_free (self->quiet);
  G_OBJECT_CLASS (lab_sentence_parent_class)->finalize (object);
}

static void
lab_sentence_class_init (LabSentenceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  object_class->finalize = finalize;
  widget_class->get_request_mode = get_request_mode;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
  widget_class->snapshot = snapshot;
  widget_class->css_changed = css_changed;
  widget_class->system_setting_changed = system_setting_changed;

  props[PROP_STRONG] =
      g_param_spec_string ("strong", NULL, NULL, NULL, flags | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_QUIET] =
      g_param_spec_string ("quiet", NULL, NULL, NULL, flags | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_HALVES] = g_param_spec_boxed ("halves", NULL, NULL, G_TYPE_STRV,
                                           G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_WRAPS] = g_param_spec_boolean ("wraps", NULL, NULL, FALSE, flags);
  props[PROP_XALIGN] = g_param_spec_double ("xalign", NULL, NULL, 0, 1, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_css_name (widget_class, "label");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
lab_sentence_init (LabSentence *self)
{
  self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  set_text (self);
}
