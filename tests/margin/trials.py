# SPDX-License-Identifier: GPL-3.0-or-later
"""The unchanged room with what is known of its tests, and trials of it with a change."""

import subprocess
import time
from collections import defaultdict
from pathlib import Path

import coverage
import rebuild

# Zeros instead of whatever lies in a variable that a change leaves unset.
FLAGS = ["-O1", "-ftrivial-auto-var-init=zero", "-Werror=return-type"]
TEST_FLAGS = ["-O1"]
KILLED, HANGS, SURVIVED = "noticed", "hangs", "survived"
STILLBORN, SAME = "does not compile", "is the same code"
SIGNALS_OF_A_HANG = {-9, -24}  # SIGKILL and SIGXCPU: more time than the limit
MEMORY = 4 << 30


class Ground:
    """The unchanged room: its objects, the tests, how long and where each of them runs"""

    def __init__(self, suite):
        self.suite = suite
        self.folder = suite.build / "margin-mutation"
        self.base = self.folder / "base"
        self.objects = dict(zip(suite.units, suite.room_objects(self.base, FLAGS)))
        self.library = suite.library(self.base, self.objects.values())
        suite.programs(self.base, TEST_FLAGS, self.library)
        self.seconds = {test.name: self._time(test) for test in suite.tests}
        self.enters = self._enters()
        self.users = self._users()

    def _time(self, test):
        """Seconds of the test on the unchanged room, where it has to pass"""
        env = rebuild.environment(test, self.library)
        start = time.monotonic()
        done = subprocess.run(
            test.argv(self.base), env=env, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise rebuild.Broken(f"{test.name} fails before anything is changed")
        return time.monotonic() - start

    def _enters(self):
        """{test: {(file, function): how often it runs that}}"""
        folder = self.folder / "coverage"
        library, objects = coverage.instrument(self.suite, folder)
        enters = {}
        for test in self.suite.tests:
            for old in folder.rglob("*.gcda"):
                old.unlink()
            coverage.run_tests([test], folder, library)
            enters[test.name] = {
                (path.name, name): times
                for path, file in coverage.read(self.suite, objects).items()
                for name, times in file.names.items()
            }
        return enters

    def _users(self):
        """{file of the room: the units that hold it}, those of tests as well"""
        build = self.suite.build
        units = [*self.suite.units.values()]
        units += [unit for test in self.suite.tests for unit in test.units]

        def includes(unit):
            listed = rebuild.run([*unit.argv, "-MM", str(unit.source)], build)
            words = listed.replace("\\\n", " ").split()[1:]
            return {(build / word).resolve() for word in words}

        users = defaultdict(list)
        for unit, paths in zip(units, rebuild.parallel(includes, units)):
            for path in paths:
                users[path].append(unit)
        return users

    def tests_for(self, file, function):
        """Those that enter the function, the one of the same name first, then the quick"""
        here = (file, function)
        tests = [t for t in self.suite.tests if self.enters[t.name].get(here, 1)]
        stem = Path(file).stem
        return sorted(
            tests, key=lambda t: (not stem.startswith(t.name), self.seconds[t.name])
        )


class Bench:
    """A folder in which one change at a time is built and tested"""

    def __init__(self, ground, folder):
        self.ground, self.suite, self.folder = ground, ground.suite, folder
        (folder / "margin").mkdir(parents=True, exist_ok=True)

    def verdict(self, path, text, change):
        """(verdict, the test that noticed)"""
        source = self.folder / "margin" / path.name
        source.write_text(change.apply(text), encoding="utf-8")
        try:
            objects = self._compile(path, source)
        except rebuild.Broken:
            return STILLBORN, ""
        finally:
            source.unlink()
        if not objects:
            return SAME, ""
        ours = {**self.ground.objects, **objects}
        ours = [ours[name] for name in self.ground.objects]
        library = self.suite.library(self.folder, ours)
        for test in self.ground.tests_for(path.name, change.function):
            how = self._run(test, objects, library)
            if how:
                return how, test.name
        return SURVIVED, ""

    def _compile(self, path, source):
        """{name: object} of all that holds the changed file and comes out different"""
        different = {}
        for unit in self.ground.users[path]:
            is_test = unit.name not in self.ground.objects
            argv = [unit.argv[0], "-I", str(self.folder), *unit.argv[1:]]
            changed = source if unit.source == path else unit.source
            unit = rebuild.Unit(changed, argv, unit.name)
            made = unit.compile(
                self.suite.build, self.folder, TEST_FLAGS if is_test else FLAGS
            )
            if made.read_bytes() != (self.ground.base / unit.name).read_bytes():
                different[unit.name] = made
        return different

    def _run(self, test, objects, library):
        """How the test noticed; empty if it did not"""
        folder = self.ground.base
        if any(unit.name in objects for unit in test.units):
            ours = [objects.get(u.name, folder / u.name) for u in test.units]
            self.suite.program(test, self.folder, ours, library)
            folder = self.folder
        limit = 2 + int(20 * self.ground.seconds[test.name])
        argv = ["prlimit", f"--cpu={limit}", "--core=0", f"--as={MEMORY}", "--"]
        try:
            done = subprocess.run(
                [*argv, *test.argv(folder)],
                env=rebuild.environment(test, library),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=10 * limit,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return HANGS
        if done.returncode in SIGNALS_OF_A_HANG:
            return HANGS
        return KILLED if done.returncode else ""
