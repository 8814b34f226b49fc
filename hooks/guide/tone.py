"""Plain and kind words: what an author may want to think about. Every finding is a hint, and stops nothing.

Which words to avoid, and what to write in their place, stands in `tone.yml` beside the checklists, in the
language of the guide. What holds for any guide stands here: short sentences, everyday words, no shouting,
no more questions than a person can bear, and help lines that somebody looked at lately.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import chain

from guide.library import Library, Sheet
from guide.model import Advice, Item, Shape
from guide.places import Place, Problem
from guide.problems import Draft, Path, choices, draft_of, listed, meant, nearest
from guide.source import Text
from guide.wording import Lexicon, Sentence, Wording, bare_words, folded_word, passages, reading_age, syllables

LONGEST = 25
"""Words in a sentence."""
AVERAGE = 15
"""Words in a sentence of a whole file: fewer than this."""
READING_AGE, ADULT = 11, 18
FEWEST = 100
"""Words below which neither average nor reading age says anything."""
QUESTIONS, SHORT_QUESTIONS = 12, 5
"""What fits on paper, and what two minutes are enough for."""
SHOUTED = 4
"""Letters in capitals from which a word shouts; shorter ones are mostly names, such as UK."""
STALE_MONTHS, UNREAD_MONTHS = 6, 24


def hint(draft: Draft, rule: str, place: Place, message: str, expected: str, *, also: Iterable[Place] = ()) -> Problem:
    """Something to think about."""
    return draft.problem(rule, place, message, expected, also=also, serious=False)


# --- one file --------------------------------------------------------------------------------------


class _File:
    """One file and what there is to think about in it."""

    def __init__(self, shape: Shape, open_draft: Callable[[], Draft], *, name: str = "") -> None:
        self.shape, self.name = shape, name
        self.wording = Wording(list(passages(shape)))
        self._open_draft = open_draft

    @cached_property
    def draft(self) -> Draft:
        """The file's places: read again only where there is something to say."""
        return self._open_draft()

    def hint(self, rule: str, place: Place, message: str, expected: str) -> Problem:
        return hint(self.draft, rule, place, message, expected)

    def at(self, start: int, end: int) -> Place:
        """Where words stand in the file: their first line, as far as it goes."""
        passage, offset = self.wording.passage_at(start)
        words = passage.text[start - offset : end - offset]
        node = self.draft.node(passage.path)
        moved = len(node.text) - len(node.text.lstrip()) if isinstance(node, Text) else 0
        first = start - offset + moved
        place = self.draft.within(passage.path, first, first + len(words.split(maxsplit=1)[0]))
        line = self.draft.line(place.line)[place.column - 1 :]
        same = next((at for at, (one, other) in enumerate(zip(words, line, strict=False)) if one != other), None)
        width = min(len(words), len(line)) if same is None else same
        return replace(place, width=width) if width else place

    # --- sentences

    def sentences(self) -> Iterator[Problem]:
        for sentence in self.wording.sentences:
            if len(sentence.words) > LONGEST:
                yield self.hint(
                    "long-sentence",
                    self.at(*self.wording.span(sentence)),
                    f"this sentence has {len(sentence.words)} words",
                    f"at most {LONGEST}: two sentences, or fewer words",
                )

    def averages(self, most: int, *, english: bool) -> Iterator[Problem]:
        """What holds for the whole file, told at its title."""
        sentences = [sentence for sentence in self.wording.sentences if sentence.whole]
        words = sum([len(sentence.words) for sentence in sentences])
        if words < FEWEST:
            return
        if words >= AVERAGE * len(sentences):
            message = f"a sentence of this file has {words / len(sentences):.1f} words on average"
            yield self.hint("long-sentences", self.draft.at(("title",)), message, f"fewer than {AVERAGE}")
        age = reading_age(sentences) if english else 0
        if round(age) > most:
            message = f"the words of this file suit a reading age {f'of about {round(age)}' if age < ADULT else f'above {ADULT}'}"
            yield self.hint("hard-to-read", self.draft.at(("title",)), message, self._easier(sentences, most))

    @staticmethod
    def _easier(sentences: Sequence[Sentence], most: int) -> str:
        typed = chain.from_iterable(sentence.words for sentence in sentences)
        said = Counter(folded_word(word) for words in typed for word in bare_words(words))
        long = sorted((-count, word) for word, count in said.items() if syllables(word) > 3)
        others = f" for {listed([word for _, word in long[:3]], 'and')}" if long else ""
        return f"{most} at most: shorter sentences, everyday words{others}"

    # --- marks and words

    def marks(self, names: Sequence[str]) -> Iterator[Problem]:
        for mark, rule, message, expected in UNQUIET:
            if mark in self.wording.text:
                for span in self.wording.first_of_each(re.compile(f"{mark}+")):
                    yield self.hint(rule, self.at(*span), message, expected)
        for word in sorted(filter(is_shouted, filter(str.isupper, self.wording.known))):
            yield from self._shouted(word) if word not in names else ()

    def _shouted(self, word: str) -> Iterator[Problem]:
        for span in self.wording.first_of_each(re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")):
            message = f"'{word}' is all in capitals, which shouts"
            expected = "small letters; a name that is written so stands under 'capitals' in 'tone.yml'"
            yield self.hint("capitals", self.at(*span), message, expected)

    def words(self, lexicon: Lexicon, advice: dict[str, Advice]) -> Iterator[Problem]:
        for phrase, start, end in lexicon.found_in(self.wording):
            about = advice[phrase]
            if self.name not in about.except_:
                message = f"'{self._said(start, end)}': {about.why}"
                yield self.hint("other-words", self.at(start, end), message, about.better)

    def _said(self, start: int, end: int) -> str:
        return " ".join(self.wording.text[start:end].split())


UNQUIET = (
    ("!", "exclamation-mark", "an exclamation mark cheers or shouts", "a full stop"),
    (";", "semicolon", "a semicolon joins two ideas in one sentence", "two sentences"),
)


def is_shouted(word: str) -> bool:
    """Whether a word is all in capitals, and long enough to be no short name."""
    return len(word) >= SHOUTED and word.isupper() and word.isalpha()


# --- one checklist ---------------------------------------------------------------------------------


class _Checklist(_File):
    """A checklist: its questions are counted, and its messages heed their own advice."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(sheet.checklist, sheet.draft, name=sheet.id)
        self.checklist = sheet.checklist

    def counts(self, most: int) -> Iterator[Problem]:
        """More questions than paper, or two minutes, have room for; facts are filled in over time."""
        asked = [item for item in self.checklist.items if is_asked(item)]
        short = sum(item.depth == "short" for item in asked)
        if self.checklist.kind == "facts":
            return
        if len(asked) > most:
            message, expected = f"{len(asked)} questions stand on one sheet", f"at most {most}, or two checklists"
            yield self.hint("many-questions", self.draft.at_name(("items",)), message, expected)
        if short > SHORT_QUESTIONS:
            message = f"{short} questions are 'short'"
            expected = f"at most {SHORT_QUESTIONS}, so that two minutes are enough"
            yield self.hint("many-short-questions", self.draft.at_name(("items",)), message, expected)

    def advised(self, avoid: dict[str, Lexicon]) -> Iterator[Problem]:
        """Phrases in a message that its own `avoid` advises against."""
        messages = self.checklist.own_messages()
        for name in {name for message in messages.values() for name in message.avoid if name in avoid}:
            for _, start, end in avoid[name].found_in(self.wording):
                path = self.wording.passage_at(start)[0].path
                if path[:1] + path[2:3] == ("items", "text") and self._avoids(self.checklist.items[int(path[1])], name):
                    message = f"'{self._said(start, end)}' is in the list '{name}', which this message advises against"
                    yield self.hint("advised-against", self.at(start, end), message, "other words")

    def _avoids(self, item: Item, name: str) -> bool:
        """Whether a message that this item is a part of avoids this list."""
        messages = self.checklist.own_messages()
        return any(name in messages[id_].avoid for id_ in item.in_ or messages if id_ in messages)

    def unread(self, today: date) -> Iterator[Problem]:
        day = self.checklist.reviewed
        if day is not None and _months(day, today) >= UNREAD_MONTHS:
            yield self.hint(
                "read-long-ago",
                self.draft.at(("reviewed",)),
                "somebody last read all of this over two years ago",
                "a new reading, and its day here",
            )


def is_asked(item: Item) -> bool:
    """Whether a reader has something to fill in or to tick here."""
    return bool(item.answer or item.use or item.each)


# --- a guide ---------------------------------------------------------------------------------------


def hints(library: Library, *, today: date) -> list[Problem]:
    """Everything to think about in a guide's words, in order of place."""
    return sorted(_Hints(library, today).all(), key=_in_order)


def _in_order(problem: Problem) -> tuple[str, int, int, str]:
    return problem.place.file, problem.place.line, problem.place.column, problem.rule


def this_day() -> date:
    """Today, or the day a build is to be made as if on: SOURCE_DATE_EPOCH, in seconds since 1970."""
    asked = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(asked), UTC) if re.fullmatch("[0-9]{1,11}", asked) else datetime.now(UTC)
    return now.date()


