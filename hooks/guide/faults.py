"""What is wrong with single fields: pydantic's findings, told to an author with a place, in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from guide.model import (
    AS_FIELDS,
    AS_TEXT,
    ID_PATTERN,
    Checklist,
    Column,
    Evidence,
    Group,
    Guide,
    Item,
    Message,
    Option,
    Reply,
    near_id,
)
from guide.places import Problem
from guide.problems import Draft, Path, listed, meant, nearest
from guide.source import Fields, List, Node, Text

MOST = 50
"""Problems of this kind told for one file."""

MEANT = {
    "question": ("ask",), "label": ("ask", "words"), "prompt": ("ask",), "name": ("title", "id"), "heading": ("title",),
    "description": ("summary", "hint"), "intro": ("summary", "tell"), "help": ("hint",), "note": ("hint",),
    "type": ("answer", "kind"), "choices": ("options",), "values": ("options",), "time": ("minutes",),
    "duration": ("minutes",), "timing": ("when",), "body": ("text",), "message": ("text",), "action": ("do",),
    "task": ("do",), "deadline": ("due",), "date": ("due", "checked", "reviewed"), "info": ("tell",), "optional": ("depth",),
    "link": ("open", "address"), "url": ("address",), "goto": ("go",), "response": ("say",), "answers": ("replies", "options"),
    "questions": ("items",), "fields": ("items",), "steps": ("items",), "sections": ("items",), "required": ("must",),
    "condition": ("if",), "secret": ("private",), "placeholder": ("example",), "format": ("answer",),
    "source": ("sources",), "references": ("sources",), "group": ("with-a-group",), "scope": ("for",), "author": ("title",),
}  # fmt: skip
"""Words people write for a field of ours."""

FIRST = {
    Checklist: ("kind", "title", "summary", "when", "minutes", "items", "next", "sources", "reviewed"),
    Column: ("id", "ask", "answer", "options", "hint", "example"),
    Evidence: ("title", "address", "claim", "grade", "checked"),
    Guide: ("title", "summary", "stages", "moments", "situations", "ways", "lists", "help"),
}  # fmt: skip
"""The fields that are needed most; all others where a group is not named here."""

FIRST_OF_ITEMS = {
    "reflection": ("id", "ask", "answer", "hint", "example", "options", "depth"),
    "facts": ("id", "ask", "answer", "hint", "example", "options", "gap"),
    "note": ("id", "text", "must", "ask", "answer", "use", "if"),
    "script": ("id", "say", "replies", "hear", "go", "any-time"),
    "plan": ("id", "do", "due", "ask", "answer", "use", "if"),
}
"""The same for items, by the kind of checklist they are in."""

EXAMPLES = {
    "kind": "kind: reflection", "title": "title: One step at a time", "items": "items:", "id": "id: went-well",
    "summary": "summary: What it is for, in a sentence.", "minutes": "minutes: 10", "when": "when: the day after",
    "ask": "ask: What went well?", "answer": "answer: line", "words": "words: I was late", "columns": "columns:",
    "options": "options:", "if": "if: {send: answered}", "then": "then: Thank you for your time.", "low": "low: not at all",
    "high": "high: very", "hear": "hear: Something vague.", "address": "address: https://example.org/",
    "checked": "checked: 2026-03-09", "language": "language: en", "of": "of: first-day", "places": "places:",
    "claim": "claim: What it shows, and no more.", "grade": "grade: B",
}  # fmt: skip
"""A line to write for a field that is missing."""

HOMES: tuple[tuple[type[BaseModel], str], ...] = (
    (Checklist, "at the top of the file, at the start of its line"),
    (Item, "in an item"),
    (Column, "in a column of a table"),
    (Option, "in an option"),
    (Reply, "in a reply"),
    (Message, "in a message under 'messages'"),
    (Group, "under 'with-a-group'"),
)
"""Where a field belongs that stands in another group of the same file."""
ONE_OF = {"items": "item", "columns": "column", "replies": "reply", "ways": "way"}
FORMS = {List: "a list", Fields: "a group of fields"}
WANTED = {
    "list_type": "a list; each of its lines starts with a dash and a space",
    "dict_type": "a group of fields, each with its name, a colon and a space, on a line of its own",
    "model_type": "a group of fields, each with its name, a colon and a space, on a line of its own",
    "string_type": "a text on the same line",
    "int_type": "a number on the same line",
    "bool_type": "'true' or 'false'",
    "date_type": "a day, such as '2026-03-09'",
}
"""What belongs where something of another form stands."""


class Fault(NamedTuple):
    """One finding: where, of what kind, and the word that was meant."""

    path: Path
    kind: str
    context: dict[str, Any]
    of_name: bool
    """It is about the name in a group, not about its value."""
    near: str

    @property
    def at(self) -> tuple[int, int] | None:
        """The characters of a text that it is about, where it is not the whole."""
        return self.context.get("at")


def faults_of(errors: Sequence[ErrorDetails], shape: type[BaseModel], draft: Draft) -> list[Fault]:
    """Pydantic's findings, less those that follow from another."""
    found = [_fault(error, shape, draft) for error in errors]
    misspelt = {(*fault.path[:-1], fault.near) for fault in found if fault.kind == "extra_forbidden" and fault.near}
    return [fault for fault in found if not (fault.kind == "missing" and fault.path in misspelt)]


