#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The last line of ./check tells the truth."""

import json
import tempfile
import unittest
from pathlib import Path

from tally import count, tally


def entry(result, stdout=""):
    return {"name": "a test", "result": result, "stdout": stdout}


class TallyTest(unittest.TestCase):
    def test_claims_count_one_by_one(self):
        self.assertEqual(count(entry("OK", "1..2\nok 1 /a\nok 2 /b\n")), (2, 0, 0))

    def test_a_plain_test_counts_once(self):
        self.assertEqual(count(entry("OK", "all is well\n")), (1, 0, 0))
        self.assertEqual(count(entry("FAIL", "")), (0, 1, 0))

    def test_failed_claim(self):
        self.assertEqual(count(entry("FAIL", "ok 1 a\nnot ok 2 b\n")), (1, 1, 0))

    def test_crash_after_good_claims_is_a_failure(self):
        self.assertEqual(count(entry("ERROR", "ok 1 a\n")), (1, 1, 0))
        self.assertEqual(count(entry("TIMEOUT", "ok 1 a\n")), (1, 1, 0))

    def test_skipped_is_neither(self):
        self.assertEqual(count(entry("SKIP")), (0, 0, 1))
        self.assertEqual(count(entry("OK", "ok 1 a # SKIP no display\n")), (0, 0, 1))

    def test_logs_are_summed_and_a_missing_one_fails(self):
        with tempfile.TemporaryDirectory() as folder:
            log = Path(folder, "testlog.json")
            log.write_text(json.dumps(entry("OK")) + "\n" + json.dumps(entry("FAIL")))
            passed, failed, notes = tally([str(log), str(Path(folder, "absent"))])
        self.assertEqual((passed, failed, len(notes)), (1, 2, 2))


if __name__ == "__main__":
    unittest.main()
