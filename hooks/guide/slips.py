"""What the author of a line that cannot be read most likely meant, and how the line would say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from guide.places import Mend, Place, Problem

SPECIAL = {
    "*": "a star",
    "&": "the sign '&'",
    "!": "an exclamation mark",
    "%": "a percent sign",
    "@": "the sign '@'",
    "`": "a backtick",
    "{": "a curly bracket",
    "}": "a curly bracket",
    "[": "a square bracket",
    "]": "a square bracket",
    "|": "an upright bar",
    ">": "the sign '>'",
    ",": "a comma",
    "?": "a question mark and a space",
    "-": "a dash and a space",
}
"""What a text cannot start with, and what a person calls it."""
QUOTED = "double quotes around the whole text"
A_FIELD = "a field: its name, a colon, a space and its text, such as 'title: One step at a time'"
NAMES = frozenset(
    [
        "about", "address", "answer", "any-time", "ask", "at-most", "avoid", "awaits", "better", "capitals", "care",
        "checked", "choose", "claim", "columns", "count", "depth", "depths", "do", "due", "each", "ends", "example",
        "except", "experts", "fits", "folder", "for", "full", "gap", "go", "grade", "grades", "hear", "help", "high",
        "hint", "id", "if", "in", "items", "joins", "keep", "kind", "knowledge", "language", "lead", "length",
        "lists", "local", "low", "many", "messages", "middle", "minutes", "moments", "must", "name", "needs", "next", "of", "one",
        "open", "options", "order", "paper", "phrases", "place", "places", "private", "questions", "reading-age", "replies",
        "reviewed", "room", "rows", "say", "send", "sends", "sentence", "short", "show", "situations", "sources",
        "stages", "start-from", "starts", "subject", "summary", "tell", "text", "texts", "then", "title", "unknown", "use",
        "wait", "was", "ways", "welcome", "when", "why", "with-a-group", "words"
    ]
)  # fmt: skip
"""The fields of the format, which a line may be even if no other line of the file has them."""
FIELD = re.compile("[a-z][a-z0-9_-]{0,39}")
NEAR = 3
"""Columns by which a line may have slipped."""
LONG = 50
"""Characters from which on a line may be one of a longer text."""
REACH = 200
"""Lines above a line that are looked at to see which groups are open."""
TRIES = 12
"""Mends of one slip that are worth trying."""
COPIED = "copied from a web page or from Word"
ODD_SPACES = "\u00a0\u1680\u2007\u202f\u205f\u3000\u2000-\u200a"
"""Spaces that are not taken for one."""
BULLETS = {
    "–": "a long dash",
    "—": "a long dash",
    "−": "a minus sign",
    "•": "a bullet",
    "·": "a bullet",
    "●": "a bullet",
}
"""What a word processor makes of the dash of an item."""
FENCE = re.compile(r"[ \t]*(```|~~~)[a-z]*[ \t]*$")


@dataclass(frozen=True, slots=True)
class Slip:
    """A problem, and mends that may be right; whoever can read the file tries them."""

    problem: Problem
    mends: tuple[Mend, ...] = ()
    lost: bool = False
    """Without a mend, part of the file cannot be known."""
    sure: bool = True
    """False when the mend only serves to read on: the author may have meant something else."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line, taken apart as far as that can be done without the others."""

    row: int
    """From 0."""
    text: str
    indent: int
    body: int
    """Where what follows the dashes starts."""
    key: str
    value: str
    """What follows the field's name, or all of it, without the note at its end."""
    start: int
    """Where the value starts."""
    note: str
    """From ` #` on."""

    def with_value(self, value: str) -> str:
        """The line with another value, and its note as it was."""
        return f"{self.text[: self.start]}{value}{self.note}"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Where reading stopped. Rows and columns count from 0."""

    file: str
    lines: list[str]
    row: int
    column: int
    what: str = ""
    """What the reader of the file said, never shown."""
    context: int | None = None
    """The row where the part began that could not be finished."""
    open_quote: bool = False
    open_bracket: bool = False
    text: tuple[int, int, bool] | None = None
    """First row, last row of the text read last, and whether it had no quotes."""
    _cache: dict[int, Line] = field(default_factory=dict, repr=False)

    def line(self, row: int) -> Line:
        """A line taken apart, once."""
        if row not in self._cache:
            self._cache[row] = take_apart(row, self.lines[row])
        return self._cache[row]

    def slip(self, rule: str, line: Line, column: int, message: str, expected: str, *mends: Mend) -> Slip:
        """A slip that is underlined from a column to the end of its line."""
        width = max(1, len(line.text.rstrip()) - column)
        place = Place(self.file, line.row + 1, column + 1, width)
        return Slip(Problem(rule, place, message, expected, line=line.text), mends[:TRIES], lost=True)


def guesses(trouble: Trouble) -> Iterator[Slip]:
    """What may be wrong, the likeliest first; the last is always true and has no mend."""
    rows = _suspects(trouble)
    lines = [trouble.line(row) for row in rows]
    for line in lines:
        yield from _fence(trouble, line)
        yield from odd_spaces(trouble, line)
        yield from _value(trouble, line)
    for line in lines:
        yield from no_space(trouble, line)
        yield from bullets(trouble, line)
    for line in lines:
        yield from _bare_name(trouble, line)
    for line in [*lines, *_first_inside(trouble, lines[0])]:
        yield from _lost_dash(trouble, line)
    for line in lines[:2]:
        yield from _dash_above(trouble, line)
        yield from _indent(trouble, line)
    for guess in (_colon, _no_name):
        for line in lines:
            yield from guess(trouble, line)
    yield _unclear(trouble, trouble.line(rows[0]))


def quoted(text: str) -> str:
    """The text in the quotes that need the fewest changes inside."""
    if not re.search(r'["\\\t]', text):
        return f'"{text}"'
    if not re.search("['\t]", text):
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") + '"'


def take_apart(row: int, text: str) -> Line:
    """A line as indentation, dashes, field name, value and note."""
    indent = len(text) - len(text.lstrip())
    dashes = re.compile(r"(?:-[ \t]+)*").match(text, indent)
    body = dashes.end() if dashes else indent
    key, start = _key(text, body)
    rest = text[start:].rstrip()
    value, note = _note(rest)
    return Line(row, text, indent, body, key, value, start, note)


def _key(text: str, body: int) -> tuple[str, int]:
    """The field's name, if the line has one, and where its value starts."""
    if text[body : body + 1] in ("", '"', "'", "{", "[", "#", "&", "*", "!", "|", ">", "%", "@", "`"):
        return "", body
    found = re.compile(r":(?:[ \t]+|$)").search(text, body)
    if not found or found.start() - body > 80:
        return "", body
    return text[body : found.start()].strip(), found.end()


