"""The edition with few and small files does what the one with its modules as written does."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import BELOW, Site, running
from tests.serve import StaticServer
from tools.bundle import NoBundlerError, bundle, named_in, put_in_place


@pytest.fixture(scope="module")
def site(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """In this file every page is one of that edition; beside it stand the one it was made from, and what was made."""
    folder = tmp_path_factory.mktemp("bundled")
    for name in ("site", "written"):
        shutil.copytree(site.folder, folder / name)
    made = bundled(folder / "site", folder / "made")
    put_in_place(folder / "site", made, named_in(folder / "site"))
    with running(StaticServer(folder / "site", below=BELOW)) as server:
        yield Site(folder / "site", server.url)


def bundled(folder: Path, into: Path) -> Path:
    try:
        bundle(folder, named_in(folder), into)
    except NoBundlerError as why:
        pytest.skip(f"There is no bundler here. {why}")
    return into


def files(folder: Path, pattern: str) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob(pattern) if file.is_file()}


def test_answers_stay(quiet_page: Page) -> None:
    page = quiet_page
    page.goto("question-log/")
    liked = page.locator('[name="question-log.liked"]')
    liked.fill("How new staff work in pairs")
    page.get_by_role("button", name="It is my own").click()
    expect(page.locator("guide-keeping [role=status]")).to_contain_text("Saved on this device")
    page.get_by_role("button", name="Add a row").first.click()
    page.reload()
    expect(liked).to_have_value("How new staff work in pairs")


def test_answers_come_together_elsewhere(quiet_page: Page) -> None:
    page = quiet_page
    page.goto("interview/")
    page.locator('[name="interview.role"]').fill("night porter")
    page.get_by_role("button", name="It is my own").click()
    page.goto("thank-you/")
    page.locator('[name="thank-you.strength"]').fill("I trained four new starters")
    expect(page.locator("guide-note")).to_contain_text("I trained four new starters")
    page.goto("pattern-log/")
    expect(page.locator("[data-item=interviews] .now").get_by_role("row")).to_have_count(1)


def coming_with(name: str, scripts: dict[str, bytes]) -> set[str]:
    """A module and all that it imports at once."""
    found, left = set(), [name]
    while left:
        found.add(one := left.pop())
        left += set(re.findall(r'(?:from|import) ?"\./([^"]+)"', scripts[one].decode())) - found
    return found


def test_the_modules_are_in_fewer_files(site: Site) -> None:
    scripts = files(site.folder / "elements", "*.js")
    assert {"guide.js", "early.js"} <= set(scripts)
    written = files(site.folder.with_name("written") / "elements", "*.js")
    # What comes with each page counts; what some pages ask for later stands apart, as it should.
    assert len(coming_with("guide.js", scripts)) < len(coming_with("guide.js", written)) / 2
    assert not any(b"sourceMappingURL" in script for script in scripts.values())


def test_the_pages_stay_byte_for_byte(site: Site) -> None:
    assert files(site.folder, "*.html") == files(site.folder.with_name("written"), "*.html")


def test_every_page_has_its_styles(site: Site) -> None:
    """Those that only some pages need stay in files of their own."""
    assert {file.name for file in named_in(site.folder).styles} == {"all.css", "doing.css", "notebook.css"}


def test_the_same_modules_give_the_same_bytes(site: Site, tmp_path: Path) -> None:
    elsewhere = tmp_path / "else where"
    shutil.copytree(site.folder.with_name("written"), elsewhere)
    assert files(bundled(elsewhere, tmp_path / "made"), "*") == files(site.folder.with_name("made"), "*")


def test_a_message_goes_out_as_a_file(quiet_page: Page) -> None:
    """What others made stays in its own files, and comes when it is asked for."""
    page = quiet_page
    page.goto("thank-you/")
    page.locator('[name="thank-you.strength"]').fill("I trained four new starters")
    page.get_by_role("button", name="It is my own").click()
    page.get_by_text("Save as…").click()
    with page.expect_download() as word:
        page.get_by_role("button", name="Word file").click()
    texts = [paragraph.text for paragraph in docx.Document(str(word.value.path())).paragraphs]
    assert texts[0] == "Thank-you note"
    assert "I think I could help. For example, I trained four new starters." in texts
    with page.expect_download() as mail:
        page.get_by_role("button", name="Mail draft").click()
    assert b"X-Unsent: 1" in mail.value.path().read_bytes()


def test_what_others_made_stays_as_it_is(site: Site) -> None:
    assert files(site.folder / "vendor", "*") == files(site.folder.with_name("written") / "vendor", "*")
    assert not any(b"docx 9" in script for script in files(site.folder / "elements", "*.js").values())
