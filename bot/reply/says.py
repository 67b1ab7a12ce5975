"""Findings put into sentences: the same sentence in a chat, on a terminal and in the JSON."""

from collections.abc import Callable, Mapping
from functools import partial

from bot.model import Fact, Finding, FindingKind
from bot.reply.label import WORDS_LENGTH, is_pointer, join_names, quote, safe_names, where
from bot.reply.phrasebook import Phrasebook

HEADLINE_LENGTH = 60
"""The longest quotation of a headline, in code points."""

Facts = Mapping[str, Fact]
Sayer = Callable[[Facts, Phrasebook], str]


def finding_says(finding: Finding, phrasebook: Phrasebook) -> str:
    """Say in one or two sentences what was found; the subject is the text or a source, never the world."""
    return SAYERS[finding.kind](finding.facts, phrasebook)


def _number(facts: Facts, key: str) -> int:
    value = facts.get(key, 0)
    return value if isinstance(value, int) else 0


def _words(facts: Facts, key: str, phrasebook: Phrasebook, limit: int = WORDS_LENGTH) -> str:
    return quote(str(facts.get(key, "")), limit, phrasebook)


def _names(facts: Facts, key: str, phrasebook: Phrasebook) -> str:
    value = facts.get(key, ())
    return join_names(safe_names(value), phrasebook) if isinstance(value, tuple) else ""


def _headline(facts: Facts, phrasebook: Phrasebook, *, key: str) -> str:
    return phrasebook.say(
        "finding",
        key,
        headline=_words(facts, "headline", phrasebook, HEADLINE_LENGTH),
        words=_words(facts, "words", phrasebook),
        sentence=_number(facts, "sentence"),
        about=_words(facts, "about", phrasebook),
    )


def _near_headline(facts: Facts, phrasebook: Phrasebook) -> str:
    key = FindingKind.CAVEAT_NEAR_HEADLINE
    about = str(facts.get("about", ""))
    return _headline(facts, phrasebook, key=f"{key}-about" if about and not is_pointer(about) else key)


def _flat_here(facts: Facts, phrasebook: Phrasebook) -> str:
    flat, sentence = _number(facts, "flat"), _number(facts, "sentence")
    key = FindingKind.FLAT_HERE_UNCONFIRMED_THERE
    return phrasebook.say("finding", key, flat=flat, sentence=sentence, words=_words(facts, "words", phrasebook))


def _caveat_depth(facts: Facts, phrasebook: Phrasebook) -> str:
    lines = _number(facts, "lines")
    values = {key: _number(facts, key) for key in ("sentence", "of", "lines")}
    return phrasebook.count("counted", "caveat-depth", lines, words=_words(facts, "words", phrasebook), **values)


def say_could_not(finding: Finding, phrasebook: Phrasebook) -> str:
    """Say who could not confirm it; nothing where nobody could not."""
    return _could_not(finding.facts, phrasebook) or _writers_could_not(finding.facts, phrasebook)


def say_no_comment(finding: Finding, phrasebook: Phrasebook) -> str:
    """Say who did not comment; nothing where nobody is told of who did not."""
    return _no_comment(finding.facts, phrasebook)


def _could_not(facts: Facts, phrasebook: Phrasebook) -> str:
    names = _names(facts, "could_not", phrasebook)
    return phrasebook.say("finding", FindingKind.NOT_CONFIRMED_BY, who=names) if names else ""


def _no_comment(facts: Facts, phrasebook: Phrasebook) -> str:
    names = _names(facts, "no_comment", phrasebook)
    return phrasebook.say("finding", "no-comment", who=names) if names else ""


def _writers_could_not(facts: Facts, phrasebook: Phrasebook) -> str:
    return phrasebook.say("finding", "not-confirmed-by-writers") if _number(facts, "own") else ""


def _not_confirmed_by(facts: Facts, phrasebook: Phrasebook) -> str:
    """Say who could not confirm it and who did not comment, and whether the writers could not; or that nobody is named."""
    said = (say(facts, phrasebook) for say in (_could_not, _no_comment, _writers_could_not))
    return " ".join(filter(None, said)) or phrasebook.say("finding", "not-confirmed-by-nobody")


def _unnamed_only(facts: Facts, phrasebook: Phrasebook) -> str:
    n = _number(facts, "count")
    return phrasebook.count("counted", "unnamed-only", n, n=n)


def _second_hand_origins(facts: Facts, phrasebook: Phrasebook) -> str:
    return phrasebook.say("finding", FindingKind.SECOND_HAND_ORIGINS, names=_names(facts, "names", phrasebook))


