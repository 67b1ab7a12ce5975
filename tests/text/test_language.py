"""English is told from other languages by its small words, and a text too short to tell is let through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.files import load_rulebook
from bot.text.language import is_in_language

SMALL_WORDS = load_rulebook().lists["function-words"]

ENGLISH = [
    "The ferry left the harbour at six and nobody on the quay could say where it was going.",
    "Police said on Friday that two men had been found in the old mill near the river.",
    "HARBOUR CLOSED AFTER STORM, AND THE FERRY IS TO STAY IN PORT UNTIL IT IS SAFE",
    "i dont know if its true but my cousin says the bridge is gone and they wont tell us",
    "El Camino Brewing, of the town of Ayle, said that it had sold its stake to a rival from the north.",
]
OTHERS = {
    "Spanish": "El transbordador salió del puerto a las seis y nadie en el muelle sabía adónde iba con los pasajeros.",
    "Russian": "Паром вышел из порта в шесть часов, и никто на причале не знал, куда он направляется.",
    "German": "Die Fähre verließ den Hafen um sechs Uhr und niemand am Kai wusste, wohin sie mit den Leuten fuhr.",
    "Arabic": "غادرت العبارة الميناء في الساعة السادسة ولم يعرف أحد على الرصيف إلى أين كانت تتجه.",
    "French": "Le bac a quitté le port vers six heures et personne sur le quai ne savait où partaient les passagers.",
    "Chinese": "渡轮六点离开港口，码头上没有人知道它要去哪里，市长也没有回答记者的问题。",
    "Greek": "Το πλοίο έφυγε από το λιμάνι στις έξι και κανείς στην προβλήτα δεν ήξερε πού πήγαινε.",
}


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_english(text: str) -> None:
    assert is_in_language(text, SMALL_WORDS)


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS.keys())
def test_another_language_is_not_english(text: str) -> None:
    assert not is_in_language(text, SMALL_WORDS)


@pytest.mark.parametrize("text", ["", "🙂🙂", "Varr Meets Brandt", "12 : 30", "Storm Hits Velmora Port"])
def test_a_text_too_short_to_tell_passes(text: str) -> None:
    assert is_in_language(text, SMALL_WORDS)


def test_an_english_text_with_a_foreign_quotation_is_english() -> None:
    text = "The mayor said it in Spanish, as he does each year: “No sabemos nada del barco.” That was all."
    assert is_in_language(text, SMALL_WORDS)


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    assert is_in_language(text, SMALL_WORDS) in (True, False)
