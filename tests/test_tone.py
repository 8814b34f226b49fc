"""What `guide check` asks authors to think about, and that it never stumbles over a text.

Each file of `tests/tone/` is a checklist in the small guide of `tests/problems/guide`, with the words of
`tests/tone/guide` laid over it; each folder is laid over that guide, too. Beside each stands what its author is told.
`fine/` gives no hint. `UPDATE_CASES=1 pytest tests/test_tone.py` writes the hints anew; read the diff.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide import tone
from guide.library import Library, Sheet
from guide.links import read_guide
from guide.model import Checklist, Guide, Shape, Tone
from guide.places import Problem, show
from guide.problems import draft_of
from guide.source import Source
from guide.tone import hints, this_day
from guide.wording import AROUND, NAMED_WORDS, WORDS, Lexicon, Passage, Wording, passages, reading_age, syllables
from tests.built import ROOT
from tests.test_problems import A_RULE, in_plain_words, something_is_underlined

CASES = ROOT / "tests" / "tone"
SMALL = ROOT / "tests" / "problems" / "guide"
FILES = sorted(CASES.glob("*.yml"))
FOLDERS = sorted(path for path in CASES.iterdir() if path.is_dir() and path.name not in ("guide", "fine"))
TODAY = date(2026, 11, 23)


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small guide with words of its own, seen from the folder around it."""
    shutil.copytree(SMALL, tmp_path / "checklists")
    shutil.copytree(CASES / "guide", tmp_path / "checklists", dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "checklists"


def hinted(guide: Path) -> list[Problem]:
    library, problems = read_guide(guide)
    assert library is not None
    assert [problem for problem in problems if problem.serious] == []
    return hints(library, today=TODAY)


def held(found: list[Problem], case: Path) -> None:
    told = "\n\n".join(map(show, found)) + "\n"
    message = case.parent / f"{case.stem}.txt"
    if os.environ.get("UPDATE_CASES"):
        message.write_text(told, encoding="utf-8")
    assert told == message.read_text(encoding="utf-8")
    assert {problem.rule for problem in found} == {case.stem}
    for problem in found:
        assert not problem.serious
        in_plain_words(problem)
        something_is_underlined(problem)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_of_a_checklist(path: Path, guide: Path) -> None:
    shutil.copy(path, guide / "settle" / path.name)
    found = hinted(guide)
    held(found, path)
    assert {problem.place.file for problem in found} == {f"checklists/settle/{path.name}"}


@pytest.mark.parametrize("path", FOLDERS, ids=lambda path: path.name)
def test_of_a_guide(path: Path, guide: Path) -> None:
    shutil.copytree(path, guide, dirs_exist_ok=True)
    held(hinted(guide), path)


@pytest.mark.parametrize("path", sorted((CASES / "fine").glob("*.yml")), ids=lambda path: path.stem)
def test_nothing_to_think_about(path: Path, guide: Path) -> None:
    shutil.copy(path, guide / "settle" / path.name)
    assert hinted(guide) == []


def test_every_rule_has_a_case() -> None:
    tree = ast.parse(Path(tone.__file__).read_text("utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    named = [node for node in calls if ast.unparse(node.func) in ("hint", "self.hint", "file.hint")]
    said = {arg.value for node in named for arg in node.args[:2] if isinstance(arg, ast.Constant)}
    rules = {rule for rule in said if isinstance(rule, str) and A_RULE.fullmatch(rule)}
    assert rules | {rule for _, rule, _, _ in tone.UNQUIET} == {path.stem for path in [*FILES, *FOLDERS]}


# --- whose words, and on which day -------------------------------------------------------------------


def test_a_guide_without_words_of_its_own(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "checklists")
    shutil.copy(CASES / "other-words.yml", tmp_path / "checklists" / "settle")
    assert hinted(tmp_path / "checklists") == []


def test_words_that_cannot_be_read(guide: Path) -> None:
    (guide / "tone.yml").write_text("avoid:\n  - words: weakness\n    wy: it judges\n    better: needs work\n", "utf-8")
    library, problems = read_guide(guide)
    assert library is not None
    assert [problem.rule for problem in problems] == ["unknown-field"]
    assert [problem.rule for problem in hints(library, today=TODAY)] == []


def test_other_languages_have_no_reading_age(guide: Path) -> None:
    shutil.copy(CASES / "hard-to-read.yml", guide / "settle")
    file = guide / "guide.yml"
    file.write_text(file.read_text("utf-8").replace("language: en", "language: de"), "utf-8")
    assert hinted(guide) == []


def test_the_day_can_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert this_day() == date(2023, 11, 14)
    for nothing in ("", "soon", "9" * 40):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", nothing)
        assert this_day() >= TODAY


@pytest.mark.parametrize(
    ("checked", "months"),
    [((2026, 11, 23), -1), ((2026, 5, 23), 5), ((2026, 5, 22), 6), ((2024, 11, 23), 23), ((2027, 1, 1), -2)],
)
def test_months(checked: tuple[int, int, int], months: int) -> None:
    assert tone._months(date(*checked), TODAY) == months


# --- every text is read ------------------------------------------------------------------------------

NOT_READ = {
    "Question.was": "ids", "Guide.id": "an id", "Guide.local": "single words, read where they are used",
    "Phrases.phrases": "what a message is looked through for",
}  # fmt: skip


def shapes(annotation: object) -> Iterator[type[Shape]]:
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        yield annotation
    for inner in get_args(annotation):
        yield from shapes(inner)


def words_in(annotation: object) -> bool:
    return "_Words" in repr(annotation)


def text_fields(shape: type[Shape]) -> Iterator[str]:
    """Each field of a shape, and of those inside it, that holds words."""
    for name, field in shape.model_fields.items():
        about = [field.annotation, *field.metadata]
        inside = [inner for part in about for inner in shapes(part)]
        if name not in ("if_", "fits", "then", "due", "length", "wait") and any(map(words_in, about)):
            yield f"{shape.__name__}.{name}"
        for inner in inside:
            yield from text_fields(inner) if inner is not shape else ()


@pytest.mark.parametrize("shape", [Checklist, Guide])
def test_every_field_with_words_is_known(shape: type[Shape]) -> None:
    """A new field with words is read, or stands in NOT_READ with its reason."""
    found = set(text_fields(shape))
    assert len(found) > 10
    known = WORDS | NAMED_WORDS | AROUND.keys()
    assert {field for field in found if field.split(".")[1] not in known} <= NOT_READ.keys()


def test_every_text_of_a_checklist_is_found_where_it_stands() -> None:
    library, _ = read_guide(ROOT / "checklists")
    assert library is not None
    for shape, draft in [
        (library.guide, library.guide_draft()),
        *((sheet.checklist, sheet.draft()) for sheet in library.sheets.values()),
    ]:
        for path, _, text in passages(shape):
            assert getattr(draft.node(path), "text", "").strip() == text, (draft.file, path)


# --- how hard it is to read --------------------------------------------------------------------------

# Counted by ear.
HEARD = {
    1: "a I the you're asked while whole role through weird makes its worked help's notes strength",
    2: "about easy open very being people table little changes sources only create quiet asking going hadn’t something-",
    3: "interview remember beginning deputy tomorrow employer organise example video- idea-",
    4: "situation experience application information",
    5: "organisation imagination university",
}


@pytest.mark.parametrize(("count", "word"), [(n, word) for n, words in HEARD.items() for word in words.split()])
def test_syllables(count: int, word: str) -> None:
    if word.endswith("-"):
        assert abs(syllables(word[:-1]) - count) == 1, "one too many or too few, so far"
    else:
        assert syllables(word) == count


def sentences(text: str) -> list[tuple[str, bool]]:
    wording = Wording([Passage(("title",), "title", text)])
    return [(wording.text[slice(*wording.span(sentence))].strip(), sentence.whole) for sentence in wording.sentences]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two? Three… Four", ["One.", "Two?", "Three…", "Four"]),
        ("It is 5.5 km, e.g. by bus.", ["It is 5.5 km, e.g. by bus."]),
        ("He said “No.” Then he left.", ["He said “No.”", "Then he left."]),
        ("First\n\nsecond\n- third\n2. fourth", ["First", "second", "third", "fourth"]),
        ("One line\nand the same", ["One line\nand the same"]),
        ("Dear {me.name},\nsee [us](https://example.org/a.b).", ["Dear {me.name},\nsee [us]" + " " * 25 + "."]),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    found = sentences(text)
    assert [part.split() for part, _ in found] == [part.strip("{").split() for part in parts]


def test_a_label_is_no_sentence() -> None:
    assert [whole for _, whole in sentences("Our names\n\nWho are we?\n\nIt is so. (Really.)")] == [
        False,
        True,
        True,
        True,
    ]


def test_the_formula() -> None:
    """Six words of one syllable: grade -1.45."""
    wording = Wording([Passage(("title",), "title", "The cat sat on the mat.")])
    assert reading_age(wording.sentences) == pytest.approx(3.55)


# --- any text ----------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    ["weakness", "don't", "take", "it", "personally", " ", "  ", "\n", "\n\n", "\n- ", ".", "! ", "!", ";", "“", "”", '"', "{", "}",
     "{me.name}", "[a](https://b.c)", "](", "NEVER", "SS", "ß", "İ", "ﬁ", "’", "'", "-", "_", "*", "–", "é", "日本語。", "\u200d", "e.g.",
     "\0", "1.", "12", "…", "a" * 60, "\u2028", "\x85", "\t"]
)  # fmt: skip
TEXT = st.lists(PIECES | st.text(max_size=5), max_size=60).map("".join)
PHRASES = Lexicon(["weakness", "don't take it personally", "e.g.", "ß", "İ", "!", "it  it"])


@given(texts=st.lists(TEXT, max_size=5))
def test_no_text_is_too_odd(texts: list[str]) -> None:
    wording = Wording([Passage(("items", number), "tell", text) for number, text in enumerate(texts)])
    assert len(wording.text) == len(wording.ours)
    whole = wording.sentences
    assert not whole or -20 < reading_age(whole) < 10000
    spans = [wording.span(sentence) for sentence in whole] + [span for _, *span in PHRASES.found_in(wording)]
    for start, end in spans:
        passage, offset = wording.passage_at(start)
        assert offset <= start < end <= offset + len(passage.text) or "\0" in "".join(texts)


def one_sheet(text: str, style: str) -> tuple[Library, list[str]]:
    """A guide with one checklist, whose one text was typed in one of the ways there are."""
    indented = "".join(f"      {line}\n" for line in text.split("\n"))
    typed = {
        "'": "'" + text.replace("'", "''") + "'\n",
        "|": f"|\n{indented}",
        ">": f">\n{indented}",
        "": text.replace("\n", "\n      ") + "\n",
    }
    yml = f"kind: plan\ntitle: A\nitems:\n  - id: a\n    tell: {typed[style]}"
    source = Source("checklists/a.yml", yml.encode("utf-8", "replace"))
    library, _ = read_guide(SMALL)
    assert library is not None
    from guide.readings import read_checklist  # noqa: PLC0415, only these tests read a single file

    found = read_checklist(source)
    library.sheets = {}
    if found.value is not None:
        library.sheets["a"] = Sheet("a", "settle", found.value, source, found.draft)
    library.tone = Tone.model_validate(
        {"avoid": [{"words": ["weakness", "don't take it personally", "e.g."], "why": "w", "better": "b"}]}
    )
    return library, yml.splitlines()


@given(text=TEXT, style=st.sampled_from(["'", "|", ">", ""]))
def test_every_place_is_inside_the_file(text: str, style: str) -> None:
    library, _ = one_sheet(text, style)
    for problem in hints(library, today=TODAY):
        assert show(problem)
        if problem.place.file == "checklists/a.yml":
            lines = draft_of(library.sheets["a"].source).lines
            assert 1 <= problem.place.line <= len(lines)
            assert problem.place.column + problem.place.width - 1 <= len(lines[problem.place.line - 1]) + 1


@pytest.mark.parametrize("style", ["'", "|", ">", ""])
def test_the_place_is_exact_however_it_was_typed(style: str) -> None:
    library, lines = one_sheet("First a word.\nThen don't, one\nweakness and NEVER, or; so.", style)
    told = {
        problem.rule: problem.place for problem in hints(library, today=TODAY) if problem.place.file.endswith("a.yml")
    }
    marked = {rule: lines[at.line - 1][at.column - 1 : at.column - 1 + at.width] for rule, at in told.items()}
    assert marked == {"other-words": "weakness", "capitals": "NEVER", "semicolon": ";"}


HEAVY: list[str] = [
    "! ", "!", "; ", "“", '"', '"!" ', "{", "{a", "](", "[a](b", ".'", ". ", "\n", "\n ", "- ", "weakness ", "e.g. ", "NEVER ", "a", "a-",
    "don't take it ", "a. B",
]  # fmt: skip


@pytest.mark.parametrize("piece", HEAVY)
def test_time_grows_with_the_length_alone(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * size)[:size]
        start = time.process_time()
        wording = Wording([Passage(("title",), "title", text)])
        for pattern in ("!+", ";+"):
            list(wording.first_of_each(re.compile(pattern)))
        list(PHRASES.found_in(wording))
        _ = [wording.span(sentence) for sentence in wording.sentences]
        return time.process_time() - start

    seconds(1000)
    assert seconds(100_000) < 1.5, "a text as long as a whole file"


def test_many_hints_in_one_file_take_no_time(guide: Path) -> None:
    """As many as a file can hold: each rule tells of a text once."""
    line = "a! A; NEVER weakness e.g. " * 11
    items: list[Any] = [f"  - {{id: i{number}, tell: '{line}'}}" for number in range(700)]
    text = "\n".join(["kind: plan", "title: Heavy", "summary: Heavy.", "when: now", "minutes: 5", "items:", *items, ""])
    (guide / "settle" / "heavy.yml").write_text(text, "utf-8")
    library, _ = read_guide(guide)
    assert library is not None
    start = time.process_time()
    found = hints(library, today=TODAY)
    assert time.process_time() - start < 3
    assert len(found) >= 700 * 5
