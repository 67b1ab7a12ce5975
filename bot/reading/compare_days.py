"""The days and hours that a sentence names, so that "on Tuesday" is not taken for "on 3 March"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from bot.reading.compare_line import KNOWN, Line


class Field(IntEnum):
    """What a word of time gives; the first four may be left out by whoever repeats a sentence the same day."""

    WEEKDAY = 0
    RELATIVE = 1
    PART = 2
    HOUR = 3
    DAY = 4
    MONTH = 5
    YEAR = 6


@dataclass(frozen=True, slots=True)
class Moment:
    """One word of time: where it stands, and what it gives."""

    first: int
    last: int
    field: Field
    value: str


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_SHORT = {"tues": "tuesday", "wed": "wednesday", "thurs": "thursday", "thu": "thursday", "fri": "friday", "sept": "september"}
_SHORT_MONTHS = {name[:3]: name for name in _MONTHS}
_PARTS_WORDS = "morning afternoon evening night midnight noon midday dawn dusk tonight spring summer autumn winter"
_PARTS = frozenset(_PARTS_WORDS.split())
_RELATIVE = frozenset(("today", "yesterday", "tomorrow"))
_STEPS = {
    "last": "last",
    "past": "last",
    "next": "next",
    "coming": "next",
    "this": "this",
    "previous": "last",
    "following": "next",
}
_SPANS = frozenset(("week", "weekend", "month", "year", "decade", "century", "quarter", "night", *_PARTS))
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:s)?")
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?")
_CLOCK = re.compile(r"([01]?\d|2[0-3])_([0-5]\d)")
_HALVES = {"am": 0, "a_m": 0, "pm": 12, "p_m": 12}


@lru_cache(maxsize=KNOWN)
def find_moments(line: Line) -> Sequence[Moment]:
    """Give all words of time in a sentence, in order."""
    found: list[Moment] = []
    for place in range(len(line.forms)):
        if not found or place >= found[-1].last:
            found += _moments_at(line, place)
    return tuple(found)


def _moments_at(line: Line, place: int) -> Iterator[Moment]:
    form = line.forms[place]
    name = _SHORT.get(form, form)
    if name in _WEEKDAYS:
        yield Moment(place, place + 1, Field.WEEKDAY, name)
    elif _is_month(line, place):
        yield from _name_day(line, place)
    elif name in _RELATIVE:
        yield Moment(place, place + 1, Field.RELATIVE, name)
    elif form in _STEPS and line.form(place + 1) in _SPANS:
        yield Moment(place, place + 2, Field.RELATIVE, f"{_STEPS[form]} {line.form(place + 1)}")
    elif form in _PARTS:
        yield Moment(place, place + 1, Field.PART, form)
    else:
        yield from _figures_at(line, place)


def _month(form: str) -> str:
    return form if form in _MONTHS else _SHORT_MONTHS.get(_SHORT.get(form, form)[:3], "") if form in _ABBREVIATED else ""


_ABBREVIATED = frozenset(("jan", "feb", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"))


def _is_month(line: Line, place: int) -> bool:
    """Tell whether a month is meant; "may" and "march" are one only beside a number or behind "in", "last" and the like."""
    form = line.forms[place]
    if not _month(form):
        return False
    if form not in {"may", "march"}:
        return True
    if _DAY.fullmatch(line.form(place - 1)) or _DAY.fullmatch(line.form(place + 1)) or _YEAR.fullmatch(line.form(place + 1)):
        return True
    behind = {"in", "last", "next", "since", "until", "by", "of", "during", "from", "early", "late", "mid", "before", "after"}
    return line.form(place - 1) in behind and line.written[place][0].isupper()


def _name_day(line: Line, place: int) -> Iterator[Moment]:
    yield Moment(place, place + 1, Field.MONTH, _month(line.forms[place]))
    after = line.form(place + 1)
    if _DAY.fullmatch(after) and line.form(place + 2) != "%":
        yield Moment(place + 1, place + 2, Field.DAY, _bare(after))


def _figures_at(line: Line, place: int) -> Iterator[Moment]:
    """A clock time, a day before its month, a year, a date in figures."""
    form, after = line.forms[place], line.form(place + 1)
    if clock := _CLOCK.fullmatch(form):
        yield _tell_clock(line, place, int(clock[1]), clock[2])
    elif after in _HALVES and form.isdecimal() and len(form) <= 2:
        yield _tell_clock(line, place, int(form), "00")
    elif _DAY.fullmatch(form) and _is_day(line, place):
        yield Moment(place, place + 1, Field.DAY, _bare(form))
    elif _YEAR.fullmatch(form) and line.written[place].isalnum() and not line.holds_any(place - 1, place, _MONEY):
        yield from _name_year(line, place)


_MONEY = frozenset("$€£¥")


def _is_day(line: Line, place: int) -> bool:
    after = place + 2 if line.form(place + 1) == "of" else place + 1
    return bool(_month(line.form(after))) and (line.form(after) != "may" or line.written[after][0].isupper())


def _tell_clock(line: Line, place: int, hour: int, minutes: str) -> Moment:
    half = _HALVES.get(line.form(place + 1))
    last = place + 1 if half is None else place + 2
    return Moment(place, last, Field.HOUR, f"{hour if half is None else hour % 12 + half}:{minutes}")


def _name_year(line: Line, place: int) -> Iterator[Moment]:
    yield Moment(place, place + 1, Field.YEAR, line.forms[place])
    month, day = line.form(place + 1), line.form(place + 2)
    if month.isdecimal() and 1 <= int(month) <= len(_MONTHS) and _DAY.fullmatch(day) and len(month) == len(day) == 2:
        yield Moment(place + 1, place + 2, Field.MONTH, _MONTHS[int(month) - 1])
        yield Moment(place + 2, place + 3, Field.DAY, _bare(day))


def _bare(day: str) -> str:
    return day.lstrip("0").rstrip("stndrh")


def by_field(moments: Sequence[Moment]) -> Mapping[Field, list[str]]:
    """Give what a sentence says of each field, in order."""
    fields: dict[Field, list[str]] = {}
    for moment in moments:
        fields.setdefault(moment.field, []).append(moment.value)
    return fields


def differ(before: Sequence[Moment], now: Sequence[Moment]) -> bool:
    """Tell whether two sentences name different times; where they name them in different ways, nobody can say they agree."""
    one, other = by_field(before), by_field(now)
    shared = one.keys() & other.keys()
    return any(one[field] != other[field] for field in shared) or bool(one and other and not shared)


def lacks(before: Sequence[Moment], now: Sequence[Moment]) -> bool:
    """Tell whether only one of the two names a day, month or year in figures."""
    firm = [any(moment.field >= Field.DAY for moment in moments) for moments in (before, now)]
    return firm[0] != firm[1] and not (before and now)
