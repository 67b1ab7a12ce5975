"""Figures of neighbours: the second leans on the first, and both can hardly be right."""

import pytest

from bot.model import FindingKind
from bot.rulebook import Rulebook
from tests.reading.finder import find

DIFFER = {
    "a record that lists": "The baker says 31 cakes were taken.\nThe sheet the constable filled in this morning lists 18.",
    "the same thing in a register": (
        "The dairy's notice speaks of 2,000 bottles.\nIn the register the same batch is entered with 9,000."
    ),
    "the same year": (
        "The gauge office wrote that the river rose by 3.1 metres last year.\nFor the same year the harbour board writes 1.2."
    ),
    "the same trip": "The warden logged 610 seals.\nOn the same trip the biologist Ida Moor filed 390.",
    "names on a list": (
        "The mayor said that five builders had been at the feast.\nThe guest register shows fourteen names from the same trade."
    ),
    "how wide": "The hole was 30 metres wide, the fire brigade said.\nThe mining office gives a width of 12 metres.",
    "what it was": (
        "The bank said that the cards of 3,000 customers had been copied.\n"
        "The regulator said after seeing the files that it was 21,000."
    ),
    "more of a kind than of all": (
        "The clinic's chief reported 14 patients killed in the ward.\nThe army said four people died there."
    ),
    "a judgment": (
        "According to the clerk the fine is 40,000.\nThe written judgment, handed out on the same evening, orders 75,000."
    ),
}

AGREE = {
    "the same office later": "The guard had counted 12 bodies.\nAt nightfall the same guard office put the toll at 31.",
    "a final count": "The clerk said the list had 41 names.\nThe final register lists 35.",
    "another place": "The station in Orla recorded 31 degrees.\nIn Varn the weather office recorded 22.",
    "another species": "The zoo says it has 12 wolves.\nThe same species lives in Varn, where the park counts 30.",
    "a number of its own": "The airline said it flies to 30 cities.\nThe rival said 45.",
    "its own clients": "The bank said 40 of its branches were shut.\nThe union says 25.",
    "the other's own": "Harrow Motors reported 400 orders.\nThe dealer Belt reported 300 for its vans in the same week.",
    "two accidents": "The sheriff said two people died in the mill.\nThe brigade said five people died on the ferry.",
    "children among people": "The sheriff said 12 children died.\nThe ministry said 40 people died.",
    "two things measured": "The owner said the barn was 40 metres long.\nThe neighbour said the shed was 12 metres long.",
    "what a place holds": "The club says the stadium holds 12,000.\nThe constable counted 9,000.",
    "rounding": "The baker says 31 cakes were taken.\nThe sheet lists 30.",
    "nobody gives it": "Some 31 cakes were taken.\nThe sheet lists 18.",
    "one mouth": "The baker says 31 cakes were taken.\nThe baker's sheet lists 18.",
    "another day": "The baker says 31 cakes were taken.\nOn Friday the sheet lists 18.",
    "an hour": "The baker says 31 cakes were taken.\nThe same shop opens at six, the clerk said.",
    "far apart": "The baker says 31 cakes were taken.\nIt rained.\nRoads were shut.\nThe sheet lists 18.",
}


@pytest.mark.parametrize("text", DIFFER.values(), ids=DIFFER)
def test_figures_of_which_one_leans_on_the_other_are_shown_with_who_gives_them(text: str, rulebook: Rulebook) -> None:
    found = find(text, FindingKind.NUMBERS, rulebook)
    assert found is not None
    names = found.facts["names"]
    assert isinstance(names, tuple)
    assert all(names)


@pytest.mark.parametrize("text", AGREE.values(), ids=AGREE)
def test_neighbours_that_may_both_be_right_are_not_shown(text: str, rulebook: Rulebook) -> None:
    assert find(text, FindingKind.NUMBERS, rulebook) is None
