"""Long answers and lists cut into pages that fit a message."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Generic, TypeVar

from bot.reply.phrasebook import Phrasebook
from bot.reply.telegram import as_html, count_units, disarm

T = TypeVar("T")

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
    return f"<b>{as_html(head)}</b>\n\n{escape(pages[number], quote=False)}"


@dataclass(frozen=True, slots=True)
class ListPage(Generic[T]):
    """One page of a list: its items, each with its number in the list from 1; the number of the page from 0, and how many."""

    items: Sequence[tuple[int, T]]
    number: int
    of: int


def cut_list(items: Sequence[T], number: int, on_a_page: int) -> ListPage[T]:
    """Give one page of a list; a number past the end gives the last."""
    of = max(1, -(-len(items) // on_a_page))
    number = min(max(number, 0), of - 1)
    return ListPage(list(enumerate(items, 1))[number * on_a_page : (number + 1) * on_a_page], number, of)


def render_list(title: str, lines: Sequence[str], page: ListPage[T], phrasebook: Phrasebook) -> str:
    """Lay out one page of a list as Telegram HTML, with a line for each of its items."""
    listed = [f"{n}. {line}" for (n, _), line in zip(page.items, lines, strict=True)]
    return render_page(title, [disarm("\n\n".join(listed))] * page.of, page.number, phrasebook)
