"""Facts about look-alikes: several shared telling words among not many others."""

import pytest

from bot.files import load_rulebook
from bot.model import Article, FactCheck, Statement
from bot.reading import read
from bot.reading.alike import ENOUGH, LONGEST, find_alike, measure_likeness

CLAIM = "The ferry to Ostrel sank in the storm."


def make(claim: str, number: int = 1) -> FactCheck:
    return FactCheck(claim, "Ostrel Checks", "False", f"https://checks.example/{number}")


@pytest.fixture(scope="module")
def statements() -> tuple[Statement, ...]:
    text = (
        "The Ostrel ferry sank during the storm. Bread is dearer than last year. The ferry to Ostrel did not sink in the storm."
    )
    return read(Article(text), load_rulebook(None, "en", try_examples=False)).statements


@pytest.mark.parametrize(
    "other",
    [
        CLAIM,
        CLAIM.upper(),
        "Storm sinks Ostrel ferry",
        "People say that a ferry sank in the storm off Ostrel",
        f"“{CLAIM}”, he said",
    ],
)
def test_they_look_alike(other: str) -> None:
    assert measure_likeness(CLAIM, other) >= ENOUGH


@pytest.mark.parametrize(
    "other",
    [
        "",
        "The ferry to Ostrel is late.",
        "It sank.",
        "A storm is coming.",
        "The ferry sank " + "and something else that has nothing to do with it happened in a town far away from here" * 2,
    ],
)
def test_they_do_not_look_alike(other: str) -> None:
    assert measure_likeness(CLAIM, other) < ENOUGH


def test_it_does_not_matter_which_comes_first() -> None:
    assert measure_likeness(CLAIM, "Storm sinks Ostrel ferry") == measure_likeness("Storm sinks Ostrel ferry", CLAIM)


def test_what_is_too_long_looks_like_nothing() -> None:
    assert measure_likeness(CLAIM, CLAIM + " " * LONGEST) == 0.0


def test_the_best_comes_first_and_each_once(statements: tuple[Statement, ...]) -> None:
    best, other = make("The Ostrel ferry sank in the storm near the harbour.", 1), make(CLAIM, 2)
    found = find_alike(statements, [[best, other, other], [], [other]], 3)
    assert [alike.check for alike in found] == [other, best]


def test_no_more_are_given_than_are_wanted(statements: tuple[Statement, ...]) -> None:
    assert len(find_alike(statements[:1], [[make(CLAIM, n) for n in range(9)]], 2)) == 2


def test_what_says_the_opposite_looks_alike_and_is_not_the_same(statements: tuple[Statement, ...]) -> None:
    same, opposite = (find_alike([one], [[make(CLAIM)]], 1)[0] for one in (statements[0], statements[2]))
    assert (same.is_same, opposite.is_same) == (True, False)


def test_what_is_about_something_else_is_not_given(statements: tuple[Statement, ...]) -> None:
    assert find_alike(statements[1:2], [[make(CLAIM)]], 3) == ()
