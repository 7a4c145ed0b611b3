/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lessons/reader.h"

#include "lessons/element.h"
#include "lessons/text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A lesson file is XML of a fixed shape, so the reader is a table of elements: where each
 * may stand, which steps need it, and where its text goes. What the table does not name
 * is refused, and with it any depth beyond lesson, step, piece. */

typedef struct {
  LabLesson *lesson;
  LabStep step;          /* the one being read */
  LabFeedback reply;     /* the one being read */
  GArray *feedback;      /* of the step */
  GString *text;         /* of the element being read */
  gboolean is_in_lesson; /* the root has been seen */
} Reader;

#define COACH   (1u << LAB_STEP_COACH)
#define MESSAGE (1u << LAB_STEP_MESSAGE)
#define PREDICT (1u << LAB_STEP_PREDICT)
#define END     (1u << LAB_STEP_END)

/* Where a text of a step goes, and which kinds of step may and must have it. */
typedef struct {
  const char *element;
  gsize offset;
  guint may, must;
} TextRow;

#define ROW(element, field, may, must)                                                   \
  {                                                                                      \
    element, G_STRUCT_OFFSET (LabStep, field), may, must                                 \
  }

static const TextRow texts[] = {
  ROW ("title", title, COACH | MESSAGE | END, COACH),
  ROW ("text", text, COACH | MESSAGE | END, COACH | MESSAGE | END),
  ROW ("button", button, MESSAGE | PREDICT | END, MESSAGE | PREDICT | END),
  ROW ("other-button", other_button, END, END),
  ROW ("question", question, PREDICT, PREDICT),
  ROW ("explanation", explanation, PREDICT, PREDICT),
};

#undef ROW

/* What a question may name: nothing that follows from its answer. */
static const char *const set_up_names[] = { "asset",    "side",  "deposit",
                                            "leverage", "entry", NULL };

/* Takes the text read so far, translated. */
static gboolean
take_text (Reader *reader, const char *element, const char **text, GError **error)
{
  g_autofree char *folded = lab_text_fold (reader->text->str);
  g_autofree char *bad_name = NULL;
  gboolean is_question = g_str_equal (element, "question");

  g_string_truncate (reader->text, 0);
  if (*folded == '\0')
    return lab_lesson_refuse (error, _ ("“%s” is empty."), element);
  if (*text != NULL)
    return lab_lesson_refuse (error, _ ("“%s” is there twice."), element);
  if (!lab_text_has_whole_names (folded))
    return lab_lesson_refuse (error,
                              _ ("A brace belongs to a {name} in lower-case letters."));
  if (is_question && !lab_text_names_only (folded, set_up_names, &bad_name))
    return lab_lesson_refuse (error, _ ("A question must not name {%s}."), bad_name);

  *text = g_string_chunk_insert (reader->lesson->strings, lab_text_translate (folded));
  return TRUE;
}

static const TextRow *
text_row (const char *element)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    if (g_str_equal (element, texts[i].element))
      return &texts[i];
  }
  return NULL;
}

static gboolean
start_lesson (Reader *reader, const LabElement *element, GError **error)
{
  if (reader->is_in_lesson || !g_str_equal (element->name, "lesson"))
    return lab_lesson_refuse (error, _ ("A lesson file holds one “lesson”, not “%s”."),
                              element->name);
  reader->is_in_lesson = TRUE;
  return lab_element_read_lesson (element, &reader->lesson->id, error);
}

static gboolean
start_step (Reader *reader, const LabElement *element, GError **error)
{
  GArray *steps = reader->lesson->steps;

  if (!lab_element_read_step (element, &reader->step, error))
    return FALSE;

  for (guint i = 0; i < steps->len; i++) {
    if (g_str_equal (g_array_index (steps, LabStep, i).id, reader->step.id))
      return lab_lesson_refuse (error, _ ("Two steps are called “%s”."), reader->step.id);
  }
  return TRUE;
}

