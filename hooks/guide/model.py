"""What may stand in each file of `checklists/`, and what it means.

The shapes below are the format (docs/format.md). pydantic checks them, all at once,
and gives the JSON Schema; the wording of problems and their places are ours.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    RootModel,
    StringConstraints,
    Tag,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

ID_PATTERN = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
ID_LENGTH = 40
"""Letters of an id at most; it stands in addresses, storage keys and on paper."""

RESERVED = frozenset(
    [
        "sent",
        "note",
        "local",
        "help",
        "other",
        "own",
        "answered",
        "empty",
        "ticked",
        "stop",
        "pick",
        "constructor",
        "prototype",
        "true",
        "false",
        "null",
    ]
)
"""Ids with a meaning of their own: in the format, in every browser, or to editors."""

TITLE, LABEL, HINT, PROSE = 80, 160, 300, 2000
"""Characters at most, by what the text is for; paper has to hold them."""

_id = re.compile(ID_PATTERN)
_address = re.compile(rf"{ID_PATTERN}(\.{ID_PATTERN}){{0,2}}")
_blank = re.compile(r"\{([^{}]*)\}")
_optional = re.compile(r"\[[^\[\]{}]*(?:\{[^{}]*\}[^\[\]{}]*)+\]")
_due = re.compile(
    r"(?P<count>[1-9][0-9]{0,2}) (?P<working>working )?(?P<unit>day|week|month)s? (?P<side>after|before) (?P<address>\S+)"
    r"|the day of (?P<same>\S+)"
)
_iso_day = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_web = re.compile(r"https://[A-Za-z0-9.-]+\.[A-Za-z]{2,}(:[0-9]+)?(/[A-Za-z0-9._~/?&=%#;,:@!$+()*'-]*)?")
_length = re.compile(r"([1-9][0-9]{0,3})-([1-9][0-9]{0,3})")


class Address(NamedTuple):
    """Where an answer is: `sheet` is "" for one in the same file."""

    sheet: str
    item: str
    column: str = ""

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read `item`, `sheet.item` or `sheet.item.column`."""
        parts = text.split(".")
        return cls("", parts[0]) if len(parts) == 1 else cls(*parts)

    def within(self, sheet: str) -> Address:
        """The same address, said from anywhere: a bare id belongs to `sheet`."""
        return self if self.sheet else self._replace(sheet=sheet)

    def __str__(self) -> str:
        return ".".join(filter(None, self))


class Blank(NamedTuple):
    """A place in a text where something else is put in."""

    start: int
    end: int
    name: str

    @property
    def local(self) -> str:
        """The id of a local word, or "" where the blank is an answer's address."""
        return self.name.removeprefix("local.") if self.name.startswith("local.") else ""

    @property
    def address(self) -> Address:
        return Address.parse(self.name)


def blanks(text: str) -> list[Blank]:
    """Every blank of a text that was read without a problem, in order."""
    if "{" not in text:
        return []
    return [Blank(found.start(), found.end(), found[1]) for found in _blank.finditer(text)]


class Due(NamedTuple):
    """A due phrase: `amount` units `after` (or before) the day at `address`; 0 days is that day."""

    amount: int
    unit: Literal["day", "working day", "week", "month"]
    after: bool
    address: Address

    @classmethod
    def parse(cls, phrase: str) -> Due:
        found = _due.fullmatch(phrase)
        if found is None:
            raise ValueError(phrase)
        if found["same"]:
            return cls(0, "day", after=True, address=Address.parse(found["same"]))
        unit: Any = "working day" if found["working"] else found["unit"]
        return cls(int(found["count"]), unit, found["side"] == "after", Address.parse(found["address"]))


def optional_pieces(text: str) -> list[tuple[int, int]]:
    """Where a text has `[…]` around a blank: (start, end) of each, brackets included.

    Such a piece is left out when a blank in it is empty. Brackets without a blank are text.
    """
    return [found.span() for found in _optional.finditer(text)] if "[" in text else []


