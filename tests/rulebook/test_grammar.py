"""The language of phrases: what each construct finds, and what is said about a phrase that does not follow it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rulebook.grammar import MOST_FORMS, PhraseError, read_patterns, read_phrase
from tests.rulebook.packs import found

COLOURS = '\ncolours = ["red", "dark blue", "green"]\nall-colours = ["@colours", "black"]\nmarks = ["not", "so-called"]\n'

FINDS = {
    "a word": ("rumour", "A rumour, no more", ["rumour"]),
    "a word whatever its case": ("rumour", "RUMOUR or Rumour", ["RUMOUR", "Rumour"]),
    "no part of a word": ("hat", "that hatter", []),
    "words in a row": ("no word", "There is no word yet", ["no word"]),
    "words over a line break": ("no word", "There is no\nword yet", ["no\nword"]),
    "no words with others between": ("no word", "no last word", []),
    "no words with a mark between": ("no word", "no, word", []),
    "a mark": ("however ,", "however, it sank", ["however,"]),
    "a hyphen is a boundary": ("so called", "the so-called king", ["so-called"]),
    "a phrase with a hyphen": ("so-called", "the so called king", ["so called"]),
    "a choice": ("(cat|dog) food", "cat food, dog food, fish food", ["cat food", "dog food"]),
    "a choice of several words": ("(cat|wild dog) food", "wild dog food", ["wild dog food"]),
    "a choice inside a choice": ("(a|the (old|new)) mill", "the new mill", ["the new mill"]),
    "an optional word there": ("no [last] word", "no last word", ["no last word"]),
    "an optional word left out": ("no [last] word", "no word", ["no word"]),
    "an optional choice": ("no [very|quite] last word", "no quite last word", ["no quite last word"]),
    "optional words": ("no [at all] word", "no at all word", ["no at all word"]),
    "several optional words": ("a [b] [c] [d] e", "a c e", ["a c e"]),
    "an optional word at the beginning": ("[no] word", "no word", ["no word", "word"]),
    "an optional word at the end": ("word [yet]", "word yet", ["word yet", "word"]),
    "a gap": ("no <0-2> word", "no very last word", ["no very last word"]),
    "a gap of nothing": ("no <0-2> word", "no word", ["no word"]),
    "a gap that is too wide": ("no <0-2> word", "no a b c word", []),
    "a gap that is too narrow": ("no <2-3> word", "no last word", []),
    "a gap ends at a mark": ("no <0-3> word", "no, a word", []),
    "the widest gap": ("a <1-8> z", "a 1 2 3 4 5 6 7 8 z", ["a 1 2 3 4 5 6 7 8 z"]),
    "two ways through a gap": ("a <0-3> b", "a b b", ["a b b", "a b"]),
    "a list": ("@colours flag", "a red flag", ["red flag"]),
    "an entry of two words": ("@colours flag", "a dark blue flag", ["dark blue flag"]),
    "a list in a list": ("@all-colours flag", "a green flag, a black flag", ["green flag", "black flag"]),
    "an optional list": ("a [@colours] flag", "a flag, a red flag", ["a flag", "a red flag"]),
    "a list in a choice": ("(@colours|white) flag", "a white flag, a red flag", ["white flag", "red flag"]),
    "a number in figures": ("@number boats", "3.5 boats, 1,203 boats", ["3.5 boats", "1,203 boats"]),
    "a number in words": ("@number boats", "two boats", ["two boats"]),
    "a number with letters behind": ("@number century", "the 19th century", ["19th century"]),
    "no number": ("@number boats", "red boats", []),
    "an optional number": ("the [@number] boats", "the boats", ["the boats"]),
    "a capital": ("Mr @capital", "Mr Lund left", ["Mr Lund"]),
    "no capital": ("Mr @capital", "Mr nobody left", []),
    "a word that asks for a capital": ("in May", "in May, in may", ["in May"]),
    "a word in all capitals for one with a capital": ("in May", "IN MAY", ["IN MAY"]),
    "the beginning": ("^ no word", "No word came", ["No word"]),
    "not at the beginning": ("^ no word", "There is no word", []),
    "the beginning behind a quotation mark": ("^ no word", "“No word came", ["No word"]),
    "the beginning behind a bullet": ("^ no word", "• No word came", ["No word"]),
    "the end": ("no word $", "There is no word.", ["no word"]),
    "the end without a stop": ("no word $", "There is no word", ["no word"]),
    "the end inside quotation marks": ("no word $", "“There is no word.”", ["no word"]),
    "not at the end": ("no word $", "no word came", []),
    "the end in a choice": ("word (:|$)", "word: a word", ["word:", "word"]),
    "words before the cue": ("{no} word", "no word", ["word"]),
    "words before the cue that are missing": ("{no} word", "a word", []),
    "words behind the cue": ("word {came}", "no word came", ["word"]),
    "words on both sides": ("{no} word {came}", "no word came", ["word"]),
    "a gap beside the cue": ("{no <0-2> last} word", "no very last word", ["word"]),
    "a choice beside the cue": ("{(no|a)} word", "a word", ["word"]),
    "the edge beside the cue": ("^ {no} word", "No word came", ["word"]),
    "n't as not": ("did not come", "They didn't come", ["didn't come"]),
    "n't with a curly apostrophe as not": ("did not come", "They didn’t come", ["didn’t come"]),
    "can't as can not": ("can not come", "They can't come", ["can't come"]),
    "a phrase with n't": ("didn't come", "They did not come", ["did not come"]),
    "not in a list": ("did @marks come", "They didn't come", ["didn't come"]),
    "an owner": ("the mayor 's boat", "the mayor's boat", ["the mayor's boat"]),
    "an owner written together": ("the mayor's boat", "the mayor’s boat", ["the mayor’s boat"]),
    "a curly apostrophe in the phrase": ("the mayor’s boat", "the mayor's boat", ["the mayor's boat"]),
    "a dot in an abbreviation": ("p.m.", "at 4 p.m. today", ["p.m."]),
    "the rarest word in a bracket": ("(the zebra|a b) the", "the zebra the, a b the", ["the zebra the", "a b the"]),
    "a gap that ends a branch": ("a [b|c <1-2>] d", "a b d, a d, a c x d, a c d", ["a b d", "a d", "a c x d"]),
    "branches of several words on both sides": ("(a b|b c) zebra (c d|d e)", "b c zebra d e", ["b c zebra d e"]),
    "a bracket in a branch": ("(a (b c|d)|e) zebra", "a b c zebra, a d zebra", ["a b c zebra", "a d zebra"]),
    "overlapping hits": ("(no last|last word)", "no last word", ["no last", "last word"]),
    "the same words twice over": ("no no", "no no no", ["no no", "no no"]),
    "un- set off by a hyphen": ("unconfirmed", "un-confirmed", ["un-confirmed"]),
}


@pytest.mark.parametrize(("phrase", "text", "expected"), FINDS.values(), ids=FINDS.keys())
def test_a_phrase_finds_its_words(phrase: str, text: str, expected: list[str]) -> None:
    assert found(text, phrase, lists=COLOURS) == expected


REFUSED = {
    "empty": ("", "the phrase is empty"),
    "only space": ("  ", "the phrase is empty"),
    "an open bracket": ("(a|b", "')' is missing"),
    "an open square bracket": ("[a", "']' is missing"),
    "an open brace": ("{a b", "'}' is missing"),
    "a closing bracket": ("a)", "')' without an opening bracket"),
    "a closing square bracket": ("a]", "']' without an opening bracket"),
    "crossed brackets": ("(a [b) c]", "without an opening bracket"),
    "a bar outside brackets": ("a|b", "'|' without an opening bracket"),
    "an unknown list": ("@shapes", "unknown list @shapes; allowed: @capital, @colours, @number"),
    "a list without a name": ("a @ b", "@ b'; allowed: words"),
    "a gap at the beginning": ("<0-2> a", "a gap stands between words"),
    "a gap at the end": ("a <0-2>", "a gap stands between words"),
    "a gap that is too wide": ("a <0-9> b", "allowed: <0-8>"),
    "a gap of nothing": ("a <0-0> b", "is no gap"),
    "a gap the wrong way round": ("a <3-1> b", "the smaller number first"),
    "a gap of one number": ("a <3> b", "is no gap"),
    "a gap of words": ("a <b> c", "is no gap"),
    "a gap that is not closed": ("a <0-3 b", "<0-3 b'; allowed: words"),
    "nothing but optional words": ("[a] [b]", "no word of its own is left"),
    "nothing but a number": ("@number", "@number and @capital alone are too little"),
    "nothing but a capital": ("@capital [a]", "@number and @capital alone are too little"),
    "nothing in brackets": ("a ()", "nothing stands between '(' and ')'"),
    "nothing in square brackets": ("a []", "nothing stands between '[' and ']'"),
    "nothing in braces": ("{} a", "nothing stands between '{' and '}'"),
    "the end at the beginning": ("$ a", "$ is the end of the sentence: it stands only at the end"),
    "the beginning at the end": ("a ^", "^ is the beginning of the sentence: it stands only at the beginning"),
    "the beginning inside braces": ("{^ a} b", "outside {…}"),
    "a gap beside braces": ("{a} <0-2> b", "a gap beside the cue inside it"),
    "nothing but an edge": ("^ $", "no word of its own is left"),
    "the beginning inside": ("a ^ b", "^ is the beginning of the sentence: it stands only at the beginning"),
    "the end inside": ("a $ b", "$ is the end of the sentence: it stands only at the end"),
    "an optional gap at the end": ("a [<1-2>]", "a gap stands between words"),
    "braces in the middle": ("a {b} c", "{…} stands once"),
    "braces alone": ("{a}", "leaves a word for the cue"),
    "braces around nothing but an optional word": ("{a} [b]", "leaves a word for the cue"),
    "braces inside braces": ("{a {b} c} d", "{…} stands once"),
}


@pytest.mark.parametrize(("phrase", "says"), REFUSED.values(), ids=REFUSED.keys())
def test_a_phrase_that_cannot_be_read_is_refused_with_what_is_allowed(phrase: str, says: str) -> None:
    with pytest.raises(PhraseError) as refused:
        read_phrase(phrase, {"colours": ["red"]})
    assert says in str(refused.value)


def test_a_phrase_with_too_many_readings_is_refused() -> None:
    with pytest.raises(PhraseError, match="more than 4,000 ways"):
        read_phrase("(a b|c d|e f|g h) " * 7, {})


def test_many_optional_words_are_one_reading() -> None:
    assert len(read_phrase("a " + "[very] " * 30 + "b", {})) == 1


def test_a_long_list_is_one_reading() -> None:
    assert len(read_phrase("a @names", {"names": [f"name{number}" for number in range(9_000)]})) == 1


def test_readings_are_told_apart() -> None:
    assert len(read_phrase("(a|a) b", {})) == 1
    assert len(read_phrase("[a b] c", {})) == 2


def test_a_phrase_with_brackets_is_one_pattern() -> None:
    ((*elements,),) = read_patterns("no (last word|first sign) [of it]", {})
    assert len(elements) == 3


def test_braces_in_some_ways_only_are_written_out() -> None:
    assert read_patterns("(a|{the} b) c", {}) == read_phrase("(a|{the} b) c", {})
    assert found("the b c, b c, a c", "(a|{the} b) c") == ["b c", "a c"]


def test_the_ways_of_a_long_phrase_are_counted_not_written_out() -> None:
    with pytest.raises(PhraseError, match="more than 4,000 ways"):
        read_patterns("x " + "(a b|c d) " * 50, {})


_PIECES = st.sampled_from(
    (
        "a",
        "not",
        "Ayle",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "|",
        "<0-2>",
        "<9-1>",
        "@colours",
        "@number",
        "@x",
        "^",
        "$",
        "'",
        ",",
        " ",
    )
)


@given(st.text(max_size=30) | st.lists(_PIECES, max_size=12).map(" ".join))
def test_any_phrase_is_read_or_refused(phrase: str) -> None:
    try:
        forms = read_phrase(phrase, {"colours": ["red", "dark blue"]})
    except PhraseError:
        return
    assert 0 < len(forms) <= MOST_FORMS
