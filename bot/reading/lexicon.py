"""What one word of a text can be: pronoun, adverb, noun for somebody who may speak, part of a name; by the pack's lists."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.text.words import Words

Stretch = tuple[int, int]
"""First word and the word after the last."""

Lists = Mapping[str, frozenset[str]]

_PRONOUNS = ("person-pronouns", "group-pronouns", "thing-pronouns", "own-voice")
_SOURCE_NOUNS = ("role-heads", "organisation-heads", "offices", "unnamed-heads", "collective-heads", "spokespeople")
_SHORTEST_ADVERB = 5
_MOST_VOCABULARIES = 8


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The word lists of one language, and what several of them hold together, joined when it is first asked for."""

    lists: Lists
    joined: dict[tuple[str, ...], frozenset[str]]
    adverb_endings: tuple[str, ...]

    def of(self, names: tuple[str, ...]) -> frozenset[str]:
        """All words of these lists."""
        words = self.joined.get(names)
        if words is None:
            words = self.joined[names] = frozenset().union(*(self.lists[name] for name in names))
        return words


_VOCABULARIES: list[Vocabulary] = []


def vocabulary_of(lists: Lists) -> Vocabulary:
    """The vocabulary of a rulebook's lists, the same one for the same lists."""
    for known in _VOCABULARIES:
        if known.lists is lists:
            return known
    _VOCABULARIES[: -_MOST_VOCABULARIES + 1] = []
    _VOCABULARIES.append(Vocabulary(lists, {}, tuple(lists["adverb-endings"])))
    return _VOCABULARIES[-1]


@dataclass(slots=True)
class Lexicon:
    """Answers for each place in one text, with the word lists of one language."""

    words: Words
    lists: Lists
    vocabulary: Vocabulary = field(init=False)

    def __post_init__(self) -> None:
        self.vocabulary = vocabulary_of(self.lists)

    def is_in(self, place: int, *names: str) -> bool:
        """Tell whether the word stands in one of these lists."""
        words = self.vocabulary.joined.get(names)
        return self.words.forms[place] in (self.vocabulary.of(names) if words is None else words)

    def is_word(self, place: int) -> bool:
        """Tell whether it is a word or a number, not a mark."""
        return self.words.forms[place][0].isalnum()

    def is_capital(self, place: int) -> bool:
        """Tell whether it begins with a capital letter."""
        return self.words.is_capital(place)

    def is_pronoun(self, place: int) -> bool:
        """Tell whether it is "he", "they", "it", "I" or the like."""
        return self.is_in(place, *_PRONOUNS)

    def is_source_noun(self, place: int) -> bool:
        """Tell whether the noun names somebody who may speak: "minister", "police", "residents"."""
        return self.is_in(place, *_SOURCE_NOUNS)

    def is_saying(self, place: int) -> bool:
        """Tell whether it is a verb of saying; "report" and "statement" are nouns as often, and a capital makes it a name."""
        return self.is_in(place, "sayings") and not self.is_in(place, "document-heads") and not self.is_capital(place)

    def is_adverb(self, place: int) -> bool:
        """Tell whether it is an adverb, listed or by its ending."""
        form = self.words.forms[place]
        if form in self.lists["adverbs"]:
            return True
        return form.endswith(self.vocabulary.adverb_endings) and len(form) >= _SHORTEST_ADVERB and not self.is_capital(place)

    def is_abbreviating(self, place: int) -> bool:
        """Tell whether a full stop belongs to a name: "Gen. Mody", "J. Smith", "U.S. officials"."""
        forms = self.words.forms
        if forms[place] != "." or place == 0:
            return False
        return (
            len(forms[place - 1]) == 1 or "_" in forms[place - 1] or self.is_in(place - 1, "abbreviated-titles", "abbreviations")
        )

    def is_modal_name(self, place: int) -> bool:
        """Tell whether a capital makes a name of "May" or "Will"; at the beginning of a text it does not."""
        return place > 0 and self.is_capital(place) and self.is_in(place, "modals")

    def may_be_inside(self, place: int) -> bool:
        """Tell whether the word may stand inside a noun phrase at all."""
        if not self.is_word(place):
            return self.words.forms[place] in ("'s", "&", "'") or self.is_abbreviating(place)
        return self.is_modal_name(place) or not self.is_in(place, "clause-openers", "auxiliaries")

    def text(self, first: int, last: int) -> str:
        """The words from `first` to before `last` as a reader sees them."""
        words = self.words
        return words.cased[words.places[first] : words.places[last - 1] + len(words.forms[last - 1])]
