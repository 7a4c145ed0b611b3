# SPDX-License-Identifier: GPL-3.0-or-later
"""What a scenario answers, once more and slowly: written from the format alone, in exact
fractions, with prices found by looking and halving. Knows nothing of the program."""

import json
import math
import pathlib
from fractions import Fraction as F

RULES = pathlib.Path(__file__).resolve().parents[2] / "data" / "rules"

# What a rule set says where its file says nothing.
CLASSROOM = {
    "contract": "linear", "trigger_when": "at", "maintenance_on": "mark",
    "initial_on": "entry", "tier_shape": "marginal", "tier_by": "value",
    "maintenance_floor": 0, "close_fee": "none", "close_fee_rate": 0,
    "rounding": "none", "tick": 0, "quantum": 0, "cross_marks": "fixed",
    "maker_fee": 0, "taker_fee": 0, "funding_hours": 8, "initial_rate": None,
    "initial_slope": 0, "max_leverage": None, "oi_lower": None, "oi_upper": None,
}
FARTHEST, BOUND = F(10) ** 9, 1 + F(1, 10**12)


def bundled(rules_id):
    return json.loads((RULES / f"{rules_id}.json").read_text("utf-8"))


def bundled_ids():
    return sorted(path.stem for path in RULES.glob("*.json"))


def multiple(value, step, rounded):
    """A whole multiple of step; what is within 1e-12 of one is that one"""
    if not step:
        return value
    n = value / step
    whole = round(n)
    if abs(n - whole) > F(1, 10**12) * max(abs(n), 1000):
        whole = rounded(n)
    return whole * step


def up(value, step):
    return multiple(value, step, math.ceil)


def down(value, step):
    return multiple(value, step, math.floor)


def nearest(value, step):
    return multiple(value, step, lambda n: math.floor(n + F(1, 2)))


