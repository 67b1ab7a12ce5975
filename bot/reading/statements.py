"""A sentence into statements: split where its status changes, each with its cues, sources and status."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.model import Family, Part, Polarity, Role, Status
from bot.reading.cues import QUIET, SOMEBODYS, Found, Sifted
from bot.reading.empty import Shapes
from bot.reading.headline import is_question_mark, keep_headline_cues
from bot.reading.outline import Passage
from bot.reading.quotes import Quotes
from bot.reading.scope import Touched, find_scope
from bot.reading.sources import SourceFinder, Voice
from bot.reading.status import IDENTIFIED, propose_status
from bot.rulebook import Where

FEWEST_WORDS = 3
"""Words in a part of a sentence that may be a statement of its own."""
LONGEST_LEAD = 5
"""Words between a hedge that opens a statement and the judgement it leads to."""
_NEGATIVE = frozenset((Status.DENIED, Status.WITHDRAWN))
_NOBODYS = frozenset((Status.STATED, Status.HEDGED, Status.FUTURE))
"""What words that assert nothing may outweigh."""
_AFTER, _NOWHERE, _VOUCHES = Where.AFTER, Where.NONE, Part.VOUCHES
_NO_COMMENT, _VIEW = Family.NO_COMMENT, Family.VIEW
"""Members by a name of their own are found four times as fast, and each cue asks for them."""


@dataclass(slots=True)
class Draft:
    """A statement in the making, in words of its passage."""

    passage: Passage
    quotes: Quotes
    first: int
    last: int
    status: Status
    cues: list[Found]
    voices: list[Voice]
    silent: list[Voice]
    scopes: dict[Found, Touched]
    views: list[Voice]


class Heard(NamedTuple):
    """The cues of a sentence that hold, the sources of those that have one, who kept silent, and whose view is told."""

    cues: list[Found]
    voices: list[Voice]
    silent: list[Voice]
    views: list[Voice]


@dataclass(frozen=True, slots=True)
class Drafter:
    """Drafts the statements of one text's sentences."""

    quotes: Quotes
    finder: SourceFinder
    lists: Mapping[str, frozenset[str]]
    shapes: Shapes

    def draft(self, passage: Passage, sifted: Sifted) -> list[Draft]:
        """The statements of one sentence, in order; nearly always one."""
        drafts = self._split(passage, sifted)
        for draft in drafts if sifted.empty else ():
            if any(self._is_said_in(draft, empty) and _gives_way(draft, empty) for empty in sifted.empty):
                draft.status = Status.OTHER
        for draft in drafts:
            if _only_asks(draft):
                draft.status = Status.OTHER
        return _merged(drafts)

    def _is_said_in(self, draft: Draft, empty: Found) -> bool:
        """Tell whether these words stand in this part, outside quotation marks: what somebody is quoted with is theirs."""
        return draft.first <= empty.first < draft.last and not self.quotes.number[empty.first]

    def _split(self, passage: Passage, sifted: Sifted) -> list[Draft]:
        """The parts of the sentence, each with its status; a part that says no more than its neighbour is still apart."""
        if not sifted.cues:
            return [self._draft(passage, passage.first, passage.last, Heard([], [], [], []), {})]
        heard = self._hear(passage, sifted)
        cues, voices = heard.cues, heard.voices
        stops, quotes, lists = sifted.stops, self.quotes, self.lists
        stretches = [(min(voice.first, voice.cue.first), voice.last) for voice in voices]
        said = [voice.cue.last for voice in voices if voice.first < voice.cue.first and voice.part is _VOUCHES]
        scopes = {cue: find_scope(passage, cue, stops, quotes, stretches, said, lists) for cue in cues}
        parts = self._parts(passage, stops) if stops else ()
        if len(parts) < 2:
            return [self._draft(passage, passage.first, passage.last, heard, scopes)]
        drafts = [self._part(passage, first, last, heard, scopes) for first, last in parts]
        for draft in drafts:
            if draft.status is Status.DENIED and any(_answers(draft, other) for other in drafts):
                draft.status = Status.DISPUTED
        return drafts

    def _hear(self, passage: Passage, sifted: Sifted) -> Heard:
        """The cues that hold, and their sources.

        A verb of saying with no subject vouches for nobody, and a cue that asks for kinds of sources holds for no other: then a
        shorter one inside it gets its turn. Whoever stands behind a quotation says it, where nothing else tells who does.
        """
        heard = Heard([], [], [], [])
        closing = [cue for cue in sifted.cues if passage.words.forms[cue.last - 1] == '"' and cue.rule.source is _AFTER]
        for cue in sifted.cues:
            if cue not in closing and not self._holds(passage, cue, heard):
                inside = (lost.cue for lost in sifted.lost if lost.by is cue and lost.cue.rule is not cue.rule)
                any(self._holds(passage, shorter, heard) for shorter in inside)
        if not heard.voices:
            any(self._holds(passage, cue, heard) for cue in closing)
        title = passage.role is Role.HEADLINE
        kept = keep_headline_cues(heard.cues, passage.words, self.quotes, self.lists, title=title, spoken=bool(heard.voices))
        return _without_own_views(Heard(kept, *heard[1:]))

    def _holds(self, passage: Passage, cue: Found, heard: Heard) -> bool:
        """Tell whether a cue holds; if so it is kept, and its source with the voices, the silent or the views."""
        rule = cue.rule
        voice = self.finder.find(passage, cue) if rule.source is not _NOWHERE else None
        if voice is None:
            if rule.family in SOMEBODYS or rule.source_kinds:
                return False
        elif rule.source_kinds and voice.kind not in rule.source_kinds:
            return False
        else:
            _whose(rule.family, heard).append(voice)
        heard.cues.append(cue)
        return True

    def _parts(self, passage: Passage, stops: Sequence[Found]) -> list[tuple[int, int]]:
        """The parts of the sentence that may be statements of their own: at a stop that splits, outside quotations."""
        parts, first = [], passage.first
        for stop in stops:
            if not stop.rule.splits or self.quotes.number[stop.first]:
                continue
            if self._is_enough(passage, first, stop.first) and self._is_enough(passage, stop.last, passage.last):
                parts.append((first, stop.first))
                first = self._after_mark(passage, stop)
        return [*parts, (first, passage.last)]

    def _after_mark(self, passage: Passage, stop: Found) -> int:
        place = stop.first
        while not passage.words.forms[place][0].isalnum():
            place += 1
        return place

    def _is_enough(self, passage: Passage, first: int, last: int) -> bool:
        count = 0
        for form in passage.words.forms[first:last]:
            count += form[0].isalnum()
            if count == FEWEST_WORDS:
                return True
        return False

    def _part(
        self,
        passage: Passage,
        first: int,
        last: int,
        heard: Heard,
        scopes: Mapping[Found, Touched],
    ) -> Draft:
        mine = [cue for cue in heard.cues if first <= cue.first < last]
        voices = [voice for voice in heard.voices if first <= voice.cue.first < last or self._covers(passage, voice, first, last)]
        mine += [voice.cue for voice in voices if voice.cue not in mine]
        silent, views = ([voice for voice in one if first <= voice.cue.first < last] for one in (heard.silent, heard.views))
        return self._draft(passage, first, last, Heard(mine, voices, silent, views), {cue: scopes[cue] for cue in mine})

    def _draft(self, passage: Passage, first: int, last: int, heard: Heard, scopes: dict[Found, Touched]) -> Draft:
        cues, voices, silent, views = heard
        asks = passage.words.forms[last - 1] == "?" and not self.quotes.number[last - 1]
        if asks and not any(is_question_mark(passage.words, cue) for cue in cues):
            status = Status.OTHER  # a question in the text's own voice asserts nothing, whatever words stand in it
        else:
            status = propose_status(cues, voices) or self._unsaid(passage, first, last, quiet=bool(silent))
        return Draft(passage, self.quotes, first, last, status, cues, voices, silent, scopes, views)

    def _unsaid(self, passage: Passage, first: int, last: int, *, quiet: bool) -> Status:
        """The status of words without a cue that tells: other where they assert nothing, stated where they do."""
        return Status.STATED if quiet or not self.shapes.assert_nothing(passage, first, last) else Status.OTHER

    def _covers(self, passage: Passage, voice: Voice, first: int, last: int) -> bool:
        """Tell whether a source named elsewhere in the sentence vouches for this part, from either end or as its speaker."""
        if voice.part is not _VOUCHES:
            return False
        end = max(voice.last, voice.cue.last)
        trailing = passage.last - end <= 3 and passage.words.forms[min(voice.first, voice.cue.first) - 1] in (",", '"')
        number = self.quotes.number
        speaks = not number[voice.cue.first] and any(number[first:last])
        return trailing or speaks


