"""Words of a stranger made fit to quote: cleaned, cut at a word, kept from reordering what stands around them."""

import re
import unicodedata

LONGEST = 2_000
"""How much of a text is looked at for a quotation, in code points; no quotation is anywhere near as long."""

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufff9-\ufffb]+")
"""Controls and lone surrogates: shown as one replacement character, so that nothing vanishes unseen."""

_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff]+")
"""Marks without a shape, the bidirectional ones among them: taken out. The joiners of emoji and Persian stay."""

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")

_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"

_INNER = {"“": "‘", "”": "’", "„": "‚", '"': "'", "«": "‹", "»": "›"}
"""A quotation inside a quotation takes the single marks."""

_QUOTE_MARK = re.compile("[" + "".join(_INNER) + "]")

_PAIRS = {("“", "”"), ('"', '"'), ("„", "“"), ("«", "»"), ("‘", "’")}


def clean(text: str) -> str:
    """Give a text on one line without controls, lone surrogates, bidirectional marks and other invisible characters."""
    line = " ".join(text[:LONGEST].split())
    if line.isascii() and line.isprintable():
        return line
    return _INVISIBLE.sub("", _CONTROLS.sub("\ufffd", line)).strip()


def shorten(text: str, limit: int) -> str:
    """Give a clean text of at most `limit` code points, cut between two words and ended by an ellipsis where it was longer."""
    line = clean(text)
    return line if len(line) <= limit and len(text) <= LONGEST else _cut(line, limit)


def _cut(line: str, limit: int) -> str:
    cut = line[: limit - 1]
    space = cut.rfind(" ", limit // 2)
    cut = cut[:space] if space > 0 else _drop_half_character(cut, line)
    return cut.rstrip(" ,;:.–—-") + "…"


MOST_ACCENTS = 16
"""How far a cut moves back at most: a letter buried under accents is cut through."""


def _drop_half_character(cut: str, line: str) -> str:
    """Take back a cut that would part a letter from its accents or an emoji from its joiners."""
    end = len(cut)
    while end and len(cut) - end < MOST_ACCENTS and (_joins(line[end : end + 1]) or line[end - 1] == "\u200d"):
        end -= 1
    return cut[:end]


def _joins(character: str) -> bool:
    return bool(character) and (character in "\u200d\ufe0f" or unicodedata.combining(character) > 0)


def isolate(text: str) -> str:
    """Wrap a text that holds right-to-left letters, so that it cannot reorder the words around it (UAX #9, FSI and PDI)."""
    if text.isascii() or not _RIGHT_TO_LEFT.search(text):
        return text
    return f"{_ISOLATE}{text}{_END_OF_ISOLATE}"


def quotable(text: str, limit: int) -> str:
    """Give words ready to stand between quotation marks: shortened, without their own outer marks or closing full stop."""
    line = clean(text)
    if line[:1] and (line[0], line[-1]) in _PAIRS and not any(mark in line[1:-1] for mark in (line[0], line[-1])):
        line = line[1:-1]
    line = line.strip(" ,;:").removesuffix(".")
    short = line if len(line) <= limit and len(text) <= LONGEST else _cut(line, limit)
    return isolate(_QUOTE_MARK.sub(_single, short))


def _single(mark: re.Match[str]) -> str:
    return _INNER[mark[0]]
