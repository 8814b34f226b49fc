"""The workbook, and what there is for the one who leads a group."""

from __future__ import annotations

import re

import pytest

from tests.built import ROOT, SECOND
from tests.paper.conftest import Printer, around, cases
from tests.paper.reader import Paper, squeezed
from tests.paper.test_sheets import is_black_and_large_enough, outside, says_what_it_is

GUIDES = {"real": ROOT, "second": SECOND}
BOOKS = [
    (guide, paper)
    for guide, root in GUIDES.items()
    for paper in around(root / "checklists").papers_of("workbook")
    if "group" not in paper
]


def page_text(paper: Paper, number: int) -> str:
    return squeezed("".join(run.text for run in paper.runs if run.page == number))


@pytest.fixture(params=cases("group"), ids="-".join)
def case(request: pytest.FixtureRequest) -> tuple[str, str, str]:
    found: tuple[str, str, str] = request.param
    return found


def test_a_sheet_for_a_group_says_all_its_author_wrote(printer: Printer, case: tuple[str, str, str]) -> None:
    paper = printer.sheet(*case)
    says_what_it_is(paper, case)
    is_black_and_large_enough(paper, case)
    assert outside(paper) == []
    found = around(GUIDES[case[0]] / "checklists")
    group = found.library.sheets[case[1]].checklist.with_a_group
    assert group is not None
    assert squeezed(found.words.say("paper-group-minutes", n=group.minutes)) in paper.text
    for said in [group.say, *group.ask, group.care]:
        if said and not re.search(r"[*_`\[{]", said):
            assert squeezed(said) in paper.text


@pytest.mark.parametrize(("guide", "size"), BOOKS)
def test_the_workbook_holds_every_sheet_where_its_contents_say(printer: Printer, guide: str, size: str) -> None:
    paper = printer.sheet(guide, "workbook", size)
    found = around(GUIDES[guide] / "checklists")
    pages = len(paper.pdf.pages)
    assert outside(paper) == []
    assert paper.colours == {"[0.0]"}
    assert len(paper.data) < 2_000_000
    contents = page_text(paper, 2) + page_text(paper, 3)
    starts = []
    for sheet in [*found.library.facts(), *found.order]:
        title = squeezed(found.local(sheet.checklist.title))
        numbers = [int(number) for number in re.findall(re.escape(title) + r"(\d+)", contents)]
        start = next(number for number in numbers if title in page_text(paper, number)[:300])
        starts.append(start)
        first = squeezed(found.local(next(item.ask or item.do or "" for item in sheet.checklist.items)))
        assert first in page_text(paper, start) + page_text(paper, min(start + 1, pages))
    assert starts == sorted(starts)
    names = [sheet.id for sheet in [*found.library.facts(), *found.order]]
    for number in range(1, pages + 1):
        assert f"page{number}of{pages}" in page_text(paper, number)
        here = [name for start, name in zip(starts, names, strict=True) if start <= number]
        if here and number <= starts[-1]:
            assert f"guide.example/below/{here[-1]}/" in page_text(paper, number)
    for panel in found.panels():
        assert squeezed(panel.title) in paper.text


@pytest.mark.parametrize("guide", ["real", "second"])
def test_the_booklet_for_groups_has_every_sheet_that_has_notes(printer: Printer, guide: str) -> None:
    found = around(GUIDES[guide] / "checklists")
    if "a4-group" not in found.papers_of("workbook"):
        pytest.skip("this guide has no notes for groups")
    paper = printer.sheet(guide, "workbook", "a4-group")
    assert outside(paper) == []
    titles = [found.local(sheet.checklist.title) for sheet in found.order if sheet.checklist.with_a_group]
    places = [paper.text.index(squeezed(title)) for title in titles]
    assert places == sorted(places)