def _whose(family: Family | None, heard: Heard) -> list[Voice]:
    """Where the source of a cue of this family belongs."""
    return heard.silent if family is _NO_COMMENT else heard.views if family is _VIEW else heard.voices


def _without_own_views(heard: Heard) -> Heard:
    """Leave out whose view is told where the same words vouch or keep silent: "Finch agreed" is Finch's word already."""
    if not heard.views:
        return heard
    named = {(voice.first, voice.last) for voice in (*heard.voices, *heard.silent)}
    told = [voice for voice in heard.views if (voice.first, voice.last) in named]
    kept = [cue for cue in heard.cues if all(cue is not voice.cue for voice in told)]
    return heard._replace(cues=kept, views=[voice for voice in heard.views if voice not in told])


def _only_asks(draft: Draft) -> bool:
    """Tell whether a hedge stands in a request and holds nothing back: "share this, it could save a life"."""
    hedged = draft.status is Status.HEDGED and not draft.voices
    return hedged and any(cue.rule.family is Family.PRESSURE for cue in draft.cues)


def _gives_way(draft: Draft, empty: Found) -> bool:
    """Tell whether words that assert nothing decide: nobody vouches, each cue stands in them ("it might be time they did")."""
    if draft.voices or draft.silent or draft.status not in _NOBODYS:
        return False
    telling = [cue for cue in draft.cues if cue.rule.family not in QUIET]
    return all((cue.first < empty.last and empty.first < cue.last) or _opens(draft, cue, empty) for cue in telling)


