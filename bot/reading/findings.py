"""What is seen across sentences: each kind has one function that looks for it and keeps silent when unsure."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from bot.model import Certainty, Fact, Family, Finding, FindingKind, Part, Polarity, Role, SourceKind, Statement, Status
from bot.reading.content import Content
from bot.reading.outline import Passage
from bot.reading.sources import Voice
from bot.reading.statements import Draft
from bot.rulebook import Rulebook

FEWEST_FOR_DEPTH = 6
"""Body sentences below which it does not matter how deep a caveat sits."""
FEWEST_FOR_SILENCE = 3
MOST_COMPARED = 60
"""Caveats that are compared, and statements on either side of one that it is compared with: so the time stays linear."""
_DOUBTING = frozenset(
    (Family.UNCONFIRMED, Family.DENIAL, Family.DISPUTE, Family.WITHDRAWN, Family.HEARSAY, Family.HEDGE, Family.UNNAMED)
)
_CAVEATS = frozenset((Status.UNCONFIRMED, Status.DENIED, Status.DISPUTED, Status.WITHDRAWN))
_FLAT = frozenset((Status.STATED, Status.CONFIRMED))
_UNNAMED = frozenset((SourceKind.UNNAMED_BARE, SourceKind.UNNAMED_SPECIFIC, SourceKind.COLLECTIVE))


@dataclass(frozen=True, slots=True)
class Seen:
    """All statements of an article, beside the drafts they were made from."""

    statements: Sequence[Statement]
    drafts: Sequence[Draft]
    rulebook: Rulebook
    caveats: Sequence[tuple[Statement, Draft]]
    """Those that say something is unconfirmed, denied, disputed or withdrawn."""
    contents: dict[tuple[int, int, int], Content] = field(default_factory=dict)
    """What has been worked out before, by the words it is about."""

    def unconfirmed(self) -> list[tuple[Statement, Draft]]:
        """Those of the body that say something is not confirmed."""
        return [pair for pair in self.caveats if pair[0].status is Status.UNCONFIRMED and pair[0].role is Role.BODY]

    def flat_headline(self) -> tuple[Statement, Content] | None:
        """The first statement of the headline and what it is about, where it is said as fact and there are caveats to compare."""
        first = self.statements[0] if self.caveats else None
        return (first, self.content(self.drafts[0])) if first and first.role is Role.HEADLINE and _is_flat(first) else None

    def content(self, draft: Draft) -> Content:
        """What a statement is about."""
        return self._content(draft.passage, draft.first, draft.last)

    def _content(self, passage: Passage, first: int, last: int) -> Content:
        key = id(passage.words), first, last
        if key not in self.contents:
            self.contents[key] = Content(passage.words, first, last, self.rulebook.lists)
        return self.contents[key]

    def doubted(self, draft: Draft) -> Content:
        """What its caveat is about: the words in the caveat's scope."""
        for cue in draft.cues:
            scope = draft.scopes.get(cue)
            if scope and cue.rule.family in (Family.UNCONFIRMED, Family.DENIAL, Family.WITHDRAWN) and scope.first < scope.last:
                return self._content(draft.passage, scope.first, scope.last)
        return self.content(draft)


def link_back(statements: Sequence[Statement], rulebook: Rulebook) -> tuple[Statement, ...]:
    """Link "the report", "this", "it" in what a caveat is about to the earlier statement it fits; to none where none fits."""
    linked = list(statements)
    for place, statement in enumerate(statements):
        if statement.about and statement.role is Role.BODY and _points_back(statement.about.text, rulebook):
            target = _antecedent(place, statements)
            if target is not None:
                linked[place] = replace(statement, about=replace(statement.about, refers_to=target))
    return tuple(linked)


def _points_back(about: str, rulebook: Rulebook) -> bool:
    """Tell whether it is "the report", "this claim" or the like, and no more."""
    telling: list[str] = []
    for word in map(_bare, reversed(about.split())):
        if word not in rulebook.lists["determiners"]:
            telling.append(word)
            if len(telling) > 2 or telling[0] not in rulebook.lists["pointers"]:
                return False
    return bool(telling)


def _bare(word: str) -> str:
    return word.strip("\"'.,").lower()


def _antecedent(place: int, statements: Sequence[Statement]) -> int | None:
    """The number of the statement before this one that it may point back to."""
    for earlier in range(place - 1, max(-1, place - 4), -1):
        statement = statements[earlier]
        if (
            statement.role is Role.BODY
            and statement.status not in _CAVEATS
            and statement.status is not Status.OTHER
            and statement.sentence >= statements[place].sentence - 2
        ):
            return statement.n
    return None


