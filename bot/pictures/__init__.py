"""Pictures of readings as PNG: `bot.reply.draw` draws them; here are the letters, and resvg, which turns SVG into pixels."""

import json
from functools import cache
from pathlib import Path

from bot.model import Reading
from bot.reply.draw.card import draw_card
from bot.reply.draw.ruler import Ruler
from bot.reply.phrasebook import Phrasebook

FONTS = Path(__file__).parent / "fonts"


def make_picture(reading: Reading, phrasebook: Phrasebook) -> bytes:
    """Give the summary of a reading as a PNG, 1,080 pixels wide: the same bytes for the same reading on every machine."""
    return to_png(draw_card(reading, phrasebook, load_ruler()))


def to_png(svg: str) -> bytes:
    """Turn an SVG into a PNG, with the fonts that Caveat brings along and no others."""
    import resvg_py  # loads a library of its own

    fonts = [str(FONTS / f"{face}.ttf") for face in ("regular", "bold")]
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=fonts, font_family="DejaVu Sans"))


@cache
def load_ruler() -> Ruler:
    """Give what measures the letters of these fonts."""
    widths = json.loads((FONTS / "widths.json").read_text(encoding="utf-8"))
    return Ruler(widths["regular"], widths["bold"])
