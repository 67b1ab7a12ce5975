"""What a chat, or with the operator's leave another one, saw before of a text that is read now."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TypeVar

from bot.model import Article, Reading, Statement
from bot.reading import read
from bot.reading.accusing import Accusing, find_accusing
from bot.reading.compare import Comparison, Likeness, compare
from bot.reading.compare_line import split_line
from bot.reading.history import find_history
from bot.reading.history_ground import Side, split_side
from bot.reading.history_values import Earlier, History, Past, Present, Recalled
from bot.reading.level import is_main
from bot.rulebook import Rulebook
from bot.service.days import find_day
from bot.service.sighting import digest_text, find_kept, find_origin, name_sources
from bot.service.statements import LookAlike, Seen, Sighting, Statements

LOOKED_UP = 40
"""Statements of one text that are looked up, main ones first."""

LITTLE = 30_000
"""Characters of sentences and their look-alikes that are compared without leaving the event loop: some ten milliseconds."""

FEW = 2
"""Sightings of which the first and the last are all."""

ALBUM, PICTURES = 60.0, 9
"""Seconds in which the pictures of one album arrive, and how many message numbers lie between the first and the last."""

READ_AGAIN = 512
"""Sentences that need not be read by themselves again: what goes round comes back many times."""

T = TypeVar("T")

Alike = tuple[Statement, Sequence[tuple[Seen, Comparison]]]
"""A statement, and what looks like it more than in passing."""


@dataclass(frozen=True, slots=True)
class Asked:
    """About which message of which chat is asked, and when. `everywhere` looks in other chats too.

    `message` is no number of Telegram's where it is not above 0; `album` says that others belong to it. What was seen later than
    the message was not before it, even where it is asked about today.
    """

    chat: int
    message: int
    now: float
    album: bool = False
    everywhere: bool = False

    def owns(self, one: Sighting) -> bool:
        """Tell whether a sighting of the chat is of the message itself, or of another picture of its album."""
        if one.message == self.message:
            return True
        is_near = abs(one.message - self.message) <= PICTURES and abs(one.at - self.now) <= ALBUM
        return self.album and is_near


async def recall(statements: Statements, rulebook: Rulebook, reading: Reading, asked: Asked) -> History:
    """Give what is to be told of a text: nothing where nothing was seen before, or nothing is sure."""
    kept = sorted(find_kept(reading), key=lambda one: not is_main(one))[:LOOKED_UP]
    if not kept:
        return History()
    present = _find_present(reading, asked)
    if pasts := await _find_repeat(statements, kept, present, asked):
        again = Earlier(Comparison(Likeness.SAME), pasts, None, same_words=True)
        return find_history(present, [(kept[0], [again])])
    found = await statements.find_like_each([one.text for one in kept], asked.chat, everywhere=asked.everywhere)
    little = _count_letters(kept, found) <= LITTLE
    alike = await _do(partial(_compare_all, kept, found), at_once=little)
    seen = {one.number: one for _, ones in alike for one, _ in ones}
    if not seen:
        return History()
    sightings = dict(zip(seen, await _list_each(statements, tuple(seen.values()), asked), strict=True))
    return await _do(partial(_judge, present, alike, sightings, rulebook, asked), at_once=little)


def _count_letters(kept: Sequence[Statement], found: Sequence[Sequence[LookAlike]]) -> int:
    """Count the characters that are compared: a statement counts with each of its look-alikes."""
    pairs = [(now, one.seen) for now, ones in zip(kept, found, strict=True) for one in ones]
    return sum(len(now.text) + len(seen.text or "") for now, seen in pairs)


async def _do(work: Callable[[], T], *, at_once: bool) -> T:
    """Do a little work here, and what takes longer in a thread, so that others are answered meanwhile."""
    return work() if at_once else await asyncio.to_thread(work)


async def _find_repeat(statements: Statements, kept: Sequence[Statement], present: Present, asked: Asked) -> tuple[Past, ...]:
    """Give the earlier messages of the chat that held the very same text: then none of its statements need be looked for."""
    seen = await statements.list_repeats([one.text for one in kept], asked.chat, present.post)
    meant = _find_time([seen], asked)
    return tuple(_as_past(one) for one in seen if _is_before(one, meant))


def _judge(
    present: Present,
    alike: Sequence[Alike],
    sightings: Mapping[int, Sequence[Sighting]],
    rulebook: Rulebook,
    asked: Asked,
) -> History:
    meant = _find_time(sightings.values(), asked)
    earlier = [(now, _find_earlier(now, ones, sightings, rulebook, meant)) for now, ones in alike]
    return find_history(replace(present, at=meant.now), earlier)


async def find_own(statements: Statements, reading: Reading, asked: Asked) -> Mapping[str, Sighting]:
    """Give the statements of a reading that the same message, or its album, was seen with before: the text and the sighting."""
    texts = [one.text for one in find_kept(reading)]
    near = await statements.list_near(texts, asked.chat, asked.message, PICTURES if asked.album else 0) if texts else ()
    mine = {text: [past for past in pasts if asked.owns(past)] for text, pasts in zip(texts, near, strict=True)}
    return {text: pasts[0] for text, pasts in mine.items() if pasts}


def _compare_all(kept: Sequence[Statement], found: Sequence[Sequence[LookAlike]]) -> Sequence[Alike]:
    return [(now, _compare(now, ones)) for now, ones in zip(kept, found, strict=True)]


def _compare(now: Statement, ones: Sequence[LookAlike]) -> Sequence[tuple[Seen, Comparison]]:
    """Give the look-alikes that are more than that, and how each stands to the statement."""
    side = split_side(now)
    compared = [(one.seen, _compare_one(now, side, one.seen)) for one in ones]
    return [(seen, comparison) for seen, comparison in compared if comparison.likeness is not Likeness.OTHER]


def _compare_one(now: Statement, side: Side, seen: Seen) -> Comparison:
    if seen.text is None or _is_same(seen.text, now.text):
        return Comparison(Likeness.SAME)
    if not side.may_be_in(seen.text):
        return Comparison(Likeness.OTHER)
    return compare(seen.text, now.text, [*name_sources(now), *seen.first.sources, *seen.last.sources])


def _is_same(before: str, now: str) -> bool:
    """Tell whether two sentences differ in nothing but case, spaces and marks."""
    return _spell(before) == _spell(now) and ("?" in before) == ("?" in now)


def _spell(text: str) -> Sequence[str]:
    return [form for form in split_line(text).forms if form[0].isalnum() or form[0] == "\x00"]


async def _list_each(statements: Statements, seen: Sequence[Seen], asked: Asked) -> Sequence[Sequence[Sighting]]:
    """Give the sightings of statements; all are asked for at once, so that none waits for another's turn."""
    return await asyncio.gather(*(_list_sightings(statements, one, asked) for one in seen))


