"""Who keeps what would settle a doubted claim, told only where nobody who has a name is heard."""

import pytest

from bot.model import FindingKind
from bot.rulebook import Rulebook
from tests.reading.finder import find

KEPT = {
    "samples": ("A wolf may have killed the ewes.\nThe swabs are with the genetics institute in Orla.", "the genetics institute"),
    "remains": (
        "Rumour has it that the bones are those of a painter.\nThe remains were brought to the forensic laboratory.",
        "the forensic laboratory",
    ),
    "a log": ("Soldiers said the general had fled.\nThe control tower logs every flight.", "the control tower"),
    "a firm that has a name": ("Critics think the record is wrong.\nThe data are with the firm Velmo in Orla.", "the firm Velmo"),
    "a college": ("He never studied, or so it seems.\nHe has a diploma from the College of Varn.", "the College of Varn"),
    "a person": ("They reportedly married.\nWeddings are entered in a book by registrar Ida Moor.", "registrar Ida Moor"),
    "an inventory": ("The priest allegedly took the silver.\nThe diocese has an inventory of the church.", "the diocese"),
    "who tests it": (
        "A wolf is said to roam the park.\nThe zoological institute in Dorn is testing the hair that was found.",
        "the zoological institute",
    ),
    "what is stored": (
        "Critics say the vote was rigged.\nThe slips are stored in a cellar by the election commission.",
        "the election commission",
    ),
    "whose it is": (
        "People in the valley say that the dam is cracking.\nThe dam belongs to the power company.",
        "the power company",
    ),
    "who signs": ("The clerk is rumoured to be going.\nAppointments are signed by President Sulin.", "President Sulin"),
    "a lottery of the state": (
        "The ticket was reportedly sold in Ayle.\nThe state lottery keeps a list of sales.",
        "the state lottery",
    ),
    "a text that pushes": (
        "Share this before it is deleted!\nThe water in Ayle is poisoned.\nThe waterworks tests the water on Mondays.",
        "the waterworks",
    ),
}

QUIET = {
    "a forecast": "Trains may be late on Monday.\nThe railway company checks the rails each evening.",
    "what it owns has no part in it": "Fans believe the cup is lost.\nThe club owns a stadium.",
    "what it tests is another thing": "It is said that Dorn has the best plums.\nThe fruit board tests apples.",
    "its record is read out": "Residents swear the hall hums.\nThe noise office recorded the hall.\nIts log lists a dog.",
    "a hall named after it": "The bones may have been a monk's.\nServices are kept in the parish hall.",
    "its table is read out": "Reports that all eggs held dust go round.\nThe laboratory's own table lists two eggs.",
    "it is won": "The clerk is rumoured to be going.\nHe keeps the promise that he would win the presidency.",
    "nothing is doubted": "A wolf killed the ewes.\nThe swabs are with the genetics institute in Orla.",
    "somebody with a name is heard": (
        "A wolf may have killed the ewes.\nThe swabs are with the genetics institute in Orla.\nIt was a dog, said Dr Ida Moor."
    ),
    "it was asked": (
        "A wolf may have killed the ewes.\nThe swabs are with the genetics institute.\n"
        "The institute has been contacted for comment."
    ),
    "it tells": "A wolf may have killed the ewes.\nThe genetics institute said the swabs were clean.",
    "nothing is kept": "A wolf may have killed the ewes.\nThe genetics institute stands on a hill.",
    "it burned": "The priest allegedly took the silver.\nThe diocese lost the inventory when it burned.",
    "any such body": "A wolf may have killed the ewes.\nA museum has the swabs.",
    "it stands before the claim": "The swabs are with the genetics institute.\nA wolf may have killed the ewes.",
}


@pytest.mark.parametrize(("text", "keeper"), KEPT.values(), ids=KEPT)
def test_who_keeps_what_would_settle_it_is_named(text: str, keeper: str, rulebook: Rulebook) -> None:
    found = find(text, FindingKind.WHAT_WOULD_SETTLE, rulebook)
    assert found is not None
    assert found.facts["names"] == (keeper,)
    assert found.statements == (text.count("\n") + 1,)


@pytest.mark.parametrize("text", QUIET.values(), ids=QUIET)
def test_a_keeper_is_not_told_where_somebody_is_heard_or_nothing_is_kept(text: str, rulebook: Rulebook) -> None:
    assert find(text, FindingKind.WHAT_WOULD_SETTLE, rulebook) is None
