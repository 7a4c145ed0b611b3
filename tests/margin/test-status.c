/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/status.h"

#include <glib.h>
#include <string.h>

/* The last status there is; what follows it in the enumeration must be added here. */
#define LAST MARGIN_BAD_TARGET

static void
every_status_has_a_sentence_of_its_own (void)
{
  for (int i = MARGIN_OK; i <= (int) LAST; i++) {
    const char *text = margin_status_text ((MarginStatus) i);

    g_assert_nonnull (text);
    g_assert_cmpuint (strlen (text), >, 20);
    g_assert_true (g_str_has_suffix (text, "."));
    for (int j = MARGIN_OK; j < i; j++)
      g_assert_cmpstr (text, !=, margin_status_text ((MarginStatus) j));
  }
}

static void
a_sentence_names_the_field (void)
{
  static const struct {
    MarginStatus status;
    const char *name;
  } rows[] = {
    { MARGIN_BAD_SIZE, "size" },
    { MARGIN_BAD_MULTIPLIER, "multiplier" },
    { MARGIN_BAD_ENTRY, "entry" },
    { MARGIN_BAD_MARK, "mark" },
    { MARGIN_BAD_ENDED_AT, "ended_at" },
    { MARGIN_BAD_LEVERAGE, "leverage" },
    { MARGIN_BAD_MARGIN, "margin" },
    { MARGIN_BAD_OPEN_INTEREST, "open_interest" },
    { MARGIN_BAD_FUNDING_RATE, "funding_rate" },
    { MARGIN_BAD_CALL_RATIO, "call_ratio" },
    { MARGIN_BAD_FEE, "fee" },
    { MARGIN_BAD_INITIAL, "initial_rate" },
    { MARGIN_BAD_TIERS, "tiers" },
    { MARGIN_BAD_RULES, "maintenance_floor" },
    { MARGIN_BAD_ENDING, "end_fraction" },
    { MARGIN_BAD_VALUE, "quantum" },
    { MARGIN_BAD_CONTRACT, "contract" },
    { MARGIN_BAD_WALLET, "wallet" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_nonnull (strstr (margin_status_text (rows[i].status), rows[i].name));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(claim, function) g_test_add_func ("/margin/status/" claim, function)
  TEST ("every-status-has-a-sentence-of-its-own", every_status_has_a_sentence_of_its_own);
  TEST ("a-sentence-names-the-field", a_sentence_names_the_field);
#undef TEST
  return g_test_run ();
}