class Position:
    def __init__(self, said, rules, tables):
        self.rules, self.symbol = rules, said["symbol"]
        self.is_inverse = said.get("contract", rules["contract"]) == "inverse"
        self.s = 1 if said["side"] == "long" else -1
        self.d = -self.s if self.is_inverse else self.s
        self.q = F(said["size"] * said.get("multiplier", 1))
        self.entry, self.mark = F(said["entry"]), F(said.get("mark", said["entry"]))
        self.quantum = F(rules["quantum"])
        table = said.get("tiers") or tables.get(self.symbol, tables["*"])
        self.tiers = self.build(table)
        self.funding_rate = F(said.get("funding_rate", 0))
        self.open_interest = F(said.get("open_interest", 0))
        self.entry_value = nearest(self.value(self.entry), self.quantum)
        self.leverage = F(1)
        if "leverage" in said:
            self.leverage = F(said["leverage"])
        elif rules["initial_rate"]:
            self.leverage = 1 / self.initial_rate("entry")
        self.default_margin = up(self.entry_value / self.leverage, self.quantum)
        self.margin = self.default_margin
        if "margin" in said:
            self.margin = F(said["margin"])
        elif "equity" in said:
            self.margin = F(said["equity"]) - self.pnl(self.mark)

    def build(self, table):
        tiers, is_marginal = [], self.rules["tier_shape"] == "marginal"
        for tier in table:
            floor, rate = F(tier["floor"]), F(tier["rate"])
            deduction = F(tier.get("deduction", 0))
            if is_marginal and tiers and "deduction" not in tier:
                before = tiers[-1]
                deduction = before["deduction"] + floor * (rate - before["rate"])
            tiers.append({"floor": floor, "rate": rate, "deduction": deduction,
                          "slope": F(tier.get("slope", 0)),
                          "most": tier.get("max_leverage")})
        return tiers

    def value(self, price):
        return self.q / price if self.is_inverse else self.q * price

    def pnl(self, price):
        return self.d * (self.value(price) - self.entry_value)

    def basis(self, on, price):
        return self.entry_value if on == "entry" else self.value(price)

    def measure(self, on, price):
        """x, what picks the tier"""
        return self.q if self.rules["tier_by"] == "size" else self.basis(on, price)

    def tier(self, x):
        found = self.tiers[0]
        for tier in self.tiers[1:]:
            if tier["floor"] * BOUND < x:
                found = tier
        return found

    def rate(self, price):
        x = self.measure(self.rules["maintenance_on"], price)
        tier = self.tier(x)
        return tier["rate"] + tier["slope"] * x, tier["deduction"]

    def maintenance(self, price):
        on = self.rules["maintenance_on"]
        rate, deduction = self.rate(price)
        needed = max(F(0), F(self.rules["maintenance_floor"]),
                     self.basis(on, price) * rate - deduction)
        return up(needed, self.quantum) if on == "entry" else needed

    def initial_rate(self, on):
        rules = self.rules
        if not rules["initial_rate"]:
            return 1 / self.leverage
        rate = F(rules["initial_rate"])
        rate += F(rules["initial_slope"]) * self.measure(on, self.mark)
        if rules["oi_lower"] is not None:
            lower, upper = F(rules["oi_lower"]), F(rules["oi_upper"])
            part = min(max((self.open_interest - lower) / (upper - lower), F(0)), F(1))
            rate += part * (1 - rate)
        return rate

    def reserve(self):
        """F, by its formula"""
        kind = self.rules["close_fee"]
        if kind == "reserved":
            factor = 1 - self.d / self.leverage
        elif kind == "reserved-cost":
            factor = 1 + 1 / self.leverage
        else:
            return F(0)
        fee = F(self.rules["close_fee_rate"]) * self.entry_value
        return up(fee * factor, self.quantum)

    def most_leverage(self, margin):
        rules, limits = self.rules, []
        if rules["tier_by"] == "size":
            most = self.tier(self.q)["most"]
            limits = [] if most is None else [F(most)]
        else:
            for tier, beyond in zip(self.tiers, [*self.tiers[1:], None]):
                if tier["most"] is None:
                    continue
                limit = F(tier["most"])
                if beyond and margin > 0:
                    limit = min(limit, beyond["floor"] / margin)
                limits.append(limit)
        if limits:
            return max(limits)
        if rules["max_leverage"]:
            return F(rules["max_leverage"])
        return 1 / self.initial_rate("entry") if rules["initial_rate"] else None

    def order_cost(self):
        return (up(self.entry_value * self.initial_rate("entry"), self.quantum)
                + up(F(self.rules["taker_fee"]) * self.entry_value, self.quantum)
                + self.reserve())

    def break_even(self):
        fee = F(self.rules["taker_fee"])
        value = self.entry_value * (self.d + fee) / (self.d - fee)
        return self.q / value if self.is_inverse else value / self.q


