"""What moved between two readings of one page: the same statement with another status, and what is gone or new."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.model import Reading, Statement
from bot.reading.compare import Likeness
from bot.reading.strength import Candidate, find_alike, list_candidates, normalise


@dataclass(frozen=True, slots=True)
class Move:
    """A statement that both readings have, with another status, certainty or time."""

    before: Statement
    now: Statement


@dataclass(frozen=True, slots=True)
class Moves:
    """What moved, in the order of the later reading; how many statements are gone from the earlier one, how many are new."""

    moved: tuple[Move, ...]
    gone: int
    new: int


def find_moves(before: Reading, now: Reading) -> Moves:
    """Match the statements of two readings, each once, by their exact words first, and give what moved.

    What asserts nothing is no statement here.
    """
    olds, news = list_candidates(before.statements), list_candidates(now.statements)
    pairs = [*_match_exactly(olds, news), *_match_alike(olds, news)]
    moved = sorted((pair for pair in pairs if _differ(pair)), key=lambda pair: pair.now.n)
    return Moves(tuple(moved), len(olds), len(news))


def _match_exactly(olds: list[Candidate], news: list[Candidate]) -> Iterator[Move]:
    """Take out of both lists what has the same words, in order."""
    by_words: dict[str, list[Candidate]] = {}
    for old in olds:
        by_words.setdefault(normalise(old.statement.text), []).append(old)
    for new in list(news):
        if same := by_words.get(normalise(new.statement.text)):
            yield _take(same.pop(0), new, olds, news)


def _match_alike(olds: list[Candidate], news: list[Candidate]) -> Iterator[Move]:
    """Take out of both lists what says the same in other words, first what shares most of them."""
    for new in list(news):
        alike = find_alike(new.version, olds)
        found = next((old for comparison, old in alike if comparison.likeness is Likeness.SAME), None)
        if found:
            yield _take(found, new, olds, news)


def _take(old: Candidate, new: Candidate, olds: list[Candidate], news: list[Candidate]) -> Move:
    olds.remove(old)
    news.remove(new)
    return Move(old.statement, new.statement)


def _differ(pair: Move) -> bool:
    return (pair.before.status, pair.before.certainty, pair.before.time) != (pair.now.status, pair.now.certainty, pair.now.time)
