"""The pages of a guide as HTML that works without a script. HTML itself stands in `templates/`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from jinja2 import ChoiceLoader, Environment, FileSystemBytecodeCache, FileSystemLoader, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from guide.blocks import SheetView
from guide.browser import guide_data, pack_words, page_data, script_text, shelf_data
from guide.library import Sheet
from guide.prose import prose
from guide.surroundings import HELP, PRINT, WORKBOOK, Surroundings, picture_of
from guide.views import (
    Block,
    Finding,
    Grade,
    HomePage,
    KnowledgePage,
    Link,
    Moment,
    NotebookPage,
    PrintPage,
    PrintSheet,
    PrintShelf,
    SheetPage,
    Source,
    StagePage,
    Way,
)


@dataclass(frozen=True)
class Content:
    """What stands on a page: its HTML, what a search finds there, and the anchors others may link to."""

    html: str
    findings: list[Finding]
    anchors: list[str]


def findings(page: SheetPage) -> list[Finding]:
    """The page itself, then each question, step and turn by its own address."""
    whole = Finding("", str(escape(page.title)), str(page.summary))
    return [whole, *(Finding(block.id, str(escape(_heading(block))), _found_by(block)) for block in page.items)]


def anchors(page: SheetPage) -> list[str]:
    """Every address within a checklist's page."""
    blocks = [anchor for block in page.items for anchor in (block.id, *(reply.id for reply in block.replies))]
    parts = [part.anchor for letter in page.letters for part in letter.paragraphs if part.anchor]
    return [*blocks, *parts, *(reply.id for reply in page.any_time), *(letter.id for letter in page.letters)]


def _heading(block: Block) -> str:
    return block.ask or block.do or "".join(piece.text for line in block.say[:1] for piece in line.pieces) or block.id


def _found_by(block: Block) -> str:
    words = [option.words for option in block.options] + [column.ask for column in block.columns]
    words += [reply.hear for reply in block.replies]
    rest = Markup("<p>{}</p>").format(", ".join(words)) if words else Markup("")
    return str(escape(block.tell) + escape(block.hint) + rest)


def _by_title(source: Source) -> str:
    return source.title.casefold()


