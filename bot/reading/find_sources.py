"""Findings about who stands behind a text: who could not confirm it, whether anybody is named, and silence about doubt."""

from collections.abc import Iterator

from bot.model import Fact, Family, Finding, FindingKind, Part, Role, SourceKind, Statement, Status
from bot.reading.find_one_origin import find_runs
from bot.reading.seen import Seen, caveat_words
from bot.reading.sources import Voice
from bot.reading.statements import Draft
from bot.text.words import Words

FEWEST_FOR_SILENCE = 4
"""Statements below which silence says nothing."""
FEWEST_UNNAMED = 2
LOOKED_BACK = 30
"""Words before a statement in which the name may stand that its pronoun means."""
LEAST_UNNAMED = 5
"""One statement in so many rests on unnamed people, where everything with a source is said to."""
_DOUBTING = frozenset(
    (Family.UNCONFIRMED, Family.DENIAL, Family.DISPUTE, Family.WITHDRAWN, Family.HEARSAY, Family.HEDGE, Family.UNNAMED)
)
_COULD_NOT, _UNCONFIRMED, _NO_COMMENT = Part.COULD_NOT_CONFIRM, Status.UNCONFIRMED, Family.NO_COMMENT
_UNNAMED = frozenset((SourceKind.UNNAMED_BARE, SourceKind.UNNAMED_SPECIFIC, SourceKind.COLLECTIVE))
_TALK = frozenset((Family.HEARSAY, Family.UNNAMED))
_TALKED = frozenset((Status.HEARSAY, Status.UNNAMED))
_HEARD_OUT = frozenset((SourceKind.PERSON, SourceKind.ORGANISATION, SourceKind.UNNAMED_SPECIFIC))
_BODIES = frozenset((SourceKind.PERSON, SourceKind.ORGANISATION))
_UNSOURCED = frozenset((Status.STATED, Status.FUTURE))
_PRONOUNS = ("person-pronouns", "group-pronouns", "thing-pronouns", "possessives", "no-source")


def not_confirmed_by(seen: Seen) -> Finding | None:
    """Who could not confirm, does not know or did not comment: a person, a body, or the writers themselves."""
    could_not: dict[str, None] = {}
    silent: dict[str, None] = {}
    shown: list[Statement] = []
    own = False
    for statement, draft in _pairs_in_doubt(seen):
        unable = [shown_name(voice, draft) for voice in _unable(statement, draft, seen)]
        quiet = [shown_name(voice, draft) for voice in _quiet(draft, seen)]
        ours = not unable and _is_own_doubt(statement, draft, seen)
        if unable or quiet or ours:
            could_not.update(dict.fromkeys(unable))
            silent.update(dict.fromkeys(quiet))
            shown.append(statement)
            own = own or ours
    if not shown:
        return None
    facts: dict[str, Fact] = {
        "could_not": tuple(could_not),
        "no_comment": tuple(silent),
        "own": int(own),
        "words": caveat_words(shown[0]),
    }
    return Finding(FindingKind.NOT_CONFIRMED_BY, tuple(statement.n for statement in shown), facts)


def _pairs_in_doubt(seen: Seen) -> Iterator[tuple[Statement, Draft]]:
    """The few statements in which somebody may be unable to confirm, or silent."""
    for statement, draft in zip(seen.statements, seen.drafts, strict=True):
        unable = any(voice.part is _COULD_NOT for voice in draft.voices)
        if unable or statement.status is _UNCONFIRMED or any(cue.rule.family is _NO_COMMENT for cue in draft.cues):
            yield statement, draft


def _unable(statement: Statement, draft: Draft, seen: Seen) -> Iterator[Voice]:
    """Who could not confirm it, or says outside quotation marks that it is not clear."""
    for voice in draft.voices:
        unable = voice.part is Part.COULD_NOT_CONFIRM
        unclear = voice.part is Part.VOUCHES and voice.kind in _HEARD_OUT and statement.status is Status.UNCONFIRMED
        if (unable or (unclear and _says_unclear(draft))) and _is_identified(voice, draft, seen):
            yield voice


