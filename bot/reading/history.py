"""What the words of then and now come to, when a statement comes back: seen before, firmer, weaker, other numbers, one origin.

Nothing is remembered here: values in, values out, both sides kept. Rather nothing than something doubtful.
"""

from collections.abc import Iterator, Sequence

from bot.model import Statement
from bot.reading.history_ground import Ground, Side, find_ground, split_side
from bot.reading.history_turns import DAY, Case, find_origin, find_turn
from bot.reading.history_values import Earlier, History, Present, Recalled, Repeat, Turn
from bot.reading.level import is_main

MOST = 3
"""Statements that are told of one text."""
ENOUGH = 6
"""Telling words by which a sentence without any name, but with a number, is known again."""


def find_history(present: Present, earlier: Sequence[tuple[Statement, Sequence[Earlier]]]) -> History:
    """Judge what was seen before of each statement of a text; at most three are told, main ones first."""
    if repeat := _find_repeat(present, [one for _, ones in earlier for one in ones]):
        return History(repeat)
    found = [told for now, ones in earlier if (told := judge(now, ones, present))]
    ranked = sorted(found, key=lambda told: (not is_main(told.now), list(Turn).index(told.turn), told.now.n))
    return History(None, tuple(_drop_doubles(ranked))[:MOST])


def _find_repeat(present: Present, earlier: Sequence[Earlier]) -> Repeat | None:
    pasts = [past for one in earlier for past in one.pasts if past.post == present.post]
    here = [past for past in pasts if not past.elsewhere] or pasts
    if not here:
        return None
    first = min(here, key=lambda past: past.at)
    since = {past.message for past in here} - {first.message}
    return Repeat(first, len(since), find_origin(here, present))


def _drop_doubles(ranked: Sequence[Recalled]) -> Iterator[Recalled]:
    """Leave out what says of a second sentence the same about the same earlier one: a headline and its first sentence."""
    told: set[tuple[str, ...]] = set()
    for one in ranked:
        key = (one.before.text if one.before else one.now.text, *one.words, one.source)
        if key not in told:
            told.add(key)
            yield one


def judge(now: Statement, earlier: Sequence[Earlier], present: Present) -> Recalled | None:
    """Tell what an earlier statement makes worth saying about one of now; None where nothing is sure."""
    if not earlier:
        return None
    known = list(_find_known(split_side(now), earlier, present))
    here = [pair for pair in known if not pair[0].pasts[-1].elsewhere] or known
    return find_turn(Case(now, present, here))


def _find_known(now: Side, earlier: Sequence[Earlier], present: Present) -> Iterator[tuple[Earlier, Ground]]:
    """Give the earlier ones that can be of the same thing and the same day; one without its text has those of now."""
    for one in earlier:
        ground = find_ground(split_side(one.statement) if one.statement else now, now)
        days = max(present.at - one.pasts[-1].at, 0.0) / DAY
        if ground.may_be_one_day(days) and _can_be_known(one, ground):
            yield one, ground


def _can_be_known(earlier: Earlier, ground: Ground) -> bool:
    """Tell whether a sentence is of one thing only: "No arrests have been made" comes back with any burglary."""
    return ground.named or (earlier.same_words and bool(ground.amounts[1]) and ground.shared >= ENOUGH)
