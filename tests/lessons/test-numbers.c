/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lessons/numbers.h"

#include "play.h"

#include <math.h>

static const LabStep seed_step = {
  .set_up = { .side = "long", .margin = 10000, .leverage = 20, .entry = 50000 },
};
static const LabStep unlevered_step = {
  .set_up = { .side = "long", .margin = 10000, .leverage = 1, .entry = 50000 },
};

/* Source: worked by hand, 50,000 (1 ∓ 1/20) / (1 ∓ 0.005). */
static void
answers_the_seed_example (void)
{
  MarginOutcome out = outcome_of (&seed_step);

#define NUMBER(field, value)                                                             \
  g_assert_cmpfloat_with_epsilon (lab_lesson_number (field, &out), value, 1e-6)
  NUMBER ("entry", 50000);
  NUMBER ("liquidation_price", 47738.693467336684);
  NUMBER ("bankruptcy_price", 47500);
  NUMBER ("other_side_liquidation_price", 52238.805970149254);
  NUMBER ("mirrored_liquidation_price", 47261.306532663316);
  NUMBER ("tick", 0);
#undef NUMBER
}

static void
does_not_depend_on_where_the_price_is_now (void)
{
  MarginOutcome out = outcome_of (&seed_step);
  double before = lab_lesson_number ("other_side_liquidation_price", &out);

  out.in.mark = 40000;
  out.in.ended_at = 47738.69;
  g_assert_cmpfloat (lab_lesson_number ("other_side_liquidation_price", &out), ==,
                     before);
}

static void
no_price_is_no_number (void)
{
  MarginOutcome out = outcome_of (&unlevered_step);

  g_assert_true (isnan (lab_lesson_number ("liquidation_price", &out)));
  g_assert_true (isnan (lab_lesson_number ("mirrored_liquidation_price", &out)));
  g_assert_true (isnan (lab_lesson_number ("moon", &out)));
  g_assert_false (lab_lesson_has_number ("moon"));
  g_assert_true (lab_lesson_has_number ("bankruptcy_price"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/lessons/numbers/" claim, function)
  TEST ("answers-the-seed-example", answers_the_seed_example);
  TEST ("does-not-depend-on-where-the-price-is-now",
        does_not_depend_on_where_the_price_is_now);
  TEST ("no-price-is-no-number", no_price_is_no_number);
#undef TEST
  return g_test_run ();
}
