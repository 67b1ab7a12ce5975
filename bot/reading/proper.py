"""Proper names inside a noun phrase: a person's, an outlet's, a body's."""

from bot.reading.lexicon import Lexicon

_SHORTEST_FULL_NAME = 2


def find_person(lexicon: Lexicon, first: int, last: int) -> str | None:
    """The person's name that ends a phrase: behind a title, or two words or more that are no body's ("Gen. Salifou Mody")."""
    start = _start_of_name(lexicon, first, last)
    if (
        start == last
        or (start == first + 1 and lexicon.words.forms[first] == "the")
        or lexicon.is_in(last - 1, "organisation-heads")
    ):
        return None
    titled = start > first and (
        lexicon.is_in(start - 1, "honorifics", "offices", "role-heads") or lexicon.words.forms[start - 1] == "."
    )
    for place in range(start, last - 1):
        if lexicon.is_in(place, "honorifics", "offices"):
            titled, start = True, place + 1
    while lexicon.words.forms[start] == ".":
        start += 1
    return lexicon.text(start, last) if titled or _is_full_name(lexicon, start, last) else None


def _is_full_name(lexicon: Lexicon, start: int, last: int) -> bool:
    """Tell whether it is at least first and last name; two words, one all capitals, are rather a body's ("US Steel")."""
    length = sum(map(lexicon.is_word, range(start, last)))
    if length < _SHORTEST_FULL_NAME:
        return False
    shouted = any(map(lexicon.words.is_all_capitals, range(start, last))) and not lexicon.words.cased.isupper()
    return not (shouted and length == _SHORTEST_FULL_NAME)


def _start_of_name(lexicon: Lexicon, first: int, last: int) -> int:
    """Where the run of name words begins that ends the phrase; `last` where none does."""
    place = last
    while place > first and (_is_name_word(lexicon, place - 1) or (place < last and _links(lexicon, place - 1))):
        place -= 1
    while place < last and not _is_name_word(lexicon, place):
        place += 1
    return place


def _is_name_word(lexicon: Lexicon, place: int) -> bool:
    if not lexicon.is_capital(place) or not lexicon.words.forms[place][0].isalpha():
        return False
    return lexicon.is_modal_name(place) or not lexicon.is_in(place, "function-words", "role-heads", "determiners")


def _links(lexicon: Lexicon, place: int) -> bool:
    """Tell whether it joins name words: the stop of an initial or title, "van", "bin"."""
    return lexicon.is_abbreviating(place) or lexicon.is_in(place, "name-links")


def find_outlet(lexicon: Lexicon, first: int, last: int) -> str | None:
    """The outlet's name a phrase is: listed, ending like one ("the Ayle Courier"), or introduced as one ("broadcaster Yle")."""
    start = first + 1 if lexicon.is_in(first, "articles") else first
    for place in range(first, last):
        if lexicon.is_capital(place) and " ".join(lexicon.words.forms[place:last]) in lexicon.lists["outlets"]:
            return lexicon.text(place, last)
    if (
        last - start >= _SHORTEST_FULL_NAME
        and lexicon.is_in(last - 1, "outlet-name-words")
        and lexicon.is_capital(last - 1)
        and lexicon.is_capital(last - 2)
    ):
        return lexicon.text(start, last)
    for place in range(last - 2, first - 1, -1):
        if lexicon.is_in(place, "outlet-heads") and (place > first or not lexicon.is_capital(place)):
            return lexicon.text(place + 1, last) if all(map(lexicon.is_capital, range(place + 1, last))) else None
    return None


def find_body(lexicon: Lexicon, first: int, last: int) -> str | None:
    """The name of a body: the phrase without its article, where a capital makes it a name ("France's foreign ministry")."""
    while first < last and lexicon.is_in(first, "determiners"):
        first += 1
    if first >= last or not any(map(lexicon.is_capital, range(first, last))):
        return None
    return lexicon.text(first, last - 1 if last - first > 1 and lexicon.words.forms[last - 1] == "'s" else last)


def find_capitals(lexicon: Lexicon, first: int, last: int) -> str | None:
    """The longest run of capitalised words, small linking words inside it included."""
    runs: list[tuple[int, int]] = []
    for place in range(first, last):
        if lexicon.is_capital(place) and not lexicon.is_in(place, "function-words"):
            start, end = runs[-1] if runs else (0, -1)
            linked = all(lexicon.is_in(between, "body-links") for between in range(end, place)) and end >= first
            runs[-1:] = [(start, place + 1)] if linked else [*runs[-1:], (place, place + 1)]
    best = max(runs, key=lambda run: run[1] - run[0], default=None)
    return lexicon.text(*best) if best else None
