"""Mends are tried before they are shown: a file checked again with one must be better."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from guide.places import Mend, Problem
from guide.source import Source

MENDS = 10
"""Mends tried for one file at most; each costs one reading."""

Check = Callable[[Source], Iterable[Problem]]


def tried(problems: Sequence[Problem], source: Source, check: Check) -> Iterator[Problem]:
    """All problems of one file, less every mend that does not work.

    A mend works when the file, checked again with it, has lost this problem and has got no other, and when
    nothing is wrong any more with the lines that it puts there. Mends of one line are tried together first.
    """
    problems = list(_together(problems, source))
    before = Counter(map(_said, problems))
    left = MENDS
    for problem in problems:
        left -= problem.mend is not None
        if problem.mend is None or (left >= 0 and _works(problem, problem.mend, source, before, check)):
            yield problem
        else:
            yield replace(problem, mend=None)


def _works(problem: Problem, mend: Mend, source: Source, before: Counter[tuple[str, str]], check: Check) -> bool:
    try:
        changed = mend.apply(source.data.decode("utf-8-sig")).encode()
    except UnicodeDecodeError:
        return False
    left = list(check(Source(source.file, changed)))
    new = range(mend.first, mend.first + len(mend.new))
    if any(other.serious and other.place.line in new for other in left if other.place.file == source.file):
        return False
    return Counter(map(_said, left)) <= before - Counter([_said(problem)])


def _together(problems: Iterable[Problem], source: Source) -> Iterator[Problem]:
    """The problems, those of one line with one mend for all of them where their mends do not meet."""
    lines = source.lines()
    new: dict[int, str] = {}
    for problem in problems:
        if problem.mend and _is_of_one_line(problem.mend):
            row = problem.mend.first
            line = lines[row - 1]
            new[row] = _merged(line, new.get(row, line), problem.mend.new[0]) if row <= len(lines) else ""
    for problem in problems:
        row = problem.mend.first if problem.mend and _is_of_one_line(problem.mend) else 0
        yield replace(problem, mend=Mend(row, row, (new[row],))) if new.get(row) else problem


def _is_of_one_line(mend: Mend) -> bool:
    return mend.first == mend.last and len(mend.new) == 1


def _merged(line: str, one: str, other: str) -> str:
    """A line with the changes of two others, or "" where they touch the same letters."""
    if one in (line, other):
        return other
    first, second = sorted((_change(line, one), _change(line, other)))
    if not one or first[1] > second[0]:
        return ""
    return line[: first[0]] + first[2] + line[first[1] : second[0]] + second[2] + line[second[1] :]


def _change(line: str, new: str) -> tuple[int, int, str]:
    """Where a line was changed, and what stands there now."""
    start = _alike(line, new)
    same = _alike(line[start:][::-1], new[start:][::-1])
    return start, len(line) - same, new[start : len(new) - same]


def _said(problem: Problem) -> tuple[str, str]:
    """What makes a problem the same one after a mend, which may move lines."""
    return problem.rule, re.sub("[0-9]+", "", problem.message)


def _alike(one: str, other: str) -> int:
    """How many letters two texts have in common at their start."""
    return next(
        (at for at, (mine, yours) in enumerate(zip(one, other, strict=False)) if mine != yours),
        min(len(one), len(other)),
    )
