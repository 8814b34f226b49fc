"""What guide.yml says of the checklists: ways, orders, panels, places, and options used by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from guide.directory import Directory, Target
from guide.library import FIXED_PAGES, Library
from guide.places import Problem
from guide.problems import Path, listed
from guide.ties import Ties


class Shared(Ties):
    """The ties of guide.yml."""

    def __init__(self, library: Library, directory: Directory) -> None:
        super().__init__(directory, library.guide_draft)

    def problems(self) -> Iterator[Problem]:
        wrong = list(self._ways())
        yield from wrong or self._unled()
        yield from self._stages()
        yield from self._lists()
        for name, panel in self.guide.help.items():
            yield from self.names(panel.sources, ("help", name, "sources"), "sources", self.library.evidence)
            yield from self.names(panel.awaits, ("help", name, "awaits"), "experts", self.guide.experts)
        if self.guide.place is not None:
            yield from self._places(self.guide.place)

    def _ways(self) -> Iterator[Problem]:
        for number, way in enumerate(self.guide.ways):
            path: Path = ("ways", number)
            known = {"moment": self.guide.moments, "situation": self.guide.situations}
            for name, values in way.if_.items():
                chosen = {**known[name], "any": ""}
                yield from self.names(values, (*path, "if", name), f"{name}s", chosen)
            yield from self.names(way.then, (*path, "then"), "checklists", self.directory.checklists)

    def _unled(self) -> Iterator[Problem]:
        """A moment for which some situation has no way."""
        if not self.guide.ways or not self.library.unsure.isdisjoint(["ways", "moments", "situations"]):
            return
        for moment in self.guide.moments:
            left = [situation for situation in self.guide.situations if not self.guide.way(moment, situation)]
            if left:
                some = f"'{left[0]}'" if len(left) == 1 else f"{len(left)} situations, such as '{left[0]}'"
                yield self.say(
                    "no-way",
                    self.draft.at_name(("moments", moment)),
                    f"no way fits the moment '{moment}' with {some}",
                    f"a last entry under 'ways' with 'moment: {moment}' and no situation",
                    serious=False,
                )

    def _stages(self) -> Iterator[Problem]:
        facts = {"me", self.guide.folder.id}
        for stage, about in self.guide.stages.items():
            if stage in facts or stage in FIXED_PAGES or stage in self.library.pages:
                place = self.draft.at_name(("stages", stage))
                yield self.say(
                    "stage-is-a-page",
                    place,
                    f"'{stage}' is already the name of a page, and both would have one address",
                    "another id",
                )
            path: Path = ("stages", stage, "order")
            yield from self.names(about.order, path, "checklists", self.directory.checklists)
            for number, name in enumerate(about.order):
                sheet = self.library.sheets.get(name)
                if sheet and sheet.stage != stage:
                    place = self.draft.at((*path, number))
                    where = f"the stage '{sheet.stage}'" if sheet.stage else "no stage"
                    yield self.say(
                        "of-another-stage", place, f"'{name}' stands in {where}", f"checklists in the folder '{stage}'"
                    )

    def _lists(self) -> Iterator[Problem]:
        for name, options in self.guide.lists.items():
            for option, value in options.items():
                path: Path = ("lists", name, option)
                yield from self.condition(value.fits, (*path, "fits"))
                yield from self.leads(value, path)

    # --- places

    def _places(self, where: str) -> Iterator[Problem]:
        found, problems = self.target(where, lambda: self.draft.at(("place",)))
        yield from problems
        if found is None:
            return
        about_reader = found.scope == "me" or found.sheet == "me"
        if found.answer != "one" or found.column or not about_reader:
            yield self.say(
                "not-a-place",
                self.draft.at(("place",)),
                f"'{where}' is not a question about the reader with options",
                "the address of an answer that is 'one', in a file that is 'for: me'",
            )
        elif self._options_known(found.question):
            yield from self._by_place(found)

    def _by_place(self, target: Target) -> Iterator[Problem]:
        places = list(self.directory.options(target.question))
        for name, panel in self.guide.help.items():
            yield from self._each_place(panel.places, ("help", name, "places"), places)
        for name, words in self.guide.local.items():
            yield from self._each_place(words, ("local", name), places)

    def _each_place(self, texts: Mapping[str, str], path: Path, places: list[str]) -> Iterator[Problem]:
        """A text for each place, and for no other; a place that is misspelt is not missing as well."""
        wrong = [place for place in texts if place not in places]
        for place in wrong:
            at = self.draft.at_name((*path, place))
            free = [name for name in places if name not in texts]
            yield self.draft.unknown(
                "unknown-place", at, place, free or places, f"'{place}' is not a place of this guide"
            )
        missing = [place for place in places if place not in texts]
        if missing and not wrong and path[0] not in self.library.unsure:
            yield self.say(
                "missing-place",
                self.draft.at_name(path),
                f"there is nothing here for {listed(missing)}",
                "a text for each place",
            )
