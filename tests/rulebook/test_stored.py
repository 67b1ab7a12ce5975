"""A rulebook that was stored and restored is the same one."""

import json
from collections.abc import Mapping
from dataclasses import fields

import pytest

from bot.files import read_pack
from bot.rulebook import Rule, Rulebook, compile_pack, restore_rulebook, store_rulebook
from bot.text.words import split_words
from tests.command import SAMPLE
from tests.rulebook.packs import hits, of_phrases, pack, rule

PHRASES = (
    *(
        "no [very] last word",
        "@number boats",
        "Mr @capital",
        "word <0-3> came",
        "^ word",
        "{no} rumour",
        "word {came} $",
        "did not come",
    ),
    *("@many flag", "In May", "(a|b c) mill"),
)
MANY = "\nmany = [" + ", ".join(f'"w{number}"' for number in range(30)) + ', "not"]\n'
TEXT = "Word came in May. In May no last word of two boats came, Mr Lund said: no rumour. The w7 flag didn't come to b c mill."


def again(rulebook: Rulebook, files: Mapping[str, str]) -> Rulebook:
    return restore_rulebook(store_rulebook(rulebook), files, rulebook.language)


def test_every_sign_of_the_phrases_finds_the_same() -> None:
    book = of_phrases(*PHRASES, lists=MANY)
    found = hits(TEXT, book)
    assert len(found) > len(PHRASES) // 2
    assert hits(TEXT, again(book, book.files)) == found


def test_the_shipped_pack_finds_the_same_in_the_sample() -> None:
    files = read_pack()
    words, one = split_words(SAMPLE.read_text(encoding="utf-8")), compile_pack(files)
    other = again(one, files)
    assert one.matcher.find(words, 0, len(words.forms)) == other.matcher.find(words, 0, len(words.forms)) != []


def test_rules_lists_and_version_are_the_same() -> None:
    one = compile_pack(read_pack())
    other = again(one, one.files)
    for name in (entry.name for entry in fields(Rule)):
        assert [getattr(rule, name) for rule in other.rules] == [getattr(rule, name) for rule in one.rules]
    assert (other.lists, other.phrase_lists, other.version) == (one.lists, one.phrase_lists, one.version)
    assert (other.language, other.abbreviations, other.forms) == (one.language, one.abbreviations, one.forms)


def test_storing_again_gives_the_same_bytes() -> None:
    files = pack(rule(family='"hedge"', accuses="true", source='"after"', part='"denies"', source_kinds='["person", "outlet"]'))
    text = store_rulebook(compile_pack(files))
    assert store_rulebook(restore_rulebook(text, files, "en")) == text == store_rulebook(compile_pack(files))


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '"x"', "null", "7", json.dumps({"rules": 1, "lists": 2, "steps": [], "branches": []})]
)
def test_what_was_not_stored_is_refused_with_an_error_that_can_be_expected(text: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        restore_rulebook(text, pack(rule()), "en")
