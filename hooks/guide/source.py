"""The bytes of one file as a tree in which every text has its place, or the problems that prevent it.

libyaml's events are read with a stack of our own: its `compose` and `load` end the whole process on deep input.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from guide.letters import letters
from guide.places import Mend, Place, Problem
from guide.slips import QUOTED, Slip, Trouble, guesses, no_space, odd_spaces, quoted

DEPTH = 16
"""Groups inside groups; our deepest checklist has 7."""
VALUES = 20_000
"""Texts, lists and groups in one file; a checklist of 140 lines has 250."""
ROUNDS = 20
"""Times a file is mended and read again to find what stands after a mistake."""
MENDS = 10
"""Mends shown for one file."""
MENDABLE = 64 * 1024
"""Characters of a file that is still mended."""
REREAD = 1024 * 1024
"""Characters read again in all to try the mends of one file."""

LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
CUT = re.compile(r"[ \t]+#(?=[^\s#])")
ADDRESS = re.compile(r"[^\"'{}\[\]:,]+")


class Node:
    """A part of a file. Lines and columns count from 1; the end is where the part no longer is."""

    __slots__ = ("column", "end_column", "end_line", "line")

    def __init__(self, line: int, column: int, end_line: int, end_column: int) -> None:
        self.line = line
        self.column = column
        self.end_line = end_line
        self.end_column = end_column


class Text(Node):
    """What the author typed: never a number, a date or a yes."""

    __slots__ = ("plain", "text")

    def __init__(self, line: int, column: int, end_line: int, end_column: int, text: str, plain: bool) -> None:
        super().__init__(line, column, end_line, end_column)
        self.text = text
        self.plain = plain
        """Without quotes, `|` or `>`."""


class List(Node):
    """Items in order."""

    __slots__ = ("items",)

    def __init__(self, line: int, column: int, end_line: int, end_column: int) -> None:
        super().__init__(line, column, end_line, end_column)
        self.items: list[Node] = []


class Fields(Node):
    """Values by the name of their field, in the author's order."""

    __slots__ = ("fields", "keys")

    def __init__(self, line: int, column: int, end_line: int, end_column: int) -> None:
        super().__init__(line, column, end_line, end_column)
        self.fields: dict[str, Node] = {}
        self.keys: dict[str, Text] = {}
        """The names themselves, with their places."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was found, to be read again when a place in it is needed."""

    file: str
    data: bytes = field(repr=False)

    def lines(self) -> list[str]:
        """The lines as they stand, without their ends."""
        return letters(self.file, self.data).shown

    def tree(self) -> Fields | None:
        return read(self.file, self.data)[0]


def read(file: str, data: bytes) -> tuple[Fields | None, list[Problem]]:
    """The tree of a file, and its problems in order of place.

    Where every problem has a mend the tree is that of the mended file, so that its meaning can be checked as well;
    the problems still stand.
    """
    found = letters(file, data)
    if not found.clean:
        return None, found.problems
    return _Desk(file, found.shown, found.clean, found.problems).work()


def plain(node: Node) -> Any:
    """The same without places: text, lists and dictionaries."""
    if isinstance(node, Text):
        return node.text
    if isinstance(node, List):
        return [plain(item) for item in node.items]
    assert isinstance(node, Fields)
    return {name: plain(value) for name, value in node.fields.items()}


def find(root: Node, path: tuple[str | int, ...]) -> Node:
    """The part at a path, or the nearest around it that exists."""
    for step in path:
        inner = _step(root, step)
        if inner is None:
            break
        root = inner
    return root


def find_key(root: Node, path: tuple[str | int, ...]) -> Node:
    """The name of the field at a path; where it has none, what `find` finds."""
    around = find(root, path[:-1])
    if path and isinstance(around, Fields) and path[-1] in around.keys and _at(root, path[:-1], around):
        return around.keys[str(path[-1])]
    return find(root, path)


def _at(root: Node, path: tuple[str | int, ...], node: Node) -> bool:
    """Whether a path leads to this node, and not only near it."""
    for step in path:
        inner = _step(root, step)
        if inner is None:
            return False
        root = inner
    return root is node


def _step(node: Node, step: str | int) -> Node | None:
    if isinstance(node, Fields):
        return node.fields.get(str(step))
    if isinstance(node, List) and isinstance(step, int) and 0 <= step < len(node.items):
        return node.items[step]
    return None


@dataclass(slots=True)
class _Pass:
    """One reading of a text."""

    tree: Node | None
    slips: list[Slip]
    trouble: Trouble | None = None
    """Where it stopped, if it did."""


