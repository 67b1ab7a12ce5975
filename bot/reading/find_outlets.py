"""The finding of second-hand origins: the outlets, pages and accounts on whose word something in the text rests."""

from collections.abc import Sequence

from bot.model import Family, Finding, FindingKind, Part, SourceKind
from bot.reading.lexicon import Lists
from bot.reading.seen import Seen
from bot.reading.sources import Voice
from bot.reading.statements import Draft

LONGEST_SHOWN = 8
"""Words of a description ("a channel of the northern group") that are shown of an outlet that has no name."""
_PASSING_ON = frozenset((Part.VOUCHES, Part.ORIGIN))
_TOLD = frozenset(("told", "tell", "tells", "telling"))
_COUNTED = frozenset(("poll", "polls", "survey", "surveys"))
_AHEAD = 4
_IN = frozenset(("in", "of", "on", "by", "from"))


def second_hand_origins(seen: Seen) -> Finding | None:
    """The outlets on whose word something here rests; "the newspaper" is shown only where none has a name."""
    found = [
        (n, voice, draft) for n, draft in enumerate(seen.drafts, 1) for voice in draft.voices if is_handing_on(voice, draft, seen)
    ]
    people = _people(seen, {voice.name for _, voice, _ in found if voice.name})
    found = [one for one in found if one[1].name not in people]
    if not found:
        return None
    names = [outlet_name(voice, draft, seen) for _, voice, draft in found]
    named = [name for name in names if not _is_bare(name, seen)]
    numbers = tuple(dict.fromkeys(n for n, _, _ in found))
    return Finding(FindingKind.SECOND_HAND_ORIGINS, numbers, {"names": tuple(dict.fromkeys(named or names))})


def is_handing_on(voice: Voice, draft: Draft, seen: Seen) -> bool:
    """Tell whether it is an outlet that hands something on, and not one that speaks for itself or was only told."""
    if voice.part not in _PASSING_ON or voice.cue.rule.family is Family.CONFIRMATION:
        return False
    if voice.kind is not SourceKind.OUTLET:
        return voice.kind is SourceKind.DOCUMENT and bool(_printed_in(voice, draft, seen))
    forms = draft.passage.words.forms
    if forms[max(0, voice.first - 1)] in _TOLD or not _COUNTED.isdisjoint(forms[voice.first : voice.last + _AHEAD]):
        return False
    if seen.site and _alone(voice.name or "") == _alone(seen.site):
        return False
    return not _speaks_for_itself(voice, draft) and _is_outlet(voice, draft, seen)


def _printed_in(voice: Voice, draft: Draft, seen: Seen) -> str:
    """ "A report in the Kest Herald": the outlet that ends the phrase, empty where none does."""
    forms = draft.passage.words.forms
    inside = next((place for place in range(voice.last - 1, voice.first, -1) if forms[place] in _IN), voice.last - 1)
    name = _alone(" ".join(forms[inside + 1 : voice.last]))
    first = inside + 1 + (forms[inside + 1 : inside + 2] == ["the"])
    return draft.passage.text_of(first, voice.last) if is_outlet_name(name, seen) else ""


def _alone(name: str) -> str:
    return name.casefold().removeprefix("the ")


def _speaks_for_itself(voice: Voice, draft: Draft) -> bool:
    """ "The Courier said it would appeal"."""
    forms, behind = draft.passage.words.forms, voice.cue.last
    behind += behind < draft.last and forms[behind] == "that"
    return voice.first < voice.cue.first and behind < draft.last and forms[behind] in ("it", "its")


def _is_outlet(voice: Voice, draft: Draft, seen: Seen) -> bool:
    """Tell whether it is one outlet, page or account that is pointed out, and nobody's own page."""
    words, lists = draft.passage.words, seen.rulebook.lists
    forms = list(words.forms[voice.first : voice.last])
    if _is_somebodys(forms, lists) or forms[0] in lists["quantifiers-of-crowds"]:
        return False
    if words.is_handle(voice.last - 1) or is_outlet_name(voice.name, seen):
        return True
    capitals = any(map(words.is_capital, range(voice.first + 1, voice.last)))
    if forms[0] not in lists["determiners"] and not capitals:
        return (
            len(forms) > 1
            and " ".join(forms) in lists["outlet-heads"]
            and lists["loose-outlets"].isdisjoint(forms)
            and forms[-1][-1] != "s"
        )
    pointed = capitals or not lists["platforms"].isdisjoint(forms)
    return lists["loose-outlets"].isdisjoint(forms) or (pointed and words.forms[max(0, voice.first - 1)] != "in")


def _is_somebodys(forms: Sequence[str], lists: Lists) -> bool:
    """ "Her page", "the minister's account", "it"."""
    return forms[0] in lists["possessives"] or forms[0] in lists["thing-pronouns"] or "'s" in forms[:-1]


def is_outlet_name(name: str | None, seen: Seen) -> bool:
    """Tell whether a name is an outlet's by the lists: known, or of two words or more and ending like one."""
    lists, parts = seen.rulebook.lists, (name or "").lower().replace("-", " ").split()
    whole = (name or "").lower()
    known = whole in lists["outlets"] and whole not in lists["platforms"]
    return known or (len(parts) > 1 and (parts[-1] in lists["outlet-name-words"] or parts[0] in lists["outlet-openers"]))


def outlet_name(voice: Voice, draft: Draft, seen: Seen) -> str:
    """An outlet's name, else its words up to a comma: "the blog of Yan Tokar"."""
    words = draft.passage.words
    if voice.kind is SourceKind.DOCUMENT:
        return _printed_in(voice, draft, seen)
    if voice.name and (is_outlet_name(voice.name, seen) or words.is_handle(voice.last - 1)):
        return voice.name
    last = min(voice.last, voice.first + LONGEST_SHOWN)
    last = next((place for place in range(voice.first + 1, last) if words.forms[place] == ","), last)
    return draft.passage.text_of(voice.first, last)


def _is_bare(name: str, seen: Seen) -> bool:
    """Tell whether it is "the newspaper" and no more."""
    return name.islower() or (name.split(maxsplit=1)[0].lower() in seen.rulebook.lists["definite"] and name[1:].islower())


def _people(seen: Seen, names: set[str]) -> set[str]:
    """Those of the names that somebody bears in the text: "Mayor Ada Guardian"."""
    lists, people = seen.rulebook.lists, set[str]()
    wanted = {name.lower(): name for name in names if " " not in name}
    for draft in seen.drafts if wanted else ():
        words = draft.passage.words
        if wanted.keys().isdisjoint(words.forms[draft.passage.first + 1 : draft.passage.last]):
            continue
        for place in range(draft.passage.first + 1, draft.passage.last):
            before = words.forms[place - 1]
            if words.forms[place] in wanted and words.is_capital(place) and words.is_capital(place - 1) and before[0].isalpha():
                known = f"{before} {words.forms[place]}" in lists["outlets"]
                if not known and before not in lists["function-words"] and before not in lists["time-words"]:
                    people.add(wanted[words.forms[place]])
    return people