def _fault(error: ErrorDetails, shape: type[BaseModel], draft: Draft) -> Fault:
    kind, context = error["type"], error.get("ctx", {})
    path, of_name = _path(error["loc"], kind)
    if kind == "extra_forbidden":
        return Fault(path, kind, context, of_name=True, near=_field_meant(path, shape, draft))
    if kind == "literal_error":
        return Fault(path, kind, context, of_name, _choice_meant(path, context, draft, of_name=of_name))
    return Fault(path, kind, context, of_name, str(context.get("near", "")))


def _path(where: tuple[int | str, ...], kind: str) -> tuple[Path, bool]:
    """The path in the author's file: pydantic's own, less the marks of its unions and of names."""
    if kind == "extra_forbidden":
        return (*_path(where[:-1], "")[0], where[-1]), False
    of_name = where[-1:] == ("[key]",) and not kind.endswith("_type") and kind != "missing"
    if of_name:
        where = where[:-1]
    return tuple(step for step in where if step not in (AS_TEXT, AS_FIELDS)), of_name


def _field_meant(path: Path, shape: type[BaseModel], draft: Draft) -> str:
    word = str(path[-1]).lower().replace("_", "-").replace(" ", "-")
    free = [name for name in names(shape_at(shape, path[:-1])) if name not in draft.given(path[:-1])]
    if word in free:
        return word
    known = [name for name in MEANT.get(word, ()) if name in free]
    if known:
        return known[0]
    return "" if _home(word, shape) else nearest(word, free)


def _choice_meant(path: Path, context: dict[str, Any], draft: Draft, *, of_name: bool) -> str:
    node = draft.node(path)
    word = str(path[-1]) if of_name else node.text if isinstance(node, Text) else ""
    known = _allowed(context)
    if not word:
        return ""
    return known[0] if len(known) == 1 and not of_name else nearest(word, known)


def _allowed(context: dict[str, Any]) -> list[str]:
    return re.findall(r"'([^']+)'", str(context.get("expected", "")))


def told(faults: Sequence[Fault], shape: type[BaseModel], draft: Draft) -> Iterator[Problem]:
    """Each finding as a problem with a place."""
    for fault in faults[:MOST]:
        yield _told(fault, shape, draft)
    if len(faults) > MOST:
        yield draft.problem(
            "many-more",
            draft.at(faults[MOST].path),
            f"from here on, {len(faults) - MOST:,} more fields of this file cannot be right",
            "the ones above mended first; often one mistake leads to many",
        )


def _told(fault: Fault, shape: type[BaseModel], draft: Draft) -> Problem:
    if fault.kind == "extra_forbidden":
        return _unknown_field(fault, shape, draft)
    if fault.kind == "missing":
        return missing(fault.path, draft)
    if _wrong_form(fault, draft.node(fault.path)):
        return _of_another_form(fault, draft)
    if fault.kind == "literal_error":
        return _no_such_choice(fault, draft)
    if fault.kind == "string_pattern_mismatch":
        return draft.problem(
            "not-a-language",
            draft.at(fault.path),
            f"'{_word(fault, draft)}' is not a language",
            "a short code, such as 'en' or 'es'",
        )
    return _own(fault, shape, draft)


