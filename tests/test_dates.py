"""When something is due: counted in days, and said in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.dates import day_due, day_words, due_words, full_day_words
from guide.model import Due
from guide.words import words_of

ENGLISH = words_of("en")
DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
PHRASES = st.builds(
    lambda amount, unit, side: f"{amount} {unit}{'s' if amount > 1 else ''} {side} interview.date",
    st.integers(1, 200),
    st.sampled_from(["day", "working day", "week", "month"]),
    st.sampled_from(["after", "before"]),
)


@pytest.mark.parametrize(
    ("phrase", "day", "due"),
    [
        ("the day of a.b", "2026-03-06", "2026-03-06"),
        ("1 day after a.b", "2026-03-06", "2026-03-07"),
        ("1 day before a.b", "2026-03-01", "2026-02-28"),
        ("2 days after a.b", "2024-02-28", "2024-03-01"),
        ("1 day after a.b", "2025-12-31", "2026-01-01"),
        # 6 March 2026 is a Friday.
        ("1 working day after a.b", "2026-03-05", "2026-03-06"),
        ("1 working day after a.b", "2026-03-06", "2026-03-09"),
        ("1 working day after a.b", "2026-03-07", "2026-03-09"),
        ("1 working day after a.b", "2026-03-08", "2026-03-09"),
        ("3 working days after a.b", "2026-03-05", "2026-03-10"),
        ("5 working days after a.b", "2026-03-06", "2026-03-13"),
        ("10 working days after a.b", "2026-03-06", "2026-03-20"),
        ("1 working day before a.b", "2026-03-09", "2026-03-06"),
        ("1 working day before a.b", "2026-03-08", "2026-03-06"),
        ("1 working day before a.b", "2026-03-07", "2026-03-06"),
        ("3 working days before a.b", "2026-03-10", "2026-03-05"),
        ("2 weeks after a.b", "2026-02-20", "2026-03-06"),
        ("1 week before a.b", "2024-03-07", "2024-02-29"),
        ("1 month after a.b", "2026-01-31", "2026-02-28"),
        ("1 month after a.b", "2024-01-31", "2024-02-29"),
        ("1 month after a.b", "2026-02-28", "2026-03-28"),
        ("2 months after a.b", "2025-12-31", "2026-02-28"),
        ("12 months after a.b", "2024-02-29", "2025-02-28"),
        ("48 months after a.b", "2024-02-29", "2028-02-29"),
        ("1 month before a.b", "2026-03-31", "2026-02-28"),
        ("1 month before a.b", "2026-01-15", "2025-12-15"),
        ("13 months before a.b", "2026-01-31", "2024-12-31"),
    ],
)
def test_day_due(phrase: str, day: str, due: str) -> None:
    assert day_due(Due.parse(phrase), date.fromisoformat(day)).isoformat() == due


@given(PHRASES, DAYS)
def test_it_is_on_the_right_side(phrase: str, day: date) -> None:
    due = day_due(Due.parse(phrase), day)
    assert due > day if " after " in phrase else due < day


@given(st.integers(1, 200), st.sampled_from(["after", "before"]), DAYS)
def test_working_days_never_end_on_a_weekend(amount: int, side: str, day: date) -> None:
    due = day_due(Due.parse(f"{amount} working days {side} a.b"), day)
    first, last = sorted((day, due))
    between = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    working = [other for other in between if other.weekday() < 5 and other != day]
    assert due.weekday() < 5
    assert len(working) == amount


@given(st.integers(1, 40), DAYS)
def test_there_and_back(amount: int, day: date) -> None:
    for unit in ("days", "weeks", *(["working days"] if day.weekday() < 5 else [])):
        there = day_due(Due.parse(f"{amount} {unit} after a.b"), day)
        assert day_due(Due.parse(f"{amount} {unit} before a.b"), there) == day


@given(st.integers(1, 200), DAYS)
def test_a_month_keeps_its_day_or_ends(amount: int, day: date) -> None:
    due = day_due(Due.parse(f"{amount} months after a.b"), day)
    assert (due.year * 12 + due.month) - (day.year * 12 + day.month) == amount
    assert due.day == day.day or (due.day < day.day and (due + timedelta(days=1)).day == 1)


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("the day of a.b", "the interview"),
        ("1 day after a.b", "1 day after the interview"),
        ("3 working days before a.b", "3 working days before the interview"),
        ("1 working day after a.b", "1 working day after the interview"),
        ("2 weeks after a.b", "2 weeks after the interview"),
        ("1 month before a.b", "1 month before the interview"),
    ],
)
def test_due_in_words(phrase: str, said: str) -> None:
    assert due_words(Due.parse(phrase), "the interview", ENGLISH) == said


def test_days_in_words() -> None:
    assert day_words(date(2026, 3, 3), ENGLISH) == "Tuesday 3 March"
    assert full_day_words(date(2026, 12, 31), ENGLISH) == "31 December 2026"


@given(DAYS)
def test_every_day_has_words(day: date) -> None:
    assert day_words(day, ENGLISH) == f"{day:%A} {day.day} {day:%B}"


@given(PHRASES)
def test_a_phrase_is_said_as_it_was_written(phrase: str) -> None:
    assert due_words(Due.parse(phrase), "interview.date", ENGLISH) == phrase
