"""Which of a group's notes fit the statements of a text: the same words, or words that say the same."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.model import Statement
from bot.reading.compare import Likeness, compare
from bot.reading.compare_line import find_kin
from bot.service.notes import MOST_LIVING, Note
from bot.text.digest import digest_words

LEAST_SHARED = 0.3
"""Share of the words of the shorter one that both must hold; `compare` wants more, but counts no names that one leaves out."""

MOST_CLOSE = 8
"""Notes that are compared with one statement, those that share most words first."""

MOST_COMPARED = 2_000
"""Comparisons for one text, about a millisecond each: a text of a million characters must not keep others waiting."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A note that fits a statement; `is_same` says that the words are the same too."""

    note: Note
    statement: Statement
    is_same: bool


def find_fitting(statements: Sequence[Statement], notes: Sequence[Note]) -> tuple[Fit, ...]:
    """Give each note that fits with the first statement it fits, in the order of the text; two that disagree are both given.

    Only where `compare` finds nothing that speaks against it a note fits other words than it was written about.
    """
    notes = notes[-MOST_LIVING:]
    same = _group(notes)
    found: dict[str, Fit] = {}
    for statement in statements if notes else ():
        for note in same.get(digest_statement(statement.text), ()):
            found.setdefault(note.id, Fit(note, statement, is_same=True))
    for fit in _find_alike(statements, [note for note in notes if note.id not in found and note.text]):
        found.setdefault(fit.note.id, fit)
    return tuple(sorted(found.values(), key=lambda fit: (fit.statement.n, fit.note.at, fit.note.id)))


def digest_statement(text: str) -> str:
    """Give the digest by which the same words are known again."""
    return digest_words(text).hex()


def _group(notes: Sequence[Note]) -> Mapping[str, Sequence[Note]]:
    by_digest = defaultdict(list)
    for note in notes:
        by_digest[note.digest].append(note)
    return by_digest


def _find_alike(statements: Sequence[Statement], notes: Sequence[Note]) -> Iterator[Fit]:
    """Find the notes that say the same in other words, each once."""
    found: set[str] = set()
    for statement, note in islice(_pair(statements, notes, found), MOST_COMPARED):
        names = [name for source in statement.sources for name in (source.name, source.text) if name]
        if compare(note.text or "", statement.text, names).likeness is Likeness.SAME:
            found.add(note.id)
            yield Fit(note, statement, is_same=False)


def _pair(statements: Sequence[Statement], notes: Sequence[Note], found: Container[str]) -> Iterator[tuple[Statement, Note]]:
    """Give the pairs that share enough telling words to say the same, without the notes that were found by then."""
    words = [find_kin(note.text or "") for note in notes]
    places = defaultdict(list)
    for place, stems in enumerate(words):
        for stem in stems:
            places[stem].append(place)
    for statement in statements if notes else ():
        stems = find_kin(statement.text)
        shared = Counter(place for stem in stems for place in places.get(stem, ()))
        for place, count in shared.most_common(MOST_CLOSE):
            if count >= LEAST_SHARED * min(len(stems), len(words[place])) and notes[place].id not in found:
                yield statement, notes[place]
