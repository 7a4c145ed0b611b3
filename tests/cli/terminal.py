# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs leverage-lab-cli as a person at a terminal would. Standard library only."""

import copy
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve())

POSITION = {
    "symbol": "BTCUSDT", "contract": "linear", "side": "long", "size": 4,
    "multiplier": 1, "entry": 50000, "mark": 48500, "leverage": 20, "margin": 10000,
    "tiers": [{"floor": 0, "rate": 0.005, "deduction": 0, "max_leverage": 125}],
}


def scenario(rules="classroom", account=None, **changes):
    """The seed example with some keys of its position changed; None takes a key away."""
    position = {**copy.deepcopy(POSITION), **changes}
    position = {key: value for key, value in position.items() if value is not None}
    return {
        "format": "leverage-lab-scenario", "version": 1, "rules": rules,
        "account": account or {"mode": "isolated"}, "positions": [position],
    }


def run(*arguments, stdin=b"", **environment):
    """Exit status, standard output, standard error."""
    settings = {**os.environ, "LC_ALL": "C.UTF-8", **environment}
    done = subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, timeout=120,
                          capture_output=True, env=settings, check=False)
    return done.returncode, done.stdout, done.stderr.decode("utf-8")


class TerminalTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, content, name="some.lab.json"):
        """A file with @content, which may be bytes, text or a scenario."""
        if isinstance(content, dict):
            content = json.dumps(content)
        if isinstance(content, str):
            content = content.encode("utf-8")
        path = self.folder / name
        path.write_bytes(content)
        return path

    def assert_refused(self, result, *pieces):
        """Exit 2, nothing on standard output, one sentence that says every piece."""
        status, out, err = result
        self.assertEqual(status, 2, err)
        self.assertEqual(out, b"")
        self.assertEqual(err.count("\n"), 1, err)
        self.assertTrue(err.endswith(".\n"), err)
        for piece in pieces:
            self.assertIn(piece, err)


def german():
    """Environment of a generated de_DE locale (decimal comma), or None."""
    folder = pathlib.Path(PROGRAM).resolve().parent / "locale"
    place = folder / "de_DE.UTF-8"
    if not place.is_dir():
        folder.mkdir(exist_ok=True)
        # Two tests may come here at once: the one that is done first leaves it behind.
        with tempfile.TemporaryDirectory(dir=folder) as draft:
            made = pathlib.Path(draft) / "made"
            try:
                subprocess.run(["localedef", "-i", "de_DE", "-f", "UTF-8", str(made)],
                               check=False, capture_output=True)
                made.rename(place)
            except OSError:
                pass
    if not place.is_dir():
        return None
    return {"LOCPATH": str(folder), "LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de"}


def main():
    unittest.main(argv=[sys.argv[0], *sys.argv[1:]])
