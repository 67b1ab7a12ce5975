"""Who wrote a page and when, as the page says it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from email.utils import parsedate_to_datetime

from bot.pages.markup import Line, key_of, squeeze
from bot.pages.wording import gather

_BY = re.compile(r"(?:(?:written|reported|posted|published|story|words|text)\s+)?by[:\s]+|автор(?:ы)?:?\s+", re.IGNORECASE)
_LONGEST = 120
"""Characters in the names of all authors together."""
_ADDRESS = re.compile(r"https?:|www\.|[\w.+-]+@[\w-]+\.\w+|@\w+|\w+\.(?:com|org|net|php)\b|/|\bago\b|\d+ min", re.IGNORECASE)
_AFTER = re.compile(r"\s+(?:\||•|·|–|—|-)\s+.*$|\s*\(.*$|\s+(?:updated|published|posted|on)\b.*$", re.IGNORECASE)
_AND = re.compile(r"\s*;\s*|\s*,?\s+(?:and|&|и|und|et|y)\s+")
_JOB = re.compile(
    r"\b(?:writer|reporter|correspondent|editor|journalist|columnist|contributor|staff|chief|bureau|producer|photographer|"
    r"desk|freelance|analyst|anchor|critic|intern|blogger|reporting|корреспондент|редактор|журналист|обозреватель)s?\b",
    re.IGNORECASE,
)
_NOBODY = gather(
    "admin administrator root user guest author unknown anonymous none null editor staff newsroom webmaster redaktion "
    "redaction reporter editorial редакция админ автор"
)
_SMALL_IN_NAMES = gather("al ap bin da de del della den der di do dos du el for in la le of the van von y zu")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(
    r"\b(?:(?P<iso>[12]\d{3}-\d\d-\d\d)\b|(?P<d1>\d{1,2})(?:st|nd|rd|th)?\.?\s+(?P<m1>[A-Za-z]{3,9})\.?,?\s+(?P<y1>[12]\d{3})\b"
    r"|(?P<d3>\d{1,2})\.(?P<n3>\d{1,2})\.(?P<y3>[12]\d{3})\b"
    r"|(?P<m2>[A-Za-z]{3,9})\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y2>[12]\d{3})\b)"
)
_DATES = re.compile(r"/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?:/|$|-)")
_LONGEST_DATE = 60
_EARLIEST, _LATEST = 1990, 2100


def find_author(given: Iterable[str], lines: Sequence[Line]) -> str | None:
    """The author's name or names, joined with ", "; None where nobody is named.

    `given` are what the page's data say, best first; `lines` those between the headline and the text. A title of office, an
    address or the name of an account ("admin") is no author; an organisation is one.
    """
    said = next(filter(None, map(name_authors, given)), None)
    seen = (name_authors(line.text) for line in lines if line.words < 20 and _BY.match(line.text))
    return said or next((names for names in seen if names and _are_written_as_names(names)), None)


def _are_written_as_names(names: str) -> bool:
    """Tell whether every word has a capital or stands in names ("Ada van der Holm"), unlike "Monday the water"."""
    return all(word[0].isupper() or word in _SMALL_IN_NAMES for word in names.split())


def name_authors(text: str) -> str | None:
    """The names in a byline ("By Ada Holm and Tom Reyes, staff writers"), None where there is none."""
    text = squeeze(text)
    if not text or len(text) > _LONGEST * 2:
        return None
    text = _AFTER.sub("", _BY.sub("", text, count=1))
    names = [name for part in _AND.split(text) for name in _split_names(part)]
    kept = list(dict.fromkeys(filter(_is_name, names)))
    joined = ", ".join(kept)
    return joined if 0 < len(joined) <= _LONGEST else None


def _split_names(part: str) -> Iterator[str]:
    """The names in a part without the office before them or behind a comma."""
    for place, piece in enumerate(part.split(",")):
        words = piece.strip(" .:|-–—\t").split()
        after = next((number for number in range(len(words), 0, -1) if _JOB.search(words[number - 1])), 0)
        if not after or (place == 0 and after == len(words) and _is_organisation(words)):
            yield " ".join(words)
        elif len(words) - after > 1:
            yield " ".join(words[after:])


def _is_organisation(words: Sequence[str]) -> bool:
    """Tell whether words with an office in them name a house: "Harrow Gazette Staff", but not "Staff Writer"."""
    return sum(word[:1].isupper() and not _JOB.search(word) for word in words) > 1


def _is_name(name: str) -> bool:
    return (
        1 < len(name) <= _LONGEST
        and not _ADDRESS.search(name)
        and key_of(name) not in _NOBODY
        and any(letter.isalpha() for letter in name)
        and len(name.split()) < 9
    )


def find_published(given: Iterable[str], lines: Sequence[Line], url: str) -> str | None:
    """When the page says it was published, in ISO 8601; None where it does not.

    `given` are the dates of the page's data, best first; then a date in one of the short `lines` around the text; then one in
    the address. A bare year, as under a copyright, is no date.
    """
    seen = (day for line in lines if line.words < 20 for day in _read_days(line.text))
    linked = (f"{year}-{int(month):02}-{int(day):02}" for year, month, day in _DATES.findall(url))
    return next(filter(None, map(to_iso, (*given, *seen, *linked))), None)


def to_iso(text: str) -> str | None:
    """A day or time in ISO 8601, None where the text is neither that, nor written as in a letter's head, nor in words."""
    text = text.strip()[:_LONGEST_DATE]
    moment = _parse(text)
    if moment is None or not _EARLIEST <= moment.year <= _LATEST:
        return next(_read_days(text), None) if len(text) < 40 else None
    has_time = bool(re.search(r"\d:\d|T\d{4}", text))
    return moment.isoformat(timespec="seconds") if has_time else moment.date().isoformat()


def _parse(text: str) -> datetime | None:
    for parser in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return parser(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _read_days(text: str) -> Iterator[str]:
    """The days that a line gives with their year, in ISO 8601; days whose month could be their day are not read."""
    for match in _DAY.finditer(text):
        month = (match["m1"] or match["m2"] or "")[:3].lower()
        if match["iso"]:
            day = match["iso"]
        elif month in _MONTHS:
            year, number = match["y1"] or match["y2"], int(match["d1"] or match["d2"])
            day = f"{year}-{_MONTHS.index(month) + 1:02}-{number:02}"
        elif match["n3"]:
            day = f"{match['y3']}-{int(match['n3']):02}-{int(match['d3']):02}"
        else:
            continue
        if (moment := _parse(day)) and _EARLIEST <= moment.year <= _LATEST:
            yield day


def is_furniture(text: str) -> bool:
    """Tell whether a short line above a text is only its byline, its date or how long it takes to read."""
    if len(text.split()) > 14 or text.endswith(("!", "?")):
        return False
    rest = _DAY.sub("", text)
    return (
        bool(_BY.match(text) and not text.endswith("."))
        or (rest != text and len(rest.split()) < 6)
        or bool(_SMALL.fullmatch(text))
    )


_SMALL = re.compile(
    r"\d+\s*-?\s*min(?:ute)?s?\s*(?:read)?|(?:posted|published|first published)\W.{0,40}|\d+\s+(?:views|comments|shares)|"
    r"\d{1,2}[:.]\d\d(?:\s*(?:am|pm|[A-Z]{2,4}))?",
    re.IGNORECASE,
)
