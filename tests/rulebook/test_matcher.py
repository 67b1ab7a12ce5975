"""The matcher finds what a slow one finds that writes out every reading, in one pass over the words."""

import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import example, given, reject, settings
from hypothesis import strategies as st

from bot.rulebook import automaton
from bot.rulebook.elements import Pattern, Word
from bot.rulebook.grammar import PhraseError, read_patterns
from bot.rulebook.matcher import Hit, Matcher
from bot.rulebook.trie import Step, build
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
_GAPPED = st.tuples(_WORDS, _bracketed(_PLAIN | _GAPS), _WORDS)
_OR_FIRST = _WORDS.map(lambda word: (Part("choice", inner=((Part("edge", "^"),), (word,))),))
_OR_LAST = _WORDS.map(lambda word: (Part("optional", inner=((word,), (Part("edge", "$"),))),))
_PHRASES = st.tuples(_FIRST | _OR_FIRST, _CORES | _GAPPED, _LAST | _OR_LAST).map(
    lambda pieces: (*pieces[0], *pieces[1], *pieces[2])
)
_MAYBE = _WORDS.map(lambda word: Part("optional", inner=((word,),)))
_FEW = st.lists(_PLAIN | _MAYBE, min_size=1, max_size=2).map(tuple)
_GAP_OR_NONE = st.lists(_GAPS, max_size=1).map(tuple)
_NOTHING: st.SearchStrategy[Parts] = st.just(())
_LEAD = st.tuples(_FEW, _GAP_OR_NONE).map(lambda pieces: (Part("beside", inner=((*pieces[0], *pieces[1]),)),))
_TAIL = st.tuples(_GAP_OR_NONE, _FEW).map(lambda pieces: (Part("beside", inner=((*pieces[0], *pieces[1]),)),))
_FLAT = st.tuples(_FEW, _GAP_OR_NONE, _FEW).map(lambda pieces: (*pieces[0], *pieces[1], *pieces[2]))
_BRACED = st.tuples(_FIRST, _LEAD | _NOTHING, _FEW | _FLAT, _TAIL | _NOTHING, _LAST).map(
    lambda pieces: (*pieces[0], *pieces[1], *pieces[2], *pieces[3], *pieces[4])
)
_TEXTS = st.lists(
    st.sampled_from(
        ("a", "b", "c", "d", "A", "not", "don't", "can't", "Bo", "bo", "3", "3.5", "two", ",", ".", '"', "'s", "(", "filler3")
    ),
    max_size=9,
).map(" ".join)


def patterns_of(phrases: list[Parts]) -> list[tuple[int, Pattern]]:
    """The patterns with the numbers of their phrases; phrases that the grammar refuses are no example."""
    try:
        return [(number, one) for number, phrase in enumerate(phrases) for one in read_patterns(write(phrase), LISTS)]
    except PhraseError:
        reject()


def matched(phrases: list[Parts], words: Words) -> set[Hit]:
    """What the real matcher finds, after it has seen to it that this is in order."""
    found = Matcher(patterns_of(phrases), frozenset(NUMBERS)).find(words, 0, len(words.forms))
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
@given(st.lists(_PHRASES | _BRACED, min_size=1, max_size=3), _TEXTS)
def test_what_was_found_before_changes_nothing(phrases: list[Parts], text: str) -> None:
    words = split_words(text)
    matcher = Matcher(patterns_of(phrases), frozenset(NUMBERS))
    first = matcher.find(words, 0, len(words.forms))
    for place in range(len(words.forms)):
        matcher.find(words, place, len(words.forms))
    assert matcher.find(words, 0, len(words.forms)) == first


@settings(deadline=None)
@given(st.lists(_PHRASES | _BRACED, min_size=1, max_size=3), _TEXTS, _TEXTS, _TEXTS)
def test_a_sentence_inside_a_text_is_read_as_if_it_were_alone(phrases: list[Parts], before: str, text: str, behind: str) -> None:
    matcher = Matcher(patterns_of(phrases), frozenset(NUMBERS))
    first, alone = len(split_words(before).forms), split_words(text)
    whole, total = split_words(f"{before}\n{text}\n{behind}"), len(alone.forms)
    inside = matcher.find(whole, first, first + total)
    assert [(rule, start - first, end - first) for rule, start, end in inside] == matcher.find(alone, 0, total)


