"""The subject that opens a clause, behind its dateline and its circumstances, for a verb that shares it from afar."""

from bot.reading.lexicon import (
    ADVERB,
    ADVERB_ENDING,
    APPOSITION_OPENER,
    ARTICLE,
    CLAUSE_LINKER,
    DASHES,
    DETERMINER,
    DOCUMENT_HEAD,
    FUNCTION_WORD,
    HONORIFIC,
    MARK,
    PREPOSITION,
    PRONOUN,
    SOURCE_NOUN,
    TIME_WORD,
    Lexicon,
    Stretch,
)
from bot.reading.noun_phrase import LONGEST, MAY_END

_LONGEST_CIRCUMSTANCE = 60
_LONGEST_OPENING = 8
_LONGEST_DATELINE = 10
_LONGEST_TIME = 4
"""Words in "two days earlier"."""
_MOST_CIRCUMSTANCES = 3
_FARTHEST_NOUN = 4
"""Words between "the" and its noun."""


def find_opening(lexicon: Lexicon, low: int, high: int) -> Stretch | None:
    """The subject at the beginning of a clause, for a verb that shares it ("Smith resigned and said …", "…, adding that …")."""
    classes, first = lexicon.classes, _after_dateline(lexicon, low, high)
    while first < high and classes[first] & (MARK | CLAUSE_LINKER):
        first += 1
    for _ in range(_MOST_CIRCUMSTANCES):
        if first >= high or not _is_circumstantial(lexicon, first, high):
            break
        first = _after_circumstance(lexicon, first, high)
        while first < high and classes[first] & (MARK | CLAUSE_LINKER):
            first += 1
    if first >= high:
        return None
    if classes[first] & PRONOUN:
        return first, first + 1
    last = _end_of_opening(lexicon, first, high)
    return (first, _end_of_description(lexicon, last, high)) if last > first else None


def _end_of_description(lexicon: Lexicon, comma: int, high: int) -> int:
    """Behind the description of who opens the clause: "Lund, a former mayor, | resigned and said"."""
    if comma + 1 >= high or lexicon.forms[comma] != "," or not lexicon.capitals[comma - 1]:
        return comma
    if not begins_apposition(lexicon, comma + 1):
        return comma
    return next((place for place in range(comma + 2, min(high, comma + LONGEST)) if lexicon.forms[place] == ","), comma)


def _end_of_opening(lexicon: Lexicon, first: int, high: int) -> int:
    last, limit = first, min(high, first + _LONGEST_OPENING)
    while last < limit and (_opens(lexicon, last, first) or lexicon.is_abbreviating(last)):
        last += 1
    while last > first + 1 and lexicon.classes[last - 1] & (PREPOSITION | ARTICLE):
        last -= 1
    return last


def _is_circumstantial(lexicon: Lexicon, first: int, high: int) -> bool:
    """Tell whether a clause opens with a time, a place or a manner: "On Monday, …", "Reached by phone, …", "Moreover, …"."""
    kind, form = lexicon.classes[first], lexicon.forms[first]
    if kind & PREPOSITION or (form.endswith("ing") and not lexicon.capitals[first + 1]):
        return True
    end = next((place for place in range(first, min(high, first + _LONGEST_DATELINE)) if lexicon.forms[place] == ","), first)
    if end == first:
        return False
    if kind & (ADVERB | ADVERB_ENDING) or (form.endswith("ed") and lexicon.classes[first + 1] & PREPOSITION):
        return True
    time = lexicon.classes[end - 1] & TIME_WORD and not lexicon.is_modal_name(end - 1)
    return bool(time) and end - first <= _LONGEST_TIME


def _after_dateline(lexicon: Lexicon, low: int, high: int) -> int:
    """Where the sentence begins behind "AYLE (Reuters) \u2014"."""
    if low >= high or not lexicon.capitals[low]:
        return low
    for place in range(low + 1, min(high - 1, low + _LONGEST_DATELINE)):
        if lexicon.forms[place] in DASHES:
            return place + 1 if lexicon.forms[place - 1] == ")" or lexicon.words.is_all_capitals(place - 1) else low
    return low


def _after_circumstance(lexicon: Lexicon, first: int, high: int) -> int:
    """Where the subject begins behind an opening such as "On Monday, …" or "In May they …"."""
    for place in range(first, min(high - 1, first + _LONGEST_CIRCUMSTANCE)):
        if lexicon.forms[place] == ",":
            return place + 1
        if place > first and lexicon.classes[place] & PRONOUN and not lexicon.classes[place - 1] & PREPOSITION:
            return place
    return first


def _opens(lexicon: Lexicon, place: int, first: int) -> bool:
    """Tell whether a word may belong to a subject that begins at `first`."""
    kind = lexicon.classes[place]
    if lexicon.capitals[place]:
        return place == first or not kind & FUNCTION_WORD
    if place == first:
        return bool(kind & (DETERMINER | SOURCE_NOUN))
    if kind & SOURCE_NOUN or lexicon.forms[place] in ("'s", "of"):
        return True
    if kind & MARK:
        return False
    if kind & PREPOSITION:
        return _is_of_noun(lexicon, place)
    if lexicon.classes[place - 1] & DETERMINER or lexicon.forms[place - 1] == "'s" or _is_in_compound(lexicon, place):
        return True
    return _leads_to_noun(lexicon, place, first)


def _is_in_compound(lexicon: Lexicon, place: int) -> bool:
    """Tell whether a hyphen joins a word to its neighbour: "Green | front-runner | Lund", "the town's | state-owned | mill"."""
    return "-" in (lexicon.words.gaps[place], lexicon.words.gaps[place + 1])


def _is_of_noun(lexicon: Lexicon, place: int) -> bool:
    """Tell whether a preposition joins a place or a body to a noun: "lawmakers | in Wesk", "a poll | by the union"."""
    named = lexicon.capitals[place + 1] and not lexicon.classes[place + 1] & TIME_WORD
    return named and bool(lexicon.classes[place - 1] & (SOURCE_NOUN | DOCUMENT_HEAD)) and not lexicon.capitals[place - 1]


def _leads_to_noun(lexicon: Lexicon, place: int, first: int) -> bool:
    """Tell whether a word stands between "the" and a noun for somebody: "the | landmark harbour | agreement"."""
    if not lexicon.classes[first] & DETERMINER or place - first > _FARTHEST_NOUN:
        return False
    for later in range(place, min(first + _FARTHEST_NOUN + 2, len(lexicon.classes))):
        kind = lexicon.classes[later]
        if kind & (SOURCE_NOUN | DOCUMENT_HEAD):
            return True
        if kind & (MAY_END | PREPOSITION) or lexicon.forms[later].endswith(lexicon.vocabulary.verb_endings):
            return False
    return False


def begins_apposition(lexicon: Lexicon, place: int) -> bool:
    """Tell whether a word behind a comma begins a description of the name before it: "Kovar, an engineer", "Kovar, 34"."""
    listed = lexicon.classes[place] & (APPOSITION_OPENER | HONORIFIC | TIME_WORD | SOURCE_NOUN)
    return bool(listed) or _is_age(lexicon, place)


def _is_age(lexicon: Lexicon, place: int) -> bool:
    """Tell whether somebody's age stands there: "Kovar, 34,", "Kovar, 34, of Ayle"; not "Before six, 85 people left"."""
    if not lexicon.forms[place][0].isdigit():
        return False
    following = lexicon.classes[place + 1] if place + 1 < len(lexicon.classes) else MARK
    return bool(following & (MARK | PREPOSITION | TIME_WORD)) or not lexicon.forms[place].isdigit()
