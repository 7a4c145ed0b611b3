/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/sandbox.h"

#include "app/announce.h"
#include "app/pages/rules.h"
#include "app/pages/sandbox-layout.h"
#include "app/pages/sandbox-words.h"
#include "app/pages/table.h"
#include "app/widgets/card.h"
#include "app/widgets/choice-row.h"
#include "app/widgets/figures.h"
#include "app/widgets/number-row.h"
#include "app/widgets/sentence.h"
#include "app/widgets/side-switch.h"
#include "app/widgets/views.h"
#include "app/widgets/wrap-box.h"
#include "scenario/words.h"

#include <glib/gi18n-lib.h>

/* Everything on this page is bound to one LabScenario: what can be turned in both
 * directions by one binding group, what is only read by expressions in the template. */

struct _LabSandboxPage {
  GtkWidget parent_instance;

  LabScenario *scenario;
  LabPrices *prices;
  GCancellable *loading;
  GBindingGroup *bindings;
  guint start_id;

  LabSandboxLayout *layout;
  GtkWidget *side_row, *side, *margin, *leverage, *move, *asset, *entry, *rules, *reset;
  GtkWidget *payoff, *ladder, *shows_ladder;
  GtkWidget *numbers, *column, *figures_below, *payoff_head, *ladder_head;
  GtkWidget *table, *table_below;
};

G_DEFINE_FINAL_TYPE (LabSandboxPage, lab_sandbox_page, GTK_TYPE_WIDGET)

enum { PROP_0, PROP_SCENARIO, PROP_PRICES, N_PROPS };

static GParamSpec *props[N_PROPS];

static gboolean
rules_to_id (GBinding *binding, const GValue *rules, GValue *id, gpointer data)
{
  LabRuleSet *set = g_value_get_boxed (rules);

  g_value_set_string (id, set != NULL ? lab_rule_set_get_id (set) : NULL);
  return TRUE;
}

static gboolean
id_to_rules (GBinding *binding, const GValue *id, GValue *rules, gpointer data)
{
  LabSandboxPage *self = data;
  const char *wanted = g_value_get_string (id);
  const char *present = lab_rule_set_get_id (lab_scenario_get_rules (self->scenario));
  g_autoptr (GError) error = NULL;
  LabRuleSet *set;

  /* Rules of an opened file may differ from those their id names: keep them. */
  if (wanted == NULL || g_str_equal (wanted, present))
    return FALSE;
  set = lab_rule_set_load (wanted, &error);
  if (set == NULL) {
    g_debug ("%s", error->message);
    return FALSE;
  }
  g_value_take_boxed (rules, set);
  return TRUE;
}

/* What can be turned. */
static void
bind_numbers (LabSandboxPage *self)
{
  const GBindingFlags both = G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL;
  GBindingGroup *group = self->bindings;

  g_binding_group_bind (group, "max-leverage", self->leverage, "high",
                        G_BINDING_SYNC_CREATE);
  g_binding_group_bind (group, "margin-low", self->margin, "low", G_BINDING_SYNC_CREATE);
  g_binding_group_bind (group, "margin-high", self->margin, "high",
                        G_BINDING_SYNC_CREATE);
  g_binding_group_bind (group, "margin", self->margin, "value", both);
  g_binding_group_bind (group, "leverage", self->leverage, "value", both);
  g_binding_group_bind (group, "move", self->move, "value", both);
  g_binding_group_bind (group, "entry", self->entry, "value", both);
  g_binding_group_bind (group, "side", self->side, "side", both);
  g_binding_group_bind (group, "asset", self->asset, "chosen", both);
  g_binding_group_bind_full (group, "rules", self->rules, "chosen", both, rules_to_id,
                             id_to_rules, self, NULL);
  g_binding_group_bind (group, "mark", self->payoff, "mark", both);
  g_binding_group_bind (group, "mark", self->ladder, "mark", both);
  g_binding_group_bind (group, "entry", self->ladder, "entry", both);
}

