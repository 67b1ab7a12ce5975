"""Names that are by all signs one person, place or body, spelled two ways: "President Bozoum", then "President Bazoum".

Two spellings that differ by one letter prove nothing: Niger is not Nigeria, Petrova not Petrov, and Morton and Norton may both be
judges. So one of the two must stand there only once, and both in the same surroundings. Rather none than one too many.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from bot.model import Fact, Finding, FindingKind, Role
from bot.reading.lexicon import (
    ADVERB,
    ADVERB_ENDING,
    AUXILIARY,
    CONJUNCTION,
    DETERMINER,
    FUNCTION_WORD,
    HONORIFIC,
    NAME_LINK,
    OFFICE,
    ORGANISATION_HEAD,
    OUTLET_NAME_WORD,
    PREPOSITION,
    SAYING,
    TIME_WORD,
    Lists,
    Vocabulary,
    vocabulary_of,
)
from bot.reading.statements import Draft
from bot.text.words import Words

_SHORTEST_OF_PLACES = 7
SHORTEST = 5
"""Letters of the longer spelling: shorter names are too often alike."""
LONGEST = 24
LONG = 9
"""Letters from which on any one letter may be a slip: hardly two names are so alike."""
MOST_ALIKE = 20
"""Spellings compared with one that begins or ends with the same letters: so the time stays linear."""
MOST_JUDGED = 50
"""Pairs of spellings whose surroundings are looked at: a text with more is no article."""
MOST_SEEN = 12
"""Places of one spelling that are looked at."""

_NAME_WORD = re.compile(rf"[A-Z\u00c0-\u00de](?<![\w@#'-].)[\w']{{{SHORTEST - 2},{LONGEST - 1}}}(?![\w-])")
_VOWELS = frozenset("aeiouy")
_SOUNDS = tuple(map(frozenset, ("kc", "kq", "cq", "vw", "sz", "yi", "ij", "jy")))
"""Letters with which one sound of another alphabet is written."""
_SPELLINGS = (
    ("leigh", "ley"),
    ("sch", "sh"),
    ("ph", "f"),
    ("ck", "k"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ie", "i"),
    ("ey", "i"),
    ("ij", "i"),
    ("ue", "e"),
    ("q", "k"),
    ("c", "k"),
    ("x", "ks"),
    ("w", "v"),
    ("z", "s"),
    ("y", "i"),
    ("j", "i"),
)
"""What is written for one sound, each by the way in which all are compared; a silent "h" and doubled letters go as well."""
_SILENT = re.compile(r"(?<!^)h|(.)(?=\1)")
_SHORTEST_BY_SOUND = 6
_SLIPPED_IN = frozenset("hyieu")
"""Letters that one way of writing a name has and another has not."""
_COURTESY_WORDS = "mr mrs ms miss sir dame lord lady father mother brother sister"
_COURTESY = frozenset(_COURTESY_WORDS.split())
_NO_FIRST_NAME_WORDS = """
north south east west new old upper lower saint san santa los las el la fort port mount lake cape great little
"""
_NO_FIRST_NAME = frozenset(_NO_FIRST_NAME_WORDS.split())
_WATERS = frozenset(("port", "lake", "mount", "fort"))
_THINGS_WORDS = """
park primary school street road bridge lane square choir hall house castle abbey college hospital station garden gardens groves
ltd inc observatory island beach bay wood forest farm mill arms united rovers city town
"""
_THINGS = frozenset(_THINGS_WORDS.split())
"""Words behind the name of a place or a body."""
_PLACES_WORDS = "city town village district province region port island river valley county suburb hamlet"
_PLACES = frozenset(_PLACES_WORDS.split())
_PLACING_WORDS = "in at near outside inside from to of around across into and or the"
_STANDING = frozenset(("in", "at", "near", "outside", "inside", "from", "to", "of", "around", "by"))
_PLACING = frozenset(_PLACING_WORDS.split())
_ELSEWHERE = frozenset(("away", "across", "namesake", "namesakes", "twinned", "neighbouring", "unlike", "relation"))
_BOTH = frozenset(("both", "neither"))
_THE_TWO = frozenset((("the", "two"), ("they", "met"), ("they", "are")))
_KIN_WORDS = """
brother brothers sister sisters son sons daughter cousin cousins twin twins father mother wife husband widow family relation
relative namesake unrelated confused uncle aunt niece nephew
"""
_KIN = frozenset(_KIN_WORDS.split())


@dataclass(frozen=True, slots=True)
class _Sighting:
    """One place at which a name stands: word `place` of a sentence, number `n` of its statement."""

    words: Words
    place: int
    draft: Draft
    n: int

    def form(self, step: int) -> str:
        """The word so many steps away in the same sentence, empty beyond it."""
        place = self.place + step
        return self.words.forms[place] if self.draft.passage.first <= place < self.draft.passage.last else ""

    def is_capital(self, step: int) -> bool:
        return bool(self.form(step)) and self.words.is_capital(self.place + step)

    @property
    def sentence(self) -> int:
        return self.draft.passage.number

    @property
    def ends_name(self) -> bool:
        """Whether no word of the name follows; in a headline a capital does not tell."""
        return self.draft.passage.role is Role.HEADLINE or not self.is_capital(1)

    def text(self) -> str:
        start = self.words.places[self.place]
        return self.words.cased[start : start + len(self.words.forms[self.place])]


def find_names(drafts: Sequence[Draft], lists: Lists) -> Iterator[Finding]:
    """Give the first two spellings that are by all signs one name, in the order in which they stand, if there are such."""
    texts, vocabulary = _texts_of(drafts), vocabulary_of(lists)
    pairs = dict.fromkeys(_find_alike([name for name in _names_in(texts) if not vocabulary[name] & ~ADVERB_ENDING]))
    if pairs:
        judge = _Judge(drafts, texts, _spellings(texts), vocabulary)
        found = next(filter(None, (judge.compare(*pair) for pair in islice(pairs, MOST_JUDGED))), None)
        if found:
            yield found


def _texts_of(drafts: Sequence[Draft]) -> list[Words]:
    """The words of the headline and those of the body."""
    return list({id(draft.passage.words): draft.passage.words for draft in drafts}.values())


def _names_in(texts: Sequence[Words]) -> Iterable[str]:
    """Each name word without accents and case, once: most texts have no two that are alike, and need no places."""
    written = dict.fromkeys(chain.from_iterable(_NAME_WORD.findall(words.cased) for words in texts))
    return dict.fromkeys(filter(None, map(_name_of, written)))


def _name_of(written: str) -> str:
    """A name word without accents, case and the "'s" behind it; nothing where it stands in capitals."""
    name = written.removesuffix("'s").rstrip("'")
    return "" if name.isupper() else _plain(name)


def _spellings(texts: Sequence[Words]) -> Mapping[str, list[tuple[int, int]]]:
    """Each name word with the texts and the characters at which it stands."""
    spelled: dict[str, list[tuple[int, int]]] = {}
    for number, words in enumerate(texts):
        for found in _NAME_WORD.finditer(words.cased):
            if name := _name_of(found[0]):
                spelled.setdefault(name, []).append((number, found.start()))
    return spelled


def _plain(name: str) -> str:
    if name.isascii():
        return name.lower()
    return "".join(letter for letter in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(letter))


def _sound(name: str) -> str:
    """A name as it sounds, so that "Katharina" and "Catarina" are one."""
    for written, sound in _SPELLINGS:
        name = name.replace(written, sound)
    return _SILENT.sub("", name)


def _find_alike(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give the names that sound the same, that differ by one letter behind the first, or by two that changed places."""
    alike: dict[str, list[str]] = {}
    for name in names:
        sounding = alike.setdefault(f"={_sound(name)}", [])
        yield from ((other, name) for other in sounding[-MOST_ALIKE:])
        sounding.append(name)
        for key in (name[:2], name[0] + name[-3:]):
            others = alike.setdefault(key, [])
            for other in others[-MOST_ALIKE:]:
                if (other[-2:] == name[-2:] or other[:3] == name[:3]) and _edit(other, name):
                    yield other, name
            others.append(name)


