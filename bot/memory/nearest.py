"""An index over words in SQLite: for each word and chat the numbers of the statements that hold it, in blocks."""

import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, repeat
from typing import TYPE_CHECKING

from sqlite_utils import Database

from bot.memory.database import ask_for_each
from bot.memory.nearest_rank import GOOD, Weights, keep_best
from bot.memory.nearest_terms import find_terms, number_term

BLOCK = 14
"""Bits of a number inside a block of 16,384 statements: smaller ones make more rows, larger ones more bytes to rewrite."""

NOBODYS = -(2**63)
"""A shelf that is no chat's, below any number that Telegram gives: a search in all chats does not look there."""

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
MOST_RANKED = 24
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


def search(db: Database, texts: Sequence[str], chat: int | None) -> Sequence[Found]:
    """Give for each text the statements of a chat, or of all, that share the rarest words with it; what is read is bounded.

    Words are taken from the rarest on. Those that too many statements hold find nothing by themselves, but tell apart what the
    rarer ones found: the term-at-a-time search with an accumulator limit of Moffat and Zobel (1996).
    """
    queries = [find_terms(text) for text in texts]
    words = {term: number_term(term) for terms in queries for term in _choose(terms)}
    shelf = _Shelf(db, chat, words, _count(db, words, chat), _count_all(db, chat))
    return [shelf.search(terms) for terms in queries]


def _choose(terms: Sequence[str]) -> Sequence[str]:
    """The words of a query that are counted."""
    return list(dict.fromkeys(terms))[:MOST_COUNTED]


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The index as one batch of queries sees it; what was read for one is there for the next."""

    db: Database
    chat: int | None
    words: Mapping[str, int]
    counts: Mapping[str, int]
    statements: int
    read: dict[str, Numbers] = field(default_factory=dict)

    def search(self, terms: Sequence[str]) -> Found:
        """Give the statements that share the rarest words with a query."""
        counts = {term: self.counts[term] for term in _choose(terms) if term in self.counts}
        weights = Weights([term for term in terms if term in self.words], counts, self.statements)
        rarest = sorted(counts, key=lambda term: (counts[term], term))[:MOST_TERMS]
        return Found(weights, keep_best(self._score(weights, rarest), MOST_RANKED))

    def _score(self, weights: Weights, rarest: Sequence[str]) -> Mapping[int, float]:
        scores: dict[int, float] = {}
        gains = [weights.weigh(term) for term in rarest]
        left, reads = sum(gains), accumulate(weights.counts[term] for term in rarest)
        for term, gain, read in zip(rarest, gains, reads, strict=True):
            if scores and read > MOST_PROBED:
                break
            probing = bool(scores) and (read > MOST_READ or _is_settled(scores, left))
            scores = (_probe if probing else _add)(scores, self._read(term), gain, left)
            left -= gain
        return scores

    def _read(self, term: str) -> Numbers:
        if term not in self.read:
            place = (self.words[term], _find_shelf(self.chat))
            self.read[term] = _unpack(self.db.execute(_READ[self.chat is None], place))
        return self.read[term]


def _add(scores: dict[int, float], numbers: Numbers, weight: float, _left: float) -> dict[int, float]:
    """Add a word's weight to the statements that hold it, the newest of too many."""
    newest = numbers[-MOST_READ:]
    scores.update(zip(newest, map(weight.__add__, map(scores.get, newest, repeat(0.0))), strict=True))
    return scores


def _is_settled(scores: Mapping[int, float], left: float) -> bool:
    """Tell whether a statement that only the words still left would find could not come near the best one."""
    return len(scores) >= MOST_RANKED and left < max(scores.values()) / GOOD


def _probe(scores: dict[int, float], numbers: Numbers, weight: float, left: float) -> dict[int, float]:
    """Add a word's weight to those statements alone that were found and may still be among the best."""
    hopeful = _drop_hopeless(scores, left)
    for number in set(hopeful).intersection(numbers):
        hopeful[number] += weight
    return hopeful


def _drop_hopeless(scores: dict[int, float], left: float) -> dict[int, float]:
    """Keep what the words still left can bring near the best one; where that is too few or too many, the best ones."""
    least = max(scores.values()) / GOOD - left
    hopeful = {number: score for number, score in scores.items() if score >= least}
    if MOST_RANKED <= len(hopeful) <= MOST_FOUND:
        return hopeful
    return {number: scores[number] for number in keep_best(scores, MOST_FOUND)} if len(scores) > MOST_FOUND else scores


_HOLD = {
    False: "SELECT word, sum(length(numbers)) / 4 FROM postings WHERE chat = ? AND word IN ({marks}) GROUP BY word",
    True: "SELECT word, sum(length(numbers)) / 4 FROM postings WHERE chat > ? AND word IN ({marks}) GROUP BY word",
}
_READ = {
    False: "SELECT numbers FROM postings WHERE word = ? AND chat = ?",
    True: "SELECT numbers FROM postings WHERE word = ? AND chat > ?",
}
"""By whether all chats are meant."""


def _count(db: Database, words: Mapping[str, int], chat: int | None) -> Mapping[str, int]:
    """How many statements hold each word, of the words that any holds."""
    rows = ask_for_each(db, _HOLD[chat is None], set(words.values()), _find_shelf(chat))
    held = {word: int(count) for word, count in rows}
    return {term: held[word] for term, word in words.items() if word in held}


def _find_shelf(chat: int | None) -> int:
    """The shelf that is meant, or, for all chats, the one behind which theirs begin."""
    return NOBODYS if chat is None else chat


def _count_all(db: Database, chat: int | None) -> int:
    """How many statements are indexed."""
    if chat is None:
        counted = "SELECT ifnull(sum(statements), 0) FROM shelves WHERE chat > ?"
        return int(db.execute(counted, (NOBODYS,)).fetchone()[0])
    row = db.execute("SELECT statements FROM shelves WHERE chat = ?", (chat,)).fetchone()
    return int(row[0]) if row else 0
