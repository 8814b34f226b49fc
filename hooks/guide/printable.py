"""What paper cannot show: letters that no font of ours has, each with its place."""

from __future__ import annotations

from collections.abc import Iterator

from guide.fonts import undrawable
from guide.library import Library
from guide.places import Problem
from guide.problems import Draft, Path
from guide.source import Fields, List, Node, Text


def unprintable(library: Library) -> list[Problem]:
    """The characters of a guide that paper has no letter for; of each file each once, where it stands first."""
    drafts = [library.guide_draft(), *(sheet.draft() for sheet in library.sheets.values())]
    return [problem for draft in drafts for problem in _of(draft)]


def _of(draft: Draft) -> Iterator[Problem]:
    told: set[str] = set()
    for path, text in _texts(draft.root, ()):
        for at in undrawable(text):
            if (character := text[at]) not in told:
                told.add(character)
                message = f"paper has no letter for '{character}' (U+{ord(character):04X})"
                yield draft.problem("no-letter", draft.within(path, at, at + 1), message, "a word for it")


def _texts(node: Node, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(node, Text):
        yield path, node.text
    elif isinstance(node, Fields):
        for name, inner in node.fields.items():
            yield from _texts(inner, (*path, name))
    elif isinstance(node, List):
        for number, inner in enumerate(node.items):
            yield from _texts(inner, (*path, number))
