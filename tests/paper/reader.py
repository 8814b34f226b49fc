"""What stands on the pages of a PDF, and where: as much of the format as our own sheets need."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import Any

import pikepdf

MM = 72 / 25.4
PAIR = re.compile(rb"<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>(?: <([0-9A-Fa-f]+)>)?")


@dataclass(frozen=True)
class Run:
    """Words, with where they start and end: millimetres from the left and from the top."""

    page: int
    left: float
    right: float
    top: float
    size: float
    text: str


@dataclass(frozen=True)
class Rule:
    """A straight line."""

    page: int
    left: float
    right: float
    top: float
    bottom: float


@dataclass
class Face:
    """One font: what its codes mean, and how wide they are."""

    letters: dict[int, str]
    widths: dict[int, float]


@dataclass
class Paper:
    """A whole PDF."""

    data: bytes
    runs: list[Run] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    colours: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for number, page in enumerate(self.pdf.pages, 1):
            _Desk(self, number, page).read()

    @cached_property
    def pdf(self) -> pikepdf.Pdf:
        return pikepdf.open(BytesIO(self.data))

    @property
    def size(self) -> tuple[int, int]:
        """Of every page, in millimetres."""
        (size,) = {
            (round(float(page.mediabox[2]) / MM), round(float(page.mediabox[3]) / MM)) for page in self.pdf.pages
        }
        return size

    @cached_property
    def text(self) -> str:
        """All words in the order of their marks, without spaces: lines and columns are only places on paper."""
        return squeezed("".join(run.text for run in self.runs))

    def tags(self) -> list[str]:
        """Every element of the structure, in reading order."""
        return [str(element.S) for element in self.elements(self.pdf.Root.StructTreeRoot.K)]

    def elements(self, kids: Any) -> Iterator[Any]:
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid
                yield from self.elements(kid.get("/K", pikepdf.Array()))

    def fonts(self) -> Iterator[Any]:
        for page in self.pdf.pages:
            yield from page.Resources.get("/Font", pikepdf.Dictionary()).values()


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\u00ad]+", "", text)


def meant(cmap: bytes) -> dict[int, str]:
    """What a font's codes mean."""
    found: dict[int, str] = {}
    for kind, body in re.findall(rb"begin(bfchar|bfrange)(.*?)endbf", cmap, re.DOTALL):
        for first, last, start in PAIR.findall(body):
            low, high, code = (first, first, last) if kind == b"bfchar" else (first, last, start)
            base = bytes.fromhex(code.decode()).decode("utf-16-be")
            for step in range(int(high, 16) - int(low, 16) + 1):
                found[int(low, 16) + step] = base[:-1] + chr(ord(base[-1]) + step)
    return found


def widths(font: Any) -> dict[int, float]:
    """How wide codes are, in thousandths of the letter size."""
    found: dict[int, float] = {}
    entries = list(font.get("/W", []))
    while entries:
        first, given = int(entries.pop(0)), entries.pop(0)
        if isinstance(given, pikepdf.Array):
            found.update({first + step: float(width) for step, width in enumerate(given)})
        else:
            found.update(dict.fromkeys(range(first, int(given) + 1), float(entries.pop(0))))
    return found


class _Desk:
    """One page that is being read."""

    def __init__(self, paper: Paper, number: int, page: Any) -> None:
        self.paper, self.number, self.page = paper, number, page
        self.height = float(page.mediabox[3])
        self.now = pikepdf.Matrix()
        self.stack: list[pikepdf.Matrix] = []
        self.at = pikepdf.Matrix()
        self.face, self.size = Face({}, {}), 0.0
        self.path: list[tuple[float, float]] = []
        self.faces = {name: self._face(font) for name, font in page.Resources.get("/Font", {}).items()}

    @staticmethod
    def _face(font: Any) -> Face:
        return Face(meant(font.ToUnicode.read_bytes()), widths(font.DescendantFonts[0]))

    def read(self) -> None:
        for instruction in pikepdf.parse_content_stream(self.page):
            name, operands = str(instruction.operator), list(instruction.operands)
            if name in {"rg", "RG", "k", "K", "sh"}:
                self.paper.colours.add(name)
            elif name in {"g", "G", "sc", "scn", "SC", "SCN"}:
                self.paper.colours.add(f"{[float(value) for value in operands]}")
            elif action := getattr(self, f"_on_{name}", None):
                action(*operands)

    def _on_q(self) -> None:
        self.stack.append(self.now)

    def _on_Q(self) -> None:  # noqa: N802  the operator's name
        self.now = self.stack.pop()

    def _on_cm(self, *numbers: Any) -> None:
        self.now = pikepdf.Matrix(*map(float, numbers)) @ self.now

    def _on_Tf(self, name: Any, size: Any) -> None:  # noqa: N802
        self.face, self.size = self.faces[str(name)], float(size)

    def _on_Tm(self, *numbers: Any) -> None:  # noqa: N802
        self.at = pikepdf.Matrix(*map(float, numbers))

    def _on_Tj(self, shown: Any) -> None:  # noqa: N802
        self._on_TJ([shown])

    def _on_TJ(self, shown: Any) -> None:  # noqa: N802
        text, width, end = "", 0.0, 0.0  # the end of what can be seen: a space may hang over
        for part in shown:
            if isinstance(part, pikepdf.String):
                data = bytes(part)
                codes = [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]
                for code in codes:
                    text += self.face.letters.get(code, "\ufffd")
                    width += self.face.widths.get(code, 0)
                    end = width if text[-1:].strip() else end
            else:
                width -= float(part)
        left, top = self._place(self.at.e, self.at.f)
        right = left + end / 1000 * self.size * abs(self.at.a) * abs(self.now.a) / MM
        self.paper.runs.append(Run(self.number, left, right, top, self.size * abs(self.at.a * self.now.a), text))

    def _place(self, x: float, y: float) -> tuple[float, float]:
        now = self.now
        return (now.a * x + now.c * y + now.e) / MM, (self.height - (now.b * x + now.d * y + now.f)) / MM

    def _on_m(self, x: Any, y: Any) -> None:
        self.path = [self._place(float(x), float(y))]

    def _on_l(self, x: Any, y: Any) -> None:
        self.path.append(self._place(float(x), float(y)))

    def _on_S(self) -> None:  # noqa: N802
        if len(self.path) >= 2:
            across, down = [point[0] for point in self.path], [point[1] for point in self.path]
            self.paper.rules.append(Rule(self.number, min(across), max(across), min(down), max(down)))
        self.path = []