def problem(rule: str, message: str, expected: str = "", **details: object) -> PydanticCustomError:
    """What a check of one value raises; `complaint` turns it into a Problem with a place."""
    return PydanticCustomError(rule, "{message}", {"message": message, "expected": expected, **details})


# --- single values ------------------------------------------------------------------------------


NOTHING = frozenset(["~", "null", "Null", "NULL"])
"""What stands for nothing in files of other projects; here it would be read as a word."""


def _filled(value: str) -> str:
    """The text without the spaces around it; never an empty one."""
    text = value.strip()
    if not text:
        raise problem("empty", "{field} is empty", "some words, or no {field} at all")
    if text in NOTHING:
        raise problem(
            "empty", f"'{text}' stands for nothing, so {{field}} is empty", "some words, or no {field} at all"
        )
    return text


def _short_enough(value: str, most: int) -> None:
    if len(value) > most:
        raise problem(
            "too-long",
            f"{{field}} has {len(value):,} characters, and there is room for {most:,}",
            f"{len(value) - most:,} fewer",
        )


def _check_blanks(text: str, *, answers: bool) -> None:
    rest = _blank.sub(lambda found: " " * len(found[0]), text)
    alone = re.search(r"[{}]", rest)
    if alone:
        raise problem(
            "stray-brace",
            "a curly bracket stands alone here, or inside another",
            "a blank such as '{me.name}' with one bracket on each side, or none at all",
            at=alone.span(),
        )
    for blank in blanks(text):
        _check_blank(blank, answers=answers)


def _check_blank(blank: Blank, *, answers: bool) -> None:
    shown, at = f"'{{{blank.name}}}'", (blank.start, blank.end)
    if blank.local or blank.name == "local.":
        if not _id.fullmatch(blank.local):
            raise problem("not-an-address", f"{shown} names no local word", "a blank such as '{local.cv}'", at=at)
    elif not _address.fullmatch(blank.name):
        near = blank.name.strip()
        near = f"{{{near}}}" if _address.fullmatch(near) else ""
        raise problem("not-an-address", f"{shown} does not name an answer", AN_ANSWER, at=at, near=near)
    elif not answers:
        raise problem(
            "blank-here",
            f"{{field}} cannot hold an answer such as {shown}",
            "words without it; 'text', 'say' and 'tell' can hold answers",
            at=at,
        )


AN_ANSWER = "a checklist's file name, a dot and an item's id, such as 'me.name'"
AN_ID = f"small letters, digits and single hyphens, starting with a letter, such as 'first-day'; at most {ID_LENGTH}"


def _id_value(value: object) -> object:
    if not isinstance(value, str):
        return value
    if value in RESERVED or (value.startswith("__") and value.endswith("__")):
        raise problem("reserved-id", f"'{value}' is a word that the guide or the browser uses itself", "another word")
    if len(value) > ID_LENGTH:
        raise problem("long-id", f"this id has {len(value)} characters", f"at most {ID_LENGTH}")
    if not _id.fullmatch(value):
        near = "" if re.search("[,/:;]", value) else near_id(value)  # several words, or an address
        raise problem("bad-id", f"'{value}' cannot be an id", AN_ID, near=near)
    return value


def near_id(value: str) -> str:
    """An id like this text, or ""."""
    near = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")
    return near if _id.fullmatch(near) and len(near) <= ID_LENGTH and near not in RESERVED else ""


def _option_id(value: object) -> object:
    return value if value == "other" else _id_value(value)


def _address_value(value: object) -> object:
    if isinstance(value, str) and not _address.fullmatch(value):
        near = value.strip("{} ")
        near = near if _address.fullmatch(near) else ""
        raise problem("not-an-address", f"'{value}' does not name an answer", AN_ANSWER, near=near)
    return value