def find_findings(statements: Sequence[Statement], drafts: Sequence[Draft], rulebook: Rulebook) -> tuple[Finding, ...]:
    """All findings, in the order of `FindingKind`, each kind at most once."""
    caveats = [(statement, draft) for statement, draft in zip(statements, drafts, strict=True) if statement.status in _CAVEATS]
    seen = Seen(statements, drafts, rulebook, caveats)
    kept = [finding for look in _LOOKS if (finding := look(seen))]
    if any(finding.kind is FindingKind.HEADLINE_OUTRUNS_BODY for finding in kept):
        kept = [finding for finding in kept if finding.kind is not FindingKind.CAVEAT_NEAR_HEADLINE]
    return tuple(kept)


def _headline_outruns_body(seen: Seen) -> Finding | None:
    """The headline says flatly what the body calls unconfirmed, denied or taken back."""
    headline = seen.flat_headline()
    if headline is None:
        return None
    said, head = headline
    for statement, draft in seen.caveats:
        if statement.role is Role.BODY and (seen.doubted(draft).says_same(head) or _points_to(seen, statement, head)):
            facts: dict[str, Fact] = {
                "headline": said.text,
                "words": _caveat_words(statement),
                "sentence": statement.sentence,
            }
            return Finding(FindingKind.HEADLINE_OUTRUNS_BODY, (said.n, statement.n), facts)
    return None


def _points_to(seen: Seen, statement: Statement, head: Content) -> bool:
    """Tell whether the caveat points back to a statement that says what the headline says."""
    if statement.about is None or statement.about.refers_to is None:
        return False
    target = seen.content(seen.drafts[statement.about.refers_to - 1])
    return head.says_same(target)


def _caveat_near_headline(seen: Seen) -> Finding | None:
    """A caveat in the body about a name that stands in a flat headline: related, not the same."""
    headline = seen.flat_headline()
    if headline is None:
        return None
    said, head = headline
    for statement, draft in seen.unconfirmed():
        if head.shares_names(seen.doubted(draft)):
            facts: dict[str, Fact] = {
                "headline": said.text,
                "words": _caveat_words(statement),
                "sentence": statement.sentence,
                "about": statement.about.text if statement.about else "",
            }
            return Finding(FindingKind.CAVEAT_NEAR_HEADLINE, (said.n, statement.n), facts)
    return None


def _flat_here_unconfirmed_there(seen: Seen) -> Finding | None:
    """One sentence of the body says flatly what another calls unconfirmed."""
    caveats = seen.unconfirmed()[:MOST_COMPARED]
    flat = _flat_places(seen.statements) if caveats else []
    for statement, draft in caveats:
        near = flat[bisect_left(flat, statement.n - MOST_COMPARED) : bisect_left(flat, statement.n + MOST_COMPARED)]
        twin = _flat_twin(seen, statement, seen.doubted(draft), near)
        if twin:
            facts: dict[str, Fact] = {
                "flat": twin.sentence,
                "sentence": statement.sentence,
                "words": _caveat_words(statement),
            }
            return Finding(FindingKind.FLAT_HERE_UNCONFIRMED_THERE, (twin.n, statement.n), facts)
    return None


def _flat_places(statements: Sequence[Statement]) -> list[int]:
    """The places of what the body says as fact."""
    stated = [(place, one) for place, one in enumerate(statements) if one.status in _FLAT and one.role is Role.BODY]
    return [place for place, one in stated if _is_flat(one)]


def _flat_twin(seen: Seen, statement: Statement, doubted: Content, flat: Sequence[int]) -> Statement | None:
    """The first of the flat statements at these places that says what this one doubts, or that it points back to."""
    refers_to = statement.about.refers_to if statement.about else None
    for place in flat:
        other = seen.statements[place]
        if other.sentence != statement.sentence and (other.n == refers_to or doubted.says_same(seen.content(seen.drafts[place]))):
            return other
    return None


def _caveat_depth(seen: Seen) -> Finding | None:
    """Every line that says "not confirmed" stands in the lower part, behind a flat beginning."""
    caveats = [statement for statement, _ in seen.caveats if statement.status is Status.UNCONFIRMED]
    total = seen.statements[-1].sentence if caveats else 0
    if total < FEWEST_FOR_DEPTH:
        return None
    first = caveats[0]
    if first.role is Role.HEADLINE or first.sentence * 3 <= total or first.sentence <= 3:
        return None
    facts: dict[str, Fact] = {
        "words": _caveat_words(first),
        "sentence": first.sentence,
        "of": total,
        "lines": len(caveats),
    }
    return Finding(FindingKind.CAVEAT_DEPTH, tuple(statement.n for statement in caveats), facts)