static gboolean
start_set_up (Reader *reader, const LabElement *element, GError **error)
{
  if (lab_step_has_set_up (&reader->step))
    return lab_lesson_refuse (error, _ ("“%s” is there twice."), element->name);
  if (!lab_element_read_set_up (element, &reader->step.set_up, error))
    return FALSE;
  return lab_step_has_set_up (&reader->step) ||
         lab_lesson_refuse (error, _ ("“%s” is empty."), element->name);
}

static gboolean
start_in_lesson (Reader *reader, const LabElement *element, GError **error)
{
  if (g_str_equal (element->name, "title") || g_str_equal (element->name, "goal"))
    return lab_element_read_nothing (element, error);
  return start_step (reader, element, error);
}

static gboolean
start_in_step (Reader *reader, const LabElement *element, GError **error)
{
  const TextRow *row = text_row (element->name);
  guint kind = 1u << reader->step.kind;

  if (g_str_equal (element->name, "set-up"))
    return start_set_up (reader, element, error);
  if (g_str_equal (element->name, "feedback") && kind == PREDICT)
    return lab_element_read_feedback (element, &reader->reply, error);
  if (row != NULL && (row->may & kind) != 0)
    return lab_element_read_nothing (element, error);
  return lab_lesson_refuse (error, _ ("“%s” does not belong here."), element->name);
}

/* GMarkup says the line of its own errors only. */
static void
say_line (GMarkupParseContext *context, GError **error)
{
  int line;

  if (*error == NULL)
    return;
  g_markup_parse_context_get_position (context, &line, NULL);
  g_prefix_error (error, _ ("Line %d: "), line);
}

static void
start_element_cb (GMarkupParseContext *context, const char *name, const char **names,
                  const char **values, gpointer data, GError **error)
{
  Reader *reader = data;
  const GSList *stack = g_markup_parse_context_get_element_stack (context);
  const GSList *parent = stack->next;
  const LabElement element = { reader->lesson->strings, name, names, values };

  g_string_truncate (reader->text, 0);
  if (parent == NULL)
    start_lesson (reader, &element, error);
  else if (parent->next == NULL)
    start_in_lesson (reader, &element, error);
  else if (parent->next->next == NULL && lab_element_is_step (parent->data))
    start_in_step (reader, &element, error);
  else
    lab_lesson_refuse (error, _ ("“%s” does not belong here."), name);
  say_line (context, error);
}

static const char **
place_of (LabStep *step, const TextRow *row)
{
  return G_STRUCT_MEMBER_P (step, row->offset);
}

static gboolean
end_feedback (Reader *reader, GError **error)
{
  LabFeedback *reply = &reader->reply;

  for (guint i = 0; i < reader->feedback->len; i++) {
    LabFeedback *other = &g_array_index (reader->feedback, LabFeedback, i);

    if (g_strcmp0 (other->near_field, reply->near_field) == 0)
      return lab_lesson_refuse (error, _ ("Two feedbacks answer the same guess."));
  }
  if (!take_text (reader, "feedback", &reply->text, error))
    return FALSE;

  g_array_append_val (reader->feedback, *reply);
  return TRUE;
}

static gboolean
end_step (Reader *reader, GError **error)
{
  LabStep *step = &reader->step;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    gboolean is_needed = (texts[i].must & (1u << step->kind)) != 0;

    if (is_needed && *place_of (step, &texts[i]) == NULL)
      return lab_lesson_refuse (error, _ ("The step “%s” lacks “%s”."), step->id,
                                texts[i].element);
  }
  if (step->kind == LAB_STEP_PREDICT && reader->feedback->len == 0)
    return lab_lesson_refuse (error, _ ("The step “%s” lacks “%s”."), step->id,
                              "feedback");

  step->n_feedback = reader->feedback->len;
  if (step->n_feedback > 0)
    step->feedback = g_array_steal (reader->feedback, NULL);
  g_array_append_val (reader->lesson->steps, *step);
  return TRUE;
}

