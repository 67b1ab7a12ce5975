"""Facts about what is read and what is refused, before Telegram or a terminal come into it."""

import time
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.files import load_rulebook
from bot.model import Article
from bot.service import LONGEST, Service


@cache
def service() -> Service:
    return Service(load_rulebook(None))


def refusal(text: str, title: str | None = None) -> str:
    return service().answer(Article(text, title)).refusal


@pytest.mark.parametrize("text", ["", " \n\t\u00a0", "\x00\x07\u200b\u202e", "🔥👍🏽🇺🇦", "…!?—", "\ud800"])
def test_what_has_no_words_is_empty(text: str) -> None:
    assert refusal(text) == "empty"


def test_five_words_are_too_short() -> None:
    assert refusal("Police said it was fire.") == "too_short"


def test_six_words_are_read() -> None:
    assert refusal("Fire at the depot, police say.") == ""


def test_the_words_of_a_title_count() -> None:
    assert refusal("Police say so.", title="Fire at the depot") == ""


@pytest.mark.parametrize(
    "text",
    [
        "La policía dijo el lunes que el depósito ardió durante toda la noche y que nadie resultó herido.",
        "Die Polizei teilte am Montag mit, dass das Lager die ganze Nacht brannte und niemand verletzt wurde.",
        "Полиция сообщила в понедельник, что склад горел всю ночь и что никто не пострадал.",
        "警方周一表示，仓库整夜燃烧，没有人受伤，原因仍在调查中，官员没有证实任何消息。",
        "قالت الشرطة يوم الاثنين إن المستودع احترق طوال الليل وإن أحدا لم يصب بأذى",
    ],
)
def test_another_language_is_refused_as_such(text: str) -> None:
    assert refusal(text) == "no_language"


def test_a_million_characters_are_read() -> None:
    sentence = "The police of the northern district said on Monday that nobody had yet confirmed who set the depot on fire. "
    assert refusal((sentence * LONGEST)[:LONGEST]) == ""


def test_more_than_a_million_characters_are_too_long() -> None:
    assert refusal("a " * LONGEST) == "too_long"


def test_more_than_a_million_characters_are_refused_at_once() -> None:
    text = "Police said so. " * LONGEST
    began = time.perf_counter()
    refusal(text)
    assert time.perf_counter() - began < 0.1


@given(st.text(st.characters(codec=None), max_size=400))
def test_any_text_gets_a_reading_or_a_refusal_and_never_both(text: str) -> None:
    answer = service().answer(Article(text))
    assert (answer.reading is None) == bool(answer.refusal)


def test_the_text_of_a_reading_is_the_text_that_was_sent() -> None:
    text = " Police said\x00 the dépôt burned \u202e on Monday. \ud83d\n"
    reading = service().answer(Article(text, "A title", "https://example.org")).reading
    assert reading is not None
    assert (reading.article.text, reading.article.title, reading.article.url) == (text, "A title", "https://example.org")


RUSSIAN = "Полиция сообщила в понедельник, что склад горел всю ночь и что никто не пострадал."
ENGLISH = "The police said on Monday that the depot burned all night and that nobody was hurt."
TITLE = "Lowmere’s Depot Burns Near Harbour\nLowmere’s Depot Burns Near Harbour"
NAMES = "Ilse Tarn, Oden Rask, Petr Lom, Hanne Uldt, Dana Orlec, Ivo Maskell, Ada Doe"


def test_a_paragraph_in_another_language_is_left_out_and_counted() -> None:
    reading = service().answer(Article(f"{ENGLISH}\n\n{RUSSIAN}")).reading
    assert reading is not None
    assert (reading.article.text, reading.article.left_out) == (ENGLISH, 1)


@pytest.mark.parametrize("paragraph", [TITLE, NAMES, "5 : 3, 2 : 0, 1 : 1, 0 : 0, 4 : 2, 3 : 3, 1 : 0, 2 : 2"])
def test_a_title_and_a_list_of_names_are_no_other_language(paragraph: str) -> None:
    reading = service().answer(Article(f"{paragraph}\n\n{ENGLISH}")).reading
    assert reading is not None
    assert reading.article.left_out == 0