@settings(deadline=None)
@given(st.lists(_PHRASES | _BRACED, min_size=1, max_size=3), _TEXTS, st.integers(0, 9))
def test_a_matcher_that_keeps_forgetting_finds_the_same(phrases: list[Parts], text: str, room: int) -> None:
    words = split_words(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(automaton, "_MOST_HELD", room)
        patch.setattr(automaton, "_MOST_STRANGERS", 1)
        assert matched(phrases, words) == expected(phrases, words)


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


SMALL = {
    "a gap holds no mark": ("no, word", "no <0-3> word", []),
    "a gap holds no mark that no phrase names": ("no % word", "no <0-3> word", []),
    "a gap holds any word": ("no river word", "no <0-3> word", ["no river word"]),
    "a gap ends with the sentence": ("no river", "no <0-3> word", []),
    "a number in figures": ("no 77 word", "no @number word", ["no 77 word"]),
    "no number in figures": ("no x77 word", "no @number word", []),
    "a capital behind a gap": ("no river Town", "no <0-3> @capital", ["no river Town"]),
    "no capital behind a gap": ("no river town", "no <0-3> @capital", []),
    "marks before the end": ('a b ")', "b $", ["b"]),
    "a word behind marks": ('b " a', "b $", []),
    "marks behind the beginning": ('(" a b', "^ a", ["a"]),
    "a word before marks": ('b " a', "^ a", []),
    "the end of the sentence before an optional word": ("no", "no [word] $", ["no"]),
    "a gap in braces at the end of the sentence": ("b a", "b {a <1-2>}", []),
    "a gap in braces before the end of the sentence": ("b a c", "b {a <1-2>}", ["b"]),
}


@pytest.mark.parametrize(("text", "phrase", "found"), SMALL.values(), ids=SMALL.keys())
def test_a_phrase_ends_where_it_must(text: str, phrase: str, found: list[str]) -> None:
    assert hits(text, of_phrases(phrase)) == found


def test_a_capital_is_looked_for_in_its_own_sentence() -> None:
    matcher = of_phrases("@capital came", "Bo").matcher
    words = split_words("he Was here. Bo came. bo left. Bo left.")
    assert matcher.find(words, 4, 7) == [(0, 4, 6), (0, 4, 5)]
    assert matcher.find(words, 7, 10) == []
    assert matcher.find(words, 10, 13) == [(0, 10, 11)]


def test_phrases_that_end_with_the_sentence_are_told_apart() -> None:
    matcher = Matcher([(number, one) for number, phrase in enumerate(("a $", "b $")) for one in read_patterns(phrase, {})], set())
    assert [matcher.find(split_words(text), 0, 2) for text in ("a .", "b .")] == [[(0, 0, 1)], [(1, 0, 1)]]


def test_hits_tell_which_rule_they_belong_to() -> None:
    book = compiled(rule(), rule(id='"en.test.word"', phrases='["word"]', match='["No [[word]]."]'))
    words = split_words("a word, a rumour")
    assert [(book.rules[number].id, first, last) for number, first, last in book.matcher.find(words, 0, 5)] == [
        ("en.test.word", 1, 2),
        ("en.test.rumour", 4, 5),
    ]


def test_a_phrase_is_found_once_though_two_readings_lead_to_it() -> None:
    assert hits("no word", of_phrases("no word", "(no|not) word", "no [such] word")) == ["no word"]


def steps_of(matcher: Matcher, text: str) -> int:
    """How many steps the interpreter takes to find what is in the text: the same on every machine."""
    words, steps = split_words(text), 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:  # noqa: ANN401  what sys.settrace calls and wants back
        nonlocal steps
        steps += event == "opcode"
        frame.f_trace_opcodes = True
        return trace

    others = sys.gettrace()
    sys.settrace(trace)
    try:
        matcher.find(words, 0, len(words.forms))
    finally:
        sys.settrace(others)
    return steps


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
def test_a_text_twice_as_long_takes_twice_as_many_steps(phrase: str, piece: str) -> None:
    patterns = patterns_of_rule([phrase])
    short, long = (steps_of(Matcher(patterns, frozenset(NUMBERS)), piece * times) for times in (400, 800))
    assert long <= 2.1 * short


def patterns_of_rule(phrases: list[str]) -> list[tuple[int, Pattern]]:
    """The patterns of some phrases, as of one rule."""
    return [(0, pattern) for phrase in phrases for pattern in read_patterns(phrase, LISTS)]


def test_a_phrase_takes_room_as_it_is_written_not_for_each_way_to_read_it() -> None:
    tries = [build(patterns_of_rule(["zebra " + "(a b|c d|e f|b [c] <0-2> d) " * count + "lion"])) for count in (1, 3, 5)]
    rooms = [(len(trie.steps), sum(map(len, trie.branches))) for trie in tries]
    assert [steps for steps, _ in rooms] == [rooms[0][0]] * 3
    assert rooms[2][1] - rooms[1][1] == rooms[1][1] - rooms[0][1]


def test_only_a_bracket_that_holds_the_rarest_word_is_taken_apart() -> None:
    trie = build(patterns_of_rule(["(the zebra|the lion|the shark) (of a|in the|by the) (a b|c d)"]))
    assert sorted(words_of(trie.steps[anchor]) for anchor in trie.anchors) == ["lion", "shark", "zebra"]


def words_of(step: Step) -> str:
    """The words that a step stands for."""
    return step.form if isinstance(step, Word) else ""


SHIPS = "The harbour office said that no word had come from the two boats by six. " * 20


def test_ten_times_the_rules_take_no_more_steps_once_their_words_have_been_met() -> None:
    steps = []
    for count in (30, 300):
        matcher = Matcher(patterns_of_rule([f"no word of ship{number}" for number in range(count)]), frozenset())
        steps_of(matcher, SHIPS)
        steps.append(steps_of(matcher, SHIPS))
    assert steps[1] == steps[0]


def test_a_word_that_leads_nowhere_costs_no_more_where_many_phrases_might_go_on() -> None:
    steps = []
    for count in (30, 300):
        phrases = [f"lighthouse [very{number}] word{number}" for number in range(count)]
        matcher = Matcher(patterns_of_rule([*phrases, "the (boat|ship)"]), frozenset())
        steps_of(matcher, "lighthouse boat")
        steps.append(steps_of(matcher, "lighthouse ship"))
    assert steps[1] == steps[0]


def held(matcher: Matcher) -> int:
    """How many states and look-ups the matcher remembers."""
    states = matcher._automaton._states
    return len(states) + sum(map(len, states.values()))


def test_words_that_no_phrase_names_take_room_only_once() -> None:
    matcher = Matcher(patterns_of_rule(["no <0-3> word", "@capital no word", "no @number word"]), frozenset(NUMBERS))
    rooms = []
    for half in (range(500), range(500, 1000)):
        for number in half:
            words = split_words(f"no river{number} Town{number} {number} word{number} river{number} no word {number}.5")
            matcher.find(words, 0, len(words.forms))
        rooms.append(held(matcher))
    assert rooms[1] == rooms[0]


def test_states_are_forgotten_before_they_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(automaton, "_MOST_HELD", 200)
    names = [f"word{number}" for number in range(300)]
    matcher = Matcher(patterns_of_rule([f"a {name} b" for name in names]), frozenset())
    for name in names:
        words = split_words(f"a {name} b")
        assert matcher.find(words, 0, len(words.forms)) == [(0, 0, 3)]
        assert held(matcher) <= 400


def test_look_ups_that_lead_nowhere_are_forgotten_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(automaton, "_MOST_HELD", 100)
    names = [f"word{number}" for number in range(300)]
    matcher = Matcher(patterns_of_rule(["lion", f"zebra [({'|'.join(names)})]"]), frozenset())
    for name in names:
        assert matcher.find(split_words(f"lion {name}"), 0, 2) == [(0, 0, 1)]
        assert held(matcher) <= 200


def test_the_words_that_are_remembered_have_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(automaton, "_MOST_STRANGERS", 10)
    matcher = Matcher(patterns_of_rule(["no <0-3> word"]), frozenset())
    known = len(matcher._automaton.letters)
    for number in range(100):
        assert matcher.find(split_words(f"no river{number} word"), 0, 3) == [(0, 0, 3)]
    assert len(matcher._automaton.letters) == known + 10
