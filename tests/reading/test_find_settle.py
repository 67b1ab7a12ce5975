"""The body that a doubted claim is about: shown where it is nowhere heard, asked or said not to have answered."""

import pytest

from bot.model import FindingKind
from bot.rulebook import Rulebook
from tests.reading.finder import find

UNHEARD = {
    "unnamed people": ("The council has sold the pier, sources say.\nThe pier was built in 1910.", "the council"),
    "sources before the claim": ("Sources said the bank had lost the records.\nThe records go back to 1950.", "the bank"),
    "residents": ("The army has left the base at Gora, residents said.\nTrucks were heard.", "the army"),
    "a rumour": ("The company put salt in the reservoir, it is rumoured.\nIt was drained in June.", "the company"),
    "police without an article": ("Police found a second boat, according to rumours.\nIt sank in May.", "police"),
    "a name": ("Orlan University has fired its treasurer, a source said.\nHe had come from a bank.", "Orlan University"),
    "not confirmed": ("It is not confirmed that the hospital has run out of oxygen.\nThe ward has nine beds.", "the hospital"),
    "not known": ("Whether the police have a suspect is not known.\nThe shop was robbed on Monday.", "the police"),
    "done by it": ("The pier has been sold by the council, sources say.\nIt was built in 1910.", "the council"),
    "police heard on another matter": (
        "The council has sold the pier, sources say.\nPolice said a road was shut.\nIt rained.",
        "the council",
    ),
    "named like a place": (
        "The Treland hospital has turned patients away, a source said.\nThe roof leaks.",
        "the Treland hospital",
    ),
}

QUIET = {
    "it speaks": "The ministry will shut the kitchen, two cooks said.\nThe ministry said nothing was decided.",
    "it did not comment": "The ministry will shut the kitchen, two cooks said.\nThe ministry declined to comment.",
    "its head speaks": "The ministry will shut the kitchen, two cooks said.\nThe minister, Harro Lind, said he knew of no plan.",
    "the mayor speaks": "The council has sold the pier, sources say.\nMayor Ada Finch denied it.",
    "an officer speaks": "The army has left the base, residents said.\nColonel Ostek said the base was still manned.",
    "officers speak": "Police found a second boat, according to rumours.\nOfficers told the Courier that they were looking.",
    "it was asked": "The council has sold the pier, sources say.\nThe council was asked for comment.",
    "it was contacted": "Sources said the bank had lost the records.\nThe Courier has contacted the bank.",
    "it could not be reached": "Sources said the bank had lost the records.\nThe bank could not be reached.",
    "its own people say it": "The ministry will shut the kitchen, a ministry official said.\nIt was built in 1970.",
    "people close to it say it": "Two people close to the council said the council had sold the pier.\nIt was built in 1910.",
    "its website": "The council met in March, according to its website.\nThe council has sold the pier, sources say.",
    "it announced something": "The bank has lost the records, a source said.\nThe bank announced in May that it had moved them.",
    "somebody speaks who is only a pronoun": "The council has sold the pier, sources say.\nHe said there was nothing to add.",
    "a named source": "The ministry will shut the kitchen, Harro Lind said.\nIt was built in 1970.",
    "no doubt": "The ministry shut the kitchen.\nIt was built in 1970.",
    "a bystander": "A fox was seen near the hospital, residents said.\nThe park closes at six.",
    "any such body": "A hospital has closed, sources say.\nIt was built in 1910.",
    "only part of another word": "The bank robbery was planned for a year, a source said.\nThe vault was full.",
    "what was done to it": "The bank was robbed, witnesses said.\nNobody was hurt.",
    "police behind another noun": "The shop on Mill Road police raided is shut, residents said.\nIt sells lamps.",
    "far down": "The fair opened.\nIt rained.\nMusic played.\nThe sun came out.\nThe council has sold the pier, sources say.",
}


@pytest.mark.parametrize(("text", "name"), UNHEARD.values(), ids=UNHEARD)
def test_a_body_that_would_know_and_is_not_heard_is_named(text: str, name: str, rulebook: Rulebook) -> None:
    found = find(text, FindingKind.WHAT_WOULD_SETTLE, rulebook)
    assert found
    assert found.facts == {"names": (name,)}


@pytest.mark.parametrize("text", QUIET.values(), ids=QUIET)
def test_nothing_is_missed_where_a_body_is_heard_or_asked(text: str, rulebook: Rulebook) -> None:
    assert find(text, FindingKind.WHAT_WOULD_SETTLE, rulebook) is None


def test_the_statement_that_mentions_it_shows_it(rulebook: Rulebook) -> None:
    text = "The fair opened on Monday.\nThe council has sold the pier, sources say.\nIt was built in 1910."
    found = find(text, FindingKind.WHAT_WOULD_SETTLE, rulebook)
    assert found
    assert found.statements == (2,)


def test_two_bodies_are_named_in_the_order_of_the_text(rulebook: Rulebook) -> None:
    text = "The council has sold the pier, sources say.\nThe bank has lost the deeds, sources say.\nIt rained."
    found = find(text, FindingKind.WHAT_WOULD_SETTLE, rulebook)
    assert found
    assert found.facts == {"names": ("the council", "the bank")}
