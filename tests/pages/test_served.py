"""The saved pages, served by a real server and opened as a link is: guard, robots.txt, decoding and extraction together."""

from urllib.parse import urlsplit

import pytest

from bot.model import NoPage, Page
from bot.pages.reader import extract_lazily
from tests.pages.servers import answer
from tests.pages.small_web import PUBLIC, small_web
from tests.pages.test_extract import NAMES, SITES, load


@pytest.mark.parametrize("name", NAMES)
async def test_a_page_that_is_opened_gives_what_the_saved_one_does(name: str) -> None:
    saved = load(name)
    parts = urlsplit(saved.url)
    path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    async with small_web(extract=extract_lazily) as web:
        web.names.set(parts.hostname or "", [PUBLIC])
        web.site.at(path, answer((SITES / f"{name}.html").read_bytes(), content_type="text/html"))
        opened = await web.open(path, name=parts.hostname or "")
    if saved.fault:
        assert isinstance(opened, NoPage)
        assert opened.fault == saved.fault
        assert saved.facts.items() <= opened.facts.items()
    else:
        assert isinstance(opened, Page)
        article = opened.article
        assert (article.title, article.author, article.published) == (saved.title, saved.author, saved.published)
        assert (article.text[: len(saved.first)], article.text[-len(saved.last) :]) == (saved.first, saved.last)
        assert article.is_page
