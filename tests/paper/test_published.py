"""Worksheets on the site and from the command line."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from guide.cli import main
from guide.edition import Workshop, edition_of
from guide.kept import Kept
from guide.pages import Press
from guide.paper import Typesetter
from guide.places import Problem, show
from guide.surroundings import HELP, PAPERS, WORKBOOK, file_of
from tests.built import SECOND, Built
from tests.markup import elements
from tests.paper.conftest import Desk, around


def _new() -> bytes:
    made = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(made)
    return made.getvalue()


NEW = _new()


def workshop(desk: Desk, folder: Path) -> Workshop:
    press = Press(desk.library)
    return Workshop(edition_of(press, []), lambda: press, Kept(folder), press)


def sheets(desk: Desk, folder: Path) -> dict[str, bytes | Problem]:
    return {address: make() for address, make in workshop(desk, folder).sheets("").items()}


def test_each_page_leads_to_its_sheets(second: Built) -> None:
    found = around(SECOND / "checklists")
    counts = json.loads((second.folder / "sheets" / "pages.json").read_text())
    for name in found.library.sheets:
        links = {element.get("href"): element for element in elements(second.pages[f"{name}/"].tree)}
        for paper in found.papers_of(name):
            address = file_of(name, paper)
            assert PAPERS[paper].title in "".join(links[f"../{address}"].itertext())
            if PAPERS[paper].use == "change":
                assert (second.folder / address).read_bytes().startswith(b"PK")
                continue
            with pikepdf.open(second.folder / address) as pdf:
                assert counts[f"{name}-{paper}"] == len(pdf.pages)
        assert (second.folder / "sheets" / f"{name}.png").read_bytes().startswith(b"\x89PNG")
    assert counts["workbook-a4"] > sum(counts[f"{name}-a4"] for name in found.library.sheets)


def test_a_guide_without_sheets_leads_to_none(real: Built) -> None:
    """As `GUIDE_PAPER=off` builds it."""
    assert not (real.folder / "sheets").exists()
    assert "print/" not in real.pages
    leading = [
        (page.url, element.get("href"))
        for page in real.pages.values()
        for element in elements(page.tree)
        if re.search(r"sheets/|(^|/)print/", str(element.get("href")))
    ]
    assert leading == []


def test_one_page_leads_to_all_sheets(second: Built) -> None:
    found = around(SECOND / "checklists")
    page = second.pages["print/"].tree
    links = [str(element.get("href")) for element in elements(page) if element.get("data-paper")]
    names = [WORKBOOK, HELP, *found.library.sheets]
    assert sorted(links) == sorted(f"../{file_of(name, paper)}" for name in names for paper in found.papers_of(name))
    assert links[0] == f"../{file_of(WORKBOOK, 'a4')}"
    assert all((second.folder / "print" / link).is_file() for link in links)
    pictures = [element for element in elements(page) if element.tag == "img"]
    assert len(pictures) == len(found.library.sheets) + 1
    for picture in pictures:
        assert (picture.get("alt"), picture.get("loading"), picture.get("width")) == ("", "lazy", "298")
        assert (second.folder / "print" / str(picture.get("src"))).is_file()


def test_each_checklist_leads_to_its_place_among_all_sheets(second: Built) -> None:
    places = {element.get("id") for element in elements(second.pages["print/"].tree)}
    for name in around(SECOND / "checklists").library.sheets:
        links = {element.get("href") for element in elements(second.pages[f"{name}/"].tree)}
        assert f"../print/#{name}" in links
        assert name in places


def test_a_sheet_that_did_not_change_is_not_made_again(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = sheets(desk, tmp_path / "kept")
    made: list[str] = []

    def make(_: Typesetter, name: str, paper: str) -> bytes:
        made.append(f"{name}-{paper}")
        return NEW

    monkeypatch.setattr(Typesetter, "make", make)
    monkeypatch.setattr(Typesetter, "picture", lambda *_: NEW)
    assert sheets(desk, tmp_path / "kept") == first
    assert made == []
    hello = next(desk.folder.rglob("hello.yml"))
    hello.write_text(hello.read_text("utf-8").replace("title: ", "title: Now ", 1), "utf-8")
    sheets(desk, tmp_path / "kept")
    assert {"hello-a4", "hello-letter-fill", "workbook-letter"} <= set(made)
    assert len(made) < len(first)


def test_words_for_a_call_that_need_two_pages_are_told(desk: Desk, tmp_path: Path) -> None:
    turns = "".join(f"  - id: t{number}\n    depth: short\n    say: {'Hello there. ' * 20}\n" for number in range(40))
    desk.write(
        "first-day/long.yml",
        f"kind: script\ntitle: A call\nsummary: For a test.\nwhen: now\nminutes: 5\nitems:\n{turns}",
    )
    found = sheets(desk, tmp_path / "kept")
    told = found["sheets/long-a4.pdf"]
    assert isinstance(told, Problem)
    assert show(told).startswith(
        "checklists/first-day/long.yml:6:1: what to say in a call does not fit on one page of A4"
    )
    assert isinstance(found["sheets/long-a4-large.pdf"], bytes)


@pytest.fixture
def here(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(desk.folder.parent)
    return desk.folder.parent


def test_one_sheet(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pdf", "hello", "--paper", "letter", "--out", "made"]) == 0
    assert capsys.readouterr().out == f"{Path('made', 'hello-letter.pdf')}\n"
    assert [file.name for file in (here / "made").iterdir()] == ["hello-letter.pdf"]


def test_a_sheet_by_its_file(here: Path) -> None:
    file = next((here / "checklists").rglob("hello.yml")).relative_to(here)
    assert main(["pdf", str(file), "--out", "made"]) == 0
    made = [Path(file_of("hello", paper)).name for paper in around(SECOND / "checklists").papers_of("hello")]
    assert sorted(file.name for file in (here / "made").iterdir()) == sorted(made)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("helo", "There is no checklist 'helo'; did you mean 'hello'?\n"),
        ("nowhere.yml", "There is no 'nowhere.yml' here.\n"),
    ],
)
def test_no_such_sheet(name: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pdf", name]) == 1
    assert capsys.readouterr().err == said


def test_nothing_is_printed_where_a_letter_is_missing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hello = next((here / "checklists").rglob("hello.yml"))
    hello.write_text(hello.read_text("utf-8").replace("title: ", "title: \u2603 ", 1), "utf-8")
    assert main(["pdf", "--out", "made"]) == 1
    assert "paper has no letter for '\u2603'" in capsys.readouterr().out
    assert not (here / "made").exists()
