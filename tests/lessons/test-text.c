/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lessons/text.h"

#include "lessons/lesson.h"

static char *
look_up (const char *name, gpointer data)
{
  if (g_str_equal (name, "price"))
    return g_strdup ("47,738.69");
  if (g_str_equal (name, "brace"))
    return g_strdup ("{price}");
  return NULL;
}

static void
fills_what_is_known (void)
{
  static const struct {
    const char *text, *filled;
  } rows[] = {
    { "", "" },
    { "Ends at {price}.", "Ends at 47,738.69." },
    { "{price}{price}", "47,738.6947,738.69" },
    { "It is {unknown} here.", "It is {unknown} here." },
    { "{", "{" },
    { "{price", "{price" },
    { "{}{Price}{ price}", "{}{Price}{ price}" },
    { "{{price}}", "{47,738.69}" },
    { "{brace}", "{price}" }, /* an answer is not filled again */
    { "20× {price} €", "20× 47,738.69 €" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *filled = lab_lesson_fill (rows[i].text, look_up, NULL);

    g_assert_cmpstr (filled, ==, rows[i].filled);
  }
}

static void
folds_white_space (void)
{
  g_autofree char *folded = lab_text_fold ("\n  one\t two\r\n   three\u00a0four  ");
  g_autofree char *nothing = lab_text_fold (" \n\t ");

  g_assert_cmpstr (folded, ==, "one two three\u00a0four");
  g_assert_cmpstr (nothing, ==, "");
}

static void
every_brace_belongs_to_a_name (void)
{
  g_assert_true (lab_text_has_whole_names ("plain"));
  g_assert_true (lab_text_has_whole_names ("{a} and {b_c}"));
  g_assert_false (lab_text_has_whole_names ("{a"));
  g_assert_false (lab_text_has_whole_names ("a}"));
  g_assert_false (lab_text_has_whole_names ("{A}"));
  g_assert_false (lab_text_has_whole_names ("{{a}"));
}

static void
tells_the_first_name_that_is_not_allowed (void)
{
  static const char *const allowed[] = { "entry", NULL };
  g_autofree char *other = NULL;

  g_assert_true (lab_text_names_only ("From {entry}", allowed, &other));
  g_assert_null (other);
  g_assert_false (lab_text_names_only ("{entry} to {gap}, {guess}", allowed, &other));
  g_assert_cmpstr (other, ==, "gap");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/lessons/text/" claim, function)
  TEST ("fills-what-is-known", fills_what_is_known);
  TEST ("folds-white-space", folds_white_space);
  TEST ("every-brace-belongs-to-a-name", every_brace_belongs_to_a_name);
  TEST ("tells-the-first-name-that-is-not-allowed",
        tells_the_first_name_that_is_not_allowed);
#undef TEST
  return g_test_run ();
}
