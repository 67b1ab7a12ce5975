"""A version of a statement is stronger or weaker by what it rests on."""

from dataclasses import replace

import pytest

from bot.model import Article, Certainty, Polarity, Status, Time
from bot.reading import read
from bot.reading.core import find_core
from bot.reading.strength import (
    Candidate,
    Shift,
    Standing,
    Version,
    find_alike,
    find_shift,
    find_standing,
    list_candidates,
    take_version,
)
from bot.rulebook import Rulebook

CLOSED = "The bridge at Ayle is closed"
SCALE = (
    (f"The harbour office denied that {CLOSED.lower()}.", Status.DENIED),
    (f"There was no confirmation that {CLOSED.lower()}.", Status.UNCONFIRMED),
    (f"Rumours say that {CLOSED.lower()}.", Status.HEARSAY),
    (f"{CLOSED}, a driver who asked not to be named said.", Status.UNNAMED),
    ("The bridge at Ayle may be closed.", Status.HEDGED),
    (f"The Lowmere Courier reported that {CLOSED.lower()}.", Status.SECOND_HAND),
    (f"Mayor Ada Doe said that {CLOSED.lower()}.", Status.NAMED),
    (f"{CLOSED}, the harbour office confirmed.", Status.CONFIRMED),
)
"""One assertion, from the weakest version to the strongest."""
STATED = f"{CLOSED}."


@pytest.fixture(scope="module")
def versions(rulebook: Rulebook) -> dict[str, Version]:
    return {text: version(text, rulebook) for text in (*(text for text, _ in SCALE), STATED)}


def version(text: str, rulebook: Rulebook) -> Version:
    (statement,) = read(Article(text), rulebook).statements
    return take_version(statement)


def turn(before: str, now: str, rulebook: Rulebook) -> Standing | None:
    shift = find_shift(version(before, rulebook), version(now, rulebook))
    return shift.standing if shift else None


def bare(status: Status, certainty: Certainty = Certainty.CERTAIN) -> Version:
    return Version(STATED, STATED, status, certainty, Polarity.POSITIVE, Time.DONE)


@pytest.mark.parametrize("place", range(len(SCALE) - 1))
def test_each_version_is_stronger_than_the_one_before_it(versions: dict[str, Version], place: int) -> None:
    (weak, status), (strong, _) = SCALE[place : place + 2]
    assert versions[weak].status is status
    assert find_shift(versions[weak], versions[strong]) == Shift(Standing.STRONGER)
    assert find_shift(versions[strong], versions[weak]) == Shift(Standing.WEAKER)


@pytest.mark.parametrize(("text", "status"), SCALE)
def test_a_version_is_no_stronger_than_itself(versions: dict[str, Version], text: str, status: Status) -> None:
    assert versions[text].status is status
    assert find_shift(versions[text], versions[text]) is None


@pytest.mark.parametrize("before", [text for text, _ in SCALE])
def test_what_is_now_stated_with_no_source_is_neither_stronger_nor_weaker(versions: dict[str, Version], before: str) -> None:
    assert find_shift(versions[before], versions[STATED]) == Shift(Standing.UNSOURCED)


@pytest.mark.parametrize(("now", "status"), SCALE)
def test_what_was_stated_is_stronger_where_somebody_who_is_named_stands_behind_it(
    versions: dict[str, Version], now: str, status: Status
) -> None:
    shift = find_shift(versions[STATED], versions[now])
    assert shift == Shift(Standing.STRONGER if status in (Status.NAMED, Status.CONFIRMED) else Standing.WEAKER)


@pytest.mark.parametrize("one", [Status.WITHDRAWN, Status.DENIED, Status.DISPUTED])
@pytest.mark.parametrize("other", [Status.WITHDRAWN, Status.DENIED, Status.DISPUTED])
def test_what_somebody_speaks_against_is_of_one_strength(one: Status, other: Status) -> None:
    assert find_standing(bare(one), bare(other)) is None


def test_a_plan_is_as_strong_as_a_hedge() -> None:
    assert find_standing(bare(Status.FUTURE), bare(Status.HEDGED)) is None
    assert find_standing(bare(Status.FUTURE), bare(Status.NAMED)) is Standing.STRONGER


