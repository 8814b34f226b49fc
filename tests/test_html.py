"""Every page of both guides is HTML as the standard has it, and safe and named throughout."""

from __future__ import annotations

import pytest

from tests.built import ORIGIN, Built
from tests.markup import away, elements, faults, skipped_headings, text_of

THEME = "'id': '__drawer'"
"""The theme's own switch for a menu this site has not: never shown, so it needs no name."""


def by_page(found: dict[str, list[str]]) -> str:
    return "\n".join(f"{url or 'the first page'}: {fault}" for url, told in found.items() for fault in told)


def test_the_parser_finds_nothing_to_mend(built: Built) -> None:
    found = {url: page.errors for url, page in built.pages.items()}
    assert not by_page(found)


def test_ids_names_and_attributes(built: Built) -> None:
    found = {url: [fault for fault in faults(page.tree) if THEME not in fault] for url, page in built.pages.items()}
    assert not by_page(found)


def test_nothing_is_fetched_from_elsewhere(built: Built) -> None:
    found = {url: away(page.tree, ORIGIN) for url, page in built.pages.items()}
    assert not by_page(found)


def test_one_heading_of_the_first_level_and_none_skipped(built: Built) -> None:
    found = {}
    for url, page in built.pages.items():
        first = [element for element in elements(page.tree) if element.tag == "h1"]
        found[url] = [*skipped_headings(page.tree), *([] if len(first) == 1 else [f"{len(first)} h1"])]
    assert not by_page(found)


def test_language_and_title(built: Built) -> None:
    titles = []
    for page in built.pages.values():
        root = next(elements(page.tree))
        assert root.get("lang") == "en"
        titles += [text_of(element) for element in elements(page.tree) if element.tag == "title"]
    assert len(set(titles)) == len(built.pages), titles


def test_no_form_around_what_a_reader_writes(built: Built) -> None:
    """A form could put answers into an address; the theme's two hold the search and the colours alone."""
    for page in built.pages.values():
        for form in (element for element in elements(page.tree) if element.tag == "form"):
            names = {field.get("name") for field in elements(form) if field.get("name")}
            assert names <= {"search", "query", "__palette"}, (page.url, names)


@pytest.mark.parametrize("attribute", ["aria-labelledby", "aria-describedby"])
def test_what_describes_a_field_has_words(built: Built, attribute: str) -> None:
    for page in built.pages.values():
        by_id = {element.get("id"): element for element in elements(page.tree)}
        for element in elements(page.tree):
            for name in element.get(attribute, "").split():
                assert text_of(by_id[name]), (page.url, name)


def test_nobody_waits_for_the_script_of_the_theme(built: Built) -> None:
    """It is the last to run, after ours."""
    for page in built.pages.values():
        scripts = [element for element in elements(page.tree) if element.tag == "script" and element.get("src")]
        theirs = [script for script in scripts if "assets/" in str(script.get("src"))]
        assert theirs == scripts[-1:], page.url
        assert theirs[0].get("defer") is not None
