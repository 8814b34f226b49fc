"""What a checklist's page carries for its scripts: the checklist itself, and every answer of others that it uses.

It reads as the YAML does, with two differences. Every address is whole, so that a script never asks where a bare
id is at home. And what only a reader of the page needs (hints, examples, room) stands in its HTML alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from markupsafe import Markup

from guide.directory import Directory
from guide.library import Sheet
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
    Shape,
    blanks,
)
from guide.notes import whole
from guide.words import Words

FORMAT = 1
"""Grows when a script that reads this could misread it."""
WORDS = (
    "and", "or", "weekdays", "months", "day", "day-of-year", "day-one", "day-many", "working-day-one",
    "working-day-many", "week-one", "week-many", "month-one", "month-many", "due-after", "due-before", "due-same-day",
    "any-time", "they-say", "you-say", "stop-here",
)  # fmt: skip
"""The words of ours that scripts say; and all whose key starts with `live-`."""
NOTEBOOK = "live-book-"
"""How the key of words begins that only the reader's notebook says."""
PACK = "live-pack-"
"""The same for the page with everything there is to print."""

Data = dict[str, Any]
Key = tuple[str, str]
"""Checklist and item."""
Need = Literal["read", "used", "part", "day"]
"""Why an answer of another checklist is named: for its value, to be shown as its own, to know whether it is in its
message, to know the day it is due."""

ON_PAGE = ("hint", "example", "room")
READ = ("ask", "do", "answer", "options", "columns", "rows", "each", "count", "sentence", "gap", "if", "was", "private")
FIELDS: Mapping[Need, Sequence[str]] = {
    "read": READ,
    "used": (*READ, "at-most", "ends", "start-from"),
    "part": ("text", "must", "choose", "starts"),
    "day": ("due",),
}

_local = re.compile(r"\{local\.([a-z0-9-]+)\}")
_unsafe = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def page_data(sheet: Sheet, directory: Directory, words: Words) -> Data:
    """All of it, as JSON has it."""
    guide = directory.library.guide
    targets = _Targets(sheet, directory)
    data: Data = {
        "format": FORMAT,
        "guide": guide.id,
        "title": guide.title,
        "language": guide.language,
        "folder": guide.folder.model_dump(),
        "place": guide.place,
        "sheet": targets.own,
        "targets": targets.found(),
    }
    homes = {sheet.id, *(target["sheet"] for target in data["targets"].values())}
    data["was"] = {old: now for old, now in _old_names(directory) if now.split(".")[0] in homes}
    data["local"] = {name: guide.local[name] for name in sorted(set(_local.findall(_json(data))))}
    messages = targets.own["messages"].values()
    for name, lists in (("avoid", guide.avoid), ("needs", guide.needs)):
        named = dict.fromkeys(each for message in messages for each in message.get(name, ()))
        data[name] = {each: _given(lists[each]) for each in named}
    data["depths"] = guide.depths.model_dump()
    data["words"] = {name: text for name, text in _said_by_scripts(words).items() if not name.startswith(NOTEBOOK)}
    return data


def guide_data(directory: Directory, words: Words) -> Data:
    """What the reader's notebook carries: how each answer of the guide was asked, in the guide's order."""
    library, entries = directory.library, _Entries(directory)
    guide = library.guide
    facts = library.facts()
    data: Data = {
        "format": FORMAT,
        "guide": guide.id,
        "language": guide.language,
        "folder": guide.folder.model_dump(),
        "place": guide.place,
        "stages": [
            {"title": "", "sheets": [sheet.id for sheet in facts]},
            *(
                {"title": stage.title, "sheets": [sheet.id for sheet in library.of_stage(name)]}
                for name, stage in guide.stages.items()
            ),
        ],
        "sheets": {sheet.id: entries.in_short(sheet) for sheet in [*facts, *library.in_order()]},
        "private": [str(where) for where in _private(directory)],
        "was": dict(_old_names(directory)),
    }
    data["lists"] = {name: _told(guide.lists[name]) for name in sorted(set(_named_lists(data["sheets"].values())))}
    data["local"] = {name: guide.local[name] for name in sorted(set(_local.findall(_json(data))))}
    data["words"] = _said_by_scripts(words)
    return data


