"""What one word of a text can be: pronoun, adverb, noun for somebody who may speak, part of a name; by the pack's lists."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.text.words import Words

Stretch = tuple[int, int]
"""First word and the word after the last."""

_PRONOUNS = ("person-pronouns", "group-pronouns", "thing-pronouns", "own-voice")
_SOURCE_NOUNS = ("role-heads", "organisation-heads", "offices", "unnamed-heads", "collective-heads", "spokespeople")
_SHORTEST_ADVERB = 5


@dataclass(slots=True)
class Lexicon:
    """Answers for each place in one text, with the word lists of one language."""

    words: Words
    lists: Mapping[str, frozenset[str]]
    pronouns: tuple[frozenset[str], ...] = field(init=False)
    source_nouns: tuple[frozenset[str], ...] = field(init=False)
    adverb_endings: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.pronouns = tuple(self.lists[name] for name in _PRONOUNS)
        self.source_nouns = tuple(self.lists[name] for name in _SOURCE_NOUNS)
        self.adverb_endings = tuple(self.lists["adverb-endings"])

    def is_in(self, place: int, *names: str) -> bool:
        """Tell whether the word stands in one of these lists."""
        form = self.words.forms[place]
        return any(form in self.lists[name] for name in names)

    def is_word(self, place: int) -> bool:
        """Tell whether it is a word or a number, not a mark."""
        return self.words.forms[place][0].isalnum()

    def is_capital(self, place: int) -> bool:
        """Tell whether it begins with a capital letter."""
        return self.words.is_capital(place)

    def is_pronoun(self, place: int) -> bool:
        """Tell whether it is "he", "they", "it", "I" or the like."""
        form = self.words.forms[place]
        return any(form in pronouns for pronouns in self.pronouns)

    def is_source_noun(self, place: int) -> bool:
        """Tell whether the noun names somebody who may speak: "minister", "police", "residents"."""
        form = self.words.forms[place]
        return any(form in nouns for nouns in self.source_nouns)

    def is_saying(self, place: int) -> bool:
        """Tell whether it is a verb of saying; "report" and "statement" are nouns as often, and a capital makes it a name."""
        return self.is_in(place, "sayings") and not self.is_in(place, "document-heads") and not self.is_capital(place)

    def is_adverb(self, place: int) -> bool:
        """Tell whether it is an adverb, listed or by its ending."""
        form = self.words.forms[place]
        if form in self.lists["adverbs"]:
            return True
        return form.endswith(self.adverb_endings) and len(form) >= _SHORTEST_ADVERB and not self.is_capital(place)

    def is_abbreviating(self, place: int) -> bool:
        """Tell whether a full stop belongs to a name: "Gen. Mody", "J. Smith", "U.S. officials"."""
        forms = self.words.forms
        if forms[place] != "." or place == 0:
            return False
        return len(forms[place - 1]) == 1 or self.is_in(place - 1, "abbreviated-titles", "abbreviations")

    def may_be_inside(self, place: int) -> bool:
        """Tell whether the word may stand inside a noun phrase at all."""
        if not self.is_word(place):
            return self.words.forms[place] in ("'s", "&", "'") or self.is_abbreviating(place)
        return not self.is_in(place, "clause-openers", "auxiliaries")

    def text(self, first: int, last: int) -> str:
        """The words from `first` to before `last` as a reader sees them."""
        words = self.words
        return words.cased[words.places[first] : words.places[last - 1] + len(words.forms[last - 1])]
