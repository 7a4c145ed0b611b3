# SPDX-License-Identifier: GPL-3.0-or-later
"""The unchanged room with what is known of its tests, and trials of it with a change."""

import subprocess
import time
from collections import defaultdict
from pathlib import Path

import coverage
import rebuild

# The same nonsense in every run for a variable that a change leaves unset.
PLAIN = ["-O1", "-ftrivial-auto-var-init=pattern", "-Werror=return-type"]
SANITIZERS = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"]
KILLED, HANGS, SURVIVED = "noticed", "hangs", "survived"
STILLBORN, SAME = "does not compile", "is the same code"
SIGNALS_OF_A_HANG = {-9, -24}  # SIGKILL and SIGXCPU: more time than the limit


class Ground:
    """The unchanged room: its objects, the tests, how long and where each of them runs"""

    def __init__(self, suite, folder, sanitizers=()):
        self.suite, self.sanitizers = suite, list(sanitizers)
        self.base = folder / "base"
        self.flags = [*PLAIN, *sanitizers]
        self.objects = dict(zip(suite.units, suite.room_objects(self.base, self.flags)))
        self.library = suite.library(self.base, self.objects.values(), sanitizers)
        suite.programs(self.base, self.flags, self.library)
        self.seconds = {test.name: self._time(test) for test in suite.tests}
        self.users = self._users()

    def limits(self, test):
        """The words before a test that keep it from hanging, and from eating memory"""
        seconds = 2 + int(20 * self.seconds[test.name])
        memory = "unlimited" if self.sanitizers else 4 << 30
        return ["prlimit", f"--cpu={seconds}", "--core=0", f"--as={memory}", "--"]

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


class Map:
    """Which test enters which function of the room"""

    def __init__(self, suite, folder):
        self.suite = suite
        self.enters = {}  # test: {(file, function): how often it runs that}
        library, objects = coverage.instrument(suite, folder)
        for test in suite.tests:
            for old in folder.rglob("*.gcda"):
                old.unlink()
            coverage.run_tests([test], folder, library)
            self.enters[test.name] = {
                (path.name, name): times
                for path, file in coverage.read(suite, objects).items()
                for name, times in file.names.items()
            }

    def tests_for(self, file, function):
        """Those that enter the function, the one of the same name first"""
        here = (file, function)
        tests = [t for t in self.suite.tests if self.enters[t.name].get(here, 1)]
        return sorted(
            tests, key=lambda t: (not Path(file).stem.startswith(t.name), t.name)
        )


class Bench:
    """A folder in which one change at a time is built and tested"""

    def __init__(self, ground, folder):
        self.ground, self.suite, self.folder = ground, ground.suite, folder
        (folder / "margin").mkdir(parents=True, exist_ok=True)

    def verdict(self, path, text, change, tests):
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
        library = self.suite.library(self.folder, ours, self.ground.sanitizers)
        for test in tests:
            how = self._run(test, objects, library)
            if how:
                return how, test.name
        return SURVIVED, ""

    def _compile(self, path, source):
        """{name: object} of all that holds the changed file and comes out different"""
        different = {}
        for unit in self.ground.users[path]:
            argv = [unit.argv[0], "-I", str(self.folder), *unit.argv[1:]]
            changed = source if unit.source == path else unit.source
            unit = rebuild.Unit(changed, argv, unit.name)
            made = unit.compile(self.suite.build, self.folder, self.ground.flags)
            if made.read_bytes() != (self.ground.base / unit.name).read_bytes():
                different[unit.name] = made
        return different

    def _run(self, test, objects, library):
        """How the test noticed; empty if it did not"""
        folder = self.ground.base
        if any(unit.name in objects for unit in test.units):
            ours = [objects.get(u.name, folder / u.name) for u in test.units]
            more = self.ground.sanitizers
            self.suite.program(test, self.folder, ours, library, more)
            folder = self.folder
        try:
            done = subprocess.run(
                [*self.ground.limits(test), *test.argv(folder)],
                env=rebuild.environment(test, library),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=60 + 200 * self.ground.seconds[test.name],
                check=False,
            )
        except subprocess.TimeoutExpired:
            return HANGS
        if done.returncode in SIGNALS_OF_A_HANG:
            return HANGS
        return KILLED if done.returncode else ""