def _said_by_scripts(words: Words) -> dict[str, str]:
    """All words of scripts, but for those of the page that holds no answers."""
    said = [name for name in words if name in WORDS or name.startswith("live-")]
    return {name: words[name] for name in said if not name.startswith(PACK)}


def _private(directory: Directory) -> Iterator[Address]:
    """Every answer that stays out of copies, whether its home says so or a page that shows it."""
    for sheet in directory.library.sheets.values():
        for item in sheet.checklist.items:
            if item.private and item.home:
                own = Address(sheet.id, item.home)
                yield directory.shown.get((sheet.id, item.home), own)


def _named_lists(sheets: Iterable[Data]) -> Iterator[str]:
    questions = [question for sheet in sheets for question in sheet["items"].values()]
    columns = [column for question in questions for column in question.get("columns", {}).values()]
    yield from (entry["options"] for entry in [*questions, *columns] if isinstance(entry.get("options"), str))


def _told(options: Mapping[str, Option]) -> dict[str, str]:
    return {name: option.words for name, option in options.items()}


def _old_names(directory: Directory) -> Iterator[tuple[str, str]]:
    """Each old name of a checklist, and each old address under the checklist's new name, with what it is now."""
    yield from sorted(directory.old_sheets.items())
    yield from ((".".join(filter(None, old)), str(now)) for old, now in sorted(directory.old.items()))


def shelf_data(sheets: Iterable[Sheet], directory: Directory, words: Words) -> Data:
    """What a page that leads to these checklists carries: what can be answered there, under the names of today."""
    return {
        "sheets": {sheet.id: _on_shelf(sheet.checklist, words) for sheet in sheets},
        "was": dict(_old_names(directory)),
        "words": {name: words[name] for name in words if name.startswith("live-way-")},
    }


def pack_words(words: Words) -> Data:
    """The words of scripts on the page with everything there is to print; no answers are shown there."""
    return {name: words[name] for name in words if name in ("months", "day-of-year") or name.startswith(PACK)}


def _on_shelf(checklist: Checklist, words: Words) -> Data:
    asked, others = asked_of(checklist)
    minutes = checklist.minutes
    return {
        "asked": asked,
        **({"others": others} if others else {}),
        **({"minutes": words.say("minutes-one" if minutes == 1 else "minutes", n=minutes)} if minutes else {}),
    }


def script_text(data: Data) -> Markup:
    """The same as the text of a script element: nothing in it can end that, or begin another."""
    text = _json(data)
    for sign, escaped in _unsafe.items():
        text = text.replace(sign, escaped)
    return Markup(text)  # noqa: S704  every sign that HTML knows is gone


def asked_of(checklist: Checklist) -> tuple[list[str], list[str]]:
    """What a reader can answer or do there, by id: what is asked in any case, and what only under a condition.

    What is never kept is not counted, nor what is at home elsewhere.
    """
    asked = [item for item in checklist.items if item.id and item.keep != "never" and _is_asked(item)]
    return [item.home for item in asked if not item.if_], [item.home for item in asked if item.if_]


def _is_asked(item: Item) -> bool:
    return bool(item.answer or item.do is not None) and not (item.each or item.count)


def sheets_behind(sheet: Sheet, directory: Directory) -> set[str]:
    """The other checklists that the data of a page is made from."""
    return {target["sheet"] for target in _Targets(sheet, directory).found().values()}


def _json(data: Data) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


