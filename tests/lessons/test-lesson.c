/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lessons/lesson.h"

#include "lessons/lessons-resources.h"

#include <string.h>

#define COACH                                                                            \
  "<coach id=\"c\" control=\"move\" until=\"at\" value=\"20\">"                          \
  "<title>T</title><text>X</text></coach>"
#define PREDICT                                                                          \
  "<predict id=\"p\" seed=\"7\"><question>Q</question>"                                  \
  "<feedback near=\"entry\" within=\"0.1\" belief=\"M04\">F {guess}</feedback>"          \
  "<explanation>E {gap}</explanation><button>B</button></predict>"
#define END                                                                              \
  "<end id=\"e\"><text>X</text><button>B</button>"                                       \
  "<other-button>O</other-button></end>"
#define LESSON(steps) "<lesson id=\"l\"><title>T</title><goal>G</goal>" steps "</lesson>"

static LabLesson *
read_string (const char *string, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (string, strlen (string));

  return lab_lesson_new_from_bytes (bytes, error);
}

static void
says_what_the_file_says (void)
{
  gsize n;
  g_autoptr (GError) error = NULL;
  g_autoptr (LabLesson) lesson = read_string (LESSON (COACH PREDICT END), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (lab_lesson_get_id (lesson), ==, "l");
  g_assert_cmpstr (lab_lesson_get_title (lesson), ==, "T");
  g_assert_cmpstr (lab_lesson_get_goal (lesson), ==, "G");

  const LabStep *steps = lab_lesson_get_steps (lesson, &n);

  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpint (steps[0].kind, ==, LAB_STEP_COACH);
  g_assert_cmpstr (steps[0].control, ==, "move");
  g_assert_cmpint (steps[0].until, ==, LAB_UNTIL_AT);
  g_assert_cmpfloat (steps[0].value, ==, 20);
  g_assert_false (lab_step_has_set_up (&steps[0]));
  g_assert_cmpint (steps[1].kind, ==, LAB_STEP_PREDICT);
  g_assert_cmpuint (steps[1].seed, ==, 7);
  g_assert_cmpuint (steps[1].n_feedback, ==, 1);
  g_assert_cmpstr (steps[1].feedback[0].near_field, ==, "entry");
  g_assert_cmpfloat (steps[1].feedback[0].within, ==, 0.1);
  g_assert_cmpstr (steps[1].feedback[0].belief, ==, "M04");
  g_assert_cmpstr (steps[2].other_button, ==, "O");
}

static void
lists_every_name_once (void)
{
  g_autoptr (LabLesson) lesson = read_string (LESSON (PREDICT END), NULL);
  g_auto (GStrv) names = lab_lesson_dup_names (lesson);

  g_assert_cmpuint (g_strv_length (names), ==, 2);
  g_assert_true (g_strv_contains ((const char *const *) names, "guess"));
  g_assert_true (g_strv_contains ((const char *const *) names, "gap"));
}

/* Each with a piece of the reason. Line 1 unless the string says otherwise. */
static const struct {
  const char *file, *reason;
} refusals[] = {
  { "", "empty" },
  { "lesson", "" },
  { "<course/>", "“course”" },
  { "<lesson/>", "id" },
  { "<lesson id=\"a\" x=\"b\"/>", "x" },
  { "<lesson id=\"a\" id=\"b\"/>", "id" },
  { LESSON (END) LESSON (END), "" },
  { LESSON (END) "text", "" },
  { "<lesson id=\"l\"><goal>G</goal>" END "</lesson>", "“title”" },
  { "<lesson id=\"l\"><title>T</title>" END "</lesson>", "“goal”" },
  { LESSON (""), "“end”" },
  { LESSON (END PREDICT), "“end”" },
  { LESSON (END END), "“e”" },
  { LESSON ("<title>T</title>" END), "twice" },
  { LESSON ("<title x=\"1\">T</title>" END), "x" },
  { LESSON ("loose" END), "Text" },
  { LESSON ("<quiz id=\"q\"/>" END), "quiz" },
  { LESSON ("<end/>"), "id" },
  { LESSON ("<end id=\"e\"><text>X</text><button>B</button></end>"), "other-button" },
  { LESSON ("<end id=\"e\" until=\"at\"/>"), "until" },
  { LESSON ("<end id=\"e\" when=\"never\"/>"), "always, ended, open" },
  { LESSON ("<end id=\"e\"><text> </text></end>"), "empty" },
  { LESSON ("<end id=\"e\"><text>a<b/></text></end>"), "“b”" },
  { LESSON ("<end id=\"e\"><text>a<!-- b -->c</text></end>"), "nothing but text" },
  { LESSON ("<end id=\"e\"><text><![CDATA[a]]></text></end>"), "nothing but text" },
  { LESSON ("<end id=\"e\"><text>{a</text></end>"), "brace" },
  { LESSON ("<end id=\"e\"><text>{A}</text></end>"), "brace" },
  { LESSON ("<end id=\"e\"><question>Q</question></end>"), "“question”" },
  { LESSON ("<end id=\"e\"><feedback belief=\"M04\">Q</feedback></end>"), "“feedback”" },
  { LESSON ("<coach id=\"c\" until=\"moved\"/>"), "control" },
  { LESSON ("<coach id=\"c\" control=\"wheel\" until=\"moved\"/>"), "wheel" },
  { LESSON ("<coach id=\"c\" control=\"move\" until=\"later\"/>"), "later" },
  { LESSON ("<coach id=\"c\" control=\"move\" until=\"at\"/>"), "value" },
  { LESSON ("<coach id=\"c\" control=\"move\" until=\"ended\" value=\"1\"/>"), "value" },
  { LESSON ("<coach id=\"c\" control=\"move\" until=\"at\" value=\"1e999\"/>"), "1e999" },
  { LESSON ("<coach id=\"c\" control=\"move\" until=\"at\" value=\"nan\"/>"), "nan" },
  { LESSON ("<coach id=\"c\" control=\"move\" until=\"at\" value=\"0x1\"/>"), "0x1" },
  { LESSON ("<coach id=\"c\" control=\"move\" until=\"at\" value=\"-1\"/>"), "-1" },
  { LESSON ("<coach id=\"c\" control=\"move\" until=\"at\" value=\"0\"/>"),
    "above zero" },
  { LESSON ("<coach id=\"c\" control=\"move\" until=\"at\" value=\"\"/>"), "above zero" },
  { LESSON ("<coach id=\"c\" control=\"move\" until=\"at\" value=\".\"/>"),
    "above zero" },
  { LESSON ("<coach id=\"c\" control=\"move\" until=\"at\" value=\"1.2.3\"/>"), "1.2.3" },
  { LESSON ("<coach id=\"c\" control=\"move\" until=\"moved\"/>" END), "“title”" },
  { LESSON ("<predict id=\"p\"/>"), "seed" },
  { LESSON ("<predict id=\"p\" seed=\"-1\"/>"), "seed" },
  { LESSON ("<predict id=\"p\" seed=\"99999999999999999999\"/>"), "seed" },
  { LESSON ("<predict id=\"p\" seed=\"1\"><question>{gap}</question></predict>"),
    "{gap}" },
  { LESSON ("<predict id=\"p\" seed=\"1\"><question>Q</question><explanation>E"
            "</explanation><button>B</button></predict>"),
    "“feedback”" },
  { LESSON ("<predict id=\"p\" seed=\"1\"><feedback near=\"entry\" belief=\"M04\"/>"),
    "within" },
  { LESSON ("<predict id=\"p\" seed=\"1\"><feedback>F</feedback>"), "no-belief" },
  { LESSON ("<predict id=\"p\" seed=\"1\"><feedback near=\"moon\" within=\"1\"/>"),
    "moon" },
  { LESSON ("<predict id=\"p\" seed=\"1\"><feedback no-belief=\"a\">F</feedback>"
            "<feedback no-belief=\"b\">F</feedback></predict>"),
    "same guess" },
  { LESSON ("<end id=\"e\"><set-up/></end>"), "empty" },
  { LESSON ("<end id=\"e\"><set-up side=\"up\"/></end>"), "long, short" },
  { LESSON ("<end id=\"e\"><set-up margin=\"1e999\"/></end>"), "margin" },
  { LESSON ("<end id=\"e\"><set-up side=\"long\"/><set-up side=\"long\"/></end>"),
    "twice" },
  { LESSON ("<end id=\"e\"><set-up side=\"long\"><text>X</text></set-up></end>"),
    "“text”" },
  { LESSON ("<![CDATA[x]]>" END), "comments" },
  { "<!DOCTYPE lesson>" LESSON (END), "comments" },
  { LESSON ("<end id=\"e\"><text>\xff</text></end>"), "UTF-8" },
  { LESSON ("<end id=\"e\"><text>&nbsp;</text></end>"), "nbsp" },
  { "<lesson id=\"l\"><title>T", "" },
};

static void
refuses_what_is_not_described (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (LabLesson) lesson = read_string (refusals[i].file, &error);

    g_test_message ("%s", error != NULL ? error->message : refusals[i].file);
    g_assert_null (lesson);
    g_assert_error (error, LAB_LESSON_ERROR, LAB_LESSON_ERROR_MALFORMED);
    g_assert_nonnull (strstr (error->message, refusals[i].reason));
  }
}