def _note(rest: str) -> tuple[str, str]:
    """A value without quotes and the note behind it: ` # such`, but not ` #1`."""
    found = re.search(r"[ \t]#(?:[ \t]|$)", rest) if rest[:1] not in ("'", '"') else None
    value = rest[: found.start()].rstrip() if found else rest
    return value, rest[len(value) :]


def _suspects(trouble: Trouble) -> list[int]:
    """Rows where the mistake may be, the likeliest first."""
    last = len(trouble.lines) - 1
    row = _with_words(trouble, min(trouble.row, last))
    rows = [row]
    if trouble.context is not None:
        unfinished = trouble.open_quote or trouble.open_bracket
        rows.insert(0 if unfinished else 1, min(trouble.context, last))
    if trouble.text and trouble.text[0] < trouble.text[1]:
        rows.insert(0 if not trouble.text[2] else 1, min(trouble.text[0], last))
    if row > 0:
        rows.append(_with_words(trouble, row - 1))
    return list(dict.fromkeys(rows))


def _with_words(trouble: Trouble, row: int) -> int:
    """The row, or the nearest above it that is not empty."""
    while row > 0 and not trouble.lines[row].strip():
        row -= 1
    return row


def _one(line: Line, new: str) -> Mend:
    return Mend(line.row + 1, line.row + 1, (new,))


