"""How a problem is told."""

from __future__ import annotations

import pytest

from guide.places import Mend, Place, Problem, annotation, show, unseen

PLACE = Place("checklists/learn/debrief.yml", 14, 5, 5)
TITLE = Problem(
    "unknown-field",
    PLACE,
    "unknown field 'titel'; did you mean 'title'?",
    "one of 'title', 'summary'",
    Mend(14, 14, ("    title: What happened",)),
    "    titel: What happened",
)


def test_a_problem_as_a_person_reads_it() -> None:
    assert show(TITLE).splitlines() == [
        "checklists/learn/debrief.yml:14:5: unknown field 'titel'; did you mean 'title'?",
        "  14 |     titel: What happened",
        "     |     ^^^^^",
        "Expected: one of 'title', 'summary'",
        "Change line 14 to:",
        "    title: What happened",
    ]


def test_a_problem_beside_its_line_on_github() -> None:
    assert annotation(TITLE) == (
        "::error file=checklists/learn/debrief.yml,line=14,col=5,title=unknown field"
        "::unknown field 'titel'; did you mean 'title'?"
        "%0AExpected: one of 'title', 'summary'%0AChange line 14 to:%0A    title: What happened"
    )


def test_a_hint_is_told_as_one() -> None:
    hint = Problem("plain-words", PLACE, "a long sentence", serious=False)
    assert show(hint) == "checklists/learn/debrief.yml:14:5: hint: a long sentence"
    assert annotation(hint).startswith("::notice ")


def test_other_places_are_named_once() -> None:
    here, there = Place(PLACE.file, 3, 1), Place("checklists/me.yml", 2, 1)
    message = "the same id twice"
    assert "See also: line 3, checklists/me.yml:2" in show(Problem("id", PLACE, message, also=(here, there)))
    assert "See also" not in show(Problem("id", PLACE, f"{message}; the first is in line 3", also=(here,)))


@pytest.mark.parametrize(
    ("line", "column", "width", "shown", "caret"),
    [
        ("\tid: a", 1, 1, "→id: a", "^"),
        ("\u00a0\u00a0id: a", 1, 2, "␣␣id: a", "^^"),
        ("日本: a", 3, 1, "日本: a", "    ^"),
        ("e\u0301: a", 3, 1, "e\u0301: a", " ^"),
        ("a\u202eb", 2, 1, "a<U+202E>b", " ^^^^^^^^"),
        ("short", 6, 3, "short", "     ^"),
    ],
)
def test_the_caret_stands_under_what_is_meant(line: str, column: int, width: int, shown: str, caret: str) -> None:
    text = show(Problem("x", Place("a.yml", 1, column, width), "found", line=line)).splitlines()
    assert text[1:] == [f"   1 | {shown}", f"     | {caret}"]


def test_a_long_line_is_cut_around_the_caret() -> None:
    line = "a" * 300 + "here" + "b" * 3000
    _, shown, caret = show(Problem("x", Place("a.yml", 1, 301, 4), "found", line=line)).splitlines()
    assert len(shown) < 120
    assert shown[caret.index("^") : caret.rindex("^") + 1] == "here"
    assert shown[7] == shown[-1] == "…"


def test_many_mended_lines_are_counted() -> None:
    mend = Mend(1, 30, tuple(f"line {number}" for number in range(30)))
    lines = show(Problem("x", Place("a.yml", 1, 1), "found", mend=mend)).splitlines()
    assert lines[1] == "Change lines 1 to 30 to:"
    assert lines[-1] == "… and the 18 lines after them in the same way"


@pytest.mark.parametrize(
    "hostile", ["::error::x", "  ::stop-commands::x", "\u2003::x", "##[error]x", "####[x", "a\n::x"]
)
def test_nothing_shown_is_a_command(hostile: str) -> None:
    problem = Problem(hostile, Place(hostile, 1, 1), hostile, hostile, Mend(1, 1, (hostile,)), hostile)
    for line in show(problem).splitlines():
        assert not line.strip().startswith("::")
        assert "##[" not in line
    assert annotation(problem).startswith("::error file=")
    assert "\n" not in annotation(problem)
    assert "##[" not in annotation(problem)


def test_a_property_cannot_end_early() -> None:
    line = annotation(Problem("x", Place("a,b::c%.yml", 1, 1), "100% sure"))
    assert line == "::error file=a%2Cb%3A%3Ac%25.yml,line=1,col=1,title=x::100%25 sure"


@pytest.mark.parametrize(
    ("text", "mend", "after"),
    [
        ("a\nb\nc\n", Mend(2, 2, ("B",)), "a\nB\nc\n"),
        ("a\r\nb\r\nc", Mend(3, 3, ("C",)), "a\r\nb\r\nC"),
        ("a\rb\rc\r", Mend(1, 2, ("A",)), "A\rc\r"),
        ("a\nb\nc", Mend(2, 2, ()), "a\nc"),
        ("a\nb", Mend(2, 2, ("b", "c")), "a\nb\nc"),
        ("a\nb", Mend(2, 2, ()), "a\n"),
        ("a", Mend(1, 1, ("b",)), "b"),
    ],
)
def test_a_mend_keeps_the_line_ends(text: str, mend: Mend, after: str) -> None:
    assert mend.apply(text) == after


@pytest.mark.parametrize(
    "text",
    ["👩‍💻", "❤️", "1️⃣", "می‌خواهم", "ක්‍ෂ", "é ü ñ 日本", "“quoted” – yes…", "\u0e01\u0e33", "🏴"],
)
def test_letters_of_every_script_are_seen(text: str) -> None:
    assert list(unseen(text)) == []


@pytest.mark.parametrize(
    "letter",
    ["\0", "\x1b", "\x85", "\u00ad", "\u061c", "\u200b", "\u200e", "\u202e", "\u2060", "\u2066", "\u2028", "\u3164",
     "\ufeff", "\ue000", "\ufdd0", "\uffff", "\U000e0041", "\U000f0000", "\U0001fffe", "\u200d", "\u200c", "\ufe0f",
     "\U000e0100"],
)  # fmt: skip
def test_what_nobody_sees_is_found(letter: str) -> None:
    assert list(unseen(f"a{letter}b")) == [1]
