"""Readings built by hand: an article written as lines, each with what a reading would say of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.model import (
    About,
    Article,
    Aside,
    Certainty,
    Cue,
    Fact,
    Family,
    Finding,
    FindingKind,
    Level,
    Part,
    Polarity,
    Reading,
    Role,
    Source,
    SourceKind,
    Span,
    Statement,
    Status,
    Time,
)


@dataclass(frozen=True)
class By:
    """A source by its words in the line."""

    text: str
    kind: SourceKind = SourceKind.PERSON
    part: Part = Part.VOUCHES
    name: str | None = None
    via: int | None = None


@dataclass(frozen=True)
class Words:
    """A cue by its words in the line, and the words it covers (the whole line where none are given)."""

    text: str
    family: Family
    scope: str = ""
    quoted: bool = False
    ended_by: str = ""
    rule: str = ""


@dataclass(frozen=True)
class Line:
    """One statement: its words and what a reading says of them."""

    text: str
    status: Status = Status.STATED
    by: Sequence[By] = ()
    words: Sequence[Words] = ()
    about: str | None = None
    refers_to: int | None = None
    certainty: Certainty = Certainty.CERTAIN
    polarity: Polarity = Polarity.POSITIVE
    time: Time = Time.DONE


@dataclass(frozen=True)
class Found:
    """A finding and its facts."""

    kind: FindingKind
    statements: tuple[int, ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict)


NOWHERE = Article("")
"""An article that came as plain text."""


def build_reading(
    level: Level,
    lines: Sequence[Line],
    *,
    headline: Line | None = None,
    findings: Sequence[Found] = (),
    aside: Sequence[str] = (),
    origin: Article = NOWHERE,
) -> Reading:
    """Build a reading of an article whose lines are separated by spaces and followed by what is set aside."""
    parts = [*(line.text for line in lines), *aside]
    text = " ".join(parts)
    starts = [sum(len(part) + 1 for part in parts[:index]) for index in range(len(parts))]
    title = [_statement(1, 0, 0, headline)] if headline else []
    body = [_statement(n, n - len(title), starts[n - 1 - len(title)], line) for n, line in enumerate(lines, len(title) + 1)]
    statements = (*title, *body)
    return Reading(
        article=replace(origin, text=text, title=headline.text if headline else None),
        title=headline.text if headline else None,
        language="en",
        rules="0f1e2d3c4b5a",
        receipt="7f3a91c0d2e4b586",
        level=level,
        counts=dict(Counter(statement.status for statement in statements)),
        statements=statements,
        findings=tuple(Finding(found.kind, found.statements, found.facts) for found in findings),
        set_aside=tuple(Aside(start, start + len(part), part) for start, part in zip(starts[len(lines) :], aside, strict=True)),
        sentences=len(lines),
        words=len(text.split()),
    )


def _statement(n: int, sentence: int, start: int, line: Line) -> Statement:
    return Statement(
        n=n,
        sentence=sentence,
        start=start,
        end=start + len(line.text),
        text=line.text,
        role=Role.BODY if sentence else Role.HEADLINE,
        status=line.status,
        certainty=line.certainty,
        polarity=line.polarity,
        time=line.time,
        about=_about(line, start),
        sources=tuple(_source(by, line.text, start) for by in line.by),
        cues=tuple(_cue(words, line.text, start) for words in line.words),
    )


def _span(words: str, text: str, start: int) -> Span:
    first = start + text.index(words)
    return Span(first, first + len(words))


def _about(line: Line, start: int) -> About | None:
    if line.about is None:
        return None
    span = _span(line.about, line.text, start)
    return About(line.about, span.start, span.end, line.refers_to)


def _source(by: By, text: str, start: int) -> Source:
    span = _span(by.text, text, start)
    return Source(by.text, by.name, by.kind, by.part, by.via, span.start, span.end)


def _cue(words: Words, text: str, start: int) -> Cue:
    span = _span(words.text, text, start)
    scope = _span(words.scope or text, text, start)
    rule = words.rule or f"en.{words.family}.example"
    return Cue(rule, words.family, words.text, span.start, span.end, scope, words.quoted, words.ended_by)
