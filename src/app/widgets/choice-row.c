/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/choice-row.h"

#include "app/widgets/sentence.h"
#include "app/widgets/wrap-box.h"

#include <glib/gi18n-lib.h>

struct _LabChoiceRow {
  GtkWidget parent_instance;

  GtkWidget *head, *note;
  GtkDropDown *drop_down;
  GtkWidget *search; /* of what drops down */
  GtkListView *list;
  GtkStringList *names;
  GPtrArray *ids; /* in the order of names */
  char *title, *note_text, *chosen;
};

G_DEFINE_FINAL_TYPE (LabChoiceRow, lab_choice_row, GTK_TYPE_WIDGET)

enum { PROP_0, PROP_TITLE, PROP_CHOSEN, PROP_NOTE, PROP_IS_SEARCHABLE, N_PROPS };

static GParamSpec *props[N_PROPS];

/* Enter takes the first of what is left. */
static void
search_activate_cb (GtkSearchEntry *search, LabChoiceRow *self)
{
  GtkSelectionModel *left = gtk_list_view_get_model (self->list);

  if (left != NULL && g_list_model_get_n_items (G_LIST_MODEL (left)) > 0)
    g_signal_emit_by_name (self->list, "activate", 0u);
}

static void
furnish_search (LabChoiceRow *self, GtkWidget *search)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search"), -1);
  if (self->search != NULL)
    return;
  self->search = search;
  g_signal_connect (search, "map", G_CALLBACK (gtk_widget_grab_focus), NULL);
  g_signal_connect (search, "activate", G_CALLBACK (search_activate_cb), self);
}

/* The list that drops down is GTK's own: a field to search in, and the list in something
 * that scrolls. What it leaves nameless gets a name, and the field the focus. */
static void
furnish (LabChoiceRow *self, GtkWidget *part)
{
  if (GTK_IS_LIST_VIEW (part))
    self->list = GTK_LIST_VIEW (part);
  if (GTK_IS_SEARCH_ENTRY (part))
    furnish_search (self, part);
  else if (GTK_IS_LIST_VIEW (part) || GTK_IS_SCROLLED_WINDOW (part))
    gtk_accessible_update_property (GTK_ACCESSIBLE (part), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    self->title, -1);
  for (GtkWidget *child = gtk_widget_get_first_child (part); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    furnish (self, child);
}

static void
choose (LabChoiceRow *self, const char *id)
{
  if (g_strcmp0 (self->chosen, id) == 0)
    return;
  g_free (self->chosen);
  self->chosen = g_strdup (id);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CHOSEN]);
}

static void
selected_cb (GtkDropDown *drop_down, GParamSpec *pspec, LabChoiceRow *self)
{
  guint selected = gtk_drop_down_get_selected (drop_down);

  if (self->chosen != NULL && selected < self->ids->len)
    choose (self, g_ptr_array_index (self->ids, selected));
}

static void
set_chosen (LabChoiceRow *self, const char *id)
{
  guint index = 0;

  if (id == NULL)
    return;
  choose (self, id);
  lab_choice_row_offer (self, id, id);
  if (g_ptr_array_find_with_equal_func (self->ids, id, g_str_equal, &index))
    gtk_drop_down_set_selected (self->drop_down, index);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LabChoiceRow *self = LAB_CHOICE_ROW (object);

  switch (id) {
  case PROP_TITLE: g_value_set_string (value, self->title); break;
  case PROP_CHOSEN: g_value_set_string (value, self->chosen); break;
  case PROP_NOTE: g_value_set_string (value, self->note_text); break;
  case PROP_IS_SEARCHABLE:
    g_value_set_boolean (value, gtk_drop_down_get_enable_search (self->drop_down));
    break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LabChoiceRow *self = LAB_CHOICE_ROW (object);

  switch (id) {
  case PROP_TITLE:
    g_free (self->title);
    self->title = g_value_dup_string (value);
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->drop_down),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, self->title, -1);
    furnish (self, GTK_WIDGET (self->drop_down));
    break;
  case PROP_CHOSEN: set_chosen (self, g_value_get_string (value)); break;
  case PROP_NOTE:
    g_free (self->note_text);
    self->note_text = g_value_dup_string (value);
    gtk_widget_set_visible (self->note, self->note_text != NULL);
    break;
  case PROP_IS_SEARCHABLE:
    gtk_drop_down_set_enable_search (self->drop_down, g_value_get_boolean (value));
    break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
dispose (GObject *object)
{
  LabChoiceRow *self = LAB_CHOICE_ROW (object);

  g_clear_pointer (&self->head, gtk_widget_unparent);
  g_clear_pointer (&self->note, gtk_widget_unparent);
  G_OBJECT_CLASS (lab_choice_row_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  LabChoiceRow *self = LAB_CHOICE_ROW (object);

  g_ptr_array_unref (self->ids);
  g_free (self->title);
  g_free (self->note_text);
  g_free (self->chosen);
  G_OBJECT_CLASS (lab_choice_row_parent_class)->finalize (object);
}

static void
lab_choice_row_class_init (LabChoiceRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  g_type_ensure (LAB_TYPE_SENTENCE);
  g_type_ensure (LAB_TYPE_WRAP_BOX);
  object_class->get_property = get_property;
  object_class->set_property = set_property;
  object_class->dispose = dispose;
  object_class->finalize = finalize;
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_CHOSEN] =
      g_param_spec_string ("chosen", NULL, NULL, NULL, flags | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, NULL, flags);
  props[PROP_IS_SEARCHABLE] =
      g_param_spec_boolean ("is-searchable", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/leveragelab/LeverageLab/widgets/choice-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LabChoiceRow, head);
  gtk_widget_class_bind_template_child (widget_class, LabChoiceRow, drop_down);
  gtk_widget_class_bind_template_child (widget_class, LabChoiceRow, names);
  gtk_widget_class_bind_template_child (widget_class, LabChoiceRow, note);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
lab_choice_row_init (LabChoiceRow *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
lab_choice_row_offer (LabChoiceRow *self, const char *id, const char *name)
{
  g_return_if_fail (LAB_IS_CHOICE_ROW (self));
  if (g_ptr_array_find_with_equal_func (self->ids, id, g_str_equal, NULL))
    return;
  g_ptr_array_add (self->ids, g_strdup (id));
  gtk_string_list_append (self->names, name);
}

GtkWidget *
lab_choice_row_get_focusable (LabChoiceRow *self)
{
  g_return_val_if_fail (LAB_IS_CHOICE_ROW (self), NULL);
  return GTK_WIDGET (self->drop_down);
}
