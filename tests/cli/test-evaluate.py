# SPDX-License-Identifier: GPL-3.0-or-later
"""leverage-lab-cli evaluate: known answers, refusals, one answer a line."""

import json
import math
import os
import pathlib
import subprocess
import time
import unittest

import terminal
from terminal import POSITION, TerminalTest, run, scenario


class Answers(TerminalTest):
    def evaluate(self, content):
        status, out, err = run("evaluate", self.write(content))
        self.assertEqual((status, err), (0, ""))
        self.assertTrue(out.endswith(b"}\n"))
        return json.loads(out)

    def price(self, content, name="liquidation"):
        point = self.evaluate(content)["positions"][0][name]
        self.assertEqual(point["kind"], "price")
        return point["price"]

    def assert_near(self, number, known):
        self.assertTrue(math.isclose(number, known, rel_tol=1e-12), f"{number} {known}")

    def test_seed_example(self):
        # 10,000 at 20x; worked by hand: 10000 + 4 (P - 50000) = 0.005 * 4 P.
        answer = self.evaluate(scenario())
        position = answer["positions"][0]
        known = {
            "value": 194000, "initial_margin": 10000, "maintenance_margin": 970,
            "close_fee": 0, "requirement": 970, "unrealised_pnl": -6000, "roe": -0.6,
            "equity": 4000, "margin_ratio": 0.2425, "effective_leverage": 48.5,
            "rate": 0.005, "deduction": 0, "max_leverage": 125, "order_cost": 10000,
            "break_even": 50000, "funding": 0,
        }
        for name, number in known.items():
            self.assertTrue(math.isclose(position[name], number, abs_tol=1e-9), name)
        self.assertEqual(answer["status"], "ok")
        self.assertEqual(position["symbol"], "BTCUSDT")
        self.assertEqual(set(position), {*known, "symbol", "liquidation", "bankruptcy"})
        self.assert_near(position["liquidation"]["price"], 47738.69346733668)
        self.assert_near(position["bankruptcy"]["price"], 47500)
        for name, number in {"equity": 4000, "maintenance_margin": 970,
                             "requirement": 970, "margin_ratio": 0.2425}.items():
            self.assertTrue(math.isclose(answer["account"][name], number), name)

    def test_reads_standard_input(self):
        text = json.dumps(scenario()).encode()
        self.assertEqual(run("evaluate", "-", stdin=text),
                         run("evaluate", self.write(text)))

    def test_maintenance_on_entry(self):
        # Bybit's own example of its older rule: 20,000 at 50x, 0.5 % of the entry value.
        rules = {"base": "bybit-linear", "maintenance_on": "entry"}
        price = self.price(scenario(rules, size=1, entry=20000, mark=20000, leverage=50,
                                    margin=None, tiers=[{"floor": 0, "rate": 0.005}]))
        self.assert_near(price, 19700)

    def test_tier_changes_on_the_way(self):
        # 104,000 at the entry lies in the second tier, 93,976 at the end in the first:
        # 10400 + 4 (P - 26000) = 0.004 * 4 P.
        tiers = [{"floor": 0, "rate": 0.004}, {"floor": 100000, "rate": 0.005}]
        price = self.price(scenario(entry=26000, mark=26000, leverage=10, margin=10400,
                                    tiers=tiers))
        self.assert_near(price, 93600 / (4 * 0.996))

    def test_inverse_short_at_1x_has_no_end(self):
        answer = self.evaluate(scenario(contract="inverse", side="short", size=50000,
                                        mark=50000, leverage=1, margin=None))
        self.assertEqual(answer["positions"][0]["liquidation"]["kind"], "none")

    def test_already_due_is_now(self):
        answer = self.evaluate(scenario(mark=47000))
        position = answer["positions"][0]
        self.assertEqual(position["liquidation"]["kind"], "now")
        self.assertEqual(position["bankruptcy"]["kind"], "now")
        self.assertIsNone(position["margin_ratio"])
        self.assertIsNone(position["effective_leverage"])

    def test_two_positions_stand_alone(self):
        content = scenario()
        content["positions"].append({**POSITION, "side": "short", "symbol": "ETHUSDT"})
        answer = self.evaluate(content)
        alone = self.evaluate(scenario())
        self.assertEqual(answer["positions"][0], alone["positions"][0])
        self.assertEqual(len(answer["positions"]), 2)
        self.assertTrue(math.isclose(
            answer["account"]["equity"],
            sum(position["equity"] for position in answer["positions"])))

    def test_every_rule_set_answers(self):
        _, out, _ = run("rules")
        ids = [line.split()[0] for line in out.decode().splitlines()[1:]]
        self.assertIn("classroom", ids)
        for name in ids:
            answer = self.evaluate(scenario(name, tiers=None, leverage=2, margin=None,
                                            mark=None))
            self.assertEqual(answer["status"], "ok", name)

    def test_same_in_every_locale(self):
        environment = terminal.german()
        if not environment:
            self.skipTest("no de_DE locale can be generated")
        path = self.write(scenario(mark=48500.25))
        self.assertEqual(run("evaluate", path), run("evaluate", path, **environment))


