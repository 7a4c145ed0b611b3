# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios of every kind, drawn from a seed: all rule sets, replaced fields, contracts,
sides, modes and tables; hedges, positions that are due, values on a bound, and numbers
off every usual scale."""

import math
import random

import twin

SYMBOLS = ("BTCUSDT", "ETHUSDT", "BTC-PERPETUAL", "X", "Y")


class Draw:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.ids = twin.bundled_ids()
        self.files = {rules_id: twin.bundled(rules_id) for rules_id in self.ids}

    def chance(self, part):
        return self.random.random() < part

    def log(self, least, most):
        """A number of few digits, every magnitude alike"""
        power = self.random.uniform(math.log(least), math.log(most))
        return float(f"{math.exp(power):.9g}")

    def replaced(self):
        fields = {
            "contract": lambda: self.random.choice(["linear", "inverse", "quanto"]),
            "trigger_when": lambda: self.random.choice(["at", "below"]),
            "maintenance_on": lambda: self.random.choice(["mark", "entry"]),
            "initial_on": lambda: self.random.choice(["mark", "entry"]),
            "maintenance_floor": lambda: self.log(0.01, 100),
            "close_fee": lambda: self.random.choice(
                ["none", "added", "entry", "reserved", "reserved-cost", "bankruptcy"]),
            "close_fee_rate": lambda: self.log(1e-5, 0.5),
            "rounding": lambda: self.random.choice(
                ["none", "toward-entry", "tick-toward-entry", "truncate"]),
            "tick": lambda: self.random.choice([0, 0.01, 0.5, 1e-4]),
            "quantum": lambda: self.random.choice([0, 1e-8, 1e-6]),
            "cross_marks": lambda: self.random.choice(["fixed", "joint"]),
            "taker_fee": lambda: self.log(1e-5, 0.5),
            "initial_rate": lambda: self.random.choice([None, self.log(0.01, 1)]),
            "max_leverage": lambda: self.random.choice([None, 50]),
        }
        drawn = {name: draw() for name, draw in fields.items() if self.chance(0.3)}
        if self.chance(0.2):
            drawn.update(oi_lower=1e6, oi_upper=3e6)
        return drawn

    def table(self, rules, worth):
        """One to six tiers around @worth, some of them exactly on it"""
        tiers, floor, rate = [], 0, self.log(0.001, 0.05)
        for _ in range(self.random.randint(1, 6)):
            tier = {"floor": floor, "rate": rate}
            if rules["tier_shape"] == "marginal" and self.chance(0.1):
                tier["deduction"] = worth * self.random.uniform(-0.001, 0.001)
            if rules["tier_shape"] == "slope" and self.chance(0.7):
                tier["slope"] = self.log(1e-4, 0.02) / worth
            if self.chance(0.5):
                tier["max_leverage"] = self.random.randint(1, 125)
            tiers.append(tier)
            on_it = worth if floor < worth and self.chance(0.2) else None
            floor = on_it or max(floor, worth * 0.05) * self.log(1.2, 3)
            rate = min(rate * self.log(1, 2), 1)
        return tiers

    def position(self, rules, contract, mark, is_cross):
        """With the mark already given in a cross account"""
        said = {"side": self.random.choice(["long", "short"])}
        kind = contract or rules["contract"]
        if contract:
            said["contract"] = contract
        entry = mark * self.log(0.7, 1.4) if self.chance(0.7) else mark
        value = self.log(1e-9, 1e9) if self.chance(0.1) else self.log(1, 1e7)
        value = max(value, 100 * rules["quantum"])
        multiplier = self.random.choice([1, 1, 0.01, 1e-6, 100])
        size = (value * entry if kind == "inverse" else value / entry) / multiplier
        if not 1e-15 <= size <= 1e15:  # far, but not beyond what the format takes
            multiplier, size = 1, size * multiplier
        said.update(size=float(f"{size:.10g}"), entry=entry, mark=mark)
        if multiplier != 1:
            said["multiplier"] = multiplier
        if self.chance(0.8):
            said["leverage"] = math.floor(self.log(1, 126))
        if not is_cross and self.chance(0.7):
            margin = value / said.get("leverage", 5) * self.log(0.1, 5)
            said[self.random.choice(["margin", "equity"])] = margin
        if self.chance(0.4):
            by_size = rules["tier_by"] == "size"
            said["tiers"] = self.table(rules, size * multiplier if by_size else value)
        if self.chance(0.3):
            said["funding_rate"] = self.random.uniform(-0.01, 0.01)
        if self.chance(0.3):
            said["open_interest"] = self.log(1e5, 1e7)
        return said, value

    def scenario(self):
        rules_id = self.random.choice(self.ids)
        replaced = self.replaced() if self.chance(0.5) else {}
        file = self.files[rules_id]
        rules = {key: replaced.get(key, file.get(key, first))
                 for key, first in twin.CLASSROOM.items()}
        is_cross = self.chance(0.5)
        contract = self.random.choice([None, None, "linear", "inverse", "quanto"])
        marks = {symbol: self.log(0.01, 1e5) for symbol in SYMBOLS}
        n = self.random.choice([1, 1, 2, 3, 5])
        if self.chance(0.005):
            n = self.random.choice([8, 12, 16, 16, 64])
        of = self.random.randint(1, len(SYMBOLS))
        positions, worth = [], 0
        for _ in range(n):
            symbol = self.random.choice(SYMBOLS[:of])
            if positions and self.chance(0.1):  # a hedge that balances exactly
                other = positions[-1]
                side = "short" if other["side"] == "long" else "long"
                positions.append({**other, "side": side})
                continue
            mark = marks[symbol] if is_cross else self.log(0.01, 1e5)
            said, value = self.position(rules, contract, mark, is_cross)
            positions.append({"symbol": symbol, **said})
            worth += value
        drawn = {"format": "leverage-lab-scenario", "version": 1,
                 "rules": {"base": rules_id, **replaced} if replaced else rules_id,
                 "positions": positions}
        if is_cross:
            drawn["account"] = {"mode": "cross", self.random.choice(
                ["wallet", "equity"]): worth * self.log(0.02, 3)}
        return drawn

    def spoilt(self):
        """A scenario that must be refused, and a piece of the sentence that says why"""
        drawn = self.scenario()
        position = self.random.choice(drawn["positions"])
        is_cross = "account" in drawn
        faults = [
            (position, "size", 0, "size"),
            (position, "side", "up", "side"),
            (position, "entry", -1, "entry"),
            (position, "leverage", 0.5, "leverage"),
            (position, "funding_rate", 2, "funding_rate"),
            (position, "tiers", [{"floor": 1, "rate": 0.1}], "floor"),
            (position, "colour", "red", "colour"),
            (position, "margin", "much", "margin"),
            (drawn, "rules", "nowhere", "nowhere"),
            (drawn, "version", 2, "version"),
            (drawn, "account", {"mode": "cross"}, "account.wallet"),
            (drawn, "account", {"wallet": 1}, "account.wallet"),
        ]
        if is_cross:
            faults.append((position, "margin", 5, "margin"))
        where, key, value, piece = self.random.choice(faults)
        where[key] = value
        return drawn, piece
