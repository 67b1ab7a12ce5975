"""The card of a reading: lines that fit, letters that can be drawn, a bar that tells the statuses from left to right."""

import itertools
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.files import load_phrasebook
from bot.model import Reading
from bot.pictures import load_ruler
from bot.reply.draw.card import INDENT, ROOM, WIDTH, draw_card
from bot.reply.draw.ruler import UNKNOWN
from bot.reply.phrasebook import Phrasebook
from tests.reply.examples import DOUBTED, EXAMPLES
from tests.reply.strategies import HOSTILE, PATIENT, readings

RULER, PHRASEBOOK = load_ruler(), load_phrasebook()
SVG = "{http://www.w3.org/2000/svg}"


def root_of(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314  the drawing comes from this project alone: no stranger's entities


def texts_of(svg: str) -> list[ET.Element]:
    """Give the texts, those in groups with the places they have on the card."""
    root = root_of(svg)
    for group in root.findall(f"{SVG}g"):
        right, down = map(float, group.attrib["transform"].removeprefix("translate(").rstrip(")").split())
        for text in group.iter(f"{SVG}text"):
            text.attrib |= {"x": str(float(text.attrib["x"]) + right), "y": str(float(text.attrib["y"]) + down)}
    return list(root.iter(f"{SVG}text"))


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_line_runs_over_the_edge(name: str, phrasebook: Phrasebook) -> None:
    for text in texts_of(draw_card(EXAMPLES[name], phrasebook, RULER)):
        width = RULER.measure(text.text or "", float(text.attrib["font-size"]), bold="font-weight" in text.attrib)
        assert float(text.attrib["x"]) + width <= WIDTH - (WIDTH - ROOM) / 2 + 0.5


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_line_stands_on_another_and_all_are_inside(name: str, phrasebook: Phrasebook) -> None:
    svg = draw_card(EXAMPLES[name], phrasebook, RULER)
    height = float(root_of(svg).attrib["height"])
    places = [(float(text.attrib["y"]), float(text.attrib["font-size"])) for text in texts_of(svg)]
    assert all(y == above or y - size >= above for (above, _), (y, size) in itertools.pairwise(places))
    assert places[-1][0] < height


def test_the_bar_tells_the_statuses_in_order_and_the_key_names_them(phrasebook: Phrasebook) -> None:
    drawn = re.findall(r'class="area-([a-z-]+)"', draw_card(DOUBTED, phrasebook, RULER))
    n = len(DOUBTED.statements)
    assert drawn[:n] == [statement.status for statement in DOUBTED.statements]
    assert sorted(drawn[n:]) == sorted(DOUBTED.counts)
    words = [text.text for text in texts_of(draw_card(DOUBTED, phrasebook, RULER))]
    assert all(phrasebook.count("count", status, k, n=k) in words for status, k in DOUBTED.counts.items())


def test_the_first_line_and_the_closing_are_on_it(phrasebook: Phrasebook) -> None:
    words = " ".join(text.text or "" for text in texts_of(draw_card(DOUBTED, phrasebook, RULER)))
    assert phrasebook.say("level", DOUBTED.level) in words
    assert "not a fact-check" in words


@PATIENT
@given(readings())
def test_any_reading_makes_a_card_that_can_be_drawn(reading: Reading) -> None:
    for text in texts_of(draw_card(reading, PHRASEBOOK, RULER)):
        assert text.text
        assert RULER.known(text.text) == text.text


def test_a_letter_that_no_font_has_is_seen_as_a_box() -> None:
    assert RULER.known("漢字 and 👩‍👩") == f"{UNKNOWN * 2} and {UNKNOWN}\u200d{UNKNOWN}"


@pytest.mark.parametrize("text", ["a few short words", "x" * 5_000, "word " * 1_000, *(text for text in HOSTILE if text.strip())])
def test_a_text_is_broken_into_at_most_so_many_lines_that_fit(text: str) -> None:
    lines = RULER.wrap(text, 33, ROOM - INDENT, most=3)
    assert len(lines) <= 3
    assert all(RULER.measure(line, 33) <= ROOM - INDENT for line in lines)


@given(st.lists(st.sampled_from(["harbour", "a", "confirmed", "x" * 90]), min_size=1, max_size=8))
def test_nothing_is_lost_in_breaking_a_text(words: list[str]) -> None:
    text = " ".join(words)
    assert "".join(RULER.wrap(text, 33, ROOM, most=99)).replace(" ", "") == text.replace(" ", "")


def test_what_is_cut_ends_with_an_ellipsis() -> None:
    assert RULER.wrap("word " * 1_000, 33, ROOM, most=2)[-1].endswith("…")
