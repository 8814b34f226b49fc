"""Forms: a PDF whose fields can be filled in on a screen.

typst makes no fields. Our templates put an empty link where one belongs, and this module turns each into a field:
its place, its page and its order are the link's. The address of such a link is `field:<kind>/<name>?<label>`, where
the kind is `line`, `lines`, `gap` (text that shrinks to its line), `tick`, `pick` or `ring`. Of the last two the
name ends with `/` and the option, and the label is that of the question and of the option.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

MARK = "field:"
BETWEEN = "\u001f"
"""Between the label of a question and that of an option."""

PRINTED, MANY_LINES, ONE_OF_MANY = 1 << 2, 1 << 12, 1 << 15
"""Flags of ISO 32000-1: tables 165 (a field is printed too), 228 (text of several lines) and 226 (pick one)."""
LETTERS = "/Helv 11 Tf 0 g"
SHRINKING = "/Helv 0 Tf 0 g"
"""The letters that are typed, in 11 points, or as small as their line needs."""


@dataclass
class _Spot:
    """A link that becomes a field."""

    kind: str
    name: str
    option: str
    label: str
    choice: str

    @classmethod
    def read(cls, address: str) -> _Spot:
        what, _, labels = address.removeprefix(MARK).partition("?")
        kind, _, name = what.partition("/")
        name, _, option = name.partition("/")
        label, _, choice = labels.partition(BETWEEN)
        # A full stop parts the names of fields within fields.
        return cls(kind, name.replace(".", " "), option, label, choice or label)


def with_fields(data: bytes) -> bytes:
    """A PDF with a field for each link that stands for one; the same bytes for the same PDF."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        _Form(pdf).fill()
        return saved(pdf)


def packed(data: bytes) -> bytes:
    """The same PDF in about half the bytes: typst does not press together what its tags take."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return saved(pdf)


def saved(pdf: pikepdf.Pdf) -> bytes:
    """A PDF as bytes, the same for the same PDF."""
    made = io.BytesIO()
    pdf.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


class _Form:
    """The form of one PDF."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.tags = dict(_numbered(pdf.Root.StructTreeRoot.ParentTree))
        self.fields: dict[str, Any] = {}
        self.drawings: dict[str, Any] = {}

    def fill(self) -> None:
        for page in self.pdf.pages:
            for link in page.get("/Annots", Array()):
                address = bytes(link.get("/A", Dictionary()).get("/URI", String(""))).decode()
                if address.startswith(MARK):
                    self._make(link, _Spot.read(address), page)
            page.Tabs = Name.S  # the tab key goes as the tags do
        letters = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        fonts = Dictionary(Helv=self.pdf.make_indirect(letters))
        form = Dictionary(Fields=Array(list(self.fields.values())), DA=String(LETTERS), DR=Dictionary(Font=fonts))
        self.pdf.Root.AcroForm = self.pdf.make_indirect(form)

    def _make(self, link: Any, spot: _Spot, page: pikepdf.Page) -> None:
        self.tags[int(link.StructParent)].S = Name.Form
        for key in ("/A", "/Border", "/F", "/QuadPoints", "/Contents"):
            if key in link:
                del link[key]
        link.Subtype, link.F, link.P, link.TU = Name.Widget, PRINTED, page.obj, String(spot.choice)
        left, bottom, right, top = map(float, link.Rect)
        size = right - left, top - bottom
        if spot.kind in ("line", "lines", "gap"):
            link.DA = String(SHRINKING if spot.kind == "gap" else LETTERS)
            link.AP = Dictionary(N=self._drawing(size, b"/Tx BMC EMC"))
            kind = Dictionary(FT=Name.Tx, Ff=MANY_LINES if spot.kind == "lines" else 0)
        else:
            state = Name(f"/{spot.option or 'On'}")
            drawn = ringed(*size) if spot.kind == "ring" else crossed(*size)
            link.AP = Dictionary(N=Dictionary({str(state): self._drawing(size, drawn), "/Off": self._drawing(size)}))
            link.AS = Name.Off
            kind = Dictionary(FT=Name.Btn, Ff=0 if spot.kind == "tick" else ONE_OF_MANY, V=Name.Off)
        self._put_in(link, spot, kind)

    def _put_in(self, widget: Any, spot: _Spot, kind: Dictionary) -> None:
        """A field with its one place on the pages, or one more place of a field that is there already."""
        if spot.name not in self.fields:
            kind.T, kind.TU, kind.Kids = String(spot.name), String(spot.label), Array()
            self.fields[spot.name] = self.pdf.make_indirect(kind)
        field = self.fields[spot.name]
        widget.Parent = field
        field.Kids.append(widget)

    def _drawing(self, size: tuple[float, float], drawn: bytes = b"") -> Any:
        """How a place looks; places of one size share it."""
        box = [round(side, 2) for side in (0, 0, *size)]
        key = f"{box} {drawn!r}"
        if key not in self.drawings:
            drawing = pikepdf.Stream(self.pdf, drawn, Type=Name.XObject, Subtype=Name.Form, BBox=Array(box))
            drawing.Resources = Dictionary()
            self.drawings[key] = self.pdf.make_indirect(drawing)
        return self.drawings[key]


def _numbered(node: Any) -> Iterator[tuple[int, Any]]:
    """What a tree of numbers holds: ISO 32000-1, 7.9.7."""
    entries = list(node.get("/Nums", Array()))
    yield from ((int(number), held) for number, held in zip(entries[::2], entries[1::2], strict=True))
    for kid in node.get("/Kids", Array()):
        yield from _numbered(kid)


def crossed(width: float, height: float) -> bytes:
    """A cross, drawn: it needs no letters."""
    near, far = 0.22 * min(width, height), min(width, height) * 0.78
    return f"q 1.4 w 1 J {near:.2f} {near:.2f} m {far:.2f} {far:.2f} l {near:.2f} {far:.2f} m {far:.2f} {near:.2f} l S Q".encode()


def ringed(width: float, height: float) -> bytes:
    """A thick ring within the box."""
    middle_x, middle_y = width / 2, height / 2
    radius = min(width, height) / 2 - 1.2
    bend = 0.5523 * radius  # four curves that look like a circle
    right, left, top, bottom = middle_x + radius, middle_x - radius, middle_y + radius, middle_y - radius
    curves = (
        (right, middle_y + bend, middle_x + bend, top, middle_x, top),
        (middle_x - bend, top, left, middle_y + bend, left, middle_y),
        (left, middle_y - bend, middle_x - bend, bottom, middle_x, bottom),
        (middle_x + bend, bottom, right, middle_y - bend, right, middle_y),
    )
    drawn = " ".join(" ".join(f"{value:.2f}" for value in curve) + " c" for curve in curves)
    return f"q 2.2 w {right:.2f} {middle_y:.2f} m {drawn} s Q".encode()
