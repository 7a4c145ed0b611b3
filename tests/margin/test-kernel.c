/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/kernel.h"

#include <glib.h>

static void
the_plain_one_runs_everywhere (void)
{
  g_assert_cmpuint (margin_n_kernel_sets, >=, 1);
  g_assert_cmpstr (margin_kernel_sets[0].name, ==, "plain");
  g_assert_true (margin_kernel_sets[0].runs_here ());
}

static void
the_last_that_runs_is_taken (void)
{
  const bool none[] = { false, false, false }, all[] = { true, true, true };
  const bool first[] = { true, false, false }, second[] = { true, true, false };

  g_assert_cmpuint (margin_last_true (none, 3), ==, 0);
  g_assert_cmpuint (margin_last_true (first, 3), ==, 0);
  g_assert_cmpuint (margin_last_true (second, 3), ==, 1);
  g_assert_cmpuint (margin_last_true (all, 3), ==, 2);
  g_assert_cmpuint (margin_last_true (all, 1), ==, 0);
}

static void
what_is_taken_runs_here (void)
{
  const MarginKernels *best = margin_kernels ();

  g_assert_true (best->runs_here ());
  for (size_t i = 0; i < margin_n_kernel_sets; i++)
    g_assert_true (&margin_kernel_sets[i] <= best || !margin_kernel_sets[i].runs_here ());
}

#ifdef __x86_64__
/* By what every processor of such a set has, and none below it. */
static void
a_set_runs_where_its_instructions_are (void)
{
  int v3 = __builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma") &&
           __builtin_cpu_supports ("bmi2");
  int v4 = __builtin_cpu_supports ("avx512f") && __builtin_cpu_supports ("avx512bw") &&
           __builtin_cpu_supports ("avx512dq") && __builtin_cpu_supports ("avx512vl");

  for (size_t i = 1; i < margin_n_kernel_sets; i++) {
    const MarginKernels *set = &margin_kernel_sets[i];

    g_assert_cmpint (set->runs_here (), ==, g_str_equal (set->name, "v3") ? v3 : v4);
  }
}
#endif

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/margin/kernel/" claim, function)
  TEST ("the-plain-one-runs-everywhere", the_plain_one_runs_everywhere);
  TEST ("the-last-that-runs-is-taken", the_last_that_runs_is_taken);
  TEST ("what-is-taken-runs-here", what_is_taken_runs_here);
#ifdef __x86_64__
  TEST ("a-set-runs-where-its-instructions-are", a_set_runs_where_its_instructions_are);
#endif
#undef TEST
  return g_test_run ();
}
