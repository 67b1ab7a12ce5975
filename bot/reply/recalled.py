"""What was seen before of a text, in words: when, how often, what it said of its source then and what it says now."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from bot.model import Family, Statement
from bot.reading.history_values import History, Past, Recalled, Repeat, Turn
from bot.reply.label import deciding_cues, label, quote, quote_cue, where
from bot.reply.origin import NAME_LENGTH, say_date
from bot.reply.phrasebook import Phrasebook
from bot.reply.quote import isolate, shorten
from bot.reply.sections import QUOTE_LENGTH, Section

DIFFERENCE = 40
"""The longest quotation of the words that differ, in code points."""


def say_history(history: History, today: str, phrasebook: Phrasebook) -> tuple[Section, ...]:
    """Give the section of what was seen before, none where nothing was; `today` in ISO 8601 tells which year need not be said."""
    day = partial(say_date, phrasebook=phrasebook, today=today)
    pasts = [history.repeat.past] if history.repeat else [told.past for told in history.recalled]
    lines = tuple(_say_lines(history, day, phrasebook))
    title = "title-elsewhere" if any(past.elsewhere for past in pasts) else "title"
    return (Section(phrasebook.say("recalled", title), lines),) if lines else ()


Day = Callable[[str], str]


def _say_lines(history: History, day: Day, phrasebook: Phrasebook) -> Iterator[str]:
    if history.repeat:
        yield _say_repeat(history.repeat, day, phrasebook)
    for told in history.recalled:
        say = _SAYERS_QUIETLY.get(told.turn) if told.quiet else _SAYERS[told.turn]
        if say:
            yield say(told, day, phrasebook)


def _say_repeat(repeat: Repeat, day: Day, phrasebook: Phrasebook) -> str:
    line = phrasebook.say("recalled", _place("repeat", repeat.past), day=day(repeat.past.day))
    return _add_origin(_add_times(line, repeat.since, phrasebook), repeat.origin, phrasebook)


_ELSEWHERE = {
    "title": "title-elsewhere",
    "repeat": "repeat-elsewhere",
    "seen": "seen-elsewhere",
    "alike": "alike-elsewhere",
    "quiet-seen": "quiet-seen-elsewhere",
}


def _place(key: str, past: Past) -> str:
    return _ELSEWHERE[key] if past.elsewhere else key


def _add_times(line: str, since: int, phrasebook: Phrasebook) -> str:
    return phrasebook.count("counted", "times-since", since, line=line, n=since) if since > 0 else line


def _add_origin(line: str, origin: str | None, phrasebook: Phrasebook) -> str:
    name = isolate(shorten(_host(origin), NAME_LENGTH)) if origin else ""
    return phrasebook.say("recalled", "from", line=line, origin=name) if name else line


def _host(origin: str) -> str:
    """Give the site of an address; a channel's name as it is."""
    _, web, rest = origin.partition("://")
    return rest.split("/", 1)[0].removeprefix("www.") if web else origin


def _quoted(told: Recalled, phrasebook: Phrasebook) -> dict[str, str]:
    sentence = where(told.now.sentence, phrasebook)
    return {"quote": quote(told.now.text, QUOTE_LENGTH, phrasebook), "where": sentence}


def _when(told: Recalled, day: Day, phrasebook: Phrasebook) -> str:
    said = day(told.past.day)
    return phrasebook.say("recalled", "day-elsewhere", day=said) if told.past.elsewhere else said


def _say_seen(told: Recalled, day: Day, phrasebook: Phrasebook) -> str:
    """Say when it was seen, with both sentences where the words differ."""
    values = {**_quoted(told, phrasebook), "day": day(told.past.day)}
    if told.same_words or told.before is None:
        line = phrasebook.say("recalled", _place("seen", told.past), **values)
    else:
        before = quote(told.before.text, QUOTE_LENGTH, phrasebook)
        line = phrasebook.say("recalled", _place("alike", told.past), before=before, **values)
    line = _add_origin(_add_times(line, told.times - 1, phrasebook), told.origin, phrasebook)
    then, now = told.words
    if not then:
        return line
    names = {"then": phrasebook.say("status", then), "now": phrasebook.say("status", now)}
    return phrasebook.say("recalled", "statuses", line=line, **names)


