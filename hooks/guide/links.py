"""What checklists say of each other: addresses, conditions, flows, due phrases, ways."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from typing import NamedTuple

from guide.library import Library, Sheet, check_checklist, read_library, tried
from guide.model import (
    Address,
    Branch,
    Checklist,
    Column,
    Condition,
    Due,
    DueBranch,
    Item,
    LengthBranch,
    Message,
    Option,
    Question,
    blanks,
    conditions,
)
from guide.places import Problem
from guide.problems import Draft, Path, listed, nearest
from guide.source import Source


@dataclass(frozen=True)
class Target:
    """What an address names."""

    sheet: str
    item: str
    column: str
    question: Question
    answer: str
    """The answer type; "" where nothing is asked."""
    scope: str
    """`me` or `each-interview`."""
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
    """Why an address names nothing, and the address most likely meant."""

    message: str
    near: str = ""


class Directory:
    """Every address of a library."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.targets: dict[Address, Target] = {}
        self.items: dict[tuple[str, str], Item] = {}
        self.shown: dict[tuple[str, str], Address] = {}
        """Items that show an answer whose home is elsewhere."""
        self.old: dict[tuple[str, str], str] = {}
        self.old_sheets = {old: sheet.id for sheet in library.sheets.values() for old in sheet.checklist.was}
        for sheet in library.sheets.values():
            self._enter(sheet)

    def _enter(self, sheet: Sheet) -> None:
        scope = sheet.checklist.for_
        for item in sheet.checklist.items:
            name = item.home
            if item.use:
                self.shown[sheet.id, name] = Address.parse(item.use)
                continue
            self.items[sheet.id, name] = item
            self.old.update(((sheet.id, old), name) for old in item.was)
            self.targets[Address(sheet.id, name)] = Target(
                sheet.id, name, "", item, item.answer or "", scope,
                step=item.do is not None, part=item.text is not None, never=item.keep == "never",
            )  # fmt: skip
            for column in item.columns or []:
                if isinstance(column, Column):
                    self.targets[Address(sheet.id, name, column.id)] = Target(
                        sheet.id, name, column.id, column, column.answer, scope, never=item.keep == "never"
                    )

    def find(self, address: Address, sheet: str) -> Target | Missing | None:
        """What an address in `sheet` names; None where its checklist or item has problems of its own."""
        full = address.within(sheet)
        target = self.targets.get(full)
        if target:
            return target
        if full.sheet in self.library.broken or (not self.library.whole and full.sheet not in self.library.sheets):
            return None
        if full.sheet not in self.library.sheets:
            return self._no_sheet(full, sheet)
        if full.item in self.library.sheets[full.sheet].claimed:
            return None
        return self._no_item(full, bare=not address.sheet)

    def _no_sheet(self, full: Address, here: str) -> Missing:
        own = Address(here, full.sheet, full.item)
        if own in self.targets:
            return Missing(f"'{full}' needs this checklist's own id before it", str(own))
        if full.sheet in self.old_sheets:
            now = self.old_sheets[full.sheet]
            return Missing(f"'{full.sheet}' is now called '{now}'", str(full._replace(sheet=now)))
        near = nearest(full.sheet, list(self.library.sheets))
        return Missing(f"there is no checklist '{full.sheet}'", str(full._replace(sheet=near)) if near else "")

    def _no_item(self, full: Address, *, bare: bool) -> Missing:
        def said(address: Address) -> str:
            return str(address._replace(sheet="")) if bare and not address.column else str(address)

        if (full.sheet, full.item) in self.shown:
            home = self.shown[full.sheet, full.item]
            return Missing(f"'{full}' only shows an answer whose home is '{home}'", str(home))
        if (full.sheet, full.item) in self.old:
            now = full._replace(item=self.old[full.sheet, full.item])
            return Missing(f"'{full.item}' is now called '{now.item}'", said(now))
        items = [key.item for key in self.targets if key.sheet == full.sheet and not key.column]
        if full.item not in items:
            near = nearest(full.item, items)
            return Missing(f"'{full.sheet}' has no item '{full.item}'", said(full._replace(item=near)) if near else "")
        columns = [key.column for key in self.targets if key[:2] == full[:2] and key.column]
        near = nearest(full.column, columns)
        return Missing(
            f"'{full.sheet}.{full.item}' has no column '{full.column}'", str(full._replace(column=near)) if near else ""
        )

    def options(self, question: Question) -> dict[str, Option]:
        """A question's options by id, wherever they are written."""
        if isinstance(question.options, str):
            return self.library.guide.lists.get(question.options, {})
        return question.options or {}


