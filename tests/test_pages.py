"""Every checklist in `tests/pages/` gives exactly the HTML beside it.

A case is a whole checklist, put into the guide in `tests/guides/settling-in`; only what its items and messages
become is compared. `UPDATE_CASES=1 pytest tests/test_pages.py` writes the HTML anew; read the diff before you commit it.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from guide.blocks import SheetView
from guide.links import read_guide
from guide.pages import Press
from guide.places import show
from tests.built import SECOND
from tests.markup import elements, faults, parse_piece, tidy

CASES = Path(__file__).parent / "pages"
FILES = sorted(CASES.glob("*.yml"))

FRAME = """
{% import "items.html" as items with context %}{% import "note.html" as notes with context %}
{% for item in sheet.items %}{{ items.block(item) }}{% endfor %}
{% for reply in sheet.any_time %}{{ items.answer_to(reply) }}{% endfor %}
{% for letter in sheet.letters %}{{ notes.message(letter) }}{% endfor %}
"""


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Press:
    """The second guide, with every case as one more checklist of its first stage."""
    folder = tmp_path_factory.mktemp("guide") / "checklists"
    shutil.copytree(SECOND / "checklists", folder)
    for file in FILES:
        shutil.copyfile(file, folder / "first-day" / file.name)
    library, problems = read_guide(folder)
    assert not problems, "\n".join(map(show, problems))
    assert library is not None
    return Press(library)


def pressed(press: Press, name: str) -> str:
    page = SheetView(press, press.library.sheets[name]).page()
    return press.environment.from_string(FRAME).render(sheet=page)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_html(press: Press, file: Path) -> None:
    html = tidy(pressed(press, file.stem))
    case = file.with_suffix(".html")
    if os.environ.get("UPDATE_CASES"):
        case.write_text(html, "utf-8")
    assert html == case.read_text("utf-8")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_html_is_whole(press: Press, file: Path) -> None:
    tree, errors = parse_piece(pressed(press, file.stem))
    assert [*errors, *faults(tree)] == []
    assert "<form" not in pressed(press, file.stem)


def test_each_page_has_its_file() -> None:
    assert sorted(path.with_suffix(".yml") for path in CASES.glob("*.html")) == FILES


def test_each_address_that_is_told_is_there(press: Press) -> None:
    guide = press.library.guide
    for name in ["", "help", *guide.stages, *press.library.sheets]:
        content = press.content(name)
        ids = {element.get("id") for element in elements(parse_piece(content.html)[0])}
        assert set(content.anchors) - ids == set(), name
        assert {found.fragment for found in content.findings} - {""} <= ids
