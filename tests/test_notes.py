"""Messages: answers in, text out, one file a case in `tests/notes/`; and what holds for any answers.

`UPDATE_CASES=1 pytest tests/test_notes.py` writes the texts anew; read the diff before you commit it.
"""

from __future__ import annotations

import os
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.directory import Target
from guide.links import read_guide
from guide.notes import Reading, paragraphs, plain_text
from guide.pages import Press
from guide.source import plain, read
from tests.built import ROOT, SECOND

CASES = Path(__file__).parent / "notes"
FILES = sorted(CASES.glob("*.yml"))
MESSAGES = [
    ("real", "thank-you", "note"),
    ("real", "feedback-email", "note"),
    ("real", "add-an-answer", "note"),
    ("real", "put-right", "note"),
    ("real", "check-in", "first"),
    ("real", "check-in", "second"),
    ("real", "internal-talk", "note"),
    ("real", "rights-and-records", "reasons"),
    ("real", "rights-and-records", "data"),
    ("real", "adjustments", "note"),
    ("second", "hello", "card"),
    ("second", "hello", "line"),
    ("second", "week-plan", "repair"),
]


@cache
def press(guide: str) -> Press:
    library, problems = read_guide((ROOT if guide == "real" else SECOND) / "checklists")
    assert library is not None
    assert not [problem for problem in problems if problem.serious]
    return Press(library)


def reading(guide: str, sheet: str, answers: dict[str, Any]) -> Reading:
    found = press(guide)
    place = str(answers.get(str(found.library.guide.place), ""))
    return Reading(found.library.sheets[sheet], found.directory, answers, found.words, place=place)


def letter(guide: str, sheet: str, message: str, answers: dict[str, Any]) -> str:
    return plain_text(reading(guide, sheet, answers).message(message))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_text(file: Path) -> None:
    head, mark, expected = file.read_text("utf-8").partition("---\n")
    tree, problems = read(file.name, head.encode())
    assert tree is not None
    assert not problems
    case = plain(tree)
    assert isinstance(case, dict)
    text = letter(case["guide"], case["sheet"], case.get("message", "note"), case.get("answers", {})) + "\n"
    if os.environ.get("UPDATE_CASES"):
        file.write_text(head + "---\n" + text, "utf-8")
        expected = text
    assert mark or os.environ.get("UPDATE_CASES")
    assert text == expected


# --- whatever a reader wrote


TYPED = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("{}[]().,:;!?…\"'\n *_<&"), min_size=1, max_size=30
)


@cache
def asked(guide: str, sheet: str) -> list[Target]:
    """The questions a checklist asks, and those of others it names."""
    file = press(guide).library.sheets[sheet].source.data.decode()
    targets = press(guide).directory.targets.values()
    known = (target for target in targets if target.answer and not target.column)
    return [target for target in known if target.sheet == sheet or f"{target.sheet}.{target.item}" in file]


@st.composite
def answers(draw: st.DrawFn, guide: str, sheet: str) -> dict[str, Any]:
    """Any of the questions answered, each with text of its own: `<7>` is at home in one answer alone."""
    found: dict[str, Any] = {}
    for number, target in enumerate(asked(guide, sheet)):
        if not draw(st.booleans()):
            continue
        name = str(target.address)
        if target.answer == "table":
            columns = [column for column in getattr(target.question, "columns", []) if not isinstance(column, str)]
            found[name] = [
                {"#": f"row{row}", **{c.id: draw(value(guide, c, f"{number}-{row}-{c.id}")) for c in columns}}
                for row in range(draw(st.integers(0, 3)))
            ]
        else:
            found[name] = draw(value(guide, target.question, str(number)))
        if target.part and draw(st.booleans()):
            found[f"{name}.pick"] = draw(st.sampled_from(["none", "nowhere.at-all", name]))
    return found


def value(guide: str, question: Any, mark: str) -> st.SearchStrategy[Any]:
    options = list(press(guide).directory.options(question))
    empty = st.sampled_from(["", "   ", "\n"])
    if question.answer in ("line", "lines"):
        return TYPED.map(lambda text: f"{text} <{mark}> {text}") | empty
    if question.answer == "one":
        return st.sampled_from([*options, ""])
    if question.answer == "some":
        return st.lists(st.sampled_from(options), unique=True)
    if question.answer == "date":
        return st.dates().map(str) | st.just("")
    return st.sampled_from(["true", ""]) if question.answer == "tick" else st.sampled_from("12345")


@pytest.mark.parametrize(("guide", "sheet", "message"), MESSAGES)
@given(data=st.data())
def test_any_answers(guide: str, sheet: str, message: str, data: st.DataObject) -> None:
    found = data.draw(answers(guide, sheet))
    parts = reading(guide, sheet, found).message(message)
    text = plain_text(parts)
    typed = [piece.text for part in parts for piece in part.pieces if piece.kind == "reader"]
    ours = text
    for words in sorted(typed, key=len, reverse=True):
        assert words in text
        ours = ours.replace(words, "§", 1)
    ours = re.sub(r"\[[^\]]*\]", "§", ours)
    assert not re.search(r"[{}\[\]]", ours)
    assert not re.search(r"  |\n\n\n| $| \n|\n | [.,;:!?]|\.\.|,,", ours)
    for ending, after in pairwise(piece for part in parts for piece in part.pieces):
        if ending.kind == "reader" and after.kind == "ours":
            assert after.text[0] not in ",;:" or ending.text[-1] != after.text[0]
            assert after.text[0] != "." or ending.text[-1] not in ".!?…"
    assert ours == ours.strip()
    assert ours
    marks = re.findall(r"<\d+(?:-\d+)?>", "".join(typed))
    assert len(marks) == len(set(marks))
    known = [str(text).strip() for text in written(found)]
    assert all(
        any(words == said or words in said or said in words for said in known) for words in typed if "<" in words
    )


def written(found: Any) -> list[object]:
    """Every single thing that was answered."""
    if isinstance(found, dict):
        return [entry for value in found.values() for entry in written(value)]
    return [entry for value in found for entry in written(value)] if isinstance(found, list) else [found]


@pytest.mark.parametrize(("guide", "sheet", "message"), MESSAGES)
@given(data=st.data())
def test_every_part_stands_once_and_in_order(guide: str, sheet: str, message: str, data: st.DataObject) -> None:
    parts = reading(guide, sheet, data.draw(answers(guide, sheet))).message(message)
    order = [item.home for item in press(guide).library.sheets[sheet].checklist.items]
    places = [order.index(part.item.home) for part in parts]
    assert places == sorted(set(places))
    assert [part for paragraph in paragraphs(parts) for part in paragraph] == parts
    assert all(part.pieces for part in parts)


@pytest.mark.parametrize(("guide", "sheet", "message"), MESSAGES)
@given(text=st.sampled_from(["  ", "\n", "\t \n"]))
def test_spaces_are_no_answer(guide: str, sheet: str, message: str, text: str) -> None:
    questions = press(guide).directory.targets.values()
    spaces = {str(one.address): text for one in questions if one.answer in ("line", "lines") and not one.column}
    assert letter(guide, sheet, message, spaces) == letter(guide, sheet, message, {})