/* Once the price has ended it, only the price still moves. */
static void
bind_lock (LabSandboxPage *self)
{
  GtkWidget *set_up[] = { self->side,  self->margin, self->leverage,
                          self->asset, self->entry,  self->rules };

  for (gsize i = 0; i < G_N_ELEMENTS (set_up); i++) {
    g_binding_group_bind (self->bindings, "is-locked", set_up[i], "sensitive",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
    g_signal_connect (set_up[i], "notify::sensitive",
                      G_CALLBACK (lab_announce_sensitivity), NULL);
  }
}

static void
set_range (GtkWidget *row, const char *name)
{
  const MarginInputRow *input = margin_input_row (name);

  g_object_set (row, "low", input->low, "high", input->high, NULL);
}

static void
offer_assets (LabSandboxPage *self)
{
  for (const char *const *asset = lab_prices_assets (); *asset != NULL; asset++)
    lab_choice_row_offer (LAB_CHOICE_ROW (self->asset), *asset, *asset);
}

/* What was made for teaching comes first, the venues by their names. */
static int
compare_rules (gconstpointer a, gconstpointer b)
{
  const LabRuleSet *one = *(LabRuleSet *const *) a, *other = *(LabRuleSet *const *) b;
  gboolean is_venue = lab_rule_set_get_confidence (one) != NULL;
  g_autofree char *name = g_utf8_casefold (lab_rule_set_get_name (one), -1);
  g_autofree char *other_name = g_utf8_casefold (lab_rule_set_get_name (other), -1);

  if (is_venue != (lab_rule_set_get_confidence (other) != NULL))
    return is_venue ? 1 : -1;
  return is_venue ? g_utf8_collate (name, other_name) : 0;
}

static void
offer_rules (LabSandboxPage *self)
{
  g_autoptr (GPtrArray) sets =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lab_rule_set_unref);

  for (const char *const *id = lab_rule_set_ids (); *id != NULL; id++) {
    g_autoptr (GError) error = NULL;
    LabRuleSet *set = lab_rule_set_load (*id, &error);

    if (set != NULL)
      g_ptr_array_add (sets, set);
    else
      g_warning ("%s", error->message);
  }
  g_ptr_array_sort (sets, compare_rules);
  for (guint i = 0; i < sets->len; i++)
    lab_choice_row_offer (LAB_CHOICE_ROW (self->rules),
                          lab_rule_set_get_id (sets->pdata[i]),
                          lab_rule_set_get_name (sets->pdata[i]));
}

/* A screen reader speaks a description that changes under the focus, and nothing else a
 * slider does: so it carries value and outcome. */
static void
describe_focus (LabSandboxPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  g_autofree char *sentence = NULL;

  if (focus == NULL || !LAB_IS_UNIT_SCALE (focus) ||
      !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return;
  sentence = lab_say_control (lab_scenario_get_outcome (self->scenario),
                              lab_scenario_get_asset (self->scenario),
                              lab_unit_scale_get_control (LAB_UNIT_SCALE (focus)));
  if (sentence != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (focus),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);
}

/* The way on, once it is over, is the one button that stands out. */
static void
locked_cb (LabSandboxPage *self)
{
  if (lab_scenario_is_locked (self->scenario))
    gtk_widget_add_css_class (self->reset, "suggested-action");
  else
    gtk_widget_remove_css_class (self->reset, "suggested-action");
}

static void
prices_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabPrices) prices = lab_prices_load_finish (result, &error);
  LabSandboxPage *self = data;

  if (prices == NULL) {
    g_debug ("%s", error->message);
    return;
  }
  g_set_object (&self->prices, prices);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PRICES]);
}

/* A late answer to an old question is dropped: it is cancelled, and the page of a
 * cancelled load may be gone. */
static void
asset_cb (LabSandboxPage *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (g_set_object (&self->prices, NULL))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PRICES]);
  self->loading = g_cancellable_new ();
  lab_prices_load_async (lab_scenario_get_asset (self->scenario), self->loading,
                         prices_loaded_cb, self);
}

/* What the first picture can do without. */
static gboolean
start_cb (gpointer data)
{
  LabSandboxPage *self = data;

  self->start_id = 0;
  asset_cb (self);
  return G_SOURCE_REMOVE;
}

static void
map (GtkWidget *widget)
{
  LabSandboxPage *self = LAB_SANDBOX_PAGE (widget);

  GTK_WIDGET_CLASS (lab_sandbox_page_parent_class)->map (widget);
  if (self->loading == NULL && self->start_id == 0)
    self->start_id = g_idle_add_full (G_PRIORITY_LOW, start_cb, self, NULL);
}

static void
root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (lab_sandbox_page_parent_class)->root (widget);
  g_signal_connect_object (gtk_widget_get_root (widget), "notify::focus-widget",
                           G_CALLBACK (describe_focus), widget, G_CONNECT_SWAPPED);
}

