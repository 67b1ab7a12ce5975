"""The noun phrase behind a verb or "according to": read rightwards until a word that cannot belong to it."""

from bot.reading.lexicon import (
    ADVERB,
    ARTICLE,
    AUXILIARY,
    DETERMINER,
    FUNCTION_WORD,
    JOINER,
    KNOWING,
    LEAVING_PREPOSITION,
    MARK,
    MODAL,
    NOT_IN_PHRASE,
    PARTICIPLE,
    PREPOSITION,
    PRONOUN,
    RELATIVE_PRONOUN,
    SAYING,
    SOURCE_NOUN,
    TIME_WORD,
    WEEK_DAY,
    Lexicon,
    Stretch,
)
from bot.reading.noun_phrase import LONGEST
from bot.reading.opening import begins_apposition

_ENDS_APPOSITION = frozenset((",", '"', ";", ":", "\u2014", "(", ".", "!", "?", "\u2026"))
_LONGEST_ROLE = 6
"""Words before the noun of a role behind a comma."""
_LONGEST_BRACKET = 8
_LONGEST_QUOTED = 9
"""Words in the name of who is quoted."""
_NOT_IN_ROLE = NOT_IN_PHRASE | PRONOUN | PREPOSITION | SAYING
_MAY_END = NOT_IN_PHRASE | MARK | SAYING | TIME_WORD | LEAVING_PREPOSITION | PREPOSITION | PRONOUN
"""A word of none of these kinds, and behind no name, belongs to the phrase."""


def find_speaker(lexicon: Lexicon, start: int, high: int, *, apposition: bool = True) -> Stretch | None:
    """The phrase that begins at word `start`, no later than word `high`, with the description behind its comma if wanted."""
    forms, first = lexicon.forms, start
    while first < high and (lexicon.classes[first] & (ADVERB | TIME_WORD) or forms[first] == "on"):
        first += 1
    last = _end(lexicon, first, high)
    if last == first:
        return None
    if last < high and lexicon.forms[last] == "who":
        return first, _find_mark(lexicon, last, min(high, last + LONGEST))
    last = _behind_bracket(lexicon, last, high)
    if apposition and last < high - 1 and forms[last] == "," and _goes_on(lexicon, last, high):
        last = _end_of_apposition(lexicon, last, high)
    return first, last


def _behind_bracket(lexicon: Lexicon, last: int, high: int) -> int:
    """Behind a short bracket that describes a name and its comma: "Rep. Lund (R-Ayle), | a leading advocate"."""
    if last >= high or lexicon.forms[last] != "(" or not lexicon.capitals[last - 1]:
        return last
    closed = next((place for place in range(last, min(high, last + _LONGEST_BRACKET)) if lexicon.forms[place] == ")"), None)
    return closed + 1 if closed and closed + 1 < high and lexicon.forms[closed + 1] == "," else last


def _goes_on(lexicon: Lexicon, comma: int, high: int) -> bool:
    """Tell whether what stands behind the comma describes who stands before it, or names them: "the firm's head, Alan Lund"."""
    if begins_apposition(lexicon, comma + 1) or _is_role(lexicon, comma, high):
        return True
    named = comma + 2 < high and lexicon.capitals[comma + 1] and lexicon.capitals[comma + 2]
    return named and bool(lexicon.classes[comma - 1] & SOURCE_NOUN) and not lexicon.capitals[comma - 1]


def _is_role(lexicon: Lexicon, comma: int, high: int) -> bool:
    """Tell whether a role stands behind a name and its comma: "Kovar, managing director of", "Kovar, Ms. Lund's adviser"."""
    if not lexicon.capitals[comma - 1]:
        return False
    if comma + 2 < high and lexicon.capitals[comma + 1] and lexicon.forms[comma + 2] == "'s":
        return True
    for place in range(comma + 1, min(high, comma + 1 + _LONGEST_ROLE)):
        kind, form = lexicon.classes[place], lexicon.forms[place]
        if kind & SOURCE_NOUN or form.rpartition("-")[2] in lexicon.lists["role-heads"]:
            return True
        if kind & _NOT_IN_ROLE or (kind & MARK and not lexicon.may_be_inside(place)):
            return False
    return False


def find_quoted(lexicon: Lexicon, start: int, high: int) -> Stretch | None:
    """Who stands behind a closing quotation mark, whatever the verb: '"…," the coach snapped', '"…," snapped coach Belk'."""
    first = start
    if first + 1 < high and not _begins_noun(lexicon, first) and not lexicon.classes[first] & (MARK | NOT_IN_PHRASE):
        first += 1
    if first >= high or not _begins_noun(lexicon, first):
        return None
    if lexicon.classes[first] & PRONOUN:
        return first, first + 1
    last, limit, told = first, min(high, first + _LONGEST_QUOTED), False
    while last < limit and (_is_name_part(lexicon, last, first) or not (told or lexicon.classes[last] & _MAY_END)):
        told = told or lexicon.capitals[last] or bool(lexicon.classes[last] & SOURCE_NOUN)
        last += 1
    if told:
        return first, last
    noun = first + 1 < high and not lexicon.classes[first + 1] & (_MAY_END | FUNCTION_WORD)
    return (first, first + 2) if noun and lexicon.classes[first] & DETERMINER else None


def _begins_noun(lexicon: Lexicon, place: int) -> bool:
    return lexicon.capitals[place] or bool(lexicon.classes[place] & (DETERMINER | SOURCE_NOUN | PRONOUN))


