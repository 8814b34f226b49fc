"""Worksheets on the site and from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide import edition
from guide.cli import main
from guide.edition import Workshop, edition_of
from guide.kept import Kept
from guide.pages import Press
from guide.surroundings import PAPERS
from tests.built import SECOND, Built
from tests.markup import elements
from tests.paper.conftest import Desk, around


def workshop(desk: Desk, folder: Path) -> Workshop:
    press = Press(desk.library)
    return Workshop(edition_of(press, []), lambda: press, Kept(folder), press)


def test_each_page_leads_to_its_sheets(second: Built) -> None:
    for name in around(SECOND / "checklists").library.sheets:
        links = {element.get("href"): element for element in elements(second.pages[f"{name}/"].tree)}
        for paper, size in PAPERS.items():
            link = links[f"../sheets/{name}-{paper}.pdf"]
            assert size.title in "".join(link.itertext())
            assert (second.folder / "sheets" / f"{name}-{paper}.pdf").read_bytes().startswith(b"%PDF-")


def test_a_guide_without_sheets_leads_to_none(real: Built) -> None:
    """As `GUIDE_PAPER=off` builds it."""
    assert not (real.folder / "sheets").exists()
    assert not any("sheets/" in str(element.get("href")) for element in elements(real.pages["debrief/"].tree))


def test_a_sheet_that_did_not_change_is_not_made_again(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = dict(workshop(desk, tmp_path / "kept").worksheets(""))
    made: list[str] = []

    def render(model: dict[str, str], paper: str) -> bytes:
        made.append(f"{model['id']}-{paper}")
        return b"%PDF-new"

    monkeypatch.setattr(edition, "render", render)
    assert dict(workshop(desk, tmp_path / "kept").worksheets("")) == first
    assert made == []
    hello = next(desk.folder.rglob("hello.yml"))
    hello.write_text(hello.read_text("utf-8").replace("title: ", "title: Now ", 1), "utf-8")
    dict(workshop(desk, tmp_path / "kept").worksheets(""))
    assert {"hello-a4", "hello-letter"} <= set(made)
    assert len(made) < len(first)


def test_what_paper_cannot_show_is_told(desk: Desk, tmp_path: Path) -> None:
    hello = next(desk.folder.rglob("hello.yml"))
    hello.write_text(hello.read_text("utf-8").replace("title: ", "title: \u2603 ", 1), "utf-8")
    found = dict(workshop(desk, tmp_path / "kept").worksheets(""))["sheets/hello-a4.pdf"]
    assert isinstance(found, list)
    assert [problem.rule for problem in found] == ["no-letter"]


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
    assert sorted(file.name for file in (here / "made").iterdir()) == ["hello-a4.pdf", "hello-letter.pdf"]


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