def entries(value: Sequence[object] | None) -> Iterator[tuple[Path, str]]:
    """Each (path, line) of a field that follows the choosing rule."""
    for number, entry in enumerate(value or []):
        if isinstance(entry, (Branch, DueBranch)):
            for place, line in enumerate(entry.then):
                yield (number, "then", place), line
        elif isinstance(entry, LengthBranch):
            yield (number, "then"), entry.then
        else:
            yield (number,), str(entry)


def branches(value: Sequence[object] | None) -> Iterator[tuple[Path, list[dict[str, list[str]]]]]:
    """Each (path, condition) of a field that follows the choosing rule."""
    for number, entry in enumerate(value or []):
        if isinstance(entry, (Branch, DueBranch, LengthBranch)):
            yield (number, "if"), entry.if_


class _Links:
    """The links of one checklist."""

    def __init__(self, sheet: Sheet, directory: Directory) -> None:
        self.sheet, self.directory, self.library = sheet, directory, directory.library
        self.guide = directory.library.guide
        self._draft: Draft | None = None

    @property
    def draft(self) -> Draft:
        """The file's places, read again only when there is a problem to tell."""
        if self._draft is None:
            self._draft = self.sheet.draft()
        return self._draft

    def problems(self) -> Iterator[Problem]:
        if self.library.whole:
            yield from self._head()
        for number, item in enumerate(self.sheet.checklist.items):
            yield from self._item(item, ("items", self.sheet.places[number]))

    # --- the top

    def _head(self) -> Iterator[Problem]:
        sheet = self.sheet.checklist
        yield from self._scope()
        for name, known in (("moments", self.guide.moments), ("situations", {**self.guide.situations, "any": ""})):
            yield from self._names(
                getattr(sheet, name), (name,), list(known), f"no-such-{name[:-1]}", f"`{name}` of guide.yml"
            )
        yield from self._names(
            sheet.sources, ("sources",), list(self.library.evidence), "no-such-source", "sources.yml"
        )
        yield from self._names(sheet.next, ("next",), self._checklists(), "no-such-checklist", "the checklists")
        yield from self._message(sheet, ())
        for name, message in sheet.messages.items():
            yield from self._message(message, ("messages", name))

    def _checklists(self) -> list[str]:
        return [*self.library.sheets, *self.library.broken]

    def _scope(self) -> Iterator[Problem]:
        name, whose = self.sheet.id, self.sheet.checklist.for_
        if not self.sheet.stage and (name == "me") != (whose == "me"):
            right = "me" if name == "me" else "each-interview"
            yield self._say("wrong-scope", ("for",), f"`{name}.yml` is `for: {right}`", f"`for: {right}`")

    def _message(self, message: Checklist | Message, path: Path) -> Iterator[Problem]:
        yield from self._names(
            message.avoid, (*path, "avoid"), list(self.guide.avoid), "no-such-list", "`avoid` of guide.yml"
        )
        for at, condition in branches(message.length):
            yield from self._condition(condition, (*path, "length", *at))

    def _names(self, names: Iterable[str], path: Path, known: list[str], rule: str, where: str) -> Iterator[Problem]:
        for number, name in enumerate(names):
            if name not in known:
                yield self._unknown(rule, (*path, number), name, known, where)

    def _unknown(self, rule: str, path: Path, name: str, known: list[str], where: str) -> Problem:
        near = nearest(name, known)
        hint = f"; did you mean '{near}'?" if near else ""
        return self._say(
            rule,
            path,
            f"there is no '{name}' in {where}{hint}",
            f"one of {listed(known)}" if known else f"an entry in {where}",
            swap=(name, near),
        )

    # --- one item

    def _item(self, item: Item, path: Path) -> Iterator[Problem]:
        yield from self._question(item, path)
        for number, column in enumerate(item.columns or []):
            if isinstance(column, Column):
                yield from self._question(column, (*path, "columns", number), table=item)
        for name in ("text", "say", "tell"):
            yield from self._lines(getattr(item, name), (*path, name), item)
        yield from self._dues(item.due, (*path, "due"))
        if item.use:
            yield from self._use(item.use, (*path, "use"))
        if item.each:
            yield from self._each(item, path)
        if item.count:
            yield from self._count(item.count, (*path, "count"))
        yield from self._leads(item, path)
        yield from self._go(item.go, (*path, "go"))
        for number, reply in enumerate(item.replies):
            at: Path = (*path, "replies", number)
            yield from self._lines(reply.say, (*at, "say"), None)
            yield from self._leads(reply, at)
            yield from self._go(reply.go, (*at, "go"))

    def _question(self, question: Question, path: Path, table: Item | None = None) -> Iterator[Problem]:
        yield from self._condition(question.if_, (*path, "if"), table)
        if isinstance(question.options, str) and self.library.whole:
            yield from self._names(
                [question.options], (*path, "options"), list(self.guide.lists), "no-such-list", "`lists` of guide.yml"
            )
        elif isinstance(question.options, dict):
            for name, option in question.options.items():
                at: Path = (*path, "options", name)
                yield from self._condition(option.fits, (*at, "fits"), table)
                yield from self._leads(option, at)
        for number, where in enumerate(question.start_from or []):
            yield from self._start_from(where, question, (*path, "start-from", number))

    def _leads(self, holder: object, path: Path) -> Iterator[Problem]:
        """`open` and `show`."""
        leads_to, shows = getattr(holder, "open", None), getattr(holder, "show", None)
        if leads_to and self.library.whole:
            yield from self._names(
                [leads_to], (*path, "open"), self._checklists(), "no-such-checklist", "the checklists"
            )
        if shows and self.library.whole:
            known = [f"help.{name}" for name in self.guide.help]
            yield from self._names([shows], (*path, "show"), known, "no-such-panel", "`help` of guide.yml")

    def _go(self, go: str | None, path: Path) -> Iterator[Problem]:
        turns = [item.home for item in self.sheet.checklist.items if item.say or item.ask]
        if go and go != "stop" and go not in turns and go not in self.sheet.claimed:
            yield self._unknown("no-such-turn", path, go, [*turns, "stop"], "this script")

    # --- addresses

    def _target(
        self, where: str, path: Path, within: tuple[int, int] | None = None
    ) -> tuple[Target | None, list[Problem]]:
        found = self.directory.find(Address.parse(where), self.sheet.id)
        if isinstance(found, Missing):
            hint = f"; did you mean '{found.near}'?" if found.near else ""
            expected = "the address of an answer, such as `interview.role`"
            return None, [
                self._say(
                    "no-such-address", path, found.message + hint, expected, swap=(where, found.near), within=within
                )
            ]
        return found, []

    def _reached(
        self, where: str, path: Path, within: tuple[int, int] | None = None
    ) -> tuple[Target | None, list[Problem]]:
        """An answer that this checklist may use as it stands."""
        target, problems = self._target(where, path, within)
        if target is None:
            return None, problems
        if target.never and target.sheet != self.sheet.id:
            problems = [
                self._say(
                    "never-kept",
                    path,
                    f"'{target.address}' is never kept, so nothing can use it",
                    "another answer",
                    within=within,
                )
            ]
        elif self.sheet.checklist.for_ == "me" and target.scope != "me":
            one = self.guide.folder.one
            problems = [
                self._say(
                    "out-of-reach", path, f"this checklist is about the reader, and '{target.address}' belongs to one {one}",
                    f"an answer that is `for: me`; `each`, `count` and `start-from` look at every {one}", within=within,
                )
            ]  # fmt: skip
        return (None if problems else target), problems

    def _lines(self, value: Sequence[object] | None, path: Path, item: Item | None) -> Iterator[Problem]:
        for at, condition in branches(value):
            yield from self._condition(condition, (*path, *at))
        for at, line in entries(value):
            for blank in blanks(line):
                within = (blank.start, blank.end)
                if blank.local:
                    yield from self._local(blank.local, (*path, *at), within)
                    continue
                target, problems = self._reached(blank.name, (*path, *at), within)
                yield from problems
                if target:
                    yield from self._sayable(target, (*path, *at), within)

    def _sayable(self, target: Target, path: Path, within: tuple[int, int]) -> Iterator[Problem]:
        if target.never:
            yield self._say(
                "never-kept",
                path,
                f"'{target.address}' is never kept, so nothing can use it",
                "another answer",
                within=within,
            )
        elif not target.answer and not target.step:
            yield self._say(
                "nothing-to-say",
                path,
                f"'{target.address}' asks nothing, so there is no answer to put here",
                "an item with `ask`",
                within=within,
            )
        elif target.answer == "tick":
            yield self._say(
                "nothing-to-say",
                path,
                f"'{target.address}' is a tick; it has no words",
                "an answer with words",
                within=within,
            )
        elif target.answer == "table" and isinstance(target.question, Item) and not target.question.sentence:
            columns = [column.id for column in target.question.columns or [] if isinstance(column, Column)]
            yield self._say(
                "which-column", path, f"'{target.address}' is a table; its rows have no `sentence`",
                f"one column, such as `{{{target.address}.{columns[0] if columns else '…'}}}`, or a `sentence` there", within=within,
            )  # fmt: skip

    def _local(self, name: str, path: Path, within: tuple[int, int]) -> Iterator[Problem]:
        known = list(self.guide.local)
        if self.library.whole and name not in known:
            near = nearest(name, known)
            hint = f"; did you mean '{near}'?" if near else ""
            yield self._say(
                "no-such-word",
                path,
                f"there is no local word '{name}'{hint}",
                f"one of {listed(known)}",
                swap=(f"local.{name}", near and f"local.{near}"),
                within=within,
            )

    def _use(self, where: str, path: Path) -> Iterator[Problem]:
        target, problems = self._reached(where, path)
        yield from problems
        if target and target.sheet == self.sheet.id:
            yield self._say("use-of-own", path, f"'{where}' is in this file already", "an answer of another checklist")
        elif target and (target.column or not target.answer):
            yield self._say(
                "not-a-question", path, f"'{where}' is not a whole question", "the address of an item with `ask`"
            )

    START = {"line": {"line", "lines", "one", "some", "date"}, "lines": {"line", "lines", "one", "some"}}

    def _start_from(self, where: str, question: Question, path: Path) -> Iterator[Problem]:
        target, problems = self._target(where, path)
        yield from problems
        answer = str(getattr(question, "answer", "") or "")
        if target and target.never:
            yield self._say("never-kept", path, f"'{where}' is never kept, so nothing can use it", "another answer")
            return
        known = self.START.get(answer, {answer})
        given = target and (target.answer or ("date" if target.step else "no answer"))
        if given and given not in known:
            yield self._say(
                "not-alike",
                path,
                f"'{where}' is `{given}`; it cannot start a `{answer}`",
                f"an answer that is {listed(sorted(known))}",
            )

    def _each(self, item: Item, path: Path) -> Iterator[Problem]:
        folder = self.guide.folder.id
        if self.library.whole and item.each != folder:
            yield self._unknown("no-such-folder", (*path, "each"), item.each or "", [folder], "`folder` of guide.yml")
        yield from self._for_me((*path, "each"), "each")
        tables: set[tuple[str, str]] = set()
        for number, column in enumerate(item.columns or []):
            if isinstance(column, str):
                at: Path = (*path, "columns", number)
                target, problems = self._target(column, at)
                yield from problems
                if target:
                    tables |= {(target.sheet, target.item)} if target.column else set()
                    yield from self._per_interview(target, at)
        if len(tables) > 1:
            yield self._say(
                "two-tables",
                (*path, "columns"),
                "these columns reach into two tables",
                "columns of one table at most",
                key=True,
            )

    def _count(self, where: str, path: Path) -> Iterator[Problem]:
        yield from self._for_me(path, "count")
        target, problems = self._target(where, path)
        yield from problems
        if target:
            yield from self._per_interview(target, path)
            if target.answer not in ("one", "some", "tick"):
                yield self._say(
                    "not-countable",
                    path,
                    f"'{where}' is `{target.answer or 'no answer'}`, which cannot be counted",
                    "an answer that is `one`, `some` or `tick`",
                )

    def _for_me(self, path: Path, name: str) -> Iterator[Problem]:
        if self.sheet.checklist.for_ != "me":
            yield self._say(
                "out-of-reach",
                path,
                f"`{name}` looks at every {self.guide.folder.one}; only a checklist that is `for: me` does",
                "`for: me` at the top",
                key=True,
            )

    def _per_interview(self, target: Target, path: Path) -> Iterator[Problem]:
        if target.never:
            yield self._say(
                "never-kept", path, f"'{target.address}' is never kept, so nothing can use it", "another answer"
            )
        elif target.scope == "me":
            yield self._say(
                "out-of-reach",
                path,
                f"'{target.address}' is not about one {self.guide.folder.one}",
                f"an answer that each {self.guide.folder.one} has",
            )

    def _dues(self, value: Sequence[object] | None, path: Path) -> Iterator[Problem]:
        for at, condition in branches(value):
            yield from self._condition(condition, (*path, *at))
        for at, phrase in entries(value):
            address = Due.parse(phrase).address
            target, problems = self._reached(str(address), (*path, *at))
            yield from problems
            if target and target.answer != "date" and not target.step:
                yield self._say(
                    "not-a-date",
                    (*path, *at),
                    f"'{address}' is not a date",
                    "the address of a date, a step, or a message's `sent`",
                )

    # --- conditions

    def _condition(self, condition: Condition | None, path: Path, table: Item | None = None) -> Iterator[Problem]:
        for at, where, values in conditions(condition):
            column = f"{self.sheet.id}.{table.home}.{where}" if table and "." not in where else ""
            if column and Address.parse(column) in self.directory.targets:
                where = column
            target, problems = self._reached(where, (*path, *at))
            yield from ([replace_place(problem, self.draft, (*path, *at)) for problem in problems])
            if target:
                yield from self._values(target, values, (*path, *at))

    def _values(self, target: Target, values: Sequence[str], path: Path) -> Iterator[Problem]:
        known = self._possible(target)
        place = self.guide.place and str(target.address) == self.guide.place
        for number, value in enumerate(values):
            if value not in known:
                near = nearest(value, known)
                hint = f"; did you mean '{near}'?" if near else ""
                rule = "unknown-place" if place else "no-such-option"
                word = "a place of this guide" if place else f"an answer to '{target.address}'"
                yield self._say(
                    rule,
                    (*path, number),
                    f"'{value}' is not {word}{hint}",
                    f"one of {listed(known)}",
                    swap=(value, near),
                )

    def _possible(self, target: Target) -> list[str]:
        if target.answer in ("one", "some"):
            return [*self.directory.options(target.question), "answered", "empty"]
        if target.answer == "tick" or (target.step and not target.answer):
            return ["ticked", "empty"]
        return ["answered", "empty", *(["ticked"] if target.step else [])]

    # --- telling

    def _say(
        self,
        rule: str,
        path: Path,
        message: str,
        expected: str,
        *,
        key: bool = False,
        swap: tuple[str, str] = ("", ""),
        within: tuple[int, int] | None = None,
    ) -> Problem:
        draft = self.draft
        mend = (draft.mend(path, *swap) or draft.mend(path, *swap, key=True)) if all(swap) else None
        return draft.problem(rule, path, message, expected, key=key, mend=mend, within=within)


