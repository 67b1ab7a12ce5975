"""The matcher finds what a slow one finds that writes out every reading, in one pass over the words."""

from collections.abc import Iterator
from typing import SupportsIndex

import pytest
from hypothesis import example, given, reject, settings
from hypothesis import strategies as st

from bot.rulebook.grammar import PhraseError, read_phrase
from bot.rulebook.matcher import Hit, Matcher
from bot.text.words import Words, split_words
from tests.rulebook.naive import LISTS, NUMBERS, Part, Parts, find, write
from tests.rulebook.packs import compiled, hits, of_phrases, rule

_WORDS = st.sampled_from(("a", "b", "c", "d", "not", "Bo", ",")).map(lambda word: Part("word", word))
_LISTS = st.sampled_from(("@few", "@many")).map(lambda name: Part("list", name))
_OPEN = st.sampled_from(("@number", "@capital")).map(lambda name: Part("open", name))
_GAPS = st.tuples(st.integers(0, 2), st.integers(0, 2)).map(lambda pair: Part("gap", least=pair[0], most=pair[0] + pair[1] or 1))


def _bracketed(inner: st.SearchStrategy[Part]) -> st.SearchStrategy[Part]:
    branches = st.lists(st.lists(inner, min_size=1, max_size=2).map(tuple), min_size=1, max_size=3).map(tuple)
    return st.builds(Part, st.sampled_from(("choice", "optional")), inner=branches)


_PLAIN = _WORDS | _LISTS | _OPEN
_PART = st.recursive(_PLAIN, _bracketed, max_leaves=4)
_ANCHORED = st.tuples(st.lists(_PART, max_size=2), _WORDS | _LISTS, st.lists(_PART | _GAPS, max_size=2), _WORDS | _LISTS).map(
    lambda pieces: (*pieces[0], pieces[1], *pieces[2], pieces[3])
)
_CORES = st.lists(_PART, min_size=1, max_size=4).map(tuple) | _ANCHORED
_FIRST = st.sampled_from(((), (), (), (Part("edge", "^"),)))
_LAST = st.sampled_from(((), (), (), (Part("edge", "$"),)))
_PHRASES = st.tuples(_FIRST, _CORES, _LAST).map(lambda pieces: (*pieces[0], *pieces[1], *pieces[2]))
_BESIDE = st.lists(_PLAIN, min_size=1, max_size=2).map(lambda parts: (Part("beside", inner=(tuple(parts),)),))
_NOTHING: st.SearchStrategy[tuple[Part, ...]] = st.just(())
_FLAT = st.lists(_PLAIN, min_size=1, max_size=3).map(tuple)
_BRACED = st.tuples(_FIRST, _BESIDE | _NOTHING, _FLAT, _BESIDE | _NOTHING, _LAST).map(
    lambda pieces: (*pieces[0], *pieces[1], *pieces[2], *pieces[3], *pieces[4])
)
_TEXTS = st.lists(
    st.sampled_from(
        ("a", "b", "c", "d", "A", "not", "don't", "can't", "Bo", "bo", "3", "3.5", "two", ",", ".", '"', "'s", "(", "filler3")
    ),
    max_size=9,
).map(" ".join)


def matched(phrases: list[Parts], words: Words) -> set[Hit]:
    """What the real matcher finds; phrases it refuses are no example."""
    forms = []
    for number, phrase in enumerate(phrases):
        try:
            forms += [(number, form) for form in read_phrase(write(phrase), LISTS)]
        except PhraseError:
            reject()
    found = Matcher(forms, frozenset(NUMBERS)).find(words, 0, len(words.forms))
    assert len(found) == len(set(found))
    assert found == sorted(found, key=lambda hit: (hit[1], -hit[2], hit[0]))
    return set(found)


def expected(phrases: list[Parts], words: Words) -> set[Hit]:
    """What the slow matcher finds."""
    return {(number, *span) for number, phrase in enumerate(phrases) for span in find(phrase, words)}


@settings(max_examples=400, deadline=None)
@given(st.lists(_PHRASES, min_size=1, max_size=4), _TEXTS)
@example([(Part("word", "a"), Part("gap", least=0, most=2), Part("word", "a"))], "a a a a")
@example(
    [(Part("optional", inner=((Part("word", "a"),),)), Part("word", "a"), Part("optional", inner=((Part("word", "a"),),)))],
    "a a a",
)
def test_every_phrase_is_found_wherever_it_stands(phrases: list[Parts], text: str) -> None:
    words = split_words(text)
    assert matched(phrases, words) == expected(phrases, words)


@settings(max_examples=300, deadline=None)
@given(st.lists(_BRACED, min_size=1, max_size=4), _TEXTS)
def test_words_in_braces_are_needed_and_are_no_part_of_the_hit(phrases: list[Parts], text: str) -> None:
    words = split_words(text)
    assert matched(phrases, words) == expected(phrases, words)


