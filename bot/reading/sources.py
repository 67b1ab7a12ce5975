"""Who vouches: the source of each cue, its kind and name, in all three orders and through one another."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from bot.model import Family, Part, SourceKind
from bot.reading.before import (
    FARTHEST_PRONOUN,
    find_nearest_pronoun,
    find_owner,
    find_pronoun,
    find_relative,
    find_subject,
    may_be_subject,
)
from bot.reading.behind import find_quoted, find_speaker
from bot.reading.cues import Found
from bot.reading.kinds import Named, name_source
from bot.reading.lexicon import (
    ADVERB,
    CLAUSE_LINKER,
    DASHES,
    DOCUMENT_HEAD,
    MARK,
    NO_SOURCE,
    PREPOSITION,
    THING_PRONOUN,
    Lexicon,
    Stretch,
)
from bot.reading.names import Met, Names
from bot.reading.noun_phrase import ending_at, lists_names
from bot.reading.opening import find_opening
from bot.reading.outline import Passage
from bot.reading.proper import find_person
from bot.reading.quotes import Quotes
from bot.rulebook import Where
from bot.text.words import Words

_AFTER, _ITSELF, _OWNER, _SUBJECT, _VIEW = Where.AFTER, Where.ITSELF, Where.OWNER, Where.SUBJECT, Family.VIEW
"""Members by a name of their own are found four times as fast, and each cue asks for them."""
_BEHIND_VERB = frozenset(("that", ":", ",", "it", "he", "she", "they", "there", "to", '"'))
"""What stands behind a verb of saying whose subject stands before it."""
_FEWEST_QUOTED = 4
"""Words and marks in a quotation inside a sentence; fewer are a name or a term."""
_NEVER_FIRST = frozenset(("told", "tells"))
"""What stands behind these is who is told."""
_NEVER_SETS_OUT = ADVERB | PREPOSITION | THING_PRONOUN | NO_SOURCE
"""Kinds of words with which the subject of "to say" does not begin."""
_BEFORE_ING = frozenset((",", "and", "by", "in", "while", "after", "before", "when"))
"""What stands before "saying" where its subject opens the clause: "by saying", ", adding"."""
_BEFORE_SHARING = frozenset((",", "and", "but", ")", '"', "then"))
"""What stands before a verb that shares a subject with an earlier one, or is cut off from it by an insertion."""

_PEOPLE = frozenset((SourceKind.PERSON,))
_BODIES = frozenset((SourceKind.ORGANISATION, SourceKind.OUTLET, SourceKind.DOCUMENT))
_CROWDS = frozenset((SourceKind.COLLECTIVE, SourceKind.UNNAMED_SPECIFIC, SourceKind.ORGANISATION))
_HOLDERS = {"his": ("he", _PEOPLE), "her": ("she", _PEOPLE), "their": ("they", _CROWDS), "its": ("it", _BODIES)}
"""The pronoun beside a possessive, and what may own so."""


class Voice(NamedTuple):
    """A source in words: `first` to `last` (exclusive), its kind and name, the cue that named it."""

    first: int
    last: int
    kind: SourceKind
    name: str | None
    part: Part
    cue: Found
    stands_for: str | None = None
    """The words of whom a pronoun stands for, where they have no name: "a port clerk"."""
    relative: int | None = None
    """Where "who" stands, if the verb is that of its clause: "(Kovar), who said"."""


@dataclass(slots=True)
class SourceFinder:
    """Finds the sources of one text's cues; remembers whom pronouns stand for as it goes on."""

    words: Words
    quotes: Quotes
    lists: Mapping[str, frozenset[str]]
    names: Names
    lexicon: Lexicon = field(init=False)
    met_at: int = -1
    """Where the source stands that was met last."""
    first_document: int | None = None
    """Where a study, a report or the like is first told of; None until somebody asks."""

    def __post_init__(self) -> None:
        self.words = _acronyms_apart(self.words, self.lists["acronyms"])
        self.lexicon = Lexicon(self.words, self.lists)

    def find(self, passage: Passage, cue: Found) -> Voice | None:
        """The source of one cue, None where the text names none."""
        stretch = self._stretch(passage, cue)
        named = name_source(self.lexicon, stretch) if stretch else None
        if named and stretch and cue.rule.source is _SUBJECT and not may_be_subject(self.lexicon, stretch):
            stretch = self._clause_subject(passage, cue)
            named = name_source(self.lexicon, stretch) if stretch else None
        if named is None and cue.rule.source is _SUBJECT:
            stretch = self._far_subject(passage, cue)
            named = name_source(self.lexicon, stretch) if stretch else None
        if stretch is None or named is None or (named.guessed and self.words.forms[cue.first] in self.lists["things-do"]):
            return None
        met = self._resolve(named, stretch, passage)
        relative = find_relative(self.lexicon, stretch[1], cue.first) if met.words and not named.pronoun else None
        stands_for = met.words if named.pronoun or relative else None
        return Voice(*stretch, met.kind, met.name, cue.rule.part, cue, stands_for, relative)

    def _stretch(self, passage: Passage, cue: Found) -> Stretch | None:
        where = cue.rule.source
        if where is _ITSELF:
            return self._without_marks(cue.first, cue.last)
        if where is _AFTER and self.words.forms[cue.last - 1] == '"':
            return self._behind_quotation(passage, cue)
        low, high = self._bounds(passage, cue)
        if where is _AFTER:
            return find_speaker(self.lexicon, cue.last, high, apposition=cue.first != passage.first)
        if where is _OWNER:
            return self._owner(low, cue)
        if self.words.forms[cue.first] == "to":
            return self._before_infinitive(low, cue.first)
        if self.words.forms[cue.first].endswith("ing") and cue.first > low and self.words.forms[cue.first - 1] in _BEFORE_ING:
            return find_opening(self.lexicon, low, cue.first - 1)
        if cue.rule.family is not _VIEW and self._is_inverted(low, cue, high):
            return find_speaker(self.lexicon, cue.last, high)
        return find_subject(self.lexicon, low, cue.first)

    def _owner(self, low: int, cue: Found) -> Stretch | None:
        """Whose claim it is; the subject of the clause where "his" or "their" stands for that: "Kovar has changed his view"."""
        owner = find_owner(self.lexicon, low, cue.first)
        form = self.words.forms[owner[0]] if owner else ""
        if owner is None or form not in _HOLDERS:
            return owner
        return self._holder(low, owner[0], form) or owner

    def _holder(self, low: int, place: int, form: str) -> Stretch | None:
        """The subject before a possessive that may be the one it stands for."""
        pronoun, kinds = _HOLDERS[form]
        before = find_pronoun(self.lexicon, low, place)
        if before is not None:
            return (before, before + 1) if self.words.forms[before] == pronoun else None
        stretch = find_opening(self.lexicon, low, place)
        named = name_source(self.lexicon, stretch) if stretch and stretch[1] < place else None
        if stretch is None or named is None or named.pronoun or named.kind not in kinds:
            return None
        told, asked = self._gender(self.words.forms[slice(*stretch)]), self._gender((form,))
        return None if told and asked and told != asked else stretch

    def _far_subject(self, passage: Passage, cue: Found) -> Stretch | None:
        """The subject that opens the sentence, for a verb that shares it from afar: 'Kovar called it "a gift" and said …'."""
        number, forms = self.quotes.number, self.words.forms
        if number[cue.first] or number[passage.first] or cue.first == passage.first or not self._may_share(cue):
            return None
        if self.lexicon.classes[passage.first] & (PREPOSITION | CLAUSE_LINKER) and "," not in forms[passage.first : cue.first]:
            return None
        return find_opening(self.lexicon, passage.first, cue.first)

    def _clause_subject(self, passage: Passage, cue: Found) -> Stretch | None:
        """The subject that is left where the words before a verb are none: the nearest pronoun, or how the clause opens."""
        low, _ = self._bounds(passage, cue)
        stretch = find_nearest_pronoun(self.lexicon, low, cue.first) or find_opening(self.lexicon, low, cue.first)
        return stretch if stretch and may_be_subject(self.lexicon, stretch) else None

    def _before_infinitive(self, low: int, to: int) -> Stretch | None:
        """Who sets out to do something: the subject that opens the clause, never a thing, an adverb or the like."""
        stretch = find_opening(self.lexicon, low, to)
        return None if stretch and self.lexicon.classes[stretch[0]] & _NEVER_SETS_OUT else stretch

    def _may_share(self, cue: Found) -> bool:
        """Tell whether the verb stands behind a comma, an "and" or the like, so that its subject is further off."""
        place = cue.first - 1
        while place > 0 and self.lexicon.is_adverb(place):
            place -= 1
        form = self.words.forms[place]
        return form in _BEFORE_SHARING or form in DASHES

    def _behind_quotation(self, passage: Passage, cue: Found) -> Stretch | None:
        """Who stands behind the quotation that the cue's mark ends, where the sentence goes on."""
        number = self.quotes.number
        if cue.last >= passage.last or not number[cue.last - 1] or number[cue.last]:
            return None
        first = self.quotes.around(cue.first, passage.first, passage.last)[0]
        if first > passage.first and cue.first - first < _FEWEST_QUOTED:
            return None
        return find_quoted(self.lexicon, cue.last, self.quotes.around(cue.last, passage.first, passage.last)[1])

    def _without_marks(self, first: int, last: int) -> Stretch:
        forms = self.words.forms
        while last - first > 1 and not forms[first][0].isalnum():
            first += 1
        while last - first > 1 and not forms[last - 1][0].isalnum():
            last -= 1
        return first, last

    def _bounds(self, passage: Passage, cue: Found) -> Stretch:
        """The words among which a source may stand: on the cue's side of a quotation mark and of a semicolon."""
        low, high = self.quotes.around(cue.first, passage.first, passage.last)
        forms = self.words.forms
        if ";" in forms[low:high]:
            low = max((place + 1 for place in range(low, cue.first) if forms[place] == ";"), default=low)
            high = next((place for place in range(cue.first, high) if forms[place] == ";"), high)
        return low, max(high, cue.last)

    def _is_inverted(self, low: int, cue: Found, high: int) -> bool:
        """Tell whether the verb stands before its subject: '"…," said Kyle Babcock'."""
        forms, place = self.words.forms, cue.first
        if cue.last - cue.first > 2 or cue.last >= high or forms[place] in _NEVER_FIRST:
            return False
        following = forms[cue.last]
        if self.lexicon.classes[cue.last] & PREPOSITION or following in _BEHIND_VERB:
            return False
        if place == low and low > 0 and forms[low - 1] in "\"'":
            return True
        if place == low or forms[place - 1] not in (",", '"', "'", "\u2014"):
            return False
        return forms[place - 1] in "\"'" or find_subject(self.lexicon, low, place) is None

    def _resolve(self, named: Named, stretch: Stretch, passage: Passage) -> Met:
        """Kind and full name, as the article spells it, of a name, a short name or a pronoun; and remember who was met."""
        if named.pronoun:
            self._meet_subject(named, passage.first, stretch[0])
            return self._antecedent(named) or Met(named.kind, None)
        name = named.name
        if name and named.kind is SourceKind.PERSON:
            name = self.names.full(name.split()[-1]) or name
        body = self._body_behind(named, stretch[0]) if named.refers else None
        if body:
            return body
        met = Met(named.kind, name, name or self._called(stretch))
        self.names.meet(met, named.pronouns)
        self.met_at = stretch[0]
        gender = self._gender(self.words.forms[stretch[0] : stretch[1]])  # "Mrs. Lund", "the spokesman"
        if gender:
            self.names.gender[met] = gender
        if named.maybe_thing and name == named.name:
            self.names.meet(met, "thing")
        return met

    def _meet_subject(self, named: Named, low: int, pronoun: int) -> None:
        """Meet who opens the sentence of "he" or "she" by full name and says nothing there: "Ines Belk shrugged: she …"."""
        if named.pronouns != "person" or named.pronoun in _HOLDERS or self.met_at >= low:
            return
        gender = self._gender((named.pronoun,))
        for end in range(pronoun - 1, max(low + 1, pronoun - FARTHEST_PRONOUN), -1):
            if not self.lexicon.capitals[end - 1] or self.lexicon.capitals[end] or self.lexicon.forms[end] == "'s":
                continue
            stretch = ending_at(self.lexicon, low, end)
            person = find_person(self.lexicon, *stretch) if stretch and self._opens_clause(stretch[0], low) else None
            if person and self.names.may_be(met := Met(SourceKind.PERSON, person, person), gender):
                self.names.meet(met, "person")
                return

    def _opens_clause(self, place: int, low: int) -> bool:
        """Tell whether a phrase that begins here may be the subject: at the beginning, behind a mark or an "and"."""
        return place == low or bool(self.lexicon.classes[place - 1] & (MARK | CLAUSE_LINKER))

    def _body_behind(self, named: Named, first: int) -> Met | None:
        """The body met before for which "a spokesman" speaks, or the study of which "the researchers" are the authors."""
        if named.refers == "body":
            met = self.names.thing()
            return met if met and met.kind is SourceKind.ORGANISATION else None
        if self.first_document is None:
            documents = (place for place, kind in enumerate(self.lexicon.classes) if kind & DOCUMENT_HEAD)
            self.first_document = next(documents, len(self.lexicon.classes))
        return Met(SourceKind.ORGANISATION, None) if self.first_document < first else None

    def _called(self, stretch: Stretch) -> str:
        """How the text called somebody, without the description behind a comma."""
        first, last = stretch
        marks = (place for place in range(first + 1, last) if self.words.forms[place] in (",", "("))
        end = next((place for place in marks if not lists_names(self.lexicon, first, place, last)), last)
        words = self.lexicon.text(first, end)
        return words if self.lexicon.capitals[first + 1 : end].count(True) else words[:1].lower() + words[1:]

    def _antecedent(self, named: Named) -> Met | None:
        if named.pronouns == "person" and named.pronoun in _HOLDERS:
            return self.names.person_before(self._gender((named.pronoun,)))
        if named.pronouns == "person":
            return self.names.person(self._gender((named.pronoun,)))
        return self.names.group() if named.pronouns == "group" else self.names.thing()

    def _gender(self, forms: Sequence[str]) -> str:
        """What a title, a noun or a pronoun tells of the gender."""
        if not self.lists["female"].isdisjoint(forms):
            return "f"
        return "" if self.lists["male"].isdisjoint(forms) else "m"


def _acronyms_apart(words: Words, acronyms: frozenset[str]) -> Words:
    """The words with "WHO" and "US" kept in capitals where they are bodies, so that they are not taken for "who" and "us"."""
    if not any(acronym in words.cased for acronym in acronyms) or words.cased.isupper():
        return words
    found = [place.start() for place in _any_of(acronyms).finditer(words.cased)]
    forms = list(words.forms)
    for start in found:
        place = bisect_left(words.places, start)
        if place < len(forms) and words.places[place] == start:
            forms[place] = forms[place].upper()
    return replace(words, forms=forms)


@lru_cache(maxsize=8)
def _any_of(acronyms: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(acronyms)))})\b")
