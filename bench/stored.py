"""What a browser has stored of somebody with many interviews, in the shape that docs/format.md promises."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from typing import Any

Data = dict[str, Any]
BEGAN = 1_772_738_400_000
"""When the first interview was begun, in milliseconds since 1970."""
DAY = 86_400_000
SAID = (
    "the weekend at the depot, when two people called in ill and I moved the shifts",
    "I went blank, and said so; she gave me a minute",
    "how new staff work in pairs for their first month",
    "I trained four new starters, and three of them are still there",
)


class PageData(HTMLParser):
    """The data that a checklist's page carries for its scripts."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.text, self.inside = "", False
        self.feed(page.read_text("utf-8"))
        self.sheet: Data = json.loads(self.text)["sheet"]
        self.guide: str = json.loads(self.text)["guide"]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag == "script" and ("id", "guide-data") in attrs

    def handle_data(self, data: str) -> None:
        self.text += data if self.inside else ""


def stored(site: Path, sheets: list[str], interviews: int) -> dict[str, str]:
    """All keys and texts, as if every question of these checklists had been answered at each interview."""
    chance = Random(interviews)  # noqa: S311
    pages = [PageData(site / name / "index.html") for name in sheets]
    names = [name(chance) for _ in range(interviews)]
    key = f"{pages[0].guide}/1"
    texts: dict[str, Any] = {"folders": {one: listed(at) for at, one in enumerate(names)}}
    for at, one in enumerate(names):
        for page in pages:
            whose = "me" if page.sheet["for"] == "me" else one
            texts[f"{whose}/{page.sheet['id']}"] = record(page.sheet, at, chance)
    written = {f"{key}/{name}": json.dumps(text, ensure_ascii=False) for name, text in texts.items()}
    return {**written, f"{key}/here": names[-1], f"{key}/device": "own"}


def name(chance: Random) -> str:
    return "".join(chance.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=8))


def listed(number: int) -> Data:
    return {"at": BEGAN + number * DAY, "made": BEGAN + number * DAY, "name": "" if number % 3 else f"Number {number}"}


def record(sheet: Data, number: int, chance: Random) -> Data:
    at = BEGAN + number * DAY
    own = [item for item in sheet["items"] if "id" in item and (item.get("answer") or "columns" in item)]
    asked = [item for item in own if not {"each", "count"} & item.keys() and item.get("keep") != "never"]
    return {item["id"]: {"at": at, "asked": item.get("ask", ""), **answer(item, at, chance)} for item in asked}


def answer(question: Data, at: int, chance: Random) -> Data:
    """A value of each kind."""
    kind, options = question.get("answer"), question.get("options", {})
    if kind == "table":
        return table(question, at, chance)
    if kind in {"one", "some"}:
        chosen = chance.choice([option for option in options if option != "other"])
        return {"value": [chosen] if kind == "some" else chosen, "words": {chosen: options[chosen]["words"]}}
    values: dict[str | None, object] = {"tick": True, "scale": chance.randint(1, 5), "date": "2026-03-05"}
    return {"value": values.get(kind, chance.choice(SAID))}


def table(question: Data, at: int, chance: Random) -> Data:
    named = question.get("rows")
    rows = list(named) if isinstance(named, dict) else [name(chance) for _ in range(3)]
    columns = question["columns"]
    cells = {
        row: {column["id"]: {"at": at, **without_words(answer(column, at, chance))} for column in columns}
        for row in rows
    }
    asked = {column["id"]: {"asked": column.get("ask", ""), "at": at} for column in columns}
    return {"order": {"value": rows, "at": at}, "rows": cells, "columns": asked}


def without_words(cell: Data) -> Data:
    return {part: value for part, value in cell.items() if part != "words"}
