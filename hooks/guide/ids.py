"""The ids a guide has published: promises to everybody who has answers kept under them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from guide.directory import Directory
from guide.library import IDS, Library, Sheet
from guide.model import ID_PATTERN, Column, Item, Question
from guide.places import Mend, Place, Problem
from guide.problems import Draft, Path
from guide.source import Fields, Source, Text

HEADER = "# Every id this guide has published. Made by `guide ids --write`; see docs/format.md."
GONE = "gone"
"""The last word of a line whose answer was taken away for good."""
A_PROMISE = re.compile(rf"{ID_PATTERN}(\.{ID_PATTERN}){{0,2}}([#=]{ID_PATTERN})?( [a-z]+)*")
FIXED = frozenset(["never", "line", "lines", "one", "some", "scale", "date", "tick", "table", "me", "each"])
"""Words that do not come beside others once an id is published."""


class Promise(NamedTuple):
    """One published address, and the words for what is fixed with it."""

    address: str
    fixed: tuple[str, ...] = ()

    @classmethod
    def read(cls, line: str) -> Promise:
        address, *fixed = line.split()
        return cls(address, tuple(fixed))

    def __str__(self) -> str:
        return " ".join((self.address, *self.fixed))

    def kept_by(self, now: Promise) -> bool:
        """Whether it still means the same; a question may be asked where only a step or words were."""
        before, after = set(self.fixed), set(now.fixed)
        new = after - before
        return before <= after and "never" not in new and not (before & FIXED - {"never"} and new & FIXED)


def addresses_of(directory: Directory) -> list[str]:
    """Every promise as a line, in order.

    `debrief each`, `debrief.moments table`, `debrief.moments.cause one`, `debrief.keep=late option`; `never`
    stands after what is never kept, `step` where an item is one, `part` where the reader picks its words.
    """
    library = directory.library
    made = [Promise(library.guide.id, ("guide",))]
    for sheet in library.sheets.values():
        made += promises(sheet, directory)
    return sorted(map(str, set(made)))


def promises(sheet: Sheet, directory: Directory) -> Iterator[Promise]:
    """What one checklist promises, under its name and those it had before."""
    for name in (sheet.id, *sheet.checklist.was):
        yield Promise(name, (sheet.checklist.for_,))
        for item in sheet.checklist.items:
            for own in filter(None, (item.id, *item.was)):
                yield from _of_item(f"{name}.{own}", item, directory)
            for reply in item.replies:
                yield from (Promise(f"{name}.{own}", ("reply",)) for own in (reply.id, *reply.was))
        yield from (Promise(f"{name}.{message}", ("message",)) for message in sheet.checklist.own_messages())


def _of_item(address: str, item: Item, directory: Directory) -> Iterator[Promise]:
    kinds = ((item.answer, item.answer), (item.do, "step"), (item.choose, "part"), (item.keep, "never"))
    yield Promise(address, tuple(str(name) for given, name in kinds if given))
    yield from _of_options(address, item, directory)
    if isinstance(item.rows, dict):
        yield from (Promise(f"{address}#{row}", ("row",)) for row in item.rows)
    for column in item.columns or ():
        if isinstance(column, Column):
            for own in (column.id, *column.was):
                yield Promise(f"{address}.{own}", (column.answer,))
                yield from _of_options(f"{address}.{own}", column, directory)


def _of_options(address: str, question: Question, directory: Directory) -> Iterator[Promise]:
    yield from (Promise(f"{address}={option}", ("option",)) for option in directory.options(question))


# --- what was promised -----------------------------------------------------------------------------


class Ledger:
    """The published ids, read once: by checklist, each with its line."""

    def __init__(self, library: Library) -> None:
        self.library = library
        source = library.published or Source(IDS, b"")
        self.draft = Draft(source, Fields(1, 1, 1, 1))
        self.by_sheet: dict[str, list[tuple[int, Promise]]] = {}
        self.odd: list[int] = []
        for number, line in enumerate(self.draft.lines, 1):
            if A_PROMISE.fullmatch(line.strip()):
                promise = Promise.read(line)
                self.by_sheet.setdefault(promise.address.partition(".")[0], []).append((number, promise))
            elif line.strip() and not line.startswith("#"):
                self.odd.append(number)

    def whole(self) -> Iterator[Problem]:
        """What was lost with a whole checklist, or of the guide itself; and lines that say no id."""
        for number in self.odd:
            message, wanted = (
                "this line does not say an id",
                "a line as 'guide ids' prints it, or one that starts with '#'",
            )
            place = Place(self.draft.file, number, 1, len(self.draft.line(number)))
            yield self.draft.problem("not-a-promise", place, message, wanted)
        now = {old for sheet in self.library.sheets.values() for old in (sheet.id, *sheet.checklist.was)}
        for name, kept in self.by_sheet.items():
            number, promise = kept[0]
            if promise.fixed == ("guide",):
                if name != self.library.guide.id and self.library.sure("id"):
                    yield self._guide_renamed(name)
            elif name not in now and name not in self.library.broken and promise.fixed[-1:] != (GONE,):
                message = f"the checklist '{name}' was published and is gone; readers keep answers under this name"
                wanted = f"the file again; or 'was: [{name}]' in the file that took its place"
                yield self.draft.problem("lost-id", Place(self.draft.file, number, 1, len(name)), message, wanted)

    def _guide_renamed(self, old: str) -> Problem:
        draft = self.library.guide_draft()
        place = draft.at(("id",))
        mend = draft.swapped(place, self.library.guide.id, old)
        message = f"this guide was published as '{old}'; readers keep answers under this name"
        return draft.problem("lost-id", place, message, f"'{old}' for ever", mend=mend)

    def of(self, sheet: Sheet, directory: Directory) -> Iterator[Problem]:
        """What one checklist no longer holds, or holds as something else."""
        names = [name for name in (sheet.id, *sheet.checklist.was) if name in self.by_sheet]
        if not names or sheet.id in self.library.broken:
            return
        now = {promise.address: promise for promise in promises(sheet, directory)}
        before = [promise for name in names for _, promise in self.by_sheet[name]]
        lost = [promise for promise in before if not self._kept(promise, now.get(promise.address), sheet)]
        there = {_parts(address)[1] for address in now}
        gone = {item: promise for promise in reversed(lost) if (item := _parts(promise.address)[1]) not in there}
        for promise in lost:
            if gone.get(_parts(promise.address)[1], promise) is promise:
                yield _Lost(sheet, promise, now, self.by_sheet, alone=len(gone) == 1).told()

    def _kept(self, promise: Promise, now: Promise | None, sheet: Sheet) -> bool:
        """Whether a promise is kept; one that cannot be known for now counts as kept."""
        if promise.fixed[-1:] == (GONE,):
            return now is None
        if promise.fixed[-1:] == ("guide",) or not promise.fixed:
            return True
        if _parts(promise.address)[1] in sheet.doubtful or ("=" in promise.address and not self.library.sure("lists")):
            return True
        return now is not None and promise.kept_by(now)


def _parts(address: str) -> tuple[str, str, str]:
    """Checklist, item, and what comes after it."""
    sheet, _, rest = address.partition(".")
    item = rest
    for mark in ".=#":
        item = item.partition(mark)[0]
    return sheet, item, rest[len(item) :]


class _Lost:
    """One broken promise, told where it is mended."""

    def __init__(
        self,
        sheet: Sheet,
        promise: Promise,
        now: Mapping[str, Promise],
        known: Mapping[str, list[tuple[int, Promise]]],
        *,
        alone: bool,
    ) -> None:
        self.sheet, self.promise, self.now, self.alone = sheet, promise, now, alone
        self.published = {promise.address for kept in known.values() for _, promise in kept}
        self.draft: Draft = sheet.draft()

    def told(self) -> Problem:
        now = self.now.get(self.promise.address)
        if now:
            return self._changed(now)
        _, item, rest = _parts(self.promise.address)
        path = self._item(item)
        if not path:
            return self._gone(item)
        what = {"=": "option", "#": "row", ".": "column"}.get(rest[:1], "item")
        message = f"the {what} '{rest[1:]}' of '{item}' was published and is gone; readers keep answers under it"
        again = (
            "; its words may change"
            if what in ("option", "row")
            else f", or 'was: [{rest[1:]}]' in the column that took its place"
        )
        return self.draft.problem(
            "lost-id", self.draft.at((*path, "id")), message, f"the {what} '{rest[1:]}' as before{again}"
        )

    def _changed(self, now: Promise) -> Problem:
        _, item, _ = _parts(self.promise.address)
        before, after = _said(self.promise), _said(now)
        if GONE in self.promise.fixed:
            message, expected = f"'{self.promise.address}' was published and taken away for good", "another id"
        else:
            message, expected = (
                f"'{self.promise.address}' was published as {before} and is now {after}",
                f"{before} as before, or a new id",
            )
        path = self._item(item)
        return self.draft.problem("lost-id", self.draft.at((*path, "id") if path else ("for",)), message, expected)

    def _item(self, name: str) -> Path:
        for number, item in enumerate(self.sheet.checklist.items):
            if name and name in (item.id, *item.was):
                return ("items", number)
        return ()

    def _gone(self, name: str) -> Problem:
        """A whole item: the one new item of the same kind has most likely taken its place."""
        message = f"'{name}' was published and is gone; readers keep answers under it"
        new = list(self._new())
        if len(new) == 1 and self.alone:
            path: Path = ("items", new[0], "id")
            wanted = f"'was: [{name}]' below the id of the item that took its place"
            return self.draft.problem("lost-id", self.draft.at(path), message, wanted, mend=self._was(path, name))
        place = Place(self.draft.file, 1, 1)
        return self.draft.problem(
            "lost-id", place, message, f"the item '{name}' again; or 'was: [{name}]' in the one that took its place"
        )

    def _new(self) -> Iterator[int]:
        for number, item in enumerate(self.sheet.checklist.items):
            promise = self.now.get(f"{self.sheet.id}.{item.id}")
            if promise and promise.address not in self.published and self.promise.kept_by(promise) and not item.was:
                yield number

    def _was(self, path: Path, name: str) -> Mend | None:
        """A line below the id; only where items stand as a list of lines."""
        node = self.draft.node(path)
        line = self.draft.line(node.line)
        start = line.find("id:")
        if not isinstance(node, Text) or line[:start].strip() not in ("-", "") or start < 0:
            return None
        return Mend(node.line, node.line, (line, f"{' ' * start}was: [{name}]"))


def _said(promise: Promise) -> str:
    return f"'{' '.join(promise.fixed)}'" if promise.fixed else "words only"


def written(library: Library) -> str:
    """What `ids.txt` should hold: all that was promised before, and what is new."""
    kept = {promise.address: promise for found in Ledger(library).by_sheet.values() for _, promise in found}
    now = {promise.address: promise for promise in map(Promise.read, addresses_of(Directory(library)))}
    return "".join(f"{line}\n" for line in (HEADER, *_sorted({**kept, **now}.values())))


def _sorted(promises_: Iterable[Promise]) -> list[str]:
    return sorted(map(str, promises_))
