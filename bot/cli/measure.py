"""`caveat measure`: how a gold set is read, beside how people labelled it."""

import re
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.cli.gold import KINDS, TITLE, GoldText, Label, load_gold
from bot.cli.output import plain_output
from bot.cli.parts import load_parts
from bot.cli.status import DONE
from bot.model import Part, Reading, Role, Source, Statement, Status
from bot.reading import read
from bot.rulebook import Rulebook

DOUBTFUL = frozenset((Status.WITHDRAWN, Status.DISPUTED, Status.UNCONFIRMED, Status.HEARSAY, Status.UNNAMED, Status.HEDGED))
"""Statuses by which a sentence counts as doubtful."""

_ORDER = {status: place for place, status in enumerate(Status)}
_SMALL = frozenset(("the", "a", "an", "of", "and", "s"))


@dataclass(frozen=True, slots=True)
class Match:
    """A labelled sentence and the statements that were read in it."""

    text: GoldText
    label: Label
    statements: tuple[Statement, ...]

    @property
    def gold(self) -> Status:
        """The main status that people gave."""
        return self.label.statuses[0]

    @property
    def read(self) -> Status:
        """The most doubtful status that was read; `other` where nothing was, such as in what was set aside."""
        return min((statement.status for statement in self.statements), key=_ORDER.__getitem__, default=Status.OTHER)


