"""A message, put together from answers by the choosing rule (docs/format.md).

The same rule serves what a script says and what we tell. Without answers it gives the
message with its gaps, as a person would copy it. `docs/elements/note.js` does the same in
the browser; the tests hold both to one text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from guide.dates import day_words
from guide.library import Sheet
from guide.links import Directory, Target
from guide.model import Address, Branch, Item, LengthBranch, Question, blanks, optional_pieces
from guide.words import Words

Row = tuple[tuple[str, str], Mapping[str, object]]
"""One row of a table: the table's (checklist, item), and its cells. "#" is its name, "went.own" the words beside `other`."""
Answers = Mapping[str, object]
"""Stored values by address: "interview.role", "question-log.questions" (a list of rows). Beside them, where there
are such: "thank-you.omitted.pick", "interview.format.own" (words beside `other`), "interview.format.words" (those of
the options as they were when chosen), "thank-you.send-it.done" (of a step; the step's own value is the day)."""

SPACES = "".join(
    map(chr, (*range(9, 14), 32, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF))
)
"""What a browser takes for space: that and nothing else goes from the ends of an answer."""

_web_end = re.compile(rf"(?:^|[{SPACES}])https?://[^{SPACES}]*\Z")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a text: `ours`, the `reader`'s, or a `gap`."""

    kind: str
    text: str


Pieces = tuple[Piece, ...]


@dataclass(frozen=True)
class Part:
    """A part of a message as it stands now."""

    item: Item
    pieces: Pieces
    candidates: tuple[tuple[str, Pieces], ...] = ()
    """For a part that picks: each (address picked, its pieces)."""


