"""Where a key or a text stands in a rule file, so that a complaint names its line."""

import json
import re
from bisect import bisect_left

_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*rule[ \t]*\]\]", re.MULTILINE)
_KEY = re.compile(r"""^[ \t]*(?:["']([^"'\n]*)["'][ \t]*[=.]|([\w-]+)[ \t]*[=.]|\[+[ \t]*([\w-]+))""", re.MULTILINE)


class Places:
    """Finds lines in the text of one rule file. Blocks are counted from 0; None is the whole file."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._headers = [found.start() for found in _HEADER.finditer(text)]
        self._keys: dict[str, list[int]] = {}
        for found in _KEY.finditer(text):
            self._keys.setdefault(found[found.lastindex or 0], []).append(found.start())

    def find_key(self, block: int | None, key: str) -> int:
        """The line of a key; that of the block where the key is not found."""
        return self._line(self._key(block, key))

    def find_text(self, block: int | None, key: str, text: str) -> int:
        """The line of a text behind a key, as the file writes it; that of the key where it is written otherwise."""
        start, (_, end) = self._key(block, key), self._block(block)
        raw = json.dumps(text, ensure_ascii=False)[1:-1]
        for written in (f'"{raw}"', f"'{text}'", raw, text):
            place = self._text.find(written, start, end)
            if place >= 0:
                return self._line(place)
        return self._line(start)

    def find_block(self, line: int) -> int | None:
        """The block that a line stands in."""
        before = [number for number, header in enumerate(self._headers) if self._line(header) <= line]
        return before[-1] if before else None

    def _key(self, block: int | None, key: str) -> int:
        start, end = self._block(block)
        places = self._keys.get(key, [])
        nearest = bisect_left(places, start)
        return places[nearest] if nearest < len(places) and places[nearest] < end else start

    def _block(self, block: int | None) -> tuple[int, int]:
        if block is None or block >= len(self._headers):
            return 0, len(self._text)
        return self._headers[block], (*self._headers, len(self._text))[block + 1]

    def _line(self, place: int) -> int:
        return self._text.count("\n", 0, place) + 1
