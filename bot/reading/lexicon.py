"""What one word of a text can be: pronoun, adverb, noun for somebody who may speak, part of a name; by the pack's lists.

Each list is one bit and what a word can be is one number, so that one "and" asks for any of several lists. The number of a word
is looked up once in a text: `lexicon.classes[place] & (ARTICLE | POSSESSIVE)`.
"""

from collections.abc import Iterable, Mapping, Sequence

from bot.text.words import Words

Stretch = tuple[int, int]
"""First word and the word after the last."""

Lists = Mapping[str, frozenset[str]]

_LISTS: list[str] = []


def _bit(name: str) -> int:
    """The bit of the words of one list."""
    _LISTS.append(name)
    return 1 << len(_LISTS) - 1


DETERMINER = _bit("determiners")
PREPOSITION = _bit("prepositions")
AUXILIARY = _bit("auxiliaries")
ADVERB = _bit("adverbs")
TIME_WORD = _bit("time-words")
JOINER = _bit("joiners")
SAYING = _bit("sayings")
"""Verbs of saying; "report" and "statement" are nouns as often and are none."""
CLAUSE_OPENER = _bit("clause-openers")
CLAUSE_LINKER = _bit("clause-linkers")
RELATIVE_PRONOUN = _bit("relative-pronouns")
FUNCTION_WORD = _bit("function-words")
ROLE_HEAD = _bit("role-heads")
ORGANISATION_HEAD = _bit("organisation-heads")
OFFICE = _bit("offices")
UNNAMED_HEAD = _bit("unnamed-heads")
COLLECTIVE_HEAD = _bit("collective-heads")
SPOKESPERSON = _bit("spokespeople")
PERSON_PRONOUN = _bit("person-pronouns")
GROUP_PRONOUN = _bit("group-pronouns")
THING_PRONOUN = _bit("thing-pronouns")
OWN_VOICE = _bit("own-voice")
PARTICIPLE = _bit("participles")
ARTICLE = _bit("articles")
POSSESSIVE = _bit("possessives")
NUMBER = _bit("numbers")
APPOSITION_OPENER = _bit("apposition-openers")
BARE_MODIFIER = _bit("bare-modifiers")
BODY_LINK = _bit("body-links")
CONJUNCTION = _bit("conjunctions")
CONTAINER = _bit("containers")
"""Nouns that only say how much there is of what follows ("a batch of emails")."""
DAY_OPENER = _bit("day-openers")
DEFINITE = _bit("definite")
DOCUMENT_HEAD = _bit("document-heads")
FOOTAGE = _bit("footage")
HONORIFIC = _bit("honorifics")
INSTRUCTION = _bit("instructions")
KNOWING = _bit("knowing")
LEAVING_PREPOSITION = _bit("leaving-prepositions")
MODAL = _bit("modals")
NAME_LINK = _bit("name-links")
NO_SOURCE = _bit("no-source")
FLOATING = _bit("floating-quantifiers")
FINITE = _bit("finite-verbs")
OUTLET_HEAD = _bit("outlet-heads")
OUTLET_NAME_WORD = _bit("outlet-name-words")
OUTLET_OPENER = _bit("outlet-openers")
PLATFORM = _bit("platforms")
QUANTIFIER = _bit("quantifiers-of-crowds")
WEEK_DAY = _bit("week-days")
_ABBREVIATED = _bit("abbreviations") | _bit("abbreviated-titles")

MARK = 1 << len(_LISTS)
"""Neither a word nor a number."""
ADVERB_ENDING = MARK << 1
"""Ends like an adverb; with a capital it is none."""
OUTLET_END = MARK << 2
"""The last word of the name of an outlet."""
PAIR_END = MARK << 3
"""The last word of a noun of two words ("coast guard")."""

PRONOUN = PERSON_PRONOUN | GROUP_PRONOUN | THING_PRONOUN | OWN_VOICE
""" "He", "they", "it", "I" or the like."""
SOURCE_NOUN = ROLE_HEAD | ORGANISATION_HEAD | OFFICE | UNNAMED_HEAD | COLLECTIVE_HEAD | SPOKESPERSON
"""Nouns for somebody who may speak: "minister", "police", "residents"."""

DASHES = frozenset(("\u2014", "-", "--"))
"""Marks that set an insertion apart: a hyphen is one only where it stands alone."""
NOT_IN_PHRASE = CLAUSE_OPENER | AUXILIARY | FINITE
"""Words that end a noun phrase."""
_NO_VERB = DETERMINER | POSSESSIVE | NUMBER | SOURCE_NOUN | DOCUMENT_HEAD | PRONOUN | MARK
"""Words behind "to" that are no verb."""
_SHORTEST_ADVERB = 5
_MOST_VOCABULARIES = 8
_MOST_KNOWN = 20_000
_LONGEST_KNOWN = 30


