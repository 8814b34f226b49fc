"""The one module that knows MkDocs: from an edition to MkDocs's files and pages."""

from __future__ import annotations

import json
import mimetypes
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemBytecodeCache
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from guide.edition import Edition, PageRecord, Workshop, edition_of, sources_digest
from guide.kept import Kept, code_digest, digest, folder_digest
from guide.library import Library, prose_pages
from guide.links import read_guide
from guide.model import Checklist
from guide.pages import Press
from guide.places import Problem, show
from guide.policy import with_policy
from guide.printable import unprintable
from guide.readings import Reading, read_checklist
from guide.source import Source
from guide.surroundings import Addresses, papers_wanted
from guide.tone import is_stale, this_day
from guide.views import Finding
from guide.words import words_of

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

log = get_plugin_logger("guide")

KEY = "guide"
"""Where a build has its `Build` in `config.extra`: MkDocs makes a new config for each build."""

WHOLE = "kept.html"
"""The template of a page that is kept whole."""


class Memory:
    """Checklists as they were read for the build before, while `mkdocs serve` builds again and again.

    It holds what came of a file by the file's bytes, so it cannot be out of date; each build lets go of
    what it did not meet.
    """

    def __init__(self) -> None:
        self.serving = False
        self.good: Checked | None = None
        """The last library without a mistake: it stays up while an author mends one."""
        self.sheets: Mapping[str, Callable[[], bytes | Problem]] = {}
        """What makes the sheets of the build before, by address: while serving, nobody waits for all of them."""
        self.busy = Lock()
        """Held by whoever reads the guide or makes a sheet of it."""
        self._before: dict[Source, Reading[Checklist]] = {}
        self._now: dict[Source, Reading[Checklist]] = {}

    def start(self) -> None:
        """A new build begins."""
        self._before, self._now = self._now, {}

    def read(self, source: Source) -> Reading[Checklist]:
        """Read a checklist, or remember it."""
        if not self.serving:
            return read_checklist(source)
        found = self._before.get(source) or self._now.get(source) or read_checklist(source)
        self._now[source] = found
        return found


memory = Memory()
"""The one thing that outlives a build: MkDocs loads the hook once and then builds with it many times."""


@dataclass
class Build:
    """One build: what is published, and what is kept of the build before."""

    workshop: Workshop
    addresses: Addresses
    root: str
    kept: Kept
    surroundings: str = ""
    """Changes with everything around the content of a page: theme, menu, settings."""
    sheets: dict[str, bytes] = field(default_factory=dict)
    """All that is printed, by address."""
    finished: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Chrome:
    """What the theme's own templates show of the guide."""

    id: str
    title: str
    stages: list[dict[str, object]]
    links: dict[str, str]


class GuidePage(Page):
    """A page whose content is ready HTML, made when MkDocs asks for it."""

    def __init__(self, record: PageRecord, file: File, config: MkDocsConfig) -> None:
        self.record = record
        self.findings: list[Finding] = []
        self.kept = ""
        super().__init__(record.title, file, config)

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002  MkDocs calls it so
        self.markdown = ""
        # The theme and its search take these for HTML.
        self.meta = {"title": escape(self.record.title), "description": escape(self.record.description)}

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002  MkDocs calls it so
        content = build_of(config).workshop.content(self.record)
        self.content, self.findings = content.html, content.findings
        self.toc = TableOfContents([AnchorLink(self.record.title, "_title", level=1)])
        self.present_anchor_ids = set(content.anchors)
        if self.findings and search_entries(config) is not None:
            self.meta["search"] = {"exclude": True}


def build_of(config: MkDocsConfig) -> Build:
    """The build that a config belongs to."""
    build = config.extra[KEY]
    assert isinstance(build, Build)
    return build


def prepare(config: MkDocsConfig, folder: Path) -> None:
    """Read and check every checklist; stop the build with all problems before anything is emptied."""
    with memory.busy:
        _prepare(config, folder)


def _prepare(config: MkDocsConfig, folder: Path) -> None:
    cache = cache_folder(config)
    kept = Kept(cache)
    addresses = Addresses(directories=config.use_directory_urls)
    pages = prose_pages(Path(config.docs_dir))
    drawings = list(config.theme.dirs)
    papers = papers_wanted()

    def press_of(library: Library) -> Press:
        return Press(library, addresses, papers, drawings=drawings, compiled=str(compiled(cache) or ""))

    settings = {"pages": repr(pages), "surroundings": repr((addresses, papers)), "drawings": folder_digest(drawings)}
    whole = sources_digest(folder, settings)
    text = kept.get("edition", whole)
    press = None
    if text is None:
        found = checked(folder, pages)
        press = press_of(found.library)
        edition = edition_of(press, found.hints)
        if found.as_it_stands:
            kept.put("edition", whole, edition.to_text())
    else:
        edition = Edition.from_text(text)
    workshop = Workshop(edition, lambda: press_of(checked(folder, pages).library), kept, press)
    for hint in workshop.edition.hints:
        log.info("%s", hint)
    for title in overdue(workshop.edition, this_day()):
        log.info("'%s': somebody last checked these lines over six months ago. Check each, then set 'checked'.", title)
    site = config.site_url or ""
    if memory.serving:
        memory.sheets = workshop.sheets(site)
    sheets = {} if memory.serving else sheets_of(workshop, site)
    config.extra[KEY] = Build(workshop, addresses, folder.name, kept, sheets=sheets)


