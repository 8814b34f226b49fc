"""What one checklist takes from the others, and where it leads: addresses, conditions, dates, turns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from guide.directory import Directory, Target, branches, entries
from guide.library import Sheet
from guide.model import Blank, Checklist, Column, Due, Item, Message, Question, blanks
from guide.places import Place, Problem
from guide.problems import Path, listed
from guide.ties import Ties

START = {"line": {"line", "lines", "one", "some", "date"}, "lines": {"line", "lines", "one", "some"}}
"""Answers that may start another kind than their own."""
COUNTED = ("one", "some", "tick")


class Flows(Ties):
    """The ties of one checklist."""

    def __init__(self, sheet: Sheet, directory: Directory) -> None:
        super().__init__(directory, sheet.draft, home=sheet.id, scope=sheet.checklist.for_)
        self.sheet, self.checklist = sheet, sheet.checklist

    def problems(self) -> Iterator[Problem]:
        yield from self._top()
        for number, item in enumerate(self.checklist.items):
            yield from self._item(item, ("items", number))

    # --- the top

    def _top(self) -> Iterator[Problem]:
        sheet, guide = self.checklist, self.guide
        yield from self._whose()
        yield from self.names(sheet.moments, ("moments",), "moments", guide.moments)
        yield from self.names(sheet.situations, ("situations",), "situations", {**guide.situations, "any": ""})
        yield from self.names(sheet.sources, ("sources",), "sources", self.library.evidence)
        yield from self.names(sheet.awaits, ("awaits",), "experts", guide.experts)
        yield from self.names(sheet.next, ("next",), "checklists", self.directory.checklists)
        for number, name in enumerate(sheet.next):
            if name == self.home:
                yield self.say(
                    "leads-to-itself",
                    self.draft.at(("next", number)),
                    "this leads to the page it stands on",
                    "another checklist",
                )
        yield from self._message(sheet, ())
        for name, message in sheet.messages.items():
            yield from self._message(message, ("messages", name))

    def _whose(self) -> Iterator[Problem]:
        name = self.home
        if not self.sheet.stage and (name == "me") != (self.scope == "me"):
            right = "me" if name == "me" else "each"
            written = "for" in self.draft.given(())
            place = self.draft.at(("for",) if written else ())
            mend = self.draft.swapped(place, self.scope, right) if written else None
            yield self.draft.problem(
                "wrong-scope", place, f"'{name}.yml' is always 'for: {right}'", f"a line 'for: {right}'", mend=mend
            )

    def _message(self, message: Checklist | Message, path: Path) -> Iterator[Problem]:
        yield from self._lines(message.subject, (*path, "subject"))
        yield from self.names(message.avoid, (*path, "avoid"), "avoid", self.guide.avoid)
        yield from self.names(message.needs, (*path, "needs"), "needs", self.guide.needs)
        yield from self.condition(message.wait, (*path, "wait"))
        for at, condition in branches(message.length):
            yield from self.condition(condition, (*path, "length", *at))

    # --- one item

    def _item(self, item: Item, path: Path) -> Iterator[Problem]:
        yield from self._question(item, path)
        for number, column in enumerate(item.columns or ()):
            if isinstance(column, Column):
                yield from self._question(column, (*path, "columns", number), table=item)
        for name in ("text", "say", "tell"):
            yield from self._lines(getattr(item, name), (*path, name))
        yield from self._dues(item, (*path, "due"))
        yield from self._across(item, path)
        yield from self.leads(item, path)
        yield from self._turns(item, path)

    def _question(self, question: Question, path: Path, table: Item | None = None) -> Iterator[Problem]:
        yield from self.condition(question.if_, (*path, "if"), table)
        if isinstance(question.options, str):
            yield from self.names([question.options], (*path, "options"), "lists", self.guide.lists)
        elif question.options:
            for name, option in question.options.items():
                at: Path = (*path, "options", name)
                yield from self.condition(option.fits, (*at, "fits"), table)
                yield from self.leads(option, at)
        for number, where in enumerate(question.start_from or ()):
            yield from self._start_from(where, question, (*path, "start-from", number))

    def _turns(self, item: Item, path: Path) -> Iterator[Problem]:
        yield from self._go(item.go, (*path, "go"))
        for number, reply in enumerate(item.replies):
            at: Path = (*path, "replies", number)
            yield from self._lines(reply.say, (*at, "say"))
            yield from self.leads(reply, at)
            yield from self._go(reply.go, (*at, "go"))

    def _go(self, go: str | None, path: Path) -> Iterator[Problem]:
        if not go or go == "stop" or go in self.sheet.doubtful:
            return
        turns = [item.home for item in self.checklist.items if item.home and (item.say or item.ask)]
        if go not in turns:
            yield self.draft.unknown(
                "no-such-turn", self.draft.at(path), go, [*turns, "stop"], f"there is no turn '{go}' in this script"
            )

    # --- lines with blanks

    def _lines(self, value: Sequence[object] | None, path: Path) -> Iterator[Problem]:
        for at, condition in branches(value):
            yield from self.condition(condition, (*path, *at))
        for at, line in entries(value):
            for blank in blanks(line):
                yield from self._blank(blank, line, (*path, *at))

    def _blank(self, blank: Blank, line: str, path: Path) -> Iterator[Problem]:
        def place() -> Place:
            return self.draft.within(path, blank.start + 1, blank.end - 1)

        if blank.local:
            yield from self._local(blank, path)
            return
        target, problems = self.reached(blank.name, place)
        yield from problems
        if target:
            found = self._unsayable(target, place)
            yield from [found] if found else self._long_inside(target, blank, line, place)

    def _local(self, blank: Blank, path: Path) -> Iterator[Problem]:
        if blank.local not in self.guide.local and self.library.sure("local"):
            place = self.draft.within(path, blank.end - 1 - len(blank.local), blank.end - 1)
            message = f"there is no local word '{blank.local}'"
            yield self.draft.unknown("no-such-word", place, blank.local, list(self.guide.local), message)

    def _unsayable(self, target: Target, place: Callable[[], Place]) -> Problem | None:
        """Why an answer has no words for a sentence."""
        if target.never:
            return self.never_kept(target, place())
        if not target.answer and not target.step:
            return self.no_answer(target, place())
        if target.answer == "tick":
            return self.say(
                "nothing-to-say", place(), f"'{target.address}' is a tick, which has no words", "an answer in words"
            )
        if target.answer == "table" and not getattr(target.question, "sentence", None):
            columns = [
                column.id for column in getattr(target.question, "columns", None) or () if isinstance(column, Column)
            ]
            return self.say(
                "which-column",
                place(),
                f"'{target.address}' is a table, and nothing says how its rows read",
                f"one column, such as '{{{target.address}.{columns[0] if columns else 'column'}}}', or a 'sentence' in that table",
            )
        return None

    def _long_inside(self, target: Target, blank: Blank, line: str, place: Callable[[], Place]) -> Iterator[Problem]:
        """A long answer reads badly inside a sentence of ours."""
        before = line[: blank.start].rpartition("\n")[2].rstrip(" “\"'")
        after = line[blank.end :].partition("\n")[0].strip(" .”\"'")
        if target.answer == "lines" and (after or (before and not before.endswith(":"))):
            yield self.say(
                "long-answer-inside",
                place(),
                f"'{target.address}' may have several lines, and stands inside a sentence",
                "a long answer alone, or after a colon at the end of the text",
                serious=False,
            )

    # --- answers from elsewhere

    def _across(self, item: Item, path: Path) -> Iterator[Problem]:
        if item.use:
            yield from self._use(item.use, (*path, "use"))
        if item.each:
            yield from self._each(item, path)
        if item.count:
            yield from self._count(item.count, (*path, "count"))

    def _use(self, where: str, path: Path) -> Iterator[Problem]:
        target, problems = self.reached(where, lambda: self.draft.at(path))
        yield from problems
        if target and target.sheet == self.home:
            yield self.say(
                "use-of-own",
                self.draft.at(path),
                f"'{where}' is in this file already",
                "an answer of another checklist",
            )
        elif target and (target.column or not target.answer):
            what = "a column of a table" if target.column else "no question"
            yield self.say(
                "not-a-question",
                self.draft.at(path),
                f"'{where}' is {what}, so it cannot be shown here",
                "the address of an item with 'ask'",
            )

    def _start_from(self, where: str, question: Question, path: Path) -> Iterator[Problem]:
        target, problems = self.target(where, lambda: self.draft.at(path))
        yield from problems
        if target is None:
            return
        if target.never:
            yield self.never_kept(target, self.draft.at(path))
            return
        answer = str(getattr(question, "answer", None) or "")
        known = START.get(answer, {answer})
        given = target.answer or ("date" if target.step else "")
        if answer and given not in known:
            yield self.say(
                "not-alike",
                self.draft.at(path),
                f"'{where}' is {_kind(given)}, and that cannot start {_kind(answer)}",
                f"an answer that is {listed(sorted(known))}",
            )

    def _each(self, item: Item, path: Path) -> Iterator[Problem]:
        folder = self.guide.folder.id
        if item.each != folder and self.library.sure("folder"):
            place = self.draft.at((*path, "each"))
            message = f"readers have no '{item.each}' of which there are several"
            yield self.draft.unknown("no-such-folder", place, item.each or "", [folder], message)
        yield from self._for_me((*path, "each"))
        tables = set()
        for number, column in enumerate(item.columns or ()):
            if isinstance(column, str):
                at: Path = (*path, "columns", number)
                target, problems = self.target(column, lambda at=at: self.draft.at(at))  # type: ignore[misc]
                yield from problems
                if target:
                    tables |= {target.key} if target.column else set()
                    yield from self._of_each(target, at)
        if len(tables) > 1:
            yield self.say(
                "two-tables",
                self.draft.at_name((*path, "columns")),
                "these columns are from two tables",
                "columns of one table at most",
            )

    def _count(self, where: str, path: Path) -> Iterator[Problem]:
        yield from self._for_me(path)
        target, problems = self.target(where, lambda: self.draft.at(path))
        yield from problems
        if target:
            yield from self._of_each(target, path)
            if target.answer not in COUNTED:
                yield self.say(
                    "not-countable",
                    self.draft.at(path),
                    f"'{where}' is {_kind(target.answer)}, which cannot be counted",
                    f"an answer that is {listed(COUNTED)}",
                )

    def _for_me(self, path: Path) -> Iterator[Problem]:
        if self.scope != "me":
            yield self.say(
                "not-for-me",
                self.draft.at_name(path),
                f"'{path[-1]}' looks at all {self.guide.folder.many}, and this checklist belongs to one",
                "'for: me' at the top of the file",
            )

    def _of_each(self, target: Target, path: Path) -> Iterator[Problem]:
        if target.never:
            yield self.never_kept(target, self.draft.at(path))
        elif target.scope == "me":
            one = self.guide.folder.one
            yield self.say(
                "not-of-each",
                self.draft.at(path),
                f"'{target.address}' is about the reader, not about one {one}",
                f"an answer that there is for each {one}",
            )

    # --- dates

    def _dues(self, item: Item, path: Path) -> Iterator[Problem]:
        for at, condition in branches(item.due):
            yield from self.condition(condition, (*path, *at))
        for at, phrase in entries(item.due):
            yield from self._due(phrase, str(Due.parse(phrase).address), (*path, *at))

    def _due(self, phrase: str, address: str, path: Path) -> Iterator[Problem]:
        start = phrase.rindex(address)

        def place() -> Place:
            return self.draft.within(path, start, start + len(address))

        target, problems = self.reached(address, place)
        yield from problems
        if target and target.answer != "date" and not target.step:
            yield self.say(
                "not-a-date",
                place(),
                f"'{address}' is {_kind(target.answer)}, not a day",
                "the address of a date or of a step",
            )


def _kind(answer: str) -> str:
    """An answer type in a sentence."""
    return f"'answer: {answer}'" if answer else "no question"
