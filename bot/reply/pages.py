"""Long answers cut into pages that fit a message, whole blocks at a time."""

from collections.abc import Iterable, Sequence
from html import escape

from bot.reply.phrasebook import Phrasebook
from bot.reply.telegram import count_units, disarm

ROOM = 2_000
"""UTF-16 units of a page: about two screens of a phone."""


def paginate(blocks: Iterable[str], room: int = ROOM) -> list[str]:
    """Join blocks by empty lines into pages; a block that fills more than a page by itself is cut by lines, then anywhere."""
    pages: list[str] = []
    for piece in (piece for block in blocks for piece in _pieces(disarm(block), room)):
        if pages and count_units(pages[-1]) + 2 + count_units(piece) <= room:
            pages[-1] = f"{pages[-1]}\n\n{piece}"
        else:
            pages.append(piece)
    return pages


def _pieces(block: str, room: int) -> list[str]:
    if count_units(block) <= room:
        return [block]
    pieces = [""]
    for line in block.splitlines():
        for part in _parts(line, room):
            if pieces[-1] and count_units(pieces[-1]) + 1 + count_units(part) > room:
                pieces.append(part)
            else:
                pieces[-1] = f"{pieces[-1]}\n{part}" if pieces[-1] else part
    return pieces


def _parts(line: str, room: int) -> Sequence[str]:
    """A line in pieces that fit: no character takes more than two units."""
    if count_units(line) <= room:
        return [line]
    return [line[start : start + room // 2] for start in range(0, len(line), room // 2)]


def render_page(title: str, pages: Sequence[str], number: int, phrasebook: Phrasebook) -> str:
    """Lay out one page, from 0, as Telegram HTML under its title; a number past the end gives the last."""
    number = min(max(number, 0), len(pages) - 1)
    head = title if len(pages) == 1 else phrasebook.say("line", "page", title=title, n=number + 1, of=len(pages))
    return f"<b>{escape(disarm(head), quote=False)}</b>\n\n{escape(pages[number], quote=False)}"
