"""A slow matcher that cannot be wrong: it writes out every reading of a phrase and tries each at every word."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from bot.text.words import Words

LISTS: Mapping[str, tuple[str, ...]] = {
    "few": ("a", "b c", "not"),
    "many": ("a", "d", "not", *(f"filler{number}" for number in range(14))),
}
NUMBERS = ("one", "two")
_NOT = ("\x00nt", "\x00t", "not")


@dataclass(frozen=True)
class Part:
    """One part of a phrase: its kind, and what it holds."""

    kind: str
    text: str = ""
    inner: "tuple[Parts, ...]" = ()
    least: int = 0
    most: int = 0


Parts = tuple[Part, ...]


def write(parts: Parts) -> str:
    """The phrase as a rule's author writes it."""
    return " ".join(_write(part) for part in parts)


def _write(part: Part) -> str:
    if part.kind == "gap":
        return f"<{part.least}-{part.most}>"
    if part.inner:
        opening, closing = {"choice": ("(", ")"), "optional": ("[", "]"), "beside": ("{", "}")}[part.kind]
        return opening + "|".join(write(branch) for branch in part.inner) + closing
    return part.text


def readings(parts: Parts) -> Iterator[Parts]:
    """Every way to read a phrase: words, gaps, numbers, capitals, edges and borders only."""
    for ways in product(*(list(_ways(part)) for part in parts)):
        yield tuple(one for way in ways for one in way)


def _ways(part: Part) -> Iterator[Parts]:
    if part.kind == "optional":
        yield ()
    if part.inner:
        border = (Part("border"),) if part.kind == "beside" else ()
        for branch in part.inner:
            yield from ((*border, *reading, *border) for reading in readings(branch))
    elif part.kind == "list":
        yield (Part("entry", part.text),)
        yield from (tuple(Part("word", word) for word in entry.split()) for entry in LISTS[part.text[1:]] if " " in entry)
    else:
        yield (part,)


def find(parts: Parts, words: Words) -> set[tuple[int, int]]:
    """Every span the phrase holds in a sentence: first word, and the word after the last."""
    found = set()
    for reading in set(readings(parts)):
        for start in range(len(words.forms) + 1):
            for end, borders in _walk(reading, words, start, ()):
                first = borders[1] if _begins_beside(reading) else start
                last = borders[-2] if _ends_beside(reading) else end
                found.add((first, last))
    return found


def _begins_beside(reading: Parts) -> bool:
    return next(part for part in reading if part.text != "^").kind == "border"


def _ends_beside(reading: Parts) -> bool:
    return next(part for part in reversed(reading) if part.text != "$").kind == "border"


def _walk(reading: Sequence[Part], words: Words, place: int, borders: tuple[int, ...]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Every place at which the reading may end that begins at this one, with the borders of the braces on the way."""
    if not reading:
        yield place, borders
        return
    part, rest = reading[0], reading[1:]
    if part.kind == "border":
        borders = (*borders, place)
    for width in _widths(part, words, place):
        yield from _walk(rest, words, place + width, borders)


def _widths(part: Part, words: Words, place: int) -> Iterator[int]:
    """How many words the part may take at this place."""
    if part.kind == "border" or (part.kind == "edge" and _at_edge(part.text, words, place)):
        yield 0
    elif part.kind == "gap":
        rest = words.forms[place : place + part.most]
        yield from (width for width in range(part.least, len(rest) + 1) if all(form[-1].isalnum() for form in rest[:width]))
    elif part.kind != "edge" and place < len(words.forms) and _fits(part, words, place):
        yield 1


def _at_edge(edge: str, words: Words, place: int) -> bool:
    marks, outside = ("\"'([•*>-#", words.forms[:place]) if edge == "^" else ("\"')].!?…", words.forms[place:])
    return all(form in tuple(marks) for form in outside)


def _fits(part: Part, words: Words, place: int) -> bool:
    form = words.forms[place]
    if part.kind == "entry":
        return ("not" if form in _NOT else form) in LISTS[part.text[1:]]
    if part.text == "@number":
        return form[0].isdigit() or form in NUMBERS
    if part.text == "@capital":
        return words.is_capital(place)
    if part.text[0].isupper() and not words.is_capital(place):
        return False
    return form in _NOT if part.text == "not" else form == part.text.lower()
