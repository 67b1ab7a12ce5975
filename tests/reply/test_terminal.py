"""The summary on a terminal."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Level, Reading
from bot.reply.phrasebook import Phrasebook
from bot.reply.summary import summarise
from bot.reply.terminal import BOLD, DIM, PLAIN, count_columns, render_terminal, wrap
from tests.reply.builder import Line, build_reading
from tests.reply.examples import DOUBTED
from tests.reply.strategies import HOSTILE, PATIENT, readings

OWN_COLOURS = re.compile("|".join(map(re.escape, (BOLD, DIM, PLAIN))))


def has_control(text: str) -> bool:
    return any(unicodedata.category(character) in ("Cc", "Cs") for character in text.replace("\n", ""))


@PATIENT
@given(reading=readings(), width=st.integers(0, 200))
def test_whatever_was_read_no_control_character_reaches_the_terminal(
    reading: Reading, width: int, phrasebook: Phrasebook
) -> None:
    summary = summarise(reading, phrasebook)
    plain, coloured = render_terminal(summary, width=width), render_terminal(summary, colour=True, width=width)
    assert not has_control(plain)
    assert OWN_COLOURS.sub("", coloured) == plain


@PATIENT
@given(reading=readings(), width=st.integers(20, 200))
def test_whatever_was_read_no_line_is_too_wide(reading: Reading, width: int, phrasebook: Phrasebook) -> None:
    lines = render_terminal(summarise(reading, phrasebook), width=width).splitlines()
    assert [line for line in lines if count_columns(line) > width] == []


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_on_its_line(text: str, phrasebook: Phrasebook) -> None:
    output = render_terminal(summarise(build_reading(Level.MIXED, [Line(text)]), phrasebook))
    assert not has_control(output)
    output.encode()


def test_every_statement_is_listed(phrasebook: Phrasebook) -> None:
    output = render_terminal(summarise(build_reading(Level.UNSOURCED, [Line("It rains.")] * 200), phrasebook))
    assert output.count("“It rains” · no source") == 200


def test_colours_are_bold_and_dim_only(phrasebook: Phrasebook) -> None:
    output = render_terminal(summarise(DOUBTED, phrasebook), colour=True)
    assert set(re.findall("\x1b[^m]*m", output)) == {"\x1b[0m", "\x1b[1m", "\x1b[2m"}


def test_the_first_line_is_the_level(phrasebook: Phrasebook) -> None:
    assert render_terminal(summarise(DOUBTED, phrasebook)).splitlines()[0] == "◔ Main point not confirmed, by its own words"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one two three", ["one two", "three"]),
        ("onetwothree", ["onet", "wo", "thre", "e"]),
        ("漢字漢字漢", ["漢字漢字", "漢"]),
        ("", [""]),
    ],
)
def test_lines_break_between_words_and_long_words_anywhere(text: str, lines: list[str]) -> None:
    joined = "".join(lines).replace(" ", "")
    wrapped = wrap(text, 8)
    assert "".join(wrapped).replace(" ", "") == joined
    assert max(map(count_columns, wrapped)) <= 8


def test_following_lines_hang_deeper() -> None:
    assert wrap("one two three four", 10, "  ") == ["  one two", "    three", "    four"]
