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
    "nothing new but the figure": "Police said 4,000 people joined the march.\nThe organisers said 15,000 people joined.",
    "a turnout": "Police estimated the crowd at 4,000.\nThe organisers claimed a turnout of 15,000.",
    "in one sentence": "Police put the crowd at 4,000 while organisers spoke of 15,000.",
    "what is put at": "The firm says 500 litres of oil leaked into a creek.\nThe harbour agency puts the spill at 9,000 litres.",
    "a bill for the same wall": (
        "The council put the cost of mending the wall at 2.4 million euros.\n"
        "Engineers hired by the harbour say the bill will come to 6.8 million euros."
    ),
    "the same change": "Exports fell 3 percent in May, the ministry said.\nThe chamber said exports fell 11 percent in May.",
    "who disputes it": "The mayor says 23 people died in the crush.\nCouncillor Dara Voss disputes this, saying 110 people died.",
    "one man and several": "Witnesses spoke of three gunmen.\nThe police said there was one gunman.",
    "what stands before the noun": "The fire destroyed 14 houses, the mayor said.\nThe insurer counted 31 burned houses.",
    "a value": "The ring was worth 90,000 pounds, the owner said.\nAn expert for the bank valued it at 12,000 pounds.",
}

AGREE = {
    "customers of the bank": "The bank said 2,000 customers were hit.\nThe regulator said the bank has 90,000 customers.",
    "floors so far": "The developer said the tower would have 40 floors.\nThe council said it has 12 floors so far.",
    "one tower of a town": "Police said 300 people were evicted.\nThe mayor said 20 people were evicted from the tower.",
    "killed by one thing": "The farmer said 40 sheep were killed.\nThe hunter said three sheep were killed by dogs.",
    "two dams": "The north dam holds 3 million litres, the mayor said.\nThe south dam holds 9 million litres, said the engineer.",
    "two firms": "Norvia said 300 passengers had complained.\nBelair said 120 passengers had complained.",
    "what two do": "The brigade counted 40 calls.\nThe police counted 900 calls.",
    "two halls": "The mayor said the hall cost 3 million crowns.\nThe clerk said the pool cost 5 million crowns.",
    "by train and by bus": "The club said 600 fans came by train.\nThe police said 2,000 fans came by bus.",
    "planted and felled": "The mayor said 60 trees were planted.\nThe forester said 20 trees were felled.",
    "a gift": "The council said the road cost 4 million crowns.\nThe state gives 2 million crowns.",
    "a rise and a level": "The river rose by 2 metres, the mayor said.\nThe harbour office said the level stood at 6 metres.",
    "markets in one sentence": "Ayle was up 0.2 percent, Varn put on 0.1 percent and Kest was 0.4 percent up.",
    "what two parties hope for": "The Blue party expects 40 seats, its leader said.\nThe Red leader Hask spoke of 12 seats.",
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


TEXT_ITSELF = {
    "a list": ("The ferry had 140 passengers on board when it ran aground.\nThe manifest names 203 passengers.", None),
    "a headline": (
        "The grid office said 12,000 homes were without power.\nTrees fell.",
        "Storm leaves 30,000 homes without power",
    ),
}


@pytest.mark.parametrize(("text", "title"), TEXT_ITSELF.values(), ids=TEXT_ITSELF)
def test_a_figure_of_the_text_itself_stands_beside_that_of_a_source(text: str, title: str | None, rulebook: Rulebook) -> None:
    found = find(text, FindingKind.NUMBERS, rulebook, title)
    assert found
    names = found.facts["names"]
    assert isinstance(names, tuple)
    assert [bool(name) for name in names] == [False, True]
    assert found.facts["sentence"] == (0 if title else 1)
