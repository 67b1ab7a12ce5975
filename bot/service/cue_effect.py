"""What a cue changes in texts that were read before: how many, how many are newly flagged, and where its words stand."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.model import Article, Cue, Reading, Statement
from bot.reading.accusing import Accusing, find_accusing
from bot.reading.examples import find_spans, unmark
from bot.reply.quote import clean
from bot.rulebook import Rulebook
from bot.service.answer import Service

MOST_READ = 120
"""Texts that a cue is tried on: the last ones that were read in the chat."""
PATIENCE = 5.0
"""Seconds after which no further text is tried."""
MOST_SHOWN = 3
MOST_MARKED = 2_000
"""Finds that are looked at for examples."""
LONGEST_EXAMPLE = 300


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement in which a cue was found. `shown` is what of the cue's words may be shown where others read."""

    statement: Statement
    cue: Cue
    accuses: bool
    shown: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What came of reading `read` texts without and with a cue: `changed` have another status or level."""

    read: int
    changed: int
    flagged: int
    """How many are past the threshold now and were not before."""
    hits: tuple[Hit, ...]


IsPast = Callable[[Reading], bool]


def try_cue(
    articles: Sequence[Article], before: Service, after: Service, rule: str, is_past: IsPast, patience: float = PATIENCE
) -> Effect:
    """Read the articles without and with the cue of that rule; those for which no time is left are not counted."""
    end, read, changed, flagged, hits = time.monotonic() + patience, 0, 0, 0, dict[str, Hit]()
    for article in articles:
        old, new = before.answer(article).reading, after.answer(article).reading
        if old is None or new is None:
            continue
        read += 1
        changed += _is_changed(old, new)
        flagged += is_past(new) and not is_past(old)
        hits |= {} if len(hits) >= MOST_SHOWN else {hit.statement.text: hit for hit in _find_hits(new, rule, after.rulebook)}
        if time.monotonic() > end:
            break
    return Effect(read, changed, flagged, tuple(hits.values())[:MOST_SHOWN])


def _is_changed(old: Reading, new: Reading) -> bool:
    return old.level is not new.level or [one.status for one in old.statements] != [one.status for one in new.statements]


def _find_hits(reading: Reading, rule: str, rulebook: Rulebook) -> Iterator[Hit]:
    """The first finds of a rule in each statement."""
    found = [(one, place) for one in reading.statements for place, cue in enumerate(one.cues) if cue.rule == rule]
    accusing = find_accusing(reading, rulebook) if found else Accusing()
    for statement, place in found:
        cue, accuses = statement.cues[place], statement.n in accusing
        yield Hit(statement, cue, accuses, accusing.statements[statement.n][place] if accuses else cue.text)


def find_examples(articles: Sequence[Article], service: Service, rules: Sequence[str]) -> dict[str, list[str]]:
    """Sentences in which the rules of these ids were found, at most three of each, with the words marked as in a rule file.

    Each of them passes as a `match` example by itself. Texts for which no time is left are not read.
    """
    found = {rule: list[str]() for rule in rules}
    for example, rule in islice(_list_marked(articles, service, frozenset(rules)), MOST_MARKED):
        kept = found[rule]
        if len(kept) < MOST_SHOWN and example not in kept and _passes(example, rule, service.rulebook):
            kept.append(example)
    return found


def _list_marked(articles: Sequence[Article], service: Service, rules: frozenset[str]) -> Iterator[tuple[str, str]]:
    end = time.monotonic() + PATIENCE
    for article in articles:
        reading = service.answer(article).reading
        for statement in reading.statements if reading else ():
            for rule in sorted({cue.rule for cue in statement.cues} & rules):
                example = _mark(statement, rule)
                if len(example) <= LONGEST_EXAMPLE:
                    yield example, rule
        if time.monotonic() > end:
            break


def _passes(example: str, rule: str, rulebook: Rulebook) -> bool:
    number = next(number for number, one in enumerate(rulebook.rules) if one.id == rule)
    text, marked = unmark(example)
    return bool(marked) and set(find_spans(text, number, rulebook)) == set(marked)


def _mark(statement: Statement, rule: str) -> str:
    """The statement on one line with the words of the rule in double square brackets."""
    parts, done = list[str](), 0
    for cue in statement.cues:
        start, end = cue.start - statement.start, cue.end - statement.start
        if cue.rule == rule and done <= start:
            parts += [statement.text[done:start], "[[", statement.text[start:end], "]]"]
            done = end
    return clean("".join([*parts, statement.text[done:]]))