def _whole(low: int, high: int) -> Callable[[object], object]:
    def within(text: str) -> bool:
        return re.fullmatch(r"[0-9]{1,6}", text) is not None and low <= int(text) <= high

    def read(value: object) -> object:
        if not isinstance(value, str):
            return value
        if within(value):
            return int(value)
        if re.fullmatch(r"[0-9]{1,6}", value):
            size = "small" if int(value) < low else "large"
            raise problem(
                "number-out-of-range", f"{value} is too {size} for {{field}}", f"a number from {low} to {high}"
            )
        near = re.sub(r"[_ ,]|\s*min(ute)?s?$", "", value.strip().lower())
        near = str(NUMBERS.index(near)) if near in NUMBERS else near
        raise problem(
            "not-a-number",
            f"'{value}' is not a whole number in digits",
            f"digits only, from {low} to {high}",
            near=near if within(near) else "",
        )

    return read


YES = {"yes": "true", "on": "true", "y": "true", "1": "true", "no": "false", "off": "false", "n": "false", "0": "false"}


def _yes(value: object) -> object:
    if not isinstance(value, str):
        return value
    if value not in ("true", "false"):
        near = YES.get(value.lower(), value.lower())
        raise problem(
            "not-true-or-false",
            f"'{value}' is no answer to {{field}}",
            "'true' or 'false'",
            near=near if near in ("true", "false") else "",
        )
    return value == "true"


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value if _iso_day.fullmatch(value) else "")
    except ValueError:
        message, near = _near_day(value)
        raise problem("not-a-day", message, "year-month-day, such as '2026-03-09'", near=near) from None


def _near_day(value: str) -> tuple[str, str]:
    """What is wrong with a day, and the day that was meant where only noughts are missing."""
    found = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", value)
    year, month, day = map(int, found.groups()) if found else (0, 0, 0)
    if year and 1 <= month <= 12:
        last = calendar.monthrange(year, month)[1]
        if day > last:
            return f"'{value}' is no day; {calendar.month_name[month]} {year} has {last} days", ""
        if day:
            return f"'{value}' needs two digits for the month and for the day", f"{year:04}-{month:02}-{day:02}"
    return f"'{value}' is not a day that everybody reads alike", ""


NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _due_phrase(value: object) -> object:
    if isinstance(value, str) and not _is_due(value):
        near = re.sub(r"^(in|on) ", "", value.lower().strip(" ."))
        near = re.sub(rf"^({'|'.join(NUMBERS)}|an?)\b", lambda found: _digits(found[0]), near)
        raise problem(
            "not-a-due-phrase",
            f"'{value}' does not say when",
            "such as '3 working days after start' or 'the day of start'",
            near=near if _is_due(near) else "",
        )
    return value


def _digits(word: str) -> str:
    return str(NUMBERS.index(word)) if word in NUMBERS else "1"


def _is_due(phrase: str) -> bool:
    try:
        return bool(_address.fullmatch(str(Due.parse(phrase).address)))
    except (ValueError, TypeError):
        return False


def _word_range(value: object) -> object:
    if isinstance(value, str):
        found = _length.fullmatch(value)
        if not found or int(found[1]) > int(found[2]):
            raise problem(
                "not-a-range", f"'{value}' does not say how many words", "the fewest and the most, such as '60-150'"
            )
    return value


def _web_address(value: object) -> object:
    if isinstance(value, str) and not _web.fullmatch(value):
        near = "https" + value[4:] if value.startswith("http://") else ""
        raise problem(
            "not-a-web-address",
            f"'{value}' is not a web address that this guide links to",
            "an address that starts with 'https://'",
            near=near if _web.fullmatch(near) else "",
        )
    return value


def _name(value: object) -> object:
    return _filled(value) if isinstance(value, str) else value


class _AsTyped:
    """A value read from what was typed; its schema is that of what it becomes."""

    def __init__(self, read: Callable[[object], object], **schema: Any) -> None:
        self.read, self.schema = read, schema

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.read, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return self.schema


