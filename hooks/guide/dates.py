"""When something is due: counted in whole days, and said in words."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from guide.model import Due
from guide.words import Words

SATURDAY = 5


def day_due(due: Due, day: date) -> date:
    """The day a due phrase means, counted from `day`.

    Working days skip Saturdays and Sundays; holidays count as days. A month past its
    end becomes its last day.
    """
    sign = 1 if due.after else -1
    if due.unit == "working day":
        return _working(day, due.amount, sign)
    if due.unit == "month":
        return _months(day, sign * due.amount)
    return day + timedelta(days=sign * due.amount * (7 if due.unit == "week" else 1))


def _working(day: date, count: int, sign: int) -> date:
    while count:
        day += timedelta(days=sign)
        count -= day.weekday() < SATURDAY
    return day


def _months(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def due_words(due: Due, day: str, words: Words) -> str:
    """A due phrase for a reader; `day` is the day it counts from, in words."""
    if not due.amount:
        return words.say("due-same-day", day=day)
    unit = due.unit.replace(" ", "-")
    amount = words[f"{unit}-one"] if due.amount == 1 else words.say(f"{unit}-many", n=due.amount)
    return words.say("due-after" if due.after else "due-before", amount=amount, day=day)


def day_words(day: date, words: Words) -> str:
    """A day without its year: "Tuesday 3 March"."""
    weekday, month = words["weekdays"].split(" ")[day.weekday()], words["months"].split(" ")[day.month - 1]
    return words.say("day", weekday=weekday, day=day.day, month=month)


def full_day_words(day: date, words: Words) -> str:
    """A day with its year: "3 March 2026"."""
    return words.say("day-of-year", day=day.day, month=words["months"].split(" ")[day.month - 1], year=day.year)
