"""The noun phrase before a verb: where the words that name its subject begin and end, found without a parser.

A phrase is read leftwards from the verb until a word that cannot belong to it. "A spokesman for the army in Gao said": "Gao",
"in", "the army", "for", "a spokesman" belong, the sentence begins, so all of it is the source.
"""

from bot.reading.lexicon import (
    ADVERB,
    ADVERB_ENDING,
    APPOSITION_OPENER,
    ARTICLE,
    AUXILIARY,
    CLAUSE_LINKER,
    CONJUNCTION,
    DASHES,
    DAY_OPENER,
    DETERMINER,
    DOCUMENT_HEAD,
    FINITE,
    FLOATING,
    FUNCTION_WORD,
    HONORIFIC,
    JOINER,
    MARK,
    MODAL,
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
FARTHEST_PRONOUN = 60
"""Words that are looked through for a pronoun."""
_LONGEST_CIRCUMSTANCE = 60
_LONGEST_CLAUSE = 9
"""Words of a clause inside a phrase."""
_LONGEST_OPENING = 8
_LONGEST_DATELINE = 10
_LONGEST_TIME = 4
"""Words in "two days earlier"."""
_MOST_CIRCUMSTANCES = 3
_FARTHEST_NOUN = 4
"""Words between "the" and its noun."""
_FARTHEST_OWNER = 4
_LONGEST_QUALIFIED = 3
"""Words in "newly elected officials"."""
OBJECTS = frozenset(("him", "them", "me", "us"))
"""Pronouns that are never a subject."""
_NOBODY_ALONE = frozenset(("those", "anyone", "everyone", "somebody", "someone", "others"))
"""Words that a relative clause must follow to be anybody."""
_WHERE = frozenset(("out", "there", "here"))
"""What may stand between a document and its verb: "polls out Monday show"."""
_NOUN_OPENER = DETERMINER | SOURCE_NOUN | DOCUMENT_HEAD | NUMBER
_HELPER_OR_ADVERB = AUXILIARY | ADVERB | ADVERB_ENDING
_MAY_END = NOT_IN_PHRASE | MARK | PRONOUN | SAYING | JOINER
"""A word of none of these kinds belongs to the phrase: most are looked at no closer."""
_MAY_NOT_BEGIN = MARK | CLAUSE_LINKER | JOINER | PREPOSITION | ADVERB | TIME_WORD | RELATIVE_PRONOUN | DETERMINER


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
    return _with_day(lexicon, _with_clause(lexicon, low, _ending_at(lexicon, low, end) or (end, end)), verb)


def _with_day(lexicon: Lexicon, stretch: Stretch | None, verb: int) -> Stretch | None:
    """With the day on which it was published, where the phrase ends in "released": "a poll released Tuesday | found"."""
    if stretch is None or stretch[1] - stretch[0] == 1 or not lexicon.classes[stretch[1] - 1] & PARTICIPLE:
        return stretch
    return stretch[0], _before_adverbs(lexicon, stretch[1], verb)


def _antecedent(lexicon: Lexicon, low: int, end: int) -> Stretch | None:
    """Whom "who" stands for, before its comma, dash or bracket; "those who" with the pronoun, as it says nothing alone."""
    if end - 2 >= low and lexicon.forms[end - 2] in _NOBODY_ALONE and lexicon.forms[end - 1] == "who":
        return end - 2, end
    return _nearest(lexicon, _ending_at(lexicon, low, _before_opening_marks(lexicon, low, end - 1)))


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


def find_owner(lexicon: Lexicon, low: int, noun: int) -> Stretch | None:
    """The owner of a noun: "the ministry's claim", "their claim", "the residents' fear"."""
    for place in range(noun - 1, max(low, noun - _FARTHEST_OWNER) - 1, -1):
        if lexicon.classes[place] & POSSESSIVE:
            return place, place + 1
        if lexicon.forms[place] in ("'s", "'"):
            return None if lexicon.classes[place - 1] & TIME_WORD else _ending_at(lexicon, low, place)
        if lexicon.classes[place] & MARK:
            return None
    return None


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
        if kind & (_MAY_END | PREPOSITION) or lexicon.forms[later].endswith(lexicon.vocabulary.verb_endings):
            return False
    return False


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
    ahead = _ending_at(lexicon, low, opened) if opened > low else None
    return (ahead[0], opened) if ahead else None


def _around_insertion(lexicon: Lexicon, low: int, comma: int) -> Stretch | None:
    """The phrase before an insertion between commas: "Wassim Nasr, a journalist in Paris, said"; not "speaking in Gao"."""
    clause = low
    for place in range(low, comma):
        if lexicon.classes[place] & MARK and (lexicon.forms[place] in (",", "(") or lexicon.forms[place] in DASHES):
            end = _before_adverbs(lexicon, clause, place)
            ahead = _ending_at(lexicon, clause, end)
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


def begins_apposition(lexicon: Lexicon, place: int) -> bool:
    """Tell whether a word behind a comma begins a description of the name before it: "Kovar, an engineer", "Kovar, 34"."""
    listed = lexicon.classes[place] & (APPOSITION_OPENER | HONORIFIC | TIME_WORD | SOURCE_NOUN)
    return bool(listed) or lexicon.forms[place][0].isdigit()


def _may_name(lexicon: Lexicon, stretch: Stretch) -> bool:
    first, last = stretch
    return last - first == 1 or lexicon.has(SOURCE_NOUN, first, last) or any(lexicon.capitals[first:last])


def _with_clause(lexicon: Lexicon, low: int, stretch: Stretch) -> Stretch | None:
    """The whole phrase where this is only the end of a clause inside it: "the committee that examined the contract said".

    The stretch may be empty: what stands before the verb is then no noun ("an official who asked not to be named said").
    """
    first, last = stretch
    for place in range(first - 1, max(low, first - _LONGEST_CLAUSE), -1):
        kind = lexicon.classes[place]
        if kind & RELATIVE_PRONOUN and (
            lexicon.classes[place - 1] & (SOURCE_NOUN | DOCUMENT_HEAD) or lexicon.capitals[place - 1]
        ):
            ahead = _ending_at(lexicon, low, place)
            return (ahead[0], last) if ahead else None
        if kind & MARK or (first < last and kind & SAYING and lexicon.is_saying(place)):
            break
    return stretch if first < last else None


def _ending_at(lexicon: Lexicon, low: int, end: int) -> Stretch | None:
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
        elif kind & _MAY_END and (not lexicon.may_be_inside(place) or _ends_leftwards(lexicon, low, place, end)):
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
    for place in range(end - 1, max(low, end - _LONGEST_CLAUSE), -1):
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
    if kind & PREPOSITION or (kind & DETERMINER and end - first > 1 and lexicon.words.gaps[end - 1] != "-"):
        return False
    return not kind & MARK or lexicon.forms[end - 1] in ("'s", "'", ".")


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
    for place in range(verb - 1, max(low, verb - FARTHEST_PRONOUN) - 1, -1):
        if lexicon.classes[place] & PRONOUN and lexicon.forms[place] not in OBJECTS:
            return None if place > low and lexicon.classes[place - 1] & PREPOSITION else (place, place + 1)
    return None
