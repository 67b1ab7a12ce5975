"""How wide words are in a picture, and where their lines break."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Widths = Mapping[str, int]
"""How wide each character is that a font has, in thousandths of its size."""

UNKNOWN = "\u25a1"
"""Stands for a character that no font here has: it is seen that something is there."""

SHAPELESS = frozenset("\u200c\u200d\u2066\u2067\u2068\u2069\ufe0e\ufe0f")
"""Characters that only steer others."""


@dataclass(frozen=True, slots=True)
class Ruler:
    """Measures words in a regular and in a bold face."""

    regular: Widths
    bold: Widths

    def known(self, text: str) -> str:
        """Give a text in which everything can be drawn."""
        return "".join(one if one in self.regular or one in SHAPELESS else UNKNOWN for one in text)

    def measure(self, text: str, size: float, *, bold: bool = False) -> float:
        """Say how wide a text is in pixels, at a size in pixels."""
        widths = self.bold if bold else self.regular
        unknown = widths[UNKNOWN]
        return sum(0 if one in SHAPELESS else widths.get(one, unknown) for one in text) * size / 1000

    def wrap(self, text: str, size: float, room: float, *, bold: bool = False, most: int = 3) -> list[str]:
        """Break a text into lines of at most so many pixels; what goes beyond the most lines is cut with an ellipsis."""
        lines = list[str]()
        for line in self._break(self.known(text), size, room, bold=bold):
            if len(lines) == most:
                return [*lines[:-1], self._end(lines[-1], size, room, bold=bold)]
            lines.append(line)
        return lines

    def _break(self, text: str, size: float, room: float, *, bold: bool) -> Iterator[str]:
        line = ""
        for word in filter(None, text.split(" ")):  # other blanks keep what they join together
            longer = f"{line} {word}" if line else word
            if self.measure(longer, size, bold=bold) <= room:
                line = longer
                continue
            if line:
                yield line
            *full, line = self._chop(word, size, room, bold=bold)
            yield from full
        if line:
            yield line

    def _chop(self, word: str, size: float, room: float, *, bold: bool) -> list[str]:
        """Break a word that is longer than a line, wherever the line ends."""
        parts, width = [""], 0.0
        for one in word:
            own = self.measure(one, size, bold=bold)
            if width + own > room and parts[-1]:
                parts.append("")
                width = 0.0
            parts[-1] += one
            width += own
        return parts

    def _end(self, line: str, size: float, room: float, *, bold: bool) -> str:
        while line and self.measure(f"{line}…", size, bold=bold) > room:
            line = line[:-1]
        return f"{line.rstrip(' ,;:.')}…"
