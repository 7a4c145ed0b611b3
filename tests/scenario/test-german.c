/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/words.h"

#include "says.h"
#include "seed.h"

#include <libintl.h>
#include <locale.h>

/* A sentence that counts finds its translation as others do. */

static void
test_counts (void)
{
  LabMoveCount often = { 120, 4883, 2013 }, never = { 0, 4883, 2013 };

  assert_says (lab_say_moves (&often, "BTC", -0.03),
               "BTC ging an 120 von 4,883 Tagen seit 2013 so weit an einem Tag.");
  assert_says (lab_say_moves (&never, "BTC", -0.9),
               "BTC ging in 4,883 Tagen seit 2013 nie so weit an einem Tag.");
}

static void
test_positions (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();
  const MarginOutcome *outcome = lab_scenario_get_outcome (scenario);
  g_autofree char *control = lab_say_control (outcome, "BTC", "leverage");
  g_auto (GStrv) figures = NULL;

  g_assert_true (g_str_has_prefix (control, "20-fach; "));
  take_rules (scenario, "bitmex-quanto");
  figures = lab_say_figures (outcome, "BTC", NULL);
  g_assert_nonnull (strstr (figures[0], " Kontrakte, jetzt "));
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "de", TRUE);
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("LEVERAGE_LAB_PO"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  if (g_str_equal (dgettext (GETTEXT_PACKAGE, "Entry"), "Entry"))
    return 77; /* the translations are not built */
  g_test_add_func ("/scenario/german/counts", test_counts);
  g_test_add_func ("/scenario/german/positions", test_positions);
  return g_test_run ();
}
