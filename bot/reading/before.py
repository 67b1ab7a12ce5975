"""The subject before a verb, across its helpers, brackets, insertions and relative clauses; the owner before a noun."""

from bot.reading.lexicon import (
    ADVERB,
    ADVERB_ENDING,
    APPOSITION_OPENER,
    AUXILIARY,
    CONJUNCTION,
    DASHES,
    DAY_OPENER,
    DETERMINER,
    DOCUMENT_HEAD,
    FINITE,
    FLOATING,
    FUNCTION_WORD,
    MARK,
    MODAL,
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
from bot.reading.noun_phrase import LONGEST_CLAUSE, OBJECTS, ending_at
from bot.reading.opening import begins_apposition, find_opening

FARTHEST_PRONOUN = 60
"""Words that are looked through for a pronoun."""
_FARTHEST_OWNER = 4
_LONGEST_QUALIFIED = 3
"""Words in "newly elected officials"."""
_NOBODY_ALONE = frozenset(("those", "anyone", "everyone", "somebody", "someone", "others"))
"""Words that a relative clause must follow to be anybody."""
_WHERE = frozenset(("out", "there", "here"))
"""What may stand between a document and its verb: "polls out Monday show"."""
_NOUN_OPENER = DETERMINER | SOURCE_NOUN | DOCUMENT_HEAD | NUMBER
_HELPER_OR_ADVERB = AUXILIARY | ADVERB | ADVERB_ENDING


def find_subject(lexicon: Lexicon, low: int, verb: int) -> Stretch | None:
    """The subject that stands before a verb, no earlier than word `low`."""
    end = _before_helpers(lexicon, low, verb)
    if end <= low:
        return None
    last, kind = lexicon.forms[end - 1], lexicon.classes[end - 1]
    if last == ")":
        return _around_bracket(lexicon, low, end)
    if last == "," or last in DASHES:
        return _around_insertion(lexicon, low, end - 1)
    if kind & RELATIVE_PRONOUN:
        return _antecedent(lexicon, low, end)
    if kind & CONJUNCTION and end - 1 > low:
        return find_opening(lexicon, low, end - 1)
    return _with_day(lexicon, _with_clause(lexicon, low, ending_at(lexicon, low, end) or (end, end)), verb)


def _with_day(lexicon: Lexicon, stretch: Stretch | None, verb: int) -> Stretch | None:
    """With the day on which it was published, where the phrase ends in "released": "a poll released Tuesday | found"."""
    if stretch is None or stretch[1] - stretch[0] == 1 or not lexicon.classes[stretch[1] - 1] & PARTICIPLE:
        return stretch
    return stretch[0], _before_adverbs(lexicon, stretch[1], verb)


def _antecedent(lexicon: Lexicon, low: int, end: int) -> Stretch | None:
    """Whom "who" stands for, before its comma, dash or bracket; "those who" with the pronoun, as it says nothing alone."""
    if end - 2 >= low and lexicon.forms[end - 2] in _NOBODY_ALONE and lexicon.forms[end - 1] == "who":
        return end - 2, end
    return _nearest(lexicon, ending_at(lexicon, low, _before_opening_marks(lexicon, low, end - 1)))


def find_relative(lexicon: Lexicon, low: int, verb: int) -> int | None:
    """Where the "who" stands that is the subject of a verb and stands for the phrase that ends at word `low`."""
    place = _before_helpers(lexicon, low, verb) - 1
    return place if place >= low and lexicon.classes[place] & RELATIVE_PRONOUN else None


def _nearest(lexicon: Lexicon, stretch: Stretch | None) -> Stretch | None:
    """The last noun phrase of a stretch that begins amid a clause: "(the loss was) steep for | Mr. Belk, who said"."""
    if stretch is None or lexicon.capitals[stretch[0]] or lexicon.classes[stretch[0]] & (DETERMINER | SOURCE_NOUN | NUMBER):
        return stretch
    links = [place for place in range(*stretch) if lexicon.classes[place] & PREPOSITION]
    if not links or lexicon.classes[links[0] - 1] & SOURCE_NOUN or lexicon.forms[links[-1]] == "of":
        return stretch
    return links[-1] + 1, stretch[1]


def find_owner(lexicon: Lexicon, low: int, noun: int) -> Stretch | None:
    """The owner of a noun: "the ministry's claim", "their claim", "the residents' fear"."""
    for place in range(noun - 1, max(low, noun - _FARTHEST_OWNER) - 1, -1):
        if lexicon.classes[place] & POSSESSIVE:
            return place, place + 1
        if lexicon.forms[place] in ("'s", "'"):
            return None if lexicon.classes[place - 1] & TIME_WORD else ending_at(lexicon, low, place)
        if lexicon.classes[place] & MARK:
            return None
    return None


def _before_helpers(lexicon: Lexicon, low: int, verb: int) -> int:
    """Step back over helpers and adverbs, over "all", and over the day on which it was said."""
    classes, end = lexicon.classes, _before_adverbs(lexicon, low, verb)
    while end > low + 1 and classes[end - 1] & TIME_WORD and not (lexicon.capitals[end - 1] and classes[end - 1] & MODAL):
        end -= 1
        while end > low + 1 and classes[end - 1] & (DAY_OPENER | NUMBER):
            end -= 1
    if end > low + 1 and lexicon.classes[end - 2] & DOCUMENT_HEAD and lexicon.forms[end - 1] in _WHERE:
        end -= 1
    return end if end == verb else _before_adverbs(lexicon, low, end)


def _before_adverbs(lexicon: Lexicon, low: int, end: int) -> int:
    """Step back over helpers, adverbs and what floats between a subject and its verb: "the unions all said"."""
    classes = lexicon.classes
    while end > low and classes[end - 1] & (_HELPER_OR_ADVERB | FLOATING):
        if not (_is_helper(lexicon, low, end - 1) or lexicon.is_adverb(end - 1) or _floats(lexicon, low, end - 1)):
            break
        end -= 1
    return end


def _floats(lexicon: Lexicon, low: int, place: int) -> bool:
    """Tell whether "all", "both", "each" stands behind the noun that it counts."""
    if place <= low or not lexicon.classes[place] & FLOATING:
        return False
    before = lexicon.classes[place - 1]
    return bool(before & AUXILIARY) or not before & (MARK | FUNCTION_WORD)


def _is_helper(lexicon: Lexicon, low: int, place: int) -> bool:
    """Tell whether it is a helper verb; with a capital inside a sentence it is a name ("Theresa May said")."""
    return bool(lexicon.classes[place] & AUXILIARY) and not (place > low and lexicon.capitals[place])


def _before_opening_marks(lexicon: Lexicon, low: int, end: int) -> int:
    while end > low and (lexicon.forms[end - 1] in (",", "(") or lexicon.forms[end - 1] in DASHES):
        end -= 1
    return end


def _around_bracket(lexicon: Lexicon, low: int, end: int) -> Stretch | None:
    """The phrase before a bracket: "Cllr Martin Feery (Castle Ward) said"."""
    opened = next((place for place in range(end - 2, low, -1) if lexicon.forms[place] == "("), low)
    ahead = ending_at(lexicon, low, opened) if opened > low else None
    return (ahead[0], opened) if ahead else None


def _around_insertion(lexicon: Lexicon, low: int, comma: int) -> Stretch | None:
    """The phrase before an insertion between commas: "Wassim Nasr, a journalist in Paris, said"; not "speaking in Gao"."""
    clause = low
    for place in range(low, comma):
        if lexicon.classes[place] & MARK and (lexicon.forms[place] in (",", "(") or lexicon.forms[place] in DASHES):
            end = _before_adverbs(lexicon, clause, place)
            ahead = ending_at(lexicon, clause, end)
            if ahead and _may_be_apposed(lexicon, low, ahead) and (ahead[0] == clause or begins_apposition(lexicon, place + 1)):
                return ahead if end < place else (ahead[0], place if _is_circumstance(lexicon, place + 1) else comma)
            clause = place + 1
    return None


def _may_be_apposed(lexicon: Lexicon, low: int, stretch: Stretch) -> bool:
    """Tell whether the phrase names somebody and is no circumstance itself: "(In) a long speech, Kovar, the mayor, said"."""
    return _may_name(lexicon, stretch) and not (stretch[0] > low and lexicon.classes[stretch[0] - 1] & PREPOSITION)


def _is_circumstance(lexicon: Lexicon, place: int) -> bool:
    """Tell whether an insertion says what somebody was doing, not who they are: "citing the BBC", "speaking in Gao"."""
    return bool(lexicon.classes[place] & APPOSITION_OPENER) and lexicon.forms[place].endswith("ing")


def _may_name(lexicon: Lexicon, stretch: Stretch) -> bool:
    first, last = stretch
    return last - first == 1 or lexicon.has(SOURCE_NOUN, first, last) or any(lexicon.capitals[first:last])


def _with_clause(lexicon: Lexicon, low: int, stretch: Stretch) -> Stretch | None:
    """The whole phrase where this is only the end of a clause inside it: "the committee that examined the contract said".

    The stretch may be empty: what stands before the verb is then no noun ("an official who asked not to be named said").
    """
    first, last = stretch
    for place in range(first - 1, max(low, first - LONGEST_CLAUSE), -1):
        kind = lexicon.classes[place]
        if kind & RELATIVE_PRONOUN and (
            lexicon.classes[place - 1] & (SOURCE_NOUN | DOCUMENT_HEAD) or lexicon.capitals[place - 1]
        ):
            ahead = ending_at(lexicon, low, place)
            return (ahead[0], last) if ahead else None
        if kind & MARK or (first < last and kind & SAYING and lexicon.is_saying(place)):
            break
    return stretch if first < last else None


def may_be_subject(lexicon: Lexicon, stretch: Stretch) -> bool:
    """Tell whether the words can be the subject of a verb; not "him", "instead", "worked overtime", "efforts to make"."""
    first, last = stretch
    kind, form = lexicon.classes[first], lexicon.forms[first]
    if last - first == 1:
        return form not in OBJECTS and not kind & (ADVERB | PREPOSITION)
    if kind & NUMBER and all(lexicon.classes[place] & NUMBER or lexicon.forms[place].isdigit() for place in range(first, last)):
        return False
    end = next(
        (place for place in range(first, last) if lexicon.forms[place] == "," or lexicon.classes[place] & RELATIVE_PRONOUN), last
    )
    if any(map(lexicon.is_infinitive, range(first, end - 1))):
        return False
    return lexicon.capitals[first] or bool(kind & _NOUN_OPENER) or not _is_verb_phrase(lexicon, first, last)


def _is_verb_phrase(lexicon: Lexicon, first: int, last: int) -> bool:
    """Tell whether small words begin with a verb: "included messages"; not "elected officials", "returning officer Kovar"."""
    kind, form = lexicon.classes[first], lexicon.forms[first]
    if kind & (PARTICIPLE | FINITE | AUXILIARY) or form.endswith(("ed", "ing")):
        qualified = last - 1 if last - first <= _LONGEST_QUALIFIED else first + 1
        return not lexicon.classes[qualified] & SOURCE_NOUN
    return form.endswith("s") and lexicon.capitals[first + 1]


def find_nearest_pronoun(lexicon: Lexicon, low: int, verb: int) -> Stretch | None:
    """The pronoun nearest before a verb that can be its subject: "Instead, he was back to boasting"."""
    place = find_pronoun(lexicon, low, verb)
    if place is None or (place > low and lexicon.classes[place - 1] & PREPOSITION):
        return None
    return place, place + 1


def find_pronoun(lexicon: Lexicon, low: int, end: int) -> int | None:
    """Where the pronoun stands that is nearest before word `end` and may be a subject: "he", not "him"."""
    places = range(end - 1, max(low, end - FARTHEST_PRONOUN) - 1, -1)
    return next((place for place in places if lexicon.classes[place] & PRONOUN and lexicon.forms[place] not in OBJECTS), None)
