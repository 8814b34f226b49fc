"""Python and the browser make the same of the same: every message, every day.

The cases of `tests/notes/` and `tests/test_dates.py` go through both, and hundreds of odd ones that hypothesis makes up.
The browser's side runs once for each batch, in deno; each message is made twice there: from the plain answers that
Python reads, and from stored records as docs/format.md promises them.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guide.browser import page_data
from guide.dates import day_due, day_words, due_words, full_day_words
from guide.directory import Target
from guide.links import read_guide
from guide.model import Due
from guide.notes import Pieces, Reading, plain_text
from guide.pages import Press
from guide.places import show
from guide.source import plain, read
from guide.words import words_of
from tests.built import ROOT, SECOND
from tests.test_notes import FILES

Case = dict[str, Any]
ENGLISH = words_of("en")
AT = 1772738400000
BATCH = 300


@cache
def press(guide: str) -> Press:
    """The real guide, or the second one with a checklist of every corner beside it."""
    with TemporaryDirectory() as folder:
        root = shutil.copytree((ROOT if guide == "real" else SECOND) / "checklists", Path(folder) / "checklists")
        if guide == "second":
            shutil.copy(ROOT / "tests" / "elements" / "corners.yml", root / "people")
        library, problems = read_guide(root)
    serious = [show(problem) for problem in problems if problem.serious]
    assert not serious, "\n".join(serious)
    assert library is not None
    return Press(library)


def reading(guide: str, sheet: str, answers: dict[str, Any]) -> Reading:
    found = press(guide)
    place = str(answers.get(str(found.library.guide.place), ""))
    return Reading(found.library.sheets[sheet], found.directory, answers, found.words, place=place)


# --- the two sides


def in_browser(folder: Path, cases: Case) -> Case:
    """What our modules make of the cases."""
    file = folder / "cases.json"
    file.write_text(json.dumps({"letters": [], "days": [], "pages": {}, "words": dict(ENGLISH), **cases}), "utf-8")
    deno = Path(sys.executable).with_name("deno")
    script = ROOT / "tests" / "elements" / "both.js"
    command = [str(deno), "run", "--quiet", "--no-remote", f"--allow-read={file}", str(script), str(file)]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    if done.returncode:
        pytest.fail(done.stderr, pytrace=False)
    found: Case = json.loads(done.stdout)
    return found


def in_python(case: Case) -> Case:
    guide, sheet = case["page"].split("/")
    found = reading(guide, sheet, case["answers"])
    parts = found.message(case["message"])
    length = found.length(found.sheet.checklist.own_messages()[case["message"]].length)
    return {
        "text": plain_text(parts),
        "length": list(length) if length else None,
        "parts": [
            {
                "id": part.item.id,
                "pieces": shown(part.pieces),
                "candidates": [{"where": where, "pieces": shown(pieces)} for where, pieces in part.candidates],
            }
            for part in parts
        ],
    }


def shown(pieces: Pieces) -> list[dict[str, str]]:
    return [{"kind": piece.kind, "text": piece.text} for piece in pieces]


@cache
def page(name: str) -> Case:
    guide, sheet = name.split("/")
    found = press(guide)
    return page_data(found.library.sheets[sheet], found.directory, found.words)


def agree(folder: Path, cases: list[Case]) -> None:
    pages = {case["page"]: page(case["page"]) for case in cases}
    letters = [{**case, "sheets": records(case)} for case in cases]
    for case, found in zip(cases, in_browser(folder, {"pages": pages, "letters": letters})["letters"], strict=True):
        expected = in_python(case)
        assert found["given"] == expected, case
        assert found["stored"] == expected, case


# --- answers as they are stored


def records(case: Case) -> Case:
    """The same answers as docs/format.md has them."""
    guide = case["page"].split("/")[0]
    sheets: Case = {}
    for address, value in case["answers"].items():
        sheet, item, *more = address.split(".")
        target = press(guide).directory.targets[sheet, item, ""]
        entry = sheets.setdefault(sheet, {}).setdefault(item, {"at": AT})
        entry.update({more[0]: value} if more else entry_of(target, value))
    return sheets


def entry_of(target: Target, value: Any) -> Case:
    if target.answer == "table":
        names = [row["#"] for row in value]
        rows = {row["#"]: cells_of(target, row) for row in value}
        return {"order": {"value": names, "at": AT}, "rows": rows}
    if target.step and not target.answer:
        return {"done": True, "on": value}
    return {"value": stored(target.answer, value)}


def cells_of(target: Target, row: Case) -> Case:
    columns = {column.id: column.answer for column in getattr(target.question, "columns", [])}
    return {
        name: {
            "value": stored(columns[name], value),
            "at": AT,
            **({"own": row[f"{name}.own"]} if f"{name}.own" in row else {}),
        }
        for name, value in row.items()
        if name in columns
    }


def stored(answer: str, value: Any) -> Any:
    if answer == "scale":
        return int(value) if value else None
    return (True if value else None) if answer == "tick" else value


# --- the golden cases


def golden(file: Path) -> Case:
    tree, _ = read(file.name, file.read_text("utf-8").partition("---\n")[0].encode())
    assert tree is not None
    case = plain(tree)
    assert isinstance(case, dict)
    answers = {where: named(value) for where, value in case.get("answers", {}).items()}
    return {"page": f"{case['guide']}/{case['sheet']}", "message": case.get("message", "note"), "answers": answers}


def named(value: Any) -> Any:
    """Rows with a name, as every stored row has one."""
    is_table = isinstance(value, list) and isinstance(value[0], dict)
    return [{"#": f"row{number}", **row} for number, row in enumerate(value)] if is_table else value


def test_golden_cases(tmp_path: Path) -> None:
    cases = [golden(file) for file in FILES]
    assert [in_python(case)["text"] for case in cases] == [
        file.read_text("utf-8").partition("---\n")[2].removesuffix("\n") for file in FILES
    ]
    agree(tmp_path, cases)


def test_every_day(tmp_path: Path) -> None:
    first = date(2023, 12, 25)
    phrases = ["the day of a.b"]
    for unit in ("day", "working day", "week", "month"):
        for side in ("after", "before"):
            phrases += [
                f"1 {unit} {side} a.b",
                *(f"{n} {unit}s {side} a.b" for n in (2, 3, 5, 10, 11, 12, 13, 48, 999)),
            ]
    days = [first + timedelta(days=step) for step in range(0, 800, 3)]
    days += [date(year, 2, 28) for year in (1900, 1970, 2000, 2100)]
    cases = [{"phrase": phrase, "day": day.isoformat()} for phrase in phrases for day in days]
    for case, found in zip(cases, in_browser(tmp_path, {"days": cases})["days"], strict=True):
        due, day = Due.parse(case["phrase"]), date.fromisoformat(case["day"])
        assert found == [
            day_due(due, day).isoformat(),
            due_words(due, "a.b", ENGLISH),
            day_words(day, ENGLISH),
            full_day_words(day, ENGLISH),
        ], case


# --- whatever a reader wrote


ODD = [
    "\ufeffa", "a\x85", "\x1ca", "a\u180e", "\u200ba\u3000", "İ", "ß", "ΟΔΟΣ", "e\u0301", "👩‍🚒", "𝒳.", "\u202eabc", "שלום.", "{me.name}", "{}", "[x]",
    "[ on {interview.date}]", "$&", "$1", "\\", "%s", "a,", "a;", "a:", "a?", "a!", "a…", "a.”", 'a."', "a.)", "a…’", "https://a.example/b",
    "see http://a.example", "https://a.example b", "x\n\ny", "  a  b  ", "constructor", "__proto__", "none", "other", "what stayed with me: a",
    "What Stayed With Me was a", "WHAT STAYED WITH ME", "it matters here because b", "I like c", "i LIKE", "ı like", "the wheelie bin is", "THE BIN BAG", "An example of what I would bring",
]  # fmt: skip
LINE = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
TEXTS = st.sampled_from(ODD) | LINE | st.tuples(st.sampled_from(ODD), LINE).map("".join) | st.just(" ")


def messages() -> list[tuple[str, str]]:
    """Each message of both guides: page, name."""
    return [
        (f"{guide}/{sheet.id}", name)
        for guide in ("real", "second")
        for sheet in press(guide).library.sheets.values()
        for name in sheet.checklist.own_messages()
    ]


@cache
def asked(name: str) -> list[Target]:
    """The questions that a page shows or uses."""
    guide, sheet = name.split("/")
    data = page(name)
    used = {*data["targets"], *(f"{sheet}.{item['id']}" for item in data["sheet"]["items"] if "id" in item)}
    targets = press(guide).directory.targets.values()
    return [one for one in targets if str(one.address) in used and (one.answer or one.step or one.part)]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    name, message = draw(st.sampled_from(messages()) | st.just(("second/corners", "note")))
    often = draw(st.sampled_from([0.2, 0.6, 1]))
    found: Case = {}
    for target in asked(name):
        if draw(st.floats(0, 1)) <= often:
            found |= draw(answer(name.split("/")[0], target))
    return {"page": name, "message": message, "answers": found}


@st.composite
def answer(draw: st.DrawFn, guide: str, target: Target) -> Case:
    where = str(target.address)
    if target.answer == "table":
        return {where: draw(st.lists(row(guide, target), max_size=3, unique_by=lambda row: row["#"]))}
    found: Case = {where: draw(value(guide, target.question))} if target.answer else {}
    if target.step:
        day = draw(st.dates()).isoformat()
        found |= (
            {f"{where}.done": day} if target.answer and draw(st.booleans()) else {} if target.answer else {where: day}
        )
    if "other" in press(guide).directory.options(target.question):
        found[f"{where}.own"] = draw(TEXTS)
    if target.part:
        found[f"{where}.pick"] = draw(st.sampled_from(["none", "nowhere.at-all", where, *picks(guide, target)]))
    return found


def picks(guide: str, target: Target) -> list[str]:
    """What could be picked for a part, in some row or none."""
    text = json.dumps(item_of(guide, *target.key)["text"])
    blanks = re.findall(r"\{([^{}]*)\}", text)
    return [f"{blank}{row}" for blank in blanks for row in ("", "#aaaaaaaa", "#bbbbbbbb")]


@cache
def item_of(guide: str, sheet: str, name: str) -> Case:
    items = page(f"{guide}/{sheet}")["sheet"]["items"]
    found: Case = next(item for item in items if item.get("id") == name)
    return found


@st.composite
def row(draw: st.DrawFn, guide: str, target: Target) -> Case:
    found: Case = {"#": draw(st.sampled_from(["aaaaaaaa", "bbbbbbbb", "cccccccc", "12345678"]))}
    for column in getattr(target.question, "columns", []):
        if draw(st.integers(0, 3)):
            found[column.id] = draw(value(guide, column))
            if "other" in press(guide).directory.options(column):
                found[f"{column.id}.own"] = draw(TEXTS)
    return found


def value(guide: str, question: Any) -> st.SearchStrategy[Any]:
    options = list(press(guide).directory.options(question))
    if question.answer in ("line", "lines"):
        return TEXTS
    if question.answer == "one":
        return st.sampled_from([*options, "gone-since", ""])
    if question.answer == "some":
        return st.lists(st.sampled_from([*options, "gone-since"]), unique=True)
    if question.answer == "date":
        return st.dates().map(str)
    return st.sampled_from(["true", ""] if question.answer == "tick" else "12345")


def test_odd_answers(tmp_path: Path) -> None:
    made: list[Case] = []

    @settings(max_examples=BATCH)
    @given(cases())
    def gather(case: Case) -> None:
        made.append(case)

    gather()
    agree(tmp_path, made)
