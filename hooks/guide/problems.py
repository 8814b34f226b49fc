"""What pydantic found, told to an author: with a place, in plain words, with a mend."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from guide.model import Shape
from guide.places import Mend, Place, Problem
from guide.source import Fields, List, Node, Text, find, find_key

Path = tuple[str | int, ...]

MEANT = {
    "question": "ask", "label": "ask", "prompt": "ask", "name": "title", "heading": "title",
    "description": "summary", "intro": "summary", "help": "hint", "note": "hint", "type": "answer",
    "choices": "options", "time": "minutes", "duration": "minutes", "timing": "when", "body": "text",
    "message": "text", "action": "do", "deadline": "due", "info": "tell", "optional": "depth",
    "link": "open", "goto": "go", "response": "say", "values": "options", "questions": "items",
    "fields": "items", "steps": "items", "sections": "items",
}  # fmt: skip
"""Words people write for a field of ours."""


class Draft:
    """One file as its author wrote it: where things stand, and how to say that something is wrong."""

    def __init__(self, file: str, lines: Sequence[str], root: Node) -> None:
        self.file, self.lines, self.root = file, lines, root

    def node(self, path: Path) -> Node:
        return find(self.root, self._written(path))

    def key(self, path: Path) -> Node:
        return find_key(self.root, self._written(path))

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

    def place(self, node: Node) -> Place:
        line = self.line(node.line)
        last = node.end_column - 1 if node.end_line == node.line else len(line.rstrip())
        if not isinstance(node, Text):
            last = max(last, node.column) if node.end_line == node.line else len(line.rstrip())
        return Place(self.file, node.line, node.column, max(1, last - node.column + 1))

    def problem(
        self,
        rule: str,
        at: Path,
        message: str,
        expected: str = "",
        *,
        key: bool = False,
        mend: Mend | None = None,
        also: Sequence[Path] = (),
        within: tuple[int, int] | None = None,
        serious: bool = True,
    ) -> Problem:
        """A problem at `at`; `key` points at the field's name; `within` narrows it to characters of a text."""
        node = self.key(at) if key else self.node(at)
        place = self.place(node)
        if within:
            place = self._narrowed(node, place, within)
        return Problem(
            rule=rule,
            place=place,
            message=message,
            expected=expected,
            mend=mend,
            line=self.line(place.line),
            also=tuple(self.place(self.key(path)) for path in also),
            serious=serious,
        )

    def _narrowed(self, node: Node, place: Place, within: tuple[int, int]) -> Place:
        """Find the characters on the text's own line; a folded text keeps the place of its start."""
        if not isinstance(node, Text):
            return place
        part = node.text[within[0] : within[1]]
        for number in range(node.line, min(node.end_line, node.line + 40) + 1):
            start = self.line(number).find(part, node.column - 1 if number == node.line else 0)
            if part and start >= 0:
                return Place(self.file, number, start + 1, len(part))
        return place

    def mend(self, at: Path, old: str, new: str, *, key: bool = False) -> Mend | None:
        """Put `new` where the text at `at` says `old`; None where it is not on one line."""
        node = self.key(at) if key else self.node(at)
        if not isinstance(node, Text) or not old:
            return None
        for number in range(node.line, min(node.end_line, node.line + 40) + 1):
            line = self.line(number)
            start = line.find(old, node.column - 1 if number == node.line else 0)
            if start >= 0:
                return Mend(number, number, (line[:start] + new + line[start + len(old) :],))
        return None


def nearest(word: str, known: Sequence[str]) -> str:
    """The known word that is most likely meant, or ""."""
    lower = word.lower()
    if lower in known:
        return lower
    found = get_close_matches(lower[:80], list(known), n=1, cutoff=0.7)
    return found[0] if found else ""


def listed(names: Sequence[str], most: int = 30) -> str:
    """Names for a sentence: `a`, `b` or `c`."""
    shown = [f"`{name}`" for name in names[:most]]
    if len(names) > most:
        shown.append(f"{len(names) - most} more")
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " or " + shown[-1] if shown else "nothing"


def problems_of(error: ValidationError, shape: type[Shape], draft: Draft) -> Iterator[Problem]:
    """Each of pydantic's errors as a problem with a place."""
    for found in error.errors(include_url=False):
        yield _told(found, shape, draft)


def path_of(found: ErrorDetails) -> Path:
    """The path in the author's file: pydantic's own, less the marks of its unions."""
    return tuple(step for step in found["loc"] if not (isinstance(step, str) and step[:1] in "<["))


def _told(found: ErrorDetails, shape: type[Shape], draft: Draft) -> Problem:
    path = path_of(found)
    kind = found["type"]
    context = found.get("ctx", {})
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "this file")
    if kind == "extra_forbidden":
        return _unknown_field(path, shape, draft)
    if kind == "missing":
        return _missing_field(path, shape, draft)
    if kind == "literal_error":
        return _no_such_choice(path, name, context, draft)
    if kind == "string_too_long":
        return _too_long(path, name, context, draft)
    if kind in ("string_type", "list_type", "dict_type", "model_type", "model_attributes_type"):
        return _wrong_form(path, name, kind, draft)
    if kind == "string_pattern_mismatch":
        return draft.problem(
            "not-a-language", path, f"`{found['input']}` is not a language", "a short code, such as `en` or `es`"
        )
    if "message" not in context:  # a kind of error that no author can make
        raise AssertionError(f"no words for {kind} at {found['loc']}")
    return _own(path, name, kind, context, "[key]" in found["loc"], draft)


