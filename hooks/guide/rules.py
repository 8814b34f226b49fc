"""What a checklist must hold beyond its single fields: what goes with what, and ids used once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guide.model import Checklist, Column, Item, Question, Reply, blanks
from guide.places import Problem
from guide.problems import Draft, Path, listed, nearest

WORKS = ("ask", "tell", "show", "use", "each", "count", "text", "do", "say", "hear")
"""An item does at least one of these."""


@dataclass(frozen=True)
class Ruling:
    """One checklist under its author's eyes; `places` says where each item stands in the file."""

    checklist: Checklist
    draft: Draft
    places: Sequence[int]

    def problems(self) -> Iterator[Problem]:
        yield from self._head()
        for number, item in enumerate(self.checklist.items):
            path: Path = ("items", self.places[number])
            yield from self._item(item, path)
        yield from self._ids()

    # --- the top

    def _head(self) -> Iterator[Problem]:
        sheet = self.checklist
        items = sheet.items
        if sheet.kind != "facts":
            for name in ("summary", "when", "minutes"):
                if getattr(sheet, name) is None and name not in self._given(()):
                    yield self._missing((), name, "a checklist")
        if not items and self._all_read():
            yield self.draft.problem(
                "no-items", ("items",), "this checklist has no items", "at least one question, step or part", key=True
            )
        if sheet.kind == "note" and not any(item.text for item in items):
            yield self.draft.problem(
                "no-text", ("kind",), "a note needs an item with `text`", "the words of the message"
            )
        if sheet.kind == "script" and not any(item.say for item in items):
            yield self.draft.problem("no-say", ("kind",), "a script needs an item with `say`", "what the reader says")
        letters = any(item.text for item in items)
        for name in ("length", "avoid", "send", "messages"):
            if getattr(sheet, name) and not letters:
                yield self._lonely((name,), name, "items with `text`")
            elif getattr(sheet, name) and sheet.messages and name != "messages":
                yield self.draft.problem(
                    "said-twice",
                    (name,),
                    f"`{name}` stands beside `messages`",
                    f"`{name}` inside each message",
                    key=True,
                )

    def _given(self, path: Path) -> set[str]:
        from guide.source import Fields

        node = self.draft.node(path)
        return set(node.fields) if isinstance(node, Fields) else set()

    # --- one item

    def _item(self, item: Item, path: Path) -> Iterator[Problem]:
        given = self._given(path)
        if not given & set(WORKS):
            yield self.draft.problem(
                "does-nothing", path, "this item asks, says and does nothing", f"one of {listed(WORKS)}"
            )
        if item.id is None and item.use is None:
            yield self._missing(path, "id", "an item")
        yield from self._pairs(given, path)
        if item.ask and not item.answer and not given & {"each", "count"}:
            yield self._missing(path, "answer", "an item with `ask`")
        if item.answer:
            yield from self._answer(item, item.answer, path)
        for number, column in enumerate(item.columns or []):
            if isinstance(column, Column):
                yield from self._cell(column, (*path, "columns", number), given)
            elif "each" not in given:
                yield self.draft.problem(
                    "column-address",
                    (*path, "columns", number),
                    "a column that is an address goes with `each`",
                    "a column with `id`, `ask` and `answer`",
                )
        if item.sentence and item.columns:
            yield from self._sentence(item, path)
        for number, known in enumerate(item.in_ or []):
            if known not in self.checklist.messages:
                yield self._unknown_message(known, (*path, "in", number))
        if item.sends and item.sends not in self.checklist.own_messages() and self._all_read():
            yield self._unknown_message(item.sends, (*path, "sends"))
        if item.any_time and not item.hear:
            yield self._missing(path, "hear", "a turn with `any-time`")

    NEEDS = {
        "answer": ("ask",), "due": ("do",), "hint": ("ask", "use", "each", "do"), "example": ("ask",),
        "must": ("text",), "choose": ("text",), "starts": ("text",), "joins": ("text",), "in": ("text",), "sends": ("do",),
        "replies": ("say",), "hear": ("any-time",), "go": ("any-time", "say"), "sentence": ("columns",),
        "rows": ("columns", "each"), "columns": ("answer", "each"), "each": ("columns",), "start-from": ("ask",),
    }  # fmt: skip
    """Fields that mean something only beside another."""

    def _pairs(self, given: set[str], path: Path) -> Iterator[Problem]:
        for name, partners in self.NEEDS.items():
            if name in given and not given & set(partners):
                yield self._lonely((*path, name), name, listed(partners))
        if "use" in given and "ask" in given:
            yield self.draft.problem(
                "said-twice", (*path, "ask"), "`use` already brings its own question", "`use` or `ask`", key=True
            )

    ALLOWED = {
        "options": ("one", "some"), "columns": ("table",), "rows": ("table",), "sentence": ("table",),
        "at-most": ("some", "table"), "room": ("line", "lines"), "ends": ("scale",), "example": ("line", "lines", "table"),
    }  # fmt: skip
    """Fields that go with some answers only."""

    def _answer(self, question: Question, answer: str, path: Path) -> Iterator[Problem]:
        given = self._given(path)
        for name, answers in self.ALLOWED.items():
            if name in given and answer not in answers and not (name in ("columns", "rows") and "each" in given):
                yield self.draft.problem(
                    "not-with-this-answer",
                    (*path, name),
                    f"`{name}` does not go with `answer: {answer}`",
                    f"`answer:` {listed(answers)}",
                    key=True,
                )
        needs = {"one": "options", "some": "options", "table": "columns"}.get(answer)
        if needs and needs not in given:
            yield self._missing(path, needs, f"`answer: {answer}`")

    def _cell(self, column: Column, path: Path, given: set[str]) -> Iterator[Problem]:
        if "each" in given:
            yield self.draft.problem(
                "column-written-out", path, "the columns of `each` are addresses", "such as `interview.date`"
            )
        yield from self._answer(column, column.answer, path)

    def _sentence(self, item: Item, path: Path) -> Iterator[Problem]:
        known = [column.id for column in item.columns or [] if isinstance(column, Column)]
        for blank in blanks(item.sentence or ""):
            if not blank.local and blank.name not in known:
                near = nearest(blank.name, known)
                yield self.draft.problem(
                    "no-such-column",
                    (*path, "sentence"),
                    f"`{{{blank.name}}}` is not a column of this table"
                    + (f"; did you mean `{{{near}}}`?" if near else ""),
                    f"one of {listed(known)}",
                    within=(blank.start, blank.end),
                    mend=self.draft.mend((*path, "sentence"), f"{{{blank.name}}}", f"{{{near}}}") if near else None,
                )

    def _all_read(self) -> bool:
        """Whether no item was left out: only then is it known which messages there are."""
        items = self.draft.node(("items",))
        return len(self.places) == len(getattr(items, "items", ()))

    def _unknown_message(self, name: str, path: Path) -> Problem:
        known = list(self.checklist.own_messages())
        near = nearest(name, known)
        return self.draft.problem(
            "no-such-message",
            path,
            f"no message '{name}'" + (f"; did you mean '{near}'?" if near else ""),
            f"one of {listed(known)}" if known else "the names under `messages`",
            mend=self.draft.mend(path, name, near) if near else None,
        )

    def _lonely(self, path: Path, name: str, partner: str) -> Problem:
        return self.draft.problem(
            "needs-a-partner", path, f"`{name}` means nothing without {partner}", f"{partner} beside it", key=True
        )

    def _missing(self, path: Path, name: str, owner: str) -> Problem:
        from guide.problems import EXAMPLES, whole

        return self.draft.problem(
            "missing-field",
            path,
            f"'{name}' is missing from {whole(path, self.draft)}; {owner} needs it",
            f"a line such as `{EXAMPLES.get(name, name + ': …')}`",
        )

    # --- ids, each once

    def _ids(self) -> Iterator[Problem]:
        seen: dict[str, Path] = {}
        for name in self.checklist.messages:
            seen[name] = ("messages", name)
        for number, item in enumerate(self.checklist.items):
            path: Path = ("items", self.places[number])
            yield from self._once(item, path, seen)
            for place, reply in enumerate(item.replies):
                yield from self._once(reply, (*path, "replies", place), seen)
            columns: dict[str, Path] = {}
            for place, column in enumerate(item.columns or []):
                if isinstance(column, Column):
                    yield from self._once(column, (*path, "columns", place), columns)

    def _once(self, named: Item | Reply | Column, path: Path, seen: dict[str, Path]) -> Iterator[Problem]:
        for name, at in [(named.id, "id"), *((old, "was") for old in named.was)]:
            if name is None:
                continue
            here: Path = (*path, at)
            if name in seen:
                first = self.draft.place(self.draft.node(seen[name]))
                yield self.draft.problem(
                    "id-twice",
                    here,
                    f"the id '{name}' is used twice in this file; first on line {first.line}",
                    "an id of its own",
                    also=(seen[name],),
                )
            else:
                seen[name] = here