class _Desk:
    """One file being read, mended and read again."""

    def __init__(self, file: str, shown: list[str], clean: list[str], problems: list[Problem]) -> None:
        self.file = file
        self.shown = shown
        self.lines = clean
        self.problems = problems
        self.mends = sum(problem.mend is not None for problem in problems)
        self.budget = REREAD
        self.told: set[tuple[str, int, str]] = set()
        self.mended: set[int] = set()

    def work(self) -> tuple[Fields | None, list[Problem]]:
        now = _Reader(self.file, self.lines).read()
        self._drop_untrue(now)
        tree = None
        for _ in range(ROUNDS):
            if now.trouble:
                after = self._clear(now.trouble)
                if after is None:
                    self._tell_all(now)
                    break
                now = after
            else:
                tree = now.tree
                if not self._tell_all(now):
                    break
                now = _Reader(self.file, self.lines).read()
        lost = now.trouble or any(slip.lost for slip in now.slips)
        problems = sorted(self.problems, key=lambda problem: (problem.place.line, problem.place.column))
        return tree if isinstance(tree, Fields) and not lost else None, problems

    def _drop_untrue(self, now: _Pass) -> None:
        """A line that lost its hidden character and still cannot be read is no mended line."""
        if now.trouble:
            row = now.trouble.row + 1
            self.problems = [replace(one, mend=None) if one.mend and one.mend.first == row else one for one in self.problems]

    def _clear(self, trouble: Trouble) -> _Pass | None:
        """Tell what stopped the reading; the reading of the mended text, if there is a mend."""
        best: tuple[int, Slip, Mend, _Pass] | None = None
        first: Slip | None = None
        for slip in guesses(trouble):
            first = first or slip
            for mend in slip.mends:
                after = self._try(mend)
                if after is None:
                    continue
                far = after.trouble.row if after.trouble else len(self.lines) + 1
                if far >= mend.last and far > trouble.row and (best is None or far > best[0]):
                    best = far, slip, mend, after
            if best and best[0] > len(self.lines):
                break
        if best is None:
            assert first is not None
            self._tell(first, None)
            return None
        _, slip, mend, after = best
        self._tell(slip, mend)
        self._apply(mend)
        return after

    def _tell_all(self, now: _Pass) -> bool:
        """Tell what was found while reading; whether anything was mended."""
        before = len(self.mended)
        rows: set[int] = set()
        for slip in now.slips:
            place = slip.problem.place
            if (slip.problem.rule, place.line, slip.problem.message) in self.told or place.line in rows:
                continue
            mend = None if now.trouble else self._proved(slip, now)
            self._tell(slip, mend)
            if mend:
                rows.update(range(mend.first, mend.last + 1))
                self._apply(mend)
        return bool(rows) or len(self.mended) > before

    def _proved(self, slip: Slip, now: _Pass) -> Mend | None:
        for mend in slip.mends:
            after = self._try(mend)
            if after and not after.trouble and not _has(after, slip, mend) and len(after.slips) <= len(now.slips):
                return mend
        return None

    def _try(self, mend: Mend) -> _Pass | None:
        """The reading of a copy with this mend; None when enough was tried."""
        size = sum(map(len, self.lines))
        if self.mends >= MENDS or size > MENDABLE or self.budget < size:
            return None
        self.budget -= size
        return _Reader(self.file, _mended(self.lines, mend)).read()

    def _apply(self, mend: Mend) -> None:
        self.lines = _mended(self.lines, mend)
        self.mended.update(range(mend.first, mend.last + 1))

    def _tell(self, slip: Slip, mend: Mend | None) -> None:
        problem = slip.problem
        self.told.add((problem.rule, problem.place.line, problem.message))
        self.mends += mend is not None
        row = problem.place.line - 1
        line = self.shown[row] if row < len(self.shown) else ""
        self.problems.append(replace(problem, mend=mend, line=line))


def _has(after: _Pass, slip: Slip, mend: Mend) -> bool:
    """Whether a mended text still has the problem, or another in the lines that were mended."""
    return any(mend.first <= other.problem.place.line <= mend.last for other in after.slips) and any(
        other.problem.rule == slip.problem.rule and other.problem.place == slip.problem.place for other in after.slips
    )


def _mended(lines: list[str], mend: Mend) -> list[str]:
    """A copy with as many lines: deleted ones become empty, so that places stay true."""
    gap = [""] * (mend.last - mend.first + 1 - len(mend.new))
    return [*lines[: mend.first - 1], *mend.new, *gap, *lines[mend.last :]]


