"""Pages made to take for ever, to fill the memory or to break the parser: each ends with an answer."""

from time import perf_counter

import pytest

from bot.model import NoPage, Page
from bot.pages.extract import extract_page

SIZE = 1_000_000
LONGEST = 15.0
"""Seconds: a busy machine needs a second or two for the worst of these; what grows with the square needs minutes."""
NUMBERS = range(60_000)
HOSTILE = {
    "deep": "<div>" * SIZE,
    "deep-lists": "<ul><li>x" * SIZE,
    "open-tags": "<p><font><b><i>x" * SIZE,
    "links": "<a href='/x'>some words here</a> " * 100_000,
    "links-in-paragraphs": "<p><a href='/x'>some words here</a></p>" * 100_000,
    "spans": "<article><p>" + "<span>a </span>" * SIZE,
    "breaks": "<p>a" + "<br>a" * SIZE,
    "paragraphs": "<article>" + "<p>The water rose again, said Ada.</p>" * SIZE,
    "one-line": "<p>" + "word " * SIZE,
    "attributes": "<div " + " ".join(f"a{number}=1" for number in NUMBERS) + ">x</div>",
    "attributes-without-space": "<div " + "/".join(f"a{number}" for number in NUMBERS) + ">x</div>",
    "attributes-with-brackets": "<div " + "<".join(f"a{number}" for number in NUMBERS) + ">x</div>",
    "quotes": "<a '" * SIZE,
    "brackets": "<" * SIZE,
    "nuls": "<p>\0x" * SIZE,
    "entities": "<p>" + "&amp;" * SIZE,
    "deep-data": "<script type='application/ld+json'>" + "[" * SIZE + "</script><p>x",
    "many-data": '<script type=\'application/ld+json\'>{"@type":"NewsArticle"}</script>' * 20_000,
    "long-data": f'<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{"<p>" * SIZE}"}}</script><p>x',
    "parted-title": "<title>" + "a - " * SIZE,
    "headings": "".join(f"<h1>River {number} | Site</h1>" for number in NUMBERS),
    "bylines": ("<span class=author>" * 200 + "</span>" * 200) * 300 + "x" * SIZE,
    "updates": "<p>The water rose again on Sunday, said Ada Holm.</p><div><p>Updated 3 May</p></div>" * SIZE,
    "requests": "<p>" + "subscribe to " * SIZE,
    "times": "<time datetime='2026-01-01'>x</time>" * SIZE,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_has_an_answer_in_bounded_time(name: str) -> None:
    markup = HOSTILE[name][: 2 * SIZE]
    start = perf_counter()
    page = extract_page(markup, "https://a.example/a")
    assert isinstance(page, Page | NoPage)
    assert perf_counter() - start < LONGEST
