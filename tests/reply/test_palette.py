"""The looks of statuses: told apart by pattern as well as by colour, and readable on their paper."""

import pytest

from bot.model import Status
from bot.reply.draw.palette import DARK, LIGHT, LOOKS, Look, Paper

READABLE = 4.5
"""Contrast that WCAG 2.2 asks of text (1.4.3)."""


def luminance(colour: str) -> float:
    """How light a colour is, as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_status_has_a_look() -> None:
    assert set(LOOKS) == set(Status)


@pytest.mark.parametrize("part", ["line", "fill"])
def test_no_two_statuses_look_the_same(part: str) -> None:
    looks = [(look.light, getattr(look, part)) for look in LOOKS.values()]
    assert len(set(looks)) == len(looks)
    assert len({(look.dark, getattr(look, part)) for look in LOOKS.values()}) == len(looks)


@pytest.mark.parametrize("look", LOOKS.values(), ids=list(LOOKS))
def test_every_colour_can_be_read_on_its_paper(look: Look) -> None:
    assert contrast(look.light, LIGHT.ground) >= READABLE
    assert contrast(look.dark, DARK.ground) >= READABLE


@pytest.mark.parametrize("paper", [LIGHT, DARK])
def test_words_can_be_read_on_their_paper(paper: Paper) -> None:
    assert contrast(paper.ink, paper.ground) >= 7
    assert contrast(paper.faint, paper.ground) >= READABLE


def test_nothing_is_red() -> None:
    for look in LOOKS.values():
        red, green, blue = (int(look.light[at : at + 2], 16) for at in (1, 3, 5))
        assert not (red > 150 and red > 2.5 * green and red > 2.5 * blue)
