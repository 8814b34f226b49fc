"""The ids a guide has published: promises to everybody who has answers kept under them."""

from __future__ import annotations

from collections.abc import Iterator

from guide.library import Library, Sheet
from guide.links import Directory
from guide.model import Column, Item, Question
from guide.places import Place, Problem


def addresses_of(library: Library) -> list[str]:
    """Every promise as a line: an address and what is fixed with it.

    `debrief each-interview`, `debrief.moments table`, `debrief.moments.cause one`,
    `debrief.keep=option`, and `never` for what is never kept.
    """
    directory = Directory(library)
    lines = [f"{library.guide.id} guide"]
    for sheet in library.sheets.values():
        lines += _of_sheet(sheet, directory)
    return sorted(set(lines))


def _of_sheet(sheet: Sheet, directory: Directory) -> Iterator[str]:
    for name in (sheet.id, *sheet.checklist.was):
        yield f"{name} {sheet.checklist.for_}"
        for item in sheet.checklist.items:
            for own in filter(None, (item.id, *item.was)):
                yield from _of_item(f"{name}.{own}", item, directory)
            for reply in item.replies:
                yield from (f"{name}.{own} reply" for own in (reply.id, *reply.was))
        for message in sheet.checklist.own_messages():
            yield f"{name}.{message} message"


def _of_item(address: str, item: Item, directory: Directory) -> Iterator[str]:
    never = " never" if item.keep else ""
    kind = item.answer or ("step" if item.do else "part" if item.text else "words")
    yield f"{address} {kind}{never}"
    yield from _options(address, item, directory)
    if isinstance(item.rows, dict):
        yield from (f"{address}#{row} row" for row in item.rows)
    for column in item.columns or []:
        if isinstance(column, Column):
            for own in (column.id, *column.was):
                yield f"{address}.{own} {column.answer}"
                yield from _options(f"{address}.{own}", column, directory)


def _options(address: str, question: Question, directory: Directory) -> Iterator[str]:
    yield from (f"{address}={option} option" for option in directory.options(question))


def lost(library: Library) -> list[Problem]:
    """What was published and is no longer there, or is there as something else."""
    if library.published is None:
        return []
    now = {line.split(" ", 1)[0]: line for line in addresses_of(library)}
    found = []
    for number, line in enumerate(library.published.lines(), 1):
        address, _, was = line.strip().partition(" ")
        if address and now.get(address) != line.strip():
            found.append(_told(library, address, was, now.get(address, ""), number, line))
    return found


def _told(library: Library, address: str, was: str, now: str, number: int, line: str) -> Problem:
    assert library.published is not None
    place = Place(library.published.file, number, 1, max(1, len(address)))
    if now:
        message = f"'{address}' was published as `{was}` and is now `{now.partition(' ')[2]}`"
        expected = f"`{was}` as before, or a new id for the new meaning"
    else:
        message = f"'{address}' was published and is gone; answers are kept under it"
        expected = "the id as before, or `was:` with it beside the new id"
    return Problem(rule="lost-id", place=place, message=message, expected=expected, line=line)