NOWHERE = Text(0, 0, 0, 0, "", False)
"""The name of a value that cannot be kept."""
UNCERTAIN = frozenset("-\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000")
"""What a text without quotes hardly ever starts with: a dash, and spaces that are no spaces."""


class _TooMuch(Exception):
    """The file goes over a limit; reading on would only cost time."""


class _Reader:
    """One pass over libyaml's events."""

    def __init__(self, file: str, lines: list[str]) -> None:
        self.file = file
        self.lines = lines
        self.slips: list[Slip] = []
        self.names: set[str] = set()
        """Anchors seen so far."""
        self.last: Text | None = None
        self.cuts = {row for row, line in enumerate(lines, 1) if "#" in line and CUT.search(line)}
        self.doubled: Fields | None = None
        """Curly brackets inside curly brackets."""

    def read(self) -> _Pass:
        try:
            root = self._tree(LOADER("\n".join(self.lines)))
        except _TooMuch:
            return _Pass(None, self.slips)
        except yaml.MarkedYAMLError as error:
            return _Pass(None, self.slips, self._trouble(error))
        except yaml.YAMLError:
            return _Pass(None, self.slips, Trouble(self.file, self.lines, 0, 0))
        self._top(root)
        return _Pass(root, self.slips)

    def _trouble(self, error: yaml.MarkedYAMLError) -> Trouble:
        mark, context, about = error.problem_mark, error.context_mark, error.context or ""
        row, column = (mark.line, mark.column) if mark else (0, 0)
        begun = context.line if context else None
        text = (self.last.line - 1, self.last.end_line - 1, self.last.plain) if self.last else None
        return Trouble(self.file, self.lines, row, column, begun, "quoted" in about, "flow" in about, text)

    def _tree(self, events: Any) -> Node | None:
        """The tree of the first document, by a stack of the groups that are open."""
        stack: list[tuple[List | Fields | None, Text | None]] = []
        group: List | Fields | None = None
        key: Text | None = None
        root: Node | None = None
        count = 0
        while True:
            event = events.get_event()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                node: Node = self._text(event, group is not None)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                node = self._group(event, kind, len(stack))
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                assert group is not None
                self._close(group, event.end_mark, key_of=stack[-1][1])
                group, key = stack.pop()
                continue
            elif kind is yaml.AliasEvent:
                node = self._alias(event, key)
            elif kind is yaml.DocumentStartEvent:
                self._document(event, root)
                continue
            elif event is None or kind is yaml.StreamEndEvent:
                return root
            else:
                continue
            count += 1
            if count > VALUES:
                self._too_many(node)
            after: Text | None = None
            if type(group) is Fields:
                if key is None:
                    after = self._key(group, node)
                else:
                    self._put(group, key, node)
            elif group is not None:
                group.items.append(node)
            else:
                root = node
            if type(node) is Text:
                key = after
            else:
                stack.append((group, after))
                group, key = node, None  # type: ignore[assignment]

    def _text(self, event: Any, inside: bool) -> Text:
        start, end = event.start_mark, event.end_mark
        value = event.value
        node = Text(start.line + 1, start.column + 1, end.line + 1, end.column + 1, value, not event.style)
        self.last = node
        if event.anchor or event.tag:
            self._extras(event)
        if not event.style:
            if node.end_line in self.cuts:
                self._cut_off(node, inside)
            if node.end_line > node.line or value[:1] in UNCERTAIN:
                self._start(node)
        return node

    def _group(self, event: Any, kind: type, depth: int) -> List | Fields:
        start = event.start_mark
        line, column = start.line + 1, start.column + 1
        if depth >= DEPTH:
            message = f"this is more than {DEPTH} levels deep"
            self._tell("too-deep", line, column, 1, message, f"at most {DEPTH} groups or lists inside each other", lost=True)
            raise _TooMuch
        if event.anchor or event.tag:
            self._extras(event)
        group = Fields if kind is yaml.MappingStartEvent else List
        return group(line, column, 0 if event.flow_style else line, column)

    def _close(self, group: List | Fields, mark: Any, key_of: Text | None) -> None:
        flow = group.end_line == 0
        group.end_line, group.end_column = mark.line + 1, mark.column + 1
        if not flow:
            self._end_with_last(group)
        elif type(group) is Fields and key_of is None:
            self._unfinished(group)

    def _end_with_last(self, group: List | Fields) -> None:
        """libyaml ends a group where the next thing starts; it ends where its last part does."""
        parts = list(group.fields.values()) if isinstance(group, Fields) else group.items
        if parts:
            group.end_line, group.end_column = parts[-1].end_line, parts[-1].end_column

    def _key(self, group: Fields, node: Node) -> Text:
        if not isinstance(node, Text):
            if "{{" == self._at(group)[:2]:
                self.doubled = group
            else:
                self._no_name(node, "the name of a field must be a word, not a list or a group")
            return NOWHERE
        before = self.lines[node.line - 1][: node.column - 1] if node.line <= len(self.lines) else ""
        if before.rstrip().endswith("?") and before.lstrip(" -?") == "":
            self._no_name(node, "a field does not start with a question mark")
            return NOWHERE
        if not node.text.strip():
            self._no_name(node, "there is no name before this colon")
            return NOWHERE
        if node.text == "<<" and node.plain:
            message = "'<<' copies fields from elsewhere, which is not possible here"
            self._tell("merge-key", node.line, node.column, 2, message, "the fields themselves, written out", lost=True)
            return NOWHERE
        return node

    def _no_name(self, node: Node, message: str) -> None:
        expected = "a name, a colon and a space, such as 'title: …'"
        self._tell("field-name", node.line, node.column, 1, message, expected, lost=True)

    def _put(self, group: Fields, key: Text, node: Node) -> None:
        if key is NOWHERE:
            return
        if key.text in group.fields:
            self._twice(group, key, node)
        else:
            group.fields[key.text] = node
            group.keys[key.text] = key

    def _twice(self, group: Fields, key: Text, node: Node) -> None:
        first = group.keys[key.text]
        message = f"the field '{key.text}' is here twice; the first is in line {first.line}"
        also = (Place(self.file, first.line, first.column, len(key.text)),)
        mends: list[Mend] = []
        same = group.fields[key.text]
        line = self.lines[key.line - 1]
        if isinstance(node, Text) and isinstance(same, Text) and node.text == same.text:
            if key.line == node.end_line and not line[: key.column - 1].strip() and not line[node.end_column - 1 :].strip():
                mends.append(Mend(key.line, key.line, ()))
        self._tell("twice", key.line, key.column, len(key.text), message, "each field once", *mends, also=also)

    def _extras(self, event: Any) -> None:
        """An anchor or a tag in front of a text or a group."""
        start = event.start_mark
        row, column = start.line, start.column
        line = self.lines[row]
        word = re.match(r"\S*", line[column:])
        width = word.end() if word else 1
        mends = [Mend(row + 1, row + 1, (line[:column] + line[column + width :].lstrip(),))]
        if type(event) is yaml.ScalarEvent and not event.style and line[column : column + 2] != "!!":
            mends.insert(0, Mend(row + 1, row + 1, (line[:column] + quoted(line[column:].rstrip()),)))
        if event.anchor:
            self.names.add(event.anchor)
            message = f"'&{event.anchor}' names this part so that it can be copied, which is not possible here"
            self._tell("anchor", row + 1, column + 1, width, message, "the text without it, or " + QUOTED, *mends)
        else:
            message = f"'{line[column : column + width]}' has a special meaning at the start of a text, which is not possible here"
            self._tell("tag", row + 1, column + 1, width, message, "the text without it, or " + QUOTED, *mends)

    def _alias(self, event: Any, key: Text | None) -> Text:
        start, end = event.start_mark, event.end_mark
        node = Text(start.line + 1, start.column + 1, end.line + 1, end.column + 1, "", False)
        if key is NOWHERE:
            return node
        mends = []
        line = self.lines[start.line]
        if event.anchor not in self.names:
            text = quoted(line[start.column : end.column])
            mends.append(Mend(node.line, node.line, (line[: start.column] + text + line[end.column :],)))
        message = f"'*{event.anchor}' stands for a part from elsewhere, which is not possible here"
        expected = "the text itself; a text that starts with a star needs double quotes"
        self._tell("alias", node.line, node.column, end.column - start.column, message, expected, *mends, lost=True)
        return node

    def _document(self, event: Any, root: Node | None) -> None:
        row = event.start_mark.line
        if root is not None:
            row = next((at for at in range(row, len(self.lines)) if self.lines[at].startswith("---")), row)
            message = "a second file starts at this line of dashes"
            expected = "one checklist in a file, and no line of dashes inside it"
            self._tell("second-document", row + 1, 1, 3, message, expected, Mend(row + 1, row + 1, ()), lost=True)
            raise _TooMuch
        if event.version or event.tags:
            row = next((at for at in range(len(self.lines)) if self.lines[at].startswith("%")), row)
            message = "a line that starts with a percent sign has a special meaning, which is not possible here"
            width = len(self.lines[row])
            self._tell("directive", row + 1, 1, width, message, "a file that starts with its fields", Mend(row + 1, row + 1, ()))

    def _cut_off(self, node: Text, inside: bool) -> None:
        """A text that stops at ` #`, though what follows does not look like a note."""
        row = node.end_line - 1
        line = self.lines[row]
        found = CUT.match(line, node.end_column - 1)
        if not found:
            return
        mends = []
        if node.line == node.end_line:
            start = node.column - 1 if node.text else found.end() - 1
            space = " " if line[start - 1 : start] in (":", "-") else ""
            mends.append(Mend(row + 1, row + 1, (line[:start] + space + quoted(line[start:].rstrip()),)))
        rest = line[found.end() - 1 :].rstrip()
        message = f"all from ' #' on is left out of this text: '{rest}'"
        expected = QUOTED + ", or a space after '#' if it is a note to other writers"
        self._tell("cut-off", row + 1, found.end(), len(rest), message, expected, *mends)

    def _start(self, node: Text) -> None:
        """A list without spaces after its dashes, or lines that start with odd spaces, read as one text."""
        first = self.lines[node.line - 1]
        trouble = Trouble(self.file, self.lines, node.line - 1, node.column - 1)
        if node.text.startswith("-") and not first[: node.column - 1].strip():
            self.slips.extend(no_space(trouble, trouble.line(node.line - 1)))
        for row in range(node.line - 1, min(node.end_line, len(self.lines))):
            slip = next(odd_spaces(trouble, trouble.line(row)), None)
            if slip:
                self.slips.append(slip)
                break

    def _unfinished(self, group: Fields) -> None:
        """A blank such as `{me.name}` without quotes, which reads as a field without a value."""
        names = list(group.keys.values())
        empty = [name for name in names if self._is_empty(group, name)]
        if group is self.doubled or (len(names) == 1 and empty):
            if group.end_line > group.line:
                return
            line = self.lines[group.line - 1]
            start, end = group.column - 1, group.end_column - 1
            typed = line[start:end]
            spaced = re.fullmatch(r"\{\s*([a-z][a-z0-9-]*):(\S.*)\}", typed)
            if spaced:
                return
            message = f"'{typed}' at the start of a text needs quotes"
            mend = Mend(group.line, group.line, (line[:start] + quoted(typed) + line[end:],))
            self._tell("blank-unquoted", group.line, group.column, end - start, message, QUOTED, mend, lost=True)

    def _is_empty(self, group: Fields, name: Text) -> bool:
        value = group.fields[name.text]
        return isinstance(value, Text) and value.plain and not value.text and ":" not in self._after(name)

    def _after(self, name: Text) -> str:
        return self.lines[name.end_line - 1][name.end_column - 1 : name.end_column]

    def _at(self, node: Node) -> str:
        return self.lines[node.line - 1][node.column - 1 :] if node.line <= len(self.lines) else ""

    def _too_many(self, node: Node) -> None:
        message = f"this file has more than {VALUES:,} texts, lists and groups"
        self._tell("too-many", node.line, node.column, 1, message, "a shorter file; split it into several", lost=True)
        raise _TooMuch

    def _top(self, root: Node | None) -> None:
        """The whole file must be fields with their values."""
        expected = "fields, each with its name, a colon and a space, such as 'title: …'"
        if root is None or (isinstance(root, Text) and not root.text and root.plain):
            self._tell("empty-file", 1, 1, 1, "there is nothing in this file", expected, lost=True)
        elif isinstance(root, List):
            self._tell("not-fields", root.line, root.column, 1, "this file starts with a list", expected, lost=True)
        elif isinstance(root, Text):
            trouble = Trouble(self.file, self.lines, root.line - 1, root.column - 1)
            slips = list(no_space(trouble, trouble.line(root.line - 1)))
            self.slips.extend(slips)
            if not slips:
                self._tell("not-fields", root.line, root.column, 1, "this file is one text with no fields", expected, lost=True)

    def _tell(
        self,
        rule: str,
        line: int,
        column: int,
        width: int,
        message: str,
        expected: str,
        *mends: Mend,
        also: tuple[Place, ...] = (),
        lost: bool = False,
    ) -> None:
        line = min(line, len(self.lines))
        problem = Problem(rule, Place(self.file, line, column, max(1, width)), message, expected, also=also)
        self.slips.append(Slip(problem, mends, lost))