def odd_spaces(trouble: Trouble, line: Line) -> Iterator[Slip]:
    """Tabs and odd spaces at the start of a line, with the lines around it that have them too."""
    if not _odd(line.text):
        return
    first = last = line.row
    while first > 0 and _odd(trouble.lines[first - 1]):
        first -= 1
    while last + 1 < len(trouble.lines) and _odd(trouble.lines[last + 1]):
        last += 1
    lines = trouble.lines[first : last + 1]
    mends = [Mend(first + 1, last + 1, tuple(_even(text, width) for text in lines)) for width in (2, 4, 1, 8)]
    if first == last:
        mends = [_one(line, " " * column + line.text.lstrip()) for column in _deepest(trouble, line)] + mends
    start = trouble.line(first)
    below = last - first
    which = "this line and the next start" if below == 1 else f"this line and the {below} below start"
    if not below:
        which = "this line starts"
    rule, found = "space-indent", f"{which} with special spaces, copied from a web page or from Word"
    if "\t" in start.text[: start.indent]:
        rule, found = "tab-indent", f"{which} with a tab; only spaces can stand there"
    expected = "ordinary spaces, two more for each step to the right"
    yield _narrow(trouble.slip(rule, start, 0, found, expected, *mends), start.indent)


def _deepest(trouble: Trouble, line: Line) -> list[int]:
    """Columns that this line may have lost: where its neighbours show it, then those of the groups it may join."""
    columns = sorted(_columns(trouble, line), reverse=True)
    above = next(_above(trouble, line.row), line)
    likely = above.body
    if line.body > line.indent:
        likely = _inside(trouble, line) - (line.body - line.indent)
    elif not above.value and line.row + 1 < len(trouble.lines):
        likely = trouble.line(line.row + 1).indent
    return sorted(columns, key=lambda column: column != likely)


def _narrow(slip: Slip, width: int) -> Slip:
    old = slip.problem
    place = Place(old.place.file, old.place.line, old.place.column, max(1, width))
    return replace(slip, problem=replace(old, place=place))


def _odd(text: str) -> bool:
    start = text[: len(text) - len(text.lstrip())]
    return bool(start.strip(" ")) and bool(text.strip())


def _even(text: str, width: int) -> str:
    words = text.lstrip()
    start = text[: len(text) - len(words)]
    return "".join(" " * width if mark == "\t" else " " for mark in start) + words


def _columns(trouble: Trouble, line: Line) -> dict[int, str]:
    """Where this line may start to join a group that is open above it, the nearest first, each with its neighbour."""
    found: dict[int, str] = {}
    dash = line.body > line.indent or line.text.strip() == "-"
    limit = len(line.text) + REACH
    for nearest, other in enumerate(_above(trouble, line.row)):
        if other.indent >= limit:
            continue
        limit = other.indent
        for column in _dashes(other) if dash else _fields(other):
            what = "the dash" if other.text[column] == "-" else f"'{_word(other, column)}'"
            found.setdefault(column, f"under {what} in line {other.row + 1}")
        if nearest == 0 and other.key and not other.value:
            found.setdefault(other.body + 2, f"two more than '{other.key}' in line {other.row + 1}")
            if dash:
                found.setdefault(other.body, f"under '{other.key}' in line {other.row + 1}")
    inside = _inside(trouble, line)
    order = sorted(found, key=lambda at: (at + line.body - line.indent != inside, abs(at - line.indent), -at))
    return {column: found[column] for column in order}


def _inside(trouble: Trouble, line: Line) -> int:
    """Where the line below an item starts, since the item's fields stand under each other; else nowhere."""
    if line.body == line.indent or line.row + 1 >= len(trouble.lines):
        return -1
    below = trouble.line(line.row + 1)
    return below.indent if below.body == below.indent and below.text.strip() else -1


def _word(line: Line, column: int) -> str:
    return line.key or line.text[column:].split(maxsplit=1)[0]


def _above(trouble: Trouble, row: int) -> Iterator[Line]:
    """Lines above a row, from below, up to the first that starts at the edge."""
    for other in range(row - 1, max(-1, row - REACH), -1):
        line = trouble.line(other)
        if line.text.strip() and line.text[line.indent] != "#":
            yield line
            if line.indent == 0:
                return


def _dashes(line: Line) -> list[int]:
    return [at for at in range(line.indent, line.body) if line.text[at] == "-"]


def _fields(line: Line) -> list[int]:
    """Columns at which fields, or dashes inside dashes, of this line stand."""
    named = [line.body] if line.key or len(line.text) > line.body > line.indent else []
    return _dashes(line)[1:] + named