def _wrong_form(fault: Fault, node: Node) -> bool:
    """A list where a text is meant, and so on; nothing at all counts too."""
    empty = isinstance(node, Text) and not node.text.strip() and fault.kind != "empty"
    return not fault.of_name and (
        empty or fault.kind.endswith("_type") or (not isinstance(node, Text) and fault.kind == "literal_error")
    )


def _word(fault: Fault, draft: Draft) -> str:
    node = draft.node(fault.path)
    return str(fault.path[-1]) if fault.of_name else node.text if isinstance(node, Text) else ""


def _unknown_field(fault: Fault, shape: type[BaseModel], draft: Draft) -> Problem:
    word, around = str(fault.path[-1]), fault.path[:-1]
    place = draft.at_name(fault.path)
    home = "" if fault.near else _home(word, shape)
    if home:
        return draft.problem(
            "misplaced-field", place, f"'{word}' does not belong in {whole(around, draft)}", f"'{word}' {home}"
        )
    inner = shape_at(shape, around)
    expected = f"a field such as {listed(_first(inner, draft))}"
    return draft.problem(
        "unknown-field",
        place,
        f"unknown field '{word}'{meant(fault.near)}",
        f"'{fault.near}'" if fault.near else expected,
        mend=draft.swapped(place, word, fault.near),
    )


def _home(word: str, shape: type[BaseModel]) -> str:
    """Where a field of this name would belong in the same file, or ""."""
    if shape is not Checklist:
        return ""
    return next((where for home, where in HOMES if word in names(home)), "")


def _first(shape: type[BaseModel], draft: Draft) -> Sequence[str]:
    """The fields that fit a group best."""
    if shape is Item:
        kind = draft.node(("kind",))
        return FIRST_OF_ITEMS.get(kind.text if isinstance(kind, Text) else "", FIRST_OF_ITEMS["reflection"])
    return FIRST.get(shape, names(shape)[:8])


def missing(path: Path, draft: Draft, why: str = "") -> Problem:
    """A field that must be there and is not."""
    name = str(path[-1])
    return draft.problem(
        "missing-field",
        draft.at(path[:-1]),
        f"'{name}' is missing from {whole(path[:-1], draft)}{why}",
        f"a line such as '{EXAMPLES.get(name, name + ': …')}'",
    )


def whole(path: Path, draft: Draft) -> str:
    """The group at a path in words: "item 'questions'", "this file"."""
    if not path:
        return "this file"
    node, last = draft.node(path), path[-1]
    kind = next((step for step in reversed(path) if isinstance(step, str)), "")
    own = node.fields.get("id") if isinstance(node, Fields) else None
    if isinstance(last, int) and kind in ONE_OF:
        return f"{ONE_OF[kind]} '{own.text}'" if isinstance(own, Text) and own.text else f"{ONE_OF[kind]} {last + 1}"
    return f"'{kind}'"


def _no_such_choice(fault: Fault, draft: Draft) -> Problem:
    word, known = _word(fault, draft), _allowed(fault.context)
    place = draft.at_name(fault.path) if fault.of_name else draft.at(fault.path)
    what = "a choice here" if fault.of_name else f"a choice for '{_name(fault.path)}'"
    hint = "" if len(known) == 1 else meant(fault.near)
    return draft.problem(
        "no-such-choice",
        place,
        f"'{word}' is not {what}{hint}",
        f"one of {listed(known)}" if len(known) > 1 else f"'{known[0]}', or no such field",
        mend=draft.swapped(place, word, fault.near),
    )


def _name(path: Path) -> str:
    return next((str(step) for step in reversed(path) if isinstance(step, str)), "this file")


