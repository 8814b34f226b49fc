"""Sheets to fill in on a screen: each question has a field, with its name, in the order of reading."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf.form import Form

from guide.forms import with_fields
from tests.paper.conftest import Desk, Printer, cases
from tests.paper.reader import Paper
from tests.paper.test_sheets import blocks_of

TOP = "kind: reflection\ntitle: A sheet\nsummary: For a test.\nwhen: now\nminutes: 5\nitems:\n"


@pytest.fixture(params=cases("fill"), ids="-".join)
def case(request: pytest.FixtureRequest) -> tuple[str, str, str]:
    found: tuple[str, str, str] = request.param
    return found


def fields(paper: Paper) -> dict[str, Any]:
    found = {str(field.T): field for field in paper.pdf.Root.AcroForm.Fields}
    assert len(found) == len(paper.pdf.Root.AcroForm.Fields)
    return found


def widgets(paper: Paper) -> list[Any]:
    return [widget for page in paper.pdf.pages for widget in page.get("/Annots", [])]


def tagged(paper: Paper) -> Iterator[Any]:
    """What the elements for fields hold, in the order of reading."""
    for element in paper.elements(paper.pdf.Root.StructTreeRoot.K):
        if element.S == "/Form":
            kids = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
            yield from (kid.Obj for kid in kids if "/Obj" in kid)


def test_every_question_has_its_fields(printer: Printer, case: tuple[str, str, str]) -> None:
    paper = printer.sheet(*case)
    found = fields(paper)
    for block in blocks_of(*case[:2]):
        if block.answer == "table":
            wanted = [f"{block.id}_{row.id}_{column.id}" for row in block.rows for column in block.columns]
        elif block.answer in ("some", "count"):
            wanted = [f"{block.id}_{option.id}" for option in block.options]
        else:
            wanted = [block.id] if block.answer and block.ask else []
        wanted += [f"{block.id}_done", f"{block.id}_date"] if block.do else []
        some = [name for name in wanted if not any(known == name or known.startswith(f"{name}_") for known in found)]
        assert some == [], block.id


def test_they_have_names_and_the_order_of_reading(printer: Printer, case: tuple[str, str, str]) -> None:
    paper = printer.sheet(*case)
    places = widgets(paper)
    assert places
    assert {str(widget.Subtype) for widget in places} == {"/Widget"}
    assert all(str(widget.TU).strip() and str(widget.Parent.TU).strip() for widget in places)
    assert [widget.objgen for widget in tagged(paper)] == [widget.objgen for widget in places]
    assert {str(page.Tabs) for page in paper.pdf.pages if "/Annots" in page} == {"/S"}
    assert b"field:" not in b"".join(page.obj.unparse(resolved=True) for page in paper.pdf.pages)


def test_a_box_of_one_to_pick_lets_go_of_the_others(printer: Printer) -> None:
    form = Form(pikepdf.open(BytesIO(printer.sheet("real", "debrief", "a4-fill").data)))
    guess: Any = form["guess"]
    assert [str(option.on_value) for option in guess.options] == [f"/{point}" for point in range(1, 6)]
    for point in ("/2", "/5"):
        guess.value = pikepdf.Name(point)
    assert [str(kid.AS) for kid in guess._field.obj.Kids].count("/Off") == 4


def test_what_is_typed_in_a_gap_stands_in_all_of_its_name(printer: Printer) -> None:
    found = fields(printer.sheet("real", "thank-you", "a4-fill"))
    gaps = {name: len(field.Kids) for name, field in found.items() if name.startswith("gap_")}
    assert max(gaps.values()) > 1
    assert "gap_your name" in gaps


def test_labels_are_as_they_were_written(desk: Desk) -> None:
    ask = "Žluťoučký العربية हिन्दी (a) \\\\ ?x#y% 100 %25"
    desk.write("first-day/odd.yml", f'{TOP}  - id: one\n    ask: "{ask}"\n    answer: line\n')
    paper = desk.print("odd", "a4-fill")
    made = fields(paper)
    assert str(made["one"].TU) == ask.replace("\\\\", "\\")


def test_a_link_of_another_kind_stays(desk: Desk) -> None:
    desk.write("first-day/odd.yml", f"{TOP}  - id: one\n    ask: Which?\n    answer: line\n")
    plain = desk.print("odd", "a4").data
    assert len(Paper(with_fields(plain)).pdf.Root.AcroForm.Fields) == 0
    assert with_fields(plain) == with_fields(plain)