def _value(trouble: Trouble, line: Line) -> Iterator[Slip]:
    """A value that starts with a sign of its own meaning."""
    first = line.value[:1]
    if first in ('"', "'"):
        yield from _quote(trouble, line)
    elif first == "{":
        yield from _brace(trouble, line)
    elif first == "[":
        yield from _bracket(trouble, line, "]")
    elif first == "-" and line.key and line.value[1:2] == " ":
        message = "a list cannot start on the same line as its field"
        yield trouble.slip("list-on-line", line, line.start, message, "the list on lines of its own, or " + QUOTED)
    elif first and first in "*&!%@`]}|>,?" and re.search(r"\w", line.value):
        yield _special(trouble, line)


def _special(trouble: Trouble, line: Line) -> Slip:
    message = f"a text cannot start with {SPECIAL[line.value[0]]} unless it is in quotes"
    mend = _one(line, line.with_value(quoted(line.value)))
    return trouble.slip("special-start", line, line.start, message, QUOTED, mend)


def _brace(trouble: Trouble, line: Line) -> Iterator[Slip]:
    if re.match(r"\{\{?[^{}:,\"']*\}", line.value):
        message = "a text that starts with a blank in curly brackets needs quotes"
        mend = _one(line, line.with_value(quoted(line.value)))
        yield trouble.slip("blank-unquoted", line, line.start, message, QUOTED, mend)
    else:
        yield from _bracket(trouble, line, "}")


def _bracket(trouble: Trouble, line: Line, closing: str) -> Iterator[Slip]:
    opening = line.value[0]
    if line.value.count(opening) > line.value.count(closing):
        message = f"this bracket '{opening}' is never closed"
        mend = _one(line, line.with_value(line.value.rstrip(",") + closing))
        yield trouble.slip("open-bracket", line, line.start, message, f"a '{closing}' at the end", mend)
    elif not line.value.endswith(closing):
        yield _special(trouble, line)


def _quote(trouble: Trouble, line: Line) -> Iterator[Slip]:
    """A text in quotes that ends too early, too late or never."""
    mark, value = line.value[0], line.value
    end = _closing(value)
    name = "quotation mark" if mark == '"' else "apostrophe"
    if end is None:
        message = f"this {name} at the start of a text is never closed"
        mends = _closed(trouble, line)
        yield trouble.slip("open-quote", line, line.start, message, f"a second {mark} at the end", *mends)
        return
    if mark == '"' and re.search(r"\\[^0abtnvfre \"/\\N_LPxuU\n]", value):
        yield backslash(trouble, line.row, line.start)
    rest = value[end + 1 :].strip()
    if not rest or rest.startswith(("#", ":")):
        return
    if value.endswith(mark) or (mark == "'" and value[end + 1 : end + 2].isalnum()):
        inner = value[1:-1] if value.endswith(mark) else value[1:]
        rule = "apostrophe" if mark == "'" else "quote-in-quotes"
        message = f"the {name} here ends the text too early"
        expected = "double quotes around the whole text" if mark == "'" else "single quotes around the whole text"
        mend = _one(line, line.with_value(quoted(inner.replace("''", "'") if mark == "'" else inner)))
        yield _narrow(trouble.slip(rule, line, line.start + end, message, expected, mend), 1)
    else:
        message = f"there is more text after the closing {name}"
        mend = _one(line, line.with_value(quoted(value)))
        column = line.start + end + 1 + len(value[end + 1 :]) - len(value[end + 1 :].lstrip())
        yield trouble.slip("text-after-quote", line, column, message, "quotes around the whole text", mend)


def _closing(value: str) -> int | None:
    """Where the quotes that open a value close."""
    mark, at = value[0], 1
    while at < len(value):
        if value[at] == "\\" and mark == '"':
            at += 1
        elif value[at] == mark:
            if mark == '"' or value[at + 1 : at + 2] != "'":
                return at
            at += 1
        at += 1
    return None


