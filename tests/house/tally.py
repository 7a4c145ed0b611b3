#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sums the test logs of several builds into one line: N passed, N failed.

A test that speaks TAP counts each of its claims, any other counts once. A test that
crashed or ran out of time counts as failed even when all it had said by then was "ok",
and so does a build whose log is missing, because it never came as far as its tests.
"""

import json
import re
import sys

GOOD = {"OK", "EXPECTEDFAIL"}
CLAIM = re.compile(r"^(not )?ok\b[^#\n]*(# *[A-Z]{4})?", re.MULTILINE)


def count(entry):
    """(passed, failed, skipped) of one test in a log"""
    if entry["result"] == "SKIP":
        return 0, 0, 1
    passed = failed = skipped = 0
    for bad, excuse in CLAIM.findall(entry.get("stdout", "")):
        skipped += bool(excuse)
        failed += bool(bad) and not excuse
        passed += not bad and not excuse
    if entry["result"] in GOOD:
        return max(passed, 0 if skipped else 1), 0, skipped
    return passed, max(failed, 1), skipped


def tally(paths):
    """(passed, failed, sentences about what was skipped or is missing)"""
    passed = failed = 0
    notes = []
    for path in paths:
        try:
            with open(path, encoding="utf-8") as log:
                entries = [json.loads(line) for line in log if line.strip()]
        except FileNotFoundError:
            entries = []
        if not entries:
            failed += 1
            notes.append(f"failed: {path} holds no results")
        for entry in entries:
            good, bad, skipped = count(entry)
            passed, failed = passed + good, failed + bad
            where = f"{entry['name']} ({path.split('/')[0]})"
            if skipped:
                notes.append(f"skipped: {skipped} in {where}")
            if bad:
                notes.append(f"failed: {bad} in {where}, {entry['result'].lower()}")
    return passed, failed, notes


def main(paths):
    passed, failed, notes = tally(paths)
    for note in notes:
        print(note)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
