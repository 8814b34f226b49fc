"""The bytes of one file as a tree in which every text has its place, or the problems that prevent it.

libyaml's events are read with a stack of our own: its `compose` and `load` end the whole process on deep
input. libyaml stops at the first mistake; to tell an author all of them at once, a mistake that has a mend
is mended on a copy and the copy is read again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

import yaml

from guide.letters import letters
from guide.places import Mend, Place, Problem, unseen
from guide.slips import A_FIELD, QUOTED, Slip, Trouble, backslash, guesses, lost_dash, no_space, odd_spaces, quoted

DEPTH = 16
"""Groups inside groups; our deepest checklist has 7."""
VALUES = 20_000
"""Texts, lists and groups in one file; a checklist of 140 lines has 250."""
ROUNDS = 20
"""Times a file is mended and read again to find what stands after a mistake."""
MENDS = 10
"""Mends shown for one file."""
MOST = 100
"""Problems told of one file; with more, something else is wrong than each of them."""
MENDABLE = 64 * 1024
"""Characters of a file that is still mended."""
REREAD = 512 * 1024
"""Characters read again in all to try the mends of one file."""
PATIENCE = 8
"""Tries for a mend of the whole file, once one is found that only leads further down."""

LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Event: TypeAlias = Any
"""One of libyaml's; its marks are there, though the types say that they may not be."""
CUT = re.compile(r"[ \t]#(?=\S)")
PART = re.compile(r"\s*(?:-\s+)*(?:([a-z][a-z0-9-]{0,39}):(?:\s|$)|(?<=[-]\s)\S)")
"""A line that starts an item or a field."""
BLOCK = re.compile(r"[|>][-+0-9]*\s*$")
"""The end of a line whose text stands below it, line for line."""
UNCERTAIN = frozenset("-\u00a0\u1680\u2007\u202f\u205f\u3000") | {chr(code) for code in range(0x2000, 0x200B)}
"""What a text without quotes hardly ever starts with: a dash, and spaces that are no spaces."""


@dataclass(slots=True, eq=False)
class Node:
    """A part of a file. Lines and columns count from 1; the end is where the part no longer is."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(slots=True, eq=False)
class Text(Node):
    """What the author typed: never a number, a date or a yes."""

    text: str
    plain: bool
    """Without quotes, `|` or `>`."""


@dataclass(slots=True, eq=False)
class List(Node):
    """Items in order."""

    items: list[Node] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Fields(Node):
    """Values by the name of their field, in the author's order."""

    fields: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Text] = field(default_factory=dict)
    """The names themselves, with their places."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was found, to be read again when a place in it is needed."""

    file: str
    data: bytes = field(repr=False)

    def lines(self) -> list[str]:
        """The lines as they stand, without their ends."""
        return letters(self.file, self.data).shown


def read(file: str, data: bytes) -> tuple[Fields | None, list[Problem]]:
    """The tree of a file, and its problems in order of place.

    Where every mistake has a mend the tree is that of the mended file, so that its meaning can be checked as
    well; the problems still stand. No tree means that part of the file cannot be known.
    """
    found = letters(file, data)
    if not found.clean:
        return None, found.problems
    return _Desk(file, found.shown, found.clean, found.problems).work()


def plain(node: Node) -> Any:
    """The same without places."""
    if isinstance(node, Fields):
        return {name: plain(value) for name, value in node.fields.items()}
    if isinstance(node, List):
        return [plain(item) for item in node.items]
    return node.text if isinstance(node, Text) else ""


def find(root: Node, path: tuple[str | int, ...]) -> Node:
    """The part at a path, or the nearest around it that exists."""
    return _walk(root, path)[0]


def find_key(root: Node, path: tuple[str | int, ...]) -> Node:
    """The name of the field at a path; where it has none, what `find` finds."""
    around, rest = _walk(root, path[:-1])
    if path and not rest and isinstance(around, Fields) and path[-1] in around.keys:
        return around.keys[str(path[-1])]
    return find(root, path)


