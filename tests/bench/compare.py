# SPDX-License-Identifier: GPL-3.0-or-later
"""How two contestants of one benchmark are compared: rounds interleave them, in turn the
one and the other first; a ratio is taken within each round; the median of those ratios is
the answer, and the lowest and highest say how far to trust it."""

import statistics


def interleave(rounds, ours, control):
    """[(our figures, the control's figures)] of so many rounds"""
    pairs = []
    for number in range(rounds):
        if number % 2:
            theirs = control()
            pairs.append((ours(), theirs))
        else:
            mine = ours()
            pairs.append((mine, control()))
    return pairs


def spread(numbers):
    return min(numbers), statistics.median(numbers), max(numbers)


def report(what, unit, pairs, goal=""):
    """Prints one line of (ours, control) figures and their ratios"""
    low, middle, high = spread([mine / theirs for mine, theirs in pairs])
    ours = spread([mine for mine, _ in pairs])[1]
    theirs = spread([theirs for _, theirs in pairs])[1]
    print(
        f"{what:34} {low:5.2f} / {middle:5.2f} / {high:5.2f}"
        f"   ({ours:.1f} to {theirs:.1f} {unit}){'   ' + goal if goal else ''}"
    )
