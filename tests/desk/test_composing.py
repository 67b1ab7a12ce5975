"""Whatever was read, the message is one that Telegram takes, with or without a group around it."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.buttons import Keys
from bot.chat.composer import Composer, Shown, quote_back
from bot.chat.post import Post
from bot.files import load_rulebook
from bot.model import Article
from bot.playground.formatting import choose_formatter
from bot.playground.markup import utf16_length
from bot.playground.texts import LONGEST_TEXT, MOST_ENTITIES
from bot.reading.accusing import find_accusing
from bot.reply.explain import explain_blocks
from bot.reply.honest import LIMIT
from bot.reply.pages import ROOM, paginate, render_page
from bot.reply.phrasebook import Phrasebook
from bot.reply.telegram import count_units
from bot.service import Answer, Service
from bot.service.keeping import KeptAnswer
from tests.desk.town import ARTICLE

FORMATTER = choose_formatter()
PIECES = st.sampled_from(
    (
        "reportedly",
        "said",
        "police",
        "<b>",
        "&amp;",
        "👩‍👩‍👧",
        "\u202e",
        "could not confirm",
        "was accused of",
        ".",
        " ",
        "“",
        "@a",
        "\n\n",
    )
)
texts = st.one_of(st.text(st.characters(codec=None), max_size=300), st.lists(PIECES, max_size=60).map(" ".join))


@pytest.fixture(scope="session")
def service() -> Service:
    return Service(load_rulebook(None))


@pytest.fixture(scope="session")
def composer(phrasebook: Phrasebook) -> Composer:
    return Composer(phrasebook, Keys(phrasebook, "caveat_bot"))


KEPT = KeptAnswer("ab", 1, None, 1, "a:1:1", Article(""), "", 0.0)


def copy_lines(shown: Shown) -> list[str]:
    rows: Any = shown.keyboard["inline_keyboard"]
    return [key["copy_text"]["text"] for row in rows for key in row if "copy_text" in key]


def answer_html(service: Service, composer: Composer, answer: Answer, *, private: bool) -> str:
    if answer.reading is None:
        return composer.refuse(answer)
    return composer.answer(answer.reading, None if private else find_accusing(answer.reading, service.rulebook), KEPT).html


@pytest.mark.parametrize("private", [True, False])
@given(text=texts)
def test_every_text_gets_a_reply_that_telegram_takes(service: Service, composer: Composer, private: bool, text: str) -> None:
    answer = service.answer(Post(text, (), "North", "2026-01-01", "2026-02-01").article())
    html = answer_html(service, composer, answer, private=private)
    formatted = FORMATTER.parse(html)
    assert formatted.text.strip()
    assert utf16_length(formatted.text) <= LONGEST_TEXT
    assert len(formatted.entities) <= MOST_ENTITIES


@given(text=texts)
def test_the_honest_line_fits_its_button(service: Service, composer: Composer, text: str) -> None:
    reading = service.answer(Post(text, (), "N" * 300, None, "").article()).reading
    for line in copy_lines(composer.answer(reading, None, KEPT)) if reading else ():
        assert count_units(line) <= LIMIT
        assert re.search(r"“[^”]*[^\W_][^”]*”", line)


@given(text=texts)
def test_every_page_of_reasons_fits_a_message(service: Service, composer: Composer, text: str) -> None:
    reading = service.answer(Post(text * 5, (), None, None, "").article()).reading
    pages = paginate(explain_blocks(reading, composer.phrasebook)) if reading else []
    assert all(count_units(page) <= ROOM for page in pages)
    for number in range(len(pages)):
        assert utf16_length(FORMATTER.parse(render_page("Why?", pages, number, composer.phrasebook)).text) <= LONGEST_TEXT


@given(text=texts)
def test_what_is_quoted_back_stands_in_the_post(service: Service, text: str) -> None:
    post = Post(text, (), None, None, "")
    reading = service.answer(post.article()).reading
    quoted = quote_back(reading, post) if reading else {}
    if quoted:
        words, start = str(quoted["quote"]), int(str(quoted["quote_position"]))
        raw = text.encode("utf-16-le", "surrogatepass")
        assert raw[2 * start :].startswith(words.encode("utf-16-le", "surrogatepass"))


def test_a_quotation_that_is_not_the_posts_own_text_is_left_out(service: Service) -> None:
    reading = service.answer(Post(ARTICLE, (), None, None, "").article()).reading
    assert reading
    assert quote_back(reading, Post(ARTICLE, (), None, None, "", quotes=False)) == {}
    assert quote_back(reading, Post("Something else.", (), None, None, "")) == {}
