"""What a page shows, ready to be put into a template. `templates/` says what each field is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from guide.notes import Pieces
from guide.prose import Prose


@dataclass(frozen=True)
class Link:
    """A page to go to."""

    title: str
    url: str
    minutes: int | None = None
    summary: str = ""
    when: str = ""
    number: int = 0
    id: str = ""
    stage: StageMark | None = None
    holds: Sequence[str] = ()
    """The checklists of a stage."""


@dataclass(frozen=True)
class StageMark:
    """A stage as it is shown beside other things."""

    id: str
    number: int
    title: str
    url: str


@dataclass(frozen=True)
class SheetFile:
    """A worksheet to open, as one way of printing has it."""

    paper: str
    """How it is printed, of `surroundings.PAPERS`."""
    use: str
    size: str
    """The size of paper in words."""
    title: str
    """What it is, in words."""
    url: str
    type: str
    """As browsers name such files."""


@dataclass(frozen=True)
class Line:
    """One way to say something."""

    pieces: Pieces
    condition: str = ""


@dataclass(frozen=True)
class Choice:
    """One option of a question."""

    id: str
    words: str
    tell: Prose | str = ""
    fits: str = ""
    open: Link | None = None
    help: Link | None = None


@dataclass(frozen=True)
class Cell:
    """A column of a table."""

    id: str
    ask: str
    answer: str
    hint: str = ""
    example: str = ""
    options: Sequence[Choice] = ()
    condition: str = ""


@dataclass(frozen=True)
class Row:
    """A row of a table."""

    id: str
    title: str = ""


@dataclass(frozen=True)
class Hearing:
    """What a reader may hear, and what to say then."""

    id: str
    hear: str
    depth: str = "full"
    say: Sequence[Line] = ()
    tell: Prose | str = ""
    go: Link | None = None
    stop: bool = False
    open: Link | None = None
    happens: bool = False
    """Something that may happen at any time, rather than an answer to what was said."""
    question: Block | None = None


@dataclass(frozen=True)
class Block:
    """One item as a page shows it; `items.html` says what each field is for."""

    id: str
    kind: str
    number: int | None = None
    depth: str = "full"
    condition: str = ""
    tell: Prose | str = ""
    panel: Link | None = None
    do: str = ""
    due: Sequence[str] = ()
    working: bool = False
    """Whether that counts working days."""
    own_date: bool = False
    sends: Link | None = None
    say: Sequence[Line] = ()
    replies: Sequence[Hearing] = ()
    open: Link | None = None
    ask: str = ""
    helped: bool = False
    hint: Prose | str = ""
    example: str = ""
    answer: str = ""
    address: str = ""
    also: Sequence[Link] = ()
    room: int = 0
    low: str = ""
    high: str = ""
    options: Sequence[Choice] = ()
    at_most: int | None = None
    columns: Sequence[Cell] = ()
    rows: Sequence[Row] = ()
    sentence: str = ""
    joins: Pieces = ()
    unkept: bool = False
    apart: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A part of a message on a page."""

    id: str
    lines: Sequence[Line]
    condition: str = ""
    choose: bool = False
    runs_on: bool = False
    anchor: str = ""
    """The part's address on the page, where no block of its own has it."""
    same: bool = False
    """In a variant: as in the message itself, so paper need not say it again."""


@dataclass(frozen=True)
class Variant:
    """A message for somebody in particular."""

    title: str
    paragraphs: Sequence[Paragraph]


@dataclass(frozen=True)
class Letter:
    """A message with its gaps."""

    id: str
    title: str
    paragraphs: Sequence[Paragraph]
    variants: Sequence[Variant] = ()
    length: str = ""
    subject: Pieces = ()


@dataclass(frozen=True)
class Source:
    """Where something comes from, and how sure it is."""

    id: str
    title: str
    url: str
    claim: str
    grade: str
    checked: str
    here: str = ""
    """The same on the page about sources."""
    used: Sequence[Link] = ()


@dataclass(frozen=True)
class GroupSheet:
    """For the one who leads a group."""

    minutes: int
    say: Markup | str = ""
    ask: Sequence[Markup] = ()
    care: Markup | str = ""


@dataclass(frozen=True)
class SheetPage:
    """A checklist as a page shows it."""

    id: str
    kind: str
    title: str
    summary: Prose | str
    when: str
    minutes: int | None
    stage: StageMark | None
    items: Sequence[Block]
    any_time: Sequence[Hearing]
    letters: Sequence[Letter]
    next: Sequence[Link]
    previous: Link | None
    following: Link | None
    sources: Sequence[Source]
    group: GroupSheet | None
    reviewed: str
    awaits: str = ""
    used: frozenset[str] = frozenset()
    card: bool = False
    """Made as small cards for a pocket."""
    files: Sequence[SheetFile] = ()
    """Its worksheets."""
    pack: str = ""
    """The address where it can be printed together with others."""


@dataclass(frozen=True)
class StagePage:
    """A stage and its checklists."""

    id: str
    number: int
    title: str
    about: Markup | str
    checklists: Sequence[Link]
    previous: Link | None
    following: Link | None


@dataclass(frozen=True)
class NotebookPage:
    """All checklists, under the page on which the reader's answers are shown."""

    facts: Sequence[Link]
    stages: Sequence[StagePage]


@dataclass(frozen=True)
class PrintSheet:
    """A checklist to print, in every way that there is."""

    page: Link
    files: Sequence[SheetFile]
    picture: str
    """The address of a small picture of its first page."""


@dataclass(frozen=True)
class PrintShelf:
    """The sheets of a stage; or those that others draw on, whose number is 0."""

    id: str
    number: int
    title: str
    sheets: Sequence[PrintSheet]


@dataclass(frozen=True)
class PrintPage:
    """Everything there is to print."""

    workbook: Sequence[SheetFile]
    shelves: Sequence[PrintShelf]


@dataclass(frozen=True)
class Way:
    """The checklists for a situation at one moment; without words where it is the same for all."""

    happened: str
    steps: Sequence[Link]
    minutes: int
    also: Sequence[Link] = ()
    situation: str = ""


@dataclass(frozen=True)
class Moment:
    """How long ago it was, and the ways from there."""

    id: str
    title: str
    ways: Sequence[Way]


@dataclass(frozen=True)
class HomePage:
    """The way in."""

    title: str
    lead: Markup | str
    moments: Sequence[Moment]
    stages: Sequence[Link]
    help: Link | None
    notebook: Link


@dataclass(frozen=True)
class PlaceLines:
    """Help lines of one place."""

    id: str
    title: str
    lines: Markup


@dataclass(frozen=True)
class PanelView:
    """A help panel."""

    id: str
    title: str
    places: Sequence[PlaceLines]
    checked: str
    sources: Sequence[Source] = ()
    awaits: str = ""


@dataclass(frozen=True)
class Grade:
    """How sure some sources are, and which they are."""

    letter: str
    title: str
    sources: Sequence[Source]


@dataclass(frozen=True)
class KnowledgePage:
    """What is known, how surely, and what is not."""

    about: Markup
    grades: Sequence[Grade]
    unknown: Sequence[Markup]


@dataclass(frozen=True)
class Finding:
    """What a search finds: a place on a page, and the words it is found by, as HTML."""

    fragment: str
    title: str
    text: str
