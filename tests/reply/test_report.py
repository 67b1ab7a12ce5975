"""The page of a reading: the whole article and nothing of its markup, every jump lands, the policy fits the page."""

import hashlib
import re
from base64 import b64encode
from dataclasses import replace

import pytest
from hypothesis import given
from lxml import html
from lxml.html import HtmlElement

from bot.files import load_phrasebook, load_rulebook, load_sheet
from bot.model import Article, Reading
from bot.reading import read
from bot.reply.phrasebook import Phrasebook
from bot.reply.report import render_report
from bot.reply.report.graph import find_origins
from bot.reply.report.runs import MOST_CUES, cut_body, cut_headline
from tests.command import SAMPLE
from tests.reply.examples import DOUBTED, EXAMPLES
from tests.reply.strategies import PATIENT, readings

SHEET, PHRASEBOOK = load_sheet(), load_phrasebook()
MARKUP = ("<script>alert(1)</script>", '"onmouseover="alert(1)', "</style><img src=x onerror=alert(1)>", "&lt;b&gt; &amp;")


@pytest.fixture(scope="module")
def sample() -> Reading:
    return read(Article(SAMPLE.read_text(encoding="utf-8")), load_rulebook())


def show(reading: Reading, phrasebook: Phrasebook) -> HtmlElement:
    return html.document_fromstring(render_report(reading, phrasebook, SHEET))


def words_of(text: str) -> str:
    """A text without blanks, for a page breaks lines elsewhere."""
    return "".join(text.split())


def test_the_page_of_the_sample_is_small(sample: Reading, phrasebook: Phrasebook) -> None:
    assert len(render_report(sample, phrasebook, SHEET).encode()) < 60_000


def test_the_same_reading_gives_the_same_page(sample: Reading, phrasebook: Phrasebook) -> None:
    assert render_report(sample, phrasebook, SHEET) == render_report(sample, phrasebook, SHEET)


def test_the_whole_article_is_there_in_order(sample: Reading, phrasebook: Phrasebook) -> None:
    article = show(sample, phrasebook).find(".//article")
    assert article is not None
    assert words_of(article.text_content()) == words_of(sample.article.text)


def test_every_statement_is_marked_with_its_status_and_leads_to_its_entry(sample: Reading, phrasebook: Phrasebook) -> None:
    page = show(sample, phrasebook)
    for statement in sample.statements:
        words = page.get_element_by_id(f"s{statement.n}")
        assert f"s-{statement.status}" in words.get("class", "")
        assert words_of(words.text_content()) == words_of(statement.text)
        entry = page.get_element_by_id((words.get("href") or "").removeprefix("#"))
        assert words_of(statement.text) in words_of(entry.text_content())


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_jump_lands_and_no_place_has_two_names(name: str, phrasebook: Phrasebook) -> None:
    page = show(EXAMPLES[name], phrasebook)
    places = [found for found in page.xpath("//@id") if not str(found).startswith("fill-")]
    assert len(places) == len(set(places))
    inner = [str(href) for href in page.xpath("//@href") if str(href).startswith("#")]
    assert bool(inner) is bool(EXAMPLES[name].statements)
    assert {href[1:] for href in inner} <= set(places)


def test_a_cue_is_marked_and_its_scope_can_be_lit(sample: Reading, phrasebook: Phrasebook) -> None:
    page = show(sample, phrasebook)
    for statement in sample.statements:
        words = page.get_element_by_id(f"s{statement.n}")
        for number, cue in enumerate(statement.cues):
            marked = "".join(one.text_content() for one in words.iter() if str(number) in (one.get("data-cues") or "").split())
            assert words_of(marked) == words_of(cue.text)
            lit = "".join(one.text_content() for one in words.iter() if str(number) in (one.get("data-scopes") or "").split())
            scope = sample.article.text[cue.scope.start : cue.scope.end]
            assert words_of(lit) == words_of(scope)


@pytest.mark.parametrize("markup", MARKUP)
def test_markup_in_an_article_is_shown_as_text(markup: str, phrasebook: Phrasebook) -> None:
    text = f"Depot burns {markup}\n\nThe mayor of {markup} said that {markup} was shut. No confirmation of {markup} came."
    reading = read(Article(text, title=f"Fire {markup}", site=markup, author=markup), load_rulebook())
    page = show(reading, phrasebook)
    article = page.find(".//article")
    assert article is not None
    assert words_of(markup) in words_of(article.text_content())
    assert [one.tag for one in page.iter() if one.tag in {"img", "iframe", "object"}] == []
    assert not [name for one in page.iter() if isinstance(one.tag, str) for name in one.attrib if name.startswith("on")]
    assert len(page.findall(".//script")) == 1