def _closed(trouble: Trouble, line: Line) -> Iterator[Mend]:
    """The mark added at the end of the line, or of the lines below that go on with it."""
    mark = line.value[0]
    yield _one(line, line.with_value(line.value.rstrip() + mark))
    last = _last_deeper(trouble, line.row, line.indent)
    if last > line.row:
        lines = trouble.lines[line.row : last + 1]
        yield Mend(line.row + 1, last + 1, (*lines[:-1], lines[-1].rstrip() + mark))


def backslash(trouble: Trouble, row: int, start: int) -> Slip:
    """The slip of a text in double quotes, from its start, whose backslashes are not meant as signs."""
    line = trouble.line(row)
    text = line.text[start:]
    end = _closing(text)
    at = start + max(0, text.find("\\"))
    message = "a backslash between double quotes changes the letter after it"
    mends = []
    if end is not None:
        inner = text[1:end].replace('\\"', '"')
        mends.append(_one(line, line.text[:start] + quoted(inner) + text[end + 1 :]))
    return _narrow(trouble.slip("backslash", line, at, message, "single quotes, or two backslashes", *mends), 2)


def _fence(trouble: Trouble, line: Line) -> Iterator[Slip]:
    """The line around an example, copied with it from a page."""
    if FENCE.match(line.text):
        message = "this line belongs to the page that these words were copied from"
        yield trouble.slip("fence", line, line.indent, message, "no such line", Mend(line.row + 1, line.row + 1, ()))


def bullets(trouble: Trouble, line: Line) -> Iterator[Slip]:
    """Items that start with a long dash or a bullet; all of them are mended at once."""
    mark = line.text[line.indent : line.indent + 1]
    if mark not in BULLETS or not mark:
        return
    rows = [row for row, text in enumerate(trouble.lines) if _bulleted(text) and not _in_block(trouble, row)]
    lines = trouble.lines[rows[0] : rows[-1] + 1] if rows else []
    new = [_with_dash(text) if rows[0] + at in rows else text for at, text in enumerate(lines)]
    mends = [Mend(rows[0] + 1, rows[-1] + 1, tuple(new))] if line.row in rows else []
    if len(rows) > 1:
        mends.append(_one(line, _with_dash(line.text)))
    others = f", and so do {len(rows) - 1} more" if len(rows) > 1 else ""
    message = f"this item starts with {BULLETS[mark]}, not with a hyphen{others}"
    yield _narrow(trouble.slip("long-dash", line, line.indent, message, "a hyphen and a space: '- …'", *mends), 1)


def _bulleted(text: str) -> bool:
    """Whether a line starts with a bullet and, after it, something that an item holds."""
    return text.lstrip()[:1] in BULLETS and bool(text.strip())


def _with_dash(text: str) -> str:
    words = text.lstrip()
    return f"{text[: len(text) - len(words)]}- {words[1:].lstrip()}"


def _in_block(trouble: Trouble, row: int) -> bool:
    """Whether a line belongs to a text whose field ends with `|` or `>`."""
    indent = trouble.line(row).indent
    for above in range(row - 1, max(-1, row - REACH), -1):
        line = trouble.line(above)
        if line.text.strip() and line.indent < indent:
            indent = line.indent
            if re.fullmatch("[|>][-+0-9]*", line.value):
                return True
    return False


def _bare_name(trouble: Trouble, line: Line) -> Iterator[Slip]:
    """The name of a field with a list or group below it, and no colon."""
    name = line.text[line.body :].rstrip()
    if line.key or not FIELD.fullmatch(name):
        return
    below = _below(trouble, line.row)
    dash = below is not None and below.body > below.indent
    if below is None or not (dash or below.key) or below.indent < line.body + (not dash):
        return
    message = f"there is no colon after '{name}'"
    mend = _one(line, f"{line.text.rstrip()}:")
    yield _narrow(trouble.slip("missing-colon", line, line.body, message, f"'{name}:'", mend), len(name))


def _below(trouble: Trouble, row: int) -> Line | None:
    """The next line with words in it."""
    for other in range(row + 1, min(row + REACH, len(trouble.lines))):
        if trouble.lines[other].strip() and not trouble.lines[other].lstrip().startswith("#"):
            return trouble.line(other)
    return None


def _lost_dash(trouble: Trouble, line: Line) -> Iterator[Slip]:
    """The first field of an item, with no dash before it."""
    if line.body > line.indent or not FIELD.fullmatch(line.key) or not line.value or line.value[0] in "|>":
        return
    for column in (line.indent, line.indent - 2):
        if column > 0 and _is_item(trouble, line, column):
            yield lost_dash(trouble, line, column)