@settings(deadline=None)
@given(st.lists(_PHRASES, min_size=2, max_size=4), _TEXTS)
def test_rules_do_not_hinder_one_another(phrases: list[Parts], text: str) -> None:
    words = split_words(text)
    alone = {(number, *hit[1:]) for number, phrase in enumerate(phrases) for hit in matched([phrase], words)}
    assert matched(phrases, words) == alone


@settings(deadline=None)
@given(st.lists(_PHRASES, min_size=1, max_size=3), _TEXTS)
def test_what_was_found_before_changes_nothing(phrases: list[Parts], text: str) -> None:
    words = split_words(text)
    try:
        matcher = Matcher([(0, form) for phrase in phrases for form in read_phrase(write(phrase), LISTS)], frozenset(NUMBERS))
    except PhraseError:
        reject()
    first = matcher.find(words, 0, len(words.forms))
    for place in range(len(words.forms)):
        matcher.find(words, place, len(words.forms))
    assert matcher.find(words, 0, len(words.forms)) == first


def test_an_optional_word_on_the_border_of_braces_keeps_both_ways() -> None:
    assert set(hits("x y w", of_phrases("{x [y]} [y] w"))) == {"w", "y w"}


def test_a_hit_stays_inside_its_sentence() -> None:
    words = split_words("no word came")
    matcher = of_phrases("no word", "word came", "no <0-2> came").matcher
    assert matcher.find(words, 0, 2) == [(0, 0, 2)]
    assert matcher.find(words, 1, 3) == [(0, 1, 3)]
    assert matcher.find(words, 1, 2) == []


def test_the_edges_are_those_of_the_sentence_not_of_the_text() -> None:
    words = split_words("He left. No word came. She left.")
    matcher = of_phrases("^ no word came $").matcher
    assert matcher.find(words, 3, 7) == [(0, 3, 6)]
    assert matcher.find(words, 0, 7) == []


def test_hits_tell_which_rule_they_belong_to() -> None:
    book = compiled(rule(), rule(id='"en.test.word"', phrases='["word"]', match='["No [[word]]."]'))
    words = split_words("a word, a rumour")
    assert [(book.rules[number].id, first, last) for number, first, last in book.matcher.find(words, 0, 5)] == [
        ("en.test.word", 1, 2),
        ("en.test.rumour", 4, 5),
    ]


def test_a_phrase_is_found_once_though_two_readings_lead_to_it() -> None:
    assert hits("no word", of_phrases("no word", "(no|not) word", "no [such] word")) == ["no word"]


class Counted(list[str]):
    """The words of a text that count how often they are looked at."""

    looks = 0

    def __getitem__(self, place: SupportsIndex) -> str:  # type: ignore[override]  # only single places are asked for
        self.looks += 1
        return super().__getitem__(place)

    def __iter__(self) -> Iterator[str]:
        self.looks += len(self)
        return super().__iter__()


def looks_at(matcher: Matcher, text: str) -> int:
    """How often the matcher looks at a word of the text."""
    words = split_words(text)
    forms = Counted(words.forms)
    matcher.find(Words(forms, words.starts, words.ends, words.gaps, words.cased, words.places), 0, len(forms))
    return forms.looks


ENDLESS = {
    "gaps in a row": ("a <0-8> a <0-8> a <0-8> a <0-8> b", "a "),
    "optional words in a row": ("a " + "[a] " * 20 + "b", "a "),
    "a gap before the rarest word": ("a <0-8> a <0-8> zebra", "a zebra "),
    "large sets in a row": ("@many @many @many @many b", "a d "),
    "capitals in a row": ("@capital <0-8> @capital <0-8> @capital b", "Bo b "),
    "the edge behind marks": ("b $", 'b " '),
    "the edge before marks": ("^ b", '" b '),
}


@pytest.mark.parametrize(("phrase", "piece"), ENDLESS.values(), ids=ENDLESS.keys())
def test_a_text_twice_as_long_is_looked_at_twice_as_often(phrase: str, piece: str) -> None:
    matcher = Matcher([(0, form) for form in read_phrase(phrase, LISTS)], frozenset(NUMBERS))
    short, long = (looks_at(matcher, piece * times) for times in (400, 800))
    assert long <= 2.1 * short


def test_ten_times_the_rules_are_not_looked_at_ten_times_as_often() -> None:
    text = "The harbour office said that no word had come from the two boats by six. " * 20
    few = [f"no word of ship{number}" for number in range(30)]
    many = [f"no word of ship{number}" for number in range(300)]
    looks = [
        looks_at(Matcher([(0, form) for phrase in phrases for form in read_phrase(phrase, {})], frozenset()), text)
        for phrases in (few, many)
    ]
    assert looks[1] <= 2 * looks[0]
