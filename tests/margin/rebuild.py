# SPDX-License-Identifier: GPL-3.0-or-later
"""The margin room and its tests built once more, beside the usual build and with other
flags: the room as one shared library, so that a test runs against any variant of it.

How every file is compiled and every test is linked and started is asked of the build
folder; only what the compiler is told about warnings, debugging and optimisation goes.
"""

import json
import os
import shlex
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOM = Path("src/margin")
DROPPED = ("-W", "-O", "-g", "-M", "-fsanitize", "-fdiagnostics", "--coverage")
DROPPED_WITH_NEXT = {"-o", "-c", "-MQ", "-MF", "-MT"}
SEED = "R02S" + "0123456789abcdef" * 2
CORES = os.cpu_count() or 1


class Broken(Exception):
    """A command that had to succeed did not; the text is what it said."""


@dataclass
class Unit:
    """One compilation: a source, and an object below the folder of the variant"""

    source: Path
    argv: list  # the compiler and what it is told, without source and output
    name: str  # of the object

    def compile(self, build, folder, flags):
        """The object in folder"""
        object_file = folder / self.name
        object_file.parent.mkdir(parents=True, exist_ok=True)
        argv = [*self.argv, *flags, "-c", str(self.source)]
        run([*argv, "-o", str(object_file)], build)
        return object_file


@dataclass
class Test:
    name: str
    program: str  # path below the build folder
    env: dict
    units: list = field(default_factory=list)
    link: list = field(default_factory=list)

    def argv(self, folder):
        return [str(folder / self.program), "--tap", f"--seed={SEED}"]


def run(argv, cwd):
    done = subprocess.run(argv, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Broken(f"{shlex.join(map(str, argv))}\n{done.stdout}{done.stderr}")
    return done.stdout


def parallel(function, items):
    """The results in order; two or more at a time"""
    with ThreadPoolExecutor(CORES) as pool:
        return list(pool.map(function, items))


def plain(argv):
    """A compile command without its source, its output and the dropped flags"""
    kept, skip = [], False
    for word in argv:
        if not skip and word in DROPPED_WITH_NEXT:
            skip = True
        elif skip or word.startswith(DROPPED):
            skip = False
        else:
            kept.append(word)
    return kept


class Suite:
    """The tests of the room, and every file they and the room are compiled from"""

    def __init__(self, source_root, build):
        self.root, self.build = Path(source_root).resolve(), Path(build).resolve()
        self.room = self.root / ROOM
        self.units = {}
        self.tests = []
        introspect = ["meson", "introspect", "--tests", str(self.build)]
        for entry in json.loads(run(introspect, self.build)):
            program = Path(entry["cmd"][0])
            inside = program.is_relative_to(self.build)
            if entry["suite"][0].endswith("margin") and inside:
                name = str(program.relative_to(self.build))
                self.tests.append(self._test(entry["name"], name, entry["env"]))

    def _test(self, name, program, env):
        test = Test(name, program, env)
        for line in run(["ninja", "-t", "commands", program], self.build).splitlines():
            argv = shlex.split(line)
            output = argv[argv.index("-o") + 1] if "-o" in argv else ""
            if output == program:
                test.link = argv
            elif "-c" in argv:
                source = Path(argv[argv.index("-c") + 1])
                source = (self.build / source).resolve()
                unit = Unit(source, plain(argv), output)
                if source.is_relative_to(self.room):
                    self.units[output] = unit
                else:
                    test.units.append(unit)
        return test

    def room_objects(self, folder, flags):
        units = self.units.values()
        return parallel(lambda u: u.compile(self.build, folder, flags), units)

    def library(self, folder, objects, flags=()):
        """libmargin.so of these objects, in folder"""
        first = next(iter(self.units.values()))
        output = folder / "libmargin.so"
        argv = [
            first.argv[0],
            "-shared",
            "-Wl,-soname,libmargin.so",
            *flags,
            *map(str, objects),
            "-lm",
        ]
        run([*argv, "-o", str(output)], self.build)
        return output

    def program(self, test, folder, objects, library, flags=()):
        """The test itself, linked against the library"""
        ours = {unit.name: str(o) for unit, o in zip(test.units, objects)}
        output = folder / test.program
        output.parent.mkdir(parents=True, exist_ok=True)
        argv, skip = [], False
        for word in test.link:
            if skip:
                skip = False
            elif word == "-o":
                skip = True
            elif word.startswith("src/margin/") and word.endswith(".a"):
                argv.append(str(library))
            elif not word.startswith(("-fsanitize", "--coverage")):
                argv.append(ours.get(word, word))
        run([*argv, *flags, "-o", str(output)], self.build)
        return output

    def programs(self, folder, flags, library):
        """Every test, built in folder"""

        def build(test):
            objects = [u.compile(self.build, folder, flags) for u in test.units]
            return self.program(test, folder, objects, library, flags)

        return parallel(build, self.tests)


def environment(test, library):
    """What a test sees: its own settings, and the folder of the library it runs on"""
    folder = str(library.parent)
    more = {
        "LD_LIBRARY_PATH": folder,
        "ASAN_OPTIONS": "detect_leaks=0",
        "LC_ALL": "C.UTF-8",
    }
    return {**os.environ, **test.env, **more}
