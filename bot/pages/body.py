"""The text of a page's article: found by trafilatura, or line by line where a page is too large for it."""

import logging
import re
from collections.abc import Sequence
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from bot.pages.markup import Line, key_of, squeeze, text_of
from bot.pages.wording import ASIDE

MOST_ELEMENTS = 15_000
MOST_LINKS = 4_000
"""Beyond these trafilatura would take seconds, its time for links growing with their square: then our own lines are taken."""
_PAGE = 80
"""Words from which a form is not a form but the page."""
_LUMP = 40
"""Words in a row that may be several lines of the page."""
_MOST_LINES = 2_000
PROSE = 8
"""Words in a line from which it may be a sentence of an article."""

logging.getLogger("trafilatura").setLevel(logging.ERROR)
"""It warns of every page that gives nothing, which is said to whoever sent the link instead."""

_BREAKS = frozenset({"p", "head", "item", "quote", "row", "list", "table", "div", "code"})


def find_body(tree: HtmlElement, lines: Sequence[Line]) -> str:
    """The article's text on the page, paragraphs parted by blank lines; empty where none is found. Never fails."""
    found = _by_trafilatura(tree) if _is_within_reach(tree) else ""
    if not found:
        return "\n\n".join(line.text for line in lines if is_prose(line) and not _stands_aside(line.home))
    return _part(found, lines)


def _part(text: str, lines: Sequence[Line]) -> str:
    """A text that came as one lump, in the lines of the page; any other as it is."""
    if all(len(row.split()) < _LUMP for row in text.splitlines()):
        return text
    whole, rows = key_of(text), {key_of(row) for row in text.splitlines()}
    within = [line for line in lines[:_MOST_LINES] if key_of(line.text) in whole]
    if sum(key_of(line.text) in rows for line in within) * 2 >= len(within):
        return text
    return "\n\n".join(line.text for line in within if not _stands_aside(line.home))


def _stands_aside(home: HtmlElement) -> bool:
    """Tell whether an element, or one of the two nearest around it, calls itself something beside the article."""
    return any(map(is_aside, (home, *islice(home.iterancestors(), 2))))


def make_plain(tree: HtmlElement) -> None:
    """Rename what trafilatura would throw away with the words in it: times within sentences, and a form around a whole page."""
    for element in list(tree.iter("time")):
        element.tag = "span"
    for element in list(tree.iter("form"))[:20]:
        if len(text_of(element).split()) > _PAGE:
            element.tag = "div"


def is_prose(line: Line) -> bool:
    """Tell whether a line may be a sentence of an article rather than a link, a label or a menu."""
    return line.words >= PROSE and not line.is_link and any(mark in line.text for mark in '.!?…»”"')


def _is_within_reach(tree: HtmlElement) -> bool:
    """Tell whether a page is small enough for trafilatura."""
    links = 0
    for number, element in enumerate(tree.iter()):
        links += element.tag == "a"
        if number > MOST_ELEMENTS or links > MOST_LINKS:
            return False
    return True


def _by_trafilatura(tree: HtmlElement) -> str:
    from trafilatura import bare_extraction

    try:
        document = bare_extraction(tree, fast=True, include_comments=False, include_formatting=False)
    except Exception:  # noqa: BLE001 - whatever a page does to a library, there is an answer
        return ""
    body = getattr(document, "body", None)
    return "" if body is None else _write(body)


def _write(body: etree._Element) -> str:
    """The found elements as text: blank lines between paragraphs, a mark before the items of a list."""
    parts: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            parts.append(_before(element) + _flat(element.text))
        else:
            parts.append(("\n\n" if element.tag in _BREAKS else "") + _flat(element.tail))
    return "\n\n".join(filter(None, map(_tidy_block, re.split(r"\n\s*\n", "".join(parts)))))


def _flat(text: str | None) -> str:
    """Text between two tags, where a line break is a space like any other."""
    return re.sub(r"\s+", " ", text or "")


def _before(element: etree._Element) -> str:
    if element.tag == "lb":
        return "\v"
    if element.tag == "cell":
        return " | " if element.getprevious() is not None else ""
    return "\n\n• " if element.tag == "item" else "\n\n" if element.tag in _BREAKS else ""


def _tidy_block(block: str) -> str:
    """A paragraph's lines without needless space; two forced breaks part paragraphs."""
    paragraphs = re.split(r"\v\s*\v", block)
    tidied = ("\n".join(filter(None, map(squeeze, paragraph.split("\v")))) for paragraph in paragraphs)
    return "\n\n".join(text for text in tidied if text.strip("•| ")).removesuffix(" |")


def is_aside(block: HtmlElement) -> bool:
    """Tell whether a block calls itself something beside the article."""
    return block.tag in {"nav", "menu", "dialog"} or bool(ASIDE.search(f"{block.get('class', '')} {block.get('id', '')}"))
