"""The bytes of a file as text that can be read: UTF-8, not too large, with nothing hidden in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from guide.places import UNSEEN, Mend, Place, Problem, unseen

BYTES = 256 * 1024
"""A file may have as many; a checklist of 140 lines has 7,000."""
CHARACTERS = 4_000
"""A line may have as many; more is hard to read and to review."""
LINES_TOLD = 20
"""Lines with something hidden that are told one by one."""

NOT_TEXT = {
    b"PK\x03\x04": "a Word or Excel file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"%PDF": "a PDF",
    b"{\\rtf": "a rich-text file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
}
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
BY_COPYING = "letters, digits, punctuation or emoji; such a character comes in by copy and paste"
PLAIN_TEXT = "a file written in a text editor, or on the page where the file is shown"
CONTROLS = {
    "\0": "NUL",
    "\x08": "BACKSPACE",
    "\x0b": "LINE TABULATION",
    "\x0c": "FORM FEED",
    "\x1b": "ESCAPE",
    "\x7f": "DELETE",
    "\x85": "NEXT LINE",
}
BAD = re.compile("[\udc80-\udcff]")
LOST = "\ufffd"
SAVE_AS_UTF_8 = "a file saved as UTF-8 (in most editors: Save as, then choose UTF-8)"


def _from_windows(byte: int) -> str:
    return bytes([byte]).decode("cp1252", errors="replace")


WINDOWS = {0xDC00 + byte: _from_windows(byte) for byte in range(0x80, 0x100)}
"""What a byte that is not UTF-8 was most likely meant to be."""


@dataclass(frozen=True, slots=True)
class Letters:
    """What can be read of a file, line by line, and what is wrong with its characters."""

    shown: list[str]
    """The lines as they stand."""
    clean: list[str]
    """As many lines, with guesses for what is not UTF-8 and without what is hidden."""
    problems: list[Problem]


def letters(file: str, data: bytes) -> Letters:
    """The lines of a file, however it was saved; none when it is not text or far too large."""
    problem = _refused(file, data)
    if problem:
        return Letters([], [], [problem])
    typed = lines_of(data)
    shown = guessed = typed
    if not _is_utf_8(data):
        shown = [BAD.sub(LOST, line) for line in typed]
        guessed = [line.translate(WINDOWS) for line in typed]
    problems = [*_not_utf_8(file, typed, shown, guessed), *_lost(file, typed), *_long(file, shown)]
    clean, hidden = _without_hidden(file, shown, guessed)
    return Letters(shown, clean, problems + hidden)


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def lines_of(data: bytes) -> list[str]:
    """The lines without their ends; what is not UTF-8 stands as lone surrogates."""
    text = data.decode("utf-8", errors="surrogateescape").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _refused(file: str, data: bytes) -> Problem | None:
    start = Place(file, 1, 1)
    if len(data) > BYTES:
        found = f"this file has {len(data):,} bytes, which is too many"
        return Problem("too-large", start, found, f"at most {BYTES:,}; split it into several checklists")
    kind = next((kind for mark, kind in NOT_TEXT.items() if data.startswith(mark)), None)
    if kind:
        return Problem("not-text", start, f"this is {kind}, not plain text", PLAIN_TEXT)
    if data.startswith(UTF_16) or data.count(0) > len(data) // 4:
        return Problem("not-utf-8", start, "this file is saved as UTF-16 or in another unusual way", SAVE_AS_UTF_8)
    return None


def _not_utf_8(file: str, typed: list[str], shown: list[str], guessed: list[str]) -> Iterator[Problem]:
    """One problem, however many bytes are wrong: they have one cause."""
    if typed is shown:
        return
    places = [(row, found.start()) for row, line in enumerate(typed) if (found := BAD.search(line))]
    if not places:
        return
    row, column = places[0]
    byte = ord(typed[row][column]) - 0xDC00
    letter = _from_windows(byte)
    guess = f", probably '{letter}'" if letter != LOST else ""
    message = f"this character is not saved as UTF-8 (byte {byte:02X}{guess})"
    also = tuple(Place(file, other + 1, at + 1) for other, at in places[1:LINES_TOLD])
    mend = Mend(row + 1, row + 1, (guessed[row],)) if LOST not in guessed[row] else None
    yield Problem("not-utf-8", Place(file, row + 1, column + 1), message, SAVE_AS_UTF_8, mend, shown[row], also)


def _lost(file: str, typed: list[str]) -> Iterator[Problem]:
    for row, line in enumerate(typed):
        if LOST in line:
            message = f"a letter was lost here; '{LOST}' stands for it"
            place = Place(file, row + 1, line.index(LOST) + 1)
            yield Problem("lost-letter", place, message, "the letter itself, typed again", line=line)


def _long(file: str, lines: list[str]) -> Iterator[Problem]:
    if max(map(len, lines)) <= CHARACTERS:
        return
    for row, line in enumerate(lines):
        if len(line) > CHARACTERS:
            message = f"this line has {len(line):,} characters"
            wanted = f"at most {CHARACTERS:,}; a text may go on in the next line, with two more spaces at its start"
            yield Problem("long-line", Place(file, row + 1, CHARACTERS + 1), message, wanted, line=line)


def _without_hidden(file: str, shown: list[str], guessed: list[str]) -> tuple[list[str], list[Problem]]:
    """The lines without hidden characters, and a problem for each line that had some."""
    whole = "".join(guessed)
    if (whole.isascii() and whole.isprintable()) or not UNSEEN.search(whole):
        return guessed, []
    clean, problems = list(guessed), []
    for row, line in enumerate(guessed):
        places = list(unseen(line))
        if places:
            clean[row] = _rid(line)
            mend = Mend(row + 1, row + 1, (clean[row],)) if _known(line, places) else None
            message = f"{_kind(line[places[0]])} ({_name(line[places[0]])})"
            place = Place(file, row + 1, places[0] + 1)
            problems.append(Problem("hidden-character", place, message, BY_COPYING, mend, shown[row]))
    return clean, problems[:LINES_TOLD]


def _rid(line: str) -> str:
    """The line without what is hidden in it, and without joiners that then join nothing."""
    for _ in range(3):
        places = set(unseen(line))
        line = "".join(_instead(letter) if at in places else letter for at, letter in enumerate(line))
    return UNSEEN.sub("", line) if next(unseen(line), None) is not None else line


def _instead(letter: str) -> str:
    return " " if letter in "\x85\u2028\u2029" else ""


def _known(line: str, places: list[int]) -> bool:
    """Whether leaving these characters out loses nothing that some computer shows."""
    return not any(unicodedata.category(line[at]) in ("Co", "Cn") for at in places)


def _kind(letter: str) -> str:
    if letter in "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069":
        return "a hidden character here changes the direction of the text"
    if letter in "\x85\u2028\u2029":
        return "a line break that most editors do not show is hidden here"
    if unicodedata.category(letter) == "Cc":
        return "a control character is hidden here"
    if unicodedata.category(letter) in ("Co", "Cn"):
        return "this character does not show on other computers"
    return "a character that nobody can see is hidden here"


def _name(letter: str) -> str:
    other = CONTROLS.get(letter, "")
    return f"U+{ord(letter):04X} {unicodedata.name(letter, other)}".rstrip()
