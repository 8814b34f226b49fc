"""The words of a file as one text: its sentences, how hard they are to read, and phrases in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from typing import TYPE_CHECKING, NamedTuple

from guide.model import Branch, Shape
from guide.problems import Path

if TYPE_CHECKING:
    from pyphen import Pyphen

WORDS = frozenset([
    "title", "summary", "when", "ask", "hint", "example", "gap", "starts", "tell", "text", "do", "say", "hear",
    "words", "low", "high", "sentence", "subject", "care", "about", "welcome", "lead", "one", "many", "short", "middle", "full",
    "unknown",
])  # fmt: skip
"""Fields that readers read, by their names in the model."""
NAMED_WORDS = frozenset(["rows", "moments", "situations", "places", "grades", "experts"])
"""Fields in which each id has words."""
AROUND = {
    name: name.replace("_", "-")
    for name in [
        "items", "columns", "options", "replies", "messages", "with_a_group", "ends",
        "stages", "folder", "depths", "lists", "help", "knowledge", "avoid", "needs",
    ]
}  # fmt: skip
"""Fields with others inside, and what authors type for them."""
OF_OTHERS = frozenset(["hear"])
"""Fields that say what somebody else may say: their words are not ours to choose."""

GAP = "\n\n\0\n\n"
"""Stands between two texts: no sentence and no phrase reaches over it."""

MARKS = (".", "!", "?", "…")
"""What ends a sentence."""
CLOSING = "'\"”’)]* \n"
"""What may follow such a mark."""

NO_WORDS = "_–—•"
"""Signs of which none is a word, nor a part of one."""

_word = re.compile(r"\w+(?:['’-]\w+)*|\{[^{}]*\}")
"""A blank is one word, whatever the reader puts there."""
_break = re.compile(
    r"[.!?…\n](?:(?<!\n)(['\"”’)\]*]{0,3})\s++(?:(?:\0\s++)++|(?![a-z]))"
    r"|(?<=\n)[ \t]*+(?:\n\s*+(?:\0\s*+)*+|(?:[-*+]|[0-9]{1,3}[.)])[ \t]))"
)
"""Between sentences: after a mark, between paragraphs, before an entry of a list. "e.g. this" goes on."""
_link = re.compile(r"\]\([^\s()]*\)")
_not_ours = re.compile(r'\{[^{}]*\}|“[^“”\0]*”|"[^"\0]*"')
"""Blanks, and what stands in quotation marks: said by somebody, or shown as an example."""
_vowels = re.compile(r"[aeiouyà-öø-ü]+")
_silent = re.compile(r"[^aeiouy]e$|[^aeiouycgsxz]es$|[^aeiouytd]ed$")
_voiced = re.compile(r"[^aeiouylr]les?$")


# --- all texts of a file ---------------------------------------------------------------------------


class Passage(NamedTuple):
    """One text that readers read."""

    path: Path
    field: str
    text: str


def passages(shape: Shape, path: Path = ()) -> Iterator[Passage]:
    """Every text in a group of fields."""
    for name in shape.model_fields_set:
        value = getattr(shape, name)
        if name in WORDS:
            yield from _texts(value, (*path, name), name)
        elif name in AROUND:
            yield from _inside(value, (*path, AROUND[name]))
        elif name in NAMED_WORDS and isinstance(value, dict):
            yield from _texts(value, (*path, name), name)


def _texts(value: object, path: Path, field: str) -> Iterator[Passage]:
    """The words of one field: a text, several, some under a condition, or one for each id."""
    if isinstance(value, str):
        yield Passage(path, field, value)
    elif isinstance(value, Branch):
        yield from _texts(value.then, (*path, "then"), field)
    elif isinstance(value, (list, dict)):
        for step, inner in _steps(value):
            yield from _texts(inner, (*path, step), field)


def _inside(value: object, path: Path) -> Iterator[Passage]:
    if isinstance(value, Shape):
        yield from passages(value, path)
    elif isinstance(value, (list, dict)) and value:
        for step, inner in _steps(value):
            yield from _inside(inner, (*path, step))


def _steps(value: list[object] | dict[str, object]) -> Iterable[tuple[int | str, object]]:
    return value.items() if isinstance(value, dict) else enumerate(value)


class Sentence(NamedTuple):
    """One sentence of a file, or a label."""

    number: int
    words: list[str]
    whole: bool
    """It ends with a mark; labels and greetings do not."""


class Wording:
    """All texts of one file as one text, so that looking through it is quick."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages
        sizes = [len(passage.text) + len(GAP) for passage in passages]
        self.starts = [0, *accumulate(sizes)]
        text = GAP.join(passage.text for passage in passages)
        for sign in NO_WORDS:
            text = text.replace(sign, " ")
        self.text = _link.sub(_unlinked, text) if "](" in text else text

    @cached_property
    def sentences(self) -> list[Sentence]:
        pieces = _break.split(self.text)
        return [
            Sentence(number, words, mark is not None or piece.rstrip(CLOSING).endswith(MARKS))
            for number, (piece, mark) in enumerate(zip(pieces[::2], [*pieces[1::2], None], strict=True))
            if (words := piece.split())
        ]

    def span(self, sentence: Sentence) -> tuple[int, int]:
        """Where a sentence stands, from its first word on."""
        (_, start), (end, _) = self._edges[sentence.number : sentence.number + 2]
        first = _word.search(self.text, start, end)
        return first.start() if first else start, end

    @cached_property
    def _edges(self) -> list[tuple[int, int]]:
        """Where each sentence ends and the next one starts."""
        between = [(max(found.start(), found.end(1)), found.end()) for found in _break.finditer(self.text)]
        return [(0, 0), *between, (len(self.text), len(self.text))]

    @cached_property
    def known(self) -> set[str]:
        """Each word once, as it is typed."""
        typed = set().union(*(sentence.words for sentence in self.sentences))
        return set().union(*map(bare_words, typed))

    @cached_property
    def folded(self) -> set[str]:
        """Each word once, in small letters."""
        small = set(map(str.lower, self.known))
        return {word.replace("’", "'") for word in small} if "’" in self.text else small

    @cached_property
    def squeezed(self) -> str:
        """The text in small letters, its lines joined."""
        return folded_word(" ".join(self.text.split()))

    @cached_property
    def ours(self) -> str:
        """The text with nothing to be found in blanks and quotations."""
        return _not_ours.sub(lambda found: "\0" * len(found[0]), self.text)

    def passage_at(self, at: int) -> tuple[Passage, int]:
        """The text that stands there, and where it starts."""
        number = bisect_right(self.starts, at, hi=len(self.passages)) - 1
        return self.passages[number], self.starts[number]

    def first_of_each(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        """Where a pattern is first found in each text: who mends one sees the others."""
        told = -1
        for found in pattern.finditer(self.ours):
            _, offset = self.passage_at(found.start())
            if offset > told:
                told = offset
                yield found.span()

    def is_ours(self, at: int) -> bool:
        """Whether the words there are for us to choose."""
        return self.passage_at(at)[0].field not in OF_OTHERS


@lru_cache(maxsize=1 << 16)
def bare_words(typed: str) -> tuple[str, ...]:
    """The words between two spaces, without the marks around them: mostly one."""
    return tuple(_word.findall(typed))


def _unlinked(found: re.Match[str]) -> str:
    """The end of a link's words, without its address."""
    return "]" + " " * (len(found[0]) - 1)


def folded_word(word: str) -> str:
    """The word as others are compared with it: capitals and curly apostrophes made plain."""
    return word.lower().replace("’", "'")


# --- how hard it is to read ------------------------------------------------------------------------


def reading_age(sentences: Sequence[Sentence]) -> float:
    """The age at which most people can read English sentences: Flesch-Kincaid grade, and five.

    Kincaid, Fishburne, Rogers and Chissom (1975), Derivation of new readability formulas for Navy enlisted
    personnel; a pupil in grade one is about six.
    """
    words = list(chain.from_iterable(sentence.words for sentence in sentences))
    spoken = sum(map(_spoken, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59 + 5


@lru_cache(maxsize=1 << 16)
def _spoken(typed: str) -> int:
    return sum(map(syllables, bare_words(typed)))


def syllables(word: str) -> int:
    """The syllables of an English word, by two counts of which each misses some.

    Places for hyphens leave out a single letter (`a-bout`, `ver-y`), groups of vowels what is said apart
    (`be-ing`, `situ-a-tion`). A blank or a number counts as one.
    """
    if not word[0].isalpha():
        return 1
    plain = folded_word(word)
    return max(1, len(_hyphens().positions(plain[:40])) + 1, _vowel_groups(plain[:40]))


@lru_cache(maxsize=1)
def _hyphens() -> Pyphen:
    from pyphen import Pyphen  # noqa: PLC0415, only a reading age needs it

    # American hyphens follow the sound, British ones where the word comes from: they leave out half.
    return Pyphen(lang="en_US")


def _vowel_groups(word: str) -> int:
    found = len(_vowels.findall(word))
    return found - (found > 1 and bool(_silent.search(word)) and not _voiced.search(word))


# --- words to avoid --------------------------------------------------------------------------------


class Lexicon:
    """Phrases to look for. Each waits under its longest word, so that most files need no search at all."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.waiting: dict[str, list[str]] = {}
        for phrase in phrases:
            self.waiting.setdefault(max(_word.findall(folded_word(phrase)), key=len, default=""), []).append(phrase)
        self.words = frozenset(self.waiting)

    def found_in(self, wording: Wording) -> Iterator[tuple[str, int, int]]:
        """Each phrase that our own words say, and where."""
        for word in self.words & wording.folded:
            for phrase in self.waiting[word]:
                if folded_word(" ".join(phrase.split())) in wording.squeezed:
                    spans = wording.first_of_each(_pattern(phrase))
                    yield from ((phrase, *span) for span in spans if wording.is_ours(span[0]))


@lru_cache(maxsize=4096)
def _pattern(phrase: str) -> re.Pattern[str]:
    said = r"\s+".join(re.escape(word).replace("’", "'").replace("'", "['’]") for word in phrase.split())
    return re.compile(rf"(?<!\w){said}(?!\w)", re.IGNORECASE)