class Refusals(TerminalTest):
    def refuse(self, content, *pieces):
        path = self.write(content)
        self.assert_refused(run("evaluate", path), *pieces)

    def test_keys(self):
        self.refuse({**scenario(), "colour": 1}, "colour")
        self.refuse(scenario(colour=1), "colour")
        for key in ("symbol", "side", "size", "entry"):
            self.refuse(scenario(**{key: None}), key)
        for key in ("format", "version", "positions"):
            content = scenario()
            del content[key]
            self.refuse(content, key)
        self.refuse(json.dumps(scenario())[:-1] + ', "version": 1}', "version")

    def test_types(self):
        self.refuse(scenario(size="4"), "size")
        self.refuse(scenario(entry=[50000]), "entry")
        self.refuse(scenario(side=1), "side")
        self.refuse(scenario(tiers={}), "tiers")
        self.refuse({**scenario(), "positions": {}}, "positions")
        self.refuse("[]")
        self.refuse("null")

    def test_ranges(self):
        for key in ("size", "entry", "mark", "multiplier"):
            self.refuse(scenario(**{key: 0}), key, "0")
            self.refuse(scenario(**{key: -2.5}), key, "-2.5")
            self.refuse(scenario(**{key: 1e19}), key)
        self.refuse(scenario(leverage=0.5), "leverage", "0.5")
        self.refuse(scenario(margin=-1), "margin", "-1")
        self.refuse(scenario(side="up"), "side", "up", "long", "short")
        self.refuse(scenario(symbol=""), "symbol")
        self.refuse(scenario(symbol="x" * 65), "symbol")
        self.refuse(scenario(rules="mtgox"), "mtgox", "classroom")
        self.refuse({**scenario(), "positions": []}, "positions")
        self.refuse({**scenario(), "positions": [POSITION] * 65}, "positions")

    def test_numbers_that_are_none(self):
        text = json.dumps(scenario(entry=12345))
        for number in ("1e999", "-1e999", "NaN", "Infinity", "0x10", "012", "+5", "5,5"):
            self.refuse(text.replace("12345", number))

    def test_newer_version(self):
        self.refuse({**scenario(), "version": 2}, "version", "newer")

    def test_no_json(self):
        self.refuse("")
        self.refuse("  \n")
        self.refuse("hello")
        self.refuse(json.dumps(scenario())[:-20])
        self.refuse(json.dumps(scenario()) + " x")
        self.refuse(b'{"format": "\xff\xfe"}', "UTF-8")
        self.refuse(b'{"format": "a\x00b"}')

    def test_size_and_depth(self):
        self.refuse("[" * 10_000_000, "64 KiB")
        self.refuse("[" * 60_000)
        self.refuse('{"a":' * 10_000 + "1" + "}" * 10_000)
        self.refuse(json.dumps(scenario()) + " " * 65536, "64 KiB")

    def test_quotes_control_characters_as_none(self):
        self.refuse(scenario(side="up\n\x1b[31m\u202e"), "side")
        _, _, err = run("evaluate", self.write(scenario(side="up\n\x1b[31m")))
        self.assertNotIn("\x1b", err)

    def test_wallet_in_an_isolated_account(self):
        self.refuse(scenario(account={"mode": "isolated", "wallet": 1000}), "wallet")


