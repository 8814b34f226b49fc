"""A file for Word that is being written: paragraphs and tables by python-docx, and what it has no name for.

That is content controls, fields, addresses to follow, and that the same words give the same bytes.
What it looks like stands in `templates/word/`.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

import docx
import segno
from docx.document import Document
from docx.enum.table import WD_TABLE_DIRECTION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Length, Mm
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

MADE = datetime(2026, 1, 1, tzinfo=UTC)
"""The moment that every file says it was made at: the same sources give the same bytes."""

PARTS = {
    "[Content_Types].xml": "content-types.xml",
    "_rels/.rels": "rels.xml",
    "docProps/core.xml": "core.xml",
    "word/_rels/document.xml.rels": "document-rels.xml",
    **{f"word/{name}.xml": f"{name}.xml" for name in ("document", "fontTable", "numbering", "settings", "styles")},
}
"""Where each of our templates stands in the file."""

SIZES = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
"""Millimetres, across and down."""

NAME_MOST = 64
"""Word takes a file for broken where a control's name is longer."""
PROPERTY_MOST = 255
"""The longest that a file may say of itself."""
UNDERSCORE = 2.0
"""Millimetres, about: what a short line to write on is made of. Some programs leave out how a control's words look."""
BOXES = {"0": "\N{BALLOT BOX}", "1": "\N{BALLOT BOX WITH X}"}
BOX_LETTERS = "MS Gothic"
CELL_MARGINS = 4
"""Millimetres, both sides of a cell together."""
NUMBERED = 1
"""The list with numbers in `numbering.xml`."""


@dataclass(frozen=True)
class About:
    """What a file says of itself."""

    title: str
    author: str
    summary: str
    language: str
    right_to_left: bool = False