@dataclass(frozen=True, slots=True)
class _Edit:
    """What makes one spelling of another: these letters instead of those, between two letters."""

    old: str
    new: str
    before: str
    after: str
    length: int
    sounds_same: bool = False

    @property
    def is_inside(self) -> bool:
        return bool(self.before and self.after)

    @property
    def is_doubling(self) -> bool:
        """ "Hennessey", "Henessey"; "Zelenskyy", "Zelensky"."""
        letter = self.old or self.new
        return not (self.old and self.new) and letter in (self.before, self.after) and (self.is_inside or letter != "s")

    @property
    def is_same_sound(self) -> bool:
        """ "Volkov", "Volkow"; "Thomas", "Tomas"; "Brunic", "Brunich"; "Katharina", "Catarina"."""
        if self.sounds_same:
            return True
        if self.old and self.new:
            return bool(self.before) and frozenset((self.old, self.new)) in _SOUNDS
        return bool(self.before) and "h" in (self.old, self.new)

    @property
    def is_slip(self) -> bool:
        """ "Bozoum", "Bazoum"; "Kowalczyk", "Kowalcyzk"; "Markovich", "Markovitch"."""
        if not self.is_inside:
            return False
        if self.old and self.new:
            return len(self.old) > 1 or {self.old, self.new} <= _VOWELS
        letter = self.old or self.new
        return letter in _SLIPPED_IN or letter + self.after in ("tc", "ck")

    @property
    def is_sure(self) -> bool:
        """Whether no two names that are not one differ so: they sound the same."""
        return self.is_doubling or self.is_same_sound

    @property
    def is_swap(self) -> bool:
        """Whether two letters changed places: "Castleton", "Castelton"."""
        return self.is_inside and len(self.old) == 2 == len(self.new)

    @property
    def is_likely(self) -> bool:
        """Whether both may be meant for one name."""
        return self.is_doubling or self.is_same_sound or self.is_slip or (self.is_inside and self.length >= LONG)


