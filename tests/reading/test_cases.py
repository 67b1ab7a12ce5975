"""The table of sentences and short articles: what the reading makes of each."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.model import Article, FindingKind, Level, Source, Statement, Status
from bot.reading import read
from bot.rulebook import Rulebook

TABLE = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))
CASES: list[dict[str, Any]] = TABLE["case"]
ARTICLES: list[dict[str, Any]] = TABLE["article"]
_CASE_KEYS = {"text", "status", "certainty", "polarity", "time", "about", "sources"}
_ORIGIN_KEYS = {"author", "published", "passed_on", "is_page"}
_ARTICLE_KEYS = {"name", "title", "text", "level", "findings", "no_findings", *_ORIGIN_KEYS}


def statuses(case: dict[str, Any]) -> list[str]:
    """The statuses a case asks for, one a statement."""
    asked = case["status"]
    return [asked] if isinstance(asked, str) else asked


def seen_of(source: Source, keys: dict[str, object]) -> dict[str, object]:
    """What a source says for the keys a case asks about; no name is an empty one."""
    return {key: getattr(source, key) if getattr(source, key) is not None else "" for key in keys}


def first_about(statements: tuple[Statement, ...]) -> str | None:
    """What the first caveat is about."""
    return next((statement.about.text for statement in statements if statement.about), None)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_a_sentence_gets_its_status(case: dict[str, Any], rulebook: Rulebook) -> None:
    assert [statement.status.value for statement in read(Article(case["text"]), rulebook).statements] == statuses(case)


SOURCED = [case for case in CASES if "sources" in case]


@pytest.mark.parametrize("case", SOURCED, ids=[case["text"][:60] for case in SOURCED])
def test_a_sentence_has_its_sources(case: dict[str, Any], rulebook: Rulebook) -> None:
    sources = [source for statement in read(Article(case["text"]), rulebook).statements for source in statement.sources]
    asked = case["sources"]
    assert len(sources) == len(asked), [source.text for source in sources]
    assert [seen_of(source, keys) for source, keys in zip(sources, asked, strict=True)] == asked


QUALIFIED = [case for case in CASES if case.keys() & {"certainty", "polarity", "time", "about"}]


@pytest.mark.parametrize("case", QUALIFIED, ids=[case["text"][:60] for case in QUALIFIED])
def test_a_sentence_has_its_certainty_polarity_time_and_object(case: dict[str, Any], rulebook: Rulebook) -> None:
    statements = read(Article(case["text"]), rulebook).statements
    seen = {key: getattr(statements[0], key) for key in ("certainty", "polarity", "time")} | {"about": first_about(statements)}
    asked = {key: case[key] for key in seen if key in case}
    assert {key: seen[key] for key in asked} == asked


@pytest.mark.parametrize("article", ARTICLES, ids=[article["name"] for article in ARTICLES])
def test_an_article_gets_its_level_and_findings(article: dict[str, Any], rulebook: Rulebook) -> None:
    origin = {key: article[key] for key in _ORIGIN_KEYS if key in article}
    reading = read(Article(article["text"], article.get("title"), **origin), rulebook)
    kinds = {finding.kind.value for finding in reading.findings}
    assert kinds >= set(article.get("findings", ()))
    assert not kinds & set(article.get("no_findings", ()))
    assert reading.level == article.get("level", reading.level)


def test_the_table_speaks_the_words_of_the_model() -> None:
    assert all(case.keys() <= _CASE_KEYS and set(statuses(case)) <= set(Status) for case in CASES)
    kinds = {kind for article in ARTICLES for key in ("findings", "no_findings") for kind in article.get(key, ())}
    assert all(article.keys() <= _ARTICLE_KEYS for article in ARTICLES)
    assert kinds <= set(FindingKind)


def test_the_table_has_a_case_for_every_status_level_and_finding_both_ways() -> None:
    assert {status for case in CASES for status in statuses(case)} == set(Status)
    assert {article["level"] for article in ARTICLES if "level" in article} == set(Level)
    for key in ("findings", "no_findings"):
        assert {kind for article in ARTICLES for kind in article.get(key, ())} == set(FindingKind)


def test_no_text_stands_in_the_table_twice() -> None:
    texts = [case["text"] for case in CASES]
    assert len(texts) == len(set(texts))
