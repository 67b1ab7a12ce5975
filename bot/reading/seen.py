"""All statements of an article beside the drafts they were made from: what the findings look at."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.model import Certainty, Family, Part, Polarity, Role, Statement, Status
from bot.reading.proposition import Proposition, leaves_detail
from bot.reading.statements import Draft
from bot.rulebook import Rulebook

MOST_COMPARED = 60
"""Caveats that are compared, and statements on either side of one that it is compared with: so the time stays linear."""
CAVEATS = frozenset((Status.UNCONFIRMED, Status.DENIED, Status.DISPUTED, Status.WITHDRAWN))
_STATED, _CERTAIN, _POSITIVE = Status.STATED, Certainty.CERTAIN, Polarity.POSITIVE
"""Members by a name of their own are found four times as fast, and each pair of statements asks for them."""
_HELPERS = frozenset(("was", "were", "is", "are", "had", "has", "have", "been"))
_OPENING_DOUBT = frozenset((Family.UNCONFIRMED, Family.DENIAL, Family.WITHDRAWN))
_TELLING_CUES = (Family.UNCONFIRMED, Family.DENIAL, Family.DISPUTE, Family.WITHDRAWN, Family.NO_COMMENT)


@dataclass(frozen=True, slots=True)
class Seen:
    """The statements, the drafts, and those that say something is unconfirmed, denied, disputed or withdrawn."""

    statements: Sequence[Statement]
    drafts: Sequence[Draft]
    rulebook: Rulebook
    site: str = ""
    """Where the text stood: what it says of itself is not second-hand."""
    _said: dict[int, Proposition] = field(default_factory=dict)
    _doubted: dict[int, Proposition | None] = field(default_factory=dict)

    def caveats(self, *, among: frozenset[Status] = CAVEATS) -> list[Statement]:
        """The first statements of the body with one of these statuses."""
        found = [one for one in self.statements if one.status in among and one.role is Role.BODY]
        return found[:MOST_COMPARED]

    def flat_headline(self) -> Statement | None:
        """The first statement of the headline, where it is said as fact by nobody else."""
        first = self.statements[0] if self.statements else None
        return first if first and first.role is Role.HEADLINE and is_flat(first) else None

    def draft(self, statement: Statement) -> Draft:
        """What a statement was made from."""
        return self.drafts[statement.n - 1]

    def said(self, statement: Statement) -> Proposition:
        """What a statement says is so."""
        if statement.n not in self._said:
            draft = self.draft(statement)
            self._said[statement.n] = Proposition(draft.passage.words, draft.first, draft.last, self.rulebook.lists)
        return self._said[statement.n]

    def doubted(self, statement: Statement) -> Proposition | None:
        """What a caveat leaves open; None where it is a detail, or where the words of its sentence do not tell."""
        if statement.n not in self._doubted:
            self._doubted[statement.n] = self._find_doubted(self.draft(statement))
        return self._doubted[statement.n]

    def _find_doubted(self, draft: Draft) -> Proposition | None:
        words, lists = draft.passage.words, self.rulebook.lists
        for cue in draft.cues:
            scope = draft.scopes.get(cue)
            if scope and cue.rule.family in _OPENING_DOUBT and scope.first < scope.last:
                if leaves_detail(words, (cue.first, cue.last), scope[:2], lists):
                    return None
                last = self._end_of_first_choice(draft, scope.first, scope.last)
                return self._with_subject(Proposition(words, scope.first, last, lists), draft, scope.first)
        return None

    @staticmethod
    def _end_of_first_choice(draft: Draft, first: int, last: int) -> int:
        """Where "whether the cable was cut or tore" has said the first of both; a verb must stand before the "or"."""
        forms = draft.passage.words.forms
        helped = next((place for place in range(first, last) if forms[place] in _HELPERS), last)
        return next((place for place in range(helped + 2, last) if forms[place] == "or"), last)

    def _with_subject(self, doubted: Proposition, draft: Draft, first: int) -> Proposition:
        """ "Orell denied that he had resigned" is about Orell's resigning."""
        words, lists = draft.passage.words, self.rulebook.lists
        if any(words.forms[first] in lists[name] for name in ("person-pronouns", "group-pronouns", "thing-pronouns")):
            for voice in draft.voices:
                if voice.part is Part.DENIES:
                    doubted.join(Proposition(words, voice.first, voice.last, lists))
        return doubted


def is_flat(statement: Statement) -> bool:
    """Tell whether it is said as fact, in the text's own voice."""
    return statement.status is _STATED and statement.certainty is _CERTAIN and statement.polarity is _POSITIVE


def caveat_words(statement: Statement) -> str:
    """The cue that decided, in the text's own words."""
    for cue in statement.cues:
        if cue.family in _TELLING_CUES:
            return cue.text
    return statement.cues[0].text if statement.cues else ""
