"""How what was seen before is said: days, both sides, no word where somebody is accused."""

from dataclasses import replace

import pytest

from bot.model import Family, Level, Part, Polarity, SourceKind, Statement, Status
from bot.reading.history_values import History, Past, Recalled, Repeat, Turn
from bot.reply.origin import say_date
from bot.reply.phrasebook import Phrasebook
from bot.reply.recalled import say_history
from tests.reply.builder import By, Line, Words, build_reading

TODAY = "2026-03-09"
PAST = Past(4, 0.0, "2026-03-03", Status.HEARSAY, Polarity.POSITIVE, "p")
REPORTED = Line("The ferry has reportedly stopped.", Status.HEARSAY, words=[Words("reportedly", Family.HEARSAY)])
FLAT = Line("The ferry has stopped.")
CONFIRMED = Line(
    "The ministry confirmed that the ferry stopped.", Status.CONFIRMED, [By("The ministry", SourceKind.ORGANISATION)]
)
DENIED = Line("The ministry denied it.", Status.DENIED, [By("The ministry", SourceKind.ORGANISATION, Part.DENIES)])


def read(line: Line) -> Statement:
    return build_reading(Level.MIXED, [line]).statements[0]


def recall(turn: Turn, now: Line = FLAT, before: Line | None = REPORTED, **more: object) -> Recalled:
    told = Recalled(turn, read(now), PAST, read(before) if before else None, same_words=False, times=1)
    return replace(told, **more)  # type: ignore[arg-type]


def say(told: Recalled, phrasebook: Phrasebook) -> str:
    (section,) = say_history(History(None, (told,)), TODAY, phrasebook)
    (line,) = section.lines
    return line


NOW, WHERE = "“The ferry has stopped”", "(s. 1)"
ELSEWHERE = replace(PAST, elsewhere=True, message=0)


@pytest.mark.parametrize(
    ("told", "line"),
    [
        (recall(Turn.SEEN), f"{NOW} {WHERE} looks like “The ferry has reportedly stopped”, seen here on 3 March"),
        (recall(Turn.SEEN, same_words=True), f"{NOW} {WHERE}: seen here on 3 March"),
        (recall(Turn.SEEN, before=None, same_words=True), f"{NOW} {WHERE}: seen here on 3 March"),
        (recall(Turn.SEEN, same_words=True, times=2), f"{NOW} {WHERE}: seen here on 3 March, and 1 time since"),
        (recall(Turn.SEEN, same_words=True, times=5), f"{NOW} {WHERE}: seen here on 3 March, and 4 times since"),
        (recall(Turn.SEEN, same_words=True, origin="North now"), f"{NOW} {WHERE}: seen here on 3 March, first from North now"),
        (
            recall(Turn.SEEN, same_words=True, origin="https://www.courier.example/a?b"),
            f"{NOW} {WHERE}: seen here on 3 March, first from courier.example",
        ),
        (
            recall(Turn.SEEN, words=(Status.NAMED, Status.STATED)),
            f"{NOW} {WHERE} looks like “The ferry has reportedly stopped”, seen here on 3 March; then named, now no source",
        ),
        (recall(Turn.SEEN, same_words=True, past=ELSEWHERE), f"{NOW} {WHERE}: seen elsewhere on 3 March"),
        (
            recall(Turn.SEEN, past=ELSEWHERE),
            f"{NOW} {WHERE} looks like “The ferry has reportedly stopped”, seen elsewhere on 3 March",
        ),
        (recall(Turn.DRIFT), f"{NOW} {WHERE}: on 3 March “reportedly”; now stated as fact, no new source named"),
        (
            recall(Turn.CONFIRMED, CONFIRMED),
            f"“The ministry confirmed that the ferry stopped” {WHERE}: on 3 March “reportedly”; now confirmed by the ministry",
        ),
        (
            recall(Turn.DENIED, DENIED, FLAT),
            f"“The ministry denied it” {WHERE}: on 3 March no source; now denied by the ministry",
        ),
        (recall(Turn.RETURNED, FLAT, DENIED), f"{NOW} {WHERE}: on 3 March denied by the ministry; now no source"),
        (recall(Turn.NUMBER, words=("12", "40")), f"{NOW} {WHERE}: earlier “12” on 3 March; now “40”"),
        (
            recall(Turn.NUMBER, words=("12", "40"), past=ELSEWHERE),
            f"{NOW} {WHERE}: earlier “12” on 3 March (elsewhere); now “40”",
        ),
        (recall(Turn.POLARITY, words=("not stop", "")), f"{NOW} {WHERE}: on 3 March “not stop”; now without it"),
        (recall(Turn.POLARITY, words=("", "not stop")), f"{NOW} {WHERE}: now “not stop”; on 3 March without it"),
        (recall(Turn.ONE_ORIGIN, source="Courier", times=3), f"{NOW} {WHERE}: 4 posts here, one source (Courier)"),
    ],
)
def test_what_is_told_is_said_with_both_sides(phrasebook: Phrasebook, told: Recalled, line: str) -> None:
    assert say(told, phrasebook) == line