class _Targets:
    """Every answer of another checklist that one checklist names, and what those wait for in turn."""

    def __init__(self, sheet: Sheet, directory: Directory) -> None:
        self.sheet, self.directory = sheet, directory
        self.entries = _Entries(directory)
        self.own = self.entries.sheet(sheet)

    def found(self) -> dict[str, Data]:
        needs: dict[Key, set[Need]] = {}
        left = list(self._first())
        while left:
            where, need = left.pop()
            key = Address.parse(where)[:2]
            known = needs.setdefault(key, set())
            if key[0] != self.sheet.id and need not in known:
                known.add(need)
                left += _named(self._target(key, {need}))
        return {".".join(key): self._target(key, needs[key]) for key in sorted(needs) if needs[key]}

    def _first(self) -> Iterator[tuple[str, Need]]:
        if self.directory.library.guide.place:
            yield self.directory.library.guide.place, "read"
        for entry in (*self.own["items"], *self.own["messages"].values()):
            yield from _named(entry)

    def _target(self, key: Key, needs: set[Need]) -> Data:
        sheet, item = self.directory.library.sheets[key[0]], self.directory.items[key]
        entry = self.entries.question(item, sheet.id)
        kept = {name for need in needs for name in FIELDS[need]}
        data = {name: entry[name] for name in entry if name in kept}
        if "columns" in data and not item.each:
            data["columns"] = {column["id"]: _less(column, "id", *_unread(needs)) for column in data["columns"]}
        if "options" in data and "used" not in needs:
            data["options"] = {name: _less(option, *_unread(needs)) for name, option in data["options"].items()}
        about: Data = {"sheet": sheet.id, "title": sheet.checklist.title, "for": sheet.checklist.for_}
        about |= {"step": True} if item.do is not None else {}
        return {**about, **data, **({"never": True} if item.keep == "never" else {})}


def _unread(needs: set[Need]) -> tuple[str, ...]:
    """What nobody asks of an answer that is only read."""
    return () if "used" in needs else ("start-from", "ends", "at-most", "fits", "tell", "open", "show", "depth")


def _less(entry: Data, *names: str) -> Data:
    return {name: value for name, value in entry.items() if name not in names}