def _first_inside(trouble: Trouble, line: Line) -> Iterator[Line]:
    """The first line of the group above that starts further in than this line."""
    first = None
    for above in _above(trouble, line.row):
        if above.indent <= line.indent:
            break
        first = above
    if first:
        yield first


def lost_dash(trouble: Trouble, line: Line, column: int) -> Slip:
    """The slip of a field that starts an item whose dash stood at a column."""
    new = f"{' ' * column}- {line.text.lstrip()}"
    message = f"there is no dash before '{line.key}', so no new item starts here"
    expected = f"'- {line.key}: …', with {_spaces(column)} before the dash"
    return _narrow(trouble.slip("lost-dash", line, line.indent, message, expected, _one(line, new)), len(line.key))


def _is_item(trouble: Trouble, line: Line, column: int) -> bool:
    """Whether what stands below fits an item that starts at a column, and other items there do so too."""
    above = next((other for other in _above(trouble, line.row) if other.indent <= column), None)
    after = _below(trouble, line.row)
    inside = after is not None and after.indent == after.body == column + 2 and bool(after.key)
    while after is not None and after.indent > column:
        after = _below(trouble, after.row)
    follows = above is not None and _starts_item(trouble, above.row, column)
    opens = above is not None and above.indent < column and bool(above.key) and not above.value
    goes_on = after is not None and _starts_item(trouble, after.row, column)
    ends = after is None or after.indent < column
    if line.indent == column:
        return (inside and (follows or opens) and (goes_on or ends)) or (follows and goes_on)
    return inside and opens and goes_on


def _dash_above(trouble: Trouble, line: Line) -> Iterator[Slip]:
    """An item whose dash stands too far left or right for its second field and for the other items."""
    if line.row == 0 or line.body > line.indent or _goes_into(trouble, line.row):
        return
    above = trouble.line(_with_words(trouble, line.row - 1))
    by = line.indent - above.body
    column = above.indent + by
    if above.body == above.indent or not 0 < abs(by) <= NEAR or column < 0:
        return
    like = next((row for row in range(len(trouble.lines)) if _starts_item(trouble, row, column)), None)
    if like is None:
        return
    message = f"this line starts with {_spaces(above.indent)}, unlike the other items"
    expected = f"{_spaces(column)} at its start, under the dash in line {like + 1}"
    mend = _one(above, _moved(above.text, by))
    yield _narrow(trouble.slip("bad-indent", above, above.indent, message, expected, mend), 1)


def _starts_item(trouble: Trouble, row: int, column: int) -> bool:
    return trouble.lines[row].startswith("- ", column) and not trouble.lines[row][:column].strip()


def _indent(trouble: Trouble, line: Line) -> Iterator[Slip]:
    """A line that starts a field or an item at a column where no open group is."""
    dash = line.body > line.indent
    if _odd(line.text) or not (dash or FIELD.fullmatch(line.key)):
        return
    columns = _columns(trouble, line)
    if not columns or line.indent in columns:
        return
    message = f"this line starts with {_spaces(line.indent)}, which puts it in no group above"
    if trouble.text and _goes_into(trouble, line.row):
        above, first = trouble.lines[line.row - 1], trouble.line(trouble.text[0])
        if not first.key and first.body == first.indent:
            return  # the mistake stands there: a text with no field
        far = abs(line.indent - next(iter(columns))) > 1
        if far and not dash and not _used(trouble, line.key, line.row) and _unfinished(above):
            return
        message = f"this line starts with {_spaces(line.indent)}, so it reads as more of the text above"
    for column, neighbour in columns.items():
        if abs(column - line.indent) > NEAR:
            continue
        expected = f"{_spaces(column)} at its start, {neighbour}"
        slip = trouble.slip("bad-indent", line, line.indent, message, expected, *_shifts(trouble, line, column))
        yield _narrow(slip, max(1, len(line.key)))


def _unfinished(text: str) -> bool:
    """Whether a line looks as if its sentence goes on in the next: long, with no stop at its end."""
    return len(text) >= LONG and text.rstrip()[-1:] not in ".?!"