class Reading:
    """The answers of one reader, as one checklist sees them."""

    def __init__(
        self,
        sheet: Sheet,
        directory: Directory,
        answers: Answers,
        words: Words,
        *,
        place: str = "",
        sure: frozenset[str] = frozenset(),
    ) -> None:
        self.sheet, self.directory, self.answers, self.words = sheet, directory, answers, words
        self.place, self.sure = place, sure
        """`sure` are answers that count whatever their own `if` waits for."""
        self.asking: set[Address] = set()
        """Columns whose condition is being looked at."""

    # --- single answers

    def target(self, where: str, row: Row | None = None) -> Target:
        """What an address names; in a row a bare id is one of its columns first."""
        if row and "." not in where and (*row[0], where) in self.directory.targets:
            return self.directory.targets[*row[0], where]
        found = self.directory.find(Address.parse(where), self.sheet.id)
        if not isinstance(found, Target):
            raise KeyError(where)
        return found

    def values(self, target: Target, row: Row | None = None) -> list[object]:
        """What was answered: one value, or one for each row that fills the column.

        An item whose `if` does not hold counts as empty, even with an old answer.
        """
        return [value for value, _ in self._given(target, row)]

    def _given(self, target: Target, row: Row | None = None) -> list[tuple[object, object]]:
        """Each value, and the words of the reader's own beside it."""
        if target.column:
            rows = [row] if row and row[0] == target.key else self._rows(target)
            found = [each[1] for each in rows if self._in(target, each)]
            given = [(cells[target.column], cells.get(f"{target.column}.own")) for cells in found]
        else:
            given = [(self._stored(target), self.answers.get(f"{target.address}.own"))]
        return [(value, own) for values, own in given for value in _listed(values) if _given(value)]

    def _stored(self, target: Target) -> object:
        """The answer to a whole item, where it counts."""
        return self.answers.get(f"{target.sheet}.{target.item}") if self._counts(target) else None

    def _counts(self, target: Target) -> bool:
        address = f"{target.sheet}.{target.item}"
        return address in self.sure or self.seen_from(target.sheet).holds(self.directory.items[target.key].if_)

    def _rows(self, target: Target) -> list[Row]:
        stored = self._stored(target)
        return [(target.key, row) for row in stored if isinstance(row, dict)] if isinstance(stored, list) else []

    def _in(self, target: Target, row: Row) -> bool:
        """Whether a row has an answer in a column, and its `if` holds there. Columns that wait for each other are empty."""
        if not _given(row[1].get(target.column)) or target.address in self.asking:
            return False
        self.asking.add(target.address)
        try:
            return self.seen_from(target.sheet).holds(target.question.if_, row)
        finally:
            self.asking.discard(target.address)

    def seen_from(self, sheet: str) -> Reading:
        """The same answers as another checklist sees them."""
        if sheet == self.sheet.id:
            return self
        owner = self.directory.library.sheets[sheet]
        other = Reading(owner, self.directory, self.answers, self.words, place=self.place)
        other.asking = self.asking
        return other

    def holds(self, condition: Sequence[Mapping[str, Sequence[str]]] | None, row: Row | None = None) -> bool:
        """Whether one group of the condition holds, all of its entries. No condition holds always."""
        return not condition or any(
            all(any(self._is(where, value, row) for value in values) for where, values in group.items())
            for group in condition
        )

    def _is(self, where: str, value: str, row: Row | None) -> bool:
        target = self.target(where, row)
        if value in ("answered", "empty", "ticked"):
            return self._known(target, value, row) == (value != "empty")
        return value in self.values(target, row)

    def _known(self, target: Target, value: str, row: Row | None) -> bool:
        """Whether a part is in the message, a step done, anything else answered."""
        if target.part and value != "ticked":
            return self._in_message(target)
        if target.step and (value == "ticked" or not target.answer):
            return self._done(target)
        return bool(self.values(target, row))

    def _done(self, target: Target) -> bool:
        done = self.answers.get(f"{target.address}.done")
        return self._counts(target) and (_given(done) or (not target.answer and bool(self.values(target))))

    def _in_message(self, target: Target) -> bool:
        return self.seen_from(target.sheet).part(self.directory.items[target.key]) is not None

    # --- texts

    def lines(self, entries: Sequence[object] | None) -> list[str]:
        """The lines the choosing rule leaves to choose from: those of the first `if` that holds, else the plain ones."""
        plain: list[str] = []
        for entry in entries or []:
            if isinstance(entry, Branch):
                if self.holds(entry.if_):
                    return entry.then
            else:
                plain.append(str(entry))
        return plain

    def text(self, entries: Sequence[object] | None) -> Pieces | None:
        """The first line with all its blanks filled."""
        return next((pieces for line in self.lines(entries) if (pieces := self.filled(line)) is not None), None)

    def part(self, item: Item) -> Part | None:
        """A part of a message, or None where it is left out."""
        if not self.holds(item.if_) or self._is_taken_out(item):
            return None
        if item.choose:
            return self._picked(item)
        pieces = self.text(item.text)
        if pieces is None and item.must:
            lines = self.lines(item.text)
            pieces = self.filled(lines[0], gaps=True) if lines else None
        return None if pieces is None else Part(item, self._unstuttered(pieces, item))

    def _is_taken_out(self, item: Item) -> bool:
        """Whether the reader wants to do without this part."""
        return self._pick(item) == "none" and not item.must

    def _pick(self, item: Item) -> object:
        return self.answers.get(f"{self.sheet.id}.{item.id}.pick")

    def _picked(self, item: Item) -> Part | None:
        found = tuple(self._candidates(item))
        pick = self._pick(item)
        if not found:
            return None
        chosen = next((pieces for where, pieces in found if where == pick), found[0][1])
        return Part(item, chosen, found)

    def _candidates(self, item: Item) -> Iterator[tuple[str, Pieces]]:
        """Each filled line, once for each row of the table that its blanks name."""
        for line in self.lines(item.text):
            rows: list[Row | None] = [*self._rows_of(line)] or [None]
            for number, row in enumerate(rows):
                pieces = self.filled(line, row=row)
                if pieces is not None:
                    yield self._picking(line, row, number), self._unstuttered(pieces, item)

    def _picking(self, line: str, row: Row | None, number: int) -> str:
        """What is stored when this candidate is picked: an address, and the row where there is one."""
        first = next((str(target.address) for target in self._targets(line)), "")
        return f"{first}#{row[1].get('#', number)}" if row else first

    def _rows_of(self, line: str) -> list[Row]:
        """The rows of the first table that a line's blanks reach into."""
        return next((self._rows(target) for target in self._targets(line) if target.column), [])

    def _targets(self, line: str) -> list[Target]:
        return [self.target(blank.name) for blank in blanks(line) if not blank.local]

    def filled(self, line: str, *, gaps: bool = False, row: Row | None = None) -> Pieces | None:
        """A line with its blanks filled; None where one is empty. `gaps` names an empty one instead.

        Pieces in brackets go where they have an empty blank. Columns of one table come
        from one `row`: the given one, else the first that fills them all where there are several.
        """
        line = self._without_empty_pieces(line, row)
        if row is None and self._columns_meet(line):
            whole = (self.filled(line, row=each) for each in self._rows_of(line))
            found = next((pieces for pieces in whole if pieces is not None), None)
            return found if found is not None or not gaps else self._with_gaps(line)
        return self._put_in(line, row, gaps=gaps)

    def _columns_meet(self, line: str) -> bool:
        tables = [target.key for target in self._targets(line) if target.column]
        return len(tables) > len(set(tables))

    def _with_gaps(self, line: str) -> Pieces:
        pieces = self._put_in(line, None, gaps=True)
        assert pieces is not None
        return pieces

    def _put_in(self, line: str, row: Row | None, *, gaps: bool) -> Pieces | None:
        pieces: list[Piece] = []
        end = 0
        for blank in blanks(line):
            pieces.append(Piece("ours", line[end : blank.start]))
            end = blank.end
            if blank.local:
                pieces.append(Piece("ours", self.local(blank.local)))
                continue
            target = self.target(blank.name)
            text = self.said(target, row)
            if not text and not gaps:
                return None
            pieces.append(Piece("reader", text) if text else Piece("gap", self._localised(gap_of(target.question))))
        pieces.append(Piece("ours", line[end:]))
        return _smoothed(pieces)

    def _without_empty_pieces(self, line: str, row: Row | None) -> str:
        for start, end in reversed(optional_pieces(line)):
            piece = line[start + 1 : end - 1]
            full = all(self.said(target, row) for target in self._targets(piece))
            line = line[:start] + (piece if full else "") + line[end:]
        return line

    def local(self, name: str) -> str:
        """A word as it is said in the reader's place; the last place stands for everywhere else."""
        ways = self.directory.library.guide.local[name]
        return ways.get(self.place) or list(ways.values())[-1]

    def _localised(self, text: str) -> str:
        """A text without answers in it, its local words as they are said in the reader's place."""
        for blank in reversed(blanks(text)):
            text = text[: blank.start] + self.local(blank.local) + text[blank.end :]
        return text

    def _unstuttered(self, pieces: Pieces, item: Item) -> Pieces:
        """Our opening words go where the reader's begin with the same."""
        starts = self._localised(item.starts or "")
        if not starts or len(pieces) < 2 or pieces[1].kind != "reader":
            return pieces
        ours = pieces[0].text.rstrip(" :,")
        if _same(pieces[1].text[: len(starts)], starts) and _same(ours[-len(starts) :], starts):
            pieces = (Piece("ours", ours[: len(ours) - len(starts)]), *pieces[1:])
        return tuple(piece for piece in pieces if piece.text)

    def said(self, target: Target, row: Row | None = None) -> str:
        """Answers in a sentence: rows and choices joined, options in words, dates as days."""
        said = (self._one_said(target, value, own) for value, own in self._given(target, row))
        return self.words.joined([text for text in said if text])

    def _one_said(self, target: Target, value: object, own: object) -> str:
        if isinstance(value, dict):
            return self._row_said(target, (target.key, value))
        if target.answer in ("one", "some"):
            return str((own if value == "other" and _given(own) else None) or self._option(target, str(value))).strip(
                SPACES
            )
        if target.answer == "tick":
            return self._localised(getattr(target.question, "ask", None) or "")
        if target.answer == "date" or (target.step and not target.answer):
            return day_words(date.fromisoformat(str(value)), self.words)
        return str(value).strip(SPACES)

    def _option(self, target: Target, name: str) -> str:
        """An option in words: as it is now, else as it was when it was chosen."""
        option = self.directory.options(target.question).get(name)
        then = self.answers.get(f"{target.address}.words")
        return (
            self._localised(option.words) if option else str(then.get(name, name) if isinstance(then, dict) else name)
        )

    def _row_said(self, target: Target, row: Row) -> str:
        """A row as its table's sentence has it; nothing where a blank of that is empty."""
        sentence = target.question.sentence if isinstance(target.question, Item) else None
        pieces = self.filled(whole(sentence, *target.key), row=row) if sentence else None
        return "".join(piece.text for piece in pieces or ()).strip(SPACES)

    # --- messages

    def message(self, name: str) -> list[Part]:
        """The parts of a message that stand in it now, in order."""
        items = (item for item in self.sheet.checklist.items if item.text and (item.in_ is None or name in item.in_))
        return [part for part in map(self.part, items) if part is not None]

    def length(self, entries: Sequence[object] | None) -> tuple[int, int] | None:
        """The fewest and the most words a message should have."""
        plain: str | None = None
        for entry in entries or []:
            if isinstance(entry, LengthBranch):
                if self.holds(entry.if_):
                    return _range(entry.then)
            else:
                plain = plain or str(entry)
        return _range(plain) if plain else None