class _Words(_AsTyped):
    """A text of at most `most` characters; `answers` says whether it may have blanks for them.

    To an editor a text may look like a number or a truth: YAML 1.2 reads `2026` so.
    """

    def __init__(self, most: int, *, answers: bool = False) -> None:
        def read(value: object) -> object:
            if not isinstance(value, str):
                return value
            text = _filled(value)
            _short_enough(value, most)
            if "{" in text or "}" in text:
                _check_blanks(value, answers=answers)
            return text

        super().__init__(read, type=["string", "number", "boolean"], maxLength=most)
        self.most = most


def _some(value: object) -> object:
    if value in ([], {}):
        raise problem("empty", "{field} has nothing in it", "at least one entry, or no {field} at all")
    return value


class _OneOrMany:
    """One value where a list is meant stands for a list of one; there is at least one."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.listed, handler(source))

    @staticmethod
    def listed(value: object) -> object:
        return _some(value) if isinstance(value, list) else [value]

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        many = handler(schema)
        return {"anyOf": [many["items"], many]}


class _Count(_AsTyped):
    """A whole number within bounds."""

    def __init__(self, low: int, high: int) -> None:
        digits = {"type": "string", "pattern": "^[0-9]{1,6}$"}
        super().__init__(_whole(low, high), anyOf=[{"type": "integer", "minimum": low, "maximum": high}, digits])


_ID_SCHEMA = {"type": "string", "pattern": f"^{ID_PATTERN}$", "maxLength": ID_LENGTH}

Title = Annotated[str, _Words(TITLE)]
Label = Annotated[str, _Words(LABEL)]
Hint = Annotated[str, _Words(HINT)]
Prose = Annotated[str, _Words(PROSE)]
Template = Annotated[str, _Words(PROSE, answers=True)]
Id = Annotated[str, _AsTyped(_id_value, **_ID_SCHEMA)]
OptionId = Annotated[str, _AsTyped(_option_id, **_ID_SCHEMA)]
Where = Annotated[str, _AsTyped(_address_value, type="string", pattern=rf"^{ID_PATTERN}(\.{ID_PATTERN}){{0,2}}$")]
Flag = Annotated[bool, _AsTyped(_yes, enum=[True, False, "true", "false"])]
Day = Annotated[date, _AsTyped(_day, type="string", format="date")]
Web = Annotated[str, _AsTyped(_web_address, type="string", format="uri", pattern="^https://")]
DuePhrase = Annotated[str, _AsTyped(_due_phrase, type="string")]
WordRange = Annotated[str, _AsTyped(_word_range, type="string", pattern="^[0-9]+-[0-9]+$")]
Name = Annotated[str, _AsTyped(_name, type="string")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,4})?$")]
Drawn = Annotated[int, _Count(1, 40)]
"""Rows or options on one sheet."""

Ids = Annotated[list[Id], _OneOrMany()]
Wheres = Annotated[list[Where], _OneOrMany()]


# --- groups of fields -----------------------------------------------------------------------------


class Shape(BaseModel):
    """A group of named fields; names are written with hyphens in YAML."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        populate_by_name=False,
        alias_generator=lambda name: name.rstrip("_").replace("_", "-"),
        defer_build=False,
    )


def field(description: str, *, default: Any = None) -> Any:
    """A field that may be left out, with the sentence that editors show beside it."""
    if isinstance(default, (list, dict)):  # pydantic copies a list or group with care, but makes a new one fast
        return Field(default_factory=type(default), description=description)
    return Field(default, description=description)


def needed(description: str) -> Any:
    """A field that must be there."""
    return Field(description=description)


Some = BeforeValidator(_some)
"""A list or group that does not stand empty."""
Condition = Annotated[
    list[Annotated[dict[Where, Annotated[list[Label], _OneOrMany()]], Some]],
    _OneOrMany(),
]
"""Groups of which one must hold; in a group all must hold; of its values any."""


class Branch(Shape):
    """One entry of the choosing rule that has an `if`."""

    if_: Condition = needed("When this entry decides.")
    then: Annotated[list[Template], _OneOrMany()] = needed(
        "The lines to choose from; the first with all blanks filled is used."
    )


