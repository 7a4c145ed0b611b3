#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a slider to a frame: frame.py OUR-WINDOW BARE-WINDOW

Both programs have their window of 1280 by 800 on one private display, without a window
manager. Ours turns the leverage of the real window once a frame, up and down over the
whole range; the control damages an empty drawing area of the same size. The CPU time of
all threads of the process is divided by the frames, first between the frame clock's
before-paint and after-paint, then over the whole round, which adds events, idle work and
accessibility. The X server's time is not in it.
"""

import subprocess
import sys
from pathlib import Path

from compare import interleave, report

sys.path.insert(0, str(Path(__file__).parent.parent / "ui"))
from uidrive import Session  # noqa: E402

ROUNDS, FRAMES = 15, 120


class Contestant:
    def __init__(self, session, program):
        self.process = subprocess.Popen(
            [program],
            env=session.env,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        if self.process.stdout.readline().strip() != "ready":
            raise SystemExit(f"{program} showed no window")

    def round(self):
        """(in the frames, over the round), microseconds a frame"""
        self.process.stdin.write(f"{FRAMES}\n")
        self.process.stdin.flush()
        return [int(n) / 1000 for n in self.process.stdout.readline().split()]

    def close(self):
        self.process.stdin.close()
        self.process.wait(10)


def main(our_program, control_program):
    with Session(wm=None) as session:
        # The page as it is after the first start: no tip, no ring around a control.
        schema = "io.github.leveragelab.LeverageLab"
        settings = ["gsettings", "set", schema, "tutorial-seen", "true"]
        subprocess.run(settings, env=session.env, check=True)
        ours = Contestant(session, our_program)
        control = Contestant(session, control_program)
        interleave(2, ours.round, control.round)  # caches warm, glyphs drawn
        pairs = interleave(ROUNDS, ours.round, control.round)
        ours.close()
        control.close()
    print(
        f"CPU of one frame, {ROUNDS} rounds of {FRAMES}: lowest / median / highest ratio"
    )
    goal = "goal 2.5, limit 3.0"
    report("slider to frame, in the frame", "us", [(a[0], b[0]) for a, b in pairs], goal)
    report("slider to frame, whole round", "us", [(a[1], b[1]) for a, b in pairs])


if __name__ == "__main__":
    main(*sys.argv[1:])
