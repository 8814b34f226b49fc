"""A guide ready to be published: its pages and files, made when asked for, or kept from before."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

from guide.browser import sheets_behind
from guide.ids import addresses_of
from guide.kept import Kept, code_digest, digest
from guide.library import Library, Sheet
from guide.pages import Content, Press
from guide.paper import Typesetter, UnprintableError, page_count
from guide.places import Problem
from guide.schema import SHAPES, schema_text
from guide.surroundings import HELP, PAGES, PRINT, WORKBOOK, file_of, has_pages, picture_of
from guide.views import Finding

_names = re.compile(rb"[a-z][a-z0-9-]*")


@dataclass(frozen=True)
class PageRecord:
    """One generated page: what a host needs to know of it without its content."""

    name: str
    title: str
    description: str
    origin: str
    """The file it comes from, below the folder of the checklists."""
    key: str
    """Changes with everything the content is made from."""
    in_nav: bool = False
    papers: list[str] = field(default_factory=list)
    """How it is printed."""


@dataclass(frozen=True)
class Edition:
    """All that is published of one state of the sources."""

    id: str
    title: str
    language: str
    pages: list[PageRecord]
    files: dict[str, str]
    """Other files by address: the schemas, the list of ids, the words for the browser, the titles of all checklists."""
    workbook: PageRecord | None = None
    """All worksheets in one file: no page, but something to print."""
    hints: list[str] = field(default_factory=list)
    checked: dict[str, str] = field(default_factory=dict)
    """For each help panel by title the day somebody last checked its lines, as `2026-11-01`."""

    def to_text(self) -> str:
        """The same as text, to be kept."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> Edition:
        """Read what `to_text` wrote."""
        data = json.loads(text)
        workbook = PageRecord(**data["workbook"]) if data["workbook"] else None
        return cls(**{**data, "pages": [PageRecord(**page) for page in data["pages"]], "workbook": workbook})


def edition_of(press: Press, hints: list[str]) -> Edition:
    """Everything there is to publish, without the contents of the pages."""
    library, pages = press.library, _Pages(press)
    words = json.dumps(dict(press.words), ensure_ascii=False, sort_keys=True, indent=0)
    titles = {sheet.id: press.local(sheet.checklist.title) for sheet in [*library.facts(), *library.in_order()]}
    return Edition(
        id=library.guide.id,
        title=library.guide.title,
        language=library.guide.language,
        pages=pages.records(),
        workbook=pages.workbook(),
        files={
            **{f"schema/{name}.json": schema_text(name) for name in SHAPES},
            "ids.txt": "".join(f"{line}\n" for line in addresses_of(press.directory)),
            f"words/{press.words.language}.json": words + "\n",
            "titles.json": json.dumps(titles, ensure_ascii=False, indent=0) + "\n",
        },
        hints=hints,
        checked={panel.title: panel.checked.isoformat() for panel in library.guide.help.values()},
    )


class _Pages:
    """The records of all pages, with their keys."""

    def __init__(self, press: Press) -> None:
        self.press, self.library = press, press.library
        guide = self.library.guide_source.data
        self.shared = digest(
            code_digest(), guide, repr(self.library.evidence), repr(press.addresses), repr(press.papers)
        )
        self.digests = {name: digest(sheet.source.data, sheet.stage) for name, sheet in self.library.sheets.items()}
        self.names = {name.encode() for name in self.digests}
        self.whole = digest(self.shared, *self.digests.values())

    def records(self) -> list[PageRecord]:
        guide = self.library.guide
        found = [PageRecord("", guide.title, guide.summary, "guide.yml", digest(self.whole, ""), in_nav=True)]
        found += [
            PageRecord(name, stage.title, stage.summary, "guide.yml", digest(self.whole, name), in_nav=True)
            for name, stage in guide.stages.items()
        ]
        found += [self._sheet(sheet) for sheet in self.library.sheets.values()]
        title, lead = self.press.about_notebook
        found.append(PageRecord("notebook", title, lead, "guide.yml", digest(self.whole, "notebook")))
        if self.press.papers:
            title, lead = self.press.about_print
            found.append(PageRecord(PRINT, title, lead, "guide.yml", digest(self.whole, PRINT)))
        if guide.help:
            title = self.press.words["help-title"]
            found.append(
                PageRecord(
                    HELP,
                    title,
                    self.press.words["help-lead"],
                    "guide.yml",
                    digest(self.whole, HELP),
                    papers=self.press.papers_of(HELP),
                )
            )
        if guide.knowledge:
            words = self.press.words
            key = digest(self.whole, "sources")
            found.append(PageRecord("sources", words["knowledge-title"], words["knowledge-lead"], "sources.yml", key))
        return found

    def workbook(self) -> PageRecord | None:
        papers = self.press.papers_of(WORKBOOK)
        guide = self.library.guide
        key = digest(self.whole, WORKBOOK)
        return PageRecord(WORKBOOK, guide.title, guide.summary, "guide.yml", key, papers=papers) if papers else None

    def _sheet(self, sheet: Sheet) -> PageRecord:
        checklist = sheet.checklist
        origin = Path(sheet.source.file).name
        return PageRecord(
            name=sheet.id,
            title=self.press.local(checklist.title),
            description=self.press.local(checklist.summary or self.library.guide.summary),
            origin=f"{sheet.stage}/{origin}" if sheet.stage else origin,
            key=self._key(sheet),
            papers=self.press.papers_of(sheet.id),
        )

    def _key(self, sheet: Sheet) -> str:
        """A page shows its own file, and something of every checklist it names or stands beside.

        Whatever names another checklist has its id in its text, so the ids in the file
        are all it can lean on, and more; its data alone holds what those wait for in turn.
        """
        named = {name.decode() for name in self.names.intersection(_names.findall(sheet.source.data))}
        beside = [other.id if other else "" for other in self.press.neighbours.get(sheet.id, ())]
        users = [user for home in self._homes(sheet) for user in self.press.users(home)]
        behind = sheets_behind(sheet, self.press.directory)
        others = sorted({sheet.id, *named, *filter(None, beside), *users, *behind})
        return digest(self.shared, sheet.id, *beside, *users, *(f"{name} {self.digests[name]}" for name in others))

    def _homes(self, sheet: Sheet) -> list[tuple[str, str]]:
        shown = self.press.directory.shown
        homes = [shown.get((sheet.id, item.home)) for item in sheet.checklist.items]
        return [
            (home.sheet, home.item) if home else (sheet.id, item.home)
            for home, item in zip(homes, sheet.checklist.items, strict=True)
        ]


