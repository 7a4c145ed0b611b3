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


def timed(function, rows):
    def measure():
        began = time.process_time_ns()
        function()
        return (time.process_time_ns() - began) / rows

    return measure


def by_numpy(numpy, columns, out):
    entry, leverage, margin, mark = columns
    liquidation_price, pnl, equity = out
    kept = 0.005 + 0.0005

    def work():
        r = 1 / (leverage * entry)
        numpy.multiply(entry * (1 - r * entry), 1 / (1 - kept), out=liquidation_price)
        numpy.multiply(margin * leverage, mark * (r * leverage) - 1, out=pnl)
        numpy.add(margin, pnl, out=equity)
        liquidation_price[(liquidation_price < 0) | (equity <= 0)] = 0

    return work


def by_numba(numba, columns, out):
    @numba.njit(error_model="numpy", fastmath=True)
    def loop(entry, leverage, margin, mark, liquidation_price, pnl, equity):
        kept = 0.005 + 0.0005
        for i in range(entry.size):
            r = 1 / (leverage[i] * entry[i])
            end = entry[i] * (1 - r * entry[i]) / (1 - kept)
            gain = margin[i] * leverage[i] * (mark[i] * (r * leverage[i]) - 1)
            left = margin[i] + gain
            liquidation_price[i] = end if end > 0 and left > 0 else 0
            pnl[i] = gain
            equity[i] = left

    return lambda: loop(*columns, *out)


def peers(program):
    try:
        import numpy
    except ImportError:
        print("\nnumpy is not installed: not compared")
        return
    for rows, where in ((200_000, "200,000 rows"), (BEYOND_L2, "beyond L2")):
        random = numpy.random.default_rng(1)
        entry = random.uniform(1, 1e5, rows)
        columns = (
            entry,
            numpy.floor(random.uniform(1, 126, rows)),
            random.uniform(1, 1e4, rows),
            entry * random.uniform(0.98, 1.02, rows),
        )
        out = tuple(numpy.zeros(rows) for _ in range(3))
        ours = program.contestant("batch", rows)
        theirs = timed(by_numpy(numpy, columns, out), rows)
        compare(f"numpy to batch, {where}", theirs, ours, "goal >= 8")
        try:
            import numba
        except ImportError:
            print("numba is not installed: not compared")
            continue
        theirs = timed(by_numba(numba, columns, out), rows)
        compare(f"numba to batch, {where}", theirs, ours, "goal >= 2.5")


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