class Vocabulary(dict[str, int]):
    """What each word can be, by the word lists of one language; words of no list are remembered within bounds."""

    def __init__(self, lists: Lists) -> None:
        super().__init__()
        self.lists = lists
        self.adverb_endings = tuple(lists["adverb-endings"])
        self.noun_endings = tuple(lists["noun-endings"])
        self.people_endings = tuple(lists["people-endings"])
        self.verb_endings = tuple(lists["verb-endings"])
        for place, name in enumerate(_LISTS):
            self._add(lists[name], 1 << place)
        self._add({outlet.rpartition(" ")[2] for outlet in lists["outlets"]}, OUTLET_END)
        pairs = lists["organisation-heads"] | lists["outlet-heads"]
        self._add({pair.rpartition(" ")[2] for pair in pairs if " " in pair}, PAIR_END)
        self.update({form: bits & ~SAYING for form, bits in self.items() if bits & DOCUMENT_HEAD})
        self.most = len(self) + _MOST_KNOWN

    def _add(self, forms: Iterable[str], bit: int) -> None:
        for form in forms:
            self[form] = (self[form] if form in self else self._look(form)) | bit

    def __missing__(self, form: str) -> int:
        bits = self._look(form)
        if len(self) < self.most and len(form) <= _LONGEST_KNOWN:
            self[form] = bits
        return bits

    def _look(self, form: str) -> int:
        """What the letters alone tell of a word."""
        bits = 0 if form[:1].isalnum() else MARK
        return bits | ADVERB_ENDING if len(form) >= _SHORTEST_ADVERB and form.endswith(self.adverb_endings) else bits


_VOCABULARIES: list[Vocabulary] = []


def vocabulary_of(lists: Lists) -> Vocabulary:
    """The vocabulary of a rulebook's lists, the same one for the same lists."""
    for known in _VOCABULARIES:
        if known.lists is lists:
            return known
    _VOCABULARIES[: -_MOST_VOCABULARIES + 1] = []
    _VOCABULARIES.append(Vocabulary(lists))
    return _VOCABULARIES[-1]


class Lexicon:
    """Answers for each place in one text: the form of its word, what it can be, and whether it begins with a capital."""

    __slots__ = ("capitals", "classes", "forms", "lists", "vocabulary", "words")

    def __init__(self, words: Words, lists: Lists) -> None:
        self.words = words
        self.lists = lists
        self.vocabulary = vocabulary_of(lists)
        self.forms = words.forms
        self.classes: Sequence[int] = list(map(self.vocabulary.__getitem__, words.forms))
        self.capitals: Sequence[bool] = [words.cased[place].isupper() for place in words.places]

    def is_saying(self, place: int) -> bool:
        """Tell whether it is a verb of saying; a capital makes it a name, an owner before it a noun ("Kovar's thinking")."""
        if not self.classes[place] & SAYING or self.capitals[place]:
            return False
        if place == 0:
            return True
        owned = self.forms[place - 1] == "'s" and self.forms[place].endswith("ing")
        return not (owned or self.classes[place - 1] & (ARTICLE | POSSESSIVE) or self._is_noun_too(place))

    def _is_noun_too(self, place: int) -> bool:
        """Tell whether a verb of saying is a noun here: "the Ayle state attorney", "state law", "the state's", "think-tank"."""
        form = self.forms[place]
        if place + 1 >= len(self.forms) or form not in self.lists["nouns-too"]:
            return False
        following, kind = self.forms[place + 1], self.classes[place + 1]
        if kind & (SOURCE_NOUN | DOCUMENT_HEAD) or following == "'s" or self.words.gaps[place + 1] == "-":
            return True
        return bool(kind & PAIR_END) and f"{form} {following}" in self.vocabulary

    def is_adverb(self, place: int) -> bool:
        """Tell whether it is an adverb, listed or by its ending."""
        kind = self.classes[place]
        return bool(kind & ADVERB) or (bool(kind & ADVERB_ENDING) and not self.capitals[place])

    def is_infinitive(self, place: int) -> bool:
        """Tell whether "to" opens an infinitive here: "to dismiss", not "to the union", "to Kovar", "to voters"."""
        if self.forms[place] != "to" or place + 1 >= len(self.forms):
            return False
        return not (self.capitals[place + 1] or self.classes[place + 1] & _NO_VERB or self.forms[place + 1].endswith("s"))

    def is_abbreviating(self, place: int) -> bool:
        """Tell whether a full stop belongs to a name: "Gen. Mody", "J. Smith", "U.S. officials"."""
        if self.forms[place] != "." or place == 0:
            return False
        before = self.forms[place - 1]
        return len(before) == 1 or "_" in before or bool(self.classes[place - 1] & _ABBREVIATED)

    def is_slash_in_name(self, place: int) -> bool:
        """Tell whether a stroke joins two names: "Ayle Courier/Wesk News"."""
        inside = self.forms[place] == "/" and 0 < place < len(self.forms) - 1
        return inside and self.capitals[place - 1] and self.capitals[place + 1]

    def is_modal_name(self, place: int) -> bool:
        """Tell whether a capital makes a name of "May" or "Will"; at the beginning of a text it does not."""
        return place > 0 and self.capitals[place] and bool(self.classes[place] & MODAL)

    def may_be_inside(self, place: int) -> bool:
        """Tell whether the word may stand inside a noun phrase at all."""
        kind = self.classes[place]
        if kind & MARK:
            return self.forms[place] in ("'s", "&", "'") or self.is_abbreviating(place) or self.is_slash_in_name(place)
        if kind & FINITE and self.capitals[place]:
            return True  # "Drew", "Rose"
        return not kind & NOT_IN_PHRASE or self.is_modal_name(place)

    def has(self, kinds: int, first: int, last: int) -> bool:
        """Tell whether any word from `first` to before `last` is of one of these kinds."""
        return any(kind & kinds for kind in self.classes[first:last])

    def text(self, first: int, last: int) -> str:
        """The words from `first` to before `last` as a reader sees them."""
        words = self.words
        return words.cased[words.places[first] : words.places[last - 1] + len(words.forms[last - 1])]
