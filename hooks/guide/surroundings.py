"""What a checklist needs to know of the guide around it: words, order, neighbours, and how pages name each other."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from guide.dates import full_day_words
from guide.library import Library, Sheet
from guide.links import Directory, Target
from guide.model import Address, blanks
from guide.prose import prose
from guide.views import Link, PanelView, PlaceLines, SheetFile, Source, StageMark
from guide.words import Words, words_of

ALSO = 5
"""Other pages named beside an answer that stands on many."""


@dataclass(frozen=True)
class Paper:
    """A size of paper, and what a sheet on it is for."""

    size: str
    """As typst calls it."""
    title: str
    use: str = "blank"
    """For pen and paper; `large` print; to `fill` in on a screen; for the one who leads a `group`; to `change` in Word."""


_SIZES = {"a4": Paper("a4", "A4"), "letter": Paper("us-letter", "US Letter")}

PAPERS: Mapping[str, Paper] = {
    **_SIZES,
    "a4-large": replace(_SIZES["a4"], use="large"),
    **{f"{name}-fill": replace(paper, use="fill") for name, paper in _SIZES.items()},
    **{f"{name}-group": replace(paper, use="group") for name, paper in _SIZES.items()},
    "word": replace(_SIZES["a4"], use="change"),
}
"""Every way that there are worksheets, by the end of their address."""

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

HELP = "help"
"""Whom one can talk to: a page, and a sheet."""
WORKBOOK = "workbook"
"""All worksheets in one file; no checklist is called so."""
PRINT = "print"
"""The page with everything there is to print; it is there where something is printed."""


def file_of(name: str, paper: str) -> str:
    """The address of a worksheet, or of the workbook, from the root of the site."""
    return f"sheets/{name}-{paper}.pdf" if has_pages(paper) else f"sheets/{name}.docx"


def has_pages(paper: str) -> bool:
    """Whether a file of this kind has pages that can be counted; those of Word are counted by Word."""
    return PAPERS[paper].use != "change"


def picture_of(name: str) -> str:
    """The address of a small picture of a worksheet, from the root of the site."""
    return f"sheets/{name}.png"


PAGES = "sheets/pages.json"
"""The address of the list of how many pages each worksheet has, by its file's name."""


def papers_wanted() -> list[str]:
    """Each way that sheets are to be printed: all of `PAPERS`, or none with GUIDE_PAPER=off in the environment."""
    return [] if os.environ.get("GUIDE_PAPER") == "off" else list(PAPERS)


@dataclass(frozen=True)
class Addresses:
    """How pages name each other: relative, so that any folder of any host will do."""

    directories: bool = True

    def url(self, here: str, there: str, fragment: str = "") -> str:
        """From page `here` to page `there`; "" is the home page."""
        mark = f"#{fragment}" if fragment else ""
        if here == there and fragment:
            return mark
        if self.directories:
            up = "../" if here else ""
            return f"{up}{there}/{mark}" if there else f"{up or './'}{mark}"
        return f"{there or 'index'}.html{mark}"

    def file(self, here: str, path: str) -> str:
        """From page `here` to a file, named from the root of the site."""
        return f"../{path}" if here and self.directories else path


