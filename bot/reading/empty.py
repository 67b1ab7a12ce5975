"""Words that assert nothing by their shape alone: a question, an order, a few words without a verb."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.model import Role
from bot.reading.outline import Passage
from bot.text.words import NOT

LONGEST_FRAGMENT = 6
"""Words and marks in a sentence that may be a mere fragment."""
LONGEST_NAMING = 12
"""Words and marks in one that only names something: "A proud day for the harbour"."""
FEWEST_TOLD = 3
"""Words that must follow a colon before they may be an order."""
_SMALL_WORDS = ("determiners", "prepositions", "clause-openers", "function-words", "adverbs", "own-voice")
"""The lists of words that a noun is none of."""
_BREAKS = ("clause-openers", "relative-pronouns", "own-voice", "person-pronouns", "group-pronouns")
"""The lists of words that open another clause: "call for help if you are hurt"."""
_SUBJECTS = ("own-voice", "person-pronouns", "group-pronouns", "quantifiers-of-crowds")
"""The lists of words that may be a subject without an article: "we know that", "few remember"."""
_FULLER = ('"', "'s", ":")
"""Marks of more than a name: somebody's words, a verb that may hide behind it, a list."""
_NO_VERBS = ("not", *NOT, "'s")
"""What may follow an order although it looks like a helper verb: "do not touch it"."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """Knows the shapes of sentences by the word lists of one language."""

    lists: Mapping[str, frozenset[str]]

    def assert_nothing(self, passage: Passage, first: int, last: int) -> bool:
        """Tell whether the words from `first` to before `last` are a question, an order or a fragment."""
        forms = passage.words.forms
        if self._asks(forms, first, last) or self._instructs(forms, first, last, strictly=passage.role is Role.HEADLINE):
            return True
        return passage.role is not Role.HEADLINE and self._lacks_verb(forms[first:last])

    def _asks(self, forms: Sequence[str], first: int, last: int) -> bool:
        end = last
        while end > first and forms[end - 1] in "\"')]":
            end -= 1
        return end > first and forms[end - 1].startswith("?")

    def _instructs(self, forms: Sequence[str], first: int, last: int, *, strictly: bool) -> bool:
        """Tell whether the words tell the reader to do something: "Buy water now", "OK lads, don't drink it".

        `strictly` in headlines, where a verb may as well be a noun: "Leave the wolves alone", not "Leave cancelled".
        """
        while first < last - 1 and (not forms[first][0].isalnum() or forms[first] in self.lists["callings"]):
            first += 1
        if forms[first] not in self.lists["instructions"] or self._is_subject(forms, first, last):
            return False
        if ":" in forms[first : last - FEWEST_TOLD]:
            return self._instructs(forms, forms.index(":", first) + 1, last, strictly=strictly)
        following = forms[first + 1] if first + 1 < last else ""
        return not strictly or following in self.lists["determiners"] or following.endswith("ing")

    def _is_subject(self, forms: Sequence[str], first: int, last: int) -> bool:
        """Tell whether the word is no order: "Help arrived", "Stop signs were stolen", "Call for calm was ignored"."""
        following = forms[first + 1] if first + 1 < last else ""
        if following != "by" and forms[first] not in self.lists["noun-orders"]:
            return False
        if following == "by" or (self._is_verb(following) and following not in _NO_VERBS):
            return True
        if following in self.lists["prepositions"]:
            return self._acts(forms[first + 1 : last])
        return self._may_be_noun(following) and any(self._is_verb(form) for form in forms[first + 2 : min(first + 4, last)])

    def _acts(self, forms: Sequence[str]) -> bool:
        """Tell whether a verb stands before another clause begins: "Use of the hall is free", not "Rest at work"."""
        for before, form in pairwise(forms):
            if not form[0].isalnum() or any(form in self.lists[name] for name in _BREAKS):
                return False
            if form in self.lists["auxiliaries"] or (form in self.lists["plain-verbs"] and not self._opens_phrase(before)):
                return True
        return False

    def _opens_phrase(self, form: str) -> bool:
        """Tell whether a noun follows: "the back", "to work"."""
        return form in self.lists["determiners"] or form in self.lists["prepositions"]

    def _may_be_noun(self, form: str) -> bool:
        """Tell whether the word is none of the small words that open an object or a clause: "Stop signs", not "Stop the"."""
        return form[:1].isalnum() and not any(form in self.lists[name] for name in _SMALL_WORDS)

    def _is_verb(self, form: str) -> bool:
        return form in self.lists["auxiliaries"] or form in self.lists["plain-verbs"] or form.endswith("ed")

    def _lacks_verb(self, forms: Sequence[str]) -> bool:
        """Tell whether so few words have no verb among them, and nobody that could be its subject ("We know that")."""
        if len(forms) > LONGEST_NAMING:
            return False
        words = [form for form in forms if form[0].isalnum()]
        short = len(forms) <= LONGEST_FRAGMENT
        if short and len(words) == 1:
            return True
        if any(form in self.lists[name] for form in words[:-1] for name in _SUBJECTS):
            return False
        return (short and len(words) <= 3 and not any(map(self._is_verb, words))) or self._names_only(forms, words)

    def _names_only(self, forms: Sequence[str], words: Sequence[str]) -> bool:
        """Tell whether they only name a thing or a quality: "A sad end to a fine career", "Not good enough".

        A word in "s" may be a verb ("A gull waits") or a plural that has one ("Gulls wait"), one in "ing" a headline's verb.
        """
        if not words or any(mark in forms for mark in _FULLER):
            return False
        rest = words[1:] if words[0] == "not" else words
        return not any(map(self._may_tell, rest)) and not any(map(self._is_planned, words, words[1:]))

    def _may_tell(self, form: str) -> bool:
        return self._is_verb(form) or form.endswith(("s", "ing")) or form in self.lists["crowding"]

    def _is_planned(self, form: str, following: str) -> bool:
        """Tell whether a verb may follow: "Ayle to sell pier", not "an end to the strike"."""
        return form == "to" and following not in self.lists["determiners"]
