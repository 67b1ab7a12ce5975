"""The finding of a hearsay chain: outlet after outlet, or mouth after mouth, and at the end nobody who is named."""

from collections.abc import Sequence
from functools import lru_cache

from bot.model import Fact, Finding, FindingKind, Part, Role, Source, SourceKind, Statement
from bot.reading.find_outlets import is_handing_on
from bot.reading.lexicon import Lists
from bot.reading.seen import Seen
from bot.reading.statements import Draft
from bot.reading.status import IDENTIFIED

FEWEST_OUTLETS = 2
"""Outlets in a row before somebody without a name: "Courier → Harbour Radio → a source". One outlet alone is plain reporting."""
FEWEST_MOUTHS = 2
"""People without a name in a row: "my neighbour heard from a nurse"."""
_NAMELESS = frozenset((SourceKind.UNNAMED_BARE, SourceKind.UNNAMED_SPECIFIC, SourceKind.COLLECTIVE))
_PASSING_ON = frozenset((Part.VOUCHES, Part.ORIGIN))
_TOLD = frozenset(("told", "heard"))
_LONGEST_LINK = 4
_NO_TALK = frozenset(("nothing", "no", "shots", "screams", "sirens", "voices"))
_BEING = frozenset(("is", "was", "as", "'s", ",", "being"))


def hearsay_chain(seen: Seen) -> Finding | None:
    """What is passed on from outlet to outlet and begins with somebody who is not named; else talk at third hand."""
    long = [statement for statement in seen.statements if len(statement.sources) > FEWEST_OUTLETS]
    chains = [(chain, statement) for statement in long for chain in _find_chains(statement)]
    found = [(chain, statement) for chain, statement in chains if _is_hearsay(chain, statement, seen)]
    longest = max(found, key=lambda pair: len(pair[0]), default=None)
    return _told_by_outlets(*longest) if longest else _told_by_mouths(seen)


def _told_by_outlets(chain: Sequence[Source], statement: Statement) -> Finding:
    steps = tuple(source.name or source.text for source in chain)
    return Finding(FindingKind.HEARSAY_CHAIN, (statement.n,), {"names": steps[:-1], "words": steps[-1], "steps": len(steps)})


def _find_chains(statement: Statement) -> Sequence[tuple[Source, ...]]:
    """Give who passes a statement on, through whom: each chain from the outermost source to the innermost."""
    sources = statement.sources
    through = {source.via for source in sources if source.via is not None}
    chains = []
    for place, source in enumerate(sources):
        if source.via is not None and place not in through:
            chain = [source]
            while chain[0].via is not None and len(chain) <= len(sources):
                chain.insert(0, sources[chain[0].via])
            if all(link.part in _PASSING_ON for link in chain):
                chains.append(tuple(chain))
    return chains


def _is_hearsay(chain: Sequence[Source], statement: Statement, seen: Seen) -> bool:
    """Tell whether two outlets that hand it on stand before somebody without a name."""
    if len(chain) <= FEWEST_OUTLETS or chain[-1].kind not in _NAMELESS:
        return False
    draft = seen.draft(statement)
    handing_on = {voice.name for voice in draft.voices if is_handing_on(voice, draft, seen)}
    return all(source.kind is SourceKind.OUTLET and source.name in handing_on for source in chain[:-1])


def _told_by_mouths(seen: Seen) -> Finding | None:
    """Talk that went through two people at least before it reached the writer, none of them named."""
    told: list[tuple[int, Statement]] = []
    forwarded = False
    for statement, draft in zip(seen.statements, seen.drafts, strict=True):
        if statement.role is Role.BODY:
            mouths = (
                _count_mouths(draft, seen) if _names_mouths(draft, seen) and (forwarded or _reaches_writer(draft, seen)) else 0
            )
            mouths = mouths if mouths >= FEWEST_MOUTHS else _count_links(draft, seen)
            forwarded = forwarded or _is_forwarded(draft, seen)
            if mouths >= FEWEST_MOUTHS:
                told.append((mouths, statement))
    if not told:
        return None
    steps, longest = max(told, key=lambda pair: pair[0])
    facts: dict[str, Fact] = {"names": (), "words": longest.text, "steps": steps}
    return Finding(FindingKind.HEARSAY_CHAIN, tuple(statement.n for _, statement in told), facts)


def _is_forwarded(draft: Draft, seen: Seen) -> bool:
    """Tell whether the sentence begins as a forward does: "Forwarded from", "Got this from"."""
    return draft.passage.words.forms[draft.first] in seen.rulebook.lists["forwarding"]


def _names_mouths(draft: Draft, seen: Seen) -> bool:
    return not seen.rulebook.lists["mouths"].isdisjoint(draft.passage.words.forms[draft.first : draft.last])


