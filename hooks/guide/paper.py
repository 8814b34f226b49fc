"""What is printed: worksheets, the workbook and the sheets for a group, as PDF by typst, and as files for Word.

The templates get the same `SheetPage` as those of the web pages, as data and never as code,
so nothing an author typed means anything to typst.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pikepdf
import segno
import typst

from guide.blocks import SheetView
from guide.document import document
from guide.fonts import folders
from guide.forms import packed, with_fields
from guide.library import Library, Sheet
from guide.places import Problem
from guide.prose import Prose, prose
from guide.surroundings import HELP, PAPERS, WORKBOOK, Surroundings
from guide.views import Block

MADE = 1767225600
"""The moment that every PDF says it was made at, 1 January 2026: the same sources give the same bytes."""
MARGIN = 20
"""Millimetres above the first line of a page, as `frame.typ` has it."""
FILLED = 48
"""Millimetres that make a last page worth its paper: eight lines, or four in large print."""
SPACINGS = ("wide", "middle", "tight")
"""How far things are from each other; the next is tried where it makes a better end."""
PICTURE = 36
"""Dots per inch of a small picture: a sheet of A4 is 298 wide and 421 high."""
RIGHT_TO_LEFT = frozenset(["ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"])
SHOWN = ("id", "kind", "title", "summary", "when", "stage", "items", "any_time", "letters", "card", "group")
"""What of a page stands on paper."""

WITH_HELP = ("workbook", "group", "group-book", "help")
"""The forms that say whom one can talk to."""

Model = Mapping[str, Any]
"""All that the templates show, as plain data."""


class UnprintableError(Exception):
    """A sheet that paper cannot show; it says why, and what would do."""

    def __init__(self, why: str, expected: str) -> None:
        super().__init__(why)
        self.why, self.expected = why, expected

    def problem(self, name: str, library: Library) -> Problem:
        """The same as a problem of the file that this sheet comes from."""
        sheet = library.sheets.get(name)
        draft = sheet.draft() if sheet else library.guide_draft()
        return draft.problem("no-room", draft.at_name(("items",)), self.why, self.expected)


@dataclass
class Typesetter:
    """Makes what is printed of a library; `site` is where the pages are, if that is known."""

    around: Surroundings
    site: str = ""

    def __post_init__(self) -> None:
        self._sheets: dict[str, dict[str, Any]] = {}
        self._spacings: dict[tuple[str, str], int] = {}

    def make(self, name: str, paper: str) -> bytes:
        """A checklist, or the workbook, in one of the ways of `PAPERS`; raises UnprintableError."""
        if PAPERS[paper].use == "change":
            return document(self.alone(name))
        model = self.model(name, paper)
        if model["form"] == "workbook":
            spacings = [self._spacing(sheet["id"], paper) for sheet in model["sheets"]]
            return packed(_compiled(_inputs(model, paper, spacings), archive=True))
        made, spacings = _spaced(model, paper)
        if name in self._sheets:
            self._spacings[name, paper] = spacings[0]
        return made

    def _spacing(self, name: str, paper: str) -> int:
        """What of SPACINGS a sheet is set with: alone it is soon tried, in a book each try sets the whole book."""
        if (name, paper) not in self._spacings:
            self.make(name, paper)
        return self._spacings[name, paper]

    def picture(self, name: str, dots: int = PICTURE) -> bytes:
        """The first page on A4 as PNG, with so many dots per inch; quick where that sheet was made just now."""
        model = self.model(name, "a4")
        spacings = [self._spacing(sheet["id"], "a4") for sheet in model["sheets"]]
        drawn = _program().compile(_inputs(model, "a4", spacings), format="png", ppi=dots)
        first = drawn[0] if isinstance(drawn, list) else drawn
        assert isinstance(first, bytes)
        return first

    def model(self, name: str, paper: str) -> dict[str, Any]:
        """All that stands on it."""
        is_led = PAPERS[paper].use == "group"
        if name == HELP:
            return self._around("help", HELP, self.around.words["help-title"], [])
        if name == WORKBOOK:
            return self.group_book() if is_led else self.workbook()
        sheet = self.sheet(name)
        form = "group" if is_led else "worksheet"
        return self._around(form, name, sheet["title"], [sheet], description=sheet["description"])

    def alone(self, name: str) -> dict[str, Any]:
        """One worksheet and what stands around it, in one."""
        return {**self.model(name, "a4"), **self.sheet(name)}

    def workbook(self) -> dict[str, Any]:
        """Every worksheet: first what the others draw on, then those of each stage in order."""
        guide = self.around.library.guide
        sheets = [self.sheet(sheet.id) for sheet in [*self.around.library.facts(), *self.around.order]]
        return {
            **self._around("workbook", "", guide.title, sheets),
            "summary": plain(prose(self.around.local(guide.summary))),
        }

    def group_book(self) -> dict[str, Any]:
        """Everything for the one who leads a group, in one booklet."""
        sheets = [self.sheet(sheet.id) for sheet in self.around.order if sheet.checklist.with_a_group]
        return {
            **self._around("group-book", "", self.around.words["paper-group"], sheets),
            "summary": "",
            "stage": None,
        }

    def sheet(self, name: str) -> dict[str, Any]:
        """What of one checklist stands on paper."""
        if name not in self._sheets:
            self._sheets[name] = self._sheet(self.around.library.sheets[name])
        return self._sheets[name]

    def _sheet(self, sheet: Sheet) -> dict[str, Any]:
        page = SheetView(self.around, sheet).page()
        words = self.around.words
        minutes = words["minutes-one"] if page.minutes == 1 else words["minutes"]
        return {
            **{name: plain(getattr(page, name)) for name in SHOWN},
            **self._address(sheet.id),
            "talk": talk_of(page.items),
            "description": sheet.checklist.summary or self.around.library.guide.summary,
            "time": minutes.format(n=page.minutes) if page.minutes else "",
        }

    def _around(
        self, form: str, home: str, title: str, sheets: Sequence[Model], description: str = ""
    ) -> dict[str, Any]:
        """A model: the sheets, and what stands around them; `home` is the page of it all."""
        guide, words = self.around.library.guide, self.around.words
        language = words.language.split("-")[0]
        return {
            "form": form,
            **self._address(home),
            "language": language,
            "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
            "guide": guide.title,
            "title": title,
            "description": description or guide.summary,
            "words": {key: text for key, text in words.items() if not key.startswith("live-")},
            "help": self._shown(self.address("help")) if guide.help else "",
            "stages": [{"id": name, "title": stage.title} for name, stage in guide.stages.items()],
            "panels": plain(self.around.panels()) if form in WITH_HELP else [],
            "sheets": sheets,
        }

    def _address(self, name: str) -> dict[str, Any]:
        address = self.address(name)
        known = {"link": address, "qr": square(address)} if self.site else {"link": "", "qr": None}
        return {"address": self._shown(address), **known}

    def address(self, name: str) -> str:
        """Where a page is; without a known site the path alone."""
        ending = "/" if self.around.addresses.directories else ".html"
        return f"{self.site.rstrip('/')}/{name}{ending if name else ''}"

    @staticmethod
    def _shown(address: str) -> str:
        return address.removeprefix("https://").removeprefix("http://")


def talk_of(items: Sequence[Block]) -> tuple[int, int]:
    """The call itself, as the first of its turns and the one after its last: the most turns in a row."""
    longest, start = (0, 0), 0
    for number, item in enumerate(items, 1):
        if not item.say:
            start = number
        elif number - start > longest[1] - longest[0]:
            longest = start, number
    return longest


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


def render(model: Model, paper: str) -> bytes:
    """A model as PDF, each sheet with less space between things where that spares a page that is nearly empty.

    Raises UnprintableError where words for a call take more than one page of a sheet for pen and paper.
    """
    return _spaced(model, paper)[0]


def _spaced(model: Model, paper: str) -> tuple[bytes, list[int]]:
    """The PDF, and what of SPACINGS each sheet was set with."""
    about = PAPERS[paper]
    spacings = [0] * len(model["sheets"])
    tried: list[dict[int, _Laid]] = [{} for _ in spacings]
    while True:
        made = _compiled(_inputs(model, paper, spacings), archive=about.use != "fill")
        laid = _laid_out(len(spacings))
        for sheet, spacing, before in zip(laid, spacings, tried, strict=True):
            before[spacing] = sheet
        better = [
            sheet.next_spacing(spacing, about.use, before)
            for sheet, spacing, before in zip(laid, spacings, tried, strict=True)
        ]
        if better == spacings:
            break
        spacings = better
    if about.use == "blank" and not all(sheet.is_talk_whole for sheet in laid):
        raise UnprintableError(
            f"what to say in a call does not fit on one page of {about.title}",
            "fewer turns, or shorter words: they stand on the page that lies beside the phone",
        )
    return (with_fields(made) if about.use == "fill" else packed(made)), spacings


def _inputs(model: Model, paper: str, spacings: Sequence[int]) -> dict[str, str]:
    """All that the templates get."""
    about = PAPERS[paper]
    return {
        "data": json.dumps(model, ensure_ascii=False),
        "paper": about.size,
        "use": about.use,
        "direction": model["direction"],
        "spacings": json.dumps([SPACINGS[spacing] for spacing in spacings]),
    }


def page_count(data: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)


@dataclass
class _Laid:
    """Where a sheet begins and ends."""

    start: int = 1
    talk: int = 0
    card: int = 0
    """The pages on which the words for a call begin and end."""
    page: int = 1
    y: float = 0.0

    def next_spacing(self, spacing: int, use: str, tried: Mapping[int, _Laid]) -> int:
        """The spacing to try next: a closer one while a call is torn or the last page is nearly empty.

        Where none helps, it is the one of those tried that takes the fewest pages and then leaves most on the last.
        """
        if use == "fill":
            return spacing  # it is filled in on a screen, where paper costs nothing
        is_nearly_empty = self.page > self.start and self.y < MARGIN + FILLED
        is_torn = not self.is_talk_whole and use != "large"  # one page is too much to ask of letters that size
        if not is_nearly_empty and not is_torn:
            return spacing
        if len(tried) < len(SPACINGS) and spacing + 1 < len(SPACINGS):
            return spacing + 1
        return min(tried, key=lambda number: (not tried[number].is_talk_whole, tried[number].page, -tried[number].y))

    @property
    def is_talk_whole(self) -> bool:
        return self.card == self.talk


def _laid_out(count: int) -> list[_Laid]:
    """What the marks of the templates say of what was made just now."""
    laid = [_Laid() for _ in range(count)]
    for mark in json.loads(_program().compiler.query("<mark>", field="value")):
        sheet = laid[mark["sheet"]]
        if mark["kind"] == "end":
            sheet.page, sheet.y = mark["page"], mark["y"]
        else:
            setattr(sheet, mark["kind"], mark["page"])
    return laid


class _Program:
    """typst, once for all sheets: it keeps the fonts and the templates it has read, and what it laid out last."""

    def __init__(self) -> None:
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders()))
        root = Path(str(files("guide"))) / "templates" / "paper"
        self.compiler = typst.Compiler(str(root / "paper.typ"), root=str(root), font_paths=fonts)
        self.inputs: dict[str, str] = {}

    def compile(self, inputs: dict[str, str], **how: Any) -> Any:
        """Set what the templates make of the inputs."""
        # Given the same inputs again, typst would lay it all out again.
        given: dict[str, Any] = {} if inputs == self.inputs else {"sys_inputs": inputs}
        self.inputs = inputs
        return self.compiler.compile(timestamp=MADE, **given, **how)


@cache
def _program() -> _Program:
    return _Program()


def _compiled(inputs: dict[str, str], *, archive: bool) -> bytes:
    # PDF/A for archives, PDF/UA for readers that speak: typst refuses to make what does not keep to them. Fields are
    # written in letters of the reader's own program, which PDF/A does not allow.
    standards = ["a-2a", "ua-1"] if archive else ["ua-1"]
    try:
        made = _program().compile(inputs, format="pdf", pdf_standards=standards)
    except typst.TypstError as error:
        raise UnprintableError(f"typst cannot set this sheet: {error}", "plainer words") from error
    assert isinstance(made, bytes)
    return made