def test_a_source_that_is_less_sure_is_weaker() -> None:
    sure, unsure = bare(Status.NAMED), bare(Status.NAMED, Certainty.HEDGED)
    assert (find_standing(sure, unsure), find_standing(unsure, sure)) == (Standing.WEAKER, Standing.STRONGER)


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.OTHER, Status.STATED}))
def test_every_status_that_asserts_something_has_a_place(status: Status) -> None:
    assert find_standing(bare(status), bare(Status.STATED)) is Standing.UNSOURCED
    assert find_standing(bare(Status.STATED), bare(status)) in (Standing.STRONGER, Standing.WEAKER)
    assert find_standing(bare(status), bare(status)) is None


def test_what_asserts_nothing_is_no_version() -> None:
    assert find_shift(bare(Status.OTHER), bare(Status.NAMED)) is None
    assert find_shift(bare(Status.NAMED), bare(Status.OTHER)) is None


def test_another_number_is_told_as_such(rulebook: Rulebook) -> None:
    before, now = "At least 12 boats sank at Ayle, the mayor said.", "The harbour office confirmed that 40 boats sank at Ayle."
    shift = find_shift(version(before, rulebook), version(now, rulebook))
    assert shift == Shift(Standing.NUMBER, "At least 12", "40")


def test_the_opposite_is_told_as_such(rulebook: Rulebook) -> None:
    assert turn(STATED, "The bridge at Ayle is not closed, the harbour office said.", rulebook) is Standing.OPPOSITE


@pytest.mark.parametrize(
    "now", ["The bridge at Orme is closed, the mayor said.", "The ferry left at noon.", "Is the bridge at Ayle closed?"]
)
def test_another_thing_is_no_version(rulebook: Rulebook, now: str) -> None:
    assert turn(STATED, now, rulebook) is None


def test_the_no_of_a_doubt_denies_nothing(rulebook: Rulebook) -> None:
    assert turn(f"There was no confirmation that {CLOSED.lower()}.", f"{CLOSED}, the mayor said.", rulebook) is Standing.STRONGER


# --- what is compared


def core(text: str, rulebook: Rulebook) -> str:
    return find_core(read(Article(text), rulebook).statements[0])


def test_the_core_has_no_cue_and_no_source(rulebook: Rulebook) -> None:
    assert core("The mayor said that the bridge at Ayle is closed.", rulebook) == "that the bridge at Ayle is closed."


def test_a_core_that_would_be_too_short_is_all_of_it(rulebook: Rulebook) -> None:
    text = "The harbour office confirmed the closure."
    assert core(text, rulebook) == text


@pytest.mark.parametrize(
    "words", ["{} charged with theft in Ayle on Monday.", "The mayor accused {} of theft in Ayle on Monday."]
)
def test_whoever_is_accused_is_no_part_of_a_cue(rulebook: Rulebook, words: str) -> None:
    before, now = (version(words.format(name), rulebook) for name in ("Lindt", "Tarn"))
    assert ("Lindt" in before.core, find_shift(before, replace(now, status=Status.NAMED))) == (True, None)


def test_what_is_said_of_oneself_is_another_thing_of_another_mayor(rulebook: Rulebook) -> None:
    before, now = "Mayor Ada Doe said that she had not been told.", "Mayor Ilse Tarn said that she had not been told."
    assert core(before, rulebook) == before
    assert turn(before, now, rulebook) is None


def test_only_what_shares_enough_is_looked_at_closer(versions: dict[str, Version], rulebook: Rulebook) -> None:
    text = (
        "The bridge over the lock at Ayle fell. Two boats sank near the pier of Orme. The bridge at Ayle is closed, police said."
    )
    found = [candidate.statement.n for _, candidate in find_alike(versions[STATED], candidates(text, rulebook))]
    assert found == [3, 1]


def candidates(text: str, rulebook: Rulebook) -> list[Candidate]:
    return list_candidates(read(Article(text), rulebook).statements)


def test_at_most_five_statements_of_a_text_are_looked_at(versions: dict[str, Version], rulebook: Rulebook) -> None:
    many = candidates(" ".join(f"The bridge at Ayle is closed at {n} o'clock." for n in range(1, 12)), rulebook)
    assert len(list(find_alike(versions[STATED], many))) == 5
