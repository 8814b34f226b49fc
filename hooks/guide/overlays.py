"""Words in another language: every text they translate is there, and each pair is whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from textwrap import shorten

from guide.directory import Directory, entries
from guide.library import Sheet, Translation
from guide.model import HINT, LABEL, PROSE, TITLE, Column, Item, Question, Reply, blanks
from guide.places import Problem
from guide.problems import Path, draft_of, listed
from guide.ties import Ties

LONGEST = {"title": TITLE, "hint": HINT, "example": HINT, "summary": HINT} | dict.fromkeys(
    ("tell", "text", "say", "sentence"), PROSE
)
"""Characters at most, by field; LABEL where a field is not named here."""
WORDS = ("ask", "hint", "example", "gap", "text", "say", "tell", "do", "hear", "sentence", "starts")
"""Fields of an item, a column or a reply that hold words."""
TOP = ("title", "summary", "when")


def texts_of(sheet: Sheet, directory: Directory) -> dict[str, list[str]]:
    """Every text below the top of a checklist, by its address; a message's lines are together."""
    found: dict[str, list[str]] = {}
    for item in sheet.checklist.items:
        if item.id is not None:
            found.update(_of_item(item, item.id, directory))
    return found


def _of_item(item: Item, address: str, directory: Directory) -> Iterator[tuple[str, list[str]]]:
    yield from _of(item, address)
    yield from _of_options(item, address, directory)
    for column in item.columns or ():
        if isinstance(column, Column):
            yield from _of(column, f"{address}.{column.id}")
            yield from _of_options(column, f"{address}.{column.id}", directory)
    for reply in item.replies:
        yield from _of(reply, f"{address}.{reply.id}")
    if isinstance(item.rows, dict):
        yield from ((f"{address}.{row}", [words]) for row, words in item.rows.items())


def _of(holder: Item | Column | Reply, address: str) -> Iterator[tuple[str, list[str]]]:
    for name in WORDS:
        value = getattr(holder, name, None)
        lines = [value] if isinstance(value, str) else [line for _, line in entries(value)]
        if lines:
            yield f"{address}.{name}", lines


def _of_options(question: Question, address: str, directory: Directory) -> Iterator[tuple[str, list[str]]]:
    for name, option in directory.options(question).items():
        yield f"{address}.{name}", [option.words]
        if option.tell:
            yield f"{address}.{name}.tell", [option.tell]


class Overlaid(Ties):
    """One file of words, beside its checklist."""

    def __init__(self, translation: Translation, directory: Directory) -> None:
        super().__init__(directory, lambda: translation.salvage or draft_of(translation.source))
        self.translation, self.overlay = translation, translation.overlay

    def problems(self) -> Iterator[Problem]:
        yield from self._names()
        sheet = self.library.sheets.get(self.translation.of)
        if sheet is None or sheet.stage != self.translation.stage:
            yield from self._no_original(sheet)
            return
        own, texts = sheet.checklist, texts_of(sheet, self.directory)
        for name in TOP:
            pair = getattr(self.overlay, name)
            if pair:
                lines = [getattr(own, name)] if getattr(own, name) else []
                yield from self._pair(pair, lines, (name,), sheet, LONGEST.get(name, LABEL))
        for address, pairs in self.overlay.texts.items():
            yield from self._text(address, pairs, texts, sheet)

    def _names(self) -> Iterator[Problem]:
        """The file's name, `of` and `language` agree."""
        name, overlay = self.translation, self.overlay
        for field, said, right in (("of", overlay.of, name.of), ("language", overlay.language, name.language)):
            if said != right and field in self.draft.given(()):
                place = self.draft.at((field,))
                message = f"'{field}' is '{said}' here, and the file's name says '{right}'"
                mend = self.draft.swapped(place, said, right)
                yield self.draft.problem("not-as-named", place, message, f"'{right}', or another file name", mend=mend)
        if overlay.language == self.guide.language and self.library.sure("language"):
            place = self.draft.at(("language",))
            yield self.say(
                "own-language", place, f"'{overlay.language}' is the language of the guide itself", "another language"
            )

    def _no_original(self, sheet: Sheet | None) -> Iterator[Problem]:
        name = self.translation.of
        if sheet is None and name in self.library.broken:
            return
        where = f"; it is '{sheet.source.file}'" if sheet else ""
        yield self.say(
            "no-original",
            self.draft.at(("of",)),
            f"there is no '{name}.yml' beside this file{where}",
            "the words of a checklist in the same folder",
        )

    def _text(
        self, address: str, pairs: Sequence[Mapping[str, str]], texts: Mapping[str, list[str]], sheet: Sheet
    ) -> Iterator[Problem]:
        path: Path = ("texts", address)
        if address not in texts:
            if not sheet.salvage:
                message = f"'{sheet.id}' has no text '{address}'"
                yield self.draft.unknown("no-such-text", self.draft.at_name(path), address, list(texts), message)
            return
        longest = LONGEST.get(address.rsplit(".", 1)[1], LABEL)
        for number, pair in enumerate(pairs):
            yield from self._pair(pair, texts[address], (*path, number), sheet, longest)

    def _pair(
        self, pair: Mapping[str, str], lines: Sequence[str], path: Path, sheet: Sheet, longest: int
    ) -> Iterator[Problem]:
        ours, theirs = self.guide.language, self.overlay.language
        if set(pair) != {ours, theirs}:
            if self.library.sure("language") and ours != theirs:
                yield self._not_a_pair(pair, path)
            return
        if pair[ours] not in lines and not sheet.salvage:
            yield self._stale(lines, (*path, ours))
        yield from self._fitting(pair[theirs], pair[ours], (*path, theirs), longest)

    def _not_a_pair(self, pair: Mapping[str, str], path: Path) -> Problem:
        ours, theirs = self.guide.language, self.overlay.language
        wrong = next((name for name in pair if name not in (ours, theirs)), "")
        place = self.draft.at_name((*path, wrong)) if wrong else self.draft.at(path)
        missing = listed([name for name in (ours, theirs) if name not in pair])
        message = (
            f"'{wrong}' is not a language of this file" if wrong else f"the words under {missing} are missing here"
        )
        return self.say(
            "not-a-pair", place, message, f"the same text twice: '{ours}:' as it is, '{theirs}:' as you say it"
        )

    def _stale(self, lines: Sequence[str], path: Path) -> Problem:
        now = "there are other lines" if lines else "there is no such text"
        if len(lines) == 1:
            now = f"it reads '{shorten(lines[0], 100, placeholder=' …')}'"
        message = "the text that this translates has changed"
        return self.say("stale", self.draft.at(path), message, f"a new look at both; now {now}", serious=False)

    def _fitting(self, text: str, original: str, path: Path, longest: int) -> Iterator[Problem]:
        known = {blank.name for blank in blanks(original)}
        for blank in blanks(text):
            if blank.name not in known:
                place = self.draft.within(path, blank.start + 1, blank.end - 1)
                message = f"'{{{blank.name}}}' is not in the text that this translates"
                yield self.draft.unknown("new-blank", place, blank.name, sorted(known), message)
        if len(text) > longest:
            message = f"this text has {len(text):,} characters, and there is room for {longest:,}"
            yield self.say("too-long", self.draft.at(path), message, f"{len(text) - longest:,} fewer")