def _spaces(count: int) -> str:
    return {0: "no space", 1: "1 space"}.get(count, f"{count} spaces")


def _goes_into(trouble: Trouble, row: int) -> bool:
    """Whether the text read last started above this row and took it in."""
    return trouble.text is not None and trouble.text[0] < row <= trouble.text[1] and trouble.text[2]


def _shifts(trouble: Trouble, line: Line, column: int) -> Iterator[Mend]:
    """The line moved to a column: alone, with what is inside it, with all that follows in line."""
    by = column - line.indent
    done = set()
    for least in (None, line.indent + 1, line.indent):
        last = line.row
        while least is not None and last + 1 < len(trouble.lines) and last - line.row < REACH:
            below = trouble.lines[last + 1]
            if below.strip() and len(below) - len(below.lstrip()) < least:
                break
            last += 1
        last = _with_words(trouble, last)
        if last not in done:
            done.add(last)
            yield Mend(line.row + 1, last + 1, tuple(_moved(text, by) for text in trouble.lines[line.row : last + 1]))


def _moved(text: str, by: int) -> str:
    if not text.strip():
        return text
    return " " * by + text if by > 0 else text[-by:] if not text[:-by].strip() else text.lstrip()


def _colon(trouble: Trouble, line: Line) -> Iterator[Slip]:
    """A text without quotes that holds a colon and a space."""
    if trouble.text and _goes_into(trouble, line.row) and line.key:
        yield from _colon_below(trouble, trouble.line(trouble.text[0]), line)
    found = re.search(r":(?: |$)", line.value)
    if not line.key or not found or line.value[:1] in "\"'[{":
        return
    message = "this text has a colon followed by a space, which would start a new field"
    if found[0] == ":":
        message = "this text ends with a colon, which would make it the name of a field"
    mend = _one(line, line.with_value(quoted(line.value)))
    slip = trouble.slip("colon-in-text", line, line.start + found.start(), message, QUOTED, mend)
    yield _narrow(slip, 1)


def _colon_below(trouble: Trouble, first: Line, line: Line) -> Iterator[Slip]:
    """A text over several lines with a colon and a space in one of them."""
    if not first.value or first.value[0] in "\"'[{|>" or first.note:
        return
    message = "this text has a colon followed by a space, which would start a new field"
    last = _last_deeper(trouble, line.row, first.body)
    lines = [trouble.lines[row].rstrip() for row in range(first.row, last + 1)]
    lines = [text.replace("\\", "\\\\").replace('"', '\\"') for text in lines]
    lines[0] = f'{lines[0][: first.start]}"{lines[0][first.start :]}'
    lines[-1] += '"'
    column = line.body + len(line.key)
    slip = trouble.slip("colon-in-text", line, column, message, QUOTED, Mend(first.row + 1, last + 1, tuple(lines)))
    yield _narrow(slip, 1)


def _last_deeper(trouble: Trouble, row: int, indent: int) -> int:
    """The last row of those from here on that start further in."""
    start = row
    while row + 1 < len(trouble.lines) and row - start < REACH:
        below = trouble.lines[row + 1]
        if not below.strip() or len(below) - len(below.lstrip()) <= indent:
            break
        row += 1
    return row


def no_space(trouble: Trouble, line: Line) -> Iterator[Slip]:
    """A field's name with no space after its colon, a dash with no space after it."""
    body = line.text[line.body :].rstrip()
    found = re.match(rf"([a-z][a-z0-9_-]{{0,39}})(:|：)(?!//)(?=\S|[{ODD_SPACES}])", body)
    if found:
        at = line.body + found.end(1)
        odd = found[2] == "："
        special = bool(re.match(f"[{ODD_SPACES}]", line.text[at + 1 :]))
        message = "this is not an ordinary colon" if odd else "there is no space after the colon"
        new = f"{line.text[:at]}: {line.text[at + 1 :].lstrip()}"
        expected = f"an ordinary colon and a space: '{found[1]}: …'" if odd else f"a space there: '{found[1]}: …'"
        if special and not odd:
            message = f"there is a special space after the colon, {COPIED}"
            expected = f"an ordinary space: '{found[1]}: …'"
        yield _narrow(trouble.slip("space-after-colon", line, at + special, message, expected, _one(line, new)), 1)
    if re.match(rf"-([^\s-]|[{ODD_SPACES}])", line.text[line.indent :]):
        message = "there is no space after the dash"
        if line.text[line.indent + 1].isspace():
            message = f"there is a special space after the dash, {COPIED}"
        expected = "a dash and a space: '- …'"
        slip = trouble.slip("space-after-dash", line, line.indent, message, expected, *_spaced(trouble, line))
        yield _narrow(slip, 1)


