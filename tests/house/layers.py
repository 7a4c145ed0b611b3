#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads every #include under src/: a room leans only on the rooms above it.

layers.py SOURCE-ROOT      one TAP claim a rule, then the same rules on a copy of the tree
                           with one wrong include planted at a time: each must be seen
"""

import re
import shutil
import sys
import tempfile
from pathlib import Path

from tree import lines

LEANS_ON = {
    "margin": [],
    "charts": ["margin"],
    "market": ["margin"],
    "lessons": ["margin"],
    "scenario": ["margin", "charts", "market"],  # of charts the words, not the ink
    "cli": ["margin", "charts", "market", "lessons", "scenario"],
    "app": ["margin", "charts", "market", "lessons", "scenario"],
}
PURE_CHARTS = re.compile(r"static_library\('charts-pure',(.*?)\)", re.DOTALL)
# What a pure file may include: libc without heap, files, clock, locale, threads.
PURE_HEADERS = {
    f"{name}.h"
    for name in "assert errno fenv float inttypes limits math stdalign stdarg stdbool "
    "stddef stdint stdio stdlib string tgmath".split()
}
PURE_CALLS = re.compile(
    r"\b(malloc|calloc|realloc|free|fopen|printf|time|clock|s?rand|getenv|setlocale)"
    r" ?\("
)
DISPLAY = re.compile(r"^(gtk|gdk|gsk|adw|libadwaita)[/.\-0-9]|^adwaita\.h$")
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]')
RULES = ("rooms", "pure headers", "pure calls", "display")


def pure_files(src):
    """What the build puts into the pure half of charts/, without the suffix"""
    listed = PURE_CHARTS.search((src / "charts/meson.build").read_text(encoding="utf-8"))
    names = re.findall(r"'([\w-]+)\.c'", listed[1])
    return {f"charts/{name}" for name in names}


def is_pure(path, pure):
    return path.parts[0] == "margin" or str(path.with_suffix("")) in pure


def code(text):
    """The line without what stands in a comment, roughly: enough for a call"""
    return "" if text.lstrip().startswith("*") else re.sub(r"/\*.*|//.*", "", text)


def wrong_include(src, pure, path, mark, name):
    """(rule, what is wrong) of one include, or None"""
    room, other = path.parts[0], name.split("/")[0]
    if mark == '"':
        if "/" not in name:
            ours = any(src.rglob(name))
            return ("rooms", f'"{name}" without its room') if ours else None
        if other not in LEANS_ON:
            return "rooms", f"{name} is in no room"
        if other != room and other not in LEANS_ON[room]:
            return "rooms", f"{room} may not lean on {other}: {name}"
        if room == "scenario" and other == "charts" and not is_pure(Path(name), pure):
            return "rooms", f"{room} may not lean on ink: {name}"
    elif DISPLAY.search(name) and room != "app":
        return "display", f"only app/ knows a display: <{name}>"
    elif is_pure(path, pure) and name not in PURE_HEADERS:
        return "pure headers", f"pure files know only C: <{name}>"
    return None


def faults(src):
    """(rule, sentence) for everything wrong below src"""
    pure = pure_files(src)
    for file in sorted(src.rglob("*.[ch]")):
        path = file.relative_to(src)
        if path.parts[0] not in LEANS_ON:
            yield "rooms", f"{path}: {path.parts[0]} is no room"
            continue
        for number, text in enumerate(lines(file), 1):
            include = INCLUDE.match(text)
            wrong = include and wrong_include(src, pure, path, *include.groups())
            if is_pure(path, pure) and PURE_CALLS.search(code(text)):
                wrong = "pure calls", f"pure files leave this to others: {text.strip()}"
            if wrong:
                yield wrong[0], f"{path}:{number}: {wrong[1]}"


# file to spoil, line to plant, rule that must see it
PLANTS = [
    ("margin/liquidation.c", "#include <glib.h>", "pure headers"),
    ("margin/inputs.h", "#include <time.h>", "pure headers"),
    ("margin/outcome.c", '#include "charts/scale.h"', "rooms"),
    ("margin/rules.c", "static void *p (void) { return malloc (1); }", "pure calls"),
    ("charts/layout.c", "#include <cairo.h>", "pure headers"),
    ("charts/scale.c", '#include "scenario/scenario.h"', "rooms"),
    ("market/prices.c", '#include "scenario/words.h"', "rooms"),
    ("lessons/tutorial.c", '#include "market/prices.h"', "rooms"),
    ("scenario/words.c", '#include "charts/ink.h"', "rooms"),
    ("scenario/words.c", "#include <gtk/gtk.h>", "display"),
    ("charts/ink.c", "#include <gdk/gdk.h>", "display"),
    ("cli/main.c", "#include <adwaita.h>", "display"),
    ("cli/main.c", '#include "app/window.h"', "rooms"),
    ("app/window.c", '#include "cli/chart.h"', "rooms"),
    ("app/window.c", '#include "kitchen/sink.h"', "rooms"),
    ("kitchen/sink.c", "", "rooms"),
]


def sees(src, name, line, rule):
    """Whether the rule speaks of the file once the line is planted there"""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "src")
        shutil.copytree(src, copy)
        file = copy / name
        file.parent.mkdir(exist_ok=True)
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        file.write_text(f"{before}\n{line}\n", encoding="utf-8")
        return any(r == rule and text.startswith(name) for r, text in faults(copy))


def main(root):
    src, claims = Path(root, "src"), []
    found = list(faults(src))
    for rule in RULES:
        wrong = [text for r, text in found if r == rule]
        claims.append((not wrong, f"rule-holds {rule}", wrong))
    for name, line, rule in PLANTS:
        seen = sees(src, name, line, rule)
        claims.append((seen, f"planted-fault-is-seen {name} {line.replace('#', '')}", []))
    print(f"1..{len(claims)}")
    for number, (good, claim, wrong) in enumerate(claims, 1):
        print("".join(f"# {text}\n" for text in wrong), end="")
        print(f"{'ok' if good else 'not ok'} {number} {claim}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
