"""The noun phrase behind a verb or "according to": read rightwards until a word that cannot belong to it."""

from bot.reading.before import LONGEST, begins_apposition
from bot.reading.lexicon import Lexicon, Stretch

_ENDS_APPOSITION = frozenset((",", '"', ";", ":", "\u2014", "(", ".", "!", "?", "\u2026"))


def find_speaker(lexicon: Lexicon, start: int, high: int, *, apposition: bool = True) -> Stretch | None:
    """The phrase that begins at word `start`, no later than word `high`, with the description behind its comma if wanted."""
    first = start
    while first < high and (lexicon.is_in(first, "adverbs", "time-words") or lexicon.words.forms[first] == "on"):
        first += 1
    last = _end(lexicon, first, high)
    if last == first:
        return None
    if apposition and last < high - 1 and lexicon.words.forms[last] == "," and begins_apposition(lexicon, last + 1):
        last = _end_of_apposition(lexicon, last + 1, high)
    return first, last


def _end(lexicon: Lexicon, first: int, high: int) -> int:
    """Where the phrase ends: at a mark, a verb, a day, a circumstance, or a word that opens a clause."""
    limit = min(high, first + LONGEST)
    if first < limit and lexicon.is_pronoun(first):
        return first + 1
    place = first
    while place < limit and lexicon.may_be_inside(place) and not (place > first and _ends_rightwards(lexicon, place, limit)):
        place += 1
    while place > first and lexicon.is_in(place - 1, "joiners", "articles", "prepositions"):
        place -= 1
    return place


def _ends_rightwards(lexicon: Lexicon, place: int, limit: int) -> bool:
    if lexicon.words.forms[place] == "'":
        return bool(lexicon.words.gaps[place])
    if lexicon.is_saying(place) or _is_time(lexicon, place) or _is_circumstance(lexicon, place, limit):
        return True
    return (lexicon.is_pronoun(place) and not lexicon.is_capital(place)) or _is_verb_of_name(lexicon, place, limit)


def _is_time(lexicon: Lexicon, place: int) -> bool:
    """Tell whether the time begins at which it was said: "said Kovar Tuesday", not "the Tuesday Club" and not "Theresa May"."""
    if not lexicon.is_in(place, "time-words"):
        return False
    if lexicon.is_capital(place):
        return lexicon.is_in(place, "week-days") and not lexicon.is_in(place - 1, "determiners")
    return not lexicon.is_in(place, "modals")


def _is_circumstance(lexicon: Lexicon, place: int, limit: int) -> bool:
    """Tell whether a preposition leaves the phrase for the circumstances: "on Tuesday", "in a statement", "to reporters"."""
    if lexicon.is_in(place, "leaving-prepositions"):
        return True
    if place + 1 >= limit or not lexicon.is_in(place, "prepositions"):
        return False
    following = lexicon.words.forms[place + 1]
    pair = f"{lexicon.words.forms[place]} {following}"
    return pair in lexicon.lists["circumstances"] or following.isdigit() or lexicon.is_in(place + 1, "time-words")


def _is_verb_of_name(lexicon: Lexicon, place: int, limit: int) -> bool:
    """Tell whether a small word behind a name looks like its verb: "Reuters bears his name", "Kovar denied it"."""
    if not lexicon.is_capital(place - 1) or lexicon.is_capital(place) or lexicon.is_source_noun(place):
        return False
    endings = tuple(lexicon.lists["verb-endings"])
    return lexicon.words.forms[place].endswith(endings) and place + 1 < limit and lexicon.is_in(place + 1, "determiners")


def _end_of_apposition(lexicon: Lexicon, place: int, high: int) -> int:
    limit = min(high, place + LONGEST)
    while place < limit and lexicon.words.forms[place] not in _ENDS_APPOSITION:
        place += 1
    return place