class DueBranch(Shape):
    """When something is due, under a condition."""

    if_: Condition = needed("When this entry decides.")
    then: Annotated[list[DuePhrase], _OneOrMany()] = needed("When it is due; the first whose day is known counts.")


class LengthBranch(Shape):
    """How many words, under a condition."""

    if_: Condition = needed("When this entry decides.")
    then: WordRange = needed("The fewest and the most words.")


AS_TEXT, AS_FIELDS = "\0text", "\0fields"
"""Marks in pydantic's paths for which of two forms a value has; no author can write them."""


def _tag(value: object) -> str:
    return AS_FIELDS if isinstance(value, (dict, Shape)) else AS_TEXT


Lines = Annotated[
    list[Annotated[Annotated[Template, Tag(AS_TEXT)] | Annotated[Branch, Tag(AS_FIELDS)], Discriminator(_tag)]],
    _OneOrMany(),
]
Dues = Annotated[
    list[Annotated[Annotated[DuePhrase, Tag(AS_TEXT)] | Annotated[DueBranch, Tag(AS_FIELDS)], Discriminator(_tag)]],
    _OneOrMany(),
]
Lengths = Annotated[
    list[Annotated[Annotated[WordRange, Tag(AS_TEXT)] | Annotated[LengthBranch, Tag(AS_FIELDS)], Discriminator(_tag)]],
    _OneOrMany(),
]


class Option(Shape):
    """One thing to choose, and what choosing it leads to."""

    words: Label = needed("What the reader sees.")
    fits: Condition | None = field("When this option is suggested. The reader decides.")
    tell: Prose | None = field("Why it fits, or what it means.")
    open: Id | None = field("The checklist this leads to.")
    show: Name | None = field("The panel this shows, such as `help.someone-now`.")


def _option(value: object) -> object:
    return {"words": value} if isinstance(value, str) else value


class _WordsOrOption:
    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_option, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [{"type": ["string", "number", "boolean"]}, handler(schema)]}


OptionTable = Annotated[dict[OptionId, Annotated[Option, _WordsOrOption()]], Some]


Options = Annotated[Annotated[Id, Tag(AS_TEXT)] | Annotated[OptionTable, Tag(AS_FIELDS)], Discriminator(_tag)]
Rows = Annotated[Annotated[Drawn, Tag(AS_TEXT)] | Annotated[dict[Id, Label], Some, Tag(AS_FIELDS)], Discriminator(_tag)]


class Ends(Shape):
    """The two ends of a scale, in words."""

    low: Label = needed("What 1 means.")
    high: Label = needed("What 5 means.")


CellAnswer = Literal["line", "lines", "one", "some", "scale", "date", "tick"]
AnswerType = Literal["line", "lines", "one", "some", "scale", "date", "tick", "table"]


class Question(Shape):
    """What an item and a column of a table have in common."""

    hint: Hint | None = field("A line of help under the question.")
    example: Hint | None = field("An example answer.")
    gap: Label | None = field("What stands in a message where this answer is missing, such as `the job`.")
    options: Options | None = field("`id: words` for each, or the name of a list in guide.yml.")
    at_most: Drawn | None = field("The most options or rows there can be.")
    room: Annotated[int, _Count(1, 20)] | None = field("Ruled lines on paper.")
    name: Flag = field("The answer is somebody's name; copies can hide it.", default=False)
    ends: Ends | None = field("What 1 and 5 mean.")
    start_from: Wheres | None = field("Answers the reader is offered a copy of.")
    if_: Condition | None = field("When this counts; in a column, bare ids are columns of the same row first.")
    depth: Literal["short", "middle"] | None = field(
        "`short`: in two minutes. `middle`: in fifteen. Left out: only in the whole."
    )
    was: Ids = field("Ids this had before.", default=[])


class Column(Question):
    """A question that a table asks in each row."""

    id: Id = needed("Never changes once published.")
    ask: Label = needed("The question.")
    answer: CellAnswer = needed("The kind of answer.")