/* In an element's beginning, its end, its text, beside it, and where XML itself is bent.
 */
static void
a_refusal_names_the_line (void)
{
  static const char *const files[] = { "<quiz/>", "</end>", "loose", "<![CDATA[x]]>",
                                       "<" };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *file = g_strconcat ("<lesson id=\"l\">\n<title>T</title>\n<goal>G"
                                         "</goal>\n<end id=\"e\">\n",
                                         files[i], "<", NULL);
    g_autoptr (GError) error = NULL;

    g_assert_null (read_string (file, &error));
    g_test_message ("%s", error->message);
    g_assert_nonnull (strcasestr (error->message, "line 5"));
  }
}

static void
refuses_a_file_that_is_too_large (void)
{
  g_autofree char *spaces = g_strnfill (LAB_LESSON_MAX_BYTES, ' ');
  g_autofree char *large = g_strconcat (LESSON (END), spaces, NULL);
  g_autofree char *deep = g_strnfill (3 * 80000, '<');
  g_autoptr (GError) error = NULL;

  g_assert_null (read_string (large, &error));
  g_assert_error (error, LAB_LESSON_ERROR, LAB_LESSON_ERROR_MALFORMED);
  for (gsize i = 0; i < 80000; i++)
    memcpy (deep + 3 * i, "<a>", 3);
  g_assert_null (read_string (deep, NULL));
}

