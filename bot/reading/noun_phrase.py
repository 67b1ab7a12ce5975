"""The noun phrase that ends at a word: where the words that name somebody begin, found without a parser.

A phrase is read leftwards until a word that cannot belong to it. "A spokesman for the army in Gao said": "Gao",
"in", "the army", "for", "a spokesman" belong, the sentence begins, so all of it is the source.
"""

from bot.reading.lexicon import (
    ADVERB,
    ARTICLE,
    CLAUSE_LINKER,
    DETERMINER,
    JOINER,
    MARK,
    NO_SOURCE,
    NOT_IN_PHRASE,
    NUMBER,
    PARTICIPLE,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE_PRONOUN,
    SAYING,
    SOURCE_NOUN,
    TIME_WORD,
    Lexicon,
    Stretch,
)

LONGEST = 26
"""Words in one phrase."""
LONGEST_CLAUSE = 9
"""Words of a clause inside a phrase."""
OBJECTS = frozenset(("him", "them", "me", "us"))
"""Pronouns that are never a subject."""
MAY_END = NOT_IN_PHRASE | MARK | PRONOUN | SAYING | JOINER
"""A word of none of these kinds belongs to the phrase: most are looked at no closer."""
_MAY_NOT_BEGIN = MARK | CLAUSE_LINKER | JOINER | PREPOSITION | ADVERB | TIME_WORD | RELATIVE_PRONOUN | DETERMINER


def ending_at(lexicon: Lexicon, low: int, end: int) -> Stretch | None:
    """The phrase whose last word stands before `end`."""
    if end <= low or lexicon.is_saying(end - 1):
        return None
    classes = lexicon.classes
    if classes[end - 1] & PRONOUN and not _is_object(lexicon, low, end - 1):
        return end - 1, end
    first = _farthest(lexicon, max(low, end - LONGEST), end)
    while first < end and classes[first] & _MAY_NOT_BEGIN and _cannot_begin(lexicon, first, end):
        first += 1
    return (first, end) if first < end and _can_name(lexicon, first, end) else None


def lists_names(lexicon: Lexicon, low: int, comma: int, end: int) -> bool:
    """Tell whether a comma stands in a list of names: "voters in Ayle, Wesk and Gao", "Kovar, Lund and Belk"."""
    after, before = comma + 1, comma - 1
    while after < end and _is_listed(lexicon, after):
        after += 1
    if after + 1 >= end or after == comma + 1 or not (lexicon.classes[after] & JOINER and lexicon.capitals[after + 1]):
        return False
    while before >= low and _is_listed(lexicon, before):
        before -= 1
    if before < low:
        return not lexicon.classes[low] & _MAY_NOT_BEGIN
    return before > low and bool(lexicon.classes[before] & PREPOSITION and lexicon.classes[before - 1] & SOURCE_NOUN)


def _is_listed(lexicon: Lexicon, place: int) -> bool:
    return lexicon.capitals[place] or lexicon.forms[place] == ","


def _is_object(lexicon: Lexicon, low: int, place: int) -> bool:
    """Tell whether "him" or the like ends a noun phrase: "those around him", "a source close to him"."""
    behind = place > low + 1 and lexicon.forms[place] in OBJECTS
    return behind and bool(lexicon.classes[place - 1] & PREPOSITION and not lexicon.classes[place - 2] & NOT_IN_PHRASE)


def _farthest(lexicon: Lexicon, low: int, end: int) -> int:
    """The first word of the phrase, found from its last word leftwards; `end` where not even that one belongs to it."""
    classes, first, place = lexicon.classes, end, end - 1
    while place >= low:
        kind = classes[place]
        if kind & DETERMINER:
            if not _goes_on_before(lexicon, low, place, end):
                return place
            place -= 1
        elif kind & MARK and lexicon.forms[place] == "," and lists_names(lexicon, low, place, end):
            place -= 1
        elif kind & MAY_END and (not lexicon.may_be_inside(place) or _ends_leftwards(lexicon, low, place, end)):
            return first
        first = place
        place -= 1
    return first