def _edit(one: str, other: str) -> _Edit | None:
    """How two spellings differ; None where it is more than one letter or two that changed places, and they sound unlike."""
    length = max(len(one), len(other))
    first, most = 0, min(len(one), len(other))
    while first < most and one[first] == other[first]:
        first += 1
    last = 0
    while last < most - first and one[-1 - last] == other[-1 - last]:
        last += 1
    old, new = one[first : len(one) - last], other[first : len(other) - last]
    sounds_same = length >= _SHORTEST_BY_SOUND and _sound(one) == _sound(other)
    small = max(len(old), len(new)) == 1 or (len(old) == 2 and old == new[::-1])
    if old == new or not (small or sounds_same):
        return None
    before, after = (one[:first][-1:], one[len(one) - last :][:1]) if small else ("", "")
    return _Edit(old, new, before, after, length, sounds_same)


@dataclass(frozen=True, slots=True)
class _Judge:
    """Decides whether two spellings are one name by what stands around them."""

    drafts: Sequence[Draft]
    texts: Sequence[Words]
    spelled: Mapping[str, Sequence[tuple[int, int]]]
    vocabulary: Vocabulary

    def compare(self, one: str, other: str) -> Finding | None:
        """The finding of two spellings, None where they may well be two names."""
        rare, usual = sorted((other, one), key=lambda name: len(self.spelled[name]))
        edit = _edit(one, other)
        if edit is None or edit.length < SHORTEST or len(self.spelled[rare]) > 1 or self._is_word(rare) or self._is_word(usual):
            return None
        odds, known = self._sightings(rare), self._sightings(usual)
        return self._judge(odds[0], known, edit) if odds and known and not _tells_apart(odds[0], known) else None

    def _judge(self, odd: _Sighting, known: Sequence[_Sighting], edit: _Edit) -> Finding | None:
        if self._is_lone_surname(odd, known, edit):
            return _finding(odd, known[0], person=True)
        for sighting in known:
            if kind := self._stand_alike(odd, sighting, edit):
                return _finding(odd, sighting, person=kind == "person")
        return None

    def _is_word(self, name: str) -> bool:
        """Tell whether it is a word of the language: written small elsewhere."""
        return sum(text.forms.count(name) for text in self.texts) > len(self.spelled[name])

    def _sightings(self, name: str) -> list[_Sighting]:
        wanted = self.spelled[name][:MOST_SEEN]
        return [found for number, start in wanted if (found := self._sighting(self.texts[number], start))]

    def _sighting(self, words: Words, start: int) -> _Sighting | None:
        """The statement and the word at a character; None in what was set aside."""
        for n, draft in enumerate(self.drafts, 1):
            if draft.passage.words is words and draft.first < draft.last:
                begin, end = words.places[draft.first], words.places[draft.last - 1]
                if begin <= start <= end:
                    place = next((at for at in range(draft.first, draft.last) if words.places[at] == start), None)
                    return _Sighting(words, place, draft, n) if place is not None else None
        return None

    def _stand_alike(self, odd: _Sighting, known: _Sighting, edit: _Edit) -> str:
        """Say what both are, "person" or "thing", where the same words stand beside them; empty where not."""
        before = odd.form(-1)
        if self._is_office(before) and before == known.form(-2) and known.is_capital(-1):
            return "person" if edit.is_likely and odd.ends_name and known.ends_name else ""
        if before and before == known.form(-1) and odd.ends_name and known.ends_name:
            if self._is_office(before):
                return "person" if edit.is_likely else ""
            if odd.is_capital(-1) and known.is_capital(-1) and self._may_be_first_name(before):
                return "person" if edit.is_inside or edit.is_likely else ""
            if before in _WATERS and odd.is_capital(-1) and known.is_capital(-1):
                return "thing" if edit.is_likely else ""
            if before == "of" and odd.form(-2) == known.form(-2) and odd.form(-2) in _PLACES:
                return "thing" if edit.is_likely else ""
        return self._share_last_name(odd, known, edit) or self._is_one_place(odd, known, edit)

    def _share_last_name(self, odd: _Sighting, known: _Sighting, edit: _Edit) -> str:
        """The same for what stands before the same word: a first name, or the first word of the name of a body."""
        after = odd.form(1)
        if not after or after != known.form(1):
            return ""
        if not (odd.is_capital(1) and known.is_capital(1)):
            linked = self.vocabulary[after] & NAME_LINK and odd.form(2) == known.form(2) and odd.is_capital(2)
            if not linked:
                return "thing" if edit.is_sure and after in _THINGS else ""
        body = any(self.vocabulary[odd.form(step)] & (ORGANISATION_HEAD | OUTLET_NAME_WORD) for step in (1, 2))
        if body or after in _THINGS:
            between = odd.form(-1) and odd.form(-1) == known.form(-1)
            return "thing" if edit.is_likely and (between or odd.form(-1) not in _NO_FIRST_NAME) else ""
        return "person" if edit.is_sure or edit.is_swap else ""

    def _is_one_place(self, odd: _Sighting, known: _Sighting, edit: _Edit) -> str:
        """Tell that it is the name of one place where both stand alone behind "in" or the like, or where a sentence begins."""
        alone = all(self._may_be_place(sighting) for sighting in (odd, known))
        placed = any(sighting.form(-1) in _STANDING for sighting in (odd, known))
        return "thing" if alone and placed and edit.is_sure and edit.length >= _SHORTEST_OF_PLACES else ""

    def _may_be_place(self, sighting: _Sighting) -> bool:
        before = sighting.form(-1)
        return sighting.ends_name and (before in _STANDING or not before or not before[0].isalnum())

    def _is_office(self, form: str) -> bool:
        return bool(self.vocabulary[form] & (HONORIFIC | OFFICE)) and form not in _COURTESY and form not in _KIN

    def _may_be_first_name(self, form: str) -> bool:
        known = self.vocabulary[form] & (FUNCTION_WORD | DETERMINER | ADVERB | TIME_WORD | AUXILIARY)
        return not known and form[0].isalpha() and form not in _NO_FIRST_NAME | _COURTESY and len(form) > 1

    def _is_lone_surname(self, odd: _Sighting, known: Sequence[_Sighting], edit: _Edit) -> bool:
        """Tell whether a surname stands alone as if its bearer had been named in full, which only the other spelling was."""
        if not edit.is_likely or odd.draft.passage.role is Role.HEADLINE or not self._stands_alone(odd):
            return False
        return any(self._is_introduced(one) for one in known if one.sentence <= odd.sentence and one.ends_name)

    def _may_act(self, form: str) -> bool:
        """Tell whether it may be a verb behind a name that opens its sentence: "Prackh sat"."""
        return form.isalpha() and not self.vocabulary[form] & (PREPOSITION | DETERMINER | CONJUNCTION)

    def _is_introduced(self, known: _Sighting) -> bool:
        """Tell whether an office or a first name stands before it."""
        before = known.form(-1)
        return self._is_office(before) or (known.is_capital(-1) and self._may_be_first_name(before))

    def _stands_alone(self, odd: _Sighting) -> bool:
        """Tell whether it is used as a surname: not "in Volkow", not "Tom Volkow", not "the Volkow"."""
        before, after = odd.form(-1), odd.form(1)
        if odd.is_capital(1) or after in ("and", "&") or before in ("and", "&"):
            return False
        if before.isalnum() and not (odd.is_capital(-1) and self._may_be_first_name(before)):
            return before not in _PLACING or after == "'s" or (before == "to" and odd.form(-2) == "according")
        speaks = self.vocabulary[after] & (SAYING | AUXILIARY) or after == "'s" or self._may_act(after)
        return not odd.is_capital(-1) and bool(speaks or (after == "," and odd.form(2).isdigit()))


