"""Places in a text as Telegram counts them, in UTF-16 units: a character outside the basic plane counts two."""

from collections.abc import Iterator


def utf16_length(text: str) -> int:
    """Count as Telegram does: a character outside the basic plane, most emoji among them, counts two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut_units(text: str, offset: int, length: int) -> str:
    """Give the part of a text that an entity marks."""
    units = text.encode("utf-16-le", "surrogatepass")[2 * offset : 2 * (offset + length)]
    return units.decode("utf-16-le", "surrogatepass")


def find_places(text: str, part: str) -> Iterator[int]:
    """Give each offset at which a part stands in a text, in UTF-16 units."""
    at = text.find(part) if part else -1
    while at >= 0:
        yield utf16_length(text[:at])
        at = text.find(part, at + 1)
