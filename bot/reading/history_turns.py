"""What is told of a statement that came back: of all that may be said the most telling that is sure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.model import Certainty, Family, Polarity, Role, Statement, Status, Time
from bot.reading.compare import Likeness
from bot.reading.compare_amounts import Amount
from bot.reading.compare_line import split_line
from bot.reading.history_ground import Ground
from bot.reading.history_sources import find_new, find_outlet, fold_name, is_flat_throughout
from bot.reading.history_values import Earlier, Past, Present, Recalled, Turn
from bot.reading.strength import BACKED

STORY = 2.0
"""Days in which "12 dead" becomes "40 dead"; later it may be another event of its kind."""
TURNED = 14.0
"""Days in which what was not so may become so."""
FEWEST_ORIGINS = 3
"""Places from which a statement must have come before it is said that all name one source."""
DAY = 86_400.0
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Case:
    """A statement that came back, and those earlier ones that speak of the same thing."""

    now: Statement
    present: Present
    known: Sequence[tuple[Earlier, Ground]]

    def find(self, *likenesses: Likeness) -> list[Earlier]:
        """Give the earlier ones that stand so to it and say the same words, but for whoever says it and how sure that is."""
        return [one for one, ground in self.known if one.comparison.likeness in likenesses and _is_same(one, ground)]

    def find_alike(self) -> list[Earlier]:
        """Give the earlier ones that say the same, in the same words or with a few more."""
        same = [(one, ground) for one, ground in self.known if one.comparison.likeness is Likeness.SAME]
        return [one for one, ground in same if one.same_words or (ground.is_alike and _says_the_same(one, self.now))]


def _is_same(one: Earlier, ground: Ground) -> bool:
    return one.same_words or (ground.is_same and ground.named)


def _says_the_same(one: Earlier, now: Statement) -> bool:
    """Tell whether both say that it is so, or both that it is not, and both that it was, or both that it may be."""
    return all(past.polarity is now.polarity for past in one.pasts) and _is_of_one_time(one, now)


def _is_of_one_time(one: Earlier, now: Statement) -> bool:
    return one.statement is not None and is_ahead(one.statement) == is_ahead(now)


DOUBTFUL = frozenset((Status.UNCONFIRMED, Status.HEARSAY, Status.UNNAMED, Status.HEDGED))
AGAINST = frozenset((Status.DENIED, Status.WITHDRAWN))
_SIDED = AGAINST | {Status.DISPUTED, Status.UNCONFIRMED, Status.OTHER}


def _tell(
    turn: Turn, case: Case, one: Earlier, past: Past, times: int, words: tuple[str, str] = ("", ""), source: str = ""
) -> Recalled:
    return Recalled(turn, case.now, past, one.statement, one.same_words, times, words, source=source)


def _latest(case: Case, found: Sequence[Earlier]) -> tuple[Earlier, Past] | None:
    """Give the last sighting of some earlier statements, where the text of now is surely the later one, and news after it."""
    pairs = [(one, past) for one in found for past in one.pasts]
    if not pairs:
        return None
    last = max(pairs, key=lambda pair: pair[1].at)
    is_old = any(past.at >= last[1].at for one, _ in case.known if one.same_words for past in one.pasts)
    return last if case.present.follows(last[1]) and not is_old else None


def _says_by_itself(one: Earlier, past: Past) -> bool:
    """Tell whether the kept words alone show the status that they had in their text: only that can be shown."""
    return one.statement is not None and one.statement.status is past.status


def _denied(case: Case) -> Recalled | None:
    """Said before, denied or taken back now."""
    found = [one for one in case.find(Likeness.SAME, Likeness.POLARITY) if not one.same_words]
    last = _latest(case, found) if case.now.status in AGAINST else None
    if last is None or last[1].status in _SIDED or last[1].polarity is Polarity.NEGATIVE or not _says_by_itself(*last):
        return None
    return _tell(Turn.DENIED, case, *last, _count(found))


def _returned(case: Case) -> Recalled | None:
    """Denied or taken back before, said again now; who "did not deny" it has not said it."""
    likenesses = (Likeness.SAME, Likeness.POLARITY) if case.now.status is Status.CONFIRMED else (Likeness.SAME,)
    found = [one for one in case.find(*likenesses) if not one.same_words]
    last = _latest(case, found) if case.now.status not in _SIDED and case.now.polarity is Polarity.POSITIVE else None
    if last is None or last[1].status not in AGAINST or not _says_by_itself(*last):
        return None
    return _tell(Turn.RETURNED, case, *last, _count(found))


def _confirmed(case: Case) -> Recalled | None:
    """Doubtful before, confirmed or said by somebody named now."""
    found = [one for one in case.find(Likeness.SAME, Likeness.POLARITY) if _may_firm_up(one)]
    last = _latest(case, found)
    if last is None or not _says_by_itself(*last) or any(past.status not in DOUBTFUL for one in found for past in one.pasts):
        return None
    is_firm = _is_firm(case.now) and _is_of_one_time(last[0], case.now)
    return _tell(Turn.CONFIRMED, case, *last, _count(found)) if is_firm and find_new(case.now, last[1].sources) else None


def _is_firm(now: Statement) -> bool:
    return now.status in BACKED and now.certainty is Certainty.CERTAIN and now.polarity is Polarity.POSITIVE


def _may_firm_up(one: Earlier) -> bool:
    """Tell whether what differs is the doubt alone: "no confirmation of" is one, "did not stop" is the contrary."""
    return one.comparison.likeness is Likeness.SAME or one.pasts[-1].status is Status.UNCONFIRMED


def _number(case: Case) -> Recalled | None:
    """Another number of the same; not where the number of now was seen as well."""
    found = [one for one, ground in case.known if _is_other_count(one, ground) and _says_the_same(one, case.now)]
    last = _latest(case, found)
    if last is None or case.find_alike() or _days(case, last[1]) > STORY:
        return None
    return _tell(Turn.NUMBER, case, *last, _count(found), (last[0].comparison.before, last[0].comparison.now))


def _is_other_count(one: Earlier, ground: Ground) -> bool:
    """Tell whether the same people or things were counted, each time once; prices, shares and results come and go."""
    if one.comparison.likeness is not Likeness.NUMBER or not (ground.named and ground.is_same):
        return False
    if len(ground.amounts[0]) != 1 or len(ground.amounts[1]) != 1:
        return False
    before, now = ground.amounts[0][0], ground.amounts[1][0]
    return _is_count(before) and _is_count(now) and before.counted == now.counted and before.value != now.value


def _is_count(amount: Amount) -> bool:
    return amount.unit == "" and bool(amount.counted)


_EVIDENT = (
    (frozenset(("confirm", "affirm", "verify", "admit")), frozenset(("deny", "denied", "denie", "reject", "refut"))),
    (frozenset(("tru", "genuin", "real", "authentic")), frozenset(("fals", "fak", "hoax"))),
    (frozenset(("aliv", "surviv")), frozenset(("dead", "di", "die", "death", "kill"))),
)
"""Words of contrary meaning that make no two events: prices rise and fall, what is true is not false."""


def _polarity(case: Case) -> Recalled | None:
    """The contrary of what was said before."""
    found = [one for one in case.find(Likeness.POLARITY) if _is_contrary(one, case.now)]
    last = _latest(case, found)
    if last is None or case.find_alike() or _days(case, last[1]) > TURNED:
        return None
    return _tell(Turn.POLARITY, case, *last, _count(found), (last[0].comparison.before, last[0].comparison.now))


def _is_contrary(one: Earlier, now_said: Statement) -> bool:
    """Tell whether the words are contrary, and about the thing itself: neither "not confirmed" nor "not to be named" is."""
    if one.pasts[-1].status in _SIDED or now_said.status in _SIDED:
        return False
    sides = (one.statement, one.comparison.before), (now_said, one.comparison.now)
    if any(words in source.text for said, words in sides if said and words for source in said.sources):
        return False
    before, now = (frozenset(split_line(words).stems) for words in (one.comparison.before, one.comparison.now))
    if not before or not now:
        return bool(before or now)
    return any((before & yes and now & no) or (before & no and now & yes) for yes, no in _EVIDENT)


_POSSIBLE_WORDS = """
may might could can would should likely unlikely expected probably possible possibly perhaps potential
"""
_POSSIBLE = frozenset(_POSSIBLE_WORDS.split())
"""Hedges about what may come: when it has come, nothing was dropped."""


def _drift(case: Case) -> Recalled | None:
    """Doubtful before, stated as fact now, and nobody new is named for it."""
    found = [one for one in case.find(Likeness.SAME, Likeness.POLARITY) if _may_firm_up(one)]
    last = _latest(case, found)
    if last is None or case.now.status is not Status.STATED or case.now.polarity is not Polarity.POSITIVE:
        return None
    pasts = [past for one in found for past in one.pasts]
    if any(past.status not in DOUBTFUL for past in pasts) or not _says_by_itself(*last) or _moved_on(last[0], case.now):
        return None
    known = [source for past in pasts for source in past.sources]
    is_flat = is_flat_throughout(case.now, case.present.statements, known)
    return _tell(Turn.DRIFT, case, *last, _count(found)) if is_flat else None


def is_ahead(statement: Statement) -> bool:
    """Tell whether a statement is about what may come: "may flood" is, "may have flooded" is not."""
    hedges = [cue.text.casefold().split() for cue in statement.cues if cue.family is Family.HEDGE]
    return statement.time is Time.PLANNED or any(not _POSSIBLE.isdisjoint(words) and "have" not in words for words in hedges)


def _moved_on(one: Earlier, now: Statement) -> bool:
    return one.statement is None or is_ahead(one.statement) or is_ahead(now)


def _one_origin(case: Case) -> Recalled | None:
    """Several places, and all name the same one source for it."""
    found = [one for one in case.find(Likeness.SAME) if not one.pasts[0].elsewhere]
    named = [source for source in case.now.sources if source.name]
    if len(case.now.sources) != 1 or not named or not found or any(_rests_on_another(one) for one, _ in case.known):
        return None
    outlet, pasts = fold_name(named[0].name or ""), [past for one in found for past in one.pasts]
    origins = {past.origin for past in pasts} | {case.present.origin}
    if None in origins or len(origins) < FEWEST_ORIGINS or any(find_outlet(past.sources) != outlet for past in pasts):
        return None
    last = max(((one, past) for one in found for past in one.pasts), key=lambda pair: pair[1].at)
    return _tell(Turn.ONE_ORIGIN, case, *last, _count(found), source=named[0].name or "")


def _rests_on_another(one: Earlier) -> bool:
    """Tell whether the name in which an earlier statement differs is of whoever said it."""
    name = fold_name(one.comparison.before) if one.comparison.likeness is Likeness.NAME else frozenset()
    return any(name & fold_name(source) for past in one.pasts for source in past.sources)


def _seen(case: Case) -> Recalled | None:
    """Said before, in these words or in like ones."""
    found = case.find_alike()
    if not found:
        return None
    one, past = min(((one, past) for one in found for past in one.pasts), key=lambda pair: pair[1].at)
    told = _tell(Turn.SEEN, case, one, past, _count(found), _find_statuses(case, one, past))
    return replace(told, origin=find_origin([past for one in found for past in one.pasts], case.present))


def _find_statuses(case: Case, one: Earlier, past: Past) -> tuple[str, str]:
    """Give the first status and that of now, where the words themselves changed it; a headline seldom names its source."""
    now = case.now
    if one.same_words or not _says_by_itself(one, past) or past.status is now.status or now.role is Role.HEADLINE:
        return "", ""
    is_bare = now.status is not Status.STATED or is_flat_throughout(now, case.present.statements, ())
    return (past.status, now.status) if is_bare else ("", "")


_LOOKS: tuple[Callable[[Case], Recalled | None], ...] = (
    _denied,
    _returned,
    _confirmed,
    _number,
    _polarity,
    _drift,
    _one_origin,
    _seen,
)


def _count(found: Sequence[Earlier]) -> int:
    """Count the messages; what another chat saw is counted once."""
    return len({past.message for one in found for past in one.pasts})


def find_turn(case: Case) -> Recalled | None:
    """Give what is told of the statement; nothing where nothing is sure."""
    return next((told for look in _LOOKS if (told := look(case))), None)


def _days(case: Case, past: Past) -> float:
    return (case.present.at - past.at) / DAY


def find_origin(pasts: Sequence[Past], present: Present) -> str | None:
    """Give the first place that is known, unless the text of now comes from there itself."""
    first = min(pasts, key=lambda past: past.at).origin
    return first if first != present.origin else None