class Reply(Shape):
    """What the reader may hear, and what to say then."""

    id: Id = needed("Never changes once published.")
    hear: Label = needed("What they may say.")
    say: Lines | None = field("What to say then.")
    tell: Prose | None = field("Our words to the reader.")
    go: Name | None = field("The id of the turn that follows, or `stop`.")
    open: Id | None = field("A checklist this leads to.")
    depth: Literal["short", "middle"] | None = field("As for items.")
    was: Ids = field("Ids this had before.", default=[])


Columns = Annotated[
    list[Annotated[Annotated[Where, Tag(AS_TEXT)] | Annotated[Column, Tag(AS_FIELDS)], Discriminator(_tag)]], Some
]


class Item(Question):
    """One question, part of a message, step or turn. It may be several at once."""

    id: Id | None = field("Never changes once published.")
    keep: Literal["never"] | None = field("`never`: not stored, used elsewhere, exported or printed filled.")
    private: Flag = field("Left out of copies for an adviser.", default=False)

    use: Where | None = field("The same answer as elsewhere.")
    each: Id | None = field("A row for each: the id of `folder` in guide.yml.")
    count: Where | None = field("How often each option was chosen, over all of them.")

    ask: Label | None = field("The question.")
    answer: AnswerType | None = field("The kind of answer.")
    columns: Columns | None = field("The columns of a table.")
    rows: Rows | None = field("Rows drawn: a number, or `id: words` for each.")
    sentence: Template | None = field("How a row reads; its blanks are the columns.")

    tell: Lines | None = field("Our words to the reader.")
    show: Name | None = field("A panel of guide.yml, such as `help.someone-now`.")
    open: Id | None = field("A checklist this leads to.")

    text: Lines | None = field("A part of a message. With an empty blank it is left out.")
    must: Flag = field("The part stays, with a gap one can see.", default=False)
    choose: Literal["one"] | None = field("The lines are candidates; the reader may pick.")
    starts: Label | None = field("Words an answer may already start with, so that they are not said twice.")
    joins: Flag = field("It stands in the paragraph of the part before it.", default=False)
    in_: Ids | None = field("The messages this part belongs to. Left out: all.")

    do: Label | None = field("A step to take.")
    sends: Name | None = field("The message this step sends: `note`, or a name under `messages`.")
    due: Dues | None = field("When it is due, such as `3 working days after start`.")

    say: Lines | None = field("What the reader says.")
    hear: Label | None = field("What they may hear at any time.")
    replies: list[Reply] = field("What they may hear to this, and what to say then.", default=[])
    go: Name | None = field("The id of the turn that follows, or `stop`.")
    any_time: Flag = field("May come whenever.", default=False)

    @property
    def home(self) -> str:
        """The item's id, or for `use` that of the answer it shows."""
        return self.id or (Address.parse(self.use).item if self.use else "")


class OfMessage(Shape):
    """What holds for a message as a whole: at the top of its checklist, or under its name in `messages`."""

    subject: Lines | None = field("What its subject says when it goes by mail.")
    length: Lengths | None = field("Its words, such as `60-150`.")
    avoid: Ids = field("Lists of phrases in guide.yml that we advise against in it.", default=[])
    needs: Ids = field("Lists of phrases in guide.yml of which one should stand in it.", default=[])
    wait: Condition | None = field("When we suggest to read it again tomorrow before it goes.")
    send: Literal["once"] | None = field("It should go only once.")


class Message(OfMessage):
    """One of several messages of a checklist."""

    title: Title | None = field("Its name.")


class Group(Shape):
    """For the facilitator's sheet only."""

    minutes: Annotated[int, _Count(1, 240)] = needed("How long it takes with a group.")
    say: Prose | None = field("What to say at the start.")
    ask: Annotated[list[Prose], _OneOrMany()] = field("What to ask the group.", default=[])
    care: Prose | None = field("What to look out for.")


