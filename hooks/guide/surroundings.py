"""What a checklist needs to know of the guide around it: words, order, neighbours, and how pages name each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from guide.dates import full_day_words
from guide.library import Library, Sheet
from guide.links import Directory
from guide.model import Address, blanks
from guide.views import Link, Source, StageMark
from guide.words import Words, words_of

ALSO = 5
"""Other pages named beside an answer that stands on many."""


@dataclass(frozen=True)
class Paper:
    """A size of paper."""

    name: str
    """As typst calls it."""
    title: str


PAPERS: Mapping[str, Paper] = {"a4": Paper("a4", "A4"), "letter": Paper("us-letter", "US Letter")}


def file_of(sheet: str, paper: str) -> str:
    """The address of a worksheet, from the root of the site."""
    return f"sheets/{sheet}-{paper}.pdf"


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
    """The sizes of paper that there are worksheets for."""

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

    def worksheets(self, sheet: str) -> list[Link]:
        """The empty worksheet of a checklist on each size of paper, from its page."""
        return [Link(PAPERS[name].title, self.addresses.file(sheet, file_of(sheet, name))) for name in self.papers]

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
