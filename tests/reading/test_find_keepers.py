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
}

QUIET = {
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
    assert found.statements == (2,)


@pytest.mark.parametrize("text", QUIET.values(), ids=QUIET)
def test_a_keeper_is_not_told_where_somebody_is_heard_or_nothing_is_kept(text: str, rulebook: Rulebook) -> None:
    assert find(text, FindingKind.WHAT_WOULD_SETTLE, rulebook) is None
