"""The pages of a guide as HTML that works without a script. HTML itself stands in `templates/`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined
from markupsafe import Markup

from guide.dates import due_words, full_day_words
from guide.library import Library, Sheet
from guide.links import Directory, Target, entries
from guide.model import (
    Address,
    Branch,
    Column,
    Due,
    Item,
    LengthBranch,
    Message,
    Option,
    Question,
    Reply,
    blanks,
    conditions,
)
from guide.notes import Pieces, Reading, gap_of
from guide.prose import prose
from guide.words import Words, words_of

ROWS = 3
"""Rows a table first shows where its author names no number."""


@dataclass(frozen=True)
class Link:
    """A page to go to."""

    title: str
    url: str
    minutes: int | None = None
    summary: str = ""
    when: str = ""
    number: int = 0
    id: str = ""
    stage: StageMark | None = None


@dataclass(frozen=True)
class StageMark:
    """A stage as it is shown beside other things."""

    id: str
    number: int
    title: str
    url: str


@dataclass(frozen=True)
class Line:
    """One way to say something."""

    pieces: Pieces
    condition: str = ""


@dataclass(frozen=True)
class Choice:
    """One option of a question."""

    id: str
    words: str
    tell: Markup | str = ""
    fits: str = ""
    open: Link | None = None
    help: Link | None = None


@dataclass(frozen=True)
class Cell:
    """A column of a table."""

    id: str
    ask: str
    answer: str
    hint: str = ""
    example: str = ""
    options: Sequence[Choice] = ()
    condition: str = ""


@dataclass(frozen=True)
class Row:
    """A row of a table."""

    id: str
    title: str = ""


@dataclass(frozen=True)
class Hearing:
    """What a reader may hear, and what to say then."""

    id: str
    hear: str
    depth: str = "full"
    say: Sequence[Line] = ()
    tell: Markup | str = ""
    go: Link | None = None
    stop: bool = False
    open: Link | None = None


@dataclass(frozen=True)
class Block:
    """One item as a page shows it; `items.html` says what each field is for."""

    id: str
    kind: str
    number: int | None = None
    depth: str = "full"
    condition: str = ""
    tell: Markup | str = ""
    panel: Link | None = None
    do: str = ""
    due: Sequence[str] = ()
    own_date: bool = False
    say: Sequence[Line] = ()
    replies: Sequence[Hearing] = ()
    open: Link | None = None
    ask: str = ""
    hint: Markup | str = ""
    example: str = ""
    answer: str = ""
    address: str = ""
    also: Sequence[Link] = ()
    room: int = 0
    low: str = ""
    high: str = ""
    options: Sequence[Choice] = ()
    at_most: int | None = None
    columns: Sequence[Cell] = ()
    rows: Sequence[Row] = ()
    sentence: str = ""
    joins: Pieces = ()
    unkept: bool = False
    apart: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A part of a message on a page."""

    id: str
    lines: Sequence[Line]
    condition: str = ""
    choose: bool = False
    joins: bool = False


@dataclass(frozen=True)
class Variant:
    """A message for somebody in particular."""

    title: str
    paragraphs: Sequence[Paragraph]


@dataclass(frozen=True)
class Letter:
    """A message with its gaps."""

    id: str
    title: str
    paragraphs: Sequence[Paragraph]
    variants: Sequence[Variant] = ()
    length: str = ""


@dataclass(frozen=True)
class Source:
    """Where something comes from."""

    title: str
    url: str
    claim: str


@dataclass(frozen=True)
class GroupSheet:
    """For the one who leads a group."""

    minutes: int
    say: Markup | str = ""
    ask: Sequence[Markup] = ()
    care: Markup | str = ""


@dataclass(frozen=True)
class SheetPage:
    """A checklist as a page shows it."""

    id: str
    kind: str
    title: str
    summary: Markup | str
    when: str
    minutes: int | None
    stage: StageMark | None
    items: Sequence[Block]
    any_time: Sequence[Hearing]
    letters: Sequence[Letter]
    next: Sequence[Link]
    previous: Link | None
    following: Link | None
    sources: Sequence[Source]
    group: GroupSheet | None
    reviewed: str
    used: frozenset[str] = frozenset()
    blank: str = ""


@dataclass(frozen=True)
class StagePage:
    """A stage and its checklists."""

    id: str
    number: int
    title: str
    about: Markup | str
    checklists: Sequence[Link]
    previous: Link | None
    following: Link | None