class Account:
    """Positions that stand behind one collateral: all of a cross account, or one"""

    def __init__(self, rules, positions, collateral, is_cross):
        self.rules, self.positions = rules, positions
        self.collateral, self.is_cross = collateral, is_cross
        self.has_one_symbol = len({p.symbol for p in positions}) == 1

    def close_fee_kind(self):
        kind = self.rules["close_fee"]
        if self.is_cross and kind in ("reserved", "reserved-cost", "bankruptcy"):
            return "bankruptcy" if self.has_one_symbol else "added"
        return kind

    def moving(self, asked):
        if self.is_cross and self.rules["cross_marks"] == "joint":
            return self.positions
        return [p for p in self.positions if p is asked or
                (self.is_cross and p.symbol == asked.symbol)]

    def marks(self, asked, factor):
        moving = self.moving(asked)
        return {p: p.mark * factor if p in moving else p.mark for p in self.positions}

    def bankrupt(self, asked):
        """The factor on the mark where nothing is left, or None; and what is left now"""
        fee = F(self.rules["close_fee_rate"])
        if self.close_fee_kind() != "bankruptcy":
            fee = F(0)
        moving, rest, slope, left = self.moving(asked), self.collateral, F(0), F(0)
        for p in self.positions:
            value = p.value(p.mark)
            if p in moving:
                rest -= p.d * p.entry_value
                slope += (p.d - fee) * value
                left -= fee * value
            else:
                rest += p.pnl(p.mark)
            left += p.pnl(p.mark)
        left += self.collateral
        grown = -rest / slope if slope else F(0)  # of the values, from the mark
        if grown <= 0 or not 1 / FARTHEST <= grown <= FARTHEST:
            return None, left
        return (1 / grown if asked.is_inverse else grown), left

    def close_fee(self, position, price, bankrupt):
        fee, kind = F(self.rules["close_fee_rate"]), self.close_fee_kind()
        if kind == "none":
            return F(0)
        if kind == "added":
            return fee * position.value(price)
        if kind == "entry":
            return up(fee * position.entry_value, position.quantum)
        if kind == "bankruptcy":
            if bankrupt is None:
                return F(0)
            value = position.value(position.mark * bankrupt)
            return up(fee * value, position.quantum)
        return position.reserve()

    def gap(self, asked, factor, bankrupt):
        """equity - requirement with the mark of the asked position at so many times"""
        gap = self.collateral
        for p, mark in self.marks(asked, factor).items():
            gap += p.pnl(mark) - p.maintenance(mark) - self.close_fee(p, mark, bankrupt)
            if not self.is_cross:
                gap += p.reserve()
        return gap

    def scale(self):
        return max([abs(self.collateral)] + [max(p.value(p.mark), p.entry_value)
                                             for p in self.positions])

    def equity(self):
        return self.collateral + sum(
            p.pnl(p.mark) + (0 if self.is_cross else p.reserve()) for p in self.positions)

    def steps(self, asked, side):
        """Factors on the way up or down where a moving position changes its tier"""
        steps = set()
        if self.rules["maintenance_on"] == "mark" and self.rules["tier_by"] == "value":
            for p in self.moving(asked):
                for tier in p.tiers[1:]:
                    grown = tier["floor"] * BOUND / p.value(p.mark)
                    factor = 1 / grown if p.is_inverse else grown
                    if 1 / FARTHEST < factor < FARTHEST and (factor > 1) == (side > 0):
                        steps.add(factor)
        return sorted(steps, reverse=side < 0) + [FARTHEST**side]

    def halve(self, asked, bankrupt, open_at, closed_at):
        while abs(closed_at - open_at) > closed_at / 10**20:
            ratio = max(open_at, closed_at) / min(open_at, closed_at)
            middle = (open_at + closed_at) / 2
            if ratio > 4:
                middle = F(math.sqrt(float(open_at)) * math.sqrt(float(closed_at)))
            middle = F(round(middle * 10**40), 10**40)
            if self.gap(asked, middle, bankrupt) > 0:
                open_at = middle
            else:
                closed_at = middle
        return closed_at

    def outward(self, asked, side, bankrupt):
        hair, reached = F(1, 10**35), F(1)
        for step in self.steps(asked, side):
            before, begin = step * (1 - side * hair), reached * (1 + side * hair)
            if step == FARTHEST**side:
                before = step
            if reached == 1:
                begin = reached
            elif self.gap(asked, begin, bankrupt) <= 0:
                return reached  # the table jumps past equality
            if self.gap(asked, before, bankrupt) <= 0:
                return self.halve(asked, bankrupt, begin, before)
            reached = step
        return None

    def liquidation(self, asked):
        """kind, the price before rounding, and the gap at the mark"""
        bankrupt, _ = self.bankrupt(asked)
        gap = self.gap(asked, F(1), bankrupt)
        if gap < 0 or (gap == 0 and self.rules["trigger_when"] == "at"):
            return "now", None, gap
        if gap == 0:
            return "price", asked.mark, gap
        sides = (-1, 1) if len(self.moving(asked)) > 1 else (-asked.s,)
        found = []
        for side in sides:
            factor = self.outward(asked, side, bankrupt)
            if factor is not None:
                found.append((max(factor, 1 / factor), side, factor))
        if not found:
            return "none", None, gap
        return "price", asked.mark * min(found)[2], gap

    def rounded(self, position, price, is_liquidation):
        tick, how = F(self.rules["tick"]), self.rules["rounding"]
        if price is None or not tick:
            return price
        if how == "toward-entry":
            price = up(price, tick) if position.s > 0 else down(price, tick)
        elif how == "truncate":
            price = down(price, tick)
        elif how == "tick-toward-entry" and is_liquidation and not self.is_cross:
            price += position.s * tick
        return price if price > 0 else None


