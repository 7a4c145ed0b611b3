#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What of src/margin its own suite reaches: meson compile -C BUILD margin-coverage

coverage.py SOURCE-ROOT BUILD-ROOT

Builds the room and its tests in BUILD-ROOT/margin-coverage without optimisation, so that
a branch is one the source has, runs the suite, and asks gcov. Prints a line for each
file, and each line of the source that was not reached or one of whose branches was never
taken. Code compiled several times, a header or a kernel of each instruction set, counts
once, and a branch is covered if any of its copies took it. Ends with 1 if anything is
missing.
"""

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import rebuild

FLAGS = ["-O0", "--coverage", "-fno-inline"]


class Line:
    """How often the line and each of its branches ran, over all its copies"""

    def __init__(self):
        self.count = 0
        self.copies = {}  # number of branches: how often each was taken

    def add(self, count, branches):
        self.count += count
        taken = self.copies.setdefault(len(branches), [0] * len(branches))
        for number, times in enumerate(branches):
            taken[number] += times

    def branches(self):
        """The copy that says most against us, were they ever to differ"""
        return max(self.copies.values(), key=lambda taken: (taken.count(0), len(taken)))


class File:
    def __init__(self):
        self.lines = defaultdict(Line)
        self.functions = defaultdict(int)  # first line: how often it ran
        self.names = defaultdict(int)  # the same by name

    def add(self, found):
        for function in found["functions"]:
            self.functions[function["start_line"]] += function["execution_count"]
            self.names[function["name"]] += function["execution_count"]
        for line in found["lines"]:
            taken = [branch["count"] for branch in line["branches"]]
            self.lines[line["line_number"]].add(line["count"], taken)

    def figures(self):
        """(reached, of all) of the lines, functions and branches"""
        branches = [taken for line in self.lines.values() for taken in line.branches()]
        counts = [line.count for line in self.lines.values()]
        for numbers in (counts, list(self.functions.values()), branches):
            yield len(numbers) - numbers.count(0), len(numbers)

    def gaps(self):
        """(line, what is missing there)"""
        for number, line in sorted(self.lines.items()):
            taken = line.branches()
            if not line.count:
                yield number, "never reached"
            elif 0 in taken:
                never = ", ".join(str(n) for n, t in enumerate(taken, 1) if not t)
                yield number, f"branch {never} of {len(taken)} never taken"


def instrument(suite, folder):
    """The library whose runs are counted, and its objects"""
    objects = suite.room_objects(folder, FLAGS)
    library = suite.library(folder, objects, ["--coverage"])
    suite.programs(folder, ["-O0"], library)
    for old in folder.rglob("*.gcda"):
        old.unlink()
    return library, objects


def read(suite, objects):
    """{path below the source root: File}; without counts beside it nothing of an object
    ran"""
    counts = [str(o.with_suffix(".gcda")) for o in objects]
    argv = ["gcov", "--json-format", "--stdout", "--branch-probabilities", *counts]
    files = defaultdict(File)
    for report in map(json.loads, rebuild.run(argv, suite.build).splitlines()):
        for found in report["files"]:
            path = Path(report["current_working_directory"], found["file"]).resolve()
            if path.is_relative_to(suite.room):
                files[path.relative_to(suite.root)].add(found)
    return dict(sorted(files.items()))


def run_tests(tests, folder, library):
    """The names of those that failed"""
    failed = []
    for test in tests:
        env = rebuild.environment(test, library)
        done = subprocess.run(
            test.argv(folder), env=env, capture_output=True, text=True, check=False
        )
        if done.returncode:
            failed.append(test.name)
            print(done.stdout, done.stderr, sep="", file=sys.stderr)
    return failed


def share(reached, of_all):
    percent = 100 * reached / of_all if of_all else 100
    return f"{reached:5}/{of_all:<4} {percent:5.1f} %"


def print_table(files):
    """Whether everything was reached"""
    totals = [[0, 0] for _ in range(3)]
    print(f"{'':34}{'lines':>12}{'functions':>20}{'branches':>18}")
    for path, file in files.items():
        figures = list(file.figures())
        for total, figure in zip(totals, figures):
            total[:] = (a + b for a, b in zip(total, figure))
        print(f"{str(path):30}", *(share(*figure) for figure in figures))
    print(f"{'all':30}", *(share(*total) for total in totals))
    return all(reached == of_all for reached, of_all in totals)


def print_gaps(suite, files):
    for path, file in files.items():
        text = (suite.root / path).read_text(encoding="utf-8").splitlines()
        for number, missing in file.gaps():
            print(f"{path}:{number}: {missing}: {text[number - 1].strip()}")


def main(source_root, build):
    suite = rebuild.Suite(source_root, build)
    folder = suite.build / "margin-coverage"
    library, objects = instrument(suite, folder)
    failed = run_tests(suite.tests, folder, library)
    files = read(suite, objects)
    print_gaps(suite, files)
    is_whole = print_table(files)
    if failed:
        print("failed:", ", ".join(failed))
    return 0 if is_whole and not failed else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