def _spaced(trouble: Trouble, line: Line) -> Iterator[Mend]:
    """A space after the dash of this line and of those like it; what is inside them moves or not."""
    first = last = line.row
    rows = trouble.lines
    while first > 0 and _within(rows[first - 1], line.indent):
        first -= 1
    while last + 1 < len(rows) and _within(rows[last + 1], line.indent):
        last += 1
    for moved in ("",) if line.text[line.indent + 1].isspace() else ("", " "):
        new = [_with_space(text, line.indent, moved) for text in rows[first : last + 1]]
        changed = [at for at, text in enumerate(new) if text != rows[first + at]]
        if changed:
            start, stop = changed[0], changed[-1] + 1
            yield Mend(first + start + 1, first + stop, tuple(new[start:stop]))


def _within(text: str, indent: int) -> bool:
    start = len(text) - len(text.lstrip())
    return bool(text.strip()) and (start > indent or (start == indent and text[start] == "-"))


def _with_space(text: str, indent: int, moved: str) -> str:
    start = len(text) - len(text.lstrip())
    if start == indent and re.match(rf"-([^\s-]|[{ODD_SPACES}])", text[start:]):
        return f"{text[:start]}- {text[start + 1 :].lstrip()}"
    return moved + text if start > indent else text


def _no_name(trouble: Trouble, line: Line) -> Iterator[Slip]:
    """A line with no field name: its colon is missing, or it goes on with the text above."""
    if line.text[line.body : line.body + 1] == ":":
        message = "there is no name before this colon"
        yield _narrow(trouble.slip("field-name", line, line.body, message, A_FIELD), 1)
        return
    if line.key or not line.value or line.value[0] in "\"'[{#" or line.row == 0 or line.body > line.indent:
        return
    above = trouble.line(_with_words(trouble, line.row - 1))
    before = above.key and above.value and above.value[0] not in "\"'[{|>" and line.indent <= above.body
    words = line.value.split(None, 1)
    known = _used(trouble, words[0], line.row) or (len(words) == 2 and words[1][0] in "[{")
    named = (
        len(words) == 2 and FIELD.fullmatch(words[0]) and (known or words[0] in NAMES or not _unfinished(above.text))
    )
    if named:
        message = f"there is no colon after '{words[0]}'"
        mend = _one(line, f"{line.text[: line.body]}{words[0]}: {words[1]}{line.note}")
        slip = trouble.slip("missing-colon", line, line.body, message, f"a colon and a space: '{words[0]}: …'", mend)
        if known or not before or above.text.rstrip()[-1] in ".?!":
            yield slip
            return
    if before:
        message = "this line has no field name, and starts too far left to go on with the text above"
        expected = f"two spaces more than '{above.key}' in line {above.row + 1}"
        if named:
            message = "this line is neither a field nor more of the text above"
            expected = f"'{words[0]}: …' for a field; to go on with line {above.row + 1}, two spaces more than there"
        mend = _one(line, " " * (above.body + 2) + line.text.strip())
        slip = trouble.slip("text-goes-on", line, line.indent, message, expected, mend)
        yield replace(slip, sure=not named)


def _used(trouble: Trouble, word: str, but: int) -> bool:
    """Whether another line has a field of that name."""
    start = f"{word}:"
    return any(text.lstrip(" -").startswith(start) and row != but for row, text in enumerate(trouble.lines))


def _unclear(trouble: Trouble, line: Line) -> Slip:
    column = min(trouble.column if line.row == trouble.row else line.indent, len(line.text))
    message = "from here on this does not fit with what stands above it"
    expected = "a field ('name: text') or an item ('- text'), as far in as the lines it belongs with"
    return trouble.slip("unclear", line, column, message, expected)
