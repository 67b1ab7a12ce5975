"""The noun phrase before a verb: where the words that name its subject begin and end, found without a parser.

A phrase is read leftwards from the verb until a word that cannot belong to it. "A spokesman for the army in Gao said": "Gao",
"in", "the army", "for", "a spokesman" belong, the sentence begins, so all of it is the source.
"""

from collections.abc import Iterator

from bot.reading.lexicon import Lexicon, Stretch

LONGEST = 26
"""Words in one phrase."""
_LONGEST_CLAUSE = 9
"""Words of a clause inside a phrase."""
_LONGEST_OPENING = 8
_FARTHEST_OWNER = 4


def find_subject(lexicon: Lexicon, low: int, verb: int) -> Stretch | None:
    """The subject that stands before a verb, no earlier than word `low`."""
    end = _before_helpers(lexicon, low, verb)
    if end <= low:
        return None
    last = lexicon.words.forms[end - 1]
    if last == ")":
        return _around_bracket(lexicon, low, end)
    if last in (",", "\u2014"):
        return _around_insertion(lexicon, low, end - 1)
    if lexicon.is_in(end - 1, "relative-pronouns"):
        return _ending_at(lexicon, low, _before_commas(lexicon, low, end - 1))
    if lexicon.is_in(end - 1, "conjunctions") and end - 1 > low:
        return find_opening(lexicon, low, end - 1)
    return _with_clause(lexicon, low, _ending_at(lexicon, low, end) or (end, end))


def find_opening(lexicon: Lexicon, low: int, high: int) -> Stretch | None:
    """The subject at the beginning of a clause, for a verb that shares it ("Smith resigned and said …", "…, adding that …")."""
    first = low
    while first < high and (not lexicon.is_word(first) or lexicon.is_in(first, "clause-linkers")):
        first += 1
    if first >= high:
        return None
    if lexicon.is_pronoun(first):
        return first, first + 1
    if lexicon.is_in(first, "prepositions"):
        first = next((place + 1 for place in range(first, high - 1) if lexicon.words.forms[place] == ","), first)
    last = first
    while last < min(high, first + _LONGEST_OPENING) and (_opens(lexicon, last, first) or lexicon.is_abbreviating(last)):
        last += 1
    return (first, last) if last > first else None


def find_owner(lexicon: Lexicon, low: int, noun: int) -> Stretch | None:
    """The owner of a noun: "the ministry's claim", "their claim", "the residents' fear"."""
    forms = lexicon.words.forms
    for place in range(noun - 1, max(low, noun - _FARTHEST_OWNER) - 1, -1):
        if lexicon.is_in(place, "possessives"):
            return place, place + 1
        if forms[place] in ("'s", "'"):
            return _ending_at(lexicon, low, place)
        if not lexicon.is_word(place):
            return None
    return None


def _opens(lexicon: Lexicon, place: int, first: int) -> bool:
    """Tell whether a word may belong to a subject that begins at `first`."""
    if lexicon.is_capital(place):
        return place == first or not lexicon.is_in(place, "function-words")
    if place == first:
        return lexicon.is_in(place, "determiners") or lexicon.is_source_noun(place)
    if lexicon.words.forms[place] in ("'s", "of") or lexicon.is_source_noun(place):
        return True
    return lexicon.is_in(place - 1, "determiners") and lexicon.is_word(place)


def _before_helpers(lexicon: Lexicon, low: int, verb: int) -> int:
    """Step back over helpers and adverbs, and over the day on which it was said."""
    end = verb
    while end > low and (_is_helper(lexicon, low, end - 1) or lexicon.is_adverb(end - 1)):
        end -= 1
    while (
        end > low + 1
        and lexicon.is_in(end - 1, "time-words")
        and not (lexicon.is_capital(end - 1) and lexicon.is_in(end - 1, "modals"))
    ):
        end -= 1
        while end > low + 1 and lexicon.is_in(end - 1, "day-openers"):
            end -= 1
    return end


def _is_helper(lexicon: Lexicon, low: int, place: int) -> bool:
    """Tell whether it is a helper verb; with a capital inside a sentence it is a name ("Theresa May said")."""
    return lexicon.is_in(place, "auxiliaries") and not (place > low and lexicon.is_capital(place))


def _before_commas(lexicon: Lexicon, low: int, end: int) -> int:
    while end > low and lexicon.words.forms[end - 1] == ",":
        end -= 1
    return end


def _around_bracket(lexicon: Lexicon, low: int, end: int) -> Stretch | None:
    """The phrase before a bracket: "Cllr Martin Feery (Castle Ward) said"."""
    opened = next((place for place in range(end - 2, low, -1) if lexicon.words.forms[place] == "("), low)
    ahead = _ending_at(lexicon, low, opened) if opened > low else None
    return (ahead[0], opened) if ahead else None