def sheets_of(workshop: Workshop, site: str) -> dict[str, bytes]:
    """All that is printed by address; raises PluginError with all that cannot be."""
    found = {address: make() for address, make in workshop.sheets(site).items()}
    problems = {sheet: None for sheet in found.values() if isinstance(sheet, Problem)}
    if problems:
        told = "\n\n".join(map(show, problems))
        raise PluginError(f"{len(problems)} to mend before the guide can be printed.\n\n{told}\n")
    return {address: sheet for address, sheet in found.items() if isinstance(sheet, bytes)}


def with_sheets(app: WSGIApplication, config: MkDocsConfig) -> WSGIApplication:
    """What `mkdocs serve` answers with, and the sheets of the guide as it stands, each made when it is asked for."""
    below = urlsplit(config.site_url or "/").path.rstrip("/") + "/"

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode(errors="replace").removeprefix(below)
        with memory.busy:
            make = memory.sheets.get(path)
            found = make() if make else None
        if found is None:
            return app(environ, start_response)
        if isinstance(found, bytes):
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            start_response("200 OK", [("Content-Type", kind), ("Content-Length", str(len(found)))])
            return [found]
        told = show(found)
        log.info("To mend before this sheet can be printed.\n\n%s\n", told)
        start_response("500 Internal Server Error", [("Content-Type", "text/plain; charset=utf-8")])
        return [told.encode()]

    return answer


def overdue(edition: Edition, today: date) -> list[str]:
    """The help panels that nobody has checked for too long; a kept edition ages too."""
    return [title for title, day in edition.checked.items() if is_stale(date.fromisoformat(day), today)]


class Checked(NamedTuple):
    """A library without a mistake, and what there is to think about."""

    library: Library
    hints: list[str]
    as_it_stands: bool = True
    """False where the files have a mistake now, and this is how they were before it."""


def checked(folder: Path, pages: list[str]) -> Checked:
    """The library and what there is to think about; raises PluginError with all that must be mended."""
    memory.start()
    library, problems = read_guide(folder, pages=pages, reader=memory.read)
    problems += unprintable(library) if library and papers_wanted() else []
    serious = [problem for problem in problems if problem.serious]
    if serious or library is None:
        told = "\n\n".join(show(problem) for problem in serious)
        if memory.serving and memory.good:
            log.info("%d to mend. Until then the guide stays as it was.\n\n%s\n", len(serious), told)
            return memory.good._replace(as_it_stands=False)
        raise PluginError(f"{len(serious)} to mend before the guide can be built.\n\n{told}\n")
    found = Checked(library, [show(problem) for problem in problems])
    if memory.serving:
        memory.good = found
    return found


def cache_folder(config: MkDocsConfig) -> Path | None:
    """Where builds keep things for each other: `.cache/guide` here, GUIDE_CACHE/guide, or nowhere for `off`."""
    asked = os.environ.get("GUIDE_CACHE", ".cache")
    return None if asked == "off" else Path(config.config_file_path).parent / asked / "guide"


def compiled(cache: Path | None) -> Path | None:
    """Where templates are kept compiled, beside what builds keep; the folder is made if it can be."""
    if cache is None:
        return None
    folder = cache.with_name("templates")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder


def add_guide(files: Files, config: MkDocsConfig) -> Files:
    """Add what was prepared: pages, schemas, the list of ids; and put the stages into the navigation."""
    edition = build_of(config).workshop.edition
    for file in files.documentation_pages():
        file.edit_uri = f"{Path(config.docs_dir).name}/{file.src_uri}"
    for file in generated(edition, config):
        files.append(file)
    for uri, data in build_of(config).sheets.items():
        files.append(File.generated(config, uri, content=data))
    own = [f"{page.name or 'index'}.md" for page in edition.pages if page.in_nav]
    config.nav = [*own, *(config.nav or [])]
    return files


def generated(edition: Edition, config: MkDocsConfig) -> Iterator[File]:
    """Every file of an edition, as MkDocs wants it."""
    for page in edition.pages:
        yield page_file(page, config)
    for uri, text in edition.files.items():
        yield File.generated(config, uri, content=text)


