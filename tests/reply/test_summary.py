"""The summary: what comes first, what is cut, and that nothing is lost."""

from dataclasses import replace

import pytest
from hypothesis import given

from bot.model import Family, FindingKind, Level, Part, Reading, SourceKind, Status
from bot.reply.phrase_keys import PHRASES
from bot.reply.phrasebook import Phrasebook
from bot.reply.sections import LINES, ROWS
from bot.reply.summary import COUNT_ORDER, Summary, summarise
from tests.reply.builder import By, Found, Line, Words, build_reading
from tests.reply.examples import DOUBTED, EXAMPLES
from tests.reply.strategies import PATIENT, readings

UNNAMED_SOURCE = By("a clerk", SourceKind.UNNAMED_SPECIFIC)
NOT_KNOWN = Line("It is not known why.", Status.UNCONFIRMED, words=[Words("not known", Family.UNCONFIRMED, "why")], about="why")
PLAIN = Line("The mill stands by the river.")


def titles(summary: Summary) -> list[str]:
    return [section.title for section in summary.sections]


def test_the_counts_are_said_in_one_line(phrasebook: Phrasebook) -> None:
    counts = {Status.NAMED: 3, Status.SECOND_HAND: 2, Status.UNNAMED: 3, Status.UNCONFIRMED: 1, Status.STATED: 3}
    line = summarise(replace(DOUBTED, counts=counts), phrasebook).counts_line
    assert line == "12 statements: 3 named · 2 second-hand · 3 unnamed · 1 unconfirmed · 3 no source"


def test_a_main_point_that_is_denied_is_not_called_unconfirmed(phrasebook: Phrasebook) -> None:
    denied = Line("Roe denied it.", Status.DENIED, [By("Roe", part=Part.DENIES)])
    disputed = Line("Roe denied what Poe said.", Status.DISPUTED, [By("Roe", part=Part.DENIES)])
    first = [
        summarise(build_reading(Level.DOUBTED, [line, PLAIN]), phrasebook).first_line for line in (denied, disputed, NOT_KNOWN)
    ]
    assert [line.split()[-1] for line in first] == ["denied", "disputed", "words"]


def test_what_asserts_nothing_is_counted_last(phrasebook: Phrasebook) -> None:
    line = summarise(replace(DOUBTED, counts={Status.OTHER: 2, Status.STATED: 1}), phrasebook).counts_line
    assert line == "3 statements: 1 no source · 2 other"


def test_every_status_has_its_place_in_the_counts() -> None:
    assert set(COUNT_ORDER) == set(Status)


def test_what_touches_the_beginning_comes_first(phrasebook: Phrasebook) -> None:
    by_a_clerk = Line("It will rain, a clerk said.", Status.UNNAMED, [UNNAMED_SOURCE])
    late_doubt = build_reading(Level.UNNAMED, [by_a_clerk, PLAIN, PLAIN, PLAIN, NOT_KNOWN])
    early_doubt = build_reading(Level.DOUBTED, [NOT_KNOWN, PLAIN, PLAIN, PLAIN, by_a_clerk])
    assert titles(summarise(late_doubt, phrasebook)) == [
        "Rests on unnamed people or hearsay",
        "What the text says is not confirmed",
    ]
    assert titles(summarise(early_doubt, phrasebook)) == [
        "What the text says is not confirmed",
        "Rests on unnamed people or hearsay",
    ]


def test_a_late_doubt_about_the_headline_comes_first(phrasebook: Phrasebook) -> None:
    assert titles(summarise(DOUBTED, phrasebook))[:2] == ["Headline and body", "What the text says is not confirmed"]


def test_what_the_headline_section_told_is_not_told_again(phrasebook: Phrasebook) -> None:
    unconfirmed = summarise(DOUBTED, phrasebook).sections[1]
    assert not any("(s. 6)" in line for line in unconfirmed.lines)


def test_a_section_that_is_cut_says_how_many_more(phrasebook: Phrasebook) -> None:
    reading = build_reading(Level.DOUBTED, [NOT_KNOWN] * 9)
    (section,) = summarise(reading, phrasebook).sections
    assert section.lines[-1] == "“not known why” (s. 3) · 6 more below"


