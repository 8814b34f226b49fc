"""The machinery knows nothing of what a guide is about: a second guide, made by the same hooks, is whole."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import join, normpath
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import pytest

from guide.source import plain, read
from tests.built import ORIGIN, SECOND, Built, Page, build
from tests.markup import elements, text_of

SUBJECT = re.compile(
    r"interview|\bjobs?\b|employ|recruit|hiring|vacanc|applicant|\bCV\b|résumé|thank-you|career|workplace",
    re.IGNORECASE,
)
"""What only the real guide is about."""
OURS = {"assets", "search"}
"""Folders of the theme."""


def test_the_second_guide_has_its_pages(second: Built) -> None:
    sheets = [
        path.stem for path in (SECOND / "checklists").rglob("*.yml") if path.stem not in ("guide", "sources", "tone")
    ]
    stages = [path.name for path in (SECOND / "checklists").iterdir() if path.is_dir()]
    assert set(second.pages) == {
        "",
        "404.html",
        "help/",
        "boxes/",
        "notebook/",
        "print/",
        *(f"{name}/" for name in sheets + stages),
    }


def test_no_page_of_the_second_guide_speaks_of_the_first(second: Built) -> None:
    found = [f"{file}: {line.strip()}" for file, line in written(second) if SUBJECT.search(line)]
    assert not found


def written(site: Built) -> Iterator[tuple[str, str]]:
    """Every line of the site's own files that a reader or a search may show."""
    for file in sorted(site.folder.rglob("*")):
        name = file.relative_to(site.folder)
        if file.suffix in {".html", ".json", ".xml", ".txt", ".js"} and name.parts[0] not in {"assets", "schema"}:
            for line in file.read_text("utf-8").splitlines():
                # `for: each-interview` is a word of the format so far.
                yield name.as_posix(), line.replace("each-interview", "")


def test_every_item_is_on_its_page(built: Built, request: pytest.FixtureRequest) -> None:
    folder = SECOND / "checklists" if "second" in request.node.name else SECOND.parents[2] / "checklists"
    for file in sorted(folder.rglob("*.yml")):
        if file.stem in ("guide", "sources", "tone"):
            continue
        ids = set(ids_of(built.pages[f"{file.stem}/"].tree))
        for item in items_of(file):
            if only_in_the_message(item):
                continue
            assert (item.get("id") or item["use"].split(".")[1]) in ids, (file.name, item)
            assert {reply["id"] for reply in item.get("replies", [])} <= ids


def items_of(file: Path) -> list[dict[str, Any]]:
    tree, _ = read(file.name, file.read_bytes())
    assert tree is not None
    return list(dict(plain(tree))["items"])


def only_in_the_message(item: dict[str, Any]) -> bool:
    return not item.keys() & {"ask", "use", "do", "each", "count", "say", "tell", "show", "hear"}


def ids_of(tree: Element) -> Iterator[str]:
    return (element.attrib["id"] for element in elements(tree) if "id" in element.attrib)


def test_every_link_within_the_site_leads_somewhere(built: Built) -> None:
    broken = [
        f"{page.url} → {href}"
        for page in built.pages.values()
        for href in links_of(page)
        if not leads_somewhere(built, page, href)
    ]
    assert not broken


def links_of(page: Page) -> Iterator[str]:
    return (e.attrib["href"] for e in elements(page.tree) if e.tag in ("a", "link") and "href" in e.attrib)


def leads_somewhere(site: Built, page: Page, href: str) -> bool:
    parts = urlsplit(href)
    if parts.scheme and not href.startswith(ORIGIN):
        return parts.scheme in ("https", "mailto", "tel")
    here = urlsplit(ORIGIN).path + page.url
    path = normpath(join(here, unquote(parts.path))) if parts.path else here
    if not (path + "/").startswith(urlsplit(ORIGIN).path):
        return False
    there = (path + "/").removeprefix(urlsplit(ORIGIN).path).strip("/")
    url = f"{there}/" if there and (site.folder / there).is_dir() else there
    if url not in site.pages:
        return (site.folder / there).is_file()
    return not parts.fragment or unquote(parts.fragment) in set(ids_of(site.pages[url].tree))