def page_file(page: PageRecord, config: MkDocsConfig) -> File:
    """A generated page; "edit this page" leads to the YAML it came from."""
    level = InclusionLevel.INCLUDED if page.in_nav else InclusionLevel.NOT_IN_NAV
    file = File.generated(config, f"{page.name or 'index'}.md", content="", inclusion=level)
    file.edit_uri = f"{build_of(config).root}/{page.origin}"
    GuidePage(page, file, config)
    return file


def search_entries(config: MkDocsConfig) -> list[dict[str, str]] | None:
    """The search plugin's list, where it has one as we know it: then it need not read our HTML again."""
    plugin = config.plugins.get("material/search")
    entries = getattr(getattr(plugin, "search_index", None), "entries", None)
    return entries if isinstance(entries, list) else None


def furnish(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the theme's templates our words and the guide's menu; find the pages that are kept whole."""
    build = build_of(config)
    with memory.busy:
        build.workshop.close()
    edition, addresses = build.workshop.edition, build.addresses
    in_menu = [page for page in edition.pages if page.in_nav and page.name]
    stages: list[dict[str, object]] = [
        {"id": page.name, "number": number, "title": page.title, "url": addresses.url("", page.name)}
        for number, page in enumerate(in_menu, 1)
    ]
    known = {page.name for page in edition.pages}
    links = {name: addresses.url("", name) if name in known else "" for name in ("help", "notebook", "print")}
    links |= {name: addresses.url("", page) for name, page in config.extra.get("footer", {}).items()}
    chrome = Chrome(edition.id, edition.title, stages, links)
    env.globals.update(words=words_of(edition.language), guide=chrome)
    if folder := compiled(build.kept.folder):
        env.bytecode_cache = FileSystemBytecodeCache(str(folder))
    build.surroundings = surroundings_of(config, files, chrome)
    for file in files.documentation_pages():
        if isinstance(file.page, GuidePage):
            take_whole(file.page, build)
    return env


def surroundings_of(config: MkDocsConfig, files: Files, chrome: Chrome) -> str:
    """Changes with whatever a page's template may show besides its content."""
    settings = {name: value for name, value in config.items() if name not in {"extra", "plugins", "theme", "hooks"}}
    settings["extra"] = {name: value for name, value in config.extra.items() if name != KEY}
    settings["theme"] = dict(config.theme)
    settings["plugins"] = {name: dict(getattr(plugin, "config", {})) for name, plugin in config.plugins.items()}
    pages = [
        (file.src_uri, file.url, str(file.page and file.page.title))
        for file in files.documentation_pages()
        if file.inclusion.is_in_nav()  # type: ignore[no-untyped-call]
    ]
    said = json.dumps([settings, pages, vars(chrome), memory.serving], default=str, sort_keys=True)
    return digest(code_digest(), said, folder_digest(config.theme.dirs))


def take_whole(page: GuidePage, build: Build) -> None:
    """Where a page was made before from all the same, take it as it was."""
    text = build.kept.get("page", whole_key(page, build))
    if text is not None:
        page.kept = text
        if "search" in page.meta:
            page.content = ""  # nobody reads it any more
        page.meta["template"] = WHOLE


def whole_key(page: GuidePage, build: Build) -> str:
    """The name under which a page is kept whole."""
    return digest(page.record.key, build.surroundings, page.edit_url or "")


def place(page: Page, config: MkDocsConfig) -> None:
    """Put a page of ours among the others: into the search, and without the neighbours of the navigation."""
    if not isinstance(page, GuidePage):
        return
    page.previous_page = page.next_page = None
    entries = search_entries(config)
    if entries is not None:
        entries += [entry_of(page, found) for found in page.findings]


def entry_of(page: Page, found: Finding) -> dict[str, str]:
    """A finding in the form the search plugin keeps."""
    mark = f"#{found.fragment}" if found.fragment else ""
    return {"location": page.url + mark, "title": found.title, "text": found.text}


def protect(output: str, page: Page, config: MkDocsConfig) -> str:
    """A page with its policy; one of ours is kept so for the next build."""
    if isinstance(page, GuidePage) and page.kept:
        return output
    html = output if memory.serving else with_policy(output)  # live reload is an inline script of its own
    if isinstance(page, GuidePage):
        build = build_of(config)
        build.kept.put("page", whole_key(page, build), html)
    return html


def protect_template(output: str, name: str) -> str:
    """The same for a page that belongs to no file, such as the one for a wrong address."""
    return with_policy(output) if name.endswith(".html") and not memory.serving else output


def finish(config: MkDocsConfig) -> None:
    """Let go of what only earlier builds needed. While serving, sheets are made after the build, so all are left."""
    if not memory.serving:
        build_of(config).kept.tidy()