@dataclass(slots=True)
class Tally:
    """How often something was rightly found, found in error, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def count(self, *, gold: bool, found: bool) -> None:
        """Count one decision."""
        self.right += gold and found
        self.wrong += found and not gold
        self.missed += gold and not found

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        return self.right / ((self.right + self.wrong) or 1)

    @property
    def recall(self) -> float:
        """The share of what there is that was found; 0 where there is nothing."""
        return self.right / ((self.right + self.missed) or 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / ((2 * self.right + self.wrong + self.missed) or 1)

    def say(self) -> str:
        """Give precision, recall and F1, and how many there were to find."""
        return f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}   ({self.right + self.missed})"


@dataclass(slots=True)
class Measure:
    """Everything that is counted over some texts."""

    matches: list[Match] = field(default_factory=list)
    sources: Tally = field(default_factory=Tally)
    findings: dict[str, Tally] = field(default_factory=dict)

    @property
    def same(self) -> int:
        """How many sentences were read as labelled."""
        return sum(match.gold is match.read for match in self.matches)

    @property
    def agreement(self) -> float:
        """Their share."""
        return self.same / (len(self.matches) or 1)

    @property
    def doubtful(self) -> Tally:
        """How well doubtful sentences were told from others."""
        tally = Tally()
        for match in self.matches:
            tally.count(gold=match.gold in DOUBTFUL, found=match.read in DOUBTFUL)
        return tally

    def add(self, text: GoldText, reading: Reading) -> None:
        """Count one text."""
        matches = list(match_sentences(text, reading))
        self.matches += matches
        for match in matches:
            _count_sources(match, self.sources)
        found = {str(finding.kind) for finding in reading.findings}
        for kind in sorted((found | text.findings.keys()) & KINDS):
            self.findings.setdefault(kind, Tally()).count(gold=kind in text.findings, found=kind in found)


def run(arguments: Namespace) -> int:
    """Print what is counted: first of the open texts, then of those that are held; misses are shown of open texts only."""
    texts = [text for text in load_gold(arguments.gold) if not arguments.text or text.name.startswith(arguments.text)]
    _, rulebook, _ = load_parts(arguments)
    stream = plain_output()
    for name, held in (("open", False), ("held", True)):
        chosen = [text for text in texts if text.held is held]
        if chosen:
            measure = measure_texts(chosen, rulebook)
            head = f"{name}: {len(chosen)} texts, {len(measure.matches)} sentences and titles"
            misses = show_misses(measure) if arguments.show and not held else ()
            for line in (head, *say_measure(measure), *misses):
                stream.write(f"{line}\n")
    return DONE


def measure_texts(texts: Iterable[GoldText], rulebook: Rulebook) -> Measure:
    """Read each text and count."""
    measure = Measure()
    for text in texts:
        measure.add(text, read(text.article, rulebook))
    return measure


def match_sentences(text: GoldText, reading: Reading) -> Iterator[Match]:
    """Give each labelled sentence with the statements whose middle lies in it."""
    for label in text.labels:
        headline = label.n == TITLE
        inside = [one for one in reading.statements if (one.role is Role.HEADLINE) is headline and _stands_in(one, label)]
        yield Match(text, label, tuple(inside))


def _stands_in(statement: Statement, label: Label) -> bool:
    middle = (statement.start + statement.end) // 2
    return label.span is None or label.span.start <= middle < label.span.end


def _count_sources(match: Match, tally: Tally) -> None:
    """Count sources; one is found when half of the words of the shorter of the two stand in the other."""
    read_as = [_split(f"{source.text} {source.name or ''}") for one in match.statements for source in _labelled(one)]
    labelled = [_split(words) for words in match.label.sources]
    tally.right += sum(any(_meet(one, other) for other in read_as) for one in labelled)
    tally.missed += sum(not any(_meet(one, other) for other in read_as) for one in labelled)
    tally.wrong += sum(not any(_meet(one, other) for other in labelled) for one in read_as)


def _labelled(statement: Statement) -> Iterator[Source]:
    """Give the sources that people were asked to label: whose view a statement merely tells is not among them."""
    yield from (source for source in (*statement.sources, *statement.parties) if source.part is not Part.HOLDS)


def _split(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", words.lower())) - _SMALL


def _meet(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and 2 * len(one & other) >= min(len(one), len(other))


def say_measure(measure: Measure) -> Iterator[str]:
    """Give the figures, a line each, and the confusion table."""
    pairs = [(match.gold, match.read) for match in measure.matches]
    listed = sum(match.read in match.label.statuses for match in measure.matches)
    yield f"  status    {measure.same}/{len(pairs)} = {measure.agreement:.3f}; one of those labelled {listed / len(pairs):.3f}"
    yield f"  doubtful  {measure.doubtful.say()}"
    yield f"  sources   {measure.sources.say()}"
    yield from (f"  {status:<12}{_tally((gold is status, found is status) for gold, found in pairs).say()}" for status in Status)
    yield from (f"  finding {kind:<30}{tally.say()}" for kind, tally in measure.findings.items())
    yield from _say_confusion(Counter(pairs))


def _tally(decisions: Iterable[tuple[bool, bool]]) -> Tally:
    tally = Tally()
    for gold, found in decisions:
        tally.count(gold=gold, found=found)
    return tally


def _say_confusion(pairs: Counter[tuple[Status, Status]]) -> Iterator[str]:
    """Give a row for each labelled status and a column for each that was read, by their first four letters."""
    yield "  labelled \\ read" + "".join(f"{status[:4]:>6}" for status in Status)
    for gold in Status:
        yield f"  {gold:<15}" + "".join(f"{pairs[gold, found] or '·':>6}" for found in Status)


def show_misses(measure: Measure) -> Iterator[str]:
    """Give each sentence that was read otherwise than labelled, with the words and rules that decided."""
    for match in measure.matches:
        if match.gold is not match.read:
            yield f"{match.text.name} {match.label.n}: labelled {'+'.join(match.label.statuses)}, read {match.read}"
            yield f"    {match.label.text}"
            yield from _show_trace(match.statements)


def _show_trace(statements: Sequence[Statement]) -> Iterator[str]:
    for one in statements:
        cues = ", ".join(f'"{cue.text}" {cue.rule}' for cue in one.cues) or "no cue"
        sources = ", ".join(f"{source.text} ({source.kind})" for source in one.sources) or "no source"
        yield f"    - {one.status}: {cues} · {sources}"