@dataclass(frozen=True)
class Way:
    """The checklists for some situations at one moment."""

    title: str
    steps: Sequence[Link]
    minutes: int


@dataclass(frozen=True)
class Moment:
    """How long ago it was, and the ways from there."""

    id: str
    title: str
    ways: Sequence[Way]


@dataclass(frozen=True)
class HomePage:
    """The way in."""

    title: str
    lead: Markup | str
    moments: Sequence[Moment]
    stages: Sequence[Link]
    help: Link | None


@dataclass(frozen=True)
class PlaceLines:
    """Help lines of one place."""

    id: str
    title: str
    lines: Markup


@dataclass(frozen=True)
class PanelView:
    """A help panel."""

    id: str
    title: str
    places: Sequence[PlaceLines]
    checked: str
    sources: Sequence[Source] = ()


@dataclass(frozen=True)
class Addresses:
    """How pages name each other: relative, so that any folder of any host will do."""

    directories: bool = True

    def url(self, here: str, there: str, fragment: str = "") -> str:
        """From page `here` to page `there`; "" is the home page."""
        mark = f"#{fragment}" if fragment else ""
        if here == there and fragment:
            return mark
        if self.directories:
            up = "../" if here else ""
            return f"{up}{there}/{mark}" if there else f"{up or './'}{mark}"
        return f"{there or 'index'}.html{mark}"


