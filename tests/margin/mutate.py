#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the tests of the margin room notice when it is wrong:
meson compile -C BUILD margin-mutation

mutate.py SOURCE-ROOT BUILD-ROOT [FILE...] [--sample N] [--seed S] [--trust]

Makes every small wrong change of changes.py, one at a time, compiles what holds it and
runs the tests that enter the function, plainly and then under the sanitizers, until one
fails, crashes or hangs. A change that none of them notices survives. Survivors that cannot be noticed stand in mutants.txt with
the reason. Ends with 1 if there are others, if a reason has lost its change, or if three
of a hundred changes survive. What the compiler turns into the same code is no change.

Verdicts are kept in BUILD-ROOT/margin-mutation until the room or a test changes, so that
a run can be broken off and taken up again. --trust also keeps what was noticed in a file
of the room that has not changed since, whatever the tests and other files have become.
"""

import argparse
import hashlib
import json
import random
import sys
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

import rebuild
import trials
from changes import Source

BASELINE = "mutants.txt"
MOST_SURVIVORS = 0.03
KILLED = {trials.KILLED, trials.HANGS}
COUNTED = KILLED | {trials.SURVIVED}


def digest(paths):
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()[:16]


class Verdicts:
    """What earlier runs found, and this one adds line by line"""

    def __init__(self, suite, path, trust):
        tests = suite.root / "tests/margin"
        self.path, self.trust, self.known = path, trust, {}
        self.files = {p.name: digest([p]) for p in suite.room.glob("*.[ch]")}
        self.all = digest([*suite.room.glob("*.[ch]"), *tests.glob("*.[ch]"),
                           *tests.glob("*.csv")])  # fmt: skip
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                entry = json.loads(line)
                if entry["all"] == self.all or trust and entry["verdict"] in KILLED:
                    self.known[tuple(entry["key"])] = entry["verdict"], entry["test"]

    def key(self, name, change):
        return name, self.files[name], change.function, change.said, change.number

    def get(self, name, change):
        return self.known.get(self.key(name, change))

    def add(self, name, change, verdict, test):
        key = self.key(name, change)
        self.known[key] = verdict, test
        entry = {"key": key, "all": self.all, "verdict": verdict, "test": test}
        with self.path.open("a", encoding="utf-8") as out:
            out.write(json.dumps(entry) + "\n")


def read_baseline(path):
    """{(file, function, change): reason}"""
    reasons = {}
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                where, _, reason = line.partition("  # ")
                name, function, said = where.split(maxsplit=2)
                reasons[name, function.rstrip(":"), said] = reason
    return reasons


def all_changes(suite, names):
    """[(path, text, change)] of the files named, or of all"""
    found = []
    for path in sorted(suite.room.glob("*.[ch]")):
        if not names or path.name in names:
            text = path.read_text(encoding="utf-8")
            found += [(path, text, change) for change in Source(text).changes()]
    return found


class Bench:
    """A worker's place: what survives plainly is tried under the sanitizers as well"""

    def __init__(self, tests_for, grounds, folder):
        self.tests_for = tests_for
        self.benches = [trials.Bench(g, folder / g.base.parent.name) for g in grounds]

    def verdict(self, path, text, change):
        tests = self.tests_for(path.name, change.function)
        for bench in self.benches:
            verdict, test = bench.verdict(path, text, change, tests)
            if verdict != trials.SURVIVED:
                break
        return verdict, test


def try_all(suite, folder, todo, verdicts):
    """Gives a verdict on each, several at a time"""
    tests_for = trials.Map(suite, folder / "coverage").tests_for
    grounds = [
        trials.Ground(suite, folder / "plain"),
        trials.Ground(suite, folder / "sanitized", trials.SANITIZERS),
    ]
    idle = SimpleQueue()
    for number in range(rebuild.CORES):
        idle.put(Bench(tests_for, grounds, folder / f"bench-{number}"))

    def judge(item):
        bench = idle.get()
        try:
            return bench.verdict(*item)
        finally:
            idle.put(bench)

    with ThreadPoolExecutor(rebuild.CORES) as pool:
        judged = zip(todo, pool.map(judge, todo))
        for count, ((path, _, change), (verdict, test)) in enumerate(judged, 1):
            verdicts.add(path.name, change, verdict, test)
            if count % 100 == 0:
                print(f"{count} of {len(todo)} tried", file=sys.stderr)


def print_table(rows):
    """Of {file: how often each verdict}; the share that survives"""
    total = sum(rows.values(), Counter())
    print(
        f"{'':22}{'changes':>9}{'noticed':>9}{'hang':>6}{'survive':>9}{'explained':>11}"
    )
    for name, row in [*sorted(rows.items()), ("all", total)]:
        of_all = sum(row[verdict] for verdict in COUNTED)
        survived = row[trials.SURVIVED]
        print(
            f"{name:22}{of_all:9}{row[trials.KILLED]:9}{row[trials.HANGS]:6}{survived:9}"
            f"{row['explained']:11}{100 * survived / max(of_all, 1):7.1f} %"
        )
    print(f"{total[trials.SAME]} more are the same code to the compiler, and "
          f"{total[trials.STILLBORN]} do not compile.")  # fmt: skip
    return total[trials.SURVIVED] / max(1, sum(total[verdict] for verdict in COUNTED))


def report(found, verdicts, reasons, said):
    """Prints what survives and what the reasons miss; whether that is all right"""
    rows, open_survivors, left = defaultdict(Counter), 0, dict(reasons)
    for path, _, change in found:
        verdict, _ = verdicts.get(path.name, change)
        rows[path.name][verdict] += 1
        if verdict != trials.SURVIVED:
            continue
        again = f" ({change.number})" if change.number > 1 else ""
        where = path.name, change.function, change.said + again
        if where in reasons:
            rows[path.name]["explained"] += 1
            left.pop(where, None)
        else:
            open_survivors += 1
            print(f"{path.name} {change.function}: {where[2]}  # line {change.line}")
    share = print_table(rows)
    lost = [] if said.sample else [where for where in left if where[0] in rows]
    for name, function, change in lost:
        print(f"{BASELINE} explains what does not survive: {name} {function}: {change}")
    is_whole = not said.sample and not said.files
    is_enough = share < MOST_SURVIVORS or not is_whole
    return is_enough and not open_survivors and not lost


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("source_root")
    parser.add_argument("build_root")
    parser.add_argument("files", nargs="*", help="of src/margin; all, if none is named")
    parser.add_argument("--sample", type=int, help="try only so many, drawn at random")
    parser.add_argument("--seed", type=int, default=1, help="of the sample")
    parser.add_argument("--trust", action="store_true", help="keep what was noticed")
    return parser.parse_intermixed_args()


def main(said):
    suite = rebuild.Suite(said.source_root, said.build_root)
    folder = suite.build / "margin-mutation"
    folder.mkdir(exist_ok=True)
    verdicts = Verdicts(suite, folder / "verdicts.jsonl", said.trust)
    reasons = read_baseline(suite.root / "tests/margin" / BASELINE)
    found = all_changes(suite, said.files)
    if said.sample:
        random.Random(said.seed).shuffle(found)
        found = found[: said.sample]
    todo = [item for item in found if not verdicts.get(item[0].name, item[2])]
    if todo:
        try_all(suite, folder, todo, verdicts)
    return 0 if report(found, verdicts, reasons, said) else 1


if __name__ == "__main__":
    sys.exit(main(arguments()))