def replace_place(problem: Problem, draft: Draft, path: Path) -> Problem:
    """A condition's address is a field's name: point at that, not at its value."""
    node = draft.key(path)
    place = draft.place(node)
    return replace(problem, place=place, line=draft.line(place.line))


# --- circles ---------------------------------------------------------------------------------------


OWN_ANSWER = ("text", "say", "tell")
"""Where an item's blank may be its own answer."""


class _Edge(NamedTuple):
    to: tuple[str, str]
    sheet: Sheet
    path: Path


def _edges(library: Library, directory: Directory) -> dict[tuple[str, str], list[_Edge]]:
    """What each item needs from others before it is known."""
    graph: dict[tuple[str, str], list[_Edge]] = {}
    for sheet in library.sheets.values():
        for number, item in enumerate(sheet.checklist.items):
            here = (sheet.id, item.home)
            path: Path = ("items", sheet.places[number])
            for at, address in _needs(item):
                target = directory.find(address, sheet.id)
                if isinstance(target, Target) and not (target.key == here and at[0] in OWN_ANSWER):
                    graph.setdefault(here, []).append(_Edge(target.key, sheet, (*path, *at)))
    return graph


def _needs(item: Item) -> Iterator[tuple[Path, Address]]:
    for name in ("text", "say", "tell"):
        for at, line in entries(getattr(item, name)):
            yield from (((name, *at), blank.address) for blank in blanks(line) if not blank.local)
    for at, where, _ in conditions(item.if_):
        yield ("if", *at), Address.parse(where)
    for at, phrase in entries(item.due):
        yield ("due", *at), Due.parse(phrase).address


