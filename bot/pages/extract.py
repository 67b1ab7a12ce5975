"""From a page's markup to its article, or to what the page is instead."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from bot.model import Article, NoPage, Page, PageFault
from bot.pages.body import PROSE, find_body, is_prose, make_plain
from bot.pages.byline import find_author, find_published
from bot.pages.headline import Titles, find_headline, find_seen, guess_site
from bot.pages.jsonld import Linked, clean, read_linked
from bot.pages.judge import Sight, find_fault
from bot.pages.markup import Line, block_of, find_lines, key_of, parse, read_metas, text_of
from bot.pages.same_address import same_address
from bot.pages.telegram_post import is_telegram, read_post
from bot.pages.tidy import find_furniture, is_cue, put_back, tidy

_AUTHORS = (
    "author",
    "article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "og:article:author",
)
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
)
_SITES = ("og:site_name", "application-name", "apple-mobile-web-app-title", "publisher", "dc.publisher")
_BEST = 1.5
"""How many times longer the text of the data must be than that of the page to be taken instead."""
_AS_LONG = 0.9
_ENOUGH = 60
"""Words in the text of the data from which it is believed against another text of the page."""
_ABOVE, _BELOW = 15, 4
"""Lines above and below the article in which its author and date may stand."""
_TELLING = 20
"""Letters in a line that nothing else on a page repeats by chance."""
_MOST_SENTENCES = 200
_MOST_TIMES = 500
_MOST_AUTHORS = 8
_LONGEST = 500
"""Characters of a title or a name that are looked at."""
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_BYLINE = re.compile(r"(?:^|[\s_-])(?:by-?line|author|authors|author-?name|writer)(?:$|[\s_-]|name)", re.IGNORECASE)
_MARKS = ("rel", "itemprop", "class", "data-testid", "data-component")
_PUBLISHED = re.compile(r"datepublished|published|entry-date|pubdate|post-date", re.IGNORECASE)
_PLAYER = re.compile(r"youtube(?:-nocookie)?\.com/embed|player\.|/embed/|vimeo\.com|dailymotion|rutube\.ru/play", re.IGNORECASE)


def extract_page(markup: str, url: str) -> Page | NoPage:
    """The article of a page, or what the page is where it holds none.

    Reads at most two million characters and needs no network, clock or disk. Never fails, whatever the markup; the same
    markup always gives the same article.
    """
    tree = parse(markup)
    if tree is None:
        return NoPage(PageFault.NEARLY_EMPTY, url, {"words": "0"})
    return read_post(tree, url) if is_telegram(url) else _Reader(tree, url).read()


class _Reader:
    """Reads one page: holds everything that several steps need to know of it."""

    def __init__(self, tree: HtmlElement, url: str) -> None:
        self.tree, self.url = tree, url
        self.metas, self.linked, self.lines = read_metas(tree), read_linked(tree), find_lines(tree)
        self.times = [element for element in tree.iter("time") if element.get("datetime")][:_MOST_TIMES]
        self.titles = Titles(
            self.linked.headline[:_LONGEST],
            find_seen(self.lines),
            clean(_first(self.metas, ("og:title", "twitter:title")))[:_LONGEST],
            next(map(text_of, tree.iter("title")), "")[:_LONGEST],
        )
        named = clean(_first(self.metas, _SITES)[:_LONGEST]) or self.linked.site[:_LONGEST]
        self.site = named or guess_site(self.titles, _host(url)) or _host(url)

    def read(self) -> Page | NoPage:
        """The page's article, or what the page is instead."""
        make_plain(self.tree)
        title = find_headline(self.titles, self.site)
        raw = _choose(find_body(self.tree, self.lines), self.linked)
        start, end = _find_edges(raw, self.lines)
        unwanted = find_furniture(self.lines)
        below = [line for line in self.lines[end : end + _BELOW] if key_of(line.text) not in unwanted]
        near = [*reversed(self.lines[max(0, start - _ABOVE) : start]), *below]
        author = find_author(self._authors(), near)
        above = [title or "", *self.titles.seen, self.titles.shared, self.titles.linked, self.site, author or ""]
        text = put_back(tidy(raw, unwanted, above), self.lines, unwanted)
        fault = find_fault(self._sight(text))
        if fault:
            return fault
        article = Article(text, title, self.url, self.site, author, self._published(near), is_page=True)
        return Page(article, same_address(self.url, _canonical(self.tree, self.metas)))

    def _authors(self) -> Iterator[str]:
        """Who the page's data say wrote it, best first."""
        yield "; ".join(self.linked.authors[:_MOST_AUTHORS])
        yield from (clean(self.metas[name][:_LONGEST]) for name in _AUTHORS if name in self.metas)
        for element in islice(_find_bylines(self.tree), _MOST_AUTHORS):
            yield ", ".join(line.text for line in find_lines(element))

    def _published(self, near: Sequence[Line]) -> str | None:
        """When the page says it was published; when it was updated, where it says only that."""
        early, late = [line for line in near if not is_cue(line.text)], [line for line in near if is_cue(line.text)]
        given = [self.linked.published, *(self.metas[name] for name in _DATES if name in self.metas)]
        marked = [element.get("datetime", "") for element in self.times if _is_marked(element)]
        return find_published([*given, *marked, *self._times_in(early)], early, self.url) or find_published(
            self._times_in(late), late, self.url
        )

    def _times_in(self, lines: Sequence[Line]) -> list[str]:
        """The times for machines in some lines."""
        homes = {line.home for line in lines}
        return [element.get("datetime", "") for element in self.times if block_of(element) in homes]

    def _sight(self, text: str) -> Sight:
        inputs = list(self.tree.iter("input"))[:_MOST_TIMES]
        return Sight(
            url=self.url,
            host=_host(self.url),
            text=text,
            lines=self.lines,
            linked=self.linked,
            kind=_first(self.metas, ("og:type",)).lower(),
            site="" if self.site == _host(self.url) else self.site,
            has_password=any((element.get("type") or "").lower() == "password" for element in inputs),
            has_player=next(self.tree.iter("video"), None) is not None or any(map(_is_player, self.tree.iter("iframe", "embed"))),
            buttons=[
                element.get("value", "") for element in inputs if (element.get("type") or "").lower() in {"submit", "button"}
            ],
        )


