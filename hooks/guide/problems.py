"""One file as its author wrote it: where things stand in it, and how to say that something is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import cached_property

from guide.places import Mend, Place, Problem
from guide.source import Fields, List, Node, Source, Text, find, find_key, read

Path = tuple[str | int, ...]
"""Names of fields and numbers in lists, from the top of a file to a part of it."""

LIKE = 0.7
"""How alike two words are when one may be meant for the other; 0.7 takes 'titel' for 'title'."""
MOST_ALIKE = 40
"""Words that are compared letter by letter, which is slow."""
LONG_WORD = re.compile(r"'([^']{60})[^']{10,}'")
"""What an author wrote is said again in a message, but not at length."""
FEW = 8
"""Names of which all are told; of more, only those most like the word that was found."""


class Draft:
    """A file with the places of all that stands in it."""

    def __init__(self, source: Source, root: Node) -> None:
        self.source, self.file, self.root = source, source.file, root

    @cached_property
    def lines(self) -> Sequence[str]:
        return self.source.lines()

    def node(self, path: Path) -> Node:
        """The part at a path, or the nearest around it."""
        return find(self.root, self._written(path))

    def given(self, path: Path) -> frozenset[str]:
        """The fields an author wrote in the group at a path, with those that could not be read."""
        return given(self.node(path))

    def at(self, path: Path) -> Place:
        """Where a value stands."""
        return self._place(self.node(path))

    def at_name(self, path: Path) -> Place:
        """Where the name of a field stands."""
        return self._place(find_key(self.root, self._written(path)))

    def within(self, path: Path, start: int, end: int) -> Place:
        """Where some characters of a text stand; a text that was typed another way keeps its start."""
        node = self.node(path)
        place = self._place(node)
        if not isinstance(node, Text):
            return place
        part, before = node.text[start:end], node.text[:start]
        nth = before.count(part)
        for number in range(node.line, min(node.end_line, node.line + 100) + 1):
            column = node.column - 1 if number == node.line else 0
            while part and (column := self.line(number).find(part, column)) >= 0:
                if not nth:
                    return Place(self.file, number, column + 1, len(part))
                nth -= 1
                column += len(part)
        return place

    def _written(self, path: Path) -> Path:
        """The path as its author wrote it: one value may stand where the format has a list of one."""
        node, written = self.root, []
        for step in path:
            if isinstance(step, int) and not isinstance(node, List):
                continue
            written.append(step)
            node = find(node, (step,))
        return tuple(written)

    def line(self, number: int) -> str:
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def _place(self, node: Node) -> Place:
        """The node's first line, from where it starts."""
        line = self.line(node.line)
        end = node.end_column if node.end_line == node.line else len(line.rstrip()) + 1
        return Place(self.file, node.line, node.column, max(1, end - node.column))

    def problem(
        self,
        rule: str,
        place: Place,
        message: str,
        expected: str,
        *,
        mend: Mend | None = None,
        also: Iterable[Place] = (),
        serious: bool = True,
    ) -> Problem:
        message, expected = (LONG_WORD.sub(r"'\1…'", re.sub(r"\s*\n\s*", " ", said)) for said in (message, expected))
        return Problem(rule, place, message, expected, mend, self.line(place.line), tuple(also), serious)

    def swapped(self, place: Place, old: str, new: str) -> Mend | None:
        """A mend that puts `new` for `old` at a place; None where one is empty or the line does not say it."""
        line = self.line(place.line)
        start = line.find(old, place.column - 1)
        if not old or not new or not place.column - 1 <= start <= place.column - 1 + place.width - len(old):
            return None
        return Mend(place.line, place.line, (line[:start] + new + line[start + len(old) :],))

    def unknown(self, rule: str, place: Place, word: str, known: Sequence[str], message: str) -> Problem:
        """A word that names nothing: the nearest that does, and the line with it."""
        near = nearest(word, known)
        return self.problem(
            rule, place, message + meant(near), choices(word, known), mend=self.swapped(place, word, near)
        )


def draft_of(source: Source) -> Draft:
    """A file read again, to tell a problem with it."""
    tree, _ = read(source.file, source.data)
    return Draft(source, tree or Fields(1, 1, 1, 1))


def given(node: Node) -> frozenset[str]:
    """The fields an author wrote in a group."""
    return frozenset(node.keys) if isinstance(node, Fields) else frozenset()


def nearest(word: str, known: Sequence[str]) -> str:
    """The known word that is most likely meant, or ""."""
    plain = word.strip().lower().replace("_", "-").replace(" ", "-")
    for same in (plain, MEANT.get(plain, "")):
        if same and same in known:
            return same
    found = get_close_matches(plain[:80], alike(plain, known)[:MOST_ALIKE], n=1, cutoff=LIKE)
    return found[0] if found else ""


def alike(word: str, known: Sequence[str]) -> Sequence[str]:
    """The known words, those first that share most pairs of letters with this one where there are many."""
    if len(known) <= MOST_ALIKE:
        return known
    pairs = {word[at : at + 2] for at in range(min(len(word), 80) - 1)}
    return sorted(known, key=lambda name: -sum(pair in name for pair in pairs))


def meant(near: str) -> str:
    """What follows a message where one word is near."""
    return f"; did you mean '{near}'?" if near else ""


MEANT = {
    "yes": "ticked",
    "true": "ticked",
    "done": "ticked",
    "no": "empty",
    "false": "empty",
    "answered": "ticked",
    "ticked": "answered",
}
"""Words people write for a value of ours."""


def listed(names: Iterable[str], last: str = "or") -> str:
    """Names in a sentence: 'a', 'b' or 'c'."""
    shown = [f"'{name}'" for name in names]
    if len(shown) < 2:
        return "".join(shown)
    return ", ".join(shown[:-1]) + f" {last} {shown[-1]}"


def choices(word: str, known: Sequence[str]) -> str:
    """What could stand there: all where they are few, else those most like the word."""
    if not known:
        return "nothing of this kind; the guide has none yet"
    if len(known) == 1:
        return f"'{known[0]}'"
    if len(known) <= FEW:
        return f"one of {listed(known)}"
    close = get_close_matches(word[:80], alike(word, known)[:MOST_ALIKE], n=4, cutoff=0.2)
    return f"one of {len(known)}, such as {listed(close or known[:4])}"