class WordFile:
    """One file. What is written goes to its end, or into a cell while that is open."""

    def __init__(self, about: About, paper: str) -> None:
        self.about = about
        self.document: Document = docx.Document(BytesIO(_blank()))
        self.place: Document | _Cell = self.document
        self.controls = 0
        self.wide = self._set_page(paper)
        self._say_what_it_is()

    def _set_page(self, paper: str) -> float:
        """Set the size; gives how wide a line is, in millimetres."""
        section = self.document.sections[0]
        across, down = SIZES[paper]
        section.page_width, section.page_height = Mm(across), Mm(down)
        if self.about.right_to_left:
            section._sectPr.append(OxmlElement("w:bidi"))
        assert section.left_margin is not None
        assert section.right_margin is not None
        return float(across - section.left_margin.mm - section.right_margin.mm)

    def _say_what_it_is(self) -> None:
        about, properties = self.about, self.document.core_properties
        for name, text in (("title", about.title), ("author", about.author), ("comments", about.summary)):
            setattr(properties, name, _cut(text, PROPERTY_MOST))
        properties.language = about.language
        properties.created = properties.modified = MADE
        styles = self.document.styles.element
        (shared,) = styles.xpath("w:docDefaults/w:rPrDefault/w:rPr")
        shared.append(OxmlElement("w:lang", {qn(f"w:{name}"): about.language for name in ("val", "bidi")}))
        if about.right_to_left:
            # Before the distance between lines: Word wants these in their order.
            (spacing,) = styles.xpath("w:style[@w:styleId='Normal']/w:pPr/w:spacing")
            spacing.addprevious(OxmlElement("w:bidi"))

    # --- paragraphs

    def paragraph(self, style: str = "Normal", text: str = "", *, with_next: bool = False) -> Paragraph:
        """A new paragraph; `with_next`: never alone at the foot of a page."""
        made = self.place.add_paragraph()
        made._p.style = _styles()[style]  # python-docx would look through all styles, each time
        if text:
            self.run(made, text)
        if self.place is not self.document:
            # In a cell it would keep row after row on one page. Rows are whole as it is.
            made.paragraph_format.keep_with_next = False
        elif with_next:
            made.paragraph_format.keep_with_next = True
        return made

    def run(self, paragraph: Paragraph, text: str, style: str = "") -> Run:
        """Words at the end of a paragraph."""
        made = paragraph.add_run(text)
        if style:
            made._r.style = _styles()[style]
        if self.about.right_to_left:
            made.font.rtl = True
        return made

    def aside(self, paragraph: Paragraph, text: str) -> None:
        """Small words in a heading. A style cannot make light what is bold by another style."""
        self.run(paragraph, text, "Aside").bold = False

    def link(self, paragraph: Paragraph, text: str, url: str) -> None:
        """Words that lead to another place."""
        target = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        run = self.run(paragraph, text, "Hyperlink")
        link = OxmlElement("w:hyperlink", {qn("r:id"): target})
        link.append(run._r)
        paragraph._p.append(link)

    def field(self, paragraph: Paragraph, name: str) -> None:
        """What Word counts itself: `PAGE`, `NUMPAGES`."""
        run = self.run(paragraph, "1")
        field = OxmlElement("w:fldSimple", {qn("w:instr"): name})
        field.append(run._r)
        paragraph._p.append(field)

    def restart(self, paragraphs: Sequence[Paragraph]) -> None:
        """Count these from 1."""
        numbering = self.document.part.numbering_part.element
        number = numbering.add_num(NUMBERED)
        for level in range(3):
            number.add_lvlOverride(ilvl=level).add_startOverride(1)
        for paragraph in paragraphs:
            paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number.numId

    # --- content controls

    def gap(self, paragraph: Paragraph, name: str, width: int) -> None:
        """A place for words, with its name and a line of so many millimetres after it until they come."""
        self._control(paragraph, name, f"[{name}] {_line(width)}", OxmlElement("w:text"))

    def space(self, paragraph: Paragraph, name: str, width: int) -> None:
        """A place for words, with nothing but a line."""
        self._control(paragraph, name, _line(width), OxmlElement("w:text"))

    def day(self, paragraph: Paragraph, name: str, width: int = 50) -> None:
        """A place for a day, with a calendar."""
        date = _element(
            "w:date",
            OxmlElement("w:dateFormat", {qn("w:val"): "d MMMM yyyy"}),
            OxmlElement("w:lid", {qn("w:val"): self.about.language}),
            OxmlElement("w:storeMappedDataAs", {qn("w:val"): "dateTime"}),
            OxmlElement("w:calendar", {qn("w:val"): "gregorian"}),
        )
        self._control(paragraph, name, _line(width), date)

    def tick(self, paragraph: Paragraph, name: str) -> None:
        """A box to tick."""
        states = [
            OxmlElement(f"w14:{state}", {qn("w14:val"): f"{ord(BOXES[value]):X}", qn("w14:font"): BOX_LETTERS})
            for state, value in (("checkedState", "1"), ("uncheckedState", "0"))
        ]
        box = _element("w14:checkbox", OxmlElement("w14:checked", {qn("w14:val"): "0"}), *states)
        run = paragraph.add_run(BOXES["0"])
        run._r.style = _styles()["Tick"]
        run.bold = False
        self._around(paragraph, run, name, [box])

    def _control(self, paragraph: Paragraph, name: str, shown: str, kind: Any) -> None:
        run = self.run(paragraph, shown, "Placeholder Text")
        run.bold = False
        self._around(paragraph, run, name, [OxmlElement("w:showingPlcHdr"), kind])

    def _around(self, paragraph: Paragraph, run: Run, name: str, properties: Sequence[Any]) -> None:
        """Put a run at the end of a paragraph into a control."""
        self.controls += 1
        about = [
            OxmlElement("w:alias", {qn("w:val"): _cut(name, NAME_MOST)}),
            OxmlElement("w:id", {qn("w:val"): str(self.controls)}),
        ]
        content = _element("w:sdtContent", run._r)
        paragraph._p.append(_element("w:sdt", _element("w:sdtPr", *about, *properties), content))

    # --- lines and tables

    def lines(self, count: int, *, followed: bool = False) -> None:
        """Ruled lines to write on, on one page with each other and with what is said below them."""
        for number in range(1, count + 1):
            self.paragraph("Line to Write On", with_next=followed or number < count)

    def table(self, widths: Sequence[float], style: str = "Table Grid") -> Table:
        """A table without rows; widths in millimetres."""
        made = self.place.add_table(0, len(widths))
        made._tbl.tblStyle_val = _styles()[style]
        made.autofit = False
        if self.about.right_to_left:
            made.table_direction = WD_TABLE_DIRECTION.RTL
        for column, width in zip(made.columns, widths, strict=True):
            column.width = Mm(width)
        return made

    def row(self, table: Table, *, height: float = 0, heads: bool = False) -> Sequence[_Cell]:
        """A new row that no page parts; `heads` stand again on the next page."""
        row: _Row = table.add_row()  # type: ignore[no-untyped-call]
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if height:
            row.height = Length(Mm(height))
        if heads:
            properties.append(OxmlElement("w:tblHeader"))
        return row.cells

    @contextmanager
    def inside(self, cell: _Cell) -> Iterator[None]:
        """Write into a cell."""
        before = self.place, self.wide
        assert cell.width is not None
        self.place, self.wide = cell, cell.width.mm - CELL_MARGINS
        first = cell.paragraphs[0]
        yield
        self.place, self.wide = before
        # Each cell is made with a paragraph, and must keep its last one.
        if len(cell.paragraphs) > 1:
            first._p.getparent().remove(first._p)
        cell.paragraphs[0].paragraph_format.space_before = 0

    # --- the whole

    def code(self, url: str, words: str) -> None:
        """An address as a picture that a phone reads, at the top of the page and beside its text."""
        drawing = BytesIO()
        segno.make(url, error="m", micro=False).save(drawing, kind="png", scale=6, border=2)
        drawing.seek(0)
        places = [self.paragraph("Code to Scan") for _ in ("picture", "words")]
        for place in places:
            place._p.get_or_add_pPr().insert_element_before(
                self._frame(), "w:widowControl", "w:numPr", "w:pBdr", "w:spacing"
            )
        picture = places[0].add_run().add_picture(drawing, width=Mm(25))
        picture._inline.docPr.set("descr", f"{words} {url}")
        self.link(places[1], words, url)

    def _frame(self) -> Any:
        """What lets text stand beside a paragraph. Some programs do not find it in a style."""
        at = {"vAnchor": "margin", "hAnchor": "margin", "xAlign": "left" if self.about.right_to_left else "right"}
        about = {"w": "1531", "hSpace": "227", "wrap": "around", **at, "yAlign": "top"}
        return OxmlElement("w:framePr", {qn(f"w:{name}"): value for name, value in about.items()})

    def foot(self, address: str, numbers: str) -> None:
        """The running line: the address, and `page {n} of {total}` counted by Word."""
        footer = self.document.sections[0].footer.paragraphs[0]
        footer._p.style = _styles()["Footer"]
        footer.paragraph_format.tab_stops.add_tab_stop(Mm(self.wide), WD_TAB_ALIGNMENT.RIGHT)
        footer.add_run(address)
        self.run(footer, "\t")
        for text in _around_slots(numbers):
            if text in FIELDS:
                self.field(footer, FIELDS[text])
            elif text:
                self.run(footer, text)

    def to_bytes(self) -> bytes:
        """The file, its parts in order and without the time of day."""
        body = self.document.element.body
        if body.inner_content_elements and body.inner_content_elements[-1].tag == qn("w:tbl"):
            self.paragraph("Small")  # a file may not end with a table
        saved = BytesIO()
        self.document.save(saved)
        with zipfile.ZipFile(saved) as parts:
            return _packed({name: parts.read(name) for name in parts.namelist()})


