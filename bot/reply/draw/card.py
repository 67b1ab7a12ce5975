"""The summary of a reading as a card: an SVG for where no text survives, drawn with the same bar as the page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bot.model import Reading, Status
from bot.reply.draw.bar import draw_area, draw_patterns, draw_pieces, in_order
from bot.reply.draw.node import SVG, Node, node, render_svg
from bot.reply.draw.palette import LIGHT
from bot.reply.draw.ruler import Ruler
from bot.reply.phrasebook import Phrasebook
from bot.reply.quote import quotable
from bot.reply.sections import rank_sections
from bot.reply.summary import RECEIPT_LENGTH, count_all, count_each, first_line

WIDTH, MARGIN = 1_080.0, 72.0
ROOM = WIDTH - 2 * MARGIN
BAR = 44.0
TITLE_LENGTH = 140
LEADING = 1.36
"""From one line to the next, in sizes of the font."""

INDENT = 26.0


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: its size in pixels, its face and colour, and the most lines it takes."""

    size: float
    colour: str = LIGHT.ink
    bold: bool = False
    most: int = 2
    indent: float = 0.0


FIRST = Style(50, bold=True, most=3)
TITLE = Style(34, LIGHT.faint, most=2)
KEY = Style(30, LIGHT.faint)
SWATCH = 27.0
SECTION = Style(34, bold=True, most=2)
LINE = Style(33, most=3, indent=INDENT)
FOOT = Style(27, LIGHT.faint, most=2)


@dataclass(slots=True)
class _Sheet:
    """A card while it is drawn, from top to bottom."""

    ruler: Ruler
    at: float = MARGIN
    shapes: list[Node] = field(default_factory=list)

    def write(self, text: str, style: Style, above: float = 0.0) -> None:
        """Write a text below what is there."""
        if not text:
            return
        self.at += above
        for line in self.ruler.wrap(text, style.size, ROOM - style.indent, bold=style.bold, most=style.most):
            self.at += style.size
            weight = "bold" if style.bold else None
            place = {"x": f"{MARGIN + style.indent:g}", "y": f"{self.at:.1f}"}
            self.shapes.append(node("text", line, font_size=f"{style.size:g}", font_weight=weight, fill=style.colour, **place))
            self.at += style.size * (LEADING - 1)

    def put(self, shapes: Iterable[Node], height: float, above: float = 0.0) -> None:
        """Put shapes that are drawn from the left edge and from zero downwards below what is there."""
        self.at += above
        self.shapes.append(node("g", *shapes, transform=f"translate({MARGIN:g} {self.at:.1f})"))
        self.at += height


def draw_card(reading: Reading, phrasebook: Phrasebook, ruler: Ruler) -> str:
    """Draw the summary of a reading: 1,080 pixels wide and as high as it needs to be, at most about three times that.

    Like a reply it is cut to what matters most. It is meant for whoever asked for it; for others the reading is guarded first.
    """
    sheet = _Sheet(ruler)
    sheet.write(_say_title(reading, phrasebook), TITLE)
    sheet.write(first_line(reading, phrasebook), FIRST, above=14)
    sheet.put(_draw_bar(reading), BAR, above=26)
    sheet.put((), 0, above=20)
    _write_key(sheet, reading, phrasebook)
    for section in rank_sections(reading, phrasebook, more="more-undrawn"):
        sheet.write(section.title, SECTION, above=34)
        start = sheet.at
        for line in section.lines:
            sheet.write(line, LINE, above=9)
        if section.lines:
            sheet.shapes.append(_rail(start + 12, sheet.at))
    sheet.put([node("path", d=f"M0,0H{ROOM:g}", stroke=LIGHT.rule, stroke_width=2)], 0, above=44)
    sheet.write(phrasebook.say("line", "closing"), FOOT, above=22)
    sheet.write(_sign(reading, phrasebook), FOOT, above=2)
    return _render(sheet)


def _say_title(reading: Reading, phrasebook: Phrasebook) -> str:
    """Say what was read: the headline and the site, as far as they are known."""
    title = phrasebook.say("line", "quote", text=quotable(reading.title, TITLE_LENGTH)) if reading.title else ""
    return phrasebook.say("line", "separator").join(filter(None, [title, quotable(reading.article.site or "", TITLE_LENGTH)]))


def _write_key(sheet: _Sheet, reading: Reading, phrasebook: Phrasebook) -> None:
    """Count the statements, each status beside its look in the bar."""
    at, rows = 0.0, [list[Node]()]
    for status, words in [(None, count_all(reading, phrasebook)), *count_each(reading, phrasebook)]:
        width = SWATCH * 1.4 * bool(status) + sheet.ruler.measure(words, KEY.size)
        if at + width > ROOM:
            rows.append([])
            at = 0.0
        rows[-1] += _draw_count(status, words, at)
        at += width + SWATCH
    for row in rows:
        sheet.put(row, KEY.size * LEADING)


def _draw_count(status: Status | None, words: str, left: float) -> Iterator[Node]:
    """Draw one count, from the left edge on; what counts all statements has no look."""
    if status:
        yield from draw_area(status, left, KEY.size * 0.1, SWATCH, SWATCH)
        left += SWATCH * 1.4
    yield node("text", words, x=f"{left:.1f}", y=f"{KEY.size * 0.95:.1f}", font_size=f"{KEY.size:g}", fill=KEY.colour)


def _sign(reading: Reading, phrasebook: Phrasebook) -> str:
    receipt = phrasebook.say("line", "receipt", receipt=reading.receipt[:RECEIPT_LENGTH].upper())
    return f"Caveat{phrasebook.say('line', 'separator')}{receipt}"


def _draw_bar(reading: Reading) -> Iterator[Node]:
    for _, shapes in draw_pieces(in_order(reading), BAR, ROOM, upright=False):
        yield from shapes


def _rail(top: float, bottom: float) -> Node:
    return node("rect", x=f"{MARGIN:g}", y=f"{top:.1f}", width=4, height=f"{max(bottom - top - 6, 0):.1f}", fill=LIGHT.rule)


def _render(sheet: _Sheet) -> str:
    height = f"{sheet.at + MARGIN:.0f}"
    ground = node("rect", width="100%", height="100%", fill=LIGHT.ground)
    size = {"width": f"{WIDTH:g}", "height": height, "viewBox": f"0 0 {WIDTH:g} {height}"}
    return render_svg(node("svg", draw_patterns(1.8), ground, *sheet.shapes, xmlns=SVG, font_family="DejaVu Sans", **size))