def test_only_an_address_of_the_web_becomes_a_link(phrasebook: Phrasebook) -> None:
    def links(url: str) -> list[str]:
        reading = read(Article("The mayor said it was shut. Nobody else did.", url=url), load_rulebook())
        return [str(href) for href in show(reading, phrasebook).xpath("//header//@href")]

    assert links("https://herald.example/a?b=1") == ["https://herald.example/a?b=1"]
    assert links("javascript:alert(1)") == []


def test_the_policy_allows_just_what_the_page_brings(sample: Reading, phrasebook: Phrasebook) -> None:
    page = show(sample, phrasebook)
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    for tag in ("style", "script"):
        (part,) = page.findall(f".//{tag}")
        digest = b64encode(hashlib.sha256((part.text or "").encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert page.xpath("//@style") == []


def test_nothing_on_the_page_is_fetched(sample: Reading, phrasebook: Phrasebook) -> None:
    assert re.findall(r"""(?:src=|url\((?!#)|@import)""", render_report(sample, phrasebook, SHEET)) == []


def test_sources_are_listed_with_what_they_do(sample: Reading, phrasebook: Phrasebook) -> None:
    listed = show(sample, phrasebook).xpath("//ul[@class='origins']/li")
    texts = [one.text_content() for one in listed]
    assert any(text.startswith("Reuters") and "could not confirm" in text for text in texts)
    assert any(text.startswith("The port authority") and "did not comment" in text for text in texts)
    assert len(texts) == len({text.partition(" · ")[0].casefold() for text in texts})


def test_a_text_that_names_nobody_says_so(phrasebook: Phrasebook) -> None:
    reading = read(Article("The bridge is shut. The river is high. Trains are late."), load_rulebook())
    assert "names nobody" in show(reading, phrasebook).text_content()


def test_the_legend_names_the_statuses_that_occur(sample: Reading, phrasebook: Phrasebook) -> None:
    rows = [one.text_content() for one in show(sample, phrasebook).xpath("//section[@class='legend']//li")]
    assert sorted(rows) == sorted(f"{phrasebook.say('status', status)} {n}" for status, n in sample.counts.items())


@PATIENT
@given(readings())
def test_any_reading_keeps_its_words_on_the_page(reading: Reading) -> None:
    """Of whatever words, each statement's stand on the page once more or less: a control is a replacement character there."""
    cut = [stretch for line in cut_body(reading) for stretch in line]
    shown = words_of("".join(run.text for stretch in (*cut_headline(reading), *cut) for run in stretch.runs))
    assert shown == words_of(f"{reading.title or ''}{reading.article.text}")
    page = render_report(reading, PHRASEBOOK, SHEET)
    page.encode()
    assert page.count("<script>") == 1


def test_a_statement_with_ten_thousand_cues_takes_no_longer_for_each() -> None:
    """The marks of one statement are bounded; the list of its words is not."""
    known = next(one for one in DOUBTED.statements if one.cues and one.sentence)
    reading = replace(DOUBTED, statements=(replace(known, cues=known.cues[:1] * 10_000),))
    (marked,) = [stretch for line in cut_body(reading) for stretch in line if stretch.statement]
    assert max(len(run.cues) for run in marked.runs) <= MOST_CUES


def test_in_the_drawing_each_source_has_a_row_of_its_own(sample: Reading, phrasebook: Phrasebook) -> None:
    """So no line runs behind a box it does not belong to."""
    boxes = show(sample, phrasebook).xpath("//svg[@class='graph']/g[not(contains(@class, 'column-text'))]/rect")
    rows = [box.get("y") for box in boxes]
    assert len(rows) == len(set(rows)) == show(sample, phrasebook).xpath("count(//ul[@class='origins']/li)")


def test_whoever_passed_something_on_stands_between() -> None:
    text = "Jane Roe of the Lowmere Post said two drivers had told her that it was empty. Nobody else was there."
    origins = find_origins(read(Article(text), load_rulebook()))
    assert [(one.name, one.via is not None) for one in origins if one.via] == [("two drivers", True)]
