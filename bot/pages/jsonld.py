"""What a page says about itself in JSON-LD, the blocks of data that news sites write for search engines."""

import html
import json
import re
from collections import deque
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from bot.pages.markup import find_lines, parse, squeeze

_ARTICLES = re.compile(r"(?:\w*(?:News|Scholarly|Satirical|Tech)?Article|BlogPosting|LiveBlogPosting|Report)$")
_VIDEOS = frozenset({"VideoObject", "Movie", "TVEpisode", "Clip"})
_MOST_NODES = 5_000
_LONGEST_BODY = 500_000
_INSIDE = frozenset({"@graph", "mainEntity", "mainEntityOfPage", "author", "publisher", "video"})
"""Under which names a node may hold the one that is looked for; lists of other articles are not among them."""
_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
_ENDS = ".!?…:\"”»'’)"
_UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no text may hold: halves of pairs can be written in JSON, but not sent anywhere."""
_ESCAPED = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|\w+);")

Node = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Linked:
    """The article that the JSON-LD of a page describes; empty where it says nothing.

    `is_article` and `is_video` say what kinds of thing are described at all, `is_free` is None where that is not said.
    """

    headline: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    body: str = ""
    site: str = ""
    is_article: bool = False
    is_video: bool = False
    is_free: bool | None = None
    updates: tuple[str, ...] = field(default=())
    """The entries of a live blog, in the order of the page."""


def read_linked(tree: HtmlElement) -> Linked:
    """What the JSON-LD of a page says of its article. Broken blocks are passed over; never fails."""
    nodes = list(_find_nodes(tree))
    articles = [node for node in nodes if is_a(node, _ARTICLES.match)]
    is_video = any(is_a(node, _VIDEOS.__contains__) for node in nodes)
    if not articles:
        return Linked(is_video=is_video)
    by_id = {ident: node for node in nodes if isinstance(ident := node.get("@id"), str) and len(node) > 1}
    best = max(articles, key=_weight)
    return Linked(
        headline=clean(first_text(best.get("headline")) or first_text(best.get("name"))),
        authors=tuple(names_of(best.get("author") or best.get("creator"), by_id)),
        published=first_text(best.get("datePublished")) or first_text(best.get("dateCreated")),
        body=as_paragraphs(first_text(best.get("articleBody"))),
        site=next(iter(names_of(best.get("publisher"), by_id)), ""),
        is_article=True,
        is_video=is_video,
        is_free=_flag(best.get("isAccessibleForFree")),
        updates=tuple(filter(None, map(_update, listed(best.get("liveBlogUpdate"))))),
    )


def clean(text: str) -> str:
    """Text as it was meant: entities resolved, also those written twice, tags removed, one line."""
    return squeeze(_TAG.sub("", _unescape(text)))


def as_paragraphs(text: str) -> str:
    """Text of an article, plain or with tags in it, as paragraphs with blank lines between them."""
    text = _unescape(text[:_LONGEST_BODY])
    if _TAG.search(text):
        tree = parse(f"<div>{text}</div>")
        lines = [] if tree is None else [line.text for line in find_lines(tree)]
    else:
        lines = [line for block in re.split(r"\n\s*\n", text) for line in _split_block(block)]
    return "\n\n".join(filter(None, lines))


def _split_block(block: str) -> list[str]:
    """The lines of a block where each is a paragraph; one where they were only broken to a width."""
    lines = [line for line in map(squeeze, block.splitlines()) if line]
    ended = sum(line[-1] in _ENDS for line in lines)
    return lines if ended * 2 > len(lines) else [" ".join(lines)]


def _unescape(text: str) -> str:
    for _ in range(2):
        text = html.unescape(text) if _ESCAPED.search(text) else text
    return _UNWANTED.sub("", text)


def _find_nodes(tree: HtmlElement) -> Iterator[Node]:
    """Every object in every block, at most so many that nobody has to wait."""
    left = _MOST_NODES
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for node in walk(load_block(script.text or ""), _INSIDE, left):
            left -= 1
            yield node


def load_block(text: str) -> object:
    """The data of a block, None where it is no JSON."""
    text = text.strip().removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").removesuffix("//]]>").strip()
    try:
        return json.loads(text.rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def walk(data: object, inside: Container[str], most: int) -> Iterator[Node]:
    """The objects inside data, outer ones first, in order; those under the names that are `inside`, at most so many."""
    waiting = deque([data])
    while waiting and most > 0:
        one = waiting.popleft()
        most -= 1
        if isinstance(one, dict):
            yield one
            waiting += [value for name, value in one.items() if name in inside]
        elif isinstance(one, list):
            waiting += one


def is_a(node: Node, fits: Callable[[str], object]) -> bool:
    """Tell whether one of the kinds of an object fits, without what stands before it: "https://schema.org/Report" is "Report"."""
    return any(fits(kind.rpartition("/")[2]) for kind in listed(node.get("@type")) if isinstance(kind, str))


def _weight(node: Node) -> tuple[bool, int]:
    """How much an article is the page's own: it has a headline, a body or entries, and says more than another."""
    return bool(first_text(node.get("headline"))), sum(
        bool(node.get(name)) for name in ("articleBody", "liveBlogUpdate", "author", "datePublished", "publisher")
    )


def listed(value: object) -> list[object]:
    """A list of what may be a list or one thing."""
    return value if isinstance(value, list) else [value]


def first_text(value: object) -> str:
    """A text out of what may be a text, a list of texts, or an object with a value."""
    value = value[0] if isinstance(value, list) and value else value
    value = value.get("@value") if isinstance(value, dict) else value
    return value if isinstance(value, str) else ""


def names_of(value: object, by_id: Mapping[str, Node]) -> Iterator[str]:
    """The names in a text, an object, a list of both, or an object that only points to another one."""
    for one in listed(value):
        if isinstance(one, dict):
            known = one if "name" in one else by_id.get(str(one.get("@id")), one)
            name = "; ".join(filter(None, (item if isinstance(item, str) else "" for item in listed(known.get("name")))))
        else:
            name = one if isinstance(one, str) else ""
        if clean(name):
            yield clean(name)


def _flag(value: object) -> bool | None:
    """A yes or no, which sites write as true, "True", "false" or "no"."""
    word = str(value).strip().lower().rpartition("/")[2]
    return {"true": True, "yes": True, "false": False, "no": False}.get(word)


def _update(value: object) -> str:
    """One entry of a live blog: its headline and its text."""
    if not isinstance(value, dict):
        return ""
    headline, body = clean(first_text(value.get("headline"))), as_paragraphs(first_text(value.get("articleBody")))
    return "\n\n".join(part for part in (headline, body) if part)
