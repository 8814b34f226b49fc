"""What is saved for a calendar says the same to another program: icalendar reads it, in Python.

The browser's side runs once for each batch, in deno.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event
from icalendar.alarms import Alarms

from tests.built import ROOT

Case = dict[str, Any]
NOW = 1_796_115_600_000
"""1 December 2026, 9:00 UTC."""
GUIDE = {"id": "settling-in", "title": "Settling In", "language": "en"}
HOSTILE = [
    "x\r\nEND:VEVENT", "x\r\nEND:VEVENT\r\nEND:VCALENDAR", "x\nBEGIN:VALARM\nACTION:PROCEDURE", "x\rATTACH:file:///etc/passwd", "a\u2028END:VEVENT",
    "a\x85END:VEVENT", "a\x0bEND:VEVENT\x0c", "a\x00b\x1f\x7f", "one, two; three: \\four\\", "\\n is no line, \\, no comma", "\\\\n", "\\;", '"quoted" ^n ^\'', "=?utf-8?q?x?=",
    "👩‍🚒" * 30, "\u202eabc\u202c שלום", "e\u0301" * 40, "é" * 74, "x" * 10_000, "€" * 10_000, "😀" * 2_500, " x ", "\t", "", " ", "\n\n", "a\n\n b", ";VALUE=DATE:20260101",
    "https://a.example/?b=c,d;e", "{s.a} [x] $& $1", "\ufeffx", "constructor", "\u2066x",
]  # fmt: skip
TEXTS = st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["Cs"]), max_size=120)
DAYS = st.dates() | st.sampled_from([date.max, date.min, date(2024, 2, 29), date(2026, 12, 31)])


def written(folder: Path, cases: list[Case]) -> list[str]:
    """What the browser's side makes of the cases."""
    file = folder / "calendars.json"
    file.write_text(json.dumps(cases), "utf-8")
    deno = Path(sys.executable).with_name("deno")
    script = ROOT / "tests" / "elements" / "calendar.js"
    command = [str(deno), "run", "--quiet", "--no-remote", f"--allow-read={file}", str(script), str(file)]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    if done.returncode:
        pytest.fail(done.stderr, pytrace=False)
    found: list[str] = json.loads(done.stdout)
    return found


def events(text: str) -> list[Event]:
    calendar = Calendar.from_ical(text)
    assert calendar.errors == []
    assert [part.name for part in calendar.subcomponents] == ["VEVENT"] * len(calendar.subcomponents)
    return list(calendar.events)


def occasion(title: str = "Write", day: str = "2026-12-03", *lines: str, **more: Any) -> Case:
    return {"name": "s.write.k7p2qx9w", "day": day, "title": title, "lines": list(lines), "reminder": True, **more}


def case(*occasions: Case, now: int = NOW, **guide: str) -> Case:
    return {"events": list(occasions), "guide": {**GUIDE, **guide}, "now": now}


# --- one that can be read here


def test_a_file_as_it_is_written(tmp_path: Path) -> None:
    given = occasion("Write (A card)", "2026-12-31", "To whom?", "Jo, Sam", link="https://guide.example/a-card/#write")
    assert written(tmp_path, [case(given)])[0].split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Settling In//settling-in//EN",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
        "UID:s.write.k7p2qx9w@settling-in",
        "DTSTAMP:20261201T090000Z",
        "LAST-MODIFIED:20261201T090000Z",
        "SEQUENCE:28890000",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:Write (A card)",
        "DESCRIPTION:To whom?\\nJo\\, Sam\\nhttps://guide.example/a-card/#write",
        "URL:https://guide.example/a-card/#write",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:PT9H",
        "DESCRIPTION:Write (A card)",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles", "Asia/Kathmandu", "UTC"])
def test_a_reminder_rings_at_nine_wherever_it_is(tmp_path: Path, zone: str) -> None:
    """Also on the days on which clocks change, and nothing else begins at nine."""
    days = ["2026-12-03", "2027-03-14", "2027-04-04", "2026-09-27"]
    [text] = written(tmp_path, [case(*(occasion("Write", day, name=f"s.on-{day}.me") for day in days))])
    for event, day in zip(events(text), days, strict=True):
        assert event.start == date.fromisoformat(day)
        assert not isinstance(event.start, datetime)
        assert event.end - event.start == timedelta(days=1)
        alarms = Alarms(event)
        alarms.set_local_timezone(ZoneInfo(zone))
        [ring] = [each.trigger for each in alarms.times]
        assert str(ring).startswith(f"{day} 09:00:00")


