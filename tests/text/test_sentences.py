"""Where sentences end: measured on cases made by hand, with a floor that only moves up."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.files import load_rulebook
from bot.text.sentences import LONGEST, Sentence, split_sentences
from bot.text.words import split_words
from tests.text.sentence_cases import CASES

FLOOR = 0.92
"""Share of the cases that come out exactly right."""
FLOOR_OF_BREAKS = 0.96
"""F1 over the single breaks between sentences."""

ABBREVIATIONS = load_rulebook().abbreviations


def split(text: str) -> list[str]:
    """The sentences of a text as they stand in it."""
    words = split_words(text)
    return [text[words.starts[one.first] : words.ends[one.last - 1]] for one in split_sentences(words, ABBREVIATIONS)]


def expected(marked: str) -> list[str]:
    """The sentences between the bars, without the space around them."""
    return [part.strip() for part in marked.split("|")]


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 60


def test_most_texts_are_split_exactly_right() -> None:
    wrong = [name for name, marked in CASES.items() if split(marked.replace("|", "")) != expected(marked)]
    assert 1 - len(wrong) / len(CASES) >= FLOOR, f"{len(wrong)} of {len(CASES)} are split wrongly: {', '.join(wrong)}"


def test_nearly_all_breaks_between_sentences_are_found() -> None:
    right = wrong = missed = 0
    for marked in CASES.values():
        got = breaks(split(marked.replace("|", "")))
        wanted = breaks(expected(marked))
        right += len(got & wanted)
        wrong += len(got - wanted)
        missed += len(wanted - got)
    assert 2 * right / (2 * right + wrong + missed) >= FLOOR_OF_BREAKS


def breaks(sentences: list[str]) -> set[int]:
    """How many letters and figures stand before each break."""
    counts = [sum(map(str.isalnum, sentence)) for sentence in sentences]
    return set(itertools.accumulate(counts[:-1]))


SETTLED = [
    "a general",
    "U.S. before a capital letter",
    "U.S. at the end",
    "a decimal number",
    "bullets",
    "a quotation of two sentences",
]


@pytest.mark.parametrize("name", SETTLED)
def test_what_must_come_out_right_does(name: str) -> None:
    assert split(CASES[name].replace("|", "")) == expected(CASES[name])


def sentences_of(text: str) -> list[Sentence]:
    return split_sentences(split_words(text), ABBREVIATIONS)


_TEXTS = st.text() | st.lists(
    st.sampled_from(
        (
            "The",
            "boat",
            "left",
            ".",
            "...",
            "?",
            "!",
            " ",
            " ",
            "\n",
            "\n\n",
            '"',
            "(",
            ")",
            "”",
            "•",
            "Gen.",
            "U.S.",
            "3.5",
            "🚢",
            "2.",
            "p.m.",
        )
    )
).map("".join)


@given(_TEXTS)
def test_every_word_is_in_exactly_one_sentence(text: str) -> None:
    sentences = sentences_of(text)
    words = [place for one in sentences for place in range(one.first, one.last)]
    assert words == list(range(len(split_words(text).forms)))
    assert all(one.first < one.last for one in sentences)


@given(_TEXTS)
def test_lines_are_counted_upwards(text: str) -> None:
    lines = [one.line for one in sentences_of(text)]
    assert lines == sorted(lines)
    assert not lines or lines[-1] <= text.count("\n") + text.count("\u2028") + text.count("\u2029") + text.count(
        "\u0085"
    ) + text.count("<")


def test_an_endless_run_of_words_is_cut() -> None:
    sentences = sentences_of("and so on " * 1_000)
    assert max(one.last - one.first for one in sentences) <= LONGEST


def test_sentences_of_one_line_share_its_number() -> None:
    assert [one.line for one in sentences_of("The bell rang. The doors opened.\nNobody came.")] == [0, 0, 1]


def test_an_empty_text_has_no_sentence() -> None:
    assert sentences_of("") == []