def is_stale(checked: date, today: date) -> bool:
    """Whether lines that were checked on one day are to be checked again by another."""
    return _months(checked, today) >= STALE_MONTHS


def _months(day: date, today: date) -> int:
    """Whole months between two days, less one day: a month to the day is not over one."""
    return (today.year - day.year) * 12 + today.month - day.month - (today.day <= day.day)


def _allowed(limits: dict[str, int], name: str, most: int) -> int:
    """What tone.yml allows this checklist, or any, or what is allowed where it says nothing."""
    return limits.get(name, limits.get("any", most))


class _Hints:
    def __init__(self, library: Library, today: date) -> None:
        self.library, self.guide, self.tone, self.today = library, library.guide, library.tone, today
        self.english = self.guide.language.split("-")[0] == "en"
        self.advice = {phrase: advice for advice in self.tone.avoid for phrase in advice.words}
        self.lexicon = Lexicon(self.advice)
        self.avoid = {name: Lexicon(found.phrases) for name, found in self.guide.avoid.items() if not found.at_most}

    def all(self) -> Iterator[Problem]:
        file = _File(self.guide, self.library.guide_draft)
        yield from self._of(file)
        yield from self._panels(file)
        yield from self._evidence()
        yield from self._exceptions()
        for sheet in self.library.sheets.values():
            yield from self._of_sheet(_Checklist(sheet))

    def _of(self, file: _File) -> Iterator[Problem]:
        age = _allowed(self.tone.reading_age, file.name, READING_AGE)
        yield from file.sentences()
        yield from file.averages(age, english=self.english)
        yield from file.marks(self.tone.capitals)
        yield from file.words(self.lexicon, self.advice)

    def _of_sheet(self, file: _Checklist) -> Iterator[Problem]:
        yield from self._of(file)
        yield from file.counts(_allowed(self.tone.questions, file.name, QUESTIONS))
        yield from file.advised(self.avoid)
        yield from file.unread(self.today)

    def _panels(self, file: _File) -> Iterator[Problem]:
        for name, panel in self.guide.help.items():
            if self._is_stale(panel.checked):
                yield file.hint(
                    "checked-long-ago",
                    file.draft.at(("help", name, "checked")),
                    "somebody last checked these lines over six months ago",
                    "a look at every line, and the day of it here",
                )

    def _is_stale(self, checked: date) -> bool:
        return is_stale(checked, self.today)

    def _evidence(self) -> Iterator[Problem]:
        """One hint for all sources: they are opened again together."""
        old = [name for name, source in self.library.evidence.items() if self._is_stale(source.checked)]
        if not old or self.library.evidence_source is None:
            return
        draft = draft_of(self.library.evidence_source)
        first, *others = [draft.at((name, "checked")) for name in old]
        which = f"{len(old)} sources were" if others else "this source was"
        message = f"{which} last opened over six months ago"
        expected = "a look whether each still says so, and the day of it here"
        yield hint(draft, "opened-long-ago", first, message, expected, also=others)

    def _exceptions(self) -> Iterator[Problem]:
        """Names in tone.yml that no checklist has."""
        known = [*self.library.sheets, *self.library.broken]
        for path, name in self._named():
            if name not in known and self.library.tone_source:
                draft = draft_of(self.library.tone_source)
                place = draft.at(path) if path[0] == "avoid" else draft.at_name(path)
                message = f"there is no checklist '{name}'{meant(nearest(name, known))}"
                yield hint(draft, "no-such-exception", place, message, choices(name, known))

    def _named(self) -> Iterator[tuple[Path, str]]:
        for field, limits in (("reading-age", self.tone.reading_age), ("questions", self.tone.questions)):
            yield from (((field, name), name) for name in limits if name != "any")
        for number, advice in enumerate(self.tone.avoid):
            yield from ((("avoid", number, "except", at), name) for at, name in enumerate(advice.except_))