@pytest.mark.parametrize(
    ("told", "line"),
    [
        (recall(Turn.SEEN), "s. 1: seen here on 3 March"),
        (recall(Turn.SEEN, past=ELSEWHERE), "s. 1: seen elsewhere on 3 March"),
        (recall(Turn.DRIFT), "s. 1: on 3 March hearsay, now no source"),
        (recall(Turn.CONFIRMED, CONFIRMED), "s. 1: on 3 March hearsay, now confirmed"),
    ],
)
def test_of_an_accusation_place_day_and_statuses_are_left(phrasebook: Phrasebook, told: Recalled, line: str) -> None:
    assert say(replace(told, quiet=True), phrasebook) == line


@pytest.mark.parametrize("turn", [Turn.NUMBER, Turn.POLARITY, Turn.ONE_ORIGIN])
def test_of_an_accusation_no_number_and_no_source_is_said(phrasebook: Phrasebook, turn: Turn) -> None:
    told = recall(turn, words=("12", "40"), source="Courier", quiet=True)
    assert say_history(History(None, (told,)), TODAY, phrasebook) == ()


@pytest.mark.parametrize("turn", Turn)
def test_every_turn_has_a_line(phrasebook: Phrasebook, turn: Turn) -> None:
    assert say(recall(turn, words=("12", "40") if turn is Turn.NUMBER else ("", "")), phrasebook)


@pytest.mark.parametrize(
    ("repeat", "line"),
    [
        (Repeat(PAST, 0, None), "The same text was seen here on 3 March"),
        (Repeat(PAST, 4, "North now"), "The same text was seen here on 3 March, and 4 times since, first from North now"),
        (Repeat(ELSEWHERE, 0, None), "The same text was seen elsewhere on 3 March"),
    ],
)
def test_the_same_text_has_one_line(phrasebook: Phrasebook, repeat: Repeat, line: str) -> None:
    (section,) = say_history(History(repeat), TODAY, phrasebook)
    assert section.lines == (line,)


def test_where_nothing_was_seen_nothing_is_said(phrasebook: Phrasebook) -> None:
    assert say_history(History(), TODAY, phrasebook) == ()


@pytest.mark.parametrize(("past", "title"), [(PAST, "Seen here before"), (ELSEWHERE, "Seen before")])
def test_what_another_chat_saw_is_not_headed_here(phrasebook: Phrasebook, past: Past, title: str) -> None:
    (section,) = say_history(History(None, (recall(Turn.SEEN, past=past),)), TODAY, phrasebook)
    assert section.title == title


@pytest.mark.parametrize(("day", "said"), [("2026-03-03", "3 March"), ("2025-12-31", "31 December 2025")])
def test_only_another_year_is_said(phrasebook: Phrasebook, day: str, said: str) -> None:
    assert say_date(day, phrasebook, TODAY) == said


def test_a_name_of_a_stranger_cannot_reorder_the_line(phrasebook: Phrasebook) -> None:
    line = say(recall(Turn.SEEN, same_words=True, origin="\u202eقناة\nالشمال"), phrasebook)
    assert ("\u202e" in line, "\n" in line, "\u2068" in line) == (False, False, True)