def _opens(draft: Draft, cue: Found, empty: Found) -> bool:
    """Tell whether a hedge leads to a judgement: "arguably the finest of them all", "I think the new pier is a disgrace"."""
    between = empty.first - cue.last
    return cue.rule.family is Family.HEDGE and (0 <= between <= 1 or (cue.first == draft.first and between <= LONGEST_LEAD))


def _answers(denial: Draft, other: Draft) -> bool:
    """Tell whether the other part is what is denied: somebody else, whom a reader could find, vouches for it."""
    denying = {(voice.kind, voice.name) for voice in denial.voices if voice.part is Part.DENIES}
    vouching = {(voice.kind, voice.name) for voice in other.voices if voice.part is Part.VOUCHES and voice.kind in IDENTIFIED}
    accused = any(cue.rule.accuses for cue in other.cues)
    return bool(denying) and other is not denial and (accused or bool(vouching - denying))


def find_polarity(draft: Draft, negations: frozenset[str]) -> Polarity:
    """Negative where the statement says that something is not so, or somebody denies it."""
    if draft.status in _NEGATIVE:
        return Polarity.NEGATIVE
    first = draft.first
    said = draft.passage.words.forms[first : draft.last]
    if negations.isdisjoint(said):
        return Polarity.POSITIVE
    forms = [*said]
    for cue in draft.cues:
        inside = slice(max(0, cue.first - first), max(0, cue.last - first))
        forms[inside] = [""] * len(forms[inside])
    return Polarity.POSITIVE if negations.isdisjoint(forms) else Polarity.NEGATIVE


def _merged(drafts: list[Draft]) -> list[Draft]:
    """Join neighbouring parts that say the same of their support, or assert nothing of their own."""
    merged: list[Draft] = []
    for draft in drafts:
        if merged and _is_same(merged[-1], draft):
            before = merged[-1]
            before.last = draft.last
            before.status = min(before.status, draft.status, key=list(Status).index)
            before.cues += [cue for cue in draft.cues if cue not in before.cues]
            before.voices += [voice for voice in draft.voices if voice not in before.voices]
            before.silent += draft.silent
            before.views += draft.views
            before.scopes.update(draft.scopes)
        else:
            merged.append(draft)
    return merged


def _is_same(one: Draft, other: Draft) -> bool:
    if Status.OTHER in (one.status, other.status):
        return True
    return one.status is other.status and {(voice.kind, voice.name) for voice in one.voices} == {
        (voice.kind, voice.name) for voice in other.voices
    }
