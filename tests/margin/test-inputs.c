/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/inputs.h"

#include "margin/value.h"

#include <glib.h>

static void
every_row_reads_and_writes_its_number (void)
{
  MarginInputs in;

  margin_inputs_init (&in);
  for (size_t i = 0; i < margin_n_inputs; i++) {
    const MarginInputRow *row = &margin_inputs[i];

    g_assert_true (margin_input_row (row->name) == row);
    g_assert_cmpfloat (margin_input_get (&in, row), ==, row->first);
    margin_input_set (&in, row, row->high);
    g_assert_cmpfloat (margin_input_get (&in, row), ==, row->high);
  }
  g_assert_null (margin_input_row ("lp"));
}

static void
a_row_is_the_field_of_its_name (void)
{
  MarginInputs in = { .margin = 1,
                      .leverage = 2,
                      .entry = 3,
                      .mark = 4,
                      .size = 5,
                      .multiplier = 6,
                      .funding_rate = 7,
                      .open_interest = 8 };
  static const char *const names[] = { "margin",       "leverage",     "entry",
                                       "mark",         "size",         "multiplier",
                                       "funding_rate", "open_interest" };

  g_assert_cmpuint (margin_n_inputs, ==, G_N_ELEMENTS (names));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpfloat (margin_input_get (&in, margin_input_row (names[i])), ==,
                       (double) (i + 1));
}

static void
a_slider_lies_within_what_a_file_may_say (void)
{
  for (size_t i = 0; i < margin_n_inputs; i++) {
    const MarginInputRow *row = &margin_inputs[i];

    g_assert_cmpfloat (row->least, <=, row->low);
    g_assert_cmpfloat (row->low, <=, row->first);
    g_assert_cmpfloat (row->first, <=, row->high);
    g_assert_cmpfloat (row->high, <=, row->most);
  }
}

static void
the_ends_of_every_row_are_accepted (void)
{
  for (size_t i = 0; i < margin_n_inputs; i++) {
    MarginInputs in;

    margin_inputs_init (&in);
    margin_input_set (&in, &margin_inputs[i], margin_inputs[i].least);
    g_assert_cmpint (margin_check (&in), ==, MARGIN_OK);
    margin_input_set (&in, &margin_inputs[i], margin_inputs[i].most);
    g_assert_cmpint (margin_check (&in), ==, MARGIN_OK);
  }
}

static void
the_first_position_is_a_long_under_classroom_rules (void)
{
  MarginInputs in;

  margin_inputs_init (&in);
  g_assert_cmpint (margin_check (&in), ==, MARGIN_OK);
  g_assert_cmpint (in.contract, ==, MARGIN_LINEAR);
  g_assert_cmpint (in.side, ==, MARGIN_LONG);
  g_assert_cmpfloat (in.leverage, ==, 5);
  g_assert_cmpfloat (in.size, ==, 0.1);
  g_assert_cmpfloat (in.margin, ==, margin_default_margin (&in));
  g_assert_cmpfloat (in.call_ratio, ==, 0.5);
  g_assert_cmpfloat (in.ended_at, ==, 0);
  g_assert_cmpfloat (in.rules.tiers[0].rate, ==, 0.005);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/margin/inputs/" claim, function)
  TEST ("every-row-reads-and-writes-its-number", every_row_reads_and_writes_its_number);
  TEST ("a-row-is-the-field-of-its-name", a_row_is_the_field_of_its_name);
  TEST ("a-slider-lies-within-what-a-file-may-say",
        a_slider_lies_within_what_a_file_may_say);
  TEST ("the-ends-of-every-row-are-accepted", the_ends_of_every_row_are_accepted);
  TEST ("the-first-position-is-a-long-under-classroom-rules",
        the_first_position_is_a_long_under_classroom_rules);
#undef TEST
  return g_test_run ();
}
