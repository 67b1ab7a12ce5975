"""A summary laid out for a terminal: plain lines wrapped to its width, at most bold and dim."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from bot.reply.summary import Summary

BOLD, DIM, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
NARROWEST = 20
"""Below this many columns nothing can be read: lines are let run over."""

RULE, INDENT = "─", "  "

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2066-\u2069\ud800-\udfff]")
"""What could steer a terminal, what few terminals understand, and what no terminal can be sent."""

_UNEVEN = re.compile("[^\x20-\u02ff\u2010-\u2027]")
"""A character that may take two columns or none."""

Line = tuple[str, str]
"""A style and the words it is put on."""


def render_terminal(summary: Summary, colour: bool = False, width: int = 100) -> str:
    """Lay a summary out in lines of at most `width` columns, every statement among them; without colour, without any escape."""
    columns = max(width, NARROWEST)
    lines = (*_head(summary, columns), *_sections(summary, columns), *_details(summary, columns), *_foot(summary, columns))
    return "".join(f"{style}{text}{PLAIN}\n" if colour and style and text else f"{text}\n" for style, text in lines)


def _head(summary: Summary, columns: int) -> Iterator[Line]:
    yield from _styled(BOLD, wrap(summary.first_line, columns))
    yield from _styled("", wrap(summary.counts_line, columns))
    if summary.origin_line:
        yield from _styled(DIM, wrap(summary.origin_line, columns))


def _sections(summary: Summary, columns: int) -> Iterator[Line]:
    for section in summary.sections:
        yield "", ""
        yield from _styled(BOLD, wrap(section.title, columns))
        for line in section.lines:
            yield from _styled("", wrap(line, columns, INDENT))


def _details(summary: Summary, columns: int) -> Iterator[Line]:
    lines = (*summary.details, *filter(None, [summary.set_aside]))
    yield "", ""
    if not lines:
        return
    yield DIM, RULE * columns
    yield from _styled(BOLD, wrap(summary.details_title, columns))
    for line in lines:
        yield from _styled("", wrap(line, columns, INDENT))


def _foot(summary: Summary, columns: int) -> Iterator[Line]:
    yield DIM, RULE * columns
    for line in (summary.closing, summary.receipt):
        yield from _styled(DIM, wrap(line, columns))


def _styled(style: str, lines: Iterable[str]) -> Iterator[Line]:
    return ((style, line) for line in lines)


def wrap(text: str, columns: int, indent: str = "") -> list[str]:
    """Break a text between words into lines of at most `columns`; all but the first are indented once more."""
    safe = _UNSAFE.sub("", text)
    measure = count_columns if _UNEVEN.search(safe) else len
    lines, line, width = [], indent, len(indent)
    for word in _pieces(safe, columns - 2 * len(indent), measure):
        length = measure(word)
        if width + length > columns and line != indent:
            lines.append(line.rstrip())
            line, width = indent * 2, 2 * len(indent)
        line, width = f"{line}{word} ", width + length + 1
    return [*lines, line.rstrip()]


def _pieces(text: str, columns: int, measure: Callable[[str], int]) -> Iterator[str]:
    """Give the words of a text, and in pieces those that fit into no line by themselves."""
    for word in text.split(" "):
        if measure(word) <= columns:
            yield word
        else:
            half = columns // 2
            yield from (word[start : start + half] for start in range(0, len(word), half))


def count_columns(text: str) -> int:
    """Count the columns a text takes: two for wide letters and emoji, none for accents and joiners."""
    return sum(map(_columns_of, text))


def _columns_of(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
