# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of the source tree, for the tests that read them."""

import os
from pathlib import Path

NOT_OURS = {".git", ".flatpak-builder", "__pycache__", "flatpak-build", "flatpak-repo"}


def files(root):
    """Every file below root that people write, as paths relative to it, in order."""
    found = []
    for folder, names, here in os.walk(root):
        names[:] = sorted(
            n for n in names if n not in NOT_OURS and not n.startswith("build")
        )
        found += [Path(folder, n).relative_to(root) for n in sorted(here)]
    return found


def lines(path):
    return path.read_text(encoding="utf-8", errors="replace").splitlines()