def _is_name_part(lexicon: Lexicon, place: int, first: int) -> bool:
    """Tell whether a word goes on naming: a capital, a noun for people, "of" between two of them."""
    if place == first or lexicon.capitals[place] or lexicon.classes[place] & SOURCE_NOUN or lexicon.is_abbreviating(place):
        return True
    return lexicon.forms[place] in ("of", "'s") and lexicon.capitals[place - 1]


def _end(lexicon: Lexicon, first: int, high: int) -> int:
    """Where the phrase ends: at a mark, a verb, a day, a circumstance, or a word that opens a clause."""
    classes, limit = lexicon.classes, min(high, first + LONGEST)
    if first < limit and classes[first] & PRONOUN:
        return first + 1
    place = first
    while place < limit and not _ends_before(lexicon, place, first, limit):
        place += 1
    while place > first and classes[place - 1] & (JOINER | ARTICLE | PREPOSITION):
        place -= 1
    if place > first + 1 and classes[place - 1] & PARTICIPLE and not classes[place - 2] & DETERMINER:
        place -= 1
    return place


def _ends_before(lexicon: Lexicon, place: int, first: int, limit: int) -> bool:
    """Tell whether a word belongs to the phrase no more."""
    if lexicon.classes[place] & _MAY_END:
        return not lexicon.may_be_inside(place) or (place > first and _ends_rightwards(lexicon, place, limit))
    if place == first or not lexicon.capitals[place - 1]:
        return False
    return _is_verb_of_name(lexicon, place, limit) or (lexicon.forms[place].endswith("ing") and not lexicon.capitals[place])


def _ends_rightwards(lexicon: Lexicon, place: int, limit: int) -> bool:
    if lexicon.forms[place] == "'":
        return bool(lexicon.words.gaps[place])
    if lexicon.is_saying(place) or _is_time(lexicon, place) or _is_circumstance(lexicon, place, limit):
        return True
    pronoun = lexicon.classes[place] & PRONOUN and not lexicon.capitals[place]
    return bool(pronoun) or _is_verb_of_name(lexicon, place, limit)


def _is_time(lexicon: Lexicon, place: int) -> bool:
    """Tell whether the time begins at which it was said: "said Kovar Tuesday", not "the Tuesday Club" and not "Theresa May"."""
    kind = lexicon.classes[place]
    if not kind & TIME_WORD:
        return False
    if lexicon.capitals[place]:
        return bool(kind & WEEK_DAY) and not lexicon.classes[place - 1] & DETERMINER
    return not kind & MODAL


def _is_circumstance(lexicon: Lexicon, place: int, limit: int) -> bool:
    """Tell whether a preposition leaves the phrase for the circumstances: "on Tuesday", "in a statement", "to reporters"."""
    if lexicon.forms[place] == "by" and _names_maker(lexicon, place, limit):
        return False
    if lexicon.classes[place] & LEAVING_PREPOSITION:
        return True
    if lexicon.classes[place - 1] & KNOWING and lexicon.forms[place] == "to":
        return False
    if place + 1 >= limit or not lexicon.classes[place] & PREPOSITION:
        return False
    following = lexicon.forms[place + 1]
    pair = f"{lexicon.forms[place]} {following}"
    return pair in lexicon.lists["circumstances"] or following.isdigit() or bool(lexicon.classes[place + 1] & TIME_WORD)


def _names_maker(lexicon: Lexicon, by: int, limit: int) -> bool:
    """Tell whether "by" names who made it: "a count by the Ayle Courier"; not "said the mayor by phone"."""
    place = by + 2 if by + 2 < limit and lexicon.classes[by + 1] & ARTICLE else by + 1
    return place < limit and lexicon.capitals[place] and not lexicon.capitals[by - 1]


def _is_verb_of_name(lexicon: Lexicon, place: int, limit: int) -> bool:
    """Tell whether a small word behind a name looks like its verb: "Reuters bears his name", "Kovar denied it"."""
    if not lexicon.capitals[place - 1] or lexicon.capitals[place] or lexicon.classes[place] & SOURCE_NOUN:
        return False
    looks_so = lexicon.forms[place].endswith(lexicon.vocabulary.verb_endings)
    return looks_so and place + 1 < limit and bool(lexicon.classes[place + 1] & DETERMINER)


def _end_of_apposition(lexicon: Lexicon, comma: int, high: int) -> int:
    """Where the description behind a comma ends: at the comma already, where it has a verb of its own ("…, a source said")."""
    place, limit = comma + 1, min(high, comma + 1 + LONGEST)
    while place < limit and not _ends_apposition(lexicon, place):
        if lexicon.classes[place] & RELATIVE_PRONOUN:
            return _find_mark(lexicon, place, limit)
        if _is_verb_in_apposition(lexicon, place):
            return comma
        place += 1
    if place + 1 < limit and lexicon.forms[place] == "," and lexicon.forms[place + 1] == "who":
        return _find_mark(lexicon, place + 1, limit)
    if place + 1 < limit and lexicon.forms[place] == "," and lexicon.forms[place + 1] in ("a", "an"):
        return _end_of_apposition(lexicon, place, limit)
    return place


def _is_verb_in_apposition(lexicon: Lexicon, place: int) -> bool:
    kind = lexicon.classes[place]
    if kind & AUXILIARY:
        return not lexicon.capitals[place] and lexicon.forms[place] != "'s"
    return bool(kind & SAYING) and lexicon.is_saying(place) and not kind & PARTICIPLE


def _find_mark(lexicon: Lexicon, place: int, limit: int) -> int:
    while place < limit and not _ends_apposition(lexicon, place):
        place += 1
    return place


def _ends_apposition(lexicon: Lexicon, place: int) -> bool:
    return lexicon.forms[place] in _ENDS_APPOSITION and not lexicon.is_abbreviating(place)
