"""What was read and where it comes from, in one line."""

import pytest

from bot.model import Article, Level, NoPage, PageFault
from bot.reply.origin import say_date, say_no_page, say_origin
from bot.reply.phrasebook import Phrasebook
from bot.reply.summary import summarise
from bot.reply.telegram import render_telegram
from bot.reply.terminal import render_terminal
from tests.reply.builder import Line, build_reading

LINES = [Line("The harbour closed on Friday."), Line("Nobody said why.")]


def told(origin: Article, phrasebook: Phrasebook) -> str:
    return say_origin(build_reading(Level.UNSOURCED, LINES, origin=origin), phrasebook)


def test_a_pasted_text_has_no_origin(phrasebook: Phrasebook) -> None:
    assert told(Article("", url="https://a.example"), phrasebook) == ""


def test_a_page_is_said_with_words_site_author_and_date(phrasebook: Phrasebook) -> None:
    page = Article("", site="Lowmere Courier", author="Ilse Tarn", published="2026-03-03", is_page=True)
    assert told(page, phrasebook) == "8 words read, from Lowmere Courier, by Ilse Tarn, dated 3 March 2026"


def test_what_a_page_does_not_say_is_left_out(phrasebook: Phrasebook) -> None:
    assert told(Article("", is_page=True), phrasebook) == "8 words read"


def test_a_forwarded_post_is_said_with_its_channel_and_date(phrasebook: Phrasebook) -> None:
    assert told(Article("", site="North now", published="2026-12-31T23:59:59Z"), phrasebook) == (
        "8 words read, from North now, dated 31 December 2026"
    )


@pytest.mark.parametrize("date", [None, "", "soon", "2026", "2026-13-01", "03-03-2026"])
def test_what_is_no_date_is_not_said(date: str | None, phrasebook: Phrasebook) -> None:
    assert say_date(date, phrasebook) == ""


def test_the_origin_stands_behind_the_counts(phrasebook: Phrasebook) -> None:
    summary = summarise(build_reading(Level.UNSOURCED, LINES, origin=Article("", site="North", is_page=True)), phrasebook)
    assert render_terminal(summary).splitlines()[2] == "8 words read, from North"
    assert render_telegram(summary).splitlines()[2] == "8 words read, from North"


def test_a_site_of_a_strangers_choosing_is_cut_and_kept_in_its_place(phrasebook: Phrasebook) -> None:
    line = told(Article("", site="\u202e" + "x" * 500, is_page=True), phrasebook)
    assert len(line) < 100
    assert "\u202e" not in line


def test_a_fault_names_the_site(phrasebook: Phrasebook) -> None:
    assert "printer.example is not there" in say_no_page(
        NoPage(PageFault.NOT_PUBLIC, "http://printer.example/", {"host": "printer.example"}), phrasebook
    )
