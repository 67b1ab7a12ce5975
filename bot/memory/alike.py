"""Finds the kept statements that look like others, a whole batch of texts in one step: nothing is read twice for it."""

from collections.abc import Collection, Mapping, Sequence

from sqlite_utils import Database

from bot.memory.database import ask_for_each
from bot.memory.forms import to_text
from bot.memory.nearest import search
from bot.memory.nearest_rank import rank
from bot.memory.nearest_terms import find_terms
from bot.memory.sightings import look_up
from bot.service.statements import LookAlike
from bot.text.digest import digest_words

Ranked = Sequence[tuple[int, float]]


def find_like_each(
    db: Database, texts: Sequence[str], chat: int, *, everywhere: bool, most: int
) -> Sequence[Sequence[LookAlike]]:
    """Give for each text the kept statements that look most like it, best first, an exact repeat before all."""
    found = search(db, texts, None if everywhere else chat)
    terms = _read_terms(db, {number for one in found for number in one.numbers})
    ranked = [rank(one.weights, {number: terms[number] for number in one.numbers if number in terms}, most) for one in found]
    best = [one[: max(most, 0)] for one in _put_same_first(db, texts, chat, ranked)]
    seen = look_up(db, {number for one in best for number, _ in one}, chat)
    return tuple(tuple(LookAlike(seen[number], likeness) for number, likeness in one if number in seen) for one in best)


_TEXTS = "SELECT number, text FROM statements WHERE text IS NOT NULL AND number IN ({marks})"


def _read_terms(db: Database, numbers: Collection[int]) -> Mapping[int, list[str]]:
    return {number: find_terms(to_text(text)) for number, text in ask_for_each(db, _TEXTS, numbers)}


_SAME = "SELECT digest, number FROM statements WHERE chat = ? AND digest IN ({marks})"


def _put_same_first(db: Database, texts: Sequence[str], chat: int, ranked: Sequence[Ranked]) -> Sequence[Ranked]:
    digests = [digest_words(text) for text in texts]
    same = {row[0]: row[1] for row in ask_for_each(db, _SAME, digests, chat)}
    return [_put_first(same[digest], one) if digest in same else one for digest, one in zip(digests, ranked, strict=True)]


def _put_first(number: int, ranked: Ranked) -> Ranked:
    return [(number, 1.0), *(one for one in ranked if one[0] != number)]