class Files(TerminalTest):
    def test_missing_file(self):
        path = self.folder / "gone.lab.json"
        self.assert_refused(run("evaluate", path), "gone.lab.json")

    def test_folder(self):
        self.assert_refused(run("evaluate", self.folder), "folder")

    @unittest.skipIf(os.geteuid() == 0, "root may read everything")
    def test_unreadable_file(self):
        path = self.write(scenario())
        path.chmod(0)
        self.assert_refused(run("evaluate", path), "permission")

    def test_endless_file(self):
        self.assert_refused(run("evaluate", "/dev/zero"), "64 KiB")

    def test_full_disk(self):
        if not pathlib.Path("/dev/full").exists():
            self.skipTest("no /dev/full")
        path = self.write(scenario())
        with open("/dev/full", "wb") as full:
            done = subprocess.run([terminal.PROGRAM, "evaluate", path], stdout=full,
                                  stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertEqual(done.stderr.count(b"\n"), 1)

    def test_arguments(self):
        path = self.write(scenario())
        self.assert_refused(run("evaluate"))
        self.assert_refused(run("evaluate", path, path))
        self.assert_refused(run("evaluate", "--fast", path), "--fast")
        self.assert_refused(run("evaluate", "--lines"))


class Lines(TerminalTest):
    def lines(self, text):
        status, out, err = run("evaluate", "--lines", "-", stdin=text)
        self.assertEqual((status, err), (0, ""))
        self.assertTrue(out == b"" or out.endswith(b"\n"))
        return [json.loads(line) for line in out.splitlines()]

    def statuses(self, text):
        return [answer["status"] for answer in self.lines(text)]

    def test_each_line_has_its_answer(self):
        good = json.dumps(scenario()).encode()
        other = json.dumps(scenario(mark=49000)).encode()
        text = b"\n".join([good, b"", b"  ", b"{broken", b"\xff", good + b" " * 70000,
                           b"a\x00b", other])
        answers = self.lines(text)
        self.assertEqual([answer["status"] for answer in answers],
                         ["ok"] + ["refused"] * 6 + ["ok"])
        self.assertEqual(answers[-1]["positions"][0]["value"], 196000)
        for answer in answers[1:-1]:
            self.assertEqual(set(answer), {"status", "message"})
            self.assertTrue(answer["message"].endswith("."))
        self.assertIn("64 KiB", answers[5]["message"])

    def test_ends(self):
        good = json.dumps(scenario()).encode()
        self.assertEqual(self.statuses(b""), [])
        self.assertEqual(self.statuses(b"\n"), ["refused"])
        self.assertEqual(self.statuses(good), ["ok"])
        self.assertEqual(self.statuses(good + b"\n"), ["ok"])
        self.assertEqual(self.statuses(good + b"\n\n"), ["ok", "refused"])
        self.assertEqual(self.statuses(good + b"\r\n" + good + b"\r\n"), ["ok", "ok"])

    def test_length_is_kept_to_the_byte(self):
        good = json.dumps(scenario()).encode()
        most = good + b" " * (65536 - len(good))
        self.assertEqual(self.statuses(most + b"\n" + most + b" \n" + most),
                         ["ok", "refused", "ok"])

    def test_agrees_with_whole_file(self):
        path = self.write(scenario())
        _, out, _ = run("evaluate", path)
        self.assertEqual(json.loads(out), self.lines(json.dumps(scenario()).encode())[0])

    def test_missing_file(self):
        self.assert_refused(run("evaluate", "--lines", self.folder / "gone"), "gone")
        self.assert_refused(run("evaluate", "--lines", self.folder), "folder")

    def test_answers_before_the_next_question(self):
        good = json.dumps(scenario()).encode() + b"\n"
        with subprocess.Popen([terminal.PROGRAM, "evaluate", "--lines", "-"],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE) as talk:
            for _ in range(3):
                talk.stdin.write(good)
                talk.stdin.flush()
                self.assertEqual(json.loads(talk.stdout.readline())["status"], "ok")
            talk.stdin.close()
            self.assertEqual(talk.stdout.read(), b"")

    def test_many_lines(self):
        good = json.dumps(scenario()).encode() + b"\n"
        began = time.monotonic()
        self.assertEqual(self.statuses(good * 2000), ["ok"] * 2000)
        self.assertLess(time.monotonic() - began, 60)


if __name__ == "__main__":
    terminal.main()
