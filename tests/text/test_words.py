"""Words and marks: which there are, and where each stands in the text as given."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.text.words import Words, split_words


def written(text: str) -> list[str]:
    """Each word as it stands in the text."""
    words = split_words(text)
    return [text[start:end] for start, end in zip(words.starts, words.ends, strict=True)]


SPLITS = {
    "a plain sentence": ("The boat left.", ["The", "boat", "left", "."]),
    "isn't": ("It isn't here", ["It", "is", "n't", "here"]),
    "isn't with a curly apostrophe": ("It isn’t here", ["It", "is", "n’t", "here"]),
    "can't": ("We can't say", ["We", "can", "'t", "say"]),
    "CAN'T": ("WE CAN'T", ["WE", "CAN", "'T"]),
    "cannot": ("We cannot say", ["We", "cannot", "say"]),
    "an owner": ("the mayor's boat", ["the", "mayor", "'s", "boat"]),
    "several owners": ("the mayors' boat", ["the", "mayors", "'", "boat"]),
    "they're, we've, she'll, I'd, I'm": (
        "they're we've she'll I'd I'm",
        ["they", "'re", "we", "'ve", "she", "'ll", "I", "'d", "I", "'m"],
    ),
    "an apostrophe inside a name": ("O'Brien and N'Djamena", ["O'Brien", "and", "N'Djamena"]),
    "o'clock": ("six o'clock", ["six", "o'clock"]),
    "a decimal number": ("3.5 percent", ["3.5", "percent"]),
    "thousands": ("1,203 boats", ["1,203", "boats"]),
    "millions": ("1,203,077.50 crowns", ["1,203,077.50", "crowns"]),
    "a time of day": ("at 10:45 sharp", ["at", "10:45", "sharp"]),
    "a number at the end": ("It cost 12.", ["It", "cost", "12", "."]),
    "a list of numbers": ("3, 4, 5", ["3", ",", "4", ",", "5"]),
    "money": ("$40 and €3.20", ["$", "40", "and", "€", "3.20"]),
    "percent": ("7% more", ["7", "%", "more"]),
    "a hyphen inside a word": ("a well-known ship", ["a", "well", "known", "ship"]),
    "a hyphen as a dash": ("the ship - all of it", ["the", "ship", "-", "all", "of", "it"]),
    "a double hyphen": ("the ship -- all", ["the", "ship", "--", "all"]),
    "a dash without spaces": ("the ship—all of it", ["the", "ship", "—", "all", "of", "it"]),
    "a range": ("pages 10-12", ["pages", "10", "12"]),
    "an ellipsis": ("gone... or not…", ["gone", ".", ".", ".", "or", "not", "…"]),
    "marks in a row": ("what?!", ["what", "?", "!"]),
    "quotation marks": ('"Gone," she said', ['"', "Gone", ",", '"', "she", "said"]),
    "brackets": ("(two) [three]", ["(", "two", ")", "[", "three", "]"]),
    "a handle and a tag": ("@ilse on #harbour", ["@", "ilse", "on", "#", "harbour"]),
    "an address": ("see https://example.org/a-b?c=d now", ["see", "https://example.org/a-b?c=d", "now"]),
    "a bare address": ("see www.example.org/x now", ["see", "www.example.org/x", "now"]),
    "an address in quotes": ('"https://example.org" it said', ['"', "https://example.org", '"', "it", "said"]),
    "underscores": ("a_b", ["a", "b"]),
    "accents": ("Zoë Brûlé", ["Zoë", "Brûlé"]),
    "an accent written apart": ("Zoe\u0308 left", ["Zoe\u0308", "left"]),
    "no words": (" \n\t ", []),
    "nothing": ("", []),
}


@pytest.mark.parametrize(("text", "parts"), SPLITS.values(), ids=SPLITS.keys())
def test_a_text_is_split_into_words_and_marks(text: str, parts: list[str]) -> None:
    assert written(text) == parts


@pytest.mark.parametrize(
    "text", ["at https://example.org/a.", "at www.example.org, now", "(https://example.org)", "at https://example.org!"]
)
def test_the_mark_behind_an_address_is_no_part_of_it(text: str) -> None:
    assert not any(part[0] in "hw" and part[-1] in ".,!)" for part in written(text))


@pytest.mark.parametrize("text", ["caf&eacute; food", "the caf&#233;", "&ldquo;Gone&rdquo; now"])
def test_an_entity_is_never_cut_in_half(text: str) -> None:
    assert not any("&" in part and ";" not in part for part in written(text))


def test_the_short_not_is_one_word_however_it_is_written() -> None:
    assert split_words("didn't").forms[1] == split_words("didn’t").forms[1]
    assert split_words("can't").forms[1] == split_words("CAN’T").forms[1]


def test_forms_are_in_small_letters_and_capitals_are_remembered() -> None:
    words = split_words("The BOAT left Ayle")
    assert list(words.forms) == ["the", "boat", "left", "ayle"]
    assert [words.is_capital(place) for place in range(4)] == [True, True, False, True]
    assert [words.is_all_capitals(place) for place in range(4)] == [False, True, False, False]


def test_a_single_capital_letter_is_not_all_capitals() -> None:
    assert not split_words("A boat").is_all_capitals(0)


def test_a_look_alike_word_has_the_form_a_reader_sees() -> None:
    assert list(split_words("unc\u043enfirmed den\u0456ed").forms) == ["unconfirmed", "denied"]


def test_a_hidden_character_lies_inside_the_span_of_its_word() -> None:
    assert written("un\u200bcon\u00adfirmed") == ["un\u200bcon\u00adfirmed"]


def test_words_of_pasted_html_are_found_where_they_stand() -> None:
    assert written("<p>The&nbsp;<b>boat</b> left</p>") == ["The", "boat", "left"]


def holds_together(words: Words, text: str) -> None:
    """Assert that the parts of Words fit one another and the text."""
    total = len(words.forms)
    assert len(words.starts) == len(words.ends) == len(words.places) == total
    assert len(words.gaps) == total + 1
    assert all(form for form in words.forms)
    spans = list(zip(words.starts, words.ends, strict=True))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


_TEXTS = st.text() | st.text(st.sampled_from("aN'’t.s,5 3-\"“\u200b\u00ad<p>&;#8\n"), max_size=40)


@given(_TEXTS)
@example("n't")
@example("can\u200b't")
@example("\u200b")
@example("&amp;&#39;s")
def test_words_stand_in_order_inside_the_text(text: str) -> None:
    holds_together(split_words(text), text)


@given(_TEXTS)
def test_words_and_gaps_together_are_the_whole_text(text: str) -> None:
    words = split_words(text)
    assert sum(map(len, words.forms)) + sum(map(len, words.gaps)) == len(words.cased)


@given(_TEXTS)
def test_no_letter_is_lost_between_words(text: str) -> None:
    assert not any(character.isalnum() for gap in split_words(text).gaps for character in gap)