@dataclass
class Press(Surroundings):
    """Makes pages of a library."""

    drawings: Sequence[str] = ()
    """Folders with drawings that templates may put in: the marks of the stages, the theme's icons."""
    compiled: str = ""
    """A folder where templates are kept compiled, or none."""

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
        if self.compiled:
            environment.bytecode_cache = FileSystemBytecodeCache(self.compiled)
        return environment

    def render(self, template: str, **data: object) -> str:
        return self.environment.get_template(template).render(**data)

    # --- whole pages

    def content(self, name: str) -> Content:
        """What stands on the page called `name`; "" is the first page."""
        guide = self.library.guide
        if not name:
            return Content(self.home(), [], [f"_when_{moment}" for moment in guide.moments])
        if name in guide.stages:
            return Content(self.stage(name), [], [])
        fixed: dict[str, Callable[[], Content]] = {
            "help": lambda: Content(self.help(), [], list(guide.help)),
            "notebook": lambda: Content(self.notebook(), [Finding("", *self.about_notebook)], []),
            PRINT: lambda: Content(self.print(), [Finding("", *self.about_print)], list(self.library.sheets)),
            "sources": lambda: Content(
                self.render("sources.html", knowledge=self.knowledge()), [], list(self.library.evidence)
            ),
        }
        if name in fixed:
            return fixed[name]()
        return self.checklist(self.library.sheets[name])

    def checklist(self, sheet: Sheet) -> Content:
        """The page of one checklist."""
        page = SheetView(self, sheet).page()
        data = script_text(page_data(sheet, self.directory, self.words))
        does = bool(page.letters or page.card or any(item.say or item.do or item.sentence for item in page.items))
        style = self.addresses.file(sheet.id, "styles/doing.css") if does else ""
        html = self.render("checklist.html", sheet=page, style=style, data=data)
        return Content(html, findings(page), anchors(page))

    def stage(self, name: str) -> str:
        """The content of a stage's page."""
        page = self.stage_page(name)
        return self.render("stage.html", stage=page, shelf=self.shelf(link.id for link in page.checklists))

    def home(self) -> str:
        """The content of the first page."""
        page = self.home_page()
        steps = (step.id for moment in page.moments for way in moment.ways for step in way.steps)
        return self.render("home.html", home=page, shelf=self.shelf(dict.fromkeys(steps)))

    def shelf(self, names: Iterable[str]) -> Markup:
        """What scripts need on a page that leads to these checklists."""
        sheets = [self.library.sheets[name] for name in names]
        return script_text(shelf_data(sheets, self.directory, self.words))

    def help(self) -> str:
        """The content of the page with everybody one can talk to."""
        return self.render("help.html", panels=self.panels(), files=self.sheet_files(HELP, HELP))

    def notebook(self) -> str:
        """The content of the page for all that the reader wrote."""
        guide = self.library.guide
        facts = [self.link(sheet.id, "notebook") for sheet in self.library.facts()]
        stages = [self.stage_page(name, "notebook") for name in guide.stages]
        data = script_text(guide_data(self.directory, self.words))
        style = self.addresses.file("notebook", "styles/notebook.css")
        return self.render("notebook.html", notebook=NotebookPage(facts, stages), style=style, data=data)

    @property
    def about_notebook(self) -> tuple[str, str]:
        """Its title, and what it is."""
        return self.words["notebook-title"], self.words["notebook-lead"]

    def print(self) -> str:
        """The content of the page with everything there is to print."""
        data = script_text(pack_words(self.words))
        style = self.addresses.file(PRINT, "styles/pack.css")
        return self.render("print.html", printed=self.print_page(), style=style, data=data)

    @property
    def about_print(self) -> tuple[str, str]:
        """Its title, and what it is."""
        return self.words["print-title"], self.words["print-lead"]

    # --- what they show

    def stage_page(self, name: str, here: str = "") -> StagePage:
        """A stage as page `here` shows it; left out: its own."""
        here = here or name
        stage = self.library.guide.stages[name]
        names = list(self.library.guide.stages)
        place = names.index(name)
        return StagePage(
            id=name,
            number=place + 1,
            title=stage.title,
            about=prose(self.local(stage.about or stage.summary)),
            checklists=[self.link(sheet.id, here) for sheet in self.library.of_stage(name)],
            previous=self.stage_link(names[place - 1], here) if place else None,
            following=self.stage_link(names[place + 1], here) if place + 1 < len(names) else None,
        )

    def print_page(self) -> PrintPage:
        guide = self.library.guide
        help_sheet = PrintSheet(
            page=Link(self.words["help-title"], self.addresses.url(PRINT, HELP), id=HELP),
            files=self.sheet_files(HELP, PRINT),
            picture=self.addresses.file(PRINT, picture_of(HELP)),
        )
        sheets = [*([help_sheet] if help_sheet.files else []), *self.print_sheets(self.library.facts())]
        facts = PrintShelf("facts", 0, self.words["print-facts"], sheets)
        stages = [
            PrintShelf(name, number, stage.title, self.print_sheets(self.library.of_stage(name)))
            for number, (name, stage) in enumerate(guide.stages.items(), 1)
        ]
        return PrintPage(
            workbook=self.sheet_files(WORKBOOK, PRINT),
            shelves=[shelf for shelf in (facts, *stages) if shelf.sheets],
        )

    def print_sheets(self, sheets: Iterable[Sheet]) -> list[PrintSheet]:
        """Checklists as the page with everything there is to print names them."""
        return [
            PrintSheet(
                page=self.link(sheet.id, PRINT),
                files=self.sheet_files(sheet.id, PRINT),
                picture=self.addresses.file(PRINT, picture_of(sheet.id)),
            )
            for sheet in sheets
        ]

    def home_page(self) -> HomePage:
        guide = self.library.guide
        help_panel = next(iter(guide.help), None)
        return HomePage(
            title=guide.welcome or guide.title,
            lead=prose(self.local(guide.lead or guide.summary)),
            moments=[Moment(name, words, self.ways(name)) for name, words in guide.moments.items()],
            stages=[self.stage_link(name, "") for name in guide.stages],
            help=self.panel_link(help_panel, "") if help_panel else None,
            notebook=Link(self.words["footer-notebook"], self.addresses.url("", "notebook")),
        )

    def ways(self, moment: str) -> list[Way]:
        """The way for each situation; one for all where they are the same."""
        guide = self.library.guide
        found = {situation: guide.way(moment, situation) for situation in guide.situations}
        if len({tuple(way) for way in found.values()}) == 1:
            return [self.way(next(iter(found.values())))]
        return [
            replace(
                self.way(way),
                happened=guide.situations[situation],
                also=[self.link(name, "") for name in self.also_for(moment, situation, way)],
                situation=situation,
            )
            for situation, way in found.items()
            if way
        ]

    def way(self, names: Sequence[str]) -> Way:
        """The way that is the same for all."""
        steps = [self.link(name, "") for name in names]
        return Way("", steps, sum(step.minutes or 0 for step in steps))

    def also_for(self, moment: str, situation: str, way: Sequence[str]) -> list[str]:
        """Other checklists that name this moment and this situation themselves."""
        return [
            sheet.id
            for sheet in self.order
            if moment in sheet.checklist.moments and situation in sheet.checklist.situations and sheet.id not in way
        ]

    def knowledge(self) -> KnowledgePage:
        """All sources by how sure they are, each with the checklists that lean on it."""
        known = self.library.guide.knowledge
        assert known is not None
        users: dict[str, list[Link]] = {}
        for sheet in self.order:
            for name in sheet.checklist.sources:
                users.setdefault(name, []).append(self.link(sheet.id, "sources"))
        found = [replace(self.source(name, "sources"), used=users.get(name, [])) for name in self.library.evidence]
        return KnowledgePage(
            about=prose(known.about),
            grades=[
                Grade(letter, title, sorted((source for source in found if source.grade == letter), key=_by_title))
                for letter, title in known.grades.items()
            ],
            unknown=[prose(text) for text in known.unknown],
        )
