"""Text that would break a sheet, and what happens in its place."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from guide.fonts import undrawable
from guide.paper import render
from guide.places import show
from guide.printable import unprintable
from tests.built import SECOND
from tests.paper.conftest import Desk
from tests.paper.reader import Paper, squeezed
from tests.paper.test_sheets import outside

TOP = "kind: reflection\ntitle: A sheet\nsummary: For a test.\nwhen: now\nminutes: 5\nitems:\n"
TYPST = "#{panic()} #import \"x\" $x^2$ @label <label> *a* _b_ `c` = d // e /* f */ \\ ~ [g] #link('h') ]]] }}}"


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def test_markup_of_any_kind_is_text(desk: Desk) -> None:
    said = TYPST.replace("{", "(").replace("}", ")")
    desk.write("first-day/odd.yml", f"{TOP}  - id: one\n    ask: {quoted(said)}\n    answer: line\n")
    assert squeezed(said) in desk.print("odd").text
    model = json.loads(json.dumps(desk.setter().model("odd", "letter")))
    sheet = model["sheets"][0]
    sheet["items"][0]["ask"] = sheet["title"] = TYPST + "<script>alert(1)</script>&amp;"
    text = Paper(render(model, "letter")).text
    assert text.count(squeezed(TYPST + "<script>alert(1)</script>&amp;")) >= 2


def test_a_word_without_an_end_is_broken(desk: Desk) -> None:
    word = "Donaudampfschifffahrtsgesellschaft" * 4
    columns = "".join(f"      - {{id: c{number}, ask: {word[:60]}, answer: line}}\n" for number in range(3))
    desk.write(
        "first-day/odd.yml",
        f"{TOP}  - id: one\n    ask: {word}\n    hint: {word}\n    example: {word}\n    answer: table\n    columns:\n{columns}"
        f"  - id: two\n    ask: Which?\n    answer: some\n    options: {{a: {word}, b: b}}\n",
    )
    found = desk.print("odd")
    assert outside(found) == []
    assert found.text.count(word) == 4


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_what_is_taller_than_a_page_goes_on_on_the_next(desk: Desk, paper: str) -> None:
    options = "".join(
        f"      o{number}: {{words: {'word ' * 28}{number}, tell: {'tell ' * 100}}}\n" for number in range(40)
    )
    rows = "".join(f"      - {{id: c{number}, ask: Column {number}, answer: line}}\n" for number in range(3))
    desk.write(
        "first-day/odd.yml",
        f"{TOP}  - id: one\n    ask: Which?\n    answer: some\n    options:\n{options}"
        f"  - id: two\n    ask: What?\n    answer: table\n    rows: 40\n    columns:\n{rows}"
        f"  - id: three\n    tell: {quoted('All of it. ' * 180)}\n",
    )
    found = desk.print("odd", paper)
    assert outside(found) == []
    assert [number for number in range(40) if squeezed("word " * 28 + f"{number}tell") not in found.text] == []
    assert found.text.count("Allofit.") == 180
    assert "40" in [run.text.strip() for run in found.runs]


def test_ten_thousand_characters_are_all_there(desk: Desk) -> None:
    model = json.loads(json.dumps(desk.setter().model("hello", "a4")))
    sheet = model["sheets"][0]
    sheet["items"][0]["hint"] = [
        {"kind": "p", "runs": [{"text": "Word " * 2000, "style": "", "url": ""}], "entries": []}
    ]
    sheet["summary"] = [{"kind": "p", "runs": [{"text": "q" * 10_000, "style": "", "url": ""}], "entries": []}]
    found = Paper(render(model, "a4"))
    assert found.text.count("q") >= 10_000
    assert found.text.count("Word") == 2000
    assert outside(found) == []


def test_a_letter_that_no_font_has_is_told_with_its_place(desk: Desk) -> None:
    desk.write(
        "first-day/odd.yml", f"{TOP}  - id: one\n    ask: Snow \u2603 or \u2603, and \U0001f600?\n    answer: line\n"
    )
    found = unprintable(desk.library)
    assert [(problem.place.line, problem.place.column) for problem in found] == [(8, 15), (8, 27)]
    assert show(found[0]).startswith("checklists/first-day/odd.yml:8:15: paper has no letter for '\u2603' (U+2603)")


def test_an_escaped_letter_and_one_from_another_file_have_places(desk: Desk) -> None:
    desk.write(
        "first-day/odd.yml", f'{TOP}  - id: one\n    ask: "Snow \\u2603?"\n    answer: line\n  - use: move.date\n'
    )
    move = (desk.folder / "move.yml").read_text("utf-8")
    desk.write("move.yml", move.replace("Which day", "Which \u2602 day"))
    found = unprintable(desk.library)
    assert sorted(problem.place.file.split("/", 1)[1] for problem in found) == ["first-day/odd.yml", "move.yml"]


def test_letters_of_other_scripts_are_drawn() -> None:
    text = "Žluťoučký Ελληνικά Українська العربية हिन्दी – “…” ½ €\u200d\ufe0f"
    assert list(undrawable(text)) == []
    assert list(undrawable("a\u2603")) == [1]


def test_another_script_has_its_own_direction(desk: Desk) -> None:
    desk.write("first-day/odd.yml", f"{TOP}  - id: one\n    ask: العربية हिन्दी Українська\n    answer: line\n")
    assert "Українська" in desk.print("odd").text


def test_chance_folder_and_time_zone_leave_no_trace(tmp_path: Path) -> None:
    made = []
    for name, zone, seed in (("here", "UTC", "1"), ("else where", "Pacific/Kiritimati", "2")):
        folder = tmp_path / name
        command = [
            sys.executable,
            "-m",
            "guide.cli",
            "pdf",
            "meters",
            "--out",
            str(folder),
            "--site",
            "https://guide.example",
        ]
        surroundings = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        subprocess.run(command, cwd=SECOND, env=surroundings, check=True, capture_output=True)
        made.append({file.name: file.read_bytes() for file in folder.iterdir()})
    assert made[0] == made[1]
    assert {"meters-a4.pdf", "meters-letter-fill.pdf"} <= set(made[0])
