"""A whole guide, read and checked: every problem of every file, and between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from guide.circles import circles
from guide.directory import Directory, Target, entries
from guide.flows import Flows
from guide.ids import Ledger
from guide.library import Library, Reader, Sheet, Translation, read_library
from guide.mends import Check, tried
from guide.model import Guide, Overlay
from guide.overlays import Overlaid
from guide.places import Problem
from guide.readings import read_checklist, read_shape
from guide.shared import Shared
from guide.source import Source

__all__ = ["Directory", "Target", "check_links", "entries", "read_guide"]


def read_guide(
    root: Path, *, pages: Iterable[str] = (), reader: Reader = read_checklist
) -> tuple[Library | None, list[Problem]]:
    """Read and check a whole guide: all problems of all files, in order of place.

    `pages` are names that prose pages have taken. A mend is given only where the file, checked again with
    it, is better. `reader` is that of `read_library`.
    """
    library, problems = read_library(root, pages=pages, reader=reader)
    if library is not None:
        directory = Directory(library)
        problems += check_links(library, directory)
        problems = [_with_own_date(problem, directory) for problem in _with_good_mends(problems, library, directory)]
    return library, sorted(problems, key=_in_order)


def _with_own_date(problem: Problem, directory: Directory) -> Problem:
    """The same, its example with a date that this guide asks for."""
    if problem.rule != "not-a-due-phrase":
        return problem
    dates = [target for target in directory.targets.values() if target.answer == "date" and not target.column]
    home = directory.library.guide.folder.id
    own = min(dates, key=lambda target: target.sheet != home, default=None)
    return replace(problem, expected=problem.expected.replace("start", str(own.address))) if own else problem


def _in_order(problem: Problem) -> tuple[str, int, int, str, str]:
    place = problem.place
    return place.file, place.line, place.column, problem.rule, problem.message


def check_links(library: Library, directory: Directory) -> Iterator[Problem]:
    """Every problem between files."""
    ledger = Ledger(library)
    for sheet in library.sheets.values():
        yield from _of_sheet(sheet, directory, ledger)
    for translation in library.translations:
        yield from Overlaid(translation, directory).problems()
    yield from circles(library, directory)
    yield from Shared(library, directory).problems()
    yield from ledger.whole()


def _of_sheet(sheet: Sheet, directory: Directory, ledger: Ledger) -> Iterator[Problem]:
    yield from Flows(sheet, directory).problems()
    yield from ledger.of(sheet, directory)


# --- mends -----------------------------------------------------------------------------------------


def _with_good_mends(problems: Sequence[Problem], library: Library, directory: Directory) -> Iterator[Problem]:
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.place.file, []).append(problem)
    with_mends = {file for file, found in by_file.items() if any(problem.mend for problem in found)}
    checks = {source.file: (source, check) for source, check in _checks(library, directory, with_mends)}
    for file, found in by_file.items():
        if file in checks:
            yield from tried(found, *checks[file])
        else:
            yield from found  # tried when the file was read


def _checks(library: Library, directory: Directory, files: set[str]) -> Iterator[tuple[Source, Check]]:
    """For each of these files, how to check it again among the others as they are."""
    if library.guide_source.file in files:
        yield library.guide_source, _check_guide(library)
    for translation in library.translations:
        if translation.source.file in files:
            yield translation.source, _check_overlay(translation, directory)
    ledger = Ledger(library)
    for sheet in library.sheets.values():
        if sheet.source.file in files:
            yield sheet.source, _check_sheet(sheet, directory, ledger)


def _check_guide(library: Library) -> Check:
    def check(source: Source) -> list[Problem]:
        found = read_shape(source, Guide)
        if found.value is None:
            return found.problems
        changed = replace(
            library,
            guide=found.value,
            guide_source=source,
            guide_salvage=found.draft,
            unsure=library.unsure & {"sources"} | found.unsure,
        )
        return [*found.problems, *Shared(changed, Directory(changed)).problems(), *Ledger(changed).whole()]

    return check


def _check_overlay(translation: Translation, directory: Directory) -> Check:
    def check(source: Source) -> list[Problem]:
        found = read_shape(source, Overlay)
        if found.value is None:
            return found.problems
        changed = replace(translation, overlay=found.value, source=source, salvage=found.draft)
        return [*found.problems, *Overlaid(changed, directory).problems()]

    return check


def _check_sheet(sheet: Sheet, directory: Directory, ledger: Ledger) -> Check:
    def check(source: Source) -> list[Problem]:
        found = read_checklist(source)
        if found.value is None:
            return found.problems
        changed = replace(sheet, checklist=found.value, source=source, salvage=found.draft, doubtful=found.doubtful)
        with directory.trying(changed):
            return [*found.problems, *_of_sheet(changed, directory, ledger)]

    return check
