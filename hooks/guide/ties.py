"""How one file is tied to the others: names of other things, addresses of answers, conditions on them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from guide.directory import Directory, Missing, Target
from guide.model import Address, Condition, Guide, Item, Option, Question, Reply, conditions
from guide.places import Place, Problem
from guide.problems import Draft, Path, choices, meant

AN_ADDRESS = "the address of an answer, such as 'me.name'"
KINDS = {
    "moments": ("moment", "no-such-moment"),
    "situations": ("situation", "no-such-situation"),
    "lists": ("list", "no-such-list"),
    "avoid": ("list of phrases", "no-such-phrases"),
    "needs": ("list of phrases", "no-such-phrases"),
    "help": ("panel", "no-such-panel"),
    "local": ("local word", "no-such-word"),
    "checklists": ("checklist", "no-such-checklist"),
    "sources": ("source", "no-such-source"),
    "experts": ("expert", "no-such-expert"),
}
"""What can be named, by where it is kept: the word for one, and the rule that a wrong name breaks."""


class Ties:
    """The ties of one file; `home` is its checklist, "" for guide.yml."""

    def __init__(
        self, directory: Directory, open_draft: Callable[[], Draft], *, home: str = "", scope: str = ""
    ) -> None:
        self.directory, self.library = directory, directory.library
        self.home, self.scope = home, scope
        self._open_draft = open_draft

    @property
    def guide(self) -> Guide:
        return self.library.guide

    @cached_property
    def draft(self) -> Draft:
        """The file's places: read again only where there is a problem to tell."""
        return self._open_draft()

    # --- names

    def names(self, names: Iterable[str], path: Path, kind: str, known: Collection[str]) -> Iterator[Problem]:
        """Each of the names must be known."""
        for number, name in enumerate(names):
            if name not in known and self.library.sure(kind):
                yield self.no_such(name, (*path, number), kind, known)

    def no_such(self, name: str, path: Path, kind: str, known: Collection[str], *, of_name: bool = False) -> Problem:
        one, rule = KINDS[kind]
        place = self.draft.at_name(path) if of_name else self.draft.at(path)
        problem = self.draft.unknown(rule, place, name, list(known), f"there is no {one} '{name}'")
        if kind == "sources":
            return replace(problem, expected=f"{problem.expected}; new sources go into 'sources.yml'")
        return problem

    def leads(self, holder: Item | Option | Reply, path: Path) -> Iterator[Problem]:
        """`open` and `show`: to a checklist, and of a panel."""
        if holder.open == self.home != "":
            yield self.say(
                "leads-to-itself",
                self.draft.at((*path, "open")),
                "this leads to the page it stands on",
                "another checklist",
            )
        elif holder.open:
            yield from self.names([holder.open], (*path, "open"), "checklists", self.directory.checklists)
        panels = [f"help.{name}" for name in self.guide.help]
        shown = getattr(holder, "show", None)
        if shown:
            yield from self.names([shown], (*path, "show"), "help", panels)

    # --- addresses

    def target(self, where: str, place: Callable[[], Place]) -> tuple[Target | None, list[Problem]]:
        """What an address names; neither a target nor a problem where that is not known."""
        found = self.directory.find(Address.parse(where), self.home)
        if not isinstance(found, Missing):
            return found, []
        at = place()
        mend = self.draft.swapped(at, where, found.near)
        hint = meant(found.near) if f"'{found.near}'" not in found.message else ""
        wanted = f"'{found.near}'" if found.near else choices(where, found.known) if found.known else AN_ADDRESS
        return None, [self.draft.problem("no-such-address", at, found.message + hint, wanted, mend=mend)]

    def reached(self, where: str, place: Callable[[], Place]) -> tuple[Target | None, list[Problem]]:
        """An answer that this file may use as it stands."""
        target, problems = self.target(where, place)
        if target is None:
            return None, problems
        if target.never and target.sheet != self.home:
            return None, [self.never_kept(target, place())]
        if self.scope == "me" and target.scope != "me":
            return None, [self.out_of_reach(target, place())]
        return target, []

    def never_kept(self, target: Target, place: Place) -> Problem:
        return self.say(
            "never-kept",
            place,
            f"'{target.address}' is never kept, so nothing can use it",
            "an answer without 'keep: never'",
        )

    def out_of_reach(self, target: Target, place: Place) -> Problem:
        one, many = self.guide.folder.one, self.guide.folder.many
        return self.say(
            "out-of-reach",
            place,
            f"this file is about the reader, and '{target.address}' belongs to one {one} of several",
            f"an answer of a checklist that is 'for: me'; 'each', 'count' and 'start-from' look at all {many}",
        )

    # --- conditions

    def condition(self, condition: Condition | None, path: Path, table: Item | None = None) -> Iterator[Problem]:
        """Every address is that of an answer, every value one that it can have."""
        for at, where, values in conditions(condition):
            full = self._in_row(where, table)
            target, problems = self.reached(full, lambda at=at: self.draft.at_name((*path, *at)))  # type: ignore[misc]
            yield from problems
            if target:
                yield from self._values(target, values, (*path, *at))

    def _in_row(self, where: str, table: Item | None) -> str:
        """A bare id in a column is a column of the same row first."""
        column = f"{self.home}.{table.home}.{where}" if table and "." not in where else ""
        return column if column and Address.parse(column) in self.directory.targets else where

    def _values(self, target: Target, values: Sequence[str], path: Path) -> Iterator[Problem]:
        known = self.possible(target)
        if not known:
            yield self.no_answer(target, self.draft.at_name(path))
            return
        if not self._options_known(target.question):
            return
        is_place = self.guide.place is not None and Address.parse(self.guide.place) == target.address
        for number, value in enumerate(values):
            if value not in known:
                rule = "unknown-place" if is_place else "no-such-option"
                place = self.draft.at((*path, number))
                what = "a place of this guide" if is_place else f"an answer to '{target.address}'"
                yield self._no_value(rule, place, value, self._by_words(target, value) or known, what)

    def _no_value(self, rule: str, place: Place, value: str, known: list[str], what: str) -> Problem:
        message = f"'{value}' is not {what}"
        if len(known) > 1:
            return self.draft.unknown(rule, place, value, known, message)
        message = f"{message}, but the words of one{meant(known[0])}"
        return self.draft.problem(
            rule, place, message, f"'{known[0]}'", mend=self.draft.swapped(place, value, known[0])
        )

    def _by_words(self, target: Target, words: str) -> list[str]:
        """The one option that has these words."""
        options = self.directory.options(target.question).items() if target.answer in ("one", "some") else ()
        found = [name for name, option in options if option.words.casefold() == words.casefold()]
        return found if len(found) == 1 else []

    def _options_known(self, question: Question) -> bool:
        """Whether its options are read; a list of guide.yml that is not there is told where it is named."""
        named = question.options
        return not isinstance(named, str) or (named in self.guide.lists and self.library.sure("lists"))

    def possible(self, target: Target) -> list[str]:
        """The values that a condition on this answer can have."""
        if target.answer in ("one", "some"):
            return [*self.directory.options(target.question), "answered", "empty"]
        if target.answer == "tick" or (target.step and not target.answer):
            return ["ticked", "empty"]
        if target.answer or target.part:
            return ["answered", "empty", *(["ticked"] if target.step else [])]
        return []

    def no_answer(self, target: Target, place: Place) -> Problem:
        return self.say(
            "no-answer",
            place,
            f"'{target.address}' asks nothing, so it has no answer",
            "the address of an item with 'ask' or 'do'",
        )

    def say(self, rule: str, place: Place, message: str, expected: str, *, serious: bool = True) -> Problem:
        return self.draft.problem(rule, place, message, expected, serious=serious)
