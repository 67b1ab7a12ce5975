"""What is seen across sentences: each kind has one function that looks for it and keeps silent when unsure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.model import Certainty, Fact, Family, Finding, FindingKind, Part, Polarity, Role, SourceKind, Statement, Status
from bot.reading.content import Content, find_content
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
_UNNAMED = frozenset((SourceKind.UNNAMED_BARE, SourceKind.UNNAMED_SPECIFIC, SourceKind.COLLECTIVE))


@dataclass(frozen=True, slots=True)
class Seen:
    """All statements of an article, beside the drafts they were made from."""

    statements: Sequence[Statement]
    drafts: Sequence[Draft]
    rulebook: Rulebook
    contents: dict[tuple[int, int, int], Content] = field(default_factory=dict)
    """What has been worked out before, by the words it is about."""

    def pairs(self) -> Iterator[tuple[Statement, Draft]]:
        """Each statement with its draft."""
        return zip(self.statements, self.drafts, strict=True)

    def headline(self) -> tuple[Statement, Draft] | None:
        """The first statement of the headline."""
        first = next(self.pairs(), None)
        return first if first and first[0].role is Role.HEADLINE else None

    def content(self, draft: Draft) -> Content:
        """What a statement is about."""
        return self._content(draft.passage, draft.first, draft.last)

    def _content(self, passage: Passage, first: int, last: int) -> Content:
        key = id(passage.words), first, last
        if key not in self.contents:
            self.contents[key] = find_content(passage.words, first, last, self.rulebook.lists)
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
        if statement.about and statement.role is Role.BODY:
            target = _antecedent(place, statements, rulebook)
            if target is not None:
                linked[place] = replace(statement, about=replace(statement.about, refers_to=target))
    return tuple(linked)


def _antecedent(place: int, statements: Sequence[Statement], rulebook: Rulebook) -> int | None:
    about = statements[place].about
    words = [] if about is None else [word.strip("\"'.,").lower() for word in about.text.split()]
    telling = [word for word in words if word not in rulebook.lists["determiners"]]
    if not telling or len(telling) > 2 or telling[-1] not in rulebook.lists["pointers"]:
        return None
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
    seen = Seen(statements, drafts, rulebook)
    found = (look(seen) for look in _LOOKS)
    kept = [finding for finding in found if finding]
    if any(finding.kind is FindingKind.HEADLINE_OUTRUNS_BODY for finding in kept):
        kept = [finding for finding in kept if finding.kind is not FindingKind.CAVEAT_NEAR_HEADLINE]
    return tuple(kept)


def _headline_outruns_body(seen: Seen) -> Finding | None:
    """The headline says flatly what the body calls unconfirmed, denied or taken back."""
    headline = seen.headline()
    if headline is None or not _is_flat(headline[0]):
        return None
    head = seen.content(headline[1])
    for statement, draft in seen.pairs():
        if (
            statement.role is Role.BODY
            and _is_caveat(statement)
            and (seen.doubted(draft).says_same(head) or _points_to(seen, statement, head))
        ):
            facts: dict[str, Fact] = {
                "headline": headline[0].text,
                "words": _caveat_words(statement),
                "sentence": statement.sentence,
            }
            return Finding(FindingKind.HEADLINE_OUTRUNS_BODY, (headline[0].n, statement.n), facts)
    return None


def _points_to(seen: Seen, statement: Statement, head: Content) -> bool:
    """Tell whether the caveat points back to a statement that says what the headline says."""
    if statement.about is None or statement.about.refers_to is None:
        return False
    target = seen.content(seen.drafts[statement.about.refers_to - 1])
    return head.says_same(target)


def _caveat_near_headline(seen: Seen) -> Finding | None:
    """A caveat in the body about a name that stands in a flat headline: related, not the same."""
    headline = seen.headline()
    if headline is None or not _is_flat(headline[0]):
        return None
    head = seen.content(headline[1])
    for statement, draft in seen.pairs():
        if statement.role is Role.BODY and statement.status is Status.UNCONFIRMED and head.shares_names(seen.doubted(draft)):
            facts: dict[str, Fact] = {
                "headline": headline[0].text,
                "words": _caveat_words(statement),
                "sentence": statement.sentence,
                "about": statement.about.text if statement.about else "",
            }
            return Finding(FindingKind.CAVEAT_NEAR_HEADLINE, (headline[0].n, statement.n), facts)
    return None


def _flat_here_unconfirmed_there(seen: Seen) -> Finding | None:
    """One sentence of the body says flatly what another calls unconfirmed."""
    caveats = [
        (statement, draft)
        for statement, draft in seen.pairs()
        if statement.role is Role.BODY and statement.status is Status.UNCONFIRMED
    ]
    for statement, draft in caveats[:MOST_COMPARED]:
        flat = _flat_twin(seen, statement, seen.doubted(draft))
        if flat:
            facts: dict[str, Fact] = {
                "flat": flat.sentence,
                "sentence": statement.sentence,
                "words": _caveat_words(statement),
            }
            return Finding(FindingKind.FLAT_HERE_UNCONFIRMED_THERE, (flat.n, statement.n), facts)
    return None


def _flat_twin(seen: Seen, statement: Statement, doubted: Content) -> Statement | None:
    refers_to = statement.about.refers_to if statement.about else None
    near = range(max(0, statement.n - MOST_COMPARED), min(len(seen.statements), statement.n + MOST_COMPARED))
    for other, draft in ((seen.statements[place], seen.drafts[place]) for place in near):
        if (
            other.role is Role.BODY
            and other.sentence != statement.sentence
            and _is_flat(other)
            and (other.n == refers_to or doubted.says_same(seen.content(draft)))
        ):
            return other
    return None


def _caveat_depth(seen: Seen) -> Finding | None:
    """Every line that says "not confirmed" stands in the lower part, behind a flat beginning."""
    caveats = [statement for statement in seen.statements if statement.status is Status.UNCONFIRMED]
    total = max((statement.sentence for statement in seen.statements), default=0)
    if not caveats or total < FEWEST_FOR_DEPTH:
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
    could_not, silent, numbers, words = [], [], [], ""
    for statement, draft in seen.pairs():
        mine = [voice for voice in draft.voices if voice.part is Part.COULD_NOT_CONFIRM]
        vouching = [voice for voice in draft.voices if voice.part is Part.VOUCHES and statement.status is Status.UNCONFIRMED]
        could_not += [_shown(voice, draft) for voice in mine or vouching if _is_tellable(voice, draft, seen)]
        quiet = [_shown(voice, draft) for voice in draft.silent if _is_tellable(voice, draft, seen)]
        silent += quiet
        if mine or quiet or statement.status is Status.UNCONFIRMED:
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
    sourced = [statement for statement in seen.statements if any(source.part is Part.VOUCHES for source in statement.sources)]
    if len(sourced) < 2 or not all(source.kind in _UNNAMED for statement in sourced for source in statement.sources):
        return None
    return Finding(FindingKind.UNNAMED_ONLY, tuple(statement.n for statement in sourced), {"count": len(sourced)})


def _second_hand_origins(seen: Seen) -> Finding | None:
    """The outlets on whose word something here rests."""
    names: dict[str, None] = {}
    numbers = []
    for statement, draft in seen.pairs():
        if not draft.voices:
            continue
        outlets = [
            voice for voice in draft.voices if voice.kind is SourceKind.OUTLET and voice.part in (Part.VOUCHES, Part.ORIGIN)
        ]
        names.update(dict.fromkeys(_shown(voice, draft) for voice in outlets))
        numbers += [statement.n] if outlets else []
    return Finding(FindingKind.SECOND_HAND_ORIGINS, tuple(numbers), {"names": tuple(names)}) if names else None


def _silence(seen: Seen) -> Finding | None:
    """No cue of doubt anywhere: said as what it is, silence."""
    telling = [statement for statement in seen.statements if statement.status is not Status.OTHER]
    if len(telling) < FEWEST_FOR_SILENCE or any(cue.family in _DOUBTING for statement in telling for cue in statement.cues):
        return None
    if any(source.kind in _UNNAMED for statement in telling for source in statement.sources):
        return None
    unsourced = [statement for statement in telling if not statement.sources]
    return Finding(
        FindingKind.SILENCE, tuple(statement.n for statement in unsourced), {"unsourced": len(unsourced), "of": len(telling)}
    )


def _pressure(seen: Seen) -> Finding | None:
    """The text asks to be passed on."""
    pressing = [(statement, cue) for statement in seen.statements for cue in statement.cues if cue.family is Family.PRESSURE]
    if not pressing:
        return None
    return Finding(
        FindingKind.PRESSURE, tuple(dict.fromkeys(statement.n for statement, _ in pressing)), {"words": pressing[0][1].text}
    )


def _is_flat(statement: Statement) -> bool:
    return (
        statement.status in (Status.STATED, Status.CONFIRMED)
        and statement.certainty is Certainty.CERTAIN
        and statement.polarity is Polarity.POSITIVE
    )


def _is_caveat(statement: Statement) -> bool:
    return statement.status in _CAVEATS


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
