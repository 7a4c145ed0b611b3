#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Installed data is valid, one TAP claim each.

data.py SOURCE-ROOT BUILD-ROOT      a validator that is not installed skips its claims
"""

import json
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import tree

APP = "io.github.leveragelab.LeverageLab"
SVG = "{http://www.w3.org/2000/svg}"


def said(*argv):
    """What a validator says when it refuses, else nothing"""
    done = subprocess.run(argv, capture_output=True, text=True)
    text = (done.stdout + done.stderr).splitlines()
    return (text or [f"{argv[0]} refuses"]) if done.returncode else []


def well_formed(root):
    for path in tree.files(root):
        if path.suffix in {".ui", ".xml", ".svg", ".its", ".loc", ".in"}:
            if path.suffix != ".in" or ".xml" in path.name:
                yield from said("xmllint", "--noout", "--nonet", str(root / path))


def view_icons(root):
    """View icons are 16 pixels, one colour, and listed where the program finds them"""
    listing = (root / "data/icons/icons.gresource.xml").read_text(encoding="utf-8")
    for path in sorted((root / "data/icons/views").glob("*.svg")):
        svg = ET.parse(path).getroot()
        colours = {e.get("fill") for e in svg.iter() if e.get("fill")}
        if (svg.get("width"), svg.get("height")) != ("16", "16"):
            yield f"{path.name} is not 16 by 16"
        if colours != {"#2e3436"} or not path.stem.endswith("-symbolic"):
            yield f"{path.name} is not a symbolic icon"
        if svg.find(f"{SVG}title") is None:
            yield f"{path.name} has no title"
        if f"views/{path.name}" not in listing:
            yield f"{path.name} is not in the icons' resource"


def rule_sets(root):
    """Rule sets are JSON, and listed where the program and its reader find them"""
    listing = (root / "data/rules/rules.gresource.xml").read_text(encoding="utf-8")
    readme = (root / "data/rules/README.md").read_text(encoding="utf-8")
    for path in sorted((root / "data/rules").glob("*.json")):
        try:
            json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            yield f"{path.name}: {error}"
        if f"<file>{path.name}</file>" not in listing:
            yield f"{path.name} is not in the rules' resource"
        if f"| `{path.name}` |" not in readme:
            yield f"{path.name} is not in data/rules/README.md"


def translations(root):
    for path in sorted((root / "po").glob("*.po")):
        yield from said("msgfmt", "--check", "--output-file=/dev/null", str(path))
        if path.stem not in tree.lines(root / "po/LINGUAS"):
            yield f"{path.stem} is not in po/LINGUAS"


def main(root, build):
    root, made = Path(root), Path(build, "data")
    claims = [
        (
            "desktop-file",
            "desktop-file-validate",
            lambda: said("desktop-file-validate", str(made / f"{APP}.desktop")),
        ),
        (
            "metainfo",
            "appstreamcli",
            lambda: said(
                "appstreamcli", "validate", "--no-net", str(made / f"{APP}.metainfo.xml")
            ),
        ),
        (
            "settings-schema",
            "glib-compile-schemas",
            lambda: said(
                "glib-compile-schemas", "--strict", "--dry-run", str(root / "data")
            ),
        ),
        ("xml-is-well-formed", "xmllint", lambda: well_formed(root)),
        ("view-icons", "sh", lambda: view_icons(root)),
        ("rule-sets", "sh", lambda: rule_sets(root)),
        ("translations", "msgfmt", lambda: translations(root)),
    ]
    print(f"1..{len(claims)}")
    for number, (claim, tool, wrong) in enumerate(claims, 1):
        if not shutil.which(tool):
            print(f"ok {number} {claim} # SKIP {tool} is not installed")
            continue
        wrong = list(wrong())
        print("".join(f"# {text}\n" for text in wrong), end="")
        print(f"{'not ok' if wrong else 'ok'} {number} {claim}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
