"""Items that wait for each other in a circle: none of them would ever be known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from guide.directory import Directory, Target, branches, entries
from guide.library import Library, Sheet
from guide.model import Address, Column, Due, Item, blanks, conditions
from guide.places import Place, Problem
from guide.problems import Draft, Path
from guide.source import Text

Key = tuple[str, str]
"""Checklist and item."""
OWN_ANSWER = ("text", "say", "tell")
"""Where an item's blank may be its own answer."""


class Edge(NamedTuple):
    """One item needs another, and where it says so."""

    to: Key
    sheet: Sheet
    path: Path
    word: str
    """The address as it stands there."""


def circles(library: Library, directory: Directory) -> Iterator[Problem]:
    """Each circle once, at the place that closes it."""
    graph = dict(_edges(library, directory))
    done: set[Key] = set()
    for start in graph:
        if start not in done:
            yield from _circles_from(start, graph, done)


def _edges(library: Library, directory: Directory) -> Iterator[tuple[Key, list[Edge]]]:
    """What each item needs from others before it is known."""
    for sheet in library.sheets.values():
        for number, item in enumerate(sheet.checklist.items):
            here = (sheet.id, item.home)
            found = [
                Edge(target.key, sheet, ("items", number, *at), word)
                for at, word in _needs(item)
                if isinstance(target := directory.find(Address.parse(word), sheet.id), Target)
                and not (target.key == here and at[0] in (*OWN_ANSWER, "columns"))
            ]
            if found:
                yield here, found


def _needs(item: Item) -> Iterator[tuple[Path, str]]:
    for name in OWN_ANSWER:
        for at, line in entries(getattr(item, name)):
            yield from (((name, *at), blank.name) for blank in blanks(line) if not blank.local)
    for name in (*OWN_ANSWER, "due"):
        for at, condition in branches(getattr(item, name)):
            yield from (((name, *at, *inner), where) for inner, where, _ in conditions(condition))
    for at, where, _ in conditions(item.if_):
        yield ("if", *at), where
    for number, column in enumerate(item.columns or ()):
        for at, where, _ in conditions(column.if_ if isinstance(column, Column) else None):
            yield ("columns", number, "if", *at), where
    for at, phrase in entries(item.due):
        yield ("due", *at), str(Due.parse(phrase).address)


def _circles_from(start: Key, graph: dict[Key, list[Edge]], done: set[Key]) -> Iterator[Problem]:
    trail: dict[Key, None] = {start: None}
    stack = [iter(graph.get(start, ()))]
    while stack:
        edge = next(stack[-1], None)
        if edge is None:
            stack.pop()
            done.add(trail.popitem()[0])
        elif edge.to in trail:
            way = list(trail)
            yield _told(edge, way[way.index(edge.to) :])
        elif edge.to not in done:
            trail[edge.to] = None
            stack.append(iter(graph.get(edge.to, ())))


def _told(edge: Edge, circle: list[Key]) -> Problem:
    draft = edge.sheet.draft()
    place = draft.at_name(edge.path) if edge.path[-1] == edge.word else _where(edge, draft)
    if len(circle) == 1:
        return draft.problem("circle", place, "this item waits for itself", "the answer of another item")
    one_file = len({sheet for sheet, _ in circle}) == 1
    way = " → ".join(item if one_file else f"{sheet}.{item}" for sheet, item in [*circle, edge.to])
    return draft.problem(
        "circle", place, f"these items wait for each other: {way}", "one that does not wait for the next"
    )


def _where(edge: Edge, draft: Draft) -> Place:
    node = draft.node(edge.path)
    start = node.text.find(edge.word) if isinstance(node, Text) else -1
    return draft.within(edge.path, start, start + len(edge.word)) if start >= 0 else draft.at(edge.path)