static void
unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), describe_focus,
                                        widget);
  GTK_WIDGET_CLASS (lab_sandbox_page_parent_class)->unroot (widget);
}

/* Where there is one column, what is turned most stands right below the chart. */
static void
fold_cb (LabSandboxLayout *layout, GParamSpec *pspec, LabSandboxPage *self)
{
  LabFold fold;
  gboolean is_narrow;

  g_object_get (layout, "fold", &fold, NULL);
  is_narrow = fold == LAB_FOLD_NARROW;
  gtk_widget_set_visible (self->payoff_head, !is_narrow);
  gtk_widget_set_visible (self->ladder_head, !is_narrow);
  gtk_widget_set_visible (self->figures_below, is_narrow);
  gtk_widget_set_visible (self->table, !is_narrow);
  gtk_widget_set_visible (self->table_below, is_narrow);
  if (is_narrow)
    gtk_widget_add_css_class (self->column, "narrow");
  else
    gtk_widget_remove_css_class (self->column, "narrow");
  gtk_box_reorder_child_after (GTK_BOX (self->numbers), self->side_row,
                               is_narrow ? self->move : NULL);
  gtk_box_reorder_child_after (GTK_BOX (self->numbers), self->margin, self->side_row);
}

static void
reset_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lab_scenario_reset (LAB_SANDBOX_PAGE (widget)->scenario);
}

static GtkWindow *
window_of (GtkWidget *widget)
{
  GtkRoot *window = gtk_widget_get_root (widget);

  return GTK_IS_WINDOW (window) ? GTK_WINDOW (window) : NULL;
}

static void
table_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (gtk_widget_get_mapped (widget))
    lab_table_show (window_of (widget), LAB_SANDBOX_PAGE (widget)->scenario);
}

static void
rules_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lab_rules_show (window_of (widget), LAB_SANDBOX_PAGE (widget)->scenario);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LabSandboxPage *self = LAB_SANDBOX_PAGE (object);

  g_value_set_object (value, id == PROP_SCENARIO ? (gpointer) self->scenario
                                                 : (gpointer) self->prices);
}

static void
dispose (GObject *object)
{
  LabSandboxPage *self = LAB_SANDBOX_PAGE (object);
  GtkWidget *child;

  g_clear_handle_id (&self->start_id, g_source_remove);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->bindings);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->prices);
  g_clear_object (&self->scenario);
  G_OBJECT_CLASS (lab_sandbox_page_parent_class)->dispose (object);
}

static void
ensure_types (void)
{
  g_type_ensure (LAB_TYPE_SANDBOX_LAYOUT);
  g_type_ensure (LAB_TYPE_CARD);
  g_type_ensure (LAB_TYPE_NUMBER_ROW);
  g_type_ensure (LAB_TYPE_CHOICE_ROW);
  g_type_ensure (LAB_TYPE_SIDE_SWITCH);
  g_type_ensure (LAB_TYPE_SENTENCE);
  g_type_ensure (LAB_TYPE_WRAP_BOX);
  g_type_ensure (LAB_TYPE_FIGURES);
  g_type_ensure (LAB_TYPE_PAYOFF_VIEW);
  g_type_ensure (LAB_TYPE_LADDER_VIEW);
  g_type_ensure (LAB_TYPE_GAUGE_VIEW);
  g_type_ensure (LAB_TYPE_SCENARIO);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/leveragelab/LeverageLab/pages/sandbox.ui");
  gtk_widget_class_bind_template_child (widget_class, LabSandboxPage, layout);
  gtk_widget_class_bind_template_child (widget_class, LabSandboxPage, side_row);
  gtk_widget_class_bind_template_child (widget_class, LabSandboxPage, side);
  gtk_widget_class_bind_template_child (widget_class, LabSandboxPage, margin);
  gtk_widget_class_bind_template_child (widget_class, LabSandboxPage, leverage);
  gtk_widget_class_bind_template_child (widget_class, LabSandboxPage, move);
  gtk_widget_class_bind_template_child (widget_class, LabSandboxPage, asset);
  gtk_widget_class_bind_template_child (widget_class, LabSandboxPage, entry);
  gtk_widget_class_bind_template_child (widget_class, LabSandboxPage, rules);
  gtk_widget_class_bind_template_child (widget_class, LabSandboxPage, reset);
  gtk_widget_class_bind_template_child (widget_class, LabSandboxPage, payoff);
  gtk_widget_class_bind_template_child (widget_class, LabSandboxPage, ladder);
  gtk_widget_class_bind_template_child (widget_class, LabSandboxPage, shows_ladder);
  gtk_widget_class_bind_template_child (widget_class, LabSandboxPage, numbers);
  gtk_widget_class_bind_template_child (widget_class, LabSandboxPage, column);
  gtk_widget_class_bind_template_child (widget_class, LabSandboxPage, figures_below);
  gtk_widget_class_bind_template_child (widget_class, LabSandboxPage, payoff_head);
  gtk_widget_class_bind_template_child (widget_class, LabSandboxPage, ladder_head);
  gtk_widget_class_bind_template_child (widget_class, LabSandboxPage, table);
  gtk_widget_class_bind_template_child (widget_class, LabSandboxPage, table_below);
  gtk_widget_class_bind_template_callback (widget_class, fold_cb);
  lab_sandbox_words_bind (widget_class);
}

