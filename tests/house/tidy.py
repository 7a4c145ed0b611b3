#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every file of the tree keeps to, one TAP claim each: tidy.py SOURCE-ROOT"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import tree

CODE = {".c", ".h", ".py", ".sh", ".ui", ".css"}
SCRIPTS = {"run", "check", ".ci/run"}
FILE_LINES, FUNCTION_LINES = 600, 60
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|X" r"XX)\b")
MACHINE = re.compile(r"(^|[\s\"'=:(])/(work|root|home|farm)/\w|/tm" r"p/(?!\.X)\w")
TRANSLATED = re.compile(
    r'\b(?:N?C?_|ngettext|g_dngettext|g_dpgettext2?) ?\(|translatable="(?:yes|true|1)"'
)
MACRO = re.compile(r'_ \("[^"]*" *G_\w+_FORMAT')
SWITCH = re.compile(r"^(\s+)switch \(")


def sources(root, *suffixes):
    return [p for p in tree.files(root) if p.suffix in suffixes]


def without_licence(root):
    for path in tree.files(root):
        if path.suffix in {".c", ".h", ".py", ".sh", ".css"} or str(path) in SCRIPTS:
            head = tree.lines(root / path)[:2]
            if not any("SPDX-License-Identifier: GPL-3.0-or-later" in h for h in head):
                yield f"{path} does not begin with its licence"


def misformatted(root):
    paths = [str(p) for p in sources(root, ".c", ".h")]
    argv = ["clang-format", "--dry-run", "-Werror", *paths]
    done = subprocess.run(argv, cwd=root, capture_output=True, text=True)
    for path in sorted(set(re.findall(r"^([^\s:]+):\d+:\d+: error", done.stderr, re.M))):
        yield f"{path}: clang-format would change it"
    if done.returncode not in (0, 1):
        yield f"clang-format ended with {done.returncode}"


def too_long(root):
    for path in tree.files(root):
        if path.suffix in CODE or path.name == "meson.build" or str(path) in SCRIPTS:
            count = len(tree.lines(root / path))
            if count > FILE_LINES:
                yield f"{path} has {count} lines"


def functions(text):
    """(name, lines that count) of each function: a switch counts as one line"""
    start = name = None
    inside = ""
    skipped = 0
    for number, line in enumerate(text):
        if line == "{":
            start, skipped, inside = number, 0, ""
            name = next(
                (s for s in reversed(text[:number]) if re.match(r"\w+ \(", s)), ""
            )
        elif line == "}" and start is not None:
            yield name.split(" ")[0], number - start - skipped - 1
            start = None
        elif start is not None:
            switch = SWITCH.match(line)
            if inside:
                skipped += 1
                inside = "" if line == inside + "}" else inside
            elif switch:
                inside = switch[1]


def long_functions(root):
    for path in sources(root, ".c"):
        for name, count in functions(tree.lines(root / path)):
            if count > FUNCTION_LINES and not name.endswith("_class_init"):
                yield f"{path}: {name} has {count} lines"


def unlisted(root):
    listed = {
        line for line in tree.lines(root / "po/POTFILES") if line and line[0] != "#"
    }
    for name in sorted(listed):
        if not (root / name).is_file():
            yield f"po/POTFILES lists {name}, which is not there"
    for path in tree.files(root):
        if str(path) in listed or path.parts[0] not in ("src", "data"):
            continue
        speaks = path.suffix in {".c", ".h", ".ui"} and any(
            TRANSLATED.search(line) for line in tree.lines(root / path)
        )
        lesson = path.parts[:2] == ("data", "lessons") and path.suffix == ".xml"
        if speaks or (lesson and "gresource" not in path.name):
            yield f"po/POTFILES does not list {path}"


def matching(root, pattern):
    for path in tree.files(root):
        if path.suffix in {".png", ".po", ".csv"} or path.name == "COPYING":
            continue
        for number, line in enumerate(tree.lines(root / path), 1):
            if pattern.search(line):
                yield f"{path}:{number}: {line.strip()}"


def self_test():
    body = ["static void", "turn (int a)", "{", *["  a++;"] * 61, "}"]
    switch = [
        "void",
        "say (int a)",
        "{",
        "  switch (a) {",
        *["  case 1: ;"] * 80,
        "  }",
        "}",
    ]
    if [n for n, c in functions(body) if c > FUNCTION_LINES] != ["turn"]:
        yield "a function of 61 lines is not seen"
    if any(c > FUNCTION_LINES for _, c in functions(switch)):
        yield "a long switch is counted"
    if not MACHINE.search('"/ho' 'me/someone"') or MACHINE.search("/usr/share/home/x"):
        yield "a path of one machine is not told from a path of every machine"
    if not UNFINISHED.search("/* TO" "DO: later */"):
        yield "an unfinished mark is not seen"


def main(root):
    root = Path(root)
    claims = [
        ("self-test", self_test()),
        ("every-file-begins-with-its-licence", without_licence(root)),
        ("clang-format-is-silent", misformatted(root)),
        ("no-file-over-600-lines", too_long(root)),
        ("no-function-over-60-lines", long_functions(root)),
        ("potfiles-is-complete", unlisted(root)),
        ("sentences-hold-no-macro", matching(root, MACRO)),
        ("nothing-is-left-unfinished", matching(root, UNFINISHED)),
        ("no-path-of-one-machine", matching(root, MACHINE)),
    ]
    print(f"1..{len(claims)}")
    for number, (claim, wrong) in enumerate(claims, 1):
        if claim.startswith("clang-format") and not shutil.which("clang-format"):
            print(f"ok {number} {claim} # SKIP clang-format is not installed")
            continue
        wrong = list(wrong)
        print("".join(f"# {text}\n" for text in wrong), end="")
        print(f"{'not ok' if wrong else 'ok'} {number} {claim}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