def _tells_apart(odd: _Sighting, known: Sequence[_Sighting]) -> bool:
    """Tell whether one sentence names both, or speaks of relatives or of two: then they are two."""
    if any(sighting.sentence == odd.sentence for sighting in known):
        return True
    return any(map(_speaks_of_two, (odd, known[0]) if len(known) == 1 else (odd,)))


def _speaks_of_two(sighting: _Sighting) -> bool:
    """Tell whether its sentence speaks of relatives or of another place, or the words behind it of both."""
    passage, forms = sighting.draft.passage, sighting.words.forms
    following = forms[passage.last : passage.last + 2]
    own = frozenset(forms[passage.first : passage.last])
    return not own.isdisjoint(_KIN | _ELSEWHERE) or not _BOTH.isdisjoint(following) or tuple(following) in _THE_TWO


def _finding(odd: _Sighting, known: _Sighting, *, person: bool) -> Finding:
    """Both spellings with their sentences, in the order of the text."""
    one, other = sorted((odd, known), key=lambda sighting: sighting.n)
    facts: dict[str, Fact] = {
        "names": (one.text(), other.text()),
        "sentence": one.sentence,
        "other": other.sentence,
        "person": int(person),
    }
    return Finding(FindingKind.NAMES_DIFFER, (one.n, other.n), facts)
