"""Mends are tried before they are shown: a file checked again with one must be better."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from guide.places import Mend, Problem
from guide.source import Source

MENDS = 10
"""Mends tried for one file at most; each costs one reading."""

Check = Callable[[Source], Sequence[Problem]]


def tried(problems: Sequence[Problem], source: Source, check: Check) -> Iterator[Problem]:
    """The problems of one file, less every mend that does not work.

    A mend works when the file, checked again with it, has lost this problem and has fewer in all.
    """
    left = MENDS
    before: Sequence[Problem] | None = None
    for problem in problems:
        if problem.mend is None:
            yield problem
            continue
        if before is None:
            before = check(source)
        left -= 1
        good = left >= 0 and _works(problem, problem.mend, source, before, check)
        yield problem if good else replace(problem, mend=None)


def _works(problem: Problem, mend: Mend, source: Source, before: Sequence[Problem], check: Check) -> bool:
    try:
        changed = mend.apply(source.data.decode("utf-8-sig")).encode()
    except UnicodeDecodeError:
        return False
    after = check(Source(source.file, changed))
    same = (problem.rule, problem.place, problem.message)
    return len(after) < len(before) and all((other.rule, other.place, other.message) != same for other in after)
