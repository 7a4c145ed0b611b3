/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lessons/reader.h"

#include "lessons/numbers.h"
#include "lessons/text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
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

/* The words of an attribute, in the order of its enumeration. */
static const char *const kinds[] = { "coach", "message", "predict", "end", NULL };
static const char *const untils[] = { "nothing", "moved", "at", "ended", NULL };
static const char *const whens[] = { "always", "ended", "open", NULL };
static const char *const sides[] = { "long", "short", NULL };
static const char *const controls[] = { "margin", "leverage", "entry", "mark", "move",
                                        "side",   "asset",    "rules", NULL };

/* What a question may name: nothing that follows from its answer. */
static const char *const set_up_names[] = { "asset",    "side",  "deposit",
                                            "leverage", "entry", NULL };

G_GNUC_PRINTF (2, 3)
static gboolean
refuse (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, LAB_LESSON_ERROR, LAB_LESSON_ERROR_MALFORMED, message);
  return FALSE;
}

static gboolean
read_word (const char *word, const char *const *words, const char *name, int *index,
           GError **error)
{
  for (int i = 0; words[i] != NULL; i++) {
    if (g_str_equal (word, words[i])) {
      *index = i;
      return TRUE;
    }
  }

  g_autofree char *accepted = g_strjoinv (", ", (char **) words);

  return refuse (error, _ ("“%s” is “%s”; accepted are %s."), name, word, accepted);
}

/* A number may be left out; then @number stays as it is. */
static gboolean
read_number (const char *word, const char *name, double *number, GError **error)
{
  if (word == NULL)
    return TRUE;

  gboolean is_plain = strspn (word, "0123456789.") == strlen (word);
  char *end = NULL;
  double value = g_ascii_strtod (word, &end);

  if (!is_plain || *end != '\0' || !isfinite (value) || !(value > 0))
    return refuse (error, _ ("“%s” is “%s”; a number above zero is accepted."), name,
                   word);

  *number = value;
  return TRUE;
}

static const char *
keep (Reader *reader, const char *string)
{
  return string != NULL ? g_string_chunk_insert (reader->lesson->strings, string) : NULL;
}