class _Entries:
    """Checklists as data, each address whole."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory

    def sheet(self, sheet: Sheet) -> Data:
        checklist, home = sheet.checklist, sheet.id
        return {
            "id": home,
            "kind": checklist.kind,
            "title": checklist.title,
            "for": checklist.for_,
            "items": [self.question(item, home) for item in checklist.items],
            "messages": {name: self._message(message, home) for name, message in checklist.own_messages().items()},
        }

    def _message(self, message: Message, home: str) -> Data:
        lines = {"subject": message.subject, "length": message.length}
        data = {name: self._lines(value, home) for name, value in lines.items() if value}
        return {**_given(message), **data, **({"wait": self._condition(message.wait, home)} if message.wait else {})}

    def in_short(self, sheet: Sheet) -> Data:
        """A checklist, with no more of each question than its answer needs to be told."""
        checklist = sheet.checklist
        messages = {name: message.title or "" for name, message in checklist.own_messages().items()}
        return {
            "title": checklist.title,
            "for": checklist.for_,
            "items": {item.id: self._short_item(item) for item in checklist.items if item.id and _is_asked(item)},
            **({"messages": messages} if messages else {}),
        }

    def _short_item(self, item: Item) -> Data:
        rows = item.rows if isinstance(item.rows, dict) else None
        columns = {column.id: self._in_short(column) for column in item.columns or () if isinstance(column, Column)}
        short = {**self._in_short(item), "columns": columns, "rows": rows, "step": item.do is not None}
        return {name: value for name, value in {**short, "if": bool(item.if_), "keep": item.keep}.items() if value}

    def _in_short(self, question: Item | Column) -> Data:
        said = question.ask or (question.do if isinstance(question, Item) else "")
        options = question.options if isinstance(question.options, str) else _told(self.directory.options(question))
        short = {"ask": said, "answer": question.answer, "options": options, "name": question.name}
        ends = {"ends": question.ends.model_dump()} if question.ends else {}
        return {name: value for name, value in {**short, **ends}.items() if value}

    def question(self, question: Question, home: str, table: str = "") -> Data:
        """An item, or a column of the table that is given."""
        data = _given(question)
        if question.if_:
            data["if"] = self._condition(question.if_, home, table)
        options = self.directory.options(question)
        if options:
            data["options"] = {name: self._option(option, home, table) for name, option in options.items()}
        if question.start_from:
            data["start-from"] = [_within(where, home) for where in question.start_from]
        return {**data, **self._of_item(question, home)} if isinstance(question, Item) else data

    def _of_item(self, item: Item, home: str) -> Data:
        lines = {name: getattr(item, name) for name in ("text", "say", "tell")}
        data: Data = {name: self._lines(value, home) for name, value in lines.items() if value}
        if item.due:
            data["due"] = self._lines(item.due, home, _whole_due)
        if item.count:
            data["count"] = _within(item.count, home)
        if item.columns:
            data["columns"] = [self._column(column, home, item.home) for column in item.columns]
        if item.sentence:
            data["sentence"] = whole(item.sentence, home, item.home)
        if item.replies:
            data["replies"] = [
                {**_given(reply), **({"say": self._lines(reply.say, home)} if reply.say else {})}
                for reply in item.replies
            ]
        return data

    def _column(self, column: str | Column, home: str, table: str) -> Data | str:
        return _within(column, home) if isinstance(column, str) else self.question(column, home, table)

    def _option(self, option: Option, home: str, table: str) -> Data:
        return {**_given(option), **({"fits": self._condition(option.fits, home, table)} if option.fits else {})}

    def _condition(self, condition: Condition, home: str, table: str = "") -> list[Data]:
        """A bare id in a column is a column of the same row first."""

        def meant(where: str) -> str:
            column = Address(home, table, where)
            in_row = table and "." not in where and column in self.directory.targets
            return str(column) if in_row else _within(where, home)

        return [{meant(where): list(values) for where, values in group.items()} for group in condition]

    def _lines(self, entries: Sequence[object], home: str, line: Callable[[str, str], str] = whole) -> list[Any]:
        """The entries of a choosing rule, each `line` made whole."""
        return [self._entry(entry, home, line) for entry in entries]

    def _entry(self, entry: object, home: str, line: Callable[[str, str], str]) -> object:
        if not isinstance(entry, (Branch, DueBranch, LengthBranch)):
            return line(str(entry), home)
        then = entry.then if isinstance(entry.then, str) else [line(each, home) for each in entry.then]
        return {"if": self._condition(entry.if_, home), "then": then}


def _given(shape: Shape) -> Data:
    """What an author wrote, as they named it, less what only the page shows."""
    data = shape.model_dump(by_alias=True, exclude_defaults=True)
    return {name: value for name, value in data.items() if name not in ON_PAGE}


def _within(where: str, home: str) -> str:
    return str(Address.parse(where).within(home))


def _whole_due(phrase: str, home: str) -> str:
    where = str(Due.parse(phrase).address)
    return f"{phrase.removesuffix(where)}{_within(where, home)}"


# --- which answers an entry names -------------------------------------------------------------------


def _named(entry: Data) -> Iterator[tuple[str, Need]]:
    """Each answer that an item or message names, and why."""
    if "use" in entry:
        yield entry["use"], "used"
    yield from ((where, "read") for where in (*entry.get("start-from", ()), *filter(None, [entry.get("count")])))
    yield from _waited_for(entry.get("if"))
    yield from _waited_for(entry.get("wait"))
    for option in (entry.get("options") or {}).values():
        yield from _waited_for(option.get("fits"))
    for column in _columns(entry):
        if isinstance(column, str):
            yield column, "read"
        else:
            yield from _named(column)
    for name in ("subject", "text", "say", "tell", "length"):
        yield from ((blank.name, "read") for line in _said(entry, name) for blank in blanks(line) if not blank.local)
    for where in (str(Due.parse(phrase).address) for phrase in _said(entry, "due")):
        yield where, "day"
        yield where, "read"
    for name in ("subject", "text", "say", "tell", "length", "due"):
        yield from (found for branch in _branches(entry, name) for found in _waited_for(branch["if"]))
    for reply in entry.get("replies", ()):
        yield from _named(_less(reply, "tell"))


def _columns(entry: Data) -> Iterable[Any]:
    columns = entry.get("columns", ())
    return columns.values() if isinstance(columns, dict) else columns


def _waited_for(condition: list[Data] | None) -> Iterator[tuple[str, Need]]:
    for group in condition or ():
        for where, values in group.items():
            yield where, "read"
            if {"answered", "empty"}.intersection(values):
                yield where, "part"


def _branches(entry: Data, name: str) -> list[Data]:
    return [line for line in entry.get(name, ()) if isinstance(line, dict)]


def _said(entry: Data, name: str) -> Iterator[str]:
    """Every line of a field that follows the choosing rule."""
    for line in entry.get(name, ()):
        then = line["then"] if isinstance(line, dict) else line
        yield from [then] if isinstance(then, str) else then
