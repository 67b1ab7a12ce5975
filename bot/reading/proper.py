"""Proper names inside a noun phrase: a person's, an outlet's, a body's."""

from bot.reading.lexicon import (
    ARTICLE,
    BODY_LINK,
    DETERMINER,
    FUNCTION_WORD,
    HONORIFIC,
    MARK,
    NAME_LINK,
    OFFICE,
    ORGANISATION_HEAD,
    OUTLET_END,
    OUTLET_HEAD,
    OUTLET_NAME_WORD,
    OUTLET_OPENER,
    ROLE_HEAD,
    Lexicon,
)

_SHORTEST_FULL_NAME = 2


def find_person(lexicon: Lexicon, first: int, last: int) -> str | None:
    """The person's name that ends a phrase: behind a title, or two words or more that are no body's ("Gen. Salifou Mody")."""
    start = _start_of_name(lexicon, first, last)
    forms, classes = lexicon.forms, lexicon.classes
    if start == last or (start == first + 1 and forms[first] == "the") or classes[last - 1] & ORGANISATION_HEAD:
        return None
    titled = start > first and (bool(classes[start - 1] & (HONORIFIC | OFFICE | ROLE_HEAD)) or forms[start - 1] == ".")
    for place in range(start, last - 1):
        if classes[place] & (HONORIFIC | OFFICE):
            titled, start = True, place + 1
    while forms[start] == ".":
        start += 1
    return lexicon.text(start, last) if titled or _is_full_name(lexicon, start, last) else None


def _is_full_name(lexicon: Lexicon, start: int, last: int) -> bool:
    """Tell whether it is at least first and last name; two words, one all capitals, are rather a body's ("US Steel")."""
    length = sum(not kind & MARK for kind in lexicon.classes[start:last])
    if length != _SHORTEST_FULL_NAME:
        return length > _SHORTEST_FULL_NAME
    return lexicon.words.cased.isupper() or not any(map(lexicon.words.is_all_capitals, range(start, last)))


def _start_of_name(lexicon: Lexicon, first: int, last: int) -> int:
    """Where the run of name words begins that ends the phrase; `last` where none does."""
    place = last
    while place > first and (_is_name_word(lexicon, place - 1) or (place < last and _links(lexicon, place - 1))):
        place -= 1
    while place < last and not _is_name_word(lexicon, place):
        place += 1
    return place


def _is_name_word(lexicon: Lexicon, place: int) -> bool:
    if not lexicon.capitals[place] or not lexicon.forms[place][0].isalpha():
        return False
    return not lexicon.classes[place] & (FUNCTION_WORD | ROLE_HEAD | DETERMINER) or lexicon.is_modal_name(place)


def _links(lexicon: Lexicon, place: int) -> bool:
    """Tell whether it joins name words: the stop of an initial or title, "van", "bin"."""
    return bool(lexicon.classes[place] & NAME_LINK) or lexicon.is_abbreviating(place)


def find_outlet(lexicon: Lexicon, first: int, last: int) -> str | None:
    """The outlet's name a phrase is: listed, ending like one ("the Ayle Courier"), or introduced as one ("broadcaster Yle")."""
    forms, classes, capitals = lexicon.forms, lexicon.classes, lexicon.capitals
    if classes[last - 1] & OUTLET_END:
        for place in range(first, last):
            if capitals[place] and " ".join(forms[place:last]) in lexicon.lists["outlets"]:
                return lexicon.text(place, last)
    start = first + 1 if classes[first] & ARTICLE else first
    if classes[last - 1] & OUTLET_NAME_WORD and last - start >= _SHORTEST_FULL_NAME and capitals[last - 1] and capitals[last - 2]:
        return lexicon.text(start, last)
    if classes[start] & OUTLET_OPENER and last - start >= _SHORTEST_FULL_NAME and all(capitals[start:last]):
        return lexicon.text(start, last)
    for place in range(last - 2, first - 1, -1):
        if classes[place] & OUTLET_HEAD and (place > first or not capitals[place]):
            return lexicon.text(place + 1, last) if all(capitals[place + 1 : last]) else None
    return None


def find_body(lexicon: Lexicon, first: int, last: int) -> str | None:
    """The name of a body: the phrase without its article, where a capital makes it a name ("France's foreign ministry")."""
    while first < last and lexicon.classes[first] & DETERMINER:
        first += 1
    if first >= last or not any(lexicon.capitals[first:last]):
        return None
    return lexicon.text(first, last - 1 if last - first > 1 and lexicon.forms[last - 1] == "'s" else last)


def find_capitals(lexicon: Lexicon, first: int, last: int) -> str | None:
    """The longest run of capitalised words, small linking words inside it included."""
    runs: list[tuple[int, int]] = []
    for place in range(first, last):
        if lexicon.capitals[place] and not lexicon.classes[place] & FUNCTION_WORD:
            start, end = runs[-1] if runs else (place, place)
            linked = all(kind & BODY_LINK for kind in lexicon.classes[end:place])
            runs[-1:] = [(start, place + 1)] if linked else [*runs[-1:], (place, place + 1)]
    best = max(runs, key=lambda run: run[1] - run[0], default=None)
    return lexicon.text(*best) if best else None