def _reaches_writer(draft: Draft, seen: Seen) -> bool:
    """Tell whether the talk reached the writer and nobody is named: "my neighbour", "told me", "a friend of a friend"."""
    forms, lists = draft.passage.words.forms, seen.rulebook.lists
    if any(voice.name and voice.kind in IDENTIFIED for voice in draft.voices):
        return False
    ours = any(forms[place] in lists["writers"] and not draft.quotes.number[place] for place in range(draft.first, draft.last))
    first = draft.first + (forms[draft.first] in lists["articles"])
    return ours or forms[min(first, draft.last - 1)] in lists["mouths"] or forms[draft.first] in lists["forwarding"]


def _count_mouths(draft: Draft, seen: Seen) -> int:
    """How many people without a name hand it on; 0 where it does not go from mouth to mouth outside quotation marks."""
    forms, lists = draft.passage.words.forms, seen.rulebook.lists
    places = range(draft.first, draft.last)
    spoken = [place for place in places if not draft.quotes.number[place]]
    heard = any(_hands_on(forms, place, lists) for place in spoken) or _say_so(forms, spoken, lists)
    mouths = [place for place in places if forms[place] in lists["mouths"] and not _only_describes(draft, place)] if heard else []
    if all(forms[max(0, place - 1)] in lists["writers"] for place in mouths):
        return 0
    again = any(forms[place + 1 : place + 4] == ["of", "a", forms[place]] for place in mouths)  # "a friend of a friend"
    return len({forms[place] for place in mouths}) + again


def _hands_on(forms: Sequence[str], place: int, lists: Lists) -> bool:
    """Tell whether a word hands talk on: "told", "heard", "had it from"; not "heard nothing", "received flowers from"."""
    behind = forms[place + 1 : place + 4]
    if forms[place] in lists["hearing"]:
        return not (behind and behind[0] in _NO_TALK)
    return forms[place] in lists["getting"] and "from" in behind and not _is_plural(behind[0])


def _is_plural(form: str) -> bool:
    """Tell whether a word is a thing rather than talk: "flowers", "letters"; "this" and "news" are talk."""
    return form.endswith("s") and form not in ("this", "news")


def _say_so(forms: Sequence[str], places: Sequence[int], lists: Lists) -> bool:
    """Tell whether two verbs only say so, or one of the writer's own people: "my mate knows a cook who says"."""
    count = sum(forms[place] in lists["saying-so"] for place in places)
    ours = any(forms[place] in lists["writers"] or forms[place : place + 2] == ["of", "a"] for place in places)
    return count > 1 or (count > 0 and ours)


def _only_describes(draft: Draft, place: int) -> bool:
    """ "My cousin, who is a nurse": the nurse is the cousin."""
    forms = draft.passage.words.forms
    article = place - 1 if forms[place - 1] in ("a", "an") else place
    return article < place and article > draft.first and forms[article - 1] in _BEING


def _count_links(draft: Draft, seen: Seen) -> int:
    """How often a sentence is handed on ("a driver told my aunt, who told us"); 0 where not twice, or by somebody named."""
    passage, lists = draft.passage, seen.rulebook.lists
    forms = passage.words.forms
    if draft.first != passage.first or not lists["made-up"].isdisjoint(forms[passage.first : passage.last]):
        return 0
    places = range(passage.first, passage.last)
    opening = _opening_words(lists["handing-on"])
    links = [place for place in places if forms[place] in opening and _is_link(forms, place, lists)]
    if not any(not lists["chainers"].isdisjoint(forms[max(passage.first, place - 3) : place + 3]) for place in links):
        return 0
    quoted = all(draft.quotes.number[place] for place in links)
    named = any(voice.name and voice.kind in IDENTIFIED for voice in draft.voices)
    if len(links) < FEWEST_MOUTHS or (named and not quoted):
        return 0
    mouths = [place for place in places if _is_nameless_mouth(draft, place, lists)]
    others = sum(forms[place - 1] == "another" for place in mouths[1:])
    return len(links) if len({forms[place] for place in mouths}) + others >= FEWEST_MOUTHS else 0


@lru_cache(maxsize=8)
def _opening_words(entries: frozenset[str]) -> frozenset[str]:
    """The first word of each entry: most words of a text are none of these."""
    return frozenset(entry.partition(" ")[0] for entry in entries)


def _is_link(forms: Sequence[str], place: int, lists: Lists) -> bool:
    """Tell whether words hand talk on from one to another here: "told", "had it from"; not "told the court"."""
    behind = forms[place + 1 : place + 4]
    if forms[place] in _TOLD and (not lists["publics"].isdisjoint(behind) or "to" in behind):
        return False
    return any(" ".join(forms[place : place + length]) in lists["handing-on"] for length in range(1, _LONGEST_LINK + 1))


def _is_nameless_mouth(draft: Draft, place: int, lists: Lists) -> bool:
    """Tell whether it is somebody without a name: "a driver", "her dentist"; not "driver Odd Hansen"."""
    words = draft.passage.words
    form = words.forms[place]
    if form not in lists["mouths"] and form not in lists["role-heads"] and form not in lists["more-mouths"]:
        return False
    return not words.is_capital(place) and not (place + 1 < draft.passage.last and words.is_capital(place + 1))
