"""Findings put into sentences."""

from collections.abc import Mapping

import pytest

from bot.model import Fact, Finding, FindingKind
from bot.reply.phrasebook import Phrasebook
from bot.reply.says import SAYERS, finding_says

K = FindingKind
SAYINGS: list[tuple[FindingKind, Mapping[str, Fact], str]] = [
    (
        K.HEADLINE_OUTRUNS_BODY,
        {"headline": "Dam breaks", "words": "no official confirmation", "sentence": 6},
        "Headline, as fact: “Dam breaks”. The body, on the same thing: “no official confirmation” (s. 6).",
    ),
    (
        K.CAVEAT_NEAR_HEADLINE,
        {"headline": "Junta seeks help", "words": "no direct confirmation of", "sentence": 6, "about": "the group’s part"},
        "Headline: “Junta seeks help”. Sentence 6, on a related point, “the group’s part”: “no direct confirmation of”.",
    ),
    (
        K.CAVEAT_NEAR_HEADLINE,
        {"headline": "Junta seeks help", "words": "not confirmed", "sentence": 6, "about": ""},
        "Headline: “Junta seeks help”. Sentence 6, on a related point: “not confirmed”.",
    ),
    (
        K.CAVEAT_NEAR_HEADLINE,
        {"headline": "Junta seeks help", "words": "not confirmed", "sentence": 6, "about": "This"},
        "Headline: “Junta seeks help”. Sentence 6, on a related point: “not confirmed”.",
    ),
    (
        K.FLAT_HERE_UNCONFIRMED_THERE,
        {"flat": 2, "sentence": 9, "words": "not confirmed"},
        "Stated as fact in sentence 2. Sentence 9, on the same thing: “not confirmed”.",
    ),
    (
        K.CAVEAT_DEPTH,
        {"words": "not confirmed", "sentence": 11, "of": 14, "lines": 1},
        "The only caveat of this kind, “not confirmed”, is in sentence 11 of 14.",
    ),
    (
        K.CAVEAT_DEPTH,
        {"words": "not confirmed", "sentence": 11, "of": 14, "lines": 2},
        "2 caveats of this kind. The first, “not confirmed”, is in sentence 11 of 14.",
    ),
    (
        K.NOT_CONFIRMED_BY,
        {"could_not": ("Reuters", "AP"), "no_comment": ("the army",), "words": "could not verify"},
        "Could not confirm: Reuters and AP. No comment from the army.",
    ),
    (K.NOT_CONFIRMED_BY, {"could_not": ("Reuters",), "no_comment": (), "words": "x"}, "Could not confirm: Reuters."),
    (K.NOT_CONFIRMED_BY, {"could_not": (), "no_comment": ("Apple",), "words": "x"}, "No comment from Apple."),
    (
        K.NOT_CONFIRMED_BY,
        {"could_not": (), "no_comment": (), "words": "x"},
        "The text does not say who could not confirm this.",
    ),
    (
        K.NOT_CONFIRMED_BY,
        {"could_not": (), "no_comment": ("Apple",), "own": 1, "words": "x"},
        "No comment from Apple. The writers say that they could not confirm it.",
    ),
    (
        K.HEARSAY_CHAIN,
        {"names": (), "words": "my aunt heard from a clerk", "steps": 2},
        "Handed on from mouth to mouth, nobody named: “my aunt heard from a clerk”.",
    ),
    (K.UNNAMED_ONLY, {"count": 1}, "The only statement with a source rests on unnamed people."),
    (K.UNNAMED_ONLY, {"count": 4}, "All 4 statements with a source rest on unnamed people."),
    (
        K.SECOND_HAND_ORIGINS,
        {"names": ("France 24", "Vanguard", "Voice of America")},
        "The text passes on what others reported: France 24, Vanguard and Voice of America.",
    ),
    (
        K.ONE_ORIGIN,
        {"names": ("Reuters", "CNN"), "origin": "BBC"},
        "Reuters and CNN: all pass on one report (BBC).",
    ),
    (
        K.HEARSAY_CHAIN,
        {"names": ("North Now", "Vanguard"), "words": "a source", "steps": 3},
        "This text → North Now → Vanguard → “a source”: 3 steps, nobody named.",
    ),
    (
        K.SILENCE,
        {"unsourced": 5, "of": 7},
        "No hedging found. That is not confirmation: 5 of 7 statements name no source.",
    ),
    (
        K.SILENCE,
        {"unsourced": 1, "of": 7},
        "No hedging found. That is not confirmation: 1 of 7 statements names no source.",
    ),
    (
        K.SILENCE,
        {"unsourced": 0, "of": 7},
        "No hedging found. That is not confirmation, though all 7 statements name a source.",
    ),
    (
        K.NAMES_DIFFER,
        {"names": ("Rademar", "Rademer"), "sentence": 2, "other": 9, "person": 1},
        "“Rademar” (s. 2) and “Rademer” (s. 9) may be the same person, spelled two ways.",
    ),
    (
        K.NAMES_DIFFER,
        {"names": ("Treland", "Trelund"), "sentence": 0, "other": 9, "person": 0},
        "“Treland” (headline) and “Trelund” (s. 9) may be the same name, spelled two ways.",
    ),
    (
        K.NUMBERS,
        {"words": ("at least 12", "up to 40"), "names": ("police", "a nurse")},
        "“at least 12” (police) · “up to 40” (a nurse).",
    ),
    (K.NUMBERS, {"words": ("40", "12 people"), "names": ("", "police")}, "“40” (headline) · “12 people” (police)."),
    (K.WHAT_WOULD_SETTLE, {"names": ("the ministry",)}, "Mentioned, not quoted: the ministry."),
    (K.NO_AUTHOR, {}, "The page names no author."),
    (K.NO_DATE, {}, "The page gives no date."),
    (K.OLD_DATE, {"days": 26, "page": 0}, "Posted 26 days before it was forwarded."),
    (K.OLD_DATE, {"days": 400, "page": 1}, "The page is dated 400 days before its link was sent."),
    (K.PRESSURE, {"words": "share before they delete it"}, "The text asks to be passed on: “share before they delete it”."),
]


@pytest.mark.parametrize(("kind", "facts", "says"), SAYINGS)
def test_a_finding_is_said(kind: FindingKind, facts: Mapping[str, Fact], says: str, phrasebook: Phrasebook) -> None:
    assert finding_says(Finding(kind, (), facts), phrasebook) == says


def test_every_kind_of_finding_can_be_said() -> None:
    assert set(SAYERS) == set(FindingKind) == {kind for kind, _, _ in SAYINGS}


@pytest.mark.parametrize("kind", FindingKind)
def test_a_finding_without_its_facts_is_still_said(kind: FindingKind, phrasebook: Phrasebook) -> None:
    assert finding_says(Finding(kind, ()), phrasebook)
