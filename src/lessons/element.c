/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lessons/element.h"

#include "lessons/numbers.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* The words of an attribute, in the order of its enumeration. */
static const char *const kinds[] = { "coach", "message", "predict", "end", NULL };
static const char *const untils[] = { "nothing", "moved", "at", "ended", NULL };
static const char *const whens[] = { "always", "ended", "open", NULL };
static const char *const sides[] = { "long", "short", NULL };
static const char *const controls[] = { "margin", "leverage", "entry", "mark", "move",
                                        "side",   "asset",    "rules", NULL };

gboolean
lab_lesson_refuse (GError **error, const char *format, ...)
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

  return lab_lesson_refuse (error, _ ("“%s” is “%s”; accepted are %s."), name, word,
                            accepted);
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
    return lab_lesson_refuse (error, _ ("“%s” is “%s”; a number above zero is accepted."),
                              name, word);

  *number = value;
  return TRUE;
}

static const char *
keep (const LabElement *element, const char *string)
{
  return string != NULL ? g_string_chunk_insert (element->strings, string) : NULL;
}

#define NEEDED   G_MARKUP_COLLECT_STRING
#define OPTIONAL (G_MARKUP_COLLECT_STRING | G_MARKUP_COLLECT_OPTIONAL)
#define COLLECT(element, error, ...)                                                     \
  g_markup_collect_attributes ((element)->name, (element)->names, (element)->values,     \
                               error, __VA_ARGS__, G_MARKUP_COLLECT_INVALID)

gboolean
lab_element_is_step (const char *name)
{
  return g_strv_contains (kinds, name);
}

gboolean
lab_element_read_nothing (const LabElement *element, GError **error)
{
  return g_markup_collect_attributes (element->name, element->names, element->values,
                                      error, G_MARKUP_COLLECT_INVALID, NULL);
}

gboolean
lab_element_read_lesson (const LabElement *element, const char **id, GError **error)
{
  const char *word;

  if (!COLLECT (element, error, NEEDED, "id", &word))
    return FALSE;

  *id = keep (element, word);
  return TRUE;
}

/* What every step has: an id, and perhaps when it is shown. */
static gboolean
read_any_step (const LabElement *element, const char *id, const char *when, LabStep *step,
               GError **error)
{
  int index = LAB_WHEN_ALWAYS;

  if (when != NULL && !read_word (when, whens, "when", &index, error))
    return FALSE;

  step->id = keep (element, id);
  step->when = (LabWhen) index;
  return TRUE;
}

static gboolean
read_coach (const LabElement *element, LabStep *step, GError **error)
{
  const char *id, *when, *control, *until, *value;
  int index = 0;

  if (!COLLECT (element, error, NEEDED, "id", &id, OPTIONAL, "when", &when, NEEDED,
                "control", &control, NEEDED, "until", &until, OPTIONAL, "value",
                &value) ||
      !read_any_step (element, id, when, step, error) ||
      !read_word (control, controls, "control", &index, error) ||
      !read_word (until, untils, "until", &index, error) ||
      !read_number (value, "value", &step->value, error))
    return FALSE;
  if ((index == LAB_UNTIL_AT) != (value != NULL))
    return lab_lesson_refuse (error,
                              _ ("“value” goes with until=\"at\", and only with it."));

  step->control = keep (element, control);
  step->until = (LabUntil) index;
  return TRUE;
}

static gboolean
read_predict (const LabElement *element, LabStep *step, GError **error)
{
  const char *id, *when, *seed;

  if (!COLLECT (element, error, NEEDED, "id", &id, OPTIONAL, "when", &when, NEEDED,
                "seed", &seed) ||
      !read_any_step (element, id, when, step, error))
    return FALSE;
  return g_ascii_string_to_unsigned (seed, 10, 0, G_MAXUINT64, &step->seed, NULL) ||
         lab_lesson_refuse (error, _ ("“seed” is “%s”; a whole number is accepted."),
                            seed);
}

gboolean
lab_element_read_step (const LabElement *element, LabStep *step, GError **error)
{
  const char *id, *when;
  int kind = 0;

  if (!read_word (element->name, kinds, "step", &kind, error))
    return FALSE;

  *step = (LabStep){ .kind = (LabStepKind) kind };
  if (kind == LAB_STEP_COACH)
    return read_coach (element, step, error);
  if (kind == LAB_STEP_PREDICT)
    return read_predict (element, step, error);
  return COLLECT (element, error, NEEDED, "id", &id, OPTIONAL, "when", &when) &&
         read_any_step (element, id, when, step, error);
}

gboolean
lab_element_read_set_up (const LabElement *element, LabSetUp *set_up, GError **error)
{
  const char *rules, *asset, *side, *margin, *leverage, *entry;
  int index;

  if (!COLLECT (element, error, OPTIONAL, "rules", &rules, OPTIONAL, "asset", &asset,
                OPTIONAL, "side", &side, OPTIONAL, "margin", &margin, OPTIONAL,
                "leverage", &leverage, OPTIONAL, "entry", &entry) ||
      (side != NULL && !read_word (side, sides, "side", &index, error)) ||
      !read_number (margin, "margin", &set_up->margin, error) ||
      !read_number (leverage, "leverage", &set_up->leverage, error) ||
      !read_number (entry, "entry", &set_up->entry, error))
    return FALSE;

  set_up->rules = keep (element, rules);
  set_up->asset = keep (element, asset);
  set_up->side = keep (element, side);
  return TRUE;
}

gboolean
lab_element_read_feedback (const LabElement *element, LabFeedback *feedback,
                           GError **error)
{
  const char *near, *within, *belief, *no_belief;

  if (!COLLECT (element, error, OPTIONAL, "near", &near, OPTIONAL, "within", &within,
                OPTIONAL, "belief", &belief, OPTIONAL, "no-belief", &no_belief))
    return FALSE;
  if ((near != NULL) != (within != NULL))
    return lab_lesson_refuse (error, _ ("“near” and “within” go together."));
  if (near != NULL && !lab_lesson_has_number (near))
    return lab_lesson_refuse (error, _ ("There is no price called “%s”."), near);
  if ((belief != NULL) == (no_belief != NULL))
    return lab_lesson_refuse (error, _ ("A feedback has either “belief”, or “no-belief” "
                                        "with the reason why there is none."));

  *feedback = (LabFeedback){ .near_field = keep (element, near),
                             .belief = keep (element, belief) };
  return read_number (within, "within", &feedback->within, error);
}
