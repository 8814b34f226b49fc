"""What holds for every worksheet of both guides, in every way that it is printed for the one who writes on it."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby

import pytest

from guide.blocks import SheetView
from guide.surroundings import PAPERS
from guide.views import Block
from tests.built import ROOT, SECOND
from tests.paper.conftest import SITE, Printer, around, cases
from tests.paper.reader import Paper, Rule, Run, squeezed

SIZES = {"a4": (210, 297), "us-letter": (216, 279)}
SMALLEST = {"large": 16}
"""Points, where the smallest letters are not 10.5."""
SIDE, ENDS = 18, 20
"""Millimetres of margin."""
RUNNING = 14
"""Millimetres from the edge where the running lines begin."""


@pytest.fixture(params=cases("blank", "large", "fill"), ids="-".join)
def case(request: pytest.FixtureRequest) -> tuple[str, str, str]:
    found: tuple[str, str, str] = request.param
    return found


@pytest.fixture
def paper(printer: Printer, case: tuple[str, str, str]) -> Paper:
    return printer.sheet(*case)


def test_it_is_made_for_paper(paper: Paper, blocks: list[Block], case: tuple[str, str, str]) -> None:
    """One test for all that holds, since a sheet is soon looked through and there are hundreds."""
    use = PAPERS[case[2]].use
    says_what_it_is(paper, case)
    is_black_and_large_enough(paper, case)
    assert outside(paper) == []
    has_every_question_in_order(paper, blocks, case)
    if use != "fill":
        has_a_line_beside_each_question(paper, blocks)
        ends_on_a_page_worth_a_sheet(paper)
    if use == "blank":
        has_words_for_a_call_on_one_page(paper, blocks, case)
    numbers_each_page(paper)


@pytest.fixture
def blocks(case: tuple[str, str, str]) -> list[Block]:
    return blocks_of(*case[:2])


@cache
def blocks_of(guide: str, name: str) -> list[Block]:
    found = around((ROOT if guide == "real" else SECOND) / "checklists")
    return list(SheetView(found, found.library.sheets[name]).page().items)


def says_what_it_is(paper: Paper, case: tuple[str, str, str]) -> None:
    root = paper.pdf.Root
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert str(root.Lang) == "en"
    with paper.pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert about.get("pdfaid:part") == (None if PAPERS[case[2]].use == "fill" else "2")
        assert about["dc:title"] == around_title(case)
    tags = paper.tags()
    assert tags.count("/H1") == 1
    assert tags.index("/H1") < tags.index("/H2")
    figures = [element for element in paper.elements(paper.pdf.Root.StructTreeRoot.K) if element.S == "/Figure"]
    assert [str(figure.Alt) for figure in figures] == [
        f"Scan to open this page {SITE.removeprefix('https://')}{case[1]}/"
    ]


def around_title(case: tuple[str, str, str]) -> str:
    found = around((ROOT if case[0] == "real" else SECOND) / "checklists")
    return found.local(found.library.sheets[case[1]].checklist.title)


def is_black_and_large_enough(paper: Paper, case: tuple[str, str, str]) -> None:
    about = PAPERS[case[2]]
    assert paper.size == SIZES[about.size]
    assert paper.colours == {"[0.0]"}
    assert min(run.size for run in paper.runs) > SMALLEST.get(about.use, 10.5) - 0.01
    for font in paper.fonts():
        assert re.fullmatch(r"/[A-Z]{6}\+(AtkinsonHyperlegible|NotoSans).*", str(font.BaseFont)), font.BaseFont
        assert {"/FontFile2", "/FontFile3"} & set(font.DescendantFonts[0].FontDescriptor.keys())


def outside(paper: Paper) -> list[Run | Rule]:
    """What a printer would cut off, or what stands where the running lines are."""
    width, height = paper.size
    found: list[Run | Rule] = []
    things: list[Run | Rule] = [*paper.runs, *paper.rules]
    for thing in things:
        bottom = thing.bottom if isinstance(thing, Rule) else thing.top
        across = SIDE - 0.1 <= thing.left <= thing.right <= width - SIDE + 0.1
        if not across or not RUNNING - 7 <= thing.top <= bottom <= height - RUNNING + 8:
            found.append(thing)
    return found


def has_every_question_in_order(paper: Paper, blocks: list[Block], case: tuple[str, str, str]) -> None:
    at = 0
    for block in blocks:
        said = squeezed(block.do or block.ask)
        number = f"{block.number}." if block.number and not block.say and (block.do or block.answer) else ""
        start = paper.text.find(number + said, 0 if apart(case) else at)
        assert start >= 0, block.id
        at = start + len(said)
        options = [option.words for option in block.options] if block.answer in ("one", "some", "count") else []
        for words in [*(column.ask for column in block.columns), *options]:
            assert squeezed(words) in paper.text[start:], block.id


def apart(case: tuple[str, str, str]) -> bool:
    """Whether its items stand in another order: what only tells before the cards, what is too long for one after."""
    return (
        around((ROOT if case[0] == "real" else SECOND) / "checklists").library.sheets[case[1]].checklist.paper == "card"
    )


def has_a_line_beside_each_question(paper: Paper, blocks: list[Block]) -> None:
    asked = [block for block in blocks if block.answer in ("line", "lines") and not (block.say or block.do)]
    for block in asked:
        start = squeezed(f"{block.number}. {block.ask}")[:12]
        heads = [run for run in paper.runs if start.startswith(squeezed(run.text)[:12]) and squeezed(run.text)]
        assert any(
            rule.page == head.page and 0 < rule.top - head.top < 90 and rule.right - rule.left > 60
            for head in heads
            for rule in paper.rules
        ), block.id


def ends_on_a_page_worth_a_sheet(paper: Paper) -> None:
    pages = len(paper.pdf.pages)
    _, height = paper.size
    last = {round(run.top) for run in paper.runs if run.page == pages and ENDS < run.top < height - ENDS}
    assert pages == 1 or len(last) >= 3


def has_words_for_a_call_on_one_page(paper: Paper, blocks: list[Block], case: tuple[str, str, str]) -> None:
    found = around((ROOT if case[0] == "real" else SECOND) / "checklists").library.sheets[case[1]].checklist
    if found.kind != "script" or found.paper == "card":
        return
    talks = [list(turns) for is_said, turns in groupby(blocks, lambda block: bool(block.say)) if is_said]
    talk = max(talks, key=len)
    words = [reply.hear for block in talk for reply in block.replies]
    words += [piece.text for block in talk for piece in block.say[0].pieces if piece.kind == "ours"]
    pages = [
        squeezed("".join(run.text for run in paper.runs if run.page == number))
        for number in range(1, len(paper.pdf.pages) + 1)
    ]
    assert any(all(squeezed(text) in page for text in words) for page in pages)


def numbers_each_page(paper: Paper) -> None:
    pages = len(paper.pdf.pages)
    for page in range(1, pages + 1):
        assert f"page{page}of{pages}" in squeezed("".join(run.text for run in paper.runs if run.page == page))