def _walk(root: Node, path: tuple[str | int, ...]) -> tuple[Node, tuple[str | int, ...]]:
    """As far along a path as the tree goes, and the rest of the path."""
    for done, step in enumerate(path):
        inner = _step(root, step)
        if inner is None:
            return root, path[done:]
        root = inner
    return root, ()


def _step(node: Node, step: str | int) -> Node | None:
    if isinstance(node, Fields):
        return node.fields.get(str(step))
    if isinstance(node, List) and isinstance(step, int) and 0 <= step < len(node.items):
        return node.items[step]
    return None


@dataclass(slots=True)
class _Pass:
    """What one reading of a text came to."""

    root: Node | None
    slips: list[Slip]
    trouble: Trouble | None = None
    """Where it stopped, if it did."""
    long: list[tuple[int, int]] = field(default_factory=list)
    """First and last lines of the texts that have several."""


@dataclass(slots=True)
class _Way:
    """A mend that leads on."""

    slip: Slip
    mend: Mend
    after: _Pass
    far: tuple[int, int]
    """Row and column of the next trouble."""


ALL = (MENDABLE + 1, 0)
"""No trouble any more."""


class _Desk:
    """One file being read, mended and read again."""

    def __init__(self, file: str, shown: list[str], clean: list[str], problems: list[Problem]) -> None:
        self.file = file
        self.shown = shown
        self.lines = clean
        self.problems = problems
        self.mends = sum(problem.mend is not None for problem in problems)
        self.size = sum(map(len, clean)) + len(clean)
        self.names: set[str] = set()
        """What the file gives a name to be copied elsewhere, mended or not."""
        self.budget = REREAD
        self.told: set[tuple[str, int, str]] = set()
        self.unsure = False
        """Whether something was mended only to read on."""

    def work(self) -> tuple[Fields | None, list[Problem]]:
        now = self._read(self.lines)
        if self.problems and now.trouble:
            self._doubt(now.trouble)
        for _ in range(ROUNDS):
            after = self._clear(now.trouble) if now.trouble else self._correct(now)
            if after is None:
                break
            now = after
        for slip in now.slips[:MOST]:
            self._tell(slip, None)
        lost = self.unsure or now.trouble or any(slip.lost for slip in now.slips) or not isinstance(now.root, Fields)
        self.problems.sort(key=lambda problem: (problem.place.line, problem.place.column))
        return None if lost else now.root, self.problems[:MOST]  # type: ignore[return-value]  # mypy loses `lost`

    def _read(self, lines: list[str]) -> _Pass:
        return _Reader(self.file, lines, self.names).read()

    def _doubt(self, trouble: Trouble) -> None:
        """A line without its hidden character that still cannot be read is no mended line."""
        row = trouble.row + 1
        for at, problem in enumerate(self.problems):
            if problem.mend and problem.mend.first == row:
                self.problems[at] = replace(problem, mend=None)

    def _clear(self, trouble: Trouble) -> _Pass | None:
        """Tell what stopped the reading; the reading of the mended text, where there is a mend."""
        slips = list(guesses(trouble))
        way = self._best_way(trouble, slips)
        if way is None:
            self._tell(next(slip for slip in slips if not self._is_told(slip) or slip is slips[-1]), None)
            return None
        self._tell(way.slip, way.mend if way.slip.sure else None)
        self.unsure = self.unsure or not way.slip.sure
        self.lines = _mended(self.lines, way.mend)
        return way.after

    def _best_way(self, trouble: Trouble, slips: list[Slip]) -> _Way | None:
        """The first mend with which all can be read, else the one that leads furthest."""
        best: _Way | None = None
        patience = PATIENCE
        for way in self._ways(slips):
            if way.far == ALL:
                return way
            if way.far > (best.far if best else (0, 0)) and _leads_on(trouble, way):
                best = way
            patience -= best is not None
            if patience == 0:
                break
        return best

    def _ways(self, slips: list[Slip]) -> Iterator[_Way]:
        for slip in slips:
            for mend in slip.mends:
                after = self._try(mend)
                if after and not _hurts(after, slip, mend) and not self._swallows(mend, after):
                    far = _end(after.trouble) if after.trouble else ALL
                    yield _Way(slip, mend, after, far)

    def _correct(self, now: _Pass) -> _Pass | None:
        """Tell what was read but not meant; the reading of the mended text, where there is a mend."""
        rows: set[int] = set()
        before, count = now, len(now.slips)
        for slip in before.slips[:MOST]:
            if self._is_told(slip):
                continue
            if slip.problem.place.line in rows:
                continue  # its mend would undo the one before; it comes up again in the next round
            if rows and not _is_among(slip, now.slips):
                continue  # it came from one that is mended
            way = next((way for way in self._fixes(slip) if len(way.after.slips) < count), None)
            self._tell(slip, way.mend if way else None)
            if way:
                rows.update(range(way.mend.first, way.mend.last + 1))
                self.lines = _mended(self.lines, way.mend)
                now, count = way.after, len(way.after.slips)
        return now if rows else None

    def _fixes(self, slip: Slip) -> Iterator[_Way]:
        for mend in slip.mends:
            after = self._try(mend)
            if after and not after.trouble and not self._swallows(mend, after):
                yield _Way(slip, mend, after, ALL)

    def _try(self, mend: Mend) -> _Pass | None:
        """The reading of a copy with this mend; None when enough was tried."""
        if self.mends >= MENDS or self.size > MENDABLE or self.budget < self.size:
            return None
        self.budget -= self.size
        return self._read(_mended(self.lines, mend))

    def _swallows(self, mend: Mend, after: _Pass) -> bool:
        """Whether a text takes in lines, because of a mend, that are fields or items of their own."""
        mended = range(mend.first, mend.last + 1)
        for first, last in after.long:
            if BLOCK.search(self.lines[first - 1]):
                taken = [row for row in mended if first < row <= last and first not in mended]
            else:
                taken = [row for row in range(first + 1, last + 1) if first in mended or row in mended]
            if any(self._is_part(row) for row in taken):
                return True
        return False

    def _is_part(self, row: int) -> bool:
        """Whether a line, as it stood, looks like an item or like a field whose name other lines have too."""
        found = PART.match(self.lines[row - 1])
        if found is None or not found[1]:
            return found is not None
        others = (PART.match(line) for at, line in enumerate(self.lines, 1) if at != row)
        return any(other and other[1] == found[1] for other in others)

    def _is_told(self, slip: Slip) -> bool:
        return (slip.problem.rule, slip.problem.place.line, slip.problem.message) in self.told

    def _tell(self, slip: Slip, mend: Mend | None) -> None:
        if self._is_told(slip):
            return
        problem = slip.problem
        self.told.add((problem.rule, problem.place.line, problem.message))
        self.mends += mend is not None
        line = self.shown[problem.place.line - 1]
        place = replace(problem.place, column=min(problem.place.column, len(line) + 1))
        self.problems.append(replace(problem, place=place, mend=mend, line=line))


