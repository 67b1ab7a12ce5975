"""One name spelled two ways: what is shown, and the many names that are only alike."""

import pytest

from bot.model import FindingKind
from bot.rulebook import Rulebook
from tests.reading.finder import find

SAME = {
    "the same office": "President Bozoum left on Monday.\nCrowds cheered.\nA week later President Bazoum spoke on the radio.",
    "the same office and first name": "Minister Ilse Rademar came.\nRain fell all day.\nMinister Ilse Rademer thanked the crew.",
    "an office, then the full name": "Colonel Yusuf Karimov led the unit.\nThe men praised Colonel Karimow for his calm.",
    "the same first name": "The mayor, Dana Halvic, resigned.\nDana Halvik had held the post for nine years.",
    "a first name with one letter doubled": "Mohamed Tarrun founded the club.\nMohammed Tarrun died in 2019.",
    "a first name with another letter for one sound": "Viktor Hanlon sold the mine.\nVictor Hanlon kept the name.",
    "a surname alone, its age behind it": "Sergei Volkov will fight in Brenn.\nVolkow, 33, has boxed once since March.",
    "a surname alone that speaks": "Judge Marisa Duvall heard the case.\nIt took a week.\nDuval said the law was clear.",
    "a surname alone behind according to": "Kiril Draganov trains here.\nAccording to Dragonov, the rink is too small.",
    "two letters that changed places": "Ann Kowalczyk runs the bakery.\nNeighbours say Kowalcyzk works nights.",
    "an h at the end": "Ivo Brunic leads the choir.\nIt won twice.\nBrunich said the cooks helped.",
    "a port": "Gusts tore at Port Halvairn.\nIt rained.\nThe brigade in Port Halvarn took in campers.",
    "a village": "Fire broke out in the village of Treland.\nThe village of Trelund has no fire engine.",
    "a body": "Aylen Harbour Trust bought the pier.\nNobody bid.\nThe Aylan Harbour Trust paid in cash.",
    "a letter that sounds alike at the end": "General Ostek was last seen in May.\nAn aide said General Ostec was ill.",
    "a first letter for one sound": "Katharina Wolny won the cup.\nIt rained.\nCatarina Wolny learned it at home.",
    "a surname alone that does something": "Wendelin Prack, 58, pleads not guilty.\nIt was hot.\nPrackh sat with folded arms.",
    "two letters for one sound": "Minister Anna Stephany opened the bridge.\nIt rained.\nMinister Stefany thanked the crew.",
    "a first name of two spellings behind van": "Maartje van Ostaden sings.\nIt rained.\nMaartie van Ostaden was born here.",
    "a school": "Pupils at Thornleigh Primary built a hut.\nIt rained.\nThe head of Thornley Primary cut a ribbon.",
    "a place named alone": "The office in Brukhaven opens late.\nTea is free.\nMany in Bruckhaven have yet to pay.",
    "a place that opens a sentence": "The people of Inishvar have a doctor.\nIt rained.\nInnishvar also has a teacher.",
    "what stands between the same words": "The Saint Corvin Choir sings.\nIt rained.\nThe Saint Corwin Choir is old.",
}