/* Whatever happens to a file on its way, it is read or refused. */
static void
survives_damage (void)
{
  const char whole[] = LESSON (COACH PREDICT END);
  guint n_read = 0;

  for (guint round = 0; round < 20000; round++) {
    g_autofree char *file = g_strdup (whole);
    g_autoptr (GError) error = NULL;

    for (int k = g_test_rand_int_range (1, 4); k > 0; k--) {
      gsize at = (gsize) g_test_rand_int_range (0, sizeof whole - 1);

      file[at] = k == 3 ? (char) g_test_rand_int_range (-128, 128)
                        : whole[g_test_rand_int_range (0, sizeof whole - 1)];
    }

    g_autoptr (GBytes) bytes = g_bytes_new_static (file, sizeof whole - 1);
    g_autoptr (LabLesson) lesson = lab_lesson_new_from_bytes (bytes, &error);

    g_assert_true ((lesson == NULL) == (error != NULL));
    g_assert_true (error == NULL || g_utf8_validate (error->message, -1, NULL));
    n_read += lesson != NULL;
  }
  g_test_message ("%u damaged files could still be read", n_read);
}

static void
the_bundle_holds_the_course (void)
{
  const char *const *ids = lab_lesson_ids ();
  g_auto (GStrv) files = g_resource_enumerate_children (
      lab_lessons_get_resource (), "/io/github/leveragelab/LeverageLab/lessons",
      G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert_cmpuint (g_strv_length (files), ==, g_strv_length ((char **) ids));
  for (gsize i = 0; ids[i] != NULL; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (LabLesson) lesson = lab_lesson_load (ids[i], &error);

    g_assert_no_error (error);
    g_assert_cmpstr (lab_lesson_get_id (lesson), ==, ids[i]);
  }
}

static void
an_unknown_lesson_is_not_found (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lab_lesson_load ("../first-90-seconds", &error));
  g_assert_error (error, LAB_LESSON_ERROR, LAB_LESSON_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/lessons/lesson/" claim, function)
  TEST ("says-what-the-file-says", says_what_the_file_says);
  TEST ("lists-every-name-once", lists_every_name_once);
  TEST ("refuses-what-is-not-described", refuses_what_is_not_described);
  TEST ("a-refusal-names-the-line", a_refusal_names_the_line);
  TEST ("refuses-a-file-that-is-too-large", refuses_a_file_that_is_too_large);
  TEST ("survives-damage", survives_damage);
  TEST ("the-bundle-holds-the-course", the_bundle_holds_the_course);
  TEST ("an-unknown-lesson-is-not-found", an_unknown_lesson_is_not_found);
#undef TEST
  return g_test_run ();
}
