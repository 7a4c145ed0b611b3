# SPDX-License-Identifier: GPL-3.0-or-later
"""leverage-lab-cli chart and rules: whole files or none, and what is refused."""

import os
import pathlib
import re
import struct
import unittest
import xml.etree.ElementTree

import terminal
from terminal import TerminalTest, run, scenario

KINDS = ("payoff", "ladder", "gauge")
INKS = ("light", "dark", "contrast", "contrast-dark", "print")


def png_size(path):
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n" and data[-8:-4] == b"IEND"
    return struct.unpack(">II", data[16:24])


class Charts(TerminalTest):
    def draw(self, name, *arguments, **environment):
        path = self.folder / name
        status, out, err = run("chart", *arguments, "--out", path, **environment)
        self.assertEqual((status, out, err), (0, b"", ""))
        left = [entry for entry in self.folder.iterdir() if entry.name.startswith(name)]
        self.assertEqual(left, [path])
        return path

    def test_png(self):
        for kind in KINDS:
            path = self.draw("a.png", "--kind", kind, "--width", 700, "--height", 400)
            self.assertEqual(png_size(path), (700, 400))

    def test_svg(self):
        for kind in KINDS:
            path = self.draw("a.svg", "--kind", kind, "--width", 700, "--height", 400)
            root = xml.etree.ElementTree.parse(path).getroot()
            self.assertRegex(root.get("width"), r"^700(px)?$")
            self.assertEqual(root.get("viewBox"), "0 0 700 400")

    def test_pdf(self):
        for kind in KINDS:
            data = self.draw("a.pdf", "--kind", kind, "--width", 800, "--height",
                             400).read_bytes()
            self.assertTrue(data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF"))
            self.assertIn(b"/Title", data)
            self.assertRegex(data, rb"MediaBox \[ 0 0 600 300 \]")

    def test_suffix_in_capitals(self):
        self.draw("A.PNG")

    def test_inks_and_scenarios_differ(self):
        path = self.write(scenario())
        pictures = {self.draw("a.png", path, "--ink", ink).read_bytes() for ink in INKS}
        self.assertEqual(len(pictures), len(INKS))
        self.assertNotIn(self.draw("a.png").read_bytes(), pictures)

    def test_same_chart_is_same_file(self):
        for name in ("a.png", "a.svg", "a.pdf"):
            first = self.draw(name).read_bytes()
            self.assertEqual(first, self.draw(name).read_bytes(), name)

    def test_same_in_every_locale(self):
        environment = terminal.german()
        if not environment:
            self.skipTest("no de_DE locale can be generated")
        for kind in KINDS:
            first = self.draw("a.svg", "--kind", kind).read_bytes()
            self.assertEqual(first, self.draw("a.svg", "--kind", kind,
                                              **environment).read_bytes())

    def test_every_state_of_a_position(self):
        states = [
            {}, {"side": "short", "mark": 51000}, {"mark": 47000}, {"mark": 60000},
            {"leverage": 1, "margin": 200000}, {"margin": 0},
            {"contract": "inverse", "side": "short", "size": 50000, "leverage": 1,
             "margin": None},
            {"entry": 1e-9, "mark": 1e-9, "margin": None}, {"leverage": 125, "margin": None,
                                                           "mark": None},
        ]
        for state in states:
            path = self.write(scenario(**state))
            for kind in KINDS:
                for size in ((96, 96), (360, 300), (2000, 900)):
                    self.draw("a.png", path, "--kind", kind, "--width", size[0],
                              "--height", size[1])

    def test_replaces_a_file_as_a_whole(self):
        path = self.folder / "a.png"
        path.write_text("old")
        self.assertEqual(png_size(self.draw("a.png"))[0], 960)

    def test_reads_standard_input(self):
        path = self.folder / "a.svg"
        content = self.write(scenario()).read_bytes()
        status, _, _ = run("chart", "-", "--out", path, stdin=content)
        self.assertEqual(status, 0)


class Refusals(TerminalTest):
    def refuse(self, *arguments, pieces=()):
        before = sorted(self.folder.iterdir())
        self.assert_refused(run("chart", *arguments), *pieces)
        self.assertEqual(sorted(self.folder.iterdir()), before)

    def test_out(self):
        self.refuse(pieces=["--out"])
        for name in ("a.jpg", "a", "png", "a.png.txt"):
            self.refuse("--out", self.folder / name, pieces=[name, ".png", ".svg", ".pdf"])
        self.refuse("--out", self.folder / "no" / "a.png", pieces=["a.png", "folder"])
        (self.folder / "b.png").mkdir()
        self.refuse("--out", self.folder / "b.png", pieces=["b.png", "folder"])

    @unittest.skipIf(os.geteuid() == 0, "root may write everywhere")
    def test_read_only_folder(self):
        inner = self.folder / "inner"
        inner.mkdir()
        inner.chmod(0o555)
        self.refuse("--out", inner / "a.png", pieces=["a.png"])

    def test_file_system_without_room(self):
        if not pathlib.Path("/proc/self").exists():
            self.skipTest("no /proc")
        self.refuse("--out", "/proc/a.png", pieces=["/proc/a.png"])

    def test_options(self):
        out = self.folder / "a.png"
        self.refuse("--out", out, "--kind", "pie", pieces=["pie", "payoff"])
        self.refuse("--out", out, "--ink", "pink", pieces=["pink", "contrast-dark"])
        for width in ("0", "-5", "95", "8193"):
            self.refuse("--out", out, "--width", width, pieces=["--width", width])
        self.refuse("--out", out, "--height", "tall", pieces=["tall"])
        self.refuse("--out", out, "--height", "99999999999999999999")
        self.refuse("--out", out, "one", "two", pieces=["two"])
        self.refuse("--out", out, "--glow", pieces=["--glow"])

    def test_scenario(self):
        out = self.folder / "a.png"
        self.refuse("--out", out, self.folder / "gone", pieces=["gone"])
        self.refuse("--out", out, self.folder, pieces=["folder"])
        self.refuse("--out", out, self.write("{"))
        self.refuse("--out", out, self.write(scenario(entry=-1)), pieces=["entry", "-1"])
        content = scenario()
        content["positions"] *= 2
        self.refuse("--out", out, self.write(content))


class Rest(TerminalTest):
    def test_rules(self):
        status, out, err = run("rules")
        lines = out.decode().splitlines()
        self.assertEqual((status, err), (0, ""))
        self.assertTrue(lines[0].startswith("id "))
        ids = [line.split()[0] for line in lines[1:]]
        self.assertEqual(ids, [
            "classroom", "classroom-tiered", "eu-cfd-2to1", "binance-usdm",
            "binance-coinm", "bybit-linear", "bybit-linear-entry", "bybit-inverse",
            "okx-linear", "okx-inverse", "gate-linear", "gate-inverse", "bitmex-inverse",
            "bitmex-quanto", "bitmex-linear", "kucoin-linear", "deribit-inverse",
            "deribit-linear", "kraken-inverse", "hyperliquid", "dydx-v4", "gmx-v2",
            "drift"])
        for line in lines[1:]:
            self.assertRegex(line, r"  (\d{4}-\d\d-\d\d|-) +([A-D][+-]?|-)$")
        self.assert_refused(run("rules", "classroom"), "classroom")

    def test_help(self):
        for arguments in (["--help"], ["-h"], ["evaluate", "--help"], ["chart", "--help"],
                          ["rules", "--help"]):
            status, out, err = run(*arguments)
            self.assertEqual((status, err), (0, ""))
            self.assertIn("leverage-lab-cli", out.decode())
        for word in ("evaluate", "chart", "rules", "--version"):
            self.assertIn(word, run("--help")[1].decode())
        for option in ("--out", "--kind", "--ink", "--width", "--height"):
            self.assertIn(option, run("chart", "--help")[1].decode())

    def test_version(self):
        status, out, err = run("--version")
        self.assertEqual((status, err), (0, ""))
        self.assertTrue(re.fullmatch(rb"leverage-lab-cli \d+\.\d+\.\d+\n", out))

    def test_commands(self):
        self.assert_refused(run(), "evaluate", "chart", "rules")
        self.assert_refused(run("trade"), "trade", "evaluate")
        self.assert_refused(run("--fast"), "--fast")


if __name__ == "__main__":
    terminal.main()
