"""Worksheets to change: a checklist's page as a file for Word, for whoever has to alter it before printing.

It says what the PDF of the same checklist says, in the same order, in Word's own terms: its headings, lists,
tables, and controls to fill in. `templates/paper/` does the same for paper.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from docx.shared import Length, Pt
from docx.text.paragraph import Paragraph

from guide.word_file import About, WordFile

Data = Mapping[str, Any]
"""A view of `views.py` as `Typesetter.alone` gives it, by the names of its fields."""

LINES = 3
"""Lines to write on where the author names no number."""
PITCH = 8.5
"""Millimetres between two lines to write on."""
CARD_WIDE, CARD_HIGH = 86, 54
NEAR, CLOSE = Pt(5), Pt(2)
"""Between two ticks, and below the words that say whom something is for."""
TOGETHER = 12
"""Options that stay on one page."""
SOON = 2
"""Items that may stand above a call on its page."""
CHOSEN = ("one", "some", "scale")
"""Answers in a table that are picked from a list."""


def document(model: Data, paper: str = "a4") -> bytes:
    """A worksheet as a file for Word; `model` is what `Typesetter.alone` gives, `paper` is `a4` or `letter`."""
    about = About(model["title"], model["guide"], model["description"], model["language"], model["direction"] == "rtl")
    file = WordFile(about, paper)
    _Sheet(model, file).write()
    return file.to_bytes()


class _Sheet:
    """One worksheet that is being written."""

    def __init__(self, model: Data, file: WordFile) -> None:
        self.model, self.file = model, file
        self.words: Mapping[str, str] = model["words"]
        self.usual: Length | None = None
        """How far a heading is from what stands above it, where its style does not say it."""
        self.above: Length | None = None
        """The same for the next one alone."""
        self.on_new_page = False
        """Whether the next heading begins a page."""
        self.on_phone = model["kind"] == "script" and not model["card"]
        self.answers = _Answers(self)

    def write(self) -> None:
        self._top()
        if self.model["card"]:
            self._cards()
        elif self.on_phone:
            self._beside_the_phone()
        else:
            self.items(self.model["items"])
            self._any_time()
        for letter in self.model["letters"]:
            _Letter(self, letter).write()
        self.file.foot(self.model["address"], self.words["paper-page"])

    def _top(self) -> None:
        model, file, words = self.model, self.file, self.words
        file.paragraph("Small", " · ".join(filter(None, [model["guide"], (model["stage"] or {}).get("title")])))
        file.paragraph("Title", model["title"])
        if model["link"]:
            file.code(model["link"], words["paper-scan"])
        facts = " · ".join(filter(None, [model["time"], model["when"]]))
        if facts:
            file.run(file.paragraph("Small"), facts, "Strong")
        self.prose(model["summary"])
        if not self.on_phone:
            line = file.paragraph("Line with Its Name", f"{words['paper-name']} ")
            file.space(line, words["paper-name"], 68)
            file.run(line, f"   {words['paper-date']} ")
            file.day(line, words["paper-date"], 36)

    def _beside_the_phone(self) -> None:
        """The call itself begins a page of its own, unless it is soon there."""
        first, last = self.model["talk"]
        before, talk, after = (
            self.model["items"][part] for part in (slice(first), slice(first, last), slice(last, None))
        )
        self.items(before)
        self.on_new_page = len(before) > SOON
        self.usual = Pt(8)
        self.items(talk)
        self._any_time()
        self.usual = None
        self.items(after)

    def _cards(self) -> None:
        """Each item on a card of its own; a table is too wide for one."""
        items = self.model["items"]
        small = [item for item in items if item["answer"] not in ("table", "count")]
        self.file.paragraph("Small", self.words["paper-cut"], with_next=True)
        table = self.file.table([CARD_WIDE, CARD_WIDE], "Cards to Cut Out")
        for first in range(0, len(small), 2):
            cells = self.file.row(table, height=CARD_HIGH)
            for cell, item in zip(cells, small[first : first + 2], strict=False):
                with self.file.inside(cell):
                    self.item({**item, "example": ""}, 1)
        self.items([item for item in items if item not in small])
        self._any_time()

    def items(self, items: Sequence[Data], level: int = 1) -> None:
        for item, before in zip(items, [None, *items], strict=False):
            near = before is not None and _is_bare(item) and _is_bare(before)
            self.above = NEAR if near else self.usual
            self.item(item, level)

    def item(self, item: Data, level: int) -> None:
        self.condition(item["condition"])
        if item["say"]:
            _Turn(self, item).write(level)
        elif item["do"]:
            self._step(item, level)
        elif item["ask"] and item["answer"]:
            self._question(item, level)
        else:
            if item["ask"]:
                self.heading(item, item["ask"], level)
            self.prose(item["tell"])
        self.onward(item["panel"], item["open"])

    # --- questions and steps

    def start_heading(self, level: int) -> Paragraph:
        made = self.file.paragraph(f"Heading {level}")
        if self.on_new_page:
            made.paragraph_format.page_break_before, self.on_new_page = True, False
        if self.above is not None:
            made.paragraph_format.space_before = self.above
        return made

    def heading(self, item: Data, text: str, level: int) -> Paragraph:
        """The number and the words of an item, after a box where it can be ticked."""
        made = self.start_heading(level)
        if item["do"] or item["answer"] == "tick":
            self.file.tick(made, text)
            self.file.run(made, " ")
        self.file.run(made, (f"{item['number']}. " if item["number"] else "") + text)
        return made

    def _question(self, item: Data, level: int) -> None:
        self.heading(item, item["ask"], level)
        self.prose(item["tell"], with_next=item["answer"] != "tick")
        self.answers.write(item)

    def _step(self, item: Data, level: int) -> None:
        self.heading(item, item["do"], level)
        file, words = self.file, self.words
        if item["due"]:
            due = f" {words['or']} ".join(item["due"])
            file.run(file.paragraph("Help"), f"{words['due']} {due}", "Strong")
        own = words["own-date" if item["due"] else "own-date-only"]
        line = file.paragraph("Line with Its Name", f"{own} ")
        file.day(line, f"{own}: {item['do']}")
        self.prose(item["tell"])
        if item["sends"]:
            file.paragraph("Small", item["sends"]["title"])
        self.asked_too(item)

    def asked_too(self, item: Data) -> None:
        """The question of an item that is more than a question, or what helps with it."""
        if item["ask"] and item["answer"]:
            self.file.run(self.file.paragraph(with_next=True), item["ask"], "Strong")
            self.answers.write(item)
        elif item["do"]:
            self.answers.help(item)

    # --- words

    def condition(self, text: str, style: str = "Condition") -> None:
        """Whom the next words are for."""
        if text:
            self.file.paragraph(style, text)
            self.above = CLOSE

    def onward(self, *links: Data | None, style: str = "Small") -> None:
        """The names of other pages: paper leads nowhere."""
        for link in filter(None, links):
            self.file.paragraph(style, self.words["paper-open"].format(title=link["title"]))

    def pieces(self, paragraph: Paragraph, pieces: Sequence[Data], width: int = 42) -> None:
        """Words of ours, each gap a control."""
        for piece in pieces:
            if piece["kind"] == "gap":
                self.file.gap(paragraph, piece["text"], width)
            else:
                self.file.run(paragraph, piece["text"])

    def prose(
        self, passages: Sequence[Data], style: str = "Normal", *, with_next: bool = False, level: int = 1
    ) -> None:
        """Paragraphs and lists, as `prose.Passage` has them."""
        for passage in passages:
            if passage["kind"] == "p":
                self._runs(self.file.paragraph(style, with_next=with_next), passage["runs"])
            elif passage["kind"] == "condition":
                paragraph = self.file.paragraph(style, with_next=True)
                self.file.run(paragraph, "".join(run["text"] for run in passage["runs"]), "Strong")
            else:
                self._list(passage, level, with_next=with_next)

    def _list(self, passage: Data, level: int, *, with_next: bool) -> None:
        name = "List Bullet" if passage["kind"] == "ul" else "List Number"
        style = name if level == 1 else f"{name} {level}"
        starts = []
        for entry in passage["entries"]:
            starts.append(self.file.paragraph(style, with_next=with_next))
            said, *more = entry if entry and entry[0]["kind"] == "p" else [{"runs": ()}, *entry]
            self._runs(starts[-1], said["runs"])
            self.prose(more, with_next=with_next, level=min(level + 1, 3))
        if passage["kind"] == "ol":
            self.file.restart(starts)

    def _runs(self, paragraph: Paragraph, runs: Sequence[Data]) -> None:
        for run in runs:
            text, url = run["text"], run["url"]
            if ":" in url:
                self.file.link(paragraph, text, url)
                if url.startswith("https:") and text != url:
                    self.file.run(paragraph, f" ({url})")
            else:
                styles = {"strong": "Strong", "em": "Emphasis"}
                self.file.run(paragraph, text, "Emphasis" if url else styles.get(run["style"], ""))

    # --- what may be heard

    def _any_time(self) -> None:
        if self.model["any_time"]:
            self.above = self.usual
            self.file.run(self.start_heading(1), self.words["any-time"])
            self.heard(self.model["any_time"])

    def heard(self, replies: Sequence[Data]) -> None:
        """Beside what may be heard stands what to say back."""
        if not replies:
            return
        table = self.file.table(self.shares(1, 1.8))
        for said in replies:
            left, right = self.file.row(table)
            with self.file.inside(left):
                paragraph = self.file.paragraph("Cell", self.words["when" if said["happens"] else "they-say"] + " ")
                self.file.run(paragraph, said["hear"], "Emphasis")
            with self.file.inside(right):
                self._reply(said)

    def _reply(self, said: Data) -> None:
        file, words = self.file, self.words
        if said["say"]:
            first, *others = said["say"]
            self.line_said(first, words["you-say"])
            self.rest_said(others)
        self.prose(said["tell"], "Cell")
        if said["stop"]:
            file.paragraph("Cell", words["stop-here"])
        elif said["go"]:
            file.paragraph("Cell", f"{words['then-go']} {said['go']['number']}")
        self.onward(said["open"], style="Cell")
        if said["question"]:
            self.asked_too(said["question"])

    def line_said(self, line: Data, before: str = "", style: str = "Cell") -> None:
        """One way to say something, after whom it is for."""
        self.condition(line["condition"], "Line Condition")
        paragraph = self.file.paragraph(style, f"{before} " if before else "")
        self.quoted(paragraph, line["pieces"])

    def rest_said(self, lines: Sequence[Data], style: str = "Cell") -> None:
        """The other ways to say it."""
        for line in lines:
            if not line["condition"]:
                self.file.paragraph("Cell", self.words["or-say"], with_next=True)
            self.line_said(line, style=style)

    def quoted(self, paragraph: Paragraph, pieces: Sequence[Data]) -> None:
        """Words to say aloud."""
        self.file.run(paragraph, "“")
        self.pieces(paragraph, pieces, 30)
        self.file.run(paragraph, "”")

    def shares(self, *parts: float) -> list[float]:
        """The width of a line, in parts."""
        return [self.file.wide * part / sum(parts) for part in parts]


class _Turn:
    """A turn of a talk: what is said, what they may say to it, and a question where it has one."""

    def __init__(self, sheet: _Sheet, item: Data) -> None:
        self.sheet, self.file, self.item = sheet, sheet.file, item

    def write(self, level: int) -> None:
        sheet, item = self.sheet, self.item
        first, *others = item["say"]
        sheet.condition(first["condition"])
        heading = sheet.start_heading(level)
        if item["number"]:
            self.file.run(heading, f"{item['number']}. ")
        if not sheet.model["card"]:
            self.file.aside(heading, sheet.words["you-say"] + " ")
        sheet.quoted(heading, first["pieces"])
        sheet.rest_said(others, "Normal")
        sheet.prose(item["tell"])
        sheet.heard(item["replies"])
        sheet.asked_too(item)


class _Letter:
    """A message as a person would copy it: what `note.typ` is for paper."""

    def __init__(self, sheet: _Sheet, letter: Data) -> None:
        self.sheet, self.file, self.words, self.letter = sheet, sheet.file, sheet.words, letter

    def write(self) -> None:
        letter, file, words = self.letter, self.file, self.words
        file.paragraph("Heading 1", letter["title"] or words["note-title"])
        file.paragraph("Help", words["paper-gaps"])
        if letter["subject"]:
            subject = file.paragraph("Letter", with_next=True)
            file.run(subject, f"{words['note-subject']} ", "Strong")
            self.sheet.pieces(subject, letter["subject"])
        self._parts(letter["paragraphs"])
        if letter["length"]:
            file.paragraph("Small", words["note-length"].format(length=letter["length"]))
        for variant in letter["variants"]:
            self._variant(variant)

    def _variant(self, variant: Data) -> None:
        """What stands in the message for somebody in particular, where it is not the same for all."""
        other = [paragraph for paragraph in variant["paragraphs"] if not paragraph["same"]]
        if other:
            self.file.paragraph("Heading 2", variant["title"])
            self._parts(other)

    def _parts(self, paragraphs: Sequence[Data]) -> None:
        """Parts that run on stand in one paragraph."""
        before: Paragraph | None = None
        for part in paragraphs:
            if before and part["runs_on"]:
                self.file.run(before, " ")
                self.sheet.pieces(before, part["lines"][0]["pieces"])
            else:
                before = self._part(part)

    def _part(self, part: Data) -> Paragraph:
        self.sheet.condition(part["condition"], "Letter Condition")
        if part["choose"] and len(part["lines"]) > 1:
            self.file.paragraph("Letter Condition", self.words["pick-one"])
            made = [self.file.paragraph("Letter Choice") for _ in part["lines"]]
        else:
            made = [self.file.paragraph("Letter")]
        for paragraph, line in zip(made, part["lines"], strict=False):
            self.sheet.pieces(paragraph, line["pieces"])
        return made[-1]


class _Answers:
    """Where an answer is written or picked: what `answer` in `items.typ` is for paper."""

    def __init__(self, sheet: _Sheet) -> None:
        self.sheet, self.file, self.words = sheet, sheet.file, sheet.words

    def write(self, item: Data) -> None:
        """What helps with an answer, its place, and what becomes of it."""
        self.help(item)
        self._place(item, followed=bool(item["joins"] or item["unkept"] or item["apart"]))
        if item["joins"]:
            said = "".join(f"[{piece['text']}]" if piece["kind"] == "gap" else piece["text"] for piece in item["joins"])
            self.file.paragraph("After", f"{self.words['joins']} {said}")
        if item["unkept"]:
            self.file.paragraph("After", self.words["paper-unkept"])
        if item["apart"]:
            self.file.paragraph("After", self.words["paper-apart"])

    def help(self, item: Data) -> None:
        file, words, columns = self.file, self.words, item["columns"]
        self.sheet.prose(item["hint"], "Help")
        for column in columns:
            if column["hint"]:
                file.paragraph("Help", f"{column['ask']}: {column['hint']}")
            if column["condition"]:
                file.paragraph("Help", f"{column['condition']} {column['ask']}")
        if item["at_most"] is not None:
            file.paragraph("Help", words["at-most"].format(n=item["at_most"]))
        examples = [item["example"]] if item["example"] else [each["example"] for each in columns if each["example"]]
        if examples:
            file.paragraph("Help", f"{words['example']} {', '.join(f'“{said}”' for said in examples)}")

    def _place(self, item: Data, *, followed: bool) -> None:
        answer = item["answer"]
        if answer in ("line", "lines"):
            self.file.lines(1 if answer == "line" else item["room"] or LINES, followed=followed)
        elif answer == "date":
            self.file.day(self.file.paragraph("Line with Its Name"), item["ask"])
        elif answer in ("one", "some"):
            self._options(item["options"])
        elif answer == "scale":
            self._scale(item)
        elif answer == "table":
            self._rows_apart(item) if len(item["columns"]) > 3 else self._table(item)
        elif answer == "count":
            self._tally(item["options"])

    # --- options

    def _options(self, options: Sequence[Data]) -> None:
        together = len(options) <= TOGETHER
        for number, choice in enumerate(options, 1):
            notes = choice["tell"] or choice["help"] or choice["open"]
            follows = bool(notes) or (together and number < len(options))
            paragraph = self._option(choice, "Option", follows=follows)
            if choice["id"] == "other":
                self.file.run(paragraph, " ")
                self.file.space(paragraph, choice["words"], 55)
            self.sheet.prose(choice["tell"], "Option Note")
            self.sheet.onward(choice["help"], choice["open"], style="Option Note")

    def _option(self, choice: Data, style: str, *, follows: bool = False) -> Paragraph:
        made = self.file.paragraph(style, with_next=follows)
        self.file.tick(made, choice["words"])
        self.file.run(made, f"\t{choice['words']}")
        return made

    def _scale(self, item: Data) -> None:
        made = self.file.paragraph("Line with Its Name")
        if item["low"]:
            self.file.run(made, f"{item['low']}    ")
        for point in range(1, 6):
            self.file.tick(made, f"{item['ask']} {point}")
            self.file.run(made, f" {point}    ")
        self.file.run(made, item["high"])

    # --- tables

    def _table(self, item: Data) -> None:
        columns, rows, words = item["columns"], item["rows"], self.words
        named = any(row["title"] for row in rows)
        first = 26 if named else 12
        room = self.file.wide - first
        parts = [_part(column) for column in columns]
        table = self.file.table([first, *(room * part / sum(parts) for part in parts)])
        heads = [words["paper-row" if named else "paper-number"], *(column["ask"] for column in columns)]
        for cell, text in zip(self.file.row(table, heads=True), heads, strict=True):
            with self.file.inside(cell):
                self.file.run(self.file.paragraph("Cell", with_next=True), text, "Strong")
        height = PITCH * max(_cell_lines(column, len(columns)) for column in columns)
        for number, row in enumerate(rows, 1):
            head, *cells = self.file.row(table, height=height)
            with self.file.inside(head):
                name = row["title"] or str(number)
                self.file.run(self.file.paragraph("Cell"), name, "Strong" if row["title"] else "")
            for cell, column in zip(cells, columns, strict=True):
                with self.file.inside(cell):
                    self._cell(column, f"{column['ask']}, {name}")

    def _cell(self, column: Data, name: str) -> None:
        if column["answer"] in CHOSEN:
            for choice in column["options"]:
                self._option(choice, "Cell Option")
        elif column["answer"] == "tick":
            self.file.tick(self.file.paragraph("Cell"), name)
        elif column["answer"] == "date":
            self.file.day(self.file.paragraph("Cell"), name, 16)
        else:
            self.file.paragraph("Cell")

    def _rows_apart(self, item: Data) -> None:
        """More columns than a sheet is wide: one block a row."""
        for number, row in enumerate(item["rows"], 1):
            name = row["title"] or str(number)
            self.file.run(self.file.paragraph("Row", with_next=True), name, "Strong")
            for column in item["columns"]:
                self._apart(column, f"{column['ask']}, {name}")

    def _apart(self, column: Data, name: str) -> None:
        answer, file = column["answer"], self.file
        made = file.paragraph("Part", with_next=answer in ("line", "lines"))
        if answer == "tick":
            file.tick(made, name)
            file.run(made, " ")
        file.run(made, column["ask"], "Strong")
        if answer in CHOSEN:
            for choice in column["options"]:
                file.run(made, "   ")
                file.tick(made, choice["words"])
                file.run(made, f" {choice['words']}")
        elif answer == "date":
            file.run(made, "   ")
            file.day(made, name)
        elif answer in ("line", "lines"):
            file.lines(2 if answer == "lines" else 1)

    def _tally(self, options: Sequence[Data]) -> None:
        table = self.file.table(self.sheet.shares(1, 1))
        for choice in options:
            left, _ = self.file.row(table, height=PITCH)
            with self.file.inside(left):
                self.file.paragraph("Cell", choice["words"])


def _is_bare(item: Data) -> bool:
    """Whether an item is a tick and nothing else."""
    return item["answer"] == "tick" and not (item["helped"] or item["condition"] or item["do"] or item["tell"])


def _part(column: Data) -> float:
    """How much of the width a column gets."""
    return {"tick": 0.4, "date": 0.7, "one": 0.8, "some": 0.8, "scale": 0.8}.get(column["answer"], 1.4)


def _cell_lines(column: Data, columns: int) -> float:
    """What has less width gets more height."""
    if column["answer"] == "lines" or columns > 2:
        return 2
    return 1.5 if columns > 1 else 1
