"""What the text first calls unconfirmed and later confirms: the later word wins, the earlier one stays visible as a cue."""

from collections.abc import Sequence

from bot.model import Family, Status
from bot.reading.content import Content
from bot.reading.statements import Draft
from bot.rulebook import Rulebook

MOST_COMPARED = 60
"""Statements behind a caveat that are compared with it, so that the time stays linear."""


def settle_later(drafts: Sequence[Draft], rulebook: Rulebook) -> None:
    """Turn an unconfirmed statement into a confirmed one where a later statement confirms the same thing.

    "It was not confirmed that the dam had burst. … The ministry later confirmed that it had." Most telling words of what was
    doubted must stand in what is confirmed; a shared name alone is only the same topic.
    """
    confirmed = [place for place, draft in enumerate(drafts) if draft.status is Status.CONFIRMED]
    if not confirmed:
        return
    for place, draft in enumerate(drafts):
        if draft.status is Status.UNCONFIRMED:
            later = next(
                (
                    drafts[other]
                    for other in confirmed
                    if place < other <= place + MOST_COMPARED and _settles(drafts[other], draft, rulebook)
                ),
                None,
            )
            if later:
                draft.status = Status.CONFIRMED
                if later.passage.words is draft.passage.words:  # a source in the body has no place in the title
                    draft.voices += [voice for voice in later.voices if voice not in draft.voices]


def _settles(later: Draft, draft: Draft, rulebook: Rulebook) -> bool:
    for cue, scope in draft.scopes.items():
        if cue.rule.family is Family.UNCONFIRMED and scope.first < scope.last:
            doubted = Content(draft.passage.words, scope.first, scope.last, rulebook.lists)
            return doubted.says_same(Content(later.passage.words, later.first, later.last, rulebook.lists))
    return False
