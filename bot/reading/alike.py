"""Whether two sentences look alike: they share several telling words, and not many others stand beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.model import FactCheck, Statement
from bot.reading.compare import Likeness, compare
from bot.reading.compare_line import split_line

FEWEST = 3
"""Telling words that two sentences must share: two of them meet by chance."""

ENOUGH = 1.8
"""The least measure at which two sentences may be shown as looking alike.

Chosen on these figures, so they flatter it. Of 610 posts that repeat one of 10,375 checked claims .32 meet it and .025
meet another; of 1,000 sentences of news .022 meet any. At 1.5 these are .39, .067 and .044; at 2.2 they are .26, .010 and .008.
"""

LONGEST = 2_000
"""Characters; what is longer is no sentence and looks like nothing."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A statement, and a fact-check whose claim looks like it; `is_same` where nothing speaks against its saying the same."""

    statement: Statement
    check: FactCheck
    is_same: bool


def find_alike(statements: Sequence[Statement], checks: Sequence[Sequence[FactCheck]], most: int) -> tuple[Alike, ...]:
    """Give the fact-checks that look most like a statement, each once, best first; `checks` holds those to try for each."""
    pairs = [(statement, check) for statement, tried in zip(statements, checks, strict=True) for check in tried]
    measured = [(measure_likeness(check.claim, statement.text), statement, check) for statement, check in pairs]
    once: dict[tuple[str, str], tuple[Statement, FactCheck]] = {}
    for likeness, statement, check in sorted(measured, key=lambda one: -one[0]):
        if likeness >= ENOUGH:
            once.setdefault((check.url, check.claim), (statement, check))
    return tuple(_compare(statement, check) for statement, check in list(once.values())[:most])


def _compare(statement: Statement, check: FactCheck) -> Alike:
    sources = [name for source in statement.sources for name in (source.text, source.name) if name]
    return Alike(statement, check, compare(check.claim, statement.text, sources).likeness is Likeness.SAME)


def measure_likeness(one: str, other: str) -> float:
    """Give the number of shared telling words times Dice's coefficient (1945): 0.0 for fewer than FEWEST; no upper limit.

    Long sentences share a few words by chance, and short ones a large part of them: neither number alone tells.
    """
    words, others = _find_words(one), _find_words(other)
    shared = len(words & others)
    return shared * 2 * shared / (len(words) + len(others)) if shared >= FEWEST else 0.0


def _find_words(text: str) -> frozenset[str]:
    return split_line(text).telling if len(text) <= LONGEST else frozenset()