def _say_moved(told: Recalled, day: Day, phrasebook: Phrasebook) -> str:
    """Say what it was and what it is now: "on 3 March “reportedly”; now confirmed by the ministry"."""
    values = {"day": _when(told, day, phrasebook), "then": _then(told.before, phrasebook), "now": label(told.now, phrasebook)}
    return phrasebook.say("recalled", "moved", **_quoted(told, phrasebook), **values)


def _then(before: Statement | None, phrasebook: Phrasebook) -> str:
    """Quote the words that decided the status then; where a source did, say what it was."""
    if before is None:
        return ""
    cues = deciding_cues(before)
    return quote_cue(cues[0], phrasebook) if cues and cues[0].family in _SPEAKING else label(before, phrasebook)


_SPEAKING = frozenset((Family.UNCONFIRMED, Family.HEARSAY, Family.HEDGE, Family.UNNAMED))
"""Families whose own words say how little is known."""


def _say_drift(told: Recalled, day: Day, phrasebook: Phrasebook) -> str:
    values = {"day": _when(told, day, phrasebook), "then": _then(told.before, phrasebook)}
    return phrasebook.say("recalled", "drift", **_quoted(told, phrasebook), **values)


def _say_difference(told: Recalled, day: Day, phrasebook: Phrasebook) -> str:
    """Set the words that differ against each other; a negation may stand on one side only."""
    then, now = (quote(words, DIFFERENCE, phrasebook) if words else "" for words in told.words)
    values = {**_quoted(told, phrasebook), "day": _when(told, day, phrasebook)}
    if not then:
        return phrasebook.say("recalled", "only-now", now=now, **values)
    if not now:
        return phrasebook.say("recalled", "only-then", then=then, **values)
    return phrasebook.say("recalled", "differs", then=then, now=now, **values)


def _say_one_origin(told: Recalled, _day: Day, phrasebook: Phrasebook) -> str:
    source = isolate(shorten(told.source, NAME_LENGTH))
    return phrasebook.say("recalled", "one-origin", **_quoted(told, phrasebook), n=told.times + 1, source=source)


def _say_seen_quietly(told: Recalled, day: Day, phrasebook: Phrasebook) -> str:
    values = {"where": where(told.now.sentence, phrasebook), "day": day(told.past.day)}
    return _add_times(phrasebook.say("recalled", _place("quiet-seen", told.past), **values), told.times - 1, phrasebook)


def _say_moved_quietly(told: Recalled, day: Day, phrasebook: Phrasebook) -> str:
    statuses = {"then": phrasebook.say("status", told.past.status), "now": phrasebook.say("status", told.now.status)}
    place = where(told.now.sentence, phrasebook)
    return phrasebook.say("recalled", "quiet-moved", where=place, day=_when(told, day, phrasebook), **statuses)


Say = Callable[[Recalled, Day, Phrasebook], str]

_SAYERS: Mapping[Turn, Say] = {
    Turn.DENIED: _say_moved,
    Turn.RETURNED: _say_moved,
    Turn.CONFIRMED: _say_moved,
    Turn.NUMBER: _say_difference,
    Turn.POLARITY: _say_difference,
    Turn.DRIFT: _say_drift,
    Turn.ONE_ORIGIN: _say_one_origin,
    Turn.SEEN: _say_seen,
}

_SAYERS_QUIETLY: Mapping[Turn, Say] = {
    Turn.DENIED: _say_moved_quietly,
    Turn.RETURNED: _say_moved_quietly,
    Turn.CONFIRMED: _say_moved_quietly,
    Turn.DRIFT: _say_moved_quietly,
    Turn.SEEN: _say_seen_quietly,
}
"""What can be told without a word of either side; of other numbers nothing is left."""