def _one_origin(facts: Facts, phrasebook: Phrasebook) -> str:
    origin = join_names(safe_names((str(facts.get("origin", "")),)), phrasebook)
    return phrasebook.say("finding", FindingKind.ONE_ORIGIN, names=_names(facts, "names", phrasebook), origin=origin)


def _hearsay_chain(facts: Facts, phrasebook: Phrasebook) -> str:
    """Write the way back from this text to somebody who is not named: "This text → Courier → "a source""."""
    names = facts.get("names", ())
    named = safe_names(names) if isinstance(names, tuple) else ()
    if not named:
        return phrasebook.say("finding", "hearsay-chain-talk", words=_words(facts, "words", phrasebook))
    steps = phrasebook.say("line", "step").join([*named, _words(facts, "words", phrasebook)])
    n = _number(facts, "steps")
    return phrasebook.count("counted", "hearsay-chain", n, n=n, steps=steps)


def _silence(facts: Facts, phrasebook: Phrasebook) -> str:
    n, of = _number(facts, "unsourced"), _number(facts, "of")
    if not n:
        return phrasebook.say("finding", "silence-all-named", of=of)
    return phrasebook.count("counted", "silence", n, n=n, of=of)


def _names_differ(facts: Facts, phrasebook: Phrasebook) -> str:
    """Give both spellings with their sentences, for a person or for a place or body."""
    one, other = (quote(name, WORDS_LENGTH, phrasebook) for name in _pair(facts, "names"))
    here, there = (where(_number(facts, key), phrasebook) for key in ("sentence", "other"))
    key = FindingKind.NAMES_DIFFER if _number(facts, "person") else f"{FindingKind.NAMES_DIFFER}-thing"
    return phrasebook.say("finding", key, one=one, here=here, other=other, there=there)


def _numbers(facts: Facts, phrasebook: Phrasebook) -> str:
    """Give both figures with who gives them: "at least 12" (police) · "up to 40" (a witness)."""
    one, other = (quote(words, WORDS_LENGTH, phrasebook) for words in _pair(facts, "words"))
    who, whose = (name or where(_number(facts, "sentence"), phrasebook) for name in safe_names(_pair(facts, "names")))
    return phrasebook.say("finding", FindingKind.NUMBERS, one=one, who=who, other=other, whose=whose)


def _pair(facts: Facts, key: str) -> tuple[str, str]:
    value = facts.get(key, ())
    one, other, *_ = (*(value if isinstance(value, tuple) else ()), "", "")
    return one, other


def _settle(facts: Facts, phrasebook: Phrasebook) -> str:
    return phrasebook.say("finding", FindingKind.WHAT_WOULD_SETTLE, names=_names(facts, "names", phrasebook))


def _plain(_: Facts, phrasebook: Phrasebook, *, key: str) -> str:
    return phrasebook.say("finding", key)


def _old_date(facts: Facts, phrasebook: Phrasebook) -> str:
    key = f"{FindingKind.OLD_DATE}-page" if _number(facts, "page") else FindingKind.OLD_DATE
    return phrasebook.say("finding", key, days=_number(facts, "days"))


def _pressure(facts: Facts, phrasebook: Phrasebook) -> str:
    return phrasebook.say("finding", FindingKind.PRESSURE, words=_words(facts, "words", phrasebook))


SAYERS: Mapping[FindingKind, Sayer] = {
    FindingKind.HEADLINE_OUTRUNS_BODY: partial(_headline, key=FindingKind.HEADLINE_OUTRUNS_BODY),
    FindingKind.CAVEAT_NEAR_HEADLINE: _near_headline,
    FindingKind.FLAT_HERE_UNCONFIRMED_THERE: _flat_here,
    FindingKind.CAVEAT_DEPTH: _caveat_depth,
    FindingKind.NOT_CONFIRMED_BY: _not_confirmed_by,
    FindingKind.UNNAMED_ONLY: _unnamed_only,
    FindingKind.SECOND_HAND_ORIGINS: _second_hand_origins,
    FindingKind.ONE_ORIGIN: _one_origin,
    FindingKind.HEARSAY_CHAIN: _hearsay_chain,
    FindingKind.SILENCE: _silence,
    FindingKind.NAMES_DIFFER: _names_differ,
    FindingKind.NUMBERS: _numbers,
    FindingKind.PRESSURE: _pressure,
    FindingKind.WHAT_WOULD_SETTLE: _settle,
    FindingKind.NO_AUTHOR: partial(_plain, key=FindingKind.NO_AUTHOR),
    FindingKind.NO_DATE: partial(_plain, key=FindingKind.NO_DATE),
    FindingKind.OLD_DATE: _old_date,
}
"""How each kind of finding is said."""