class Checklist(OfMessage):
    """One file of a stage, or a facts sheet."""

    kind: Literal["reflection", "note", "script", "plan", "facts"] = needed("What the checklist makes.")
    title: Title = needed("Up to 80 characters.")
    summary: Hint | None = field("What it is for, in a sentence or two.")
    when: Label | None = field("When to do it, in words.")
    minutes: Annotated[int, _Count(1, 120)] | None = field("How long it takes.")
    moments: Ids = field("How long ago it was; ids in guide.yml.", default=[])
    situations: Ids = field("What happened; ids in guide.yml, or `any`.", default=[])
    for_: Literal["each", "me"] = field(
        "Whose answers these are: `each` (of what the reader has several of) or `me`. Fixed for ever.", default="each"
    )
    paper: Literal["sheet", "card"] = field("`card`: for a pocket.", default="sheet")
    messages: dict[Id, Message] = field("Where a checklist holds more than one message.", default={})
    items: list[Item] = needed("The questions, sentences, ticks and dates, in order.")
    next: Ids = field("Checklists this one leads to.", default=[])
    sources: Ids = field("Ids in sources.yml.", default=[])
    awaits: Ids = field("Experts of guide.yml who have not read it yet; the page says so.", default=[])
    reviewed: Day | None = field("The day somebody last read it all.")
    with_a_group: Group | None = field("For the facilitator's sheet only.")
    was: Ids = field("File names this checklist had before.", default=[])

    def own_messages(self) -> dict[str, Message]:
        """The messages by id; a single one is `note`. Empty where no item has `text`."""
        if not any(item.text for item in self.items):
            return {}
        own = {name: getattr(self, name) for name in OfMessage.model_fields}
        return self.messages or {"note": Message.model_construct(title=None, **own)}


class Stage(Shape):
    """A step of the way: a folder of `checklists/`."""

    title: Title = needed("The stage's name.")
    summary: Hint = needed("What it is for, in a line.")
    about: Prose | None = field("A few sentences for its page.")
    order: list[Id] = field("Its checklists in this order; others follow by title.", default=[])


class Folder(Shape):
    """What the reader has several of: one folder of answers for each."""

    id: Id = needed("Its facts sheet's file name.")
    one: Label = needed("The word for one.")
    many: Label = needed("The word for several.")


class Depths(Shape):
    """The words for the three depths."""

    short: Label = needed("Two minutes.")
    middle: Label = needed("Fifteen minutes.")
    full: Label = needed("All of it.")


class Panel(Shape):
    """Help, by place."""

    title: Title = needed("Its heading.")
    checked: Day = needed("The day somebody last checked every line.")
    places: Annotated[dict[Id, Prose], Some] = needed("A text for each place.")
    sources: Ids = field("Ids in sources.yml.", default=[])
    awaits: Ids = field("Experts of guide.yml who have not read it yet; the page says so.", default=[])


class Knowledge(Shape):
    """What the page about sources says around the list."""

    about: Prose = needed("How the list is to be read.")
    grades: dict[Literal["A", "B", "C", "D", "O"], Label] = needed("What each grade means, the surest first.")
    unknown: Annotated[list[Prose], Some] = needed("What nobody has found out yet, as far as we know.")


class Way(Shape):
    """Which checklists, for which moment and situation."""

    if_: Annotated[dict[Literal["moment", "situation"], Annotated[list[Id], _OneOrMany()]], Some] = needed(
        "For which moments and situations."
    )
    then: Annotated[list[Id], Some] = needed("The checklists, in order.")


class Phrases(Shape):
    """Phrases that a message is looked through for, and what the reader is told of them."""

    phrases: Annotated[list[Label], Some] = needed("Words or phrases; capitals do not matter.")
    tell: Hint | None = field("What is said to the reader, kindly, with a way to mend it.")
    at_most: Annotated[int, _Count(1, 9)] | None = field("Under `avoid`: so many of them are fine.")


