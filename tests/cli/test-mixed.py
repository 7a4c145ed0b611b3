# SPDX-License-Identifier: GPL-3.0-or-later
"""evaluate --lines over drawn scenarios of every kind: each answer against a slow twin,
each price put back as the mark. LEVERAGE_LAB_DRAWS says how many, LEVERAGE_LAB_SEED
which."""

import copy
import json
import os
import random
import unittest

import terminal
import twin
from mixed import Draw
from terminal import run

DRAWS = int(os.environ.get("LEVERAGE_LAB_DRAWS", 500))
SEED = int(os.environ.get("LEVERAGE_LAB_SEED", random.randrange(10**6)))

# The last bits of the largest amount of an account, in units of it.
BITS = 1e-12


def lines(scenarios):
    text = "".join(json.dumps(scenario) + "\n" for scenario in scenarios)
    status, out, err = run("evaluate", "--lines", "-", stdin=text.encode())
    assert (status, err) == (0, ""), (status, err)
    return [json.loads(line) for line in out.splitlines()]


def is_near(got, expected, slack):
    if expected is None or got is None:
        return expected is None and got is None
    expected = float(expected)
    return abs(got - expected) <= 1e-9 * abs(expected) + slack


def slack_of(key, position):
    """What the last bits of the account may move a figure by"""
    bits, equity = BITS * float(position["scale"]), abs(float(position["equity"]))
    if key in ("margin_ratio", "effective_leverage"):
        return bits / equity * abs(float(position[key] or 0)) + bits / max(equity, bits)
    if key == "roe":
        return bits * abs(float(position["roe"] or 1)) + BITS * 1000
    return 0 if key in ("rate", "deduction", "max_leverage", "break_even") else bits


def compare_point(got, expected, scale):
    kind, price, left = expected
    is_close_call = abs(left) <= 3 * BITS * scale
    if got["kind"] != kind:
        return [] if is_close_call else [(got, kind, price and float(price))]
    return [] if is_near(got.get("price"), price, 0) else [(got, price and float(price))]


def compare(got, scenario):
    """What differs between an answer and the twin's"""
    totals, positions = twin.answer(scenario)
    scale = max(float(p["scale"]) for p in positions)
    equity = abs(float(totals["equity"]))
    differs = []
    for key, expected in totals.items():
        slack = BITS * scale * (len(positions) + 1)
        if key == "margin_ratio" and expected is not None:
            slack = slack / equity * (1 + float(expected))
        if not is_near(got["account"][key], expected, slack):
            differs.append(("account", key, got["account"][key], expected))
    for theirs, p in zip(got["positions"], positions):
        for key, expected in p.items():
            if key in ("symbol", "scale"):
                continue
            if key in ("liquidation", "bankruptcy"):
                differs += compare_point(theirs[key], expected, float(p["scale"]))
            elif not is_near(theirs[key], expected, slack_of(key, p)):
                differs.append((key, theirs[key], expected and float(expected)))
    return differs


def at_the_end(scenario, answer, i):
    """The scenario with the mark of position i at its liquidation price, others along as
    the rules have it; without rounding and with the collateral as it was"""
    moved = copy.deepcopy(scenario)
    account, position = moved.get("account", {}), moved["positions"][i]
    price = answer["positions"][i]["liquidation"]["price"]
    factor = price / position["mark"]
    rules = twin.read(scenario)[0].rules
    is_cross = account.get("mode") == "cross"
    if "equity" in account:
        account["wallet"] = float(twin.read(scenario)[0].collateral)
        del account["equity"]
        if account["wallet"] < 0:
            return None  # no file can say that at another mark
    for j, other in enumerate(moved["positions"]):
        if "equity" in other:
            other["margin"] = float(twin.read(scenario)[j].collateral)
            del other["equity"]
            if other["margin"] < 0:
                return None
        if j == i or (is_cross and other["symbol"] == position["symbol"]):
            other["mark"] = price
        elif is_cross and rules["cross_marks"] == "joint":
            other["mark"] *= factor
    return moved


class Mixed(unittest.TestCase):
    def setUp(self):
        print(f"# {DRAWS} draws of seed {SEED}", flush=True)
        self.draw = Draw(SEED)

    def batches(self, size=2000):
        for begin in range(0, DRAWS, size):
            yield [self.draw.scenario() for _ in range(min(size, DRAWS - begin))]

    def test_every_answer_is_the_twins(self):
        for scenarios in self.batches():
            answers = lines(scenarios)
            self.assertEqual(len(answers), len(scenarios))
            for scenario, got in zip(scenarios, answers):
                self.assertEqual(got["status"], "ok", (got, json.dumps(scenario)))
                differs = compare(got, scenario)
                self.assertEqual(differs, [], json.dumps(scenario))

    def test_at_every_price_the_requirement_is_met(self):
        for scenarios in self.batches():
            for scenario in scenarios:  # what is shown on a tick is not where it is met
                if isinstance(scenario["rules"], dict):
                    scenario["rules"].pop("tick", None)
                    scenario["rules"].pop("rounding", None)
            moved, whence = [], []
            for scenario, got in zip(scenarios, lines(scenarios)):
                self.assertEqual(got["status"], "ok", (got, json.dumps(scenario)))
                for i, p in enumerate(got["positions"]):
                    if p["liquidation"]["kind"] == "price":
                        there = at_the_end(scenario, got, i)
                        moved += [there] if there else []
                        whence += [(scenario, i)] if there else []
            for there, (scenario, i), got in zip(moved, whence, lines(moved)):
                self.assertEqual(got["status"], "ok", (got, json.dumps(there)))
                self.meets(got["positions"][i], there, scenario, i)

    def meets(self, p, there, scenario, i):
        accounts = twin.read(there)
        scale = float(accounts[0 if accounts[0].is_cross else i].scale())
        slack = 1e-9 * max(1, scale / max(abs(p["equity"]), 1e-300))
        if p["margin_ratio"] is not None and abs(p["margin_ratio"] - 1) <= slack:
            return
        # A step of a table: open just before, closed just behind.
        accounts = twin.read(scenario)
        account = accounts[0] if accounts[0].is_cross else accounts[i]
        asked = account.positions[i if account.is_cross else 0]
        factor = twin.F(there["positions"][i]["mark"]) / asked.mark
        outward = 1 if factor > 1 else -1
        bankrupt, _ = account.bankrupt(asked)
        hair = twin.F(outward, 10**9)
        self.assertGreater(account.gap(asked, factor * (1 - hair), bankrupt), 0, there)
        self.assertLessEqual(account.gap(asked, factor * (1 + hair), bankrupt), 0, there)

    def test_what_is_spoilt_is_refused_by_name(self):
        spoilt = [self.draw.spoilt() for _ in range(min(DRAWS, 2000))]
        for (scenario, piece), got in zip(spoilt, lines(s for s, _ in spoilt)):
            self.assertEqual(got["status"], "refused", json.dumps(scenario))
            self.assertIn(piece, got["message"])


if __name__ == "__main__":
    terminal.main()