@dataclass
class Press:
    """Makes pages of a library."""

    library: Library
    addresses: Addresses = field(default_factory=Addresses)
    drawings: Sequence[str] = ()
    """Folders with drawings that templates may put in: the marks of the stages, the theme's icons."""

    @cached_property
    def words(self) -> Words:
        return words_of(self.library.guide.language)

    @cached_property
    def directory(self) -> Directory:
        return Directory(self.library)

    @cached_property
    def order(self) -> list[Sheet]:
        return self.library.in_order()

    @cached_property
    def shown_on(self) -> dict[Address, list[str]]:
        """For each answer the checklists that show it with `use`."""
        found: dict[Address, list[str]] = {}
        for (sheet, _), home in self.directory.shown.items():
            found.setdefault(home, []).append(sheet)
        return found

    @cached_property
    def environment(self) -> Environment:
        environment = Environment(
            loader=ChoiceLoader([PackageLoader("guide"), FileSystemLoader(self.drawings)]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals.update(words=self.words, guide=self.library.guide)
        return environment

    def render(self, template: str, **data: object) -> str:
        return self.environment.get_template(template).render(**data)

    # --- whole pages

    def checklist(self, sheet: Sheet) -> str:
        """The content of a checklist's page."""
        return self.render("checklist.html", sheet=SheetView(self, sheet).page())

    def stage(self, name: str) -> str:
        """The content of a stage's page."""
        return self.render("stage.html", stage=self.stage_page(name))

    def home(self) -> str:
        """The content of the first page."""
        return self.render("home.html", home=self.home_page())

    def help(self) -> str:
        """The content of the page with everybody one can talk to."""
        return self.render("help.html", panels=self.panels())

    # --- what they show

    def stage_page(self, name: str) -> StagePage:
        stage = self.library.guide.stages[name]
        names = list(self.library.guide.stages)
        place = names.index(name)
        return StagePage(
            id=name,
            number=place + 1,
            title=stage.title,
            about=prose(self.local(stage.about or stage.summary)),
            checklists=[self.link(sheet.id, name) for sheet in self.library.of_stage(name)],
            previous=self.stage_link(names[place - 1], name) if place else None,
            following=self.stage_link(names[place + 1], name) if place + 1 < len(names) else None,
        )

    def home_page(self) -> HomePage:
        guide = self.library.guide
        help_panel = next(iter(guide.help), None)
        return HomePage(
            title=guide.welcome or guide.title,
            lead=prose(self.local(guide.lead or guide.summary)),
            moments=[Moment(name, words, self.ways(name)) for name, words in guide.moments.items()],
            stages=[self.stage_link(name, "") for name in guide.stages],
            help=self.panel_link(help_panel, "") if help_panel else None,
        )

    def ways(self, moment: str) -> list[Way]:
        """Each different way from a moment, with the situations that lead there."""
        guide = self.library.guide
        found: dict[tuple[str, ...], list[str]] = {}
        for situation, words in guide.situations.items():
            way = tuple(guide.way(moment, situation))
            if way:
                found.setdefault(way, []).append(words)
        return [self.way(way, happened) for way, happened in found.items()]

    def way(self, names: Sequence[str], happened: Sequence[str]) -> Way:
        steps = [self.link(name, "") for name in names]
        return Way(" · ".join(happened), steps, sum(step.minutes or 0 for step in steps))

    def panels(self) -> list[PanelView]:
        guide = self.library.guide
        target = self.directory.find(Address.parse(guide.place), "") if guide.place else None
        places = self.directory.options(target.question) if isinstance(target, Target) else {}
        return [
            PanelView(
                id=name,
                title=panel.title,
                places=[
                    PlaceLines(place, places[place].words if place in places else place, prose(text))
                    for place, text in panel.places.items()
                ],
                checked=full_day_words(panel.checked, self.words),
                sources=[self.source(source) for source in panel.sources],
            )
            for name, panel in guide.help.items()
        ]

    # --- pieces

    def local(self, text: str) -> str:
        """A text with its local words: each way of saying it, since a page is for every place."""
        for blank in reversed(blanks(text)):
            if blank.local:
                ways = dict.fromkeys(self.library.guide.local[blank.local].values())
                text = text[: blank.start] + f" {self.words['or']} ".join(ways) + text[blank.end :]
        return text

    def mark(self, stage: str, here: str) -> StageMark:
        guide = self.library.guide
        return StageMark(
            stage, list(guide.stages).index(stage) + 1, guide.stages[stage].title, self.addresses.url(here, stage)
        )

    def link(self, sheet: str, here: str, fragment: str = "") -> Link:
        found = self.library.sheets[sheet]
        checklist = found.checklist
        return Link(
            title=self.local(checklist.title),
            url=self.addresses.url(here, sheet, fragment),
            minutes=checklist.minutes,
            summary=self.local(checklist.summary or ""),
            when=self.local(checklist.when or ""),
            id=sheet,
            stage=self.mark(found.stage, here) if found.stage else None,
        )

    def stage_link(self, stage: str, here: str) -> Link:
        about = self.library.guide.stages[stage]
        mark = self.mark(stage, here)
        return Link(about.title, mark.url, summary=about.summary, number=mark.number, id=stage, stage=mark)

    def source(self, name: str) -> Source:
        evidence = self.library.evidence[name]
        return Source(evidence.title, evidence.address, evidence.claim)

    def panel_link(self, name: str, here: str) -> Link:
        panel = name.removeprefix("help.")
        return Link(self.library.guide.help[panel].title, self.addresses.url(here, "help", panel))


class SheetView:
    """One checklist on its way to a page."""

    def __init__(self, press: Press, sheet: Sheet) -> None:
        self.press, self.sheet, self.words = press, sheet, press.words
        self.directory = press.directory
        self.reading = Reading(sheet, press.directory, {}, press.words)
        self.numbers = self._numbered()
        self.used: set[str] = set()

    def _numbered(self) -> dict[str, int]:
        """The number of each item that asks, says or is a step, counted straight through."""
        counted = [item for item in self.sheet.checklist.items if _counts(item)]
        return {item.home: number for number, item in enumerate(counted, 1)}

    def page(self) -> SheetPage:
        checklist, press, here = self.sheet.checklist, self.press, self.sheet.id
        place = next((number for number, other in enumerate(press.order) if other.id == here), None)
        return SheetPage(
            id=here,
            kind=checklist.kind,
            title=press.local(checklist.title),
            summary=prose(press.local(checklist.summary)) if checklist.summary else "",
            when=press.local(checklist.when or ""),
            minutes=checklist.minutes,
            stage=press.mark(self.sheet.stage, here) if self.sheet.stage else None,
            items=[self.block(item) for item in checklist.items if not item.any_time and _stands(item)],
            any_time=[self.hearing(item) for item in checklist.items if item.any_time],
            letters=[self.letter(name, message) for name, message in checklist.own_messages().items()],
            next=[press.link(name, here) for name in checklist.next],
            previous=press.link(press.order[place - 1].id, here) if place else None,
            following=press.link(press.order[place + 1].id, here)
            if place is not None and place + 1 < len(press.order)
            else None,
            sources=[press.source(name) for name in checklist.sources],
            group=self.group(),
            reviewed=full_day_words(checklist.reviewed, self.words) if checklist.reviewed else "",
        )

    def group(self) -> GroupSheet | None:
        group = self.sheet.checklist.with_a_group
        if group is None:
            return None
        local = self.press.local
        return GroupSheet(
            minutes=group.minutes,
            say=prose(local(group.say)) if group.say else "",
            ask=[prose(local(line)) for line in group.ask],
            care=prose(local(group.care)) if group.care else "",
        )

    # --- blocks

    def block(self, item: Item) -> Block:
        shown = self.reading.target(item.use) if item.use else None
        question = shown.question if shown else item
        answer = shown.answer if shown else ("table" if item.each else "count" if item.count else item.answer or "")
        address = str(shown.address) if shown else f"{self.sheet.id}.{item.home}"
        ask = getattr(question, "ask", None) or (item.ask or "")
        kind = "turn" if item.say else "step" if item.do else "question" if ask and answer else "tell"
        return Block(
            id=item.home,
            kind=kind,
            number=self.numbers.get(item.home),
            depth=item.depth or "full",
            condition=self.condition(item.if_),
            tell=self.tell(item),
            panel=self.press.panel_link(item.show, self.sheet.id) if item.show else None,
            do=self.press.local(item.do or ""),
            due=[self.due(phrase) for _, phrase in entries(item.due)],
            own_date=bool(item.do),
            say=self.lines(item.say),
            replies=[self.reply(reply) for reply in item.replies],
            open=self.onward(item.open),
            ask=self.press.local(ask),
            answer=answer,
            address=address,
            also=self.also(item),
            joins=self.joined(item),
            unkept=item.keep == "never",
            apart=item.private,
            sentence=self.press.local(item.sentence or ""),
            columns=self.columns(item),
            rows=self.rows(item),
            **self.asked(question, item),
        )

    def asked(self, question: Question, item: Item) -> dict[str, Any]:
        """What stands beside a question: help, example, room, options, the ends of a scale."""
        local = self.press.local
        hint = item.hint or question.hint
        counted = self.reading.target(item.count).question if item.count else question
        return {
            "hint": prose(local(hint)) if hint else "",
            "example": local(question.example or ""),
            "room": question.room or 0,
            "low": local(question.ends.low) if question.ends else "",
            "high": local(question.ends.high) if question.ends else "",
            "options": self.options(counted),
            "at_most": question.at_most,
        }

    def options(self, question: Question) -> list[Choice]:
        return [self.choice(name, option) for name, option in self.directory.options(question).items()]

    def choice(self, name: str, option: Option) -> Choice:
        local = self.press.local
        return Choice(
            id=name,
            words=local(option.words),
            tell=prose(local(option.tell)) if option.tell else "",
            fits=self.condition(option.fits, key="fits-when"),
            open=self.onward(option.open),
            help=self.press.panel_link(option.show, self.sheet.id) if option.show else None,
        )

    def columns(self, item: Item) -> list[Cell]:
        found = []
        for column in item.columns or []:
            target = self.reading.target(column) if isinstance(column, str) else None
            question = target.question if target else column
            assert isinstance(question, (Item, Column))
            found.append(
                Cell(
                    id=question.id or "",
                    ask=self.press.local(question.ask or ""),
                    answer="scale" if question.answer == "scale" else str(question.answer),
                    hint=self.press.local(question.hint or ""),
                    example=self.press.local(question.example or ""),
                    options=self.points() if question.answer == "scale" else self.options(question),
                    condition=self.condition(question.if_, table=item) if isinstance(question, Column) else "",
                )
            )
        return found

    def points(self) -> list[Choice]:
        return [Choice(str(point), str(point)) for point in range(1, 6)]

    def rows(self, item: Item) -> list[Row]:
        if item.answer != "table" and not item.each:
            return []
        if isinstance(item.rows, dict):
            return [Row(name, self.press.local(title)) for name, title in item.rows.items()]
        return [Row(str(number)) for number in range(1, (item.rows or min(ROWS, item.at_most or ROWS)) + 1)]

    def also(self, item: Item) -> list[Link]:
        """The other pages where the same answer stands."""
        here = self.sheet.id
        home = Address.parse(item.use) if item.use else Address(here, item.home)
        places = [home.sheet, *self.press.shown_on.get(home, [])]
        return (
            [self.press.link(place, here, home.item) for place in dict.fromkeys(places) if place != here]
            if len(places) > 1
            else []
        )

    def onward(self, name: str | None) -> Link | None:
        return self.press.link(name, self.sheet.id) if name else None

    # --- texts

    def tell(self, item: Item) -> Markup:
        """Our words: the lines for every reader, and those for some with their condition before them."""
        told = [self.told(line) for line in item.tell or []]
        return Markup("").join(told)

    def told(self, entry: object) -> Markup:
        if isinstance(entry, Branch):
            words = self.condition(entry.if_)
            before = Markup('<p class="condition">{}</p>').format(words)
            return before + prose(self.gapped(entry.then[0]))
        return prose(self.gapped(str(entry)))

    def gapped(self, line: str) -> str:
        """A line of ours with its blanks named in brackets."""
        return "".join(f"({piece.text})" if piece.kind == "gap" else piece.text for piece in self.pieces(line))

    def lines(self, value: Sequence[object] | None) -> list[Line]:
        """What can be said: for each condition its fullest line, then the fullest for everybody."""
        found: list[Line] = []
        plain = [str(entry) for entry in value or [] if not isinstance(entry, Branch)]
        for entry in value or []:
            if isinstance(entry, Branch):
                found.append(Line(self.pieces(entry.then[0]), self.condition(entry.if_)))
        own = next((line for line in plain if not self._only_own(line)), plain[0] if plain else None)
        if own is not None:
            found.insert(0, Line(self.pieces(own)))
        return found

    def _only_own(self, line: str) -> bool:
        """Whether a line is nothing but one blank: then the words of ours after it say more."""
        return [(blank.start, blank.end) for blank in blanks(line)] == [(0, len(line))]

    def pieces(self, line: str) -> Pieces:
        """A line with every blank named as a gap, brackets around optional pieces left out."""
        from guide.model import optional_pieces

        for start, end in reversed(optional_pieces(line)):
            line = line[:start] + line[start + 1 : end - 1] + line[end:]
        pieces = self.reading.filled(line, gaps=True)
        assert pieces is not None
        return pieces

    def due(self, phrase: str) -> str:
        due = Due.parse(phrase)
        target = self.reading.target(str(due.address))
        return due_words(due, self.day(target), self.words)

    def day(self, target: Target) -> str:
        """The day that a due phrase counts from, in words."""
        question = target.question
        if question.gap or not isinstance(question, Item) or not question.do:
            return gap_of(question)
        number = self.numbers.get(target.item) if target.sheet == self.sheet.id else None
        return self.words.say("day-of-step", step=number or question.do)

    def condition(self, condition: Sequence[Any] | None, *, key: str = "if", table: Item | None = None) -> str:
        """A condition in words: "If 5 is blank or rambled:"."""
        groups: list[list[str]] = []
        for group in condition or []:
            found = []
            for where, values in group.items():
                column = f"{self.sheet.id}.{table.home}.{where}" if table and "." not in where else ""
                name = column if column and Address.parse(column) in self.directory.targets else where
                found.append(self._fact(self.reading.target(name), values))
            groups.append(found)
        if not groups:
            return ""
        said = self.words.joined([self.words.joined(group) for group in groups], "or")
        return self.words.say(key, condition=said)

    def _fact(self, target: Target, values: Sequence[str]) -> str:
        what = self._named(target)
        options = self.directory.options(target.question)
        chosen = [self.press.local(options[value].words) for value in values if value in options]
        facts = [self.words.say("is-chosen", what=what, options=self.words.joined(chosen, "or"))] if chosen else []
        facts += [self.words.say(f"is-{value}", what=what) for value in values if value not in options]
        return self.words.joined(facts, "or")

    def _named(self, target: Target) -> str:
        if target.sheet == self.sheet.id and not target.column and target.item in self.numbers:
            return str(self.numbers[target.item])
        question = target.question
        title = getattr(question, "ask", None) or getattr(question, "do", None) or target.item
        return self.words.say("quoted", text=self.press.local(str(title)).rstrip("?"))

    # --- scripts

    def reply(self, reply: Reply) -> Hearing:
        return Hearing(
            id=reply.id,
            hear=self.press.local(reply.hear),
            depth=reply.depth or "full",
            say=self.lines(reply.say),
            tell=prose(self.press.local(reply.tell)) if reply.tell else "",
            go=self.turn(reply.go),
            stop=reply.go == "stop",
            open=self.onward(reply.open),
        )

    def hearing(self, item: Item) -> Hearing:
        return Hearing(
            id=item.home,
            hear=self.press.local(item.hear or ""),
            depth=item.depth or "full",
            say=self.lines(item.say),
            tell=self.tell(item),
            go=self.turn(item.go),
            stop=item.go == "stop",
            open=self.onward(item.open),
        )

    def turn(self, go: str | None) -> Link | None:
        if not go or go == "stop":
            return None
        item = self.directory.items[self.sheet.id, go]
        title = "".join(piece.text for piece in self.lines(item.say)[0].pieces) if item.say else item.ask or go
        return Link(title, self.press.addresses.url(self.sheet.id, self.sheet.id, go))

    # --- messages

    def joined(self, item: Item) -> Pieces:
        """How the answer to a part's own question stands in the message."""
        if not item.text or not item.answer:
            return ()
        own = [line for _, line in entries(item.text) if any(blank.name == item.id for blank in blanks(line))]
        return self.pieces(own[0]) if own else ()

    def letter(self, name: str, message: Message) -> Letter:
        items = [item for item in self.sheet.checklist.items if item.text and (item.in_ is None or name in item.in_)]
        return Letter(
            id=name,
            title=self.press.local(message.title or ""),
            paragraphs=[found for item in items if (found := self.paragraph(item, {}))],
            variants=[
                Variant(
                    self.condition([{where: [value]}]),
                    [found for item in items if (found := self.paragraph(item, {where: value}))],
                )
                for where, value in self._variants(items)
            ],
            length=self.length(message),
        )

    def _variants(self, items: Iterable[Item]) -> Iterator[tuple[str, str]]:
        """Each answer that words of this message wait for, where it is a choice made on this page."""
        seen: dict[tuple[str, str], None] = {}
        for item in items:
            for entry in item.text or []:
                if isinstance(entry, Branch):
                    for _, where, values in conditions(entry.if_):
                        target = self.reading.target(where)
                        if target.answer == "one":
                            options = self.directory.options(target.question)
                            seen.update(((where, value), None) for value in values if value in options)
        yield from seen

    def paragraph(self, item: Item, chosen: dict[str, str]) -> Paragraph | None:
        answers = {str(self.reading.target(where).address): value for where, value in chosen.items()}
        reading = Reading(self.sheet, self.directory, answers, self.words)
        if item.if_ and chosen and not reading.holds(item.if_) and self._about(item.if_, chosen):
            return None
        lines = reading.lines(item.text)
        if not lines and not item.if_:
            return None
        if not lines:
            return None
        shown = lines if item.choose else lines[:1]
        return Paragraph(
            id=item.home,
            lines=[Line(self.pieces(line)) for line in shown],
            condition="" if chosen and self._about(item.if_ or [], chosen) else self.condition(item.if_),
            choose=bool(item.choose),
            joins=item.joins,
        )

    def _about(self, condition: Sequence[Any], chosen: dict[str, str]) -> bool:
        """Whether a condition speaks of what is chosen here and of nothing else."""
        return bool(condition) and all(where in chosen for _, where, _ in conditions(condition))

    def length(self, message: Message) -> str:
        found = [self._range(entry) for entry in message.length or []]
        return self.words.joined(found, "or") if found else ""

    def _range(self, entry: object) -> str:
        text = entry.then if isinstance(entry, LengthBranch) else str(entry)
        low, high = text.split("-")
        said = self.words.say("word-range", low=low, high=high)
        if isinstance(entry, LengthBranch):
            where, values = next((where, values) for _, where, values in conditions(entry.if_))
            target = self.reading.target(where)
            options = self.directory.options(target.question)
            place = self.words.joined([options[value].words if value in options else value for value in values], "or")
            said = self.words.say("in-place", said=said, place=place)
        return said


def _counts(item: Item) -> bool:
    return bool(
        (item.ask or item.use or item.do or item.each or item.count or (item.say and not item.any_time))
        and not item.any_time
    )


def _stands(item: Item) -> bool:
    """Whether an item has a block of its own: a part that only has `text` stands in the message."""
    return bool(item.ask or item.use or item.do or item.each or item.count or item.say or item.tell or item.show)
