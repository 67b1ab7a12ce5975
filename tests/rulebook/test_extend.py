"""An extended rulebook reads as a pack does that holds the same rules in one file more."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.files import read_pack
from bot.model import Article, Family, Reading
from bot.reading import read
from bot.rulebook import Rule, Rulebook, Where, compile_pack
from bot.rulebook.extend import digest_rules, extend
from bot.rulebook.grammar import PhraseError
from bot.service.cues import MANNERS, Wording, as_rule
from tests.reading.small_packs import word_lists

PHRASES = (
    "telegram channels write",
    "(local|our) chats (say|tell) [that]",
    "@sayings on the quay",
    "said <0-2> quietly",
    "not so",
    "denied",
    "sources",
    "could not be confirmed by us",
    "^ gossip :",
    "{the} word is",
    "@number drivers",
    "Lowmere",
    "of the",
    "may [well]",
    "likely {, he said}",
    "they are saying it again $",
)
PIECES = (
    "Telegram channels write that the ferry may well stop.",
    "Our chats tell that the mill is sold, but nobody confirmed it.",
    "The mayor denied it.",
    '"The word is out," she said very quietly on the quay.',
    "Gossip: eleven drivers left Lowmere.",
    "It isn't so, the harbour office said.",
    "Two drivers who asked not to be named said so.",
    "The strike could not be confirmed by us or by sources of the ministry.",
    "It is likely, he said; they are saying it again.",
    "local chats say many of the boats have been reportedly lost",
    "All that was said of Lowmere was denied",
)
LAST_FILE = "rules/en/~more.toml"
Chosen = tuple[tuple[str, Family], ...]
"""Phrases and the families that they are added as."""


def rules_of(chosen: Chosen) -> list[Rule]:
    return [as_rule(Wording(f"en.more.n{n}", family, phrase)) for n, (phrase, family) in enumerate(chosen)]


def write_file(rules: list[Rule]) -> str:
    """The rules as a file, with an example each that is there only because a file has one."""
    return "\n".join(
        f'[[rule]]\nid = "{rule.id}"\nfamily = "{rule.family}"\nphrases = [\'{rule.phrases[0]}\']\nexplain = "x"\n'
        f'match = ["x"]\nno_match = ["x"]\nscope = {{ direction = "{rule.scope.direction}", reach = "{rule.scope.reach}" }}\n'
        + (f'source = "{rule.source}"\npart = "{rule.part}"\n' if rule.source is not Where.NONE else "")
        for rule in rules
    )


@cache
def shipped() -> Rulebook:
    return compile_pack(read_pack())


@cache
def small_pack() -> Mapping[str, str]:
    """The shipped lists and the rules of some themes: compiled soon."""
    themes = ("attribution", "denial", "hearsay", "modals", "stops", "unnamed")
    files = {name: text for name, text in read_pack().items() if name.split("/")[-1].removesuffix(".toml") in themes}
    rules = {name: text.split("\n[lists]")[0] for name, text in files.items()}
    return {**rules, "rules/en/words.toml": word_lists()}


@cache
def small() -> Rulebook:
    return compile_pack(small_pack())


def read_both(files: Mapping[str, str], pack: Rulebook, chosen: Chosen, text: str) -> tuple[Reading, Reading]:
    """The text as the extended pack reads it, and as one with a file more does."""
    whole = compile_whole(tuple(files.items()), chosen)
    return without_version(read(Article(text), extend(pack, rules_of(chosen)))), without_version(read(Article(text), whole))


@lru_cache(maxsize=2)
def compile_whole(files: tuple[tuple[str, str], ...], chosen: Chosen) -> Rulebook:
    return compile_pack({**dict(files), LAST_FILE: write_file(rules_of(chosen))})


def without_version(reading: Reading) -> Reading:
    return replace(reading, rules="", receipt="")


_CHOSEN = st.lists(st.tuples(st.sampled_from(PHRASES), st.sampled_from(tuple(MANNERS))), min_size=1, max_size=6).map(tuple)
_ALL = tuple((phrase, family) for phrase, family in zip(PHRASES, (*MANNERS, *MANNERS), strict=False))
_TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map(" ".join)


@settings(max_examples=25, deadline=None)
@given(_CHOSEN, st.lists(_TEXTS, min_size=1, max_size=12))
@example((("not so", Family.HEARSAY), ("of the", Family.HEDGE)), list(PIECES))
def test_it_reads_as_the_pack_with_one_file_more(chosen: Chosen, texts: list[str]) -> None:
    for text in texts:
        extended, whole = read_both(small_pack(), small(), chosen, text)
        assert extended == whole


def test_the_shipped_pack_reads_so_too() -> None:
    for text in (" ".join(PIECES), "\n\n".join(PIECES), *PIECES):
        extended, whole = read_both(read_pack(), shipped(), _ALL, text)
        assert extended == whole


def test_every_phrase_of_this_file_is_found_in_some_text() -> None:
    extended = extend(shipped(), rules_of(_ALL))
    found = {cue.rule for text in PIECES for one in read(Article(text), extended).statements for cue in one.cues}
    assert len({rule.id for rule in rules_of(_ALL)} & found) > len(_ALL) // 2


def test_no_rule_more_is_the_pack_itself() -> None:
    assert extend(shipped(), ()) is shipped()


def test_the_pack_itself_stays_as_it_was() -> None:
    before = read(Article(PIECES[0]), shipped())
    extend(shipped(), rules_of(_ALL))
    assert read(Article(PIECES[0]), shipped()) == before


def test_a_reading_names_another_version_and_has_another_receipt() -> None:
    extended = extend(shipped(), rules_of((("a phrase that is nowhere", Family.HEARSAY),)))
    plain, more = (read(Article(PIECES[2]), rulebook) for rulebook in (shipped(), extended))
    assert plain.rules != more.rules
    assert plain.receipt != more.receipt
    assert without_version(plain) == without_version(more)


@pytest.mark.parametrize(
    "change",
    [
        {"phrases": ("telegram channels wrote",)},
        {"phrases": ("telegram channels", "write")},
        {"id": "group.hearsay.other"},
        {"family": Family.HEDGE},
        {"source": Where.SUBJECT},
        {"accuses": True},
        {"headline": True},
    ],
    ids=str,
)
def test_whatever_a_rule_does_changes_the_version(change: dict[str, object]) -> None:
    (rule,) = rules_of((("telegram channels write", Family.HEARSAY),))
    assert digest_rules(shipped(), [rule]) != digest_rules(shipped(), [replace(rule, **change)])  # type: ignore[arg-type]


def test_the_same_rules_are_the_same_version() -> None:
    assert extend(shipped(), rules_of(_ALL)).version == extend(shipped(), rules_of(_ALL)).version


def test_a_phrase_that_cannot_be_read_is_said_to_be_so() -> None:
    with pytest.raises(PhraseError, match="not closed"):
        extend(shipped(), rules_of((("telegram (channels", Family.HEARSAY),)))