def test_a_doubt_says_who_could_not_confirm(phrasebook: Phrasebook) -> None:
    (section,) = summarise(EXAMPLES["doubted"], phrasebook).sections[1:2]
    assert any("Northern Wire" in line for line in section.lines)


def test_a_pointer_that_points_nowhere_is_not_guessed(phrasebook: Phrasebook) -> None:
    line = Line("This is not confirmed.", Status.UNCONFIRMED, words=[Words("not confirmed", Family.UNCONFIRMED)], about="This")
    (section,) = summarise(build_reading(Level.DOUBTED, [line]), phrasebook).sections
    assert section.lines == ("“This is not confirmed” (s. 1)",)


def test_a_pointer_that_was_resolved_shows_what_it_points_to(phrasebook: Phrasebook) -> None:
    line = Line(
        "The report is not confirmed.",
        Status.UNCONFIRMED,
        words=[Words("not confirmed", Family.UNCONFIRMED)],
        about="The report",
        refers_to=1,
    )
    (section,) = summarise(build_reading(Level.DOUBTED, [PLAIN, line]), phrasebook).sections
    assert section.lines == ("“The mill stands by the river” (s. 1) · “The report is not confirmed” (s. 2)",)


def test_a_source_is_not_part_of_what_it_says(phrasebook: Phrasebook) -> None:
    line = Line(
        "According to Coast TV, the mill will close in May.",
        Status.SECOND_HAND,
        [By("Coast TV", SourceKind.OUTLET)],
        [Words("According to", Family.SECOND_HAND, "Coast TV, the mill will close in May")],
    )
    (section,) = summarise(build_reading(Level.UNNAMED, [line]), phrasebook).sections
    assert section.lines == ("“the mill will close in May”: Coast TV (s. 1)",)


def test_no_comment_alone_is_no_doubt(phrasebook: Phrasebook) -> None:
    found = Found(FindingKind.NOT_CONFIRMED_BY, (1,), {"could_not": (), "no_comment": ("the mill",), "words": "no comment"})
    summary = summarise(build_reading(Level.UNSOURCED, [PLAIN], findings=[found]), phrasebook)
    assert titles(summary) == ["Did not comment"]
    assert summary.sections[0].lines == ("No comment from the mill.",)


def test_what_was_set_aside_is_mentioned(phrasebook: Phrasebook) -> None:
    assert summarise(DOUBTED, phrasebook).set_aside == "2 passages left out: not part of the article"


def test_every_section_title_is_in_use(phrasebook: Phrasebook) -> None:
    used = {title for reading in EXAMPLES.values() for title in titles(summarise(reading, phrasebook))}
    assert used == {phrasebook.say("section", key) for key in PHRASES["section"]}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_summary_fits_a_phone_screen(name: str, phrasebook: Phrasebook) -> None:
    summary = summarise(EXAMPLES[name], phrasebook)
    assert 2 + sum(1 + len(section.lines) for section in summary.sections) <= 2 + ROWS + 1


@PATIENT
@given(reading=readings())
def test_whatever_was_read_the_summary_is_short_and_every_statement_is_in_it(reading: Reading, phrasebook: Phrasebook) -> None:
    summary = summarise(reading, phrasebook)
    assert sum(1 + len(section.lines) for section in summary.sections) <= ROWS + 1
    assert all(len(section.lines) <= LINES for section in summary.sections)
    assert len(summary.details) == len(reading.statements)
    assert summary == summarise(reading, phrasebook)


@PATIENT
@given(reading=readings())
def test_whatever_was_read_a_line_is_a_line(reading: Reading, phrasebook: Phrasebook) -> None:
    summary = summarise(reading, phrasebook)
    lines = [*summary.details, *(line for section in summary.sections for line in section.lines)]
    assert all(len(line.splitlines()) == 1 for line in lines)
    assert max(map(len, lines), default=0) <= 600
