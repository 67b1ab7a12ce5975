"""Saved pages in the shapes of real news sites, each with what must come out of it beside it."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.model import Article, NoPage, Page
from bot.pages.extract import extract_page
from bot.pages.same_address import same_address
from tests.pages.ballast import load_with_ballast

SITES = Path(__file__).parent / "sites"
NAMES = sorted(file.stem for file in SITES.glob("*.html"))


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved page and what must come out of it: a fault, or an article with these fields, words and no others."""

    markup: str
    url: str
    address: str
    title: str | None
    author: str | None
    published: str | None
    site: str | None
    first: str
    last: str
    must_have: tuple[str, ...]
    must_not_have: tuple[str, ...]
    fault: str
    facts: dict[str, str]


def load(name: str) -> Saved:
    said = tomllib.loads((SITES / f"{name}.toml").read_text(encoding="utf-8"))
    markup = (SITES / f"{name}.html").read_bytes().decode(said.pop("encoding", "utf-8"))
    saved = Saved(
        markup=markup,
        url=said.pop("url"),
        address=said.pop("address", ""),
        title=said.pop("title", None),
        author=said.pop("author", None),
        published=said.pop("published", None),
        site=said.pop("site", None),
        first=said.pop("first", ""),
        last=said.pop("last", ""),
        must_have=tuple(said.pop("must_have", ())),
        must_not_have=tuple(said.pop("must_not_have", ())),
        fault=said.pop("fault", ""),
        facts=said.pop("facts", {}),
    )
    assert not said, f"unknown keys in {name}.toml: {sorted(said)}"
    return saved


ARTICLES = [name for name in NAMES if not load(name).fault]
FAULTS = [name for name in NAMES if load(name).fault]


def article(name: str) -> Article:
    page = extract_page(load(name).markup, load(name).url)
    assert isinstance(page, Page), page
    return page.article


@pytest.mark.parametrize("name", NAMES)
def test_every_page_stands_beside_what_must_come_out_of_it(name: str) -> None:
    assert (SITES / f"{name}.toml").is_file()


@pytest.mark.parametrize("name", ARTICLES)
def test_the_text_is_the_article_from_its_first_words_to_its_last(name: str) -> None:
    text = article(name).text
    assert (text[: len(load(name).first)], text[-len(load(name).last) :]) == (load(name).first, load(name).last)


@pytest.mark.parametrize("name", ARTICLES)
def test_nothing_of_the_article_is_lost(name: str) -> None:
    text = article(name).text
    assert [words for words in load(name).must_have if words not in text] == []


@pytest.mark.parametrize("name", ARTICLES)
def test_nothing_of_the_page_around_the_article_is_kept(name: str) -> None:
    text = article(name).text
    assert [words for words in load(name).must_not_have if words in text] == []


@pytest.mark.parametrize("name", ARTICLES)
def test_the_article_says_where_it_is_from(name: str) -> None:
    found, said = article(name), load(name)
    assert (found.title, found.author, found.published, found.site) == (said.title, said.author, said.published, said.site)
    assert (found.url, found.is_page) == (said.url, True)


@pytest.mark.parametrize("name", ARTICLES)
def test_the_address_is_that_of_the_article(name: str) -> None:
    said = load(name)
    page = extract_page(said.markup, said.url)
    assert isinstance(page, Page)
    assert page.address == (said.address or same_address(said.url))


@pytest.mark.parametrize("name", ARTICLES)
def test_the_headline_is_not_the_first_line_again(name: str) -> None:
    assert not article(name).text.startswith(load(name).title or "\n")


@pytest.mark.parametrize("name", [name for name in ARTICLES if "<body>" in load(name).markup])
def test_the_ballast_of_a_real_site_does_not_change_the_article(name: str) -> None:
    said = load(name)
    page = extract_page(load_with_ballast(said.markup), said.url)
    assert isinstance(page, Page)
    assert page.article == article(name)


@pytest.mark.parametrize("name", FAULTS)
def test_a_page_without_an_article_says_what_it_is(name: str) -> None:
    said = load(name)
    found = extract_page(said.markup, said.url)
    assert isinstance(found, NoPage)
    assert (found.fault.value, found.url) == (said.fault, said.url)
    assert {key: found.facts.get(key) for key in said.facts} == said.facts


@pytest.mark.parametrize("name", NAMES)
def test_the_same_page_gives_the_same_article(name: str) -> None:
    said = load(name)
    assert extract_page(said.markup, said.url) == extract_page(said.markup, said.url)
