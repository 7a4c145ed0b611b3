/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lessons/lesson.h"

#include <glib/gstdio.h>
#include <libintl.h>
#include <locale.h>

/* Translators work on what xgettext takes out of a lesson, and the program looks up what
 * it reads from the same file. So the real tools make a translation here that puts a mark
 * in front of every sentence, and every text of the lesson must come back marked. */

#define MARK "¡"

typedef struct {
  char *folder;
} Fixture;

static void
run (const char *folder, const char *const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_set_cwd (launcher, folder);
  g_subprocess_launcher_setenv (launcher, "GETTEXTDATADIRS", g_getenv ("LESSONS_DATA"),
                                TRUE);

  g_autoptr (GSubprocess) child =
      g_subprocess_launcher_spawnv (launcher, arguments, &error);

  g_assert_no_error (error);
  g_subprocess_wait_check (child, NULL, &error);
  g_assert_no_error (error);
}

/* @script is what sed makes of every sentence. */
static void
make_translation (const char *folder, const char *file, const char *script)
{
  g_autofree char *messages = g_build_filename (folder, "xx", "LC_MESSAGES", NULL);
  const char *const extract[] = { "xgettext", "--from-code=UTF-8", "-o", "a.pot", file,
                                  NULL };
  const char *const copy[] = { "msgen", "-o", "b.po", "a.pot", NULL };
  const char *const change[] = { "msgfilter", "--keep-header", "-i", "b.po", "-o",
                                 "c.po",      "sed",           "-e", script, NULL };
  const char *const compile[] = { "msgfmt", "--use-fuzzy",
                                  "-o",     "xx/LC_MESSAGES/" GETTEXT_PACKAGE ".mo",
                                  "c.po",   NULL };

  g_assert_no_errno (g_mkdir_with_parents (messages, 0700));
  run (folder, extract);
  run (folder, copy);
  run (folder, change);
  run (folder, compile);
}

/* Whether the C library now translates @probe. */
static gboolean
speak (const char *folder, const char *probe)
{
  g_setenv ("LANGUAGE", "xx", TRUE);
  setlocale (LC_ALL, "C.UTF-8"); /* also makes gettext look again */
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  if (!g_str_equal (dgettext (GETTEXT_PACKAGE, probe), probe))
    return TRUE;

  g_test_skip ("This C library translates nothing in the locale C.UTF-8");
  return FALSE;
}

static LabLesson *
read_file (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, &error);

  g_assert_no_error (error);

  g_autoptr (LabLesson) lesson = lab_lesson_new_from_bytes (bytes, &error);

  g_assert_no_error (error);
  return g_steal_pointer (&lesson);
}

static void
assert_marked (const char *text)
{
  if (text != NULL && !g_str_has_prefix (text, MARK))
    g_error ("Not translated: %s", text);
}

static void
every_text_is_found_in_its_translation (Fixture *fixture, gconstpointer data)
{
  gsize n;
  g_autofree char *path = g_build_filename (g_getenv ("LESSONS_DATA"), "lessons",
                                            "first-90-seconds.xml", NULL);

  make_translation (fixture->folder, path, "1s/^/" MARK "/");
  if (!speak (fixture->folder, "Drag the price."))
    return;

  g_autoptr (LabLesson) lesson = read_file (path);
  const LabStep *steps = lab_lesson_get_steps (lesson, &n);

  assert_marked (lab_lesson_get_title (lesson));
  assert_marked (lab_lesson_get_goal (lesson));
  for (gsize i = 0; i < n; i++) {
    assert_marked (steps[i].title);
    assert_marked (steps[i].text);
    assert_marked (steps[i].button);
    assert_marked (steps[i].other_button);
    assert_marked (steps[i].question);
    assert_marked (steps[i].explanation);
    for (gsize k = 0; k < steps[i].n_feedback; k++)
      assert_marked (steps[i].feedback[k].text);
  }
}

/* The odd cases of the format: entities, quotes, a backslash, a no-break space. */
static const char odd[] =
    "<lesson id=\"odd\">\n"
    "  <!-- A note -->\n"
    "  <title> Rise &amp; fall,\n\t  &lt;\"now\"&gt; \\ or\u00a0later </title>\n"
    "  <goal>&#8722;4&#160;% of {margin}</goal>\n"
    "  <end id=\"e\"><text>It’s\n\n  over.</text><button>B</button>\n"
    "  <other-button>O</other-button></end>\n</lesson>\n";

static void
odd_texts_are_found_too (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "odd.xml", NULL);

  g_assert_true (g_file_set_contents (path, odd, -1, NULL));
  make_translation (fixture->folder, path, "1s/^/" MARK "/");
  if (!speak (fixture->folder, "It’s over."))
    return;

  g_autoptr (LabLesson) lesson = read_file (path);

  g_assert_cmpstr (lab_lesson_get_title (lesson), ==,
                   MARK "Rise & fall, <\"now\"> \\ or\u00a0later");
  g_assert_cmpstr (lab_lesson_get_goal (lesson), ==, MARK "−4\u00a0% of {margin}");
}

static void
a_translation_cannot_name_something_else (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "odd.xml", NULL);

  g_assert_true (g_file_set_contents (path, odd, -1, NULL));
  make_translation (fixture->folder, path, "s/margin/gap/;s/over/gone/");
  if (!speak (fixture->folder, "It’s over."))
    return;

  g_autoptr (LabLesson) lesson = read_file (path);

  g_assert_cmpstr (lab_lesson_get_goal (lesson), ==, "−4\u00a0% of {margin}");
}

static void
make_folder (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("lessons-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
}

static void
remove_folder (Fixture *fixture, gconstpointer data)
{
  static const char *const parts[] = {
    "a.pot",          "b.po", "c.po", "odd.xml", "xx/LC_MESSAGES/" GETTEXT_PACKAGE ".mo",
    "xx/LC_MESSAGES", "xx",   ""
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autofree char *path = g_build_filename (fixture->folder, parts[i], NULL);

    g_remove (path);
  }
  g_free (fixture->folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function)                                                            \
  g_test_add ("/lessons/translation/" claim, Fixture, NULL, make_folder, function,       \
              remove_folder)
  TEST ("every-text-is-found-in-its-translation", every_text_is_found_in_its_translation);
  TEST ("odd-texts-are-found-too", odd_texts_are_found_too);
  TEST ("a-translation-cannot-name-something-else",
        a_translation_cannot_name_something_else);
#undef TEST
  return g_test_run ();
}