def _range(text: str) -> tuple[int, int]:
    low, high = text.split("-")
    return int(low), int(high)


def whole(text: str, *home: str) -> str:
    """The same text, each bare blank with its `home` before it: a checklist, or a checklist and its table."""
    for blank in reversed(blanks(text)):
        if not blank.local and "." not in blank.name:
            text = text[: blank.start] + f"{{{'.'.join((*home, blank.name))}}}" + text[blank.end :]
    return text


def gap_of(question: Question) -> str:
    """What stands in a message where an answer is missing."""
    ask = getattr(question, "ask", None) or ""
    return question.gap or ask.rstrip("?").strip(SPACES)


def _smoothed(pieces: Sequence[Piece]) -> Pieces:
    """No mark of ours where the reader's words end with their own."""
    done: list[Piece] = []
    for piece in pieces:
        marked = bool(done) and done[-1].kind == "reader" and _has_mark(done[-1].text, piece.text[:1])
        text = piece.text[1:] if marked else piece.text
        if text:
            done.append(Piece(piece.kind, text))
    return tuple(done)


def _has_mark(text: str, mark: str) -> bool:
    """Whether a text brings this mark; for a full stop, any that closes, or a web address that it would spoil."""
    if mark == ".":
        return text.rstrip('"”’)')[-1:] in tuple(".!?…") or _ends_in_address(text)
    return mark in tuple(",;:!?") and text.endswith(mark)


