/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "seed.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <sys/stat.h>
#include <unistd.h>

static const char seed_file[] =
    "{ \"format\": \"leverage-lab-scenario\", \"version\": 1,\n"
    "  \"rules\": { \"base\": \"classroom\", \"taker_fee\": 0.00055 },\n"
    "  \"positions\": [ { \"symbol\": \"BTCUSDT\", \"side\": \"long\",\n"
    "    \"size\": 3.9999999999999, \"entry\": 50000.1, \"mark\": 48500.3,\n"
    "    \"leverage\": 20.5, \"margin\": 10000.01,\n"
    "    \"tiers\": [ { \"floor\": 0, \"rate\": 0.0065 },\n"
    "                 { \"floor\": 100000, \"rate\": 0.01 } ] } ] }\n";

static char *
dup_file (LabScenario *scenario)
{
  g_autoptr (GBytes) bytes = lab_scenario_to_bytes (scenario);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_file_keeps_every_digit (void)
{
  g_autoptr (LabScenario) scenario = lab_scenario_new ();
  g_autoptr (LabScenario) again = lab_scenario_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  const MarginOutcome *outcome;
  Count answers;

  watch (scenario, "outcome", &answers);
  g_assert_true (load (scenario, seed_file, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (answers.n, ==, 1);
  first = dup_file (scenario);
  g_assert_true (load (again, first, &error));
  g_assert_no_error (error);
  second = dup_file (again);
  g_assert_cmpstr (first, ==, second);
  outcome = lab_scenario_get_outcome (again);
  g_assert_cmpfloat (outcome->in.size, ==, 3.9999999999999);
  g_assert_cmpfloat (outcome->in.mark, ==, 48500.3);
  g_assert_cmpfloat (outcome->in.leverage, ==, 20.5);
  g_assert_cmpuint (outcome->in.rules.n_tiers, ==, 2);
  g_assert_cmpfloat (outcome->in.rules.taker_fee, ==, 0.00055);
  g_assert_cmpstr (lab_scenario_get_asset (again), ==, "BTC");
  g_assert_true (lab_rule_set_is_replaced (lab_scenario_get_rules (again)));
}

static void
test_turning_a_file_lets_its_size_go (void)
{
  g_autoptr (LabScenario) scenario = lab_scenario_new ();

  g_assert_true (load (scenario, seed_file, NULL));
  set (scenario, "move", -0.01);
  g_assert_cmpfloat (get (scenario, "size"), ==, 3.9999999999999);
  set (scenario, "margin", 5000);
  g_assert_cmpfloat_with_epsilon (get (scenario, "size"), 5000 * 20.5 / 50000.1, 1e-12);
  g_assert_cmpuint (lab_scenario_get_outcome (scenario)->in.rules.n_tiers, ==, 2);
  g_object_set (scenario, "asset", "ETH", NULL);
  g_assert_cmpuint (lab_scenario_get_outcome (scenario)->in.rules.n_tiers, ==, 1);
}

/* Where a test of a range and its value listens. */
static void
note_cb (LabScenario *scenario, GParamSpec *pspec, GString *heard)
{
  g_string_append_printf (heard, "%s ", pspec->name);
}

static void
test_leverage_of_a_file_has_room (void)
{
  g_autoptr (LabScenario) scenario = lab_scenario_new ();
  g_autoptr (GString) heard = g_string_new (NULL);
  g_auto (GStrv) halves = g_strsplit (seed_file, "20.5", 2);
  g_autofree char *text = g_strjoinv ("400", halves);

  g_signal_connect (scenario, "notify::max-leverage", G_CALLBACK (note_cb), heard);
  g_signal_connect (scenario, "notify::leverage", G_CALLBACK (note_cb), heard);
  g_assert_true (load (scenario, text, NULL));
  g_assert_cmpstr (heard->str, ==, "max-leverage leverage ");
  g_assert_cmpfloat (get (scenario, "leverage"), ==, 400);
  g_assert_cmpfloat (get (scenario, "max-leverage"), ==, 400);
  set (scenario, "leverage", 200);
  g_assert_cmpfloat (get (scenario, "max-leverage"), ==, 400);
  g_object_set (scenario, "asset", "ETH", NULL);
  g_assert_cmpfloat (get (scenario, "leverage"), ==, 125);
  g_assert_cmpfloat (get (scenario, "max-leverage"), ==, 125);
}

/* Equity smaller than the result so far: the margin behind it is below zero. */
static void
test_negative_margin_survives (void)
{
  g_autoptr (LabScenario) scenario = lab_scenario_new ();
  g_auto (GStrv) halves = g_strsplit (seed_file,
                                      "\"mark\": 48500.3,\n    \"leverage\": 20.5, "
                                      "\"margin\": 10000.01",
                                      2);
  g_autofree char *text =
      g_strjoinv ("\"mark\": 60000, \"leverage\": 20, \"equity\": 5000", halves);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_assert_true (load (scenario, text, NULL));
  g_assert_cmpfloat (get (scenario, "margin"), <, 0);
  first = dup_file (scenario);
  g_assert_true (load (scenario, first, NULL));
  second = dup_file (scenario);
  g_assert_cmpstr (first, ==, second);
  g_assert_cmpfloat_with_epsilon (lab_scenario_get_outcome (scenario)->equity, 5000,
                                  1e-8);
}

static void
test_file_opens_over_a_locked_position (void)
{
  g_autoptr (LabScenario) scenario = new_seed ();

  set (scenario, "move", -0.2);
  g_assert_true (lab_scenario_is_locked (scenario));
  g_assert_true (load (scenario, seed_file, NULL));
  g_assert_false (lab_scenario_is_locked (scenario));
  g_assert_false (lab_scenario_is_over (scenario));
}

static void
test_foreign_symbol_names_its_asset (void)
{
  static const char *const rows[][2] = {
    { "DOGEUSDT", "DOGE" }, { "SOL-USD", "SOL" }, { "XRPUSDC", "XRP" },
    { "USDT", "USDT" },     { "ETHUSDT", "ETH" }, { "Coin X", "Coin X" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (LabScenario) scenario = lab_scenario_new ();
    g_auto (GStrv) halves = g_strsplit (seed_file, "BTCUSDT", 2);
    g_autofree char *text = g_strjoinv (rows[i][0], halves);

    g_assert_true (load (scenario, text, NULL));
    g_assert_cmpstr (lab_scenario_get_symbol (scenario), ==, rows[i][0]);
    g_assert_cmpstr (lab_scenario_get_asset (scenario), ==, rows[i][1]);
  }
}

#define HEAD "{\"format\":\"leverage-lab-scenario\",\"version\":1,"
#define ONE  "{\"symbol\":\"A\",\"side\":\"long\",\"size\":1,\"entry\":100}"

static void
test_refused_file_changes_nothing (void)
{
  static const struct {
    const char *text;
    int code;
  } rows[] = {
    { "", LAB_SCENARIO_ERROR_MALFORMED },
    { "{", LAB_SCENARIO_ERROR_MALFORMED },
    { HEAD "\"positions\":[" ONE "," ONE "]}", LAB_SCENARIO_ERROR_NOT_YET },
    { HEAD "\"account\":{\"mode\":\"cross\",\"wallet\":5},\"positions\":[" ONE "]}",
      LAB_SCENARIO_ERROR_NOT_YET },
    { HEAD "\"positions\":[]}", LAB_SCENARIO_ERROR_REFUSED },
  };
  g_autoptr (LabScenario) scenario = new_seed ();
  g_autofree char *before = dup_file (scenario);
  Count any = { 0 };

  g_signal_connect (scenario, "notify", G_CALLBACK (count_cb), &any);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *after = NULL;

    g_assert_false (load (scenario, rows[i].text, &error));
    g_assert_error (error, LAB_SCENARIO_ERROR, rows[i].code);
    after = dup_file (scenario);
    g_assert_cmpstr (before, ==, after);
  }
  g_assert_cmpuint (any.n, ==, 0);
}

/* Disk */

typedef struct {
  char *folder;
  GFile *file;
  LabScenario *scenario;
  GAsyncResult *result;
} Disk;

static void
set_up (Disk *disk, gconstpointer data)
{
  g_autofree char *path = NULL;

  disk->folder = g_dir_make_tmp ("lab-scenario-XXXXXX", NULL);
  g_assert_nonnull (disk->folder);
  path = g_build_filename (disk->folder, "mine.lab.json", NULL);
  disk->file = g_file_new_for_path (path);
  disk->scenario = new_seed ();
}

static void
tear_down (Disk *disk, gconstpointer data)
{
  g_chmod (disk->folder, 0700);
  g_unlink (g_file_peek_path (disk->file));
  g_rmdir (disk->folder);
  g_clear_pointer (&disk->folder, g_free);
  g_clear_object (&disk->file);
  g_clear_object (&disk->result);
  g_assert_finalize_object (g_steal_pointer (&disk->scenario));
}

static void
done_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Disk *disk = data;

  disk->result = g_object_ref (result);
}

static void
await (Disk *disk)
{
  while (disk->result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
save (Disk *disk, GError **error)
{
  g_clear_object (&disk->result);
  lab_scenario_save_async (disk->scenario, disk->file, NULL, done_cb, disk);
  await (disk);
  return lab_scenario_save_finish (disk->scenario, disk->result, error);
}

static gboolean
open_file (Disk *disk, GFile *file, GError **error)
{
  g_clear_object (&disk->result);
  lab_scenario_open_async (disk->scenario, file, NULL, done_cb, disk);
  await (disk);
  return lab_scenario_open_finish (disk->scenario, disk->result, error);
}

/* One sentence that names the file. */
static void
assert_sentence (const GError *error, const char *name)
{
  const char *stop = strrchr (error->message, '.');

  g_assert_nonnull (strstr (error->message, name));
  g_assert_nonnull (stop);
  g_assert_cmpstr (stop, ==, ".");
  g_assert_null (strstr (error->message, ". "));
  g_assert_null (strchr (error->message, '\n'));
}

static void
test_save_and_open (Disk *disk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = dup_file (disk->scenario);
  g_autofree char *after = NULL;
  g_autofree char *text = NULL;

  g_assert_true (save (disk, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (g_file_peek_path (disk->file), &text, NULL, NULL));
  g_assert_cmpstr (text, ==, before);
  set (disk->scenario, "leverage", 3);
  g_assert_true (open_file (disk, disk->file, &error));
  g_assert_no_error (error);
  after = dup_file (disk->scenario);
  g_assert_cmpstr (after, ==, before);
}

static void
assert_open_fails (Disk *disk, GFile *file, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = dup_file (disk->scenario);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *after = NULL;

  g_assert_false (open_file (disk, file, &error));
  g_assert_error (error, domain, code);
  assert_sentence (error, name);
  after = dup_file (disk->scenario);
  g_assert_cmpstr (before, ==, after);
}

static void
test_vanished_file (Disk *disk, gconstpointer data)
{
  assert_open_fails (disk, disk->file, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_folder_is_no_file (Disk *disk, gconstpointer data)
{
  g_autoptr (GFile) folder = g_file_new_for_path (disk->folder);

  assert_open_fails (disk, folder, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
}

static void
test_pipe_is_no_file (Disk *disk, gconstpointer data)
{
  g_assert_cmpint (mkfifo (g_file_peek_path (disk->file), 0600), ==, 0);
  assert_open_fails (disk, disk->file, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
}

static void
test_huge_file_is_not_read (Disk *disk, gconstpointer data)
{
  g_assert_true (g_file_set_contents (g_file_peek_path (disk->file), "{", 1, NULL));
  g_assert_cmpint (truncate (g_file_peek_path (disk->file), (off_t) 1 << 33), ==, 0);
  assert_open_fails (disk, disk->file, LAB_SCENARIO_ERROR, LAB_SCENARIO_ERROR_MALFORMED);
}

/* A person without the rights of root, even where root runs the tests. */
static void
be_nobody (void)
{
  if (geteuid () == 0)
    g_assert_cmpint (seteuid (65534), ==, 0);
}

static void
be_oneself (void)
{
  g_assert_cmpint (seteuid (getuid ()), ==, 0);
}

static void
test_read_only_folder (Disk *disk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean is_saved;

  g_assert_cmpint (g_chmod (disk->folder, 0555), ==, 0);
  be_nobody ();
  is_saved = save (disk, &error);
  be_oneself ();
  g_assert_false (is_saved);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  assert_sentence (error, "mine.lab.json");
  g_assert_false (g_file_query_exists (disk->file, NULL));
}

static void
test_unreadable_file (Disk *disk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean is_open;

  g_assert_true (save (disk, NULL));
  g_assert_cmpint (g_chmod (g_file_peek_path (disk->file), 0), ==, 0);
  g_assert_cmpint (g_chmod (disk->folder, 0555), ==, 0);
  be_nobody ();
  is_open = open_file (disk, disk->file, &error);
  be_oneself ();
  g_assert_false (is_open);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  assert_sentence (error, "mine.lab.json");
}

static void
test_vanished_folder (Disk *disk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_rmdir (disk->folder), ==, 0);
  g_assert_false (save (disk, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  assert_sentence (error, "mine.lab.json");
}

static void
test_cancelled_open_changes_nothing (Disk *disk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_assert_true (save (disk, NULL));
  g_clear_object (&disk->result);
  set (disk->scenario, "leverage", 3);
  lab_scenario_open_async (disk->scenario, disk->file, cancellable, done_cb, disk);
  g_cancellable_cancel (cancellable);
  await (disk);
  g_assert_false (lab_scenario_open_finish (disk->scenario, disk->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpfloat (get (disk->scenario, "leverage"), ==, 3);
}

#define DISK(name, function)                                                             \
  g_test_add ("/storage/disk/" name, Disk, NULL, set_up, function, tear_down)

static void
add_disk_tests (void)
{
  DISK ("saves-and-opens", test_save_and_open);
  DISK ("a-vanished-file-is-named", test_vanished_file);
  DISK ("a-folder-is-no-file", test_folder_is_no_file);
  DISK ("a-pipe-is-no-file", test_pipe_is_no_file);
  DISK ("a-huge-file-is-not-read", test_huge_file_is_not_read);
  DISK ("a-read-only-folder-is-named", test_read_only_folder);
  DISK ("an-unreadable-file-is-named", test_unreadable_file);
  DISK ("a-vanished-folder-is-named", test_vanished_folder);
  DISK ("a-cancelled-open-changes-nothing", test_cancelled_open_changes_nothing);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/storage/file/keeps-every-digit", test_file_keeps_every_digit);
  g_test_add_func ("/storage/file/turning-lets-its-size-go",
                   test_turning_a_file_lets_its_size_go);
  g_test_add_func ("/storage/file/leverage-has-room", test_leverage_of_a_file_has_room);
  g_test_add_func ("/storage/file/negative-margin-survives",
                   test_negative_margin_survives);
  g_test_add_func ("/storage/file/opens-over-a-locked-position",
                   test_file_opens_over_a_locked_position);
  g_test_add_func ("/storage/file/symbol-names-its-asset",
                   test_foreign_symbol_names_its_asset);
  g_test_add_func ("/storage/file/refused-changes-nothing",
                   test_refused_file_changes_nothing);
  add_disk_tests ();
  return g_test_run ();
}
