"""Figures that can hardly both be right, and those that only look so."""

import pytest

from bot.model import FindingKind
from bot.rulebook import Rulebook
from tests.reading.finder import find

DIFFER = {
    "bounds far apart": (
        "Police said at least 12 people were killed in the blast.\n"
        "A witness who asked not to be named said up to 40 people were killed."
    ),
    "a crowd": "Police said 300 people took part in the march.\nThe organisers said 900 people took part.",
    "in one sentence": "Police said 300 people marched, while organisers said 900 people marched.",
    "the dead of both sides' telling": "The army said 14 soldiers were killed.\nA rebel spokesman said 60 soldiers were killed.",
    "the missing": "The airline said 62 people were missing.\nThe navy said 48 people were missing.",
    "houses": "The mayor said 30 homes were destroyed by the fire.\nThe brigade said 55 homes were destroyed.",
    "a measure": "Ann Tolliver said the hedge was 20 feet tall.\nHugh Pym said the hedge was 12 feet tall.",
    "money for one thing": "The council said the bridge cost $4 million.\nThe auditor said the bridge cost $9 million.",
    "a figure alone": "The ministry says foxes took 312 hens last year.\nThe farmers' union says 140.",
    "a figure that is put": "According to the union, up to 40 people were on the quay.\nPolice put the figure at 12.",
    "rounded figures far apart": "The grid said about 31,000 homes were dark.\nA councillor said 50,000 homes were dark.",
}

AGREE = {
    "at least": "Police said at least 12 people were killed.\nThe ministry said 14 people were killed.",
    "rounding": "Police said about 300 people marched.\nThe union said 310 people marched.",
    "rounding of large figures": "The ministry said 300,000 people voted.\nThe board said 302,511 people voted.",
    "more than": "More than 200 people died, the Red Cross said.\nThe government said 250 people died.",
    "the hurt and the dead": "Police said 12 people were killed and 40 injured.\nThe army said 40 people were injured.",
    "two days": "On Monday police said 12 people were killed.\nOn Tuesday the ministry said 40 people were killed.",
    "a figure that grew": "Police initially said 12 people were killed.\nThe ministry said 40 people were killed.",
    "two places": "Police said 12 people were killed in Gora.\nThe governor said 40 people were killed in Varn.",
    "children and people": "Police said 12 children were killed.\nThe ministry said 40 people were killed.",
    "a part": "Police said 12 people were killed.\nOf them 5 people were killed by gunfire, the coroner said.",
    "what a hospital sees": "Police said 29 people were hurt in the crash.\nThe hospital said 16 people were hurt in the crash.",
    "another attack": "Police said 12 people were killed in the first attack.\nThe army said 30 people were killed.",
    "a year": "Police said 5 people were killed on the road.\nA nurse said 20 people were killed this year.",
    "polls": "The poll said 45 percent back Danso.\nThe survey said 38 percent back Danso.",
    "ages": "The mayor said she was 45.\nThe clerk said she had served 12 years.",
    "two bills": "The firm said the ship cost 40 million crowns.\nThe union said the dock cost 12 million crowns.",
    "one source": "The mayor said 12 houses burned.\nThe mayor said 34 houses burned.",
    "votes of two": "Danso won 12 votes, the clerk said.\nTarl won 90 votes, the board said.",
    "a plan": "The ministry said 40 schools would close.\nThe union said 12 schools had closed.",
    "sources that speak of themselves": "The firm said it had sold 300 cars.\nThe rival said it had sold 900 cars.",
    "what a source did": "The club reported spending 300 crowns on balls.\nThe league reported spending 900 crowns on balls.",
    "members of two": "The union said 40 of its members marched.\nThe guild said 90 of its members marched.",
    "soldiers and rebels": "The army said it had killed 30 rebels.\nThe rebels said 5 soldiers were killed.",
    "an hour": "Police said 300 people marched.\nThey set out at 12, the union said.",
    "another group": "Police said 300 people marched.\nThe mayor spoke of a choir of 40.",
    "rooms": "Room 12 was locked, the porter said.\nRoom 40 was locked, the maid said.",
}


@pytest.mark.parametrize("text", DIFFER.values(), ids=DIFFER)
def test_figures_for_one_thing_by_two_sources_differ(text: str, rulebook: Rulebook) -> None:
    assert find(text, FindingKind.NUMBERS, rulebook)


@pytest.mark.parametrize("text", AGREE.values(), ids=AGREE)
def test_figures_that_may_both_be_right_are_not_shown(text: str, rulebook: Rulebook) -> None:
    assert find(text, FindingKind.NUMBERS, rulebook) is None


def test_both_figures_are_given_with_their_bounds_and_sources(rulebook: Rulebook) -> None:
    found = find(DIFFER["bounds far apart"], FindingKind.NUMBERS, rulebook)
    assert found
    assert found.statements == (1, 2)
    assert found.facts == {
        "words": ("at least 12 people", "up to 40 people"),
        "names": ("police", "a witness who asked not to be named"),
    }


def test_the_dead_of_a_headline_are_counted_against_the_first_sentences(rulebook: Rulebook) -> None:
    found = find(
        "A blast killed 12 people in Orlo, police said.\nIt was loud.", FindingKind.NUMBERS, rulebook, "Blast kills 40 in Orlo"
    )
    assert found
    assert found.facts["names"] == ("", "police")


def test_the_crew_of_a_headline_is_not_all_the_dead(rulebook: Rulebook) -> None:
    text = "Forty passengers died when the ferry sank, the coastguard said.\nIt was late."
    assert find(text, FindingKind.NUMBERS, rulebook, "Ferry sinks, three crew dead") is None


def test_a_number_at_the_end_of_a_text_has_no_noun(rulebook: Rulebook) -> None:
    assert find("Police said 12 boats sank.\nThe navy said boats sank: 40", FindingKind.NUMBERS, rulebook) is None
