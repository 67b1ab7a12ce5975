"""A long text goes as Telegram's apps send it: in several messages, cut at the end of a line or a word."""

from bot.playground.texts import LONGEST_TEXT
from bot.playground.units import utf16_length


def split_text(text: str) -> list[str]:
    """Give the messages that an app makes of a text; at least one."""
    pieces = []
    while utf16_length(text) > LONGEST_TEXT:
        head = _first_units(text)
        cut = _find_cut(head)
        pieces.append(text[:cut].strip())
        text = text[cut:]
    return [piece for piece in (*pieces, text.strip()) if piece] or [""]


def _first_units(text: str) -> str:
    """Give as much of the beginning as one message holds."""
    head = text[:LONGEST_TEXT]
    excess = utf16_length(head) - LONGEST_TEXT
    while excess > 0:
        head = head[: -max(1, excess // 2)]
        excess = utf16_length(head) - LONGEST_TEXT
    return head


def _find_cut(head: str) -> int:
    """Give where to cut: behind the last empty line, line or word of the second half, or where the room ends."""
    places = (head.rfind(mark, len(head) // 2) for mark in ("\n\n", "\n", " "))
    return next((place for place in places if place > 0), len(head))