def _says_unclear(draft: Draft) -> bool:
    """Tell whether its doubt is the speaker's own and no quotation: not "nobody knows", said the mayor."""
    forms = draft.passage.words.forms
    cues = [cue for cue in draft.cues if cue.rule.family is Family.UNCONFIRMED]
    firsts = [" ".join(forms[cue.first : cue.first + 2]) for cue in cues]
    nobody = any(first.startswith(("nobody ", "none ", "neither ", "no one")) for first in firsts)
    return bool(cues) and not nobody and not any(draft.quotes.number[cue.first] for cue in cues)


def _quiet(draft: Draft, seen: Seen) -> Iterator[Voice]:
    """Who did not comment; somebody who speaks in the same sentence did."""
    speaking = {voice.name for voice in draft.voices if voice.part is Part.VOUCHES}
    for voice in draft.silent:
        if _is_identified(voice, draft, seen) and (voice.name is None or voice.name not in speaking):
            yield voice
    if any(_is_said_of_us(draft, cue.first) for cue in draft.cues if cue.rule.family is Family.NO_COMMENT):
        yield from (voice for voice in draft.voices if voice.part is Part.VOUCHES and voice.kind in _BODIES and voice.name)


def _is_said_of_us(draft: Draft, place: int) -> bool:
    """ "We never comment on rumours", in quotation marks."""
    return draft.quotes.number[place] > 0 and "we" in draft.passage.words.forms[max(draft.first, place - 2) : place + 1]


def _is_identified(voice: Voice, draft: Draft, seen: Seen) -> bool:
    """Tell whether a reader knows who it is: by a name, by a part that only one can have ("her lawyer"), or from just before."""
    forms, lists = draft.passage.words.forms[voice.first : voice.last], seen.rulebook.lists
    if voice.kind not in _UNNAMED and _is_tellable(voice, draft, seen):
        return True
    if len(forms) == 1:
        return voice.kind is SourceKind.PERSON and forms[0] in lists["person-pronouns"] and _was_named(draft, voice.first, seen)
    if forms[0] not in lists["definite"] and forms[0] not in lists["their-own"]:
        return False
    return voice.kind not in _UNNAMED or not lists["only-ones"].isdisjoint(forms)


def _was_named(draft: Draft, place: int, seen: Seen) -> bool:
    """Tell whether somebody is called by name and trade just before: "Dr Ada Finch came. She could not say"."""
    words, near = draft.passage.words, range(max(1, draft.first - LOOKED_BACK), place - 1)
    return any(words.is_capital(one) and words.is_capital(one + 1) and _is_called(words, one, seen) for one in near)


def _is_called(words: Words, place: int, seen: Seen) -> bool:
    """Tell whether a title or a trade stands by a name: "Professor Ada Finch", "the ringer, Ada Finch,"."""
    lists, (trade, form) = seen.rulebook.lists, words.forms[place - 1 : place + 1]
    if any(one in lists[name] for one in (trade, form) for name in ("honorifics", "role-heads", "offices")):
        return True
    return trade == "," and "," in words.forms[place + 2 : place + 4]


def _is_own_doubt(statement: Statement, draft: Draft, seen: Seen) -> bool:
    """ "We could not verify this": the writers' own words, not a quotation."""
    if statement.status is not Status.UNCONFIRMED or statement.role is not Role.BODY:
        return False
    words, own = draft.passage.words, seen.rulebook.lists["own-voice"]
    return any(
        cue.rule.family is Family.UNCONFIRMED
        and not draft.quotes.number[cue.first]
        and not own.isdisjoint(words.forms[max(draft.first, cue.first - 2) : cue.last])
        for cue in draft.cues
    )