@dataclass
class Surroundings:
    """A library as its checklists see it."""

    library: Library
    addresses: Addresses = field(default_factory=Addresses)
    papers: Sequence[str] = tuple(PAPERS)
    """Each way that there are worksheets, of `PAPERS`; none where nothing is printed."""

    @cached_property
    def words(self) -> Words:
        return words_of(self.library.guide.language)

    @cached_property
    def directory(self) -> Directory:
        return Directory(self.library)

    @cached_property
    def order(self) -> list[Sheet]:
        return self.library.in_order()

    @cached_property
    def neighbours(self) -> dict[str, tuple[Sheet | None, Sheet | None]]:
        """For each checklist the one before it and the one after it."""
        walk = [None, *self.order, None]
        return {sheet.id: (walk[at], walk[at + 2]) for at, sheet in enumerate(self.order)}

    @cached_property
    def shown_on(self) -> dict[Address, list[str]]:
        """For each answer the checklists that show it with `use`."""
        found: dict[Address, list[str]] = {}
        for (sheet, _), home in self.directory.shown.items():
            found.setdefault(home, []).append(sheet)
        return found

    def users(self, home: tuple[str, str]) -> list[str]:
        """The checklists that are named beside an answer as showing it too."""
        return self.shown_on.get(Address(*home), [])[: ALSO + 1]

    def local(self, text: str) -> str:
        """A text with its local words: each way of saying it, since a page is for every place."""
        for blank in reversed(blanks(text)):
            if blank.local:
                ways = dict.fromkeys(self.library.guide.local[blank.local].values())
                text = text[: blank.start] + f" {self.words['or']} ".join(ways) + text[blank.end :]
        return text

    def mark(self, stage: str, here: str) -> StageMark:
        guide = self.library.guide
        return StageMark(
            stage, list(guide.stages).index(stage) + 1, guide.stages[stage].title, self.addresses.url(here, stage)
        )

    def link(self, sheet: str, here: str, fragment: str = "") -> Link:
        found = self.library.sheets[sheet]
        checklist = found.checklist
        return Link(
            title=self.local(checklist.title),
            url=self.addresses.url(here, sheet, fragment),
            minutes=checklist.minutes,
            summary=self.local(checklist.summary or ""),
            when=self.local(checklist.when or ""),
            id=sheet,
            stage=self.mark(found.stage, here) if found.stage else None,
        )

    def stage_link(self, stage: str, here: str) -> Link:
        about = self.library.guide.stages[stage]
        mark = self.mark(stage, here)
        holds = [sheet.id for sheet in self.library.of_stage(stage)]
        return Link(about.title, mark.url, summary=about.summary, number=mark.number, id=stage, stage=mark, holds=holds)

    def papers_of(self, name: str) -> list[str]:
        """How a checklist, or the workbook, is printed."""
        if name == HELP:
            uses, led = ({"blank", "large"} if self.library.guide.help else set()), False
        elif name == WORKBOOK:
            uses, led = {"blank"}, any(sheet.checklist.with_a_group for sheet in self.order)
        else:
            checklist = self.library.sheets[name].checklist
            uses, led = {"blank", "large", "fill"}, checklist.with_a_group is not None
            if checklist.kind in ("note", "script") or checklist.own_messages():
                uses.add("change")
        if led:
            uses.add("group")
        return [paper for paper in self.papers if PAPERS[paper].use in uses]

    def sheet_files(self, name: str, here: str) -> list[SheetFile]:
        """The files of a checklist, or of the workbook, from page `here`."""
        return [self._sheet_file(name, paper, here) for paper in self.papers_of(name)]

    def pack_url(self, sheet: str, here: str) -> str:
        """Where a checklist stands among all that can be printed; nowhere when nothing is."""
        return self.addresses.url(here, PRINT, sheet) if self.papers else ""

    def _sheet_file(self, name: str, paper: str, here: str) -> SheetFile:
        about = PAPERS[paper]
        kind = name if name in (HELP, WORKBOOK) else "sheet"
        title = self.words.say(f"{kind}-{about.use}", paper=about.title)
        url = self.addresses.file(here, file_of(name, paper))
        return SheetFile(paper, about.use, about.title, title, url, DOCX if about.use == "change" else PDF)

    def turn_link(self, sheet: str, title: str, fragment: str) -> Link:
        """A link within one page."""
        return Link(title, self.addresses.url(sheet, sheet, fragment))

    def source(self, name: str, here: str) -> Source:
        """A source as page `here` names it."""
        evidence = self.library.evidence[name]
        return Source(
            id=name,
            title=evidence.title,
            url=evidence.address,
            claim=evidence.claim,
            grade=evidence.grade,
            checked=full_day_words(evidence.checked, self.words),
            here=self.addresses.url(here, "sources", name) if self.library.guide.knowledge else "",
        )

    def awaited(self, experts: Sequence[str]) -> str:
        """Who has not read a page yet, in words."""
        if not experts:
            return ""
        names = [self.library.guide.experts[name] for name in experts]
        return self.words.say("awaits", experts=self.words.joined(names, "or"))

    def panel_link(self, name: str, here: str) -> Link:
        panel = name.removeprefix("help.")
        return Link(self.library.guide.help[panel].title, self.addresses.url(here, "help", panel))

    def panels(self) -> list[PanelView]:
        """What help there is, by place."""
        guide = self.library.guide
        target = self.directory.find(Address.parse(guide.place), "") if guide.place else None
        places = self.directory.options(target.question) if isinstance(target, Target) else {}
        return [
            PanelView(
                id=name,
                title=panel.title,
                places=[
                    PlaceLines(place, places[place].words if place in places else place, prose(text))
                    for place, text in panel.places.items()
                ],
                checked=full_day_words(panel.checked, self.words),
                sources=[self.source(source, "help") for source in panel.sources],
                awaits=self.awaited(panel.awaits),
            )
            for name, panel in guide.help.items()
        ]
