"""Where something stands in a file, and how a problem with it is told to the person who wrote it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

UNSEEN = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe-\U0010ffff]"
)
"""What nobody can see in a line, what changes how the rest is seen; and all rare letters, to be looked at again."""
RARE = re.compile(
    "[\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
    + "".join(chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(0x10000, 0xF0000, 0x10000))
    + "]"
)
"""The rare letters that nobody can see."""
EMOJI_BEFORE = re.compile(
    "[\u203c\u2049\u2122-\u2bff\u3030\u303d\u3297\u3299\ufe0f\U0001f000-\U0001faff0-9#*\u00a9\u00ae]"
)
JOINING = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\u1a20-\u1aaf\u1b00-\u1c4f"
    "\ua800-\ua9df\uaa00-\uabff\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff]"
)
"""Scripts in which a joiner between letters changes how a word is written (Arabic, those of India and others)."""

LINE_END = re.compile("(\r\n|\r|\n)")
WIDE = 100
"""Characters of a source line that are shown; a longer line is cut around the caret."""
MANY_LINES = 12
"""Mended lines that are printed; more are counted."""


def unseen(text: str) -> Iterator[int]:
    """Where characters stand that nobody can see; joiners inside emoji and inside words that need them are fine."""
    for found in UNSEEN.finditer(text):
        if not _belongs(text, found.start()):
            yield found.start()


def _belongs(text: str, at: int) -> bool:
    if text[at] > "\uffff":
        return not RARE.match(text[at])
    before = text[at - 1 : at]
    if text[at] in "\ufe0e\ufe0f":
        return bool(EMOJI_BEFORE.match(before)) and before != "\ufe0f"
    if text[at] == "\u200d" and EMOJI_BEFORE.match(before):
        return bool(EMOJI_BEFORE.match(text[at + 1 : at + 2]))
    if text[at] in "\u200c\u200d":
        return bool(JOINING.match(before)) and text[at + 1 : at + 2] not in ("\u200c", "\u200d")
    return text[at] in "\u180b\u180c\u180d\u180e\u180f" and "\u1820" <= before <= "\u18aa"


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one line, to be underlined."""

    file: str
    """As the author would type it, with forward slashes: `checklists/learn/debrief.yml`."""
    line: int
    """From 1."""
    column: int
    """From 1, in characters, not bytes."""
    width: int = 1
    """Characters to underline."""


