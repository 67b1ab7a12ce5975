"""The use case: a submission goes in, an answer comes out, the same wherever it was sent from."""

import re
from dataclasses import dataclass
from itertools import islice

from bot.model import Article, Reading
from bot.reading import read
from bot.rulebook import Rulebook

LONGEST = 1_000_000
"""The most characters that are read."""

FEWEST_WORDS = 6
"""The fewest words of which anything can be said: "Fire at the depot, police say"."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Submission:
    """What somebody sent to be read."""

    text: str
    title: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A reading, or the phrasebook's key for why there is none: exactly one of the two."""

    reading: Reading | None
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """Answers submissions by one rulebook."""

    rulebook: Rulebook

    def answer(self, submission: Submission) -> Answer:
        """Read the submission, or say why not: "too_long", "empty", "no_language" or "too_short".

        Never fails, whatever the text.
        """
        refusal = self._refusal(submission)
        if refusal:
            return Answer(None, refusal)
        return Answer(read(Article(submission.text, submission.title, submission.url), self.rulebook))

    def _refusal(self, submission: Submission) -> str:
        words = f"{submission.title or ''}\n{submission.text}"
        if len(words) > LONGEST + 1:
            return "too_long"
        if not _WORD.search(words):
            return "empty"
        if not self.rulebook.reads(words):
            return "no_language"
        return "too_short" if _count_words(words, FEWEST_WORDS) < FEWEST_WORDS else ""


def _count_words(text: str, enough: int) -> int:
    """Count the words of a text, but no further than is enough."""
    return sum(1 for _ in islice(_WORD.finditer(text), enough))
