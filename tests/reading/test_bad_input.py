"""Whatever is sent is read: no crash, no hang, nothing lost, and mostly too little to weigh."""

import sys
import time
from types import FrameType

import pytest

from bot.model import Article, Level, Status
from bot.reading import read
from bot.rulebook import Rulebook

ODD = {
    "nothing": "",
    "only space": " \n\t \r\n ",
    "five words": "The lamp at Ayle broke",
    "only emoji": "🚢🔥😱" * 50,
    "only marks": "?!… — “” ( ) ; : , . " * 50,
    "only quotation marks": '"' * 5_000,
    "only opening quotation marks": "“" * 5_000,
    "only apostrophes": "' " * 5_000,
    "only brackets": "(" * 5_000,
    "only line breaks": "\n" * 5_000,
    "NUL": "The lamp\x00 at Ayle broke.\x00\x00 Police\x00 said so.",
    "control characters": "".join(map(chr, range(32))) + " The lamp at Ayle broke.\x7f\x9f",
    "half a UTF-8 file": b"The lamp at Ayle broke \xe2\x80".decode("utf-8", "surrogateescape"),
    "lone surrogates": "The \ud83d lamp \ude00 at Ayle broke. \udcff",
    "right-to-left marks": "\u202eThe lamp\u202c \u200fmay\u200e have broken.\u2067",
    "an unfinished tag": "<p The lamp broke. <b <i",
    "HTML": "<html><head><title>x</title><style>p{}</style></head><body><p>The lamp broke, police said.</p></body></html>",
    "HTML escaped twice": "&amp;lt;p&amp;gt;The lamp broke.&amp;lt;/p&amp;gt;",
    "quotation marks nested and never closed": "She said: “He said: ‘They said: “It broke. " * 20,
    "Russian": "Мэр сказал, что мост закрыт. Полиция не подтвердила это.",
    "Arabic": "قال رئيس البلدية إن الجسر مغلق. ولم تؤكد الشرطة ذلك.",
    "Chinese": "市长说桥已关闭。警方没有证实这一点。",
    "combining marks": "Z\u0300\u0301\u0302" * 500,
    "one letter": "x",
    "numbers": "1 2 3 4 5. 6, 7; 8.",
    "all in capitals": "THE LAMP IS BROKEN. POLICE COULD NOT CONFIRM WHO BROKE IT.",
    "only cue words": "may may may denied denied said said reportedly unconfirmed but but but",
    "only titles": "Gen. Dr. Sen. Mr. " * 200,
    "an endless line": "the lamp broke and then " * 4_000,
    "an endless word": "a" * 200_000,
    "an endless number": "1," * 50_000,
    "an endless address": "https://example.org/" + "a/" * 50_000,
    "endless negation": "not " * 20_000,
    "endless attribution": "police said that " * 5_000,
    "endless commas": "Pia Lund, a, b, " * 5_000 + "said.",
    "endless prepositions": "a spokesman for the office of the head of " * 3_000 + "said.",
    "endless tags": "<b>" * 20_000,
    "endless comments": "<!--" * 70_000,
    "endless scripts": "<script>" * 5_000,
    "endless entities": "&amp;" * 20_000,
    "endless titles": "A\n\n" * 5_000,
    "endless quotations": "“It may rain,” he said. " * 3_000,
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_it_is_read_without_a_crash_or_a_hang(text: str, rulebook: Rulebook) -> None:
    begun = time.monotonic()
    reading = read(Article(text), rulebook)
    assert time.monotonic() - begun < 4
    assert reading.article.text == text


@pytest.mark.parametrize("title", ODD.values(), ids=ODD.keys())
def test_as_a_title_it_leaves_the_text_readable(title: str, rulebook: Rulebook) -> None:
    begun = time.monotonic()
    reading = read(Article("The lamp broke.", title), rulebook)
    assert time.monotonic() - begun < 4
    assert reading.statements[-1].text == "The lamp broke."


@pytest.mark.parametrize(
    "name", ["nothing", "only space", "five words", "only emoji", "only marks", "one letter", "only line breaks"]
)
def test_what_says_nothing_is_too_little(name: str, rulebook: Rulebook) -> None:
    assert read(Article(ODD[name]), rulebook).level is Level.TOO_LITTLE


def test_a_megabyte_is_read_in_seconds(rulebook: Rulebook) -> None:
    piece = "The lamp may have broken on Monday, police said. “It was dark,” said Pia Lund. The ferry left at six.\n"
    text = piece * (1_000_000 // len(piece))
    begun = time.monotonic()
    reading = read(Article(text), rulebook)
    assert time.monotonic() - begun < 20
    assert reading.sentences == 3 * text.count("\n")


GROWS = {
    "news": "The lamp may have broken, police said. “It was dark,” said Pia Lund. Reuters could not verify the report.\n",
    "caveats": "The lamp broke on Monday. It is not known who broke the lamp.\n",
    "denials": "The lamp broke on Monday. The mayor denied that he broke the lamp.\n",
    "pointers": "The dam burst. This could not be confirmed.\n",
    "pronouns": "He said it may rain. She said that they had said no. ",
    "names": "Pia Lund said that Jan Orell had seen Ada Maier. ",
    "no comment": "Brekke Shipping declined to comment. Police did not respond. ",
    "one line": "the lamp broke and then police said that it may be so ",
    "one quotation": "“It may rain, ",
    "pages": "READ MORE: Ten walks\n",
}


@pytest.mark.parametrize("piece", GROWS.values(), ids=GROWS.keys())
def test_a_text_twice_as_long_takes_twice_the_steps(piece: str, rulebook: Rulebook) -> None:
    short, long = (steps_to_read(piece * times, rulebook) for times in (100, 200))
    assert long < 2.2 * short


def steps_to_read(text: str, rulebook: Rulebook) -> int:
    """How many functions are called to read a text; the first reading warms what is remembered."""
    read(Article(text), rulebook)
    steps = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal steps
        steps += event.endswith("call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read(Article(text), rulebook)
    finally:
        sys.setprofile(before)
    return steps


def test_the_words_around_strange_characters_are_still_read(rulebook: Rulebook) -> None:
    for text in (ODD["lone surrogates"], ODD["NUL"], ODD["control characters"]):
        assert any(statement.status is not Status.OTHER for statement in read(Article(text), rulebook).statements)


def test_markup_is_no_part_of_what_is_said(rulebook: Rulebook) -> None:
    statements = read(Article(ODD["HTML"]), rulebook).statements
    assert statements[-1].text == "The lamp broke, police said."
    assert statements[-1].status is Status.NAMED


def test_an_unclosed_quotation_gives_nobody_the_rest_of_the_text(rulebook: Rulebook) -> None:
    text = "“The lamp broke, Pia Lund said.\n" + "The harbour is dark.\n" * 30
    assert not read(Article(text), rulebook).statements[-1].sources


def test_capitals_hide_no_caveat(rulebook: Rulebook) -> None:
    assert Status.UNCONFIRMED in read(Article(ODD["all in capitals"]), rulebook).counts


def test_what_pasted_html_does_not_show_is_listed(rulebook: Rulebook) -> None:
    text = "<p>The gate is open.</p><script>police said no</script><p>The mill is shut.</p><!-- denied --><p>It rains.</p>"
    aside = [one.text for one in read(Article(text), rulebook).set_aside]
    assert aside == ["<script>police said no</script>", "<!-- denied -->"]
