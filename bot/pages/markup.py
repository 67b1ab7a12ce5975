"""Markup to a tree, and the tree to the lines a reader would see."""

import re
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

from bot.pages.wording import CUE, gather

LONGEST = 2_000_000
"""Characters of markup that are looked at."""
MOST_LINES = 20_000
"""Lines of a page that are looked at."""
MOST_ATTRIBUTES = 2_000
"""Signs that part the attributes of one tag; the parser takes a time for them that grows with their square."""

_TAG = re.compile(r"""<[A-Za-z](?:[^>"']|"[^"]*"|'[^']*'|["'])*+""")
_PARTS = re.compile(r"[\s/\"']")
_NAME = re.compile(r"<[\w:-]{1,40}")
_UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BLANK = re.compile(r"\s+")
_UNSHOWN = gather(
    "applet audio canvas datalist head iframe math noembed noframes noscript object option script select style svg template "
    "textarea video"
)
_BLOCKS = gather(
    "address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th "
    "thead tr ul"
)
_INLINE = frozenset({"em", "i", "small", "span", "time"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class Line(NamedTuple):
    """A line as a reader sees it: its text, how many of its characters are links, and the element it stands in."""

    text: str
    linked: int
    home: HtmlElement

    @property
    def is_link(self) -> bool:
        """Whether the line is a link and little else."""
        return self.linked * 10 >= len(self.text) * 7

    @property
    def is_heading(self) -> bool:
        """Whether the line is marked as a heading."""
        return self.home.tag in HEADINGS

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


def parse(markup: str) -> HtmlElement | None:
    """The tree of a page, None where nothing in it can be parsed. Whatever the markup, never fails; time about linear in it."""
    plain = _UNWANTED.sub("", _tame(markup[:LONGEST]))
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree = etree.fromstring(plain.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None
    return tree if isinstance(tree, HtmlElement) else None


def _tame(markup: str) -> str:
    """Markup whose tags have no endless lists of attributes."""
    for match in reversed([match for match in _TAG.finditer(markup) if match.end() - match.start() > MOST_ATTRIBUTES]):
        if len(_PARTS.findall(match[0])) > MOST_ATTRIBUTES:
            name = _NAME.match(match[0])
            markup = markup[: match.start()] + (name[0] if name else "<p") + markup[match.end() :]
    return markup


def squeeze(text: str) -> str:
    """Text with every run of white space as one space."""
    return _BLANK.sub(" ", text).strip()


def text_of(element: HtmlElement) -> str:
    """The text inside an element as one line, scripts included."""
    return squeeze("".join(element.itertext()))


def find_lines(tree: HtmlElement) -> list[Line]:
    """Every line of the page that a browser would show, from top to bottom."""
    writer = _Writer(tree)
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if len(writer.lines) >= MOST_LINES:
            break
        if event == "end":
            writer.leave(element)
        elif is_shown(element):
            writer.enter(element)
        else:
            walk.skip_subtree()
            writer.skipped = element
    writer.flush()
    return writer.lines


def is_shown(element: HtmlElement) -> bool:
    """Tell whether a browser would show an element, as far as the element itself says."""
    if element.tag in _UNSHOWN or "hidden" in element.attrib:
        return False
    style = element.get("style")
    return style is None or not _HIDES.search(style)


class _Writer:
    """Gathers the text of a walk into lines."""

    def __init__(self, tree: HtmlElement) -> None:
        self.lines: list[Line] = []
        self.skipped: HtmlElement | None = None
        self._home = tree
        self._parts: list[str] = []
        self._linked = 0
        self._links = 0

    def enter(self, element: HtmlElement) -> None:
        if element.tag in _BLOCKS:
            self.flush()
            self._home = element
        elif _starts_notice(element):
            self.flush()
        self._links += element.tag == "a"
        self._add(element.text)

    def leave(self, element: HtmlElement) -> None:
        parent = element.getparent()
        if element is self.skipped:
            self.skipped = None
        else:
            self._links -= element.tag == "a"
            if _starts_notice(element):
                self.flush()
            elif element.tag in _BLOCKS:
                self.flush()
                self._home = element if parent is None else block_of(parent)
        self._add(element.tail)

    def flush(self) -> None:
        text = squeeze("".join(self._parts))
        if text:
            self.lines.append(Line(text, min(self._linked, len(text)), self._home))
        self._parts.clear()
        self._linked = 0

    def _add(self, text: str | None) -> None:
        if text:
            self._parts.append(text)
            self._linked += len(squeeze(text)) if self._links else 0


def _starts_notice(element: HtmlElement) -> bool:
    """Tell whether an inline element is a line of its own that says when the article was updated or corrected."""
    text = element.text
    return element.tag in _INLINE and text is not None and len(text.split()) > 2 and bool(CUE.match(text.lstrip()))


def block_of(element: HtmlElement) -> HtmlElement:
    """The block that an element's text is shown in: itself or the nearest one around it."""
    while element.tag not in _BLOCKS and (parent := element.getparent()) is not None:
        element = parent
    return element


def key_of(text: str) -> str:
    """What two lines share that say the same: letters and digits only."""
    return "".join(filter(str.isalnum, text.casefold()))


def read_metas(tree: HtmlElement) -> dict[str, str]:
    """What the page's <meta> tags say, by name, property or itemprop in small letters; of two the first."""
    values: dict[str, str] = {}
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            name, content = element.get(attribute), squeeze(element.get("content") or "")
            if name and content:
                values.setdefault(name.lower(), content)
    return values