def _circles(library: Library, directory: Directory) -> Iterator[Problem]:
    graph = _edges(library, directory)
    done: set[tuple[str, str]] = set()
    for start in graph:
        if start not in done:
            yield from _circles_from(start, graph, done)


def _circles_from(
    start: tuple[str, str], graph: dict[tuple[str, str], list[_Edge]], done: set[tuple[str, str]]
) -> Iterator[Problem]:
    trail: list[tuple[str, str]] = [start]
    stack = [iter(graph.get(start, ()))]
    while stack:
        edge = next(stack[-1], None)
        if edge is None:
            stack.pop()
            done.add(trail.pop())
        elif edge.to in trail:
            way = [*trail[trail.index(edge.to) :], edge.to]
            round_ = " → ".join(f"{sheet}.{item}" for sheet, item in way)
            yield edge.sheet.draft().problem(
                "circle",
                edge.path,
                f"this goes round in a circle: {round_}",
                "an answer that does not wait for this one",
            )
        elif edge.to not in done:
            trail.append(edge.to)
            stack.append(iter(graph.get(edge.to, ())))


# --- the guide itself ------------------------------------------------------------------------------


def _guide_problems(library: Library, directory: Directory) -> Iterator[Problem]:
    guide, source = library.guide, library.guide_source
    draft = _Later(source)
    known = [sheet.id for sheet in library.sheets.values() if sheet.stage] + sorted(library.broken)
    for number, way in enumerate(guide.ways):
        for name, values in (("moment", guide.moments), ("situation", guide.situations)):
            for place, value in enumerate(way.if_.get(name, [])):  # type: ignore[call-overload]
                if value not in values and value != "any":
                    yield draft.unknown(
                        f"no-such-{name}", ("ways", number, "if", name, place), value, list(values), f"`{name}s`"
                    )
        for place, value in enumerate(way.then):
            if value not in known:
                yield draft.unknown(
                    "no-such-checklist", ("ways", number, "then", place), value, known, "the checklists"
                )
    for stage, about in guide.stages.items():
        for place, value in enumerate(about.order):
            if value not in known:
                yield draft.unknown(
                    "no-such-checklist", ("stages", stage, "order", place), value, known, "the checklists"
                )
    yield from _places(library, directory, draft)


