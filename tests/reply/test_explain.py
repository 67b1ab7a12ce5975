"""Explanations: every statement with its words, and what happened to a sentence under the rules."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given

from bot.model import Cue, Family, Level, Reading, Span, Statement, Status
from bot.reply.explain import explain, explain_trace
from bot.reply.phrasebook import Phrasebook
from tests.reply.builder import Line, Words, build_reading
from tests.reply.examples import DOUBTED, EXAMPLES
from tests.reply.strategies import PATIENT, readings


@dataclass(frozen=True)
class Rule:
    explain: str


@dataclass(frozen=True)
class Rules:
    rules: Mapping[str, Rule]

    def rule(self, name: str, /) -> Rule:
        return self.rules[name]


@dataclass(frozen=True)
class Dropped:
    cue: Cue
    by: str
    words: str
    why: str


@dataclass(frozen=True)
class SetAside:
    text: str
    rule: str


@dataclass(frozen=True)
class Trace:
    fired: Sequence[Cue] = ()
    dropped: Sequence[Dropped] = ()
    statements: Sequence[Statement] = ()
    set_aside: Sequence[SetAside] = ()


TEXT = "There was no direct confirmation of the strike, but it may have been in May."
LINE = Line(
    TEXT,
    Status.UNCONFIRMED,
    words=[Words("no direct confirmation of", Family.UNCONFIRMED, "the strike", ended_by="but")],
    about="the strike",
)
(STATEMENT,) = build_reading(Level.DOUBTED, [LINE]).statements
MAY = Cue("en.hedge.may", Family.HEDGE, "May", 72, 75, Span(0, 75), quoted=False)
RULES = Rules({"en.unconfirmed.example": Rule("The text says this has not been confirmed.")})


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_rule_and_every_source_is_explained(name: str, phrasebook: Phrasebook) -> None:
    says = explain(EXAMPLES[name], phrasebook)
    for statement in EXAMPLES[name].statements:
        assert all(cue.rule in says and f"“{cue.text}”" in says for cue in statement.cues)
        assert all(f"Source: {source.text}" in says for source in statement.sources)


def test_what_was_set_aside_is_listed(phrasebook: Phrasebook) -> None:
    assert explain(DOUBTED, phrasebook).endswith("“READ MORE: Ten things to do in Lowmere”\n  “Please enter your name”")


def test_what_ended_a_scope_is_quoted(phrasebook: Phrasebook) -> None:
    assert "over “the strike”, ended by “and”" in explain(DOUBTED, phrasebook)


def test_a_trace_says_what_fired_what_was_dropped_and_what_it_reads_as(phrasebook: Phrasebook) -> None:
    trace = Trace(STATEMENT.cues, [Dropped(MAY, "en.mask.month", "in May", "mask")], [STATEMENT])
    assert explain_trace(TEXT, trace, RULES, phrasebook).splitlines() == [
        "“There was no direct confirmation of the strike, but it may have been in May”",
        "",
        "Fired",
        "  Words: “no direct confirmation of” · en.unconfirmed.example · unconfirmed",
        "    over “the strike”, ended by “but”",
        "    The text says this has not been confirmed.",
        "",
        "Dropped",
        "  “May” · en.hedge.may · masked by en.mask.month: “in May”",
        "",
        "Reads as",
        "",
        "s. 1 “There was no direct confirmation of the strike, but it may have been in May”",
        "  Status: unconfirmed · certainty: certain · says it is so · time: done",
        "  In short: not confirmed",
        "  What it is about: “the strike”",
        "  Words: “no direct confirmation of” · en.unconfirmed.example · unconfirmed",
        "    over “the strike”, ended by “but”",
    ]


def test_a_cue_inside_a_longer_one_is_said_to_stand_inside(phrasebook: Phrasebook) -> None:
    trace = Trace((), [Dropped(MAY, "en.unconfirmed.example", "no direct confirmation of", "inside")])
    says = explain_trace(TEXT, trace, RULES, phrasebook)
    assert "“May” · en.hedge.may · stands inside en.unconfirmed.example: “no direct confirmation of”" in says


def test_where_nothing_fired_it_says_so(phrasebook: Phrasebook) -> None:
    assert (
        explain_trace("It rains.", Trace(), RULES, phrasebook)
        == "“It rains”\n\nFired\n  nothing\n\nDropped\n  nothing\n\nReads as\n\n  nothing"
    )


@PATIENT
@given(reading=readings())
def test_whatever_was_read_an_explanation_holds_no_control_character(reading: Reading, phrasebook: Phrasebook) -> None:
    says = explain(reading, phrasebook).replace("\n", "")
    assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in says)


def test_a_line_that_is_set_aside_is_shown_with_its_rule(phrasebook: Phrasebook) -> None:
    trace = Trace(set_aside=[SetAside("READ MORE: Ten walks near Ayle", "en.aside.read-more")])
    said = explain_trace("READ MORE: Ten walks near Ayle", trace, RULES, phrasebook)
    assert "Left out" in said
    assert "en.aside.read-more" in said


def test_a_mark_that_ended_a_scope_is_shown(phrasebook: Phrasebook) -> None:
    words = Words("no direct confirmation of", Family.UNCONFIRMED, "the strike", ended_by=";")
    line = Line(TEXT, Status.UNCONFIRMED, words=[words])
    assert "ended by" in explain(build_reading(Level.DOUBTED, [line]), phrasebook)
    assert "“”" not in explain(build_reading(Level.DOUBTED, [line]), phrasebook)
