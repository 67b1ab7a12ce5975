"""A reading made fit for a group: of a statement that accuses somebody only the cue words, the status and its place are left."""

from collections.abc import Container
from dataclasses import replace

from bot.model import Cue, Fact, Finding, Reading, Role, Span, Statement

GAP = "…"
"""Stands for the words that are not quoted."""

_QUOTED_FACTS = ("headline", "about")
"""Facts of a finding that are words of a statement; "words" are a cue's, and stay."""


def guard(reading: Reading, accusing: Container[int]) -> Reading:
    """Give the reading without any other words of the statements with these numbers."""
    if not any(statement.n in accusing for statement in reading.statements):
        return reading
    headline = any(statement.n in accusing and statement.role is Role.HEADLINE for statement in reading.statements)
    return replace(
        reading,
        title=GAP if headline and reading.title else reading.title,
        statements=tuple(_guarded(statement) if statement.n in accusing else statement for statement in reading.statements),
        findings=tuple(_guarded_finding(finding, accusing) for finding in reading.findings),
    )


def _guarded(statement: Statement) -> Statement:
    words = f" {GAP} ".join(cue.text for cue in statement.cues)
    return replace(
        statement,
        text=f"{GAP} {words} {GAP}" if words else GAP,
        about=None,
        sources=(),
        cues=tuple(_without_scope(cue) for cue in statement.cues),
    )


def _without_scope(cue: Cue) -> Cue:
    return replace(cue, scope=Span(cue.end, cue.end), ended_by="")


def _guarded_finding(finding: Finding, accusing: Container[int]) -> Finding:
    if not any(number in accusing for number in finding.statements):
        return finding
    facts: dict[str, Fact] = {key: GAP if key in _QUOTED_FACTS else value for key, value in finding.facts.items()}
    return replace(finding, facts={key: () if isinstance(value, tuple) else value for key, value in facts.items()})