def _ends_in_address(text: str) -> bool:
    return _web_end.search(text) is not None


def _same(text: str, other: str) -> bool:
    return text.lower() == other.lower()


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _given(value: object) -> bool:
    """Whether there is an answer; spaces are none, nor is a row of nothing else."""
    if isinstance(value, dict):
        return any(_given(cell) for name, cell in value.items() if name != "#")
    return bool(value.strip(SPACES) if isinstance(value, str) else value)


def paragraphs(parts: Sequence[Part]) -> list[list[Part]]:
    """The parts by paragraph: one that `joins` stands with the part before it, but never with the first.

    Nothing can follow a web address without a full stop, so there it starts anew.
    """
    found: list[list[Part]] = []
    for part in parts:
        if part.item.joins and len(found) > 1 and not _ends_in_address(_text(found[-1][-1])):
            found[-1].append(part)
        else:
            found.append([part])
    return found


def plain_text(parts: Sequence[Part]) -> str:
    """A message as text, an empty line between paragraphs."""
    return "\n\n".join(" ".join(map(_text, paragraph)) for paragraph in paragraphs(parts))


def _text(part: Part) -> str:
    return "".join(map(_shown, part.pieces)).strip(SPACES)


def _shown(piece: Piece) -> str:
    return f"[{piece.text}]" if piece.kind == "gap" else piece.text