async def _list_sightings(statements: Statements, seen: Seen, asked: Asked) -> Sequence[Sighting]:
    """Give all sightings of a statement, oldest first; of what another chat saw the first and the last."""
    if seen.chat is None or seen.times <= FEW:
        return (seen.first,) if seen.times == 1 else (seen.first, seen.last)
    return await statements.list_sightings(seen.number, asked.chat)


def _find_time(sightings: Iterable[Sequence[Sighting]], asked: Asked) -> Asked:
    """Let what is asked about the first time that the message was seen, where it was."""
    own = [one.at for ones in sightings for one in ones if one.chat == asked.chat and asked.owns(one)]
    return replace(asked, now=min([asked.now, *own]))


def _find_earlier(
    now: Statement,
    ones: Sequence[tuple[Seen, Comparison]],
    sightings: Mapping[int, Sequence[Sighting]],
    rulebook: Rulebook,
    asked: Asked,
) -> Sequence[Earlier]:
    found = []
    for seen, comparison in ones:
        pasts = tuple(_as_past(one) for one in sightings[seen.number] if _is_before(one, asked))
        if pasts:
            same = seen.text is None or _is_same(seen.text, now.text)
            found.append(Earlier(comparison, pasts, _read_again(seen.text, rulebook), same))
    return found


def _is_before(one: Sighting, asked: Asked) -> bool:
    """Tell whether a sighting is of an earlier message; their numbers grow: of an old post no later one was there before."""
    if one.chat == asked.chat and asked.owns(one):
        return False
    if one.chat == asked.chat and one.message > 0 and asked.message > 0:
        return one.message < asked.message
    return one.at < asked.now


def _as_past(one: Sighting) -> Past:
    labels = (one.status, one.polarity, one.post, one.sources)
    return Past(one.message, one.at, find_day(one.at), *labels, one.origin, elsewhere=not one.chat)


@lru_cache(maxsize=READ_AGAIN)
def _read_again(text: str | None, rulebook: Rulebook) -> Statement | None:
    """Read a sentence that is kept by itself: what its own words say of its source."""
    statements = read(Article(text), rulebook).statements if text else ()
    return next((one for one in statements if one.text == text), None)


def _find_present(reading: Reading, asked: Asked) -> Present:
    article = reading.article
    undated = article.is_page and not article.published
    day, origin = (article.published or "")[:10], find_origin(article)
    return Present(reading.statements, digest_text(article.text), asked.now, day, undated, origin)


def hush(history: History, accusing: Accusing, rulebook: Rulebook) -> History:
    """Give a history fit for others to read: of what accuses somebody, now or then, only place, day and statuses are left."""
    repeat = history.repeat
    if repeat and _accuses(repeat.origin, rulebook):
        repeat = replace(repeat, origin=None)
    return History(repeat, tuple([_hush(told, accusing, rulebook) for told in history.recalled]))


def _hush(told: Recalled, accusing: Accusing, rulebook: Rulebook) -> Recalled:
    quiet = told.now.n in accusing or (told.before is not None and _accuses(told.before.text, rulebook))
    return replace(told, quiet=quiet, origin=None if quiet or _accuses(told.origin, rulebook) else told.origin)


def _accuses(text: str | None, rulebook: Rulebook) -> bool:
    """Tell whether words, or a name that they are, accuse somebody."""
    if text is None:
        return False
    accusing = find_accusing(read(Article(text, site=text), rulebook), rulebook)
    return bool(accusing.statements or accusing.names)