def read(scenario):
    said = scenario.get("rules", "classroom")
    replaced = said if isinstance(said, dict) else {}
    file = bundled(replaced.get("base", said) if replaced else said)
    rules = {key: replaced.get(key, file.get(key, first))
             for key, first in CLASSROOM.items()}
    tables = replaced.get("tiers", file["tiers"])
    positions = [Position(p, rules, tables) for p in scenario["positions"]]
    account = scenario.get("account", {})
    if account.get("mode", "isolated") == "isolated":
        return [Account(rules, [p], p.margin, False) for p in positions]
    wallet = F(account.get("wallet", 0))
    if "equity" in account:
        wallet = F(account["equity"]) - sum(p.pnl(p.mark) for p in positions)
    return [Account(rules, positions, wallet, True)]


def answer_position(account, p):
    on = account.rules["initial_on"]
    bankrupt, left = account.bankrupt(p)
    maintenance, fee = p.maintenance(p.mark), account.close_fee(p, p.mark, bankrupt)
    equity = account.equity()
    kind, price, gap = account.liquidation(p)
    price = account.rounded(p, price, True)
    bust = account.rounded(p, p.mark * bankrupt if bankrupt else None, False)
    rate, deduction = p.rate(p.mark)
    return {
        "symbol": p.symbol, "value": p.value(p.mark),
        "initial_margin": up(p.basis(on, p.mark) * p.initial_rate(on), p.quantum),
        "maintenance_margin": up(maintenance, p.quantum), "close_fee": fee,
        "requirement": maintenance + fee, "unrealised_pnl": p.pnl(p.mark),
        "roe": p.pnl(p.mark) / (p.entry_value / p.leverage), "equity": equity,
        "effective_leverage": p.value(p.mark) / equity if equity > 0 else None,
        "rate": rate, "deduction": deduction,
        "max_leverage": p.most_leverage(
            p.default_margin if account.is_cross else p.margin),
        "order_cost": p.order_cost(), "break_even": p.break_even(),
        "funding": -p.s * p.funding_rate * p.value(p.mark),
        "liquidation": (kind if kind != "price" or price else "none", price, gap),
        "bankruptcy": ("now" if left <= 0 else "price" if bust else "none", bust, left),
        "scale": account.scale(),
    }


def ratio(requirement, equity):
    return requirement / equity if equity > 0 else None


def answer(scenario):
    """(account, positions): numbers as fractions, a price as (kind, price, what is left
    of the collateral at the mark), and the scale that last bits are held against"""
    accounts = read(scenario)
    positions = [answer_position(a, p) for a in accounts for p in a.positions]
    totals = {key: sum(p[key] for p in positions)
              for key in ("maintenance_margin", "requirement")}
    totals["equity"] = sum(a.equity() for a in accounts)
    totals["margin_ratio"] = ratio(totals["requirement"], totals["equity"])
    for p in positions:
        needed = totals["requirement"] if accounts[0].is_cross else p["requirement"]
        p["margin_ratio"] = ratio(needed, p["equity"])
    return totals, positions