class Workshop:
    """Makes the pages of an edition, or takes them from what was kept.

    `press` reads the library where it must: a build in which nothing changed never does.
    """

    def __init__(
        self, edition: Edition, open_press: Callable[[], Press], kept: Kept, press: Press | None = None
    ) -> None:
        self.edition, self.kept = edition, kept
        self._open_press, self._press = open_press, press
        self._setter: Typesetter | None = None
        self._count: dict[str, int] = {}
        """Pages of the sheets made just now, by key."""

    @property
    def press(self) -> Press:
        """The press, with the whole library in its hands."""
        self._press = self._press or self._open_press()
        return self._press

    def close(self) -> None:
        """Let go of the library; a page asked for later reads it again."""
        self._press = self._setter = None

    def content(self, page: PageRecord) -> Content:
        """What stands on a page."""
        found = self.kept.get("json", page.key)
        if found is not None:
            data = json.loads(found)
            return Content(data["html"], [Finding(*entry) for entry in data["findings"]], data["anchors"])
        content = self.press.content(page.name)
        findings = [[entry.fragment, entry.title, entry.text] for entry in content.findings]
        data = {"html": content.html, "findings": findings, "anchors": content.anchors}
        self.kept.put("json", page.key, json.dumps(data, ensure_ascii=False))
        return content

    def sheets(self, site: str) -> dict[str, Callable[[], bytes | Problem]]:
        """What makes each thing that is printed, by address, or says why it cannot be; `site` is where the pages are.

        Beside the sheets lie a picture of each, and a list of how many pages each has.
        """
        found: dict[str, Callable[[], bytes | Problem]] = {}
        for page in self._printed():
            for number, paper in enumerate(page.papers):
                found[file_of(page.name, paper)] = partial(self._sheet, page, paper, site)
                if number == 0 and page is not self.edition.workbook:  # next to its sheet: then it is quick
                    found[picture_of(page.name)] = partial(self._picture, page, site)
        if found:
            found[PAGES] = partial(self._counts, site)
        return found

    def _printed(self) -> list[PageRecord]:
        return [page for page in [*self.edition.pages, self.edition.workbook] if page and page.papers]

    def _sheet(self, page: PageRecord, paper: str, site: str) -> bytes | Problem:
        key = digest(page.key, paper, site)

        def make() -> bytes:
            made = self._typesetter(site).make(page.name, paper)
            if has_pages(paper):
                self._count[key] = page_count(made)
                self.kept.put("pages", key, str(self._count[key]))
            return made

        return self._kept_or_made("pdf", key, page, make)

    def _counts(self, site: str) -> bytes:
        """How many pages each sheet has, by the name of its file; Word counts for itself."""
        counts: dict[str, int] = {}
        for page in self._printed():
            for paper in filter(has_pages, page.papers):
                key = digest(page.key, paper, site)
                known = self._count.get(key) or self.kept.get("pages", key)
                if known is None and isinstance(self._sheet(page, paper, site), bytes):
                    known = self._count[key]
                if known is not None:
                    counts[Path(file_of(page.name, paper)).stem] = int(known)
        return (json.dumps(counts, indent=0) + "\n").encode()

    def _picture(self, page: PageRecord, site: str) -> bytes | Problem:
        key = digest(page.key, "picture", site)
        return self._kept_or_made("png", key, page, lambda: self._typesetter(site).picture(page.name))

    def _kept_or_made(self, kind: str, key: str, page: PageRecord, make: Callable[[], bytes]) -> bytes | Problem:
        found = self.kept.get_bytes(kind, key)
        if found is not None:
            return found
        try:
            made = make()
        except UnprintableError as error:
            return error.problem(page.name, self.press.library)
        self.kept.put_bytes(kind, key, made)
        return made

    def _typesetter(self, site: str) -> Typesetter:
        if self._setter is None or self._setter.site != site:
            self._setter = Typesetter(self.press, site)
        return self._setter


def sources_digest(root: Path, settings: Mapping[str, str]) -> str:
    """Changes with any file below `root`, with our code, and with the settings."""
    paths = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    files = (part for path in paths for part in (path.relative_to(root).as_posix(), path.read_bytes()))
    odd = (str(path) for path in sorted(root.rglob("*")) if path.is_symlink())
    return digest(code_digest(), *files, *odd, repr(sorted(settings.items())))


__all__ = ["Content", "Edition", "Library", "PageRecord", "Workshop", "edition_of", "sources_digest"]
