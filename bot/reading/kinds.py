"""What kind of source a noun phrase names, decided by its last noun and by the names in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bot.model import SourceKind
from bot.reading.phrases import Stretch
from bot.text.words import Words


class Named(NamedTuple):
    """A noun phrase as a source: its kind, the name in it if it has one, and the pronoun group that may stand for it later."""

    kind: SourceKind
    name: str | None
    pronouns: str = "thing"
    pronoun: str = ""
    maybe_thing: bool = False
    """Whether a single name may be a company's or a country's as well as a person's."""


_GENERIC = {
    "person-pronouns": "person",
    "group-pronouns": "group",
    "thing-pronouns": "thing",
}


@dataclass(frozen=True, slots=True)
class Kinds:
    """Tells what a phrase names, with the word lists of one language."""

    words: Words
    lists: Mapping[str, frozenset[str]]

    def name(self, stretch: Stretch) -> Named | None:
        """What the phrase names; None where it can be nobody's word ("there", "what", a bare verb)."""
        first, last = stretch
        forms, lists = self.words.forms, self.lists
        if last - first == 1:
            pronoun = self._pronoun(forms[first])
            if pronoun:
                return pronoun
            if forms[first] in lists["own-voice"] or forms[first] in lists["no-source"]:
                return None
        if forms[first] == "the" and forms[last - 1] == "old" and self.words.forms[last - 3 : last - 1] and forms[last - 2] == "year":
            return Named(SourceKind.PERSON, None, "person", "the")
        counted = self._part_of_many(first, last)
        if counted:
            return counted
        core_last = self._core_end(first, last)
        head = self._head(first, core_last)
        return self._of_core(first, core_last, last, head) if forms[core_last - 1] not in lists["instructions"] or core_last - first > 1 else None

    def _part_of_many(self, first: int, last: int) -> Named | None:
        """ "One of the victims" is somebody, "many of them" a crowd, and neither has a name."""
        forms = self.words.forms
        if last - first < 3 or forms[first + 1] != "of":
            return None
        if forms[first] in self.lists["quantifiers-of-crowds"]:
            return Named(SourceKind.COLLECTIVE, None, "group")
        if forms[first] in self.lists["numbers"] or forms[first].isdigit():
            return Named(SourceKind.UNNAMED_SPECIFIC, None, "person" if forms[first] == "one" else "group")
        return None

    def _head(self, first: int, core: int) -> str:
        """The phrase's own noun; two words where they make one ("coast guard")."""
        forms = self.words.forms
        pair = " ".join(forms[core - 2 : core]) if core - first > 1 else ""
        return pair if pair in self.lists["organisation-heads"] or pair in self.lists["outlet-heads"] else forms[core - 1]

    def _pronoun(self, form: str) -> Named | None:
        for listed, pronouns in _GENERIC.items():
            if form in self.lists[listed]:
                kind = SourceKind.PERSON if pronouns == "person" else SourceKind.ORGANISATION
                return Named(kind, None, pronouns, form)
        return None

    def _of_core(self, first: int, core: int, last: int, head: str) -> Named | None:
        forms, lists = self.words.forms, self.lists
        outlet = self._outlet(first, core)
        if outlet:
            return Named(SourceKind.OUTLET, outlet)
        apposed = self._person(core + 1, last) if core + 1 < last and forms[core] == "," else None
        if apposed and head not in lists["spokespeople"] and not self._person(first, core):
            return Named(SourceKind.PERSON, apposed, "person")
        if head in lists["unnamed-heads"]:
            return Named(self._unnamed(first, core, last), None, "group")
        if head in lists["spokespeople"]:
            return self._spokesman(first, core, last)
        person = self._person(first, core)
        if person:
            return Named(SourceKind.PERSON, person, "person")
        if head in lists["document-heads"] and not self._is_crowd(first):
            return Named(SourceKind.DOCUMENT, self._capitals(first, core) if self.words.is_capital(core - 1) else None)
        if self._has_outlet_head(first, core, head):
            return Named(SourceKind.OUTLET, self._capitals(first, core))
        if head in lists["collective-heads"] and not self._counted(first):
            return Named(SourceKind.COLLECTIVE, None, "group")
        if head in lists["organisation-heads"]:
            return Named(SourceKind.ORGANISATION, self._body(first, core) or self._body(core + 1, last))
        if head in lists["role-heads"] or head in lists["offices"]:
            return self._role(first, core, head)
        return self._other(first, core, head)

    def _core_end(self, first: int, last: int) -> int:
        """Where the phrase's own noun ends: before "of", "for", "who", a comma."""
        forms, lists = self.words.forms, self.lists
        for place in range(first + 1, last):
            form = forms[place]
            if form == "," or form == "(" or form in lists["relative-pronouns"]:
                return place
            if (form in lists["prepositions"] or form in lists["participles"]) and not self._inside_name(place, last):
                return place
        return last

    def _inside_name(self, place: int, last: int) -> bool:
        """ "Voice of America": a preposition between two capitals that together are an outlet's name."""
        forms = self.words.forms
        return place + 1 < last and " ".join(forms[place - 1 : place + 2]) in self.lists["outlets"]

    def _outlet(self, first: int, last: int) -> str | None:
        forms = self.words.forms
        start = first + 1 if forms[first] in ("the", "a", "an") else first
        for place in range(start, last):
            if self.words.is_capital(place):
                joined = " ".join(forms[place:last])
                if joined in self.lists["outlets"] or last - place > 1 and forms[place] == "the" and " ".join(forms[place + 1 : last]) in self.lists["outlets"]:
                    return self._text(place, last)
        if last - start >= 2 and forms[last - 1] in self.lists["outlet-name-words"] and self.words.is_capital(last - 1) and self.words.is_capital(last - 2):
            return self._text(start, last)
        return self._introduced_outlet(first, last)

    def _introduced_outlet(self, first: int, last: int) -> str | None:
        """ "Public broadcaster Yle", "the newspaper Record": what the noun says the name is."""
        for place in range(last - 2, first - 1, -1):
            if self.words.forms[place] in self.lists["outlet-heads"] and not self.words.is_capital(place) or place > first and self.words.forms[place] in self.lists["outlet-heads"]:
                rest = range(place + 1, last)
                return self._text(place + 1, last) if all(self.words.is_capital(number) for number in rest) else None
        return None

    def _has_outlet_head(self, first: int, last: int, head: str) -> bool:
        return head in self.lists["outlet-heads"] and not self.words.is_capital(last - 1)

    def _unnamed(self, first: int, core: int, last: int) -> SourceKind:
        """ "Sources" alone is bare; "three Malian sources" or "a source close to the talks" says more."""
        forms = self.words.forms
        if any(form not in self.lists["bare-modifiers"] for form in forms[first : core - 1]):
            return SourceKind.UNNAMED_SPECIFIC
        return SourceKind.UNNAMED_SPECIFIC if last > core else SourceKind.UNNAMED_BARE

    def _spokesman(self, first: int, core: int, last: int) -> Named:
        """A spokesman of a named body speaks for that body; one of no named body is nobody a reader could find."""
        comma = next((place for place in range(core, last) if self.words.forms[place] == ","), last)
        person = self._person(first, core, required=2) or self._person(comma + 1, last, required=2)
        if person and not self._is_body(person):
            return Named(SourceKind.PERSON, person, "person")
        body = self._body(first, core - 1) or self._body(core + 1, last)
        owned = any(form in self.lists["organisation-heads"] for form in self.words.forms[first:last])
        if body or owned or self.words.forms[first] in ("the", *self.lists["possessives"]):
            return Named(SourceKind.ORGANISATION, body, "person")
        return Named(SourceKind.UNNAMED_SPECIFIC, None, "person")

    def _body(self, first: int, last: int) -> str | None:
        """The name of a body: the phrase without its article, where a capital makes it a name ("France's foreign ministry")."""
        while first < last and self.words.forms[first] in self.lists["determiners"]:
            first += 1
        if first >= last or not any(self.words.is_capital(place) for place in range(first, last)):
            return None
        if last - first > 1 and self.words.forms[last - 1] == "'s":
            last -= 1
        return self._text(first, last)

    def _is_body(self, name: str) -> bool:
        words = name.lower().split()
        return words[-1] in self.lists["organisation-heads"]

    def _person(self, first: int, core: int, required: int = 1) -> str | None:
        """A proper name behind a title, or of two words or more that is no body's."""
        forms, lists = self.words.forms, self.lists
        best: tuple[int, int] | None = None
        place = first
        while place < core:
            if not self._is_name_word(place, first):
                place += 1
                continue
            start = place
            while place < core and (self._is_name_word(place, first) or self._links(place, core)):
                place += 1
            best = (start, place)
        if best is None or best[1] != core:
            return None
        start, end = best
        titled = start > first and (forms[start - 1] in lists["honorifics"] or forms[start - 1] in lists["offices"] or forms[start - 1] in lists["role-heads"] or forms[start - 1] == ".")
        for place in range(start, end - 1):
            if forms[place] in lists["honorifics"] or forms[place] in lists["offices"]:
                titled, start = True, place + 1
        while start < end and forms[start] == ".":
            start += 1
        length = sum(form[0].isalpha() for form in forms[start:end])
        if not length or forms[end - 1] in lists["organisation-heads"] or (length < 2 and not titled) or length < required and not titled:
            return None
        if any(self.words.is_all_capitals(number) and length < 3 for number in range(start, end)) and not self.words.cased.isupper() and not titled:
            return None
        return self._text(start, end)

    def _is_name_word(self, place: int, first: int) -> bool:
        form = self.words.forms[place]
        if not form[0].isalpha() or not self.words.is_capital(place):
            return False
        lists = self.lists
        return not (form in lists["function-words"] or form in lists["role-heads"] or form in lists["determiners"])

    def _links(self, place: int, core: int) -> bool:
        forms = self.words.forms
        if forms[place] == ".":
            return place > 0 and (len(forms[place - 1]) == 1 or forms[place - 1] in self.lists["abbreviated-titles"])
        return place + 1 < core and forms[place] in ("de", "del", "van", "von", "der", "al", "bin", "el", "la", "da") and self.words.is_capital(place + 1)

    def _role(self, first: int, core: int, head: str) -> Named:
        """ "The mayor" is somebody; "a mayor", "officials" are not; "some residents" believe as a crowd."""
        forms, lists = self.words.forms, self.lists
        if self._is_crowd(first):
            return Named(SourceKind.COLLECTIVE, None, "group")
        definite = forms[first] in ("the", "that", "this") or forms[first] in lists["possessives"] or "'s" in forms[first:core]
        if head in lists["offices"] and (definite or self.words.is_capital(core - 1) and forms[first] not in ("a", "an", "one")):
            return Named(SourceKind.PERSON, None, "person")
        return Named(SourceKind.UNNAMED_SPECIFIC, None, "group" if head.endswith("s") else "person")

    def _is_crowd(self, first: int) -> bool:
        return self.words.forms[first] in self.lists["quantifiers-of-crowds"]

    def _counted(self, first: int) -> bool:
        form = self.words.forms[first]
        return form[0].isdigit() or form in self.lists["numbers"] or form in ("the", "a", "an", *self.lists["possessives"])

    def _other(self, first: int, core: int, head: str) -> Named | None:
        """A bare name, or a noun of no known kind."""
        forms, lists = self.words.forms, self.lists
        if self._is_crowd(first):
            return Named(SourceKind.COLLECTIVE, None, "group")
        if core - first == 1 and head.endswith(tuple(lists["people-endings"])):
            return Named(SourceKind.UNNAMED_SPECIFIC, None, "group")
        if self.words.is_capital(core - 1) and head not in lists["function-words"]:
            name = self._capitals(first, core)
            kind = SourceKind.ORGANISATION if self.words.is_all_capitals(core - 1) or forms[first] == "the" else SourceKind.PERSON
            return Named(kind, name, "person" if kind is SourceKind.PERSON else "thing", maybe_thing=core - first == 1)
        if forms[first] in lists["determiners"] or forms[first][0].isdigit() or "'s" in forms[first:core]:
            owned = forms[first] in lists["possessives"] or "'s" in forms[first:core]
            if owned and not (head.endswith("s") and not self.words.is_capital(core - 1)):
                return Named(SourceKind.PERSON, None, "person")
            return Named(SourceKind.UNNAMED_SPECIFIC, None, "group" if head.endswith("s") else "person")
        if head in lists["no-source"] or head in lists["function-words"] or head in lists["time-words"]:
            return None
        if core - first == 1 and not head.endswith(tuple(lists["noun-endings"])):
            return None
        return Named(SourceKind.UNNAMED_SPECIFIC, None, "group")

    def _capitals(self, first: int, last: int) -> str | None:
        """The longest run of capitalised words, the body's or document's own name."""
        best, start = (0, 0), None
        for place in range(first, last + 1):
            inside = place < last and (
                self.words.is_capital(place) and self.words.forms[place] not in self.lists["function-words"]
                or start is not None and self.words.forms[place] in ("of", "for", "and", "&", ".") and place + 1 < last and self.words.is_capital(place + 1)
            )
            if inside and start is None:
                start = place
            elif not inside and start is not None:
                best = max(best, (start, place), key=lambda run: run[1] - run[0])
                start = None
        return self._text(*best) if best[1] else None

    def _text(self, first: int, last: int) -> str:
        words = self.words
        return words.cased[words.places[first] : words.places[last - 1] + len(words.forms[last - 1])]
