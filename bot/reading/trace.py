"""What fired in a text, what was dropped and by what: for rule authors."""

from dataclasses import dataclass

from bot.model import Article, Cue, Role, Statement
from bot.reading.cues import sift
from bot.reading.outline import Passage, outline
from bot.reading.read import cue_of, read
from bot.rulebook import Kind, Rulebook


@dataclass(frozen=True, slots=True)
class Dropped:
    """A cue that does not count: `by` is the rule that took its place, `words` that rule's words, `why` "mask" or "inside"."""

    cue: Cue
    by: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """A line that is no part of the article: its words, and the rule that said so (empty where it only repeats the title)."""

    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Trace:
    """Everything the rules saw in a text."""

    fired: tuple[Cue, ...]
    dropped: tuple[Dropped, ...]
    statements: tuple[Statement, ...]
    set_aside: tuple[SetAside, ...]


def trace(text: str, rulebook: Rulebook) -> Trace:
    """Read a text as the body of an article and keep what was dropped on the way."""
    reading = read(Article(text), rulebook)
    passages = outline(Article(text), rulebook).passages
    dropped = [
        Dropped(cue_of(passage, lost.cue, None, None), lost.by.rule.id, passage.text_of(lost.by.first, lost.by.last), lost.why)
        for passage in passages
        for lost in sift(passage.hits, rulebook).lost
        if lost.by.rule is not lost.cue.rule  # a longer form of the same phrase
    ]
    aside = [_set_aside(passage, rulebook) for passage in passages if passage.role is Role.BOILERPLATE]
    fired = tuple(cue for statement in reading.statements for cue in statement.cues)
    return Trace(fired, tuple(dropped), reading.statements, tuple(aside))


def _set_aside(passage: Passage, rulebook: Rulebook) -> SetAside:
    rules = [rulebook.rules[number] for number, _, _ in passage.hits]
    start, end = passage.span()
    return SetAside(passage.text[start:end], next((rule.id for rule in rules if rule.kind is Kind.ASIDE), ""))
