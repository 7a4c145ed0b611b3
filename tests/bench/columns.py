# SPDX-License-Identifier: GPL-3.0-or-later
"""What a position in a column costs: columns.py PROGRAM

PROGRAM (columns.c) answers one measurement at a time, so that ours and its control take
turns; a ratio is taken within each round. Where numpy and numba are installed the same
rows are worked on by them too, on one core.
"""

import os
import statistics
import subprocess
import sys
import time

for pool in ("OMP", "MKL", "OPENBLAS", "NUMBA"):
    os.environ[f"{pool}_NUM_THREADS"] = "1"

from compare import interleave, report  # noqa: E402

ROUNDS = 15
IN_L1, BEYOND_L2, ROWS = 640, 4_000_000, 1_000_000


class Program:
    def __init__(self, path):
        self.process = subprocess.Popen(
            [path], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        if self.process.stdout.readline().strip() != "ready":
            raise SystemExit(f"{path} did not start")

    def contestant(self, name, rows, work=8_000_000):
        """A function that measures once and answers nanoseconds a row"""

        def measure():
            self.process.stdin.write(f"{name} {rows} {max(1, work // rows)}\n")
            self.process.stdin.flush()
            return float(self.process.stdout.readline())

        return measure


def compare(what, ours, control, goal):
    interleave(1, ours, control)  # pages touched, caches warm
    report(what, "ns", interleave(ROUNDS, ours, control), goal)


def growth(program):
    """Nanoseconds a row from a thousand rows to ten million"""
    print("\nbatch, nanoseconds a row (median of 7):")
    for rows in (1_000, 10_000, 100_000, 1_000_000, 10_000_000):
        ours = program.contestant("batch", rows, 20_000_000)
        control = program.contestant("streams", rows, 20_000_000)
        pairs = interleave(7, ours, control)
        ns = statistics.median(mine for mine, _ in pairs)
        theirs = statistics.median(control for _, control in pairs)
        print(f"  {rows:>10,} {ns:8.3f}   seven streams alone {theirs:8.3f}")


def timed(function, rows, *times):
    """Nanoseconds a row of function(*times), which goes over all rows so many times"""

    def measure():
        began = time.process_time_ns()
        function(*times)
        return (time.process_time_ns() - began) / (rows * (times or (1,))[0])

    return measure


def by_numpy(numpy, columns, out):
    """The same answers, none and due and bad rows among them, a column at a time"""
    entry, leverage, margin, mark = columns
    liquidation_price, pnl, equity = out
    kept = 0.005 + 0.0005

    def work():
        r = 1 / (leverage * entry)
        at_entry = margin * leverage
        value = at_entry * (mark * (r * leverage))
        end = entry * (1 - r * entry) / (1 - kept)
        good = numpy.ones(entry.size, dtype=bool)
        for column in columns:
            good &= (column >= 1e-18) & (column <= 1e18)
        pnl[:] = numpy.where(good, value - at_entry, 0)
        equity[:] = numpy.where(good, margin + pnl, 0)
        there = good & (equity > kept * value) & (end >= 1e-9 * mark)
        liquidation_price[:] = numpy.where(there, end, 0)

    return work


def by_numba(numba, columns, out):
    """The same answers in the loop that one would write"""

    @numba.njit(error_model="numpy", fastmath={"contract", "arcp", "nsz"})
    def loop(entry, leverage, margin, mark, liquidation_price, pnl, equity):
        kept = 0.005 + 0.0005
        for i in range(entry.size):
            e, times, w, m = entry[i], leverage[i], margin[i], mark[i]
            if not (1e-18 <= e <= 1e18 and 1e-18 <= times <= 1e18
                    and 1e-18 <= w <= 1e18 and 1e-18 <= m <= 1e18):
                liquidation_price[i] = pnl[i] = equity[i] = 0
                continue
            r = 1 / (times * e)
            value = w * times * (m * (r * times))
            gain = value - w * times
            end = e * (1 - r * e) / (1 - kept)
            if w + gain <= kept * value or end < 1e-9 * m:
                end = 0
            liquidation_price[i] = end
            pnl[i] = gain
            equity[i] = w + gain

    @numba.njit
    def again(times, *columns):
        for _ in range(times):
            loop(*columns)

    return lambda times=1: again(times, *columns, *out)


def draw(numpy, rows):
    random = numpy.random.default_rng(1)
    entry = random.uniform(1, 1e5, rows)
    return (
        entry,
        numpy.floor(random.uniform(1, 126, rows)),
        random.uniform(1, 1e4, rows),
        entry * random.uniform(0.98, 1.02, rows),
    ), tuple(numpy.zeros(rows) for _ in range(3))


def peers(program):
    try:
        import numpy
    except ImportError:
        print("\nnumpy is not installed: not compared")
        return
    try:
        import numba
    except ImportError:
        print("\nnumba is not installed: not compared")
        numba = None
    print()
    for rows, where in ((IN_L1, "in L1"), (200_000, "beyond L2"), (BEYOND_L2, "memory")):
        columns, out = draw(numpy, rows)
        ours = program.contestant("batch", rows)
        if rows != IN_L1:  # a call for each column would be all there is
            theirs = timed(by_numpy(numpy, columns, out), rows)
            compare(f"numpy to batch, {where}", theirs, ours, "goal 8")
        if numba:
            theirs = timed(by_numba(numba, columns, out), rows, 4_000_000 // rows)
            compare(f"numba to batch, {where}", theirs, ours, "goal 2.5")


def main(path):
    program = Program(path)
    ask = program.contestant
    print(f"{ROUNDS} rounds: lowest / median / highest ratio")
    compare("batch to its streams, beyond L2", ask("batch", BEYOND_L2),
            ask("streams", BEYOND_L2), "goal 1.10")
    compare("batch to one division, in L1", ask("batch", IN_L1),
            ask("divider", IN_L1), "goal 1.3")
    compare("full solver to closed form", ask("solve", ROWS), ask("batch", ROWS), "aim 8")
    compare("heat map to a plain fill", ask("cells", 125 * 1280), ask("fill", 125 * 1280),
            "")
    growth(program)
    peers(program)


if __name__ == "__main__":
    main(*sys.argv[1:])
