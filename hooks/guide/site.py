"""The one module that knows MkDocs: from a library to MkDocs's files and pages."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from guide.ids import addresses_of
from guide.library import Library, Sheet, prose_pages
from guide.links import read_guide
from guide.pages import Addresses, Press
from guide.places import show
from guide.schema import SHAPES, schema_text
from guide.views import Finding
from guide.words import words_of

log = get_plugin_logger("guide")

KEY = "guide"
"""Where a build keeps its library in `config.extra`: MkDocs makes a new config for each build."""


@dataclass(frozen=True)
class Chrome:
    """What the theme's own templates show of the guide."""

    title: str
    menu: list[dict[str, str]]
    links: dict[str, str]


class GuidePage(Page):
    """A page whose content is ready HTML, made when MkDocs asks for it."""

    def __init__(self, title: str, file: File, config: MkDocsConfig, name: str) -> None:
        self.name = name
        self.findings: list[Finding] = []
        super().__init__(title, file, config)

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""
        self.meta = {}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        press: Press = config.extra[KEY]
        self.content, self.findings = content_of(press, self.name)
        self.toc = TableOfContents([])
        self.present_anchor_ids = set()
        self.meta = {"description": description_of(press.library, self.name)}
        if self.findings and search_entries(config) is not None:
            self.meta["search"] = {"exclude": True}


def prepare(config: MkDocsConfig, folder: Path) -> None:
    """Read and check every checklist; stop the build with all problems before anything is emptied."""
    library, problems = read_guide(folder, pages=prose_pages(Path(config.docs_dir)))
    for problem in problems:
        if not problem.serious:
            log.info("%s", show(problem))
    serious = [problem for problem in problems if problem.serious]
    if serious or library is None:
        told = "\n\n".join(show(problem) for problem in serious)
        raise PluginError(f"{len(serious)} to mend before the guide can be built.\n\n{told}\n")
    config.extra[KEY] = Press(library, Addresses(directories=config.use_directory_urls), drawings=config.theme.dirs)


def add_guide(files: Files, config: MkDocsConfig) -> Files:
    """Add what was prepared: pages, schemas, the list of ids; and put the stages into the navigation."""
    press: Press = config.extra[KEY]
    for file in generated(press, config):
        files.append(file)
    prose = config.nav if config.nav is not None else []
    config.nav = ["index.md", *(f"{stage}.md" for stage in press.library.guide.stages), *prose]
    return files


def generated(press: Press, config: MkDocsConfig) -> Iterator[File]:
    library = press.library
    yield page_file("", library.guide.title, config, in_nav=True)
    for name, stage in library.guide.stages.items():
        yield page_file(name, stage.title, config, in_nav=True)
    for sheet in library.sheets.values():
        yield page_file(sheet.id, press.local(sheet.checklist.title), config, source=sheet)
    if library.guide.help:
        yield page_file("help", press.words["help-title"], config)
    for name in SHAPES:
        yield File.generated(config, f"schema/{name}.json", content=schema_text(name))
    yield File.generated(config, "ids.txt", content="".join(f"{line}\n" for line in addresses_of(library)))
    words = json.dumps(dict(press.words), ensure_ascii=False, sort_keys=True, indent=0)
    yield File.generated(config, f"words/{press.words.language}.json", content=words + "\n")


def page_file(
    name: str, title: str, config: MkDocsConfig, *, source: Sheet | None = None, in_nav: bool = False
) -> File:
    """A generated page; "edit this page" leads to the YAML it came from."""
    level = InclusionLevel.INCLUDED if in_nav else InclusionLevel.NOT_IN_NAV
    file = File.generated(config, f"{name or 'index'}.md", content="", inclusion=level)
    origin = config.extra[KEY].library
    path = Path(source.source.file).name if source else "guide.yml"
    within = f"{source.stage}/{path}" if source and source.stage else path
    file.edit_uri = f"{origin.root.name}/{within}"
    GuidePage(title, file, config, name)
    return file


def content_of(press: Press, name: str) -> tuple[str, list[Finding]]:
    """The HTML of the page called `name`, and what a search finds there; "" is the first page."""
    if not name:
        return press.home(), []
    if name in press.library.guide.stages:
        return press.stage(name), []
    if name == "help":
        return press.help(), []
    return press.checklist(press.library.sheets[name])


def search_entries(config: MkDocsConfig) -> list[dict[str, str]] | None:
    """The search plugin's list, where it has one as we know it: then it need not read our HTML again."""
    plugin = config.plugins.get("material/search")
    entries = getattr(getattr(plugin, "search_index", None), "entries", None)
    return entries if isinstance(entries, list) else None


def description_of(library: Library, name: str) -> str:
    """One sentence for search engines and link previews."""
    if name in library.sheets:
        return library.sheets[name].checklist.summary or library.guide.summary
    stage = library.guide.stages.get(name)
    return stage.summary if stage else library.guide.summary


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


def furnish(env: Environment, config: MkDocsConfig) -> Environment:
    """Give the theme's templates our words and the guide's menu, and keep them compiled between builds."""
    press: Press = config.extra[KEY]
    guide = press.library.guide
    addresses = press.addresses
    menu = [{"title": stage.title, "url": addresses.url("", name)} for name, stage in guide.stages.items()]
    links = {"help": addresses.url("", "help") if guide.help else ""}
    for name, page in config.extra.get("footer", {}).items():
        links[name] = addresses.url("", page)
    env.globals.update(words=words_of(guide.language), guide=Chrome(guide.title, menu, links))
    cache = os.environ.get("GUIDE_CACHE")
    if cache:
        folder = Path(cache) / "templates"
        folder.mkdir(parents=True, exist_ok=True)
        env.bytecode_cache = FileSystemBytecodeCache(str(folder))
    return env


__all__ = ["add_guide", "furnish", "place", "prepare"]