def test_every_page_can_be_reached_from_the_first(built: Built) -> None:
    reached, ahead = {""}, [""]
    while ahead:
        page = built.pages[ahead.pop()]
        for href in links_of(page):
            parts = urlsplit(href)
            there = normpath(join(page.url, parts.path)) + "/" if not parts.scheme and parts.path else ""
            if there in built.pages and there not in reached:
                reached.add(there)
                ahead.append(there)
    assert set(built.pages) - reached <= {"404.html"}


def test_the_address_of_a_page_names_no_stage(built: Built) -> None:
    assert all(url.count("/") <= 1 for url in built.pages)


def test_search_finds_single_questions(built: Built) -> None:
    index = json.loads((built.folder / "search" / "search_index.json").read_text("utf-8"))
    lost = [entry["location"] for entry in index["docs"] if not found_by_search(built, entry["location"])]
    assert not lost
    questions = {
        f"{page.url}#{heading.attrib['id']}"
        for page in built.pages.values()
        for item in elements(page.tree)
        if "is-question" in item.get("class", "").split()
        for heading in elements(item)
        if heading.tag == "h2"
    }
    listed = {entry["location"] for entry in index["docs"]}
    assert questions - listed == set()


def found_by_search(site: Built, location: str) -> bool:
    url, _, mark = location.partition("#")
    return url in site.pages and (not mark or mark in set(ids_of(site.pages[url].tree)))


def test_every_link_has_words(built: Built) -> None:
    for page in built.pages.values():
        assert all(text_of(element) for element in elements(page.tree) if element.tag == "a"), page.url


def test_addresses_work_where_files_have_names_of_their_own(tmp_path: Path) -> None:
    """From a USB stick, or a host without index pages: every link names a file."""
    config = tmp_path / "mkdocs.yml"
    text = (SECOND / "mkdocs.yml").read_text("utf-8").replace("../../../", f"{SECOND.parents[2].as_posix()}/")
    config.write_text(f"{text}\ndocs_dir: {(SECOND / 'docs').as_posix()}\nuse_directory_urls: false\n", "utf-8")
    (tmp_path / "checklists").symlink_to(SECOND / "checklists")
    site = build(tmp_path, tmp_path / "site")
    broken = [
        f"{page.path} → {href}"
        for page in site.pages.values()
        if page.path != "404.html"
        for href in links_of(page)
        if not urlsplit(href).scheme and not (site.folder / urlsplit(href).path).is_file() and urlsplit(href).path
    ]
    assert not broken


def test_every_page_has_the_whole_way_in_its_menu(built: Built) -> None:
    ways = set()
    for page in built.pages.values():
        menu = next(element for element in elements(page.tree) if element.get("id") == "_steps")
        links = [element for element in elements(menu) if element.tag == "a"]
        ways.add(tuple(text_of(link) for link in links))
    assert len(ways) == 1
    assert len(ways.pop()) > 3


def test_each_step_on_the_first_page_is_known_to_its_scripts(built: Built) -> None:
    """They find a step by the address of its link, a way by its moment and situation."""
    page = built.pages[""]
    known = {f"{name}/" for name in shelf_of(page)["sheets"]}
    names = []
    for moment in (element for element in elements(page.tree) if element.get("class") == "moment"):
        for way in (element for element in elements(moment) if element.get("data-way") is not None):
            path = next(element for element in elements(way) if element.get("class") == "path")
            assert {element.get("href") for element in elements(path) if element.tag == "a"} <= known
            names.append((moment.get("id"), way.get("data-way")))
    assert len(names) == len(set(names)) > 3


def test_what_is_done_can_stand_beside_each_checklist_of_a_stage(built: Built) -> None:
    stages = [page for page in built.pages.values() if page.url and shelf_of(page)]
    assert len(stages) >= 3
    for page in stages:
        whole, *single = [element.get("of", "") for element in elements(page.tree) if element.tag == "guide-progress"]
        assert whole.split() == single == list(shelf_of(page)["sheets"])


def shelf_of(page: Page) -> dict[str, Any]:
    """What a page that leads to checklists carries for its scripts."""
    found = [element.text or "" for element in elements(page.tree) if element.get("id") == "guide-shelf"]
    shelf: dict[str, Any] = json.loads(found[0]) if found else {}
    return shelf