def _of_another_form(fault: Fault, draft: Draft) -> Problem:
    node, name = draft.node(fault.path), _name(fault.path)
    wanted = str(fault.context.get("expected", "")) or WANTED.get(fault.kind, WANTED["model_type"])
    if fault.kind == "literal_error":
        wanted = f"one of {listed(_allowed(fault.context))}"
    if isinstance(node, Text) and not node.text.strip():
        place = draft.at(fault.path) if isinstance(fault.path[-1], int) else draft.at_name(fault.path)
        return draft.problem("empty", place, f"'{name}' is empty", wanted)
    if name == "options" and isinstance(node, List):
        first = next((item.text for item in node.items if isinstance(item, Text)), "")
        wanted = (
            f"each option on a line of its own, with no dash: '{near_id(first) or 'short'}: {first or 'a few words'}'"
        )
    found = FORMS.get(type(node), "a text")
    subject = f"'{name}'" if fault.path and not isinstance(fault.path[-1], int) else f"an entry of '{name}'"
    return draft.problem("wrong-form", draft.at(fault.path), f"{subject} is {found} here", wanted)


def _own(fault: Fault, shape: type[BaseModel], draft: Draft) -> Problem:
    """A finding of `guide.model`, which has its words already."""
    if fault.kind == "bad-id" and not fault.near and not fault.of_name:
        several = _several(fault, draft)
        if several:
            return several
    if "message" not in fault.context:
        raise AssertionError(f"no words for {fault.kind} at {fault.path}")
    place = draft.at_name(fault.path) if fault.of_name else draft.at(fault.path)
    message = str(fault.context["message"]).replace("{field}", f"'{_name(fault.path)}'")
    expected = str(fault.context["expected"]).replace("{field}", f"'{_name(fault.path)}'")
    if fault.kind == "empty" and _is_needed(fault.path, shape):
        expected = expected.partition(", or no ")[0]
    old = _word(fault, draft)
    if fault.at:
        place = draft.within(fault.path, *fault.at)
        old = old[slice(*fault.at)]
    mend = draft.swapped(place, old, fault.near)
    return draft.problem(fault.kind, place, message + meant(fault.near), expected, mend=mend)


def _is_needed(path: Path, shape: type[BaseModel]) -> bool:
    """Whether a group must have this field."""
    around = shape_at(shape, path[:-1])
    return any(info.is_required() for name, info in around.model_fields.items() if path[-1] == (info.alias or name))


def _several(fault: Fault, draft: Draft) -> Problem | None:
    """Several names, an address or a title where the name of one thing is meant."""
    word, place, name = _word(fault, draft), draft.at(fault.path), _name(fault.path)
    parts = [part.strip() for part in word.split(",")]
    if fault.path[-1] == "options":
        message, wanted = "'options' is a text here", "each option on a line of its own, such as 'short: a few words'"
        return draft.problem("wrong-form", place, message, wanted)
    if "://" in word or word.startswith("www."):
        message, wanted = f"'{word}' is an address, not a name", "a name of small letters, digits and hyphens"
        if name == "sources":
            wanted = "the name of a source, as it stands at the start of a line in 'sources.yml'"
        return draft.problem(fault.kind, place, message, wanted)
    alone = isinstance(fault.path[-1], int) and isinstance(draft.node(fault.path[:-1]), Text)
    if len(parts) > 1 and alone and all(re.fullmatch(ID_PATTERN, part) for part in parts):
        mend = draft.swapped(place, word, f"[{', '.join(parts)}]")
        message, wanted = f"several names stand here without brackets around them: '{word}'", f"'[{', '.join(parts)}]'"
        return draft.problem(fault.kind, place, message, wanted, mend=mend)
    return None


# --- shapes ----------------------------------------------------------------------------------------


def names(shape: type[BaseModel]) -> list[str]:
    """The fields of a group as authors write them."""
    return [str(info.alias or name) for name, info in shape.model_fields.items()]


def shape_at(shape: type[BaseModel], path: Path) -> type[BaseModel]:
    """The shape of the group at a path; lists, options and rows are passed through."""
    for step in path:
        info = next((info for name, info in shape.model_fields.items() if step == (info.alias or name)), None)
        root = shape.model_fields.get("root")
        inner = _shapes((info or root).annotation) if info or root else []  # type: ignore[union-attr]
        shape = inner[0] if inner else shape
    return shape


def _shapes(annotation: Any) -> list[type[BaseModel]]:
    """The shapes an annotation speaks of; each field has one at most."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for part in get_args(annotation) for found in _shapes(part)]
