"""A reading made fit for a group: of a statement that accuses somebody only the cue words, the status and its place are left."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.model import Cue, Fact, Finding, Reading, Role, Span, Statement
from bot.reading.accusing import GAP, Accusing

_LEFT_OUT = {"headline": GAP, "about": ""}
"""Facts of a finding that are words of a statement, and what they become; "words" are a cue's."""


def guard(reading: Reading, accusing: Accusing) -> Reading:
    """Give the reading without any other words of the statements, and without the names, that accuse."""
    article = reading.article
    return replace(
        reading,
        article=replace(article, site=_guarded_name(article.site, accusing), author=_guarded_name(article.author, accusing)),
        title=GAP if reading.title and _has_headline(reading, accusing) else reading.title,
        statements=tuple(_guarded(one, accusing.statements[one.n]) if one.n in accusing else one for one in reading.statements),
        findings=tuple(_guarded_findings(reading, accusing)),
    )


def _guarded_name(name: str | None, accusing: Accusing) -> str | None:
    return None if name in accusing.names else name


def _has_headline(reading: Reading, accusing: Accusing) -> bool:
    return any(one.n in accusing and one.role is Role.HEADLINE for one in reading.statements)


def _guarded(statement: Statement, shown: Sequence[str]) -> Statement:
    words = f" {GAP} ".join(shown)
    return replace(
        statement,
        text=f"{GAP} {words} {GAP}" if words else GAP,
        about=None,
        sources=(),
        cues=tuple(_guarded_cue(cue, text) for cue, text in zip(statement.cues, shown, strict=True)),
    )


def _guarded_cue(cue: Cue, text: str) -> Cue:
    return replace(cue, text=text, scope=Span(cue.end, cue.end), ended_by="")


def _guarded_findings(reading: Reading, accusing: Accusing) -> Iterator[Finding]:
    """Give the findings; one that lists names out of an accusing statement is left out, for without them it would be untrue."""
    cues = {
        cue.text: shown
        for one in reading.statements
        if one.n in accusing
        for cue, shown in zip(one.cues, accusing.statements[one.n], strict=True)
    }
    for finding in reading.findings:
        if not any(number in accusing for number in finding.statements):
            yield finding
        elif not any(isinstance(value, tuple) and value for value in finding.facts.values()):
            yield replace(finding, facts={key: _guarded_fact(key, value, cues) for key, value in finding.facts.items()})


def _guarded_fact(key: str, value: Fact, cues: Mapping[str, str]) -> Fact:
    if isinstance(value, str) and value:
        return _LEFT_OUT.get(key, cues.get(value, value))
    return value