FIELDS = {"{n}": "PAGE", "{total}": "NUMPAGES"}


def _around_slots(text: str) -> Iterator[str]:
    """A text in pieces, its slots apart."""
    while text:
        slot = min((name for name in FIELDS if name in text), key=text.index, default="")
        before, _, text = text.partition(slot) if slot else (text, "", "")
        yield before
        yield slot


def _element(tag: str, *inner: Any) -> Any:
    made = OxmlElement(tag)
    made.extend(inner)
    return made


def _line(width: int) -> str:
    return "_" * round(width / UNDERSCORE)


def _cut(name: str, most: int) -> str:
    """A name of at most so many units of UTF-16, which Word counts."""
    if len(name.encode("utf-16-le")) <= 2 * most:
        return name
    while len(name.encode("utf-16-le")) > 2 * (most - 1):
        name = name[:-1]
    return f"{name}…"


@cache
def _styles() -> dict[str, str]:
    """The ids of our styles by their names."""
    return {style.name or "": style.style_id for style in docx.Document(BytesIO(_blank())).styles}


@cache
def _blank() -> bytes:
    """A file with nothing in it but our styles."""
    folder = files("guide") / "templates" / "word"
    return _packed({name: (folder / file).read_bytes() for name, file in PARTS.items()})


def _packed(parts: dict[str, bytes]) -> bytes:
    """Parts as one file: what they are first, then by name."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, MADE.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            file.writestr(entry, parts[name])
    return packed.getvalue()