static gboolean
end_lesson (Reader *reader, GError **error)
{
  GArray *steps = reader->lesson->steps;

  if (reader->lesson->title == NULL || reader->lesson->goal == NULL)
    return lab_lesson_refuse (error, _ ("A lesson has a “title” and a “goal”."));
  if (steps->len == 0 ||
      g_array_index (steps, LabStep, steps->len - 1).kind != LAB_STEP_END)
    return lab_lesson_refuse (error, _ ("The last step of a lesson is an “end”."));
  return TRUE;
}

static void
end_element_cb (GMarkupParseContext *context, const char *element, gpointer data,
                GError **error)
{
  Reader *reader = data;
  LabLesson *lesson = reader->lesson;
  const GSList *stack = g_markup_parse_context_get_element_stack (context);
  gboolean is_in_step = stack->next != NULL && stack->next->next != NULL;
  const TextRow *row = text_row (element);

  if (g_str_equal (element, "lesson"))
    end_lesson (reader, error);
  else if (lab_element_is_step (element))
    end_step (reader, error);
  else if (g_str_equal (element, "feedback"))
    end_feedback (reader, error);
  else if (!is_in_step)
    take_text (reader, element,
               g_str_equal (element, "title") ? &lesson->title : &lesson->goal, error);
  else if (row != NULL)
    take_text (reader, element, place_of (&reader->step, row), error);
  say_line (context, error);
}

static gboolean
holds_text (const char *element)
{
  return text_row (element) != NULL || g_str_equal (element, "goal") ||
         g_str_equal (element, "feedback");
}

static void
text_cb (GMarkupParseContext *context, const char *text, gsize length, gpointer data,
         GError **error)
{
  Reader *reader = data;
  const char *element = g_markup_parse_context_get_element (context);

  if (element != NULL && holds_text (element))
    g_string_append_len (reader->text, text, (gssize) length);
  else if (strspn (text, " \t\r\n") < length)
    lab_lesson_refuse (error, _ ("Text does not belong here."));
  say_line (context, error);
}

/* Comments may stand between elements. Inside a text xgettext would see two texts. */
static void
passthrough_cb (GMarkupParseContext *context, const char *text, gsize length,
                gpointer data, GError **error)
{
  const char *element = g_markup_parse_context_get_element (context);

  if (element != NULL && holds_text (element))
    lab_lesson_refuse (error, _ ("A text holds nothing but text."));
  else if (!g_str_has_prefix (text, "<!--") && !g_str_has_prefix (text, "<?xml "))
    lab_lesson_refuse (error, _ ("Only comments may stand between elements."));
  say_line (context, error);
}

static const GMarkupParser parser = {
  .start_element = start_element_cb,
  .end_element = end_element_cb,
  .text = text_cb,
  .passthrough = passthrough_cb,
};

gboolean
lab_lesson_read (LabLesson *self, GBytes *bytes, GError **error)
{
  gsize size;
  const char *content = g_bytes_get_data (bytes, &size);

  if (size == 0)
    return lab_lesson_refuse (error, _ ("The lesson file is empty."));
  if (size > LAB_LESSON_MAX_BYTES)
    return lab_lesson_refuse (error, _ ("A lesson file holds at most %d bytes."),
                              LAB_LESSON_MAX_BYTES);

  Reader reader = { .lesson = self };
  g_autoptr (GArray) feedback = g_array_new (FALSE, FALSE, sizeof (LabFeedback));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GMarkupParseContext) context =
      g_markup_parse_context_new (&parser, G_MARKUP_PREFIX_ERROR_POSITION, &reader, NULL);
  g_autoptr (GError) reason = NULL;

  reader.feedback = feedback;
  reader.text = text;
  if (g_markup_parse_context_parse (context, content, (gssize) size, &reason) &&
      g_markup_parse_context_end_parse (context, &reason))
    return TRUE;

  /* GMarkup quotes the file, which need not be UTF-8. */
  g_autofree char *message = g_utf8_make_valid (reason->message, -1);

  return lab_lesson_refuse (error, "%s", message);
}
