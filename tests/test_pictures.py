"""Pictures as PNG: the same pixels everywhere, with the letters that are measured."""

import struct
import zlib

import pytest

from bot.files import load_phrasebook, load_rulebook
from bot.model import Article, Status
from bot.pictures import load_ruler, make_picture, to_png
from bot.reading import read
from bot.reply.draw.palette import LOOKS
from tests.command import SAMPLE

SIZE = 40


def pixels_of(png: bytes) -> list[list[tuple[int, ...]]]:
    """The rows of a PNG of 8 bits a channel; each pixel as red, green, blue, alpha."""
    width, height, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert (depth, kind) == (8, 6)
    data, at = b"", 8
    while at < len(png):
        size, name = struct.unpack(">I4s", png[at : at + 8])
        data += png[at + 8 : at + 8 + size] if name == b"IDAT" else b""
        at += size + 12
    return _rows(zlib.decompress(data), width, height)


def _rows(raw: bytes, width: int, height: int) -> list[list[tuple[int, ...]]]:
    above, rows = bytes(4 * width), []
    for row in range(height):
        start = row * (4 * width + 1)
        above = _unfilter(raw[start], raw[start + 1 : start + 1 + 4 * width], above)
        rows.append([tuple(above[at : at + 4]) for at in range(0, 4 * width, 4)])
    return rows


def _unfilter(kind: int, line: bytes, above: bytes) -> bytes:
    """Undo the filter of a line, as the PNG specification has it (section 9)."""
    out = bytearray(line)
    for at in range(len(out)):
        left, up, corner = (out[at - 4] if at >= 4 else 0), above[at], (above[at - 4] if at >= 4 else 0)
        guess = left + up - corner
        nearest = min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))[2]
        out[at] = (out[at] + (0, left, up, (left + up) // 2, nearest)[kind]) & 0xFF
    return bytes(out)


def draw_text(text: str, weight: str = "normal") -> list[list[tuple[int, ...]]]:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="900" height="80" font-family="DejaVu Sans">'
        f'<text x="0" y="50" font-size="{SIZE}" font-weight="{weight}">{text}</text></svg>'
    )
    return pixels_of(to_png(svg))


def ink_ends(rows: list[list[tuple[int, ...]]]) -> int:
    """Say where the last pixel with ink on it is."""
    return max((at for row in rows for at, pixel in enumerate(row) if pixel[3] > 60), default=0)


@pytest.mark.parametrize("text", ["no official confirmation", "Ouagadougou", "Премьер не подтвердил", "◔ Main point"])
@pytest.mark.parametrize("bold", [False, True])
def test_words_are_as_wide_as_measured(text: str, bold: bool) -> None:
    drawn = ink_ends(draw_text(text, "bold" if bold else "normal"))
    measured = load_ruler().measure(text, SIZE, bold=bold)
    assert abs(drawn - measured) <= 0.02 * measured + 4  # kerning, and the room behind the last letter


@pytest.mark.parametrize("text", ["◔", "◑", "○", "●", "◐", "◌", "“”", "·", "→", "□", "ø", "Ж", "ש", "م"])
def test_there_is_a_letter_for(text: str) -> None:
    assert ink_ends(draw_text(text)) > 3


def test_the_picture_of_the_sample_shows_its_bar_in_the_colours_of_its_statuses() -> None:
    reading = read(Article(SAMPLE.read_text(encoding="utf-8")), load_rulebook())
    rows = pixels_of(make_picture(reading, load_phrasebook()))
    assert len(rows[0]) == 1_080
    assert len(rows) <= 3 * 1_080
    seen = {pixel[:3] for row in rows for pixel in row}
    for status in reading.counts:
        colour = LOOKS[status].light
        assert tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5)) in seen
    assert Status.UNCONFIRMED in reading.counts


def test_the_same_reading_gives_the_same_bytes() -> None:
    reading = read(Article(SAMPLE.read_text(encoding="utf-8")), load_rulebook())
    assert make_picture(reading, load_phrasebook()) == make_picture(reading, load_phrasebook())