static void
lab_sandbox_page_class_init (LabSandboxPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  ensure_types ();
  object_class->get_property = get_property;
  object_class->dispose = dispose;
  widget_class->map = map;
  widget_class->root = root;
  widget_class->unroot = unroot;
  props[PROP_SCENARIO] =
      g_param_spec_object ("scenario", NULL, NULL, LAB_TYPE_SCENARIO, flags);
  props[PROP_PRICES] = g_param_spec_object ("prices", NULL, NULL, LAB_TYPE_PRICES, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_install_action (widget_class, "sandbox.reset", NULL, reset_action);
  gtk_widget_class_install_action (widget_class, "sandbox.table", NULL, table_action);
  gtk_widget_class_install_action (widget_class, "sandbox.rules", NULL, rules_action);
  bind_template (widget_class);
}

/* T works wherever the focus is, but in a field that is being typed in. */
static void
add_keys (LabSandboxPage *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (keys),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_t, 0),
                        gtk_named_action_new ("sandbox.table")));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
lab_sandbox_page_init (LabSandboxPage *self)
{
  self->scenario = lab_scenario_new ();
  self->bindings = g_binding_group_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  set_range (self->leverage, "leverage");
  set_range (self->entry, "entry");
  g_object_set (self->move, "low", -1.0, "high", 1.0, "end", 0.1, NULL);
  offer_assets (self);
  offer_rules (self);
  bind_numbers (self);
  bind_lock (self);
  add_keys (self);
  g_object_bind_property (self, "scenario", self->bindings, "source",
                          G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->shows_ladder, "active", self->layout, "shows-ladder",
                          G_BINDING_SYNC_CREATE);

  g_signal_connect_object (self->scenario, "notify::outcome", G_CALLBACK (describe_focus),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scenario, "notify::is-locked", G_CALLBACK (locked_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scenario, "notify::asset", G_CALLBACK (asset_cb), self,
                           G_CONNECT_SWAPPED);
}

LabScenario *
lab_sandbox_page_get_scenario (LabSandboxPage *self)
{
  g_return_val_if_fail (LAB_IS_SANDBOX_PAGE (self), NULL);
  return self->scenario;
}

GtkWidget *
lab_sandbox_page_get_control (LabSandboxPage *self, const char *name)
{
  g_return_val_if_fail (LAB_IS_SANDBOX_PAGE (self), NULL);
  struct {
    const char *name;
    GtkWidget *row;
  } rows[] = { { "margin", self->margin }, { "leverage", self->leverage },
               { "move", self->move },     { "side", self->side },
               { "asset", self->asset },   { "entry", self->entry },
               { "rules", self->rules },   { "reset", self->reset } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_strcmp0 (rows[i].name, name) == 0)
      return rows[i].row;
  return NULL;
}

GtkWidget *
lab_sandbox_page_get_focusable (LabSandboxPage *self, const char *name)
{
  GtkWidget *row = lab_sandbox_page_get_control (self, name);

  if (row != NULL && LAB_IS_NUMBER_ROW (row))
    return lab_number_row_get_focusable (LAB_NUMBER_ROW (row));
  if (row != NULL && LAB_IS_CHOICE_ROW (row))
    return lab_choice_row_get_focusable (LAB_CHOICE_ROW (row));
  return row;
}