def _end(trouble: Trouble) -> tuple[int, int]:
    return min(trouble.row, len(trouble.lines) - 1), trouble.column


def _leads_on(trouble: Trouble, way: _Way) -> bool:
    """Whether the next trouble is another one, below the mended lines."""
    unfinished = way.slip.problem.rule in ("open-quote", "open-bracket")
    other = way.after.trouble is not None and way.after.trouble.what != trouble.what
    farther = way.far > _end(trouble) or (other and way.far == _end(trouble))
    return way.far[0] >= way.mend.last and (unfinished or farther)


def _is_among(slip: Slip, slips: list[Slip]) -> bool:
    one = slip.problem
    return any(other.problem.rule == one.rule and other.problem.place == one.place for other in slips)


def _hurts(after: _Pass, slip: Slip, mend: Mend) -> bool:
    """Whether a mended line now says something that cannot be meant."""
    moved = slip.problem.rule.endswith("-indent")
    rules = {other.problem.rule for other in after.slips if mend.first <= other.problem.place.line <= mend.last}
    return "twice" in rules if moved else bool(rules - {"twice", "cut-off"})


def _mended(lines: list[str], mend: Mend) -> list[str]:
    """A copy with as many lines: deleted ones become empty, so that places stay true."""
    gap = [""] * (mend.last - mend.first + 1 - len(mend.new))
    return [*lines[: mend.first - 1], *mend.new, *gap, *lines[mend.last :]]


