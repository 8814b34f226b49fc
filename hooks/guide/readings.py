"""One file as what it means: as much of it as can be read, and every problem with the rest.

A field with a mistake is left out, or read as what was most likely meant, so that everything around it is
still checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from guide.faults import Fault, faults_of, told
from guide.model import Checklist
from guide.places import Problem
from guide.problems import Draft, Path
from guide.rules import Ruling
from guide.source import Fields, List, Node, Source, Text, plain, read

ShapeT = TypeVar("ShapeT", bound=BaseModel)

ROUNDS = 8
"""Times that fields are left out of a file; a file has about as many groups inside groups."""

STANDS_FOR = {
    "kind": "facts", "answer": "line", "language": "en", "grade": "D", "checked": "2000-01-01", "of": "sheet",
    "address": "https://example.org/",
} | dict.fromkeys(
    ("title", "summary", "ask", "words", "hear", "low", "high", "one", "many", "short", "middle", "full", "claim"), "…"
)  # fmt: skip
"""What is read where a field that must be there is missing or cannot be read."""
GROUPS = frozenset(["stages", "folder", "depths"])
OF_ITEMS = ("text", "say", "in")
"""Fields of items that a whole checklist may need."""
IN_WORDS = frozenset(["too-long", "stray-brace", "blank-here", "stray-bracket"])
"""Mistakes in a text that is there: nothing else hangs on them."""


@dataclass(frozen=True)
class Reading(Generic[ShapeT]):
    """What one file came to."""

    value: ShapeT | None
    """None where nothing of the file can be used."""
    problems: list[Problem]
    draft: Draft | None = None
    """Where a mistake was left out: the places of what is left."""
    unsure: frozenset[str] = frozenset()
    """Fields at the top of the file that are not, or not wholly, as their author wrote them; the same for
    fields of which any item needs one."""
    doubtful: frozenset[str] = frozenset()
    """The same for items, by id: nothing is said of what others ask of them."""


def read_shape(source: Source, shape: type[ShapeT]) -> Reading[ShapeT]:
    """Read a file of this shape: all that is wrong with its single fields."""
    return _read(source, shape)[0]


def _read(source: Source, shape: type[ShapeT]) -> tuple[Reading[ShapeT], Draft | None]:
    tree, problems = read(source.file, source.data)
    if tree is None:
        return Reading(None, problems), None
    draft = Draft(source, tree)
    try:
        return Reading(shape.model_validate(plain(tree)), problems, unsure=_after(problems)), draft
    except ValidationError as error:
        return _salvaged(error, tree, draft, shape, problems), draft


def _after(problems: list[Problem]) -> frozenset[str]:
    """What is not sure in a file that had to be mended to be read: whether all items are there."""
    return frozenset(["items"]) if any(problem.serious for problem in problems) else frozenset()


def _salvaged(
    error: ValidationError, tree: Fields, draft: Draft, shape: type[ShapeT], problems: list[Problem]
) -> Reading[ShapeT]:
    faults = faults_of(error.errors(include_url=False), shape, draft)
    mended = _after(problems)
    problems += told(faults, shape, draft)
    unsure = frozenset(name for fault in faults for name in _unsure(fault))
    doubtful = frozenset(_doubtful(faults, tree))
    value: ShapeT | None = None
    for _ in range(ROUNDS):
        leave_out(faults, tree)
        try:
            value = shape.model_validate(plain(tree))
            break
        except ValidationError as again:
            faults = faults_of(again.errors(include_url=False), shape, draft)
    return Reading(value, problems, draft, unsure | mended, doubtful)


def _unsure(fault: Fault) -> Iterator[str]:
    """What cannot be missed in a file with this mistake: a field at its top, or one that some item has."""
    path = fault.path
    if path[:1] != ("items",) or len(path) < 3:
        yield str((fault.near if len(path) == 1 else "") or path[0]) if path else ""
    elif fault.kind == "extra_forbidden" and not fault.near:
        yield from OF_ITEMS  # it may be meant for any of them
    else:
        yield str(fault.near or path[2]) if len(path) == 3 else str(path[2])


def _doubtful(faults: Sequence[Fault], tree: Fields) -> Iterator[str]:
    """The ids of the items with a mistake that others could stumble over."""
    items = tree.fields.get("items")
    for fault in faults:
        if fault.path[:1] == ("items",) and len(fault.path) > 1 and isinstance(items, List):
            item = items.items[int(fault.path[1])]
            fields = item.fields if isinstance(item, Fields) else {}
            own, used = fields.get("id"), fields.get("use")
            yield from [own.text] if isinstance(own, Text) else []
            yield from [used.text.rpartition(".")[2]] if isinstance(used, Text) else []
            yield from [fault.near] if fault.path[2:] == ("id",) else []


def leave_out(faults: Sequence[Fault], tree: Fields) -> None:
    """Take out of a tree what is wrong, or put what was meant in its place.

    The names of fields that are taken out stay in `keys`: an author did write them.
    """
    for cut in [_Cut(fault, list(_chain(tree, fault.path))) for fault in faults]:
        cut.make()


class _Link(NamedTuple):
    """One group on the way to a path, and the step out of it."""

    group: Fields | List
    name: str
    value: Node | None


def _chain(node: Node, path: Path) -> Iterator[_Link]:
    for step in path:
        if isinstance(node, List) and isinstance(step, int):
            yield _Link(node, "", node.items[step])
            node = node.items[step]
        elif isinstance(node, Fields):
            inner = node.fields.get(str(step))
            yield _Link(node, str(step), inner)
            if inner is None:
                return
            node = inner


@dataclass(frozen=True)
class _Cut:
    """One mistake and the groups around it, found before any other is taken out."""

    fault: Fault
    chain: list[_Link]

    def make(self) -> None:
        if not self.chain:
            return
        group, name, value = self.chain[-1]
        fault = self.fault
        if fault.kind == "extra_forbidden" or fault.of_name:
            _rename(group, name, fault.near)
        elif fault.kind == "missing":
            self._stand_in(group, name)
        elif isinstance(value, Text) and (fault.near or fault.kind in IN_WORDS):
            value.text = self._meant(value.text) if fault.near else "…"
        else:
            _remove(self.chain)

    def _meant(self, text: str) -> str:
        start, end = self.fault.at or (0, len(text))
        return text[:start] + self.fault.near + text[end:]

    def _stand_in(self, group: Fields | List, name: str) -> None:
        """Fill a group up, so that the rest of it is not lost."""
        if not isinstance(group, Fields):
            return
        outermost = len(self.chain) < 3 and not any(isinstance(link.group, List) for link in self.chain)
        if name in STANDS_FOR:
            group.fields[name] = _text(STANDS_FOR[name], group)
        elif name == "items":
            group.fields[name] = List(group.line, group.column, group.line, group.column)
        elif name in GROUPS:
            inner = Fields(group.line, group.column, group.line, group.column)
            group.fields[name] = inner
            if name == "stages":
                inner.fields["stage"] = Fields(group.line, group.column, group.line, group.column)
        elif name == "id" and outermost:
            group.fields[name] = _text("unknown", group)
        else:
            _remove(self.chain[:-1])


def _text(text: str, near: Node) -> Text:
    return Text(near.line, near.column, near.line, near.column, text, plain=True)


def _rename(group: Fields | List, name: str, new: str) -> None:
    if not isinstance(group, Fields) or name not in group.fields:
        return
    value = group.fields.pop(name)
    if new and new not in group.fields:
        group.fields[new] = value
        group.keys[new] = group.keys[name]


def _remove(chain: list[_Link]) -> None:
    """Take the last value of a chain out of its group, and lists that are empty then."""
    if not chain:
        return
    group, name, value = chain[-1]
    if isinstance(group, Fields):
        group.fields.pop(name, None)
    elif value in group.items:
        group.items.remove(value)
        if not group.items and len(chain) > 2:
            _remove(chain[:-1])


# --- one checklist ---------------------------------------------------------------------------------


def read_checklist(source: Source) -> Reading[Checklist]:
    """Read one checklist by itself: single fields, what goes with what, and ids used once."""
    found, draft = _read(source, Checklist)
    if found.value is not None and draft is not None:
        found.problems.extend(Ruling(found.value, draft, found.unsure, found.doubtful).problems())
    return found
