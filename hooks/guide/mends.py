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

    A mend works when the file, checked again with it, has lost this problem and has got no other.
    """
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
    after = Counter(map(_said, check(Source(source.file, changed))))
    return after <= before - Counter([_said(problem)])


def _said(problem: Problem) -> tuple[str, str]:
    """What makes a problem the same one after a mend, which may move lines."""
    return problem.rule, re.sub("[0-9]+", "", problem.message)
