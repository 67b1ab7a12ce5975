"""An index over words in SQLite: for each word and chat the numbers of the statements that hold it, in blocks."""

import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from sqlite_utils import Database

from bot.memory.nearest_rank import Weights, keep_best
from bot.memory.nearest_terms import find_terms, number_term

BLOCK = 14
"""Bits of a number inside a block of 16,384 statements: smaller ones make more rows, larger ones more bytes to rewrite."""

if TYPE_CHECKING:
    Numbers = array[int]
else:
    Numbers = array  # knows no type of its items before Python 3.12

MOST_READ = 20_000
"""Statements read before only those are looked at that a rarer word has found."""
MOST_PROBED = 150_000
"""Statements read in all; words more common than what is left are told apart by the texts themselves."""
MOST_FOUND = 1_000
"""Statements that more common words are tried on."""
MOST_RANKED = 40
"""Statements whose texts are read and ranked."""
MOST_COUNTED = 150
"""Different words of a query whose statements are counted, the first ones."""
MOST_TERMS = 60
"""Of them those that are looked for, the rarest."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement as the index knows it."""

    number: int
    chat: int
    text: str


_ADD = """
INSERT INTO postings (word, chat, block, numbers) VALUES (?, ?, ?, ?)
ON CONFLICT (word, chat, block) DO UPDATE SET numbers = CAST(numbers || excluded.numbers AS BLOB)
"""


def add_entries(db: Database, entries: Iterable[Entry]) -> None:
    """Put statements into the index that are not in it."""
    rows = sorted((*key, _pack(numbers)) for key, numbers in _gather(entries).items())
    db.conn.executemany(_ADD, rows)


_LESS = "UPDATE postings SET numbers = ? WHERE word = ? AND chat = ? AND block = ?"
_NONE = "DELETE FROM postings WHERE word = ? AND chat = ? AND block = ?"
_NUMBERS = "SELECT numbers FROM postings WHERE word = ? AND chat = ? AND block = ?"


def remove_entries(db: Database, entries: Iterable[Entry]) -> None:
    """Take statements out of the index again; a word that no statement of the block holds leaves it."""
    for key, gone in _gather(entries).items():
        row = db.execute(_NUMBERS, key).fetchone()
        left = array("I", sorted(set(_unpack([row])) - set(gone))) if row else array("I")
        if left:
            db.execute(_LESS, (_pack(left), *key))
        else:
            db.execute(_NONE, key)


def _gather(entries: Iterable[Entry]) -> Mapping[tuple[int, int, int], Numbers]:
    """The numbers of the statements by word, chat and block."""
    gathered: defaultdict[tuple[int, int, int], Numbers] = defaultdict(lambda: array("I"))
    for entry in entries:
        for word in {number_term(term) for term in find_terms(entry.text)}:
            gathered[word, entry.chat, entry.number >> BLOCK].append(entry.number)
    return gathered


def _pack(numbers: Numbers) -> bytes:
    return _order(array("I", numbers)).tobytes()


def _unpack(rows: Iterable[Sequence[bytes]]) -> Numbers:
    numbers = array("I")
    numbers.frombytes(b"".join(row[0] for row in rows))
    return _order(numbers)


def _order(numbers: Numbers) -> Numbers:
    """The low byte first, whatever machine the file came from."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


@dataclass(frozen=True, slots=True)
class Found:
    """What the index knows of a query: how much its words tell, and the numbers of the statements that may be meant."""

    weights: Weights
    numbers: Sequence[int]


def search(db: Database, text: str, chat: int | None) -> Found:
    """Give the statements of a chat, or of all, that share the rarest words with a text; what is read is bounded.

    Words are taken from the rarest on. Those that too many statements hold find nothing by themselves, but tell apart what the
    rarer ones found: the term-at-a-time search with an accumulator limit of Moffat and Zobel (1996).
    """
    terms = find_terms(text)
    words = {term: number_term(term) for term in list(dict.fromkeys(terms))[:MOST_COUNTED]}
    counts = _count(db, words, chat)
    weights = Weights([term for term in terms if term in words], counts, _count_all(db, chat))
    rarest = sorted(counts, key=lambda term: (counts[term], term))[:MOST_TERMS]
    scores: dict[int, float] = {}
    for term, read in zip(rarest, accumulate(counts[term] for term in rarest), strict=True):
        if scores and read > MOST_PROBED:
            break
        numbers = _read(db, words[term], chat)
        scores = _add(scores, numbers, weights.weigh(term), probing=bool(scores) and read > MOST_READ)
    return Found(weights, keep_best(scores, MOST_RANKED))


def _add(scores: dict[int, float], numbers: Numbers, weight: float, *, probing: bool) -> dict[int, float]:
    """Add a word's weight to the statements that hold it, the newest of too many; while probing only to the best so far."""
    if not probing:
        for number in numbers[-MOST_READ:]:
            scores[number] = scores.get(number, 0.0) + weight
        return scores
    if len(scores) > MOST_FOUND:
        scores = {number: scores[number] for number in keep_best(scores, MOST_FOUND)}
    for number in scores.keys() & set(numbers):
        scores[number] += weight
    return scores


_HOLD = {
    False: "SELECT sum(length(numbers)) / 4 FROM postings WHERE word = ? AND chat = ?",
    True: "SELECT sum(length(numbers)) / 4 FROM postings WHERE word = ?",
}
_READ = {
    False: "SELECT numbers FROM postings WHERE word = ? AND chat = ?",
    True: "SELECT numbers FROM postings WHERE word = ?",
}
"""By whether all chats are meant."""


def _count(db: Database, words: Mapping[str, int], chat: int | None) -> Mapping[str, int]:
    """How many statements hold each word, of the words that any holds."""
    rows = ((term, db.execute(_HOLD[chat is None], _place(word, chat)).fetchone()) for term, word in words.items())
    return {term: held for term, (held,) in rows if held}


def _read(db: Database, word: int, chat: int | None) -> Numbers:
    return _unpack(db.execute(_READ[chat is None], _place(word, chat)))


def _place(word: int, chat: int | None) -> tuple[int, ...]:
    return (word,) if chat is None else (word, chat)


def _count_all(db: Database, chat: int | None) -> int:
    """How many statements are indexed."""
    if chat is None:
        return int(db.execute("SELECT ifnull(sum(statements), 0) FROM shelves").fetchone()[0])
    row = db.execute("SELECT statements FROM shelves WHERE chat = ?", (chat,)).fetchone()
    return int(row[0]) if row else 0