def _around_insertion(lexicon: Lexicon, low: int, comma: int) -> Stretch | None:
    """The phrase before an insertion between commas: "Wassim Nasr, a journalist in Paris, said"."""
    clause = low
    for place in range(low, comma):
        if lexicon.words.forms[place] in (",", "(", "\u2014"):
            ahead = _ending_at(lexicon, clause, place)
            if ahead and _may_name(lexicon, ahead) and (ahead[0] == clause or begins_apposition(lexicon, place + 1)):
                return ahead[0], comma
            clause = place + 1
    return None


def begins_apposition(lexicon: Lexicon, place: int) -> bool:
    """Tell whether a word behind a comma begins a description of the name before it: "Kovar, an engineer", "Kovar, 34"."""
    listed = lexicon.is_in(place, "apposition-openers", "honorifics", "time-words")
    return listed or lexicon.words.forms[place][0].isdigit() or lexicon.is_source_noun(place)


def _may_name(lexicon: Lexicon, stretch: Stretch) -> bool:
    first, last = stretch
    return last - first == 1 or lexicon.is_source_noun(last - 1) or any(map(lexicon.is_capital, range(first, last)))


def _with_clause(lexicon: Lexicon, low: int, stretch: Stretch) -> Stretch | None:
    """The whole phrase where this is only the end of a clause inside it: "the committee that examined the contract said".

    The stretch may be empty: what stands before the verb is then no noun ("an official who asked not to be named said").
    """
    first, last = stretch
    for place in range(first - 1, max(low, first - _LONGEST_CLAUSE), -1):
        if lexicon.is_in(place, "relative-pronouns") and lexicon.is_source_noun(place - 1):
            ahead = _ending_at(lexicon, low, place)
            return (ahead[0], last) if ahead else None
        if not lexicon.is_word(place) or (first < last and lexicon.is_saying(place)):
            break
    return stretch if first < last else None


def _ending_at(lexicon: Lexicon, low: int, end: int) -> Stretch | None:
    """The phrase whose last word stands before `end`."""
    if end <= low or lexicon.is_saying(end - 1):
        return None
    if lexicon.is_pronoun(end - 1):
        return end - 1, end
    first = min(_leftwards(lexicon, max(low, end - LONGEST), end), default=end)
    while first < end and _cannot_begin(lexicon, first, end):
        first += 1
    return (first, end) if first < end and _can_name(lexicon, first, end) else None


def _leftwards(lexicon: Lexicon, low: int, end: int) -> Iterator[int]:
    """The places that belong to the phrase, from its last word leftwards."""
    place = end - 1
    while place >= low:
        if lexicon.is_in(place, "determiners"):
            yield place
            if not _goes_on_before(lexicon, low, place, end):
                return
            place -= 1
        elif not lexicon.may_be_inside(place) or _ends_leftwards(lexicon, low, place, end):
            return
        yield place
        place -= 1


def _ends_leftwards(lexicon: Lexicon, low: int, place: int, end: int) -> bool:
    """Tell whether another clause ends here: at its pronoun, its verb of saying, or the "and" that joins clauses."""
    if lexicon.is_pronoun(place):
        return True
    if lexicon.is_saying(place) and not lexicon.is_in(place, "participles"):
        return True
    return lexicon.is_in(place, "joiners") and not _joins(lexicon, low, place, end)


def _goes_on_before(lexicon: Lexicon, low: int, determiner: int, end: int) -> bool:
    """Tell whether the phrase goes on before "the": behind a preposition ("a spokesman for the army") or joined with "and"."""
    before = determiner - 1
    if before <= low:
        return False
    if lexicon.is_in(before, "joiners"):
        return lexicon.is_source_noun(before - 1) and lexicon.is_source_noun(end - 1)
    return lexicon.is_in(before, "prepositions") and lexicon.may_be_inside(before - 1)


def _joins(lexicon: Lexicon, low: int, place: int, end: int) -> bool:
    """Tell whether "and" joins two names or two kinds of people, not two clauses."""
    if place - 1 < low or place + 1 >= end:
        return False
    if lexicon.is_capital(place - 1) and lexicon.is_capital(place + 1):
        return True
    return lexicon.is_source_noun(place - 1) and lexicon.is_source_noun(end - 1)


def _cannot_begin(lexicon: Lexicon, place: int, end: int) -> bool:
    if not lexicon.is_word(place) or lexicon.is_in(place, "clause-linkers", "joiners"):
        return True
    if place + 1 == end or lexicon.is_in(place, "determiners"):
        return False
    return lexicon.is_in(place, "prepositions", "adverbs") or (
        lexicon.is_in(place, "time-words") and not lexicon.is_capital(place)
    )


def _can_name(lexicon: Lexicon, first: int, end: int) -> bool:
    if end - first == 1 and (lexicon.is_in(first, "no-source", "participles") or lexicon.is_adverb(first)):
        return False
    if lexicon.is_in(end - 1, "prepositions") or (lexicon.is_in(end - 1, "determiners") and end - first > 1):
        return False
    return lexicon.is_word(end - 1) or lexicon.words.forms[end - 1] in ("'s", "'", ".")
