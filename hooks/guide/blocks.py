"""One checklist on its way to a page: its items as blocks, its messages as letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from guide.dates import due_words, full_day_words
from guide.library import Sheet
from guide.links import Target, entries
from guide.model import (
    Address,
    Branch,
    Column,
    Due,
    Item,
    LengthBranch,
    Message,
    Option,
    Question,
    Reply,
    blanks,
    conditions,
    optional_pieces,
)
from guide.notes import Pieces, Reading, gap_of
from guide.prose import Prose, for_some, prose, together
from guide.surroundings import ALSO, Surroundings
from guide.views import (
    Block,
    Cell,
    Choice,
    GroupSheet,
    Hearing,
    Letter,
    Line,
    Link,
    Paragraph,
    Row,
    SheetPage,
    Variant,
)

ROWS = 3
"""Rows a table first shows where its author names no number."""


class SheetView:
    """One checklist on its way to a page."""

    def __init__(self, press: Surroundings, sheet: Sheet) -> None:
        self.press, self.sheet, self.words = press, sheet, press.words
        self.directory = press.directory
        self.reading = Reading(sheet, press.directory, {}, press.words)
        self.numbers = self._numbered()
        self.anchored = {item.home for item in sheet.checklist.items if _stands(item) or item.any_time}
        self.used: set[str] = set()

    def _numbered(self) -> dict[str, int]:
        """The number of each item that asks, says or is a step, counted straight through."""
        counted = [item for item in self.sheet.checklist.items if _counts(item)]
        return {item.home: number for number, item in enumerate(counted, 1)}

    def page(self) -> SheetPage:
        checklist, press, here = self.sheet.checklist, self.press, self.sheet.id
        before, after = press.neighbours.get(here, (None, None))
        return SheetPage(
            id=here,
            kind=checklist.kind,
            title=press.local(checklist.title),
            summary=prose(press.local(checklist.summary)) if checklist.summary else "",
            when=press.local(checklist.when or ""),
            minutes=checklist.minutes,
            stage=press.mark(self.sheet.stage, here) if self.sheet.stage else None,
            items=[self.block(item) for item in checklist.items if not item.any_time and _stands(item)],
            any_time=[self.hearing(item) for item in checklist.items if item.any_time],
            letters=[self.letter(name, message) for name, message in checklist.own_messages().items()],
            next=[press.link(name, here) for name in checklist.next],
            previous=press.link(before.id, here) if before else None,
            following=press.link(after.id, here) if after else None,
            sources=[press.source(name, here) for name in checklist.sources],
            group=self.group(),
            reviewed=full_day_words(checklist.reviewed, self.words) if checklist.reviewed else "",
            awaits=press.awaited(checklist.awaits),
            card=checklist.paper == "card",
            files=press.sheet_files(here, here),
            pack=press.pack_url(here, here),
        )

    def group(self) -> GroupSheet | None:
        group = self.sheet.checklist.with_a_group
        if group is None:
            return None
        local = self.press.local
        return GroupSheet(
            minutes=group.minutes,
            say=prose(local(group.say)) if group.say else "",
            ask=[prose(local(line)) for line in group.ask],
            care=prose(local(group.care)) if group.care else "",
        )

    # --- blocks

    def block(self, item: Item) -> Block:
        home, name = self.reading.target(item.use).key if item.use else (self.sheet.id, item.home)
        question = self.directory.items[home, name]
        answer = "table" if question.each else "count" if question.count else question.answer or ""
        ask = question.ask or ""
        kind = "turn" if item.say else "step" if item.do else "question" if ask and answer else "tell"
        return Block(
            id=item.home,
            kind=kind,
            number=self.numbers.get(item.home),
            depth=item.depth or "full",
            condition=self.condition(item.if_),
            tell=self.tell(item),
            panel=self.press.panel_link(item.show, self.sheet.id) if item.show else None,
            do=self.press.local(item.do or ""),
            due=[self.due(phrase) for _, phrase in entries(item.due)],
            working=any(Due.parse(phrase).unit == "working day" for _, phrase in entries(item.due)),
            own_date=bool(item.do),
            sends=self.press.turn_link(self.sheet.id, self.words["to-message"], item.sends) if item.sends else None,
            say=self.lines(item.say),
            replies=[self.reply(reply) for reply in item.replies],
            open=self.onward(item.open),
            ask=self.press.local(ask),
            answer=answer,
            address=f"{home}.{name}",
            also=self.also(item),
            joins=self.joined(item),
            unkept=item.keep == "never",
            apart=item.private or question.private,
            sentence=self.press.local(question.sentence or ""),
            columns=self.columns(question, home),
            rows=self.rows(question),
            **self.asked(question, item, home),
        )

    def asked(self, question: Item, item: Item, home: str) -> dict[str, Any]:
        """What stands beside a question: help, example, room, options, the ends of a scale."""
        local = self.press.local
        hint = item.hint or question.hint
        helped = hint or question.example or question.at_most
        return {
            "helped": bool(helped or any(map(_helped, question.columns or []))),
            "hint": prose(local(hint)) if hint else "",
            "example": local(question.example or ""),
            "room": question.room or 0,
            "low": local(question.ends.low) if question.ends else "",
            "high": local(question.ends.high) if question.ends else "",
            "options": self.counted(question.count) if question.count else self.options(question, home),
            "at_most": question.at_most,
        }

    def counted(self, where: str) -> list[Choice]:
        """What is counted: each option, or the tick itself."""
        question = self.reading.target(where).question
        found = [
            Choice(name, self.press.local(option.words)) for name, option in self.directory.options(question).items()
        ]
        return found or [Choice("ticked", self.press.local(getattr(question, "ask", None) or ""))]

    def options(self, question: Question, home: str, table: Item | None = None) -> list[Choice]:
        """The options of a question whose own page is `home`, and its table where it is a column."""
        return [self.choice(name, option, home, table) for name, option in self.directory.options(question).items()]

    def choice(self, name: str, option: Option, home: str, table: Item | None) -> Choice:
        local = self.press.local
        return Choice(
            id=name,
            words=local(option.words),
            tell=prose(local(option.tell)) if option.tell else "",
            fits=self.condition(option.fits, key="fits-when", home=home, table=table),
            open=self.onward(option.open),
            help=self.press.panel_link(option.show, self.sheet.id) if option.show else None,
        )

    def columns(self, item: Item, home: str) -> list[Cell]:
        found = []
        for column in item.columns or []:
            target = self.reading.target(column) if isinstance(column, str) else None
            question = target.question if target else column
            assert isinstance(question, (Item, Column))
            found.append(
                Cell(
                    id="-".join(filter(None, target.address)) if target else question.id or "",
                    ask=self.press.local(question.ask or ""),
                    answer="scale" if question.answer == "scale" else str(question.answer),
                    hint=self.press.local(question.hint or "") if not target else "",
                    example=self.press.local(question.example or "") if not target else "",
                    options=self.points(question) if question.answer == "scale" else self.options(question, home, item),
                    condition=self.condition(question.if_, home=home, table=item)
                    if isinstance(question, Column)
                    else "",
                )
            )
        return found

    def points(self, question: Question) -> list[Choice]:
        """A scale as a choice of five, its ends in words."""
        low, high = (question.ends.low, question.ends.high) if question.ends else ("", "")
        ends = {1: low, 5: high}
        words = {point: self.press.local(ends.get(point, "")) for point in range(1, 6)}
        return [Choice(str(point), f"{point}, {said}" if said else str(point)) for point, said in words.items()]

    def rows(self, item: Item) -> list[Row]:
        if item.answer != "table" and not item.each:
            return []
        if isinstance(item.rows, dict):
            return [Row(name, self.press.local(title)) for name, title in item.rows.items()]
        return [Row(str(number)) for number in range(1, (item.rows or min(ROWS, item.at_most or ROWS)) + 1)]

    def also(self, item: Item) -> list[Link]:
        """The other pages where the same answer stands: its home first, and a few at most."""
        here = self.sheet.id
        home = Address.parse(item.use) if item.use else Address(here, item.home)
        places = dict.fromkeys([home.sheet, *self.press.users((home.sheet, home.item))])
        return [self.press.link(place, here, home.item) for place in places if place != here][:ALSO]

    def onward(self, name: str | None) -> Link | None:
        return self.press.link(name, self.sheet.id) if name else None

    # --- texts

    def tell(self, item: Item) -> Prose:
        """Our words: for some readers with their condition before them, then for everybody else."""
        for_all, *for_some = self._fullest(item.tell)
        told = [self.told(line, self.condition(branch.if_)) for branch, line in for_some if branch]
        if for_all[1]:
            told.append(self.told(for_all[1], self.words["otherwise"] if told else ""))
        return together(told)

    def told(self, line: str, condition: str) -> Prose:
        """One line of ours, after the words that say whom it is for."""
        return for_some(condition, self.gapped(line))

    def gapped(self, line: str) -> str:
        """A line of ours, each blank a link to where its answer is asked."""
        line = self.press.local(_without_brackets(line))
        for blank in reversed(blanks(line)):
            target = self.reading.target(blank.name)
            name = re.sub(r"([\\`*_\[\]])", r"\\\1", self.press.local(gap_of(target.question)))
            url = self.press.link(target.sheet, self.sheet.id, target.item).url
            line = f"{line[: blank.start]}[{name}]({url}){line[blank.end :]}"
        return line

    def lines(self, value: Sequence[object] | None) -> list[Line]:
        """What can be said: the fullest line for everybody, then for each condition its own."""
        return [
            Line(self.pieces(line), self.condition(branch.if_) if branch else "")
            for branch, line in self._fullest(value)
            if line
        ]

    def _fullest(self, value: Sequence[object] | None) -> list[tuple[Branch | None, str]]:
        """The fullest line for everybody ("" where there is none), then that of each condition."""
        plain = [str(entry) for entry in value or [] if not isinstance(entry, Branch)]
        some = [(entry, entry.then[0]) for entry in value or [] if isinstance(entry, Branch)]
        own = next((line for line in plain if not self._only_own(line)), plain[0] if plain else "")
        return [(None, own), *some]

    def _only_own(self, line: str) -> bool:
        """Whether a line is nothing but one blank: then the words of ours after it say more."""
        return [(blank.start, blank.end) for blank in blanks(line)] == [(0, len(line))]

    def pieces(self, line: str) -> Pieces:
        """A line with every blank named as a gap, brackets around optional pieces left out."""
        pieces = self.reading.filled(_without_brackets(line), gaps=True)
        assert pieces is not None
        return pieces

    def due(self, phrase: str) -> str:
        """A due phrase in words, the day it counts from named as it stands here."""
        due = Due.parse(phrase)
        target = self.reading.target(str(due.address))
        question = target.question
        if question.gap or not isinstance(question, Item) or not question.do:
            return due_words(due, gap_of(question), self.words)
        number = self._number(target)
        step = self.words.say("day-of-step", step=number) if number else self.words.say("quoted", text=question.do)
        return due_words(due, step if due.amount else self.words.say("due-with-step", step=step), self.words)

    def condition(
        self, condition: Sequence[Any] | None, *, key: str = "if", home: str = "", table: Item | None = None
    ) -> str:
        """A condition in words: "If 5 is blank or rambled:". Bare ids are those of the page `home`, or of `table`."""
        groups = [
            [self._fact(self._meant(where, home or self.sheet.id, table), values) for where, values in group.items()]
            for group in condition or []
        ]
        if not groups:
            return ""
        said = [self.words.joined(group) for group in groups]
        mixed = any(len(group) > 1 for group in groups)
        joined = f", {self.words['or']} ".join(said) if mixed else self.words.joined(said, "or")
        return self.words.say(key, condition=joined)

    def _meant(self, where: str, home: str, table: Item | None) -> Target:
        address = Address.parse(where).within(home)
        column = Address(home, table.home, where) if table and "." not in where else address
        return self.reading.target(str(column if column in self.directory.targets else address))

    def _fact(self, target: Target, values: Sequence[str]) -> str:
        options = self.directory.options(target.question)
        states = [
            self.words.say("quoted", text=self.press.local(options[value].words))
            for value in values
            if value in options
        ]
        states += [self._state(target, value) for value in values if value not in options]
        return self.words.say("is", what=self._named(target), state=self.words.joined(states, "or"))

    def _state(self, target: Target, value: str) -> str:
        unticked = value == "empty" and (target.answer == "tick" or (target.step and not target.answer))
        return self.words["unticked" if unticked else value]

    def _named(self, target: Target) -> str:
        number = self._number(target)
        if number and not target.column:
            return str(number)
        question = target.question
        title = getattr(question, "ask", None) or getattr(question, "do", None) or target.item
        text = self.press.local(str(title)).rstrip("?")
        if target.sheet == self.sheet.id:
            return self.words.say("quoted", text=text)
        return self.words.say("quoted-elsewhere", text=text, page=self.press.link(target.sheet, self.sheet.id).title)

    def _number(self, target: Target) -> int | None:
        """The number of an item on this page, where it stands or is shown here."""
        shown = self.directory.shown.get((self.sheet.id, target.item)) == Address(*target.key)
        return self.numbers.get(target.item) if target.sheet == self.sheet.id or shown else None

    # --- scripts

    def reply(self, reply: Reply) -> Hearing:
        return Hearing(
            id=reply.id,
            hear=self.press.local(reply.hear),
            depth=reply.depth or "full",
            say=self.lines(reply.say),
            tell=prose(self.press.local(reply.tell)) if reply.tell else "",
            go=self.turn(reply.go),
            stop=reply.go == "stop",
            open=self.onward(reply.open),
        )

    def hearing(self, item: Item) -> Hearing:
        asked = replace(self.block(item), kind="question", number=None, say=(), tell="", panel=None, open=None)
        return Hearing(
            id=item.home,
            happens=True,
            question=asked if item.ask else None,
            hear=self.press.local(item.hear or ""),
            depth=item.depth or "full",
            say=self.lines(item.say),
            tell=self.tell(item),
            go=self.turn(item.go),
            stop=item.go == "stop",
            open=self.onward(item.open),
        )

    def turn(self, go: str | None) -> Link | None:
        if not go or go == "stop":
            return None
        item = self.directory.items[self.sheet.id, go]
        title = "".join(piece.text for piece in self.lines(item.say)[0].pieces) if item.say else item.ask or go
        return replace(self.press.turn_link(self.sheet.id, title, go), number=self.numbers.get(go, 0))

    # --- messages

    def joined(self, item: Item) -> Pieces:
        """How the answer to a part's own question stands in the message."""
        if not item.text or not item.answer:
            return ()
        own = [line for _, line in entries(item.text) if any(blank.name == item.id for blank in blanks(line))]
        return self.pieces(own[0]) if own else ()

    def letter(self, name: str, message: Message) -> Letter:
        items = [item for item in self.sheet.checklist.items if item.text and (item.in_ is None or name in item.in_)]
        main = self.body(items, {})
        return Letter(
            id=name,
            title=self.press.local(message.title or ""),
            paragraphs=[self._anchored(part) for part in main],
            variants=list(self.variants(items, main)),
            length=self.length(message),
            subject=next((line.pieces for line in self.lines(message.subject)), ()),
        )

    def _anchored(self, part: Paragraph) -> Paragraph:
        """A part with its address, where neither a block nor a message above has it."""
        if part.id in self.anchored:
            return part
        self.anchored.add(part.id)
        return replace(part, anchor=part.id)

    def variants(self, items: Sequence[Item], main: Sequence[Paragraph]) -> Iterator[Variant]:
        """The message for each choice that changes it."""
        for chosen in self._choices(items):
            body = [replace(part, same=part in main) for part in self.body(items, chosen)]
            if not all(part.same for part in body) or len(body) != len(main):
                condition = [{where: [value] for where, value in chosen.items()}]
                yield Variant(self.condition(condition), body)

    def _choices(self, items: Iterable[Item]) -> Iterator[dict[str, str]]:
        """Each set of choices on this page that words of this message wait for."""
        seen: list[dict[str, str]] = []
        for item in items:
            for entry in item.text or []:
                for group in entry.if_ if isinstance(entry, Branch) else ():
                    if all(self._on_page(where) for where in group):
                        seen += (chosen for chosen in self._each(group) if chosen not in seen)
        yield from seen

    def _each(self, group: Mapping[str, Sequence[str]]) -> Iterator[dict[str, str]]:
        """A condition with one value for each of its answers, in every combination."""
        known = {where: self.directory.options(self.reading.target(where).question) for where in group}
        values = [[value for value in group[where] if value in known[where]] for where in group]
        yield from (dict(zip(group, chosen, strict=True)) for chosen in product(*values))

    def _on_page(self, where: str) -> bool:
        """Whether an address is a choice of one that this checklist shows."""
        target = self.reading.target(where)
        shown = {self.directory.shown.get((self.sheet.id, item.home)) for item in self.sheet.checklist.items}
        return target.answer == "one" and (target.sheet == self.sheet.id or target.address in shown)

    def body(self, items: Sequence[Item], chosen: dict[str, str]) -> list[Paragraph]:
        """A whole message when only `chosen` is known. A part that joins runs on from one that stands as plainly."""
        found = [paragraph for item in items for paragraph in self.paragraphs(item, chosen)]
        plain = [not paragraph.condition and len(paragraph.lines) == 1 for paragraph in found]
        return [
            replace(paragraph, runs_on=paragraph.runs_on and number > 1 and plain[number] and plain[number - 1])
            for number, paragraph in enumerate(found)
        ]

    def paragraphs(self, item: Item, chosen: dict[str, str]) -> Iterator[Paragraph]:
        """A part as it stands when only `chosen` is known; words that wait for another page follow it."""
        answers = {str(self.reading.target(where).address): value for where, value in chosen.items()}
        reading = Reading(self.sheet, self.directory, answers, self.words, sure=frozenset(answers))
        decided = bool(item.if_) and self._about(item.if_ or [], chosen)
        if decided and not reading.holds(item.if_):
            return
        condition = "" if decided else self.condition(item.if_)
        lines = reading.lines(item.text)
        if lines:
            yield self._paragraph(item, lines if item.choose else lines[:1], condition)
        for entry in item.text or []:
            if isinstance(entry, Branch) and not all(self._on_page(where) for _, where, _ in conditions(entry.if_)):
                yield self._paragraph(item, entry.then[:1], self.condition(entry.if_))

    def _paragraph(self, item: Item, lines: Sequence[str], condition: str) -> Paragraph:
        different = dict.fromkeys(self.pieces(line) for line in lines)
        return Paragraph(
            id=item.home,
            lines=[Line(pieces) for pieces in different],
            condition=condition,
            choose=bool(item.choose),
            runs_on=item.joins,
        )

    def _about(self, condition: Sequence[Any], chosen: dict[str, str]) -> bool:
        """Whether a condition speaks of what is chosen here and of nothing else."""
        return bool(condition) and all(where in chosen for _, where, _ in conditions(condition))

    def length(self, message: Message) -> str:
        found = [self._range(entry) for entry in message.length or []]
        return self.words.joined(found, "or") if found else ""

    def _range(self, entry: object) -> str:
        text = entry.then if isinstance(entry, LengthBranch) else str(entry)
        low, high = text.split("-")
        said = self.words.say("word-range", low=low, high=high)
        if isinstance(entry, LengthBranch):
            where, values = next((where, values) for _, where, values in conditions(entry.if_))
            target = self.reading.target(where)
            options = self.directory.options(target.question)
            place = self.words.joined([options[value].words if value in options else value for value in values], "or")
            said = self.words.say("in-place", said=said, place=place)
        return said


def _without_brackets(line: str) -> str:
    """A line with its optional pieces in it."""
    for start, end in reversed(optional_pieces(line)):
        line = line[:start] + line[start + 1 : end - 1] + line[end:]
    return line


def _helped(column: object) -> bool:
    return isinstance(column, Column) and bool(column.hint or column.example or column.if_)


def _counts(item: Item) -> bool:
    return bool(
        (item.ask or item.use or item.do or item.each or item.count or (item.say and not item.any_time))
        and not item.any_time
    )


def _stands(item: Item) -> bool:
    """Whether an item has a block of its own: a part that only has `text` stands in the message."""
    return bool(item.ask or item.use or item.do or item.each or item.count or item.say or item.tell or item.show)
