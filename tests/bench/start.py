#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From nothing to the first frame: start.py FIRST-FRAME PROGRAM EMPTY-WINDOW

Every start is on one private display without a window manager, is watched from outside by
first-frame (which says how it knows a frame), and begins with the settings of somebody
who has finished the tutorial. The control is an empty libadwaita window of the same size
in the same environment. Memory is read one second after the first frame, when what is
loaded late is there.
"""

import subprocess
import sys
from pathlib import Path

from compare import interleave, report

sys.path.insert(0, str(Path(__file__).parent.parent / "ui"))
from uidrive import Session  # noqa: E402

ROUNDS = 11


def main(watcher, our_program, control_program):
    with Session(wm=None) as session:
        schema = "io.github.leveragelab.LeverageLab"
        settings = ["gsettings", "set", schema, "tutorial-seen", "true"]
        subprocess.run(settings, env=session.env, check=True)

        def start(program):
            argv = [watcher, program]
            done = subprocess.run(
                argv, env=session.env, check=True, stdout=subprocess.PIPE
            )
            return [float(n) for n in done.stdout.split()]

        def ours():
            return start(our_program)

        def control():
            return start(control_program)

        interleave(2, ours, control)  # files in the page cache, font cache written
        pairs = interleave(ROUNDS, ours, control)
    print(f"Start, {ROUNDS} rounds: lowest / median / highest ratio")
    for place, what, unit, goal in (
        (0, "start to first frame", "ms", "goal 1.6"),
        (1, "CPU until the first frame", "ms", ""),
        (2, "resident memory", "KiB", "goal 1.5"),
        (3, "private memory", "KiB", ""),
    ):
        report(what, unit, [(a[place], b[place]) for a, b in pairs], goal)


if __name__ == "__main__":
    main(*sys.argv[1:])
