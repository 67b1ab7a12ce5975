"""Which statements of two readings of one page moved."""

from bot.model import Article, Status
from bot.reading import read
from bot.reading.moves import Moves, find_moves
from bot.rulebook import Rulebook

DOUBT = "There was no confirmation that the bridge at Ayle is closed."
CONFIRMED = "The harbour office confirmed that the bridge at Ayle is closed."
REST = "Boats pass the lock at noon. The pier was built of granite."


def moves(before: str, now: str, rulebook: Rulebook) -> Moves:
    return find_moves(read(Article(before), rulebook), read(Article(now), rulebook))


def statuses(found: Moves) -> list[tuple[Status, Status]]:
    return [(move.before.status, move.now.status) for move in found.moved]


def test_the_same_text_moves_nothing(rulebook: Rulebook) -> None:
    assert moves(f"{DOUBT} {REST}", f"{DOUBT} {REST}", rulebook) == Moves((), 0, 0)


def test_a_status_that_moved_is_found_in_other_words(rulebook: Rulebook) -> None:
    found = moves(f"{DOUBT} {REST}", f"{REST} {CONFIRMED}", rulebook)
    assert statuses(found) == [(Status.UNCONFIRMED, Status.CONFIRMED)]
    assert (found.moved[0].now.text, found.gone, found.new) == (CONFIRMED, 0, 0)


def test_what_is_gone_and_what_is_new_is_counted(rulebook: Rulebook) -> None:
    found = moves(
        f"{DOUBT} {REST}", f"{DOUBT} The ferry has two decks. Gulls nest on the roof. Boats pass the lock at noon.", rulebook
    )
    assert (found.moved, found.gone, found.new) == ((), 1, 2)


def test_another_number_is_no_version_of_it(rulebook: Rulebook) -> None:
    found = moves("Police said that 12 boats sank at Ayle.", "Police confirmed that 40 boats sank at Ayle.", rulebook)
    assert (found.moved, found.gone, found.new) == ((), 1, 1)


def test_exact_words_match_before_others_do(rulebook: Rulebook) -> None:
    stated = "The bridge at Ayle is closed."
    found = moves(f"{DOUBT} {stated}", f"{stated} {CONFIRMED}", rulebook)
    assert statuses(found) == [(Status.UNCONFIRMED, Status.CONFIRMED)]


def test_each_statement_is_matched_once(rulebook: Rulebook) -> None:
    found = moves(DOUBT, f"{CONFIRMED} The bridge at Ayle is closed, the mayor said.", rulebook)
    assert (statuses(found), found.gone, found.new) == ([(Status.UNCONFIRMED, Status.CONFIRMED)], 0, 1)


def test_a_statement_that_stands_twice_is_matched_twice(rulebook: Rulebook) -> None:
    assert moves(f"{DOUBT} {DOUBT}", f"{DOUBT} {DOUBT}", rulebook) == Moves((), 0, 0)
    assert moves(f"{DOUBT} {DOUBT}", DOUBT, rulebook) == Moves((), 1, 0)


def test_moves_stand_in_the_order_of_the_later_text(rulebook: Rulebook) -> None:
    before = f"The ferry may stop on Friday evening. {DOUBT}"
    now = f"{CONFIRMED} The ferry stopped on Friday evening, the mayor said."
    found = moves(before, now, rulebook)
    assert [move.now.n for move in found.moved] == [1, 2]


def test_what_asserts_nothing_is_not_counted(rulebook: Rulebook) -> None:
    assert moves(f"{DOUBT} Is the bridge closed?", DOUBT, rulebook) == Moves((), 0, 0)


def test_two_long_pages_are_compared_in_bounded_time(rulebook: Rulebook) -> None:
    before = " ".join(f"The bridge number {n} at Ayle may be closed on Friday." for n in range(300))
    now = " ".join(f"The harbour office said that bridge number {n} at Ayle is shut on Friday." for n in range(300))
    found = moves(before, now, rulebook)
    assert found.gone == found.new == 300 - len(found.moved)