TWO = {
    "two that are compared": "In Kronstadt a pool opened.\nIn Cronstadt, across the sea, a bridge fell.",
    "an uncle": "Filip Horn, 12, found the coin.\nPhillip Horn, his uncle, kept it.",
    "both, says the text": "Aleksandra Bauer painted it.\nAlexandra Bauer bought it.\nBoth are from Ayle.",
    "one sound, two surnames": "Katharina Moor won the race.\nKatarina Lund was second.",
    "towns that are twinned": "The towns of Karlsberg and Carlsburg are twinned.\nKarlsberg is old.",
    "a firm in another firm's line": "Mehmet Yilmaz runs the shop.\nAhmet Yilmas runs the bar.",
    "two ports": "Gusts tore at Port Halvairn.\nIt rained.\nThe brigade in Port Malvairn took in campers.",
    "a family": "President Tarlen spoke on Monday.\nThe Tarlens then left for the coast.",
    "neighbouring countries": "Troops from Niger crossed the river.\nNigeria closed its border.",
    "countries that end alike": "Austria won the cup.\nAustralia came second.\nIran came third.\nIraq did not come.",
    "father and son": "George W. Bush wrote the book.\nGeorge H. W. Bush was his father.",
    "two first names": "Ivan Petrov ran the shop.\nIgor Petrov ran the farm.",
    "a woman's form of the name": "Ivan Petrov ran the shop.\nIvan Petrova ran the farm.",
    "the people of a country": "Mali asked for help.\nMalian troops stayed away.",
    "a short form": "Alex Danso won the bout.\nAlexander Danso is 30.",
    "two full names": "John Hansen owns the mill.\nPeter Hanson owns the pub.\nHanson is older.",
    "two senators": "Senator Harden voted yes.\nSenator Warden voted no.",
    "an accent": "President Skodan built the trams.\nPresident Škodan will build more.",
    "capitals": "VOLKOV TO FIGHT\n\nSergei Volkov will fight in Brenn in October, said his trainer.\nHe is fit.",
    "brothers": "Marko Novak is a baker.\nMirko Novak is a smith.",
    "a minister and a ministry": "Foreign Minister Lind spoke.\nThe Foreign Ministry published it.",
    "no relation, says the text": "Sergei Volkov will fight.\nVolkow, no relation, said he would watch.",
    "both in one sentence": "President Bozoum met the man, and President Bazoum was his name.",
    "both often": "Colonel Karimov led.\nColonel Karimow followed.\nColonel Karimov won.\nColonel Karimow lost.",
    "a place that is named like a person": "Sergei Volkov will fight.\nThe bout is in Volkow, a small town.",
    "a surname with its own first name": "Sergei Volkov will fight.\nTom Volkow runs the shop.",
    "a word of the language": "Ann Parker sold the boat.\nPacker crews came at ten.\nOne packer fell.",
    "two villages": "North Halvik voted yes.\nNorth Halvek voted no.",
    "people who are called Mr": "Mr Hansen is the grocer.\nMr Hanson is the smith.",
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_what_stands_in_the_same_place_is_one_name(text: str, rulebook: Rulebook) -> None:
    assert find(text, FindingKind.NAMES_DIFFER, rulebook)


@pytest.mark.parametrize("text", TWO.values(), ids=TWO)
def test_names_that_are_only_alike_are_two(text: str, rulebook: Rulebook) -> None:
    assert find(text, FindingKind.NAMES_DIFFER, rulebook) is None


def test_both_spellings_are_given_in_the_order_of_the_text(rulebook: Rulebook) -> None:
    found = find("President Bazoum left.\nIt rained.\nPresident Bozoum spoke.", FindingKind.NAMES_DIFFER, rulebook)
    assert found
    assert found.statements == (1, 3)
    assert found.facts == {"names": ("Bazoum", "Bozoum"), "sentence": 1, "other": 3, "person": 1}


def test_a_village_is_no_person(rulebook: Rulebook) -> None:
    found = find(SAME["a village"], FindingKind.NAMES_DIFFER, rulebook)
    assert found
    assert found.facts["person"] == 0


def test_a_headline_may_hold_one_of_the_spellings(rulebook: Rulebook) -> None:
    found = find("President Bazoum spoke.\nIt rained.", FindingKind.NAMES_DIFFER, rulebook, "President Bozoum Seeks Help")
    assert found
    assert found.facts["sentence"] == 0


def test_what_is_set_aside_holds_no_name(rulebook: Rulebook) -> None:
    text = "President Bozoum left on Monday.\nCrowds cheered.\nREAD MORE: President Bazoum and his palace"
    assert find(text, FindingKind.NAMES_DIFFER, rulebook) is None