def _own(path: Path, name: str, kind: str, context: dict[str, Any], key: bool, draft: Draft) -> Problem:
    near = str(context.get("near", ""))
    old = near and _raw(draft, path, key)
    message = str(context["message"]).replace("{field}", f"`{name}`")
    if near:
        message += f"; did you mean `{near}`?"
    mend = draft.mend(path, old, near, key=key) if near and old else None
    return draft.problem(kind, path, message, str(context["expected"]), key=key, mend=mend)


def _raw(draft: Draft, path: Path, key: bool) -> str:
    node = draft.key(path) if key else draft.node(path)
    return node.text if isinstance(node, Text) else ""


def _unknown_field(path: Path, shape: type[Shape], draft: Draft) -> Problem:
    word = str(path[-1])
    known = names(shape_at(shape, path[:-1]))
    group = draft.node(path[:-1])
    present = set(group.fields) if isinstance(group, Fields) else set()
    free = [name for name in known if name not in present]
    near = nearest(word, free) or (MEANT.get(word, "") if MEANT.get(word) in free else "")
    hint = f"; did you mean '{near}'?" if near else ""
    mend = draft.mend(path, word, near, key=True) if near else None
    return draft.problem(
        "unknown-field", path, f"unknown field '{word}'{hint}", f"one of {listed(known, 60)}", key=True, mend=mend
    )


EXAMPLES = {
    "kind": "kind: reflection", "title": "title: Look at it once, properly", "items": "items:",
    "ask": "ask: What went well?", "answer": "answer: line", "id": "id: went-well", "words": "words: I was late",
    "if": "if: {send: answered}", "then": "then: Thank you for your time.", "hear": "hear: Something vague.",
    "low": "low: not at all", "high": "high: very", "language": "language: es", "of": "of: debrief",
    "summary": "summary: What it is for, in a sentence.", "minutes": "minutes: 10", "when": "when: the day after",
    "columns": "columns:", "options": "options:", "address": "address: https://…", "checked": "checked: 2026-11-01",
}  # fmt: skip
"""A line to write for a field that is missing."""


def _missing_field(path: Path, shape: type[Shape], draft: Draft) -> Problem:
    name = str(path[-1])
    sample = EXAMPLES.get(name, f"{name}: …")
    return draft.problem(
        "missing-field", path[:-1], f"'{name}' is missing from {whole(path[:-1], draft)}", f"a line such as `{sample}`"
    )


def whole(path: Path, draft: Draft) -> str:
    """The group at a path in words: "item 'questions'", "this file"."""
    node = draft.node(path)
    if not path:
        return "this file"
    kind = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    one = {"items": "item", "columns": "column", "replies": "reply", "ways": "way"}.get(kind, f"`{kind}`")
    own = node.fields.get("id") if isinstance(node, Fields) else None
    if isinstance(own, Text) and own.text:
        return f"{one} '{own.text}'"
    return f"{one} {path[-1] + 1}" if isinstance(path[-1], int) else one


def _no_such_choice(path: Path, name: str, context: dict[str, Any], draft: Draft) -> Problem:
    known = re.findall(r"'([^']+)'", str(context.get("expected", "")))
    node = draft.node(path)
    word = node.text if isinstance(node, Text) else ""
    near = known[0] if len(known) == 1 else nearest(word, known)
    hint = f"; did you mean '{near}'?" if near else ""
    mend = draft.mend(path, word, near) if near and word else None
    if path and draft.node(path[:-1]) is not node and not isinstance(node, Text):
        return _wrong_form(path, name, "string_type", draft)
    if isinstance(draft.node(path[:-1]), Fields) and path[-1] in known:
        return _wrong_form(path, name, "string_type", draft)
    return draft.problem(
        "no-such-choice", path, f"'{word}' is not a choice for `{name}`{hint}", f"one of {listed(known)}", mend=mend
    )


def _too_long(path: Path, name: str, context: dict[str, Any], draft: Draft) -> Problem:
    node = draft.node(path)
    most = int(context["max_length"])
    length = len(node.text) if isinstance(node, Text) else most + 1
    return draft.problem(
        "too-long", path, f"`{name}` has {length} characters; it has room for {most}", f"{length - most} fewer"
    )


def _wrong_form(path: Path, name: str, kind: str, draft: Draft) -> Problem:
    node = draft.node(path)
    found = {List: "a list", Fields: "a group of fields"}.get(type(node), "text")
    if isinstance(node, Text) and not node.text:
        found = "empty"
    expected = {
        "string_type": "one text",
        "list_type": "a list; each of its lines starts with `- `",
    }.get(kind, "a group of fields, each on a line of its own such as `words: I was late`")
    return draft.problem("wrong-form", path, f"`{name}` is {found} here", expected)


def names(shape: type[Shape]) -> list[str]:
    """The fields of a group as they are written in YAML."""
    return [str(info.alias or name) for name, info in shape.model_fields.items()]


def shape_at(shape: type[Shape], path: Path) -> type[Shape]:
    """The shape of the group at a path; lists, options and rows are passed through."""
    for step in path:
        info = next((info for name, info in shape.model_fields.items() if step == (info.alias or name)), None)
        inner = _shapes(info.annotation, info.metadata) if info else []
        shape = inner[0] if inner else shape
    return shape


def _shapes(annotation: Any, metadata: Sequence[Any] = ()) -> list[type[Shape]]:
    """The shapes an annotation speaks of; each field has one at most."""
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        return [annotation]
    return [found for part in get_args(annotation) for found in _shapes(part)]