class Guide(Shape):
    """What the whole guide shares."""

    id: Id = needed("Names the answers in the browser. Fixed for ever.")
    title: Title = needed("The guide's name.")
    summary: Hint = needed("What it is, in a sentence or two.")
    welcome: Label | None = field("The first sentence of the home page.")
    lead: Prose | None = field("What follows it.")
    language: Language = needed("Such as `en`.")
    folder: Folder = needed("What the reader has several of.")
    place: Where | None = field("The address of the answer that says where the reader is.")
    stages: Annotated[dict[Id, Stage], Some] = needed("The steps of the way, in order.")
    depths: Depths = needed("What the three depths are called.")
    moments: dict[Id, Label] = field("How long ago it was.", default={})
    situations: dict[Id, Label] = field("What happened.", default={})
    ways: list[Way] = field("Which checklists, for which moment and situation.", default=[])
    lists: dict[Id, OptionTable] = field("Options used by name.", default={})
    local: dict[Id, Annotated[dict[Id, Label], Some]] = field("Words that differ by place.", default={})
    avoid: dict[Id, Phrases] = field("Lists of phrases for `avoid`.", default={})
    needs: dict[Id, Phrases] = field("Lists of phrases for `needs`.", default={})
    help: dict[Id, Panel] = field("Help panels.", default={})
    experts: dict[Id, Label] = field("People who should read some pages, for `awaits`.", default={})
    knowledge: Knowledge | None = field("The words of the page about sources.")

    def way(self, moment: str, situation: str) -> list[str]:
        """The checklists for this moment and situation: the first entry that fits decides."""
        chosen = {"moment": moment, "situation": situation}
        for way in self.ways:
            if all(chosen[name] in values or "any" in values for name, values in way.if_.items()):
                return way.then
        return []


class Evidence(Shape):
    """One source: what it supports, and how far."""

    title: Label = needed("Author, year and title, short.")
    address: Web = needed("Where to read it.")
    claim: Prose = needed("What it supports, and no more.")
    grade: Literal["A", "B", "C", "D", "O"] = needed(
        "A: many studies or a trial. B: one study. C: a survey. D: advice. O: official."
    )
    checked: Day = needed("The day somebody last opened it.")


class Sources(RootModel[dict[Id, Evidence]]):
    """sources.yml: what we know, and where from."""

    model_config = ConfigDict(frozen=True)


class Advice(Shape):
    """Words to think about, and others in their place."""

    words: Annotated[list[Label], _OneOrMany()] = needed("Words or phrases, each as it is typed.")
    why: Label = needed("What is wrong with them; it follows the words and a colon.")
    better: Label = needed("What to write in their place.")
    except_: Ids = field("Checklists in which they are fine.", default=[])


class Tone(Shape):
    """tone.yml: words that `guide check` asks authors to think about."""

    reading_age: dict[Id, Annotated[int, _Count(5, 25)]] = field(
        "The highest reading age of a checklist, by its id; `any`: of all others. Left out: 11.", default={}
    )
    questions: dict[Id, Annotated[int, _Count(1, 99)]] = field(
        "The most questions on a sheet, by its id; `any`: on all others. Left out: 12.", default={}
    )
    capitals: list[Label] = field("Names that are written in capitals.", default=[])
    avoid: list[Advice] = field("Words to think about.", default=[])


class Overlay(Shape):
    """A checklist's words in another language, by id."""

    language: Language = needed("Such as `es`.")
    of: Id = needed("The checklist it translates.")
    title: dict[str, Template] | None = field("The title in both languages.")
    summary: dict[str, Template] | None = field("The summary in both languages.")
    when: dict[str, Template] | None = field("When, in both languages.")
    texts: dict[str, Annotated[list[dict[str, Template]], _OneOrMany()]] = field(
        "Texts by address, in both languages.", default={}
    )


def conditions(
    value: Sequence[Mapping[str, Sequence[str]]] | None,
) -> Iterator[tuple[tuple[str | int, ...], str, Sequence[str]]]:
    """Each (path, address, values) of a condition."""
    for number, group in enumerate(value or []):
        for address, values in group.items():
            yield (number, address), address, values
