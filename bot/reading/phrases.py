"""The noun phrase beside a verb: where the words that name a source begin and end, found without a parser.

A phrase is read outwards from the verb until a word that cannot belong to it. "A spokesman for the army in Gao said": from "said" leftwards
"Gao", "in", "the army", "for", "a spokesman" belong, the sentence begins, so all of it is the source.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.text.words import Words

LONGEST = 26
"""Words in one phrase."""

LONGEST_CLAUSE = 9
"""Words of a clause inside a phrase."""

Stretch = tuple[int, int]
"""First word and the word after the last."""


SOURCE_NOUNS = ("role-heads", "organisation-heads", "offices", "unnamed-heads", "collective-heads", "spokespeople")
"""The lists of nouns that name somebody who may speak."""


@dataclass(slots=True)
class Phrases:
    """Finds noun phrases in one text, with the word lists of one language."""

    words: Words
    lists: Mapping[str, frozenset[str]]
    source_nouns: tuple[frozenset[str], ...] = field(init=False)

    def __post_init__(self) -> None:
        self.source_nouns = tuple(self.lists[name] for name in SOURCE_NOUNS)

    def before(self, low: int, verb: int) -> Stretch | None:
        """The subject that stands before a verb, no earlier than word `low`."""
        end = self._skip_back(low, verb)
        if end <= low:
            return None
        forms = self.words.forms
        if forms[end - 1] == ")":
            return self._around_bracket(low, end)
        if forms[end - 1] in (",", "\u2014"):
            return self._around_insertion(low, end - 1)
        if forms[end - 1] in self.lists["relative-pronouns"]:
            end -= 1
            while end > low and forms[end - 1] == ",":
                end -= 1
            return self._ending_at(low, end)
        if forms[end - 1] in ("and", "but", "or") and end - 1 > low:
            return self.opening(low, end - 1)
        stretch = self._ending_at(low, end)
        return self._with_clause(low, stretch) if stretch else None

    def _with_clause(self, low: int, stretch: Stretch) -> Stretch:
        """The whole phrase where this is only the end of a clause inside it: "the committee that examined the contract said"."""
        forms = self.words.forms
        first, last = stretch
        for place in range(first - 1, max(low, first - LONGEST_CLAUSE), -1):
            if forms[place] in ("who", "that", "which") and (self._is_source_noun(forms[place - 1]) or forms[place] == "who" and forms[place - 1][0].isalnum()):
                ahead = self._ending_at(low, place)
                return (ahead[0], last) if ahead else stretch
            if not forms[place][0].isalnum() or forms[place] in self.lists["sayings"]:
                break
        return stretch

    def after(self, start: int, high: int, *, apposition: bool = True) -> Stretch | None:
        """The phrase that begins behind a verb or "according to", no later than word `high`."""
        forms, lists = self.words.forms, self.lists
        place = start
        while place < high and (forms[place] in lists["adverbs"] or forms[place] in lists["time-words"] or forms[place] == "on"):
            place += 1
        first, place = place, self._run(place, high)
        if place == first:
            return None
        if apposition and place < high - 1 and forms[place] == "," and self._begins_apposition(place + 1):
            place = self._end_of_apposition(place + 1, high)
        return first, place

    def opening(self, low: int, high: int) -> Stretch | None:
        """The subject at the beginning of a clause, for a verb that shares it ("Smith resigned and said …", "…, adding that …")."""
        forms, lists = self.words.forms, self.lists
        first = low
        while first < high and (not forms[first][0].isalnum() or forms[first] in ("but", "and", "however", "meanwhile")):
            first += 1
        if first >= high:
            return None
        if self._is_pronoun(forms[first]):
            return first, first + 1
        if forms[first] in lists["prepositions"]:
            first = next((place + 1 for place in range(first, high - 1) if forms[place] == ","), first)
        place = first
        while place < min(high, first + 8) and (self._fits_opening(place, first) or self._is_initial(place)):
            place += 1
        return (first, place) if place > first else None

    def owner(self, low: int, noun: int) -> Stretch | None:
        """The owner of a noun: "the ministry's claim", "their claim"."""
        forms = self.words.forms
        place = noun
        while place > low and place > noun - 4 and forms[place - 1] != "'s" and forms[place - 1] not in self.lists["possessives"]:
            if not forms[place - 1][0].isalnum() and forms[place - 1] != "'":
                return None
            if forms[place - 1] == "'":
                break
            place -= 1
        if place == low or place == noun - 4:
            return None
        if forms[place - 1] in self.lists["possessives"]:
            return place - 1, place
        return self._ending_at(low, place - 1)

    def _fits_opening(self, place: int, first: int) -> bool:
        form = self.words.forms[place]
        if self.words.is_capital(place) and form[0].isalpha():
            return place == first or form not in self.lists["function-words"]
        if place == first:
            return form in self.lists["determiners"] or self._is_source_noun(form)
        if form in ("'s", "of"):
            return True
        before = self.words.forms[place - 1]
        return self._is_source_noun(form) or before in self.lists["determiners"] and form[0].isalpha()

    def _is_source_noun(self, form: str) -> bool:
        return any(form in nouns for nouns in self.source_nouns)

    def _skip_back(self, low: int, verb: int) -> int:
        """Step back over helpers and adverbs, and over the day on which it was said."""
        forms, lists = self.words.forms, self.lists
        end = verb
        while end > low and (forms[end - 1] in lists["auxiliaries"] or self._is_adverb(end - 1)):
            end -= 1
        while end > low + 1 and forms[end - 1] in lists["time-words"] and not (end - 1 == low):
            end -= 1
            while end > low + 1 and forms[end - 1] in ("on", "late", "early", "last", "this", "in", "the", "earlier"):
                end -= 1
        return end

    def _is_adverb(self, place: int) -> bool:
        form = self.words.forms[place]
        return form in self.lists["adverbs"] or form.endswith("ly") and len(form) > 4 and not self.words.is_capital(place)

    def _around_bracket(self, low: int, end: int) -> Stretch | None:
        """The phrase before a bracket: "Cllr Martin Feery (Castle Ward) said"."""
        place = end - 1
        while place > low and self.words.forms[place] != "(":
            place -= 1
        ahead = self._ending_at(low, place) if place > low else None
        return (ahead[0], place) if ahead else None

    def _around_insertion(self, low: int, comma: int) -> Stretch | None:
        """The phrase before an insertion between commas: "Wassim Nasr, a journalist in Paris, said"."""
        forms = self.words.forms
        clause = low
        for place in range(low, comma):
            if forms[place] in (",", "(", "\u2014"):
                ahead = self._ending_at(clause, place)
                if ahead and self._may_name(ahead) and (ahead[0] == clause or self._begins_apposition(place + 1)):
                    return ahead[0], comma
                clause = place + 1
        return None

    def _may_name(self, stretch: Stretch) -> bool:
        first, last = stretch
        forms = self.words.forms
        return any(self.words.is_capital(place) for place in range(first, last)) or self._is_source_noun(forms[last - 1]) or last - first == 1

    def _begins_apposition(self, place: int) -> bool:
        form = self.words.forms[place]
        lists = self.lists
        return (
            form in ("a", "an", "the", "who", "which", "whose", "one", "of", "his", "her", "its", "their", "speaking", "citing", "however", "too", "in", "himself", "herself", "another", "now", "then", "also", "himself")
            or form[0].isdigit()
            or self._is_source_noun(form)
            or form in lists["honorifics"]
            or form in lists["time-words"]
        )

    def _end_of_apposition(self, place: int, high: int) -> int:
        forms = self.words.forms
        limit = min(high, place + LONGEST)
        while place < limit and forms[place] not in (",", '"', ";", ":", "\u2014", "(") and not forms[place][0] in ".!?":
            place += 1
        return place

    def _ending_at(self, low: int, end: int) -> Stretch | None:
        """The phrase whose last word stands before `end`."""
        forms, lists = self.words.forms, self.lists
        place = end - 1
        if place < low:
            return None
        if self._is_pronoun(forms[place]):
            return place, end
        if forms[place] in lists["sayings"] and not self.words.is_capital(place) and forms[place] not in lists["document-heads"]:
            return None
        bottom = max(low, end - LONGEST)
        while place >= bottom:
            form = forms[place]
            if form in lists["determiners"]:
                if place - 1 > bottom and forms[place - 1] == "and" and self._is_source_noun(forms[place - 2]) and self._is_source_noun(forms[end - 1]):
                    place -= 2
                    continue
                if place - 1 > bottom and forms[place - 1] in lists["prepositions"] and self._is_inside(forms[place - 2]) and not self._starts_clause(place - 1, low):
                    place -= 2
                    continue
                place -= 1
                break
            if not self._is_inside(form) and not self._is_initial(place):
                break
            if self._is_pronoun(form) or form in lists["sayings"] and form not in lists["participles"] and place < end - 1 and not self.words.is_capital(place):
                break
            if form in ("and", "or") and not self._joins(place, low, end):
                break
            place -= 1
        first = place + 1
        while first < end and self._cannot_begin(first, end):
            first += 1
        return (first, end) if first < end and self._can_name(first, end) else None

    def _starts_clause(self, place: int, low: int) -> bool:
        return place == low

    def _is_pronoun(self, form: str) -> bool:
        lists = self.lists
        return form in lists["person-pronouns"] or form in lists["group-pronouns"] or form in lists["thing-pronouns"] or form in lists["own-voice"]

    def _is_inside(self, form: str) -> bool:
        """Tell whether a word may stand inside a noun phrase at all."""
        if not form[0].isalnum():
            return form in ("'s", "&", "'")
        lists = self.lists
        return form not in lists["clause-openers"] and form not in lists["auxiliaries"]

    def _is_initial(self, place: int) -> bool:
        """Tell whether a full stop belongs to a name: "Gen. Mody", "J. Smith", "U.S. officials"."""
        forms = self.words.forms
        if forms[place] != "." or place == 0:
            return False
        before = forms[place - 1]
        return len(before) == 1 or before in self.lists["abbreviated-titles"] or before in self.lists["abbreviations"]

    def _joins(self, place: int, low: int, end: int) -> bool:
        """Tell whether "and" joins two names or two kinds of people, not two clauses."""
        if place - 1 < low or place + 1 >= end:
            return False
        left, right = place - 1, place + 1
        if self.words.is_capital(left) and self.words.is_capital(right):
            return True
        return self._is_source_noun(self.words.forms[left]) and (self._is_source_noun(self.words.forms[end - 1]))

    def _cannot_begin(self, place: int, end: int) -> bool:
        form = self.words.forms[place]
        lists = self.lists
        if not form[0].isalnum():
            return True
        if form in ("and", "but", "or", "however", "meanwhile", "then", "so", "when", "while", "as"):
            return True
        if place + 1 == end or form in lists["determiners"]:
            return False
        return form in lists["prepositions"] or form in lists["adverbs"] or form in lists["time-words"] and not self.words.is_capital(place)

    def _can_name(self, first: int, end: int) -> bool:
        form = self.words.forms[end - 1]
        if form in self.lists["prepositions"] or form in self.lists["determiners"] and end - first > 1:
            return False
        if end - first == 1 and form in self.lists["no-source"]:
            return False
        return form[0].isalnum() or form in ("'s", "'", ".")

    def _run(self, place: int, high: int) -> int:
        """Where the phrase ends that begins at a word: at a mark, a verb, a day, or a word that opens a clause."""
        forms, lists = self.words.forms, self.lists
        first, limit = place, min(high, place + LONGEST)
        if place < limit and self._is_pronoun(forms[place]):
            return place + 1
        while place < limit:
            form = forms[place]
            if not form[0].isalnum() and form not in ("'s", "&") and not self._is_initial(place):
                if form == "'" and not self.words.gaps[place]:
                    place += 1
                    continue
                break
            if place > first and (form in lists["auxiliaries"] or form in lists["clause-openers"]):
                break
            if place > first and form in ("on", "in", "at", "to", "during", "by", "about") and self._leaves(place, limit):
                break
            if place > first and (form in lists["time-words"] and not form == "may" or form in lists["sayings"] and form not in lists["document-heads"] or self._is_pronoun(form)) and not self.words.is_capital(place):
                break
            if place > first and form in lists["time-words"] and forms[place - 1] not in lists["determiners"] and self.words.is_capital(place) and form.endswith("day"):
                break
            if place > first and self.words.is_capital(place - 1) and self._is_verb_before(place, limit):
                break
            place += 1
        while place > first and forms[place - 1] in ("and", "or", "of", "the", "a", "in", "for", "to", "an"):
            place -= 1
        return place

    def _is_verb_before(self, place: int, limit: int) -> bool:
        """Tell whether a small word behind a name looks like its verb: "Reuters bears his name", "Kovar denied it"."""
        form = self.words.forms[place]
        if not form[0].islower() or self.words.is_capital(place) or self._is_source_noun(form) or not form.endswith(("s", "ed")):
            return False
        return place + 1 < limit and self.words.forms[place + 1] in self.lists["determiners"]

    def _leaves(self, place: int, limit: int) -> bool:
        """Tell whether a preposition leaves the phrase for the circumstances: "on Tuesday", "in a statement", "to reporters"."""
        forms = self.words.forms
        following = forms[place + 1] if place + 1 < limit else ""
        if forms[place] in ("on", "by", "during", "about"):
            return True
        if forms[place] in ("in", "at"):
            return following in ("a", "an", "his", "her", "their", "its", "response", "reply", "court", "remarks", "comments", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december") or following.isdigit()
        return following in ("reporters", "journalists", "the", "a", "cnn", "reuters")