NOWHERE = Text(0, 0, 0, 0, "", plain=False)
"""The name of a value that cannot be kept."""
ODD_NAMES = ("", "<<")


class _OverLimitError(Exception):
    """Reading on would only cost time."""


class _Reader:
    """One pass over libyaml's events. One object a file, so that each event costs one short call."""

    __slots__ = (
        "asks", "count", "cuts", "doubled", "escapes", "file", "group", "key", "last", "lines", "long", "names", "root", "slips", "stack"
    )  # fmt: skip

    def __init__(self, file: str, lines: list[str], names: set[str]) -> None:
        self.file = file
        self.lines = lines
        self.names = names
        self.count = 0
        self.slips: list[Slip] = []
        self.long: list[tuple[int, int]] = []
        self.root: Node | None = None
        self.group: List | Fields | None = None
        """What is being filled."""
        self.key: Text | None = None
        """The field whose value comes next."""
        self.stack: list[tuple[List | Fields | None, Text | None]] = []
        """The groups around it, each with the field to go on with."""
        self.last: Node | None = None
        """What was finished last."""
        self.doubled: Fields | None = None
        """Curly brackets right around curly brackets."""
        self.escapes = False
        """Whether there is a backslash anywhere."""
        self.cuts: set[int] = set()
        """Lines in which ` #` is followed by a letter."""
        self.asks: set[int] = set()
        """Lines that start with a question mark."""

    def read(self) -> _Pass:
        text = "\n".join(self.lines)
        self.escapes = "\\" in text
        if "#" in text:
            self.cuts = {row for row, line in enumerate(self.lines, 1) if "#" in line and CUT.search(line)}
        if "? " in text or "?\n" in text:
            self.asks = {row for row, line in enumerate(self.lines, 1) if line.lstrip(" -")[:1] == "?"}
        try:
            self._follow(LOADER(text).get_event)
            self._top()
        except _OverLimitError:
            pass
        except yaml.MarkedYAMLError as error:
            return _Pass(None, self.slips, self._trouble(error), self.long)
        except yaml.YAMLError:
            return _Pass(None, self.slips, Trouble(self.file, self.lines, 0, 0))
        return _Pass(self.root, self.slips, long=self.long)

    def _follow(self, next_event: Callable[[], Event]) -> None:
        steps: dict[type, Callable[[Event], None]] = {
            yaml.ScalarEvent: self._text,
            yaml.MappingStartEvent: self._open,
            yaml.SequenceStartEvent: self._open,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        while event := next_event():
            step = steps.get(type(event))
            if step:
                step(event)

    def _trouble(self, error: yaml.MarkedYAMLError) -> Trouble:
        mark, context, about = error.problem_mark, error.context_mark, error.context or ""
        text = self.last if isinstance(self.last, Text) else None
        return Trouble(
            self.file,
            self.lines,
            row=mark.line if mark else 0,
            column=mark.column if mark else 0,
            what=f"{about} {error.problem}",
            context=context.line if context else None,
            open_quote="quoted" in about,
            open_bracket="flow" in about,
            text=(text.line - 1, text.end_line - 1, text.plain) if text else None,
        )

    def _text(self, event: Event) -> None:
        start, end = event.start_mark, event.end_mark
        value, style = event.value, event.style
        line, last = start.line + 1, end.line + 1
        node = Text(line, start.column + 1, last, end.column + 1, value, not style)
        self.last = node
        self.key = self._add(node)
        if last > line:
            self.long.append((line, last if end.column else end.line))
        if not style:
            if last in self.cuts:
                self._cut_off(node)
            if last > line or value[:1] in UNCERTAIN:
                self._starts(node)
        elif self.escapes and style == '"':
            self._escaped(node)
        if event.anchor or event.tag:
            self._extras(event)

    def _open(self, event: Event) -> None:
        start = event.start_mark
        line, column = start.line + 1, start.column + 1
        if len(self.stack) >= DEPTH:
            message = f"this is more than {DEPTH} levels deep"
            expected = f"at most {DEPTH} lists and groups inside each other"
            self._slip("too-deep", self._place(line, column), message, expected, lost=True)
            raise _OverLimitError
        shape = Fields if isinstance(event, yaml.MappingStartEvent) else List
        group = shape(line, column, 0 if event.flow_style else line, column)
        if event.anchor or event.tag:
            self._extras(event)
        self.stack.append((self.group, self._add(group)))
        self.group, self.key = group, None

    def _close(self, event: Event) -> None:
        group = self.group
        self.group, self.key = self.stack.pop()
        if group is None or self.last is None:
            return
        if group.end_line:  # libyaml ends it where the next thing starts; it ends where its last part does
            group.end_line, group.end_column = self.last.end_line, self.last.end_column
            return
        mark = event.end_mark
        group.end_line, group.end_column = mark.line + 1, mark.column + 1
        self.last = group
        if isinstance(group, Fields) and self.key is None:
            self._blank(group)

    def _alias(self, event: Event) -> None:
        start, end = event.start_mark, event.end_mark
        node = Text(start.line + 1, start.column + 1, end.line + 1, end.column + 1, "", plain=False)
        copied = self.key is not NOWHERE
        self.last = node
        name = self._add(node) if copied else None
        self.key = NOWHERE if name else None
        if copied:
            self._stands_for(event, node)

    def _add(self, node: Node) -> Text | None:
        """Put a part where it belongs; a name of a field is kept for what comes next."""
        self.count += 1
        if self.count > VALUES:
            message = f"this file has more than {VALUES:,} texts, lists and groups"
            place = self._place(node.line, node.column)
            self._slip("too-many", place, message, "a shorter file; split it into several", lost=True)
            raise _OverLimitError
        group, key = self.group, self.key
        if isinstance(group, Fields):
            if key is None:
                return self._name(group, node)
            if key is not NOWHERE:
                self._put(group, key, node)
        elif group is None:
            self.root = node
        else:
            group.items.append(node)
        return None

    def _put(self, group: Fields, key: Text, node: Node) -> None:
        if key.text in group.fields:
            self._twice(group, key, node)
        else:
            group.fields[key.text] = node
            group.keys[key.text] = key

    def _name(self, group: Fields, node: Node) -> Text:
        if isinstance(node, Text):
            if node.text not in ODD_NAMES and node.line not in self.asks:
                return node
            message = self._odd_name(node)
            if not message:
                return node
        elif self._after(group.line, group.column).startswith("{{"):
            self.doubled = group
            return NOWHERE
        else:
            message = "the name of a field is a word, not a list or a group"
        rule, expected = "field-name", A_FIELD
        if "'<<'" in message:
            rule, expected = "merge-key", "the fields themselves, written out"
        self._slip(rule, self._place(node.line, node.column), message, expected, lost=True)
        return NOWHERE

    def _odd_name(self, node: Text) -> str:
        """What is wrong with a name; nothing, perhaps."""
        if self.lines[node.line - 1][: node.column - 1].strip(" -") == "?":
            return "a field's name does not start with a question mark"
        if not node.text:
            return "there is no name before this colon"
        if node.text == "<<" and node.plain:
            return "'<<' would copy fields from elsewhere, which is not possible here"
        return ""

    def _twice(self, group: Fields, key: Text, node: Node) -> None:
        first, same = group.keys[key.text], group.fields[key.text]
        message = f"the field '{key.text}' is here twice; the first is in line {first.line}"
        place = self._place(key.line, key.column, len(key.text))
        also = (self._place(first.line, first.column, len(key.text)),)
        mends: list[Mend] = []
        if isinstance(node, Text) and isinstance(same, Text) and node.text == same.text:
            line = self.lines[key.line - 1]
            alone = not line[: key.column - 1].strip() and not line[node.end_column - 1 :].strip()
            if alone and key.line == node.end_line:
                mends.append(Mend(key.line, key.line, ()))
        problem = Problem("twice", place, message, "each field once", also=also)
        self.slips.append(self._second_item(group, key, node) or Slip(problem, tuple(mends)))

    def _second_item(self, group: Fields, key: Text, node: Node) -> Slip | None:
        """A second id in one item, another than the first: it starts the next item, and its dash is lost."""
        same = group.fields[key.text]
        texts = isinstance(node, Text) and isinstance(same, Text) and node.text != same.text
        column = group.column - 3
        if key.text != "id" or not texts or self.lines[group.line - 1][max(0, column) : column + 2] != "- ":
            return None
        trouble = Trouble(self.file, self.lines, key.line - 1, key.column - 1)
        line = trouble.line(key.line - 1)
        return lost_dash(trouble, line, column) if line.indent == key.column - 1 == column + 2 else None

    def _extras(self, event: Event) -> None:
        """A name or a sign with a meaning of its own in front of a text or a group."""
        start = event.start_mark
        row, column = start.line + 1, start.column
        line = self.lines[start.line]
        sign = line[column:].split(maxsplit=1)[0]
        rest = line[column + len(sign) :].lstrip()
        mends = [Mend(row, row, ((line[:column] + rest).rstrip(),))]
        if isinstance(event, yaml.ScalarEvent) and not event.style and not sign.startswith("!!"):
            mends.insert(0, Mend(row, row, (line[:column] + quoted(line[column:].rstrip()),)))
        place = self._place(row, column + 1, len(sign))
        expected = "the text without it; or, if it belongs to the text, " + QUOTED
        if event.anchor:
            self.names.add(event.anchor)
            message = f"'{sign}' names this part so that it can be copied, which is not possible here"
            self._slip("anchor", place, message, expected, *mends)
        else:
            message = f"'{sign}' would change how this is read, which is not possible here"
            self._slip("tag", place, message, expected, *mends)

    def _stands_for(self, event: Event, node: Text) -> None:
        line = self.lines[node.line - 1]
        start, end = node.column - 1, node.end_column - 1
        mends = []
        if event.anchor not in self.names:
            mends.append(Mend(node.line, node.line, (line[:start] + quoted(line[start:end]) + line[end:],)))
        place = self._place(node.line, node.column, end - start)
        message = f"'{line[start:end]}' stands for a part from elsewhere, which is not possible here"
        expected = "the text itself; or, if the star belongs to the text, " + QUOTED
        self._slip("alias", place, message, expected, *mends, lost=True)

    def _document(self, event: Event) -> None:
        start = event.start_mark.line
        if self.root is not None:
            row = self._row("---", start)
            message = "this line of dashes starts a second file inside the first"
            expected = "one checklist in a file, with no line of dashes in it"
            self._slip("second-file", self._place(row, 1, 3), message, expected, Mend(row, row, ()), lost=True)
            raise _OverLimitError
        if event.version or event.tags:
            row = self._row("%", 0)
            place = self._place(row, 1, len(self.lines[row - 1]))
            message = "a line that starts with a percent sign is not possible here"
            self._slip("directive", place, message, "a file that starts with its fields", Mend(row, row, ()))

    def _row(self, mark: str, start: int) -> int:
        """The first line that starts with a mark, from a row on."""
        return next((row + 1 for row in range(start, len(self.lines)) if self.lines[row].startswith(mark)), 1)

    def _cut_off(self, node: Text) -> None:
        """A text that stops at ` #`, though what follows does not look like a note."""
        line = self.lines[node.end_line - 1]
        rest = line[node.end_column - 1 :].strip()
        if not CUT.match(line, line.find("#", node.end_column - 1) - 1) or not rest.startswith("#"):
            return
        at = line.index("#", node.end_column - 1)
        mends = []
        if node.line == node.end_line:
            start = node.column - 1 if node.text else at
            mends.append(Mend(node.line, node.line, (line[:start] + quoted(line[start:].rstrip()),)))
        message = f"'{rest}' is left out of this text, since a space and '#' start a note"
        expected = QUOTED + "; in a note, a space after '#'"
        self._slip("cut-off", self._place(node.end_line, at + 1, len(rest)), message, expected, *mends)

    def _escaped(self, node: Text) -> None:
        """A backslash and a letter that together stand for something nobody can see."""
        if any(node.text[at] != "\n" for at in unseen(node.text)):
            trouble = Trouble(self.file, self.lines, node.line - 1, node.column - 1)
            self.slips.append(backslash(trouble, node.line - 1, node.column - 1))

    def _starts(self, node: Text) -> None:
        """A list without spaces after its dashes, or lines that start with odd spaces, read as one text."""
        trouble = Trouble(self.file, self.lines, node.line - 1, node.column - 1)
        if node.text.startswith("-") and not self.lines[node.line - 1][: node.column - 1].strip():
            self.slips.extend(no_space(trouble, trouble.line(node.line - 1)))
        for row in range(node.line - 1, min(node.end_line, len(self.lines))):
            slip = next(odd_spaces(trouble, trouble.line(row)), None)
            if slip:
                self.slips.append(slip)
                return

    def _blank(self, group: Fields) -> None:
        """A blank such as `{me.name}` without quotes, which reads as a field with nothing in it."""
        doubled = group is self.doubled
        if group.end_line > group.line or not (doubled or self._is_blank(group)):
            return
        line = self.lines[group.line - 1]
        start, end = group.column - 1, group.end_column - 1
        typed = line[start:end]
        message = f"a text that starts with a blank such as '{typed}' needs quotes"
        mend = Mend(group.line, group.line, (line[:start] + quoted(typed) + line[end:],))
        place = self._place(group.line, group.column, end - start)
        self._slip("blank-unquoted", place, message, QUOTED, mend, lost=True)

    def _is_blank(self, group: Fields) -> bool:
        if len(group.fields) != 1:
            return False
        (name,), (value,) = group.keys.values(), group.fields.values()
        empty = isinstance(value, Text) and value.plain and not value.text
        return empty and name.plain and not self._after(name.end_line, name.end_column).startswith(":")

    def _after(self, line: int, column: int) -> str:
        return self.lines[line - 1][column - 1 :] if line <= len(self.lines) else ""

    def _top(self) -> None:
        """The whole file must be fields with their values."""
        root = self.root
        if root is None or (isinstance(root, Text) and root.plain and not root.text):
            self._slip("empty-file", self._place(1, 1), "there is nothing in this file", A_FIELD, lost=True)
            return
        place = self._place(root.line, root.column)
        if isinstance(root, List):
            message = "this file is a list; it should start with a field"
            self._slip("not-fields", place, message, A_FIELD, lost=True)
        elif isinstance(root, Text):
            trouble = Trouble(self.file, self.lines, root.line - 1, root.column - 1)
            slips = list(no_space(trouble, trouble.line(root.line - 1)))
            one = Problem("not-fields", place, "this file is one text, with no field in it", A_FIELD)
            self.slips.extend(slips or [Slip(one, lost=True)])

    def _place(self, line: int, column: int, width: int = 1) -> Place:
        return Place(self.file, min(line, len(self.lines)), column, max(1, width))

    def _slip(self, rule: str, place: Place, message: str, expected: str, *mends: Mend, lost: bool = False) -> None:
        self.slips.append(Slip(Problem(rule, place, message, expected), mends, lost))