def _places(library: Library, directory: Directory, draft: _Later) -> Iterator[Problem]:
    guide = library.guide
    if guide.place is None:
        return
    target = directory.find(Address.parse(guide.place), "")
    if target is None:
        return
    if isinstance(target, Missing) or target.answer != "one":
        yield draft.problem(
            "no-such-address",
            ("place",),
            f"'{guide.place}' is not a question with options",
            "the address of an answer that is `one`",
        )
        return
    places = list(directory.options(target.question))
    for group, table in (("help", {name: panel.places for name, panel in guide.help.items()}), ("local", guide.local)):
        for name, texts in table.items():
            path: Path = (group, name, "places") if group == "help" else (group, name)
            for place in texts:
                if place not in places:
                    yield draft.unknown(
                        "unknown-place", (*path, place), place, places, f"the answers to '{guide.place}'"
                    )
            missing = [place for place in places if place not in texts]
            if missing:
                yield draft.problem(
                    "missing-place", path, f"{listed(missing)} is missing here", "a text for each place", key=True
                )


class _Later:
    """The places of a file, read again only when there is a problem."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._draft: Draft | None = None

    @property
    def draft(self) -> Draft:
        from guide.library import draft_of

        self._draft = self._draft or draft_of(self.source)
        return self._draft

    def problem(self, rule: str, path: Path, message: str, expected: str, *, key: bool = False) -> Problem:
        return self.draft.problem(rule, path, message, expected, key=key)

    def unknown(self, rule: str, path: Path, name: str, known: list[str], where: str) -> Problem:
        near = nearest(name, known)
        hint = f"; did you mean '{near}'?" if near else ""
        key = path[-1] == name
        mend = self.draft.mend(path, name, near, key=key) if near else None
        return self.draft.problem(
            rule, path, f"there is no '{name}' in {where}{hint}", f"one of {listed(known)}", key=key, mend=mend
        )


# --- together --------------------------------------------------------------------------------------


def check_links(library: Library) -> list[Problem]:
    """Every problem between files."""
    directory = Directory(library)
    problems: list[Problem] = []
    for sheet in library.sheets.values():
        problems += _Links(sheet, directory).problems()
    problems += _circles(library, directory)
    if library.whole:
        problems += _guide_problems(library, directory)
    return problems


def read_guide(root: FilePath, *, pages: Iterable[str] = ()) -> tuple[Library | None, list[Problem]]:
    """Read and check a whole guide: all problems of all files, in order of place.

    A mend is shown only where the file, checked again with it, is better.
    """
    library, problems = read_library(root, pages=pages)
    if library is not None:
        problems += check_links(library)
    return library, sorted(
        _with_good_mends(library, problems),
        key=lambda problem: (problem.place.file, problem.place.line, problem.place.column),
    )


def _with_good_mends(library: Library | None, problems: list[Problem]) -> Iterator[Problem]:
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.place.file, []).append(problem)
    sheets = {sheet.source.file: sheet for sheet in library.sheets.values()} if library else {}
    directory = Directory(library) if library else None
    for file, found in by_file.items():
        sheet = sheets.get(file)
        if not sheet or not directory:
            yield from found
            continue
        again = _again(sheet, directory)
        yield from tried(found, sheet.source, again(sheet.source), again)


def _again(sheet: Sheet, directory: Directory) -> Callable[[Source], list[Problem]]:
    """A check of one checklist by itself and against the others as they are."""

    def check(source: Source) -> list[Problem]:
        checklist, problems, places, claimed = check_checklist(source)
        if checklist is None:
            return problems
        changed = replace(sheet, checklist=checklist, source=source, places=places, claimed=claimed)
        return [*problems, *_Links(changed, directory).problems()]

    return check
