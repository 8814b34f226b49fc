"""What every address of a guide names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any, NamedTuple

from guide.library import Library, Sheet
from guide.model import Address, Branch, Column, DueBranch, Item, LengthBranch, Option, Question
from guide.problems import Path, nearest


class Target(NamedTuple):
    """What an address names."""

    sheet: str
    item: str
    column: str
    question: Question
    answer: str
    """The answer type; "" where nothing is asked."""
    scope: str
    """`me` or `each`."""
    step: bool = False
    part: bool = False
    never: bool = False

    @property
    def address(self) -> Address:
        return Address(self.sheet, self.item, self.column)

    @property
    def key(self) -> tuple[str, str]:
        """The whole item, for a column too."""
        return self.sheet, self.item


class Missing(NamedTuple):
    """Why an address names nothing, the address most likely meant, and others that could be."""

    message: str
    near: str = ""
    known: Sequence[str] = ()


class Directory:
    """Every address of a library."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.targets: dict[tuple[str, str, str], Target] = {}
        self.items: dict[tuple[str, str], Item] = {}
        self.shown: dict[tuple[str, str], Address] = {}
        """Items that show an answer whose home is elsewhere."""
        self.old: dict[tuple[str, str, str], Address] = {}
        """Addresses that items and columns had before."""
        self.old_sheets = {old: sheet.id for sheet in library.sheets.values() for old in sheet.checklist.was}
        for sheet in library.sheets.values():
            self._enter(sheet)

    @cached_property
    def checklists(self) -> dict[str, None]:
        """The names of all checklists, also of those that could not be read."""
        return dict.fromkeys([*self.library.sheets, *sorted(self.library.broken)])

    def _enter(self, sheet: Sheet) -> None:
        scope, id_ = sheet.checklist.for_, sheet.id
        for item in sheet.checklist.items:
            name = item.home
            if item.use:
                self.shown[id_, name] = Address.parse(item.use)
                continue
            never = item.keep == "never"
            self.items[id_, name] = item
            self.targets[id_, name, ""] = Target(
                id_, name, "", item, item.answer or "", scope, item.do is not None, item.text is not None, never
            )
            for old in item.was:
                self.old[id_, old, ""] = Address(id_, name)
            for column in item.columns or ():
                if isinstance(column, Column):
                    self._enter_column(column, Target(id_, name, column.id, column, column.answer, scope, never=never))

    def _leave(self, sheet: Sheet) -> None:
        tables: tuple[dict[Any, Any], ...] = (self.targets, self.items, self.shown, self.old)
        for table in tables:
            for key in _keys(sheet):
                table.pop(key, None)

    @contextmanager
    def trying(self, sheet: Sheet) -> Iterator[None]:
        """For a while, another version of one checklist."""
        before = self.library.sheets[sheet.id]
        self._change(before, sheet)
        try:
            yield
        finally:
            self._change(sheet, before)

    def _change(self, old: Sheet, new: Sheet) -> None:
        self._leave(old)
        self.library.sheets[new.id] = new
        self._enter(new)

    def _enter_column(self, column: Column, target: Target) -> None:
        self.targets[target.address] = target
        for old in column.was:
            self.old[target.sheet, target.item, old] = target.address

    def find(self, address: Address, sheet: str) -> Target | Missing | None:
        """What an address in `sheet` names; None where its checklist or item has problems of its own."""
        full = address.within(sheet)
        own = self.library.sheets.get(full.sheet)
        if own is None:
            return None if full.sheet in self.library.broken else self._no_sheet(full, sheet)
        if own.doubtful and full.item in own.doubtful:
            return None
        target = self.targets.get(full)
        if target or full.sheet in self.library.broken:
            return target
        return self._no_item(full, bare=not address.sheet)

    def _no_sheet(self, full: Address, here: str) -> Missing:
        own = Address(here, full.sheet, full.item)
        if (here, full.sheet) in self.items and not full.column:
            return Missing(f"'{full}' lacks the name of its checklist", str(own) if own in self.targets else "")
        if full.sheet in self.old_sheets:
            now = full._replace(sheet=self.old_sheets[full.sheet])
            return Missing(f"'{full.sheet}' is now called '{now.sheet}'", str(now) if now in self.targets else "")
        sheets = list(self.library.sheets)
        near = full._replace(sheet=nearest(full.sheet, sheets))
        return Missing(f"there is no checklist '{full.sheet}'", str(near) if near in self.targets else "", sheets)

    def _no_item(self, full: Address, *, bare: bool) -> Missing:
        def said(address: Address) -> str:
            """The address as it was written: without its checklist where that goes without saying."""
            return address.item if bare else str(address)

        if (full.sheet, full.item) in self.shown and not full.column:
            home = self.shown[full.sheet, full.item]
            return Missing(f"'{said(full)}' only shows an answer, and its home is '{home}'", str(home))
        now = self.old.get(full) or self.old.get((full.sheet, full.item, ""))
        if now:
            now = now if now.column else now._replace(column=full.column)
            return Missing(f"'{said(full)}' is now called '{said(now)}'", said(now))
        if (full.sheet, full.item) in self.items:
            return self._no_column(full)
        items = [item for sheet, item in self.items if sheet == full.sheet and item]
        near = nearest(full.item, items)
        facts = [str(Address(*key)) for key in self.items if bare and key[1] == full.item and self._is_facts(key[0])]
        if len(facts) == 1:
            return Missing(f"there is no item '{full.item}' in '{full.sheet}'", facts[0])
        known = [said(full._replace(item=item, column="")) for item in items]
        return Missing(
            f"there is no item '{full.item}' in '{full.sheet}'", said(full._replace(item=near)) if near else "", known
        )

    def _is_facts(self, sheet: str) -> bool:
        found = self.library.sheets.get(sheet)
        return found is not None and not found.stage

    def _no_column(self, full: Address) -> Missing:
        whole = full._replace(column="")
        known = [str(Address(*key)) for key in self.targets if key[:2] == full[:2] and key[2]]
        if not known:
            return Missing(f"'{whole}' is no table, so it has no column '{full.column}'", str(whole))
        near = nearest(full.column, [address.rpartition(".")[2] for address in known])
        message = f"there is no column '{full.column}' in '{whole}'"
        return Missing(message, str(full._replace(column=near)) if near else "", known)

    def options(self, question: Question) -> dict[str, Option]:
        """A question's options by id, wherever they are written."""
        if isinstance(question.options, str):
            return self.library.guide.lists.get(question.options, {})
        return question.options or {}


def _keys(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    """Every key under which a checklist is entered."""
    for item in sheet.checklist.items:
        yield sheet.id, item.home
        columns = [column for column in item.columns or () if isinstance(column, Column)]
        for name in ("", *(name for column in columns for name in (column.id, *column.was))):
            yield sheet.id, item.home, name
        yield from ((sheet.id, old, "") for old in item.was)


def entries(value: Sequence[object] | None) -> Iterator[tuple[Path, str]]:
    """Each (path, line) of a field that follows the choosing rule."""
    for number, entry in enumerate(value or ()):
        if isinstance(entry, (Branch, DueBranch)):
            for place, line in enumerate(entry.then):
                yield (number, "then", place), line
        elif isinstance(entry, LengthBranch):
            yield (number, "then"), entry.then
        else:
            yield (number,), str(entry)


def branches(value: Sequence[object] | None) -> Iterator[tuple[Path, list[dict[str, list[str]]]]]:
    """Each (path, condition) of a field that follows the choosing rule."""
    for number, entry in enumerate(value or ()):
        if isinstance(entry, (Branch, DueBranch, LengthBranch)):
            yield (number, "if"), entry.if_