def test_what_was_done_rings_no_more(tmp_path: Path) -> None:
    [text] = written(tmp_path, [case(occasion(reminder=False))])
    assert events(text)[0].alarms.times == []


def test_a_second_file_changes_what_a_calendar_has(tmp_path: Path) -> None:
    """A calendar keeps one event for each UID, the one with the higher SEQUENCE."""
    before = case(occasion(day="2026-12-03"), occasion("Ask", "2026-12-05", name="s.ask.k7p2qx9w"))
    after = case(occasion(day="2026-12-10"), occasion("Ask", "2026-12-05", name="s.ask.k7p2qx9w"), now=NOW + 1000)
    kept: dict[str, Event] = {}
    for text in written(tmp_path, [before, before, after, before]):
        for event in events(text):
            known = kept.setdefault(event.uid, event)
            kept[event.uid] = max(known, event, key=lambda each: each.sequence)
    assert {uid: event.start.isoformat() for uid, event in kept.items()} == {
        "s.write.k7p2qx9w@settling-in": "2026-12-10",
        "s.ask.k7p2qx9w@settling-in": "2026-12-05",
    }


def test_a_number_of_changes_fits_whatever_the_clock_says(tmp_path: Path) -> None:
    times = [0, NOW, 4_070_908_800_000]
    found = [events(text)[0].sequence for text in written(tmp_path, [case(occasion(), now=now) for now in times])]
    assert found == sorted(found)
    assert all(0 <= number < 2**31 for number in found)


def test_the_last_day_there_is(tmp_path: Path) -> None:
    [text] = written(tmp_path, [case(occasion(day="9999-12-31"))])
    assert "DTEND" not in text
    assert events(text)[0].start == date.max


# --- whatever a reader wrote


@st.composite
def cases(draw: st.DrawFn) -> Case:
    many = draw(st.integers(1, 3))
    return case(
        *(
            occasion(
                draw(TEXTS), str(draw(DAYS)), *draw(st.lists(TEXTS, max_size=3)), name=f"s.i{number}.me", reminder=draw(st.booleans())
            )
            for number in range(many)
        ),
        title=draw(TEXTS),
        now=draw(st.integers(0, 4_070_908_800_000)),
    )  # fmt: skip


def tidy(text: str) -> str:
    """What a text says: its lines are lines, and nothing else that no program shows is in it."""
    text = re.sub(r"\r\n?|[\v\f\x85\u2028\u2029]", "\n", text)
    text = re.sub(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]", "", text)
    return text.strip(
        "\t\n\xa0\ufeff " + "\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    )


def check(made: Case, text: str) -> None:
    assert "\r\n".join(text.splitlines()) + "\r\n" == text, "a program that knows more ends of lines sees the same"
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    names = re.findall(r"^([A-Z-]+)", text, re.MULTILINE)
    found = events(text)
    assert len(found) == len(made["events"])
    assert (
        names.count("BEGIN") == names.count("END") == 1 + len(found) + sum(each["reminder"] for each in made["events"])
    )
    for event, wanted in zip(found, made["events"], strict=True):
        assert event.errors == []
        assert event.start.isoformat() == wanted["day"]
        assert event.uid == f"{wanted['name']}@settling-in"
        lines = [line for line in map(tidy, wanted["lines"]) if line]
        assert str(event.get("DESCRIPTION", "")) == "\n".join(lines)
        assert str(event["SUMMARY"]).split() == tidy(wanted["title"]).split()
        assert set(event) <= {
            "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CLASS", "TRANSP"
        }  # fmt: skip
        assert [alarm["ACTION"] for alarm in event.walk("VALARM")] == ["DISPLAY"] * wanted["reminder"]


def test_every_text_comes_back_and_nothing_more(tmp_path: Path) -> None:
    made: list[Case] = [case(occasion(text, "2026-12-03", text), title=text) for text in HOSTILE]

    @settings(max_examples=300)
    @given(cases())
    def gather(each: Case) -> None:
        made.append(each)

    gather()
    for each, text in zip(made, written(tmp_path, made), strict=True):
        check(each, text)


def test_hostile_inputs(hostile_corpora: Path, tmp_path: Path) -> None:
    texts = json.loads((hostile_corpora / "blns" / "blns.json").read_text("utf-8"))
    for file in sorted((hostile_corpora / "xss").rglob("*")):
        texts += file.read_text("utf-8", "replace").split("\n") if file.is_file() else []
    assert len(texts) > 1000
    made = [case(occasion(text, "2026-12-03", text, text)) for text in dict.fromkeys(texts)]
    for each, text in zip(made, written(tmp_path, made), strict=True):
        check(each, text)
