"""Two sentences are the same only where polarity, numbers, names and dates agree."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.compare import Comparison, Likeness, compare

_STATEMENTS = tomllib.loads((Path(__file__).parent / "compare_pairs.toml").read_text(encoding="utf-8"))["statement"]
PAIRS = [
    (Likeness(kind), before["says"], now)
    for before in _STATEMENTS
    for kind, others in before.items()
    if kind != "says"
    for now in others
]
DIFFERING = [pair for pair in PAIRS if pair[0] is not Likeness.SAME]
SAME = [pair for pair in PAIRS if pair[0] is Likeness.SAME]


def test_there_are_enough_pairs_and_none_twice() -> None:
    assert (len(DIFFERING) >= 200, len(SAME) >= 80) == (True, True)
    assert max(Counter(PAIRS).values()) == 1


@pytest.mark.parametrize(("kind", "before", "now"), DIFFERING)
def test_what_differs_is_never_the_same(kind: Likeness, before: str, now: str) -> None:
    assert (compare(before, now).likeness, compare(now, before).likeness) == (kind, kind)


def test_most_of_what_is_the_same_in_other_words_is_seen_as_the_same() -> None:
    seen = sum(compare(before, now).likeness is Likeness.SAME for _, before, now in SAME)
    assert seen >= 0.95 * len(SAME)


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        ("The blast in Velmora left 12 dead.", "The blast in Velmora left 40 dead.", ("12", "40")),
        ("The blast in Velmora left at least 12 dead.", "The blast in Velmora left 12 dead.", ("at least 12", "12")),
        ("The fine is $5 million.", "The fine is 5 million euros.", ("$5 million", "5 million euros")),
        ("The vote is on Tuesday.", "The vote is on 3 March.", ("Tuesday", "3 March")),
        ("Niger closed the border.", "Nigeria closed the border.", ("Niger", "Nigeria")),
        ("Ilse Marn signed the order.", "Oskar Marn signed the order.", ("Ilse Marn", "Oskar Marn")),
        ("The union accepted the offer.", "The union rejected the offer.", ("accepted", "rejected")),
        ("The union accepted the offer.", "The union has not accepted the offer.", ("", "not accepted")),
    ],
)
def test_the_words_that_differ_are_told(before: str, now: str, words: tuple[str, str]) -> None:
    assert (compare(before, now).before, compare(before, now).now) == words
    assert (compare(now, before).before, compare(now, before).now) == words[::-1]


def test_who_vouches_may_be_left_out() -> None:
    before, now = "The dam at Velmora held, Pia Lund said.", "The dam at Velmora held."
    assert compare(before, now).likeness is Likeness.OTHER
    assert compare(before, now, sources=("Pia Lund",)).likeness is Likeness.SAME


def test_sentences_on_different_things_are_other() -> None:
    assert compare("The dam at Velmora held.", "Shares in Tessel Energy fell by 3 percent.") == Comparison(Likeness.OTHER)


@pytest.mark.parametrize("before", ["", " ", "...", "12", "Velmora", "not", "Tuesday", "a"])
@pytest.mark.parametrize("now", ["", "?", "40", "Ostmark", "3 March", "The dam at Velmora held."])
def test_scraps_are_other(before: str, now: str) -> None:
    assert compare(before, now).likeness is not Likeness.SAME


_STRANGE = """
no not at least 12 12,5 1,200 17:30 $ % million per cent a hundred and
March may 3 3rd 2026 Niger US UN-backed un dis no. 'nt , . - ( "
Marn was by said Dr one second half ٣ ² 1e9 Ⅳ ½ twenty-two
"""
_WORDS = st.sampled_from([*_STRANGE.split(), "\ud800"])
_TEXTS = st.lists(_WORDS, max_size=14).map(" ".join) | st.text(max_size=60)


@given(_TEXTS, _TEXTS)
def test_no_text_is_too_strange_to_compare(before: str, now: str) -> None:
    assert compare(before, now).likeness.value == compare(now, before).likeness.value


@given(st.lists(_WORDS, min_size=1, max_size=10).map(" ".join))
def test_a_sentence_differs_in_nothing_from_itself(text: str) -> None:
    assert compare(text, text).likeness in {Likeness.SAME, Likeness.OTHER}


@pytest.mark.parametrize("part", ["no ", "12 ", "a hundred ", "Marn ", "March 3 ", "un", "at least ", "- "])
def test_what_is_too_long_for_a_statement_is_other(part: str) -> None:
    text = part * 100_000
    assert compare(text, text).likeness is Likeness.OTHER
