"""What a checklist must hold beyond its single fields: what goes with what, and ids used once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guide.faults import missing, names
from guide.model import Branch, Checklist, Column, Item, Question, Reply, blanks
from guide.places import Place, Problem
from guide.problems import Draft, Path, given, listed
from guide.source import List

WORKS = ("ask", "tell", "show", "use", "each", "count", "text", "do", "say", "hear", "open")
"""An item does at least one of these."""

NEEDS = {
    "answer": ("ask",), "due": ("do",), "sends": ("do",), "hint": ("ask", "use", "each", "count", "do"),
    "example": ("ask",), "gap": ("ask", "do"), "options": ("ask",), "ends": ("ask",), "room": ("ask",),
    "must": ("text",), "choose": ("text",), "starts": ("text",), "joins": ("text",), "in": ("text",),
    "replies": ("say",), "hear": ("any-time",), "any-time": ("hear",), "go": ("any-time", "say"), "sentence": ("columns",),
    "rows": ("columns", "each"), "columns": ("answer", "each"), "each": ("columns",), "start-from": ("ask",),
    "at-most": ("ask",), "name": ("ask",),
}  # fmt: skip
"""Fields that mean something only beside another."""

ALLOWED = {
    "options": ("one", "some"), "columns": ("table",), "rows": ("table",), "sentence": ("table",),
    "at-most": ("some", "table"), "room": ("line", "lines"), "ends": ("scale",), "example": ("line", "lines", "table"),
    "name": ("line", "lines"),
}  # fmt: skip
"""Fields that go with some answers only."""
NEEDED = {"one": "options", "some": "options", "table": "columns"}
"""Answers that do not go without a field."""

BESIDE_USE = frozenset(["use", "depth", "if", "private", "hint", "tell", "show", "open"])
"""What an item may say of an answer whose home is elsewhere."""
OF_A_MESSAGE = ("subject", "length", "avoid", "needs", "wait", "send", "messages")
NEEDED_AT_TOP = ("summary", "when", "minutes")


@dataclass(frozen=True)
class Ruling:
    """One checklist under its author's eyes."""

    checklist: Checklist
    draft: Draft
    unsure: frozenset[str]
    """Fields at the top, and fields of some item, that could not be read: nothing follows from their absence."""
    doubtful: frozenset[str]
    """Items of which something could not be read."""

    def problems(self) -> Iterator[Problem]:
        yield from self._top()
        if "messages" not in self.unsure:
            yield from self._messages()
        items = self.draft.node(("items",))
        nodes = items.items if isinstance(items, List) else []
        for number, (item, node) in enumerate(zip(self.checklist.items, nodes, strict=False)):
            yield from _Ruled(self, item, ("items", number), given(node)).problems()
        yield from self._ids()

    # --- the top

    def _top(self) -> Iterator[Problem]:
        sheet, written = self.checklist, self.draft.given(())
        if "kind" not in self.unsure:
            if sheet.kind != "facts":
                yield from (missing((name,), self.draft) for name in NEEDED_AT_TOP if name not in written)
            yield from self._of_its_kind()
        if not sheet.items and "items" not in self.unsure:
            yield self.draft.problem(
                "no-items",
                self.draft.at_name(("items",)),
                "this checklist has no items",
                "a question, a step or a sentence",
            )

    def _of_its_kind(self) -> Iterator[Problem]:
        items = self.checklist.items
        if not items:
            return
        if self.checklist.kind == "note" and self._sure("text") and not any(item.text for item in items):
            message, wanted = "no item of this note has 'text'", "an item with 'text': the words of the message"
            yield self.draft.problem("no-text", self.draft.at(("kind",)), message, wanted)
        if self.checklist.kind == "script" and self._sure("say") and not any(item.say for item in items):
            message, wanted = "no item of this script has 'say'", "an item with 'say': what the reader says"
            yield self.draft.problem("no-say", self.draft.at(("kind",)), message, wanted)

    def _sure(self, *fields: str) -> bool:
        """Whether all items, and these fields of theirs, are there to be seen."""
        return self.unsure.isdisjoint(["items", *fields])

    def _messages(self) -> Iterator[Problem]:
        sheet, written = self.checklist, self.draft.given(())
        parts = [item for item in sheet.items if item.text]
        for name in OF_A_MESSAGE:
            if name in written and not parts and self._sure("text"):
                yield self.lonely((name,), ("text",), "items with ")
            elif name in written and sheet.messages and name != "messages":
                yield self.draft.problem(
                    "said-twice",
                    self.draft.at_name((name,)),
                    f"'{name}' stands beside 'messages', so it is not clear which message it is for",
                    f"'{name}' under the name of each message",
                )
        named = {name for item in parts for name in item.in_ or ()}
        if not parts or not self._sure("text", "in") or named - sheet.messages.keys():
            return
        for name in sheet.messages:
            if not any(item.in_ is None or name in item.in_ for item in parts):
                yield self.draft.problem(
                    "message-without-parts",
                    self.draft.at_name(("messages", name)),
                    f"no item belongs to the message '{name}'",
                    f"an item with 'text', and with '{name}' in its 'in'",
                )

    def lonely(self, path: Path, partners: tuple[str, ...], which: str = "") -> Problem:
        """A field without any of those that it belongs to."""
        wanted = which + listed(partners)
        return self.draft.problem(
            "needs-a-partner",
            self.draft.at_name(path),
            f"'{path[-1]}' means nothing here without {wanted}",
            f"{wanted} beside it, or no '{path[-1]}'" if not which else f"{wanted}, or no '{path[-1]}'",
        )

    # --- ids, each once

    def _ids(self) -> Iterator[Problem]:
        seen: dict[str, Path] = {name: ("messages", name) for name in self.checklist.messages}
        for number, item in enumerate(self.checklist.items):
            path: Path = ("items", number)
            yield from self._once(item, path, seen, "file")
            for place, reply in enumerate(item.replies):
                yield from self._once(reply, (*path, "replies", place), seen, "file")
            columns: dict[str, Path] = {}
            for place, column in enumerate(item.columns or ()):
                if isinstance(column, Column):
                    yield from self._once(column, (*path, "columns", place), columns, "table")

    def _once(self, named: Item | Reply | Column, path: Path, seen: dict[str, Path], where: str) -> Iterator[Problem]:
        if named.id:
            yield from self._first(named.id, (*path, "id"), seen, where)
        for number, old in enumerate(named.was):
            yield from self._first(old, (*path, "was", number), seen, where)

    def _first(self, name: str, path: Path, seen: dict[str, Path], where: str) -> Iterator[Problem]:
        if seen.setdefault(name, path) is path:
            return
        before = seen[name]
        first = self.draft.at_name(before) if before[0] == "messages" else self.draft.at(before)
        yield self.draft.problem(
            "id-twice",
            self.draft.at(path),
            f"the id '{name}' is used twice in this {where}; first in line {first.line}",
            "an id of its own",
            also=(first,),
        )