@dataclass(frozen=True, slots=True)
class Mend:
    """Lines to put in the place of others; no new lines at all means: delete these."""

    first: int
    """From 1."""
    last: int
    """The last line that is replaced, itself included."""
    new: tuple[str, ...]
    """Whole lines without their ends."""

    def apply(self, text: str) -> str:
        """The text with these lines replaced; it keeps its own line ends."""
        pieces = LINE_END.split(text)
        lines, ends = pieces[::2], pieces[1::2]
        end = ends[0] if ends else "\n"
        start, stop = self.first - 1, self.last
        kept = [line + mark for line, mark in zip(lines, [*ends, ""], strict=True)]
        fresh = [line + end for line in self.new]
        if fresh and stop >= len(lines):
            fresh[-1] = self.new[-1]
        return "".join(kept[:start] + fresh + kept[stop:])


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend in one file, in words for its author."""

    rule: str
    """A stable name of the kind of problem, such as `unknown-field`."""
    place: Place
    message: str
    """What was found: one line that follows the place, with no dot at its end."""
    expected: str = ""
    """What would have been right."""
    mend: Mend | None = None
    """Only where there is one right answer, and it was tried."""
    line: str = ""
    """The source line as it stands."""
    also: tuple[Place, ...] = ()
    """Other places that belong to it, such as the first of two fields with one name."""
    serious: bool = True
    """False for a hint, which never stops a build."""


def show(problem: Problem) -> str:
    """The problem as a person reads it in a terminal, without a line end."""
    return "\n".join(map(_quiet, _shown(problem)))


def annotation(problem: Problem) -> str:
    """The problem as one line that a GitHub workflow turns into a note beside the source line."""
    place = problem.place
    command = "error" if problem.serious else "notice"
    said = [_clean(problem.message), *_advice(problem)]
    where = {"file": place.file, "line": place.line, "col": place.column, "title": problem.rule.replace("-", " ")}
    values = ",".join(f"{name}={_property(_clean(str(value)))}" for name, value in where.items())
    return f"::{command} {values}::{_data(chr(10).join(said))}".replace("##[", "## [")


def _shown(problem: Problem) -> Iterator[str]:
    place = problem.place
    hint = "" if problem.serious else "hint: "
    yield f"{_clean(place.file)}:{place.line}:{place.column}: {hint}{_clean(problem.message)}"
    if problem.line:
        yield from _source(problem)
    yield from _advice(problem)


def _source(problem: Problem) -> Iterator[str]:
    """The line in a gutter, and a caret line under it."""
    place = problem.place
    before, marked, after = _window(problem.line, place.column - 1, place.width)
    gutter = f"{place.line:>4} | "
    yield f"{gutter}{before}{marked}{after}"
    yield f"{' ' * (len(gutter) - 2)}| {' ' * _width(before)}{'^' * max(1, _width(marked))}"


def _advice(problem: Problem) -> Iterator[str]:
    if problem.expected and not problem.message.endswith(f"did you mean {problem.expected}?"):
        yield f"Expected: {_clean(problem.expected)}"
    others = [_other(place, problem.place) for place in problem.also]
    others = [other for other in others if other not in problem.message]
    if others:
        yield f"See also: {', '.join(others[:MANY_LINES])}"
    if problem.mend:
        yield from _mended(problem.mend)


def _other(place: Place, near: Place) -> str:
    return f"line {place.line}" if place.file == near.file else f"{_clean(place.file)}:{place.line}"


def _mended(mend: Mend) -> Iterator[str]:
    """The new lines exactly as they should stand in the file, so that they can be copied."""
    several = mend.last > mend.first
    which = f"lines {mend.first} to {mend.last}" if several else f"line {mend.first}"
    if not mend.new:
        yield f"Delete {which}."
        return
    yield f"Change {which} to:"
    for line in mend.new[:MANY_LINES]:
        yield _clean(line)
    if len(mend.new) > MANY_LINES:
        yield f"… and the {len(mend.new) - MANY_LINES} lines after them in the same way"


def _window(line: str, start: int, width: int) -> tuple[str, str, str]:
    """The line before, at and after the caret, cleaned, cut to what fits."""
    start = min(start, len(line))
    stop = min(start + width, len(line))
    if len(line) <= WIDE:
        first, last = 0, len(line)
    else:
        stop = min(stop, start + WIDE // 2)
        first = max(0, min(start - WIDE // 4, len(line) - WIDE))
        last = min(len(line), first + WIDE)
    left, right = "…" * (first > 0), "…" * (last < len(line))
    indent = len(line) - len(line.lstrip())
    before = left + _spaces(line[first:start], indent - first)
    marked = _spaces(line[start:stop], indent - start)
    return _clean(before), _clean(marked), _clean(line[stop:last]) + right


def _spaces(text: str, indent: int) -> str:
    """Tabs and odd spaces at the start of a line, where they are the mistake, made visible."""
    if indent <= 0:
        return text
    start = re.sub(r"[^\S \t…]", "␣", text[:indent]).replace("\t", "→")
    return start + text[indent:]


def _clean(text: str) -> str:
    """The text with nothing in it that hides, turns or commands."""
    text = text.replace("\t", "→")
    pieces: list[str] = []
    done = 0
    for at in unseen(text):
        pieces += text[done:at], f"<U+{ord(text[at]):04X}>"
        done = at + 1
    return "".join(pieces) + text[done:]


def _quiet(line: str) -> str:
    """A line that the runner of a workflow does not take for a command."""
    line = line.replace("##[", "## [")
    return f"| {line}" if line.lstrip().startswith("::") else line


def _width(text: str) -> int:
    """Columns that a terminal gives to a text."""
    return sum(_columns(letter) for letter in text)


def _columns(letter: str) -> int:
    if letter.isascii():
        return 1
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
