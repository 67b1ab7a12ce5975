"""A summary laid out as Telegram HTML: it fits one message whatever was read, and quoted words become no links."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import accumulate, takewhile
from typing import NamedTuple

from bot.reply.sections import Section
from bot.reply.summary import Summary

LIMIT = 4_096
"""The most UTF-16 units of a message after its markup is parsed (Bot API, sendMessage)."""

BESIDE = 1_500
"""The most of them for what stands beside a reading."""

_UNSENDABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

_LINK_LIKE = re.compile(r"[.:。．｡](?=[\w/])|[@#$/＃＠](?=\w)|(?<=\d{4})(?=[ -]?\d{4})")
"""Where Telegram would see an address, a mention, a tag, a command or a card number in plain text."""

_WORD_JOINER = "\u2060"


class _Line(NamedTuple):
    """One line of a message: its markup, and the UTF-16 units it takes once parsed, its line break among them."""

    html: str
    units: int


def render_telegram(summary: Summary, note: str = "", beside: Sequence[Section] = ()) -> str:
    """Lay a summary out in at most 4,096 UTF-16 units and about ten entities; what does not fit is left out by whole lines.

    A `note` stands below the counts; what stands `beside` the reading comes below its sections, and has its room before them.
    """
    head = [_bold(summary.first_line), *map(_plain, filter(None, [summary.counts_line, summary.origin_line, note]))]
    foot = [_plain(summary.closing), _plain(summary.receipt)]
    room = LIMIT - _units(head) - _units(foot)
    apart = _fitting(_sections(beside), min(room, BESIDE))
    sections = _fitting(_sections(summary.sections), room - _units(apart))
    details = _details(summary, room - _units(sections) - _units(apart))
    quotation = [f"\n<blockquote expandable>{_html(details)}</blockquote>"] if details else [""]
    return "\n".join([_html([*head, *sections, *apart]), *quotation, _html(foot)])


def render_sections(sections: Sequence[Section], room: int = BESIDE) -> list[str]:
    """Give the lines of what stands below one line, in at most so many units."""
    return [line.html for line in _fitting(_sections(sections), room)]


def _sections(sections: Sequence[Section]) -> Iterator[_Line]:
    for section in sections:
        yield _plain("")
        yield _bold(section.title)
        yield from map(_plain, section.lines)


def _details(summary: Summary, room: int) -> list[_Line]:
    """Give the lines of the quotation: all of them, or as many as fit and how many more there are."""
    title, lines, tail = _bold(summary.details_title), [*map(_plain, summary.details)], _set_aside(summary)
    left = room - title.units - _units(tail) - 1  # one for the empty line before the quotation
    if _units(lines) > left:
        lines = _cut(lines, left, summary)
    return [title, *lines, *tail] if (lines or tail) and left >= 0 else []


def _cut(lines: Sequence[_Line], room: int, summary: Summary) -> list[_Line]:
    kept = _fitting(lines, room - _more(summary, len(lines)).units)
    more = _more(summary, len(lines) - len(kept))
    return [*kept, more] if more.units <= room else []


def _more(summary: Summary, n: int) -> _Line:
    return _plain(summary.more.of(n).format(n=n))


def _set_aside(summary: Summary) -> list[_Line]:
    return [_plain(summary.set_aside)] if summary.set_aside else []


def _fitting(lines: Iterable[_Line], room: int) -> list[_Line]:
    """Take whole lines from the beginning as long as there is room."""
    listed = list(lines)
    totals = accumulate(line.units for line in listed)
    return listed[: sum(1 for _ in takewhile(lambda total: total <= room, totals))]


def _bold(text: str) -> _Line:
    line = _plain(text)
    return _Line(f"<b>{line.html}</b>", line.units)


def _plain(text: str) -> _Line:
    safe = disarm(text)
    return _Line(escape(safe, quote=False), count_units(safe) + 1)


def disarm(text: str) -> str:
    """Give a text in which Telegram finds no link, mention, tag, command or card number, and nothing that cannot be sent."""
    return _LINK_LIKE.sub(rf"\g<0>{_WORD_JOINER}", _UNSENDABLE.sub("\ufffd", text))


def as_html(text: str) -> str:
    """Give a text as Telegram HTML in which nothing becomes a link."""
    return escape(disarm(text), quote=False)


def count_units(text: str) -> int:
    """Count UTF-16 units, in which Telegram measures."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _units(lines: Iterable[_Line]) -> int:
    return sum(line.units for line in lines)


def _html(lines: Iterable[_Line]) -> str:
    return "\n".join(line.html for line in lines)