def _not_confirmed_by(seen: Seen) -> Finding | None:
    """Who could not confirm and who did not comment; or that something is unconfirmed and nobody is named for it."""
    could_not: list[str] = []
    silent: list[str] = []
    numbers, words = [], ""
    for statement, draft in zip(seen.statements, seen.drafts, strict=True):
        doubted = statement.status is Status.UNCONFIRMED
        mine = [voice for voice in draft.voices if voice.part is Part.COULD_NOT_CONFIRM] if draft.voices else ()
        if not (mine or doubted or draft.silent):
            continue
        quiet = [_shown(voice, draft) for voice in draft.silent if _is_tellable(voice, draft, seen)]
        if mine or doubted or quiet:
            vouching = [voice for voice in draft.voices if voice.part is Part.VOUCHES and doubted]
            could_not += [_shown(voice, draft) for voice in mine or vouching if _is_tellable(voice, draft, seen)]
            silent += quiet
            numbers.append(statement.n)
            words = words or _caveat_words(statement)
    if not numbers:
        return None
    facts: dict[str, Fact] = {
        "could_not": tuple(dict.fromkeys(could_not)),
        "no_comment": tuple(dict.fromkeys(silent)),
        "words": words,
    }
    return Finding(FindingKind.NOT_CONFIRMED_BY, tuple(numbers), facts)


def _unnamed_only(seen: Seen) -> Finding | None:
    """Everything that has a source rests on people who are not named."""
    numbers = []
    for statement in seen.statements:
        if statement.sources and any(source.part is Part.VOUCHES for source in statement.sources):
            if not all(source.kind in _UNNAMED for source in statement.sources):
                return None
            numbers.append(statement.n)
    return Finding(FindingKind.UNNAMED_ONLY, tuple(numbers), {"count": len(numbers)}) if len(numbers) >= 2 else None


def _second_hand_origins(seen: Seen) -> Finding | None:
    """The outlets on whose word something here rests."""
    names: dict[str, None] = {}
    numbers: dict[int, None] = {}
    for statement, draft in zip(seen.statements, seen.drafts, strict=True):
        for voice in draft.voices:
            if voice.kind is SourceKind.OUTLET and voice.part in (Part.VOUCHES, Part.ORIGIN):
                names[_shown(voice, draft)] = numbers[statement.n] = None
    return Finding(FindingKind.SECOND_HAND_ORIGINS, tuple(numbers), {"names": tuple(names)}) if names else None


def _silence(seen: Seen) -> Finding | None:
    """No cue of doubt anywhere: said as what it is, silence."""
    for statement in seen.statements:
        if statement.status is not Status.OTHER and _has_doubt(statement):
            return None
    telling = [statement for statement in seen.statements if statement.status is not Status.OTHER]
    if len(telling) < FEWEST_FOR_SILENCE:
        return None
    unsourced = [statement.n for statement in telling if not statement.sources]
    return Finding(FindingKind.SILENCE, tuple(unsourced), {"unsourced": len(unsourced), "of": len(telling)})


def _has_doubt(statement: Statement) -> bool:
    """Tell whether a cue of doubt stands in it, or somebody without a name behind it."""
    doubting = any(cue.family in _DOUBTING for cue in statement.cues)
    return doubting or any(source.kind in _UNNAMED for source in statement.sources)


def _pressure(seen: Seen) -> Finding | None:
    """The text asks to be passed on."""
    pressing = [(statement, cue) for statement in seen.statements for cue in statement.cues if cue.family is Family.PRESSURE]
    if not pressing:
        return None
    return Finding(
        FindingKind.PRESSURE, tuple(dict.fromkeys(statement.n for statement, _ in pressing)), {"words": pressing[0][1].text}
    )


def _is_flat(statement: Statement) -> bool:
    return statement.status in _FLAT and statement.certainty is Certainty.CERTAIN and statement.polarity is Polarity.POSITIVE


def _caveat_words(statement: Statement) -> str:
    """The cue that decided, in the text's own words."""
    for cue in statement.cues:
        if cue.family in (Family.UNCONFIRMED, Family.DENIAL, Family.DISPUTE, Family.WITHDRAWN, Family.NO_COMMENT):
            return cue.text
    return statement.cues[0].text if statement.cues else ""


def _is_tellable(voice: Voice, draft: Draft, seen: Seen) -> bool:
    """Tell whether a reader learns who it is: "he" of nobody known tells nothing."""
    form = draft.passage.words.forms[voice.first]
    lists = seen.rulebook.lists
    return bool(voice.name) or not (
        form in lists["person-pronouns"] or form in lists["group-pronouns"] or form in lists["thing-pronouns"]
    )


def _shown(voice: Voice, draft: Draft) -> str:
    return voice.name or draft.passage.text_of(voice.first, voice.last)


_LOOKS: Sequence[Callable[[Seen], Finding | None]] = (
    _headline_outruns_body,
    _caveat_near_headline,
    _flat_here_unconfirmed_there,
    _caveat_depth,
    _not_confirmed_by,
    _unnamed_only,
    _second_hand_origins,
    _silence,
    _pressure,
)