def _first(metas: Mapping[str, str], names: Sequence[str]) -> str:
    return next((metas[name] for name in names if name in metas), "")


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _choose(found: str, linked: Linked) -> str:
    """The text of the page, or that of its data where the page gave much less or something else."""
    given = "\n\n".join(filter(None, (linked.body, *linked.updates)))
    words = len(given.split())
    is_longer = words > _BEST * len(found.split())
    is_lump = "\n\n" not in found and "\n\n" in given and words > _AS_LONG * len(found.split())
    is_other = words > _ENOUGH and _share_of(given, found) < 0.2
    return given if words > PROSE and (is_longer or is_lump or is_other) else found


def _share_of(text: str, other: str) -> float:
    """The share of a text's sentences that another text has as well."""
    keys = [key for sentence in _SENTENCES.split(text)[:_MOST_SENTENCES] if len(key := key_of(sentence)) > _TELLING]
    whole = key_of(other)
    return sum(key in whole for key in keys) / max(1, len(keys))


def _find_edges(text: str, lines: Sequence[Line]) -> tuple[int, int]:
    """The place of the first line of the page that is in the text, and the place behind the last."""
    keys = {key_of(row) for part in text.split("\n\n") for row in part.split("\n")}
    sentences = ((place, line) for place, line in enumerate(lines) if is_prose(line) and not line.is_heading)
    places = [place for place, line in sentences if key_of(line.text) in keys]
    return (places[0], places[-1] + 1) if places else (min(len(lines), _ABOVE), len(lines))


def _find_bylines(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The elements that are marked as the author's name."""
    for element in tree.iter("a", "span", "p", "div", "address", "li", "td"):
        if _BYLINE.search(" ".join(element.get(name) or "" for name in _MARKS)):
            yield element


def _is_marked(element: HtmlElement) -> bool:
    """Tell whether a time is marked as that of publication."""
    return "pubdate" in element.attrib or bool(
        _PUBLISHED.search(f"{element.get('itemprop', '')} {element.get('class', '')} {element.get('property', '')}")
    )


def _is_player(element: HtmlElement) -> bool:
    return bool(_PLAYER.search(element.get("src") or ""))


def _canonical(tree: HtmlElement, metas: Mapping[str, str]) -> str | None:
    """What the page says its address is."""
    links = (link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    return next((link for link in links if link), None) or metas.get("og:url")