/* Takes the text read so far, translated. */
static gboolean
take_text (Reader *reader, const char *element, const char **text, GError **error)
{
  g_autofree char *folded = lab_text_fold (reader->text->str);
  g_autofree char *bad_name = NULL;
  gboolean is_question = g_str_equal (element, "question");

  g_string_truncate (reader->text, 0);
  if (*folded == '\0')
    return refuse (error, _ ("“%s” is empty."), element);
  if (*text != NULL)
    return refuse (error, _ ("“%s” is there twice."), element);
  if (!lab_text_has_whole_names (folded))
    return refuse (error, _ ("A brace belongs to a {name} in lower-case letters."));
  if (is_question && !lab_text_names_only (folded, set_up_names, &bad_name))
    return refuse (error, _ ("A question must not name {%s}."), bad_name);

  *text = keep (reader, lab_text_translate (folded));
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

/* Attributes */

#define NEEDED   G_MARKUP_COLLECT_STRING
#define OPTIONAL (G_MARKUP_COLLECT_STRING | G_MARKUP_COLLECT_OPTIONAL)

static gboolean
start_lesson (Reader *reader, const char *element, const char **names,
              const char **values, GError **error)
{
  const char *id;

  if (reader->is_in_lesson || !g_str_equal (element, "lesson"))
    return refuse (error, _ ("A lesson file holds one “lesson”, not “%s”."), element);
  if (!g_markup_collect_attributes (element, names, values, error, NEEDED, "id", &id,
                                    G_MARKUP_COLLECT_INVALID))
    return FALSE;

  reader->is_in_lesson = TRUE;
  reader->lesson->id = keep (reader, id);
  return TRUE;
}

/* What every step has: an id of its own, and perhaps when it is shown. */
static gboolean
begin_step (Reader *reader, LabStepKind kind, const char *id, const char *when,
            GError **error)
{
  GArray *steps = reader->lesson->steps;
  int index = LAB_WHEN_ALWAYS;

  for (guint i = 0; i < steps->len; i++) {
    if (g_str_equal (g_array_index (steps, LabStep, i).id, id))
      return refuse (error, _ ("Two steps are called “%s”."), id);
  }
  if (when != NULL && !read_word (when, whens, "when", &index, error))
    return FALSE;

  reader->step =
      (LabStep){ .kind = kind, .id = keep (reader, id), .when = (LabWhen) index };
  return TRUE;
}

static gboolean
start_coach (Reader *reader, const char *element, const char **names, const char **values,
             GError **error)
{
  const char *id, *when, *control, *until, *value;
  LabStep *step = &reader->step;
  int index = 0;

  if (!g_markup_collect_attributes (element, names, values, error, NEEDED, "id", &id,
                                    OPTIONAL, "when", &when, NEEDED, "control", &control,
                                    NEEDED, "until", &until, OPTIONAL, "value", &value,
                                    G_MARKUP_COLLECT_INVALID) ||
      !begin_step (reader, LAB_STEP_COACH, id, when, error) ||
      !read_word (control, controls, "control", &index, error) ||
      !read_word (until, untils, "until", &index, error) ||
      !read_number (value, "value", &step->value, error))
    return FALSE;
  if ((index == LAB_UNTIL_AT) != (value != NULL))
    return refuse (error, _ ("“value” goes with until=\"at\", and only with it."));

  step->control = keep (reader, control);
  step->until = (LabUntil) index;
  return TRUE;
}

static gboolean
start_predict (Reader *reader, const char *element, const char **names,
               const char **values, GError **error)
{
  const char *id, *when, *seed;

  if (!g_markup_collect_attributes (element, names, values, error, NEEDED, "id", &id,
                                    OPTIONAL, "when", &when, NEEDED, "seed", &seed,
                                    G_MARKUP_COLLECT_INVALID) ||
      !begin_step (reader, LAB_STEP_PREDICT, id, when, error))
    return FALSE;
  if (!g_ascii_string_to_unsigned (seed, 10, 0, G_MAXUINT64, &reader->step.seed, NULL))
    return refuse (error, _ ("“seed” is “%s”; a whole number is accepted."), seed);
  return TRUE;
}

static gboolean
start_step (Reader *reader, const char *element, const char **names, const char **values,
            GError **error)
{
  const char *id, *when;
  int kind = 0;

  if (!read_word (element, kinds, "step", &kind, error))
    return FALSE;
  if (kind == LAB_STEP_COACH)
    return start_coach (reader, element, names, values, error);
  if (kind == LAB_STEP_PREDICT)
    return start_predict (reader, element, names, values, error);
  return g_markup_collect_attributes (element, names, values, error, NEEDED, "id", &id,
                                      OPTIONAL, "when", &when,
                                      G_MARKUP_COLLECT_INVALID) &&
         begin_step (reader, (LabStepKind) kind, id, when, error);
}

static gboolean
start_set_up (Reader *reader, const char *element, const char **names,
              const char **values, GError **error)
{
  const char *rules, *asset, *side, *margin, *leverage, *entry;
  LabSetUp *set_up = &reader->step.set_up;
  int index;

  if (lab_step_has_set_up (&reader->step))
    return refuse (error, _ ("“%s” is there twice."), element);
  if (!g_markup_collect_attributes (
          element, names, values, error, OPTIONAL, "rules", &rules, OPTIONAL, "asset",
          &asset, OPTIONAL, "side", &side, OPTIONAL, "margin", &margin, OPTIONAL,
          "leverage", &leverage, OPTIONAL, "entry", &entry, G_MARKUP_COLLECT_INVALID))
    return FALSE;
  if ((side != NULL && !read_word (side, sides, "side", &index, error)) ||
      !read_number (margin, "margin", &set_up->margin, error) ||
      !read_number (leverage, "leverage", &set_up->leverage, error) ||
      !read_number (entry, "entry", &set_up->entry, error))
    return FALSE;

  set_up->rules = keep (reader, rules);
  set_up->asset = keep (reader, asset);
  set_up->side = keep (reader, side);
  if (!lab_step_has_set_up (&reader->step))
    return refuse (error, _ ("“%s” is empty."), element);
  return TRUE;
}

static gboolean
start_feedback (Reader *reader, const char *element, const char **names,
                const char **values, GError **error)
{
  const char *near, *within, *belief, *no_belief;
  LabFeedback *reply = &reader->reply;

  if (!g_markup_collect_attributes (element, names, values, error, OPTIONAL, "near",
                                    &near, OPTIONAL, "within", &within, OPTIONAL,
                                    "belief", &belief, OPTIONAL, "no-belief", &no_belief,
                                    G_MARKUP_COLLECT_INVALID))
    return FALSE;
  if ((near != NULL) != (within != NULL))
    return refuse (error, _ ("“near” and “within” go together."));
  if (near != NULL && !lab_lesson_has_number (near))
    return refuse (error, _ ("There is no price called “%s”."), near);
  if ((belief != NULL) == (no_belief != NULL))
    return refuse (error, _ ("A feedback has either “belief”, or “no-belief” with the "
                             "reason why there is none."));

  *reply =
      (LabFeedback){ .near_field = keep (reader, near), .belief = keep (reader, belief) };
  return read_number (within, "within", &reply->within, error);
}

/* An element without attributes. */
static gboolean
start_nothing (const char *element, const char **names, const char **values,
               GError **error)
{
  return g_markup_collect_attributes (element, names, values, error,
                                      G_MARKUP_COLLECT_INVALID, NULL);
}

/* What GMarkup calls */

static gboolean
start_in_lesson (Reader *reader, const char *element, const char **names,
                 const char **values, GError **error)
{
  if (g_str_equal (element, "title") || g_str_equal (element, "goal"))
    return start_nothing (element, names, values, error);
  return start_step (reader, element, names, values, error);
}

static gboolean
start_in_step (Reader *reader, const char *element, const char **names,
               const char **values, GError **error)
{
  const TextRow *row = text_row (element);
  guint kind = 1u << reader->step.kind;

  if (g_str_equal (element, "set-up"))
    return start_set_up (reader, element, names, values, error);
  if (g_str_equal (element, "feedback") && kind == PREDICT)
    return start_feedback (reader, element, names, values, error);
  if (row != NULL && (row->may & kind) != 0)
    return start_nothing (element, names, values, error);
  return refuse (error, _ ("“%s” does not belong here."), element);
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
start_element_cb (GMarkupParseContext *context, const char *element, const char **names,
                  const char **values, gpointer data, GError **error)
{
  Reader *reader = data;
  const GSList *stack = g_markup_parse_context_get_element_stack (context);
  const GSList *parent = stack->next;

  g_string_truncate (reader->text, 0);
  if (parent == NULL)
    start_lesson (reader, element, names, values, error);
  else if (parent->next == NULL)
    start_in_lesson (reader, element, names, values, error);
  else if (parent->next->next == NULL && g_strv_contains (kinds, parent->data))
    start_in_step (reader, element, names, values, error);
  else
    refuse (error, _ ("“%s” does not belong here."), element);
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
      return refuse (error, _ ("Two feedbacks answer the same guess."));
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
      return refuse (error, _ ("The step “%s” lacks “%s”."), step->id, texts[i].element);
  }
  if (step->kind == LAB_STEP_PREDICT && reader->feedback->len == 0)
    return refuse (error, _ ("The step “%s” lacks “%s”."), step->id, "feedback");

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
    return refuse (error, _ ("A lesson has a “title” and a “goal”."));
  if (steps->len == 0 ||
      g_array_index (steps, LabStep, steps->len - 1).kind != LAB_STEP_END)
    return refuse (error, _ ("The last step of a lesson is an “end”."));
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
  else if (g_strv_contains (kinds, element))
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
    refuse (error, _ ("Text does not belong here."));
  say_line (context, error);
}

/* Comments may stand between elements. Inside a text xgettext would see two texts. */
static void
passthrough_cb (GMarkupParseContext *context, const char *text, gsize length,
                gpointer data, GError **error)
{
  const char *element = g_markup_parse_context_get_element (context);

  if (element != NULL && holds_text (element))
    refuse (error, _ ("A text holds nothing but text."));
  else if (!g_str_has_prefix (text, "<!--") && !g_str_has_prefix (text, "<?xml "))
    refuse (error, _ ("Only comments may stand between elements."));
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
    return refuse (error, _ ("The lesson file is empty."));
  if (size > LAB_LESSON_MAX_BYTES)
    return refuse (error, _ ("A lesson file holds at most %d bytes."),
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

  return refuse (error, "%s", message);
}