@dataclass(frozen=True)
class _Ruled:
    """One item of it."""

    around: Ruling
    item: Item
    path: Path
    written: frozenset[str]
    """The fields its author gave it."""

    @property
    def draft(self) -> Draft:
        return self.around.draft

    def problems(self) -> Iterator[Problem]:
        if "use" in self.written:
            yield from self._of_use()
            return
        if self.written.isdisjoint(WORKS):
            yield self._problem(
                "does-nothing",
                self.draft.at(self.path),
                "this item asks, says and does nothing",
                f"a field such as {listed(WORKS[:4])}",
            )
        elif "id" not in self.written:
            yield missing((*self.path, "id"), self.draft)
        yield from self._partners()
        yield from self._answers()
        yield from self._columns()
        yield from self._turns()
        if self.item.text:
            yield from self._part()
        yield from self._brackets()

    def _problem(self, rule: str, place: Place, message: str, expected: str, *, serious: bool = True) -> Problem:
        return self.draft.problem(rule, place, message, expected, serious=serious)

    def _of_use(self) -> Iterator[Problem]:
        more = [name for name in names(Item) if name in self.written - BESIDE_USE]
        if more:
            yield self._problem(
                "said-twice",
                self.draft.at_name((*self.path, more[0])),
                f"'use' brings the whole question from its home, so there is no place for {listed(more, 'and')} beside it",
                "'use' alone, or a question of this checklist's own",
            )

    def _partners(self) -> Iterator[Problem]:
        for name in self.written & NEEDS.keys():
            if self.written.isdisjoint(NEEDS[name]):
                yield self.around.lonely((*self.path, name), NEEDS[name])

    # --- answers

    def _answers(self) -> Iterator[Problem]:
        written = self.written
        if "ask" in written and not written & {"answer", "each", "count"}:
            yield missing((*self.path, "answer"), self.draft, "; a question says what kind of answer it takes")
        if self.item.home in self.around.doubtful:
            return
        if self.item.answer:
            yield from self._fitting(self.item, self.item.answer, self.path, written)
        for number, column in enumerate(self.item.columns or ()):
            if isinstance(column, Column):
                path: Path = (*self.path, "columns", number)
                yield from self._fitting(column, column.answer, path, self.draft.given(path))

    def _fitting(self, question: Question, answer: str, path: Path, written: frozenset[str]) -> Iterator[Problem]:
        """What stands beside an answer goes with it, and what it needs is there."""
        free = {"columns", "rows"} if "each" in written else set()
        for name in ALLOWED.keys() & written - free:
            if answer not in ALLOWED[name]:
                yield self._problem(
                    "not-with-this-answer",
                    self.draft.at_name((*path, name)),
                    f"'{name}' does not go with 'answer: {answer}'",
                    f"{listed(f'answer: {kind}' for kind in ALLOWED[name])}, or no '{name}'",
                )
        needed = NEEDED.get(answer)
        if needed and needed not in written:
            yield missing((*path, needed), self.draft, f"; 'answer: {answer}' needs it")
        if isinstance(question, Item) and isinstance(question.rows, int) and question.rows > (question.at_most or 99):
            yield self._problem(
                "rows-over-limit",
                self.draft.at((*path, "rows")),
                f"{question.rows} rows are drawn, and 'at-most' allows {question.at_most}",
                f"{question.at_most} rows at most, or a larger 'at-most'",
            )

    def _columns(self) -> Iterator[Problem]:
        each = "each" in self.written
        written_out = [isinstance(column, Column) for column in self.item.columns or ()]
        for number, is_written in enumerate(written_out):
            if is_written == each:
                yield self._column(self.draft.at((*self.path, "columns", number)), each=each)
        if self.item.sentence and all(written_out) and self.item.home not in self.around.doubtful:
            yield from self._sentence(self.item.sentence)

    def _column(self, place: Place, *, each: bool) -> Problem:
        if each:
            message, wanted = "the columns of 'each' are answers that there are already", "an address such as 'me.name'"
            return self._problem("column-written-out", place, message, wanted)
        message, wanted = (
            "a column that only names an answer goes with 'each'",
            "a column with 'id', 'ask' and 'answer'",
        )
        return self._problem("column-address", place, message, wanted)

    def _sentence(self, sentence: str) -> Iterator[Problem]:
        known = [column.id for column in self.item.columns or () if isinstance(column, Column)]
        for blank in blanks(sentence):
            if not blank.local and blank.name not in known:
                place = self.draft.within((*self.path, "sentence"), blank.start + 1, blank.end - 1)
                yield self.draft.unknown(
                    "no-such-column", place, blank.name, known, f"'{{{blank.name}}}' is not a column of this table"
                )

    # --- turns and messages

    def _turns(self) -> Iterator[Problem]:
        for number, name in enumerate(self.item.in_ or ()):
            if "messages" not in self.around.unsure and name not in self.around.checklist.messages:
                yield self._no_message(name, (*self.path, "in", number), list(self.around.checklist.messages))
        if self.item.sends and self.around.unsure.isdisjoint(["messages", "items", "text"]):
            own = self.around.checklist.own_messages()
            if self.item.sends not in own:
                yield self._no_message(self.item.sends, (*self.path, "sends"), list(own))

    def _no_message(self, name: str, path: Path, known: list[str]) -> Problem:
        return self.draft.unknown(
            "no-such-message", self.draft.at(path), name, known, f"this checklist has no message '{name}'"
        )

    def _part(self) -> Iterator[Problem]:
        item = self.item
        lines = [line for _, line in lines_of(item.text)]
        if (
            item.choose
            and len(lines) == 1
            and not any(blank.address.column for blank in blanks(lines[0]) if not blank.local)
        ):
            yield self._problem(
                "one-candidate",
                self.draft.at_name((*self.path, "choose")),
                "there is only one line, so there is nothing to choose",
                "several lines under 'text', or no 'choose'",
                serious=False,
            )

    def _brackets(self) -> Iterator[Problem]:
        for name in ("text", "say", "tell"):
            for where, line in lines_of(getattr(self.item, name)):
                path: Path = (*self.path, name, *where)
                for at in stray_brackets(line):
                    yield self._problem(
                        "stray-bracket",
                        self.draft.within(path, at, at + 1),
                        "a square bracket stands here without its partner",
                        "'[' before and ']' after what goes with an empty blank",
                        serious=False,
                    )


def lines_of(value: Sequence[str | Branch] | None) -> Iterator[tuple[Path, str]]:
    """Every line of a field that follows the choosing rule, and where it stands in the field."""
    for number, entry in enumerate(value or ()):
        if isinstance(entry, Branch):
            yield from (((number, "then", place), line) for place, line in enumerate(entry.then))
        else:
            yield (number,), entry


def stray_brackets(text: str) -> Iterator[int]:
    """Where a square bracket has no partner, in a text with blanks: there it would go with an empty one."""
    if "{" not in text:
        return
    open_: list[int] = []
    for found in re.finditer(r"[\[\]]", text):
        if found[0] == "[":
            open_.append(found.start())
        elif open_:
            open_.pop()
        else:
            yield found.start()
    yield from open_