def _ends_leftwards(lexicon: Lexicon, low: int, place: int, end: int) -> bool:
    """Tell whether another clause ends here: at its pronoun, its verb of saying, or the "and" that joins clauses."""
    kind = lexicon.classes[place]
    if kind & PRONOUN:
        return place + 1 < end or not _is_object(lexicon, low, place)
    if kind & SAYING and not kind & PARTICIPLE and lexicon.is_saying(place):
        return True
    return bool(kind & JOINER) and not _joins(lexicon, low, place, end)


def _goes_on_before(lexicon: Lexicon, low: int, determiner: int, end: int) -> bool:
    """Tell whether the phrase goes on before "the": behind a preposition ("a spokesman for the army") or joined with "and"."""
    before = determiner - 1
    if before > low and lexicon.is_adverb(before):
        before -= 1  # "a clerk of nearly four years"
    if before <= low:
        return False
    kind = lexicon.classes[before]
    if kind & JOINER:
        return bool(lexicon.classes[before - 1] & SOURCE_NOUN and lexicon.classes[end - 1] & SOURCE_NOUN)
    return bool(kind & PREPOSITION) and lexicon.may_be_inside(before - 1)


def _joins(lexicon: Lexicon, low: int, place: int, end: int) -> bool:
    """Tell whether "and" joins two names or two kinds of people, not two clauses."""
    if place - 1 < low or place + 1 >= end:
        return False
    if lexicon.capitals[place - 1] and lexicon.capitals[place + 1]:
        return True
    if lexicon.classes[place - 1] & SOURCE_NOUN and lexicon.classes[end - 1] & SOURCE_NOUN:
        return True
    return _is_many(lexicon, place + 1) and _ends_with_people(lexicon, low, place)


def _is_many(lexicon: Lexicon, place: int) -> bool:
    """Tell whether a noun for several people stands here: "experts in law and | advocates of rowers' rights"."""
    return bool(lexicon.classes[place] & SOURCE_NOUN) and lexicon.forms[place].endswith("s")


def _ends_with_people(lexicon: Lexicon, low: int, end: int) -> bool:
    """Tell whether several people and what describes them end here, and no verb stands between: "experts in harbour law |"."""
    for place in range(end - 1, max(low, end - LONGEST_CLAUSE), -1):
        if lexicon.classes[place] & PREPOSITION:
            return _is_many(lexicon, place - 1)
        if not lexicon.capitals[place] and lexicon.forms[place].endswith(lexicon.vocabulary.verb_endings):
            return False
    return False


def _cannot_begin(lexicon: Lexicon, place: int, end: int) -> bool:
    kind = lexicon.classes[place]
    if kind & (MARK | CLAUSE_LINKER | JOINER) or _only_links(lexicon, place, end):
        return True
    if place + 1 == end or kind & DETERMINER:
        return False
    return bool(kind & (PREPOSITION | ADVERB)) or (bool(kind & TIME_WORD) and not lexicon.capitals[place])


def _only_links(lexicon: Lexicon, place: int, end: int) -> bool:
    """Tell whether "that" or "which" opens a clause and is no part of its subject: "(a view) that Finch holds"."""
    if place + 1 >= end:
        return False
    if lexicon.forms[place] == "that":
        return lexicon.capitals[place + 1] or lexicon.forms[end - 1].endswith("s")
    return bool(lexicon.classes[place] & RELATIVE_PRONOUN)


def _can_name(lexicon: Lexicon, first: int, end: int) -> bool:
    kind = lexicon.classes[end - 1]
    if end - first == 1 and (kind & (NO_SOURCE | PARTICIPLE | ARTICLE | POSSESSIVE) or lexicon.is_adverb(first)):
        return False
    if kind & PREPOSITION or (kind & DETERMINER and end - first > 1 and not _counts_children(lexicon, end - 1)):
        return False
    return not kind & MARK or lexicon.forms[end - 1] in ("'s", "'", ".")


def _counts_children(lexicon: Lexicon, place: int) -> bool:
    """Tell whether a number behind "of" ends a phrase: "a mother of two", "a mother-of-two"."""
    before = lexicon.forms[place - 1] == "of" and place > 1 and lexicon.classes[place - 2] & SOURCE_NOUN
    return bool(before and lexicon.classes[place] & NUMBER)