def unnamed_only(seen: Seen) -> Finding | None:
    """Everything that has a source rests on people who are not named, and that is much of the text."""
    numbers = []
    telling, rests = 0, False
    for statement, draft in zip(seen.statements, seen.drafts, strict=True):
        telling += statement.status is not Status.OTHER
        voices = [
            voice for voice in draft.voices if voice.part is not Part.COULD_NOT_CONFIRM and _is_tellable(voice, draft, seen)
        ]
        if any(voice.kind not in _UNNAMED for voice in voices) or _prints(draft, seen):
            return None
        vouched = any(voice.part is Part.VOUCHES for voice in voices)
        rests = rests or (vouched and statement.role is Role.BODY)
        if vouched or _is_nobodys_talk(statement, draft):
            numbers.append(statement.n)
    if not rests or len(numbers) < FEWEST_UNNAMED or len(numbers) * LEAST_UNNAMED < telling:
        return None
    return Finding(FindingKind.UNNAMED_ONLY, tuple(numbers), {"count": len(numbers)})


def _is_nobodys_talk(statement: Statement, draft: Draft) -> bool:
    """ "Word has it", "it's said": talk in the body, with nobody behind it; "reportedly" alone is less."""
    spoken = any(cue.rule.family in _TALK and cue.last - cue.first > 1 for cue in draft.cues)
    return spoken and statement.role is Role.BODY and statement.status in _TALKED and not draft.voices


def _prints(draft: Draft, seen: Seen) -> bool:
    """ "The Kest Herald printed the letter": something with a name reports, though it is nobody's source here."""
    verbs, words = seen.rulebook.lists["media-verbs"], draft.passage.words
    if verbs.isdisjoint(words.forms[draft.first : draft.last]):
        return False
    runs = [(first, last) for first, last in find_runs(draft) if last < draft.last and words.forms[last] in verbs]
    return any(last - first > 1 and words.forms[last] not in ("has", "say") for first, last in runs)


def silence(seen: Seen) -> Finding | None:
    """No cue of doubt anywhere, and more than two thirds of it without a source: said as what it is, silence."""
    telling = [statement for statement in seen.statements if statement.status is not Status.OTHER]
    if len(telling) < FEWEST_FOR_SILENCE or any(map(_has_doubt, telling)):
        return None
    unsourced = [statement.n for statement in telling if _is_unsourced(statement, seen)]
    if len(unsourced) * 3 <= len(telling) * 2:
        return None
    return Finding(FindingKind.SILENCE, tuple(unsourced), {"unsourced": len(unsourced), "of": len(telling)})


def _has_doubt(statement: Statement) -> bool:
    """Tell whether a cue of doubt stands in it, or somebody without a name behind it.

    "Pass this on, it could save a life" asks; it doubts nothing.
    """
    if any(cue.family is Family.PRESSURE for cue in statement.cues):
        return False
    doubting = any(cue.family in _DOUBTING for cue in statement.cues)
    return doubting or any(source.kind in _UNNAMED for source in statement.sources)


def _is_unsourced(statement: Statement, seen: Seen) -> bool:
    """Tell whether nobody stands behind it; words that begin inside a quotation are somebody's."""
    draft = seen.draft(statement)
    quoted = draft.quotes.number[draft.first] > 0
    return statement.status in _UNSOURCED and not statement.sources and not quoted


def _is_tellable(voice: Voice, draft: Draft, seen: Seen) -> bool:
    """Tell whether a reader learns who it is: "he" of nobody known tells nothing."""
    form, lists = draft.passage.words.forms[voice.first], seen.rulebook.lists
    return bool(voice.name or voice.stands_for) or not any(form in lists[name] for name in _PRONOUNS)


def shown_name(voice: Voice, draft: Draft) -> str:
    """A source's name, else its words."""
    return voice.name or voice.stands_for or draft.passage.text_of(voice.first, voice.last)
