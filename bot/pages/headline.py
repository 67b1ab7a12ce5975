"""One headline out of the three or four that a page gives."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.pages.markup import Line, key_of

_BETWEEN = re.compile(r"\s+[|·•»«:]{1,2}\s+|\s+[-–—]\s+")
_SECTION = 3
"""Words in a part of a <title> that may be the name of a section."""
_LONGEST = 60
"""Words in a heading that may be a headline."""
_CUT = re.compile(r"\s*(?:…|\.\.\.)$")


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles that a page gives: as data, as headings of the first rank, for sharing, and for the window."""

    linked: str
    seen: Sequence[str]
    shared: str
    window: str


def find_headline(titles: Titles, site: str) -> str | None:
    """One headline without the site's name, None where the page has no title.

    Where they differ, what the reader sees goes before what is written for machines, and that before the window's title.
    """
    window = cut_site(titles.window, site)
    shared, linked = cut_site(titles.shared, site), cut_site(titles.linked, site)
    seen = [title for title in titles.seen if key_of(title) and key_of(title) != key_of(site)]
    agreed = [title for title in seen if any(_agree(title, other) for other in (linked, shared, window) if other)]
    alone = seen if len(seen) == 1 and len(seen[0].split()) > 2 else []
    return next((title for title in (*agreed, *alone, linked, shared, window, *seen) if title), None)


def find_seen(lines: Sequence[Line]) -> list[str]:
    """The headings of the first rank."""
    return [line.text for line in lines if line.home.tag == "h1" and line.words < _LONGEST][:20]


def guess_site(titles: Titles, host: str) -> str:
    """The site's name where only the window's title gives it: what follows the headline there, or what its host spells."""
    breaks = list(_BETWEEN.finditer(titles.window))
    if not breaks:
        return ""
    name = titles.window[breaks[-1].end() :].strip()
    others = {key_of(title) for title in (titles.linked, titles.shared, *titles.seen)} - {""}
    is_rest = any(key_of(titles.window[: place.start()]) in others for place in breaks)
    is_spelt = len(key_of(name)) > 3 and key_of(name) in key_of(host)
    return name if (is_rest or is_spelt) and key_of(name) not in others else ""


def cut_site(title: str, site: str) -> str:
    """A title without the site's name at its end or beginning, and without a section's name beside that."""
    names = {key_of(site)} - {""}
    for at_end in (True, False):
        shorter = _cut_edge(title, names, at_end=at_end)
        if shorter != title:
            return shorter
    return title if key_of(title) not in names else ""


def _cut_edge(title: str, names: set[str], *, at_end: bool) -> str:
    breaks = list(_BETWEEN.finditer(title))
    ordered = list(reversed(breaks)) if at_end else breaks
    for place in ordered:
        kept, name = (title[: place.start()], title[place.end() :]) if at_end else (title[place.end() :], title[: place.start()])
        if key_of(name) in names:
            return _cut_section(kept.strip(), at_end=at_end)
    return title


def _cut_section(title: str, *, at_end: bool) -> str:
    """A title without the short part at its end that is no part of a headline ("Depot burns - World")."""
    breaks = list(_BETWEEN.finditer(title))
    if at_end and breaks:
        head, tail = title[: breaks[-1].start()].strip(), title[breaks[-1].end() :]
        if len(tail.split()) <= _SECTION < len(head.split()):
            return head
    return title


def _agree(one: str, other: str) -> bool:
    """Tell whether two titles are the same headline, one of them cut short or with a name added."""
    first, second = sorted((key_of(_CUT.sub("", one)), key_of(_CUT.sub("", other))), key=len)
    return bool(first) and (first in second or _shared(one, other) >= 0.6)


def _shared(one: str, other: str) -> float:
    """The share of the shorter title's words that the other has too."""
    first, second = set(_keys(one)), set(_keys(other))
    return len(first & second) / max(1, min(len(first), len(second)))


def _keys(title: str) -> Iterator[str]:
    return filter(None, map(key_of, title.split()))
