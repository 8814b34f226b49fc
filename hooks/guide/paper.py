"""Worksheets: a checklist's page set for paper, by typst, as PDF.

The templates get the same `SheetPage` as those of the web pages, as data and never as code,
so nothing an author typed means anything to typst.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import segno
import typst

from guide.blocks import SheetView
from guide.fonts import folders, undrawable
from guide.library import Library, Sheet
from guide.places import Problem
from guide.problems import Draft
from guide.prose import Prose
from guide.source import Fields, List, Node, Text
from guide.surroundings import PAPERS, Surroundings

MADE = 1767225600
"""The moment that every PDF says it was made at, 1 January 2026: the same sources give the same bytes."""
NEARLY_EMPTY = 20 + 6 * 6
"""Millimetres from the top of a page: its margin, and six lines."""
RIGHT_TO_LEFT = frozenset(["ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"])


def render(model: Mapping[str, Any], paper: str) -> bytes:
    """A worksheet as PDF; with less space between things where that spares a page that is nearly empty."""
    data = json.dumps(model, ensure_ascii=False)
    made = b""
    for spacing in ("wide", "middle", "tight"):
        inputs = {"data": data, "paper": PAPERS[paper].size, "spacing": spacing}
        made = _compiled(inputs)
        if _is_well_filled():
            return made
    return made


def worksheet(sheet: Sheet, around: Surroundings, site: str = "") -> dict[str, Any]:
    """All that the templates show of a checklist, as plain data; `site` is where the pages are, if that is known."""
    page = SheetView(around, sheet).page()
    guide, words = around.library.guide, around.words
    address = address_of(sheet.id, around, site)
    minutes = words["minutes-one"] if page.minutes == 1 else words["minutes"]
    return {
        "language": words.language.split("-")[0],
        "direction": "rtl" if words.language.split("-")[0] in RIGHT_TO_LEFT else "ltr",
        "guide": guide.title,
        "description": sheet.checklist.summary or guide.summary,
        "time": minutes.format(n=page.minutes) if page.minutes else "",
        "address": address.removeprefix("https://").removeprefix("http://"),
        "qr": square(address) if site else None,
        "words": {key: text for key, text in words.items() if not key.startswith("live-")},
        **{name: plain(getattr(page, name)) for name in SHOWN},
    }


SHOWN = ("id", "kind", "title", "summary", "when", "stage", "items", "any_time", "letters", "card")
"""What of a page stands on paper."""


def address_of(name: str, around: Surroundings, site: str) -> str:
    """Where a page is; without a known site the path alone."""
    path = f"{name}/" if around.addresses.directories else f"{name}.html"
    return f"{site.rstrip('/')}/{path}"


def square(address: str) -> str:
    """An address as a QR code, drawn as SVG."""
    drawing = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawing, kind="svg", border=2, xmldecl=False, omitsize=True, nl=False
    )
    return drawing.getvalue().decode()


def plain(value: Any) -> Any:
    """A view as data: groups of fields, lists and texts."""
    if isinstance(value, Prose):
        return [plain(passage) for passage in value.passages()]
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(inner) for inner in value]
    return value


# --- typst


@cache
def _compiler() -> typst.Compiler:
    """One for all sheets: it keeps the fonts and the templates it has read."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders()))
    root = Path(str(files("guide"))) / "templates" / "paper"
    return typst.Compiler(str(root / "sheet.typ"), root=str(root), font_paths=fonts)


def _compiled(inputs: dict[str, str]) -> bytes:
    # PDF/A for archives, PDF/UA for readers that speak: typst refuses to make what does not keep to both.
    made = _compiler().compile(format="pdf", sys_inputs=inputs, pdf_standards=["a-2a", "ua-1"], timestamp=MADE)
    assert isinstance(made, bytes)
    return made


def _is_well_filled() -> bool:
    """Whether what was made just now ends with more than a few lines, and what belongs on the first page is there."""
    end = json.loads(_compiler().query("<end>", field="value", one=True))
    cards = json.loads(_compiler().query("<card>", field="value"))
    return (end["page"] == 1 or end["y"] > NEARLY_EMPTY) and all(page == 1 for page in cards)


# --- what cannot be drawn


def problems_of(model: Mapping[str, Any], sheet: Sheet, library: Library) -> list[Problem]:
    """The characters that no font of ours has, each once, with its place in the file that it comes from."""
    found = dict.fromkeys(text[at] for text in _texts(model) for at in undrawable(text))
    return [problem for character in found for problem in _unprintable(character, sheet, library)]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        value = value.values()
    if isinstance(value, str):
        yield value
    elif isinstance(value, Iterable):
        for inner in value:
            yield from _texts(inner)


def _unprintable(character: str, sheet: Sheet, library: Library) -> Iterator[Problem]:
    message = f"paper has no letter for '{character}' (U+{ord(character):04X})"
    for draft in _drafts(sheet, library):
        for path, text in _written(draft.root, ()):
            at = text.find(character)
            if at >= 0:
                yield draft.problem("no-letter", draft.within(path, at, at + 1), message, "a word for it")
                return


def _drafts(sheet: Sheet, library: Library) -> Iterator[Draft]:
    """The checklist itself, then whatever it may show words of."""
    yield sheet.draft()
    yield library.guide_draft()
    yield from (other.draft() for other in library.sheets.values() if other is not sheet)


def _written(node: Node, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(node, Text):
        yield path, node.text
    elif isinstance(node, Fields):
        for name, inner in node.fields.items():
            yield from _written(inner, (*path, name))
    elif isinstance(node, List):
        for number, inner in enumerate(node.items):
            yield from _written(inner, (*path, number))
