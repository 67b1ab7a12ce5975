"""The words of an article cut into runs: each of one statement, with the cues that stand there and those that reach there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.model import Cue, Reading, Role, Statement

MOST_CUES = 40
"""Cues of one statement that are marked; a sentence of people has a handful."""


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters of which the same holds: the cues whose words they are, and the cues whose scope they lie in."""

    text: str
    cues: tuple[int, ...] = ()
    scopes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring runs of one statement, or of none: a blank, a repeated headline, furniture of the page."""

    statement: Statement | None
    runs: tuple[Run, ...]


def cut_headline(reading: Reading) -> list[Stretch]:
    """Cut the headline; empty where there is none. All its stretches together are `reading.title`."""
    return _cut(reading.title or "", [one for one in reading.statements if one.role is Role.HEADLINE])


def cut_body(reading: Reading) -> list[list[Stretch]]:
    """Cut the text below the headline into its lines, empty ones left out; joined they are the text, but for line breaks."""
    text, skip = reading.article.text, _headline_end(reading)
    body = [one for one in reading.statements if one.role is not Role.HEADLINE]
    lines = _lines(_cut(text, [one for one in body if one.start >= skip], skip))
    return [line for line in lines if any(run.text.strip() for stretch in line for run in stretch.runs)]


def _headline_end(reading: Reading) -> int:
    """Say where the text goes on behind a headline that is its first line."""
    if reading.title is None or reading.article.title is not None:
        return 0
    found = reading.article.text.find(reading.title)
    return found + len(reading.title) if found >= 0 else 0


def _cut(text: str, statements: Sequence[Statement], start: int = 0) -> list[Stretch]:
    stretches, at = list[Stretch](), start
    for statement in sorted(statements, key=lambda one: one.start):
        if statement.start < at:
            continue  # two statements never share words; if ever they did, the first would be shown
        if at < statement.start:
            stretches.append(Stretch(None, (Run(text[at : statement.start]),)))
        stretches.append(Stretch(statement, tuple(_cut_statement(text, statement))))
        at = statement.end
    return [*stretches, Stretch(None, (Run(text[at:]),))] if at < len(text) else stretches


def _cut_statement(text: str, statement: Statement) -> Iterator[Run]:
    edges, cues = {statement.start, statement.end}, statement.cues[:MOST_CUES]
    for cue in cues:
        edges.update(
            min(max(edge, statement.start), statement.end) for edge in (cue.start, cue.end, cue.scope.start, cue.scope.end)
        )
    places = sorted(edges)
    for start, end in pairwise(places):
        yield Run(
            text[start:end],
            tuple(number for number, cue in enumerate(cues) if _covers(cue.start, cue.end, start)),
            tuple(number for number, cue in enumerate(cues) if _reaches(cue, start)),
        )


def _reaches(cue: Cue, place: int) -> bool:
    return _covers(cue.scope.start, cue.scope.end, place)


def _covers(start: int, end: int, place: int) -> bool:
    return start <= place < end


def _lines(stretches: Sequence[Stretch]) -> list[list[Stretch]]:
    """Part stretches at line breaks; a statement that goes over one stands on both lines."""
    lines: list[list[Stretch]] = [[]]
    for stretch in stretches:
        parts = [list[Run]()]
        for run in stretch.runs:
            first, *rest = run.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            parts[-1].append(Run(first, run.cues, run.scopes))
            parts.extend([Run(text, run.cues, run.scopes)] for text in rest)
        filled = [tuple(run for run in part if run.text) for part in parts]
        for number, runs in enumerate(filled):
            if number:
                lines.append([])
            if runs:
                lines[-1].append(Stretch(stretch.statement, runs))
    return lines
