"""What this guide in particular promises: a way for everybody, and answers that arrive where they are used."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pydantic import BaseModel

from guide.blocks import SheetView
from guide.library import Library
from guide.links import read_guide
from guide.model import Branch, Item, blanks
from guide.pages import Press

ROOT = Path(__file__).resolve().parents[1]

SITUATIONS = [
    "blank",
    "rambled",
    "task",
    "panel",
    "video",
    "late",
    "hostile",
    "unfair",
    "overqualified",
    "underqualified",
    "salary",
    "ill",
    "language",
    "neurodivergent",
    "returner",
    "first-job",
    "redundant",
    "internal",
    "silence",
    "many",
]

# Who needs what first.
FIRST = [
    ("just-now", "any", {"first-hour", "fair-word", "question-log"}),
    ("just-now", "blank", {"question-log", "rebuild-answer", "add-an-answer"}),
    ("next-days", "blank", {"question-log", "rebuild-answer", "add-an-answer"}),
    ("just-now", "unfair", {"something-felt-wrong"}),
    ("next-days", "unfair", {"something-felt-wrong"}),
    ("after-a-no", "any", {"feedback-email", "sort-feedback", "lesson-card"}),
    ("silence", "any", {"check-in"}),
    ("after-a-no", "internal", {"internal-talk"}),
    ("after-a-no", "many", {"pattern-log", "practice-plan"}),
]

# An answer, and the checklist that uses it.
FLOWS = [
    ("question-log.unsaid.what", "thank-you"),
    ("question-log.unsaid.what", "add-an-answer"),
    ("question-log.liked", "thank-you"),
    ("question-log.promised-to-send", "thank-you"),
    ("question-log.wrong.right", "put-right"),
    ("question-log.questions.went", "pattern-log"),
    ("question-log.questions.question", "rebuild-answer"),
    ("question-log.questions.question", "feedback-email"),
    ("what-i-bring.wish-said", "thank-you"),
    ("what-i-bring.training", "thank-you"),
    ("what-i-bring.link", "thank-you"),
    ("what-i-bring.needs.proof", "thank-you"),
    ("what-i-bring.thirty-seconds", "words-ready"),
    ("what-i-bring.gap", "my-story"),
    ("experience-bank.stories.result", "thank-you"),
    ("experience-bank.stories.result", "my-story"),
    ("rebuild-answer.answers.cue", "words-ready"),
    ("rebuild-answer.answers.cue", "practice-plan"),
    ("rebuild-answer.answers.short", "add-an-answer"),
    ("interview.promised", "check-in"),
    ("interview.promised", "next-seven-days"),
    ("interview.contact", "thank-you"),
    ("interview.contact", "feedback-email"),
    ("debrief.moments.cause", "pattern-log"),
    ("debrief.change", "lesson-card"),
    ("debrief.keep", "lesson-card"),
    ("debrief.lesson", "lesson-card"),
    ("sort-feedback.change", "lesson-card"),
    ("feedback-call.notes.words", "sort-feedback"),
    ("sort-feedback.heard.words", "pattern-log"),
    ("lesson-card.cue", "next-seven-days"),
    ("lesson-card.change", "practice-plan"),
    ("lesson-card.change", "pattern-log"),
    ("fair-word.kind", "lesson-card"),
    ("fair-word.kind", "next-seven-days"),
    ("first-hour.plain-fact", "question-log"),
    ("first-hour.look", "next-seven-days"),
    ("beyond-me.set-up", "adjustments"),
    ("something-felt-wrong.date", "rights-and-records"),
]

# A checklist, and one that it opens where that fits.
DOORS = [
    ("send-or-not", "put-right"),
    ("send-or-not", "add-an-answer"),
    ("send-or-not", "thank-you"),
    ("first-hour", "put-right"),
    ("beyond-me", "something-felt-wrong"),
    ("feedback-call", "something-felt-wrong"),
    ("something-felt-wrong", "rights-and-records"),
    ("sort-feedback", "rights-and-records"),
    ("internal-talk", "rights-and-records"),
    ("debrief", "rebuild-answer"),
    ("debrief", "task-review"),
    ("debrief", "beyond-me"),
    ("adjustments", "something-felt-wrong"),
]


@cache
def library() -> Library:
    found, problems = read_guide(ROOT / "checklists")
    assert found is not None
    assert [problem for problem in problems if problem.serious] == []
    return found


def texts(value: object) -> Iterator[str]:
    """Every text and every name in a checklist."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


@cache
def used_by(name: str) -> frozenset[str]:
    """Every address that a checklist names, alone or in a blank."""
    found = list(texts(library().sheets[name].checklist))
    return frozenset(found) | {blank.name for text in found for blank in blanks(text)}


@cache
def opened_by(name: str) -> frozenset[str]:
    checklist = library().sheets[name].checklist
    lists = [library().guide.lists[text] for text in texts(checklist) if text in library().guide.lists]
    return frozenset([*texts(checklist), *texts(lists)])


@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_situation_has_a_way(situation: str) -> None:
    guide = library().guide
    assert situation in guide.situations
    for moment in guide.moments:
        assert 3 <= len(guide.way(moment, situation)) <= 5, moment


def test_every_checklist_is_reached() -> None:
    guide = library().guide
    reached = {
        name for moment in guide.moments for situation in guide.situations for name in guide.way(moment, situation)
    }
    assert {sheet.id for sheet in library().sheets.values() if sheet.stage} - reached == set()


def test_no_way_starts_with_much_to_do() -> None:
    """The first step is one a person can take as they are: twenty minutes at most, and not a long form."""
    guide = library().guide
    firsts = {guide.way(moment, situation)[0] for moment in guide.moments for situation in guide.situations}
    assert {name for name in firsts if (library().sheets[name].checklist.minutes or 0) > 30} == set()


@pytest.mark.parametrize(("moment", "situation", "needed"), FIRST)
def test_first_things_first(moment: str, situation: str, needed: set[str]) -> None:
    assert needed <= set(library().guide.way(moment, situation))


@pytest.mark.parametrize(("answer", "user"), FLOWS)
def test_answer_arrives(answer: str, user: str) -> None:
    assert answer in used_by(user)


@pytest.mark.parametrize(("name", "opened"), DOORS)
def test_door(name: str, opened: str) -> None:
    assert opened in opened_by(name)


def fullest(item: Item) -> Iterator[str]:
    """The lines of a part that a page shows: of those to choose from all, else the first of each kind."""
    plain = [line for line in item.text or [] if isinstance(line, str)]
    branches = [line for line in item.text or [] if isinstance(line, Branch)]
    for lines in [plain, *(branch.then for branch in branches)]:
        yield from lines if item.choose else lines[:1]


def test_every_sentence_of_a_message_is_shown() -> None:
    press = Press(library())
    for sheet in library().sheets.values():
        view = SheetView(press, sheet)
        page = view.page()
        letters = [part for letter in page.letters for part in letter.paragraphs]
        letters += [part for letter in page.letters for variant in letter.variants for part in variant.paragraphs]
        shown = {line.pieces for part in letters for line in part.lines}
        for item in sheet.checklist.items:
            missing = [line for line in fullest(item) if view.pieces(line) not in shown]
            assert missing == [], f"{sheet.id}.{item.home}"
